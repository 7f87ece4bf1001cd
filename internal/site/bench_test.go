package site

import (
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/riskbook/riskbook/internal/store"
)

// pageText is a page of about 10 kB, told apart by its number and a version.
func pageText(n, version int) []byte {
	return fmt.Appendf(nil, "<!DOCTYPE html><title>R-%05d %d</title>\n%s", n, version, pageBody)
}

var pageBody = strings.Repeat("<p>リスクの水準は、起こりやすさと影響から決まります。</p>\n", 125)

// benchmarkFolder builds 10,000 pages; prepare gives the version of each page before and after.
func benchmarkFolder(b *testing.B, before, after func(n, round int) int) {
	out := filepath.Join(b.TempDir(), "public")
	write := func(version func(n, round int) int, round int) {
		f, err := OpenFolder(out, Guard{})
		if err != nil {
			b.Fatal(err)
		}
		err = store.Parallel(2, slices.Sorted(paths(10000)), func(name string) error {
			var n int
			fmt.Sscanf(name, "risks/R-%05d.html", &n)
			return f.Write(name, pageText(n, version(n, round)))
		})
		if err != nil {
			b.Fatal(err)
		}
		if _, err := f.Commit(""); err != nil {
			b.Fatal(err)
		}
	}
	if before != nil {
		write(before, 0)
	}
	round := 0
	for b.Loop() {
		round++
		write(after, round)
	}
}

func paths(n int) func(func(string) bool) {
	return func(yield func(string) bool) {
		for i := range n {
			if !yield(fmt.Sprintf("risks/R-%05d.html", i)) {
				return
			}
		}
	}
}

func BenchmarkFolder10000(b *testing.B) {
	none := func(int, int) int { return 0 }
	all := func(_, round int) int { return round }
	one := func(n, round int) int {
		if n == 5000 {
			return round
		}
		return 0
	}
	b.Run("nothing changed", func(b *testing.B) { benchmarkFolder(b, none, none) })
	b.Run("one page changed", func(b *testing.B) { benchmarkFolder(b, none, one) })
	b.Run("all pages changed", func(b *testing.B) { benchmarkFolder(b, none, all) })
}

func BenchmarkUpToDate10000(b *testing.B) {
	out, cache := filepath.Join(b.TempDir(), "public"), b.TempDir()
	files := make(map[string]string)
	for name := range paths(10000) {
		files[name] = "page"
	}
	if _, err := build(b, hasty{}, out, cache, "inputs", files); err != nil {
		b.Fatal(err)
	}
	f := &Folder{out: out, disk: realDisk{}, Cache: cache}
	for b.Loop() {
		if !f.UpToDate("inputs") {
			b.Fatal("not up to date")
		}
	}
}

func BenchmarkRender10000(b *testing.B) {
	theme := load(b, nil, "standard")
	b.ReportAllocs()
	for b.Loop() {
		if err := Render(b.Context(), theme, risks(10000, "risk.html"), nil, &kept{}, 2); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkLoad(b *testing.B) {
	for b.Loop() {
		load(b, nil, "standard")
	}
}
