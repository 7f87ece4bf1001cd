package main

import (
	"bytes"
	"errors"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/riskbook/riskbook/internal/session"
)

// full is an output without room.
type full struct{}

func (full) Write([]byte) (int, error) { return 0, errors.New("no space left on device") }

func TestNoCommandIsFineWithoutOutput(t *testing.T) {
	root, err := filepath.Abs("../..")
	if err != nil {
		t.Fatal(err)
	}
	for _, line := range []string{
		"--help", "check", "check --format json", "check --fail-on info", "check --help", "completion bash", "completion zsh", "completion fish",
		"explain R-001", "explain needs-treatment", "export --format ics", "export --format json", "schema", "schema risks", "version",
	} {
		var said bytes.Buffer
		code := run(t.Context(), append(strings.Fields(line), "--root", root), session.Environment{
			Stdin: strings.NewReader(""), Stdout: full{}, Stderr: &said, Directory: t.TempDir(), Getenv: func(string) string { return "" }, Now: time.Now,
		})
		if code != session.ExitEnvironment || !strings.Contains(said.String(), ": no space left on device") {
			t.Errorf("%s: exit code %d, said %q", line, code, said.String())
		}
	}
}
