package assess

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/riskbook/riskbook/internal/planted"
)

// order writes the ranked risks as id:rankedBy.
func order(a *Assessment) string {
	ranked := slices.DeleteFunc(slices.Clone(a.Risks), func(k *Risk) bool { return k.Rank == 0 })
	slices.SortFunc(ranked, func(x, y *Risk) int { return cmp.Compare(x.Rank, y.Rank) })
	var words []string
	for i, k := range ranked {
		if k.Rank != i+1 {
			return fmt.Sprintf("rank %d at place %d", k.Rank, i+1)
		}
		words = append(words, k.Record.ID+":"+string(k.RankedBy))
	}
	return strings.Join(words, " ")
}

// Every pair of neighbours differs in the key that is written behind the later one, and by the keys before it not at all. All levels but R-9's are high.
//
//	R-b  pinned at 2
//	R-a  pinned at 3, otherwise like R-b
//	R-8  high, 3 and 5 (weights 3 + 2)
//	R-7  high, 3 and 5 (weights 2 + 2)
//	R-6  high, 3 and 4 (weights 2 + 2)
//	R-5  high, 2 and 5 would be above R-6 by its impact, so it comes before it
//	R-4  like R-6 with a loss of 10 instead of 40; what else is like them has figures too, so that the loss counts
//	R-9  middle, without an acceptance
func TestRankFollowsTheKeysInTurn(t *testing.T) {
	const two, three = `viewpoints = ["trust", "value"]`, `viewpoints = ["value", "legal"]`
	a := judged(t, planted.Criteria,
		planted.Risk("R-a", planted.At(3, 5), two, `priority = { rank = 3, reason = "r" }`), planted.Risk("R-b", planted.At(3, 5), two, `priority = { rank = 2, reason = "r" }`),
		planted.Risk("R-8", planted.At(3, 5), three), planted.Risk("R-7", planted.At(3, 5), two), planted.Risk("R-5", planted.At(2, 5), two), planted.Risk("R-6", planted.At(3, 4), two, "quantitative = { frequency = 2, loss = { low = 20, mode = 20, high = 20 } }"),
		planted.Risk("R-4", planted.At(3, 4), two, "quantitative = { frequency = 1, loss = { low = 10, mode = 10, high = 10 } }"),
		planted.Risk("R-3", planted.At(3, 4), two, "quantitative = { frequency = 1, loss = { low = 10, mode = 10, high = 10 } }"), planted.Risk("R-9", planted.At(1, 5), three))
	planted.Want(t, "order", order(a), "R-b:pin R-a:pin R-8:pin R-7:viewpoints R-5:likelihood R-6:impact R-3:loss R-4:id R-9:level")
}

// Nobody estimated R-2: that is not a loss of nothing, so the loss sets none of those that tie with it apart. tie with each other alone.
func TestTheLossCountsOnlyWhereEveryRiskThatTiesHasOne(t *testing.T) {
	loss := func(yen int) string {
		return fmt.Sprintf("quantitative = { frequency = 1, loss = { low = %[1]d, mode = %[1]d, high = %[1]d } }", yen)
	}
	a := judged(t, planted.Criteria, planted.Risk("R-1", planted.At(3, 4), loss(1)), planted.Risk("R-2", planted.At(3, 4)), planted.Risk("R-3", planted.At(3, 4), loss(9)),
		planted.Risk("R-5", planted.At(3, 5), loss(1)), planted.Risk("R-6", planted.At(3, 5), loss(9)))
	planted.Want(t, "order", order(a), "R-6:loss R-5:loss R-1:impact R-2:id R-3:id")
}

func TestRankOneIsRankedByWhatPartsItFromTheOneBelow(t *testing.T) {
	a := judged(t, planted.Criteria, planted.Risk("R-1", planted.At(2, 5)), planted.Risk("R-2", planted.At(1, 4)))
	planted.Want(t, "order", order(a), "R-1:level R-2:level")
}

func TestTheOnlyRankedRiskIsRankedByNothing(t *testing.T) {
	a := judged(t, planted.Criteria, planted.Risk("R-1", planted.At(2, 5)), planted.Risk("R-2", planted.At(1, 1)))
	planted.Want(t, "order", order(a), "R-1:")
}

func TestOnlyOutcomesThatWantTreatmentAreRanked(t *testing.T) {
	a := judged(t, planted.Criteria,
		planted.Risk("R-1", `status = "closed"`, planted.At(3, 5), `priority = { rank = 1, reason = "r" }`), planted.Risk("R-2", "current = { likelihood = 3 }"), planted.Risk("R-3", planted.At(1, 1)),
		planted.Risk("R-4", planted.At(2, 3)), planted.Acceptance("D-1", "2026-03-01", "2026-12-31", `"R-4"`, 2, 3),
		planted.Risk("R-5", planted.At(3, 3)), planted.Plan("T-5", "approved", `"R-5"`, `target = [{ risk = "R-5", likelihood = 1 }]`),
		planted.Risk("R-6", planted.At(3, 4)), planted.Plan("T-6", "approved", `"R-6"`), planted.Risk("R-7", planted.At(3, 5)))
	planted.Want(t, "order", order(a), "R-7:impact R-6:impact R-5:level")
}

// Equal pins tie, so that the level decides; a closed risk's pin takes no rank away.
func TestEqualPinsTie(t *testing.T) {
	a := judged(t, planted.Criteria, planted.Risk("R-1", planted.At(1, 4), `priority = { rank = 1, reason = "r" }`), planted.Risk("R-2", planted.At(3, 5), `priority = { rank = 1, reason = "r" }`))
	planted.Want(t, "order", order(a), "R-2:level R-1:level")
}

func TestIDsAreRankedByteByByte(t *testing.T) {
	a := judged(t, planted.Criteria, planted.Risk("R-10", planted.At(3, 5)), planted.Risk("R-9", planted.At(3, 5)), planted.Risk("r-1", planted.At(3, 5)))
	planted.Want(t, "order", order(a), "R-10:id R-9:id r-1:id")
}

func TestRisksThatNeedJudgementAreNotRanked(t *testing.T) {
	a := judged(t, planted.Risk("R-1", planted.At(3, 3)), planted.Risk("R-2", planted.At(1, 1)), planted.Judgement("D-1", "2026-03-01", "treat", `"R-2"`))
	planted.Want(t, "order", order(a), "R-2:")
}

// Somebody has begun to pin R-2 and has not said to which rank.
func TestAPinWithoutARankPinsNothing(t *testing.T) {
	a := Assess(planted.Register(t, planted.Criteria, planted.Risk("R-1", planted.At(3, 5)), planted.Risk("R-2", planted.At(2, 3), `priority = { reason = "r" }`)), planted.Today)
	planted.Want(t, "R-1", a.Risk("R-1").Rank, 1)
	planted.Want(t, "R-2", a.Risk("R-2").Rank, 2)
}
