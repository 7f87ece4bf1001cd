package changes

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/riskbook/riskbook/internal/assess"
	"github.com/riskbook/riskbook/internal/compare"
	"github.com/riskbook/riskbook/internal/date"
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
			shifted = append(shifted, r.riskRow(c))
		case c.RateAgain():
			again = append(again, r.againRow(c))
		case c.ControlsOnly:
			resting = append(resting, r.riskRow(c))
		default:
			moved = append(moved, r.riskRow(c))
		}
	}
	risk, record := r.say("リスク", "Risk"), r.say("記録", "Record")
	list := []section{
		{key: "replaced", title: r.say("以前の識別子を使う別の記録", "Another record under an old id"), subject: record, rows: r.replacedRows()},
		{key: "risks", title: r.say("評価の変わるリスク", "Risks assessed differently"), subject: risk, columns: r.columns(), rest: r.say("そのほか", "Also"), rows: moved},
		{key: "again", title: r.say("分析のやり直しが必要なリスク", "Risks to be rated again"), subject: risk, rows: again},
		{key: "resting", title: r.say("拠る管理策の状況だけが変わるリスク", "Only the state of a control changes"), subject: risk, rows: resting},
		{key: "lapsed", title: r.say("効力を失う受容", "Acceptances that lapse"), subject: risk, rest: r.say("理由", "Why"), rows: r.lapseRows()},
		{key: "plans", title: r.say("計画の変更", "Plans"), subject: r.say("計画", "Plan"), rows: r.planRows()},
		{key: "criteria", title: r.say("リスク判定基準の変更", "Risk criteria"), subject: r.say("項目", "Item"), rows: r.criteriaRows()},
		{key: "failing", title: r.say("新たな指摘", "Newly failing"), subject: r.say("指摘", "Finding"), rest: r.say("規則", "Rule"), rows: r.faultRows(r.Failing, "bad"), count: len(r.Failing)},
		{key: "mended", title: r.say("解消した指摘", "Mended"), subject: r.say("指摘", "Finding"), rest: r.say("規則", "Rule"), rows: r.faultRows(r.Mended, "good"), count: len(r.Mended)},
		{key: "silenced", title: r.say("解消ではなく、報告されなくなった指摘", "No longer reported, and not mended"), subject: r.say("指摘", "Finding"), rest: r.say("理由", "Because"), rows: r.faultRows(r.Silenced, "bad"), count: len(r.Silenced)},
	}
	for _, f := range fates {
		rest := ""
		if f.fate == compare.Added || f.fate == compare.Removed {
			rest = r.say("種類", "Kind")
		}
		list = append(list, section{key: string(f.fate), title: r.words(f.title), subject: record, rest: rest, rows: r.recordRows(f.fate)})
	}
	list = append(list, section{key: "settings", title: r.say("そのほかの設定の変更", "Other settings"), subject: r.say("項目", "Item"), rows: r.settingRows(r.Settings)})
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

// riskRow says what moved of a risk. Of a new one everything is said, of one that is gone how it stood.
func (r *Report) riskRow(c *compare.Risk) row {
	line := row{id: c.ID, title: r.title(c.ID)}
	if c.Before != nil && c.Before.ID != c.ID {
		line.was = c.Before.ID
	}
	switch {
	case c.NewlyUnacceptable(), c.Direction > 0, c.Unfounded, slices.ContainsFunc(c.Controls, compare.ControlChange.Weaker):
		line.tone = "bad"
	case c.Direction < 0, c.NoLongerUnacceptable():
		line.tone = "good"
	}
	old, now := r.standing(c.Before, r.old()), r.standing(c.After, r.now())
	for i, name := range standingNames {
		before, after := old[i], now[i]
		rated := i == 0 && c.Cause != "" && before == after // a level that the criteria moved stands beside its rating
		if before == after && !rated || before == none && after == "" || before == "" && after == none {
			continue
		}
		if rated {
			before = ""
		}
		f := fact{name: r.words(name), before: before, after: after}
		if c.Before == nil {
			f.before = ""
		}
		if c.After == nil {
			f.after = r.say("なし", "gone")
			if name != standingNames[levelAt] {
				continue
			}
		}
		if i == levelAt && c.Cause != "" {
			f.note = r.words(causeWords[c.Cause])
			if f.tone = map[int]string{1: "bad", -1: "good"}[c.Direction]; c.Unfounded {
				f.tone = ""
			}
		}
		if i == 0 && c.Unfounded {
			f.note = r.say("新たな根拠、分析日、管理策なし", "no new rationale, review date or control")
			f.tone = "bad"
		}
		line.facts = append(line.facts, f)
	}
	line.facts = append(line.facts, r.controlFacts(c)...)
	return line
}

// againRow says how a risk stood that is to be rated again: of how it stands nothing can be told.
func (r *Report) againRow(c *compare.Risk) row {
	line := row{id: c.ID, title: r.title(c.ID), tone: "bad"}
	if c.Before.ID != c.ID {
		line.was = c.Before.ID
	}
	f := fact{name: r.words(standingNames[levelAt]), before: r.level(c.Before.Now, r.old()), after: r.words(againWords)}
	if c.After.Now.OffScale {
		f.note = r.say("尺度にない値", "not on the scale")
	}
	line.facts = append([]fact{{name: r.words(standingNames[0]), after: values(c.After.Now)}, f}, r.controlFacts(c)...)
	return line
}

// controlFacts say which controls that a risk rests on have another state.
func (r *Report) controlFacts(c *compare.Risk) []fact {
	var facts []fact
	for _, x := range c.Controls {
		f := fact{name: r.say("管理策 %s", "control %s", x.ID), before: r.code("control", x.Before), after: r.code("control", x.After)}
		if x.Weaker() {
			f.tone = "bad"
		}
		facts = append(facts, f)
	}
	return facts
}

var causeWords = map[compare.Cause]term.Words{
	compare.ByRating:   {Ja: "分析の見直しによる", En: "by the rating"},
	compare.ByCriteria: {Ja: "判定基準の変更による", En: "by the criteria"},
	compare.ByBoth:     {Ja: "分析の見直しと判定基準の変更の両方による", En: "by both rating and criteria"},
}

// standingNames are the things that are said of how a risk stands, in their order. The level is the second.
var standingNames = []term.Words{
	{Ja: "分析の値", En: "rating"},
	{Ja: "リスクレベル", En: "level"},
	{Ja: "評価結果", En: "outcome"},
	{Ja: "対応を要する理由", En: "reasons"},
	{Ja: "優先順位", En: "rank"},
	{Ja: "受容", En: "acceptance"},
	{Ja: "進行中の計画", En: "live plans"},
	{Ja: "計画の完了後", En: "once the plans are done"},
	{Ja: "対応策の選択肢", En: "option"},
	{Ja: "年間期待損失", En: "expected annual loss"},
	{Ja: "計画の完了後の年間期待損失", En: "expected annual loss once the plans are done"},
	{Ja: "管理策の前", En: "before controls"},
}

const levelAt = 1

// columns are the facts of a risk that have a column of their own in a table: level, outcome and rank.
func (r *Report) columns() []string {
	return []string{r.words(standingNames[levelAt]), r.words(standingNames[2]), r.words(standingNames[4])}
}

// standing puts how a risk stands into words, one entry a name; empty entries where the state does not hold it.
func (r *Report) standing(s *compare.Standing, of *register.Register) []string {
	if s == nil {
		return make([]string, len(standingNames))
	}
	rank, acceptance, projected := none, none, r.rated(s.Projected, of)
	if s.Rank > 0 {
		rank = fmt.Sprint(s.Rank)
	}
	if a := s.Acceptance; a != nil {
		state := r.words(term.Code("acceptance", string(a.State)))
		if a.State == assess.InForce && !a.Effect {
			state += r.say("（効果なし）", " without effect")
		}
		acceptance = r.say("%s：%s、%sまで", "%s: %s, until %s", r.current([]string{a.Decision}, of)[0], state, a.Until)
	}
	if s.Removed {
		projected = r.say("消滅", "removed")
	} else if s.Projected.Equal(s.Now) && len(s.Plans) == 0 {
		projected = ""
	}
	return []string{
		values(s.Now), r.level(s.Now, of), r.outcome(s), r.reasons(s), rank, acceptance,
		r.list(r.current(s.Plans, of)), projected, r.code("option", s.Option), r.money(s.ExpectedLoss, of), r.money(s.ProjectedLoss, of), r.rated(s.Inherent, of),
	}
}

// outcome writes the outcome, or why there is none.
func (r *Report) outcome(s *compare.Standing) string {
	switch s.Uncounted {
	case assess.Provisional:
		return r.words(term.Code("outcome", "provisional"))
	case assess.Later:
		return r.say("未特定（基準日より後に特定）", "not there yet (identified later)")
	}
	return r.words(term.Code("outcome", string(s.Outcome)))
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
	return r.words(term.Money(*x, of.Config.Currency))
}

func (r *Report) list(ids []string) string {
	if len(ids) == 0 {
		return none
	}
	return strings.Join(ids, r.say("、", ", "))
}

func (r *Report) reasons(s *compare.Standing) string {
	words := make([]string, len(s.Reasons))
	for i, reason := range s.Reasons {
		words[i] = r.words(term.Code("reason", string(reason)))
	}
	return r.list(words)
}

// values writes likelihood and impact, as in the matrix.
func values(x compare.Rating) string {
	if x.Likelihood == nil && x.Impact == nil {
		return none
	}
	return number(x.Likelihood) + " × " + number(x.Impact)
}

func number(p *int) string {
	if p == nil {
		return none
	}
	return fmt.Sprint(*p)
}

// rated writes a rating with its level.
func (r *Report) rated(x compare.Rating, of *register.Register) string {
	if x.Likelihood == nil && x.Impact == nil {
		if x.Level != "" { // it is given alone
			return r.level(x, of)
		}
		return none
	}
	return values(x) + r.say("（", " (") + r.level(x, of) + r.say("）", ")")
}

func (r *Report) level(x compare.Rating, of *register.Register) string {
	switch {
	case x.OffScale:
		return r.say("尺度にない値", "not on the scale")
	case x.RateAgain:
		return r.words(againWords)
	}
	return r.levelName(x.Level, of)
}

func (r *Report) levelName(key string, of *register.Register) string {
	i := of.Criteria.LevelIndex(key)
	if i < 0 {
		return r.say("未定", "unknown")
	}
	return r.text(of.Criteria.Levels[i].Label, of)
}

func (r *Report) lapseRows() []row {
	var rows []row
	for _, l := range r.Lapsed {
		why := map[compare.Reason]string{
			compare.LapsedExpired:  r.say("期限が過ぎた", "expired"),
			compare.LapsedOutgrown: r.say("リスクが受容時のレベルを超えた", "the risk rose above the level at which it was accepted"),
			compare.Unconfirmed:    r.say("決定の記録が未確認になった", "the decision is provisional now"),
			compare.LapsedGone:     r.say("決定の記録がなくなったか、このリスクを挙げなくなった", "the decision is gone, or names the risk no longer"),
		}[l.Why]
		rows = append(rows, row{id: l.Risk, title: r.title(l.Risk), tone: "bad", facts: []fact{{name: l.Decision, after: why}}})
	}
	return rows
}

func (r *Report) planRows() []row {
	var rows []row
	for i := range r.Comparison.Plans {
		p := &r.Comparison.Plans[i]
		line := row{id: p.ID, title: r.title(p.ID)}
		if p.Before != nil && p.Before.ID != p.ID {
			line.was = p.Before.ID
		}
		old, now := r.planWords(p.Before, r.old()), r.planWords(p.After, r.now())
		for k, name := range planNames {
			before, after := old[k], now[k]
			if before == after || p.Before == nil && (after == none || k == provisionalAt && !p.After.Provisional || k == overdueAt && !p.After.Overdue) {
				continue
			}
			if p.After == nil {
				if k > 0 {
					break
				}
				after = r.say("なし", "gone")
			}
			f := fact{name: r.words(name), before: before, after: after}
			if k == dueAt && p.Before != nil && p.After != nil && p.After.Due.After(p.Before.Due) {
				f.tone = "bad"
			}
			line.facts = append(line.facts, f)
		}
		rows = append(rows, line)
	}
	return rows
}

var planNames = []term.Words{
	{Ja: "状態", En: "status"},
	{Ja: "期限", En: "due"},
	{Ja: "期限超過", En: "overdue"},
	{Ja: "完了日", En: "finished"},
	{Ja: "完了した作業", En: "actions done"},
	{Ja: "対象のリスク", En: "risks"},
	{Ja: "目標", En: "targets"},
	{Ja: "初期費用", En: "initial cost"},
	{Ja: "年間費用", En: "annual cost"},
	{Ja: "未確認", En: "provisional"},
}

const (
	dueAt         = 1
	overdueAt     = 2
	provisionalAt = 9
)

func (r *Report) planWords(p *compare.PlanStanding, of *register.Register) []string {
	if p == nil {
		return make([]string, len(planNames))
	}
	day := func(d date.Date) string {
		if d.IsZero() {
			return none
		}
		return d.String()
	}
	actions := none
	if p.Total > 0 {
		actions = fmt.Sprintf("%d / %d", p.Done, p.Total)
	}
	var targets []string
	for _, t := range p.Targets {
		level := number(t.Likelihood) + " × " + number(t.Impact)
		switch {
		case t.Removed:
			level = r.say("消滅", "removed")
		case t.Level != "" && t.Likelihood == nil && t.Impact == nil:
			level = r.levelName(t.Level, of)
		}
		targets = append(targets, r.current([]string{t.Risk}, of)[0]+" "+level)
	}
	cost := func(amount int64) string {
		if amount == 0 {
			return none
		}
		return r.words(term.Money(float64(amount), of.Config.Currency))
	}
	return []string{
		r.code("status", p.Status), day(p.Due), r.yes(p.Overdue), day(p.Finished), actions, r.list(r.current(p.Risks, of)), r.list(targets), cost(p.Cost.Initial), cost(p.Cost.Annual), r.yes(p.Provisional),
	}
}

// mostAlone is the number of findings of one rule up to which each has a row of its own.
const mostAlone = 5

// faultRows lists what the rules say, the gravest first. Where one rule says the same of many records, for one reason, it is said once.
func (r *Report) faultRows(faults []compare.Fault, tone string) []row {
	var rows []row
	for len(faults) > 0 {
		n := 1
		for n < len(faults) && faults[n].Rule == faults[0].Rule && faults[n].Severity == faults[0].Severity && r.because(&faults[n]) == r.because(&faults[0]) {
			n++
		}
		rule := fact{after: r.severity(faults[0].Severity.String()) + " [" + faults[0].Rule + "]", note: r.because(&faults[0])}
		if n > mostAlone {
			var ids []string
			for i := range n {
				ids = append(ids, cmp.Or(faults[i].Record, faults[i].Place.File))
			}
			slices.Sort(ids)
			ids = slices.Compact(ids)
			title := r.say("%[1]s件：%[2]s%[3]s", "%[1]s findings: %[2]s%[3]s", r.count(n), strings.Join(ids[:min(mostNamed, len(ids))], " "), r.more(len(ids)-mostNamed))
			rows = append(rows, row{title: title, tone: tone, facts: []fact{rule}})
		} else {
			for i := range n {
				f := &faults[i]
				line := row{id: f.Record, title: r.words(f.Message), tone: tone, facts: []fact{rule}}
				if strings.Contains(line.title, f.Record) {
					line.id = ""
				}
				rows = append(rows, line)
			}
		}
		faults = faults[n:]
	}
	return rows
}

var factorWords = map[compare.Factor]term.Words{
	compare.FromRecords:  {Ja: "記録の変更", En: "the records changed"},
	compare.FromCriteria: {Ja: "判定基準の変更", En: "the criteria changed"},
	compare.FromDate:     {Ja: "日付の経過", En: "time passed"},
	compare.FromRule:     {Ja: "規則の重大度の変更", En: "the severity of the rule changed"},
	compare.FromProfile:  {Ja: "採用するステップの変更", En: "the steps adopted changed"},
	compare.FromBaseline: {Ja: "既知として許す指摘の変更", En: "the baseline changed"},
	compare.FromSettings: {Ja: "設定の変更", En: "the settings changed"},
}

// silencedWords say the same of what is no longer reported.
var silencedWords = map[compare.Factor]term.Words{
	compare.FromRule:     {Ja: "規則の無効化", En: "the rule was switched off"},
	compare.FromProfile:  {Ja: "採用しなくなったステップの規則", En: "its step is no longer adopted"},
	compare.FromBaseline: {Ja: "既知の指摘としての許容", En: "the baseline lets it be"},
}

// because says what a finding is due to, but for the records alone, which goes without saying.
func (r *Report) because(f *compare.Fault) string {
	if len(f.Because) == 0 || len(f.Because) == 1 && f.Because[0] == compare.FromRecords {
		return ""
	}
	if f.Now > 0 {
		return r.say("重大度が「%s」に低下", "its severity is now %s", r.severity(f.Now.String()))
	}
	silenced := slices.ContainsFunc(r.Silenced, func(x compare.Fault) bool { return x.Rule == f.Rule && x.Place == f.Place && x.Case == f.Case })
	parts := make([]string, len(f.Because))
	for i, factor := range f.Because {
		words := factorWords[factor]
		if other, ok := silencedWords[factor]; ok && silenced {
			words = other
		}
		parts[i] = r.words(words)
	}
	return r.say("理由：%s", "because %s", strings.Join(parts, r.say("、", " and ")))
}

// mostUnfolded is the number of edited facts up to which all are shown at once; beyond it they are folded by record.
const mostUnfolded = 20

func (r *Report) recordRows(fate compare.Fate) []row {
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
			f := r.changeFact(change)
			f.name = r.elementName(record, change.Field, f.name)
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
func (r *Report) replacedRows() []row {
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
		if now := r.NewID[record.After]; now != "" {
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
