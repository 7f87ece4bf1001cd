package schema

import (
	"fmt"
	"math/rand/v2"
	"path"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/riskbook/riskbook/internal/diagnostic"
	"github.com/riskbook/riskbook/internal/register"
	"github.com/riskbook/riskbook/internal/source"
	"github.com/riskbook/riskbook/internal/term"
)

// author writes records at random, from the fields alone, and now and then writes one wrongly.
type author struct {
	*rand.Rand
	wrong int // one value in so many is wrong; 0: none
}

func (a author) errs() bool { return a.wrong > 0 && a.IntN(a.wrong) == 0 }

func (a author) pick(words ...string) string { return words[a.IntN(len(words))] }

// table writes the fields of a table, as an inline table or as lines.
func (a author) table(fields []register.Field, separator string) string {
	var lines []string
	for i := range fields {
		f := &fields[i]
		if f.Required && !a.errs() || !f.Required && a.IntN(2) == 0 {
			lines = append(lines, f.Key+" = "+a.field(f))
		}
	}
	if a.errs() {
		lines = append(lines, "unheard_of = 1")
	}
	return strings.Join(lines, separator)
}

func (a author) field(f *register.Field) string {
	write := func() string { return a.value(f.Shape, f) }
	for range f.Arrays {
		inner := write
		write = func() string {
			items := make([]string, a.IntN(3))
			if len(items) == 0 && (!f.Required || a.errs()) {
				return "[]"
			}
			items = append(items, "")
			for i := range items {
				items[i] = inner()
			}
			return "[" + strings.Join(items, ", ") + "]"
		}
	}
	return write()
}

// strays are values of every type that TOML knows.
var strays = []string{`true`, `12345678`, `1.5`, `"stray"`, `2026-02-03`, `2026-02-03T04:05:06Z`, `[1.5]`, `{ stray = true }`, `""`, `"2026-02-03"`}

func (a author) value(shape register.Shape, f *register.Field) string {
	if a.errs() {
		return a.pick(strays...)
	}
	number := func() string { return a.pick("0", "1", "2.5", "1_000") }
	switch shape {
	case register.ShapeText:
		return a.pick(`"文"`, `{ ja = "文", en = "text" }`, `{ en-GB = "text" }`)
	case register.ShapeWord:
		switch {
		case len(f.OneOf) > 0:
			return fmt.Sprintf("%q", a.pick(f.OneOf...))
		case f.File != "":
			return `"figures.` + f.File + `"`
		}
		return a.pick(`"X-1"`, `"word"`)
	case register.ShapeWhole:
		if f.Ranged {
			return fmt.Sprint(f.Low + a.Int64N(f.High-f.Low+1))
		}
		return a.pick("-1", "0", "5")
	case register.ShapeDecimal:
		return number()
	case register.ShapeTruth:
		return a.pick("true", "false")
	case register.ShapeDate:
		return fmt.Sprintf("2026-%02d-%02d", 1+a.IntN(12), 1+a.IntN(28))
	case register.ShapeFrequency:
		return a.pick(number(), `{ low = 0, mode = 1, high = 2 }`, `{ low = 1, high = 2 }`)
	case register.ShapeLoss:
		return a.pick(`{ low = 1, high = 2 }`, `{ low = 0, mode = 1, high = 2 }`, `{ low = 0, high = 2 }`, `{ high = 2 }`)
	case register.ShapeTable:
		return "{ " + a.table(f.Fields, ", ") + " }"
	case register.ShapeMapping:
		key := "area"
		if f.Keys == register.ShapeWhole {
			key = a.pick("1", "5")
		}
		if a.errs() {
			key = "1x"
		}
		return "{ " + key + " = " + a.value(f.Values, f) + " }"
	}
	return a.pick(`{}`, `{ any = [1, "x"] }`)
}

// A schema and the reader agree about random records: what the reader finds wrong in a value, the schema refuses; and what the schema refuses, the
// reader finds wrong.
func TestSchemaAndReaderAgree(t *testing.T) {
	v := newValidators(t)
	valid, refused := 0, 0
	for seed := range uint64(40) {
		files := fstest.MapFS{"content/riskbook.toml": {Data: []byte("title = \"x\"\n")}}
		a := author{rand.New(rand.NewPCG(seed, 1)), 12 * int(seed%4)}
		for i := range register.Kinds {
			k := &register.Kinds[i]
			files["content/"+k.Folder+"/figures.csv"] = &fstest.MapFile{Data: []byte("on,value\n")}
			for n := range 10 {
				text := "+++\n" + a.table(k.Fields(), "\n") + "\n+++\n"
				files[fmt.Sprintf("content/%s/%s-%d.md", k.Folder, k.Folder, n)] = &fstest.MapFile{Data: []byte(text)}
			}
		}
		tree, err := source.Read(files)
		if err != nil || len(tree.Records) != 10*len(register.Kinds) || len(tree.Findings) > 0 {
			t.Fatal(err, tree.Findings)
		}
		refusals := v.faults(tree)
		within, any := found(tree)
		for _, r := range tree.Records {
			refusal, text := refusals[r.ID], r.File.Data
			switch {
			case refusal == nil && within[r.ID] != nil:
				t.Errorf("the reader finds %v, the schema of %s lets it pass:\n%s", within[r.ID], r.Folder, text)
			case refusal != nil && any[r.ID] == nil:
				t.Errorf("the reader finds nothing, the schema of %s says %v:\n%s", r.Folder, refusal, text)
			case refusal != nil:
				refused++
			default:
				valid++
			}
		}
		if t.Failed() {
			t.Fatalf("seed %d", seed)
		}
	}
	if valid < 500 || refused < 500 {
		t.Errorf("%d valid, %d refused: too few of one sort to say anything", valid, refused)
	}
}

// found gives what the reader finds in the values of each record, and what it finds at all, by id.
func found(tree *source.Tree) (within, any map[string][]string) {
	within, any = map[string][]string{}, map[string][]string{}
	for _, f := range register.Understand(tree).Faults {
		id := strings.TrimSuffix(path.Base(f.Place.File), ".md")
		any[id] = append(any[id], fmt.Sprint(f.Rule, f.Args))
		if slices.Contains(byReading, string(f.Rule)) && !beyond(f) {
			within[id] = append(within[id], fmt.Sprint(f.Rule, f.Args))
		}
	}
	for _, r := range tree.Records {
		if incomplete := r.Table.Field("incomplete"); incomplete != nil && incomplete.Value.Boolean {
			continue
		}
		for _, d := range register.KindOf(r.Folder).Demands() {
			for _, need := range d.Unmet(r.Table) {
				within[r.ID], any[r.ID] = append(within[r.ID], "demand "+need), append(any[r.ID], "demand "+need)
			}
		}
	}
	return within, any
}

// beyond tells whether a fault of a value is one that no schema can see: it lies between values, against the catalogue or against the criteria, or a date stands where a
// string belongs, which JSON does not tell apart.
func beyond(f diagnostic.Finding) bool {
	words, _ := f.Args["found"].(term.Words)
	return f.Case == "estimate-order" || f.Case == "factor" || f.Case == "no-factors" || f.Args["key"] == "sector" || f.Args["key"] == "service" || strings.HasPrefix(words.En, "a date")
}
