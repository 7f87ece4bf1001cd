package chronicle

import (
	"bytes"
	"crypto/sha256"
	"encoding/gob"
	"sync"

	"github.com/riskbook/riskbook/internal/assess"
	"github.com/riskbook/riskbook/internal/compare"
	"github.com/riskbook/riskbook/internal/date"
)

// kept is a builder as it is kept for another time: all but the register of the last state, which is read again.
type kept struct {
	States    []State
	Changes   []Change
	Records   map[string]Last
	Came      map[string]int
	Texts     []Text
	Past      assess.Past
	NewID     []map[string]string
	Risks     map[string]Risk
	Plans     map[string]Progress
	Beginning bool
}

// naming tells the encoder the types that values of facts and moves have.
var naming = sync.OnceFunc(func() {
	for _, v := range []any{[]any{}, map[string]any{}, []string{}, compare.AcceptanceValue{}, date.Date{}, int64(0)} {
		gob.Register(v)
	}
})

// Keep gives what was found out so far, to be taken up again by Resume.
func (b *Builder) Keep() ([]byte, error) {
	naming()
	c := &b.Chronicle
	var data bytes.Buffer
	data.Write(make([]byte, sha256.Size))
	if err := gob.NewEncoder(&data).Encode(kept{c.States, c.Changes, c.Records, c.Came, c.Texts, c.Past, b.newID, b.risks, b.plans, b.beginning}); err != nil {
		return nil, err
	}
	sum := sha256.Sum256(data.Bytes()[sha256.Size:])
	copy(data.Bytes(), sum[:])
	return data.Bytes(), nil
}

// Resume takes up what Keep gave of some states; it reports false, and nothing changes, where that is damaged or of other states. The last state that reads
// has to be shown again. Tags that came since, and names by which a mailmap calls authors now, are those of the states.
func (b *Builder) Resume(data []byte, states []State) bool {
	if len(data) < sha256.Size {
		return false
	}
	if sum := sha256.Sum256(data[sha256.Size:]); !bytes.Equal(sum[:], data[:sha256.Size]) {
		return false
	}
	naming()
	var k kept
	if gob.NewDecoder(bytes.NewReader(data[sha256.Size:])).Decode(&k) != nil || !k.retell(states) {
		return false
	}
	for i := range k.Changes {
		for n := range k.Changes[i].Facts {
			f := &k.Changes[i].Facts[n]
			f.From, f.To = whole(f.From), whole(f.To)
		}
	}
	for _, facts := range k.Past.Facts {
		for i := range facts {
			facts[i].From, facts[i].To = whole(facts[i].From), whole(facts[i].To)
		}
	}
	c := &b.Chronicle
	c.States, c.Changes, c.Texts = k.States, k.Changes, k.Texts
	if k.Records != nil {
		c.Records = k.Records
	}
	if k.Came != nil {
		c.Came = k.Came
	}
	if k.Past.Analysed != nil {
		c.Past.Analysed = k.Past.Analysed
	}
	if k.Past.Facts != nil {
		c.Past.Facts = k.Past.Facts
	}
	if k.Risks != nil {
		b.risks = k.Risks
	}
	if k.Plans != nil {
		b.plans = k.Plans
	}
	b.newID, b.beginning = k.NewID, k.Beginning
	return true
}

// retell takes from the states what may be said of their commits otherwise than when they were kept. It reports false where they are others.
func (k *kept) retell(states []State) bool {
	if len(k.States) != len(states) {
		return false
	}
	author := make(map[string]string, len(states))
	for i := range states {
		s, now := &k.States[i], &states[i]
		if s.Commit != now.Commit {
			return false
		}
		s.Author, s.Authors, s.Subject, s.Tags = now.Author, now.Authors, now.Subject, now.Tags
		author[s.Commit] = now.Author
	}
	for i := range k.Changes {
		k.Changes[i].Author = author[k.Changes[i].Commit]
	}
	for id, last := range k.Records {
		last.Author = author[last.Commit]
		k.Records[id] = last
	}
	return true
}

// whole gives an empty list as one: what is kept cannot tell it from none.
func whole(v any) any {
	if list, ok := v.([]any); ok && list == nil {
		return []any{}
	}
	return v
}

// LastRead gives the number of the last state that reads; -1 where none does.
func (b *Builder) LastRead() int {
	for i := len(b.Chronicle.States) - 1; i >= 0; i-- {
		if b.Chronicle.States[i].Reads() {
			return i
		}
	}
	return -1
}

// Last gives the assessment of the last state that reads; nil where none does.
func (b *Builder) Last() *assess.Assessment { return b.last }

// Show gives the assessment of the last state that reads once more, after Resume.
func (b *Builder) Show(a *assess.Assessment) { b.last = a }
