package assess

import (
	"fmt"
	"strings"
	"testing"
)

func TestLevelIsTheMatrixCell(t *testing.T) {
	rows := []string{"low low low middle middle", "low low middle middle high", "low middle middle high high"}
	for i, row := range rows {
		for k, key := range strings.Fields(row) {
			values := fmt.Sprintf("{ likelihood = %d, impact = %d }", i+1, k+1)
			a := judged(t, criteria35,
				risk("R-1", "inherent = { likelihood = 3, impact = 5 }", at(i+1, k+1)),
				risk("R-2", "inherent = "+values, at(1, 1)),
				risk("R-3", at(3, 5)),
				plan("T-1", "approved", `"R-3"`, fmt.Sprintf(`target = [{ risk = "R-3", likelihood = %d, impact = %d }]`, i+1, k+1)))
			cell := fmt.Sprintf("%d %d %s", i+1, k+1, key)
			want(t, "now", showRating(a, a.Risk("R-1").Now), cell)
			want(t, "inherent", showRating(a, a.Risk("R-2").Inherent), cell)
			want(t, "projected", showRating(a, a.Risk("R-3").Projected), cell)
		}
	}
}

// The products from 1 to 15 with the lowest product of each level: low from 1, middle from 5, high from 10.
func TestProductRuleGivesTheHighestLevelReached(t *testing.T) {
	criteria := criteria35[:strings.Index(criteria35, "matrix.rows")] + "matrix = { rule = \"product\", thresholds = { low = 1, middle = 5, high = 10 } }\n"
	for cell, key := range map[[2]int]string{{1, 1}: "low", {2, 2}: "low", {1, 5}: "middle", {3, 3}: "middle", {2, 5}: "high", {3, 4}: "high", {3, 5}: "high"} {
		a := judged(t, criteria, risk("R-1", at(cell[0], cell[1])))
		want(t, fmt.Sprint(cell), showRating(a, a.Risk("R-1").Now), fmt.Sprintf("%d %d %s", cell[0], cell[1], key))
	}
}

func TestImpactIsTheLargestOfImpacts(t *testing.T) {
	a := judged(t, criteria35,
		risk("R-1", "current = { likelihood = 3, impacts = { service = 2, finance = 4 } }"),
		risk("R-2", "current = { likelihood = 3, impacts = { service = 3, finance = 1 } }"),
		risk("R-3", "current = { likelihood = 3, impact = 5 }"),
		plan("T-1", "approved", `"R-3"`, `target = [{ risk = "R-3", impacts = { service = 1, finance = 2 } }]`))
	want(t, "R-1", showRating(a, a.Risk("R-1").Now), "3 4 high")
	want(t, "R-2", showRating(a, a.Risk("R-2").Now), "3 3 middle")
	want(t, "R-3", showRating(a, a.Risk("R-3").Projected), "3 2 middle")
}

// Without a current analysis the inherent one stands in; a current one that lacks a value is unanalysed.
func TestInherentStandsInForAMissingCurrent(t *testing.T) {
	inherent := "inherent = { likelihood = 3, impact = 4 }"
	a := judged(t, criteria35,
		risk("R-1", inherent),
		risk("R-2", inherent, "current = { likelihood = 1 }"),
		risk("R-3", inherent, "current = { impact = 1 }"),
		risk("R-4", inherent, at(2, 2)),
		risk("R-5", "current = { likelihood = 2 }"),
		risk("R-6", "inherent = { impact = 4 }", "current = { likelihood = 2 }"))
	for id, now := range map[string]string{
		"R-1": "3 4 high", "R-2": "1 - -", "R-3": "- 1 -", "R-4": "2 2 low", "R-5": "2 - -", "R-6": "2 - -",
	} {
		want(t, id, showRating(a, a.Risk(id).Now), now)
	}
	want(t, "inherent of R-6", showRating(a, a.Risk("R-6").Inherent), "- 4 -")
}

// The handbook's example: rows [low low medium] [low medium high] [medium high high].
func TestExampleScalesServeWithoutCriteria(t *testing.T) {
	rows := []string{"low low medium", "low medium high", "medium high high"}
	for i, row := range rows {
		for k, key := range strings.Fields(row) {
			a := judged(t, risk("R-1", at(i+1, k+1)))
			want(t, "now", showRating(a, a.Risk("R-1").Now), fmt.Sprintf("%d %d %s", i+1, k+1, key))
			wantAll(t, "reasons", a.Risk("R-1").Reasons, "")
		}
	}
}

func TestValueThatIsNotOnItsScaleHasNoLevel(t *testing.T) {
	r := understand(t, criteria35, risk("R-1", at(4, 5)), risk("R-2", at(3, 0)))
	a := Assess(r, today)
	for _, id := range []string{"R-1", "R-2"} {
		k := a.Risk(id)
		want(t, id+" level", k.Now.Level, -1)
		wantAll(t, id+" reasons", k.Reasons, "")
		want(t, id+" suggested", k.Suggested, "")
	}
	want(t, "without level", a.Summary.ByLevel.Now[3], 2)
}
