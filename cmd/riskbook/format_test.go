package main

import (
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/riskbook/riskbook/internal/session"
)

// TestOldFormatsStayReadable proves one archive of each format that was ever written, by another version of the program each. They are never made anew: what
// an auditor holds does not change either. Their roots stand here as they were quoted when they were made.
func TestOldFormatsStayReadable(t *testing.T) {
	for name, root := range map[string]string{
		"format-1.zip": "4d3193d498c3dd6422776ebee152a42146f036e06d2a5fbeed534347afb12de9",
	} {
		var out, said strings.Builder
		env := session.Environment{
			Stdin: strings.NewReader(""), Stdout: &out, Stderr: &said, Getenv: func(string) string { return "" },
			Directory: filepath.Join("testdata", "archives"), Now: time.Now,
		}
		code := run(t.Context(), []string{"verify", name, "--rebuild", "--expect-root", root, "--format", "json"}, env)
		if code != 0 || !strings.Contains(out.String(), `"ok": true`) || !strings.Contains(out.String(), `"rebuilt": {`) {
			t.Errorf("%s: exit %d\n%s%s", name, code, out.String(), said.String())
		}
	}
}

// TestSiteOfAnArchiveIsThatOfABuild compares every page of an archive with what build writes.
func TestSiteOfAnArchiveIsThatOfABuild(t *testing.T) {
	needs(t, "unzip")
	w := newWorkshop(t)
	for _, args := range [][]string{{"snapshot", "--as-of", "2026-12-31", "--out", "../audit.zip"}, {"build", "--as-of", "2026-12-31", "--out", "../site"}} {
		if code, _, said := w.riskbook("r", args...); code != 0 {
			t.Fatal(said)
		}
	}
	w.sh("unzip -q audit.zip && rm site/.riskbook-site && diff -r site riskbook-*/data/site")
}
