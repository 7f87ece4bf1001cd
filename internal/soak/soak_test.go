package main

import (
	"bytes"
	"maps"
	"math/rand/v2"
	"os/exec"
	"strings"
	"testing"
)

// TestSoak is the short form: some kills, some faults, some changes.
func TestSoak(t *testing.T) {
	if testing.Short() {
		t.Skip("takes some ten seconds")
	}
	for _, tool := range []string{"git", "ssh-keygen", "sh"} {
		if _, err := exec.LookPath(tool); err != nil {
			t.Skipf("%s is not installed", tool)
		}
	}
	if err := soak(t.Context(), 14, 0, 30, "", 1); err != nil {
		t.Error(err)
	}
	if err := soak(t.Context(), 0, 3, 0, "set", 1); err != nil { // to follow a command takes long; a build has a test of its own in internal/site
		t.Error(err)
	}
}

// TestWhole holds the judge of what is left: a mixed state is none, and so is half a file.
func TestWhole(t *testing.T) {
	one, two := state{"a": {1}, "b": {1}, "same": {9}}, state{"a": {2}, "b": {2}, "same": {9}}
	all := &scene{states: []state{one, two}}
	each := &scene{states: []state{one, two}, each: true}
	begun := &scene{states: []state{one, {}}, last: "b"}
	for _, c := range []struct {
		about string
		s     *scene
		now   state
		is    int
		good  bool
	}{
		{"the first", all, one, 0, true},
		{"the second", all, two, 1, true},
		{"of both", all, state{"a": {1}, "b": {2}, "same": {9}}, -1, false},
		{"one is gone", all, state{"a": {1}, "same": {9}}, -1, false},
		{"one more", all, state{"a": {1}, "b": {1}, "same": {9}, "more": {1}}, -1, false},
		{"nothing", all, state{}, -1, false},
		{"of both, each by itself", each, state{"a": {1}, "b": {2}, "same": {9}}, -1, true},
		{"half a file", each, state{"a": {3}, "b": {2}, "same": {9}}, -1, false},
		{"one is gone, each by itself", each, state{"a": {1}, "same": {9}}, -1, false},
		{"begun", begun, state{"a": {1}}, -1, true},
		{"begun with half a file", begun, state{"a": {3}}, -1, false},
		{"the last without the others", begun, state{"b": {1}}, -1, false},
		{"empty", begun, state{}, 1, true},
	} {
		if is, err := c.s.whole(c.now); is != c.is || (err == nil) != c.good {
			t.Errorf("%s: state %d, %v", c.about, is, err)
		}
	}
	if maps.Equal(one, two) {
		t.Error("both are the same")
	}
}

// TestHarmless names calls that may fail unnoticed, and others that may not.
func TestHarmless(t *testing.T) {
	for _, c := range []struct {
		run  followed
		want bool
	}{
		{followed{call: "sync", path: "/x/r/.public.riskbook-new/1/index.html"}, false},
		{followed{call: "close", path: "/x/r/content/.riskbook/.riskbook-1"}, false},
		{followed{call: "rename", path: "/x/audit.zip"}, false},
		{followed{call: "write", path: "/x/cache/riskbook/1"}, true},
		{followed{call: "link", path: "/x/r/.public.riskbook-new/1/index.html"}, true},
	} {
		if harmless(c.run) != c.want {
			t.Errorf("%+v", c.run)
		}
	}
}

// TestAlter makes sure that a change is one.
func TestAlter(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 1))
	data := []byte("0123456789abcdef")
	for range 500 {
		if changed, what := alter(data, random); bytes.Equal(changed, data) && !strings.Contains(what, "moved") {
			t.Errorf("%s changes nothing", what)
		}
	}
}
