package assist

import (
	"fmt"
	"path"
	"slices"
	"strconv"
	"strings"

	"github.com/riskbook/riskbook/internal/check"
	"github.com/riskbook/riskbook/internal/diagnostic"
	"github.com/riskbook/riskbook/internal/live"
	"github.com/riskbook/riskbook/internal/register"
	"github.com/riskbook/riskbook/internal/term"
)

// choice is one value that may stand in a field.
type choice struct {
	value string
	bare  bool   // written without quotation marks
	words string // what it is called
	kind  string // what sort of thing it is
	more  string // what else is to be said of it, as Markdown
}

// choices gives what may stand in the field at hand; nothing where anything may.
func (d *Desk) choices(h *here) []choice {
	f := h.field
	if f == nil {
		return nil
	}
	if h.inside() && f.Shape == register.ShapeMapping {
		return mappingValues(d, f, h.spot.Key)
	}
	switch {
	case len(f.OneOf) > 0:
		var list []choice
		for _, word := range f.OneOf {
			list = append(list, choice{value: word, words: code(d, f, word)})
		}
		return list
	case f.To == "obligations" && strings.Contains(h.spot.Before, "#"):
		id, _, _ := strings.Cut(h.spot.Before, "#")
		return clauses(d, id)
	case f.To != "":
		return d.records(f.To, h)
	case f.Party:
		return parties(d)
	case f.Scale != "":
		return steps(d, f.Scale)
	case f.Criteria != "":
		return criteriaNames(d, f.Criteria)
	case f.Shape == register.ShapeTruth:
		return []choice{{value: "true", bare: true, words: d.say("はい", "yes")}, {value: "false", bare: true, words: d.say("いいえ", "no")}}
	case f.Shape == register.ShapeDate:
		return []choice{{value: d.Assessment.AsOf.String(), bare: true, words: d.say("今日", "today")}}
	}
	return known(d, h)
}

// code gives the words of one of a field's allowed values; empty where the value is its own words.
func code(d *Desk, f *register.Field, word string) string {
	if words := term.Code(f.Group, word).In(d.Language); words != word {
		return words
	}
	return ""
}

// known gives what may stand in the fields whose values come from elsewhere in the register.
func known(d *Desk, h *here) []choice {
	r := d.Assessment.Register
	var list []choice
	at := h.spot.Key
	if h.kind != nil {
		at = h.kind.Folder + "." + h.spot.Key
	} else if len(h.spot.Table) > 0 {
		at = h.spot.Table[len(h.spot.Table)-1] + "." + h.spot.Key
	}
	switch {
	case at == "assets.sector":
		for i := range r.Catalogue.Sectors {
			list = append(list, choice{value: r.Catalogue.Sectors[i].Key, words: d.text(r.Catalogue.Sectors[i].Label)})
		}
	case at == "assets.service":
		for i := range r.Catalogue.Sectors {
			sector := &r.Catalogue.Sectors[i]
			for k := range sector.Services {
				list = append(list, choice{value: sector.Services[k].Key, words: d.text(sector.Services[k].Label), kind: d.text(sector.Label)})
			}
		}
	case at == "matrix.rows":
		return levels(d)
	case h.spot.Key == "criteria" && h.kind != nil && r.Criteria.Revision != "":
		list = append(list, choice{value: r.Criteria.Revision, words: d.say("現在の版", "the present revision")})
	case at == "default_language" || at == "languages":
		list = append(list, choice{value: "ja", words: d.say("日本語", "Japanese")}, choice{value: "en", words: d.say("英語", "English")})
	case h.spot.Key == "tags":
		return tags(d)
	case h.field.File != "":
		for name := range r.Tree.Tables {
			if rest, ok := strings.CutPrefix(name, path.Dir(h.file)+"/"); ok && strings.HasSuffix(name, h.field.File) {
				list = append(list, choice{value: rest})
			}
		}
		slices.SortFunc(list, func(a, b choice) int { return strings.Compare(a.value, b.value) })
	}
	return list
}

// freeKeys gives the keys that a mapping, or a text by language, may have.
func freeKeys(d *Desk, f *register.Field) []choice {
	var list []choice
	switch {
	case f.Shape == register.ShapeText:
		for _, language := range d.Assessment.Register.Config.Languages {
			list = append(list, choice{value: language})
		}
	case f.Criteria != "":
		return criteriaNames(d, f.Criteria)
	case f.Key == "severity":
		for _, rule := range check.Rules {
			list = append(list, choice{value: string(rule.Name), words: rule.Title.In(d.Language), more: escape(rule.Why.In(d.Language))})
		}
	case f.Key == "thresholds":
		return levels(d)
	case f.Key == "meanings":
		return steps(d, "impact")
	}
	return list
}

// mappingValues gives what may stand under a key of a mapping.
func mappingValues(d *Desk, f *register.Field, key string) []choice {
	switch {
	case f.Criteria == "factor":
		return factorSteps(d, key)
	case f.Scale != "":
		return steps(d, f.Scale)
	case f.Key == "severity":
		var list []choice
		for _, s := range diagnostic.Severities {
			list = append(list, choice{value: s})
		}
		return list
	}
	return nil
}

// records gives the records of a kind, or of any.
func (d *Desk) records(folder string, h *here) []choice {
	var list []choice
	own := h.sheet.id(d)
	for _, e := range d.Assessment.Register.All() {
		base := e.Of()
		if folder != "any" && base.Kind.Folder != folder || base.ID == own {
			continue
		}
		kind := base.Kind.One.In(d.Language)
		if standing := d.standing(e); standing != "" {
			kind += d.say("・", " · ") + standing
		}
		list = append(list, choice{value: base.ID, words: d.text(base.Title), kind: kind, more: escape(live.Fill(d.Assessment, d.text(base.Summary), d.Language))})
	}
	return list
}

func clauses(d *Desk, id string) []choice {
	o := d.Assessment.Register.Obligation(id)
	if o == nil {
		return nil
	}
	var list []choice
	for i := range o.Clauses {
		list = append(list, choice{value: id + "#" + o.Clauses[i].Key, words: d.text(o.Clauses[i].Title), kind: d.text(o.Title)})
	}
	return list
}

func parties(d *Desk) []choice {
	var list []choice
	for i := range d.Assessment.Register.Parties {
		p := &d.Assessment.Register.Parties[i]
		list = append(list, choice{value: p.Key, words: d.text(p.Title), more: escape(d.text(p.Role))})
	}
	return list
}

// scale gives the steps of a scale.
func scale(d *Desk, name string) []register.Step {
	if name == "impact" {
		return d.Assessment.Register.Criteria.Impacts
	}
	return d.Assessment.Register.Criteria.Likelihoods
}

func steps(d *Desk, name string) []choice {
	var list []choice
	for _, step := range scale(d, name) {
		if step.Value != nil {
			list = append(list, choice{value: strconv.Itoa(*step.Value), bare: true, words: d.text(step.Label), more: escape(meaning(d, &step))})
		}
	}
	return list
}

// meaning tells what a step of a scale stands for, with its range where it has one.
func meaning(d *Desk, step *register.Step) string {
	text := d.text(step.Meaning)
	bounds := func(r []float64, words string) {
		if len(r) == 2 {
			text = strings.TrimSpace(text + " " + fmt.Sprintf(words, strconv.FormatFloat(r[0], 'f', -1, 64), strconv.FormatFloat(r[1], 'f', -1, 64)))
		}
	}
	bounds(step.PerYear, d.say("（年%s～%s回）", "(%s to %s a year)"))
	bounds(step.Loss, d.say("（損失%s～%s）", "(a loss of %s to %s)")+" "+d.Assessment.Register.Config.Currency)
	return text
}

// criteriaNames gives what the criteria define under a name: areas of damage, evaluation viewpoints, levels, or the factors of the likelihood.
func criteriaNames(d *Desk, name string) []choice {
	var list []choice
	c := &d.Assessment.Register.Criteria
	switch name {
	case "area":
		for _, area := range c.Areas {
			list = append(list, choice{value: area.Key, words: d.text(area.Label)})
		}
	case "factor":
		if c.From == nil {
			return nil
		}
		for _, factor := range c.From.Factors {
			list = append(list, choice{value: factor.Key, words: d.text(factor.Label)})
		}
	case "level":
		return levels(d)
	case "viewpoint":
		for _, v := range c.Viewpoints {
			list = append(list, choice{value: v.Key, words: d.text(v.Label)})
		}
	}
	return list
}

// factorSteps gives the steps of a factor of the likelihood.
func factorSteps(d *Desk, key string) []choice {
	factor := d.Assessment.Register.Criteria.Factor(key)
	if factor == nil {
		return nil
	}
	var list []choice
	for _, step := range factor.Steps {
		if step.Value != nil {
			list = append(list, choice{value: strconv.Itoa(*step.Value), bare: true, words: d.text(step.Label), more: escape(d.text(step.Meaning))})
		}
	}
	return list
}

func levels(d *Desk) []choice {
	var list []choice
	for _, level := range d.Assessment.Register.Criteria.Levels {
		kind := ""
		if level.Acceptance != "" {
			kind = term.Code("acceptance", level.Acceptance).In(d.Language)
		}
		list = append(list, choice{value: level.Key, words: d.text(level.Label), kind: kind, more: escape(d.text(level.Meaning))})
	}
	return list
}

func tags(d *Desk) []choice {
	used := map[string]int{}
	for _, e := range d.Assessment.Register.All() {
		for _, tag := range e.Of().Tags {
			used[tag]++
		}
	}
	var list []choice
	for tag, n := range used {
		list = append(list, choice{value: tag, kind: fmt.Sprintf(d.say("%d件の記録", "records: %d"), n)})
	}
	slices.SortFunc(list, func(a, b choice) int { return strings.Compare(a.value, b.value) })
	return list
}
