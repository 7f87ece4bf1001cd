package compile_test

import (
	"fmt"
	"io/fs"
	"math/rand/v2"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/riskbook/riskbook"
	"github.com/riskbook/riskbook/internal/assess"
	"github.com/riskbook/riskbook/internal/check"
	"github.com/riskbook/riskbook/internal/compile"
	"github.com/riskbook/riskbook/internal/date"
	"github.com/riskbook/riskbook/internal/diagnostic"
	"github.com/riskbook/riskbook/internal/register"
)

// No passing day may turn a register that builds into one that does not: an error depends on what is written alone.

var writtenDay = regexp.MustCompile(`\b\d{4}-\d{2}-\d{2}\b`)

// sampleTexts gives the sample register's files.
func sampleTexts(t *testing.T) map[string]string {
	texts := map[string]string{}
	err := fs.WalkDir(riskbook.Sample, "content", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		data, err := fs.ReadFile(riskbook.Sample, name)
		texts[name] = string(data)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return texts
}

// errorsOn reads a register once and gives a function that finds its errors as of a day: by the rules that give errors alone, or by all.
func errorsOn(t *testing.T, folder fs.FS) func(day date.Date, all bool) []diagnostic.Diagnostic {
	j, err := compile.Early(t.Context(), folder, func(*register.Register) (date.Date, error) { return date.Of(2026, 11, 23), nil }, compile.ForCheck)
	if err != nil {
		t.Fatal(err)
	}
	return func(day date.Date, all bool) []diagnostic.Diagnostic {
		a := assess.Assess(j.Register, day)
		if all {
			return slices.DeleteFunc(check.Run(a, j.Bodies.List).Diagnostics, func(d diagnostic.Diagnostic) bool { return d.Severity != diagnostic.Error })
		}
		return check.Errors(a, j.Bodies.List)
	}
}

func lines(list []diagnostic.Diagnostic) []string {
	var all []string
	for _, d := range list {
		all = append(all, fmt.Sprintf("%s:%d:%d %s %s %s", d.Place.File, d.Place.Line, d.Place.Column, d.Rule, d.Message.En, d.Help.En))
	}
	return all
}

// TestSampleBuildsOnEveryDay looks at the first of each month for five years, and at each day that the sample writes and the day after it.
func TestSampleBuildsOnEveryDay(t *testing.T) {
	var days []date.Date
	for month := range 61 {
		days = append(days, date.Of(2026, 11, 1).AddMonths(month))
	}
	for _, text := range sampleTexts(t) {
		for _, written := range writtenDay.FindAllString(text, -1) {
			if day, err := date.Parse(written); err == nil {
				days = append(days, day, day.AddDays(1))
			}
		}
	}
	slices.SortFunc(days, date.Date.Compare)
	found := errorsOn(t, riskbook.Sample)
	for _, day := range slices.Compact(days) {
		if list := found(day, false); len(list) > 0 {
			t.Fatalf("as of %s:\n%s", day, strings.Join(lines(list), "\n"))
		}
	}
}

// mangled is the sample with dates, statuses, options, parties and levels changed here and there, and records taken out.
func mangled(texts map[string]string, rnd *rand.Rand) fstest.MapFS {
	chance := func(n int) bool { return rnd.IntN(n) == 0 }
	one := func(choices ...string) string { return choices[rnd.IntN(len(choices))] }
	folder := fstest.MapFS{}
	for _, name := range slices.Sorted(func(yield func(string) bool) {
		for name := range texts {
			if !yield(name) {
				return
			}
		}
	}) {
		if strings.HasPrefix(name, "content/decisions/") && chance(4) || name == "content/criteria.toml" && chance(5) || chance(60) {
			continue
		}
		var kept []string
		for line := range strings.Lines(texts[name]) {
			key, _, isField := strings.Cut(line, " = ")
			switch {
			case !isField || strings.HasPrefix(line, " "):
			case writtenDay.MatchString(line) && chance(3):
				line = writtenDay.ReplaceAllStringFunc(line, func(string) string {
					return date.Of(2026, 1, 1).AddDays(rnd.IntN(900)).String()
				})
			case key == "option" && chance(2):
				line = "option = \"retain\"\n"
			case key == "proposed_by" && chance(2), key == "by" && strings.HasPrefix(name, "content/decisions/") && chance(2):
				line = key + " = " + fmt.Sprintf("%q", one("director", "ciso")) + "\n"
			case key == "verdict" && chance(2):
				line = "verdict = " + fmt.Sprintf("%q", one("treat", "accept")) + "\n"
			case key == "acceptance" && strings.Contains(line, `"`) && chance(2):
				line = "acceptance = " + fmt.Sprintf("%q", one("accept", "approval", "treat")) + "\n"
			case key == "separate":
				line = "separate = true\n"
			case chance(60):
				continue
			}
			kept = append(kept, line)
		}
		text := strings.Join(kept, "")
		if name == "content/criteria.toml" && !chance(4) {
			text += "\n[[authority]]\nlevel = \"medium\"\nby = [\"ciso\"]\nmonths = 6\nfrom = 2026-03-01\n"
		}
		folder[name] = &fstest.MapFile{Data: []byte(text)}
	}
	return folder
}

// heldWhole is of how many mangled registers one is held against every rule: warnings must bear faults too, and take no error away.
const heldWhole = 8

// TestErrorsAreTheSameOnEveryDay holds every rule that gives errors against registers with many faults, and every rule at all against some of them.
func TestErrorsAreTheSameOnEveryDay(t *testing.T) {
	texts, seen := sampleTexts(t), map[string]int{}
	for seed := range uint64(120) {
		rnd := rand.New(rand.NewPCG(seed, 9))
		found := errorsOn(t, mangled(texts, rnd))
		first := found(date.Of(2026, 11, 23), seed%heldWhole == 0)
		for _, d := range first {
			seen[string(d.Rule)]++
		}
		for range 2 {
			day := date.Of(2025, 6, 1).AddDays(rnd.IntN(1500))
			if got, want := lines(found(day, false)), lines(first); !slices.Equal(got, want) {
				t.Fatalf("seed %d: as of %s\n%s\nas of 2026-11-23\n%s", seed, day, strings.Join(got, "\n"), strings.Join(want, "\n"))
			}
		}
	}
	for _, rule := range []string{"bad-date-order", "beyond-authority", "dangling-reference", "missing-key", "retained-against-criteria", "self-approved"} {
		if seen[rule] < 10 {
			t.Errorf("%s was found %d times only", rule, seen[rule])
		}
	}
}
