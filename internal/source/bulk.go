package source

import (
	"bytes"
	"cmp"
	"slices"

	"github.com/riskbook/riskbook/internal/diagnostic"
	"github.com/riskbook/riskbook/internal/rule"
)

// mostRounds bounds how many broken records of one bulk file are set aside to read the others; a heavy file has few.
const (
	mostRounds      = 16
	mostHeavyRounds = 3
)

// bulk reads a TOML file whose top-level tables are records.
func (w *worker) bulk(e entry, res *result) {
	file := res.file
	table, broken := w.salvage(e, res)
	for _, r := range broken {
		if res.checkID(r) {
			res.records = append(res.records, r)
		}
	}
	for i := range table.Fields {
		f := &table.Fields[i]
		if f.Value.Kind != Table {
			res.report(fault{rule: rule.WrongType, name: rule.CaseRecord, span: f.KeySpan, args: diagnostic.Args{"key": f.Key, "found": f.Value.Kind.String()}})
			continue
		}
		if slices.ContainsFunc(broken, func(r *Record) bool { return r.ID == f.Key }) {
			continue
		}
		r := &Record{ID: f.Key, Folder: e.folder, File: file, Head: f.Value.Span, idSpan: f.KeySpan, Table: &f.Value}
		if f.Value.headless {
			r.Head = f.KeySpan
		}
		w.takeBody(r, res)
		if res.checkID(r) {
			res.records = append(res.records, r)
		}
	}
	slices.SortStableFunc(res.records, func(a, b *Record) int { return cmp.Compare(a.Head.Start, b.Head.Start) })
}

// salvage parses a bulk file; where that fails, it sets the record around the fault aside as broken and tries again without it.
func (w *worker) salvage(e entry, res *result) (*Value, []*Record) {
	data, start := res.file.Data, bomLength(res.file.Data)
	rounds := mostRounds
	if len(data) > heavy {
		rounds = mostHeavyRounds
	}
	var broken []*Record
	conflicts := res.conflicts()
	for range rounds {
		table, faults := w.parse(data, start, len(data), w.limits)
		if table == nil {
			faults = faults[len(faults)-1:] // the others come again in the next round
		}
		for _, f := range faults {
			if table == nil && len(conflicts) > 0 {
				if s := stretchAt(data, start, int(f.span.Start)); behind(conflicts, s.start, s.end) {
					continue
				}
			}
			if f.top {
				f.rule, f.name, f.args = rule.DuplicateID, rule.Plain, diagnostic.Args{"id": f.args["key"], "first": f.args["key"]}
			}
			res.report(f)
		}
		if table != nil {
			return table, broken
		}
		if last := faults[0]; last.rule != rule.TooLarge {
			s := stretchAt(data, start, int(last.span.Start))
			if known := func(r *Record) bool { return r.ID == s.id }; s.head != (Span{}) && !slices.ContainsFunc(broken, known) {
				broken = append(broken, &Record{
					ID: s.id, Folder: e.folder, File: res.file, Head: s.head, idSpan: s.key,
					Table: &Value{Kind: Table}, Body: Body{File: res.file, start: s.head.End}, Broken: true,
				})
			}
			if &data[0] == &res.file.Data[0] {
				data = bytes.Clone(data) // messages show the file's lines as they are
			}
			blank(data, s)
			continue
		}
		break
	}
	return &Value{Kind: Table}, broken
}

// takeBody moves the key body out of a record's table.
func (w *worker) takeBody(r *Record, res *result) {
	r.Body = Body{File: r.File, start: r.Head.End}
	for i := range r.Table.Fields {
		f := r.Table.Fields[i]
		if f.Key != "body" {
			continue
		}
		r.Table.Fields = append(r.Table.Fields[:i], r.Table.Fields[i+1:]...)
		switch f.Value.Kind {
		case String:
			r.Body = bodyOf(r.File, "", &f.Value)
		case Table:
			w.takeBodies(r, &f.Value, res)
		default:
			res.report(fault{rule: rule.WrongType, name: rule.CaseBody, span: f.Value.Span, args: diagnostic.Args{"key": f.Key, "found": f.Value.Kind.String()}})
		}
		return
	}
}

// takeBodies reads a body in several languages: the one in the register's own is the body, the others its translations.
func (w *worker) takeBodies(r *Record, v *Value, res *result) {
	for i := range v.Fields {
		f := &v.Fields[i]
		switch {
		case f.Value.Kind != String:
			res.report(fault{rule: rule.WrongType, name: rule.CaseBody, span: f.Value.Span, args: diagnostic.Args{"key": "body." + f.Key, "found": f.Value.Kind.String()}})
		case f.Key == w.language:
			r.Body = bodyOf(r.File, "", &f.Value)
		default:
			if name, args, unnamed := w.unnamedLanguage(f.Key); unnamed {
				args["key"] = "body." + f.Key
				res.report(fault{rule: rule.UnknownKey, name: name, span: f.KeySpan, args: args})
			}
			r.Translations = append(r.Translations, bodyOf(r.File, f.Key, &f.Value))
		}
	}
	slices.SortStableFunc(r.Translations, byLanguage)
}
