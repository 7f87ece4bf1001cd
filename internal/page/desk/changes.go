package desk

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/riskbook/riskbook/internal/address"
	"github.com/riskbook/riskbook/internal/chronicle"
	"github.com/riskbook/riskbook/internal/compare"
	"github.com/riskbook/riskbook/internal/part"
)

// ChangesWords are the words of this file's pages and parts, by key.
var ChangesWords = Words{
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

// CommitLink names a commit, and leads to it where the register says where its repository is.
func CommitLink(v *Desk, hash string) part.Part {
	if hash == "" {
		return part.Words(v.Words["changesNow"])
	}
	short := part.Code(hash[:10])
	if address := address.OnForge(v.Register, "commit", hash, ""); address != "" {
		return Outside(strings.TrimSuffix(address, "/"), short)
	}
	return short
}

// lastChange says when a record was changed last, by whom and in which commit.
func lastChange(v *Desk, id string) part.Part {
	if v.Chronicle == nil {
		return nil
	}
	last, known := v.Chronicle.Records[id]
	if !known {
		return nil
	}
	return Join("", part.Words(v.Say("recordLast", "day", v.Day(last.On), "by", cmp.Or(last.Author, "–"))), CommitLink(v, last.Commit))
}

// HistoryOf lists the changes of a record's facts, newest first, those that it had under other ids among them.
func HistoryOf(v *Desk, path, id string) *part.Table {
	if v.Chronicle == nil {
		return nil
	}
	t := v.Table("", v.Words["recordHistory"], Column{"trendDay", "nowrap"}, Column{"historyField", ""}, Column{"historyFrom", ""}, Column{"historyTo", ""}, Column{"historyBy", "name"}, Column{"historyCommit", ""})
	v.Chronicle.History(id, func(c *chronicle.Change, f *compare.FactChange) {
		t.Row()
		t.Cell(v.Iso(c.On))
		t.Words(v.FieldName(f.Field))
		t.Cell(Linked(v.Verdicts, path, part.Words(v.FactWords(f.From))))
		t.Cell(Linked(v.Verdicts, path, part.Words(v.FactWords(f.To))))
		t.Words(cmp.Or(c.Author, "–"))
		t.Cell(CommitLink(v, c.Commit))
	})
	return t.Done()
}

// FactWords gives a value as it was written: of a text the page's language, of a list or table one element after the other.
func (v *language) FactWords(value any) string {
	switch x := value.(type) {
	case nil:
		return "–"
	case []any:
		words := make([]string, len(x))
		for i := range x {
			words[i] = v.FactWords(x[i])
		}
		return strings.Join(words, v.Words["listSeparator"])
	case map[string]any:
		if text, ok := x[v.Language].(string); ok {
			return text
		}
		var words []string
		for _, key := range slices.Sorted(maps.Keys(x)) {
			words = append(words, key+" = "+v.FactWords(x[key]))
		}
		return strings.Join(words, v.Words["listSeparator"])
	}
	return fmt.Sprint(value)
}
