package register

import (
	"cmp"
	"reflect"
	"slices"
	"strings"

	"github.com/riskbook/riskbook/internal/diagnostic"
	"github.com/riskbook/riskbook/internal/rule"
	"github.com/riskbook/riskbook/internal/source"
	"github.com/riskbook/riskbook/internal/term"
)

// Understand gives every value of the tree its meaning and links the records. It never fails: what does not fit is in Faults, and the rest of the
// register stands.
func Understand(tree *source.Tree) *Register { return new(Memo).Understand(tree) }

// Understand gives what the function Understand gives, and shares with earlier registers the records that are the same in them.
func (m *Memo) Understand(tree *source.Tree) *Register {
	if r := m.follow(tree); r != nil {
		return r
	}
	r := &Register{
		Tree:   tree,
		byID:   make(map[string]Entry, len(tree.Records)),
		all:    map[string][]Entry{},
		broken: map[string]string{},
		counts: map[*source.File]int{},
		Faults: slices.Clone(tree.Findings),
	}
	if tree.Config != nil {
		r.named = source.LanguagesOf(tree.Config.Table)
	}
	var claims []claim
	claims = append(claims, readConfig(r, tree.Config)...)
	claims = append(claims, readCriteria(r, tree.Criteria)...)
	claims = append(claims, readParties(r, tree.Parties)...)
	readBaseline(r, tree.Baseline)
	var faults []diagnostic.Finding
	r.Catalogue, faults = readCatalogue(tree.Catalogue, r.named)
	r.Faults = append(r.Faults, faults...)
	m.begin(r)
	list := make([]*understood, len(tree.Records)) // nil: of no kind, or not readable
	for i, rec := range tree.Records {
		list[i] = m.readRecord(r, rec)
	}
	r.sort()
	gatherTerms(r)
	m.settle(r, claims, list)
	readReadingFiles(r)
	checkServices(r)
	m.end(r, list)
	return r
}

// mostFaults is the number of faults of one file that are reported one by one. A file with more has one cause, and naming its faults would take time
// and room that grow without bound.
const mostFaults = 200

// exhausted counts a fault of a file and tells whether it is beyond what is reported. The first such fault is replaced by one that says so.
func (r *Register) exhausted(file *source.File) bool {
	r.counts[file]++
	if r.counts[file] == mostFaults+1 {
		r.Faults = append(r.Faults, diagnostic.Finding{Rule: rule.TooLarge, Case: rule.CaseFaults, Place: diagnostic.Place{File: file.Path, Line: 1, Column: 1, EndLine: 1, EndColumn: 1}, Args: diagnostic.Args{"limit": mostFaults}})
	}
	return r.counts[file] > mostFaults
}

// readRecord gives a record its type: nil where it has none, cannot be read, or has the id of another.
func (m *Memo) readRecord(r *Register, rec *source.Record) *understood {
	kind := KindOf(rec.Folder)
	if kind == nil {
		return nil
	}
	if rec.Broken {
		r.broken[rec.ID] = rec.Folder
		return nil
	}
	if r.byID[rec.ID] != nil {
		return nil // reported as duplicate-id by the reader
	}
	u := m.known[rec]
	if u == nil {
		u = r.decode(kind, rec)
	}
	r.byID[rec.ID] = u.entry
	r.all[rec.Folder] = append(r.all[rec.Folder], u.entry)
	if !u.entry.Of().Provisional {
		kind.add(r, u.entry)
	}
	m.remember(rec, u)
	return u
}

func (r *Register) decode(kind *Kind, rec *source.Record) *understood {
	entry := kind.new()
	base := entry.Of()
	base.ID, base.Kind, base.Source, base.Days = rec.ID, kind, rec, rec.Table.Days()
	d := &decoder{file: rec.File, head: rec.File.Place(rec.Head), top: rec.Head, from: rec.ID, languages: r.named, exhausted: r.exhausted}
	d.lenient, d.waived = says(rec.Table, "incomplete"), kind.Waived(rec.Table)
	d.table(rec.Table, reflect.ValueOf(entry).Elem(), kind.required)
	d.declared(rec.Table, r.Config.FieldsOf(kind.Folder))
	base.Withheld = d.withheld
	if base.Incomplete {
		base.Missing = d.missed
		for _, demand := range kind.Demands() {
			base.Missing = append(base.Missing, demand.Unmet(rec.Table)...)
		}
		for _, key := range kind.Grounds() {
			if rec.Table.Field(key) == nil {
				base.Missing = append(base.Missing, key)
			}
		}
	} else {
		base.Lacks = lacks(kind, rec.Table)
	}
	r.Faults = append(r.Faults, d.faults...)
	return &understood{entry: entry, claims: d.claims, faulty: d.count() > 0}
}

func (r *Register) sort() {
	for i := range Kinds {
		Kinds[i].sort(r)
	}
	for folder, list := range r.all {
		sortByID(list)
		if folder != "indicators" {
			continue
		}
		for _, e := range list {
			sortReadings(e.(*Indicator).Readings)
		}
	}
}

func compareIDs(e Entry, id string) int { return cmp.Compare(e.Of().ID, id) }

func sortByID[T Entry](list []T) {
	slices.SortFunc(list, func(a, b T) int { return cmp.Compare(a.Of().ID, b.Of().ID) })
}

func sortReadings(readings []Reading) {
	slices.SortStableFunc(readings, func(a, b Reading) int { return a.On.Compare(b.On) })
}

func readConfig(r *Register, doc *source.Document) []claim {
	c := &r.Config
	var claims []claim
	if doc != nil && !doc.Broken {
		d := &decoder{file: doc.File, head: doc.Place(), languages: r.named}
		d.table(doc.Table, reflect.ValueOf(c).Elem(), nil)
		r.Faults = append(r.Faults, d.faults...)
		claims = d.claims
	}
	if c.DefaultLanguage == "" {
		c.DefaultLanguage = "ja"
		if len(c.Languages) > 0 {
			c.DefaultLanguage = c.Languages[0]
		}
	}
	checkLanguages(r, doc)
	checkDeclared(r, doc)
	c.Theme = cmp.Or(c.Theme, "standard")
	c.Currency = cmp.Or(c.Currency, "JPY")
	c.Process.Profile = cmp.Or(c.Process.Profile, "full")
	c.Check.BaselineMonths = cmp.Or(c.Check.BaselineMonths, 6)
	c.Check.FailOn = cmp.Or(c.Check.FailOn, "error")
	c.Repository.Branch = cmp.Or(c.Repository.Branch, "main")
	if month := c.Dates.FiscalYearStarts; month < 1 || month > 12 {
		c.Dates.FiscalYearStarts = 4
	}
	c.Simulation.Years = cmp.Or(c.Simulation.Years, 100_000)
	return claims
}

// checkLanguages puts the default language first and leaves out what is no language: each becomes a folder of the site.
func checkLanguages(r *Register, doc *source.Document) {
	c := &r.Config
	if doc == nil { // there is no riskbook.toml, and so nothing to say of it
		c.Languages = []string{c.DefaultLanguage}
		return
	}
	admits := func(at diagnostic.Place, key, found string) bool {
		why := rule.CaseLanguageUnspoken // a site in it would be half in another one
		switch {
		case slices.Contains(term.Languages, found):
			return true
		case !isLanguage(found) || found != strings.ToLower(found):
			why = rule.CaseLanguage
		}
		r.Faults = append(r.Faults, diagnostic.Finding{Rule: rule.UnknownValue, Case: why, Place: at, Args: diagnostic.Args{
			"key": key, "found": found, "allowed": strings.Join(term.Languages, ", "),
		}})
		return false
	}
	if !admits(doc.Place("default_language"), "default_language", c.DefaultLanguage) {
		c.DefaultLanguage = "ja"
	}
	if len(c.Languages) > 0 && !slices.Contains(c.Languages, c.DefaultLanguage) && doc.Table.Field("default_language") != nil {
		r.Faults = append(r.Faults, diagnostic.Finding{Rule: rule.UnknownValue, Place: doc.Place("default_language"), Args: diagnostic.Args{
			"key": "default_language", "found": c.DefaultLanguage, "allowed": strings.Join(c.Languages, ", "),
		}})
	}
	languages := []string{c.DefaultLanguage}
	for i, l := range c.Languages {
		if admits(doc.Place("languages", i), "languages", l) && !slices.Contains(languages, l) {
			languages = append(languages, l)
		}
	}
	c.Languages = languages
}

func readCriteria(r *Register, doc *source.Document) []claim {
	if doc == nil {
		r.Criteria = exampleCriteria()
		return nil
	}
	r.Criteria.Given = true
	if doc.Broken {
		r.Criteria.Broken = true
		return nil
	}
	d := &decoder{file: doc.File, head: doc.Place(), languages: r.named}
	d.table(doc.Table, reflect.ValueOf(&r.Criteria).Elem(), nil)
	r.Faults = append(r.Faults, d.faults...)
	boundScales(r)
	return d.claims
}

// boundScales keeps scales, which have at most ten steps, from making a matrix without bounds: a rule reports them, and nothing is judged by them.
func boundScales(r *Register) {
	const most = 11 // one more than is allowed, so that the rule sees it
	c := &r.Criteria
	for _, steps := range []*[]Step{&c.Likelihoods, &c.Impacts} {
		if len(*steps) > most-1 {
			*steps, c.Broken = (*steps)[:most], true
		}
	}
}

func readParties(r *Register, doc *source.Document) []claim {
	if doc == nil || doc.Broken {
		return nil
	}
	d := &decoder{file: doc.File, head: doc.Place(), languages: r.named}
	for i := range doc.Table.Fields {
		f := &doc.Table.Fields[i]
		d.path = []string{f.Key}
		if f.Value.Kind != source.Table {
			d.wrongType(&f.Value, rule.Plain, typeNames[source.Table])
			continue
		}
		p := Party{Key: legible(f.Key)}
		d.table(&f.Value, reflect.ValueOf(&p).Elem(), nil)
		if p.Title.IsZero() {
			p.Title = p.Name
		}
		if p.Title.IsZero() {
			d.fault(rule.MissingKey, rule.Plain, d.place(f.KeySpan), diagnostic.Args{"key": f.Key + ".title"})
		}
		r.Parties = append(r.Parties, p)
	}
	slices.SortFunc(r.Parties, func(a, b Party) int { return cmp.Compare(a.Key, b.Key) })
	r.Faults = append(r.Faults, d.faults...)
	return d.claims
}

// checkServices holds the sector and service of each asset against the catalogue.
func checkServices(r *Register) {
	for _, a := range r.Assets {
		checkService(r, a)
	}
}

func checkService(r *Register, a *Asset) {
	if a.Sector == "" && a.Service == "" {
		return
	}
	sector := r.Catalogue.Sector(a.Sector)
	if sector == nil {
		keys := make([]string, len(r.Catalogue.Sectors))
		for i := range keys {
			keys[i] = r.Catalogue.Sectors[i].Key
		}
		r.unknownValue(a.Source, "sector", a.Sector, keys)
		return
	}
	if a.Service != "" && sector.Service(a.Service) == nil {
		keys := make([]string, len(sector.Services))
		for i := range keys {
			keys[i] = sector.Services[i].Key
		}
		r.unknownValue(a.Source, "service", a.Service, keys)
	}
}

func (r *Register) unknownValue(rec *source.Record, key, found string, allowed []string) {
	args := diagnostic.Args{"key": key, "found": found, "allowed": strings.Join(allowed, ", ")}
	kase := rule.Plain
	if near := diagnostic.Nearest(found, allowed); near != "" {
		kase, args["near"] = rule.CaseNear, near
	}
	if rec.Table.Field(key) == nil {
		return
	}
	r.Faults = append(r.Faults, diagnostic.Finding{Rule: rule.UnknownValue, Case: kase, Place: rec.Place(key), Args: args})
}
