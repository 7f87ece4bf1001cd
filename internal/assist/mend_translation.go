package assist

import (
	"fmt"
	"path"
	"strings"

	"github.com/riskbook/riskbook/internal/rule"
	"github.com/riskbook/riskbook/internal/source"
)

// languages makes room for the languages that texts lack: first in the text that the diagnostic points at, then in all of the record or document. What is put
// in is empty, since only the writer can fill it, and stays reported until it is filled.
func (m *mender) languages() []Mend {
	paths, _ := m.g.Args["paths"].([][]any)
	table := m.table()
	if table == nil {
		return nil
	}
	var first, all []Edit
	key := ""
	for _, p := range paths {
		edits := m.roomIn(table.At(p...))
		if len(all) == 0 {
			first, key = edits, keyOf(p)
		}
		all = append(all, edits...)
	}
	var mends []Mend
	if len(first) > 0 {
		mends = append(mends, Mend{fmt.Sprintf(m.d.say("%s に訳を書く欄を加える", "make room for the translation of %s"), key), Change{Edits: first}, true})
	}
	if len(all) > len(first) {
		mends = append(mends, Mend{fmt.Sprintf(m.d.say("訳のない文すべて（%d か所）に欄を加える", "make room for all %d translations that are missing"), len(all)), Change{Edits: all}, false})
	}
	return mends
}

// table gives the values of the record or document that the diagnostic is about.
func (m *mender) table() *source.Value {
	tree := m.d.Assessment.Register.Tree
	for _, rec := range tree.Records {
		if m.g.Record != "" && rec.ID == m.g.Record && rec.File == m.file {
			return rec.Table
		}
	}
	for _, doc := range []*source.Document{tree.Config, tree.Criteria, tree.Parties} {
		if m.g.Record == "" && doc != nil && doc.File == m.file {
			return doc.Table
		}
	}
	return nil
}

// roomIn gives the edit that makes a text one by language, with an empty one for each language that it lacks; none where all are there.
func (m *mender) roomIn(v *source.Value) []Edit {
	if v == nil {
		return nil
	}
	config := &m.d.Assessment.Register.Config
	raw := string(m.file.Data[v.Span.Start:v.Span.End])
	var room []string
	for _, language := range config.Languages {
		if v.Kind == source.String && language != config.DefaultLanguage || v.Kind == source.Table && v.Field(language) == nil {
			room = append(room, language+` = ""`)
		}
	}
	switch {
	case len(room) == 0:
	case v.Kind == source.String:
		return []Edit{{m.file.Place(v.Span), "{ " + config.DefaultLanguage + " = " + raw + ", " + strings.Join(room, ", ") + " }"}}
	case strings.HasPrefix(raw, "{") && strings.HasSuffix(raw, "}") && len(v.Fields) > 0:
		at := v.Fields[len(v.Fields)-1].Value.Span.End
		return []Edit{{m.file.Place(source.Span{Start: at, End: at}), ", " + strings.Join(room, ", ")}}
	}
	return nil
}

// keyOf writes the path of a value as messages do.
func keyOf(path []any) string {
	words := make([]string, len(path))
	for i, step := range path {
		if n, ok := step.(int); ok {
			step = n + 1
		}
		words[i] = fmt.Sprint(step)
	}
	return strings.Join(words, ".")
}

// translation begins the translation of a body with the text to be translated.
func (m *mender) translation() []Mend {
	name := m.arg("file")
	if m.g.Case != rule.CaseBody && m.g.Case != rule.CaseBoth || !strings.HasSuffix(name, ".md") || m.d.Assessment.Register.Tree.File(name) != nil {
		return nil
	}
	m.d.find()
	rec := m.d.byFile[m.g.Place.File]
	if rec == nil {
		return nil
	}
	title := fmt.Sprintf(m.d.say("原文を写して %s を作る", "begin %s with the original text"), path.Base(name))
	return []Mend{{title, Change{Creates: []Create{{name, strings.TrimLeft(rec.Body.Text, "\r\n")}}}, false}}
}

// withoutFacts takes the front matter out of the translation of a body.
func (m *mender) withoutFacts() []Mend {
	for _, rec := range m.d.Assessment.Register.Tree.Records {
		for _, body := range rec.Translations {
			if body.File != m.file || !strings.HasSuffix(string(m.file.Data), body.Text) {
				continue
			}
			where := m.file.Place(source.Span{Start: int32(m.start), End: int32(len(m.file.Data) - len(body.Text))})
			return []Mend{{m.d.say("フロントマターを消す", "remove the front matter"), Change{Edits: []Edit{{where, ""}}}, false}}
		}
	}
	return nil
}

// withoutEntry takes an entry out of the baseline, with the comments that follow it.
func (m *mender) withoutEntry() []Mend {
	rest := m.file.Data[m.start:]
	end := len(rest)
	if next := strings.Index(string(rest), "\n["); next >= 0 {
		end = next + 1
	}
	where := m.file.Place(source.Span{Start: int32(m.start), End: int32(m.start + end)})
	return []Mend{{m.d.say("この項目を消す", "remove the entry"), Change{Edits: []Edit{{where, ""}}}, true}}
}
