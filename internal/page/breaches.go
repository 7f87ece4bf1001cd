package page

import (
	"cmp"
	"slices"
	"strings"

	"github.com/riskbook/riskbook/internal/assess"
	"github.com/riskbook/riskbook/internal/check"
	"github.com/riskbook/riskbook/internal/part"
	"github.com/riskbook/riskbook/internal/register"
)

var breachWords = Words{
	"breachHead":      {Ja: "決定の手続・基準への違反", En: "Breaches of governance"},
	"breachLead":      {Ja: "決裁権限、起案と決定の分離、又は受容基準に反する記録が{n}件あります。直るまで、最初に示します。", En: "Found: {n}. What was decided goes against the authority to decide, the separation of proposal and decision, or the acceptance criteria. It comes first until it is mended."},
	"breachFound":     {Ja: "違反のある記録", En: "Record at fault"},
	"breachRisks":     {Ja: "関係するリスク", En: "Risks concerned"},
	"breachMend":      {Ja: "直し方", En: "The mend"},
	"breachBadge":     {Ja: "違反", En: "Breach"},
	"breachSum":       {Ja: "エラーのうち{n}件は、決定の手続や基準への違反です。", En: "Of the errors, {n} are breaches of governance."},
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
	"authoritySpan":   {Ja: "{n}か月", En: "{n} months"},
	"authorityAny":    {Ja: "なし", En: "any time"},
	"authorityRow":    {Ja: "{by}：「{level}」まで、期間の上限 {months}", En: "{by}: up to {level}, for at most {months}"},
	"authorityWithin": {Ja: "範囲内", En: "Within authority"},
	"authorityBeyond": {Ja: "範囲外", En: "Beyond authority"},
	"authorityFact":   {Ja: "決裁権限", En: "Authority"},
	"authorityUnheld": {Ja: "決定の日に効力のある決裁権限の定めはありません。", En: "No row of authority was in effect on the day of the decision."},
}

// breachItem is one breach of governance.
type breachItem struct {
	Rule   part.Part // what was breached, with the way to the rule
	Record part.Part // the record that is at fault; empty on its own page
	Text   string
	Mend   string
	Risks  []part.Part // that it bears on, where they are neither the record at fault nor the page's own
}

// breachPart is what a page says of breaches at its head.
type breachPart struct {
	W     map[string]string
	ID    string // of the heading
	Lead  string // empty on the page of a record
	Items []breachItem
	More  part.Part // how many are left out, with the way to them; empty where all are shown
}

// breachesPresenter shows breaches of governance, and who may decide what.
type breachesPresenter struct{ *desk }

// authorityTable lists who may accept what, as the criteria state it.
func (v breachesPresenter) authorityTable(path string) part.Part {
	c := &v.Register.Criteria
	columns := []column{{"authorityLevel", ""}, {"authorityBy", ""}, {"authorityMonths", "nowrap"}}
	dated := slices.ContainsFunc(c.Authorities, func(row register.Authority) bool { return !row.From.IsZero() || !row.Until.IsZero() })
	if dated {
		columns = append(columns, column{"authorityFrom", "nowrap"}, column{"authorityUntil", "nowrap"}, column{"authorityNow", "nowrap"})
	}
	t := v.table("", v.words["authorityHead"], columns...)
	for i := range c.Authorities {
		row := &c.Authorities[i]
		t.row()
		t.head(v.sayParts("authorityUpTo", "level", v.levelBadge(c.LevelIndex(row.Level))))
		t.cell(v.ownerLinks(path, row.By))
		t.words(v.authorityMonths(row))
		if !dated {
			continue
		}
		t.words(cmp.Or(v.day(row.From), "–"))
		t.words(cmp.Or(v.day(row.Until), "–"))
		switch asOf := v.Assessment.AsOf; {
		case asOf.Before(row.From):
			t.cell(v.state("quiet", "authorityNotYet"))
		case !row.Until.IsZero() && asOf.After(row.Until):
			t.cell(v.state("quiet", "authorityOver"))
		default:
			t.cell(v.state("good", "authorityIn"))
		}
	}
	return t.done()
}

func (v breachesPresenter) authorityMonths(row *register.Authority) string {
	if row.Months == 0 {
		return v.words["authorityAny"]
	}
	return v.say("authoritySpan", "n", row.Months)
}

// authorityOf says whether the authority of the day allowed an acceptance, and by which row; nothing where the criteria know no authority.
func (v breachesPresenter) authorityOf(d *register.Decision) part.Part {
	x := assess.AuthorityFor(&v.Register.Criteria, d)
	switch {
	case d.Form != "acceptance" || x.Level < 0 || len(v.Register.Criteria.Authorities) == 0:
		return nil
	case len(x.Held) == 0:
		return part.Words(v.words["authorityUnheld"])
	case x.Beyond == "":
		return join(" ", v.state("good", "authorityWithin"), part.Words(v.authorityRow(x.Row)))
	}
	rows := make([]part.Part, len(x.Held))
	for i, row := range x.Held {
		rows[i] = part.Words(v.authorityRow(row))
	}
	return join(" ", v.state("bad", "authorityBeyond"), list(rows))
}

func (v breachesPresenter) authorityRow(row *register.Authority) string {
	parties := make([]string, len(row.By))
	for i, party := range row.By {
		parties[i] = v.party(party)
	}
	return v.say("authorityRow", "by", strings.Join(parties, v.words["listSeparator"]), "level", v.levelName(v.Register.Criteria.LevelIndex(row.Level)), "months", v.authorityMonths(row))
}

// breachesShown is the number of breaches that the first page shows one by one.
const breachesShown = 5

// allBreaches is what the first page says of breaches; nil where there is none.
func (v breachesPresenter) allBreaches(path string) *breachPart {
	list := v.index.breaches()
	if len(list) == 0 {
		return nil
	}
	part := &breachPart{W: v.words, ID: "breaches", Lead: v.say("breachLead", "n", len(list))}
	for i := range list[:min(breachesShown, len(list))] {
		part.Items = append(part.Items, v.breachItem(path, "", &list[i]))
	}
	if more := len(list) - breachesShown; more > 0 {
		part.More = v.pageLink(path, "checks.html#error", v.more(more))
	}
	return part
}

// breachesAt is what the page of a record says of the breaches that stand on it; nil where there is none.
func (v breachesPresenter) breachesAt(path, id string) *breachPart {
	var part *breachPart
	list := v.index.breaches()
	for i := range list {
		if b := &list[i]; b.Stands(id) {
			if part == nil {
				part = &breachPart{W: v.words, ID: "record.breaches"}
			}
			part.Items = append(part.Items, v.breachItem(path, id, b))
		}
	}
	return part
}

// breachItem shows a breach on the page of a record, or on one of none.
func (v breachesPresenter) breachItem(path, own string, b *check.Breach) breachItem {
	item := breachItem{Rule: v.ruleLink(path, b.Rule.Name, b.Rule.Title.In(v.Language)), Text: b.Said.Message.In(v.Language), Mend: b.Said.Help.In(v.Language)}
	if b.Record != own {
		item.Record = v.ref(path, b.Record)
	}
	for _, id := range b.Risks {
		if id != b.Record && id != own {
			item.Risks = append(item.Risks, v.ref(path, id))
		}
	}
	return item
}
