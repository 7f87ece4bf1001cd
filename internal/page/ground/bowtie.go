package ground

import (
	"cmp"
	"slices"
	"strings"

	"github.com/riskbook/riskbook/internal/assess"
	"github.com/riskbook/riskbook/internal/page/desk"
	"github.com/riskbook/riskbook/internal/part"
	"github.com/riskbook/riskbook/internal/picture"
	"github.com/riskbook/riskbook/internal/register"
)

// BowtieWords are the words of this file's pages and parts, by key.
var BowtieWords = desk.Words{
	"bowtieTitle":        {Ja: "ボウタイ図", En: "Bow-tie"},
	"bowtieLead":         {Ja: "リスク源から事象を経て結果に至る流れと、その前後で働く管理策です。管理策の左端の帯は、塗りが実施中、破線が一部実施、白抜きが計画中を表します。管理策は、個々の経路ではなく事象全体に対して働くものとして示します。", En: "How the sources lead through the event to the consequences, and the controls on either side. The bar at the left of a control is solid where it is in place, broken where partial, hollow where planned. Controls act on the event as a whole, not on single paths."},
	"bowtieWhat":         {Ja: "リスク源{s}件、予防・検知の管理策{b}件、事象{e}件、対応・復旧の管理策{a}件、結果{c}件。", En: "Risk sources: {s}; controls that prevent or detect: {b}; events: {e}; controls that respond or recover: {a}; consequences: {c}."},
	"bowtieSources":      {Ja: "リスク源", En: "Risk sources"},
	"bowtieBefore":       {Ja: "予防・検知の管理策", En: "Prevent and detect"},
	"bowtieEvent":        {Ja: "事象", En: "Event"},
	"bowtieAfter":        {Ja: "対応・復旧の管理策", En: "Respond and recover"},
	"bowtieConsequences": {Ja: "結果（影響の領域）", En: "Consequences"},
	"bowtieImpact":       {Ja: "影響 {step}", En: "Impact {step}"},
	"bowtieAs":           {Ja: "（{words}）", En: " ({words})"},
}

// Bowtie draws a risk with what leads to it, what holds it back and what follows from it, and lists the same below. What is drawn: the sources and events of
// the risk, its controls and those that its live plans build, and the areas of damage.
func Bowtie(v *desk.Desk, path string, r *assess.Risk) part.Part {
	b := picture.Bowtie{
		Head:  picture.Head{ID: "bowtie", Title: v.Words["bowtieTitle"] + v.Words["colon"] + r.Record.ID},
		Heads: [5]string{v.Words["bowtieSources"], v.Words["bowtieBefore"], v.Words["bowtieEvent"], v.Words["bowtieAfter"], v.Words["bowtieConsequences"]},
		More:  v.More,
	}
	for _, id := range r.Sources {
		if s := v.Register.Find(id); s != nil {
			b.Sources = append(b.Sources, v.Node(path, s.Of(), ""))
		}
	}
	for _, id := range r.Record.Events {
		if e := v.Register.Event(id); e != nil {
			b.Events = append(b.Events, v.Node(path, &e.Record, ""))
		}
	}
	events := len(b.Events)
	if events == 0 {
		self := v.Node(path, &r.Record.Record, "")
		self.Href = ""
		b.Heads[2] = v.Words["risk"]
		b.Events = append(b.Events, self)
	}
	before, after := barriers(v, r)
	for _, c := range before {
		b.Before = append(b.Before, barrier(v, path, c))
	}
	for _, c := range after {
		b.After = append(b.After, barrier(v, path, c))
	}
	b.Consequences = consequences(v, r)
	b.Description = v.Say("bowtieWhat", "s", len(b.Sources), "b", len(before), "e", events, "a", len(after), "c", len(b.Consequences))
	svg := b.Draw()
	if svg == "" {
		return nil
	}
	f := v.Facts()
	f.Add("bowtieSources", boxRefs(v, b.Sources))
	f.Add("bowtieBefore", barrierRefs(v, b.Before))
	if events > 0 {
		f.Add("bowtieEvent", boxRefs(v, b.Events))
	}
	f.Add("bowtieAfter", barrierRefs(v, b.After))
	words := make([]string, len(b.Consequences))
	for i, c := range b.Consequences {
		words[i] = c.Title
		if c.Note != "" {
			words[i] += v.Say("bowtieAs", "words", c.Note)
		}
	}
	f.Words("bowtieConsequences", strings.Join(words, v.Words["listSeparator"]))
	return part.Line{desk.Framed(v.Words["bowtieTitle"], svg), f.Done()}
}

// barriers gives the controls of a risk and those that its live plans build, those before the event apart from those after it; by function, state and id.
func barriers(v *desk.Desk, r *assess.Risk) (before, after []*register.Control) {
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
func barrierNote(v *desk.Desk, c *register.Control) string {
	return v.Words["function-"+c.Function] + v.Words["contextSeparator"] + v.Words["control-"+c.State]
}

func barrier(v *desk.Desk, path string, c *register.Control) picture.Barrier {
	return picture.Barrier{Node: v.Node(path, &c.Record, barrierNote(v, c)), State: picture.State(c.State)}
}

// boxRefs names the records of boxes by their ids alone: the picture above has their titles.
func boxRefs(v *desk.Desk, boxes []picture.Node) part.Part {
	pieces := make([]part.Part, len(boxes))
	for i := range boxes {
		pieces[i] = boxRef(&boxes[i])
	}
	return desk.Join(v.Words["listSeparator"], pieces...)
}

func barrierRefs(v *desk.Desk, barriers []picture.Barrier) part.Part {
	pieces := make([]part.Part, len(barriers))
	for i := range barriers {
		pieces[i] = part.Line{boxRef(&barriers[i].Node), part.Words(v.Say("bowtieAs", "words", barriers[i].Note))}
	}
	return desk.Join(v.Words["listSeparator"], pieces...)
}

func boxRef(n *picture.Node) part.Part { return part.IDLink{Href: n.Href, ID: n.ID} }

// consequences gives the areas of damage, each with its impact where the analysis tells the areas apart; without areas, the impact as a whole.
func consequences(v *desk.Desk, r *assess.Risk) []picture.Node {
	c := &v.Register.Criteria
	var impacts map[string]int
	if a := desk.AnalysisOf(r.Record.Current, r.Record.Inherent); a != nil {
		impacts = a.Impacts
	}
	var nodes []picture.Node
	for i := range c.Areas {
		area := &c.Areas[i]
		value, rated := impacts[area.Key]
		if !rated && !slices.Contains(r.Record.Consequences, area.Key) {
			continue
		}
		label := v.Phrase(area.Label)
		n := picture.Node{Title: label.Text, Lang: label.Language, Class: "step-none"}
		if rated {
			n.Class = stepClass(c.Impacts, value)
			n.Note = v.Say("bowtieImpact", "step", v.StepWords(c.Impacts, value))
		}
		nodes = append(nodes, n)
	}
	if len(nodes) == 0 && r.Now.Impact != nil {
		nodes = append(nodes, picture.Node{Title: v.Say("bowtieImpact", "step", v.StepWords(c.Impacts, *r.Now.Impact)), Class: stepClass(c.Impacts, *r.Now.Impact)})
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
