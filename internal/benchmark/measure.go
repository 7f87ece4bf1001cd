package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io/fs"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"runtime/debug"
	"runtime/pprof"
	"strconv"
	"strings"
	"time"

	"github.com/riskbook/riskbook/internal/compile"
	"github.com/riskbook/riskbook/internal/date"
	"github.com/riskbook/riskbook/internal/quantify"
	"github.com/riskbook/riskbook/internal/register"
	"github.com/riskbook/riskbook/internal/site"
)

// asOf is the day on which the generated registers are judged.
const asOf = "2026-11-23"

// inMemory runs this program again to measure a figure: process start and the program's own files are no part of it.
func (b *bench) inMemory(name, root string) (sample, error) {
	command := exec.Command(b.self, append(append([]string{"measure"}, b.profile...), name, root)...)
	command.Stderr = os.Stderr
	out, err := command.Output()
	if err != nil {
		return sample{}, err
	}
	taken, err := time.ParseDuration(strings.TrimSpace(string(out)))
	return sampleOf(taken, command.ProcessState), err
}

func sampleOf(taken time.Duration, ended *os.ProcessState) sample {
	return sample{taken, ended.UserTime() + ended.SystemTime(), peakMemory(ended)}
}

// onDisk runs riskbook itself: into an empty folder, or into one that holds the same site. In the second case nothing may be written.
func (b *bench) onDisk(name, root, site string) (sample, error) {
	if name == "write" {
		if err := os.RemoveAll(site); err != nil {
			return sample{}, err
		}
	}
	before, err := traces(site)
	if err != nil {
		return sample{}, err
	}
	command := exec.Command(b.program, "build", "--quiet", "--root", root, "--out", site, "--as-of", asOf)
	command.Env = append(os.Environ(), "XDG_CACHE_HOME="+filepath.Join(b.folder, "cache"))
	start := time.Now()
	if out, err := command.CombinedOutput(); err != nil {
		return sample{}, fmt.Errorf("%w\n%s", err, out)
	}
	s := sampleOf(time.Since(start), command.ProcessState)
	after, err := traces(site)
	if err == nil && name == "again" && before != "" && before != after {
		err = errors.New("a build with nothing changed wrote into the site")
	}
	return s, err
}

// traces tells what a write into a folder would change: names, sizes and times.
func traces(folder string) (string, error) {
	var b strings.Builder
	err := filepath.WalkDir(folder, func(path string, entry fs.DirEntry, err error) error {
		if errors.Is(err, fs.ErrNotExist) && path == folder {
			return nil
		} else if err != nil {
			return err
		}
		info, err := entry.Info()
		if err == nil {
			fmt.Fprintf(&b, "%s %d %d\n", path, info.Size(), info.ModTime().UnixNano())
		}
		return err
	})
	return b.String(), err
}

// measure is the measured process: it prints the time that the work took.
func measure(args []string) (err error) {
	flags := flag.NewFlagSet("measure", flag.ContinueOnError)
	cpu := flags.String("cpuprofile", "", "")
	memory := flags.String("memprofile", "", "")
	if err := flags.Parse(args); err != nil {
		return err
	}
	if *memory != "" {
		runtime.MemProfileRate = 4096
	}
	if *cpu != "" {
		f, err := os.Create(*cpu)
		if err != nil {
			return err
		}
		if err := pprof.StartCPUProfile(f); err != nil {
			return err
		}
		defer f.Close()
	}
	if flags.Arg(0) != "floor" {
		debug.SetGCPercent(compile.GCPercent)
	}
	start := time.Now()
	var taken time.Duration
	switch name := flags.Arg(0); name {
	case "floor":
		err = floor(flags.Arg(1))
	case "edit":
		taken, err = editRecord(flags.Arg(1), func() {})
	case "plain", "past", "known":
		taken, err = buildPast(name, flags.Arg(1))
	case "simulate":
		quantify.Simulate(portfolio(500), 100_000)
	default:
		err = compileInto(discard{}, flags.Arg(1), name == "build")
	}
	if taken == 0 {
		taken = time.Since(start)
	}
	pprof.StopCPUProfile()
	if err != nil {
		return err
	}
	fmt.Println(taken)
	if *memory != "" {
		return writeAllocations(*memory)
	}
	return nil
}

// compileInto checks a register and, where asked, makes its site.
func compileInto(sink site.Sink, root string, build bool) error {
	opened, err := os.OpenRoot(root)
	if err != nil {
		return err
	}
	day, err := date.Parse(asOf)
	if err != nil {
		return err
	}
	depth := compile.ForCheck
	if build {
		depth = compile.ForSite
	}
	judged, err := compile.Read(context.Background(), opened.FS(), func(*register.Register) (date.Date, error) { return day, nil }, depth)
	if err != nil {
		return err
	}
	for _, d := range judged.Checked.Diagnostics {
		if d.Severity.String() == "error" {
			return fmt.Errorf("%s:%d: %s", d.Place.File, d.Place.Line, d.Message.En)
		}
	}
	if !build {
		return nil
	}
	theme, err := judged.Theme()
	if err != nil {
		return err
	}
	return judged.Write(context.Background(), theme, sink)
}

// portfolio makes risks of all forms of estimate: fixed rates and ranges, frequent and rare.
func portfolio(n int) []quantify.Input {
	inputs := make([]quantify.Input, n)
	for i := range inputs {
		f := math.Pow(10, -2+3*float64(i%50)/49) // events a year, from 0.01 to 10
		frequency := &register.Estimate{Form: register.Fixed, Mode: f}
		if i%2 == 1 {
			frequency = &register.Estimate{Form: register.PERT, Low: f / 3, Mode: f, High: f * 3}
		}
		loss := &register.Estimate{Form: register.Lognormal, Low: 1e6, High: 1e8}
		if i%3 == 0 {
			loss = &register.Estimate{Form: register.PERT, Low: 1e6, Mode: 5e6, High: 1e8}
		}
		now := &register.Quantities{Frequency: frequency, Loss: loss}
		inputs[i] = quantify.Input{ID: "R-" + strconv.Itoa(i), Now: now, Projected: now}
		if i%4 == 0 {
			inputs[i].Projected = &register.Quantities{Frequency: &register.Estimate{Form: register.Fixed, Mode: f / 2}, Loss: loss}
		}
	}
	return inputs
}

func writeAllocations(name string) error {
	f, err := os.Create(name)
	if err != nil {
		return err
	}
	return errors.Join(pprof.Lookup("allocs").WriteTo(f, 0), f.Close())
}

// discard is a sink for measuring: pages are made and let go.
type discard struct{}

// Write takes a page and forgets it.
func (discard) Write(string, []byte) error { return nil }
