package rating

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"github.com/riskbook/riskbook/internal/agenda"
	"github.com/riskbook/riskbook/internal/assess"
	"github.com/riskbook/riskbook/internal/chronicle"
	"github.com/riskbook/riskbook/internal/compare"
	"github.com/riskbook/riskbook/internal/date"
	"github.com/riskbook/riskbook/internal/page/desk"
	"github.com/riskbook/riskbook/internal/part"
	"github.com/riskbook/riskbook/internal/picture"
	"github.com/riskbook/riskbook/internal/register"
)

// ReplayWords are the words of this file's pages and parts, by key.
var ReplayWords = desk.Words{
	"replayTitle":          {Ja: "決定時と現在", En: "Then and now"},
	"replayLead":           {Ja: "決定したときに分かっていたこと、現在分かっていること、今の規則で見た結論です。", En: "What was known when it was decided, what is known now, and what the rules say now."},
	"replayThen":           {Ja: "決定時", En: "Known then"},
	"replayNow":            {Ja: "現在", En: "Known now"},
	"replaySince":          {Ja: "その後の変化", En: "Changed since"},
	"replayAgain":          {Ja: "今の規則では", En: "What the rules say now"},
	"replayNotThere":       {Ja: "リスクの記録なし", En: "the risk was not recorded"},
	"replayUnknown":        {Ja: "履歴が手元になく不明", En: "not known: it lies before the history at hand"},
	"replayNothing":        {Ja: "変化なし", En: "nothing"},
	"replayHolds":          {Ja: "改めて諮る必要はない", En: "It would not be asked for again"},
	"replayAsk":            {Ja: "改めて諮る必要がある", En: "It would be asked for again"},
	"replayOver":           {Ja: "今は何も決めていない", En: "It decides nothing at present"},
	"replayMore":           {Ja: "ほか{n}件", En: "{n} more"},
	"replayFact":           {Ja: "{id} の {field}：{from} → {to}（{day}）", En: "{field} of {id}: {from} → {to} ({day})"},
	"replayFinding":        {Ja: "課題の受領（{day}）", En: "finding received ({day})"},
	"replayIncident":       {Ja: "インシデント（{day}）", En: "incident ({day})"},
	"replayUnder":          {Ja: "基準 {revision}", En: "criteria {revision}"},
	"again-expired":        {Ja: "期限切れ", En: "expired"},
	"again-outgrown":       {Ja: "決定時のレベルを超過", En: "outgrown"},
	"again-older-criteria": {Ja: "以前の基準による", En: "under older criteria"},
	"again-without-effect": {Ja: "効果がない", En: "without effect"},
	"again-insufficient":   {Ja: "計画が不足", En: "the plan is not enough"},
	"again-stale":          {Ja: "評価の前提が変化", En: "the evaluation is stale"},
	"pathTitle":            {Ja: "レベルの経過", En: "The level over time"},
	"pathWhat":             {Ja: "{from}から{to}までのリスクレベル。変化は{n}回。", En: "The level of risk from {from} to {to}; it moved {n|once|{n} times}."},
	"pathCuts":             {Ja: "線の切れ目は判定基準の変更です。基準の変更によるレベルの変化は、リスクの変化ではありません。", En: "The line is cut where the criteria changed: a level that moved with them did not move with the risk."},
	"pathCriteria":         {Ja: "基準 {revision}", En: "criteria {revision}"},
	"pathDecision":         {Ja: "直近の決定の時点", En: "At its last decision"},
	"pathEvidence":         {Ja: "このリスクの証跡（監査用）", En: "Evidence of this risk, for the audit"},
}

// mostSince is how many changes since a decision are named where readers have the whole elsewhere.
const mostSince = 8

// Stood puts into words how a risk stood in a state.
func Stood(v *desk.Desk, k chronicle.Risk, revision string) part.Part {
	words := []part.Part{}
	if level := v.Register.Criteria.LevelIndex(k.Level); level >= 0 {
		words = append(words, v.LevelBadge(level))
	} else if k.Level != "" {
		words = append(words, part.Words(k.Level))
	}
	if k.Likelihood != chronicle.Unknown && k.Impact != chronicle.Unknown {
		words = append(words, part.Words(strconv.Itoa(k.Likelihood)+" × "+strconv.Itoa(k.Impact)))
	}
	words = append(words, part.Words(cmp.Or(v.Words["outcome-"+k.Outcome], "–")))
	if revision != "" {
		words = append(words, desk.Small(part.Words(v.Say("replayUnder", "revision", revision))))
	}
	return desk.Join(" ", words...)
}

// ReplayThen says how a risk stood in the state in which a decision was made.
func ReplayThen(v *desk.Desk, d *register.Decision, id string) part.Part {
	state, ok := v.Chronicle.Made(d.ID)
	if !ok {
		return part.Empty(v.Words["replayUnknown"])
	}
	k, there := chronicle.At(v.Index.Paths()[id], state)
	if !there {
		return part.Empty(v.Words["replayNotThere"])
	}
	return Stood(v, k, v.Chronicle.Revision(state))
}

// Again says what the rules make of a decision as things stand.
func Again(v *desk.Desk, d *register.Decision, k *assess.Risk) part.Part {
	why := agenda.AskAgain(v.Assessment, d, k)
	if len(why) == 0 {
		decides := k.Acceptance != nil && k.Acceptance.Decision == d || k.Judgement != nil && k.Judgement.Decision == d ||
			slices.ContainsFunc(k.Plans, func(p *register.Treatment) bool { return slices.Contains(d.Treatments, p.ID) })
		if !decides || k.Outcome == assess.Closed {
			return v.State("quiet", "replayOver")
		}
		return v.State("good", "replayHolds")
	}
	reasons := make([]string, len(why))
	for i, reason := range why {
		reasons[i] = v.Words["again-"+string(reason)]
	}
	return desk.Join(" ", v.State("warn", "replayAsk"), part.Words(strings.Join(reasons, v.Words["listSeparator"])))
}

// Since lists what changed of a risk and of what it rests on since a decision was made, and what came of it: the newest ones up to a number, all where it is 0.
func Since(v *desk.Desk, path string, d *register.Decision, k *assess.Risk, most int) part.Part {
	rests := map[string]bool{k.Record.ID: true, compare.CriteriaID: true}
	for _, id := range agenda.RestsOn(v.Assessment, k) {
		rests[id] = true
	}
	for _, p := range k.Plans {
		rests[p.ID] = true
	}
	var pieces []part.Part
	if state, ok := v.Chronicle.Made(d.ID); ok {
		pieces = factsSince(v, path, state, rests)
	}
	pieces = append(pieces, cameSince(v, path, d.On, k)...)
	switch n := len(pieces); {
	case n == 0:
		return part.Words(v.Words["replayNothing"])
	case most > 0 && n > most:
		pieces = append(slices.Clone(pieces[n-most:]), part.Words(v.Say("replayMore", "n", n-most)))
	}
	return desk.List(pieces)
}

// factsSince lists the facts that changed after a state, of the records and the criteria that something rests on; those of the criteria that changed at once
// are told as one.
func factsSince(v *desk.Desk, path string, state int, rests map[string]bool) []part.Part {
	var told []chronicle.Told
	for _, t := range v.Index.Told() {
		if t.State > state && rests[t.ID] && (t.ID != compare.CriteriaID || compare.Decisive(t.Fact.Field)) {
			told = append(told, t)
		}
	}
	var pieces []part.Part
	for len(told) > 0 {
		t, n := told[0], alike(told, func(a, b chronicle.Told) bool {
			return a.ID == compare.CriteriaID && b.ID == a.ID && a.State == b.State
		})
		told = told[n:]
		if t.ID == compare.CriteriaID {
			pieces = append(pieces, desk.Join(" ", v.Iso(t.Change.On), v.PageLink(path, "criteria.html#changes", v.Say("riskRuleChanged", "n", n))))
			continue
		}
		pieces = append(pieces, desk.Linked(v.Verdicts, path, part.Words(v.Say("replayFact", "id", t.ID, "field", v.FieldName(t.Fact.Field), "from", v.FactWords(t.Fact.From), "to", v.FactWords(t.Fact.To), "day", t.Change.On))))
	}
	return pieces
}

// cameSince names the findings and incidents that bear on a risk and came after a day.
func cameSince(v *desk.Desk, path string, day date.Date, k *assess.Risk) []part.Part {
	var pieces []part.Part
	bears := func(lists ...[]string) bool {
		for i, of := range [][]string{{k.Record.ID}, k.Sources, k.Assets, k.Record.Events} {
			for _, id := range of {
				if slices.Contains(lists[i], id) {
					return true
				}
			}
		}
		return false
	}
	within := func(on date.Date) bool { return on.After(day) && !on.After(v.Assessment.AsOf) }
	for _, f := range v.Register.Findings {
		if !f.Provisional && within(f.Received) && bears(f.Risks, f.Sources, f.Assets, nil) {
			pieces = append(pieces, desk.Join(" ", v.Ref(path, f.ID), part.Words(v.Say("replayFinding", "day", f.Received))))
		}
	}
	for _, x := range v.Register.Incidents {
		if !x.Provisional && within(x.On) && bears(x.Risks, nil, x.Assets, x.Events) {
			pieces = append(pieces, desk.Join(" ", v.Ref(path, x.ID), part.Words(v.Say("replayIncident", "day", x.On))))
		}
	}
	return pieces
}

// replay sets then and now side by side for each risk of a decision; nothing without a history, or for one that is not made.
func replay(v *desk.Desk, path string, d *register.Decision) *part.Table {
	if v.Chronicle == nil || v.Assessment.DecisionStanding(d) != assess.DecisionMade {
		return nil
	}
	t := v.Table("", v.Words["replayTitle"], desk.Column{Key: "risksNamedHead", Class: "title"}, desk.Column{Key: "replayThen"}, desk.Column{Key: "replayNow"}, desk.Column{Key: "replaySince", Class: "words"}, desk.Column{Key: "replayAgain"})
	for _, id := range d.Risks {
		k := v.Assessment.Risk(id)
		if k == nil {
			continue
		}
		t.Row()
		t.Head(v.Ref(path, id))
		t.Cell(ReplayThen(v, d, id))
		t.Cell(desk.Join(" ", v.RatingBadge(k.Now), v.VerdictBadge(k)))
		t.Cell(Since(v, path, d, k, mostSince))
		t.Cell(Again(v, d, k))
	}
	return t.Done()
}

// atLastDecision says how a risk stood when it was last decided upon, and how it stands now.
func atLastDecision(v *desk.Desk, path string, k *assess.Risk) part.Part {
	if v.Chronicle == nil {
		return nil
	}
	var last *register.Decision
	for _, id := range v.From("decisions", k.Record.ID) {
		if d, ok := v.Register.Find(id).(*register.Decision); ok && v.Assessment.DecisionStanding(d) == assess.DecisionMade && (last == nil || !d.On.Before(last.On)) {
			last = d
		}
	}
	if last == nil {
		return nil
	}
	f := v.Facts()
	f.Add("pathDecision", desk.Join(" ", v.Ref(path, last.ID), v.Iso(last.On)))
	f.Add("replayThen", ReplayThen(v, last, k.Record.ID))
	f.Add("replayNow", desk.Join(" ", v.RatingBadge(k.Now), v.VerdictBadge(k)))
	f.Add("replaySince", Since(v, path, last, k, mostSince))
	f.Add("replayAgain", Again(v, last, k))
	return f.Done()
}

// replayPath draws the way of a risk's level through the states, with what happened on it.
func replayPath(v *desk.Desk, k *assess.Risk) part.Part {
	if v.Chronicle == nil {
		return nil
	}
	steps := v.Index.Paths()[k.Record.ID]
	if len(steps) == 0 {
		return nil
	}
	rows, names := []string{}, []string{}
	for i := range v.Register.Criteria.Levels {
		rows, names = append(rows, v.Register.Criteria.Levels[i].Key), append(names, v.LevelName(i))
	}
	row := func(step chronicle.Step) int {
		if step.Gone || step.Risk.Level == "" || step.Risk.Outcome == string(assess.Closed) {
			return -1
		}
		if !slices.Contains(rows, step.Risk.Level) { // of criteria that are no more
			rows, names = append(rows, step.Risk.Level), append(names, step.Risk.Level)
		}
		return slices.Index(rows, step.Risk.Level)
	}
	drawn := &picture.Path{Date: desk.DateOf}
	states := v.Chronicle.States
	at, moves, cut := 0, 0, false
	for i := steps[0].State; i < len(states); i++ {
		s := &states[i]
		if !s.Reads() {
			cut = true
			continue
		}
		if s.Figures.CriteriaChanged {
			cut = true
			drawn.Marks = append(drawn.Marks, picture.PathMark{On: desk.PictureDay(s.On), Words: v.Say("pathCriteria", "revision", s.Figures.Revision)})
		}
		for at+1 < len(steps) && steps[at+1].State <= i {
			at++
		}
		now := row(steps[at])
		if n := len(drawn.Spans); n > 0 && drawn.Spans[n-1].Row == now && !cut {
			continue
		} else if n > 0 && drawn.Spans[n-1].Row != now {
			moves++
		}
		drawn.Spans = append(drawn.Spans, picture.PathSpan{On: desk.PictureDay(s.On), Row: now, Cut: cut})
		cut = false
	}
	for _, id := range v.From("decisions", k.Record.ID) {
		if d, ok := v.Register.Find(id).(*register.Decision); ok && v.Assessment.DecisionStanding(d) == assess.DecisionMade && !d.On.Before(states[steps[0].State].On) {
			drawn.Marks = append(drawn.Marks, picture.PathMark{On: desk.PictureDay(d.On), Words: id})
		}
	}
	slices.SortStableFunc(drawn.Marks, func(a, b picture.PathMark) int {
		return cmp.Or(cmp.Compare(a.On.Year, b.On.Year), cmp.Compare(a.On.Month, b.On.Month), cmp.Compare(a.On.Day, b.On.Day))
	})
	drawn.Rows, drawn.Last = names, desk.PictureDay(v.Assessment.AsOf)
	first, last := states[steps[0].State].On, v.Assessment.AsOf
	drawn.Head = picture.Head{ID: "level-path", Title: v.Words["pathTitle"], Description: v.Say("pathWhat", "from", v.Day(first), "to", v.Day(last), "n", moves)}
	return desk.Framed(v.Words["pathTitle"], drawn.Draw())
}
