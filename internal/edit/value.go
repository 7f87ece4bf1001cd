package edit

import (
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/riskbook/riskbook/internal/date"
	"github.com/riskbook/riskbook/internal/diagnostic"
	"github.com/riskbook/riskbook/internal/layout"
	"github.com/riskbook/riskbook/internal/register"
	"github.com/riskbook/riskbook/internal/source"
)

var wholeNumber = regexp.MustCompile(`^[+-]?(0|[1-9](_?[0-9])*)$`)

// write gives the TOML of a value as people type it on the command line, for a slot without arrays around it.
func (s slot) write(name, value, eol string) (string, error) {
	wrong := func(ja, en, exampleJa, exampleEn string) (string, error) {
		return "", fault(name+" には"+ja+"を書きます: "+value, name+" takes "+en+", not "+value, exampleJa, exampleEn)
	}
	switch s.shape {
	case register.ShapeText:
		if isTOML(value, source.Table) {
			return value, nil
		}
		return writeText(value, eol), nil
	case register.ShapeWord:
		if s.wording || strings.Contains(value, "\n") && (s.field == nil || len(s.field.OneOf) == 0) {
			return writeText(value, eol), nil
		}
		return s.writeWord(name, value)
	case register.ShapeWhole:
		if _, err := strconv.ParseInt(strings.ReplaceAll(value, "_", ""), 10, 64); err != nil || !wholeNumber.MatchString(value) {
			return wrong("整数", "a whole number", "3 や 2_000_000 のように書いてください。", "write it like 3 or 2_000_000")
		}
	case register.ShapeDecimal, register.ShapeFrequency:
		ranged := s.shape == register.ShapeFrequency && isTOML(value, source.Table)
		if !ranged && !isTOML(value, source.Integer) && !isTOML(value, source.Float) {
			return wrong("数", "a number", "0.2 や 12 のように書いてください。", "write it like 0.2 or 12")
		}
	case register.ShapeTruth:
		if value != "true" && value != "false" {
			return wrong("真偽値", "true or false", "true か false と書いてください。", "write true or false")
		}
	case register.ShapeDate:
		if _, err := date.Parse(value); err != nil {
			return wrong("日付", "a date", "2026-11-20 のように書いてください。", "write it like 2026-11-20")
		}
	case register.ShapeLoss:
		if !isTOML(value, source.Table) {
			return wrong("範囲", "a range", name+".low=2_000_000 と "+name+".high=90_000_000、又は { low = 2_000_000, high = 90_000_000 } のように書いてください。",
				"write "+name+".low=2_000_000 and "+name+".high=90_000_000, or { low = 2_000_000, high = 90_000_000 }")
		}
	case register.ShapeTable, register.ShapeMapping:
		if !isTOML(value, source.Table) {
			return wrong("テーブル", "a table", name+".キー=値、又は { キー = 値 } のように書いてください。", "write "+name+".KEY=VALUE, or { KEY = VALUE }")
		}
	}
	if kind, ok := kindOfTOML(value); ok && kind != source.Moment {
		return value, nil
	}
	return writeText(value, eol), nil
}

func (s slot) writeWord(name, value string) (string, error) {
	if f := s.field; f != nil && len(f.OneOf) > 0 && !slices.Contains(f.OneOf, value) {
		ja, en := "書ける値: "+strings.Join(f.OneOf, "、"), "the values are "+strings.Join(f.OneOf, ", ")
		if near := diagnostic.Nearest(value, f.OneOf); near != "" {
			ja, en = "「"+near+"」ではありませんか。"+ja, "did you mean "+near+"? "+en
		}
		return "", fault(name+" に書けない値です: "+value, name+" does not take "+value, ja, en)
	}
	return layout.Quote(value), nil
}

// writeText writes text as a string: on one line, or on several where it has several.
func writeText(text, eol string) string {
	text = strings.ReplaceAll(text, "\r\n", "\n")
	if !strings.Contains(text, "\n") {
		return layout.Quote(text)
	}
	lines := strings.Split(text, "\n")
	for i, line := range lines {
		quoted := layout.Quote(line)
		lines[i] = quoted[1 : len(quoted)-1]
		if rest, ok := strings.CutPrefix(line, "+++"); ok {
			quoted = layout.Quote(rest)
			lines[i] = `\u002B++` + quoted[1:len(quoted)-1] // it would end the front matter
		}
	}
	return `"""` + eol + strings.Join(lines, eol) + `"""`
}

// isTOML tells whether a text is one TOML value of a kind.
func isTOML(text string, kind source.Kind) bool {
	k, ok := kindOfTOML(text)
	return ok && k == kind
}

// kindOfTOML gives the kind of the one TOML value that a text is.
func kindOfTOML(text string) (source.Kind, bool) {
	v, ok := parseValue(text)
	if !ok {
		return 0, false
	}
	return v.Kind, true
}

// parseValue reads a text as one TOML value, with nothing beside it.
func parseValue(text string) (*source.Value, bool) {
	data := []byte("x=" + text)
	read, findings := source.Parse("", data, source.DefaultLimits)
	doc, ok := layout.Parse(data, 0, len(data))
	if len(findings) > 0 || !ok || len(doc.Lines) != 1 || len(doc.Lines[0].Keys) != 1 || doc.Lines[0].Value.Span != (layout.Span{Start: 2, End: len(data)}) || len(comments(doc)) > 0 {
		return nil, false
	}
	return read.Table.At("x"), true
}

// nest wraps a value into the tables of the keys on the way to it.
func nest(keys layout.Path, value string) string {
	for i := len(keys) - 1; i >= 0; i-- {
		if key, ok := keys[i].(string); ok {
			value = "{ " + layout.QuoteKey(key) + " = " + value + " }"
		} else {
			value = "[" + value + "]"
		}
	}
	return value
}
