package compare

import (
	"reflect"
	"slices"
	"testing"

	"github.com/riskbook/riskbook/internal/assess"
	"github.com/riskbook/riskbook/internal/date"
	"github.com/riskbook/riskbook/internal/register"
	"github.com/riskbook/riskbook/internal/source"
)

// each calls with every field of a struct that is another than in the struct given, one at a time.
func each[T any](t *testing.T, of T, left []string, call func(name string, other T)) {
	t.Helper()
	for i := range reflect.TypeOf(of).NumField() {
		name := reflect.TypeOf(of).Field(i).Name
		if slices.Contains(left, name) {
			continue
		}
		other := of
		v := reflect.ValueOf(&other).Elem().Field(i)
		switch x := v.Addr().Interface().(type) {
		case *date.Date:
			*x = date.Of(2031, 1, 1)
		case **int:
			one := 7
			*x = &one
		case **float64:
			one := 7.0
			*x = &one
		case *bool:
			*x = !*x
		case *int:
			*x += 7
		case *Rating:
			x.Level += "+"
		case **Acceptance:
			*x = &Acceptance{Decision: "D-7"}
		case *[]assess.Reason:
			*x = append(slices.Clone(*x), "another")
		case *[]string:
			*x = append(slices.Clone(*x), "X-7")
		case *[]Target:
			*x = append(slices.Clone(*x), Target{Risk: "X-7"})
		case *register.Cost:
			x.Annual += 7
		default:
			if v.Kind() != reflect.String {
				t.Fatalf("%s: nobody knows another %s", name, v.Type())
			}
			v.SetString(v.String() + "+")
		}
		call(name, other)
	}
}

// Two standings are alike where nothing of them differs, whatever it is: each field by itself makes a difference, in both directions.
func TestEveryFieldOfAStandingMakesADifference(t *testing.T) {
	three, loss := 3, 5.0
	c := &comparer{newID: map[string]string{}}
	rating := Rating{Likelihood: &three, Impact: &three, Level: "high"}
	each(t, rating, nil, func(name string, other Rating) {
		if rating.Equal(other) || other.Equal(rating) {
			t.Errorf("ratings are equal though %s is another", name)
		}
	})
	acceptance := Acceptance{"D-1", assess.InForce, true, date.Of(2027, 1, 31)}
	each(t, acceptance, nil, func(name string, other Acceptance) {
		if sameAcceptance(c, &acceptance, &other) || sameAcceptance(c, &other, &acceptance) {
			t.Errorf("acceptances are the same though %s is another", name)
		}
	})
	for _, s := range []Standing{
		{ID: "R-1"},
		{ID: "R-1", Inherent: rating, Now: rating, Projected: rating, Outcome: assess.Accepted, Reasons: []assess.Reason{"level"}, Acceptance: &acceptance, Plans: []string{"T-1"}, Option: "modify", ExpectedLoss: &loss, ProjectedLoss: &loss},
	} {
		again := s
		if !c.alike(&s, &again) {
			t.Error("a standing differs from itself")
		}
		each(t, s, []string{"ID", "Rank", "Controls"}, func(name string, other Standing) {
			if c.alike(&s, &other) || c.alike(&other, &s) {
				t.Errorf("standings are alike though %s is another", name)
			}
		})
		other := s
		if other.Rank, other.Controls = 7, []ControlState{{"C-7", "planned"}}; !c.alike(&s, &other) {
			t.Error("a rank or a control makes a difference by itself")
		}
		other = s
		other.ID = "R-2"
		if c.alike(&s, &other) || c.alike(&s, nil) || c.alike(nil, &s) {
			t.Error("another risk, or none, stands alike")
		}
		if renamed := (&comparer{newID: map[string]string{"R-1": "R-2"}}); !renamed.alike(&s, &other) || renamed.alike(&other, &s) {
			t.Error("a new name makes a difference, or an old one none")
		}
	}
}

func TestEveryFieldOfAPlanMakesADifference(t *testing.T) {
	three := 3
	c := &comparer{newID: map[string]string{}}
	target := Target{Risk: "R-1", Likelihood: &three, Impact: &three, Level: "low"}
	plan := PlanStanding{ID: "T-1", Status: "approved", Due: date.Of(2027, 1, 1), Done: 1, Total: 2, Risks: []string{"R-1"}, Targets: []Target{target}}
	again := plan
	if !samePlan(c, &plan, &again) {
		t.Error("a plan differs from itself")
	}
	each(t, plan, nil, func(name string, other PlanStanding) {
		if samePlan(c, &plan, &other) || samePlan(c, &other, &plan) {
			t.Errorf("plans are the same though %s is another", name)
		}
	})
	each(t, target, nil, func(name string, other Target) {
		changed := plan
		changed.Targets = []Target{other}
		if samePlan(c, &plan, &changed) || samePlan(c, &changed, &plan) {
			t.Errorf("plans are the same though %s of a target is another", name)
		}
	})
	renamed := &comparer{newID: map[string]string{"R-1": "R-9", "T-1": "T-9"}}
	now := PlanStanding{ID: "T-9", Status: "approved", Due: date.Of(2027, 1, 1), Done: 1, Total: 2, Risks: []string{"R-2", "R-9"}, Targets: []Target{{Risk: "R-2"}, target}}
	now.Targets[1].Risk = "R-9"
	was := plan
	was.Risks, was.Targets = []string{"R-1", "R-2"}, []Target{target, {Risk: "R-2"}}
	if !samePlan(renamed, &was, &now) {
		t.Error("new names of a plan and of its risks make a difference")
	}
	if was.Targets[0].Risk != "R-1" || was.Risks[0] != "R-1" {
		t.Error("comparing changed what was compared")
	}
}

// The facts of a record are its fields one by one: of a list of tables those of each, an empty list as one.
func TestWhatARecordStates(t *testing.T) {
	s := judged(t, with(base, map[string]string{"treatments/T-1.md": "+++\ntitle = \"堤防\"\ntags = []\nlinks = []\nrisks = [\"R-1\", \"R-2\"]\noption = \"modify\"\ncost = { initial = 5 }\n[[target]]\nrisk = \"R-2\"\nlikelihood = 1\n[[action]]\ntitle = \"a\"\ndue = 2027-01-01\n[[action]]\ndone = 2026-01-01\n[extra]\nx = 1\n+++\n一行\n\n 二行 \n"}))
	kind := register.KindOf("treatments")
	c := &comparer{fields: map[*register.Kind][]register.Field{}}
	var record *source.Record
	for _, e := range s.Assessment.Register.List(kind) {
		record = e.Of().Source
	}
	got := sayingsOf(c, kind, record, "ja")
	want := map[string]string{
		"tags": "[]", "links": "[]", "risks": "[R-1 R-2]", "option": "modify", "cost.initial": "5", "target[R-2].risk": "R-2", "target[R-2].likelihood": "1", "action[0].due": "2027-01-01", "action[1].done": "2026-01-01",
	}
	if !reflect.DeepEqual(got.facts, want) {
		t.Errorf("facts %v", got.facts)
	}
	for _, word := range []string{".option=modify", ".risks=R-1", ".risks=R-2", ".action.due=2027-01-01", ".extra.x=1"} {
		if !slices.Contains(got.words, word) {
			t.Errorf("%s is not among the words %q", word, got.words)
		}
	}
	if len(got.words) != 13 || !slices.Contains(got.words, "二行") || !slices.Contains(got.words, "一行") || slices.Contains(got.words, "") || !slices.IsSorted(got.words) {
		t.Errorf("words %q", got.words)
	}
	if !reflect.DeepEqual(got.titles, map[string]string{"ja": "堤防"}) {
		t.Errorf("titles %v", got.titles)
	}
}

// What a reader must not miss comes first.
func TestTheGravestComesFirst(t *testing.T) {
	treated, fine := &Standing{Outcome: assess.NeedsTreatment, Reasons: []assess.Reason{"level"}}, &Standing{Outcome: assess.Acceptable}
	closed, provisional := &Standing{Outcome: assess.Closed}, &Standing{Outcome: assess.Acceptable, Uncounted: "provisional"}
	again := &Standing{RateAgain: true}
	for _, c := range []struct {
		name string
		risk Risk
		want int
	}{
		{"newly to be treated", Risk{Before: fine, After: treated}, 4},
		{"new, and to be treated", Risk{After: treated}, 4},
		{"open again, and to be treated", Risk{Before: closed, After: treated}, 4},
		{"newly to be treated, at a lower level", Risk{Before: fine, After: treated, Direction: -1}, 4},
		{"counts no longer", Risk{Before: fine, After: provisional}, 4},
		{"a higher level", Risk{Before: treated, After: treated, Direction: 1}, 3},
		{"a control that does less", Risk{Before: fine, After: fine, Controls: []ControlChange{{"C-1", "in-place", "planned"}}, ControlsOnly: true}, 3},
		{"a control that does more", Risk{Before: fine, After: fine, Controls: []ControlChange{{"C-1", "planned", "in-place"}}, ControlsOnly: true}, 2},
		{"something else", Risk{Before: treated, After: treated}, 2},
		{"new, and acceptable", Risk{After: fine}, 2},
		{"to be rated again", Risk{Before: treated, After: again}, 2},
		{"counts now", Risk{Before: provisional, After: fine}, 2},
		{"a lower level", Risk{Before: treated, After: treated, Direction: -1}, 1},
		{"no longer to be treated", Risk{Before: treated, After: fine}, 1},
		{"gone", Risk{Before: treated}, 1},
		{"its rank alone", Risk{Before: treated, After: treated, RankOnly: true}, 0},
	} {
		if got := c.risk.gravity(); got != c.want {
			t.Errorf("%s: %d, want %d", c.name, got, c.want)
		}
	}
}

func TestControlsThatDoLess(t *testing.T) {
	order := []string{"", "retired", "planned", "partial", "in-place"}
	for i, before := range order {
		for k, after := range order {
			if got := (ControlChange{"C-1", before, after}).Weaker(); got != (k < i) {
				t.Errorf("from %q to %q: %t", before, after, got)
			}
		}
	}
}
