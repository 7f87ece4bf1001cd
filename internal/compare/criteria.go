package compare

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/riskbook/riskbook/internal/date"
	"github.com/riskbook/riskbook/internal/register"
)

// Aspect is a part of the criteria.
type Aspect string

// The aspects, in the order in which they are shown.
const (
	Given           Aspect = "given" // whether there is a criteria.toml
	Revision        Aspect = "revision"
	ApprovedBy      Aspect = "approved_by"
	ApprovedOn      Aspect = "approved_on"
	ReviewBy        Aspect = "review_by"
	Likelihood      Aspect = "likelihood" // a step of the scale, by its value
	Impact          Aspect = "impact"     // a step of the scale, by its value
	Area            Aspect = "area"
	Level           Aspect = "level"            // its label
	LevelOrder      Aspect = "level-order"      // the keys of all levels, ascending
	LevelAcceptance Aspect = "level-acceptance" // accept, approval or treat
	Cell            Aspect = "matrix"           // of the matrix: the level's key, of "likelihood,impact"
	Viewpoint       Aspect = "viewpoint"
	Weight          Aspect = "weight"
	Prohibitive     Aspect = "prohibitive"
	ImpactAlone     Aspect = "impact_alone"
	LikelihoodAlone Aspect = "likelihood_alone"
	CumulativeLoss  Aspect = "cumulative_loss"
	Tolerance       Aspect = "tolerance"       // how probable a loss may be, by the loss
	Factors         Aspect = "likelihood_from" // how two factors give a likelihood: by the field of criteria.toml
	Wording         Aspect = "wording"         // meanings, factors considered, the criteria's own history: by the field of criteria.toml
)

// Criterion is one thing that the criteria of the two states say differently.
type Criterion struct {
	Aspect        Aspect
	Of            string        // the step, level, cell, viewpoint or loss it is said of; empty where the aspect stands alone
	Before, After register.Text // empty where that state says nothing
}

// statement is one thing that criteria say.
type statement struct {
	aspect Aspect
	of     string
	text   register.Text
}

// criteria gives what the criteria of the two states say differently: of each thing what was said, and what is.
func criteria(c *comparer) []Criterion {
	old, now := c.old, c.now
	type key struct {
		aspect Aspect
		of     string
	}
	before, after := statements(&old.Criteria), statements(&now.Criteria)
	if old.Criteria.Given != now.Criteria.Given { // the example scales, which stand in for criteria, are nobody's statement
		before, after = before[:min(1, len(before))], after[:min(1, len(after))]
		if !old.Criteria.Given {
			before = nil
		} else {
			after = nil
		}
	}
	said := make(map[key]register.Text, len(before))
	for _, s := range before {
		said[key{s.aspect, s.of}] = s.text
	}
	var list []Criterion
	kept := map[key]bool{}
	for _, s := range after {
		k := key{s.aspect, s.of}
		kept[k] = true
		if was := said[k]; !sameWords(was, old, s.text, now) {
			list = append(list, Criterion{s.aspect, s.of, was, s.text})
		}
	}
	for _, s := range before {
		if k := (key{s.aspect, s.of}); !kept[k] {
			list = append(list, Criterion{s.aspect, s.of, s.text, nil})
		}
	}
	list = append(list, rewordings(c)...)
	slices.SortStableFunc(list, func(a, b Criterion) int {
		return cmp.Compare(slices.Index(aspects, a.Aspect), slices.Index(aspects, b.Aspect))
	})
	return list
}

// CriteriaChanges gives the entries of the criteria's own history in the second state that the first lacks.
func (c *Comparison) CriteriaChanges() []register.Change {
	old, now := c.Before.Assessment.Register, c.After.Assessment.Register
	var list []register.Change
	for _, change := range now.Criteria.Changes {
		if !slices.ContainsFunc(old.Criteria.Changes, func(e register.Change) bool { return e.On == change.On && sameWords(e.What, old, change.What, now) }) {
			list = append(list, change)
		}
	}
	return list
}

// stated are the fields of criteria.toml, without the names of their elements, that statements tell of, and authority, which is told of elsewhere.
var stated = []string{
	"revision", "approved_by", "approved_on", "review_by", "matrix", "authority", "acceptance.impact_alone", "acceptance.likelihood_alone", "acceptance.cumulative_loss",
	"acceptance.tolerance", "likelihood.value", "likelihood.label", "likelihood.per_year", "impact.value", "impact.label", "impact.loss", "area.key", "area.label",
	"level.key", "level.label", "level.acceptance", "viewpoint.key", "viewpoint.label", "viewpoint.weight", "viewpoint.prohibitive",
}

// rewordings gives what two files say differently beyond their statements: meanings, factors, their own history.
func rewordings(c *comparer) []Criterion {
	old, now := c.old.Tree.Criteria, c.now.Tree.Criteria
	if old == nil || now == nil {
		return nil
	}
	var list []Criterion
	for _, change := range documentChanges(c, documentFields("criteria.toml"), old, now) {
		parts := strings.Split(change.Field, ".")
		if slices.Contains([]string{"area", "impact", "level", "likelihood", "viewpoint"}, parts[0]) && len(parts) > 2 {
			parts = slices.Delete(parts, 1, 2) // the name of the element
		}
		plainly, _, _ := strings.Cut(strings.Join(parts, "."), "[")
		if slices.ContainsFunc(stated, func(s string) bool { return plainly == s || strings.HasPrefix(plainly, s+".") }) {
			continue
		}
		aspect := Wording
		if parts[0] == string(Factors) {
			aspect = Factors
		}
		list = append(list, Criterion{aspect, change.Field, plain(sayValue(change.Before)), plain(sayValue(change.After))})
	}
	return list
}

var aspects = []Aspect{
	Given, Revision, ApprovedBy, ApprovedOn, ReviewBy, Likelihood, Impact, Area, Level, LevelOrder, LevelAcceptance, Cell, Viewpoint, Weight, Prohibitive,
	ImpactAlone, LikelihoodAlone, CumulativeLoss, Tolerance, Factors, Wording,
}

// sameWords tells whether two texts say the same in every language that either is written in.
func sameWords(a register.Text, of *register.Register, b register.Text, in *register.Register) bool {
	if len(a) == 0 || len(b) == 0 {
		return len(a) == len(b)
	}
	one, other := written(a, of), written(b, in)
	if len(one) != len(other) {
		return false
	}
	for language, words := range one {
		if other[language] != words {
			return false
		}
	}
	return true
}

// sayValue writes a value so that it reads alike in every language.
func sayValue(v any) string {
	if v == nil {
		return ""
	}
	return fmt.Sprint(v)
}

// written gives the words of a text by language.
func written(t register.Text, of *register.Register) map[string]string {
	words := map[string]string{}
	for _, w := range t {
		words[cmp.Or(w.Language, of.Config.DefaultLanguage)] = w.Words
	}
	return words
}

// plain makes a text that reads alike in every language; nothing where there is nothing to say.
func plain(text string) register.Text {
	if text == "" {
		return nil
	}
	return register.Text{{Words: text}}
}

// statements lists all that criteria say, one thing each.
func statements(c *register.Criteria) []statement {
	var list []statement
	say := func(aspect Aspect, of string, text register.Text) {
		if len(text) > 0 {
			list = append(list, statement{aspect, of, text})
		}
	}
	day := func(d date.Date) register.Text { return plain(d.String()) }
	if c.Given {
		say(Given, "", plain("criteria.toml"))
	}
	say(Revision, "", plain(c.Revision))
	say(ApprovedBy, "", c.ApprovedBy)
	say(ApprovedOn, "", day(c.ApprovedOn))
	say(ReviewBy, "", day(c.ReviewBy))
	for _, step := range c.Likelihoods {
		say(Likelihood, number(step.Value), ranged(step.Label, step.PerYear))
	}
	for _, step := range c.Impacts {
		say(Impact, number(step.Value), ranged(step.Label, step.Loss))
	}
	for _, area := range c.Areas {
		say(Area, area.Key, area.Label)
	}
	keys := make([]string, len(c.Levels))
	for i, level := range c.Levels {
		keys[i] = level.Key
		say(Level, level.Key, level.Label)
		say(LevelAcceptance, level.Key, plain(level.Acceptance))
	}
	say(LevelOrder, "", plain(strings.Join(keys, " < ")))
	for _, l := range c.Likelihoods {
		for _, i := range c.Impacts {
			if l.Value != nil && i.Value != nil {
				say(Cell, number(l.Value)+","+number(i.Value), plain(levelKey(c, c.Cell(*l.Value, *i.Value))))
			}
		}
	}
	for _, v := range c.Viewpoints {
		say(Viewpoint, v.Key, v.Label)
		say(Weight, v.Key, plain(decimal(v.Weight)))
		say(Prohibitive, v.Key, plain(strconv.FormatBool(v.Prohibitive)))
	}
	say(ImpactAlone, "", plain(number(c.Acceptance.ImpactAlone)))
	say(LikelihoodAlone, "", plain(number(c.Acceptance.LikelihoodAlone)))
	if loss := c.Acceptance.CumulativeLoss; loss != nil {
		say(CumulativeLoss, "", plain(decimal(*loss)))
	}
	for _, t := range c.Acceptance.Tolerance {
		if t.Loss != nil && t.Probability != nil {
			say(Tolerance, decimal(*t.Loss), plain(decimal(*t.Probability)))
		}
	}
	return list
}

// ranged puts the numbers that a step stands for behind its label.
func ranged(label register.Text, between []float64) register.Text {
	if len(between) != 2 {
		return label
	}
	text := slices.Clone(label)
	for i := range text {
		text[i].Words += " (" + decimal(between[0]) + "–" + decimal(between[1]) + ")"
	}
	return text
}

func number(p *int) string {
	if p == nil {
		return ""
	}
	return strconv.Itoa(*p)
}

func decimal(x float64) string { return strconv.FormatFloat(x, 'f', -1, 64) }
