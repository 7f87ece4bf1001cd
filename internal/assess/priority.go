package assess

import (
	"cmp"
	"slices"
)

// Key is a key of the order of priority (handbook 4.1.2).
type Key string

// The keys in the order in which they are compared.
const (
	ByPin        Key = "pin"
	ByLevel      Key = "level"
	ByViewpoints Key = "viewpoints"
	ByImpact     Key = "impact"
	ByLikelihood Key = "likelihood"
	ByLoss       Key = "loss"
	ByID         Key = "id"
)

// priority is one key with the order that it gives two risks.
type priority struct {
	key     Key
	compare func(a, b *Risk) int
}

var priorities = []priority{
	{ByPin, func(a, b *Risk) int { return cmp.Compare(pin(a), pin(b)) }},
	{ByLevel, func(a, b *Risk) int { return cmp.Compare(b.Now.Level, a.Now.Level) }},
	{ByViewpoints, func(a, b *Risk) int { return cmp.Compare(b.Weight, a.Weight) }},
	{ByImpact, func(a, b *Risk) int { return compareValues(b.Now.Impact, a.Now.Impact) }},
	{ByLikelihood, func(a, b *Risk) int { return compareValues(b.Now.Likelihood, a.Now.Likelihood) }},
	{ByLoss, func(a, b *Risk) int {
		if !a.byLoss || !b.byLoss {
			return 0
		}
		return cmp.Compare(*b.ExpectedLoss, *a.ExpectedLoss)
	}},
	{ByID, func(a, b *Risk) int { return cmp.Compare(a.Record.ID, b.Record.ID) }},
}

// unpinned comes after every rank that a pin may give.
const unpinned = 1 << 40

func pin(k *Risk) int {
	if p := k.Record.Priority; p != nil && p.Rank > 0 {
		return p.Rank
	}
	return unpinned
}

// compareValues puts a missing value below every other.
func compareValues(a, b *int) int {
	switch {
	case a == nil && b == nil:
		return 0
	case a == nil:
		return -1
	case b == nil:
		return 1
	}
	return cmp.Compare(*a, *b)
}

// prior compares two risks and tells the key that decided.
func prior(a, b *Risk) (int, Key) {
	for _, p := range priorities {
		if c := p.compare(a, b); c != 0 {
			return c, p.key
		}
	}
	return 0, ""
}

// tied reports whether two risks are alike in every key that comes before the loss.
func tied(a, b *Risk) bool {
	_, key := prior(a, b)
	return key == ByID || key == ""
}

// rank gives the risks that want treatment their order of priority, and tells for each the key that parts it from its neighbour above; for the
// first, from its neighbour below.
func rank(risks []*Risk) {
	var ranked []*Risk
	for _, k := range risks {
		if k.Outcome.ToTreat() {
			ranked = append(ranked, k)
		}
	}
	inOrder := func(a, b *Risk) int {
		c, _ := prior(a, b)
		return c
	}
	slices.SortFunc(ranked, inOrder)
	useLoss(ranked, func(tie []*Risk) { slices.SortFunc(tie, inOrder) })
	countRanks(ranked)
}

// useLoss finds the risks that tie in all that comes before the loss and hands those to sort that it may set apart.
func useLoss(ranked []*Risk, sort func(tie []*Risk)) {
	// The loss sets risks apart only where every one of those that tie up to here has an estimate: one that nobody estimated is not one of no loss.
	for first := 0; first < len(ranked); {
		last := first + 1
		for last < len(ranked) && tied(ranked[first], ranked[last]) {
			last++
		}
		tie := ranked[first:last]
		if !slices.ContainsFunc(tie, func(k *Risk) bool { return k.ExpectedLoss == nil }) {
			for _, k := range tie {
				k.byLoss = true
			}
			sort(tie)
		}
		first = last
	}
}

// countRanks gives risks in their order their ranks.
func countRanks(ranked []*Risk) {
	for i, k := range ranked {
		k.Rank = i + 1
		if i > 0 {
			_, k.RankedBy = prior(ranked[i-1], k)
		}
	}
	if len(ranked) > 1 {
		ranked[0].RankedBy = ranked[1].RankedBy
	}
}

// weight sums the weights of the viewpoints, each once, in the order of the criteria so that equal sets weigh the same to the last bit.
func (j *judge) weight(viewpoints []string) float64 {
	var sum float64
	for i := range j.criteria.Viewpoints {
		if v := &j.criteria.Viewpoints[i]; slices.Contains(viewpoints, v.Key) {
			sum += v.Weight
		}
	}
	return sum
}

// ByPriority gives the risks by rank; those without one follow: open ones before closed, then by level now, descending, then by id.
func (a *Assessment) ByPriority() []*Risk {
	risks := slices.Clone(a.Risks)
	slices.SortFunc(risks, ComparePriority)
	return risks
}

// ComparePriority is the order of ByPriority.
func ComparePriority(a, b *Risk) int {
	last := func(yes bool) int {
		if yes {
			return 1
		}
		return 0
	}
	return cmp.Or(last(a.Rank == 0)-last(b.Rank == 0), cmp.Compare(a.Rank, b.Rank), last(a.Closed())-last(b.Closed()), cmp.Compare(b.Now.Level, a.Now.Level),
		cmp.Compare(a.Record.ID, b.Record.ID))
}

// ByRank gives the risks by rank, those without one after them, ids ascending.
func (a *Assessment) ByRank() []*Risk {
	list := slices.Clone(a.Risks)
	slices.SortFunc(list, func(x, y *Risk) int {
		if (x.Rank == 0) != (y.Rank == 0) {
			return y.Rank - x.Rank // the one without a rank comes after
		}
		return cmp.Or(x.Rank-y.Rank, cmp.Compare(x.Record.ID, y.Record.ID))
	})
	return list
}
