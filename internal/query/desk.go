package query

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"github.com/riskbook/riskbook/internal/assess"
	"github.com/riskbook/riskbook/internal/date"
	"github.com/riskbook/riskbook/internal/diagnostic"
	"github.com/riskbook/riskbook/internal/register"
	"github.com/riskbook/riskbook/internal/term"
)

// Fault says what is wrong with a filter, and how to write it.
type Fault struct{ Message, Help term.Words }

// Error returns the message in English.
func (f *Fault) Error() string { return f.Message.En }

func fault(ja, en, helpJa, helpEn string) error {
	return &Fault{term.Words{Ja: ja, En: en}, term.Words{Ja: helpJa, En: helpEn}}
}

// Desk is where people ask an assessed register for records of one kind. It takes the filters of Parse, and words without a key, relative days and records of
// every kind besides; and where a value cannot be meant it says what can.
type Desk struct {
	Assessment *assess.Assessment
	Kind       *register.Kind         // nil: of every kind
	Me         func() (string, error) // the key of the party that asks, for owner=me; nil where nobody knows
}

// anywhere is the key of a word without one: it is looked for in ids and titles.
const anywhere = "*"

// Parse reads the words of a filter. The error is a *Fault, or what Me says.
func (d *Desk) Parse(words []string) (*Filter, error) {
	f := &Filter{a: d.Assessment}
	for _, word := range words {
		c, ok := parse(word)
		if !ok {
			f.terms = append(f.terms, condition{anywhere, "~", []string{strings.Trim(word, `"`)}})
			continue
		}
		field, known := d.field(c.key)
		if !known {
			return nil, d.unknown(c.key)
		}
		c.key = field.key
		if err := d.settle(&c, &field, word); err != nil {
			return nil, err
		}
		f.terms = append(f.terms, c)
	}
	return f, nil
}

// settle turns what somebody wrote into what records hold.
func (d *Desk) settle(c *condition, f *field, word string) error {
	value := strings.Join(c.wanted, "")
	switch c.operator {
	case "~":
		return nil
	case "<", "<=", ">", ">=":
		if f.form == formText && !f.ordered {
			return fault(f.key+" は大小を比べられません: "+word, f.key+" cannot be compared by "+c.operator+": "+word, f.key+"=値 か "+f.key+"~語 と書いてください。", "write "+f.key+"=VALUE or "+f.key+"~WORD")
		}
		if value == "" {
			return fault(word+" に値がありません", word+" has no value", f.key+c.operator+"値 と書いてください。", "write "+f.key+c.operator+"VALUE")
		}
	}
	for i, w := range c.wanted {
		if w == "" {
			continue
		}
		meant, err := d.value(f, w)
		if err != nil {
			return err
		}
		c.wanted[i] = meant
	}
	return nil
}

// value turns what somebody wrote into what the field holds.
func (d *Desk) value(f *field, written string) (string, error) {
	if f.party && (written == "me" || written == "自分") && d.Me != nil {
		return d.Me()
	}
	for _, c := range f.codes {
		if fold(c.code) == fold(written) {
			return c.code, nil
		}
	}
	for _, c := range f.codes {
		if slices.ContainsFunc(c.words, func(w string) bool { return w != "" && fold(w) == fold(written) }) {
			return c.code, nil
		}
	}
	switch f.form {
	case formDate:
		return d.dayOf(f, written)
	case formNumber:
		plain := strings.NewReplacer("_", "", ",", "").Replace(written)
		if _, err := strconv.ParseFloat(plain, 64); err != nil {
			return "", f.refused(written, "数", "a number")
		}
		return plain, nil
	}
	if len(f.codes) > 0 && !f.open {
		return "", f.refused(written, "", "")
	}
	return written, nil
}

// dayOf reads a day: 2026-12-31, today, or so many days, weeks, months or years from today: +30d.
func (d *Desk) dayOf(f *field, written string) (string, error) {
	today := d.Assessment.AsOf
	if written == "today" || written == "今日" {
		return today.String(), nil
	}
	if day, err := date.Parse(written); err == nil {
		return day.String(), nil
	}
	if n := len(written) - 1; n > 1 && (written[0] == '+' || written[0] == '-') {
		if count, err := strconv.Atoi(written[:n]); err == nil && count > -10_000 && count < 10_000 {
			switch written[n] {
			case 'd':
				return today.AddDays(count).String(), nil
			case 'w':
				return today.AddDays(7 * count).String(), nil
			case 'm':
				return today.AddMonths(count).String(), nil
			case 'y':
				return today.AddMonths(12 * count).String(), nil
			}
		}
	}
	return "", f.refused(written, "日付（2026-12-31、today、+30d のように）", "a day, like 2026-12-31, today or +30d")
}

// refused says what the field takes instead.
func (f *field) refused(written, ja, en string) error {
	var known []string
	for _, c := range f.codes {
		known = append(known, c.code)
	}
	helpJa, helpEn := ja+"を書いてください。", "write "+en
	if len(known) > 0 {
		shown := known
		if len(shown) > mostShown {
			shown = append(slices.Clone(shown[:mostShown]), "…")
		}
		helpJa, helpEn = "値は "+strings.Join(shown, "、")+" のいずれかです。", "the values are "+strings.Join(shown, ", ")
		if near := nearest(written, f.codes); near != "" {
			helpJa, helpEn = "「"+near+"」ではありませんか。"+helpJa, "did you mean "+near+"? "+helpEn
		}
	}
	return fault(f.key+" の値ではありません: "+written, f.key+" has no value "+written, helpJa, helpEn)
}

// mostShown is how many values or keys a message lists.
const mostShown = 30

func nearest(written string, codes []code) string {
	var names []string
	of := map[string]string{}
	for _, c := range codes {
		for _, name := range append([]string{c.code}, c.words...) {
			names = append(names, name)
			of[name] = c.code
		}
	}
	return of[diagnostic.Nearest(written, names)]
}

func (d *Desk) unknown(key string) error {
	keys := d.Keys()
	top := slices.DeleteFunc(slices.Clone(keys), func(k string) bool { return strings.Contains(k, ".") && !strings.HasSuffix(k, ".level") })
	helpJa, helpEn := "使えるキー: "+strings.Join(top, "、"), "the keys are "+strings.Join(top, ", ")
	if near := diagnostic.NearestFew(key, keys, 3); len(near) > 0 {
		helpJa, helpEn = "「"+strings.Join(near, "」か「")+"」ではありませんか。", "did you mean "+strings.Join(near, " or ")+"?"
	}
	return fault("絞り込みや並べ替えに使えるキーではありません: "+key, "there is no key "+key+" to filter or sort by", helpJa, helpEn)
}

// Sort puts records in the order of a key, descending where a "-" stands before it. Records that lack it come last; those that are alike keep their order.
func (d *Desk) Sort(list []register.Entry, key string) error {
	key, descending := strings.CutPrefix(key, "-")
	f, ok := d.field(key)
	if !ok {
		return d.unknown(key)
	}
	slices.SortStableFunc(list, func(a, b register.Entry) int {
		x, y := d.values(a, f.key), d.values(b, f.key)
		if len(x) == 0 || len(y) == 0 {
			return cmp.Compare(min(1, len(y)), min(1, len(x)))
		}
		n := ascending(&x[0], &y[0])
		if descending {
			n = -n
		}
		return n
	})
	return nil
}

func ascending(x, y *Value) int {
	switch {
	case x.Number != nil && y.Number != nil:
		return cmp.Compare(*x.Number, *y.Number)
	case !x.Day.IsZero() && !y.Day.IsZero():
		return x.Day.Compare(y.Day)
	}
	return strings.Compare(fold(x.Text), fold(y.Text))
}

func fold(s string) string { return strings.ToLower(s) }
