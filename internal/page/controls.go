package page

import (
	"cmp"
	"iter"
	"slices"
	"strconv"
	"strings"

	"github.com/riskbook/riskbook/internal/part"
	"github.com/riskbook/riskbook/internal/register"
)

var controlsWords = Words{
	"controlsLead":     {Ja: "管理策の実施状況と、各管理策を挙げているリスク、最新の試験の結果を示します。リスクを抑えているのは、実施中又は一部実施の管理策だけです。", En: "How far each control stands, the risks that name it, and how its last test went. Only a control that is in place or partial holds a risk down."},
	"controlsCount":    {Ja: "全{n}件。うち実施中{inPlace}件、最新の試験に不合格のもの{failed}件、試験の記録のないもの{untested}件。", En: "{n} in all: {inPlace} in place, {failed} failed their last test, {untested} were never tested."},
	"controlHead":      {Ja: "管理策", En: "Control"},
	"controlType":      {Ja: "区分", En: "Type"},
	"controlFunction":  {Ja: "働き", En: "Function"},
	"controlState":     {Ja: "実施状況", En: "State"},
	"controlTest":      {Ja: "最新の試験", En: "Last test"},
	"controlRisks":     {Ja: "この管理策を挙げるリスク", En: "Risks that name it"},
	"controlHolds":     {Ja: "抑えているリスク", En: "Risks held down"},
	"controlWill":      {Ja: "実施後に抑えるリスク", En: "Risks to be held down once it is in place"},
	"controlHeld":      {Ja: "廃止後も挙げられているリスク", En: "Risks that still name it, though it is retired"},
	"controlWillWhy":   {Ja: "計画中のため、まだどのリスクも抑えていません。", En: "It is planned and holds no risk down yet."},
	"controlHeldWhy":   {Ja: "廃止されたため、もうどのリスクも抑えていません。", En: "It is retired and holds no risk down any more."},
	"controlPlans":     {Ja: "関わる計画", En: "Plans"},
	"controlCommon":    {Ja: "共通の取組", En: "Common effort"},
	"controlTests":     {Ja: "試験の記録", En: "Tests"},
	"controlNoTest":    {Ja: "試験の記録はありません。", En: "No test is recorded."},
	"controlNotTested": {Ja: "記録なし", En: "Never tested"},
	"controlNoRisk":    {Ja: "この管理策を挙げるリスクはありません。", En: "No risk names it."},
}

// controlsView is the page controls.html.
type controlsView struct{ listView }

// controlsPresenter makes the pages of controls.
type controlsPresenter struct{ *desk }

func controlsPages(v *desk) iter.Seq[Page] {
	return one("controls.html", "controls.html", func() any { return controlsPresenter{v}.controlsView("controls.html") })
}

func (v controlsPresenter) controlsView(path string) controlsView {
	besides := newFacets(v.desk)
	t := v.table("list.rows", v.words["controlsTitle"], column{"controlHead", "title"}, column{"controlState", ""}, column{"controlFunction", "nowrap"}, column{"controlType", "nowrap"}, column{"controlTest", "nowrap"},
		column{"controlRisks", "refs"}, column{"controlPlans", "refs"}, column{"owner", "name"})
	states, functions, types, owners := newPicks("state", "controlState"), newPicks("function", "controlFunction"), newPicks("type", "controlType"), newPicks("owner", "owner")
	list := slices.Clone(v.Register.Controls)
	slices.SortStableFunc(list, func(a, b *register.Control) int {
		return cmp.Or(cmp.Compare(controlOrder(a.State), controlOrder(b.State)), strings.Compare(a.ID, b.ID))
	})
	inPlace, failed, untested := 0, 0, 0
	for _, c := range list {
		test := v.newestTest(c)
		switch {
		case test == nil && c.State != "planned":
			untested++
		case test != nil && test.Result == "fail":
			failed++
		}
		if c.State == "in-place" {
			inPlace++
		}
		states.add(controlOrder(c.State), c.State, v.words["control-"+c.State])
		functions.add(slices.Index(functionOrder, c.Function), c.Function, v.words["function-"+c.Function])
		types.add(0, c.Type, v.known("control-", c.Type))
		owners.add(0, c.Owner, v.party(c.Owner))
		t.row(append([]string{"state", c.State, "function", c.Function, "type", c.Type, "owner", c.Owner}, besides.of(&c.Record, nil, noDay)...)...)
		t.named(c.ID, v.listed(path, c))
		t.number(controlOrder(c.State), v.controlState(c))
		t.number(slices.Index(functionOrder, c.Function), part.Words(v.words["function-"+c.Function]))
		t.words(v.known("control-", c.Type))
		if test == nil {
			t.sorted("0", part.Empty(v.words["controlNotTested"]))
		} else {
			t.sorted(test.On.String(), join(" ", v.testBadge(test.Result), part.Whole{Part: part.Words(test.On.String())}))
		}
		risks := v.from("risks", c.ID)
		t.number(len(v.counting(risks)), v.someRefs(path, risks))
		t.cell(v.someRefs(path, v.from("treatments", c.ID)))
		t.words(v.party(c.Owner))
	}
	return controlsView{v.listPage(path, part.Words(v.say("controlsCount", "n", strconv.Itoa(len(list)), "inPlace", inPlace, "failed", failed, "untested", untested)),
		v.filters("list.rows", append([]*picks{states, functions, types, owners}, besides.picks()...)...), t.sortable())}
}

var functionOrder = []string{"prevent", "detect", "respond", "recover"}

func controlOrder(state string) int {
	return slices.Index([]string{"in-place", "partial", "planned", "retired"}, state)
}

// controlBadge shows how far a control stands.
func (v controlsPresenter) controlBadge(state string) part.Part {
	class := "quiet"
	switch state {
	case "in-place":
		class = "good"
	case "partial":
		class = "warn"
	}
	return badge(class, v.words["control-"+state])
}

func (v controlsPresenter) controlState(c *register.Control) part.Part {
	state := v.controlBadge(c.State)
	if c.Common {
		state = join(" ", state, v.state("info", "controlCommon"))
	}
	return state
}

// newestTest gives the last test of a control on or before the as-of date; nil where there is none.
func (v controlsPresenter) newestTest(c *register.Control) *register.ControlTest {
	var newest *register.ControlTest
	for i := range c.Tests {
		test := &c.Tests[i]
		if !test.On.After(v.Assessment.AsOf) && (newest == nil || !test.On.Before(newest.On)) {
			newest = test
		}
	}
	return newest
}

func (v controlsPresenter) testBadge(result string) part.Part {
	if result == "pass" {
		return v.state("good", "test-pass")
	}
	return v.state("bad", "test-fail")
}

// controlView is the page of one control.
type controlView struct {
	recordView
	Tests     part.Part
	Risks     part.Part
	RisksHead string // by its state
	RisksNote string // why it holds none of them down; empty where it does
}

func controlPages(v *desk) iter.Seq[Page] {
	return recordPages(v, "control.html", register.Every[*register.Control](v.Register), func(path string, c *register.Control) any { return controlsPresenter{v}.controlView(path, c) })
}

func (v controlsPresenter) controlView(path string, c *register.Control) controlView {
	page := controlView{recordView: v.record(path, c), Risks: v.riskTable(path, v.from("risks", c.ID))}
	page.RisksHead = v.words["controlHolds"]
	switch c.State {
	case "planned":
		page.RisksHead, page.RisksNote = v.words["controlWill"], v.words["controlWillWhy"]
	case "retired":
		page.RisksHead, page.RisksNote = v.words["controlHeld"], v.words["controlHeldWhy"]
	}
	f := v.facts()
	f.add("controlState", v.controlState(c))
	f.words("controlFunction", v.words["function-"+c.Function])
	f.words("controlType", v.known("control-", c.Type))
	if test := v.newestTest(c); test != nil {
		f.add("controlTest", join(" ", v.testBadge(test.Result), part.Words(v.day(test.On))))
	}
	f.add("controlPlans", v.refList(path, v.from("treatments", c.ID)))
	page.Facts = f.done()
	t := v.table("", v.words["controlTests"], column{"on", "nowrap"}, column{"result", ""}, column{"note", "words"})
	tests := slices.Clone(c.Tests)
	slices.SortStableFunc(tests, func(a, b register.ControlTest) int { return b.On.Compare(a.On) })
	for i := range tests {
		t.row()
		t.head(part.Words(tests[i].On.String()))
		t.cell(v.testBadge(tests[i].Result))
		t.cell(v.short(tests[i].Note))
	}
	page.Tests = t.done()
	return page
}
