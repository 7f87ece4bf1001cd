package register

import (
	"math"

	"github.com/riskbook/riskbook/internal/diagnostic"
	"github.com/riskbook/riskbook/internal/rule"
	"github.com/riskbook/riskbook/internal/source"
)

// Form is the shape of an uncertain figure.
type Form uint8

// The forms of an Estimate (method: Quantities).
const (
	Fixed     Form = iota // one number
	PERT                  // low, mode, high with λ = 4
	Lognormal             // low and high are the 5th and 95th percentile
)

// Estimate is a figure with its uncertainty: a frequency in events a year, or the loss of one event in the register's currency.
type Estimate struct {
	Form            Form
	Low, Mode, High float64 // Fixed: all three are the number; Lognormal: Mode is 0
}

func finite(x float64) bool { return !math.IsNaN(x) && !math.IsInf(x, 0) }

// estimate reads a frequency (a number, or low, mode, high) or a loss (low and high, or low, mode, high).
func (d *decoder) estimate(measure string, v *source.Value) *Estimate {
	if v.Kind == source.Integer || v.Kind == source.Float {
		if measure == "loss" {
			d.wrongType(v, rule.CaseLoss, typeNames[source.Table])
			return nil
		}
		if v.Float < 0 || !finite(v.Float) {
			d.fault(rule.UnknownValue, rule.CaseNegative, d.place(v.Span), diagnostic.Args{"key": d.key(), "found": v.Text})
			return nil
		}
		return &Estimate{Fixed, v.Float, v.Float, v.Float}
	}
	if v.Kind != source.Table {
		kase := rule.CaseLoss
		if measure == "frequency" {
			kase = rule.CaseFrequency
		}
		d.wrongType(v, kase, typeNames[source.Table])
		return nil
	}
	before := d.count()
	low, hasLow := d.figure(v, "low", true)
	mode, hasMode := d.figure(v, "mode", measure == "frequency")
	high, _ := d.figure(v, "high", true)
	for i := range v.Fields {
		if key := v.Fields[i].Key; key != "low" && key != "mode" && key != "high" {
			d.path = append(d.path, key)
			d.fault(rule.UnknownKey, rule.Plain, d.place(v.Fields[i].KeySpan), diagnostic.Args{"key": d.key(), "allowed": "low, mode, high"})
			d.path = d.path[:len(d.path)-1]
		}
	}
	if d.count() > before || !hasLow {
		return nil
	}
	e := &Estimate{PERT, low, mode, high}
	if !hasMode {
		e.Form = Lognormal
	}
	switch {
	case low > high || hasMode && (mode < low || mode > high):
		d.fault(rule.UnknownValue, rule.CaseEstimateOrder, d.place(v.Span), diagnostic.Args{"key": d.key()})
		return nil
	case e.Form == Lognormal && low <= 0:
		d.fault(rule.UnknownValue, rule.CaseLognormalZero, d.place(v.Field("low").Value.Span), diagnostic.Args{"key": d.key() + ".low"})
		return nil
	}
	return e
}

func (d *decoder) figure(v *source.Value, key string, required bool) (float64, bool) {
	f := v.Field(key)
	if f == nil {
		if required {
			d.require(nil, v, key)
		}
		return 0, false
	}
	d.path = append(d.path, key)
	defer func() { d.path = d.path[:len(d.path)-1] }()
	if f.Value.Kind != source.Integer && f.Value.Kind != source.Float {
		d.wrongType(&f.Value, rule.Plain, typeNames[source.Float])
		return 0, false
	}
	if f.Value.Float < 0 || !finite(f.Value.Float) {
		d.fault(rule.UnknownValue, rule.CaseNegative, d.place(f.Value.Span), diagnostic.Args{"key": d.key(), "found": f.Value.Text})
		return 0, false
	}
	return f.Value.Float, true
}
