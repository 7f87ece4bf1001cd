package assess

import (
	"github.com/riskbook/riskbook/internal/quantify"
)

// Losses gives the figures of every open risk that has them, now and projected, for the simulation (method: Quantities).
func Losses(a *Assessment) []quantify.Input {
	var inputs []quantify.Input
	for _, k := range a.Risks {
		if k.Outcome == Closed || k.ExpectedLoss == nil {
			continue
		}
		inputs = append(inputs, quantify.Input{ID: k.Record.ID, Now: k.Record.Quantitative, Projected: k.projected})
	}
	return inputs
}

// Simulation gives the simulated annual losses of the risks of Losses, over the years of the configuration. It is run when it is first asked for, once
// for all that show it, and costs nothing where no risk has figures.
func (a *Assessment) Simulation() *quantify.Simulation {
	a.simulate.Do(func() {
		if inputs := Losses(a); len(inputs) > 0 {
			a.simulation = quantify.Simulate(inputs, a.Register.Config.Simulation.Years)
		}
	})
	return &a.simulation
}
