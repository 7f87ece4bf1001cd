//go:build unix

package site

import (
	"errors"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// crashFolder tells a copy of the test binary to build into a folder until it is killed.
const crashFolder = "RISKBOOK_TEST_BUILD_UNTIL_KILLED"

func TestMain(m *testing.M) {
	if out := os.Getenv(crashFolder); out != "" {
		buildForever(out)
	}
	os.Exit(m.Run())
}

// versionFiles is the site of one version: most files tell the version, some never change, one is in this version only.
func versionFiles(version int) map[string]string {
	files := map[string]string{fmt.Sprintf("only/%d.html", version): versionText(version)}
	for i := range 20 {
		files[fmt.Sprintf("risks/R-%02d.html", i)] = versionText(version)
		files[fmt.Sprintf("static/%02d.css", i)] = "never changes"
	}
	return files
}

func versionText(version int) string {
	return strings.Repeat(fmt.Sprintf("version %d\n", version), 200)
}

// versionOf reads the version that a whole file tells.
func versionOf(text []byte) (int, error) {
	first, _, _ := strings.Cut(string(text), "\n")
	n, err := strconv.Atoi(strings.TrimPrefix(first, "version "))
	if err != nil || string(text) != versionText(n) {
		return 0, fmt.Errorf("not whole: %d bytes that begin with %q", len(text), first)
	}
	return n, nil
}

// buildForever builds one version after the other, on from the one that is there.
func buildForever(out string) {
	version := 0
	if text, err := os.ReadFile(filepath.Join(out, "risks/R-00.html")); err == nil {
		if version, err = versionOf(text); err != nil {
			panic(err)
		}
	}
	for {
		version++
		f, err := OpenFolder(out, Guard{})
		if err != nil {
			panic(err)
		}
		for name, text := range versionFiles(version) {
			if err := f.Write(name, []byte(text)); err != nil {
				panic(err)
			}
		}
		if _, err := f.Commit(""); err != nil {
			panic(err)
		}
	}
}

// TestKilledAtAnyMoment kills builds at random moments while a reader looks on, and then looks at what is left.
func TestKilledAtAnyMoment(t *testing.T) {
	if testing.Short() {
		t.Skip("takes three seconds")
	}
	parent := t.TempDir()
	out := filepath.Join(parent, "public")
	mustBuild(t, out, versionFiles(0))
	var stop atomic.Bool
	result := make(chan error)
	var looks atomic.Int64
	go func() {
		err := error(nil)
		for seen := 0; err == nil && !stop.Load(); looks.Add(1) {
			seen, err = look(out, seen)
		}
		result <- err
	}()
	litter := make(map[string]int)
	last := 0
	enough := func() bool { return last >= 10 && looks.Load() >= 10 && litter[".public.riskbook-new"] > 0 }
	deadline := time.Now().Add(2 * time.Minute) // a busy machine starts few builds in the time that they are given
	for kills := 0; kills < 40 || !enough() && time.Now().Before(deadline); kills++ {
		patience := time.Duration(60+10*max(0, kills-40)) * time.Millisecond
		killAfter(t, out, 5*time.Millisecond+rand.N(patience))
		last = wholeSite(t, out, last)
		for _, name := range names(t, parent) {
			litter[name]++
		}
	}
	stop.Store(true)
	if err := <-result; err != nil {
		t.Errorf("the reader: %v", err)
	}
	t.Logf("%d versions, %d looks, left by killed builds: %v", last, looks.Load(), litter)
	if !enough() {
		t.Error("too little happened to show anything")
	}
	mustBuild(t, out, versionFiles(last+1))
	if diff := cmp.Diff([]string{"public"}, names(t, parent)); diff != "" {
		t.Errorf("litter after the next run: %s", diff)
	}
	if diff := cmp.Diff(siteOf(versionFiles(last+1)), tree(t, out)); diff != "" {
		t.Error(diff)
	}
}

// killAfter runs builds in a process of its own and kills it.
func killAfter(t *testing.T, out string, wait time.Duration) {
	t.Helper()
	cmd := exec.Command(os.Args[0])
	cmd.Env = append(os.Environ(), crashFolder+"="+out)
	var said strings.Builder
	cmd.Stderr = &said
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	time.Sleep(wait)
	if err := cmd.Process.Kill(); err != nil {
		t.Fatalf("it ended by itself: %v\n%s", err, said.String())
	}
	cmd.Wait()
	if status, ok := cmd.ProcessState.Sys().(syscall.WaitStatus); !ok || status.Signal() != syscall.SIGKILL {
		t.Fatalf("it ended by itself: %v\n%s", cmd.ProcessState, said.String())
	}
}

// wholeSite requires the site to be exactly one version, not older than the last, and gives it.
func wholeSite(t *testing.T, out string, last int) int {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(out, "risks/R-00.html"))
	if err != nil {
		t.Fatal(err)
	}
	version, err := versionOf(text)
	if err != nil {
		t.Fatal(err)
	}
	if version < last {
		t.Fatalf("version %d after version %d", version, last)
	}
	if diff := cmp.Diff(siteOf(versionFiles(version)), tree(t, out)); diff != "" {
		t.Fatal(diff)
	}
	return version
}

// look reads the site by name as a web server does: every file is there at any moment, whole, and never older than one read before; and all are of one version
// unless the folder was replaced meanwhile.
func look(out string, seen int) (int, error) {
	held, err := os.Open(out) // keeps the folder's identity from being given to another
	if err != nil {
		return 0, err
	}
	defer held.Close()
	first := -1
	mixed := false
	for i := range 20 {
		name := fmt.Sprintf("risks/R-%02d.html", i)
		text, err := os.ReadFile(filepath.Join(out, name))
		if err != nil {
			return 0, err
		}
		version, err := versionOf(text)
		if err != nil {
			return 0, fmt.Errorf("%s: %w", name, err)
		}
		if version < seen {
			return 0, fmt.Errorf("%s: version %d after version %d", name, version, seen)
		}
		seen = version
		if first < 0 {
			first = version
		}
		mixed = mixed || version != first
	}
	_, err = os.Lstat(filepath.Join(out, fmt.Sprintf("only/%d.html", first)))
	now, err2 := os.Stat(out)
	was, err3 := held.Stat()
	if err := errors.Join(err2, err3); err != nil {
		return 0, err
	}
	if os.SameFile(now, was) && (mixed || errors.Is(err, fs.ErrNotExist)) {
		return 0, fmt.Errorf("one folder, several versions from %d on (%v)", first, err)
	}
	return seen, nil
}

// TestUmask builds under umasks that would give too little or too much.
func TestUmask(t *testing.T) {
	for _, mask := range []int{0, 0o077, 0o777} {
		out := filepath.Join(t.TempDir(), "public")
		was := syscall.Umask(mask)
		_, err := build(t, hasty{}, out, "", "", oldSite)
		syscall.Umask(was)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(siteOf(oldSite), tree(t, out)); diff != "" {
			t.Errorf("umask %03o: %s", mask, diff)
		}
	}
}
