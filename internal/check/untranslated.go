package check

import (
	"reflect"
	"slices"
	"strconv"
	"strings"

	"github.com/riskbook/riskbook/internal/diagnostic"
	"github.com/riskbook/riskbook/internal/register"
	"github.com/riskbook/riskbook/internal/rule"
	"github.com/riskbook/riskbook/internal/source"
)

var untranslated = &Rule{
	Name: rule.Untranslated, Severity: diagnostic.Info,
	Title: words("未翻訳", "Untranslated"),
	Why: words("訳のない文は、その言語のページでは既定の言語のまま表示されます。",
		"A text without a translation is shown in the default language on the pages of the other."),
	Mend: words("{ ja = \"…\", en = \"…\" } の形で各言語の文を書き、本文は R-001.en.md のようなファイルに訳してください。",
		"Write the text as { ja = \"…\", en = \"…\" }, and translate the body in a file such as R-001.en.md."),
	Says: []Saying{
		{rule.Plain, words("{id} に訳のない文があります（{missing}）", "{id} is not translated: {missing}"), words("{ ja = \"…\", en = \"…\" } の形で訳を加えてください", "add the words as { ja = \"…\", en = \"…\" }")},
		{rule.CaseBody, words("{id} の本文に訳がありません（{missing}）", "the text of {id} is not translated: {missing}"), words("{file} に訳した本文を置いてください", "put the translated text into {file}")},
		{rule.CaseBoth, words("{id} に訳のない文と本文があります（{missing}）", "{id} and its text are not translated: {missing}"), words("{ ja = \"…\", en = \"…\" } の形で訳を加え、{file} に訳した本文を置いてください", "add the words as { ja = \"…\", en = \"…\" }, and put the translated text into {file}")},
		{rule.CaseDocument, words("{file} に訳のない文があります（{missing}）", "{file} has untranslated texts: {missing}"), words("{ ja = \"…\", en = \"…\" } の形で訳を加えてください", "add the words as { ja = \"…\", en = \"…\" }")},
	},
	Failing: `content/sources/S-01.md:2:9
` + twoLanguages + `-- content/sources/S-01.md --
+++
title = "標的型攻撃"
kind = "threat"
+++
`,
	Passing: twoLanguages + exampleSource,
	Find: func(c *Case) {
		languages := c.Assessment.Register.Config.Languages
		if len(languages) < 2 {
			return
		}
		for _, entry := range c.Assessment.Register.All() {
			rec := entry.Of().Source
			t := translator{languages: languages, base: languages[0]}
			t.texts(reflect.ValueOf(entry).Elem(), textsOf(reflect.TypeOf(entry).Elem()))
			t.body(rec)
			if missing, ok := t.missing(); ok {
				c.ReportCase(t.kase(), entry, t.first(), diagnostic.Args{"missing": missing, "file": t.file(rec), "paths": t.paths})
			}
		}
		tree := c.Assessment.Register.Tree
		translatedDocument(c, tree.Config, nil, reflect.ValueOf(c.Assessment.Register.Config))
		translatedDocument(c, tree.Criteria, nil, reflect.ValueOf(c.Assessment.Register.Criteria))
		for i := range c.Assessment.Register.Parties {
			translatedDocument(c, tree.Parties, []any{c.Assessment.Register.Parties[i].Key}, reflect.ValueOf(c.Assessment.Register.Parties[i]))
		}
	},
}

const twoLanguages = `-- content/riskbook.toml --
title = { ja = "登録簿", en = "Register" }
languages = ["ja", "en"]
`

func translatedDocument(c *Case, doc *source.Document, above []any, v reflect.Value) {
	if doc == nil || doc.Broken {
		return
	}
	languages := c.Assessment.Register.Config.Languages
	t := translator{languages: languages, base: languages[0], path: above}
	t.texts(v, textsOf(v.Type()))
	if missing, ok := t.missing(); ok {
		c.ReportAt(doc.Place(t.first()...), rule.CaseDocument, diagnostic.Args{"file": doc.File.Path, "missing": missing, "paths": t.paths})
	}
}

// translator collects the keys of texts that lack a language.
type translator struct {
	languages []string
	base      string
	path      []any
	paths     [][]any // the texts that lack one
	bodyIn    string  // the first language in which the body is missing
	lacking   map[string][]string
}

func (t *translator) lacks(language, key string) {
	if t.lacking == nil {
		t.lacking = map[string][]string{}
	}
	if list := t.lacking[language]; len(list) == 0 || list[len(list)-1] != key {
		t.lacking[language] = append(list, key)
	}
}

func (t *translator) text(text register.Text) {
	if blank(text) {
		return
	}
	for _, language := range t.languages {
		if text.Has(language, t.base) {
			continue
		}
		if n := len(t.paths); n == 0 || !slices.Equal(t.paths[n-1], t.path) {
			t.paths = append(t.paths, slices.Clone(t.path))
		}
		t.lacks(language, dotted(t.path))
	}
}

func (t *translator) body(rec *source.Record) {
	written := map[string]bool{t.base: strings.TrimSpace(rec.Body.Text) != ""}
	some := written[t.base]
	for _, b := range rec.Translations {
		written[b.Language] = true
		some = some || strings.TrimSpace(b.Text) != ""
	}
	for _, language := range t.languages {
		if some && !written[language] {
			t.lacks(language, "body")
			if t.bodyIn == "" {
				t.bodyIn = language
			}
		}
	}
}

// kase tells what lacks a language: texts, the body, or both.
func (t *translator) kase() rule.Case {
	switch {
	case t.bodyIn == "":
		return rule.Plain
	case t.paths == nil:
		return rule.CaseBody
	}
	return rule.CaseBoth
}

// first is the path of the first text that lacks a language; empty where only the body does.
func (t *translator) first() []any {
	if t.paths == nil {
		return nil
	}
	return t.paths[0]
}

// file is where the first translation of the body that is missing belongs.
func (t *translator) file(rec *source.Record) string {
	if stem, ok := strings.CutSuffix(rec.File.Path, ".md"); ok {
		if t.bodyIn == t.base {
			return rec.File.Path
		}
		return stem + "." + t.bodyIn + ".md"
	}
	return rec.File.Path + " (body = { " + t.bodyIn + " = \"…\" })"
}

// missing writes what lacks which language.
func (t *translator) missing() (missing string, ok bool) {
	var parts []string
	for _, language := range t.languages {
		keys := t.lacking[language]
		if len(keys) == 0 {
			continue
		}
		slices.Sort(keys)
		keys = slices.Compact(keys)
		more := ""
		if len(keys) > 2*mostListed {
			keys, more = keys[:2*mostListed], ", …"
		}
		parts = append(parts, language+": "+strings.Join(keys, ", ")+more)
	}
	return strings.Join(parts, "; "), len(parts) > 0
}

func (t *translator) texts(v reflect.Value, fields []textField) {
	for i := range fields {
		f := &fields[i]
		value := v.Field(f.index)
		if f.key != "" {
			t.path = append(t.path, f.key)
		}
		t.value(value, f)
		if f.key != "" {
			t.path = t.path[:len(t.path)-1]
		}
	}
}

func (t *translator) value(v reflect.Value, f *textField) {
	switch v.Kind() {
	case reflect.Pointer:
		if !v.IsNil() {
			t.texts(v.Elem(), f.below)
		}
	case reflect.Struct:
		t.texts(v, f.below)
	case reflect.Map:
		keys := v.MapKeys()
		slices.SortFunc(keys, func(a, b reflect.Value) int { return int(a.Int() - b.Int()) })
		for _, k := range keys {
			t.element(strconv.FormatInt(k.Int(), 10), v.MapIndex(k), f)
		}
	case reflect.Slice:
		if v.Type() == typeText {
			t.text(v.Interface().(register.Text))
			return
		}
		for i := range v.Len() {
			t.element(i, v.Index(i), f)
		}
	}
}

func (t *translator) element(step any, v reflect.Value, f *textField) {
	t.path = append(t.path, step)
	t.value(v, f)
	t.path = t.path[:len(t.path)-1]
}
