package check

import (
	"strings"

	"github.com/riskbook/riskbook/internal/diagnostic"
	"github.com/riskbook/riskbook/internal/register"
	"github.com/riskbook/riskbook/internal/rule"
	"github.com/riskbook/riskbook/internal/source"
)

var impactGivenTwice = &Rule{
	Name: rule.ImpactGivenTwice, Severity: diagnostic.Warning,
	Title: words("二通りに書かれた影響", "Impact given twice"),
	Why: words("領域別の影響（impacts）があるときは、その最大値を影響とします。並べて書かれた impact は使われず、直したつもりの値が判断に届きません。",
		"Where there are impacts by area, the largest of them is the impact. An impact beside them counts for nothing, and whoever corrects it changes nothing."),
	Mend: words("impact と impacts のどちらか一方だけを書いてください。", "Write either impact or impacts."),
	Says: []Saying{
		{rule.Plain, words("{key} は使われません。{largest} の最大値を影響とします", "{key} counts for nothing: the largest of {largest} is the impact"), words("impact を削除するか、領域別に評価しないのであれば impacts を削除してください", "delete impact; or delete impacts, if the impact is not rated by area")},
	},
	Other: words("使われる値はここです", "these count"),
	Failing: `content/risks/R-001.md:8:1
` + exampleContext + strings.Replace(exampleLowRisk, "impact = 1", "impact = 1\nimpacts = { service = 1 }", 1),
	Passing: exampleContext + strings.Replace(exampleLowRisk, "impact = 1", "impacts = { service = 1, finance = 1 }", 1),
	Find: func(c *Case) {
		for _, r := range c.Assessment.Register.Risks {
			impactTwice(c, r, "inherent")
			impactTwice(c, r, "current")
			impactTwice(c, r, "proposed")
		}
		for _, t := range c.Assessment.Register.Treatments {
			for _, list := range []string{"target", "worsens"} {
				if v := t.Source.Table.At(list); v != nil {
					for i := range v.Items {
						impactTwice(c, t, list, i)
					}
				}
			}
		}
		for _, d := range c.Assessment.Register.Decisions {
			impactTwice(c, d, "at")
		}
	},
}

// impactTwice reports the key impact of a rating that also has impacts.
func impactTwice(c *Case, entry register.Entry, path ...any) {
	base := entry.Of()
	rating := base.Source.Table.At(path...)
	impact, impacts := rating.Field("impact"), rating.Field("impacts")
	if impact == nil || impacts == nil || impacts.Value.Kind != source.Table || len(impacts.Value.Fields) == 0 {
		return
	}
	name, _ := path[0].(string)
	file := base.Source.File
	c.add(base.ID, "", rule.Plain, file.Place(impact.KeySpan), diagnostic.Args{"key": name + ".impact", "largest": name + ".impacts"},
		[]diagnostic.Related{{Place: file.Place(impacts.KeySpan)}})
}
