package desk

import (
	"github.com/riskbook/riskbook/internal/assess"
	"github.com/riskbook/riskbook/internal/part"
)

// mostRevisits is how many risks are listed on the page of one review, fewRevisits how many beside others; mostChanged is how many reviews are.
const (
	mostRevisits = 100
	fewRevisits  = 20
	MostChanged  = 50
)

// revisits are what the reviews that found external factors changed ask for, worked out once for all pages and languages: every review may concern every risk.
type revisits struct {
	Of   map[string]Revisit // by id of the review
	open int                // risks that are to be revisited by any of them
}

// Revisit is what one review asks for. Of a review of the whole register only the risks without an outcome are listed.
type Revisit struct {
	Listed             []assess.Revisited // the first of them
	Open               []assess.Revisited // the first of those without an outcome
	Total, Left, Shown int                // risks asked for, without an outcome, to be listed
}

func newRevisits(a *assess.Assessment) *revisits {
	x := &revisits{Of: map[string]Revisit{}}
	open := map[*assess.Risk]bool{}
	for _, r := range assess.Changed(a) {
		var v Revisit
		for _, k := range assess.Revisit(a, r) {
			v.Total++
			if k.Open() {
				open[k.Risk] = true
				if v.Left++; v.Left <= fewRevisits {
					v.Open = append(v.Open, k)
				}
			}
			if k.Open() || len(r.Scope) > 0 {
				if v.Shown++; v.Shown <= mostRevisits {
					v.Listed = append(v.Listed, k)
				}
			}
		}
		x.Of[r.ID] = v
	}
	x.open = len(open)
	return x
}

// RevisitTotal says how many risks are still to be revisited, with the way to their list; nothing where there is none.
func RevisitTotal(v *Desk, path string) part.Part {
	if !v.Register.Config.Process.Adopts("6.2") {
		return nil // a step that is not adopted demands nothing
	}
	open := v.Index.Revisits().open
	if open == 0 {
		return nil
	}
	return Join(" ", part.Words(v.Say("revisitTotal", "n", open)), v.PageLink(path, "reviews.html#revisit", v.Words["revisitHead"]))
}
