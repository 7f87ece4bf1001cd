package source

import (
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
)

// sampleRecord makes a record of about 3.7 kB, half of it Japanese.
func sampleRecord(i int) string {
	var b strings.Builder
	fmt.Fprintf(&b, `+++
title = { ja = "制御系の停止 %d", en = "Loss of process control %d" }
summary = "浄水場の監視制御系が止まり、送水量の調整ができなくなります。"
owner = "operations"
tags = ["plant", "control", "availability"]
assets = ["A-%03d", "A-%03d"]
events = ["E-%03d"]
consequences = ["service", "finance"]
viewpoints = ["legal", "social"]
controls = ["C-001", "C-007", "C-012"]
identified = 2025-04-01
reviewed = 2026-05-12

[inherent]
likelihood = 4
impact = 5

[current]
likelihood = 3
impacts = { service = 4, finance = 2 }
rationale = "直近三年の障害記録と演習の結果によります。"
confidence = "medium"
criteria = "2026.1"

[quantitative]
frequency = { low = 0.1, mode = 0.3, high = 0.7 }
loss = { low = 2_000_000, high = 90_000_000 }

[treatment]
option = "modify"
rationale = "回線の二重化により可能性を下げます。"
+++

`, i, i, i%500, (i+7)%500, i%300)
	for b.Len() < 3700 {
		b.WriteString("監視制御系の通信が失われると、[[A-001]]の運転は手動に切り替わります。A manual run needs four people per shift, see [[C-007]].\n\n")
	}
	return b.String()
}

// sampleRegister writes n records into folders of 100 and opens the register.
func sampleRegister(b *testing.B, n int) *os.Root {
	b.Helper()
	dir := b.TempDir()
	for i := range n {
		folder := filepath.Join(dir, "content", "risks", fmt.Sprintf("%03d", i/100))
		if i%100 == 0 {
			if err := os.MkdirAll(folder, 0o755); err != nil {
				b.Fatal(err)
			}
		}
		if err := os.WriteFile(filepath.Join(folder, fmt.Sprintf("R-%05d.md", i)), []byte(sampleRecord(i)), 0o644); err != nil {
			b.Fatal(err)
		}
	}
	root, err := os.OpenRoot(dir)
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { root.Close() })
	return root
}

// BenchmarkRead reads whole registers; it reports the time and the memory kept per record beyond the bytes of its file.
func BenchmarkRead(b *testing.B) {
	for _, n := range []int{1000, 10_000} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			fsys := sampleRegister(b, n).FS()
			var tree *Tree
			var before, after runtime.MemStats
			runtime.GC()
			runtime.ReadMemStats(&before)
			b.ReportAllocs()
			for b.Loop() {
				var err error
				if tree, err = Read(fsys); err != nil {
					b.Fatal(err)
				}
			}
			runtime.GC()
			runtime.ReadMemStats(&after)
			if len(tree.Records) != n || len(tree.Findings) != 0 {
				b.Fatalf("%d records, findings %s", len(tree.Records), sayAll(tree.Findings))
			}
			files := 0
			for _, f := range tree.Files {
				files += len(f.Data)
			}
			b.ReportMetric(float64(b.Elapsed().Microseconds())/float64(b.N*n), "µs/record")
			b.ReportMetric(float64(int(after.HeapAlloc-before.HeapAlloc)-files)/float64(n), "B-kept/record")
			runtime.KeepAlive(tree)
		})
	}
}

// BenchmarkParse reads the front matter of one record, as a worker does, and by its parts.
func BenchmarkParse(b *testing.B) {
	data := []byte(sampleRecord(1))
	p, _ := split(data)
	b.Run("all", func(b *testing.B) {
		var w builder
		b.ReportAllocs()
		for b.Loop() {
			if v, f := w.parse(data, p.start, p.end, DefaultLimits); v == nil {
				b.Fatal(f)
			}
		}
	})
	b.Run("scan", func(b *testing.B) {
		for b.Loop() {
			scan(data, p.start, p.end, DefaultLimits)
		}
	})
	b.Run("tree", func(b *testing.B) {
		var w builder
		b.ReportAllocs()
		for b.Loop() {
			w.build(data, p.start, p.end)
			w.emit()
		}
	})
	b.Run("validate", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			validate(data, p.start, p.end)
		}
	})
}

func BenchmarkParseBulk(b *testing.B) {
	var text strings.Builder
	for i := range 1500 {
		p, _ := split([]byte(sampleRecord(i)))
		front := strings.NewReplacer("[inherent]", fmt.Sprintf("[R-%d.inherent]", i), "[current]", fmt.Sprintf("[R-%d.current]", i),
			"[quantitative]", fmt.Sprintf("[R-%d.quantitative]", i), "[treatment]", fmt.Sprintf("[R-%d.treatment]", i))
		fmt.Fprintf(&text, "[R-%d]\n%s\n", i, front.Replace(sampleRecord(i)[p.start:p.end]))
	}
	data := []byte(text.String())
	b.SetBytes(int64(len(data)))
	b.ReportAllocs()
	for b.Loop() {
		if d, findings := Parse("f", data, DefaultLimits); d.Broken {
			b.Fatal(sayAll(findings))
		}
	}
}
