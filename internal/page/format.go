package page

import (
	"math"
	"strconv"
	"strings"

	"github.com/riskbook/riskbook/internal/assess"
	"github.com/riskbook/riskbook/internal/date"
	"github.com/riskbook/riskbook/internal/live"
	"github.com/riskbook/riskbook/internal/part"
	"github.com/riskbook/riskbook/internal/register"
	"github.com/riskbook/riskbook/internal/term"
)

// text gives a text in the language, or in the one it falls back to.
func (v *language) text(t register.Text) string {
	words, _ := t.In(v.Language, v.Register.Config.DefaultLanguage)
	return words
}

// Phrase is a text with its language where that is not the page's.
type Phrase struct {
	Text     string
	Language string // empty where it is the page's
}

// phrase is text, marked where it fell back to another language.
func (v *language) phrase(t register.Text) Phrase {
	words, found := t.In(v.Language, v.Register.Config.DefaultLanguage)
	if found == v.Language || words == "" {
		found = ""
	}
	return Phrase{words, found}
}

// day writes a date; in Japanese with the era where the register asks for it. The zero date is empty.
func (v *language) day(d date.Date) string {
	if d.IsZero() {
		return ""
	}
	if v.Language == "ja" && v.Register.Config.Dates.Era {
		if era := d.Era(); era != "" {
			return d.String() + "（" + era + "）"
		}
	}
	return d.String()
}

// money writes an amount of the register's currency to three figures, in the units that the language counts money in: one form on every page. Exact values
// are for exports.
func (v *language) money(amount float64) string {
	return term.Sum(amount, v.Register.Config.Currency).In(v.Language)
}

// group writes a whole number with a comma between the thousands.
func group(n int64) string { return term.Grouped(n) }

// number writes a figure with up to three places; a small one to three figures, and one with too many digits to count as a power of ten.
func number(x float64) string {
	switch size := math.Abs(x); {
	case size >= 1e15 || 0 < size && size < 1e-9:
		return term.Power(x)
	case 0 < size && size < 0.1:
		return strconv.FormatFloat(roundTo3(x), 'f', -1, 64)
	}
	return strconv.FormatFloat(math.Round(x*1000)/1000+0, 'f', -1, 64) // + 0: no negative zero
}

// party names an owner or another party: by the title of parties.toml, or by the words of the record.
func (v *language) party(key string) string {
	if p := v.Register.Party(key); p != nil {
		return v.text(p.Title)
	}
	if key == register.Withheld {
		return v.words["withheld"]
	}
	return key
}

// quoting gives a text with the figures of the register in place of its marks.
func quoting(v *verdicts, t register.Text) register.Text {
	return live.FillText(v.Assessment, t, v.Language)
}

// heat places a level among the steps of colour: by its acceptance first; 0 where there is no level.
func (v *verdicts) heat(level int) int { return v.Register.Criteria.Heat(level) }

// levelName gives the label of a level; the words for "unknown" where there is none.
func (v *verdicts) levelName(level int) string {
	if level < 0 || level >= len(v.Register.Criteria.Levels) {
		return v.words["levelUnknown"]
	}
	return v.text(v.Register.Criteria.Levels[level].Label)
}

// levelBadge shows a level in words, with its colour as a second sign.
func (v *verdicts) levelBadge(level int) part.Part { return v.level(level) }

func (v *verdicts) level(level int) part.Level {
	return part.Level{Heat: v.heat(level), Text: v.levelName(level)}
}

// ratingBadge shows a level with the likelihood and impact that gave it, or that it is a level alone, which has no place in the matrix.
func (v *verdicts) ratingBadge(r assess.Rating) part.Part {
	switch {
	case levelOnly(r):
		return part.Rating{Level: v.level(r.Level), Alone: v.words["levelOnly"]}
	case r.Likelihood == nil && r.Impact == nil:
		return v.levelBadge(-1)
	}
	value := func(p *int) string {
		if p == nil {
			return "–"
		}
		return strconv.Itoa(*p)
	}
	return part.Rating{Level: v.level(r.Level), Likelihood: value(r.Likelihood), Impact: value(r.Impact)}
}

// levelOnly reports whether a rating is a level without a place in the matrix.
func levelOnly(r assess.Rating) bool { return r.Level >= 0 && r.Likelihood == nil && r.Impact == nil }

// outcomeBadge shows an outcome in words.
func (v *verdicts) outcomeBadge(o assess.Outcome) part.Part {
	return part.Outcome{Key: string(o), Text: v.words["outcome-"+string(o)]}
}

// codes puts reasons into words, joined as the language does.
func (v *language) reasons(reasons []assess.Reason) string {
	words := make([]string, len(reasons))
	for i, r := range reasons {
		words[i] = v.words["reason-"+string(r)]
	}
	return strings.Join(words, v.words["listSeparator"])
}

// plain writes a figure with commas and up to two places.
func plain(x float64) string {
	whole, part := math.Modf(math.Round(x*100) / 100)
	text := group(int64(whole))
	if part > 0 {
		text += strings.TrimPrefix(strconv.FormatFloat(math.Round(part*100)/100, 'f', -1, 64), "0")
	}
	return text
}
