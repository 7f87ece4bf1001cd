package ground

import (
	"cmp"
	"iter"
	"slices"
	"strconv"
	"strings"

	"github.com/riskbook/riskbook/internal/page/desk"
	"github.com/riskbook/riskbook/internal/part"
	"github.com/riskbook/riskbook/internal/register"
	"github.com/riskbook/riskbook/internal/view"
)

// ControlsWords are the words of this file's pages and parts, by key.
var ControlsWords = desk.Words{
	"controlsLead":     {Ja: "管理策の実施状況と、各管理策を挙げているリスク、最新の試験の結果を示します。リスクを抑えているのは、実施中又は一部実施の管理策だけです。", En: "How far each control stands, the risks that name it, and how its last test went. Only a control that is in place or partial holds a risk down."},
	"controlsCount":    {Ja: "全{n}件。うち実施中{inPlace}件、最新の試験に不合格のもの{failed}件、試験の記録のないもの{untested}件。", En: "{n} in all: {inPlace} in place, {failed} failed their last test, {untested} {untested|was|were} never tested."},
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

// ControlsPages makes the page of controls.
func ControlsPages(v *desk.Desk) iter.Seq[desk.Page] {
	return desk.One("controls.html", "controls.html", func() any { return controlsView(v, "controls.html") })
}

func controlsView(v *desk.Desk, path string) view.Controls {
	besides := desk.NewFacets(v)
	t := v.Table("list.rows", v.Words["controlsTitle"], desk.Column{Key: "controlHead", Class: "title"}, desk.Column{Key: "controlState"}, desk.Column{Key: "controlFunction", Class: "nowrap"}, desk.Column{Key: "controlType", Class: "nowrap"}, desk.Column{Key: "controlTest", Class: "nowrap"},
		desk.Column{Key: "controlRisks", Class: "refs"}, desk.Column{Key: "controlPlans", Class: "refs"}, desk.Column{Key: "owner", Class: "name"})
	states, functions, types, owners := desk.NewPicks("state", "controlState"), desk.NewPicks("function", "controlFunction"), desk.NewPicks("type", "controlType"), desk.NewPicks("owner", "owner")
	list := slices.Clone(v.Register.Controls)
	slices.SortStableFunc(list, func(a, b *register.Control) int {
		return cmp.Or(cmp.Compare(controlOrder(a.State), controlOrder(b.State)), strings.Compare(a.ID, b.ID))
	})
	inPlace, failed, untested := 0, 0, 0
	for _, c := range list {
		test := newestTest(v, c)
		switch {
		case test == nil && c.State != "planned":
			untested++
		case test != nil && test.Result == "fail":
			failed++
		}
		if c.State == "in-place" {
			inPlace++
		}
		states.Add(controlOrder(c.State), c.State, v.Words["control-"+c.State])
		functions.Add(slices.Index(functionOrder, c.Function), c.Function, v.Words["function-"+c.Function])
		types.Add(0, c.Type, v.Known("control-", c.Type))
		owners.Add(0, c.Owner, v.Party(c.Owner))
		t.Row(append([]string{"state", c.State, "function", c.Function, "type", c.Type, "owner", c.Owner}, besides.Of(&c.Record, nil, desk.NoDay)...)...)
		t.Named(c.ID, v.Listed(path, c))
		t.Number(controlOrder(c.State), desk.ControlState(v, c))
		t.Number(slices.Index(functionOrder, c.Function), part.Words(v.Words["function-"+c.Function]))
		t.Words(v.Known("control-", c.Type))
		if test == nil {
			t.Sorted("0", part.Empty(v.Words["controlNotTested"]))
		} else {
			t.Sorted(test.On.String(), desk.Join(" ", testBadge(v, test.Result), part.Whole{Part: part.Words(test.On.String())}))
		}
		risks := v.From("risks", c.ID)
		t.Number(len(v.Counting(risks)), v.SomeRefs(path, risks))
		t.Cell(v.SomeRefs(path, v.From("treatments", c.ID)))
		t.Words(v.Party(c.Owner))
	}
	return view.Controls{ListPage: v.ListPage(path, part.Words(v.Say("controlsCount", "n", strconv.Itoa(len(list)), "inPlace", inPlace, "failed", failed, "untested", untested)),
		v.Filters("list.rows", append([]*desk.Picks{states, functions, types, owners}, besides.Picks()...)...), t.Sortable())}
}

var functionOrder = []string{"prevent", "detect", "respond", "recover"}

func controlOrder(state string) int {
	return slices.Index([]string{"in-place", "partial", "planned", "retired"}, state)
}

// newestTest gives the last test of a control on or before the as-of date; nil where there is none.
func newestTest(v *desk.Desk, c *register.Control) *register.ControlTest {
	var newest *register.ControlTest
	for i := range c.Tests {
		test := &c.Tests[i]
		if !test.On.After(v.Assessment.AsOf) && (newest == nil || !test.On.Before(newest.On)) {
			newest = test
		}
	}
	return newest
}

func testBadge(v *desk.Desk, result string) part.Part {
	if result == "pass" {
		return v.State("good", "test-pass")
	}
	return v.State("bad", "test-fail")
}

// ControlPages makes a page for each control.
func ControlPages(v *desk.Desk) iter.Seq[desk.Page] {
	return desk.RecordPages(v, "control.html", register.Every[*register.Control](v.Register), func(path string, c *register.Control) any { return controlView(v, path, c) })
}

func controlView(v *desk.Desk, path string, c *register.Control) view.Control {
	page := view.Control{RecordPage: v.Record(path, c), Risks: v.RiskTable(path, v.From("risks", c.ID))}
	page.RisksHead = v.Words["controlHolds"]
	switch c.State {
	case "planned":
		page.RisksHead, page.RisksNote = v.Words["controlWill"], v.Words["controlWillWhy"]
	case "retired":
		page.RisksHead, page.RisksNote = v.Words["controlHeld"], v.Words["controlHeldWhy"]
	}
	f := v.Facts()
	f.Add("controlState", desk.ControlState(v, c))
	f.Words("controlFunction", v.Words["function-"+c.Function])
	f.Words("controlType", v.Known("control-", c.Type))
	if test := newestTest(v, c); test != nil {
		f.Add("controlTest", desk.Join(" ", testBadge(v, test.Result), v.Iso(test.On)))
	}
	f.Add("controlPlans", v.RefList(path, v.From("treatments", c.ID)))
	f.Words("ownMaps", strings.Join(c.Maps, v.Words["listSeparator"]))
	page.Facts = f.Done()
	t := v.Table("", v.Words["controlTests"], desk.Column{Key: "on", Class: "nowrap"}, desk.Column{Key: "result"}, desk.Column{Key: "note", Class: "words"})
	tests := slices.Clone(c.Tests)
	slices.SortStableFunc(tests, func(a, b register.ControlTest) int { return b.On.Compare(a.On) })
	for i := range tests {
		t.Row()
		t.Head(part.Words(tests[i].On.String()))
		t.Cell(testBadge(v, tests[i].Result))
		t.Cell(v.Short(tests[i].Note))
	}
	page.Tests = t.Done()
	return page
}
