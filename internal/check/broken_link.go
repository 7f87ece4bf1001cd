package check

import (
	"github.com/riskbook/riskbook/internal/diagnostic"
	"github.com/riskbook/riskbook/internal/rule"
)

var brokenLink = &Rule{
	Name: rule.BrokenLink, Severity: diagnostic.Warning,
	Title: words("切れたリンク", "Broken link"),
	Why: words("行き先のないリンクを読者は確かめられず、根拠をたどれなくなります。",
		"A link that leads nowhere leaves the reader without the evidence it promised."),
	Mend: words("リンク先のパスか見出しを直してください。", "Correct the path or the heading that the link names."),
	Says: []Saying{
		{rule.CaseFile, words("リンク先の {target} は、登録簿の記録でも図でもありません", "the link leads to {target}, which is neither a record of the register nor a figure"), words("この記録のフォルダーからの相対パスで、記録のファイルかフォルダー、又は図を指してください。記録は [[ID]] でも指せます", "write the path of a record's file, a folder of records or a figure from this record's folder, or link to a record with [[ID]]")},
		{rule.CaseAnchor, words("リンク先に見出し「{anchor}」がありません", "there is no heading {anchor} where the link leads"), words("見出しの文字に合わせて「#」の後を直してください（英字は小文字、空白は「-」になります）", "let what follows # agree with the words of a heading, in small letters and with - for blanks")},
		{rule.CaseFigure, words("画像 {target} がありません", "the picture {target} does not exist"), words("画像を記録と同じフォルダーに置くか、パスを直してください", "put the picture beside the record, or correct the path")},
	},
	Failing: `content/sources/S-01.md:6:1
` + exampleSource + `
[対応計画](../treatments/T-999.md)で備えます。
`,
	Passing: exampleSource + `
[停電](S-02.md)の項も見てください。
-- content/sources/S-02.md --
+++
title = "停電"
kind = "threat"
+++
`,
}
