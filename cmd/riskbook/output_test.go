package main

import (
	"bytes"
	"errors"
	"path/filepath"
	"strings"
	"testing"
	"time"
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
		code := run(t.Context(), append(strings.Fields(line), "--root", root), environment{
			stdin: strings.NewReader(""), stdout: full{}, stderr: &said, directory: t.TempDir(), getenv: func(string) string { return "" }, now: time.Now,
		})
		if code != exitEnvironment || !strings.Contains(said.String(), ": no space left on device") {
			t.Errorf("%s: exit code %d, said %q", line, code, said.String())
		}
	}
}
