package check

import (
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/riskbook/riskbook/internal/diagnostic"
	"github.com/riskbook/riskbook/internal/register"
	"github.com/riskbook/riskbook/internal/rule"
	"github.com/riskbook/riskbook/internal/term"
)

var likelihoodDisagrees = &Rule{
	Name: rule.LikelihoodDisagrees, Severity: diagnostic.Error, Judged: true, Rests: likelihoodParts,
	Title: words("因子と合わない起こりやすさ", "Likelihood and factors disagree"),
	Why: words("起こりやすさが直接にも因子からも与えられ、その値が違っています。どちらで判断するかを決められません。",
		"The likelihood is given by itself and by its factors, and they are not the same: nobody can tell by which of them the risk is judged."),
	Mend: words("likelihood を削除して因子に任せるか、因子を直してください。", "Remove likelihood and let the factors say it, or correct the factors."),
	Says: []Saying{
		{rule.Plain, words("{key} は {found} ですが、factors（{factors}）からは {wanted} になります", "{key} is {found}, but its factors ({factors}) give {wanted}"), words("likelihood を {wanted} に直すか、削除してください。因子が誤っているなら factors を直します", "set likelihood to {wanted} or remove it; where the factors are wrong, correct them")},
	},
	Other: words("因子はここに書かれています", "the factors are given here"),
	Failing: `content/risks/R-001.md:7:14
` + exampleAsset + exampleEvent + factoredCriteria + strings.Replace(exampleLowRisk, "likelihood = 1", "likelihood = 1\nfactors = { threat = 2, vulnerability = 2 }", 1),
	Passing: exampleAsset + exampleEvent + factoredCriteria + strings.Replace(exampleLowRisk, "likelihood = 1", "likelihood = 3\nfactors = { threat = 2, vulnerability = 2 }", 1),
	Find: func(c *Case) {
		if c.Assessment.Register.Criteria.From == nil {
			return
		}
		for _, e := range c.Assessment.Register.All() {
			eachRating(e, func(r *register.Rating, path ...any) {
				if r == nil || r.Likelihood == nil || len(r.Factors) == 0 {
					return
				}
				wanted := c.Assessment.Register.Criteria.Likelihood(r)
				if wanted == nil || *wanted == *r.Likelihood {
					return
				}
				at := slices.Concat(path, key("likelihood"))
				c.Report(e, at, diagnostic.Args{"key": dotted(at), "found": *r.Likelihood, "wanted": *wanted, "factors": factorsOf(r)},
					related(e, slices.Concat(path, key("factors")), term.Words{}))
			})
		}
	},
}

// eachRating calls f for every rating of a record, with its path.
func eachRating(e register.Entry, f func(r *register.Rating, path ...any)) {
	switch e := e.(type) {
	case *register.Risk:
		for _, a := range []struct {
			name     string
			analysis *register.Analysis
		}{{"inherent", e.Inherent}, {"current", e.Current}, {"proposed", e.Proposed}} {
			if a.analysis != nil {
				f(&a.analysis.Rating, a.name)
			}
		}
	case *register.Treatment:
		for i := range e.Targets {
			f(&e.Targets[i].Rating, "target", i)
		}
		for i := range e.Worsens {
			f(&e.Worsens[i].Rating, "worsens", i)
		}
	case *register.Decision:
		f(e.At, "at")
	}
}

// factorsOf writes the factors of a rating.
func factorsOf(r *register.Rating) string {
	var list []string
	for _, name := range slices.Sorted(maps.Keys(r.Factors)) {
		list = append(list, name+" = "+strconv.Itoa(r.Factors[name]))
	}
	return strings.Join(list, ", ")
}

// factoredCriteria are the example's criteria with a likelihood out of two factors.
const factoredCriteria = exampleCriteria + `[likelihood_from]
rows = [[1, 2], [2, 3]]
[[likelihood_from.factor]]
key = "threat"
label = { ja = "脅威", en = "Threat" }
steps = [{ value = 1, label = { ja = "小", en = "Small" } }, { value = 2, label = { ja = "大", en = "Large" } }]
[[likelihood_from.factor]]
key = "vulnerability"
label = { ja = "脆弱性", en = "Vulnerability" }
steps = [{ value = 1, label = { ja = "小", en = "Small" } }, { value = 2, label = { ja = "大", en = "Large" } }]
`
