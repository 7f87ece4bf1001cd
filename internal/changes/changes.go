// Package changes shows a comparison: what changed between two states of a register, for people and for programs.
//
// In: a comparison and what its two sides are called. Out: text for a terminal, Markdown that fits the comment of a pull request, JSON, and the view of
// a page by itself. It decides nothing: what changed, and why, is said by compare. It must never import a room that reads, judges or writes.
package changes

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/riskbook/riskbook/internal/assess"
	"github.com/riskbook/riskbook/internal/compare"
	"github.com/riskbook/riskbook/internal/register"
	"github.com/riskbook/riskbook/internal/term"
)

// Side is what one side of a comparison is called.
type Side struct {
	Name   term.Words // "main", "the working tree", "proposed.toml"
	Commit string     // in full; empty where the side is no commit
	Absent bool       // the register did not exist there
}

// Report is a comparison on its way to a reader.
type Report struct {
	Comparison *compare.Comparison
	Old, New   Side
	Language   string // "ja" or "en"

	Link func(id string) string // where a record can be read; nil, or empty, where that is not known
}

// link gives where a record can be read.
func (r *Report) link(id string) string {
	if r.Link == nil || id == "" {
		return ""
	}
	return r.Link(id)
}

func (r *Report) say(ja, en string, args ...any) string {
	return fmt.Sprintf(term.Words{Ja: ja, En: en}.In(r.Language), args...)
}

func (r *Report) words(w term.Words) string { return w.In(r.Language) }

// old and now are the registers of the two sides.
func (r *Report) old() *register.Register { return r.Comparison.Before.Assessment.Register }
func (r *Report) now() *register.Register { return r.Comparison.After.Assessment.Register }

// title gives the title of a record, as it is now where it still is.
func (r *Report) title(id string) string {
	for _, state := range []*register.Register{r.now(), r.old()} {
		if e := state.Find(id); e != nil {
			return r.text(e.Of().Title, state)
		}
	}
	return ""
}

func (r *Report) text(t register.Text, of *register.Register) string {
	words, _ := t.In(r.Language, of.Config.DefaultLanguage)
	return words
}

// name is what a side is called, with its commit.
func (r *Report) name(s Side) string {
	name := r.words(s.Name)
	if s.Commit == "" || strings.HasPrefix(s.Commit, name) {
		return name
	}
	return name + " (" + s.Commit[:min(10, len(s.Commit))] + ")"
}

// headline says in one line whether anything changed in risk terms, and how much.
func (r *Report) headline() string {
	weaker := 0
	for i := range r.Comparison.Guard {
		if r.Comparison.Guard[i].Weaker {
			weaker++
		}
	}
	switch weakens := r.plural(weaker, "change") + " " + verb(weaker, "weakens", "weaken") + " what guards the register"; {
	case weaker > 0 && r.Comparison.Changed() && r.Comparison.Tally().Differently+r.Comparison.Tally().RateAgain+r.Comparison.Tally().Controls == 0:
		return r.say("リスクの評価は変わりませんが、統制を弱める変更が%[1]s件あります", "No risk is assessed differently, but %[2]s", r.count(weaker), weakens)
	case weaker > 0:
		return r.told() + r.say("。統制を弱める変更が%[1]s件あります", "; %[2]s", r.count(weaker), weakens)
	}
	return r.told()
}

// told is the headline without what guards the register.
func (r *Report) told() string {
	if !r.Comparison.Changed() {
		edited := len(r.Comparison.Records)
		if edited == 0 {
			return r.say("リスクの観点での変更はありません（リスク%[1]s件）", "No change in risk terms (%[2]s compared)", r.count(r.Comparison.Same), r.plural(r.Comparison.Same, "risk"))
		}
		return r.say("リスクの観点での変更はありません（リスク%[1]s件、編集された記録%[2]s件）", "No change in risk terms (%[3]s compared, %[4]s edited)", r.count(r.Comparison.Same), r.count(edited), r.plural(r.Comparison.Same, "risk"), r.plural(edited, "record"))
	}
	t := r.Comparison.Tally()
	if t.RateAgain > 0 && t.Differently == 0 {
		return r.say("リスク%[1]s件の分析をやり直す必要があります", "%[2]s to be rated again", r.count(t.RateAgain), r.plural(t.RateAgain, "risk")+" "+verb(t.RateAgain, "is", "are"))
	}
	if t.Controls > 0 && t.Differently == 0 {
		return r.say("リスク%[1]s件の拠る管理策の状況が変わります", "The state of a control changed that %[2]s on", r.count(t.Controls), r.plural(t.Controls, "risk")+" "+verb(t.Controls, "rests", "rest"))
	}
	if t.Differently == 0 && len(r.Comparison.Guard) > 0 {
		return r.say("リスクの評価は変わりませんが、統制に関わる変更があります", "No risk is assessed differently, but what guards the register changed")
	}
	if t.Differently == 0 {
		return r.say("リスクの評価は変わりませんが、ほかに変更があります", "No risk is assessed differently, but something else changed")
	}
	var parts []string
	add := func(n int, ja, en string) {
		if n > 0 {
			parts = append(parts, r.say(ja, en, r.count(n)))
		}
	}
	add(t.Up, "レベルの上昇%s件", "%s up a level")
	add(t.Down, "レベルの低下%s件", "%s down a level")
	add(t.Come, "新規%s件", "%s new")
	add(t.Gone, "削除%s件", "%s gone")
	detail := ""
	if len(parts) > 0 {
		detail = r.say("（%s）", " (%s)", strings.Join(parts, r.say("、", ", ")))
	}
	if n := t.RateAgain; n > 0 {
		detail += r.say("。ほかに分析のやり直しが必要なもの%[1]s件", ", and %[1]s more %[2]s to be rated again", r.count(n), verb(n, "is", "are"))
	}
	if n := t.Controls; n > 0 {
		detail += r.say("。ほかに拠る管理策の状況が変わるもの%[1]s件", ", and %[1]s more %[2]s on a control whose state changed", r.count(n), verb(n, "rests", "rest"))
	}
	n := t.Differently
	if r.Language == "ja" {
		return fmt.Sprintf("リスク%s件の評価が変わります%s", r.count(n), detail)
	}
	if n == 1 {
		return "1 risk is assessed differently" + detail
	}
	return r.count(n) + " risks are assessed differently" + detail
}

// basis says what was compared, and as of when.
func basis(r *Report) string { return basisOf(r, r.name(r.Old), r.name(r.New)) }

func basisOf(r *Report, old, now string) string {
	line := r.say("%s → %s。どちらも %s 時点で評価しています。", "%s → %s, both judged as of %s", old, now, r.Comparison.After.Assessment.AsOf)
	if r.Old.Absent {
		line += r.say("%sには登録簿がまだないため、すべて新規として扱います。", "; there was no register at %s yet: everything counts as new", old)
	}
	return line
}

// point is one line of the summary: what it says, and the records that it names.
type point struct {
	words string
	ids   []string
	tone  string
}

// points are the lines below the headline: what a reader must know before anything else.
func points(r *Report) []point {
	var list []point
	add := func(tone string, ids []string, ja, en string) {
		if len(ids) > 0 {
			list = append(list, point{r.say(ja, en), ids, tone})
		}
	}
	add("bad", records(r, compare.Replaced), "以前の識別子を使う別の記録", "another record under an old id")
	add("bad", risks(r, (*compare.Risk).NewlyUnacceptable), "新たに対応を要するもの", "newly to be treated")
	add("good", risks(r, (*compare.Risk).NoLongerUnacceptable), "対応を要しなくなるもの", "no longer to be treated")
	add("bad", risks(r, (*compare.Risk).CountsNoLonger), "数えられなくなるもの（未確認、又は特定日が基準日より後）", "no longer counted: provisional, or identified later")
	add("bad", risks(r, (*compare.Risk).RateAgain), "分析のやり直しが必要なもの（段階の意味が変わったか、段階がなくなった）", "to be rated again, since their step means something else or is gone")
	add("bad", risks(r, func(c *compare.Risk) bool { return c.Unfounded }), "新たな根拠、分析日、管理策のないまま評価を下げたもの", "rated lower without a new rationale, review date or control")
	add("bad", risks(r, func(c *compare.Risk) bool { return slices.ContainsFunc(c.Controls, compare.ControlChange.Weaker) }), "拠る管理策が弱まるもの", "resting on a control that does less")
	add("", risks(r, func(c *compare.Risk) bool {
		return c.Before != nil && c.After != nil && c.Before.Outcome != c.After.Outcome && c.After.Outcome == assess.Closed
	}), "終結したもの", "closed")
	var lapsed, plans []string
	for _, l := range r.Comparison.Lapsed {
		lapsed = append(lapsed, l.Risk)
	}
	add("bad", lapsed, "受容が効力を失うもの", "acceptance lapses")
	for _, p := range r.Comparison.Plans {
		plans = append(plans, p.ID)
	}
	add("", plans, "変更のある計画", "plans changed")
	for _, f := range fates {
		add("", records(r, f.fate), f.title.Ja, strings.ToLower(f.title.En))
	}
	if n := len(r.Comparison.Criteria); n > 0 {
		list = append(list, point{words: r.say("リスク判定基準の変更：%[1]s件", "risk criteria changed: %[2]s", r.count(n), r.plural(n, "change"))})
	}
	if n := len(r.Comparison.Failing); n > 0 {
		list = append(list, point{words: r.say("新たな指摘：%[1]s件", "newly failing: %[2]s", r.count(n), r.plural(n, "finding")), tone: "bad"})
	}
	if n := len(r.Comparison.Mended); n > 0 {
		list = append(list, point{words: r.say("解消した指摘：%[1]s件", "mended: %[2]s", r.count(n), r.plural(n, "finding")), tone: "good"})
	}
	if n := len(r.Comparison.Silenced); n > 0 {
		list = append(list, point{words: r.say("解消ではなく、報告されなくなった指摘：%[1]s件", "no longer reported, and not mended: %[2]s", r.count(n), r.plural(n, "finding")), tone: "bad"})
	}
	return list
}

func risks(r *Report, fits func(*compare.Risk) bool) []string {
	var ids []string
	for i := range r.Comparison.Risks {
		if fits(&r.Comparison.Risks[i]) {
			ids = append(ids, r.Comparison.Risks[i].ID)
		}
	}
	return ids
}

func records(r *Report, fate compare.Fate) []string {
	var ids []string
	for _, record := range r.Comparison.Records {
		if record.Fate == fate {
			ids = append(ids, record.ID())
		}
	}
	return ids
}

// current gives ids of the first state as the records are called now.
func current(r *Report, ids []string, of *register.Register) []string {
	if of != r.old() || len(r.Comparison.NewID) == 0 {
		return ids
	}
	named := make([]string, len(ids))
	for i, id := range ids {
		named[i] = cmp.Or(r.Comparison.NewID[id], id)
	}
	slices.Sort(named)
	return named
}

func (r *Report) count(n int) string { return term.Grouped(int64(n)) }

// plural counts in English.
func (r *Report) plural(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return r.count(n) + " " + noun + "s"
}

// verb gives the form of a verb that goes with a number in English.
func verb(n int, one, many string) string {
	if n == 1 {
		return one
	}
	return many
}

// severity writes a severity: in English as the settings write it.
func (r *Report) severity(s string) string {
	return r.say("%[1]s", "%[2]s", term.Code("severity", s).Ja, s)
}
