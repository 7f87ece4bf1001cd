package export

import (
	"strconv"
	"strings"

	"github.com/riskbook/riskbook/internal/assess"
	"github.com/riskbook/riskbook/internal/sheet"
	"github.com/riskbook/riskbook/internal/term"
	"github.com/riskbook/riskbook/internal/workbook"
)

// computed is a column that the register's assessment gives.
type computed struct {
	key   string
	kind  workbook.Kind
	money bool
	of    func(id string) (text, fill string)
}

// computedText makes a column of what a function says of a risk.
func (m *tabulator) computedText(key string, of func(r *assess.Risk) string) computed {
	return computed{key: key, of: func(id string) (string, string) {
		if r := m.x.Assessment.Risk(id); r != nil {
			return of(r), ""
		}
		return "", ""
	}}
}

// computedLevel makes a column of the level of a rating, in its colour.
func (m *tabulator) computedLevel(key string, of func(r *assess.Risk) (assess.Rating, bool)) computed {
	return computed{key: key, of: func(id string) (string, string) {
		r := m.x.Assessment.Risk(id)
		if r == nil {
			return "", ""
		}
		levels := m.x.Assessment.Register.Criteria.Levels
		if rating, there := of(r); there && rating.Level >= 0 {
			return m.text(levels[rating.Level].Label), levelColour(rating.Level, len(levels))
		}
		return "", ""
	}}
}

// computedColumns gives what was decided of the records of a sheet.
func (m *tabulator) computedColumns(s *sheet.Sheet) []computed {
	if s.Name != "risks" {
		return nil
	}
	plainOf, level := m.computedText, m.computedLevel
	list := []computed{
		level("inherent.level", func(r *assess.Risk) (assess.Rating, bool) { return r.Inherent, true }),
		level("current.level", func(r *assess.Risk) (assess.Rating, bool) { return r.Now, true }),
		level("projected.level", func(r *assess.Risk) (assess.Rating, bool) { return r.Projected, !r.Removed }),
		plainOf("outcome", func(r *assess.Risk) string { return m.code("outcome", string(r.Outcome)) }),
		plainOf("reasons", func(r *assess.Risk) string {
			var words []string
			for _, reason := range r.Reasons {
				words = append(words, m.code("reason", string(reason)))
			}
			return strings.Join(words, sheet.Separator)
		}),
		plainOf("rank", func(r *assess.Risk) string {
			if r.Rank == 0 {
				return ""
			}
			return strconv.Itoa(r.Rank)
		}),
		plainOf("ranked_by", func(r *assess.Risk) string { return m.code("rankedBy", string(r.RankedBy)) }),
		plainOf("suggested_option", func(r *assess.Risk) string { return m.code("option", r.Suggested) }),
		plainOf("plans", func(r *assess.Risk) string {
			var ids []string
			for _, p := range r.Plans {
				ids = append(ids, p.ID)
			}
			return strings.Join(ids, sheet.Separator)
		}),
		plainOf("acceptance", func(r *assess.Risk) string {
			if r.Acceptance == nil {
				return ""
			}
			return r.Acceptance.Decision.ID + ": " + m.code("acceptance", string(r.Acceptance.State))
		}),
		plainOf("expected_loss", func(r *assess.Risk) string {
			if r.ExpectedLoss == nil {
				return ""
			}
			return strconv.FormatFloat(*r.ExpectedLoss, 'f', 0, 64)
		}),
	}
	for i := range list {
		switch list[i].key {
		case "rank":
			list[i].kind = workbook.Number
		case "expected_loss":
			list[i].kind, list[i].money = workbook.Number, true
		}
	}
	return list
}

func (m *tabulator) code(group, code string) string {
	if code == "" {
		return ""
	}
	return term.Code(group, code).In(m.Language)
}

// levelColours are the colours behind the words of levels, from the lowest to the highest: light enough for black words.
var levelColours = []string{"C6E7CE", "E4EFB4", "FFE699", "F8C596", "F2A09A"}

func levelColour(level, count int) string {
	if count < 2 {
		return levelColours[0]
	}
	return levelColours[level*(len(levelColours)-1)/(count-1)]
}
