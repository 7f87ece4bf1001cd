package check

import (
	"strings"

	"github.com/riskbook/riskbook/internal/diagnostic"
	"github.com/riskbook/riskbook/internal/register"
	"github.com/riskbook/riskbook/internal/rule"
)

var matrixNotMonotone = &Rule{
	Name: rule.MatrixNotMonotone, Severity: diagnostic.Warning, Judged: true, Rests: levelParts,
	Title: words("段階が上がるとレベルの下がるマトリクス", "A step up that lowers the level"),
	Why: words("起こりやすさか影響が上がったのにレベルが下がるマトリクスでは、悪くなったリスクが良くなったように見えます。",
		"In such a matrix a risk that has become worse is shown as better, and nobody will look at it."),
	Mend: words("示されたマスか隣のマスのレベルを改め、段階が上がるほどレベルが下がらないようにしてください。", "Correct the cell shown or the one beside it, so that the level never falls as likelihood or impact rises."),
	Says: []Saying{
		{rule.CaseLikelihood, words("起こりやすさが {low} から {high} に上がると（影響 {other}）、レベルが{before}から{after}に下がります", "as likelihood rises from {low} to {high} at impact {other}, the level falls from {before} to {after}"), words("どちらかのマスのレベルを改めてください", "correct the level of one of the two cells")},
		{rule.CaseImpact, words("影響が {low} から {high} に上がると（起こりやすさ {other}）、レベルが{before}から{after}に下がります", "as impact rises from {low} to {high} at likelihood {other}, the level falls from {before} to {after}"), words("どちらかのマスのレベルを改めてください", "correct the level of one of the two cells")},
		{rule.CaseFactors, words("{factor} が {low} から {high} に上がると（{fixed} は {other}）、起こりやすさが {before} から {after} に下がります", "as {factor} rises from {low} to {high} at {fixed} {other}, the likelihood falls from {before} to {after}"), words("[likelihood_from] の rows の、どちらかのマスを改めてください", "correct one of the two cells in rows of [likelihood_from]")},
	},
	Other: words("隣のマスはここです", "the other cell is here"),
	Failing: `content/criteria.toml:22:21
` + strings.Replace(exampleCriteria, `["low", "medium", "high"]`, `["low", "medium", "low"]`, 1),
	Passing: exampleCriteria,
	Find: func(c *Case) {
		if c.Assessment.Register.Criteria.Given {
			levelsFall(c)
			likelihoodsFall(c)
		}
	},
}

// levelsFall reports every cell of the matrix that lies below the one before it, in its row or its column.
func levelsFall(c *Case) {
	criteria, doc := &c.Assessment.Register.Criteria, c.Assessment.Register.Tree.Criteria
	place := func(i, j int) diagnostic.Place {
		if criteria.Matrix.Rule != "" {
			return doc.Place("matrix", "rule")
		}
		return doc.Place("matrix", "rows", i, j)
	}
	level := func(i, j int) int {
		likelihood, impact := criteria.Likelihoods[i].Value, criteria.Impacts[j].Value
		if likelihood == nil || impact == nil {
			return -1
		}
		return criteria.Cell(*likelihood, *impact)
	}
	fall := func(kase rule.Case, i, j, down, right int, steps []register.Step, other *int) bool {
		before, after := level(i-down, j-right), level(i, j)
		if after < 0 || before <= after {
			return false
		}
		at := i*down + j*right
		c.ReportAt(place(i, j), kase, diagnostic.Args{"low": *steps[at-1].Value, "high": *steps[at].Value, "other": *other, "before": c.levelOf(before), "after": c.levelOf(after)},
			diagnostic.Related{Place: place(i-down, j-right)})
		return true
	}
	for i := range criteria.Likelihoods {
		for j := range criteria.Impacts {
			if i > 0 && fall(rule.CaseLikelihood, i, j, 1, 0, criteria.Likelihoods, criteria.Impacts[j].Value) {
				continue
			}
			if j > 0 {
				fall(rule.CaseImpact, i, j, 0, 1, criteria.Impacts, criteria.Likelihoods[i].Value)
			}
		}
	}
}

// likelihoodsFall does the same for the table by which two factors give a likelihood.
func likelihoodsFall(c *Case) {
	from, doc := c.Assessment.Register.Criteria.From, c.Assessment.Register.Tree.Criteria
	if from == nil || len(from.Factors) != 2 {
		return
	}
	cell := func(i, j int) (int, bool) {
		if i >= len(from.Rows) || j >= len(from.Rows[i]) {
			return 0, false
		}
		return from.Rows[i][j], true
	}
	fall := func(i, j, down, right int) bool {
		before, known := cell(i-down, j-right)
		after, there := cell(i, j)
		rising, fixed, at, still := &from.Factors[0], &from.Factors[1], i, j
		if right > 0 {
			rising, fixed, at, still = fixed, rising, j, i
		}
		if !known || !there || before <= after || rising.Steps[at].Value == nil || rising.Steps[at-1].Value == nil || fixed.Steps[still].Value == nil {
			return false
		}
		c.ReportAt(doc.Place("likelihood_from", "rows", i, j), rule.CaseFactors, diagnostic.Args{
			"factor": c.wordsOf(rising.Label), "low": *rising.Steps[at-1].Value, "high": *rising.Steps[at].Value,
			"fixed": c.wordsOf(fixed.Label), "other": *fixed.Steps[still].Value, "before": before, "after": after,
		}, diagnostic.Related{Place: doc.Place("likelihood_from", "rows", i-down, j-right)})
		return true
	}
	for i := range from.Factors[0].Steps {
		for j := range from.Factors[1].Steps {
			if i > 0 && fall(i, j, 1, 0) {
				continue
			}
			if j > 0 {
				fall(i, j, 0, 1)
			}
		}
	}
}
