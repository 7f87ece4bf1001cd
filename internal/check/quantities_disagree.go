package check

import (
	"fmt"
	"strings"

	"github.com/riskbook/riskbook/internal/assess"
	"github.com/riskbook/riskbook/internal/diagnostic"
	"github.com/riskbook/riskbook/internal/quantify"
	"github.com/riskbook/riskbook/internal/register"
	"github.com/riskbook/riskbook/internal/rule"
	"github.com/riskbook/riskbook/internal/term"
)

var quantitiesDisagree = &Rule{
	Name: rule.QuantitiesDisagree, Severity: diagnostic.Warning, Step: "3.1", Judged: true, Rests: ratingParts,
	Title: words("数値と段階の食い違い", "Figures disagree with the rating"),
	Why: words("発生回数や損失額の見積りが、評価した段階の範囲から外れていれば、どちらかが実情と合っていません。",
		"Where the estimated frequency or loss lies outside the step that was chosen, one of the two does not fit the facts."),
	Mend: words("見積りと段階のうち、根拠の弱い方を直してください。", "Correct the estimate or the rating, whichever rests on weaker ground."),
	Says: []Saying{
		{rule.CaseFrequency, words("{id} の発生回数の見積り（平均 年{mean}回）が、起こりやすさ {value}（{label}）の範囲 {low}～{high} から外れています", "the frequency of {id}, on average {mean} a year, lies outside {low} to {high}, the range of likelihood {value} ({label})"), words("この見積りに合う起こりやすさは {fits}です。見積りか [current] の likelihood を見直してください", "the likelihood that fits is {fits}; reconsider the estimate or the likelihood")},
		{rule.CaseLoss, words("{id} の1回当たりの損失の見積り（平均 {mean} {currency}）が、影響 {value}（{label}）の範囲 {low}～{high} から外れています", "the loss of one event of {id}, on average {mean} {currency}, lies outside {low} to {high}, the range of impact {value} ({label})"), words("この見積りに合う影響は {fits}です。見積りか [current] の影響を見直してください", "the impact that fits is {fits}; reconsider the estimate or the impact")},
	},
	Other: words("評価した段階はここです", "rated here"),
	Failing: `content/risks/R-001.md:11:13
` + exampleAsset + exampleEvent + rangedCriteria + strings.TrimSuffix(strings.Replace(exampleRisk, "damage", "# damage", 1), "+++\n") + `[quantitative]
frequency = 0.05
+++
`,
	Passing: exampleAsset + exampleEvent + rangedCriteria + strings.TrimSuffix(strings.Replace(exampleRisk, "damage", "# damage", 1), "+++\n") + `[quantitative]
frequency = 2
+++
`,
	Find: func(c *Case) {
		criteria := &c.Assessment.Register.Criteria
		for _, k := range c.Assessment.Risks {
			q := k.Record.Quantitative
			if q == nil || k.Outcome == assess.Closed {
				continue
			}
			if q.Frequency != nil && k.Now.Likelihood != nil {
				disagree(c, k, rule.CaseFrequency, quantify.Mean(*q.Frequency), criteria.LikelihoodIndex(*k.Now.Likelihood), criteria.Likelihoods,
					func(s *register.Step) []float64 { return s.PerYear })
			}
			if q.Loss != nil && k.Now.Impact != nil {
				disagree(c, k, rule.CaseLoss, quantify.Mean(*q.Loss), criteria.ImpactIndex(*k.Now.Impact), criteria.Impacts,
					func(s *register.Step) []float64 { return s.Loss })
			}
		}
	},
}

// disagree reports a mean that another step of the scale would fit better. What lies beyond the ends of a scale fits its last step.
func disagree(c *Case, k *assess.Risk, measure rule.Case, mean float64, rated int, steps []register.Step, rangeOf func(*register.Step) []float64) {
	if rated < 0 || len(rangeOf(&steps[rated])) != 2 {
		return
	}
	bounds := rangeOf(&steps[rated])
	below, above := mean < bounds[0] && rated > 0, mean > bounds[1] && rated < len(steps)-1
	if !below && !above {
		return
	}
	fits := term.Same("–")
	for i := range steps {
		if b := rangeOf(&steps[i]); steps[i].Value != nil && len(b) == 2 && (mean >= b[0] || i == 0) && (mean <= b[1] || i == len(steps)-1) {
			label := c.wordsOf(steps[i].Label)
			fits = words(fmt.Sprintf("%d（%s）", *steps[i].Value, label.Ja), fmt.Sprintf("%d (%s)", *steps[i].Value, label.En))
			break
		}
	}
	c.ReportCase(measure, k.Record, key("quantitative", string(measure)), diagnostic.Args{
		"mean": number(rounded(mean)), "low": number(bounds[0]), "high": number(bounds[1]), "value": *steps[rated].Value,
		"label": c.wordsOf(steps[rated].Label), "fits": fits, "currency": c.Assessment.Register.Config.Currency,
	}, related(k.Record, ratingPath(k.Record), term.Words{}))
}

const rangedCriteria = `-- content/criteria.toml --
revision = "2026.1"
likelihood = [
  { value = 1, label = { ja = "低", en = "Low" }, per_year = [0, 0.1] },
  { value = 2, label = { ja = "中", en = "Medium" }, per_year = [0.1, 1] },
  { value = 3, label = { ja = "高", en = "High" }, per_year = [1, 50] },
]
impact = [
  { value = 1, label = { ja = "小", en = "Small" } },
  { value = 2, label = { ja = "中", en = "Medium" } },
  { value = 3, label = { ja = "大", en = "Large" } },
]
level = [
  { key = "low", label = { ja = "低", en = "Low" }, acceptance = "accept" },
  { key = "high", label = { ja = "高", en = "High" }, acceptance = "treat" },
]
[matrix]
rows = [
  ["low", "low", "low"],
  ["low", "low", "high"],
  ["low", "high", "high"],
]
`
