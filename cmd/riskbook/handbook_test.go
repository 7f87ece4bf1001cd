package main

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/riskbook/riskbook/internal/session"
	"github.com/riskbook/riskbook/internal/term"
)

// The handbook shows sessions at a terminal, in blocks marked console: a line that begins with "$ " is typed, what follows is what the program answers, both
// streams together. A last line "…" stands for the rest of an answer. This test types every such line into a copy of the sample register, a fresh one for each
// section of a page, and holds the answers against the page. What every --help ends with is left out, and commits have the same name throughout. UPDATE=1
// rewrites the pages.

const handbookFolder = "../../internal/page/method/handbook"

func TestHandbookShowsWhatTheProgramAnswers(t *testing.T) {
	pages, err := filepath.Glob(filepath.Join(handbookFolder, "*.md"))
	if err != nil {
		t.Fatal(err)
	}
	typed := 0
	session := newTerminalSession(t)
	for _, page := range pages {
		t.Run(filepath.Base(page), func(t *testing.T) {
			data, err := os.ReadFile(page)
			if err != nil {
				t.Fatal(err)
			}
			session.language = "en"
			if strings.HasSuffix(page, ".ja.md") {
				session.language = "ja"
			}
			got, n := session.replay(t, string(data))
			typed += n
			if got == string(data) {
				return
			}
			if os.Getenv("UPDATE") != "" {
				if err := os.WriteFile(page, []byte(got), 0o644); err != nil {
					t.Fatal(err)
				}
				return
			}
			t.Errorf("the page does not show what the program answers; UPDATE=1 go test ./cmd/riskbook rewrites it:\n%s", firstDifference(string(data), got))
		})
	}
	if typed == 0 {
		t.Error("no page shows a session")
	}
}

// replay gives a page with the answers of its sessions put in anew, and the number of lines typed.
func (s *terminalSession) replay(t *testing.T, page string) (string, int) {
	var out strings.Builder
	lines := strings.SplitAfter(page, "\n")
	fresh := false
	typed := 0
	for i := 0; i < len(lines); i++ {
		out.WriteString(lines[i])
		if strings.HasPrefix(lines[i], "## ") {
			fresh = false
		}
		if strings.TrimSpace(lines[i]) != "```console" {
			continue
		}
		if !fresh {
			s.again(t)
			fresh = true
		}
		end := i + 1 + slices.Index(lines[i+1:], "```\n")
		if end <= i {
			t.Fatalf("line %d: the block does not end", i+1)
		}
		for at := i + 1; at < end; {
			command, ok := strings.CutPrefix(lines[at], "$ ")
			if !ok {
				t.Fatalf("line %d: a block begins with what is typed", at+1)
			}
			next := at + 1
			for next < end && !strings.HasPrefix(lines[next], "$ ") {
				next++
			}
			out.WriteString(lines[at])
			out.WriteString(cut(s.enter(t, strings.TrimSpace(command)), lines[at+1:next]))
			typed++
			at = next
		}
		i = end - 1
	}
	return out.String(), typed
}

// cut shortens an answer where the page shows only its first lines.
func cut(answer string, shown []string) string {
	if len(shown) == 0 || shown[len(shown)-1] != "…\n" {
		return answer
	}
	lines := strings.SplitAfter(answer, "\n")
	return strings.Join(lines[:min(len(shown)-1, len(lines)-1)], "") + "…\n"
}

// terminalSession is a copy of the sample register, in a git repository, in which lines are typed.
type terminalSession struct {
	folder, language string
}

func newTerminalSession(t *testing.T) *terminalSession {
	t.Helper()
	if _, err := exec.LookPath("git"); err != nil {
		t.Skip("the sessions use git, which is not installed")
	}
	s := &terminalSession{folder: filepath.Join(t.TempDir(), "register")}
	if err := os.CopyFS(filepath.Join(s.folder, "content"), os.DirFS("../../content")); err != nil {
		t.Fatal(err)
	}
	s.quietly(t, "git init -q -b main", "git add -A", "git commit -q -m baseline", "git tag baseline")
	return s
}

// again puts the register back to where it was at first.
func (s *terminalSession) again(t *testing.T) {
	t.Helper()
	s.quietly(t, "git checkout -q -f main", "git reset -q --hard baseline", "git clean -q -f -d -x")
}

func (s *terminalSession) quietly(t *testing.T, lines ...string) {
	t.Helper()
	for _, line := range lines {
		if answer := s.enter(t, line); answer != "" {
			t.Fatalf("%s: %s", line, answer)
		}
	}
}

// enter types a line and gives the answer, with the register's folder written as the reader would see it.
func (s *terminalSession) enter(t *testing.T, line string) string {
	t.Helper()
	words := splitLine(line)
	var answer bytes.Buffer
	switch words[0] {
	case "riskbook":
		env := session.Environment{
			Stdout: &answer, Stderr: &answer, Directory: s.folder,
			Now:    func() time.Time { return time.Date(2026, 11, 23, 3, 0, 0, 0, time.UTC) },
			Getenv: func(name string) string { return map[string]string{"LANG": s.language}[name] },
		}
		run(t.Context(), words[1:], env)
	case "git":
		command := exec.Command("git", words[1:]...)
		command.Dir = s.folder
		command.Env = append(os.Environ(), "LC_ALL=C", "GIT_CONFIG_GLOBAL="+os.DevNull, "GIT_CONFIG_SYSTEM="+os.DevNull, "GIT_AUTHOR_NAME=Team", "GIT_AUTHOR_EMAIL=team@example.jp",
			"GIT_COMMITTER_NAME=Team", "GIT_COMMITTER_EMAIL=team@example.jp", "GIT_AUTHOR_DATE=2026-11-23T12:00:00+09:00", "GIT_COMMITTER_DATE=2026-11-23T12:00:00+09:00")
		out, err := command.CombinedOutput()
		if err != nil {
			t.Fatalf("%s: %v\n%s", line, err, out)
		}
		answer.Write(out)
	default:
		t.Fatalf("no session can type %q", line)
	}
	text := strings.ReplaceAll(answer.String(), s.folder, "/home/team/register")
	if len(words) > 2 && words[len(words)-1] == "--help" {
		common := term.Words{Ja: "共通のフラグ:", En: "Flags common to all commands:"}.In(s.language)
		if own, _, ok := strings.Cut(text, "\n"+common); ok {
			text = own + "…\n"
		}
	}
	return commitName.ReplaceAllString(text, "(${1}1f0c7d2a9e${1})")
}

var commitName = regexp.MustCompile("\\((`?)[0-9a-f]{10}`?\\)")

// splitLine takes a line apart at blanks, quotes being kept together.
func splitLine(line string) []string {
	var words []string
	var word strings.Builder
	quote, inside := rune(0), false
	for _, r := range line {
		switch {
		case quote != 0 && r == quote:
			quote = 0
		case quote != 0:
			word.WriteRune(r)
		case r == '"' || r == '\'':
			quote, inside = r, true
		case r == ' ':
			if inside {
				words = append(words, word.String())
			}
			word.Reset()
			inside = false
		default:
			word.WriteRune(r)
			inside = true
		}
	}
	if inside {
		words = append(words, word.String())
	}
	return words
}

func firstDifference(want, got string) string {
	a, b := strings.Split(want, "\n"), strings.Split(got, "\n")
	for i := range min(len(a), len(b)) {
		if a[i] != b[i] {
			return fmt.Sprintf("line %d\n  page:    %s\n  program: %s", i+1, a[i], b[i])
		}
	}
	return fmt.Sprintf("the page has %d lines, the program gives %d", len(a), len(b))
}
