package check

import "testing"

func TestExcerptShowsOnlyWhatDiffers(t *testing.T) {
	rule := &Rule{
		Failing: "a.md:2:1\n-- a.md --\n+++\nx\n-- b.md --\nsame\n-- c.md --\nonly here\n",
		Passing: "-- a.md --\n+++\ny\n-- b.md --\nsame\n",
	}
	failing, passing := rule.Excerpt()
	if want := "-- a.md --\n+++\nx\n-- c.md --\nonly here"; failing != want {
		t.Errorf("failing: %q, want %q", failing, want)
	}
	if want := "-- a.md --\n+++\ny"; passing != want {
		t.Errorf("passing: %q, want %q", passing, want)
	}
}

func TestEveryRuleHasAnExcerpt(t *testing.T) {
	for _, rule := range Rules {
		if failing, _ := rule.Excerpt(); failing == "" {
			t.Errorf("%s: the failing example holds nothing that the passing one lacks", rule.Name)
		}
	}
}
