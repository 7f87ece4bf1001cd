package agenda

import (
	"strings"
	"testing"

	"github.com/riskbook/riskbook/internal/planted"
)

const parties = `
-- content/parties.toml --
o = { title = "O", kind = "person" }
b = { title = "B", kind = "person" }
else = { title = "E", kind = "person" }
board = { title = "Board", kind = "committee", members = ["o"] }
idle = { title = "I", kind = "department", parent = "board" }
`

// The as-of date is 2026-06-15: what falls due by 2026-07-15 is soon.
func TestWhatAnOwnerAnswersFor(t *testing.T) {
	a := judged(t, planted.Criteria, parties,
		planted.Risk("R-1", planted.At(3, 5)), planted.Risk("R-2", planted.At(1, 1)), planted.Risk("R-3"), planted.Risk("R-4", planted.At(3, 5), `status = "closed"`, "closed_on = 2026-02-01", `closed_because = "b"`),
		planted.Plan("T-1", "approved", `"R-1"`, `target = [{ risk = "R-1", likelihood = 1 }]`, "due = 2026-07-16",
			`action = [{ title = "a", due = 2026-06-14 }, { title = "b", due = 2026-06-15 }, { title = "c", due = 2026-07-15, owner = "else" }, { title = "d" }, { title = "e", done = 2026-06-15 }, { title = "f", done = 2026-06-16 }]`),
		planted.Plan("T-2", "draft", `"R-1"`, "due = 2026-12-31"),
		planted.Decision("D-1", "plan-approval", "2026-03-01", `treatments = ["T-1"]`, `proposed_by = "b"`), planted.Decision("D-2", "plan-approval", "2026-04-01", `treatments = ["T-1"]`),
	)
	owners := OwnersOf(a)
	var keys []string
	for _, o := range owners.All {
		keys = append(keys, o.Key)
	}
	planted.WantAll(t, "owners", keys, "b board else idle o")
	o := owners.Of("o")
	var risks []string
	for _, k := range o.Risks {
		risks = append(risks, k.Record.ID)
	}
	planted.WantAll(t, "risks: the ranked one, the open ones by level, the closed one", risks, "R-1 R-2 R-3 R-4")
	for _, n := range []struct {
		what      string
		got, want int
	}{
		{"open risks", o.OpenRisks(), 3}, {"to be treated", o.ToTreat, 1}, {"could not be judged", o.Unjudged, 1}, {"plans", len(o.Plans), 2}, {"live plans", o.LivePlans(), 1},
		{"open actions: a, b, d and f", o.OpenActions, 4}, {"without a date: d and f", len(o.Undated), 2}, {"late actions", o.LateActions, 1}, {"overdue", o.Overdue, 1},
		{"soon: the action of today; the plan is due a day too late", o.Soon, 1}, {"actions of another", owners.Of("else").OpenActions, 1}, {"soon of another", owners.Of("else").Soon, 1},
	} {
		planted.Want(t, n.what, n.got, n.want)
	}
	planted.Want(t, "next", o.Next().String(), "2026-06-15")
	planted.WantAll(t, "groups", o.Groups, "board")
	planted.WantAll(t, "under the board", owners.Of("board").Within, "idle")
	planted.Want(t, "a party that nothing names", owners.Of("idle").Idle(), true)
	planted.Want(t, "an owner", o.Idle(), false)
	planted.Want(t, "nobody of that name", owners.Of("x") == nil, true)
	b := owners.Of("b")
	planted.Want(t, "decisions, each once", len(b.Decisions), 2)
	planted.Want(t, "the newest first", b.Decisions[0].ID, "D-2")
}

func TestWhatFallsDueInNobodysName(t *testing.T) {
	a := judged(t, "-- content/criteria.toml --\nreview_by = 2026-06-14"+strings.TrimPrefix(planted.Criteria, "\n-- content/criteria.toml --"), planted.Review("V-1", "2026-01-01", "next = 2026-07-15"))
	nobody := OwnersOf(a).Nobody
	planted.Want(t, "the criteria", len(nobody.Due), 1)
	planted.Want(t, "overdue", nobody.Overdue, 1)
	planted.Want(t, "the board's review", OwnersOf(a).Of("board").Soon, 1)
}

func TestRisksByPriorityAndNeed(t *testing.T) {
	// R-5 ranks before R-2 by its level; R-3 has no level, R-1 a low one, R-4 is closed.
	a := judged(t, planted.Criteria, planted.Risk("R-1", planted.At(1, 1)), planted.Risk("R-2", planted.At(2, 3)), planted.Risk("R-3"), planted.Risk("R-4", planted.At(3, 5), `status = "closed"`, "closed_on = 2026-02-01", `closed_because = "b"`), planted.Risk("R-5", planted.At(3, 5)))
	var ids, needs []string
	for _, k := range a.ByPriority() {
		ids, needs = append(ids, k.Record.ID), append(needs, string(k.Need()))
	}
	planted.WantAll(t, "order", ids, "R-5 R-2 R-1 R-3 R-4")
	planted.WantAll(t, "needs", needs, "treat treat clear unjudged closed")
	ids = nil
	for _, k := range a.ByRank() {
		ids = append(ids, k.Record.ID)
	}
	planted.WantAll(t, "by rank, then by id", ids, "R-5 R-2 R-1 R-3 R-4")
}
