package main

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/riskbook/riskbook/internal/session"
)

// outside are examples that need what the sample cannot have: a key, a register of others, an archive of last year, or a server that runs until it is stopped.
var outside = []string{"lsp", "serve", "sign ", "verify ", "import ", "--sign ", "audit-2025.zip", "proposed.toml", "--reviews ", "--with-history", "--edit", "| jq", "HEAD~1", "source <("}

// TestExamplesRun types every example of every --help into the sample, as it stands there.
func TestExamplesRun(t *testing.T) {
	if _, err := exec.LookPath("git"); err != nil {
		t.Skip("git is not installed")
	}
	fresh := newTerminalSession(t)
	fresh.language = "en"
	ran := 0
	for _, c := range commands {
		fresh.again(t)
		for _, e := range c.Examples {
			if containsAny(e.Line, outside) {
				continue
			}
			line, _, _ := strings.Cut(e.Line, " > ")
			var out bytes.Buffer
			code := run(t.Context(), splitLine(line)[1:], session.Environment{
				Stdout: &out, Stderr: &out, Directory: fresh.folder, Cache: t.TempDir(), Now: func() time.Time { return time.Date(2026, 11, 23, 3, 0, 0, 0, time.UTC) },
				Getenv: func(name string) string { return map[string]string{"LANG": "en"}[name] },
			})
			ran++
			if code == session.ExitUsage || code == session.ExitEnvironment {
				t.Errorf("%s ends with %d:\n%.600s", e.Line, code, out.String())
			}
		}
		if err := os.RemoveAll(filepath.Join(fresh.folder, "demo")); err != nil {
			t.Fatal(err)
		}
	}
	if ran < 40 {
		t.Errorf("only %d examples ran", ran)
	}
}

func containsAny(text string, parts []string) bool {
	for _, p := range parts {
		if strings.Contains(text, p) {
			return true
		}
	}
	return false
}
