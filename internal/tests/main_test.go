package main

import (
	"strings"
	"testing"
)

func TestTally(t *testing.T) {
	in := `{"Action":"output","Package":"p","Test":"A","Output":"    a_test.go:9: Chromium is not installed\n"}
{"Action":"output","Package":"p","Test":"A","Output":"--- SKIP: A (0.00s)\n"}
{"Action":"skip","Package":"p","Test":"A"}
{"Action":"output","Package":"p","Test":"B","Output":"    b_test.go:3: wrong\n"}
{"Action":"fail","Package":"p","Test":"B"}
{"Action":"output","Package":"p","Test":"C","Output":"chatter\n"}
{"Action":"pass","Package":"p","Test":"C"}
{"Action":"output","Package":"p","Output":"FAIL\tp\t0.1s\n"}
`
	tally := &tally{said: map[string][]string{}, skipped: map[string]int{}}
	var out strings.Builder
	tally.read(strings.NewReader(in), &out)
	if got := out.String(); !strings.Contains(got, "b_test.go:3: wrong") || !strings.Contains(got, "FAIL\tp") || strings.Contains(got, "chatter") {
		t.Errorf("printed\n%s", got)
	}
	last := tally.last()
	if strings.Contains(last, "\n") || !strings.Contains(last, "Skipped 1 tests — 1: Chromium is not installed (to run: install chromium") {
		t.Error(last)
	}
}
