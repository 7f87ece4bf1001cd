package quantify

import (
	"hash/fnv"
	"math"
	"math/rand/v2"
	"runtime"
	"sync"
	"sync/atomic"

	"github.com/riskbook/riskbook/internal/register"
)

// Input is one risk's figures.
type Input struct {
	ID        string               // seeds the risk's random numbers
	Now       *register.Quantities // nil, or without frequency or loss: no loss
	Projected *register.Quantities // once every live plan is complete; nil: no loss is left
}

// RiskLosses is the simulated annual loss of one risk, now.
type RiskLosses struct {
	ID string
	Losses
}

// Simulation is what the simulated years gave. Every simulated figure is rounded to three significant digits: more would be noise, and the last bits
// differ between processors.
type Simulation struct {
	Years     int
	Risks     []RiskLosses // in the order of the input
	Now       Total        // of all risks together
	Projected Total        // the same years, with the same random numbers, as projected
}

// Simulate draws the annual losses of each risk and of all together over a number of years (method: Quantities). The random numbers of a risk follow
// from its id and the number of years alone: neither other risks, nor plans, nor the number of cores change what a risk shows now. Years
// below 1 count as 1.
//
// It takes time in proportion to risks and years, and 16 bytes of memory a year for the sum and as many again for each worker, whatever the number of risks.
func Simulate(inputs []Input, years int) Simulation {
	years = max(years, 1)
	s := Simulation{Years: years, Risks: make([]RiskLosses, len(inputs))}
	sum := newSum(years)
	workers := max(1, min(runtime.GOMAXPROCS(0), mostHeld/years)) // each holds the years of a risk
	var next atomic.Int64
	var group sync.WaitGroup
	for range min(workers, len(inputs)) {
		group.Go(func() {
			now, projected := make([]float64, years), make([]float64, years)
			for {
				i := int(next.Add(1)) - 1
				if i >= len(inputs) {
					return
				}
				in := &inputs[i]
				same := simulate(in, now, projected)
				if same {
					sum.add(i, now, now)
				} else {
					sum.add(i, now, projected)
				}
				s.Risks[i] = RiskLosses{in.ID, summarise(now, expected(in.Now))}
			}
		})
	}
	group.Wait()
	var expectedNow, expectedProjected float64
	for i := range inputs {
		expectedNow = min(expectedNow+expected(inputs[i].Now), math.MaxFloat64)
		expectedProjected = min(expectedProjected+expected(inputs[i].Projected), math.MaxFloat64)
	}
	s.Now, s.Projected = newTotal(sum.now, expectedNow), newTotal(sum.projected, expectedProjected)
	return s
}

// mostHeld is how many years the workers hold together, of 16 bytes each.
const mostHeld = 4_000_000

// expected gives the expected annual loss of figures in closed form, 0 where there is none.
func expected(q *register.Quantities) float64 {
	if q == nil {
		return 0
	}
	if e := Expected(q.Frequency, q.Loss); e != nil {
		return *e
	}
	return 0
}

// block is how many years draw from one stream of random numbers.
const block = 10_000

// simulate fills the annual losses of one risk, now and projected, from the same random numbers. It tells whether both are the same, in which
// case projected is left alone.
//
// Each year has one number for the rate, one for the count of events, and a stream of its own for the losses of the events. So the n-th event of a year has the
// same rank now and projected, however many there are: where frequency and loss fall, no year's loss rises.
func simulate(in *Input, now, projected []float64) (same bool) {
	a, b := newModel(in.Now), newModel(in.Projected)
	same = in.Now == in.Projected
	seed := seedOf(in.ID, len(now))
	var year rand.PCG
	var events eventLosses
	for i := range now {
		if i%block == 0 {
			year.Seed(seed, uint64(i/block))
		}
		rate, count, stream := uniform(year.Uint64()), uniform(year.Uint64()), year.Uint64()
		n := a.events(rate, count)
		m := n
		if !same {
			m = b.events(rate, count)
		}
		if n == 0 && m == 0 {
			now[i] = 0
			if !same {
				projected[i] = 0
			}
			continue
		}
		events.begin(stream, seed)
		now[i] = events.sum(&a, n)
		if !same {
			events.begin(stream, seed)
			projected[i] = events.sum(&b, m)
		}
	}
	return same
}

func seedOf(id string, years int) uint64 {
	h := fnv.New64a()
	h.Write([]byte(id))
	return h.Sum64() ^ uint64(years)*0x9e3779b97f4a7c15
}

// uniform turns random bits into a number between 0 and 1, neither included.
func uniform(bits uint64) float64 { return (float64(bits>>11) + 0.5) * 0x1p-53 }

// model is what the annual loss of a risk is drawn from.
type model struct {
	frequency frequency
	loss      distribution
	none      bool
}

func newModel(q *register.Quantities) model {
	if q == nil || q.Frequency == nil || q.Loss == nil {
		return model{none: true}
	}
	return model{frequency: newFrequency(*q.Frequency), loss: newDistribution(*q.Loss)}
}

func (m *model) events(rate, count float64) float64 {
	if m.none {
		return 0
	}
	return m.frequency.events(rate, count)
}

// drawnEvents is how many events of one year are drawn one by one.
const drawnEvents = 128

// eventLosses draws the losses of one year's events.
type eventLosses struct{ stream rand.PCG }

func (e *eventLosses) begin(stream, seed uint64) { e.stream.Seed(stream, seed) }

// sum adds up the losses of n events. Beyond drawnEvents the deviation of the drawn ones from their mean stands for all: the sum keeps its exact
// mean and variance, and still never falls when n or a loss rises.
func (e *eventLosses) sum(m *model, n float64) float64 {
	var sum float64
	for range int(min(n, drawnEvents)) {
		sum += m.loss.at(uniform(e.stream.Uint64()))
	}
	if n > drawnEvents {
		sum = n*m.loss.mean + math.Sqrt(n/drawnEvents)*(sum-drawnEvents*m.loss.mean)
	}
	if math.IsNaN(sum) {
		return math.Inf(1)
	}
	return sum
}

// sum adds the annual losses of the risks up, in the order of the risks whoever comes first: floating-point sums depend on their order.
type sum struct {
	now, projected []float64
	turn           int
	lock           sync.Mutex
	turned         *sync.Cond
}

func newSum(years int) *sum {
	s := &sum{now: make([]float64, years), projected: make([]float64, years)}
	s.turned = sync.NewCond(&s.lock)
	return s
}

func (s *sum) add(i int, now, projected []float64) {
	s.lock.Lock()
	defer s.lock.Unlock()
	for s.turn != i {
		s.turned.Wait()
	}
	for year, loss := range now {
		s.now[year] += loss
	}
	for year, loss := range projected {
		s.projected[year] += loss
	}
	s.turn++
	s.turned.Broadcast()
}
