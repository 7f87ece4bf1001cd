package check

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/riskbook/riskbook/internal/assess"
	"github.com/riskbook/riskbook/internal/diagnostic"
	"github.com/riskbook/riskbook/internal/register"
	"github.com/riskbook/riskbook/internal/term"
)

// longestArgument is the number of bytes of an argument that a message shows.
const longestArgument = 1000

// mostListed is the number of records that a message names one by one.
const mostListed = 6

func words(ja, en string) term.Words { return term.Words{Ja: ja, En: en} }

// Say puts findings into words, with the severity that their rules have by default.
func Say(list []diagnostic.Finding) []diagnostic.Diagnostic {
	said := make([]diagnostic.Diagnostic, len(list))
	for i := range list {
		said[i] = say(&list[i], Lookup(list[i].Rule).Severity)
	}
	return said
}

// say puts a finding into the words of its rule.
func say(f *diagnostic.Finding, severity diagnostic.Severity) diagnostic.Diagnostic {
	rule := Lookup(f.Rule)
	saying := &rule.Says[0]
	for i := range rule.Says {
		if rule.Says[i].Case == f.Case {
			saying = &rule.Says[i]
		}
	}
	d := diagnostic.Diagnostic{
		Rule: f.Rule, Case: f.Case, Severity: severity, Place: f.Place, Args: f.Args,
		Message: fill(saying.Message, f.Args), Help: fill(saying.Help, f.Args),
	}
	for _, r := range f.Related {
		if r.Message == (term.Words{}) {
			r.Message = fill(rule.Other, f.Args)
		}
		d.Related = append(d.Related, r)
	}
	return d
}

func fill(text term.Words, args diagnostic.Args) term.Words {
	return term.Words{Ja: fillIn(text.Ja, args, "ja"), En: fillIn(text.En, args, "en")}
}

func fillIn(text string, args diagnostic.Args, language string) string {
	if !strings.Contains(text, "{") {
		return text
	}
	var b strings.Builder
	b.Grow(len(text) + 32)
	for {
		before, rest, ok := strings.Cut(text, "{")
		b.WriteString(before)
		if !ok {
			return b.String()
		}
		name, after, ok := strings.Cut(rest, "}")
		value, known := args[name]
		if !ok || !known {
			b.WriteByte('{')
			text = rest
			continue
		}
		b.WriteString(argument(value, language))
		text = after
		if value == any(1) && language == "en" {
			text = singular(after)
		}
	}
}

// counted are the nouns that stand behind a number in the rules' sentences, as they stand behind more than one.
var counted = []string{" cells", " days", " factors", " incidents", " months", " rows", " steps"}

// singular turns the noun that a text begins with into that of a single thing.
func singular(text string) string {
	for _, noun := range counted {
		rest, ok := strings.CutPrefix(text, noun)
		if next, _ := utf8.DecodeRuneInString(rest); ok && !unicode.IsLetter(next) {
			return strings.TrimSuffix(noun, "s") + rest
		}
	}
	return text
}

// englishMonths writes a number of months.
func englishMonths(n int) string { return fillIn("{n} months", diagnostic.Args{"n": n}, "en") }

// daysLeft says how many days it is until a day, as it stands behind the day.
func daysLeft(days int) term.Words {
	switch days {
	case 0:
		return words("は今日です", "today")
	case 1:
		return words("は明日です", "tomorrow")
	}
	return words(fmt.Sprintf("まであと%d日です", days), fmt.Sprintf("in %d days", days))
}

func argument(value any, language string) string {
	text := ""
	switch v := value.(type) {
	case term.Words:
		text = v.In(language)
	case string:
		text = v
	default:
		text = fmt.Sprint(v)
	}
	if len(text) <= longestArgument {
		return text
	}
	end := longestArgument
	for !utf8.RuneStart(text[end]) {
		end--
	}
	return text[:end] + "…"
}

// wordsOf gives a text in both languages of the program.
func (c *Case) wordsOf(t register.Text) term.Words {
	ja, _ := t.In("ja", c.Assessment.Register.Config.DefaultLanguage)
	en, _ := t.In("en", c.Assessment.Register.Config.DefaultLanguage)
	return term.Words{Ja: ja, En: en}
}

// titleOf names a record by its id and title.
func (c *Case) titleOf(entry register.Entry) term.Words {
	base := entry.Of()
	title := c.wordsOf(base.Title)
	return term.Words{Ja: strings.TrimSpace(base.ID + " " + title.Ja), En: strings.TrimSpace(base.ID + " " + title.En)}
}

// levelOf names a level by its index in the criteria.
func (c *Case) levelOf(index int) term.Words {
	if index < 0 || index >= len(c.Assessment.Register.Criteria.Levels) {
		return words("不明", "unknown")
	}
	return c.wordsOf(c.Assessment.Register.Criteria.Levels[index].Label)
}

// listed writes ids one after another, the first few by name.
func listed(ids []string) term.Words {
	shown, more := ids, 0
	if len(ids) > mostListed {
		shown, more = ids[:mostListed], len(ids)-mostListed
	}
	w := term.Words{Ja: strings.Join(shown, "、"), En: strings.Join(shown, ", ")}
	if more > 0 {
		w.Ja += fmt.Sprintf("、ほか%d件", more)
		w.En += fmt.Sprintf(" and %d more", more)
	}
	return w
}

// joined writes phrases one after another.
func joined(phrases []term.Words) term.Words {
	var ja, en []string
	for _, p := range phrases {
		ja, en = append(ja, p.Ja), append(en, p.En)
	}
	return term.Words{Ja: strings.Join(ja, "、"), En: strings.Join(en, ", ")}
}

var reasonWords = map[assess.Reason]term.Words{
	assess.ReasonLevel:           words("リスクレベルが受容基準を満たさない", "its level is not acceptable"),
	assess.ReasonImpactAlone:     words("影響だけで対応が必要な大きさに達している", "its impact alone calls for treatment"),
	assess.ReasonLikelihoodAlone: words("起こりやすさだけで対応が必要な高さに達している", "its likelihood alone calls for treatment"),
	assess.ReasonCumulative:      words("年間期待損失額が受容基準の累積損失に達している", "its expected annual loss reaches the cumulative limit"),
	assess.ReasonJudged:          words("判断により対応すると決めた", "a judgement decided to treat it"),
}

func because(reasons []assess.Reason) term.Words {
	phrases := make([]term.Words, len(reasons))
	for i, r := range reasons {
		phrases[i] = reasonWords[r]
	}
	return joined(phrases)
}

// related points at the value of a record's path.
func related(entry register.Entry, path []any, message term.Words) diagnostic.Related {
	return diagnostic.Related{Place: entry.Of().Source.Place(path...), Message: message}
}
