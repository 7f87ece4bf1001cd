package changes

import (
	"strconv"
	"strings"

	"github.com/riskbook/riskbook/internal/compare"
	"github.com/riskbook/riskbook/internal/register"
	"github.com/riskbook/riskbook/internal/term"
)

// aspectWords are what the parts of the criteria are called.
var aspectWords = map[compare.Aspect]term.Words{
	compare.Given:           {Ja: "リスク判定基準", En: "risk criteria"},
	compare.Revision:        {Ja: "版", En: "revision"},
	compare.ApprovedBy:      {Ja: "承認者", En: "approved by"},
	compare.ApprovedOn:      {Ja: "承認日", En: "approved on"},
	compare.ReviewBy:        {Ja: "見直しの期限", En: "review by"},
	compare.Likelihood:      {Ja: "起こりやすさの尺度", En: "likelihood scale"},
	compare.Impact:          {Ja: "影響の尺度", En: "impact scale"},
	compare.Area:            {Ja: "影響の領域", En: "impact area"},
	compare.Level:           {Ja: "リスクレベル", En: "level of risk"},
	compare.LevelOrder:      {Ja: "リスクレベルの順", En: "order of levels"},
	compare.LevelAcceptance: {Ja: "リスクレベルの扱い", En: "what a level asks for"},
	compare.Cell:            {Ja: "リスクマトリクス", En: "risk matrix"},
	compare.Viewpoint:       {Ja: "評価の観点", En: "evaluation viewpoint"},
	compare.Weight:          {Ja: "観点の重み", En: "weight of the viewpoint"},
	compare.Prohibitive:     {Ja: "回避を求める観点", En: "viewpoint that asks to avoid"},
	compare.ImpactAlone:     {Ja: "影響だけで対応を要する値", En: "impact that alone asks for treatment"},
	compare.LikelihoodAlone: {Ja: "起こりやすさだけで対応を要する値", En: "likelihood that alone asks for treatment"},
	compare.CumulativeLoss:  {Ja: "累積の損失として対応を要する額", En: "cumulative loss that asks for treatment"},
	compare.Tolerance:       {Ja: "許容する確率", En: "tolerated probability"},
	compare.Factors:         {Ja: "起こりやすさを求める要因", En: "factors of the likelihood"},
	compare.Wording:         {Ja: "説明の文言など", En: "wording and the rest"},
}

func criteriaRows(r *Report) []row {
	var rows []row
	for _, c := range r.Comparison.Criteria {
		name := r.words(aspectWords[c.Aspect].Capital())
		if of := criterionOf(r, c); of != "" {
			name += r.say("（", " (") + of + r.say("）", ")")
		}
		f := fact{before: criterion(r, c, c.Before, r.old()), after: criterion(r, c, c.After, r.now())}
		if c.Aspect == compare.Wording {
			f = fact{}
			f.differ(r.text(c.Before, r.old()), r.text(c.After, r.now()))
		}
		rows = append(rows, row{title: name, facts: []fact{f}})
	}
	return rows
}

// criterionOf says of which step, level, cell or viewpoint something is said.
func criterionOf(r *Report, c compare.Criterion) string {
	switch c.Aspect {
	case compare.Cell:
		likelihood, impact, _ := strings.Cut(c.Of, ",")
		return likelihood + " × " + impact
	case compare.LevelAcceptance:
		if r.now().Criteria.LevelIndex(c.Of) < 0 {
			return levelName(r, c.Of, r.old())
		}
		return levelName(r, c.Of, r.now())
	case compare.Tolerance:
		return amount(r, c.Of, r.now())
	}
	return c.Of
}

func criterion(r *Report, c compare.Criterion, text register.Text, of *register.Register) string {
	if len(text) == 0 {
		return none
	}
	words := r.text(text, of)
	switch c.Aspect {
	case compare.LevelAcceptance:
		return r.code("acceptance", words)
	case compare.Cell:
		return levelName(r, words, of)
	case compare.CumulativeLoss:
		return amount(r, words, of)
	case compare.Prohibitive:
		return r.yes(words == "true")
	}
	return words
}

func amount(r *Report, figure string, of *register.Register) string {
	x, err := strconv.ParseFloat(figure, 64)
	if err != nil {
		return figure
	}
	return r.words(term.Exactly(x, of.Config.Currency))
}
