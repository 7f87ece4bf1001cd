//go:build unix

package source

import (
	"fmt"
	"runtime"
	"strings"
	"syscall"
	"testing"
	"testing/fstest"
	"time"
)

// The bounds that every hostile file is held to.
const (
	mostTime   = 2 * time.Second
	mostMemory = 256 << 20
)

// fill repeats a text up to a size, with the number of the repetition in place of %d.
func fill(size int, format string) string {
	var b strings.Builder
	for i := 0; b.Len() < size; i++ {
		if strings.Contains(format, "%") {
			fmt.Fprintf(&b, format, i)
		} else {
			b.WriteString(format)
		}
	}
	return b.String()
}

// measure runs f and gives the time it took, by the clock, or of the processors where the machine was busy with other things; and the most memory that
// the heap held meanwhile.
func measure(f func()) (time.Duration, uint64) {
	runtime.GC()
	var before, now runtime.MemStats
	runtime.ReadMemStats(&before)
	done, peak := make(chan struct{}), make(chan uint64)
	go func() {
		var most uint64
		for {
			runtime.ReadMemStats(&now)
			most = max(most, now.HeapInuse)
			select {
			case <-done:
				peak <- most
				return
			case <-time.After(2 * time.Millisecond):
			}
		}
	}()
	start, busy := time.Now(), processorTime()
	f()
	took := min(time.Since(start), processorTime()-busy)
	close(done)
	if most := <-peak; most > before.HeapInuse {
		return took, most - before.HeapInuse
	}
	return took, 0
}

// processorTime is what this process has used.
func processorTime() time.Duration {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		panic(err)
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}

func TestHostileFilesAreBounded(t *testing.T) {
	if testing.Short() {
		t.Skip("takes some seconds")
	}
	const full = 10<<20 - 100
	for _, c := range []struct{ name, path, text, want string }{
		{"nested arrays", "~risks/x.toml", "a = " + strings.Repeat("[", 3_000_000), "too-deep/nesting"},
		{"nested arrays, closed", "~risks/x.toml", "a = " + strings.Repeat("[", 3_000_000) + strings.Repeat("]", 3_000_000), "too-deep/nesting"},
		{"nested tables", "~risks/x.toml", strings.Repeat("a={", 100_000) + strings.Repeat("}", 100_000), "too-deep/nesting"},
		{"a dotted key", "~risks/x.toml", strings.Repeat("a.", 16_000) + "a = 1", "too-deep/nesting"},
		{"a dotted header", "~risks/x.toml", "[" + strings.Repeat("a.", 16_000) + "a]", "too-deep/nesting"},
		{"a long key", "~risks/x.toml", strings.Repeat("a", full-10) + " = 1", "too-deep/keys"},
		{"a long quoted key", "~risks/x.toml", "\"" + strings.Repeat("a", full-10) + "\" = 1", "too-deep/keys"},
		{"same headers", "~risks/x.toml", fill(full, "[a.b.c]\n"), "too-large/values"},
		{"same headers within bounds", "~risks/x.toml", fill(160_000, "[a.b.c]\n"), "syntax/duplicate-key"},
		{"many headers", "~risks/x.toml", fill(full, "[a%d.b.c]\n"), "too-large/values"},
		{"many short headers", "~risks/x.toml", fill(full, "[a%d]\n"), "too-large/values"},
		{"many headers within bounds", "~risks/x.toml", fill(540_000, "[a%d]\n"), ""},
		{"same keys", "~risks/x.toml", fill(full, "a.b.c.d=1\n"), "too-large/values"},
		{"same keys within bounds", "~risks/x.toml", fill(190_000, "a.b.c.d=1\n"), "syntax/duplicate-key"},
		{"many keys", "~risks/x.toml", fill(full, "k%d=1\n"), "too-large/values"},
		{"many keys within bounds", "~risks/x.toml", "[a]\n" + fill(1_800_000, "k%d=1\n"), ""},
		{"deep keys", "~risks/x.toml", fill(full, "k%d."+strings.Repeat("a.", 29)+"a=1\n"), "too-large/values"},
		{"deep keys within bounds", "~risks/x.toml", fill(72_000, "k%d."+strings.Repeat("a.", 29)+"a=1\n"), ""},
		{"a long array", "~risks/x.toml", "[r]\na = [" + fill(full, "1,") + "]", "too-large/values"},
		{"a long array within bounds", "~risks/x.toml", "[r]\na = [" + fill(790_000, "1,") + "]", ""},
		{"tables in an array", "~risks/x.toml", "[r]\na = [" + fill(full, "{a=1},") + "]", "too-large/values"},
		{"tables in an array within bounds", "~risks/x.toml", "[r]\na = [" + fill(270_000, "{a=1},") + "]", ""},
		{"array of tables", "~risks/x.toml", fill(full, "[[r.a]]\n"), "too-large/values"},
		{"array of tables within bounds", "~risks/x.toml", fill(176_000, "[[r.a]]\n"), ""},
		{"escapes", "~risks/x.toml", "[r]\nbody = \"" + fill(full, `\n`) + "\"", ""},
		{"line-ending backslashes", "~risks/x.toml", "[r]\nbody = \"\"\"" + fill(full, "\\\n") + "\"\"\"", ""},
		{"quotes", "~risks/x.toml", "a = " + fill(full, `"`), "syntax/too-many-quotes"},
		{"double quotes in a long string", "~risks/x.toml", "[r]\nbody = \"\"\"" + fill(full, `"" `) + "\"\"\"", ""},
		{"an open string", "~risks/x.toml", "[r]\nbody = \"\"\"" + fill(full, "[r%d]\n"), "syntax/unclosed-string"},
		{"a comment", "~risks/x.toml", "#" + fill(full, "あ"), ""},
		{"blank lines", "~risks/x.toml", fill(full, "\n"), ""},
		{"many broken records", "~risks/x.toml", fill(full, "[r%d]\na = b\n"), "too-large/values"},
		{"many broken records within bounds", "~risks/x.toml", fill(480_000, "[r%d]\na = b\n"), "syntax/bad-value"},
		{"open brackets", "~risks/x.toml", fill(900_000, "[r%d]\na = [\n"), "too-deep/nesting"},
		{"no sense", "~risks/x.toml", fill(full, "}]\"'"), ""},
		{"a long number", "~risks/x.toml", "a = " + fill(full, "1"), "syntax/number-range"},
		{"a long date", "~risks/x.toml", "a = 2026-" + fill(full, "1"), "syntax/bad-date"},
		{"many fences", "~risks/x.md", fill(1<<20-100, "+++\n"), ""},
		{"no front matter", "~risks/x.md", fill(1<<20-100, "---\n"), "syntax/yaml-front-matter"},
		{"not UTF-8", "~risks/x.md", "+++\n+++\n" + fill(1<<20-100, "\xe3"), "not-utf8"},
		{"NUL", "~risks/x.md", "+++\n+++\n" + fill(1<<20-100, "\x00"), "syntax/control-character"},
	} {
		t.Run(c.name, func(t *testing.T) {
			fsys := register(c.path, c.text)
			var tree *Tree
			var err error
			took, memory := measure(func() { tree, err = Read(fsys) })
			if err != nil {
				t.Fatal(err)
			}
			checkListed(t, tree.Findings)
			t.Logf("%8s %4d MiB", took.Round(time.Millisecond), memory>>20)
			if took > mostTime || memory > mostMemory {
				t.Errorf("took %s and %d MiB", took, memory>>20)
			}
			if got := sayAll(tree.Findings); !strings.Contains(got, c.want) || c.want == "" && got != "" && c.name != "no sense" {
				t.Errorf("findings %.300s, want %q", got, c.want)
			}
		})
	}
}

func TestHostileFilesAtTheCeilings(t *testing.T) {
	if testing.Short() {
		t.Skip("takes some seconds")
	}
	config := fmt.Sprintf("[limits]\nfile = %d\nbulk = %d\nnesting = 99999\nkeys = 99999\nvalues = 99999999\n", 1<<40, 1<<40)
	deep := strings.Repeat("a.", 400) + "a"
	for _, c := range []struct{ name, text string }{
		{"nested arrays", "[r]\na = " + strings.Repeat("[", 490) + strings.Repeat("]", 490)},
		{"nested tables", "[r]\n" + strings.Repeat("a={", 240) + strings.Repeat("}", 240)},
		{"nested tables in arrays", "[r]\n" + strings.Repeat("a=[{", 160) + strings.Repeat("}]", 160)},
		{"deep keys", fill(10<<20, "k%d."+deep+"=1\n")},
		{"many headers", fill(3_000_000, "[a%d]\n")},
		{"a long array", "[r]\na = [" + fill(3_790_000, "1,") + "]"},
	} {
		t.Run(c.name, func(t *testing.T) {
			fsys := register("~riskbook.toml", config, "~risks/x.toml", c.text)
			var err error
			took, memory := measure(func() { _, err = Read(fsys) })
			if err != nil {
				t.Fatal(err)
			}
			t.Logf("%8s %4d MiB", took.Round(time.Millisecond), memory>>20)
			if took > 10*time.Second || memory > 1<<30 {
				t.Errorf("took %s and %d MiB", took, memory>>20)
			}
		})
	}
}

func TestHugeFileIsNotRead(t *testing.T) {
	fsys := register()
	fsys["content/risks/x.md"] = &fstest.MapFile{Data: make([]byte, 100<<20)}
	tree, err := Read(fsys)
	if err != nil {
		t.Fatal(err)
	}
	if got, want := sayAll(tree.Findings), "risks/x.md too-large/file [key:file limit:1048576 most:67108864 size:104857600]\n"; got != want {
		t.Errorf("got %s want %s", got, want)
	}
	if tree.File("content/risks/x.md") != nil {
		t.Error("the file was read")
	}
}
