package compare

import (
	"math/rand/v2"
	"slices"
	"testing"
)

// longestRun is how many elements of two lists can be kept in order, found by trying all ways.
func longestRun(a, b []int) int {
	if len(a) == 0 || len(b) == 0 {
		return 0
	}
	if a[0] == b[0] {
		return 1 + longestRun(a[1:], b[1:])
	}
	return max(longestRun(a[1:], b), longestRun(a, b[1:]))
}

// As many elements as can stay in order are paired with their equals; what lies between them is paired in turn, and every element is in one pair.
func TestElementsAreAligned(t *testing.T) {
	for seed := range uint64(300) {
		r := rand.New(rand.NewPCG(seed, 1))
		list := func() []int {
			l := make([]int, r.IntN(7))
			for i := range l {
				l[i] = r.IntN(3)
			}
			return l
		}
		a, b := list(), list()
		pairs := align(len(a), len(b), func(i, k int) bool { return a[i] == b[k] })
		var left, right []int
		equal := 0
		for at, p := range pairs {
			if p[0] >= 0 {
				left = append(left, p[0])
			}
			if p[1] >= 0 {
				right = append(right, p[1])
			}
			switch {
			case p[0] < 0 && p[1] < 0:
				t.Fatalf("%v and %v: a pair of nothing in %v", a, b, pairs)
			case p[0] >= 0 && p[1] >= 0 && a[p[0]] == b[p[1]]:
				equal++
			case at > 0 && p[0] >= 0 && p[1] >= 0 && (pairs[at-1][0] < 0 || pairs[at-1][1] < 0):
				t.Fatalf("%v and %v: %v are not taken in turn", a, b, pairs)
			}
		}
		for i, list := range [][]int{left, right} {
			want := []int{}
			for n := range []int{len(a), len(b)}[i] {
				want = append(want, n)
			}
			if !slices.Equal(list, want) {
				t.Fatalf("%v and %v: %v leave something out, or are out of order", a, b, pairs)
			}
		}
		if want := longestRun(a, b); equal != want {
			t.Fatalf("%v and %v: %d stay in %v, want %d", a, b, equal, pairs, want)
		}
	}
	// beyond what is searched they are taken in turn
	for _, n := range []int{1 << 10, 1<<10 + 1} {
		first := align(n, 1<<10, func(i, k int) bool { return i == k+1 })[0]
		if want := map[bool][2]int{true: {0, -1}, false: {0, 0}}[n*1<<10 <= mostAligned]; first != want {
			t.Errorf("%d elements begin with %v, want %v", n, first, want)
		}
	}
}
