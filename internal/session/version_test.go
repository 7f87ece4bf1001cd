package session

import "testing"

// A version that more than one program may bear is told apart by the program; one that names a commit stays as it is.
func TestVersionsThatTellNothingNameTheProgram(t *testing.T) {
	one, other := []byte("\x01\x23\x45\x67\x89\xab\xcd"), []byte("\xfe\xdc\xba\x98\x76\x54\x32")
	for _, c := range []struct{ version, one, other string }{
		{"(devel)", "devel-0123456789ab", "devel-fedcba987654"},
		{"v0.1.0-0.20261130000000-4cbb0b7bb4a4+dirty", "v0.1.0-0.20261130000000-4cbb0b7bb4a4+dirty.0123456789ab", "v0.1.0-0.20261130000000-4cbb0b7bb4a4+dirty.fedcba987654"},
		{"v1.2.3", "v1.2.3", "v1.2.3"},
		{"v0.1.0-0.20261130000000-4cbb0b7bb4a4", "v0.1.0-0.20261130000000-4cbb0b7bb4a4", "v0.1.0-0.20261130000000-4cbb0b7bb4a4"},
	} {
		if a, b := exactly(c.version, one), exactly(c.version, other); a != c.one || b != c.other {
			t.Errorf("%s: %s and %s", c.version, a, b)
		}
	}
	if got := exactly("(devel)", nil); got != "(devel)" {
		t.Errorf("where the program cannot be read: %s", got)
	}
	if ExactVersion() == "(devel)" {
		t.Error("this program bears no version of its own")
	}
}
