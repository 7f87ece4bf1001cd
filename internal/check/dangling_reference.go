package check

import (
	"github.com/riskbook/riskbook/internal/diagnostic"
	"github.com/riskbook/riskbook/internal/rule"
)

var danglingReference = &Rule{
	Name: rule.DanglingReference, Severity: diagnostic.Error,
	Title: words("参照先の不在", "Dangling reference"),
	Why: words("存在しない記録を指す参照があると、資産からリスク、計画までのつながりが途中で切れます。",
		"A reference to nothing breaks the chain from asset to risk to plan."),
	Mend: words("IDを直すか、参照先の記録を作るか、参照を消してください。", "Correct the id, write the record that it names, or remove the reference."),
	Says: []Saying{
		{rule.Plain, words("{key} が指す {found} という記録はありません", "{key} names {found}, which does not exist"), words("IDを直すか、その記録を作ってください", "correct the id, or write that record")},
		{rule.CaseNear, words("{key} が指す {found} という記録はありません", "{key} names {found}, which does not exist"), words("{near} の誤りではありませんか", "did you mean {near}?")},
		{rule.CaseClause, words("要求事項 {found} に {clause} という条項はありません", "the obligation {found} has no clause {clause}"), words("{found} の [[clause]] は次のとおりです: {allowed}", "its clauses are: {allowed}")},
		{rule.CaseFile, words("{key} が指すファイル {found} がありません", "{key} names the file {found}, which does not exist"), words("記録のあるフォルダーからの相対パスで書き、ファイルが content/ の下にあることを確かめてください", "write the path from the record's folder, and see that the file lies below content/")},
		{rule.CaseBody, words("本文が指す {id} という記録はありません", "the text refers to {id}, which does not exist"), words("[[ ]] の中のIDを直すか、その記録を作ってください", "correct the id between [[ and ]], or write that record")},
		{rule.CaseBodyNear, words("本文が指す {id} という記録はありません", "the text refers to {id}, which does not exist"), words("[[{near}]] の誤りではありませんか", "did you mean [[{near}]]?")},
	},
	Failing: `content/events/E-01.md:6:11
-- content/events/E-01.md --
+++
title = "監視制御の停止"
approach = "result"
result = "遠方監視ができない"
owner = "plant"
assets = ["A-99"]
+++
`,
	Passing: exampleAsset + exampleEvent,
}
