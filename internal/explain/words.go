package explain

import (
	"github.com/riskbook/riskbook/internal/assess"
	"github.com/riskbook/riskbook/internal/term"
)

// OutcomeWords name the outcomes.
var OutcomeWords = map[assess.Outcome]term.Words{
	assess.Closed:           {Ja: "終結", En: "closed"},
	assess.Unanalysed:       {Ja: "未分析", En: "not analysed"},
	assess.NeedsJudgement:   {Ja: "判断が必要", En: "needs judgement"},
	assess.Accepted:         {Ja: "受容済み", En: "accepted"},
	assess.Acceptable:       {Ja: "受容可能", En: "acceptable"},
	assess.InTreatment:      {Ja: "対応中", En: "in treatment"},
	assess.InsufficientPlan: {Ja: "計画不十分", En: "plan insufficient"},
	assess.NeedsTreatment:   {Ja: "対応が必要", En: "needs treatment"},
}

// KeyWords name the keys of the order of priority.
var KeyWords = map[assess.Key]term.Words{
	assess.ByPin:        {Ja: "順位の指定", En: "pinned rank"},
	assess.ByLevel:      {Ja: "リスクレベル", En: "level of risk"},
	assess.ByViewpoints: {Ja: "評価の観点の重み", En: "weight of its viewpoints"},
	assess.ByImpact:     {Ja: "影響", En: "impact"},
	assess.ByLikelihood: {Ja: "起こりやすさ", En: "likelihood"},
	assess.ByLoss:       {Ja: "年間期待損失額", En: "expected annual loss"},
	assess.ByID:         {Ja: "識別子", En: "identifier"},
}

// OptionWords name the treatment options (handbook figure 10).
var OptionWords = map[string]term.Words{
	"modify": {Ja: "リスクの修正", En: "modify"},
	"retain": {Ja: "リスクの保有", En: "retain"},
	"avoid":  {Ja: "リスクの回避", En: "avoid"},
	"share":  {Ja: "リスクの共有", En: "share"},
}

// StaleWords name what made an evaluation stale.
var StaleWords = map[string]term.Words{
	"observed":     {Ja: "リスク源の新しい観測", En: "risk source newly observed"},
	"finding":      {Ja: "新しい課題", En: "new finding"},
	"criteria":     {Ja: "リスク判定基準の改訂", En: "risk criteria revised"},
	"test-failed":  {Ja: "管理策の試験の不合格", En: "control failed a test"},
	"beyond-limit": {Ja: "指標の限界超過", En: "indicator beyond its limit"},
	"finished":     {Ja: "計画の完了", En: "plan finished"},
	"reopened":     {Ja: "レビューによる見直し", En: "reopened by a review"},
}

var acceptanceWords = map[string]term.Words{
	"accept":   {Ja: "受容できる", En: "acceptable"},
	"approval": {Ja: "承認があれば受容できる", En: "acceptable with approval"},
	"treat":    {Ja: "対応を要する", En: "to be treated"},
}

var stateWords = map[assess.AcceptanceState]term.Words{
	assess.InForce:  {Ja: "有効", En: "in force"},
	assess.Expired:  {Ja: "期限切れ", En: "expired"},
	assess.Outgrown: {Ja: "受容時のレベルを超過", En: "outgrown"},
}

var statusWords = map[string]term.Words{
	"draft": {Ja: "起案", En: "draft"}, "approved": {Ja: "承認済み", En: "approved"}, "in-progress": {Ja: "実施中", En: "in progress"},
	"done": {Ja: "完了", En: "done"}, "cancelled": {Ja: "中止", En: "cancelled"},
}
