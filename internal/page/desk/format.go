package desk

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
	"github.com/riskbook/riskbook/internal/view"
)

// Text gives a text in the language, or in the one it falls back to.
func (v *language) Text(t register.Text) string {
	words, _ := t.In(v.Language, v.Register.Config.DefaultLanguage)
	return words
}

// Phrase is text, marked where it fell back to another language.
func (v *language) Phrase(t register.Text) view.Phrase {
	words, found := t.In(v.Language, v.Register.Config.DefaultLanguage)
	if found == v.Language || words == "" {
		found = ""
	}
	return view.Phrase{Text: words, Language: found}
}

// Day writes a date as sentences have it; in Japanese with the era where the register asks for it. The zero date is empty.
func (v *language) Day(d date.Date) string {
	if v.Language == "ja" {
		return d.Japanese(v.Register.Config.Dates.Era)
	}
	return d.English()
}

// edgeDay writes the as-of date as it stands at the head and the foot of pages and sheets, with the era where the register asks for it.
func edgeDay(v *language, d date.Date) string {
	if era := d.Era(); v.Language == "ja" && v.Register.Config.Dates.Era && era != "" {
		return d.String() + "（" + era + "）"
	}
	return d.String()
}

// Month names the month of a day: all that can be said of a day that was worked out from a trend. The zero date is empty.
func Month(v *Verdicts, d date.Date) string {
	if v.Language == "ja" {
		return d.JapaneseMonth()
	}
	return d.EnglishMonth()
}

// Money writes an amount of the register's currency to three figures, in the units that the language counts money in: one form on every page. Exact values
// are for exports.
func (v *language) Money(amount float64) string {
	return term.Sum(amount, v.Register.Config.Currency).In(v.Language)
}

// Group writes a whole number with a comma between the thousands.
func Group(n int64) string { return term.Grouped(n) }

// Number writes a figure with up to three places; a small one to three figures, and one with too many digits to count as a power of ten.
func Number(x float64) string {
	switch size := math.Abs(x); {
	case size >= 1e15 || 0 < size && size < 1e-9:
		return term.Power(x)
	case 0 < size && size < 0.1:
		return strconv.FormatFloat(RoundTo3(x), 'f', -1, 64)
	}
	return strconv.FormatFloat(math.Round(x*1000)/1000+0, 'f', -1, 64) // + 0: no negative zero
}

// Party names an owner or another party: by the title of parties.toml, or by the words of the record.
func (v *language) Party(key string) string {
	if p := v.Register.Party(key); p != nil {
		return v.Text(p.Title)
	}
	if key == register.Withheld {
		return v.Words["withheld"]
	}
	return key
}

// Quoting gives a text with the figures of the register in place of its marks.
func Quoting(v *Verdicts, t register.Text) register.Text {
	return live.FillText(v.Assessment, t, v.Language)
}

// Heat places a level among the steps of colour: by its acceptance first; 0 where there is no level.
func (v *Verdicts) Heat(level int) int { return v.Register.Criteria.Heat(level) }

// LevelName gives the label of a level; the words for "unknown" where there is none.
func (v *Verdicts) LevelName(level int) string {
	if level < 0 || level >= len(v.Register.Criteria.Levels) {
		return v.Words["levelUnknown"]
	}
	return v.Text(v.Register.Criteria.Levels[level].Label)
}

// LevelBadge shows a level in words, with its colour as a second sign.
func (v *Verdicts) LevelBadge(level int) part.Part { return v.level(level) }

func (v *Verdicts) level(level int) part.Level {
	return part.Level{Heat: v.Heat(level), Text: v.LevelName(level)}
}

// RatingBadge shows a level with the likelihood and impact that gave it, or that it is a level alone, which has no place in the matrix.
func (v *Verdicts) RatingBadge(r assess.Rating) part.Part {
	switch {
	case LevelOnly(r):
		return part.Rating{Level: v.level(r.Level), Alone: v.Words["levelOnly"]}
	case r.Likelihood == nil && r.Impact == nil:
		return v.LevelBadge(-1)
	}
	value := func(p *int) string {
		if p == nil {
			return "–"
		}
		return strconv.Itoa(*p)
	}
	return part.Rating{Level: v.level(r.Level), Likelihood: value(r.Likelihood), Impact: value(r.Impact)}
}

// LevelOnly reports whether a rating is a level without a place in the matrix.
func LevelOnly(r assess.Rating) bool { return r.Level >= 0 && r.Likelihood == nil && r.Impact == nil }

// OutcomeBadge shows an outcome in words.
func (v *Verdicts) OutcomeBadge(o assess.Outcome) part.Part {
	return part.Outcome{Key: string(o), Text: v.Words["outcome-"+string(o)]}
}

// codes puts reasons into words, joined as the language does.
func (v *language) Reasons(reasons []assess.Reason) string {
	words := make([]string, len(reasons))
	for i, r := range reasons {
		words[i] = v.Words["reason-"+string(r)]
	}
	return strings.Join(words, v.Words["listSeparator"])
}

// plain writes a figure of somebody's own as it was written; whole parts of five digits and more have commas, four may be a year.
func plain(x float64) string {
	text := strconv.FormatFloat(math.Abs(x), 'f', -1, 64)
	whole, part, _ := strings.Cut(text, ".")
	if n, err := strconv.ParseInt(whole, 10, 64); err == nil && n >= 10_000 {
		text = strings.TrimSuffix(Group(n)+"."+part, ".")
	}
	if x < 0 {
		text = "-" + text
	}
	return text
}

// Iso writes a day as tables have it, never broken; nothing for the zero Date.
func (v *language) Iso(d date.Date) part.Part {
	if d.IsZero() {
		return nil
	}
	return part.Time{Datetime: d.String(), Text: d.String()}
}

// Sum writes an amount to three figures.
func (v *language) Sum(amount float64) string { return v.Money(amount) }

// Probability writes a probability to three figures; one that no simulated year reached is under that of a single year.
func (v *language) Probability(p float64, years int) string {
	if p == 0 && years > 0 {
		return v.Say("quantUnder", "p", Percentage(1/float64(years)))
	}
	return Percentage(p)
}

// Percentage writes a share in per cent, to two figures.
func Percentage(p float64) string { return term.Percent(p) }

// RoundTo3 rounds to three significant digits.
func RoundTo3(x float64) float64 {
	rounded, err := strconv.ParseFloat(strconv.FormatFloat(x, 'g', 3, 64), 64)
	if err != nil {
		return x
	}
	return rounded
}

// Count gives a number as it is read.
func Count(n int) part.Part { return part.Words(strconv.Itoa(n)) }
