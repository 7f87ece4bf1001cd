//go:build unix

package prose

import (
	"runtime"
	"runtime/metrics"
	"syscall"
	"testing"
	"time"
)

// TestHostile renders every hostile text as long as a body may be, and longer. None takes three seconds or 128 MiB.
func TestHostile(t *testing.T) {
	if testing.Short() {
		t.Skip("takes some seconds")
	}
	p := newShelf()
	for name, text := range hostile {
		t.Run(name, func(t *testing.T) {
			for _, n := range []int{DefaultLimits.Body - 200, 10 << 20} {
				text := text(n)
				r, took, used := measure(p, text)
				if took > 3*time.Second || used > 128 {
					t.Errorf("%d bytes take %v and %d MiB", len(text), took, used)
				}
				if len(text) > DefaultLimits.Body && (len(r.Findings) != 1 || r.Findings[0].Case != "body") {
					t.Errorf("%d bytes are not refused", len(text))
				}
				if testing.Verbose() && (took > 200*time.Millisecond || used > 64) {
					t.Logf("%s: %d bytes: %v, %d MiB, %d KiB of HTML, %d faults", name, len(text), took, used, len(r.HTML)>>10, len(r.Findings))
				}
			}
		})
	}
}

// measure gives what rendering took: time by the clock, or of the processors where the machine was busy with other things; and memory in MiB.
func measure(p *Prose, text string) (r Result, took time.Duration, used uint64) {
	runtime.GC()
	peak := watchHeap()
	start, busy := time.Now(), processorTime()
	r = p.Render(page(), text)
	took = min(time.Since(start), processorTime()-busy)
	return r, took, peak() >> 20
}

// processorTime is what this process has used.
func processorTime() time.Duration {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		panic(err)
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}

// watchHeap samples the heap; the function it gives returns what it grew by at most.
func watchHeap() func() uint64 {
	sample := []metrics.Sample{{Name: "/memory/classes/heap/objects:bytes"}}
	read := func() uint64 {
		metrics.Read(sample)
		return sample[0].Value.Uint64()
	}
	before := read()
	stop, done := make(chan struct{}), make(chan uint64)
	go func() {
		most := before
		for {
			select {
			case <-stop:
				done <- most
				return
			case <-time.After(2 * time.Millisecond):
				most = max(most, read())
			}
		}
	}()
	return func() uint64 {
		close(stop)
		return <-done - before
	}
}
