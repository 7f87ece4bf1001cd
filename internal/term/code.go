package term

import (
	"maps"
	"unicode"
	"unicode/utf8"
)

// acceptances are the words of how a level is accepted, and of how an acceptance stands.
var acceptances = map[string]Words{
	"accept":         {Ja: "受容可能", En: "acceptable"},
	"approval":       {Ja: "承認により受容可能", En: "acceptable with approval"},
	"expired":        {Ja: "期限切れ", En: "expired"},
	"in-force":       {Ja: "有効", En: "in force"},
	"outgrown":       {Ja: "受容時のレベルを超過", En: "outgrown"},
	"without-effect": {Ja: "有効（効果なし）", En: "in force without effect"},
	"treat":          {Ja: "対応が必要", En: "treatment needed"},
}

// codes are the words of every code that is decided of a record, by group and code, and of those that several kinds write. English begins in lower
// case, as within a sentence.
var codes = under("acceptance", acceptances, map[string]Words{
	"due-acceptance":              {Ja: "受容の期限", En: "acceptance expires"},
	"due-action":                  {Ja: "作業の期限", En: "action due"},
	"due-criteria":                {Ja: "リスク判定基準の見直し", En: "review of the criteria"},
	"due-decision":                {Ja: "意思決定の期限", En: "decision due"},
	"due-effectiveness":           {Ja: "計画の有効性の確認", En: "effectiveness review"},
	"due-finding":                 {Ja: "課題の処置期限", En: "finding due"},
	"due-plan":                    {Ja: "計画の完了期限", En: "plan due"},
	"due-reanalysis":              {Ja: "計画完了後の再分析", En: "analysis after a finished plan"},
	"due-report":                  {Ja: "インシデントの報告期限", En: "report of an incident due"},
	"due-review":                  {Ja: "次回のレビュー", En: "next review"},
	"due-risk":                    {Ja: "リスクの見直し", En: "risk review"},
	"option-avoid":                {Ja: "回避", En: "avoid"},
	"option-modify":               {Ja: "修正", En: "modify"},
	"option-retain":               {Ja: "保有", En: "retain"},
	"option-share":                {Ja: "共有", En: "share"},
	"outcome-acceptable":          {Ja: "受容可能", En: "acceptable"},
	"outcome-accepted":            {Ja: "受容済み", En: "accepted"},
	"outcome-awaiting-reanalysis": {Ja: "再分析待ち", En: "awaiting reanalysis"},
	"outcome-closed":              {Ja: "終結", En: "closed"},
	"outcome-in-treatment":        {Ja: "対応中", En: "in treatment"},
	"outcome-insufficient-plan":   {Ja: "計画不十分", En: "plan insufficient"},
	"outcome-needs-judgement":     {Ja: "判断が必要", En: "needs judgement"},
	"outcome-needs-treatment":     {Ja: "対応が必要", En: "needs treatment"},
	"outcome-later":               {Ja: "基準日より後に特定", En: "identified later"},
	"outcome-provisional":         {Ja: "未確認", En: "provisional"},
	"outcome-unevaluated-plan":    {Ja: "計画の効果が未評価", En: "plan not evaluated"},
	"outcome-unanalysed":          {Ja: "未分析", En: "not analysed"},
	"rankedBy-id":                 {Ja: "識別子", En: "identifier"},
	"rankedBy-impact":             {Ja: "影響", En: "impact"},
	"rankedBy-level":              {Ja: "リスクレベル", En: "level of risk"},
	"rankedBy-likelihood":         {Ja: "起こりやすさ", En: "likelihood"},
	"rankedBy-loss":               {Ja: "年間期待損失額", En: "expected annual loss"},
	"rankedBy-pin":                {Ja: "順位の指定", En: "pinned rank"},
	"rankedBy-viewpoints":         {Ja: "評価の観点の重み", En: "weight of viewpoints"},
	"reason-cumulative":           {Ja: "損失の累積", En: "cumulative loss"},
	"reason-impact-alone":         {Ja: "影響のみで対応を要する", En: "impact alone"},
	"reason-judged":               {Ja: "判断", En: "judgement"},
	"reason-level":                {Ja: "リスクレベル", En: "level of risk"},
	"reason-likelihood-alone":     {Ja: "起こりやすさのみで対応を要する", En: "likelihood alone"},
	"stale-beyond-limit":          {Ja: "指標の限界超過", En: "indicator beyond its limit"},
	"stale-criteria":              {Ja: "リスク判定基準の改定", En: "criteria revised"},
	"stale-finding":               {Ja: "新しい課題", En: "new finding"},
	"stale-finished":              {Ja: "計画の完了", En: "plan finished"},
	"stale-incident":              {Ja: "インシデントの発生", En: "incident"},
	"stale-not-effective":         {Ja: "計画の効果なし", En: "plan found not effective"},
	"stale-observed":              {Ja: "リスク源の新しい観測", En: "newly observed"},
	"stale-reopened":              {Ja: "レビューによる見直し", En: "reopened by a review"},
	"stale-worsened":              {Ja: "完了した計画の副作用", En: "side effect of a finished plan"},
	"stale-test-failed":           {Ja: "管理策の試験の不合格", En: "control failed a test"},
	"status-approved":             {Ja: "承認済み", En: "approved"},
	"status-cancelled":            {Ja: "中止", En: "cancelled"},
	"status-closed":               {Ja: "終結", En: "closed"},
	"status-done":                 {Ja: "完了", En: "done"},
	"status-draft":                {Ja: "起案", En: "draft"},
	"status-in-progress":          {Ja: "実施中", En: "in progress"},
	"status-open":                 {Ja: "継続", En: "open"},
})

// under adds to words those of a group of codes.
func under(group string, of, words map[string]Words) map[string]Words {
	for code, w := range of {
		words[group+"-"+code] = w
	}
	return words
}

// Code gives the words of a code: Code("outcome", "needs-treatment"). The groups are acceptance (of a level, and of a decision), due, option,
// outcome, rankedBy, reason, stale, status, and those of the values that records write: channel, tlp and so on. An unknown code stands for itself.
func Code(group, code string) Words {
	if w, ok := codes[group+"-"+code]; ok {
		return w
	}
	if w, ok := values[group+"-"+code]; ok {
		return w
	}
	return Same(code)
}

// Codes gives a copy of the words of all codes, by group and code: "outcome-needs-treatment".
func Codes() map[string]Words {
	all := maps.Clone(codes)
	maps.Copy(all, values)
	return all
}

// Capital gives the words as they begin a sentence or stand by themselves.
func (w Words) Capital() Words {
	first, size := utf8.DecodeRuneInString(w.En)
	if size == 0 {
		return w
	}
	return Words{Ja: w.Ja, En: string(unicode.ToUpper(first)) + w.En[size:]}
}
