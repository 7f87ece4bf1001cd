package assess

import (
	"strings"
	"testing"

	"github.com/riskbook/riskbook/internal/cost"
	"github.com/riskbook/riskbook/internal/indicator"
	"github.com/riskbook/riskbook/internal/planted"
	"github.com/riskbook/riskbook/internal/register"
)

// ids lists the ids of decisions.
func ids(list []*register.Decision) []string {
	var words []string
	for _, d := range list {
		words = append(words, d.ID)
	}
	return words
}

// As of 2026-06-15: what is dated after it has not happened, what nobody has confirmed decides nothing, and neither does what lacks what it would need.
func TestStandingOfDecisions(t *testing.T) {
	r := planted.Register(t, planted.Criteria+planted.Risk("R-1", planted.At(2, 3))+
		planted.Acceptance("D-01", "2026-06-15", "2026-12-31", `"R-1"`, 2, 3)+
		planted.Acceptance("D-02", "2026-06-16", "2026-12-31", `"R-1"`, 2, 3)+
		planted.Record("decisions", "D-03", []string{`kind = "closing"`, `basis = "b"`, `by = "b"`, "on = 2026-05-01", `risks = ["R-1"]`, "provisional = true"})+
		planted.Record("decisions", "D-04", []string{`kind = "closing"`, `basis = "b"`, "requested = 2026-06-15", `of = "board"`, `risks = ["R-1"]`})+
		planted.Record("decisions", "D-05", []string{`kind = "closing"`, `basis = "b"`, "requested = 2026-06-16", `of = "board"`, `risks = ["R-1"]`})+
		planted.Record("decisions", "D-06", []string{`kind = "closing"`, `basis = "b"`, `by = "b"`, "incomplete = true"})+
		planted.Record("decisions", "D-07", []string{`kind = "acceptance"`, `basis = "b"`, `by = "b"`, "on = 2026-05-01", `risks = ["R-1"]`, "incomplete = true"})+
		planted.Record("decisions", "D-08", []string{`kind = "judgement"`, `basis = "b"`, `by = "b"`, "on = 2026-05-01", `risks = ["R-1"]`, "incomplete = true"})+
		planted.Judgement("D-09", "2026-05-01", "treat", `"R-1"`)+
		planted.Record("decisions", "D-10", []string{`kind = "closing"`, `basis = "b"`, `by = "b"`, "requested = 2026-04-01", "on = 2026-06-20", `of = "board"`, `risks = ["R-1"]`})+
		planted.Record("decisions", "D-11", []string{`kind = "closing"`, `basis = "b"`, `by = "b"`, "requested = 2026-04-01", "on = 2026-06-10", `of = "board"`, `risks = ["R-1"]`})+
		planted.Record("decisions", "D-12", []string{`kind = "closing"`, `basis = "b"`, "requested = 2026-04-01", `of = "board"`, `risks = ["R-1"]`, "provisional = true"}))
	a := Assess(r, planted.Today)
	for id, want := range map[string]DecisionStanding{
		"D-01": DecisionMade, "D-02": DecisionLater, "D-03": DecisionProvisional, "D-04": DecisionAsked, "D-05": DecisionAsked, "D-06": DecisionLacking, "D-07": DecisionLacking, "D-08": DecisionLacking,
		"D-09": DecisionMade, "D-10": DecisionLater, "D-11": DecisionMade, "D-12": DecisionProvisional,
	} {
		if got := a.DecisionStanding(a.Register.Find(id).(*register.Decision)); got != want {
			t.Errorf("%s is %s, want %s", id, got, want)
		}
	}
	planted.WantAll(t, "asked for", ids(a.Asked()), "D-04 D-10")
}

// What a judgement taught is a candidate until a change of the criteria takes it in.
func TestKnowledgeIsACandidateUntilItIsAdopted(t *testing.T) {
	taught := func(id, on, knowledge string, more ...string) string {
		return planted.Record("decisions", id, append([]string{`kind = "judgement"`, `by = "b"`, `basis = "b"`, `verdict = "treat"`, `risks = ["R-1"]`, "on = " + on, knowledge}, more...))
	}
	register := planted.Criteria + "\n-- content/criteria.toml --\n[[change]]\non = 2026-06-15\nwhat = \"w\"\nadopts = [\"D-1\", \"D-2\"]\n[[change]]\non = 2026-06-16\nwhat = \"later\"\nadopts = [\"D-3\"]\n" +
		planted.Risk("R-1", planted.At(2, 3)) + taught("D-1", "2026-05-01", `knowledge = "k"`) + taught("D-2", "2026-05-01", `knowledge = "k"`) + taught("D-3", "2026-05-01", `knowledge = "k"`) +
		taught("D-4", "2026-06-15", `knowledge = "k"`) + taught("D-5", "2026-06-16", `knowledge = "k"`) + taught("D-6", "2026-05-01", "") + taught("D-7", "2026-05-01", `knowledge = "k"`, "provisional = true") +
		planted.Record("decisions", "D-8", []string{`kind = "closing"`, `by = "b"`, `basis = "b"`, "on = 2026-05-01", `risks = ["R-1"]`, `knowledge = "k"`})
	a := Assess(planted.Register(t, register), planted.Today)
	planted.WantAll(t, "candidates", ids(Candidates(a)), "D-3 D-4")
	for id, want := range map[string]string{"D-1": "2026-06-15", "D-2": "2026-06-15", "D-3": "", "D-4": ""} {
		got := ""
		if change := Adopted(a, id); change != nil {
			got = change.On.String()
		}
		if got != want {
			t.Errorf("%s was adopted on %q, want %q", id, got, want)
		}
	}
}

func TestSummaryCounts(t *testing.T) {
	s := Summary{ByOutcome: map[Outcome]int{Unanalysed: 1, NeedsJudgement: 2, Accepted: 4, Acceptable: 8, InTreatment: 16, InsufficientPlan: 32, UnevaluatedPlan: 64, AwaitingReanalysis: 128, NeedsTreatment: 256}}
	planted.Want(t, "open", s.Open(), 511)
	planted.Want(t, "to treat", s.ToTreat(), 496)
	planted.Want(t, "unjudged", s.Unjudged(), 3)
}

// As of 2026-06-15 an indicator read every three months is unread once its newest reading lies more than six months back: on 2025-12-14, and not on the 15th.
func TestAnIndicatorIsUnreadAfterTwiceItsMonths(t *testing.T) {
	indicator := func(id string, lines ...string) string {
		return planted.Record("indicators", id, append([]string{`risks = ["R-1"]`, "warn = 1", "limit = 2"}, lines...))
	}
	a := judged(t, planted.Risk("R-1")+
		indicator("I-1", "every_months = 3", "reading = [{ on = 2025-12-15, value = 0 }]")+indicator("I-2", "every_months = 3", "reading = [{ on = 2025-12-14, value = 0 }]")+
		indicator("I-3", "every_months = 3")+indicator("I-4")+indicator("I-5", "reading = [{ on = 2020-01-01, value = 0 }]")+
		indicator("I-6", "every_months = 3", "reading = [{ on = 2025-12-14, value = 0 }, { on = 2026-06-16, value = 0 }]"))
	for id, overdue := range map[string]bool{"I-1": false, "I-2": true, "I-3": true, "I-4": false, "I-5": false, "I-6": true} {
		planted.Want(t, id+" is overdue", a.Indicator(id).Overdue, overdue)
	}
	if a.Indicator("I-9") != nil || a.Indicator("R-1") != nil {
		t.Error("an indicator that is none")
	}
}

func TestIndicatorsThatHeadForTheirLimit(t *testing.T) {
	a := &Assessment{Indicators: []*indicator.Judged{
		{Record: &register.Indicator{}, Outlook: indicator.Outlook{State: indicator.OutlookNearing, On: planted.Today.AddDays(30)}}, {Outlook: indicator.Outlook{State: indicator.OutlookBeyond}}, {},
		{Outlook: indicator.Outlook{State: indicator.OutlookNearing, On: planted.Today.AddDays(10)}}, {Outlook: indicator.Outlook{State: indicator.OutlookNearing, On: planted.Today.AddDays(30)}}, {Outlook: indicator.Outlook{State: indicator.OutlookBeyond}},
	}}
	place := map[*indicator.Judged]string{}
	for i, x := range a.Indicators {
		place[x] = string(rune('0' + i))
	}
	var got []string
	for _, x := range Nearing(a) {
		got = append(got, place[x])
	}
	if s := strings.Join(got, " "); s != "1 5 3 0 4" {
		t.Errorf("in the order %s", s)
	}
}

// The simulation is run once, for the open risks that have figures.
func TestSimulationIsOfOpenRisksWithFigures(t *testing.T) {
	const figures = "quantitative = { frequency = 0.5, loss = { low = 1, high = 10 } }"
	a := judged(t, "-- content/riskbook.toml --\n[simulation]\nyears = 1000\n"+planted.Risk("R-1", figures)+planted.Risk("R-2")+planted.Risk("R-3", figures, `status = "closed"`, "closed_on = 2026-02-01", `closed_because = "c"`)+planted.Risk("R-4", figures))
	var got []string
	for _, input := range Losses(a) {
		got = append(got, input.ID)
	}
	planted.WantAll(t, "with figures", got, "R-1 R-4")
	if once := a.Simulation(); a.Simulation() != once {
		t.Error("it is run twice")
	}
	if n := len(a.Simulation().Risks); n != 2 {
		t.Errorf("%d risks are simulated", n)
	}
	if n := len(judged(t, planted.Risk("R-2")).Simulation().Risks); n != 0 {
		t.Errorf("%d risks without figures are simulated", n)
	}
}

func TestMissingValuesComeBelowAllOthers(t *testing.T) {
	one, two := 1, 2
	for _, c := range []struct {
		a, b *int
		want int
	}{{nil, nil, 0}, {nil, &one, -1}, {&one, nil, 1}, {&one, &two, -1}, {&two, &one, 1}, {&one, &one, 0}} {
		planted.Want(t, show(c.a)+" and "+show(c.b), compareValues(c.a, c.b), c.want)
	}
}

func TestReasonsThatAreLeftOnceThePlansAreDone(t *testing.T) {
	for outcome, left := range map[Outcome]bool{Closed: false, Unanalysed: false, NeedsJudgement: false, Accepted: true, Acceptable: true, InTreatment: false, InsufficientPlan: true, NeedsTreatment: true} {
		k := &Risk{Outcome: outcome, ProjectedReasons: []Reason{"level"}}
		planted.Want(t, string(outcome), k.Left(), left)
		k.ProjectedReasons = nil
		planted.Want(t, string(outcome)+", and no reasons", k.Left(), false)
	}
}

// Of the levels of these criteria one may be approved and one must be treated: an acceptance lifts the first alone, and nothing where nothing stands.
func TestWhatAnAcceptanceWouldLift(t *testing.T) {
	a := judged(t, planted.Criteria+planted.Risk("R-1", planted.At(1, 1))+planted.Risk("R-2", planted.At(2, 3))+planted.Risk("R-3", planted.At(3, 5))+planted.Risk("R-4"))
	for id, approvable := range map[string]bool{"R-1": false, "R-2": true, "R-3": false, "R-4": false} {
		planted.Want(t, id, Approvable(a, a.Risk(id)), approvable)
	}
	a = judged(t, planted.Risk("R-1", planted.At(3, 3)), planted.Judgement("D-1", "2026-05-01", "treat", `"R-1"`))
	planted.Want(t, "without criteria", Approvable(a, a.Risk("R-1")), false)
}

// A plan of no cost has no years; one that begins a century ago is told as far as forty years.
func TestYearsOfOnePlan(t *testing.T) {
	a := judged(t, planted.Risk("R-1"), planted.Plan("T-1", "approved", `"R-1"`), planted.Plan("T-2", "approved", `"R-1"`, "start = 1926-04-01", "due = 2026-12-31", costOf(100, 1)), planted.Plan("T-3", "approved", `"R-1"`, "start = 2026-04-01", "due = 2026-12-31", costOf(100, 1)))
	for id, years := range map[string]int{"T-1": 0, "T-2": 40, "T-3": 2} {
		planted.Want(t, id, len(cost.ByYear(a.Register, a.Register.Treatment(id))), years)
	}
}

func TestAnEventThatNamesAnAssetTwiceLooksAtItOnce(t *testing.T) {
	a := judged(t, planted.Asset("A-1"), planted.Event("E-1", `assets = ["A-1", "A-1"]`), planted.Event("E-2", `assets = ["A-1"]`))
	planted.WantAll(t, "looked at", a.Coverage[0].Result, "E-1 E-2")
}
