package edit

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/riskbook/riskbook/internal/date"
	"github.com/riskbook/riskbook/internal/layout"
	"github.com/riskbook/riskbook/internal/register"
	"github.com/riskbook/riskbook/internal/source"
	"github.com/riskbook/riskbook/internal/term"
)

// Beginning is what a new record starts from.
type Beginning struct {
	Kind        *register.Kind
	ID          string
	Title       string // in the register's language; empty where it is still to be written
	AsOf        date.Date
	Assignments []Assignment
	Template    bool // with comments that say what is still to be written, and what else may be
}

// Begin gives the Markdown file of a new record: what can be known of the required fields is filled in, what was given is written, and nothing else. As a
// template it also says in comments what cannot be known, the required fields first: what it means and what may stand there. The error is a *Fault where an
// assignment does not fit the kind.
func Begin(r *register.Register, b Beginning) (name string, data []byte, err error) {
	name = "content/" + b.Kind.Folder + "/" + b.ID + ".md"
	w := &beginner{register: r, Beginning: b, language: r.Config.DefaultLanguage, given: map[string]bool{}, whole: map[string]bool{}, emptied: map[string]bool{}, begun: map[string]int{}}
	for _, a := range b.Assignments {
		first := a.steps[0].(string) // see cutStep
		if a.Op == Put && a.Value == "" {
			w.emptied[first] = true
			continue
		}
		w.given[first] = true
		if len(a.steps) == 1 {
			w.whole[first] = true
		}
	}
	w.record()
	setting := Setting{Language: w.language, Limits: source.DefaultLimits, Register: r}
	record := &source.Record{ID: b.ID, Folder: b.Kind.Folder, File: &source.File{Path: name, Data: []byte(w.out.String())}}
	data, err = setFrom(record, setting, b.Assignments, w.begun)
	return name, data, err
}

// Missing lists the required fields of a kind, those that the register declares among them, that a record with these keys lacks.
func Missing(config *register.Config, kind *register.Kind, table *source.Value) []string {
	var missing []string
	form, waived := "", kind.Waived(table)
	if f := table.Field("kind"); f != nil {
		form = f.Value.Text
	}
	for _, f := range kind.Fields() {
		if (f.Required && !waived[f.Key] || bears(kind, form, f.Key)) && table.Field(f.Key) == nil {
			missing = append(missing, f.Key)
		}
	}
	for _, d := range kind.Demands() {
		missing = append(missing, d.Unmet(table)...)
	}
	for _, f := range config.FieldsOf(kind.Folder) {
		if f.Required && table.At("extra", f.Key) == nil {
			missing = append(missing, "extra."+f.Key)
		}
	}
	return missing
}

// bearing tells what a decision is about, by its kind: without it, it decides nothing.
var bearing = map[string]string{"acceptance": "risks", "cancellation": "treatments", "closing": "risks", "plan-approval": "treatments"}

// bears reports whether a key says what a record of the kind is about.
func bears(kind *register.Kind, form, key string) bool {
	return kind.Folder == "decisions" && bearing[form] == key
}

// unusual are the keys that a record written by hand from the start does without: marks of what is not finished or not confirmed yet, and the analysis that
// waits for somebody. They are left out unless they are asked for.
var unusual = []string{"incomplete", "proposed", "provisional"}

// asking are the keys of a decision that is asked for and not yet made.
var asking = []string{"decide_by", "of", "requested"}

type beginner struct {
	Beginning
	register *register.Register
	language string
	given    map[string]bool // top keys that the assignments write
	whole    map[string]bool // those of them that are written as a whole
	emptied  map[string]bool // top keys that the assignments leave to be written by hand
	begun    map[string]int  // lists of tables whose first element has a header already
	out      strings.Builder
}

func (w *beginner) say(ja, en string) string { return term.Words{Ja: ja, En: en}.In(w.language) }

func (w *beginner) line(format string, args ...any) { fmt.Fprintf(&w.out, format+"\n", args...) }

func (w *beginner) record() {
	w.line("+++")
	fields := w.Kind.FieldsIn(&w.register.Config)
	var optional, tables []register.Field
	for _, f := range fields {
		table := f.Shape == register.ShapeTable && (slot{shape: f.Shape, fields: f.Fields}).headable(layout.Path{f.Key}) || f.Shape == register.ShapeFree
		value := w.known(f)
		switch {
		case value != "":
			w.line("%s = %s", f.Key, value)
		case !w.Template:
		case table && (f.Key != "extra" || len(f.Fields) > 0) && (w.given[f.Key] || !w.leftOut(f)):
			tables = append(tables, f)
		case w.given[f.Key] || f.Key == "extra" || w.leftOut(f):
		case w.wanted(f):
			w.line("# %s %s%s", w.say("要記入:", "TO FILL:"), f.Words.In(w.language), w.choices(f))
			w.line("# %s = %s", f.Key, w.example(f))
		default:
			optional = append(optional, f)
		}
	}
	w.optional(optional)
	top := topSlot(fields, false)
	slices.SortStableFunc(tables, func(a, b register.Field) int { return cmp.Compare(top.blockRank(a.Key), top.blockRank(b.Key)) })
	for _, f := range tables {
		w.table(f)
	}
	w.line("+++")
	w.line("")
}

// wanted tells whether a record of the kind needs a field, always or for what the assignments make of it.
func (w *beginner) wanted(f register.Field) bool {
	if w.asked() && w.Kind.AskedFor()[f.Key] {
		return false
	}
	if f.Required || bears(w.Kind, w.form(), f.Key) {
		return true
	}
	for _, d := range w.Kind.Demands() {
		for _, a := range w.Assignments {
			if a.Written == d.Key && a.Value == d.Value && slices.ContainsFunc(d.Needs, func(need string) bool { return w.calls(need, f.Key) }) {
				return true
			}
		}
	}
	return false
}

// calls reports whether a need asks for a key: of several that would do, for the first, unless the assignments write another.
func (w *beginner) calls(need, key string) bool {
	either := strings.Split(need, "|")
	return either[0] == key && !slices.ContainsFunc(either[1:], func(other string) bool { return w.given[other] })
}

// asked reports whether the record is a decision that is asked for and not yet made.
func (w *beginner) asked() bool {
	return w.Kind.Folder == "decisions" && w.given["requested"] && !w.given["on"] && !w.given["by"]
}

// form gives the value that the assignments write as the record's kind.
func (w *beginner) form() string {
	for _, a := range w.Assignments {
		if a.Written == "kind" && a.Op == Put {
			return a.Value
		}
	}
	return ""
}

// leftOut reports whether a field is not even offered.
func (w *beginner) leftOut(f register.Field) bool {
	return slices.Contains(unusual, f.Key) || w.Kind.Folder == "decisions" && !w.asked() && slices.Contains(asking, f.Key)
}

// known gives the value of a field that needs no asking; nothing where it does.
func (w *beginner) known(f register.Field) string {
	switch {
	case w.emptied[f.Key]:
		return ""
	case f.Key == "title" && w.Title != "":
		return layout.Quote(w.Title)
	case w.whole[f.Key]:
		return "[]" // in whose place the value comes
	case w.given[f.Key]:
		return ""
	case !f.Required || w.asked() && w.Kind.AskedFor()[f.Key]:
		return ""
	case f.Key == "title" && w.Kind.Folder == "glossary":
		return layout.Quote(w.ID)
	case f.Shape == register.ShapeDate && slices.Contains([]string{"identified", "received", "on"}, f.Key):
		return w.AsOf.String()
	case f.Party && len(w.register.Parties) == 1:
		return layout.Quote(w.register.Parties[0].Key)
	case f.Key == "status":
		return layout.Quote(f.OneOf[0])
	}
	return ""
}

func (w *beginner) optional(fields []register.Field) {
	if len(fields) == 0 {
		return
	}
	w.line("")
	w.line("# %s", w.say("任意の項目です。使う行の先頭の # を外し、残りは消してください。", "Optional fields: take the # from the lines that you need, and delete the others."))
	for _, f := range fields {
		w.line("# %s = %s  # %s%s", f.Key, w.example(f), f.Words.In(w.language), w.choices(f))
	}
}

// table writes a table as a comment, or its header where the assignments write into it.
func (w *beginner) table(f register.Field) {
	open, closing, mark := "[", "]", "# "
	if f.Arrays > 0 {
		open, closing = "[[", "]]"
	}
	w.line("")
	if w.given[f.Key] {
		mark = ""
		w.begun[layout.Path{f.Key}.Key()] = 0
	}
	w.line("%s%s%s%s  # %s", mark, open, f.Key, closing, f.Words.In(w.language))
	for _, inner := range f.Fields {
		switch {
		case w.assigned(f, inner.Key) || w.unknownFactors(inner):
		case inner.Required && f.Shape == register.ShapeFree:
			w.line("# %s %s%s", w.say("要記入:", "TO FILL:"), inner.Words.In(w.language), w.choices(inner))
			w.line("# %s = %s", layout.QuoteKey(inner.Key), w.example(inner))
		default:
			w.line("# %s = %s  # %s%s", inner.Key, w.example(inner), inner.Words.In(w.language), w.choices(inner))
		}
	}
}

// unknownFactors reports whether a field names factors where the criteria have none.
func (w *beginner) unknownFactors(f register.Field) bool {
	return f.Criteria == "factor" && w.register.Criteria.From == nil
}

// assigned tells whether an assignment writes a key of a table, or of an element of a list of tables.
func (w *beginner) assigned(table register.Field, key string) bool {
	return slices.ContainsFunc(w.Assignments, func(a Assignment) bool {
		at := 1 + table.Arrays
		return len(a.steps) > at && a.steps[0] == any(table.Key) && a.steps[at] == any(key)
	})
}

// example gives a value of the right form.
func (w *beginner) example(f register.Field) string {
	value := `""`
	switch f.Shape {
	case register.ShapeWord:
		if len(f.OneOf) > 0 {
			value = layout.Quote(f.OneOf[0])
		}
		if f.Key == "criteria" && w.register.Criteria.Given {
			value = layout.Quote(w.register.Criteria.Revision)
		}
		if levels := w.register.Criteria.Levels; f.Criteria == "level" && len(levels) > 0 {
			value = layout.Quote(levels[0].Key)
		}
	case register.ShapeWhole:
		value = fmt.Sprint(f.Low)
		if steps := w.scale(f.Scale); len(steps) > 0 && steps[0].Value != nil {
			value = strconv.Itoa(*steps[0].Value)
		}
	case register.ShapeDecimal:
		value = "0.0"
	case register.ShapeTruth:
		value = "true"
	case register.ShapeDate:
		value = w.AsOf.String()
	case register.ShapeFrequency:
		value = "0.1"
	case register.ShapeLoss:
		value = "{ low = 1_000_000, high = 10_000_000 }"
	case register.ShapeMapping:
		value = "{}"
		if areas := w.register.Criteria.Areas; f.Criteria == "area" && len(areas) > 0 {
			value = "{ " + layout.QuoteKey(areas[0].Key) + " = " + w.example(register.Field{Shape: f.Values, Scale: f.Scale}) + " }"
		}
		if from := w.register.Criteria.From; f.Criteria == "factor" && from != nil {
			value = w.exampleFactors(from)
		}
	case register.ShapeTable:
		var parts []string
		for _, inner := range f.Fields {
			if inner.Shape != register.ShapeMapping {
				parts = append(parts, inner.Key+" = "+w.example(inner))
			}
		}
		value = "{ " + strings.Join(parts, ", ") + " }"
	}
	if f.Arrays > 0 && (f.Shape == register.ShapeWord || f.Shape == register.ShapeText) {
		return "[" + strings.TrimPrefix(value, `""`) + "]"
	}
	for range f.Arrays {
		value = "[" + value + "]"
	}
	return value
}

// exampleFactors gives the first step of each factor.
func (w *beginner) exampleFactors(from *register.LikelihoodFrom) string {
	var parts []string
	for i := range from.Factors {
		if f := &from.Factors[i]; len(f.Steps) > 0 && f.Steps[0].Value != nil {
			parts = append(parts, layout.QuoteKey(f.Key)+" = "+strconv.Itoa(*f.Steps[0].Value))
		}
	}
	return "{ " + strings.Join(parts, ", ") + " }"
}
