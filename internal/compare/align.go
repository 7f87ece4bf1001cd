package compare

import "slices"

// byName pairs the elements of one name, in the order of the second list, then what the first alone holds.
func byName(before, after []string) [][2]int {
	var pairs [][2]int
	for k, name := range after {
		pairs = append(pairs, [2]int{slices.Index(before, name), k})
	}
	for i, name := range before {
		if !slices.Contains(after, name) {
			pairs = append(pairs, [2]int{i, -1})
		}
	}
	return pairs
}

// mostAligned bounds the search for elements that stayed the same: beyond it they are taken in turn.
const mostAligned = 1 << 20

// align pairs the elements of two lists of n and m: the longest run of equal ones in order first, what lies between them in turn.
func align(n, m int, equal func(i, k int) bool) [][2]int {
	var kept [][2]int
	if n*m <= mostAligned {
		kept = longest(n, m, equal)
	}
	var pairs [][2]int
	i, k := 0, 0
	for _, p := range append(kept, [2]int{n, m}) {
		for i < p[0] || k < p[1] {
			pair := [2]int{-1, -1}
			if i < p[0] {
				pair[0] = i
				i++
			}
			if k < p[1] {
				pair[1] = k
				k++
			}
			pairs = append(pairs, pair)
		}
		if p[0] < n {
			pairs = append(pairs, p)
			i, k = i+1, k+1
		}
	}
	return pairs
}

// longest gives the longest common subsequence of two lists as pairs of indexes.
func longest(n, m int, equal func(i, k int) bool) [][2]int {
	length := make([][]int, n+1)
	for i := range length {
		length[i] = make([]int, m+1)
	}
	for i := n - 1; i >= 0; i-- {
		for k := m - 1; k >= 0; k-- {
			if equal(i, k) {
				length[i][k] = length[i+1][k+1] + 1
			} else {
				length[i][k] = max(length[i+1][k], length[i][k+1])
			}
		}
	}
	var pairs [][2]int
	for i, k := 0, 0; i < n && k < m; {
		switch {
		case equal(i, k):
			pairs = append(pairs, [2]int{i, k})
			i, k = i+1, k+1
		case length[i+1][k] >= length[i][k+1]:
			i++
		default:
			k++
		}
	}
	return pairs
}
