package register

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestLegible(t *testing.T) {
	for given, want := range map[string]string{
		"制御系の停止 👨‍👩‍👧 é":             "制御系の停止 👨‍👩‍👧 é", // joiners belong to the text
		"two\r\nlines\rthree\n":      "two\nlines\nthree\n",
		"\x1b[31mred\x07\x7f\u0085":  "\uFFFD[31mred\uFFFD\uFFFD\uFFFD",
		"invoice\u202Egnp.exe\u2066": "invoiceU+202Egnp.exeU+2066",
		"\u061Ca\u200Fb":             "U+061CaU+200Fb",
		"\uFDD0\uFFFE\U0001FFFFx":    "\uFFFD\uFFFD\uFFFDx",
		"‐—“”…℃ｶﾅ\ufeff\ue000":       "‐—“”…℃ｶﾅ\ufeff\ue000",
	} {
		if got := legible(given); got != want {
			t.Errorf("%q gives %q, not %q", given, got, want)
		}
	}
}

// slowLegible is legible without the look at the bytes.
func slowLegible(s string) string { return legible(s + "\x7f")[:len(legible(s+"\x7f"))-len("\uFFFD")] }

func TestDoubtfulMissesNothing(t *testing.T) {
	for r := rune(0); r < 0x30000; r++ {
		if s := string(r); !doubtful(s) && slowLegible(s) != s {
			t.Errorf("U+%04X is not seen as doubtful", r)
		}
	}
}

func TestTextsAreLegibleEverywhere(t *testing.T) {
	r := understand(t, `-- parties.toml --
["a\u202e"]
title = "\u001bA"
-- assets/A-1.md --
+++
title = { ja = "\u202e表", en = "\u3000" }
summary = " \u200b"
kind = "organization"
viewpoints = ["\u2066v"]
owner = "a\u202e"
tags = ["t\u0007"]
links = [{ title = "l\u202e", url = "https://example.org/\u202e" }]

[extra]
"k\u202e" = { list = ["\u202ex", 1] }
+++
`)
	if got := faults(r); got != nil {
		t.Fatal(got)
	}
	a := r.Assets[0]
	got := []any{a.Title, a.Summary, a.Viewpoints, a.Owner, a.Tags, a.Links, a.Extra.Fields[0].Key, a.Extra.At("kU+202E", "list", 0).Text, r.Parties[0].Key, r.Parties[0].Title}
	want := []any{
		Text{{"ja", "U+202E表"}}, Text(nil), []string{"U+2066v"}, "aU+202E", []string{"t\uFFFD"},
		[]Link{{Title: Text{{"", "lU+202E"}}, URL: "https://example.org/\u202e"}}, // the address is refused as it was written
		"kU+202E", "U+202Ex", "aU+202E", Text{{"", "\uFFFDA"}},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestBlankTextsAreMissing(t *testing.T) {
	for _, title := range []string{`""`, `"  "`, `"\u3000"`, `"\u200b\u2060\ufeff"`, `"\u3164\u2800"`, `{}`, `{ ja = " ", en = "\u00a0" }`} {
		got := faults(understand(t, "-- reviews/V.md --\n+++\ntitle = "+title+"\non = 2026-01-01\nby = \"b\"\nfactor = \"internal\"\ntrigger = \"periodic\"\noutcome = \"keep\"\n+++\n"))
		if diff := cmp.Diff([]string{"reviews/V.md:1:1 missing-key example"}, got); diff != "" {
			t.Errorf("%s: %s", title, diff)
		}
	}
}
