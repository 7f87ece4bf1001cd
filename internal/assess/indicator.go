package assess

import (
	"slices"

	"github.com/riskbook/riskbook/internal/indicator"
)

// Nearing gives the indicators that are beyond their limit, by id, then those that head for it, the soonest first.
func Nearing(a *Assessment) []*indicator.Judged {
	var beyond, nearing []*indicator.Judged
	for _, i := range a.Indicators {
		switch i.Outlook.State {
		case indicator.OutlookBeyond:
			beyond = append(beyond, i)
		case indicator.OutlookNearing:
			nearing = append(nearing, i)
		}
	}
	slices.SortStableFunc(nearing, func(x, y *indicator.Judged) int { return x.Outlook.On.Compare(y.Outlook.On) })
	return append(beyond, nearing...)
}
