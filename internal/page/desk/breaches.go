package desk

import (
	"slices"
	"strings"

	"github.com/riskbook/riskbook/internal/assess"
	"github.com/riskbook/riskbook/internal/check"
	"github.com/riskbook/riskbook/internal/part"
	"github.com/riskbook/riskbook/internal/register"
	"github.com/riskbook/riskbook/internal/view"
)

// BreachWords are the words of this file's pages and parts, by key.
var BreachWords = Words{
	"breachHead":      {Ja: "決定の手続・基準への違反", En: "Breaches of governance"},
	"breachLead":      {Ja: "決裁権限、起案と決定の分離、又は受容基準に反する記録が{n}件あります。直るまで、最初に示します。", En: "Found: {n}. What was decided goes against the authority to decide, the separation of proposal and decision, or the acceptance criteria. It comes first until it is mended."},
	"breachFound":     {Ja: "違反のある記録", En: "Record at fault"},
	"breachRisks":     {Ja: "関係するリスク", En: "Risks concerned"},
	"breachMend":      {Ja: "直し方", En: "How to mend"},
	"breachBadge":     {Ja: "違反", En: "Breach"},
	"breachSum":       {Ja: "エラーのうち{n}件は、決定の手続や基準への違反です。", En: "Of the errors, {n} {n|is a breach|are breaches} of governance."},
	"authorityHead":   {Ja: "決裁権限：誰がどこまで受容できるか", En: "Authority: who may accept what"},
	"authorityLead":   {Ja: "受容の決定は、その日に効力のあった行で判定します。当てはまる行が一つでもあれば、権限の範囲内です。", En: "An acceptance is held against the rows in effect on the day of the decision; one row that allows it suffices."},
	"authorityNone":   {Ja: "受容を決定できる者の定めはありません。誰でも、期間の限りなく受容できます。", En: "Nothing says who may accept what: anybody may, for any time."},
	"authorityLevel":  {Ja: "受容できるレベル", En: "Up to the level"},
	"authorityBy":     {Ja: "決定できる者", En: "Decided by"},
	"authorityMonths": {Ja: "期間の上限", En: "For at most"},
	"authorityFrom":   {Ja: "適用開始日", En: "In effect from"},
	"authorityUntil":  {Ja: "適用終了日", En: "Until"},
	"authorityNow":    {Ja: "基準日の効力", En: "On the as-of date"},
	"authorityIn":     {Ja: "有効", En: "In effect"},
	"authorityNotYet": {Ja: "適用前", En: "Not yet"},
	"authorityOver":   {Ja: "適用終了", En: "Over"},
	"authorityUpTo":   {Ja: "{level} まで", En: "{level}"},
	"authoritySpan":   {Ja: "{n}か月", En: "{n} {n|month|months}"},
	"authorityAny":    {Ja: "なし", En: "any time"},
	"authorityRow":    {Ja: "{by}：「{level}」まで、期間の上限 {months}", En: "{by}: up to {level}, for at most {months}"},
	"authorityWithin": {Ja: "範囲内", En: "Within authority"},
	"authorityBeyond": {Ja: "範囲外", En: "Beyond authority"},
	"authorityFact":   {Ja: "決裁権限", En: "Authority"},
	"authorityUnheld": {Ja: "決定の日に効力のある決裁権限の定めはありません。", En: "No row of authority was in effect on the day of the decision."},
}

// AuthorityTable lists who may accept what, as the criteria state it.
func AuthorityTable(v *Desk, path string) part.Part {
	c := &v.Register.Criteria
	columns := []Column{{"authorityLevel", ""}, {"authorityBy", ""}, {"authorityMonths", "nowrap"}}
	dated := slices.ContainsFunc(c.Authorities, func(row register.Authority) bool { return !row.From.IsZero() || !row.Until.IsZero() })
	if dated {
		columns = append(columns, Column{"authorityFrom", "nowrap"}, Column{"authorityUntil", "nowrap"}, Column{"authorityNow", "nowrap"})
	}
	t := v.Table("", v.Words["authorityHead"], columns...)
	for i := range c.Authorities {
		row := &c.Authorities[i]
		t.Row()
		t.Head(v.SayParts("authorityUpTo", "level", v.LevelBadge(c.LevelIndex(row.Level))))
		t.Cell(v.OwnerLinks(path, row.By))
		t.Words(authorityMonths(v, row))
		if !dated {
			continue
		}
		t.Cell(Or(v.Iso(row.From), part.Words("–")))
		t.Cell(Or(v.Iso(row.Until), part.Words("–")))
		switch asOf := v.Assessment.AsOf; {
		case asOf.Before(row.From):
			t.Cell(v.State("quiet", "authorityNotYet"))
		case !row.Until.IsZero() && asOf.After(row.Until):
			t.Cell(v.State("quiet", "authorityOver"))
		default:
			t.Cell(v.State("good", "authorityIn"))
		}
	}
	return t.Done()
}

func authorityMonths(v *Desk, row *register.Authority) string {
	if row.Months == 0 {
		return v.Words["authorityAny"]
	}
	return v.Say("authoritySpan", "n", row.Months)
}

// AuthorityOf says whether the authority of the day allowed an acceptance, and by which row; nothing where the criteria know no authority.
func AuthorityOf(v *Desk, d *register.Decision) part.Part {
	x := assess.AuthorityFor(&v.Register.Criteria, d)
	switch {
	case d.Form != "acceptance" || x.Level < 0 || len(v.Register.Criteria.Authorities) == 0:
		return nil
	case len(x.Held) == 0:
		return part.Words(v.Words["authorityUnheld"])
	case x.Beyond == "":
		return Join(" ", v.State("good", "authorityWithin"), part.Words(authorityRow(v, x.Row)))
	}
	rows := make([]part.Part, len(x.Held))
	for i, row := range x.Held {
		rows[i] = part.Words(authorityRow(v, row))
	}
	return Join(" ", v.State("bad", "authorityBeyond"), List(rows))
}

func authorityRow(v *Desk, row *register.Authority) string {
	parties := make([]string, len(row.By))
	for i, party := range row.By {
		parties[i] = v.Party(party)
	}
	return v.Say("authorityRow", "by", strings.Join(parties, v.Words["listSeparator"]), "level", v.LevelName(v.Register.Criteria.LevelIndex(row.Level)), "months", authorityMonths(v, row))
}

// breachesShown is the number of breaches that the first page shows one by one.
const breachesShown = 5

// AllBreaches is what the first page says of breaches; nil where there is none.
func AllBreaches(v *Desk, path string) *view.BreachPart {
	list := v.Index.Breaches()
	if len(list) == 0 {
		return nil
	}
	part := &view.BreachPart{W: v.Words, ID: "breaches", Lead: v.Say("breachLead", "n", len(list))}
	for i := range list[:min(breachesShown, len(list))] {
		part.Items = append(part.Items, breachItem(v, path, "", &list[i]))
	}
	if more := len(list) - breachesShown; more > 0 {
		part.More = v.PageLink(path, "checks.html#error", v.More(more))
	}
	return part
}

// breachesAt is what the page of a record says of the breaches that stand on it; nil where there is none.
func breachesAt(v *Desk, path, id string) *view.BreachPart {
	var part *view.BreachPart
	list := v.Index.Breaches()
	for i := range list {
		if b := &list[i]; b.Stands(id) {
			if part == nil {
				part = &view.BreachPart{W: v.Words, ID: "record.breaches"}
			}
			part.Items = append(part.Items, breachItem(v, path, id, b))
		}
	}
	return part
}

// breachItem shows a breach on the page of a record, or on one of none.
func breachItem(v *Desk, path, own string, b *check.Breach) view.BreachItem {
	item := view.BreachItem{Rule: v.RuleLink(path, b.Rule.Name, b.Rule.Title.In(v.Language)), Text: Finding(v.Verdicts, path, b.Said.Message), Mend: b.Said.Help.In(v.Language)}
	if b.Record != own {
		item.Record = v.Ref(path, b.Record)
	}
	for _, id := range b.Risks {
		if id != b.Record && id != own {
			item.Risks = append(item.Risks, v.Ref(path, id))
		}
	}
	return item
}
