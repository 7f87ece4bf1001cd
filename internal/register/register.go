// Package register turns what was read into typed, linked records: it knows what every field means, and nothing of what follows from them.
//
// In: a source.Tree. Out: a Register, with a finding for every value that does not fit. The struct of a kind is the single statement of
// its fields; decoder, unknown-key check and reference pages derive from it.
// It must never import a room after it (assess, check, page, site), TOML, the clock or the disk.
package register

import (
	"slices"

	"github.com/riskbook/riskbook/internal/date"
	"github.com/riskbook/riskbook/internal/diagnostic"
	"github.com/riskbook/riskbook/internal/source"
)

// Register is the whole register, typed. Lists are sorted by id, byte by byte; a record that could not be read is in none of them, and a provisional one
// is in none of the lists by kind: nothing may be counted or decided by it. Find, All and List give it like any other.
type Register struct {
	Tree      *source.Tree
	Config    Config
	Criteria  Criteria
	Baseline  Baseline
	Parties   []Party // sorted by key; empty where parties.toml is absent
	Catalogue Catalogue

	Assets      []*Asset
	Controls    []*Control
	Decisions   []*Decision
	Events      []*Event
	Findings    []*Finding
	Glossary    []*Term
	Incidents   []*Incident
	Indicators  []*Indicator
	Obligations []*Obligation
	Pages       []*Page
	Reviews     []*Review
	Risks       []*Risk
	Sources     []*Source
	Treatments  []*Treatment

	References []Reference          // every reference between records that resolves, in the order of their places
	Faults     []diagnostic.Finding // what does not fit, from the reading too
	byID       map[string]Entry
	all        map[string][]Entry   // every readable record by folder, ids ascending
	broken     map[string]string    // ids of unreadable records, with their folder
	counts     map[*source.File]int // faults by file
	named      []string             // the languages that the configuration names; nil: any
}

// Entry is a record of any kind.
type Entry interface {
	// Of gives what every record has.
	Of() *Record
}

// Reference is one record naming another in one of its fields.
type Reference struct {
	From, To string // ids
	Key      string // the field, with dots: "target.risk"
}

// Record is what a record of every kind has.
type Record struct {
	ID             string         // unique over the register
	Kind           *Kind          // never nil
	Source         *source.Record // where it is written
	Title          Text           `key:"title" required:"true"`
	Summary        Text           `key:"summary"`
	Owner          string         `key:"owner" party:"true"` // a key of parties.toml where that file exists, else free text
	Tags           []string       `key:"tags"`
	Classification string         `key:"classification" words:"tlp" oneof:"TLP:CLEAR TLP:GREEN TLP:AMBER TLP:AMBER+STRICT TLP:RED"` // empty: the register's default
	Obligations    []string       `key:"obligations" to:"obligations"`                                                              // ids, or ID#clause
	Related        []string       `key:"related" to:"any"`                                                                          // ids of any kind, shown from both ends
	Incomplete     bool           `key:"incomplete"`                                                                                // what is required may be missing: it is in Missing
	Provisional    bool           `key:"provisional"`                                                                               // nobody has confirmed it yet: it counts nowhere
	Links          []Link         `key:"links"`
	Extra          *source.Value  `key:"extra"` // fields of one's own; nil where there are none

	Missing  []string // of an incomplete record: the paths of the required keys that it lacks
	Lacks    []Lack   // of any other: what its own values call for
	Withheld bool     // it names records that the readers at hand may not see

	Days []date.Date // that it states, in any field
}

// Dated reports whether the record states a day from one to another, both included.
func (r *Record) Dated(from, to date.Date) bool {
	return slices.ContainsFunc(r.Days, func(d date.Date) bool { return d.Within(from, to) })
}

// Withheld stands, in a reduced register, for the id of a record or the key of a party that its readers may not see.
const Withheld = "withheld"

// Of gives the record itself.
func (r *Record) Of() *Record { return r }

// Link leads out of the register.
type Link struct {
	Title Text   `key:"title"`
	URL   string `key:"url" required:"true"`
}

// Find gives the record of an id, of any kind; nil where there is none or it could not be read.
func (r *Register) Find(id string) Entry { return r.byID[id] }

// All gives every readable record: kinds in the order of Kinds, ids ascending within a kind.
func (r *Register) All() []Entry {
	all := make([]Entry, 0, len(r.byID))
	for i := range Kinds {
		all = append(all, r.all[Kinds[i].Folder]...)
	}
	return all
}

// List gives the records of one kind, provisional ones among them, ids ascending.
func (r *Register) List(k *Kind) []Entry { return r.all[k.Folder] }

// Provisional gives the records that nobody has confirmed yet: kinds in the order of Kinds, ids ascending within a kind.
func (r *Register) Provisional() []Entry {
	return slices.DeleteFunc(r.All(), func(e Entry) bool { return !e.Of().Provisional })
}

// find looks an id up in the kind that T stands for.
func find[T Entry](r *Register, id string) T {
	found, _ := r.byID[id].(T)
	return found
}

// Asset gives the asset of an id, or nil. The other lookups do the same for their kind.
func (r *Register) Asset(id string) *Asset { return find[*Asset](r, id) }

// Control gives the control of an id, or nil.
func (r *Register) Control(id string) *Control { return find[*Control](r, id) }

// Event gives the event of an id, or nil.
func (r *Register) Event(id string) *Event { return find[*Event](r, id) }

// Obligation gives the obligation of an id, or nil.
func (r *Register) Obligation(id string) *Obligation { return find[*Obligation](r, id) }

// Risk gives the risk of an id, or nil.
func (r *Register) Risk(id string) *Risk { return find[*Risk](r, id) }

// RiskSource gives the risk source of an id, or nil.
func (r *Register) RiskSource(id string) *Source { return find[*Source](r, id) }

// Treatment gives the treatment plan of an id, or nil.
func (r *Register) Treatment(id string) *Treatment { return find[*Treatment](r, id) }

// Party gives the party of a key, or nil.
func (r *Register) Party(key string) *Party {
	for i := range r.Parties {
		if r.Parties[i].Key == key {
			return &r.Parties[i]
		}
	}
	return nil
}

// Every returns the records of the kind that T stands for, provisional ones among them, ids ascending.
func Every[T Entry](r *Register) []T {
	var of []T
	for i := range Kinds {
		list := r.all[Kinds[i].Folder]
		for _, e := range list {
			t, ok := e.(T)
			if !ok {
				break // a kind holds records of one type
			}
			if of == nil {
				of = make([]T, 0, len(list))
			}
			of = append(of, t)
		}
	}
	return of
}

// Distinct returns the ids in the order of their bytes, without repetitions. The list itself, which may be a record's own, stays as it is.
func Distinct(ids []string) []string {
	if len(ids) == 0 {
		return nil
	}
	sorted := slices.Clone(ids)
	slices.Sort(sorted)
	return slices.Compact(sorted)
}
