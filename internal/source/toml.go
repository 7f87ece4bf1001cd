package source

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/BurntSushi/toml"

	"github.com/riskbook/riskbook/internal/diagnostic"
	"github.com/riskbook/riskbook/internal/rule"
)

// mostFaults bounds how many faults of one TOML document are reported.
const mostFaults = 100

// fault is something wrong in a file, by offsets. It becomes a finding once the file is known.
type fault struct {
	rule  rule.Name
	name  rule.Case // the case of the rule
	span  Span
	first Span // where the other one is; the zero Span where there is none
	top   bool // duplicate-key: both are tables with a header at the top level
	whole bool // it concerns the file, not a place in it
	args  diagnostic.Args
}

func (f *File) finding(x fault) diagnostic.Finding {
	d := diagnostic.Finding{Rule: x.rule, Case: x.name, Place: f.whole(), Args: x.args}
	if !x.whole {
		d.Place = f.Place(x.span)
	}
	if x.rule == rule.NotUTF8 {
		d.Place.EndLine, d.Place.EndColumn = d.Place.Line, d.Place.Column+1 // a lone byte is no code point, but takes a column
	}
	if x.first != (Span{}) {
		d.Related = []diagnostic.Related{{Place: f.Place(x.first)}}
	}
	return d
}

// Parse reads one TOML document that holds settings. The data must not be changed afterwards. A document that cannot be read is Broken, with an empty table.
func Parse(path string, data []byte, limits Limits) (*Document, []diagnostic.Finding) {
	var b builder
	file := &File{Path: path, Data: data}
	return b.document(file, limits)
}

func (b *builder) document(file *File, limits Limits) (*Document, []diagnostic.Finding) {
	doc := &Document{File: file}
	var faults []fault
	if size := int64(len(file.Data)); size > limits.Bulk {
		faults = []fault{*tooLarge(size, rule.CaseBulk, limits.Bulk)}
	} else if f := encodingFault(file.Data); f != nil {
		faults = []fault{*f}
	} else {
		doc.Table, faults = b.parse(file.Data, bomLength(file.Data), len(file.Data), limits)
		if conflicts := conflictsIn(file.Data); len(conflicts) > 0 {
			if doc.Table == nil {
				faults = nil
			}
			faults = append([]fault{conflictFault(conflicts)}, faults...)
		}
	}
	if doc.Table == nil {
		doc.Table, doc.Broken = &Value{Kind: Table}, true
	}
	findings := make([]diagnostic.Finding, 0, len(faults))
	for _, f := range faults {
		findings = append(findings, file.finding(f))
	}
	return doc, findings
}

// parse reads data[start:end] as TOML. The table is nil where it cannot be read; faults beside a table leave the rest of it good.
func (b *builder) parse(data []byte, start, end int, limits Limits) (*Value, []fault) {
	nodes, f := scan(data, start, end, limits)
	if f != nil {
		return nil, []fault{*f}
	}
	b.nodes = slices.Grow(b.nodes[:0], nodes+1)
	b.build(data, start, end)
	if b.broken {
		return nil, b.faults
	}
	table := b.emit()
	if end-start > heavy/8 {
		*b = builder{faults: b.faults, doubt: b.doubt} // room for the second parser
	}
	if len(b.faults) == 0 && b.doubt {
		if f := validate(data, start, end); f != nil {
			return nil, []fault{*f}
		}
	}
	return table, b.faults
}

// validate asks a second parser, which knows rules that a syntax tree cannot show. It costs more than all other reading of a record together, so
// that it is asked where there is doubt alone.
func validate(data []byte, start, end int) (f *fault) {
	defer func() {
		if r := recover(); r != nil {
			f = &fault{rule: rule.Syntax, name: rule.CaseOther, span: Span{int32(start), int32(start)}, args: diagnostic.Args{"detail": fmt.Sprint(r)}}
		}
	}()
	var nothing struct{}
	_, err := toml.Decode(view(data[start:end]), &nothing)
	if err == nil {
		return nil
	}
	f = &fault{rule: rule.Syntax, name: rule.CaseOther, span: Span{int32(start), int32(start)}, args: diagnostic.Args{"detail": err.Error()}}
	var p toml.ParseError
	if errors.As(err, &p) {
		from := min(start+max(p.Position.Start, 0), end)
		f.span = Span{int32(from), int32(min(from+max(p.Position.Len, 1), end))}
		f.args["detail"] = p.Message
		if strings.HasPrefix(p.Message, "invalid datetime") {
			f.name, f.args = rule.CaseBadDate, diagnostic.Args{"found": string(data[f.span.Start:f.span.End])}
		}
	}
	return f
}
