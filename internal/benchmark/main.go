// Benchmark makes registers of several sizes, measures what the program does with them, and prints the figures as a table.
//
// In: flags, and sizes on the command line. Out: a table on standard output, with the figures to reach beside those that were measured. Each
// measurement is a process of its own, so that processor time and peak memory are that run's alone. It writes below a temporary folder only.
//
//	go run ./internal/benchmark                                    # 1,000 and 10,000 records
//	go run ./internal/benchmark -large                             # 50,000 records too: some minutes, and 1 GB of disk
//	go run ./internal/benchmark -commits 5000 -only past           # 300 risks with a made history
//	go run ./internal/benchmark -cpuprofile cpu.out -only build 10000
package main

import (
	"errors"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"
)

func main() {
	run := table
	if len(os.Args) > 1 && os.Args[1] == "measure" {
		run = func([]string) error { return measure(os.Args[2:]) }
	}
	if err := run(os.Args[1:]); err != nil && !errors.Is(err, flag.ErrHelp) {
		fmt.Fprintln(os.Stderr, "benchmark:", err)
		os.Exit(1)
	}
}

// figure is one thing that is measured.
type figure struct {
	name, what string
	once       bool           // does not depend on the number of records
	past       bool           // is measured on a made history: what it grows with are commits
	wanted     map[int]string // the figure to reach, by number of records or commits
}

// figures are what is measured, in the order of the table.
var figures = []figure{
	{"floor", "the libraries alone: read, TOML, Markdown", false, false, map[int]string{10_000: "(0.85 s where the others were set)"}},
	{"check", "check, nothing printed", false, false, map[int]string{10_000: "0.9 s"}},
	{"build", "cold build into memory, one language", false, false, map[int]string{1_000: "0.25 s", 10_000: "1.6 s, 250 MiB", 50_000: "9 s, 1,126 MiB"}},
	{"write", "cold build onto the disk", false, false, nil},
	{"again", "build again, nothing changed", false, false, map[int]string{10_000: "0.25 s"}},
	{"edit", "edit a record, until its page is served", false, false, map[int]string{10_000: "0.1 s"}},
	{"simulate", "500 risks, 100,000 years", true, false, map[int]string{0: "2 s"}},
	{"plain", "300 risks, without their history", false, true, nil},
	{"past", "the same with it, for the first time", false, true, map[int]string{5_000: "3 s more"}},
	{"known", "the same, the last 10 commits new", false, true, map[int]string{5_000: "0.2 s more"}},
}

// bench is what the command line asks for, and where it is done.
type bench struct {
	runs    int
	only    string
	sizes   []int
	commits int      // of the made history; 0: none is measured
	profile []string // flags that each measurement is handed
	self    string   // this program
	program string   // riskbook
	folder  string
}

func table(args []string) error {
	b, err := options(args)
	if err != nil {
		return err
	}
	if b.folder, err = os.MkdirTemp("", "riskbook-benchmark-"); err != nil {
		return err
	}
	defer os.RemoveAll(b.folder)
	if b.self, err = os.Executable(); err != nil {
		return err
	}
	b.program = filepath.Join(b.folder, "riskbook")
	build := exec.Command("go", "build", "-o", b.program, "./cmd/riskbook")
	if out, err := build.CombinedOutput(); err != nil {
		return fmt.Errorf("build riskbook (run this from the root of the module): %w\n%s", err, out)
	}
	fmt.Printf("%d runs of each figure, after one that does not count; processor time is the median's, memory the highest\n\n", b.runs)
	fmt.Printf("%-8s %-38s %9s %9s %9s %10s %10s %11s  %s\n", "records", "figure", "min", "median", "max", "per record", "processor", "peak memory", "to reach")
	for _, n := range b.sizes {
		root := filepath.Join(b.folder, strconv.Itoa(n))
		if err := writeRegister(root, n); err != nil {
			return err
		}
		if err := b.rows(n, root, func(f *figure) bool { return !f.once && !f.past }); err != nil {
			return err
		}
	}
	if b.commits > 0 {
		root := filepath.Join(b.folder, "past")
		if err := writePast(root, b.commits); err != nil {
			return err
		}
		if err := b.rows(b.commits, root, func(f *figure) bool { return f.past }); err != nil {
			return err
		}
	}
	return b.rows(0, "", func(f *figure) bool { return f.once })
}

func options(args []string) (*bench, error) {
	b := &bench{}
	flags := flag.NewFlagSet("benchmark", flag.ContinueOnError)
	large := flags.Bool("large", false, "measure 50,000 records too")
	cpu := flags.String("cpuprofile", "", "write the processor profile of the last measurement to `file`; goes with -only")
	memory := flags.String("memprofile", "", "write the profile of all allocations of the last measurement to `file`; goes with -only")
	names := make([]string, len(figures))
	for i, f := range figures {
		names[i] = f.name
	}
	flags.IntVar(&b.commits, "commits", 0, "measure a made history of `n` commits too; the figures to reach are those of 5,000")
	flags.IntVar(&b.runs, "runs", 5, "how often each figure is measured")
	flags.StringVar(&b.only, "only", "", "measure this alone: "+strings.Join(names, ", "))
	if err := flags.Parse(args); err != nil {
		return nil, err
	}
	if b.only != "" && !slices.Contains(names, b.only) {
		return nil, fmt.Errorf("-only %s: there are %s", b.only, strings.Join(names, ", "))
	}
	if (*cpu != "" || *memory != "") && b.only != "check" && b.only != "build" && b.only != "edit" && b.only != "simulate" && b.only != "past" {
		return nil, errors.New("a profile is of one figure that is measured in this program: name it with -only check, build, edit, simulate or past")
	}
	if b.commits < 0 || b.commits > 0 && b.commits < 2*lastCommits {
		return nil, fmt.Errorf("-commits %d: from %d on", b.commits, 2*lastCommits)
	}
	if b.runs < 1 {
		return nil, fmt.Errorf("-runs %d: at least one is needed", b.runs)
	}
	for flag, file := range map[string]string{"-cpuprofile": *cpu, "-memprofile": *memory} {
		if file != "" {
			b.profile = append(b.profile, flag, file)
		}
	}
	b.sizes = []int{1_000, 10_000}
	if flags.NArg() > 0 {
		b.sizes = nil
	}
	for _, a := range flags.Args() {
		n, err := strconv.Atoi(a)
		if err != nil || n < 100 {
			return nil, fmt.Errorf("%q is not a number of records from 100 on", a)
		}
		b.sizes = append(b.sizes, n)
	}
	if *large {
		b.sizes = append(b.sizes, 50_000)
	}
	return b, nil
}

// rows measures some of the figures.
func (b *bench) rows(n int, root string, wanted func(*figure) bool) error {
	for i := range figures {
		f := &figures[i]
		if !wanted(f) || b.only != "" && b.only != f.name {
			continue
		}
		if err := b.row(n, f, root); err != nil {
			return fmt.Errorf("%s of %d records: %w", f.name, n, err)
		}
	}
	return nil
}

// sample is one measurement.
type sample struct {
	wall, processor time.Duration
	peak            float64 // MiB
}

// row measures one figure in several processes, one at a time, after one that does not count.
func (b *bench) row(n int, f *figure, root string) error {
	site := filepath.Join(b.folder, "site")
	defer os.RemoveAll(site)
	var samples []sample
	for run := range b.runs + 1 {
		var s sample
		var err error
		switch f.name {
		case "write", "again":
			s, err = b.onDisk(f.name, root, site)
		default:
			s, err = b.inMemory(f.name, root)
		}
		if err != nil {
			return err
		}
		if run > 0 {
			samples = append(samples, s)
		}
	}
	b.print(n, f, samples)
	return nil
}

func (b *bench) print(n int, f *figure, samples []sample) {
	slices.SortFunc(samples, func(a, b sample) int { return int(a.wall - b.wall) })
	median, peak := samples[len(samples)/2], 0.0
	for _, s := range samples {
		peak = max(peak, s.peak)
	}
	records, each := "", ""
	if n > 0 {
		records, each = strconv.Itoa(n), fmt.Sprintf("%.0f µs", float64(median.wall.Microseconds())/float64(n))
	}
	fmt.Printf("%-8s %-38s %8.3fs %8.3fs %8.3fs %10s %9.3fs %7.0f MiB  %s\n", records, f.what, samples[0].wall.Seconds(), median.wall.Seconds(),
		samples[len(samples)-1].wall.Seconds(), each, median.processor.Seconds(), peak, f.wanted[n])
}
