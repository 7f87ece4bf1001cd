// Mutate changes one small thing of a package at a time, runs the tests, and tells which changes no test noticed.
//
// In: flags, and packages on the command line. Out: a table on standard output: where, what was changed, and which test noticed it. A changed file takes the
// place of the original in an overlay of the go command, so nothing is written but below a temporary folder. Which changes are tried depends on the seed and
// the source alone. One that does not compile is not counted, and neither is one that no test could notice: room that is made ahead, locks, panics.
//
//	go run ./internal/mutate                                # 60 mutants of the packages that read, judge, compare and edit
//	go run ./internal/mutate -n 80 -seed 7 ./internal/edit
//	go run ./internal/mutate -at internal/source/id.go:33   # all that can be changed on one line
//	go run ./internal/mutate -all -short ./internal/edit    # all that can be changed, held against what is quick
package main

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"regexp"
	"slices"
	"strings"
	"time"
)

// judging are the packages that are tried where none is named: what they get wrong, every page gets wrong.
var judging = []string{"./internal/assess", "./internal/check", "./internal/compare", "./internal/edit", "./internal/source"}

func main() {
	o, err := options(os.Args[1:])
	if err == nil {
		err = o.run(os.Stdout)
	}
	if err != nil && !errors.Is(err, flag.ErrHelp) {
		fmt.Fprintln(os.Stderr, "mutate:", err)
		os.Exit(1)
	}
}

// task is what the command line asks for.
type task struct {
	mutants  int
	seed     uint64
	allowed  int
	all      bool
	list     bool
	short    bool // without what takes long
	alone    bool // the tests of the mutated package are the only ones
	at       string
	limit    time.Duration
	packages []string
	root     string // folder in which the go command runs
}

func options(args []string) (*task, error) {
	t := &task{packages: judging}
	flags := flag.NewFlagSet("mutate", flag.ContinueOnError)
	flags.IntVar(&t.mutants, "n", 60, "how many mutants are tried, over all packages")
	flags.Uint64Var(&t.seed, "seed", 1, "which ones: the same seed picks the same mutants of the same source")
	flags.IntVar(&t.allowed, "allow", 3, "how many may survive")
	flags.BoolVar(&t.all, "all", false, "try every mutant")
	flags.BoolVar(&t.short, "short", false, "leave out what the tests leave out where they are to be short")
	flags.BoolVar(&t.list, "list", false, "only print the mutants")
	flags.BoolVar(&t.alone, "alone", false, "run the tests of the mutated package only, not of those that import it")
	flags.StringVar(&t.at, "at", "", "try every mutant of one `FILE:LINE`, or of a whole file; several, between commas")
	flags.DurationVar(&t.limit, "limit", 0, "how long the tests of one package may take (default: four times what they take unchanged, and 20 s)")
	if err := flags.Parse(args); err != nil {
		return nil, err
	}
	if t.mutants < 1 {
		return nil, fmt.Errorf("-n %d: at least one mutant is needed", t.mutants)
	}
	if flags.NArg() > 0 {
		t.packages = flags.Args()
	}
	if t.at != "" {
		t.packages = nil
		for at := range strings.SplitSeq(t.at, ",") {
			folder := regexp.MustCompile(`^(?:\./)?(.*)/[^/:]+\.go(?::\d+)?$`).FindStringSubmatch(at)
			if folder == nil {
				return nil, fmt.Errorf("-at %s: FILE:LINE or FILE is wanted, from the root of the module, as in internal/source/id.go:33", at)
			}
			if p := "./" + folder[1]; !slices.Contains(t.packages, p) {
				t.packages = append(t.packages, p)
			}
		}
	}
	return t, nil
}

// run writes the table. The error says that too many survived, or what went wrong.
func (t *task) run(w io.Writer) error {
	packages, err := load(t.root, t.packages)
	if err != nil {
		return err
	}
	mutants := t.pick(packages)
	if len(mutants) == 0 {
		return errors.New("there is nothing to change")
	}
	if t.list {
		for _, m := range mutants {
			fmt.Fprintln(w, m)
		}
		return nil
	}
	trial, err := begin(t)
	if err != nil {
		return err
	}
	defer trial.end()
	for _, p := range packages {
		var list []*mutant
		for _, m := range mutants {
			if m.of == p {
				list = append(list, m)
			}
		}
		if err := trial.prepare(p, list); err != nil {
			return err
		}
	}
	counts := map[string]*count{}
	survived := 0
	for _, m := range mutants {
		killer, err := trial.run(m)
		if err != nil {
			return err
		}
		c := counts[m.of.name()]
		if c == nil {
			c = &count{}
			counts[m.of.name()] = c
		}
		c.mutants++
		if killer == "" {
			c.survived++
			survived++
			killer = "SURVIVED"
		}
		fmt.Fprintf(w, "%s  %s\n", m, killer)
	}
	t.table(w, packages, counts)
	if survived > t.allowed {
		return fmt.Errorf("%d of %d mutants survived, %d may", survived, len(mutants), t.allowed)
	}
	return nil
}

// table writes how many survived in each package.
func (t *task) table(w io.Writer, packages []*pkg, counts map[string]*count) {
	fmt.Fprintf(w, "\n%-30s %8s %8s %8s\n", fmt.Sprintf("seed %d", t.seed), "mutants", "killed", "survived")
	for _, p := range packages {
		if c := counts[p.name()]; c != nil {
			fmt.Fprintf(w, "%-30s %8d %8d %8d\n", p.name(), c.mutants, c.mutants-c.survived, c.survived)
		}
	}
}

type count struct{ mutants, survived int }
