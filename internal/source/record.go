package source

import (
	"bytes"
	"cmp"
	"path"
	"slices"
	"strings"

	"github.com/riskbook/riskbook/internal/diagnostic"
	"github.com/riskbook/riskbook/internal/rule"
)

// record reads a Markdown file with front matter.
func (w *worker) record(e entry, res *result) {
	data := res.file.Data
	p, faultName := split(data)
	conflicts := res.conflicts()
	var title *Value
	if e.about && faultName != rule.Plain && faultName != rule.CaseUnclosedFrontMatter {
		title, p.body = firstHeading(data, p.body)
	}
	r := &Record{ID: e.id, Folder: e.folder, File: res.file, Head: p.head, idSpan: p.head}
	r.Body = Body{File: res.file, Text: view(data[p.body:]), start: int32(p.body)}
	var faults []fault
	if title != nil {
		r.Table = &Value{Kind: Table, Span: p.head, Fields: []Field{{Key: "title", KeySpan: title.Span, Value: *title}}}
	} else if faultName != rule.Plain {
		faults = []fault{{rule: rule.Syntax, name: faultName, span: p.head}}
		p.end = max(p.body, int(p.head.End))
	} else {
		r.Table, faults = w.parse(data, p.start, p.end, w.limits)
	}
	if r.Table != nil || !behind(conflicts, int(p.head.Start), p.end) {
		for _, f := range faults {
			res.report(f)
		}
	}
	if r.Table == nil {
		r.Table, r.Broken = &Value{Kind: Table}, true
	}
	res.nulFault(data, p.body)
	if res.checkID(r) {
		res.records = []*Record{r}
	}
}

// firstHeading takes the first heading of a text as a title, where nothing stands before it, and gives where the text goes on; "README" where there is none.
func firstHeading(data []byte, from int) (title *Value, body int) {
	title = &Value{Kind: String, Text: "README", Span: Span{int32(from), int32(from)}}
	for at := from; at < len(data); {
		end, next := lineEnd(data, at)
		line := bytes.TrimSpace(data[at:end])
		if len(line) > 0 {
			if words, ok := bytes.CutPrefix(line, []byte("# ")); ok && len(bytes.TrimSpace(words)) > 0 {
				return &Value{Kind: String, Text: string(bytes.TrimSpace(words)), Span: Span{int32(at), int32(end)}}, next
			}
			break
		}
		at = next
	}
	return title, from
}

// translation reads a Markdown file that holds a body in another language.
func (w *worker) translation(e entry, res *result) {
	data := res.file.Data
	p, found := factsOf(data)
	if found {
		res.report(fault{rule: rule.TranslationWithFacts, span: p.head, args: diagnostic.Args{"id": e.id}})
	}
	if name, args, unnamed := w.unnamedLanguage(e.language); unnamed {
		args["id"] = e.id
		res.report(fault{rule: rule.OrphanTranslation, name: name, args: args})
	}
	res.nulFault(data, p.body)
	res.conflicts()
	res.body = &Body{Language: e.language, File: res.file, Text: view(data[p.body:]), start: int32(p.body)}
}

// nulFault reports the first NUL of a body.
func (res *result) nulFault(data []byte, start int) {
	if n := bytes.IndexByte(data[start:], 0); n >= 0 {
		at := int32(start + n)
		res.report(fault{rule: rule.Syntax, name: rule.CaseControlCharacter, span: Span{at, at + 1}, args: diagnostic.Args{"found": "U+0000"}})
	}
}

// checkID reports an id against the rules. It is false for one that cannot even name a page.
func (res *result) checkID(r *Record) bool {
	if len(r.ID) > LongestID {
		res.report(fault{rule: rule.BadID, name: rule.CaseLong, span: r.idSpan, args: diagnostic.Args{"size": len(r.ID), "limit": LongestID}})
		return safeID(r.ID)
	}
	if IsDevice(r.ID) && (r.Folder != glossary || strings.HasSuffix(res.file.Path, ".md")) {
		res.report(fault{rule: rule.BadID, name: rule.CaseDevice, span: r.idSpan, args: diagnostic.Args{"found": r.ID}})
		return true
	}
	if goodID(r.Folder, r.ID) {
		return true
	}
	name := rule.Plain
	if r.Folder == glossary {
		name = rule.CaseGlossary
	}
	res.report(fault{rule: rule.BadID, name: name, span: r.idSpan, args: diagnostic.Args{"found": r.ID}})
	return safeID(r.ID)
}

// join hangs translations under their records, which stand beside them. Records that the memo shares with earlier trees are not changed: a record with
// translations is a copy.
func (t *Tree) join(entries []entry, results []result, m *Memo) {
	at := map[string]*Record{}
	here := map[string]bool{}
	for i, e := range entries {
		if e.role == recordFile {
			key := path.Join(path.Dir(e.path), e.id)
			here[key] = true
			if len(results[i].records) > 0 {
				at[key] = results[i].records[0]
			}
		}
	}
	added := map[*Record][]Body{}
	for i, e := range entries {
		if e.role != translationFile {
			continue
		}
		key, file := path.Join(path.Dir(e.path), e.id), results[i].file
		r, body := at[key], results[i].body
		switch {
		case !here[key]:
			t.Findings = append(t.Findings, diagnostic.Finding{Rule: rule.OrphanTranslation, Place: file.Place(Span{}), Args: diagnostic.Args{"id": e.id}})
		case r == nil || body == nil:
		default:
			if first := sameLanguage(added[r], body.Language); first != nil {
				t.Findings = append(t.Findings, diagnostic.Finding{
					Rule: rule.DuplicateID, Case: rule.CaseTranslation, Place: file.Place(Span{}), Args: diagnostic.Args{"id": body.Language, "first": first.Language},
					Related: []diagnostic.Related{{Place: first.File.Place(Span{})}},
				})
				continue
			}
			added[r] = append(added[r], *body)
		}
	}
	for i, r := range t.Records {
		if list := added[r]; list != nil {
			slices.SortStableFunc(list, byLanguage)
			t.Records[i] = m.translated(r, list)
		}
	}
}

func byLanguage(a, b Body) int { return cmp.Compare(a.Language, b.Language) }

func sameLanguage(list []Body, language string) *Body {
	for i := range list {
		if strings.EqualFold(list[i].Language, language) {
			return &list[i]
		}
	}
	return nil
}
