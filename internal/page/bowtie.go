package page

import (
	"cmp"
	"slices"
	"strings"

	"github.com/riskbook/riskbook/internal/assess"
	"github.com/riskbook/riskbook/internal/part"
	"github.com/riskbook/riskbook/internal/picture"
	"github.com/riskbook/riskbook/internal/register"
)

var bowtieWords = Words{
	"bowtieTitle":        {Ja: "ボウタイ図", En: "Bow-tie"},
	"bowtieLead":         {Ja: "リスク源から事象を経て結果に至る流れと、その前後で働く管理策です。管理策の左端の帯は、塗りが実施中、破線が一部実施、白抜きが計画中を表します。", En: "How the sources lead through the event to the consequences, and the controls on either side. The bar at the left of a control is solid where it is in place, broken where partial, hollow where planned."},
	"bowtieWhat":         {Ja: "リスク源{s}件、予防・検知の管理策{b}件、事象{e}件、対応・復旧の管理策{a}件、結果{c}件。", En: "Risk sources: {s}; controls that prevent or detect: {b}; events: {e}; controls that respond or recover: {a}; consequences: {c}."},
	"bowtieSources":      {Ja: "リスク源", En: "Risk sources"},
	"bowtieBefore":       {Ja: "予防・検知の管理策", En: "Prevent and detect"},
	"bowtieEvent":        {Ja: "事象", En: "Event"},
	"bowtieAfter":        {Ja: "対応・復旧の管理策", En: "Respond and recover"},
	"bowtieConsequences": {Ja: "結果（影響の領域）", En: "Consequences"},
	"bowtieImpact":       {Ja: "影響 {step}", En: "Impact {step}"},
	"bowtieAs":           {Ja: "（{words}）", En: " ({words})"},
}

// bowtiePresenter shows what leads to a risk and what follows from it.
type bowtiePresenter struct{ *desk }

// bowtie draws a risk with what leads to it, what holds it back and what follows from it, and lists the same below. What is drawn: the sources and events of
// the risk, its controls and those that its live plans build, and the areas of damage.
func (v bowtiePresenter) bowtie(path string, r *assess.Risk) part.Part {
	b := picture.Bowtie{
		Head:  picture.Head{ID: "bowtie", Title: v.words["bowtieTitle"] + v.words["colon"] + r.Record.ID},
		Heads: [5]string{v.words["bowtieSources"], v.words["bowtieBefore"], v.words["bowtieEvent"], v.words["bowtieAfter"], v.words["bowtieConsequences"]},
		More:  v.more,
	}
	for _, id := range r.Sources {
		if s := v.Register.Find(id); s != nil {
			b.Sources = append(b.Sources, v.node(path, s.Of(), ""))
		}
	}
	for _, id := range r.Record.Events {
		if e := v.Register.Event(id); e != nil {
			b.Events = append(b.Events, v.node(path, &e.Record, ""))
		}
	}
	events := len(b.Events)
	if events == 0 {
		self := v.node(path, &r.Record.Record, "")
		self.Href = ""
		b.Heads[2] = v.words["risk"]
		b.Events = append(b.Events, self)
	}
	before, after := v.barriers(r)
	for _, c := range before {
		b.Before = append(b.Before, v.barrier(path, c))
	}
	for _, c := range after {
		b.After = append(b.After, v.barrier(path, c))
	}
	b.Consequences = v.consequences(r)
	b.Description = v.say("bowtieWhat", "s", len(b.Sources), "b", len(before), "e", events, "a", len(after), "c", len(b.Consequences))
	svg := b.Draw()
	if svg == "" {
		return nil
	}
	f := v.facts()
	f.add("bowtieSources", v.boxRefs(b.Sources))
	f.add("bowtieBefore", v.barrierRefs(b.Before))
	if events > 0 {
		f.add("bowtieEvent", v.boxRefs(b.Events))
	}
	f.add("bowtieAfter", v.barrierRefs(b.After))
	words := make([]string, len(b.Consequences))
	for i, c := range b.Consequences {
		words[i] = c.Title
		if c.Note != "" {
			words[i] += v.say("bowtieAs", "words", c.Note)
		}
	}
	f.words("bowtieConsequences", strings.Join(words, v.words["listSeparator"]))
	return part.Line{framed(v.words["bowtieTitle"], svg), f.done()}
}

// barriers gives the controls of a risk and those that its live plans build, those before the event apart from those after it; by function, state and id.
func (v bowtiePresenter) barriers(r *assess.Risk) (before, after []*register.Control) {
	var all []*register.Control
	add := func(ids []string) {
		for _, id := range ids {
			if c, ok := v.Register.Find(id).(*register.Control); ok && !slices.Contains(all, c) {
				all = append(all, c)
			}
		}
	}
	add(r.Record.Controls)
	for _, p := range r.Plans {
		add(p.Controls)
	}
	slices.SortStableFunc(all, func(a, b *register.Control) int {
		return cmp.Or(cmp.Compare(slices.Index(functionOrder, a.Function), slices.Index(functionOrder, b.Function)), cmp.Compare(controlOrder(a.State), controlOrder(b.State)), cmp.Compare(a.ID, b.ID))
	})
	for _, c := range all {
		if c.Function == "respond" || c.Function == "recover" {
			after = append(after, c)
		} else {
			before = append(before, c)
		}
	}
	return before, after
}

// barrierNote says what a control does, and how far it stands.
func (v bowtiePresenter) barrierNote(c *register.Control) string {
	return v.words["function-"+c.Function] + v.words["contextSeparator"] + v.words["control-"+c.State]
}

func (v bowtiePresenter) barrier(path string, c *register.Control) picture.Barrier {
	return picture.Barrier{Node: v.node(path, &c.Record, v.barrierNote(c)), State: picture.State(c.State)}
}

// boxRefs names the records of boxes by their ids alone: the picture above has their titles.
func (v bowtiePresenter) boxRefs(boxes []picture.Node) part.Part {
	pieces := make([]part.Part, len(boxes))
	for i := range boxes {
		pieces[i] = boxRef(&boxes[i])
	}
	return join(v.words["listSeparator"], pieces...)
}

func (v bowtiePresenter) barrierRefs(barriers []picture.Barrier) part.Part {
	pieces := make([]part.Part, len(barriers))
	for i := range barriers {
		pieces[i] = part.Line{boxRef(&barriers[i].Node), part.Words(v.say("bowtieAs", "words", barriers[i].Note))}
	}
	return join(v.words["listSeparator"], pieces...)
}

func boxRef(n *picture.Node) part.Part { return part.IDLink{Href: n.Href, ID: n.ID} }

// consequences gives the areas of damage, each with its impact where the analysis tells the areas apart; without areas, the impact as a whole.
func (v bowtiePresenter) consequences(r *assess.Risk) []picture.Node {
	c := &v.Register.Criteria
	var impacts map[string]int
	if a := analysisOf(r.Record.Current, r.Record.Inherent); a != nil {
		impacts = a.Impacts
	}
	var nodes []picture.Node
	for i := range c.Areas {
		area := &c.Areas[i]
		value, rated := impacts[area.Key]
		if !rated && !slices.Contains(r.Record.Consequences, area.Key) {
			continue
		}
		label := v.phrase(area.Label)
		n := picture.Node{Title: label.Text, Lang: label.Language, Class: "step-none"}
		if rated {
			n.Class = stepClass(c.Impacts, value)
			n.Note = v.say("bowtieImpact", "step", v.stepWords(c.Impacts, value))
		}
		nodes = append(nodes, n)
	}
	if len(nodes) == 0 && r.Now.Impact != nil {
		nodes = append(nodes, picture.Node{Title: v.say("bowtieImpact", "step", v.stepWords(c.Impacts, *r.Now.Impact)), Class: stepClass(c.Impacts, *r.Now.Impact)})
	}
	return nodes
}

// stepClass gives the class of colour of a step of a scale: the lower, middle or upper third of it.
func stepClass(steps []register.Step, value int) string {
	at := 1 + slices.IndexFunc(steps, func(s register.Step) bool { return s.Value != nil && *s.Value == value })
	switch n := len(steps); {
	case at == 0:
		return "step-none"
	case 3*at > 2*n:
		return "step-high"
	case 3*at <= n:
		return "step-low"
	}
	return "step-middle"
}

// stepWords gives a value of a scale with its label, as plain text.
func (v *verdicts) stepWords(steps []register.Step, value int) string {
	words := number(float64(value))
	for i := range steps {
		if steps[i].Value != nil && *steps[i].Value == value {
			return words + " " + v.text(steps[i].Label)
		}
	}
	return words
}
