package assess

import (
	"fmt"
	"strings"
	"testing"

	"github.com/riskbook/riskbook/internal/planted"
)

func TestLevelIsTheMatrixCell(t *testing.T) {
	rows := []string{"low low low middle middle", "low low middle middle high", "low middle middle high high"}
	for i, row := range rows {
		for k, key := range strings.Fields(row) {
			values := fmt.Sprintf("{ likelihood = %d, impact = %d }", i+1, k+1)
			a := judged(t, planted.Criteria,
				planted.Risk("R-1", "inherent = { likelihood = 3, impact = 5 }", planted.At(i+1, k+1)),
				planted.Risk("R-2", "inherent = "+values, planted.At(1, 1)),
				planted.Risk("R-3", planted.At(3, 5)),
				planted.Plan("T-1", "approved", `"R-3"`, fmt.Sprintf(`target = [{ risk = "R-3", likelihood = %d, impact = %d }]`, i+1, k+1)))
			cell := fmt.Sprintf("%d %d %s", i+1, k+1, key)
			planted.Want(t, "now", showRating(a, a.Risk("R-1").Now), cell)
			planted.Want(t, "inherent", showRating(a, a.Risk("R-2").Inherent), cell)
			planted.Want(t, "projected", showRating(a, a.Risk("R-3").Projected), cell)
		}
	}
}

// The products from 1 to 15 with the lowest product of each level: low from 1, middle from 5, high from 10.
func TestProductRuleGivesTheHighestLevelReached(t *testing.T) {
	criteria := planted.Criteria[:strings.Index(planted.Criteria, "matrix.rows")] + "matrix = { rule = \"product\", thresholds = { low = 1, middle = 5, high = 10 } }\n"
	for cell, key := range map[[2]int]string{{1, 1}: "low", {2, 2}: "low", {1, 5}: "middle", {3, 3}: "middle", {2, 5}: "high", {3, 4}: "high", {3, 5}: "high"} {
		a := judged(t, criteria, planted.Risk("R-1", planted.At(cell[0], cell[1])))
		planted.Want(t, fmt.Sprint(cell), showRating(a, a.Risk("R-1").Now), fmt.Sprintf("%d %d %s", cell[0], cell[1], key))
	}
}

func TestImpactIsTheLargestOfImpacts(t *testing.T) {
	a := judged(t, planted.Criteria,
		planted.Risk("R-1", "current = { likelihood = 3, impacts = { service = 2, finance = 4 } }"),
		planted.Risk("R-2", "current = { likelihood = 3, impacts = { service = 3, finance = 1 } }"),
		planted.Risk("R-3", "current = { likelihood = 3, impact = 5 }"),
		planted.Plan("T-1", "approved", `"R-3"`, `target = [{ risk = "R-3", impacts = { service = 1, finance = 2 } }]`))
	planted.Want(t, "R-1", showRating(a, a.Risk("R-1").Now), "3 4 high")
	planted.Want(t, "R-2", showRating(a, a.Risk("R-2").Now), "3 3 middle")
	planted.Want(t, "R-3", showRating(a, a.Risk("R-3").Projected), "3 2 middle")
}

// Without a current analysis the inherent one stands in; a current one that lacks a value is unanalysed.
func TestInherentStandsInForAMissingCurrent(t *testing.T) {
	inherent := "inherent = { likelihood = 3, impact = 4 }"
	a := judged(t, planted.Criteria,
		planted.Risk("R-1", inherent),
		planted.Risk("R-2", inherent, "current = { likelihood = 1 }"),
		planted.Risk("R-3", inherent, "current = { impact = 1 }"),
		planted.Risk("R-4", inherent, planted.At(2, 2)),
		planted.Risk("R-5", "current = { likelihood = 2 }"),
		planted.Risk("R-6", "inherent = { impact = 4 }", "current = { likelihood = 2 }"))
	for id, now := range map[string]string{
		"R-1": "3 4 high", "R-2": "1 - -", "R-3": "- 1 -", "R-4": "2 2 low", "R-5": "2 - -", "R-6": "2 - -",
	} {
		planted.Want(t, id, showRating(a, a.Risk(id).Now), now)
	}
	planted.Want(t, "inherent of R-6", showRating(a, a.Risk("R-6").Inherent), "- 4 -")
}

// The handbook's example: rows [low low medium] [low medium high] [medium high high].
func TestExampleScalesServeWithoutCriteria(t *testing.T) {
	rows := []string{"low low medium", "low medium high", "medium high high"}
	for i, row := range rows {
		for k, key := range strings.Fields(row) {
			a := judged(t, planted.Risk("R-1", planted.At(i+1, k+1)))
			planted.Want(t, "now", showRating(a, a.Risk("R-1").Now), fmt.Sprintf("%d %d %s", i+1, k+1, key))
			planted.WantAll(t, "reasons", a.Risk("R-1").Reasons, "")
		}
	}
}

func TestValueThatIsNotOnItsScaleHasNoLevel(t *testing.T) {
	r := planted.Register(t, planted.Criteria, planted.Risk("R-1", planted.At(4, 5)), planted.Risk("R-2", planted.At(3, 0)))
	a := Assess(r, planted.Today)
	for _, id := range []string{"R-1", "R-2"} {
		k := a.Risk(id)
		planted.Want(t, id+" level", k.Now.Level, -1)
		planted.WantAll(t, id+" reasons", k.Reasons, "")
		planted.Want(t, id+" suggested", k.Suggested, "")
	}
	planted.Want(t, "without level", a.Summary.ByLevel.Now[3], 2)
}
