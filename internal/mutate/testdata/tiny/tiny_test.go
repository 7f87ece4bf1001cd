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
