package main

import (
	"bytes"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/riskbook/riskbook/internal/session"
)

var (
	readmeRecord  = regexp.MustCompile("(?s)This is `(content/[^`]+)`[^\n]*\n\n```markdown\n(.*?)```\n")
	readmeMessage = regexp.MustCompile("(?s)\n```\n(content/[^\n]+: error: .*?)```\n")
	messageLine   = regexp.MustCompile(`(?m)^ *([0-9]+) \| (.+)$`)
)

// What the README shows of the sample is there, and what it shows of check is what check says once that fault is made.
func TestReadmeShowsARecordOfTheSampleAndWhatCheckSaysOfIt(t *testing.T) {
	data, err := os.ReadFile("../../README.md")
	if err != nil {
		t.Fatal(err)
	}
	record, message := readmeRecord.FindSubmatch(data), readmeMessage.FindSubmatch(data)
	if record == nil || message == nil {
		t.Fatal("README.md shows no record, or no message of check")
	}
	name, want := string(record[1]), string(message[1])
	sample, err := os.ReadFile(filepath.Join("../..", name))
	if err != nil {
		t.Fatal(err)
	}
	if string(sample) != string(record[2]) {
		t.Fatalf("README.md shows another %s than the sample has:\n%s", name, firstDifference(string(record[2]), string(sample)))
	}

	quoted := messageLine.FindStringSubmatch(want)
	if quoted == nil || !strings.HasPrefix(want, name+":"+quoted[1]+":") {
		t.Fatalf("the message quotes no line of %s:\n%s", name, want)
	}
	number, err := strconv.Atoi(quoted[1])
	if err != nil {
		t.Fatal(err)
	}
	lines := strings.Split(string(sample), "\n")
	if number > len(lines) || lines[number-1] == quoted[2] {
		t.Fatalf("line %d of %s is no fault to make: %q", number, name, quoted[2])
	}
	lines[number-1] = quoted[2]
	dir := t.TempDir()
	if err := os.CopyFS(filepath.Join(dir, "content"), os.DirFS("../../content")); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, name), []byte(strings.Join(lines, "\n")), 0o600); err != nil {
		t.Fatal(err)
	}

	var out bytes.Buffer
	code := run(t.Context(), []string{"check", "--lang", "en", "--rule", "not-on-scale", name}, session.Environment{
		Stdout: &out, Stderr: io.Discard, Directory: dir, Cache: t.TempDir(), Getenv: func(string) string { return "" },
		Now: func() time.Time { return time.Date(2026, 11, 23, 3, 0, 0, 0, time.UTC) },
	})
	if code != 1 || out.String() != want {
		t.Errorf("check exits with %d and says\n%s\nREADME.md shows\n%s", code, out.String(), want)
	}
}
