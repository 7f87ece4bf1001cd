package assist

import (
	"regexp"
	"slices"
	"strings"

	"github.com/riskbook/riskbook/internal/live"
	"github.com/riskbook/riskbook/internal/prose"
	"github.com/riskbook/riskbook/internal/query"
	"github.com/riskbook/riskbook/internal/register"
	"github.com/riskbook/riskbook/internal/source"
)

// condition is one of a filter: owner=ops, events=E-1,E-2.
var condition = regexp.MustCompile(`([\pL\pN_.-]+)(!?=)("[^"]*"|[^\s\]|\\]+)`)

// markMentions gives where live figures name a record or a party: in the conditions of [[count:risks owner=ops]], and, in the texts of fields, as what they
// speak of. In bodies the latter are links.
func markMentions(d *Desk, t thing) []mention {
	var list []mention
	reader := prose.New(linker{d}, nil, prose.Options{})
	look := func(text source.Body, start, end int, body bool) {
		for _, at := range namedIn(t, text.Text[start:end], body) {
			place := text.Place(start+at, start+at+len(t.name))
			list = append(list, mention{file: text.File, at: place, exact: true})
		}
	}
	for _, rec := range d.Assessment.Register.Tree.Records {
		for _, body := range append([]source.Body{rec.Body}, rec.Translations...) {
			if body.File == nil || !strings.Contains(body.Text, "[[") || !strings.Contains(body.Text, t.name) {
				continue
			}
			page := prose.Page{Path: rec.Folder + "/" + rec.ID + ".html", File: rec.File.Path, ID: rec.ID, Language: d.Language}
			for _, q := range reader.Read(page, body.Text).Live {
				look(body, q.Start, q.End, true)
			}
		}
		for _, text := range quotingTexts(rec) {
			for _, m := range live.Marks(text.Text) {
				look(text, m.Start, m.End, false)
			}
		}
	}
	return list
}

// quotingTexts gives the texts of a record's fields that may quote figures.
func quotingTexts(rec *source.Record) []source.Body {
	var list []source.Body
	var walk func(v *source.Value, quoting bool)
	walk = func(v *source.Value, quoting bool) {
		switch v.Kind {
		case source.String:
			if quoting && strings.Contains(v.Text, "[[") {
				list = append(list, source.TextOf(rec.File, "", v))
			}
		case source.Table:
			for i := range v.Fields {
				walk(&v.Fields[i].Value, quoting || live.Quoting(v.Fields[i].Key))
			}
		case source.Array:
			for i := range v.Items {
				walk(&v.Items[i], quoting)
			}
		}
	}
	walk(rec.Table, false)
	return list
}

// namedIn gives where, in a mark with its brackets, a thing is named.
func namedIn(t thing, mark string, body bool) []int {
	asked, _, _ := strings.Cut(strings.TrimSuffix(mark[2:], "]]"), "|")
	of, rest, ok := live.Split(strings.TrimSuffix(asked, `\`))
	switch {
	case !ok:
		return nil
	case !slices.Contains(live.Counted, of):
		if body || t.sort != sortRecord || of != t.name {
			return nil
		}
		return []int{strings.Index(mark, of)}
	}
	words := query.Words(rest)
	if len(words) == 0 {
		return nil
	}
	kind := register.KindOf(words[0])
	if kind == nil {
		return nil
	}
	var list []int
	for _, m := range condition.FindAllStringSubmatchIndex(mark[:2+len(asked)], -1) {
		if !asks(t, kind, mark[m[2]:m[3]]) {
			continue
		}
		at := m[6]
		for value := range strings.SplitSeq(mark[m[6]:m[7]], ",") {
			if plain := strings.Trim(value, `"`); plain == t.name {
				list = append(list, at+strings.Index(value, plain))
			}
			at += len(value) + 1
		}
	}
	return list
}

// asks reports whether a key of a filter takes what a thing is.
func asks(t thing, kind *register.Kind, key string) bool {
	if key == "id" {
		return t.sort == sortRecord
	}
	fields := kind.Fields()
	for {
		head, below, deeper := strings.Cut(key, ".")
		at := slices.IndexFunc(fields, func(f register.Field) bool { return f.Key == head })
		if at < 0 {
			return t.sort == sortRecord && key == "plans"
		}
		if !deeper {
			return t.named(&fields[at], t.name, false)
		}
		fields, key = fields[at].Fields, below
	}
}

// stageMentions gives where a step is laid down in a record: a statement that is its id and nothing else.
func stageMentions(doc *source.Document, id string) []mention {
	if doc == nil {
		return nil
	}
	stages := doc.Table.At("process", "stage")
	if stages == nil {
		return nil
	}
	var list []mention
	look := func(v *source.Value) {
		if v.Kind == source.String && strings.TrimSpace(v.Text) == id {
			list = append(list, mention{file: doc.File, span: v.Span, at: doc.File.Place(v.Span)})
		}
	}
	for i := range stages.Items {
		for _, key := range []string{"rules", "organisation", "operation"} {
			v := stages.Items[i].At(key)
			if v == nil {
				continue
			}
			look(v)
			for k := range v.Fields {
				look(&v.Fields[k].Value)
			}
		}
	}
	return list
}
