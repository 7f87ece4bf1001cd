package cost

import (
	"testing"

	"github.com/riskbook/riskbook/internal/planted"
)

// A share of an amount never wraps round, is rounded down, and of nothing there is none.
func TestShareOfAnAmount(t *testing.T) {
	const most = 1<<63 - 1
	for _, c := range []struct {
		amount      int64
		part, whole int
		want        int64
	}{
		{100, 1, 3, 33}, {100, 2, 3, 66}, {100, 3, 3, 100}, {100, 4, 3, 100}, {1, 1, 365, 0}, {0, 1, 3, 0}, {100, 0, 3, 0}, {-100, 1, 3, 0}, {100, -1, 3, 0}, {1, 1, 1, 1},
		{most, 1, 1, most}, {most, 365, 366, most/366*365 + most%366*365/366},
	} {
		planted.Want(t, "share", share(c.amount, c.part, c.whole), c.want)
	}
	planted.Want(t, "sum", Amount{2, 3}.Sum(), 5)
}
