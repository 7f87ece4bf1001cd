// Tests runs every test of the repository, those of the browser too, and says in one line at the end what was skipped and how to run it:
//
//	go run ./internal/tests
package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"os"
	"os/exec"
	"slices"
	"strings"
)

// event is a line of go test -json.
type event struct{ Action, Package, Test, Output string }

// runs are the commands, as the arguments of go.
var runs = [][]string{
	{"test", "-json", "-timeout", "30m", "./..."},
	{"test", "-json", "-C", "internal/browser", "-timeout", "30m", "./..."},
}

func main() {
	t := &tally{said: map[string][]string{}, skipped: map[string]int{}}
	failed := false
	for _, args := range runs {
		c := exec.Command("go", append(slices.Clone(args[:1]), order(args[1:])...)...)
		c.Stderr = os.Stderr
		out, err := c.StdoutPipe()
		if err == nil {
			err = c.Start()
		}
		if err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		t.read(out, os.Stdout)
		failed = c.Wait() != nil || failed
	}
	fmt.Println(t.last())
	if failed {
		os.Exit(1)
	}
}

// order puts -C first, where the go tool wants it.
func order(args []string) []string {
	at := slices.Index(args, "-C")
	if at < 0 {
		return args
	}
	return slices.Concat(args[at:at+2], args[:at], args[at+2:])
}

// tally is what tests said, and which were skipped and why.
type tally struct {
	said    map[string][]string // what a test that runs has printed
	skipped map[string]int      // by reason
}

// read follows go test: it prints a line for each package, and all that failing tests said.
func (t *tally) read(from io.Reader, to io.Writer) {
	lines := bufio.NewScanner(from)
	lines.Buffer(nil, 16<<20)
	for lines.Scan() {
		var e event
		if json.Unmarshal(lines.Bytes(), &e) != nil {
			fmt.Fprintln(to, lines.Text())
			continue
		}
		name := e.Package + " " + e.Test
		switch {
		case e.Action == "output" && e.Test == "":
			if strings.HasPrefix(e.Output, "ok ") || strings.HasPrefix(e.Output, "FAIL") || !strings.HasPrefix(e.Output, "?") && !strings.HasPrefix(e.Output, "PASS") {
				fmt.Fprint(to, e.Output)
			}
		case e.Action == "output":
			t.said[name] = append(t.said[name], e.Output)
		case e.Action == "skip" && e.Test != "":
			t.skipped[reason(t.said[name])]++
			delete(t.said, name)
		case e.Action == "fail" && e.Test != "":
			fmt.Fprint(to, strings.Join(t.said[name], ""))
			delete(t.said, name)
		case e.Action == "pass":
			delete(t.said, name)
		}
	}
}

// reason gives what a test said when it was skipped: the last line of its own.
func reason(said []string) string {
	for _, line := range slices.Backward(said) {
		line = strings.TrimSpace(line)
		if line == "" || strings.HasPrefix(line, "---") || strings.HasPrefix(line, "===") {
			continue
		}
		if _, words, ok := strings.Cut(line, ".go:"); ok {
			if _, after, ok := strings.Cut(words, ": "); ok {
				return after
			}
		}
		return line
	}
	return "no reason given"
}

// remedies say how to run what was skipped for want of something that a reason names.
var remedies = []struct{ word, how string }{
	{"axe", "npm ci --prefix internal/browser"},
	{"npm", "npm ci --prefix internal/browser"},
	{"Chromium", "install chromium, with fonts-noto-cjk"},
	{"chromium", "install chromium, with fonts-noto-cjk"},
	{"browser", "install chromium, with fonts-noto-cjk"},
	{"soffice", "install libreoffice-calc"},
	{"LibreOffice", "install libreoffice-calc"},
	{"ssh-keygen", "install openssh-client"},
	{"unzip", "install unzip"},
	{"nvim", "install neovim"},
	{"git", "install git"},
}

// last says in one line what was skipped and how to run it.
func (t *tally) last() string {
	if len(t.skipped) == 0 {
		return "Every test ran; none was skipped."
	}
	total := 0
	var parts []string
	for _, why := range slices.Sorted(maps.Keys(t.skipped)) {
		n := t.skipped[why]
		total += n
		part := fmt.Sprintf("%d: %s", n, why)
		for _, r := range remedies {
			if strings.Contains(why, r.word) {
				part += " (to run: " + r.how + ")"
				break
			}
		}
		parts = append(parts, part)
	}
	return fmt.Sprintf("Skipped %d tests — %s. .ci/run installs what they need and runs them all.", total, strings.Join(parts, "; "))
}
