package chronicle

import (
	"slices"
	"testing"
	"testing/fstest"

	"github.com/riskbook/riskbook/internal/assess"
	"github.com/riskbook/riskbook/internal/date"
	"github.com/riskbook/riskbook/internal/register"
	"github.com/riskbook/riskbook/internal/source"
)

// criteriaFrom has two steps on each scale; the level is high from a product on.
func criteriaFrom(high string) string {
	return `revision = "` + high + `"
approved_by = "board"
approved_on = 2026-01-01
likelihood = [{ value = 1, label = "1" }, { value = 2, label = "2" }]
impact = [{ value = 1, label = "1" }, { value = 2, label = "2" }]
level = [{ key = "low", label = "L", acceptance = "accept" }, { key = "high", label = "H", acceptance = "treat" }]
[matrix]
rule = "product"
thresholds = { low = 1, high = ` + high + ` }
`
}

func riskOf(likelihood string) string {
	return "+++\ntitle = \"R\"\nowner = \"o\"\nidentified = 2026-01-01\n[current]\nlikelihood = " + likelihood + "\nimpact = 2\n+++\n"
}

// judgedOn judges a register of two risks and a review as of a day.
func judgedOn(t *testing.T, day date.Date, since, criteria, first, second string) *assess.Assessment {
	t.Helper()
	tree, err := source.Read(fstest.MapFS{
		"content/riskbook.toml":  {Data: []byte("title = \"T\"\n[history]\nsince = \"" + since + "\"\n")},
		"content/criteria.toml":  {Data: []byte(criteria)},
		"content/risks/R-1.md":   {Data: []byte(first)},
		"content/risks/R-2.md":   {Data: []byte(second)},
		"content/reviews/V-1.md": {Data: []byte("+++\ntitle = \"V\"\non = 2026-02-10\nfactor = \"internal\"\ntrigger = \"periodic\"\nby = \"o\"\noutcome = \"keep\"\n+++\n")},
	})
	if err != nil {
		t.Fatal(err)
	}
	r := register.Understand(tree)
	if len(r.Faults) > 0 {
		t.Fatal(r.Faults)
	}
	return assess.Assess(r, day)
}

// TestTheStateThatIsComparedWith goes through what the settings may name.
func TestTheStateThatIsComparedWith(t *testing.T) {
	days := []date.Date{date.Of(2026, 1, 5), date.Of(2026, 2, 9), date.Of(2026, 3, 1), date.Of(2026, 5, 20)}
	for _, test := range []struct {
		since string
		state int
		kind  SinceKind
		of    string
	}{
		{"review", 1, SinceReview, "V-1"}, // the last state dated no later than it
		{"tag", 2, SinceTag, "q1"},
		{"90d", 2, SinceDay, ""},
		{"20d", 3, SinceDay, ""},
		{"2026-02-08", 0, SinceDay, ""},
		{"2026-01-01", -1, SinceDay, ""},
	} {
		b := NewBuilder("d", false, false)
		var last *assess.Assessment
		for i, day := range days {
			last = judgedOn(t, day, test.since, criteriaFrom("4"), riskOf("1"), riskOf("2"))
			s := State{Commit: string(rune('a' + i)), On: day}
			if i == 2 {
				s.Tags = []string{"q1"}
			}
			b.Add(s, last)
		}
		now := judgedOn(t, date.Of(2026, 6, 15), test.since, criteriaFrom("4"), riskOf("1"), riskOf("2"))
		state, s := b.Choose(now)
		if state != test.state || s.Kind != test.kind || s.Of != test.of {
			t.Errorf("since %s: state %d by %s %s, not %d by %s %s", test.since, state, s.Kind, s.Of, test.state, test.kind, test.of)
		}
	}
}

// TestNothingIsBetterByItsCriteria lowers levels by the criteria alone, then one by a rating.
func TestNothingIsBetterByItsCriteria(t *testing.T) {
	then := judgedOn(t, date.Of(2026, 1, 5), "90d", criteriaFrom("2"), riskOf("1"), riskOf("1"))
	for _, test := range []struct {
		name               string
		criteria, second   string
		better, byCriteria []string
	}{
		{"criteria alone", criteriaFrom("4"), riskOf("1"), nil, []string{"R-1", "R-2"}},
		{"nothing", criteriaFrom("2"), riskOf("1"), nil, nil},
	} {
		b := NewBuilder("b", false, false)
		b.Add(State{Commit: "a", On: then.AsOf}, then)
		now := judgedOn(t, date.Of(2026, 6, 15), "90d", test.criteria, riskOf("1"), test.second)
		b.Add(State{Commit: "b", On: now.AsOf}, now)
		state, s := b.Choose(now)
		b.Compare(state, s, then, now)
		since := b.Chronicle.Since
		if !slices.Equal(since.Better, test.better) || !slices.Equal(since.ByCriteria, test.byCriteria) || len(since.Worse) > 0 || since.Recriteria != (test.byCriteria != nil) {
			t.Errorf("%s: better %v, by the criteria %v, worse %v; criteria others: %t", test.name, since.Better, since.ByCriteria, since.Worse, since.Recriteria)
		}
	}

	high := judgedOn(t, date.Of(2026, 1, 5), "90d", criteriaFrom("4"), riskOf("2"), riskOf("1"))
	b := NewBuilder("b", false, false)
	b.Add(State{Commit: "a", On: high.AsOf}, high)
	now := judgedOn(t, date.Of(2026, 6, 15), "90d", criteriaFrom("4"), riskOf("1"), riskOf("2"))
	b.Add(State{Commit: "b", On: now.AsOf}, now)
	state, s := b.Choose(now)
	b.Compare(state, s, high, now)
	if since := b.Chronicle.Since; !slices.Equal(since.Better, []string{"R-1"}) || !slices.Equal(since.Worse, []string{"R-2"}) || len(since.ByCriteria) > 0 {
		t.Errorf("by ratings: better %v, worse %v, by the criteria %v", since.Better, since.Worse, since.ByCriteria)
	}
}
