package check

import (
	"slices"
	"strings"

	"github.com/riskbook/riskbook/internal/diagnostic"
	"github.com/riskbook/riskbook/internal/rule"
	"github.com/riskbook/riskbook/internal/source"
)

var targetGivenTwice = &Rule{
	Name: rule.TargetGivenTwice, Severity: diagnostic.Warning,
	Title: words("二通りに書かれた目標", "Target given twice"),
	Why: words("計画の目標は、マトリクス上の位置（likelihood、impact）、レベル（level）、リスクの消滅（removed）のいずれかで書きます。並べて書くと一方しか判断に使われず、もう一方は読む人を誤らせます。",
		"A target is a place in the matrix (likelihood, impact), a level alone, or removed. Where they stand side by side only one of them is judged by, and the other misleads its readers."),
	Mend: words("計画の完了時に見込むものを一通りだけ残してください。", "Leave the one that the plan is expected to bring."),
	Says: []Saying{
		{rule.Plain, words("{key} の {found} と {other} は、並べて書けません。低いほうのレベルだけが判断に使われます", "{found} stands beside {other} in {key}: only the lower level of the two is judged by"), words("位置まで見込めるなら level を、見込めないなら {other} を削除してください", "delete level where the place in the matrix is known, else {other}")},
		{rule.CaseRemoved, words("{key} に removed = true があるため、{found} は使われません", "{found} in {key} counts for nothing beside removed = true"), words("計画でリスクがなくなるなら {found} を、なくならないなら removed を削除してください", "delete {found} if the plan removes the risk, else removed")},
	},
	Other: words("並べて書かれた値はここです", "beside this"),
	Failing: `content/treatments/T-001.md:14:1
` + exampleContext + exampleRisk + strings.Replace(examplePlan, "likelihood = 1\nimpact = 1", "likelihood = 1\nimpact = 1\nlevel = \"low\"", 1),
	Passing: exampleContext + exampleRisk + strings.Replace(examplePlan, "likelihood = 1\nimpact = 1", "level = \"low\"", 1),
	Find: func(c *Case) {
		for _, t := range c.Assessment.Register.Treatments {
			list := t.Source.Table.At("target")
			if list == nil {
				continue
			}
			file := t.Source.File
			report := func(variant rule.Case, i int, found, other []*source.Field) {
				at := diagnostic.Args{"key": dotted(key("target", i)), "found": keysOf(found), "other": keysOf(other)}
				c.add(t.ID, "", variant, file.Place(found[0].KeySpan), at, []diagnostic.Related{{Place: file.Place(other[0].KeySpan)}})
			}
			for i := range list.Items {
				target := &list.Items[i]
				place, level := fieldsOf(target, "likelihood", "impact", "impacts", "factors"), fieldsOf(target, "level")
				removed := fieldsOf(target, "removed")
				switch beside := slices.Concat(place, level, fieldsOf(target, "frequency", "loss")); {
				case len(removed) > 0 && removed[0].Value.Boolean && len(beside) > 0:
					report(rule.CaseRemoved, i, beside, removed)
				case len(level) > 0 && len(place) > 0:
					report(rule.Plain, i, level, place)
				}
			}
		}
	},
}

// fieldsOf gives the fields of a table by these keys, as far as it has them.
func fieldsOf(table *source.Value, keys ...string) []*source.Field {
	var found []*source.Field
	for _, key := range keys {
		if f := table.Field(key); f != nil {
			found = append(found, f)
		}
	}
	return found
}

// keysOf names fields by their keys.
func keysOf(fields []*source.Field) string {
	var keys []string
	for _, f := range fields {
		keys = append(keys, f.Key)
	}
	return strings.Join(keys, ", ")
}
