// Package brief says in three to five sentences how a register stands: what a board reads first, made from the figures.
//
// In: an assessment, and what became of it since a former state. Out: sentences of plain pieces, each with the way to its proof, for the first page, the
// report, the summary of a pull request and the feed. It counts and judges nothing itself. It must never import a room that shows.
package brief

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"github.com/riskbook/riskbook/internal/agenda"
	"github.com/riskbook/riskbook/internal/assess"
	"github.com/riskbook/riskbook/internal/chronicle"
	"github.com/riskbook/riskbook/internal/date"
	"github.com/riskbook/riskbook/internal/register"
	"github.com/riskbook/riskbook/internal/term"
)

// The lists that the sentences lead to, as the lists' filters have them in the address.
const (
	ToTreat    = "risks.html?need=treat"
	Unjudged   = "risks.html?need=unjudged"
	Open       = "risks.html?need=open"
	Worse      = "risks.html?since=worse"
	Better     = "risks.html?since=better"
	New        = "risks.html?since=new"
	Estimated  = "risks.html?estimate=yes"
	LatePlans  = "treatments.html?time=late"
	ShortPlans = "treatments.html?enough=not-enough"
	VaguePlans = "treatments.html?enough=not-known"
	LivePlans  = "treatments.html?live=yes"
	Decide     = "index.html#decide"
)

// writer writes sentences in one language.
type writer struct {
	a        *assess.Assessment
	since    *chronicle.Since
	language string
	ja       bool
}

// Write gives the sentences in a language, "ja" or "en". Since is nil where nothing tells of a former state.
func Write(a *assess.Assessment, since *chronicle.Since, language string) []Sentence {
	w := &writer{a, since, language, language == "ja"}
	list := []Sentence{w.stand(), w.moved(), w.decide(), w.plans()}
	if s := w.money(); len(s.Pieces) > 0 {
		list = append(list, s)
	}
	return list
}

// say fills the {names} of a text with pieces, and chooses the forms of {name|one|several} that go with them.
func (w *writer) say(key, ja, en string, pairs ...any) Sentence {
	s := Sentence{Key: key}
	rest := term.Agree(w.pick(ja, en), func(name string) bool {
		for i := 0; i+1 < len(pairs); i += 2 {
			if pairs[i] == name {
				piece, _ := pairs[i+1].(Piece)
				return pairs[i+1] == any(1) || piece.Text == "1"
			}
		}
		return false
	})
	for rest != "" {
		at, length, found := len(rest), 0, []Piece(nil)
		for i := 0; i+1 < len(pairs); i += 2 {
			name := "{" + pairs[i].(string) + "}"
			if n := strings.Index(rest, name); n >= 0 && n < at {
				at, length = n, len(name)
				switch x := pairs[i+1].(type) {
				case Piece:
					found = []Piece{x}
				case []Piece:
					found = x
				case int:
					found = []Piece{{Text: strconv.Itoa(x)}}
				case string:
					found = []Piece{{Text: x}}
				}
			}
		}
		if at > 0 {
			s.Pieces = append(s.Pieces, Piece{Text: rest[:at]})
		}
		s.Pieces = append(s.Pieces, found...)
		rest = rest[at+length:]
	}
	return s
}

// linked is a number that leads to what it counts; nought leads nowhere.
func (w *writer) linked(n int, to string) Piece {
	if n == 0 {
		to = ""
	}
	return Piece{Text: strconv.Itoa(n) + w.pick("件", ""), To: to}
}

func (w *writer) day(d date.Date) Piece {
	words := d.English()
	if w.ja {
		words = d.Japanese(w.a.Register.Config.Dates.Era)
	}
	return Piece{Text: words, Day: d}
}

func (w *writer) sum(amount float64) string {
	return term.Sum(amount, w.a.Register.Config.Currency).In(w.language)
}

func (w *writer) text(t register.Text) (words, language string) {
	words, found := t.In(w.language, w.a.Register.Config.DefaultLanguage)
	if found == w.language {
		found = ""
	}
	return words, found
}

// record names a record by its id and title.
func (w *writer) record(id string) []Piece {
	e := w.a.Register.Find(id)
	if e == nil {
		return []Piece{{Text: id}}
	}
	r := e.Of()
	words, language := w.text(r.Title)
	to := r.Kind.Folder + "/" + r.ID + ".html"
	if words == "" {
		return []Piece{{Text: r.ID, To: to, ID: r.ID}}
	}
	open, end := " “", "”"
	if w.ja {
		open, end = "「", "」"
	}
	if language != "" {
		return []Piece{{Text: r.ID, To: to, ID: r.ID}, {Text: open}, {Text: words, Language: language}, {Text: end}}
	}
	return []Piece{{Text: r.ID + open + words + end, To: to, ID: r.ID}}
}

// id names a record by its id alone.
func (w *writer) id(id string) Piece {
	if e := w.a.Register.Find(id); e != nil {
		return Piece{Text: id, To: e.Of().Kind.Folder + "/" + e.Of().ID + ".html", ID: id}
	}
	return Piece{Text: id}
}

// ids names records by their ids, a few of many.
func (w *writer) ids(ids []string) []Piece {
	const few = 3
	var pieces []Piece
	for i, id := range ids[:min(len(ids), few)] {
		if i > 0 {
			pieces = append(pieces, Piece{Text: w.pick("、", ", ")})
		}
		pieces = append(pieces, w.id(id))
	}
	if len(ids) > few {
		pieces = append(pieces, Piece{Text: w.pick("など", " and others")})
	}
	return pieces
}

func (w *writer) pick(ja, en string) string {
	if w.ja {
		return ja
	}
	return en
}

// stand says how many risks are to be treated, which comes first and why, and how many could not be judged.
func (w *writer) stand() Sentence {
	s := &w.a.Summary
	open, treat, unjudged := s.Open(), s.ToTreat(), s.Unjudged()
	pairs := []any{"open", w.linked(open, Open), "treat", w.linked(treat, ToTreat), "unjudged", w.linked(unjudged, Unjudged), "which", w.named(w.unjudged())}
	switch {
	case open == 0:
		return w.say("stand", "終結していないリスクは{risks}にありません。", "There are no open risks in {risks}.", "risks", Piece{Text: w.pick("登録簿", "the register"), To: "risks.html"})
	case unjudged == open:
		return w.say("stand", "終結していないリスク{open}のうち{unjudged}すべてがまだ評価できておらず、対応の要否は分かりません。", "{open|There is {open} open risk, and it could not be judged yet, so nobody knows whether it needs|None of the {open} open risks could be judged yet ({unjudged} of {open}), so nobody knows whether they need} treatment.", pairs...)
	case treat == 0 && unjudged > 0:
		return w.say("stand", "終結していないリスク{open}のうち、対応を要すると評価されたものはありませんが、{unjudged}{which}はまだ評価できていません。", "Of {open} open {open|risk|risks} none was found to need treatment, but {unjudged}{which} could not be judged yet.", pairs...)
	case treat == 0:
		return w.say("stand", "終結していないリスク{open}のうち、対応を要するものはありません。", "{open|There is {open} open risk, and it needs no treatment|None of the {open} open risks is to be treated}.", pairs...)
	}
	first := w.first()
	pairs = append(pairs, "worst", w.record(first.Record.ID), "level", w.level(first.Now.Level), "why", w.why(first))
	said := w.say("stand", "終結していないリスク{open}のうち{treat}が対応を要し、最優先は{worst}（{level}、{why}）", "{treat} of {open} open {open|risk|risks} {treat|is|are} to be treated, first of all {worst} ({level}: {why})", pairs...)
	if unjudged > 0 {
		return said.then(w.say("", "で、{unjudged}{which}はまだ評価できていません。", "; {unjudged}{which} could not be judged yet.", pairs...))
	}
	return said.then(w.say("", "です。", "."))
}

// unjudged gives the risks that could not be judged yet.
func (w *writer) unjudged() []string {
	var ids []string
	for _, k := range w.a.Risks {
		if k.Outcome == assess.Unanalysed || k.Outcome == assess.NeedsJudgement {
			ids = append(ids, k.Record.ID)
		}
	}
	return ids
}

// first gives the risk of the first rank.
func (w *writer) first() *assess.Risk {
	for _, k := range w.a.Risks {
		if k.Rank == 1 {
			return k
		}
	}
	return w.a.ByRank()[0]
}

func (w *writer) level(level int) Piece {
	levels := w.a.Register.Criteria.Levels
	if level < 0 || level >= len(levels) {
		return Piece{Text: w.pick("レベル未定", "level unknown")}
	}
	words, language := w.text(levels[level].Label)
	return Piece{Text: words, Language: language}
}

// why gives the reason that says most: another than the level, which is named already.
func (w *writer) why(k *assess.Risk) string {
	reasons := Reasons(w.a, k, w.language)
	if len(reasons) == 0 {
		return ""
	}
	for i, r := range k.Reasons {
		if r != assess.ReasonLevel && i < len(reasons) {
			return reasons[i]
		}
	}
	return reasons[0]
}

// moved says what became of the risks since the state that the register is held against.
func (w *writer) moved() Sentence {
	s := w.since
	changes := Piece{Text: w.pick("以前の状態の記録", "no former state is known"), To: "changes.html"}
	if s == nil {
		return w.say("since", "比べられる{changes}がないため、良くなったか悪くなったかは分かりません。", "Whether it is better or worse than before cannot be told: {changes}.", "changes", changes)
	}
	from := w.day(s.On)
	from.To = "changes.html"
	pairs := []any{
		"day", from, "worse", w.linked(len(s.Worse), Worse), "better", w.linked(len(s.Better), Better), "new", w.linked(len(s.New), New),
		"worseIDs", w.named(s.Worse), "of", w.id(s.Of),
	}
	switch s.Kind {
	case chronicle.SinceReview:
		return w.say("since", "{day}のレビュー（{of}）以後、リスク{worse}が悪化{worseIDs}、{better}が改善し、{new}が新しく加わりました。", "Since the review of {day} ({of}), {worse} got worse{worseIDs}, {better} got better and {new} {new|is|are} new.", pairs...)
	case chronicle.SinceTag:
		return w.say("since", "{day}の版（{of}）以後、リスク{worse}が悪化{worseIDs}、{better}が改善し、{new}が新しく加わりました。", "Since the release of {day} ({of}), {worse} got worse{worseIDs}, {better} got better and {new} {new|is|are} new.", pairs...)
	}
	return w.say("since", "{day}以後、リスク{worse}が悪化{worseIDs}、{better}が改善し、{new}が新しく加わりました。", "Since {day}, {worse} got worse{worseIDs}, {better} got better and {new} {new|is|are} new.", pairs...)
}

// named puts the ids of a few records into brackets; nothing where there are none.
func (w *writer) named(ids []string) []Piece {
	if len(ids) == 0 {
		return nil
	}
	return slices.Concat([]Piece{{Text: w.pick("（", " (")}}, w.ids(ids), []Piece{{Text: w.pick("）", ")")}})
}

// decide says how much waits for a decision, and which is to be taken first, by whom and by when.
func (w *writer) decide() Sentence {
	wanted, lapsing := agenda.AllWanted(w.a), agenda.SoonLapsing(w.a)
	if len(wanted)+len(lapsing) == 0 {
		return w.say("decide", "いま{decide}はありません。", "{decide} now.", "decide", Piece{Text: w.pick("意思決定が必要な事項", "Nothing waits for a decision"), To: Decide})
	}
	var next, undated, longest *agenda.Wanted
	var by, since agenda.By
	late := 0
	for i := range wanted { // the first day to come; what has passed has no day to keep
		switch at := agenda.DecideBy(w.a, &wanted[i]); {
		case at.Day.IsZero():
			undated = cmp.Or(undated, &wanted[i])
		case at.Day.Before(w.a.AsOf):
			if late++; longest == nil || at.Day.Before(since.Day) {
				longest, since = &wanted[i], at
			}
		case next == nil || at.Day.Before(by.Day):
			next, by = &wanted[i], at
		}
	}
	pairs := []any{"n", w.linked(len(wanted), Decide), "lapsing", w.linked(len(lapsing), Decide), "days", assess.SoonDays, "late", late}
	said := w.say("decide", "意思決定が必要な事項は{n}", "{n} {n|decision is|decisions are} needed", pairs...)
	if late > 0 {
		said = said.then(w.say("", "（うち期限を過ぎたもの{late}件）", " ({late} past {late|its|their} day)", pairs...))
	}
	if next != nil {
		pairs = append(pairs, "what", w.record(next.ID()), "who", w.parties(agenda.DecidersFor(w.a, next).Parties), "day", w.day(by.Day))
		said = said.then(w.say("", "で、期限が最も近いのは{what}（{who}、{day}まで）", ", the next on {what} ({who}, by {day})", pairs...))
	} else if longest != nil {
		pairs = append(pairs, "what", w.record(longest.ID()), "who", w.parties(agenda.DecidersFor(w.a, longest).Parties), "day", w.day(since.Day))
		said = said.then(w.say("", "で、最も遅れているのは{what}（{who}、期限{day}）", ", longest overdue the one on {what} ({who}, by {day})", pairs...))
	} else if undated != nil {
		pairs = append(pairs, "what", w.record(undated.ID()), "who", w.parties(agenda.DecidersFor(w.a, undated).Parties))
		said = said.then(w.say("", "で、最初は{what}（{who}、期限の記録なし）", ", first on {what} ({who}, no day recorded)", pairs...))
	}
	if len(lapsing) > 0 {
		return said.then(w.say("", "、ほかに{lapsing}の受容が{days}日以内に期限を迎えます。", ", and {lapsing} {lapsing|acceptance lapses|acceptances lapse} within {days} days.", pairs...))
	}
	return said.then(w.say("", "です。", "."))
}

// parties names who decides, or says that no record does.
func (w *writer) parties(keys []string) []Piece {
	if len(keys) == 0 {
		return []Piece{{Text: w.pick("決定者の記録なし", "no decider recorded")}}
	}
	var pieces []Piece
	for i, key := range keys {
		if i > 0 {
			pieces = append(pieces, Piece{Text: w.pick("又は", " or ")})
		}
		if key == register.Withheld {
			pieces = append(pieces, Piece{Text: w.pick("非開示", "withheld")})
			continue
		}
		p := w.a.Register.Party(key)
		if p == nil {
			pieces = append(pieces, Piece{Text: key})
			continue
		}
		words, language := w.text(p.Title)
		pieces = append(pieces, Piece{Text: words, Language: language})
	}
	return pieces
}

// plans says whether the plans are on time and enough.
func (w *writer) plans() Sentence {
	s := &w.a.Summary
	late, short, vague := w.a.LatePlans(), assess.PlansThat(w.a, assess.NotEnough), assess.PlansThat(w.a, assess.NotKnown)
	pairs := []any{
		"live", w.linked(s.LivePlans, LivePlans), "late", w.linked(len(late), LatePlans), "short", w.linked(len(short), ShortPlans), "vague", w.linked(len(vague), VaguePlans),
		"lateIDs", w.lateOnes(late),
	}
	switch {
	case s.LivePlans == 0:
		return w.say("plans", "実行中の{plans}はありません。", "There are no live {plans}.", "plans", Piece{Text: w.pick("リスク対応計画", "treatment plans"), To: "treatments.html"})
	case len(late)+len(short)+len(vague) == 0:
		return w.say("plans", "実行中の計画{live}はいずれも予定どおりで、完了すれば十分です。", "{live|The {live} live plan is|All {live} live plans are} on time and enough once done.", pairs...)
	}
	return w.say("plans", "実行中の計画{live}のうち{late}が遅れ{lateIDs}、{short}は完了しても足りず、{vague}は足りるかどうか分かりません。", "Of {live} live {live|plan|plans} {late} {late|is|are} late{lateIDs}, {short} {short|is|are} not enough even once done, and of {vague} nobody can tell.", pairs...)
}

// lateOnes names the plan that is due first with its title, and a few others by their ids.
func (w *writer) lateOnes(ids []string) []Piece {
	if len(ids) == 0 {
		return nil
	}
	ids = slices.Clone(ids)
	slices.SortStableFunc(ids, func(x, y string) int { return w.a.Plan(x).Record.Due.Compare(w.a.Plan(y).Record.Due) })
	pieces := append([]Piece{{Text: w.pick("（", " (")}}, w.record(ids[0])...)
	if len(ids) > 1 {
		pieces = append(append(pieces, Piece{Text: w.pick("、", ", ")}), w.ids(ids[1:])...)
	}
	return append(pieces, Piece{Text: w.pick("）", ")")})
}

// money says what the risks and the plans cost, and how many of the risks that covers; nothing where there are no figures.
func (w *writer) money() Sentence {
	s, cost := &w.a.Summary, w.a.Costs.Total.Amount
	pairs := []any{
		"n", w.linked(s.Quantified, Estimated), "open", w.linked(s.Open(), Open), "loss", Piece{Text: w.sum(s.Loss), To: "quantities.html"}, "then", w.sum(s.LossThen),
		"initial", Piece{Text: w.sum(float64(cost.Initial)), To: "treatments.html#cost"}, "annual", w.sum(float64(cost.Annual)),
	}
	var said Sentence
	switch {
	case s.Quantified == 0 && cost.Sum() == 0:
		return Sentence{}
	case s.Quantified == 0:
		return w.say("money", "金額を見積もったリスクはなく、実行中の計画の費用は初期{initial}、年間{annual}です。", "No risk has figures; the live plans cost {initial} at first and {annual} a year.", pairs...)
	}
	said = w.say("money", "年間期待損失額は、見積りのあるリスク{n}（{open}中）の合計で{loss}、計画の完了後は{then}の見込み", "The expected annual loss of the {n} of {open} {open|risk|risks} that {n|has|have} figures is {loss}, and {then} once plans are done", pairs...)
	if cost.Sum() == 0 {
		return said.then(w.say("", "です。", "."))
	}
	return said.then(w.say("", "で、計画の費用は初期{initial}、年間{annual}です。", "; the live plans cost {initial} at first and {annual} a year.", pairs...))
}
