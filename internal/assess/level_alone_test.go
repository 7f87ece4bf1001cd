package assess

import (
	"strings"
	"testing"

	"github.com/riskbook/riskbook/internal/planted"
)

// The matrix is that of criteria35: 3 and 5 is high, 2 and 4 and 1 and 5 middle, 1 and 3 low.
func TestATargetOfALevelAlone(t *testing.T) {
	for _, c := range []struct {
		name           string
		now, projected string // likelihood and impact now; projected as showRating has it
		targets        string // of one live plan
		worsens        string
		reasons        string
	}{
		{"lower than now", "3 5", "- - low", `{ risk = "R-1", level = "low" }`, "", ""},
		{"as now", "3 5", "3 5 high", `{ risk = "R-1", level = "high" }`, "", "level"},
		{"higher than now", "1 5", "1 5 middle", `{ risk = "R-1", level = "high" }`, "", "level"},
		{"beside a place that is lower", "3 5", "1 1 low", `{ risk = "R-1", level = "middle" }, { risk = "R-1", likelihood = 1, impact = 1 }`, "", ""},
		{"beside a place as low", "3 5", "1 3 low", `{ risk = "R-1", level = "low" }, { risk = "R-1", likelihood = 1, impact = 3 }`, "", ""},
		{"beside a place that is higher", "3 5", "- - low", `{ risk = "R-1", level = "low" }, { risk = "R-1", likelihood = 2 }`, "", ""},
		{"the lowest of several", "3 5", "- - low", `{ risk = "R-1", level = "middle" }, { risk = "R-1", level = "low" }`, "", ""},
		{"approval is wanted", "3 5", "- - middle", `{ risk = "R-1", level = "middle" }`, "", "level"},
		{"never below a side effect", "2 3", "- - low", `{ risk = "R-1", level = "low" }`, `{ risk = "R-1", likelihood = 1 }`, ""},
		{"a side effect as high as now", "3 5", "- - middle", `{ risk = "R-1", level = "low" }`, `{ risk = "R-1", likelihood = 1 }`, "level"},
		{"a side effect above now", "2 3", "3 5 high", `{ risk = "R-1", level = "low" }`, `{ risk = "R-1", likelihood = 3, impact = 5 }`, "level"},
	} {
		texts := []string{planted.Criteria, planted.Risk("R-1", "current = { likelihood = "+c.now[:1]+", impact = "+c.now[2:]+" }"), planted.Plan("T-1", "approved", `"R-1"`, "target = ["+c.targets+"]")}
		if c.worsens != "" {
			texts = append(texts, planted.Risk("R-2", planted.At(1, 1)), planted.Plan("T-2", "approved", `"R-2"`, "worsens = ["+c.worsens+"]"))
		}
		k := judged(t, texts...).Risk("R-1")
		a := judged(t, texts...)
		planted.Want(t, c.name, showRating(a, k.Projected), c.projected)
		planted.WantAll(t, c.name+": reasons", k.ProjectedReasons, c.reasons)
	}
}

// The level alone is low, but the impact alone asks for treatment as it does now; an acceptance is measured at now.
func TestALevelAloneLeavesWhatStandsAlone(t *testing.T) {
	a := judged(t, planted.Criteria, "\n-- content/criteria.toml --\nacceptance.impact_alone = 5\nacceptance.likelihood_alone = 3\n",
		planted.Risk("R-1", planted.At(3, 5)), planted.Risk("R-2", planted.At(2, 5)), planted.Risk("R-3", planted.At(3, 4)), planted.Risk("R-4", planted.At(2, 4)),
		planted.Plan("T-1", "approved", `"R-1", "R-2", "R-3", "R-4"`, `target = [{ risk = "R-1", level = "low" }, { risk = "R-2", level = "low" }, { risk = "R-3", level = "low" }, { risk = "R-4", level = "low" }]`))
	planted.WantAll(t, "R-1", a.Risk("R-1").ProjectedReasons, "impact-alone likelihood-alone")
	planted.WantAll(t, "R-2", a.Risk("R-2").ProjectedReasons, "impact-alone")
	planted.WantAll(t, "R-3", a.Risk("R-3").ProjectedReasons, "likelihood-alone")
	planted.WantAll(t, "R-4", a.Risk("R-4").ProjectedReasons, "")
	for accepted, reasons := range map[string]string{"3, impact = 4": "", "2, impact = 4": "level"} {
		a := judged(t, planted.Criteria, planted.Risk("R-1", planted.At(3, 4)), planted.Plan("T-1", "approved", `"R-1"`, `target = [{ risk = "R-1", level = "middle" }]`),
			strings.Replace(planted.Acceptance("D-1", "2026-03-01", "2026-12-31", `"R-1"`, 9, 9), "likelihood = 9, impact = 9", "likelihood = "+accepted, 1))
		planted.WantAll(t, "accepted at "+accepted, a.Risk("R-1").ProjectedReasons, reasons)
	}
}

func TestLikelihoodOutOfTwoFactors(t *testing.T) {
	const factors = planted.Criteria + `
likelihood_from = { rows = [[1, 1, 2], [1, 2, 3]], factor = [{ key = "threat", label = "T", steps = [{ value = 1, label = "1" }, { value = 2, label = "2" }] }, { key = "weakness", label = "W", steps = [{ value = 0, label = "0" }, { value = 1, label = "1" }, { value = 2, label = "2" }] }] }
`
	a := judged(t, factors,
		planted.Risk("R-1", "current = { factors = { threat = 2, weakness = 2 }, impact = 4 }"),
		planted.Risk("R-2", "current = { factors = { threat = 1, weakness = 2 }, impact = 4 }"),
		planted.Risk("R-3", "current = { likelihood = 3, impact = 4 }"),
		planted.Risk("R-4", "inherent = { factors = { threat = 2, weakness = 0 }, impact = 4 }"),
		planted.Plan("T-1", "approved", `"R-1"`, `target = [{ risk = "R-1", factors = { threat = 1, weakness = 0 } }]`),
		planted.Record("decisions", "D-1", []string{`kind = "acceptance"`, `by = "b"`, `basis = "b"`, "on = 2026-03-01", "until = 2026-12-31", `risks = ["R-2"]`, "at = { factors = { threat = 2, weakness = 1 }, impact = 4 }"}))
	for id, now := range map[string]string{"R-1": "3 4 high", "R-2": "2 4 middle", "R-3": "3 4 high", "R-4": "1 4 middle"} {
		planted.Want(t, id, showRating(a, a.Risk(id).Now), now)
	}
	planted.Want(t, "target", showRating(a, a.Risk("R-1").Projected), "1 4 middle")
	planted.Want(t, "acceptance", a.Risk("R-2").Acceptance.State, InForce)
}
