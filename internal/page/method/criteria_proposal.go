package method

import (
	"cmp"
	"reflect"
	"strconv"

	"github.com/riskbook/riskbook/internal/compare"
	"github.com/riskbook/riskbook/internal/page/desk"
	"github.com/riskbook/riskbook/internal/page/grid"
	"github.com/riskbook/riskbook/internal/part"
	"github.com/riskbook/riskbook/internal/register"
	"github.com/riskbook/riskbook/internal/view"
)

// ProposalWords are the words of this file's pages and parts, by key.
var ProposalWords = desk.Words{
	"propHead":      {Ja: "改定案による違い", En: "What the proposed criteria would change"},
	"propLead":      {Ja: "改定案 {revision} により、リスク{n}件の評価が変わります。", En: "Under the proposal {revision}, {n} {n|risk is|risks are} assessed differently."},
	"propLeadNone":  {Ja: "改定案 {revision} によって評価の変わるリスクはありません。", En: "Under the proposal {revision}, no risk is assessed differently."},
	"propSee":       {Ja: "改定前後の表", En: "See before and after"},
	"propWhat":      {Ja: "改定案を同じ記録に当てはめた結果です。現行の判定には影響しません。分析の値は換算も切り詰めもせず、新しい尺度にない値はそのまま示します。名称、数値の範囲、又は何段階中の何番目かが変わる段階は意味が変わるため、その段階にあるリスクは分析のやり直しが必要です。", En: "The same records, judged under the proposed criteria, which decide nothing yet. No rating is rescaled or clamped; one that is not on the new scale is shown as it is. A step whose label, range or place among how many changes means something else, so that every risk on it is to be rated again."},
	"propBroken":    {Ja: "改定案に誤りがあるため、現行の基準と比べられません。誤りは検査のページにあります。", En: "The proposal has errors and cannot be compared; the page of checks says which."},
	"propSum":       {Ja: "評価の変わるもの{n}件のうち、レベルの上昇{up}件、低下{down}件。ほかに、分析のやり直しが必要なもの{again}件、順位だけが動くもの{rank}件、何も変わらないもの{same}件（終結したリスクを除く）。", En: "Of {n} that {n|is|are} assessed differently, {up} {up|goes|go} up a level and {down} {down|goes|go} down. Besides, {again} {again|is|are} to be rated again, for {rank} only the rank shifts, and {same} {same|stays as it is|stay as they are} (closed risks aside)."},
	"propNewly":     {Ja: "新たに対応を要するもの", En: "Newly to be treated"},
	"propNoLonger":  {Ja: "対応を要しなくなるもの", En: "No longer to be treated"},
	"propAgain":     {Ja: "分析のやり直しが必要", En: "To be rated again"},
	"propLeadAgain": {Ja: "改定案 {revision} により、リスク{n}件の分析をやり直す必要があります。", En: "Under the proposal {revision}, {n} {n|risk is|risks are} to be rated again."},
	"propChanges":   {Ja: "改定案が記す変更", En: "What the proposal says it changes"},
	"propBefore":    {Ja: "現行の基準 {revision}", En: "In force: {revision}"},
	"propAfter":     {Ja: "改定案 {revision}", En: "Proposed: {revision}"},
	"propTable":     {Ja: "改定前後の評価", En: "Before and after"},
	"propRating":    {Ja: "分析の値", En: "Rating"},
	"propLevel":     {Ja: "リスクレベル", En: "Level"},
	"propOffScale":  {Ja: "尺度にない値", En: "Not on the scale"},
	"propMore":      {Ja: "ほか{n}件は riskbook diff --criteria content/criteria.proposed.toml で示せます。", En: "{n} more; riskbook diff --criteria content/criteria.proposed.toml shows them all."},
}

// mostProposed is how many risks are shown before and after.
const mostProposed = 500

// proposal says what the proposed criteria would change; nil where there are none that can be compared.
func proposal(v *desk.Desk, path string) *view.ProposalPart {
	c := v.Proposed
	if c == nil {
		return nil
	}
	after := desk.Under(v, c.After.Assessment)
	revision := func(of *desk.Desk) string {
		return cmp.Or(of.Register.Criteria.Revision, v.Words["critNoRevision"])
	}
	tally := c.Tally()
	p := &view.ProposalPart{W: v.Words, Lead: v.Say("propLead", "revision", revision(after), "n", tally.Differently)}
	if tally.Differently == 0 {
		p.Lead = v.Say("propLeadNone", "revision", revision(after))
	}
	if tally.RateAgain > 0 {
		p.Lead = v.Say("propLeadAgain", "revision", revision(after), "n", tally.RateAgain)
	}
	p.Sum = v.Say("propSum", "n", tally.Differently, "again", tally.RateAgain, "up", tally.Up, "down", tally.Down, "rank", tally.RankOnly, "same", tally.Same)
	f := v.Facts()
	for _, group := range []struct {
		key string
		ids []string
	}{{"propNewly", c.Those((*compare.Risk).NewlyUnacceptable)}, {"propNoLonger", c.Those((*compare.Risk).NoLongerUnacceptable)}, {"propAgain", c.Those((*compare.Risk).RateAgain)}} {
		f.Add(group.key, v.ShortRefs(path, group.ids[:min(len(group.ids), grid.ManyInCell)]))
	}
	p.Facts = f.Done()
	p.Changes = changeLines(after, path, c.CriteriaChanges())
	p.Before = view.MatrixPart{Matrix: grid.Matrix(v, path, "proposal-before", v.Assessment.Summary.Now, grid.FewInCell), W: v.Words}
	p.After = view.MatrixPart{Matrix: grid.Matrix(after, path, "proposal-after", c.Placed(), grid.FewInCell), W: v.Words}
	p.Before.Matrix.Title, p.After.Matrix.Title = v.Say("propBefore", "revision", revision(v)), v.Say("propAfter", "revision", revision(after))
	p.Table = proposalTable(v, path, after)
	return p
}

// changeLines lists entries of the criteria's own history.
func changeLines(v *desk.Desk, path string, changes []register.Change) part.Part {
	lines := make([]part.Part, len(changes))
	for i, c := range changes {
		lines[i] = v.Said(path, c.What)
		if !c.Why.IsZero() {
			lines[i] = desk.Join(" ", lines[i], desk.Small(v.Said(path, c.Why)))
		}
	}
	return desk.List(lines)
}

// proposalTable sets how each risk that would stand otherwise stands before and after.
func proposalTable(v *desk.Desk, path string, after *desk.Desk) part.Part {
	t := v.Table("", v.Words["propTable"], desk.Column{Key: "risk", Class: "title"}, desk.Column{Key: "propRating", Class: "nowrap"}, desk.Column{Key: "inherent"}, desk.Column{Key: "propLevel"}, desk.Column{Key: "projected"}, desk.Column{Key: "outcome"}, desk.Column{Key: "reasonsHead"}, desk.Column{Key: "rank", Class: "nowrap"})
	changes := v.Proposed.Risks
	for i := range changes[:min(len(changes), mostProposed)] {
		c := &changes[i]
		if c.Before == nil || c.After == nil {
			continue
		}
		t.Row()
		t.Head(v.Ref(path, c.ID))
		t.Words(ratingWords(c.Before.Now.Likelihood, c.Before.Now.Impact))
		t.Cell(arrow(standingLevel(v, &c.Before.Inherent), standingLevel(after, &c.After.Inherent)))
		t.Cell(arrow(standingLevel(v, &c.Before.Now), standingLevel(after, &c.After.Now)))
		t.Cell(arrow(projectedLevel(v, c.Before), projectedLevel(after, c.After)))
		t.Cell(arrow(v.OutcomeBadge(c.Before.Outcome), outcomeAfter(v, c.After)))
		t.Cell(arrow(part.Words(cmp.Or(v.Reasons(c.Before.Reasons), "–")), part.Words(cmp.Or(v.Reasons(c.After.Reasons), "–"))))
		t.Cell(arrow(rankWords(c.Before.Rank), rankWords(c.After.Rank)))
	}
	if more := len(changes) - mostProposed; more > 0 {
		t.Made.After = part.Words(v.Say("propMore", "n", more))
	}
	return t.Done()
}

// arrow shows a change from one thing to another; where they are the same, the thing.
func arrow(before, after part.Part) part.Part {
	if reflect.DeepEqual(before, after) {
		return after
	}
	return part.Line{before, part.Words(" → "), after}
}

// standingLevel shows the level at which a risk stands under the criteria of the presenter.
func standingLevel(v *desk.Desk, r *compare.Rating) part.Part {
	switch {
	case r.OffScale:
		return desk.Badge("bad", v.Words["propOffScale"])
	case r.RateAgain:
		return desk.Badge("warn", v.Words["propAgain"])
	}
	return v.LevelBadge(v.Register.Criteria.LevelIndex(r.Level))
}

// projectedLevel shows the level at which it stands once the plans are done.
func projectedLevel(v *desk.Desk, s *compare.Standing) part.Part {
	if s.Removed {
		return v.State("good", "removed")
	}
	return standingLevel(v, &s.Projected)
}

// outcomeAfter shows the outcome under the proposal, where one can be told.
func outcomeAfter(v *desk.Desk, s *compare.Standing) part.Part {
	if s.RateAgain {
		return part.Words("–")
	}
	return v.OutcomeBadge(s.Outcome)
}

func ratingWords(likelihood, impact *int) string {
	value := func(p *int) string {
		if p == nil {
			return "–"
		}
		return strconv.Itoa(*p)
	}
	return value(likelihood) + " × " + value(impact)
}

func rankWords(rank int) part.Part {
	if rank == 0 {
		return part.Words("–")
	}
	return part.Words(strconv.Itoa(rank))
}
