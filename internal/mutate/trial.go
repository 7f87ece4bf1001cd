package main

import (
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"time"
)

// trial runs tests against mutants.
type trial struct {
	task   *task
	folder string
	active string                   // file with the number of the mutant that is awake
	notes  string                   // file in which tests note the mutants that they come by, while it is there
	limits map[string]time.Duration // by import path: how long the tests may take
	shared map[string]*tests        // by import path: of the mutants that stand in a package together
	own    map[string][]*ownTest    // by import path: the tests of a package itself
}

// ownTest is a test of a mutated package, with the mutants in its way.
type ownTest struct {
	name    string
	took    time.Duration
	reached map[int]bool
}

// quick is how long a test takes at most that is run ahead of the others.
const quick = 300 * time.Millisecond

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
	r := &trial{task: t, folder: folder, active: filepath.Join(folder, "active"), notes: filepath.Join(folder, "notes"), limits: map[string]time.Duration{}, shared: map[string]*tests{}, own: map[string][]*ownTest{}}
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
	changed := map[string][]byte{filepath.Join(p.Dir, "mutant_switches.go"): []byte(switches(p.files[0].Name.Name, r.active, r.notes, len(together)))}
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
	if killer, err := r.runOwn(m, s); killer != "" || err != nil || r.task.alone {
		return killer, err
	}
	for _, p := range m.of.importers {
		limit, err := r.limit(shared, p)
		if err != nil {
			return "", err
		}
		program, err := r.program(s, p)
		if err != nil {
			return "", err
		}
		if out, ok := r.start(program, p, m.number, limit, r.args()...); !ok {
			return p.name() + ": " + noticed(out), nil
		}
	}
	return "", nil
}

func (r *trial) args() []string {
	if r.task.short {
		return []string{"-test.short"}
	}
	return nil
}

// runOwn tells which test of its own package notices a mutant. Only those are run that come by it: first what is quick, then the others, first in short.
func (r *trial) runOwn(m *mutant, s *tests) (killer string, err error) {
	program, err := r.program(s, m.of)
	if err != nil {
		return "", err
	}
	own, err := r.ownTests(m.of)
	if err != nil {
		return "", err
	}
	var fast, slow []string
	took := time.Duration(0)
	for _, t := range own {
		switch {
		case m.number > 0 && !t.reached[m.number]:
			continue
		case t.took < quick:
			fast = append(fast, t.name)
		default:
			slow = append(slow, t.name)
		}
		took += t.took
	}
	limit := r.task.limit
	if limit == 0 {
		limit = 4*took + 20*time.Second
	}
	for _, run := range []struct {
		names []string
		args  []string
	}{{fast, r.args()}, {slow, []string{"-test.short"}}, {slow, nil}} {
		if len(run.names) == 0 || r.task.short && run.args == nil {
			continue
		}
		args := append(run.args, "-test.run=^("+strings.Join(run.names, "|")+")$")
		if out, ok := r.start(program, m.of, m.number, limit, args...); !ok {
			return m.of.name() + ": " + noticed(out), nil
		}
	}
	return "", nil
}

// ownTests runs the tests of a package one by one while all mutants are asleep, and gives which mutants they come by. What fails then notices nothing.
func (r *trial) ownTests(p *pkg) ([]*ownTest, error) {
	if own, known := r.own[p.ImportPath]; known {
		return own, nil
	}
	program, err := r.program(r.shared[p.ImportPath], p)
	if err != nil {
		return nil, err
	}
	list := exec.Command(program, "-test.list=.")
	list.Dir = p.Dir
	names, err := list.Output()
	if err != nil {
		return nil, fmt.Errorf("the tests of %s cannot be listed: %w", p.name(), err)
	}
	own := []*ownTest{}
	for _, name := range strings.Fields(string(names)) {
		if strings.HasPrefix(name, "Benchmark") {
			continue
		}
		if err := os.WriteFile(r.notes, nil, 0o644); err != nil {
			return nil, err
		}
		t := &ownTest{name: name, reached: map[int]bool{}}
		started := time.Now()
		if out, ok := r.start(program, p, 0, 20*time.Minute, append(r.args(), "-test.run=^"+name+"$")...); !ok {
			return nil, fmt.Errorf("the tests of %s fail without a mutant:\n%s", p.name(), out)
		}
		t.took = time.Since(started)
		notes, err := os.ReadFile(r.notes)
		if err != nil {
			return nil, err
		}
		for _, number := range strings.Fields(string(notes)) {
			n, err := strconv.Atoi(number)
			if err != nil {
				return nil, err
			}
			t.reached[n] = true
		}
		own = append(own, t)
	}
	r.own[p.ImportPath] = own
	return own, os.Remove(r.notes)
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
