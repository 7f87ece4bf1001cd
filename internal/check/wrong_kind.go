package check

import (
	"github.com/riskbook/riskbook/internal/diagnostic"
	"github.com/riskbook/riskbook/internal/rule"
)

var wrongKind = &Rule{
	Name: rule.WrongKind, Severity: diagnostic.Error,
	Title: words("参照先の種別違い", "Wrong kind"),
	Why: words("資産を指す欄にリスクのIDを書くような取り違えは、つながりを誤って読ませます。",
		"A risk where an asset is meant joins things that have nothing to do with each other."),
	Mend: words("その欄が求める種別の記録のIDを書いてください。", "Name a record of the kind that the field asks for."),
	Says: []Saying{
		{rule.Plain, words("{key} には{wanted}のIDを書きますが、{found} は{kind}です", "{key} wants the id of a record of the kind {wanted}; {found} is of the kind {kind}"), words("{wanted}のIDに直すか、{found} を適した欄に移してください", "give the id of a {wanted}, or move {found} to the field that fits it")},
	},
	Failing: `content/events/E-01.md:5:11
` + exampleSource + `-- content/events/E-01.md --
+++
title = "監視制御の停止"
approach = "result"
result = "遠方監視ができない"
assets = ["S-01"]
+++
`,
	Passing: exampleAsset + exampleEvent,
}
