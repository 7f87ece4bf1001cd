package brief

import (
	"strconv"

	"github.com/riskbook/riskbook/internal/assess"
	"github.com/riskbook/riskbook/internal/term"
)

// Reasons says why a risk needs treatment, in the order of the reasons: clauses that stand by themselves.
func Reasons(a *assess.Assessment, k *assess.Risk, language string) []string {
	w := &writer{a: a, language: language, ja: language == "ja"}
	said := make([]string, len(k.Reasons))
	for i, r := range k.Reasons {
		said[i] = w.reason(k, r)
	}
	return said
}

func (w *writer) reason(k *assess.Risk, r assess.Reason) string {
	at, loss := k.Now, k.ExpectedLoss
	c := &w.a.Register.Criteria
	short := term.Codes()["reason-"+string(r)].In(w.language)
	switch r {
	case assess.ReasonLevel:
		if at.Level < 0 || at.Level >= len(c.Levels) {
			return short
		}
		level := w.level(at.Level).Text
		if c.Levels[at.Level].Acceptance == "approval" {
			return w.pick("レベル「"+level+"」の受容が決まっていない", "the level "+level+" is not accepted by decision")
		}
		return w.pick("レベル「"+level+"」は対応を要する", "the level "+level+" is always treated")
	case assess.ReasonImpactAlone:
		if at.Impact != nil {
			n := strconv.Itoa(*at.Impact)
			return w.pick("影響"+n+"は起こりやすさによらず対応を要する", "impact "+n+" is treated at any likelihood")
		}
	case assess.ReasonLikelihoodAlone:
		if at.Likelihood != nil {
			n := strconv.Itoa(*at.Likelihood)
			return w.pick("起こりやすさ"+n+"は影響によらず対応を要する", "likelihood "+n+" is treated at any impact")
		}
	case assess.ReasonCumulative:
		if limit := c.Acceptance.CumulativeLoss; loss != nil && limit != nil {
			return w.pick("年間期待損失額"+w.sum(*loss)+"が基準の"+w.sum(float64(*limit))+"以上", "its expected annual loss of "+w.sum(*loss)+" reaches the limit of "+w.sum(float64(*limit)))
		}
	case assess.ReasonJudged:
		return w.pick("判断により対応を要する", "it was judged to need treatment")
	}
	return short
}
