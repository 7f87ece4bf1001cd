package desk

import (
	"slices"

	"github.com/riskbook/riskbook/internal/assess"
	"github.com/riskbook/riskbook/internal/explain"
	"github.com/riskbook/riskbook/internal/part"
	"github.com/riskbook/riskbook/internal/register"
)

// StandingWords are the words of this file's pages and parts, by key.
var StandingWords = Words{
	"unconfirmed":      {Ja: "未確認", En: "provisional"},
	"standProvisional": {Ja: "まだ誰も確かめていない記録です（未確認）。件数、順位、マトリクス、合計、受容のいずれにも含まれません。", En: "Nobody has confirmed this record yet: it is provisional, and in no count, rank, matrix, sum or acceptance."},
	"standWould":       {Ja: "確かめられれば、評価結果は「{outcome}」になります。", En: "Once confirmed, its outcome would be: {outcome}."},
	"standLater":       {Ja: "基準日（{asOf}）より後の{day}に特定されたリスクです。基準日にはまだないため、一覧、件数、マトリクスのいずれにも含まれません。", En: "This risk was identified on {day}, after the as-of date of {asOf}: it is not there yet, and in no list, count or matrix."},
	"standIncomplete":  {Ja: "記入の終わっていない記録です。書かれていない必須の項目：{keys}", En: "This record is incomplete. Required and missing: {keys}"},
	"standWhole":       {Ja: "記入の終わっていない記録とされていますが、必須の項目はすべて書かれています。", En: "This record is marked as incomplete, though nothing that is required is missing."},
	"incomplete":       {Ja: "記入未了", En: "incomplete"},
	"incompleteSum":    {Ja: "うち記入未了の記録{n}件。", En: "{n} of them {n|is|are} incomplete."},
	"waitingHead":      {Ja: "未確認の記録", En: "Provisional records"},
	"waitingWhy":       {Ja: "まだ誰も確かめていない記録です。上の件数には含まれません。", En: "Nobody has confirmed these yet. They are in none of the figures above."},
	"waitingWould":     {Ja: "確かめられた場合の評価結果", En: "Outcome once confirmed"},
	"waitingAll":       {Ja: "未確認の記録が{n}件あり、どの件数にも含まれません。", En: "Provisional records, in none of the figures: {n}."},
	"waitingToTreat":   {Ja: "そのうちリスクは{risks}件で、{treat}件は対応を要することになります。", En: "Risks among them: {risks}, of which to be treated once confirmed: {treat}."},
	"unjudged":         {Ja: "ほかに、まだ評価できないリスクが{n}件あります。", En: "{n} more could not be judged."},
	"unjudgedNote":     {Ja: "（評価できないもの{n}件）", En: " ({n} could not be judged)"},
	"notThere":         {Ja: "基準日より後", En: "after the as-of date"},
}

// VerdictBadge shows what was decided of a risk: its outcome, or that it does not count.
func (v *Verdicts) VerdictBadge(r *assess.Risk) part.Part {
	if r.Standing != assess.Counted {
		return Badge("provisional", v.verdictName(r))
	}
	return v.OutcomeBadge(r.Outcome)
}

// verdictName is verdictBadge as plain text.
func (v *Verdicts) verdictName(r *assess.Risk) string {
	return explain.Verdict(r).Capital().In(v.Language)
}

// mark says in a word why a record does not count; nothing for one that does.
func (v *Verdicts) mark(e register.Entry) string {
	switch k, _ := e.(*register.Risk); {
	case v.later(k):
		return v.Words["notThere"]
	case e.Of().Provisional:
		return v.Words["unconfirmed"]
	}
	return ""
}

// later reports whether a risk was identified after the as-of date; nil was not.
func (v *Verdicts) later(k *register.Risk) bool {
	r := v.riskOf(k)
	return r != nil && r.Standing == assess.Later
}

// standingNotes says on a record's page what a reader must know of the record as such: that it does not count, or what it lacks.
func (v *Desk) standingNotes(e register.Entry) []part.Note {
	var notes []part.Note
	note := func(tone string, text part.Part) { notes = append(notes, part.Note{Tone: tone, Part: text}) }
	base := e.Of()
	k, _ := e.(*register.Risk)
	switch r := v.riskOf(k); {
	case v.later(k):
		note("provisional", part.Words(v.Say("standLater", "day", v.Day(k.Identified), "asOf", v.Day(v.Assessment.AsOf))))
	case base.Provisional:
		text := v.Words["standProvisional"]
		if r != nil {
			text += v.Words["sentenceSeparator"] + v.Say("standWould", "outcome", v.Words["outcome-"+string(r.Would)])
		}
		note("provisional", part.Words(text))
	}
	switch {
	case base.Incomplete && len(base.Missing) == 0:
		note("warn", part.Words(v.Words["standWhole"]))
	case base.Incomplete:
		pieces := make([]part.Part, len(base.Missing))
		for i, key := range base.Missing {
			pieces[i] = part.Code(key)
		}
		note("warn", v.SayParts("standIncomplete", "keys", Join(v.Words["listSeparator"], pieces...)))
	}
	return notes
}

// riskOf gives the judged risk of a record; nil where there is none.
func (v *Verdicts) riskOf(k *register.Risk) *assess.Risk {
	if k == nil {
		return nil
	}
	return v.Assessment.Risk(k.ID)
}

// Listed names a record in the list of its kind, marked where it is incomplete.
func (v *Desk) Listed(path string, e register.Entry) part.Part {
	ref := v.NameOf(path, e.Of().ID)
	if !e.Of().Incomplete {
		return ref
	}
	return Join(" ", ref, v.State("warn", "incomplete"))
}

// incompleteCount says how many of the records of a kind that count are incomplete; nothing where none is.
func (v *Desk) incompleteCount(kind *register.Kind) part.Part {
	n := 0
	for _, e := range v.Register.List(kind) {
		if e.Of().Incomplete && v.mark(e) == "" {
			n++
		}
	}
	if n == 0 {
		return nil
	}
	return part.Words(v.Say("incompleteSum", "n", n))
}

// Waiting lists the records of a kind that nobody has confirmed yet, apart from those that count; nothing where there is none.
func (v *Desk) Waiting(path string, kind *register.Kind) part.Part {
	if kind.Folder == "risks" {
		return v.waitingRisks(path)
	}
	var ids []string
	for _, e := range v.Register.List(kind) {
		if e.Of().Provisional {
			ids = append(ids, e.Of().ID)
		}
	}
	return v.RefList(path, ids)
}

// waitingRisks lists the provisional risks with the outcome that each would have, those to be treated first.
func (v *Desk) waitingRisks(path string) part.Part {
	risks := slices.Clone(v.Assessment.Waiting)
	order := func(r *assess.Risk) int { return slices.Index(assess.Outcomes, r.Would) }
	slices.SortStableFunc(risks, func(a, b *assess.Risk) int { return order(a) - order(b) })
	t := v.Table("", v.Words["waitingHead"], Column{"risksNamedHead", "title"}, Column{"risksNowHead", "nowrap"}, Column{"waitingWould", ""}, Column{"owner", "name"})
	for _, r := range risks {
		t.Row()
		t.Head(v.Listed(path, r.Record))
		t.Cell(v.RatingBadge(r.Now))
		t.Words(v.Words["outcome-"+string(r.Would)])
		t.Words(v.Party(r.Record.Owner))
	}
	return t.Done()
}

// WaitingSum says on the first page how many records nobody has confirmed yet, and how many risks among them would have to be treated; nothing where
// there is none.
func (v *Desk) WaitingSum(path string) part.Part {
	n := 0
	for _, e := range v.Register.Provisional() {
		if k, _ := e.(*register.Risk); !v.later(k) {
			n++
		}
	}
	if n == 0 {
		return nil
	}
	words := v.Say("waitingAll", "n", n)
	risks, treat := len(v.Assessment.Waiting), 0
	for _, r := range v.Assessment.Waiting {
		if r.Would.ToTreat() {
			treat++
		}
	}
	if risks == 0 {
		return part.Words(words)
	}
	return Join(" ", part.Words(words+v.Words["sentenceSeparator"]+v.Say("waitingToTreat", "risks", risks, "treat", treat)), v.PageLink(path, "risks.html#waiting", v.Words["waitingHead"]))
}

// Unjudged says behind an all-clear, or a figure that may be read as one, how many risks it does not speak of; nothing where there is none.
func (v *Desk) Unjudged() string {
	n := v.Assessment.Summary.Unjudged()
	if n == 0 {
		return ""
	}
	return v.Words["sentenceSeparator"] + v.Say("unjudged", "n", n)
}

// StepWords gives a value of a scale with its label, as plain text.
func (v *Verdicts) StepWords(steps []register.Step, value int) string {
	words := Number(float64(value))
	for i := range steps {
		if steps[i].Value != nil && *steps[i].Value == value {
			return words + " " + v.Text(steps[i].Label)
		}
	}
	return words
}

// acceptanceTones are the tones in which the states of an acceptance are shown: one that changes nothing is not good.
var acceptanceTones = map[assess.AcceptanceState]string{assess.InForce: "good", assess.Expired: "bad", assess.Outgrown: "bad", assess.WithoutEffect: "warn"}

// AcceptanceState shows how an acceptance stands.
func AcceptanceState(v *Desk, state assess.AcceptanceState) part.Part {
	return v.State(acceptanceTones[state], "acceptance-"+string(state))
}

// controlBadge shows how far a control stands.
func controlBadge(v *Desk, state string) part.Part {
	class := "quiet"
	switch state {
	case "in-place":
		class = "good"
	case "partial":
		class = "warn"
	}
	return Badge(class, v.Words["control-"+state])
}

// ControlState says how a control stands.
func ControlState(v *Desk, c *register.Control) part.Part {
	state := controlBadge(v, c.State)
	if c.Common {
		state = Join(" ", state, v.State("info", "controlCommon"))
	}
	return state
}

// OpenBadge shows whether a finding is open.
func OpenBadge(v *Desk, status string) part.Part {
	if status == "open" {
		return v.State("info", "status-open")
	}
	return v.State("quiet", "status-closed")
}

// FindingState shows whether a finding is still to be dealt with on the as-of date: what is dated later has not happened yet.
func FindingState(v *Desk, f *register.Finding) part.Part {
	switch {
	case f.Received.After(v.Assessment.AsOf):
		return Join(" ", OpenBadge(v, f.Status), Small(part.Words(v.Words["findingYet"])))
	case f.Status != "open" && v.Assessment.Open(f):
		return Join(" ", OpenBadge(v, "open"), Small(part.Words(v.Say("findingCloses", "day", f.ClosedOn))))
	}
	return OpenBadge(v, f.Status)
}

// ReviewBadge shows what a review came to.
func ReviewBadge(v *Desk, r *register.Review) part.Part {
	if r.Outcome == "change" {
		return v.State("warn", "review-change")
	}
	return v.State("good", "review-keep")
}

// factorWords says from which factors the likelihood of a rating follows; nothing where it was given directly.
func (v *Verdicts) factorWords(r *register.Rating) part.Part {
	c := &v.Register.Criteria
	if r == nil || len(r.Factors) == 0 || c.From == nil || len(c.From.Factors) != 2 {
		return nil
	}
	likelihood := c.Likelihood(r)
	if likelihood == nil {
		return Badge("warn", v.Words["factorsOpen"])
	}
	value := func(f *register.Factor) int { return r.Factors[f.Key] }
	first, second := &c.From.Factors[0], &c.From.Factors[1]
	words := v.Say("factorsShort", "first", v.Text(first.Label), "a", value(first), "second", v.Text(second.Label), "b", value(second), "likelihood", v.StepWords(c.Likelihoods, *likelihood))
	return part.Factors(words)
}

// AnalysisFactors is factorWords of an analysis.
func (v *Verdicts) AnalysisFactors(a *register.Analysis) part.Part {
	if a == nil {
		return nil
	}
	return v.factorWords(&a.Rating)
}

// RatingOf gives a rating its level by the criteria; what it does not give is as in otherwise.
func (v *Verdicts) RatingOf(r *register.Rating, otherwise assess.Rating) assess.Rating {
	likelihood, impact := v.Register.Criteria.Likelihood(r), r.HighestImpact()
	if likelihood == nil {
		likelihood = otherwise.Likelihood
	}
	if impact == nil {
		impact = otherwise.Impact
	}
	rating := assess.Rating{Likelihood: likelihood, Impact: impact, Level: -1}
	if likelihood != nil && impact != nil {
		rating.Level = v.Register.Criteria.Cell(*likelihood, *impact)
	}
	return rating
}

// RatedBadge shows a rating as it is written, with its level and the factors behind its likelihood.
func (v *Verdicts) RatedBadge(r *register.Rating, otherwise assess.Rating) part.Part {
	return Lines(v.RatingBadge(v.RatingOf(r, otherwise)), v.factorWords(r))
}

// Silence says of a live plan that nothing says what it brings; without criteria, that nobody has judged it.
func (v *Desk) Silence() string {
	if v.Register.Criteria.Given {
		return v.Words["planSilent"]
	}
	return v.Words["planUnjudged"]
}

// ToTreat is what the filters call the outcomes that are to be treated together.
const ToTreat = "to-be-treated"
