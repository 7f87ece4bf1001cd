// Package tiny is mutated by the test of mutate.
package tiny

import "slices"

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
	return slices.Clip(list)
}

// Lowered gives a copy of a list in which nothing is above a bound.
func Lowered(list []int, most int) []int {
	list = slices.Clone(list)
	for i := range list {
		list[i] = min(list[i], most)
	}
	return list
}
