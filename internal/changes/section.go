package changes

import (
	"cmp"
	"slices"
	"strings"

	"github.com/riskbook/riskbook/internal/compare"
	"github.com/riskbook/riskbook/internal/register"
	"github.com/riskbook/riskbook/internal/term"
)

// section is one part of what changed. Every form shows the same sections.
type section struct {
	key     string // also its anchor on a page
	title   string
	subject string   // what the rows are about
	columns []string // names of the facts that have a column of their own in a table
	rest    string   // what the last column is called, which holds the other facts
	rows    []row
	count   int // of what the section is about
}

// counted fills in what follows from the rows.
func (s section) counted(rest string) section {
	s.count = max(s.count, len(s.rows))
	s.rest = cmp.Or(s.rest, rest)
	return s
}

// row is what changed of one record, or of one thing.
type row struct {
	id    string // of the record; may be empty
	was   string // the id that it had; empty where it is the same
	title string
	kind  string // what kind of record it is; may be empty
	tone  string // "bad", "good" or empty
	facts []fact
	fold  bool // there is too much in all: its facts are folded where that can be done
}

// fact is one thing that changed: a name, what it was and what it is. Where only after is given, it is simply said.
type fact struct {
	name, before, after string
	pieces              []piece // of a text that was edited, in place of before and after
	long                bool    // the text is: what differs is folded where that can be done
	note                string
	tone                string
}

const none = "–"

// sections gives every part that has something to say, the gravest first.
func (r *Report) sections() []section {
	var moved, again, resting, shifted []row
	for i := range r.Comparison.Risks {
		c := &r.Comparison.Risks[i]
		switch {
		case c.RankOnly:
			shifted = append(shifted, riskRow(r, c))
		case c.RateAgain():
			again = append(again, againRow(r, c))
		case c.ControlsOnly:
			resting = append(resting, riskRow(r, c))
		default:
			moved = append(moved, riskRow(r, c))
		}
	}
	risk, record := r.say("リスク", "Risk"), r.say("記録", "Record")
	list := []section{
		{key: "replaced", title: r.say("以前の識別子を使う別の記録", "Another record under an old id"), subject: record, rows: replacedRows(r)},
		{key: "risks", title: r.say("評価の変わるリスク", "Risks assessed differently"), subject: risk, columns: columns(r), rest: r.say("そのほか", "Also"), rows: moved},
		{key: "again", title: r.say("分析のやり直しが必要なリスク", "Risks to be rated again"), subject: risk, rows: again},
		{key: "resting", title: r.say("拠る管理策の状況だけが変わるリスク", "Only the state of a control changes"), subject: risk, rows: resting},
		{key: "lapsed", title: r.say("効力を失う受容", "Acceptances that lapse"), subject: risk, rest: r.say("理由", "Why"), rows: lapseRows(r)},
		{key: "plans", title: r.say("計画の変更", "Plans"), subject: r.say("計画", "Plan"), rows: planRows(r)},
		{key: "criteria", title: r.say("リスク判定基準の変更", "Risk criteria"), subject: r.say("項目", "Item"), rows: criteriaRows(r)},
		{key: "failing", title: r.say("新たな指摘", "Newly failing"), subject: r.say("指摘", "Finding"), rest: r.say("規則", "Rule"), rows: faultRows(r, r.Comparison.Failing, "bad", false), count: len(r.Comparison.Failing)},
		{key: "mended", title: r.say("解消した指摘", "Mended"), subject: r.say("指摘", "Finding"), rest: r.say("規則", "Rule"), rows: faultRows(r, r.Comparison.Mended, "good", false), count: len(r.Comparison.Mended)},
		{key: "silenced", title: r.say("解消ではなく、報告されなくなった指摘", "No longer reported, and not mended"), subject: r.say("指摘", "Finding"), rest: r.say("理由", "Because"), rows: faultRows(r, r.Comparison.Silenced, "bad", true), count: len(r.Comparison.Silenced)},
	}
	for _, f := range fates {
		rest := ""
		if f.fate == compare.Added || f.fate == compare.Removed {
			rest = r.say("種類", "Kind")
		}
		list = append(list, section{key: string(f.fate), title: r.words(f.title), subject: record, rest: rest, rows: recordRows(r, f.fate)})
	}
	list = append(list, section{key: "settings", title: r.say("そのほかの設定の変更", "Other settings"), subject: r.say("項目", "Item"), rows: settingRows(r, r.Comparison.Settings)})
	list = append(list, section{key: "ranks", title: r.say("順位だけが変わるリスク", "Only the rank shifts"), subject: risk, rows: shifted})
	list = slices.DeleteFunc(list, func(s section) bool { return len(s.rows) == 0 })
	for i := range list {
		list[i] = list[i].counted(r.say("変更", "Change"))
	}
	return list
}

// fates are what may become of a record, with what the records are called to which it came.
var fates = []struct {
	fate  compare.Fate
	title term.Words
}{
	{compare.Added, term.Words{Ja: "追加された記録", En: "Records added"}},
	{compare.Removed, term.Words{Ja: "削除された記録", En: "Records removed"}},
	{compare.Renamed, term.Words{Ja: "識別子の変わった記録", En: "Records renamed"}},
	{compare.Edited, term.Words{Ja: "編集された記録", En: "Records edited"}},
}

func (r *Report) code(group, code string) string {
	if code == "" {
		return none
	}
	return r.words(term.Code(group, code))
}

func (r *Report) yes(so bool) string {
	return map[bool]string{false: r.say("いいえ", "no"), true: r.say("はい", "yes")}[so]
}

func (r *Report) money(x *float64, of *register.Register) string {
	if x == nil {
		return none
	}
	return r.words(term.Sum(*x, of.Config.Currency))
}

func (r *Report) list(ids []string) string {
	if len(ids) == 0 {
		return none
	}
	return strings.Join(ids, r.say("、", ", "))
}
