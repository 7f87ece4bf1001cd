// Package quantify turns estimates of frequency and loss into figures: the expected annual loss in closed form, and the distribution of the
// annual loss by simulation.
//
// In: the estimates of a risk. Out: means, quantiles and loss exceedance curves. The same input gives the same figures on any number of cores.
// It is pure: it must never read the clock, the environment or the disk, nor import a room after register.
package quantify

import (
	"math"

	"github.com/riskbook/riskbook/internal/register"
)

// z95 is the 95th percentile of the standard normal distribution.
const z95 = 1.6448536269514722

// Expected gives the expected annual loss, E[rate]·E[loss], in closed form and in the register's currency (method: Quantities). It is nil where
// an estimate is missing or the figure is beyond what a number can hold.
func Expected(frequency, loss *register.Estimate) *float64 {
	if frequency == nil || loss == nil {
		return nil
	}
	expected := Mean(*frequency) * Mean(*loss)
	if math.IsNaN(expected) || math.IsInf(expected, 0) {
		return nil
	}
	return &expected
}

// Mean gives the expected value of an estimate: the number itself; of a PERT distribution (low + 4·mode + high) / 6; of a lognormal one
// exp(μ + σ²/2).
func Mean(e register.Estimate) float64 {
	switch e.Form {
	case register.PERT:
		return (e.Low + 4*e.Mode + e.High) / 6
	case register.Lognormal:
		mu, sigma := logParameters(e)
		return math.Exp(mu + sigma*sigma/2)
	}
	return e.Low
}

// logParameters gives μ and σ of the lognormal distribution whose 5th and 95th percentile are low and high.
func logParameters(e register.Estimate) (mu, sigma float64) {
	low, high := math.Log(e.Low), math.Log(e.High)
	return (low + high) / 2, (high - low) / (2 * z95)
}
