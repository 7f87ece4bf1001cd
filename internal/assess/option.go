package assess

// suggest gives the option that the method suggests for an open risk that is judged, and whether the risk is an extreme one: impact at the top of its
// scale, likelihood at the bottom (handbook 5.1). A value that is not on its scale gives neither.
func (j *judge) suggest(k *Risk) (option string, extreme bool) {
	if k.Outcome == Closed || k.Outcome == Unanalysed {
		return "", false
	}
	likelihoods, impacts := len(j.criteria.Likelihoods), len(j.criteria.Impacts)
	likelihood := j.criteria.LikelihoodIndex(*k.Now.Likelihood) + 1
	impact := j.criteria.ImpactIndex(*k.Now.Impact) + 1
	if likelihood == 0 || impact == 0 {
		return "", false
	}
	k.Height = Height{place(likelihood, likelihoods), place(impact, impacts)}
	extreme = impact == impacts && likelihood == 1
	switch {
	case k.Outcome == NeedsJudgement:
		return "", extreme
	case len(k.Reasons) == 0:
		return "retain", extreme
	case k.Height.Impact == High && prohibitive(j, k.Record.Viewpoints):
		return "avoid", extreme
	case k.Height.Impact == High && k.Height.Likelihood == Low:
		return "share", extreme
	}
	return "modify", extreme
}

// Band says where a step lies on its scale: the method's options ask whether it is high or low, and the middle is neither.
type Band string

// The bands.
const (
	Low    Band = "low"
	Middle Band = "middle"
	High   Band = "high"
)

// Height says where the present likelihood and impact of a risk lie on their scales.
type Height struct{ Likelihood, Impact Band }

// place gives the band of the step at a position (from 1) of a scale of n steps: high in the upper third, low in the lower (method: Option).
func place(position, n int) Band {
	switch {
	case 3*position > 2*n:
		return High
	case 3*position <= n:
		return Low
	}
	return Middle
}

// prohibitive tells whether one of the viewpoints asks to avoid a level too high rather than to reduce it.
func prohibitive(j *judge, viewpoints []string) bool {
	for _, key := range viewpoints {
		if v := j.criteria.Viewpoint(key); v != nil && v.Prohibitive {
			return true
		}
	}
	return false
}
