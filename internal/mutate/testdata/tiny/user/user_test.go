package user

import "testing"

func TestLarge(t *testing.T) {
	if Large(10) {
		t.Fail()
	}
}
