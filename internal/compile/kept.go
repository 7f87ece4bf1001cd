package compile

import (
	"github.com/riskbook/riskbook/internal/chronicle"
	"github.com/riskbook/riskbook/internal/history"
)

// Store keeps what can be lost at any time, by names of digits and small letters.
type Store interface {
	Names() []string
	Load(name string) []byte // nil where there is nothing
	Save(name string, data []byte)
}

// keepFrom is how many states have to be new before they are kept.
const keepFrom = 4

// keyOf names what is known of the states before the one numbered ends: the commit of the last of them tells all, but where a shallow clone begins.
func keyOf(line *history.Line, ends int) string {
	key := line.States[ends-1].Commit
	if line.States[0].Boundary {
		key += "-" + line.States[0].Commit
	}
	return key
}

// resume takes up what is kept of the longest stretch of states, and gives the number of the state from which on they are to be looked at.
func resume(b *chronicle.Builder, line *history.Line, ends int, store Store) int {
	if store == nil || ends < 1 {
		return 0
	}
	names := map[string]bool{}
	for _, name := range store.Names() {
		names[name] = true
	}
	for n := ends; n > 0 && len(names) > 0; n-- {
		if key := keyOf(line, n); names[key] {
			if !b.Resume(store.Load(key), statesOf(line, n)) {
				return 0
			}
			if at := b.LastRead(); at >= 0 {
				return at
			}
			return n
		}
	}
	return 0
}

func keep(b *chronicle.Builder, line *history.Line, ends int, store Store) {
	if store == nil || ends < 1 {
		return
	}
	if data, err := b.Keep(); err == nil {
		store.Save(keyOf(line, ends), data)
	}
}

// statesOf gives what is said of the first n states by their commits alone.
func statesOf(line *history.Line, n int) []chronicle.State {
	states := make([]chronicle.State, n)
	for i := range states {
		states[i] = stateOf(&line.States[i])
	}
	return states
}
