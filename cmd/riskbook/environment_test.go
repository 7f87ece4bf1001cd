package main

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/riskbook/riskbook/internal/session"
)

// riskOf makes a register of one faulty record under a name of one's choice.
func riskOf(t *testing.T, name string) string {
	t.Helper()
	root := t.TempDir()
	folder := filepath.Join(root, "content", "risks")
	if err := os.MkdirAll(folder, 0o755); err != nil {
		t.Fatal(err)
	}
	for path, text := range map[string]string{filepath.Join(root, "content", "riskbook.toml"): "title = \"T\"\n", filepath.Join(folder, name): "+++\nx = 1\n+++\n"} {
		if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
			t.Skip(err)
		}
	}
	return root
}

// Colour is a matter of the stream that is written to: one may be a file while the other is a terminal.
func TestColourByStream(t *testing.T) {
	root := riskOf(t, "R-1.md")
	for _, tt := range []struct {
		line            string
		out, err        bool // is a terminal
		inOut, inErr    bool // has colour
		variable, setTo string
	}{
		{line: "check", out: false, err: true},
		{line: "check", out: true, err: false, inOut: true},
		{line: "check --summary", out: false, err: true},
		{line: "check --summary", out: true, err: false, inOut: true},
		{line: "check", out: true, err: true, variable: "NO_COLOR", setTo: "1"},
		{line: "build", out: true, err: false},
		{line: "build", out: false, err: true, inErr: true},
		{line: "export", out: false, err: true, inErr: true},
	} {
		var out, complaints bytes.Buffer
		run(t.Context(), append(strings.Fields(tt.line), "--root", root), session.Environment{
			Stdout: &out, Stderr: &complaints, Directory: t.TempDir(), Now: time.Now, OutTerminal: tt.out, ErrTerminal: tt.err,
			Getenv: func(name string) string {
				if name == tt.variable {
					return tt.setTo
				}
				return ""
			},
		})
		if got := strings.Contains(out.String(), "\x1b["); got != tt.inOut {
			t.Errorf("%+v: colour on standard output: %t", tt, got)
		}
		if got := strings.Contains(complaints.String(), "\x1b["); got != tt.inErr {
			t.Errorf("%+v: colour on standard error: %t", tt, got)
		}
		if out.Len()+complaints.Len() == 0 {
			t.Errorf("%+v: nothing was written", tt)
		}
	}
}

// Nothing in a file's name reaches a terminal, a log or a report raw that a terminal would obey.
func TestNamesAreShownNotObeyed(t *testing.T) {
	root := riskOf(t, "R\x1b[31m\a\u202e\u2066-1.md")
	for _, line := range []string{
		"check", "check --format github", "check --format gitlab", "check --format json", "check --format sarif", "check --summary", "build", "fmt", "export", "set R-1 title=x",
	} {
		code, said := runIn(t, root, "en", strings.Fields(line)...)
		if strings.ContainsAny(said, "\x1b\a\u202e\u2066") {
			t.Errorf("%s (exit code %d): %q", line, code, said)
		}
		if said == "" {
			t.Errorf("%s says nothing: %q", line, said)
		}
	}
}

func TestSourceDateEpoch(t *testing.T) {
	root := riskOf(t, "R-1.md")
	for epoch, want := range map[string]int{
		"1795392000": session.ExitNotPassed, "0": session.ExitNotPassed, "253402250400": session.ExitNotPassed, // the last of them 9999-12-31 in every zone
		"1795392000000": session.ExitUsage, "253402300800": session.ExitUsage, "-62135596801": session.ExitUsage, "9223372036854775807": session.ExitUsage, "-9223372036854775808": session.ExitUsage,
		"9223372036854775808": session.ExitUsage, "soon": session.ExitUsage, "1.5": session.ExitUsage,
	} {
		for _, command := range []string{"check", "build"} {
			var said bytes.Buffer
			code := run(t.Context(), []string{command, "--root", root}, session.Environment{
				Stdout: &said, Stderr: &said, Directory: root, Now: time.Now,
				Getenv: func(name string) string { return map[string]string{"SOURCE_DATE_EPOCH": epoch}[name] },
			})
			if code != want || want == session.ExitUsage && !strings.Contains(said.String(), "SOURCE_DATE_EPOCH") {
				t.Errorf("%s, %s: exit code %d, want %d: %s", command, epoch, code, want, &said)
			}
		}
	}
}
