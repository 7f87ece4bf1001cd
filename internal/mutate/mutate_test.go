package main

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"
)

func TestOptions(t *testing.T) {
	for _, c := range []struct {
		args, wrong string
		packages    []string
	}{
		{"", "", judging},
		{"-n 80 ./internal/edit", "", []string{"./internal/edit"}},
		{"-at internal/source/id.go:33", "", []string{"./internal/source"}},
		{"-at ./internal/source/id.go", "", []string{"./internal/source"}},
		{"-at internal/source/id.go:33,internal/edit/set.go,internal/source/text.go:1", "", []string{"./internal/source", "./internal/edit"}},
		{"-at internal/source/id.go:33,33", "FILE:LINE", nil},
		{"-at 33", "FILE:LINE", nil},
		{"-n 0", "at least one", nil},
	} {
		o, err := options(strings.Fields(c.args))
		switch {
		case c.wrong == "" && (err != nil || !slices.Equal(o.packages, c.packages)):
			t.Errorf("%q: %v, want the packages %v", c.args, err, c.packages)
		case c.wrong != "" && (err == nil || !strings.Contains(err.Error(), c.wrong)):
			t.Errorf("%q: %v, want %q", c.args, err, c.wrong)
		}
	}
}

// TestTiny tries what is known to survive, to be noticed by the package's own tests or by those of another that imports it, and never to end.
func TestTiny(t *testing.T) {
	for _, c := range []struct {
		at    string
		alone bool
		want  string
	}{
		{"tiny.go", true, `
tiny.go:8:9 zero n <= 10 → false: .: TestSmall
tiny.go:8:11 bound <= → <: SURVIVED
tiny.go:8:14 constant 10 → 11: .: TestSmall
tiny.go:8:14 constant 10 → 9: SURVIVED
tiny.go:13:11 constant 0 → 1: .: TestSteps
tiny.go:14:2 remove for n > 0 { n-- steps++ } → {}: .: TestSteps
tiny.go:14:6 turn n > 0 → !(n > 0): .: TestSteps
tiny.go:14:8 bound > → >=: .: TestSteps
tiny.go:14:10 constant 0 → 1: .: TestSteps
tiny.go:15:3 remove n-- → {}: .: takes too long
tiny.go:16:3 remove steps++ → {}: .: TestSteps
tiny.go:18:9 zero steps → 0: .: TestSteps
tiny.go:23:9 zero a && b → false: SURVIVED
tiny.go:23:11 join && → ||: SURVIVED
tiny.go:23:9 turn a → !(a): SURVIVED
tiny.go:23:14 turn b → !(b): SURVIVED
tiny.go:28:22 constant 0 → 1: .: TestEvens
tiny.go:29:2 remove for i := range n / 2 { list = append(list, 2*i) } → {}: .: TestEvens
tiny.go:29:19 flip / → *: .: TestEvens
tiny.go:29:21 constant 2 → 3: .: TestEvens
tiny.go:29:21 constant 2 → 1: .: TestEvens
tiny.go:30:24 flip * → /: .: TestEvens
tiny.go:30:23 constant 2 → 3: .: TestEvens
tiny.go:30:23 constant 2 → 1: .: TestEvens
tiny.go:32:9 zero slices.Clip(list) → nil: .: TestEvens
tiny.go:37:2 remove list = slices.Clone(list) → {}: .: TestLowered
tiny.go:37:9 clone slices.Clone(list) → list: .: TestLowered
tiny.go:38:2 remove for i := range list { list[i] = min(list[i], most) } → {}: .: TestLowered
tiny.go:39:13 flip min → max: .: TestLowered
tiny.go:41:9 zero list → nil: .: TestLowered
`},
		{"tiny.go:8", false, `
tiny.go:8:9 zero n <= 10 → false: .: TestSmall
tiny.go:8:11 bound <= → <: user: TestLarge
tiny.go:8:14 constant 10 → 11: .: TestSmall
tiny.go:8:14 constant 10 → 9: user: TestLarge
`},
	} {
		var out strings.Builder
		o := &task{at: c.at, alone: c.alone, limit: 2 * time.Second, packages: []string{"."}, root: filepath.Join("testdata", "tiny")}
		err := o.run(&out)
		rows, sums, _ := strings.Cut(out.String(), "\n\n")
		rows = regexp.MustCompile(`  (\S+: .*|SURVIVED)(\n|$)`).ReplaceAllString(rows, ": $1$2")
		rows = regexp.MustCompile(` +`).ReplaceAllString(rows, " ")
		want := strings.TrimSpace(c.want)
		if rows != want {
			t.Errorf("%s, alone %v:\ngot\n%s", c.at, c.alone, rows)
		}
		tried, survivors := strings.Count(want, "\n")+1, strings.Count(want, "SURVIVED")
		if wrong := fmt.Sprintf("%d of %d mutants survived, 0 may", survivors, tried); (err == nil) != (survivors == 0) || err != nil && err.Error() != wrong {
			t.Errorf("%s: %v, want %q", c.at, err, wrong)
		}
		if want := fmt.Sprintf(".%38d %8d %8d", tried, tried-survivors, survivors); !strings.Contains(sums, want) {
			t.Errorf("%s: the sums are %q, want %q", c.at, sums, want)
		}
	}
}

// TestPick holds that a seed picks the same mutants each time, that every package has its share, and that no two are of one line.
func TestPick(t *testing.T) {
	pick := func(seed uint64) []string {
		o := &task{mutants: 9, seed: seed, packages: []string{".", "./user"}, root: filepath.Join("testdata", "tiny")}
		packages, err := load(o.root, o.packages)
		if err != nil {
			t.Fatal(err)
		}
		var all []string
		for _, m := range o.pick(packages) {
			all = append(all, m.String())
		}
		return all
	}
	one := pick(1)
	if !slices.Equal(one, pick(1)) {
		t.Error("one seed picks two sets of mutants")
	}
	if slices.Equal(one, pick(2)) {
		t.Error("two seeds pick one set of mutants")
	}
	lines, users := map[string]int{}, 0
	for _, m := range one {
		if strings.HasPrefix(m, "user/") {
			users++
		}
		lines[strings.Join(strings.Split(m, ":")[:2], ":")]++
	}
	for line, n := range lines {
		if n > 1 {
			t.Errorf("%d mutants of %s", n, line)
		}
	}
	if users == 0 || users == len(one) {
		t.Errorf("%d of %d mutants are of the second package", users, len(one))
	}
}

// TestMutants holds the ways of changing a program to what they are said to do, and that room made ahead, locks and panics are let be.
func TestMutants(t *testing.T) {
	folder := t.TempDir()
	for name, text := range map[string]string{"go.mod": "module example.org/kinds\n\ngo 1.26\n", "kinds.go": kinds} {
		if err := os.WriteFile(filepath.Join(folder, name), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	o := &task{at: "kinds.go", packages: []string{"."}, root: folder}
	packages, err := load(o.root, o.packages)
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	mutants := o.pick(packages)
	if _, alone := packages[0].sideBySide(mutants); len(alone) > 0 {
		t.Errorf("%v cannot stand beside the others", alone)
	}
	for _, m := range mutants {
		got = append(got, strings.Join(strings.Fields(m.String()), " "))
	}
	if want := strings.Split(strings.TrimSpace(kindsWant), "\n"); !slices.Equal(got, want) {
		t.Errorf("got:\n%s", strings.Join(got, "\n"))
	}
}

const kinds = `package kinds

import (
	"errors"
	"slices"
	"strings"
	"sync"
)

var lock sync.Mutex

func f(list []string, n int) ([]string, int, error) {
	lock.Lock()
	defer lock.Unlock()
	list = slices.Grow(list, 7)
	seen := map[string]bool{strings.Replace("a", "a", "b", 1): false}
	seen = make(map[string]bool, 5)
	if n == 0 || seen[""] {
		return nil, -1, nil
	}
	switch {
	case n < 3:
		n += 1000 / n
		n++
	default:
		panic(4)
	}
	return slices.Clone(list), min(n, 2) + 1, nil
}

func g(list []string, n int) (int, error) {
	_, _, err := f(list, n)
	if err != nil {
		return n, err
	}
	return n, errors.New("nobody looks at what stands beside an error")
}
`

const kindsWant = `
kinds.go:16:61 flip false → true
kinds.go:17:2 remove seen = make(map[string]bool, 5) → {}
kinds.go:18:5 turn n == 0 || seen[""] → !(n == 0 || seen[""])
kinds.go:18:12 join || → &&
kinds.go:18:15 turn seen[""] → !(seen[""])
kinds.go:18:5 turn n == 0 → !(n == 0)
kinds.go:18:10 constant 0 → 1
kinds.go:19:3 remove return nil, -1, nil → {}
kinds.go:19:15 zero -1 → 0
kinds.go:19:16 constant 1 → 0
kinds.go:21:2 remove switch { case n < 3: n += 1000 / n n++ default: panic(4) } → {}
kinds.go:22:7 turn n < 3 → !(n < 3)
kinds.go:22:9 bound < → <=
kinds.go:22:11 constant 3 → 4
kinds.go:22:11 constant 3 → 2
kinds.go:23:3 remove n += 1000 / n → {}
kinds.go:23:13 flip / → *
kinds.go:24:3 remove n++ → {}
kinds.go:28:9 zero slices.Clone(list) → nil
kinds.go:28:29 zero min(n, 2) + 1 → 0
kinds.go:28:9 clone slices.Clone(list) → list
kinds.go:28:39 flip + → -
kinds.go:28:29 flip min → max
kinds.go:28:36 constant 2 → 3
kinds.go:28:36 constant 2 → 1
kinds.go:28:41 constant 1 → 2
kinds.go:28:41 constant 1 → 0
kinds.go:33:5 turn err != nil → !(err != nil)
kinds.go:34:3 remove return n, err → {}
kinds.go:34:13 zero err → nil
`
