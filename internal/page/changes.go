package page

import (
	"cmp"
	"fmt"
	"iter"
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/riskbook/riskbook/internal/chronicle"
	"github.com/riskbook/riskbook/internal/compare"
	"github.com/riskbook/riskbook/internal/part"
)

var changesWords = Words{
	"recordHistory":  {Ja: "履歴", En: "History"},
	"recordLast":     {Ja: "最終更新：{day}、{by}、", En: "Last changed on {day} by {by}, "},
	"historyField":   {Ja: "項目", En: "Field"},
	"historyFrom":    {Ja: "変更前", En: "From"},
	"historyTo":      {Ja: "変更後", En: "To"},
	"historyBy":      {Ja: "変更者", En: "By"},
	"historyCommit":  {Ja: "コミット", En: "Commit"},
	"changesFeed":    {Ja: "フィード（Atom）", En: "Feed (Atom)"},
	"changesTitle":   {Ja: "変更の履歴", En: "Changes"},
	"changesLead":    {Ja: "登録簿が変わった時点を新しい順に並べ、リスクの何が、誰により、なぜ変わったかを示します。各時点の評価は、その日の判定基準によるものです。", En: "When the register changed, newest first: what moved of each risk, by whom, and why. Each state is judged as of its own day, by its own criteria."},
	"changesNone":    {Ja: "git の履歴が手元にないため、変更の履歴を示せません。", En: "No git history is at hand, so no changes are shown."},
	"changesShallow": {Ja: "このサイトを作ったクローンは浅く、古い履歴を含んでいません。「git fetch --unshallow」で取得できます。", En: "The clone that this site was made from is shallow: older history is fetched with git fetch --unshallow."},
	"changesOlder":   {Ja: "これより前の変更（{n}件）：", En: "Older changes ({n}):"},
	"changesNow":     {Ja: "コミットされていない変更", En: "not committed yet"},
	"changesGap":     {Ja: "この時点の記録には誤りがあり、評価できません：{error}", En: "This state cannot be read: {error}"},
	"changesQuiet":   {Ja: "リスクの評価に変わりはありません（項目の変更{n}件）。", En: "No risk is judged otherwise (facts changed: {n})."},
	"changesRanks":   {Ja: "順位だけが変わったリスク：{n}件。", En: "Risks of which the rank alone shifted: {n}."},
	"changesNewRule": {Ja: "判定基準の変更", En: "criteria changed"},
	"moveAdded":      {Ja: "追加", En: "added"},
	"moveRemoved":    {Ja: "削除", En: "removed"},
	"moveRenamed":    {Ja: "改名（以前は {from}）", En: "renamed (was {from})"},
	"moveFrom":       {Ja: "{field}：{from} → {to}", En: "{field}: {from} → {to}"},
	"movePlan":       {Ja: "実施中の計画", En: "live plans"},
	"moveAcceptance": {Ja: "受容", En: "acceptance"},
	"movedBy":        {Ja: "（{causes}による）", En: " ({causes})"},
	"cause-records":  {Ja: "記録の変更", En: "by what was written"},
	"cause-criteria": {Ja: "判定基準の変更", En: "by the criteria"},
	"cause-date":     {Ja: "日付の経過", En: "as time passed"},
}

// mostChanges is how many states are told of on the first page; older ones stand on a page for each year.
const mostChanges = 200

// changesView is the page changes.html, or that of one year.
type changesView struct {
	Frame
	Lead   string
	Notes  []string
	Months []changeMonth
	Older  string // says how many are on other pages; empty: none
	Years  []part.Page
}

// changeMonth is the states of one month, newest first.
type changeMonth struct {
	Name, Anchor string
	States       []changeState
}

// changeState is what one state changed.
type changeState struct {
	Day, By, Subject string
	Tags             []string
	Commit           part.Part
	Marks            []string
	Lines            []part.Part
	Quiet            string // in place of Lines
}

// changesPresenter makes the pages of changes, and what record pages tell of theirs.
type changesPresenter struct{ *desk }

func changesPages(d *desk) iter.Seq[Page] {
	v := changesPresenter{d}
	return func(yield func(Page) bool) {
		first, years := v.changeYears()
		if !yield(Page{"changes.html", "changes.html", func() any { return v.changesView("changes.html", first, years) }}) {
			return
		}
		for _, y := range years {
			path := y.path()
			if !yield(Page{path, "changes.html", func() any { return v.changesView(path, y.states, nil) }}) {
				return
			}
		}
	}
}

// changeYear is the older states of one year, by their numbers, newest first.
type changeYear struct {
	year   int
	states []int
}

func (y *changeYear) path() string { return "changes/" + strconv.Itoa(y.year) + ".html" }

// changeYears gives the numbers of the newest states, and those of the older ones by year.
func (v changesPresenter) changeYears() (first []int, years []*changeYear) {
	if v.Chronicle == nil {
		return nil, nil
	}
	for i := len(v.Chronicle.States) - 1; i >= 0; i-- {
		if len(first) < mostChanges {
			first = append(first, i)
			continue
		}
		year := int(v.Chronicle.States[i].On.Year)
		at := slices.IndexFunc(years, func(y *changeYear) bool { return y.year == year })
		if at < 0 {
			years = append(years, &changeYear{year: year})
			at = len(years) - 1
		}
		years[at].states = append(years[at].states, i)
	}
	return first, years
}

func (v changesPresenter) changesView(path string, states []int, years []*changeYear) changesView {
	made := changesView{Frame: v.frame(path, v.words["changesTitle"]), Lead: v.words["changesLead"]}
	if v.Chronicle == nil {
		made.Notes = append(made.Notes, v.words["changesNone"])
		return made
	}
	if v.Chronicle.Shallow {
		made.Notes = append(made.Notes, v.words["changesShallow"])
	}
	changed := map[string]*chronicle.Change{}
	for i := range v.Chronicle.Changes {
		changed[v.Chronicle.Changes[i].Commit] = &v.Chronicle.Changes[i]
	}
	for _, i := range states {
		s := &v.Chronicle.States[i]
		name := s.On.String()[:len("2006-01")]
		if n := len(made.Months); n == 0 || made.Months[n-1].Name != name {
			anchor := "m" + name
			if slices.ContainsFunc(made.Months, func(m changeMonth) bool { return m.Name == name }) {
				anchor += "-" + strconv.Itoa(i) // days that were not in order
			}
			made.Months = append(made.Months, changeMonth{Name: name, Anchor: anchor})
		}
		month := &made.Months[len(made.Months)-1]
		month.States = append(month.States, v.changeState(path, s, changed[s.Commit]))
	}
	older := 0
	for _, y := range years {
		older += len(y.states)
		made.Years = append(made.Years, part.Page{Href: href(path, y.path()), Text: strconv.Itoa(y.year)})
	}
	if older > 0 {
		made.Older = v.say("changesOlder", "n", older)
	}
	return made
}

// changeState puts a state into words.
func (v changesPresenter) changeState(path string, s *chronicle.State, c *chronicle.Change) changeState {
	made := changeState{Day: v.day(s.On), By: s.Author, Subject: s.Subject, Tags: s.Tags, Commit: v.commitLink(s.Commit)}
	if s.Figures.CriteriaChanged {
		made.Marks = append(made.Marks, v.words["changesNewRule"])
	}
	if !s.Reads() {
		made.Quiet = v.say("changesGap", "error", s.Fault.In(v.Language))
		return made
	}
	facts := 0
	if c != nil {
		facts = len(c.Facts)
		made.Lines = v.moveLines(path, c.Risks)
	}
	if len(made.Lines) == 0 {
		made.Quiet = v.say("changesQuiet", "n", facts)
	}
	return made
}

// commitLink names a commit, and leads to it where the register says where its repository is.
func (v changesPresenter) commitLink(hash string) part.Part {
	if hash == "" {
		return part.Words(v.words["changesNow"])
	}
	short := part.Code(hash[:10])
	if address := forgeAddress(v.Register, "commit", hash, ""); address != "" {
		return outside(strings.TrimSuffix(address, "/"), short)
	}
	return short
}

// moveLines tells what moved, a line for each risk.
func (v changesPresenter) moveLines(path string, moves []compare.Move) []part.Part {
	var lines []part.Part
	ranks := 0
	for from := 0; from < len(moves); {
		to := from + 1
		for to < len(moves) && moves[to].ID == moves[from].ID {
			to++
		}
		of := moves[from:to]
		from = to
		var said []string
		for i := range of {
			if words := v.moveWords(&of[i]); words != "" {
				said = append(said, words)
			}
		}
		if said == nil {
			ranks++
			continue
		}
		lines = append(lines, join(" ", v.ref(path, of[0].ID), part.Words(strings.Join(said, v.words["sentenceSeparator"]))))
	}
	if ranks > 0 {
		lines = append(lines, part.Words(v.say("changesRanks", "n", ranks)))
	}
	return lines
}

// moveWords puts one move into words; nothing for a rank, which shifts as others move past.
func (v changesPresenter) moveWords(m *compare.Move) string {
	var said string
	switch m.Field {
	case compare.MoveRank:
		return ""
	case compare.MoveAdded:
		said = v.words["moveAdded"]
	case compare.MoveRemoved:
		said = v.words["moveRemoved"]
	case compare.MoveRenamed:
		return v.say("moveRenamed", "from", m.From)
	case compare.MoveAcceptance:
		said = v.say("moveFrom", "field", v.words["moveAcceptance"], "from", v.movedValue(m.Field, m.From), "to", v.movedValue(m.Field, m.To))
	case compare.MovePlan:
		said = v.say("moveFrom", "field", v.words["movePlan"], "from", v.movedValue(m.Field, m.From), "to", v.movedValue(m.Field, m.To))
	default:
		said = v.say("moveFrom", "field", v.words[string(m.Field)], "from", v.movedValue(m.Field, m.From), "to", v.movedValue(m.Field, m.To))
	}
	causes := make([]string, len(m.Because))
	for i, f := range m.Because {
		causes[i] = v.words["cause-"+string(f)]
	}
	return said + v.say("movedBy", "causes", strings.Join(causes, v.words["listSeparator"]))
}

// movedValue puts a value of a risk into words.
func (v changesPresenter) movedValue(field compare.MoveField, value any) string {
	switch x := value.(type) {
	case nil:
		return "–"
	case string:
		switch field {
		case compare.MoveLevel:
			if at := v.Register.Criteria.LevelIndex(x); at >= 0 {
				return v.levelName(at)
			}
		case compare.MoveOutcome:
			return v.words["outcome-"+x]
		}
		return x
	case []string:
		return strings.Join(x, v.words["listSeparator"])
	case compare.AcceptanceValue:
		return x.Decision + " " + v.words["acceptance-"+string(x.State)]
	}
	return fmt.Sprint(value)
}

// lastChange says when a record was changed last, by whom and in which commit.
func (v changesPresenter) lastChange(id string) part.Part {
	if v.Chronicle == nil {
		return nil
	}
	last, known := v.Chronicle.Records[id]
	if !known {
		return nil
	}
	return join("", part.Words(v.say("recordLast", "day", v.day(last.On), "by", cmp.Or(last.Author, "–"))), v.commitLink(last.Commit))
}

// historyOf lists the changes of a record's facts, newest first, those that it had under other ids among them.
func (v changesPresenter) historyOf(id string) *part.Table {
	if v.Chronicle == nil {
		return nil
	}
	t := v.table("", v.words["recordHistory"], column{"trendDay", "nowrap"}, column{"historyField", ""}, column{"historyFrom", ""}, column{"historyTo", ""}, column{"historyBy", "name"}, column{"historyCommit", ""})
	v.Chronicle.History(id, func(c *chronicle.Change, f *compare.FactChange) {
		t.row()
		t.words(v.day(c.On))
		t.cell(part.Code(f.Field))
		t.words(v.factWords(f.From))
		t.words(v.factWords(f.To))
		t.words(cmp.Or(c.Author, "–"))
		t.cell(v.commitLink(c.Commit))
	})
	return t.done()
}

// factWords gives a value as it was written: of a text the page's language, of a list or table one element after the other.
func (v *language) factWords(value any) string {
	switch x := value.(type) {
	case nil:
		return "–"
	case []any:
		words := make([]string, len(x))
		for i := range x {
			words[i] = v.factWords(x[i])
		}
		return strings.Join(words, v.words["listSeparator"])
	case map[string]any:
		if text, ok := x[v.Language].(string); ok {
			return text
		}
		var words []string
		for _, key := range slices.Sorted(maps.Keys(x)) {
			words = append(words, key+" = "+v.factWords(x[key]))
		}
		return strings.Join(words, v.words["listSeparator"])
	}
	return fmt.Sprint(value)
}
