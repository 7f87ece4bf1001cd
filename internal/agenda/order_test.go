package agenda

import (
	"strings"
	"testing"

	"github.com/riskbook/riskbook/internal/assess"
	"github.com/riskbook/riskbook/internal/planted"
)

// R-4 is ranked first, by its level, then R-2; of the others R-1 is at a higher level than is closed. The risks themselves stay in the order of their ids.
func TestOrdersOfRisks(t *testing.T) {
	a := judged(t, planted.Criteria+planted.Risk("R-1", planted.At(1, 4))+planted.Acceptance("D-1", "2026-05-01", "2026-12-31", `"R-1"`, 1, 4)+planted.Risk("R-2", planted.At(2, 3))+planted.Risk("R-3", planted.At(1, 1))+planted.Risk("R-4", planted.At(3, 5))+planted.Risk("R-5", planted.At(3, 5), `status = "closed"`, "closed_on = 2026-02-01", `closed_because = "c"`))
	ids := func(list []*assess.Risk) []string {
		var words []string
		for _, k := range list {
			words = append(words, k.Record.ID)
		}
		return words
	}
	planted.WantAll(t, "by priority", ids(a.ByPriority()), "R-4 R-2 R-1 R-3 R-5")
	planted.WantAll(t, "by rank", ids(a.ByRank()), "R-4 R-2 R-1 R-3 R-5")
	planted.WantAll(t, "by id", ids(a.Risks), "R-1 R-2 R-3 R-4 R-5")
}

// What a risk lacks that is not acceptable once all plans are done.
func TestWhatARiskLacksOnceThePlansAreDone(t *testing.T) {
	target := `target = [{ risk = "R-1", likelihood = 2 }]`
	for _, c := range []struct {
		name, register string
		want           Lack
	}{
		{"no plan, at a level that must be treated", planted.Criteria + planted.Risk("R-1", planted.At(3, 5)), LackPlan},
		{"no plan, at a level that may be approved", planted.Criteria + planted.Risk("R-1", planted.At(2, 3)), LackAcceptance},
		{"a draft", planted.Criteria + planted.Risk("R-1", planted.At(3, 5)) + planted.Plan("T-1", "draft", `"R-1"`), LackDraft},
		{"a plan from a later day on", planted.Criteria + planted.Risk("R-1", planted.At(3, 5)) + planted.Plan("T-1", "in-progress", `"R-1"`, "start = 2026-07-01"), LackLater},
		{"a plan without a target", planted.Criteria + planted.Risk("R-1", planted.At(3, 5)) + planted.Plan("T-1", "approved", `"R-1"`), LackTarget},
		{"a plan that leaves a level to be treated", planted.Criteria + planted.Risk("R-1", planted.At(3, 5)) + planted.Plan("T-1", "approved", `"R-1"`, target), LackMore},
		{"a plan that leaves a level that may be approved", planted.Criteria + planted.Risk("R-1", planted.At(3, 4)) + planted.Plan("T-1", "approved", `"R-1"`, target), LackApproval},
		{"a plan that is done", planted.Criteria + planted.Risk("R-1", planted.At(3, 5), "reviewed = 2026-02-01") + planted.Plan("T-1", "done", `"R-1"`, "finished = 2026-03-01"), LackReanalysis},
		{"without criteria, a plan that nobody judged", planted.Risk("R-1", planted.At(3, 3)) + planted.Judgement("D-1", "2026-05-01", "treat", `"R-1"`) + planted.Plan("T-1", "approved", `"R-1"`, "start = 2026-05-02"), LackJudgement},
	} {
		a := judged(t, c.register)
		planted.Want(t, c.name, LackOf(a, a.Risk("R-1")), c.want)
	}
}

// The lowest level of these criteria wants approval: an acceptance would lift it, now and once the plans are done.
func TestTheLowestLevelMayWantApproval(t *testing.T) {
	strict := strings.Replace(planted.Criteria, `acceptance = "accept"`, `acceptance = "approval"`, 1)
	a := judged(t, strict+planted.Risk("R-1", planted.At(1, 1))+planted.Risk("R-2", planted.At(3, 5)))
	for id, lifted := range map[string]bool{"R-1": true, "R-2": false} {
		planted.Want(t, id, assess.ApprovableThen(a, a.Risk(id)), lifted)
		planted.Want(t, id+" now", assess.Approvable(a, a.Risk(id)), lifted)
	}
	a = judged(t, planted.Criteria+planted.Risk("R-1", planted.At(1, 1))) // nothing stands against it, so there is nothing to lift
	planted.Want(t, "an acceptable risk", assess.ApprovableThen(a, a.Risk("R-1")), false)
	planted.Want(t, "an acceptable risk now", assess.Approvable(a, a.Risk("R-1")), false)
}
