package annals

import (
	"cmp"
	"errors"
	"fmt"
	"slices"

	"github.com/riskbook/riskbook/internal/date"
	"github.com/riskbook/riskbook/internal/source"
)

// plan is the script, read.
type plan struct {
	people  map[string]Person
	commits []scripted
	was     map[string][]former // by record; of one field the soonest to end first
	later   []string            // files that are no records and were not there from the beginning
}

// scripted is one commit of the script.
type scripted struct {
	on                       date.Date
	by, mergedBy             string
	subject, tag, tagSays    string
	merge                    string
	criteria                 string // the file with the criteria from here on
	present                  bool   // the criteria are the present ones from here on
	revision                 string
	fresh, changed, analysed []string
}

// former is a value that a field had up to the day before another.
type former struct {
	field, value string
	until        date.Date
}

// parsePlan reads the script.
func parsePlan(data []byte, language string) (plan, error) {
	doc, faults := source.Parse(ScriptName, data, limits)
	if len(faults) > 0 {
		return plan{}, fmt.Errorf("%s: line %d: %s", ScriptName, faults[0].Place.Line, faults[0].Rule)
	}
	p := plan{people: map[string]Person{}, was: map[string][]former{}}
	words := func(v *source.Value) string {
		if one := v.At(language); one != nil {
			return one.Text
		}
		if one := v.At("en"); one != nil {
			return one.Text
		}
		if v != nil {
			return v.Text
		}
		return ""
	}
	list := func(v *source.Value) []string {
		var all []string
		if v != nil {
			for i := range v.Items {
				all = append(all, v.Items[i].Text)
			}
		}
		return all
	}
	text := func(v *source.Value) string {
		if v == nil {
			return ""
		}
		return v.Text
	}
	if people := doc.Table.At("person"); people != nil {
		for i := range people.Fields {
			f := &people.Fields[i]
			p.people[f.Key] = Person{words(f.Value.At("name")), text(f.Value.At("email"))}
		}
	}
	p.later = list(doc.Table.At("later"))
	if all := doc.Table.At("was"); all != nil {
		for i := range all.Items {
			v := &all.Items[i]
			id, until := text(v.At("id")), v.At("until")
			if until == nil || until.Kind != source.Date {
				return p, fmt.Errorf("%s: what was of %s ends on no day", ScriptName, id)
			}
			fields := v.At("fields")
			if fields == nil {
				return p, fmt.Errorf("%s: nothing is said of what was of %s", ScriptName, id)
			}
			for n := range fields.Fields {
				f := &fields.Fields[n]
				p.was[id] = append(p.was[id], former{f.Key, f.Value.Text, until.Date})
			}
		}
	}
	for _, formers := range p.was {
		slices.SortStableFunc(formers, func(a, b former) int { return a.until.Compare(b.until) })
	}
	all := doc.Table.At("commit")
	if all == nil || len(all.Items) == 0 {
		return p, errors.New(ScriptName + ": there is no commit")
	}
	for i := range all.Items {
		v := &all.Items[i]
		on := v.At("on")
		c := scripted{
			by: text(v.At("by")), mergedBy: text(v.At("merged_by")), subject: words(v.At("subject")), tag: text(v.At("tag")), tagSays: words(v.At("tag_says")), merge: words(v.At("merge")),
			criteria: text(v.At("criteria")), revision: text(v.At("revision")), fresh: list(v.At("new")), changed: list(v.At("changed")), analysed: list(v.At("analysed")),
		}
		if on == nil || on.Kind != source.Date || c.subject == "" || p.people[c.by].Email == "" || c.mergedBy != "" && p.people[c.mergedBy].Email == "" {
			return p, fmt.Errorf("%s: commit %d lacks its day, its author or its subject", ScriptName, i+1)
		}
		c.on, c.present = on.Date, c.revision != "" && c.criteria == ""
		if i > 0 && c.on.Before(p.commits[i-1].on) {
			return p, fmt.Errorf("%s: commit %d is older than the one before", ScriptName, i+1)
		}
		p.commits = append(p.commits, c)
	}
	return p, nil
}

// commit gives a commit of the script with the files that it changes.
func (p *plan) commit(c *scripted, language string, files map[string][]byte) Commit {
	made := Commit{On: c.on, Author: p.people[c.by], Subject: c.subject, Tag: c.tag, TagSays: cmp.Or(c.tagSays, c.tag), Files: files}
	if c.mergedBy != "" {
		who := p.people[c.mergedBy]
		made.MergedBy = &who
		made.Merge = cmp.Or(c.merge, map[string]string{"ja": "統合: ", "en": "Merge: "}[language]+c.subject)
	}
	return made
}
