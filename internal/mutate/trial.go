package main

import (
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"time"
)

// trial runs tests against mutants.
type trial struct {
	task   *task
	folder string
	active string                   // file with the number of the mutant that is awake
	limits map[string]time.Duration // by import path: how long the tests may take
	shared map[string]*tests        // by import path: of the mutants that stand in a package together
}

// tests are the programs that test packages, made from a tree in which some files are changed.
type tests struct {
	folder   string
	overlay  string
	programs map[string]string // by import path
}

func begin(t *task) (*trial, error) {
	folder, err := os.MkdirTemp("", "riskbook-mutate-")
	if err != nil {
		return nil, err
	}
	r := &trial{task: t, folder: folder, active: filepath.Join(folder, "active"), limits: map[string]time.Duration{}, shared: map[string]*tests{}}
	return r, boundMemory()
}

func (r *trial) end() { os.RemoveAll(r.folder) }

// prepare puts the mutants of a package into it, side by side as far as they can stand so.
func (r *trial) prepare(p *pkg, mutants []*mutant) error {
	together, _ := p.sideBySide(mutants)
	for i, m := range together {
		m.number = i + 1
	}
	files, _ := p.together(together)
	changed := map[string][]byte{filepath.Join(p.Dir, "mutant_switches.go"): []byte(switches(p.files[0].Name.Name, r.active))}
	for i, data := range files {
		changed[filepath.Join(p.Dir, p.GoFiles[i])] = data
	}
	shared, err := r.overlay(changed)
	r.shared[p.ImportPath] = shared
	return err
}

// overlay writes files that stand in for those of the tree.
func (r *trial) overlay(files map[string][]byte) (*tests, error) {
	folder, err := os.MkdirTemp(r.folder, "")
	if err != nil {
		return nil, err
	}
	instead := map[string]string{}
	for name, data := range files {
		instead[name] = filepath.Join(folder, strconv.Itoa(len(instead))+".go")
		if err := os.WriteFile(instead[name], data, 0o644); err != nil {
			return nil, err
		}
	}
	list, err := json.Marshal(map[string]any{"Replace": instead})
	if err != nil {
		return nil, err
	}
	s := &tests{folder: folder, overlay: filepath.Join(folder, "overlay.json"), programs: map[string]string{}}
	return s, os.WriteFile(s.overlay, list, 0o644)
}

// run tells which test notices a mutant: of its package, else of a package that imports it. It is "" where none does.
func (r *trial) run(m *mutant) (killer string, err error) {
	shared := r.shared[m.of.ImportPath]
	s := shared
	if m.number == 0 {
		if s, err = r.overlay(map[string][]byte{filepath.Join(m.of.Dir, m.of.GoFiles[m.file]): m.source()}); err != nil {
			return "", err
		}
		defer os.RemoveAll(s.folder)
	}
	rooms := []*pkg{m.of}
	if !r.task.alone {
		rooms = append(rooms, m.of.importers...)
	}
	for i, p := range rooms {
		limit, err := r.limit(shared, p)
		if err != nil {
			return "", err
		}
		program, err := r.program(s, p)
		if err != nil {
			return "", err
		}
		attempts := [][]string{nil}
		if i == 0 {
			attempts = [][]string{{"-test.short"}, nil} // most are noticed by what is quick
		}
		for _, args := range attempts {
			if out, ok := r.start(program, p, m.number, limit, args...); !ok {
				return p.name() + ": " + noticed(out), nil
			}
		}
	}
	return "", nil
}

// program gives the program that tests a package, and makes it the first time.
func (r *trial) program(s *tests, p *pkg) (string, error) {
	program, made := s.programs[p.ImportPath]
	if made {
		return program, nil
	}
	program = filepath.Join(s.folder, strconv.Itoa(len(s.programs))+".test")
	c := exec.Command("go", "test", "-c", "-vet=off", "-overlay="+s.overlay, "-o", program, p.ImportPath)
	c.Dir = r.task.root
	if out, err := c.CombinedOutput(); err != nil {
		return "", fmt.Errorf("%s: %w\n%s", p.name(), err, out)
	}
	s.programs[p.ImportPath] = program
	return program, nil
}

// limit gives how long the tests of a package may take. The first time it runs them while all mutants are asleep: what fails then notices nothing.
func (r *trial) limit(shared *tests, p *pkg) (time.Duration, error) {
	if limit := r.limits[p.ImportPath]; limit > 0 {
		return limit, nil
	}
	program, err := r.program(shared, p)
	if err != nil {
		return 0, err
	}
	started := time.Now()
	if out, ok := r.start(program, p, 0, 20*time.Minute); !ok {
		return 0, fmt.Errorf("the tests of %s fail without a mutant:\n%s", p.name(), out)
	}
	r.limits[p.ImportPath] = r.task.limit
	if r.task.limit == 0 {
		r.limits[p.ImportPath] = 4*time.Since(started) + 20*time.Second
	}
	return r.limits[p.ImportPath], nil
}

// start runs the program that tests a package, with a mutant awake.
func (r *trial) start(program string, p *pkg, number int, limit time.Duration, args ...string) (out []byte, ok bool) {
	if err := os.WriteFile(r.active, []byte(strconv.Itoa(number)), 0o644); err != nil {
		return []byte(err.Error()), false
	}
	c := exec.Command(program, append([]string{"-test.failfast", "-test.timeout=" + limit.String()}, args...)...)
	c.Dir = p.Dir
	out, err := c.CombinedOutput()
	return out, err == nil
}

var (
	failedTest = regexp.MustCompile(`(?m)^\s*--- FAIL: (\S+)`)
	timedOut   = regexp.MustCompile(`(?m)^panic: test timed out`)
	crashed    = regexp.MustCompile(`(?m)^(panic|fatal error): .*`)
)

// noticed gives what stopped a mutant, out of what the go command printed.
func noticed(out []byte) string {
	switch {
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
