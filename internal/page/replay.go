package page

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"github.com/riskbook/riskbook/internal/assess"
	"github.com/riskbook/riskbook/internal/chronicle"
	"github.com/riskbook/riskbook/internal/compare"
	"github.com/riskbook/riskbook/internal/date"
	"github.com/riskbook/riskbook/internal/part"
	"github.com/riskbook/riskbook/internal/picture"
	"github.com/riskbook/riskbook/internal/register"
)

var replayWords = Words{
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
	"replayCriteria":       {Ja: "判定基準", En: "the criteria"},
	"replayUnder":          {Ja: "基準 {revision}", En: "criteria {revision}"},
	"again-expired":        {Ja: "期限切れ", En: "expired"},
	"again-outgrown":       {Ja: "決定時のレベルを超過", En: "outgrown"},
	"again-older-criteria": {Ja: "以前の基準による", En: "under older criteria"},
	"again-without-effect": {Ja: "効果がない", En: "without effect"},
	"again-insufficient":   {Ja: "計画が不足", En: "the plan is not enough"},
	"again-stale":          {Ja: "評価の前提が変化", En: "the evaluation is stale"},
	"pathTitle":            {Ja: "レベルの経過", En: "The level over time"},
	"pathWhat":             {Ja: "{from}から{to}までのリスクレベル。変化は{n}回。", En: "The level of risk from {from} to {to}; it moved {n} times."},
	"pathCuts":             {Ja: "線の切れ目は判定基準の変更です。基準の変更によるレベルの変化は、リスクの変化ではありません。", En: "The line is cut where the criteria changed: a level that moved with them did not move with the risk."},
	"pathCriteria":         {Ja: "基準 {revision}", En: "criteria {revision}"},
	"pathDecision":         {Ja: "直近の決定の時点", En: "At its last decision"},
	"pathEvidence":         {Ja: "このリスクの証跡（監査用）", En: "Evidence of this risk, for the audit"},
}

// mostSince is how many changes since a decision are named.
const mostSince = 8

// replayPresenter tells what was known when something was decided, and the way of a risk's level.
type replayPresenter struct{ changesPresenter }

// stood puts into words how a risk stood in a state.
func (v replayPresenter) stood(k chronicle.Risk, revision string) part.Part {
	words := []part.Part{}
	if level := v.Register.Criteria.LevelIndex(k.Level); level >= 0 {
		words = append(words, v.levelBadge(level))
	} else if k.Level != "" {
		words = append(words, part.Words(k.Level))
	}
	if k.Likelihood != chronicle.Unknown && k.Impact != chronicle.Unknown {
		words = append(words, part.Words(strconv.Itoa(k.Likelihood)+" × "+strconv.Itoa(k.Impact)))
	}
	words = append(words, part.Words(cmp.Or(v.words["outcome-"+k.Outcome], "–")))
	if revision != "" {
		words = append(words, small(part.Words(v.say("replayUnder", "revision", revision))))
	}
	return join(" ", words...)
}

// then says how a risk stood in the state in which a decision was made.
func (v replayPresenter) then(d *register.Decision, id string) part.Part {
	state, ok := v.Chronicle.Made(d.ID)
	if !ok {
		return part.Empty(v.words["replayUnknown"])
	}
	k, there := chronicle.At(v.index.paths()[id], state)
	if !there {
		return part.Empty(v.words["replayNotThere"])
	}
	return v.stood(k, v.Chronicle.Revision(state))
}

// again says what the rules make of a decision as things stand.
func (v replayPresenter) again(d *register.Decision, k *assess.Risk) part.Part {
	why := v.Assessment.AskAgain(d, k)
	if len(why) == 0 {
		decides := k.Acceptance != nil && k.Acceptance.Decision == d || k.Judgement != nil && k.Judgement.Decision == d ||
			slices.ContainsFunc(k.Plans, func(p *register.Treatment) bool { return slices.Contains(d.Treatments, p.ID) })
		if !decides || k.Outcome == assess.Closed {
			return v.state("quiet", "replayOver")
		}
		return v.state("good", "replayHolds")
	}
	reasons := make([]string, len(why))
	for i, reason := range why {
		reasons[i] = v.words["again-"+string(reason)]
	}
	return join(" ", v.state("warn", "replayAsk"), part.Words(strings.Join(reasons, v.words["listSeparator"])))
}

// since lists what changed of a risk and of what it rests on since a decision was made, and what came of it.
func (v replayPresenter) since(path string, d *register.Decision, k *assess.Risk) part.Part {
	rests := map[string]bool{k.Record.ID: true, compare.CriteriaID: true}
	for _, id := range v.Assessment.RestsOn(k) {
		rests[id] = true
	}
	for _, p := range k.Plans {
		rests[p.ID] = true
	}
	var pieces []part.Part
	if state, ok := v.Chronicle.Made(d.ID); ok {
		for _, told := range v.index.told() {
			if told.State <= state || !rests[told.ID] || told.ID == compare.CriteriaID && !compare.Decisive(told.Fact.Field) {
				continue
			}
			name := told.ID
			if name == compare.CriteriaID {
				name = v.words["replayCriteria"]
			}
			pieces = append(pieces, part.Words(v.say("replayFact", "id", name, "field", told.Fact.Field, "from", v.factWords(told.Fact.From), "to", v.factWords(told.Fact.To), "day", v.day(told.Change.On))))
		}
	}
	pieces = append(pieces, v.cameSince(path, d.On, k)...)
	switch n := len(pieces); {
	case n == 0:
		return part.Words(v.words["replayNothing"])
	case n > mostSince:
		pieces = append(slices.Clone(pieces[n-mostSince:]), part.Words(v.say("replayMore", "n", n-mostSince)))
	}
	return list(pieces)
}

// cameSince names the findings and incidents that bear on a risk and came after a day.
func (v replayPresenter) cameSince(path string, day date.Date, k *assess.Risk) []part.Part {
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
			pieces = append(pieces, join(" ", v.ref(path, f.ID), part.Words(v.say("replayFinding", "day", v.day(f.Received)))))
		}
	}
	for _, x := range v.Register.Incidents {
		if !x.Provisional && within(x.On) && bears(x.Risks, nil, x.Assets, x.Events) {
			pieces = append(pieces, join(" ", v.ref(path, x.ID), part.Words(v.say("replayIncident", "day", v.day(x.On)))))
		}
	}
	return pieces
}

// replay sets then and now side by side for each risk of a decision; nothing without a history, or for one that is not made.
func (v replayPresenter) replay(path string, d *register.Decision) *part.Table {
	if v.Chronicle == nil || v.Assessment.DecisionStanding(d) != assess.DecisionMade {
		return nil
	}
	t := v.table("", v.words["replayTitle"], column{"risksNamedHead", "title"}, column{"replayThen", ""}, column{"replayNow", ""}, column{"replaySince", "words"}, column{"replayAgain", ""})
	for _, id := range d.Risks {
		k := v.Assessment.Risk(id)
		if k == nil {
			continue
		}
		t.row()
		t.head(v.ref(path, id))
		t.cell(v.then(d, id))
		t.cell(join(" ", v.ratingBadge(k.Now), v.verdictBadge(k)))
		t.cell(v.since(path, d, k))
		t.cell(v.again(d, k))
	}
	return t.done()
}

// atLastDecision says how a risk stood when it was last decided upon, and how it stands now.
func (v replayPresenter) atLastDecision(path string, k *assess.Risk) part.Part {
	if v.Chronicle == nil {
		return nil
	}
	var last *register.Decision
	for _, id := range v.from("decisions", k.Record.ID) {
		if d, ok := v.Register.Find(id).(*register.Decision); ok && v.Assessment.DecisionStanding(d) == assess.DecisionMade && (last == nil || !d.On.Before(last.On)) {
			last = d
		}
	}
	if last == nil {
		return nil
	}
	f := v.facts()
	f.add("pathDecision", join(" ", v.ref(path, last.ID), part.Words(v.day(last.On))))
	f.add("replayThen", v.then(last, k.Record.ID))
	f.add("replayNow", join(" ", v.ratingBadge(k.Now), v.verdictBadge(k)))
	f.add("replaySince", v.since(path, last, k))
	f.add("replayAgain", v.again(last, k))
	return f.done()
}

// path draws the way of a risk's level through the states, with what happened on it.
func (v replayPresenter) path(k *assess.Risk) part.Part {
	if v.Chronicle == nil {
		return nil
	}
	steps := v.index.paths()[k.Record.ID]
	if len(steps) == 0 {
		return nil
	}
	rows, names := []string{}, []string{}
	for i := range v.Register.Criteria.Levels {
		rows, names = append(rows, v.Register.Criteria.Levels[i].Key), append(names, v.levelName(i))
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
	drawn := &picture.Path{Date: dateOf}
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
			drawn.Marks = append(drawn.Marks, picture.PathMark{On: pictureDay(s.On), Words: v.say("pathCriteria", "revision", s.Figures.Revision)})
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
		drawn.Spans = append(drawn.Spans, picture.PathSpan{On: pictureDay(s.On), Row: now, Cut: cut})
		cut = false
	}
	for _, id := range v.from("decisions", k.Record.ID) {
		if d, ok := v.Register.Find(id).(*register.Decision); ok && v.Assessment.DecisionStanding(d) == assess.DecisionMade && !d.On.Before(states[steps[0].State].On) {
			drawn.Marks = append(drawn.Marks, picture.PathMark{On: pictureDay(d.On), Words: id})
		}
	}
	slices.SortStableFunc(drawn.Marks, func(a, b picture.PathMark) int {
		return cmp.Or(cmp.Compare(a.On.Year, b.On.Year), cmp.Compare(a.On.Month, b.On.Month), cmp.Compare(a.On.Day, b.On.Day))
	})
	drawn.Rows, drawn.Last = names, pictureDay(v.Assessment.AsOf)
	first, last := states[steps[0].State].On, v.Assessment.AsOf
	drawn.Head = picture.Head{ID: "level-path", Title: v.words["pathTitle"], Description: v.say("pathWhat", "from", v.day(first), "to", v.day(last), "n", moves)}
	return framed(v.words["pathTitle"], drawn.Draw())
}
