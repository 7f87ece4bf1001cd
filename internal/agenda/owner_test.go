package agenda

import (
	"strings"
	"testing"
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
	a := judged(t, criteria35, parties,
		risk("R-1", at(3, 5)), risk("R-2", at(1, 1)), risk("R-3"), risk("R-4", at(3, 5), `status = "closed"`, "closed_on = 2026-02-01", `closed_because = "b"`),
		plan("T-1", "approved", `"R-1"`, `target = [{ risk = "R-1", likelihood = 1 }]`, "due = 2026-07-16",
			`action = [{ title = "a", due = 2026-06-14 }, { title = "b", due = 2026-06-15 }, { title = "c", due = 2026-07-15, owner = "else" }, { title = "d" }, { title = "e", done = 2026-06-15 }, { title = "f", done = 2026-06-16 }]`),
		plan("T-2", "draft", `"R-1"`, "due = 2026-12-31"),
		decision("D-1", "plan-approval", "2026-03-01", `treatments = ["T-1"]`, `proposed_by = "b"`), decision("D-2", "plan-approval", "2026-04-01", `treatments = ["T-1"]`),
	)
	owners := OwnersOf(a)
	var keys []string
	for _, o := range owners.All {
		keys = append(keys, o.Key)
	}
	wantAll(t, "owners", keys, "b board else idle o")
	o := owners.Of("o")
	var risks []string
	for _, k := range o.Risks {
		risks = append(risks, k.Record.ID)
	}
	wantAll(t, "risks: the ranked one, the open ones by level, the closed one", risks, "R-1 R-2 R-3 R-4")
	for _, n := range []struct {
		what      string
		got, want int
	}{
		{"open risks", o.OpenRisks(), 3}, {"to be treated", o.ToTreat, 1}, {"could not be judged", o.Unjudged, 1}, {"plans", len(o.Plans), 2}, {"live plans", o.LivePlans(), 1},
		{"open actions: a, b, d and f", o.OpenActions, 4}, {"without a date: d and f", len(o.Undated), 2}, {"late actions", o.LateActions, 1}, {"overdue", o.Overdue, 1},
		{"soon: the action of today; the plan is due a day too late", o.Soon, 1}, {"actions of another", owners.Of("else").OpenActions, 1}, {"soon of another", owners.Of("else").Soon, 1},
	} {
		want(t, n.what, n.got, n.want)
	}
	want(t, "next", o.Next().String(), "2026-06-15")
	wantAll(t, "groups", o.Groups, "board")
	wantAll(t, "under the board", owners.Of("board").Within, "idle")
	want(t, "a party that nothing names", owners.Of("idle").Idle(), true)
	want(t, "an owner", o.Idle(), false)
	want(t, "nobody of that name", owners.Of("x") == nil, true)
	b := owners.Of("b")
	want(t, "decisions, each once", len(b.Decisions), 2)
	want(t, "the newest first", b.Decisions[0].ID, "D-2")
}

func TestWhatFallsDueInNobodysName(t *testing.T) {
	a := judged(t, "-- content/criteria.toml --\nreview_by = 2026-06-14"+strings.TrimPrefix(criteria35, "\n-- content/criteria.toml --"), review("V-1", "2026-01-01", "next = 2026-07-15"))
	nobody := OwnersOf(a).Nobody
	want(t, "the criteria", len(nobody.Due), 1)
	want(t, "overdue", nobody.Overdue, 1)
	want(t, "the board's review", OwnersOf(a).Of("board").Soon, 1)
}

func TestRisksByPriorityAndNeed(t *testing.T) {
	// R-5 ranks before R-2 by its level; R-3 has no level, R-1 a low one, R-4 is closed.
	a := judged(t, criteria35, risk("R-1", at(1, 1)), risk("R-2", at(2, 3)), risk("R-3"), risk("R-4", at(3, 5), `status = "closed"`, "closed_on = 2026-02-01", `closed_because = "b"`), risk("R-5", at(3, 5)))
	var ids, needs []string
	for _, k := range a.ByPriority() {
		ids, needs = append(ids, k.Record.ID), append(needs, string(k.Need()))
	}
	wantAll(t, "order", ids, "R-5 R-2 R-1 R-3 R-4")
	wantAll(t, "needs", needs, "treat treat clear unjudged closed")
	ids = nil
	for _, k := range a.ByRank() {
		ids = append(ids, k.Record.ID)
	}
	wantAll(t, "by rank, then by id", ids, "R-5 R-2 R-1 R-3 R-4")
}
