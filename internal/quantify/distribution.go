package quantify

import (
	"math"
	"sync"

	"gonum.org/v1/gonum/stat/distuv"

	"github.com/riskbook/riskbook/internal/register"
)

// distribution gives the quantiles of an estimate. Drawing by quantile keeps two distributions comparable: the same uniform number gives the
// value at the same rank of both.
type distribution struct {
	form      register.Form
	mean      float64
	low, span float64    // PERT; Fixed: low is the number
	beta      *betaTable // PERT
	lognormal []float64  // Lognormal: the values at the nodes of the normal table
	normal    *normalTable
}

func newDistribution(e register.Estimate) distribution {
	d := distribution{form: e.Form, mean: Mean(e), low: e.Low}
	switch {
	case e.Form == register.Fixed || e.Low >= e.High:
		d.form, d.low = register.Fixed, d.mean
	case e.Form == register.Lognormal:
		mu, sigma := logParameters(e)
		d.normal = normals()
		d.lognormal = make([]float64, normalCells+1)
		for i := range d.lognormal {
			d.lognormal[i] = math.Exp(mu + sigma*normalNode(i))
		}
	case e.Form == register.PERT:
		d.span = e.High - e.Low
		d.beta = newBetaTable((e.Mode - e.Low) / d.span)
	}
	return d
}

// at gives the value at rank u (0 < u < 1).
func (d *distribution) at(u float64) float64 {
	switch d.form {
	case register.Lognormal:
		cell, part := d.normal.find(u)
		return d.lognormal[cell] + (d.lognormal[cell+1]-d.lognormal[cell])*part
	case register.PERT:
		return d.low + d.span*d.beta.quantile(u)
	}
	return d.low
}

// The standard normal distribution is tabulated from -normalReach to normalReach, which no number between 0 and 1 of 53 bits passes.
const (
	normalReach = 8.5
	normalCells = 17 * 128
)

func normalNode(i int) float64 { return float64(i)/normalCells*2*normalReach - normalReach }

// normalTable is the distribution function of the standard normal distribution, straight between its nodes.
type normalTable struct {
	f     [normalCells + 1]float64
	guide [1024]uint16 // by the rank's share of the guide: where the search begins
}

var normals = sync.OnceValue(func() *normalTable {
	t := &normalTable{}
	for i := range t.f {
		t.f[i] = distuv.UnitNormal.CDF(normalNode(i))
	}
	t.f[0], t.f[normalCells] = 0, 1
	fillGuide(t.guide[:], t.f[:])
	return t
})

// find gives the cell in which rank u lies, and how far in it (0 to 1).
func (t *normalTable) find(u float64) (cell int, part float64) {
	cell = int(t.guide[int(u*float64(len(t.guide)))])
	for t.f[cell+1] < u {
		cell++
	}
	return cell, (u - t.f[cell]) / (t.f[cell+1] - t.f[cell])
}

// fillGuide notes for each of the guide's equal shares of the ranks the first cell of f that reaches into it.
func fillGuide(guide []uint16, f []float64) {
	cell := 0
	for k := range guide {
		for cell < len(f)-2 && f[cell+1] <= float64(k)/float64(len(guide)) {
			cell++
		}
		guide[k] = uint16(cell)
	}
}

// betaCells is how finely the beta distribution behind PERT is tabulated.
const betaCells = 512

// betaTable is the distribution function of a PERT distribution on 0..1: straight between nodes that lie closer together towards both ends.
type betaTable struct {
	x, f  [betaCells + 1]float64
	guide [betaCells]uint16 // by the rank's share of the cells: where the search begins
}

// newBetaTable tabulates the PERT distribution with λ = 4 on 0..1 whose mode is given: a beta distribution with α = 1 + 4·mode, β = 5 − 4·mode.
func newBetaTable(mode float64) *betaTable {
	rising, falling := 4*mode, 4-4*mode // the exponents of x and 1 − x in the density
	// With x = sin²(πt/2) the density over t is smooth at both ends, so Simpson's rule over t serves well.
	density := func(t float64) (x, slope float64) {
		sin, cos := math.Sincos(math.Pi / 2 * t)
		x = sin * sin
		return x, math.Pow(x, rising) * math.Pow(cos*cos, falling) * sin * cos
	}
	b := &betaTable{}
	_, before := density(0)
	for i := range betaCells {
		_, middle := density((float64(i) + 0.5) / betaCells)
		x, after := density(float64(i+1) / betaCells)
		b.x[i+1], b.f[i+1] = x, b.f[i]+before+4*middle+after
		before = after
	}
	whole := b.f[betaCells]
	for i := range b.f {
		b.f[i] /= whole
	}
	b.x[betaCells], b.f[betaCells] = 1, 1
	fillGuide(b.guide[:], b.f[:])
	return b
}

func (b *betaTable) quantile(u float64) float64 {
	cell := int(b.guide[int(u*betaCells)])
	for b.f[cell+1] < u {
		cell++
	}
	return b.x[cell] + (b.x[cell+1]-b.x[cell])*(u-b.f[cell])/(b.f[cell+1]-b.f[cell])
}
