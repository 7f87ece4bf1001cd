package compile_test

import (
	"fmt"
	"io/fs"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"github.com/riskbook/riskbook"
	"github.com/riskbook/riskbook/internal/audience"
	"github.com/riskbook/riskbook/internal/compile"
	"github.com/riskbook/riskbook/internal/date"
	"github.com/riskbook/riskbook/internal/register"
	"github.com/riskbook/riskbook/internal/source"
)

// neverHeld writes a register that never held the records above a label: whoever names one names it no more.
type neverHeld struct {
	gone map[string]bool
	id   *regexp.Regexp
}

func (n *neverHeld) value(v *source.Value, f *register.Field) string {
	var fields []register.Field
	if f != nil {
		fields = f.Fields
	}
	switch v.Kind {
	case source.Table:
		var parts []string
		for i := range v.Fields {
			key := &v.Fields[i]
			if text := n.value(&key.Value, register.Find(fields, key.Key)); text != "" {
				parts = append(parts, fmt.Sprintf("%q = %s", key.Key, text))
			}
		}
		return "{ " + strings.Join(parts, ", ") + " }"
	case source.Array:
		var parts []string
		for i := range v.Items {
			about := slices.ContainsFunc(fields, func(f register.Field) bool {
				named := v.Items[i].At(f.Key)
				return f.To != "" && f.Required && named != nil && n.gone[named.Text]
			})
			if text := n.value(&v.Items[i], f); text != "" && !about {
				parts = append(parts, text)
			}
		}
		if len(parts) == 0 {
			return ""
		}
		return "[" + strings.Join(parts, ", ") + "]"
	case source.String:
		id, _, _ := strings.Cut(v.Text, "#")
		if f != nil && f.To != "" && n.gone[id] {
			return ""
		}
		return fmt.Sprintf("%q", n.text(v.Text))
	case source.Date:
		return v.Date.String()
	case source.Boolean:
		return fmt.Sprint(v.Boolean)
	}
	return v.Text
}

func (n *neverHeld) text(text string) string { return n.id.ReplaceAllString(text, "非公開") }

// The sample as each label may see it is, in every value that is no verdict, a register that was written without what is withheld.
func TestTheSampleReducedNeverHeldTheRest(t *testing.T) {
	folder := fstest.MapFS{}
	err := fs.WalkDir(riskbook.Sample, "content", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		data, err := fs.ReadFile(riskbook.Sample, name)
		folder[name] = &fstest.MapFile{Data: data}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	config := string(folder["content/riskbook.toml"].Data)
	for i, label := range tlp {
		config += fmt.Sprintf("[[audience]]\nname = \"label%d\"\nclearance = %q\n", i, label)
	}
	folder["content/riskbook.toml"] = &fstest.MapFile{Data: []byte(config)}
	read := func(folder fs.FS) *compile.Judged {
		j, err := compile.Read(t.Context(), folder, func(*register.Register) (date.Date, error) { return date.Of(2026, 11, 30), nil }, compile.ForCheck)
		if err != nil {
			t.Fatal(err)
		}
		return j
	}
	whole := read(folder)
	for i := range tlp {
		x := audience.Find(whole.Register, fmt.Sprintf("label%d", i))
		part := whole.For(x)
		n := &neverHeld{gone: x.WithheldIn(whole.Register)}
		ids := []string{"~~~"}
		for id := range n.gone {
			ids = append(ids, regexp.QuoteMeta(id))
		}
		slices.SortFunc(ids, func(a, b string) int { return len(b) - len(a) })
		n.id = regexp.MustCompile(`\[\[(?:` + strings.Join(ids, "|") + `)(?:[:|][^\]]*)?\]\]|\b(?:` + strings.Join(ids, "|") + `)\b`)
		never := fstest.MapFS{}
		for name, f := range folder {
			if strings.Count(name, "/") == 1 || !strings.HasSuffix(name, ".md") && !strings.HasSuffix(name, ".toml") {
				never[name] = f
			}
		}
		adopts := regexp.MustCompile(`(?m)^adopts = .*$`)
		for _, name := range []string{"content/criteria.toml", "content/criteria.proposed.toml"} {
			if f := never[name]; f != nil {
				never[name] = &fstest.MapFile{Data: []byte(adopts.ReplaceAllStringFunc(string(f.Data), func(line string) string {
					return regexp.MustCompile(`"(?:`+strings.Join(ids, "|")+`)",? ?`).ReplaceAllString(line, "")
				}))}
			}
		}
		for _, rec := range whole.Register.Tree.Records {
			if n.gone[rec.ID] {
				continue
			}
			kind := register.KindOf(rec.Folder)
			text := ""
			fields := kind.Fields()
			for i := range rec.Table.Fields {
				f := &rec.Table.Fields[i]
				if f.Key == "body" {
					continue
				}
				field := register.Find(fields, f.Key)
				value := n.value(&f.Value, field)
				if value == "" && (field.Required || rec.Folder == "incidents") && !strings.Contains(text, "incomplete = true\n") {
					text += "incomplete = true\n"
				}
				if value != "" {
					text += fmt.Sprintf("%q = %s\n", f.Key, value)
				}
			}
			name := "content/" + rec.Folder + "/" + rec.ID
			if strings.HasSuffix(rec.File.Path, ".md") {
				name = strings.TrimSuffix(rec.File.Path, ".md")
			}
			never[name+".md"] = &fstest.MapFile{Data: []byte("+++\n" + text + "+++\n" + n.text(rec.Body.Text))}
			for _, b := range rec.Translations {
				never[name+"."+b.Language+".md"] = &fstest.MapFile{Data: []byte(n.text(b.Text))}
			}
		}
		other := read(never)
		a, b := without(objectOf(t, other)), without(objectOf(t, part))
		strip(a)
		strip(b)
		var d lister
		cmp.Equal(a, b, cmp.Reporter(&d))
		if diff := len(d.list); diff > 0 && part.Withheld == 0 {
			t.Errorf("up to %s nothing is withheld, and %d values differ", tlp[i], diff)
		}
		for _, one := range d.list {
			if !explained.MatchString(one) {
				t.Errorf("up to %s: never held | reduced: %s", tlp[i], one)
			}
		}
	}
}

// explained are the values in which a reduced register is another than one that never held the rest: verdicts and the lists and counts of risks by them, the
// parties that nobody names, and the words that stand for what is withheld.
var explained = regexp.MustCompile(`^(risks\.[^.]*\.(levels\.projected|outcome|projectedReasons|pushedOver|stale)|summary\.(byOutcome|byLevel\.projected|matrix\.projected)|` +
	`(agenda|wanted|residual|duties|owners|parties)\.|steps\.[^.]*\.(gaps|stage)|criteria\.change\.[^.]*\.adopts|.*(非公開|withheld))`)

// strip takes away where things stand, and for whom.
func strip(v any) {
	switch v := v.(type) {
	case map[string]any:
		for _, key := range []string{"file", "line", "column", "body", "audience", "clearance", "incomplete"} {
			delete(v, key)
		}
		for _, one := range v {
			strip(one)
		}
	case []any:
		for _, one := range v {
			strip(one)
		}
	}
}

// lister lists what differs.
type lister struct {
	path cmp.Path
	list []string
}

func (l *lister) PushStep(s cmp.PathStep) { l.path = append(l.path, s) }
func (l *lister) PopStep()                { l.path = l.path[:len(l.path)-1] }
func (l *lister) Report(r cmp.Result) {
	if !r.Equal() {
		a, b := l.path.Last().Values()
		var path []string
		for _, s := range l.path {
			switch s := s.(type) {
			case cmp.MapIndex:
				path = append(path, s.Key().String())
			case cmp.SliceIndex:
				x, y := s.SplitKeys()
				path = append(path, fmt.Sprintf("[%d/%d]", x, y))
			}
		}
		l.list = append(l.list, fmt.Sprintf("%s: %v | %v", strings.Join(path, "."), a, b))
	}
}
