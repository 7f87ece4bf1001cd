package audience

import (
	"path"
	"regexp"
	"slices"
	"strings"

	"golang.org/x/text/unicode/norm"

	"github.com/riskbook/riskbook/internal/register"
	"github.com/riskbook/riskbook/internal/source"
)

// words say, by language, that something is withheld.
var words = map[string]string{"ja": "非公開", "en": register.Withheld}

// cutter takes out of a tree what an audience may not see.
type cutter struct {
	*Reader
	whole    *register.Register
	withheld map[string]bool
	folded   map[string]bool // ids that hold a digit, in lower case: "r-001"
	odd      []string        // ids that hold what no id but that of a term may
	files    map[string]bool // files that hold withheld records alone
	mixed    map[string]bool // files that hold withheld records and others
	language string          // the register's default one
	kinds    map[string][]register.Field
	gone     map[string]bool // parties that nobody names any more
}

func newCutter(x *Reader, r *register.Register, withheld map[string]bool) *cutter {
	c := &cutter{
		Reader: x, whole: r, withheld: withheld, folded: map[string]bool{}, files: map[string]bool{}, mixed: map[string]bool{}, language: r.Config.DefaultLanguage,
		kinds: map[string][]register.Field{}, gone: map[string]bool{},
	}
	for id := range withheld {
		if strings.ContainsFunc(id, func(r rune) bool { return !idRune(r) }) {
			c.odd = append(c.odd, id)
		} else if strings.ContainsAny(id, "0123456789") {
			c.folded[strings.ToLower(id)] = true
		}
	}
	slices.SortFunc(c.odd, func(a, b string) int { return len(b) - len(a) })
	for _, rec := range r.Tree.Records {
		if withheld[rec.ID] {
			c.files[rec.File.Path] = true
		}
	}
	for _, rec := range r.Tree.Records {
		if !withheld[rec.ID] && c.files[rec.File.Path] {
			c.mixed[rec.File.Path] = true
		}
	}
	for name := range c.mixed {
		delete(c.files, name)
	}
	for _, kind := range register.HidingFolders() {
		c.kinds[kind] = register.HidingFields(kind)
	}
	return c
}

// tree returns what remains.
func (c *cutter) tree() *source.Tree {
	whole := c.whole.Tree
	t := &source.Tree{Tables: map[string]*source.File{}, Signers: whole.Signers}
	masked, number, next := map[string]*source.File{}, map[string]int{}, map[string]int{}
	for _, rec := range whole.Records {
		if !c.withheld[rec.ID] {
			number[rec.File.Path]++
		}
	}
	file := func(f *source.File) *source.File {
		if masked[f.Path] == nil {
			if strings.HasSuffix(f.Path, ".md") {
				masked[f.Path] = f.Masked()
			} else {
				masked[f.Path] = f.Numbered(number[f.Path])
			}
		}
		return masked[f.Path]
	}
	for _, rec := range whole.Records {
		if c.withheld[rec.ID] || rec.Broken {
			continue
		}
		var line *source.Span
		if !strings.HasSuffix(rec.File.Path, ".md") {
			at := source.NumberedLine(next[rec.File.Path])
			line = &at
			next[rec.File.Path]++
		}
		t.Records = append(t.Records, c.record(rec, file, line))
	}
	c.findGone(t)
	t.Config = c.document(whole.Config, "riskbook.toml")
	t.Criteria = c.document(whole.Criteria, "criteria.toml")
	t.Proposal = c.document(whole.Proposal, "criteria.proposed.toml")
	t.Catalogue = whole.Catalogue
	t.Parties = c.parties(whole.Parties)
	for _, rec := range t.Records {
		if f := rec.Table.Field("readings"); rec.Folder == "indicators" && f != nil && f.Value.Kind == source.String {
			name := path.Join(path.Dir(rec.File.Path), f.Value.Text)
			t.Tables[name] = whole.Tables[name]
		}
	}
	t.Figures = c.figures(t)
	for _, f := range masked {
		t.Files = append(t.Files, f)
	}
	slices.SortFunc(t.Files, func(a, b *source.File) int { return strings.Compare(a.Path, b.Path) })
	return t.SpelledAs(whole)
}

func (c *cutter) record(rec *source.Record, file func(*source.File) *source.File, line *source.Span) *source.Record {
	table := c.table(rec.Table, c.kinds[rec.Folder], rec.Folder, nil)
	table.Fields = slices.DeleteFunc(table.Fields, func(f source.Field) bool {
		return rec.Folder == "decisions" && (f.Key == "signature" || f.Key == "signed") // what was signed names what may not be seen; what it is worth is carried
	})
	hideBody := c.hidden.at(rec.Folder, []string{"body"})
	return rec.Part(table, file, line, func(b source.Body) string {
		if hideBody {
			return ""
		}
		return c.prose(b.Text, b.Language)
	})
}

// table returns a table without its hidden fields, and with what stands in for what it names and may not be named.
func (c *cutter) table(v *source.Value, fields []register.Field, kind string, above []string) *source.Value {
	out := *v
	out.Fields = make([]source.Field, 0, len(v.Fields))
	for _, f := range v.Fields {
		at := append(slices.Clip(above), f.Key)
		field := register.Find(fields, f.Key)
		if c.hidden.at(kind, at) {
			if field != nil && field.Party && field.Arrays == 0 {
				f.Value = standIn(f.Value.Span)
				out.Fields = append(out.Fields, f)
			}
			continue
		}
		value, keep := c.value(&f.Value, field, kind, at)
		if keep {
			f.Value = value
			out.Fields = append(out.Fields, f)
		}
	}
	return &out
}

func standIn(at source.Span) source.Value {
	return source.Value{Kind: source.String, Text: register.Withheld, Withheld: true, Span: at}
}

// value returns a value as it may be shown; false where nothing of it may.
func (c *cutter) value(v *source.Value, field *register.Field, kind string, at []string) (source.Value, bool) {
	names := field != nil && field.To != ""
	switch v.Kind {
	case source.String:
		if names {
			id, _, _ := strings.Cut(v.Text, "#")
			return *v, !c.withheld[id]
		}
		if field != nil && (field.Party || len(field.OneOf) > 0 || field.Criteria != "" || field.File != "") {
			return *v, true
		}
		out := *v
		out.Text = c.textIn(v.Text, c.languageOf(at))
		return out, true
	case source.Array:
		out := *v
		out.Items = make([]source.Value, 0, len(v.Items))
		withheld := false
		for i := range v.Items {
			item := &v.Items[i]
			if item.Kind == source.Table && field != nil && c.about(item, field.Fields) {
				continue // all of it is about a record that is withheld
			}
			value, keep := c.value(item, field, kind, at)
			if keep {
				out.Items = append(out.Items, value)
			} else {
				withheld = true
			}
		}
		if withheld {
			out.Items = append(out.Items, standIn(v.Span))
		}
		return out, len(out.Items) > 0 || len(v.Items) == 0
	case source.Table:
		var inner []register.Field
		if field != nil {
			inner = field.Fields
		}
		return *c.table(v, inner, kind, at), true
	}
	return *v, true
}

// about reports whether a table of a list is about a record that is withheld: the one that it cannot do without naming.
func (c *cutter) about(v *source.Value, fields []register.Field) bool {
	for _, f := range fields {
		if f.To == "" || !f.Required || f.Arrays > 0 {
			continue
		}
		if named := v.Field(f.Key); named != nil && c.withheld[named.Value.Text] {
			return true
		}
	}
	return false
}

// languageOf tells the language of a text by the last key of its path.
func (c *cutter) languageOf(at []string) string {
	if last := at[len(at)-1]; words[last] != "" {
		return last
	}
	return c.language
}

var (
	wikiLink = regexp.MustCompile(`!?\[\[([^\[\]\n]*)\]\]`)
	mdLink   = regexp.MustCompile(`!?\[[^\[\]\n]*\]\(\s*<?([^()\s<>]+)>?[^()\n]*\)`)
	mdTarget = regexp.MustCompile(`(?m)\]\(\s*<?([^()\s<>]+)|^ {0,3}\[[^\]\n]+\]:\s*<?(\S+?)>?(?:\s|$)`)
)

// prose returns a body without the ids of withheld records: a link to one, or a live figure of one, is replaced whole.
func (c *cutter) prose(text, language string) string {
	if language == "" {
		language = c.language
	}
	word := words[language]
	if word == "" {
		word = words["en"]
	}
	whole := func(link string) string {
		if c.textIn(link, language) == link && !c.leadsToWithheld(link) {
			return link
		}
		return word
	}
	text = wikiLink.ReplaceAllStringFunc(text, whole)
	text = mdLink.ReplaceAllStringFunc(text, whole)
	return c.textIn(text, language)
}

// leadsToWithheld reports whether a Markdown link leads to the file of a withheld record.
func (c *cutter) leadsToWithheld(link string) bool {
	m := mdLink.FindStringSubmatch(link)
	if m == nil {
		return false
	}
	target, _, _ := strings.Cut(m[1], "#")
	if c.bearsName(path.Base(unescaped(target))) {
		return true
	}
	for name := range c.files {
		if path.Base(name) == path.Base(target) && path.Base(path.Dir(name)) != "." && strings.HasSuffix(target, ".md") {
			return true
		}
	}
	return false
}

// bearsName reports whether a file is named after a withheld record, as pictures beside records are ("R-001-net.svg").
func (c *cutter) bearsName(file string) bool {
	name := strings.TrimSuffix(file, path.Ext(file))
	for end := len(name); end > 0; end-- {
		if end < len(name) && idByte(name[end]) && name[end] != '-' && name[end] != '_' {
			continue
		}
		if c.names(name[:end]) {
			return true
		}
		if c.whole.Find(name[:end]) != nil {
			return false // the longest id that fits says whose it is
		}
	}
	return false
}

// text is textIn in the language of the register.
func (c *cutter) text(text string) string { return c.textIn(text, c.language) }

// textIn returns a text in which the ids of withheld records are replaced.
func (c *cutter) textIn(text, language string) string {
	if len(c.withheld) == 0 {
		return text
	}
	word := words[language]
	if word == "" {
		word = words["en"]
	}
	for _, id := range c.odd {
		text = replaceWhole(text, id, word)
	}
	var b strings.Builder
	done := 0
	eachToken(text, func(start, end int) {
		if c.names(text[start:end]) {
			b.WriteString(text[done:start])
			b.WriteString(word)
			done = end
		}
	})
	if done == 0 {
		return text
	}
	b.WriteString(text[done:])
	return b.String()
}

// names reports whether a token is the id of a withheld record; the case of its letters matters only where a word could be one.
func (c *cutter) names(token string) bool {
	return c.withheld[token] || len(c.folded) > 0 && c.folded[strings.ToLower(token)]
}

// figures are the pictures that the remaining bodies show.
func (c *cutter) figures(t *source.Tree) []string {
	shown := map[string]bool{}
	note := func(file, text string) {
		for _, m := range mdTarget.FindAllStringSubmatch(text, -1) {
			target := m[1] + m[2]
			shown[norm.NFC.String(path.Join(path.Dir(file), unescaped(target)))] = true
		}
	}
	for _, rec := range t.Records {
		note(rec.File.Path, rec.Body.Text)
		for _, b := range rec.Translations {
			note(rec.File.Path, b.Text)
		}
	}
	var kept []string
	for _, name := range c.whole.Tree.Figures {
		if shown[name] {
			kept = append(kept, name)
		}
	}
	return kept
}
