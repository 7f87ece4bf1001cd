package compile

import (
	"runtime/debug"
	"runtime/metrics"
	"sync"
)

// lyingGarbage is how much garbage may lie while a history is read, in bytes: each state leaves some, and a collection takes longer than a state.
const lyingGarbage = 96 << 20

// mostPercent bounds what lies beside the little that a small register takes.
const mostPercent = 300

// lying counts the histories that are being read; percent is what was set before the first of them.
var lying struct {
	sync.Mutex
	n       int
	percent int
}

// letGarbageLie lets up to lyingGarbage lie, or as much as before where that is more, until what it returns is called.
func letGarbageLie() (end func()) {
	held := []metrics.Sample{{Name: "/memory/classes/heap/objects:bytes"}}
	metrics.Read(held)
	percent := 0
	if bytes := held[0].Value; bytes.Kind() == metrics.KindUint64 {
		percent = int(min(lyingGarbage*100/max(bytes.Uint64(), 1), mostPercent))
	}
	lying.Lock()
	defer lying.Unlock()
	if lying.n++; lying.n == 1 {
		lying.percent = debug.SetGCPercent(percent)
		if lying.percent < 0 || lying.percent > percent {
			debug.SetGCPercent(lying.percent)
		}
	}
	return sync.OnceFunc(func() {
		lying.Lock()
		defer lying.Unlock()
		if lying.n--; lying.n == 0 {
			debug.SetGCPercent(lying.percent)
		}
	})
}
