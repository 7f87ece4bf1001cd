// Package tiny is mutated by the test of mutate.
package tiny

// Small reports whether a number is at most ten; its own test leaves ten out.
func Small(n int) bool {
	return n <= 10
}

// Steps counts down from a number.
func Steps(n int) int {
	steps := 0
	for n > 0 {
		n--
		steps++
	}
	return steps
}

// Untested is looked at by nobody.
func Untested(a, b bool) bool {
	return a && b
}

// Evens gives the even numbers below a number, in room that is made ahead.
func Evens(n int) []int {
	list := make([]int, 0, n/2+1)
	for i := range n / 2 {
		list = append(list, 2*i)
	}
	return list
}
