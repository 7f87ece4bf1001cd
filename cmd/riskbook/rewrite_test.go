package main

import (
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/riskbook/riskbook/internal/session"
)

// Two runs of new may choose the same id: the second must neither take the place of the first nor leave its reader without a mend.
func TestCreateTakesNoPlace(t *testing.T) {
	root := t.TempDir()
	const name = "content/risks/R-1.md"
	if err := session.Create(root, name, []byte("first")); err != nil {
		t.Fatal(err)
	}
	err := session.Create(root, name, []byte("second"))
	if f, ok := errors.AsType[*session.Failure](err); !ok || f.Code != session.ExitEnvironment || f.Hint.En == "" || f.Hint.Ja == "" || f.Cause != nil {
		t.Errorf("%v, want words and a mend", err)
	}
	if data, err := os.ReadFile(filepath.Join(root, name)); err != nil || string(data) != "first" {
		t.Errorf("%q, %v", data, err)
	}
	if list, err := os.ReadDir(filepath.Join(root, "content/risks")); err != nil || len(list) != 1 {
		t.Errorf("%v, %v: want the one file", list, err)
	}
}

// Every command that writes takes away what a killed one left, and leaves nothing that git would see.
func TestNoLitter(t *testing.T) {
	root := committed(t, "en")
	litter := filepath.Join(root, "content", ".riskbook", ".riskbook-4711")
	risk := filepath.Join(root, "content/risks/R-001.md")
	text, err := os.ReadFile(risk)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(risk, []byte(strings.Replace(string(text), "title = ", "title=", 1)), 0o644); err != nil {
		t.Fatal(err)
	}
	for _, args := range [][]string{
		{"fmt"}, {"set", "C-001", "title=Guard"}, {"check", "--write-baseline", "--as-of", "2029-01-01", "--until", "2029-03-31"},
		{"export", "--out", filepath.Join(t.TempDir(), "register.json")}, {"schema", "--out", filepath.Join(t.TempDir(), "schema")}, {"new", "asset", "--title", "Pump"},
	} {
		if err := errors.Join(os.MkdirAll(filepath.Dir(litter), 0o755), os.WriteFile(litter, []byte("half"), 0o600)); err != nil {
			t.Fatal(err)
		}
		if code, said := runIn(t, root, "en", args...); code != session.ExitFine {
			t.Errorf("%s: exit code %d: %s", args[0], code, said)
		}
		if _, err := os.Lstat(litter); err == nil {
			t.Errorf("%s leaves what a killed command left", args[0])
		}
	}
	c := exec.Command("git", "status", "--porcelain", "--untracked-files=all")
	c.Dir = root
	out, err := c.CombinedOutput()
	if err != nil || strings.Contains(string(out), ".riskbook") || !strings.Contains(string(out), "content/baseline.toml") {
		t.Errorf("git sees\n%s%v", out, err)
	}
}
