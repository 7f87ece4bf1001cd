package main

import (
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"time"
)

// trial runs tests against mutants.
type trial struct {
	task   *task
	folder string
	limits map[string]time.Duration // by import path
}

// begin runs the tests of the packages as they are: what fails already notices nothing.
func begin(t *task, packages []*pkg) (*trial, error) {
	folder, err := os.MkdirTemp("", "riskbook-mutate-")
	if err != nil {
		return nil, err
	}
	r := &trial{task: t, folder: folder, limits: map[string]time.Duration{}}
	if err := boundMemory(); err != nil {
		r.end()
		return nil, err
	}
	for _, p := range packages {
		if err := r.unchanged(p); err != nil {
			r.end()
			return nil, err
		}
	}
	return r, nil
}

func (r *trial) end() { os.RemoveAll(r.folder) }

// unchanged runs the tests of a package that has no mutant in it, and takes the time.
func (r *trial) unchanged(p *pkg) error {
	if r.limits[p.ImportPath] > 0 {
		return nil
	}
	started := time.Now()
	if out, ok := r.test(p, 10*time.Minute, "-count=1"); !ok {
		return fmt.Errorf("the tests of %s fail without a mutant:\n%s", p.name(), out)
	}
	r.limits[p.ImportPath] = r.task.limit
	if r.task.limit == 0 {
		r.limits[p.ImportPath] = 4*time.Since(started) + 20*time.Second
	}
	return nil
}

// run tells which test notices a mutant: of its package, else of a package that imports it. It is "" where none does.
func (r *trial) run(m *mutant) (killer string, err error) {
	changed, overlay := filepath.Join(r.folder, "mutant.go"), filepath.Join(r.folder, "overlay.json")
	if err := os.WriteFile(changed, m.source(), 0o644); err != nil {
		return "", err
	}
	original := filepath.Join(m.of.Dir, m.of.GoFiles[m.file])
	data, err := json.Marshal(map[string]any{"Replace": map[string]string{original: changed}})
	if err != nil {
		return "", err
	}
	if err := os.WriteFile(overlay, data, 0o644); err != nil {
		return "", err
	}
	if out, ok := r.test(m.of, r.limits[m.of.ImportPath], "-overlay="+overlay, "-short"); !ok { // most are noticed by what is quick
		return fmt.Sprintf("%s: %s", m.of.name(), noticed(out)), nil
	}
	rooms := []*pkg{m.of}
	if !r.task.alone {
		rooms = append(rooms, m.of.importers...)
	}
	for _, p := range rooms {
		if err := r.unchanged(p); err != nil {
			return "", err
		}
		if out, ok := r.test(p, r.limits[p.ImportPath], "-overlay="+overlay); !ok {
			return fmt.Sprintf("%s: %s", p.name(), noticed(out)), nil
		}
	}
	return "", nil
}

func (r *trial) test(p *pkg, limit time.Duration, args ...string) (out []byte, ok bool) {
	args = append(append([]string{"test", "-vet=off", "-failfast", "-timeout=" + limit.String()}, args...), p.ImportPath)
	c := exec.Command("go", args...)
	c.Dir = r.task.root
	out, err := c.CombinedOutput()
	return out, err == nil
}

var (
	failedTest = regexp.MustCompile(`(?m)^\s*--- FAIL: (\S+)`)
	timedOut   = regexp.MustCompile(`(?m)^panic: test timed out`)
	crashed    = regexp.MustCompile(`(?m)^(panic|fatal error): .*`)
	built      = regexp.MustCompile(`(?m)^FAIL.*\[(build|setup) failed\]`)
)

// noticed gives what stopped a mutant, out of what the go command printed.
func noticed(out []byte) string {
	switch {
	case built.Match(out):
		return "does not build"
	case timedOut.Match(out):
		return "takes too long"
	}
	if test := failedTest.FindSubmatch(out); test != nil {
		return string(test[1])
	}
	if crash := crashed.Find(out); crash != nil {
		return brief(string(crash))
	}
	return "fails"
}
