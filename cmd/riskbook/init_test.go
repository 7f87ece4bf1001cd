package main

import (
	"bytes"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"go.yaml.in/yaml/v3"

	"github.com/riskbook/riskbook/internal/date"
	"github.com/riskbook/riskbook/internal/edit"
	"github.com/riskbook/riskbook/internal/session"
	"github.com/riskbook/riskbook/internal/source"
	"github.com/riskbook/riskbook/internal/starter"
	"github.com/riskbook/riskbook/internal/store"
)

// runIn runs the program in a folder and gives its exit code and what it printed.
func runIn(t *testing.T, dir, lang string, args ...string) (int, string) {
	t.Helper()
	var out bytes.Buffer
	env := session.Environment{
		Stdout: &out, Stderr: &out, Directory: dir, Cache: t.TempDir(),
		Getenv: func(name string) string {
			return map[string]string{"LANG": lang, "PATH": os.Getenv("PATH"), "HOME": dir}[name]
		},
		Now: func() time.Time { return time.Date(2026, 11, 23, 3, 0, 0, 0, time.UTC) },
	}
	code := run(t.Context(), args, env)
	return code, out.String()
}

// committed makes a register in a fresh repository and commits it.
func committed(t *testing.T, lang string, args ...string) string {
	t.Helper()
	dir := t.TempDir()
	if code, out := runIn(t, dir, lang, append([]string{"init"}, args...)...); code != 0 {
		t.Fatalf("exit %d: %s", code, out)
	}
	for _, line := range []string{"init -q -b main", "add .", "-c user.name=A -c user.email=a@example.org commit -q -m begin"} {
		c := exec.Command("git", strings.Fields(line)...)
		c.Dir = dir
		c.Env = append(os.Environ(), "GIT_CONFIG_GLOBAL="+os.DevNull, "GIT_CONFIG_SYSTEM="+os.DevNull)
		if out, err := c.CombinedOutput(); err != nil {
			t.Fatalf("git %s: %v\n%s", line, err, out)
		}
	}
	return dir
}

var inCode = regexp.MustCompile("`(riskbook [a-z][^`]*)`")

// commandsIn lists the riskbook command lines of a file: of the strings of a YAML file, of the code of a README.
func commandsIn(t *testing.T, name string, data []byte) []string {
	t.Helper()
	var lines []string
	take := func(text string) {
		for line := range strings.Lines(text) {
			if line = strings.TrimSpace(line); strings.HasPrefix(line, "riskbook ") {
				lines = append(lines, line)
			}
		}
	}
	switch {
	case strings.HasSuffix(name, ".yml") || strings.HasSuffix(name, ".yaml"):
		var node yaml.Node
		if err := yaml.Unmarshal(data, &node); err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		var walk func(n *yaml.Node)
		walk = func(n *yaml.Node) {
			if n.Kind == yaml.ScalarNode {
				take(n.Value)
			}
			for _, inner := range n.Content {
				walk(inner)
			}
		}
		walk(&node)
	case name == "README.md":
		_, code, _ := strings.Cut(string(data), "```sh\n")
		code, _, _ = strings.Cut(code, "```")
		take(code)
		for _, m := range inCode.FindAllStringSubmatch(string(data), -1) {
			take(m[1])
		}
	}
	return lines
}

// words splits a command line as a shell does, without what it sends elsewhere or says in a comment.
func words(line string) []string {
	line, _, _ = strings.Cut(line, " #")
	for _, end := range []string{" > ", " | ", " || "} {
		line, _, _ = strings.Cut(line, end)
	}
	var list []string
	for i, part := range strings.Split(line, `"`) {
		if i%2 == 1 {
			list = append(list, part)
		} else {
			list = append(list, strings.Fields(part)...)
		}
	}
	return list[1:]
}

// TestInitCommands runs every command line of what init writes: those of the pipelines as they stand, those of the README as far as their flags go.
func TestInitCommands(t *testing.T) {
	if _, err := exec.LookPath("git"); err != nil {
		t.Skip("git is not installed")
	}
	for _, lang := range []string{"ja", "en"} {
		dir := committed(t, lang, "--languages", "ja,en")
		ran := map[string]int{}
		err := filepath.WalkDir(dir, func(path string, entry fs.DirEntry, err error) error {
			if err != nil || entry.IsDir() {
				if entry != nil && entry.Name() == ".git" {
					return filepath.SkipDir
				}
				return err
			}
			data, err := os.ReadFile(path)
			if err != nil {
				return err
			}
			name, _ := filepath.Rel(dir, path)
			for _, line := range commandsIn(t, filepath.ToSlash(name), data) {
				if strings.Contains(line, "--reviews") { // see TestReviewsOfTheForge
					continue
				}
				args := words(line)
				for i, a := range args {
					if strings.HasPrefix(a, "$") || a == "HEAD^1" { // what TestGitHubComment and TestGitLabNote have at hand
						args[i] = "HEAD"
					}
					if i > 0 && args[i-1] == "--site" {
						args[i] = "https://example.org/preview/"
					}
				}
				if name == "README.md" {
					args = append(args, "--help")
				}
				if code, out := runIn(t, dir, lang, args...); code != 0 {
					t.Errorf("%s: %s ends with %d:\n%s", name, line, code, out)
				}
				ran[args[0]]++
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
		for _, command := range []string{"build", "check", "diff", "explain", "fmt", "new", "schema", "serve", "set"} {
			if ran[command] == 0 {
				t.Errorf("%s: %s is never run", lang, command)
			}
		}
		if _, err := os.Stat(filepath.Join(dir, "public", "index.html")); err != nil {
			t.Error(err)
		}
	}
}

// TestInitPasses holds what init makes against every rule, and against its own layout.
func TestInitPasses(t *testing.T) {
	for _, args := range [][]string{
		{}, {"--profile", "full"}, {"--languages", "ja,en"}, {"--profile", "full", "--languages", "en,ja", "--criteria", "4x4"}, {"--criteria", "3x3"}, {"--criteria", "ipa", "--profile", "full"}, {"--sample"},
	} {
		for _, lang := range []string{"ja", "en"} {
			dir := t.TempDir()
			if code, out := runIn(t, dir, lang, append([]string{"init"}, args...)...); code != 0 {
				t.Fatalf("exit %d: %s", code, out)
			}
			if code, out := runIn(t, dir, lang, "check"); code != 0 {
				t.Errorf("%v %s: %s", args, lang, out)
			}
			if slices.Contains(args, "--sample") {
				continue
			}
			if code, out := runIn(t, dir, lang, "check", "--fail-on", "warning"); code != 0 {
				t.Errorf("%v %s: a fresh register has warnings: %s", args, lang, out)
			}
			if code, out := runIn(t, dir, lang, "fmt", "--check"); code != 0 {
				t.Errorf("%v %s: %s", args, lang, out)
			}
			if code, out := runIn(t, dir, lang, "check", "--format", "json"); code != 0 || strings.Contains(out, `"untranslated"`) || strings.Contains(out, "evaluation-stale") {
				t.Errorf("%v %s: %s", args, lang, out)
			}
		}
	}
}

// TestInitLeavesNothing makes a register where a file cannot be made, and finds nothing of it left.
func TestInitLeavesNothing(t *testing.T) {
	dir := t.TempDir()
	blocked := filepath.Join(dir, "file")
	if err := os.WriteFile(blocked, nil, 0o644); err != nil {
		t.Fatal(err)
	}
	if code, _ := runIn(t, dir, "en", "init", "file/register"); code != 3 {
		t.Errorf("exit %d", code)
	}
	files, err := starter.Files(starter.Choice{Language: "en", Profile: "full", AsOf: date.Of(2026, 1, 1)})
	if err != nil {
		t.Fatal(err)
	}
	files["content/riskbook.toml/x"] = nil // a file cannot be a folder too
	if err := store.Fill(filepath.Join(dir, "a", "b", "c"), files, "content/riskbook.toml"); err == nil {
		t.Error("no error")
	}
	list, err := os.ReadDir(dir)
	if err != nil || len(list) != 1 {
		t.Errorf("%v %v", list, err)
	}
}

func TestStarterFilesAreValidTOML(t *testing.T) {
	for _, lang := range []string{"ja", "en"} {
		files, err := starter.Files(starter.Choice{Language: lang, Profile: "full", AsOf: date.Of(2026, 1, 31), Install: starter.Install{URL: "https://example.org/riskbook-v1.2.3-linux-amd64", SHA256: "abc"}})
		if err != nil {
			t.Fatal(err)
		}
		for name, data := range files {
			if bytes.Contains(data, []byte("@TODAY@")) || regexp.MustCompile(`@[A-Z]+@`).Match(data) {
				t.Errorf("%s: a word is not filled in", name)
			}
			if strings.HasSuffix(name, ".toml") {
				if _, err := edit.Format(name, data, nil, source.DefaultLimits); err != nil {
					t.Errorf("%s: %v", name, err)
				}
			}
		}
		if !bytes.Contains(files["ci/install-riskbook"], []byte("https://example.org/riskbook-v1.2.3-linux-amd64")) || !bytes.Contains(files["ci/install-riskbook"], []byte("sha256:-abc}")) && !bytes.Contains(files["ci/install-riskbook"], []byte("SHA256:-abc}")) {
			t.Error("the pipelines install another version")
		}
	}
}
