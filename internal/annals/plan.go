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
	if people := doc.Table.At("person"); people != nil {
		for i := range people.Fields {
			f := &people.Fields[i]
			p.people[f.Key] = Person{wordsOf(f.Value.At("name"), language), textOf(f.Value.At("email"))}
		}
	}
	p.later = textsOf(doc.Table.At("later"))
	if err := p.readFormers(doc.Table.At("was")); err != nil {
		return p, err
	}
	all := doc.Table.At("commit")
	if all == nil || len(all.Items) == 0 {
		return p, errors.New(ScriptName + ": there is no commit")
	}
	for i := range all.Items {
		c := scriptedOf(&all.Items[i], language)
		if c.on == (date.Date{}) || c.subject == "" || p.people[c.by].Email == "" || c.mergedBy != "" && p.people[c.mergedBy].Email == "" {
			return p, fmt.Errorf("%s: commit %d lacks its day, its author or its subject", ScriptName, i+1)
		}
		if i > 0 && c.on.Before(p.commits[i-1].on) {
			return p, fmt.Errorf("%s: commit %d is older than the one before", ScriptName, i+1)
		}
		p.commits = append(p.commits, c)
	}
	return p, nil
}

// readFormers reads the values that fields had before.
func (p *plan) readFormers(all *source.Value) error {
	if all == nil {
		return nil
	}
	for i := range all.Items {
		v := &all.Items[i]
		id, until := textOf(v.At("id")), v.At("until")
		if until == nil || until.Kind != source.Date {
			return fmt.Errorf("%s: what was of %s ends on no day", ScriptName, id)
		}
		fields := v.At("fields")
		if fields == nil {
			return fmt.Errorf("%s: nothing is said of what was of %s", ScriptName, id)
		}
		for n := range fields.Fields {
			f := &fields.Fields[n]
			p.was[id] = append(p.was[id], former{f.Key, f.Value.Text, until.Date})
		}
	}
	for _, formers := range p.was {
		slices.SortStableFunc(formers, func(a, b former) int { return a.until.Compare(b.until) })
	}
	return nil
}

// scriptedOf reads a commit; without a day, where it has none.
func scriptedOf(v *source.Value, language string) scripted {
	text := func(key string) string { return textOf(v.At(key)) }
	words := func(key string) string { return wordsOf(v.At(key), language) }
	c := scripted{
		by: text("by"), mergedBy: text("merged_by"), subject: words("subject"), tag: text("tag"), tagSays: words("tag_says"), merge: words("merge"),
		criteria: text("criteria"), revision: text("revision"), fresh: textsOf(v.At("new")), changed: textsOf(v.At("changed")), analysed: textsOf(v.At("analysed")),
	}
	c.present = c.revision != "" && c.criteria == ""
	if on := v.At("on"); on != nil && on.Kind == source.Date {
		c.on = on.Date
	}
	return c
}

// wordsOf gives a text in a language, else in English, else as it is written for all.
func wordsOf(v *source.Value, language string) string {
	for _, l := range []string{language, "en"} {
		if one := v.At(l); one != nil {
			return one.Text
		}
	}
	return textOf(v)
}

func textOf(v *source.Value) string {
	if v == nil {
		return ""
	}
	return v.Text
}

func textsOf(v *source.Value) []string {
	var all []string
	if v != nil {
		for i := range v.Items {
			all = append(all, v.Items[i].Text)
		}
	}
	return all
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
