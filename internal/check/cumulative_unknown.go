package check

import (
	"math"
	"strings"

	"github.com/riskbook/riskbook/internal/assess"
	"github.com/riskbook/riskbook/internal/diagnostic"
	"github.com/riskbook/riskbook/internal/register"
	"github.com/riskbook/riskbook/internal/rule"
)

var cumulativeUnknown = &Rule{
	Name: rule.CumulativeUnknown, Severity: diagnostic.Info, Judged: true,
	Title: words("累積損失の分からないリスク", "Cumulative loss unknown"),
	Why: words("小さくても頻繁に起きる損失は、積み重なると受容できなくなります。このリスクは数値がないため判定できませんが、尺度の範囲からは基準に達し得ます。",
		"Small losses add up where they are frequent. This risk has no figures to tell by, and the ranges of its own steps reach the limit."),
	Mend: words("[quantitative] に frequency と loss を見積もってください。", "Estimate frequency and loss under [quantitative]."),
	Says: []Saying{
		{rule.Plain, words("{id} の年間期待損失額が分かりません。起こりやすさ {likelihood}（年 {frequency} 回まで）と影響 {impact}（{loss} {currency} まで）からは、受容基準の累積損失 {limit} {currency} に達し得ます", "the expected annual loss of {id} is not known: likelihood {likelihood} (up to {frequency} a year) and impact {impact} (up to {loss} {currency}) could reach the cumulative limit of {limit} {currency}"), words("[quantitative] に frequency（年間の件数）と loss（一件の損失）の見積りを加えてください", "add estimates of frequency (events a year) and loss (of one event) under [quantitative]")},
	},
	Failing: `content/risks/R-001.md:1:1
` + exampleAsset + exampleEvent + rangedScales + exampleLowRisk,
	Passing: exampleAsset + exampleEvent + rangedScales + strings.TrimSuffix(exampleLowRisk, "+++\n") + `[quantitative]
frequency = 0.5
loss = { low = 500_000, high = 1_000_000 }
+++
`,
	Find: func(c *Case) {
		criteria := &c.Assessment.Register.Criteria
		limit := criteria.Acceptance.CumulativeLoss
		if limit == nil || !c.Adopts("4.1") {
			return
		}
		for _, k := range c.open() {
			if k.ExpectedLoss != nil || len(k.Reasons) > 0 || !k.Analysed() || k.Outcome == assess.Unanalysed {
				continue
			}
			frequency, known := upperEnd(criteria.Likelihoods, *k.Now.Likelihood, func(s *register.Step) []float64 { return s.PerYear })
			loss, there := upperEnd(criteria.Impacts, *k.Now.Impact, func(s *register.Step) []float64 { return s.Loss })
			if known && there && frequency*loss >= *limit {
				c.Report(k.Record, nil, diagnostic.Args{
					"likelihood": *k.Now.Likelihood, "frequency": number(frequency), "impact": *k.Now.Impact, "loss": number(loss),
					"limit": number(*limit), "currency": c.Assessment.Register.Config.Currency,
				})
			}
		}
	},
}

// upperEnd gives the upper end of the range of a step; false where it is open.
func upperEnd(steps []register.Step, value int, bounds func(*register.Step) []float64) (float64, bool) {
	for i := range steps {
		if steps[i].Value == nil || *steps[i].Value != value {
			continue
		}
		if ends := bounds(&steps[i]); len(ends) == 2 && !math.IsInf(ends[1], 1) {
			return ends[1], true
		}
	}
	return 0, false
}

// rangedScales are the example's criteria with ranges, and a limit that the lowest steps could reach.
var rangedScales = strings.NewReplacer(
	`en = "Low" } },
  { value = 2`, `en = "Low" }, per_year = [0, 1] },
  { value = 2`,
	`en = "Small" } }`, `en = "Small" }, loss = [0, 2_000_000] }`,
).Replace(exampleCriteria) + "[acceptance]\ncumulative_loss = 2_000_000\n"
