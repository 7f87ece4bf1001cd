package assess

// suggest gives the option that the method suggests for an open, analysed risk, and whether the risk is an extreme one: impact at the top of its scale,
// likelihood at the bottom (handbook 5.1). A value that is not on its scale gives neither.
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
	likely, grave := high(likelihood, likelihoods), high(impact, impacts)
	extreme = impact == impacts && likelihood == 1
	switch {
	case grave && j.prohibitive(k.Record.Viewpoints):
		return "avoid", extreme
	case grave && likely:
		return "modify", extreme
	case grave:
		return "share", extreme
	case !likely && len(k.Reasons) == 0:
		return "retain", extreme
	}
	return "modify", extreme
}

// high tells whether the step at a position (from 1) of a scale of n steps is a high one.
func high(position, n int) bool { return 3*position > 2*n }

// prohibitive tells whether one of the viewpoints asks to avoid a level too high rather than to reduce it.
func (j *judge) prohibitive(viewpoints []string) bool {
	for _, key := range viewpoints {
		if v := j.criteria.Viewpoint(key); v != nil && v.Prohibitive {
			return true
		}
	}
	return false
}
