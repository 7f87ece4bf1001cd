package assess

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"testing"
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
	a := judged(t, criteria35,
		risk("R-a", at(3, 5), two, `priority = { rank = 3, reason = "r" }`), risk("R-b", at(3, 5), two, `priority = { rank = 2, reason = "r" }`),
		risk("R-8", at(3, 5), three), risk("R-7", at(3, 5), two), risk("R-5", at(2, 5), two), risk("R-6", at(3, 4), two, "quantitative = { frequency = 2, loss = { low = 20, mode = 20, high = 20 } }"),
		risk("R-4", at(3, 4), two, "quantitative = { frequency = 1, loss = { low = 10, mode = 10, high = 10 } }"),
		risk("R-3", at(3, 4), two, "quantitative = { frequency = 1, loss = { low = 10, mode = 10, high = 10 } }"), risk("R-9", at(1, 5), three))
	want(t, "order", order(a), "R-b:pin R-a:pin R-8:pin R-7:viewpoints R-5:likelihood R-6:impact R-3:loss R-4:id R-9:level")
}

// Nobody estimated R-2: that is not a loss of nothing, so the loss sets none of those that tie with it apart. tie with each other alone.
func TestTheLossCountsOnlyWhereEveryRiskThatTiesHasOne(t *testing.T) {
	loss := func(yen int) string {
		return fmt.Sprintf("quantitative = { frequency = 1, loss = { low = %[1]d, mode = %[1]d, high = %[1]d } }", yen)
	}
	a := judged(t, criteria35, risk("R-1", at(3, 4), loss(1)), risk("R-2", at(3, 4)), risk("R-3", at(3, 4), loss(9)),
		risk("R-5", at(3, 5), loss(1)), risk("R-6", at(3, 5), loss(9)))
	want(t, "order", order(a), "R-6:loss R-5:loss R-1:impact R-2:id R-3:id")
}

func TestRankOneIsRankedByWhatPartsItFromTheOneBelow(t *testing.T) {
	a := judged(t, criteria35, risk("R-1", at(2, 5)), risk("R-2", at(1, 4)))
	want(t, "order", order(a), "R-1:level R-2:level")
}

func TestTheOnlyRankedRiskIsRankedByNothing(t *testing.T) {
	a := judged(t, criteria35, risk("R-1", at(2, 5)), risk("R-2", at(1, 1)))
	want(t, "order", order(a), "R-1:")
}

func TestOnlyOutcomesThatWantTreatmentAreRanked(t *testing.T) {
	a := judged(t, criteria35,
		risk("R-1", `status = "closed"`, at(3, 5), `priority = { rank = 1, reason = "r" }`), risk("R-2", "current = { likelihood = 3 }"), risk("R-3", at(1, 1)),
		risk("R-4", at(2, 3)), acceptance("D-1", "2026-03-01", "2026-12-31", `"R-4"`, 2, 3),
		risk("R-5", at(3, 3)), plan("T-5", "approved", `"R-5"`, `target = [{ risk = "R-5", likelihood = 1 }]`),
		risk("R-6", at(3, 4)), plan("T-6", "approved", `"R-6"`), risk("R-7", at(3, 5)))
	want(t, "order", order(a), "R-7:impact R-6:impact R-5:level")
}

// Equal pins tie, so that the level decides; a closed risk's pin takes no rank away.
func TestEqualPinsTie(t *testing.T) {
	a := judged(t, criteria35, risk("R-1", at(1, 4), `priority = { rank = 1, reason = "r" }`), risk("R-2", at(3, 5), `priority = { rank = 1, reason = "r" }`))
	want(t, "order", order(a), "R-2:level R-1:level")
}

func TestIDsAreRankedByteByByte(t *testing.T) {
	a := judged(t, criteria35, risk("R-10", at(3, 5)), risk("R-9", at(3, 5)), risk("r-1", at(3, 5)))
	want(t, "order", order(a), "R-10:id R-9:id r-1:id")
}

func TestRisksThatNeedJudgementAreNotRanked(t *testing.T) {
	a := judged(t, risk("R-1", at(3, 3)), risk("R-2", at(1, 1)), judgement("D-1", "2026-03-01", "treat", `"R-2"`))
	want(t, "order", order(a), "R-2:")
}

// Somebody has begun to pin R-2 and has not said to which rank.
func TestAPinWithoutARankPinsNothing(t *testing.T) {
	a := Assess(understand(t, criteria35, risk("R-1", at(3, 5)), risk("R-2", at(2, 3), `priority = { reason = "r" }`)), today)
	want(t, "R-1", a.Risk("R-1").Rank, 1)
	want(t, "R-2", a.Risk("R-2").Rank, 2)
}
