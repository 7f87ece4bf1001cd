package edit

import (
	"slices"
	"strings"

	"github.com/riskbook/riskbook/internal/layout"
	"github.com/riskbook/riskbook/internal/source"
)

// Value is one value to be written at a path of a record: keys (string) and places in lists (int, from 0; one behind the last is a new element).
type Value struct {
	Path     []any
	Language string // of a text that is written in one language
	TOML     string // as it stands in the file; empty: the value goes away
}

// Write gives the bytes of a record's file with values put at their paths, one after another. What they do not speak of keeps every byte. The error is a
// *Fault where something else stands in the way, and ErrUnreadable where the file cannot be read. Whether the values make sense is not judged here.
func Write(r *source.Record, setting Setting, values []Value) ([]byte, error) {
	return change(r, setting, func(d *draft) error {
		for i := range values {
			if err := d.write(&values[i]); err != nil {
				return err
			}
		}
		return nil
	})
}

func (d *draft) write(v *Value) error {
	path := d.base.Join(v.Path...)
	switch s := d.find(path); {
	case v.Language != "" && v.TOML == "":
		return removeText(d, path, v.Language)
	case v.Language != "":
		return putText(d, path, v.Language, v.TOML)
	case v.TOML == "":
		return d.remove(path)
	case s.exact() && s.node.Kind == layout.Array && isTOML(v.TOML, source.Array):
		elements, err := elements(d, slot{}, nil, "", v.TOML)
		if err != nil {
			return err
		}
		return d.rebuild(s.node, elements)
	default:
		return d.put(path, v.TOML)
	}
}

// removeText takes the words of a text in a language away, and the text itself with the last of them.
func removeText(d *draft, path layout.Path, language string) error {
	s := d.find(path)
	switch {
	case s.exact() && s.node.Kind != layout.Table:
		if language != d.language {
			return nil
		}
		return d.remove(path)
	case s.exact() && len(s.node.Items) == 1 && s.node.Items[0].Keys[0].Text == language && !holdsComments(s.node):
		return d.remove(path)
	}
	return d.remove(path.Join(language))
}

// Quote writes a text as TOML: on one line, or on several where it has several.
func Quote(text string) string { return writeText(text, "\n") }

// WriteBody gives the file that holds the body of a record in a language (empty: the register's own) and its bytes with another body. The blank lines around
// the old body stay. A body that is emptied leaves no file of a translation: the bytes are nil then.
func WriteBody(r *source.Record, setting Setting, language, text string) (name string, data []byte, err error) {
	if strings.HasSuffix(r.File.Path, ".toml") {
		if language == "" {
			language = setting.Language
		}
		value := Value{Path: []any{"body"}, Language: language}
		if text != "" {
			value.TOML = writeText(text, lineEnding(r.File.Data))
		}
		data, err = Write(r, setting, []Value{value})
		return r.File.Path, data, err
	}
	if language == "" {
		span, ok := source.Facts(r.File.Path, r.File.Data)
		if !ok {
			return "", nil, ErrUnreadable
		}
		eol, end := lineEnding(r.File.Data), "\n"
		fence, old, ended := strings.Cut(string(r.File.Data[span.End:]), "\n")
		if !ended {
			end = eol
		}
		return r.File.Path, []byte(string(r.File.Data[:span.End]) + fence + end + reworded(old, text, "\n", eol)), nil
	}
	at := slices.IndexFunc(r.Translations, func(b source.Body) bool { return b.Language == language })
	if at < 0 {
		return strings.TrimSuffix(r.File.Path, ".md") + "." + language + ".md", []byte(text + "\n"), nil
	}
	f := r.Translations[at].File
	if text == "" {
		return f.Path, nil, nil
	}
	bom := ""
	old := string(f.Data)
	if rest, ok := strings.CutPrefix(old, "\ufeff"); ok {
		bom, old = "\ufeff", rest
	}
	return f.Path, []byte(bom + reworded(old, text, "", lineEnding(f.Data))), nil
}

// reworded puts other words in the place of a text and keeps the blanks around it.
func reworded(old, text, before, eol string) string {
	text = strings.ReplaceAll(strings.ReplaceAll(text, "\r\n", "\n"), "\n", eol)
	trimmed := strings.TrimSpace(old)
	if trimmed == "" {
		return strings.ReplaceAll(before, "\n", eol) + text + eol
	}
	at := strings.Index(old, trimmed)
	return old[:at] + text + old[at+len(trimmed):]
}
