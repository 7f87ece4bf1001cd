package site

import (
	"bytes"
	"html/template"
	"reflect"
	"strings"
	"sync"
)

// escaper writes a text where html/template wants it escaped in one way. What holds nothing to escape is written as it is; all else html/template escapes,
// in a template of its own that stands in the same context.
type escaper struct {
	plain [256]bool          // bytes that are never escaped
	probe *template.Template // the context, with a text in it
	cut   int                // how long what stands before the text is
	rest  int                // and behind it
	known sync.Map           // text → string: of names of attributes, which are few
	keep  bool
}

const (
	unreserved = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~"
	inURL      = unreserved + "/#"
)

// escapers are the ways of escaping that templates ask for, by the functions that html/template adds to an action.
var escapers = map[string]*escaper{
	"_html_template_htmlescaper":   newEscaper("", "", textual),
	"_html_template_attrescaper":   newEscaper(`<a title="`, `">`, textual),
	"_html_template_rcdataescaper": newEscaper("<title>", "</title>", textual),
	"_html_template_urlfilter _html_template_urlnormalizer _html_template_attrescaper": newEscaper(`<a href="`, `">`, inURL),
	"_html_template_urlnormalizer _html_template_attrescaper":                          newEscaper(`<a href="/`, `">`, inURL),
	"_html_template_urlescaper _html_template_attrescaper":                             newEscaper(`<a href="/#`, `">`, unreserved),
	"_html_template_htmlnamefilter":                                                    newEscaper(`<a data-`, `="">`, ""),
}

var inText = escapers["_html_template_htmlescaper"]

// textual are all bytes but those that have a meaning in text or in an attribute.
var textual = func() string {
	var b []byte
	for c := 1; c < 256; c++ {
		if !bytes.ContainsRune([]byte("\"&'+<>"), rune(c)) || c >= 128 {
			b = append(b, byte(c))
		}
	}
	return string(b)
}()

func newEscaper(before, after, plain string) *escaper {
	e := &escaper{probe: template.Must(template.New("").Parse(before + "{{.}}" + after)), cut: len(before), rest: len(after), keep: plain == ""}
	for i := range len(plain) {
		e.plain[plain[i]] = true
	}
	return e
}

func (e *escaper) write(w *bytes.Buffer, text string) {
	for i := range len(text) {
		if !e.plain[text[i]] {
			w.WriteString(e.escape(text))
			return
		}
	}
	w.WriteString(text)
}

// escape lets html/template escape a text.
func (e *escaper) escape(text string) string {
	if e.keep {
		if made, ok := e.known.Load(text); ok {
			return made.(string)
		}
	}
	var b strings.Builder
	if err := e.probe.Execute(&b, text); err != nil {
		panic(failed{err})
	}
	made := b.String()[e.cut : b.Len()-e.rest]
	if e.keep {
		e.known.Store(text, made)
	}
	return made
}

// escaped writes a text or a number in its context.
func (m *maker) escaped(get getter, of reflect.Type, chain []string) node {
	e := escapers[strings.Join(chain, " ")]
	if e == nil {
		panic(unsuited{"escaped by " + strings.Join(chain, " ")})
	}
	switch {
	case of == reflect.TypeFor[string]() || of.Kind() == reflect.String && of.PkgPath() != "html/template" && of.NumMethod() == 0:
		return func(x *run, dot reflect.Value) { e.write(x.w, get(x, dot).String()) }
	case of.Kind() == reflect.Int && of.NumMethod() == 0 && !e.keep:
		return func(x *run, dot reflect.Value) { x.appendInt(get(x, dot).Int()) }
	}
	panic(unsuited{"a " + of.String() + " in text"})
}
