package source

import (
	"slices"
	"strings"

	"github.com/riskbook/riskbook/internal/diagnostic"
	"github.com/riskbook/riskbook/internal/rule"
)

// Ceilings are what [limits] can raise the limits to.
var Ceilings = Limits{File: 64 << 20, Bulk: 64 << 20, Nesting: 500, Keys: 4096, Values: 2_000_000}

// configure takes from riskbook.toml what reading depends on: [limits] and the languages.
func (r *reader) configure(config *Value) {
	r.limits = LimitsOf(config)
	r.languages = LanguagesOf(config)
	if v := config.At("default_language"); v != nil && v.Kind == String && v.Text != "" {
		r.language = v.Text
	}
}

// LimitsOf gives the limits that riskbook.toml sets under [limits], each between 1 and its ceiling. Whether the keys are right is for others to say.
func LimitsOf(config *Value) Limits {
	l := DefaultLimits
	set := func(key string, to *int64, most int64) {
		if v := config.At("limits", key); v != nil && v.Kind == Integer {
			*to = min(max(v.Integer, 1), most)
		}
	}
	nesting, keys, values := int64(l.Nesting), int64(l.Keys), int64(l.Values)
	set("file", &l.File, Ceilings.File)
	set("bulk", &l.Bulk, Ceilings.Bulk)
	set("nesting", &nesting, int64(Ceilings.Nesting))
	set("keys", &keys, int64(Ceilings.Keys))
	set("values", &values, int64(Ceilings.Values))
	l.Nesting, l.Keys, l.Values = int(nesting), int(keys), int(values)
	return l
}

// LanguagesOf gives the languages that riskbook.toml names, the default one among them; nil where it names none, or one that is no language: then any
// may be written.
func LanguagesOf(config *Value) []string {
	list := config.At("languages")
	if list == nil {
		return nil
	}
	var named []string
	for i := range list.Items {
		item := &list.Items[i]
		if item.Kind != String || !isLanguage(item.Text) {
			return nil
		}
		named = append(named, item.Text)
	}
	if v := config.At("default_language"); v != nil && v.Kind == String && len(named) > 0 && !slices.Contains(named, v.Text) {
		named = append(named, v.Text)
	}
	return named
}

// Admits tells whether a text may be written in a language, given what LanguagesOf gave: one that the register names, or one of the two that the program
// itself speaks, since a register may hold both and publish one.
func Admits(languages []string, language string) bool {
	return languages == nil || slices.Contains(languages, language) || language == "ja" || language == "en"
}

// unnamedLanguage gives the case and the facts of a language that the register does not have.
func (r *reader) unnamedLanguage(language string) (name rule.Case, args diagnostic.Args, unnamed bool) {
	if Admits(r.languages, language) {
		return rule.Plain, nil, false
	}
	name, args = rule.CaseLanguageUnnamed, diagnostic.Args{"found": language, "allowed": strings.Join(r.languages, ", ")}
	if near := diagnostic.Nearest(language, r.languages); near != "" {
		name, args["near"] = rule.CaseLanguageNear, near
	}
	return name, args, true
}
