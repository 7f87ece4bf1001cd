package page

import (
	"slices"

	"github.com/riskbook/riskbook/internal/assess"
	"github.com/riskbook/riskbook/internal/explain"
	"github.com/riskbook/riskbook/internal/part"
	"github.com/riskbook/riskbook/internal/register"
)

var standingWords = Words{
	"unconfirmed":      {Ja: "未確認", En: "provisional"},
	"standProvisional": {Ja: "まだ誰も確かめていない記録です（未確認）。件数、順位、マトリクス、合計、受容のいずれにも含まれません。", En: "Nobody has confirmed this record yet: it is provisional, and in no count, rank, matrix, sum or acceptance."},
	"standWould":       {Ja: "確かめられれば、評価結果は「{outcome}」になります。", En: "Once confirmed, its outcome would be: {outcome}."},
	"standLater":       {Ja: "基準日（{asOf}）より後の{day}に特定されたリスクです。基準日にはまだないため、一覧、件数、マトリクスのいずれにも含まれません。", En: "This risk was identified on {day}, after the as-of date of {asOf}: it is not there yet, and in no list, count or matrix."},
	"standIncomplete":  {Ja: "記入の終わっていない記録です。書かれていない必須の項目：{keys}", En: "This record is incomplete. Required and missing: {keys}"},
	"standWhole":       {Ja: "記入の終わっていない記録とされていますが、必須の項目はすべて書かれています。", En: "This record is marked as incomplete, though nothing that is required is missing."},
	"incomplete":       {Ja: "記入未了", En: "incomplete"},
	"incompleteSum":    {Ja: "うち記入未了の記録{n}件。", En: "{n} of them are incomplete."},
	"waitingHead":      {Ja: "未確認の記録", En: "Provisional records"},
	"waitingWhy":       {Ja: "まだ誰も確かめていない記録です。上の件数には含まれません。", En: "Nobody has confirmed these yet. They are in none of the figures above."},
	"waitingWould":     {Ja: "確かめられた場合の評価結果", En: "Outcome once confirmed"},
	"waitingAll":       {Ja: "未確認の記録が{n}件あり、どの件数にも含まれません。", En: "Provisional records, in none of the figures: {n}."},
	"waitingToTreat":   {Ja: "そのうちリスクは{risks}件で、{treat}件は対応を要することになります。", En: "Risks among them: {risks}, of which to be treated once confirmed: {treat}."},
	"unjudged":         {Ja: "ほかに、まだ評価できないリスクが{n}件あります。", En: "{n} more could not be judged."},
	"unjudgedNote":     {Ja: "（評価できないもの{n}件）", En: " ({n} could not be judged)"},
	"notThere":         {Ja: "基準日より後", En: "after the as-of date"},
}

// verdictBadge shows what was decided of a risk: its outcome, or that it does not count.
func (v *verdicts) verdictBadge(r *assess.Risk) part.Part {
	if r.Standing != assess.Counted {
		return badge("provisional", v.verdictName(r))
	}
	return v.outcomeBadge(r.Outcome)
}

// verdictName is verdictBadge as plain text.
func (v *verdicts) verdictName(r *assess.Risk) string {
	return explain.Verdict(r).Capital().In(v.Language)
}

// mark says in a word why a record does not count; nothing for one that does.
func (v *verdicts) mark(e register.Entry) string {
	switch k, _ := e.(*register.Risk); {
	case v.later(k):
		return v.words["notThere"]
	case e.Of().Provisional:
		return v.words["unconfirmed"]
	}
	return ""
}

// later reports whether a risk was identified after the as-of date; nil was not.
func (v *verdicts) later(k *register.Risk) bool {
	r := v.riskOf(k)
	return r != nil && r.Standing == assess.Later
}

// standingNotes says on a record's page what a reader must know of the record as such: that it does not count, or what it lacks.
func (v *desk) standingNotes(e register.Entry) []part.Note {
	var notes []part.Note
	note := func(tone string, text part.Part) { notes = append(notes, part.Note{Tone: tone, Part: text}) }
	base := e.Of()
	k, _ := e.(*register.Risk)
	switch r := v.riskOf(k); {
	case v.later(k):
		note("provisional", part.Words(v.say("standLater", "day", v.day(k.Identified), "asOf", v.day(v.Assessment.AsOf))))
	case base.Provisional:
		text := v.words["standProvisional"]
		if r != nil {
			text += v.words["sentenceSeparator"] + v.say("standWould", "outcome", v.words["outcome-"+string(r.Would)])
		}
		note("provisional", part.Words(text))
	}
	switch {
	case base.Incomplete && len(base.Missing) == 0:
		note("warn", part.Words(v.words["standWhole"]))
	case base.Incomplete:
		pieces := make([]part.Part, len(base.Missing))
		for i, key := range base.Missing {
			pieces[i] = part.Code(key)
		}
		note("warn", v.sayParts("standIncomplete", "keys", join(v.words["listSeparator"], pieces...)))
	}
	return notes
}

// riskOf gives the judged risk of a record; nil where there is none.
func (v *verdicts) riskOf(k *register.Risk) *assess.Risk {
	if k == nil {
		return nil
	}
	return v.Assessment.Risk(k.ID)
}

// listed names a record in the list of its kind, marked where it is incomplete.
func (v *desk) listed(path string, e register.Entry) part.Part {
	ref := v.nameOf(path, e.Of().ID)
	if !e.Of().Incomplete {
		return ref
	}
	return join(" ", ref, v.state("warn", "incomplete"))
}

// incompleteCount says how many of the records of a kind that count are incomplete; nothing where none is.
func (v *desk) incompleteCount(kind *register.Kind) part.Part {
	n := 0
	for _, e := range v.Register.List(kind) {
		if e.Of().Incomplete && v.mark(e) == "" {
			n++
		}
	}
	if n == 0 {
		return nil
	}
	return part.Words(v.say("incompleteSum", "n", n))
}

// waiting lists the records of a kind that nobody has confirmed yet, apart from those that count; nothing where there is none.
func (v *desk) waiting(path string, kind *register.Kind) part.Part {
	if kind.Folder == "risks" {
		return v.waitingRisks(path)
	}
	var ids []string
	for _, e := range v.Register.List(kind) {
		if e.Of().Provisional {
			ids = append(ids, e.Of().ID)
		}
	}
	return v.refList(path, ids)
}

// waitingRisks lists the provisional risks with the outcome that each would have, those to be treated first.
func (v *desk) waitingRisks(path string) part.Part {
	risks := slices.Clone(v.Assessment.Waiting)
	order := func(r *assess.Risk) int { return slices.Index(assess.Outcomes, r.Would) }
	slices.SortStableFunc(risks, func(a, b *assess.Risk) int { return order(a) - order(b) })
	t := v.table("", v.words["waitingHead"], column{"risksNamedHead", "title"}, column{"risksNowHead", "nowrap"}, column{"waitingWould", ""}, column{"owner", "name"})
	for _, r := range risks {
		t.row()
		t.head(v.listed(path, r.Record))
		t.cell(v.ratingBadge(r.Now))
		t.words(v.words["outcome-"+string(r.Would)])
		t.words(v.party(r.Record.Owner))
	}
	return t.done()
}

// waitingSum says on the first page how many records nobody has confirmed yet, and how many risks among them would have to be treated; nothing where
// there is none.
func (v *desk) waitingSum(path string) part.Part {
	n := 0
	for _, e := range v.Register.Provisional() {
		if k, _ := e.(*register.Risk); !v.later(k) {
			n++
		}
	}
	if n == 0 {
		return nil
	}
	words := v.say("waitingAll", "n", n)
	risks, treat := len(v.Assessment.Waiting), 0
	for _, r := range v.Assessment.Waiting {
		if r.Would.ToTreat() {
			treat++
		}
	}
	if risks == 0 {
		return part.Words(words)
	}
	return join(" ", part.Words(words+v.words["sentenceSeparator"]+v.say("waitingToTreat", "risks", risks, "treat", treat)), v.pageLink(path, "risks.html#waiting", v.words["waitingHead"]))
}

// unjudged says behind an all-clear, or a figure that may be read as one, how many risks it does not speak of; nothing where there is none.
func (v *desk) unjudged() string {
	n := v.Assessment.Summary.Unjudged()
	if n == 0 {
		return ""
	}
	return v.words["sentenceSeparator"] + v.say("unjudged", "n", n)
}
