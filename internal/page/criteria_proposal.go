package page

import (
	"cmp"
	"reflect"
	"strconv"

	"github.com/riskbook/riskbook/internal/assess"
	"github.com/riskbook/riskbook/internal/compare"
	"github.com/riskbook/riskbook/internal/part"
	"github.com/riskbook/riskbook/internal/register"
)

var proposalWords = Words{
	"propHead":      {Ja: "改定案による違い", En: "What the proposed criteria would change"},
	"propLead":      {Ja: "改定案 {revision} により、リスク{n}件の評価が変わります。", En: "Under the proposal {revision}, {n} risks are assessed differently."},
	"propLeadNone":  {Ja: "改定案 {revision} によって評価の変わるリスクはありません。", En: "Under the proposal {revision}, no risk is assessed differently."},
	"propSee":       {Ja: "改定前後の表", En: "See before and after"},
	"propWhat":      {Ja: "content/criteria.proposed.toml の改定案を同じ記録に当てはめた結果です。現行の判定には影響しません。分析の値は換算も切り詰めもせず、新しい尺度にない値はそのまま示します。名称、数値の範囲、又は何段階中の何番目かが変わる段階は意味が変わるため、その段階にあるリスクは分析のやり直しが必要です。", En: "The same records, judged under content/criteria.proposed.toml, which decides nothing yet. No rating is rescaled or clamped; one that is not on the new scale is shown as it is. A step whose label, range or place among how many changes means something else, so that every risk on it is to be rated again."},
	"propBroken":    {Ja: "改定案 content/criteria.proposed.toml に誤りがあるため、現行の基準と比べられません。誤りは検査のページにあります。", En: "The proposal in content/criteria.proposed.toml has errors and cannot be compared; the page of checks says which."},
	"propSum":       {Ja: "評価の変わるもの{n}件のうち、レベルの上昇{up}件、低下{down}件。ほかに、分析のやり直しが必要なもの{again}件、順位だけが動くもの{rank}件、何も変わらないもの{same}件（終結したリスクを除く）。", En: "Of {n} that are assessed differently, {up} go up a level and {down} go down. Besides, {again} are to be rated again, for {rank} only the rank shifts, and {same} stay as they are (closed risks aside)."},
	"propNewly":     {Ja: "新たに対応を要するもの", En: "Newly to be treated"},
	"propNoLonger":  {Ja: "対応を要しなくなるもの", En: "No longer to be treated"},
	"propAgain":     {Ja: "分析のやり直しが必要", En: "To be rated again"},
	"propLeadAgain": {Ja: "改定案 {revision} により、リスク{n}件の分析をやり直す必要があります。", En: "Under the proposal {revision}, {n} risks are to be rated again."},
	"propChanges":   {Ja: "改定案が記す変更", En: "What the proposal says it changes"},
	"propBefore":    {Ja: "現行の基準 {revision}", En: "In force: {revision}"},
	"propAfter":     {Ja: "改定案 {revision}", En: "Proposed: {revision}"},
	"propTable":     {Ja: "改定前後の評価", En: "Before and after"},
	"propRating":    {Ja: "分析の値", En: "Rating"},
	"propLevel":     {Ja: "リスクレベル", En: "Level"},
	"propOffScale":  {Ja: "尺度にない値", En: "Not on the scale"},
	"propMore":      {Ja: "ほか{n}件は riskbook diff --criteria content/criteria.proposed.toml で示せます。", En: "{n} more; riskbook diff --criteria content/criteria.proposed.toml shows them all."},
}

// proposalPart is what the page of criteria says of a proposal.
type proposalPart struct {
	W             map[string]string
	Lead          string
	Sum           string
	Facts         part.Part
	Changes       part.Part
	Before, After MatrixPart
	Table         part.Part
}

// mostProposed is how many risks are shown before and after.
const mostProposed = 500

// criteriaProposalPresenter shows what proposed criteria would change.
type criteriaProposalPresenter struct{ *desk }

// under is the same presenter of the register as judged under other criteria.
func (v criteriaProposalPresenter) under(a *assess.Assessment) criteriaProposalPresenter {
	ways := &ways{language: &language{Register: a.Register, Language: v.Language, words: v.words}, index: v.index, linked: v.linked}
	return criteriaProposalPresenter{&desk{verdicts: &verdicts{ways, a}, Checked: v.Checked, Bodies: v.Bodies, Proposed: v.Proposed, Sample: v.Sample, Chronicle: v.Chronicle}}
}

// proposal says what the proposed criteria would change; nil where there are none that can be compared.
func (v criteriaProposalPresenter) proposal(path string) *proposalPart {
	c := v.Proposed
	if c == nil {
		return nil
	}
	after := v.under(c.After.Assessment)
	revision := func(of criteriaProposalPresenter) string {
		return cmp.Or(of.Register.Criteria.Revision, v.words["critNoRevision"])
	}
	tally := c.Tally()
	p := &proposalPart{W: v.words, Lead: v.say("propLead", "revision", revision(after), "n", tally.Differently)}
	if tally.Differently == 0 {
		p.Lead = v.say("propLeadNone", "revision", revision(after))
	}
	if tally.RateAgain > 0 {
		p.Lead = v.say("propLeadAgain", "revision", revision(after), "n", tally.RateAgain)
	}
	p.Sum = v.say("propSum", "n", tally.Differently, "again", tally.RateAgain, "up", tally.Up, "down", tally.Down, "rank", tally.RankOnly, "same", tally.Same)
	f := v.facts()
	for _, group := range []struct {
		key string
		ids []string
	}{{"propNewly", c.Those((*compare.Risk).NewlyUnacceptable)}, {"propNoLonger", c.Those((*compare.Risk).NoLongerUnacceptable)}, {"propAgain", c.Those((*compare.Risk).RateAgain)}} {
		f.add(group.key, v.shortRefs(path, group.ids[:min(len(group.ids), manyInCell)]))
	}
	p.Facts = f.done()
	p.Changes = after.changeLines(c.CriteriaChanges())
	p.Before = MatrixPart{matrixPresenter{v.desk}.matrix(path, "proposal-before", v.Assessment.Summary.Now, fewInCell), v.words}
	p.After = MatrixPart{matrixPresenter{after.desk}.matrix(path, "proposal-after", c.Placed(), fewInCell), v.words}
	p.Before.Matrix.Title, p.After.Matrix.Title = v.say("propBefore", "revision", revision(v)), v.say("propAfter", "revision", revision(after))
	p.Table = v.proposalTable(path, after)
	return p
}

// changeLines lists entries of the criteria's own history.
func (v criteriaProposalPresenter) changeLines(changes []register.Change) part.Part {
	lines := make([]part.Part, len(changes))
	for i, c := range changes {
		lines[i] = v.wording(c.What)
		if !c.Why.IsZero() {
			lines[i] = join(" ", lines[i], small(v.wording(c.Why)))
		}
	}
	return list(lines)
}

// proposalTable sets how each risk that would stand otherwise stands before and after.
func (v criteriaProposalPresenter) proposalTable(path string, after criteriaProposalPresenter) part.Part {
	t := v.table("", v.words["propTable"], column{"risk", "title"}, column{"propRating", "nowrap"}, column{"inherent", ""}, column{"propLevel", ""}, column{"projected", ""}, column{"outcome", ""}, column{"reasonsHead", ""}, column{"rank", "nowrap"})
	changes := v.Proposed.Risks
	for i := range changes[:min(len(changes), mostProposed)] {
		c := &changes[i]
		if c.Before == nil || c.After == nil {
			continue
		}
		t.row()
		t.head(v.ref(path, c.ID))
		t.words(ratingWords(c.Before.Now.Likelihood, c.Before.Now.Impact))
		t.cell(arrow(v.standingLevel(&c.Before.Inherent), after.standingLevel(&c.After.Inherent)))
		t.cell(arrow(v.standingLevel(&c.Before.Now), after.standingLevel(&c.After.Now)))
		t.cell(arrow(v.projectedLevel(c.Before), after.projectedLevel(c.After)))
		t.cell(arrow(v.outcomeBadge(c.Before.Outcome), v.outcomeAfter(c.After)))
		t.cell(arrow(part.Words(cmp.Or(v.reasons(c.Before.Reasons), "–")), part.Words(cmp.Or(v.reasons(c.After.Reasons), "–"))))
		t.cell(arrow(rankWords(c.Before.Rank), rankWords(c.After.Rank)))
	}
	if more := len(changes) - mostProposed; more > 0 {
		t.made.After = part.Words(v.say("propMore", "n", more))
	}
	return t.done()
}

// arrow shows a change from one thing to another; where they are the same, the thing.
func arrow(before, after part.Part) part.Part {
	if reflect.DeepEqual(before, after) {
		return after
	}
	return part.Line{before, part.Words(" → "), after}
}

// standingLevel shows the level at which a risk stands under the criteria of the presenter.
func (v criteriaProposalPresenter) standingLevel(r *compare.Rating) part.Part {
	switch {
	case r.OffScale:
		return badge("bad", v.words["propOffScale"])
	case r.RateAgain:
		return badge("warn", v.words["propAgain"])
	}
	return v.levelBadge(v.Register.Criteria.LevelIndex(r.Level))
}

// projectedLevel shows the level at which it stands once the plans are done.
func (v criteriaProposalPresenter) projectedLevel(s *compare.Standing) part.Part {
	if s.Removed {
		return v.state("good", "removed")
	}
	return v.standingLevel(&s.Projected)
}

// outcomeAfter shows the outcome under the proposal, where one can be told.
func (v criteriaProposalPresenter) outcomeAfter(s *compare.Standing) part.Part {
	if s.RateAgain {
		return part.Words("–")
	}
	return v.outcomeBadge(s.Outcome)
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
