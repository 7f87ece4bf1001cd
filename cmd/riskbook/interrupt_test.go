package main

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"

	"github.com/riskbook/riskbook/internal/session"
)

// interrupted starts a command, waits until it is at work, interrupts it as Ctrl-C does, and returns what it said.
func interrupted(t *testing.T, folder string, variables []string, atWork func(out *bufio.Reader) bool, args ...string) string {
	t.Helper()
	c := exec.Command("riskbook", args...)
	c.Dir, c.Env = folder, append(append(os.Environ(), "LANG=en_US.UTF-8", "LC_ALL=", "XDG_CACHE_HOME="+t.TempDir()), variables...)
	in, err := c.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	defer in.Close()
	out, err := c.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	var said bytes.Buffer
	c.Stderr = &said
	if err := c.Start(); err != nil {
		t.Fatal(err)
	}
	reader := bufio.NewReader(out)
	for end := time.Now().Add(patience); !atWork(reader); time.Sleep(time.Millisecond) {
		if time.Now().After(end) {
			_ = c.Process.Kill()
			t.Fatalf("%v does not get to work: %s", args, &said)
		}
	}
	start := time.Now()
	if err := c.Process.Signal(os.Interrupt); err != nil {
		t.Fatal(err)
	}
	err = c.Wait()
	if e, ok := errors.AsType[*exec.ExitError](err); !ok || e.ExitCode() != session.ExitInterrupted {
		t.Errorf("%v: %v, want exit code %d: %s", args, err, session.ExitInterrupted, &said)
	}
	t.Logf("%v ended after %v", args, time.Since(start))
	return said.String()
}

// everything lists all that lies in a folder, with its bytes.
func everything(t *testing.T, folder string) string {
	t.Helper()
	var b strings.Builder
	err := filepath.WalkDir(folder, func(path string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		fmt.Fprintln(&b, path)
		if entry.IsDir() {
			return nil
		}
		data, err := os.ReadFile(path)
		b.Write(data)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestInterrupted(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("there no process can interrupt another")
	}
	root := riskOf(t, "R-1.md")
	for i := range 1500 {
		text := "+++\ntitle = \"Pump\"\nkind = \"other\"\nowner = \"x\"\nviewpoints = [\"safety\"]\n+++\n" + strings.Repeat("Water flows to [[R-1]].\n\n", 20)
		if err := errors.Join(os.MkdirAll(filepath.Join(root, "content/assets"), 0o755), os.WriteFile(filepath.Join(root, "content/assets", fmt.Sprintf("A-%04d.md", i)), []byte(text), 0o644)); err != nil {
			t.Fatal(err)
		}
	}
	for path, text := range map[string]string{
		"content/risks/R-1.md":  "+++\ntitle = \"Flood\"\nidentified = 2026-01-01\nevents = []\nowner = \"x\"\n+++\n",
		"content/parties.toml":  "[x]\ntitle = \"X\"\n",
		"content/riskbook.toml": "title = \"T\"\ndefault_language = \"en\"\n",
	} {
		if err := os.WriteFile(filepath.Join(root, path), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if code, said := runIn(t, root, "en", "build"); code != session.ExitFine {
		t.Fatalf("exit code %d: %s", code, said)
	}
	if err := os.WriteFile(filepath.Join(root, "content/riskbook.toml"), []byte("title = \"Another\"\ndefault_language = \"en\"\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	before := everything(t, root)
	staged := func(*bufio.Reader) bool {
		_, err := os.Lstat(filepath.Join(root, ".public.riskbook-new"))
		return err == nil
	}
	if said := interrupted(t, root, nil, staged, "build"); said != "" && !strings.HasSuffix(said, "interrupted\n") {
		t.Errorf("build says %q", said)
	}
	if everything(t, root) != before {
		t.Error("an interrupted build leaves something else than it found")
	}
	told := func(out *bufio.Reader) bool {
		line, _ := out.ReadString('\n')
		return strings.HasPrefix(line, "http://127.0.0.1:")
	}
	interrupted(t, root, nil, told, "serve", "--port", "0")
	slow := t.TempDir()
	atWork := filepath.Join(slow, "at-work")
	if err := os.WriteFile(filepath.Join(slow, "git"), []byte("#!/bin/sh\n: >'"+atWork+"'\nexec sleep 600\n"), 0o755); err != nil {
		t.Fatal(err)
	}
	asked := func(*bufio.Reader) bool {
		_, err := os.Lstat(atWork)
		return err == nil
	}
	path := []string{"PATH=" + slow + string(os.PathListSeparator) + os.Getenv("PATH")}
	for _, format := range []string{"text", "json"} {
		if said := interrupted(t, root, path, asked, "diff", "--format", format); said != "interrupted\n" {
			t.Errorf("diff says %q", said)
		}
		if err := os.Remove(atWork); err != nil {
			t.Fatal(err)
		}
	}
	began := time.Now()
	interrupted(t, root, nil, func(*bufio.Reader) bool { return time.Since(began) > 3*time.Second }, "lsp")
	if everything(t, root) != before {
		t.Error("an interrupted command leaves something else than it found")
	}
}
