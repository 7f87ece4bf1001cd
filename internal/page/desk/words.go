package desk

import (
	"fmt"
	"maps"
	"strings"

	"github.com/riskbook/riskbook/internal/part"
	"github.com/riskbook/riskbook/internal/register"
	"github.com/riskbook/riskbook/internal/term"
)

// Words are the words of a page's template, by key.
type Words map[string]term.Words

// WordsIn gives the words of lists in a language.
func WordsIn(lists []Words, language string) map[string]string {
	in := map[string]string{}
	for _, words := range lists {
		for key, w := range words {
			in[key] = w.In(language)
		}
	}
	return in
}

// sharedWords are those of what pages have in common.
var sharedWords = []Words{BreachWords, ChangesWords, CommonWords, RecordWords, StandingWords, WithheldWords}

// CommonWords are the words that all pages have in common, by key.
var CommonWords = func() Words {
	w := Words{}
	for _, group := range []Words{frameWords, titleWords, VerdictWords, valueWords, fieldWords} {
		maps.Copy(w, group)
	}
	return w
}()

var frameWords = Words{
	"ownersTitle":       {Ja: "責任者", En: "Owners"},
	"fig6Title":         {Ja: "図表6 重要インフラサービスとサービス維持レベル", En: "Figure 6: critical infrastructure services and their maintenance levels"},
	"frameDescription":  {Ja: "{site}：{page}", En: "{page}: {site}"},
	"sentenceSeparator": {Ja: "", En: " "},
	"skip":              {Ja: "本文へ移動", En: "Skip to content"},
	"menu":              {Ja: "メニュー", En: "Menu"},
	"menuStanding":      {Ja: "現状", En: "Standing"},
	"menuMethod":        {Ja: "プロセスと基準", En: "Process and criteria"},
	"menuRecords":       {Ja: "記録", En: "Records"},
	"menuReading":       {Ja: "読みもの", En: "Reading"},
	"languages":         {Ja: "言語", En: "Languages"},
	"asOf":              {Ja: "基準日", En: "As of"},
	"dataFiles":         {Ja: "ほかのプログラムで読むデータ：", En: "Data for other programs:"},
	"madeBy":            {Ja: "riskbook により記録から作成", En: "Made from the records by riskbook"},
	"listSeparator":     {Ja: "、", En: ", "},
	"columnUnit":        {Ja: "{name}（{unit}）", En: "{name} ({unit})"},
	"clauseSeparator":   {Ja: "、", En: "; "},
	"more":              {Ja: "ほか{n}件", En: "{n} more"},
	"andMore":           {Ja: "ほか{n}件", En: "and {n} more"},
	"contextSeparator":  {Ja: "・", En: " · "},
	"none":              {Ja: "なし", En: "None"},
	"all":               {Ja: "すべて", En: "All"},
	"filterHint":        {Ja: "語句で絞り込み", En: "Filter by words"},
	"shown":             {Ja: "件を表示", En: "shown"},
	"filterClear":       {Ja: "絞り込みを解除", En: "Clear the filters"},
	"filterNothing":     {Ja: "条件に合うものはありません。", En: "Nothing fits these filters."},
	"filterPages":       {Ja: "一覧のページ", En: "Pages of the list"},
	"filterPage":        {Ja: "{m}ページ中{n}ページ目", En: "Page {n} of {m}"},
	"filterBack":        {Ja: "前の100件", En: "Previous 100"},
	"filterNext":        {Ja: "次の100件", En: "Next 100"},
	"untranslated":      {Ja: "この部分の日本語訳はありません。", En: "Not yet translated; shown in the original language."},
	"yes":               {Ja: "はい", En: "Yes"},
	"no":                {Ja: "いいえ", En: "No"},
	"items":             {Ja: "件", En: "items"},
}

// titleWords name the pages. That of a kind is called as its records are, unless it has a name of its own here.
var titleWords = func() Words {
	w := maps.Clone(pageTitles)
	for i := range register.Kinds {
		k := &register.Kinds[i]
		if key := k.Folder + "Title"; w[key] == (term.Words{}) {
			w[key] = k.Many.Capital()
		}
	}
	return w
}()

var pageTitles = Words{
	"dashboardTitle":  {Ja: "ダッシュボード", En: "Overview"},
	"matrixTitle":     {Ja: "リスクマトリクス", En: "Risk matrix"},
	"treatmentsTitle": {Ja: "リスク対応計画", En: "Treatment plans"},
	"evaluationTitle": {Ja: "計画の評価", En: "Evaluation of plans"},
	"processTitle":    {Ja: "プロセス", En: "Process"},
	"traceTitle":      {Ja: "トレーサビリティ（追跡）", En: "Trace"},
	"criteriaTitle":   {Ja: "リスク判定基準", En: "Risk criteria"},
	"checksTitle":     {Ja: "検査", En: "Checks"},
	"handbookTitle":   {Ja: "手引き", En: "Handbook"},
	"pagesTitle":      {Ja: "ページ一覧", En: "Pages"},
}

// VerdictWords are the words of codes; those that stand by themselves in a badge begin with a capital.
var VerdictWords = func() Words {
	w := Words{"levelUnknown": {Ja: "未定", En: "Unknown"}}
	for code, words := range term.Codes() {
		switch group, _, _ := strings.Cut(code, "-"); group {
		case "profile", "rankedBy", "reason", "stale", "worse": // within a sentence
		default:
			words = words.Capital()
		}
		w[code] = words
	}
	return w
}()

var valueWords = Words{
	"inherent":  {Ja: "管理策の前", En: "Before controls"},
	"now":       {Ja: "現在", En: "Now"},
	"projected": {Ja: "計画の完了後", En: "Once plans are done"},
	"levelOnly": {Ja: "（レベルのみ）", En: "(level only)"},
}

var fieldWords = Words{
	"risk":           {Ja: "リスク", En: "Risk"},
	"subject":        {Ja: "対象", En: "Subject"},
	"acceptanceHead": {Ja: "受容", En: "Acceptance"},
	"id":             {Ja: "識別子", En: "ID"},
	"title":          {Ja: "名称", En: "Title"},
	"owner":          {Ja: "責任者", En: "Owner"},
	"level":          {Ja: "リスクレベル", En: "Level of risk"},
	"likelihood":     {Ja: "起こりやすさ", En: "Likelihood"},
	"impact":         {Ja: "影響", En: "Impact"},
	"outcome":        {Ja: "評価結果", En: "Outcome"},
	"reasonsHead":    {Ja: "対応を要する理由", En: "Reasons for treatment"},
	"rank":           {Ja: "優先順位", En: "Priority"},
	"option":         {Ja: "対応策の選択肢", En: "Option"},
	"plan":           {Ja: "対応計画", En: "Plan"},
	"plans":          {Ja: "対応計画", En: "Plans"},
	"due":            {Ja: "期限", En: "Due"},
	"status":         {Ja: "状態", En: "Status"},
	"progress":       {Ja: "進捗", En: "Progress"},
	"expectedLoss":   {Ja: "年間期待損失額", En: "Expected annual loss"},
}

// Wordings gives texts in the language of the page.
func (v *language) Wordings(texts []register.Text) []part.Part {
	pieces := make([]part.Part, len(texts))
	for i, t := range texts {
		pieces[i] = v.Wording(t)
	}
	return pieces
}

// longest is the number of rows that a table of the first page shows.
const longest = 25

// Most gives the first rows of a list, and how many more there are.
func Most[T any](list []T) ([]T, int) {
	if len(list) <= longest {
		return list, 0
	}
	return list[:longest], len(list) - longest
}

// Grade marks a figure that should be nought: good at nought, else the class given.
func Grade(n int, class string) string {
	if n == 0 {
		return "tile-good"
	}
	return class
}

// Say gives the words of a key with {name} replaced by a value, for pairs of name and value, and the form of {name|one|several} that goes with it.
func (v *language) Say(key string, pairs ...any) string {
	text := term.Agree(v.Words[key], func(name string) bool {
		for i := 0; i+1 < len(pairs); i += 2 {
			if pairs[i] == name {
				return fmt.Sprint(pairs[i+1]) == "1"
			}
		}
		return false
	})
	for i := 0; i+1 < len(pairs); i += 2 {
		text = strings.ReplaceAll(text, "{"+pairs[i].(string)+"}", fmt.Sprint(pairs[i+1]))
	}
	return text
}

// More says how many are left out, where that stands alone.
func (v *language) More(n int) string { return v.Say("more", "n", n) }

// AndMore says how many are left out, behind those that are named.
func (v *language) AndMore(n int) string { return v.Say("andMore", "n", n) }

// State shows a word of the table as a badge.
func (v *language) State(class, key string) part.Part {
	return part.Badge{Tone: class, Text: part.Words(v.Words[key])}
}

// Known gives the words of a value of a list; empty where the value is.
func (v *language) Known(prefix, value string) string {
	if value == "" {
		return ""
	}
	return v.Words[prefix+value]
}
