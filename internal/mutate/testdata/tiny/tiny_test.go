package tiny

import (
	"slices"
	"testing"
)

func TestSmall(t *testing.T) {
	if !Small(9) || Small(11) {
		t.Fail()
	}
}

func TestSteps(t *testing.T) {
	if Steps(3) != 3 {
		t.Fail()
	}
}

func TestEvens(t *testing.T) {
	if !slices.Equal(Evens(6), []int{0, 2, 4}) {
		t.Fail()
	}
}

func TestLowered(t *testing.T) {
	list := []int{1, 5}
	if !slices.Equal(Lowered(list, 3), []int{1, 3}) || list[1] != 5 {
		t.Fail()
	}
}
