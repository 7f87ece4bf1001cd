// Benchmark makes registers of several sizes, measures what the program does with them, and prints the figures as a table.
//
// In: sizes on the command line. Out: a table on standard output. Each figure is taken in a process of its own, so that peak memory is that figure's.
// It writes below a temporary folder only.
//
//	go run ./internal/benchmark            # 1,000 and 10,000 records
//	go run ./internal/benchmark 50000
package main

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime/debug"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/riskbook/riskbook/internal/compile"
	"github.com/riskbook/riskbook/internal/date"
	"github.com/riskbook/riskbook/internal/register"
	"github.com/riskbook/riskbook/internal/site"
)

func main() {
	if len(os.Args) == 4 && os.Args[1] == "measure" {
		if err := measure(os.Args[2], os.Args[3]); err != nil {
			fmt.Fprintln(os.Stderr, "benchmark:", err)
			os.Exit(1)
		}
		return
	}
	if err := table(os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, "benchmark:", err)
		os.Exit(1)
	}
}

// figures are what is measured, in the order of the table.
var figures = []struct{ name, what string }{
	{"check", "check, no output"},
	{"build", "cold build into memory, one language"},
}

const runs = 5

func table(args []string) error {
	sizes := []int{1_000, 10_000}
	if len(args) > 0 {
		sizes = nil
		for _, a := range args {
			n, err := strconv.Atoi(a)
			if err != nil || n < 100 {
				return fmt.Errorf("%q is not a number of records from 100 on", a)
			}
			sizes = append(sizes, n)
		}
	}
	folder, err := os.MkdirTemp("", "riskbook-benchmark-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(folder)
	self, err := os.Executable()
	if err != nil {
		return err
	}
	fmt.Printf("%-8s %-40s %10s %10s %10s %12s\n", "records", "figure", "min", "median", "max", "peak memory")
	for _, n := range sizes {
		root := filepath.Join(folder, strconv.Itoa(n))
		if err := writeRegister(root, n); err != nil {
			return err
		}
		for _, f := range figures {
			if err := row(self, root, n, f.name, f.what); err != nil {
				return err
			}
		}
	}
	return nil
}

// row measures one figure over several processes, one at a time, after one that does not count.
func row(self, root string, n int, name, what string) error {
	var times []time.Duration
	peak := 0.0
	for run := range runs + 1 {
		out, err := exec.Command(self, "measure", name, root).Output()
		if err != nil {
			return fmt.Errorf("%s of %d records: %w", name, n, err)
		}
		var nanoseconds int64
		var mebibytes float64
		if _, err := fmt.Sscan(string(out), &nanoseconds, &mebibytes); err != nil {
			return err
		}
		if run > 0 {
			times = append(times, time.Duration(nanoseconds))
			peak = max(peak, mebibytes)
		}
	}
	slices.Sort(times)
	fmt.Printf("%-8d %-40s %9.3fs %9.3fs %9.3fs %8.0f MiB\n", n, what, times[0].Seconds(), times[runs/2].Seconds(), times[runs-1].Seconds(), peak)
	return nil
}

func measure(name, root string) error {
	debug.SetGCPercent(compile.GCPercent)
	start := time.Now()
	opened, err := os.OpenRoot(root)
	if err != nil {
		return err
	}
	asOf := func(*register.Register) (date.Date, error) { return date.Of(2026, 11, 23), nil }
	depth := compile.ForCheck
	if name == "build" {
		depth = compile.ForSite
	}
	judged, err := compile.Read(opened.FS(), asOf, depth)
	if err != nil {
		return err
	}
	for _, d := range judged.Checked.Diagnostics {
		if d.Severity.String() == "error" {
			return fmt.Errorf("%s:%d: %s", d.Place.File, d.Place.Line, d.Message.En)
		}
	}
	if name == "build" {
		theme, err := judged.Theme()
		if err != nil {
			return err
		}
		if err := judged.Write(theme, discard{}); err != nil {
			return err
		}
	}
	fmt.Println(time.Since(start).Nanoseconds(), peakMemory())
	return nil
}

// discard is a sink for measuring: pages are made and let go.
type discard struct{}

// Write takes a page and forgets it.
func (discard) Write(string, []byte) error { return nil }

var _ site.Sink = discard{}

// peakMemory gives the most memory that the process held at a time, in MiB; 0 where the system does not tell.
func peakMemory() float64 {
	status, err := os.ReadFile("/proc/self/status")
	if err != nil {
		return 0
	}
	for line := range strings.Lines(string(status)) {
		if value, ok := strings.CutPrefix(line, "VmHWM:"); ok {
			kibibytes, _ := strconv.ParseFloat(strings.Fields(value)[0], 64)
			return kibibytes / 1024
		}
	}
	return 0
}
