package changes

import (
	"github.com/riskbook/riskbook/internal/compare"
	"github.com/riskbook/riskbook/internal/register"
)

// mostUnfolded is the number of edited facts up to which all are shown at once; beyond it they are folded by record.
const mostUnfolded = 20

func recordRows(r *Report, fate compare.Fate) []row {
	var rows []row
	told := 0
	for i := range r.Comparison.Records {
		record := &r.Comparison.Records[i]
		told += len(record.Changes)
		if record.Fate != fate {
			continue
		}
		line := row{id: record.ID(), title: r.title(record.ID()), kind: r.words(record.Kind.One)}
		switch fate {
		case compare.Renamed:
			line.was = record.Before
		case compare.Added, compare.Removed:
			line.kind, line.facts = "", []fact{{after: line.kind}}
		}
		for _, change := range record.Changes {
			f := changeFact(r, change)
			f.name = elementName(r, record, change.Field, f.name)
			if resting := r.Comparison.RestingOn(record.After); record.Kind.Folder == "controls" && change.Field == "state" && len(resting) > 0 {
				f.note = r.say("拠るリスク：%[1]s", "%[1]s %[2]s on it", r.list(resting), verb(len(resting), "rests", "rest"))
			}
			line.facts = append(line.facts, f)
		}
		rows = append(rows, line)
	}
	for i := range rows {
		rows[i].fold = told > mostUnfolded
	}
	return rows
}

// replacedRows names what stood under an id and what stands there now, and who names it still.
func replacedRows(r *Report) []row {
	var rows []row
	for i := range r.Comparison.Records {
		record := &r.Comparison.Records[i]
		if record.Fate != compare.Replaced {
			continue
		}
		had, has := r.old().Find(record.After).Of(), r.now().Find(record.After).Of()
		called := func(kind *register.Kind, title string) string {
			if record.Was == record.Kind {
				return title
			}
			return title + r.say("（", " (") + r.words(kind.One) + r.say("）", ")")
		}
		f := fact{before: called(record.Was, r.text(had.Title, r.old())), after: called(record.Kind, r.text(has.Title, r.now())), tone: "bad"}
		if now := r.Comparison.NewID[record.After]; now != "" {
			f.note = r.say("以前の記録は %s として残っています", "what stood there goes on as %s", now)
		}
		line := row{id: record.After, kind: r.words(record.Kind.One), tone: "bad", facts: []fact{f}}
		if len(record.NamedBy) > 0 {
			line.facts = append(line.facts, fact{name: r.say("以前から参照している記録", "named before and now by"), after: r.list(record.NamedBy)})
		}
		rows = append(rows, line)
	}
	return rows
}
