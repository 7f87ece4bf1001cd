package source

import "github.com/riskbook/riskbook/internal/diagnostic"

// bulk reads a TOML file whose top-level tables are records.
func (w *worker) bulk(e entry, res *result) {
	file := res.file
	table, faults := w.parse(file.Data, bomLength(file.Data), len(file.Data), w.limits)
	for _, f := range faults {
		if f.top {
			f.rule, f.name = "duplicate-id", ""
			f.args = diagnostic.Args{"id": f.args["key"], "first": f.args["key"]}
		}
		res.report(f)
	}
	if table == nil {
		return
	}
	for i := range table.Fields {
		f := &table.Fields[i]
		if f.Value.Kind != Table {
			res.report(fault{rule: "wrong-type", name: "record", span: f.KeySpan, args: diagnostic.Args{"key": f.Key}})
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
			res.report(fault{rule: "wrong-type", name: "body", span: f.Value.Span, args: diagnostic.Args{"key": f.Key}})
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
			res.report(fault{rule: "wrong-type", name: "body", span: f.Value.Span, args: diagnostic.Args{"key": "body." + f.Key}})
		case f.Key == w.language:
			r.Body = bodyOf(r.File, "", &f.Value)
		default:
			r.Translations = append(r.Translations, bodyOf(r.File, f.Key, &f.Value))
		}
	}
}
