package edit

import (
	"cmp"
	"fmt"
	"regexp"
	"strconv"
	"strings"

	"github.com/riskbook/riskbook/internal/register"
	"github.com/riskbook/riskbook/internal/source"
	"github.com/riskbook/riskbook/internal/term"
)

// mostChoices is how many values a comment lists.
const mostChoices = 12

// Choices lists what may stand in a field of a kind, with its words in a language; empty where anything may.
func Choices(r *register.Register, kind *register.Kind, key, language string) string {
	f := kind.FindIn(&r.Config, strings.Split(key, ".")...)
	if f == nil {
		return ""
	}
	w := &beginner{register: r, language: language}
	return strings.TrimSpace(strings.Trim(w.choices(*f), "（） ()"))
}

// choices lists what may stand in a field, in brackets.
func (w *beginner) choices(f register.Field) string {
	var list []string
	add := func(key string, label register.Text) {
		words, _ := label.In(w.language, w.language)
		list = append(list, strings.TrimSpace(key+" "+words))
	}
	switch {
	case len(f.OneOf) > 0:
		for _, word := range f.OneOf {
			label := term.Code(cmp.Or(f.Group, f.Key), word).In(w.language)
			if strings.ReplaceAll(label, " ", "-") == word { // the word says it itself
				label = ""
			}
			add(word, register.Text{{Words: label}})
		}
	case f.Scale != "" && f.Shape == register.ShapeWhole:
		for _, s := range w.scale(f.Scale) {
			if s.Value != nil {
				add(strconv.Itoa(*s.Value), s.Label)
			}
		}
	case f.Party:
		for _, p := range w.register.Parties {
			add(p.Key, nil)
		}
	case f.Criteria == "area":
		for _, a := range w.register.Criteria.Areas {
			add(a.Key, a.Label)
		}
	case f.Criteria == "viewpoint":
		for _, v := range w.register.Criteria.Viewpoints {
			add(v.Key, v.Label)
		}
	case f.Criteria == "level":
		for _, l := range w.register.Criteria.Levels {
			add(l.Key, l.Label)
		}
	case f.Criteria == "factor" && w.register.Criteria.From != nil:
		for _, factor := range w.register.Criteria.From.Factors {
			add(factor.Key, factor.Label)
		}
	case f.Ranged:
		return w.say(fmt.Sprintf("（%d～%d）", f.Low, f.High), fmt.Sprintf(" (%d to %d)", f.Low, f.High))
	}
	if len(list) == 0 {
		return ""
	}
	if len(list) > mostChoices {
		list = append(list[:mostChoices], "…")
	}
	return w.say("（"+strings.Join(list, "、")+"）", " ("+strings.Join(list, ", ")+")")
}

func (w *beginner) scale(name string) []register.Step {
	switch name {
	case "likelihood":
		return w.register.Criteria.Likelihoods
	case "impact":
		return w.register.Criteria.Impacts
	}
	return nil
}

var numbered = regexp.MustCompile(`^(.*?)([0-9]+)$`)

// NextID gives the next free id of a kind, numbered as the register numbers that kind: the prefix that most ids have, one more than the highest number,
// with as many digits; the ids that records had once are counted too, since their names lead to what they were. It is empty where the kind's records go by
// names.
func NextID(tree *source.Tree, kind *register.Kind, once []string) string {
	type habit struct{ count, highest, digits int }
	habits := map[string]habit{}
	taken := map[string]bool{}
	named := 0
	for _, r := range tree.Records {
		taken[source.FoldID(r.ID)] = true
		if r.Folder != kind.Folder {
			continue
		}
		parts := numbered.FindStringSubmatch(r.ID)
		if parts == nil {
			named++
			continue
		}
		n, err := strconv.Atoi(parts[2])
		if err != nil {
			continue
		}
		h := habits[parts[1]]
		if h.count++; n >= h.highest {
			h.highest, h.digits = n, len(parts[2])
		}
		habits[parts[1]] = h
	}
	prefix, best := "", habit{}
	for p, h := range habits {
		if h.count > best.count || h.count == best.count && p < prefix {
			prefix, best = p, h
		}
	}
	if best.count == 0 {
		first := kind.First
		if parts := numbered.FindStringSubmatch(first); parts != nil && named == 0 {
			prefix, best = parts[1], habit{0, 0, len(parts[2])}
		} else {
			return ""
		}
	} else if named > best.count {
		return ""
	}
	for _, id := range once {
		if parts := numbered.FindStringSubmatch(id); parts != nil && source.FoldID(parts[1]) == source.FoldID(prefix) {
			if n, err := strconv.Atoi(parts[2]); err == nil && len(parts[2]) <= max(best.digits, 4) {
				best.highest = max(best.highest, n)
			}
		}
	}
	for n := best.highest + 1; ; n++ {
		if id := fmt.Sprintf("%s%0*d", prefix, best.digits, n); !taken[source.FoldID(id)] {
			return id
		}
	}
}
