package check

import (
	"github.com/riskbook/riskbook/internal/diagnostic"
	"github.com/riskbook/riskbook/internal/rule"
)

var wrongType = &Rule{
	Name: rule.WrongType, Severity: diagnostic.Error,
	Title: words("値の型の誤り", "Wrong type"),
	Why: words("日付や数として比べる値が文字列のままでは、期限の超過も大小も判断できません。",
		"A date or a number written as text cannot be compared, so nothing overdue and nothing too high would be found."),
	Mend: words("求められる型で書き直してください。", "Write the value in the type asked for."),
	Says: []Saying{
		{rule.Plain, words("{key} には{wanted}が必要ですが、{found}が書かれています", "{key} wants {wanted}, not {found}"), words("{key} を{wanted}に直してください", "make {key} {wanted}")},
		{rule.CaseDate, words("{key} には日付が必要ですが、{found}が書かれています", "{key} wants a date, not {found}"), words("2026-11-23 の形で、時刻を付けずに書いてください", "write it as 2026-11-23, without a time of day")},
		{rule.CaseQuotedDate, words("{key} の日付が引用符で囲まれています", "the date of {key} is in quotation marks"), words("引用符を外し、2026-11-23 の形で書いてください", "take the quotation marks away, so that it has the form 2026-11-23")},
		{rule.CaseArray, words("{key} には配列が必要ですが、{found}が書かれています", "{key} wants an array, not {found}"), words("一つだけの場合も [ ] で囲んでください", "put even a single value between [ and ]")},
		{rule.CaseText, words("{key} には文が必要ですが、{found}が書かれています", "{key} wants text, not {found}"), words("\"…\" 又は { ja = \"…\", en = \"…\" } の形で書いてください", "write \"…\", or { ja = \"…\", en = \"…\" } for several languages")},
		{rule.CaseFrequency, words("{key} には年間の発生回数が必要ですが、{found}が書かれています", "{key} wants a number of events a year, not {found}"), words("0.2 のような数、又は { low = 0.1, mode = 0.3, high = 0.7 } の形で書いてください", "write a number such as 0.2, or { low = 0.1, mode = 0.3, high = 0.7 }")},
		{rule.CaseLoss, words("{key} には損失額の幅が必要ですが、{found}が書かれています", "{key} wants a range of losses, not {found}"), words("{ low = 2_000_000, high = 90_000_000 }（90％区間）、又は mode を加えた形で書いてください", "write { low = 2_000_000, high = 90_000_000 }, the 90 % interval, or add mode")},
		{rule.CaseNumberKey, words("{key} のキー {found} が整数ではありません", "the key {found} in {key} is not a whole number"), words("尺度の値（1、2 など）をキーにしてください", "use values of the scale as keys: 1, 2 and so on")},
		{rule.CaseRecord, words("{key} はどの記録にも属していません", "{key} belongs to no record"), words("記録を束ねるTOMLファイルでは、[R-001] のような見出しの下に項目を書いてください", "in a TOML file of records every field stands under the header of its record, such as [R-001]")},
		{rule.CaseBody, words("{key} には文字列が必要です", "{key} wants a string"), words("Markdownの本文を \"\"\" で囲んで書いてください", "write the Markdown text between \"\"\"")},
		{rule.CaseCSV, words("CSVとして読み取れません（{found}）", "this cannot be read as CSV: {found}"), words("引用符と区切りのコンマを見直してください", "look at its quotation marks and commas")},
		{rule.CaseCSVColumns, words("見出しの行に on 列と value 列がそろっていません（{found}）", "the first line does not name the columns on and value: {found}"), words("1行目に on,value と書いてください", "begin the file with the line on,value")},
		{rule.CaseCSVRow, words("この行は列が足りません（{found}）", "this line has too few columns: {found}"), words("日付と値をコンマで区切って書いてください", "write the date and the value, separated by a comma")},
		{rule.CaseCSVDate, words("{found} は日付ではありません", "{found} is not a date"), words("on 列には 2026-11-23 の形で書いてください", "write the column on as 2026-11-23")},
		{rule.CaseCSVNumber, words("{found} は数ではありません", "{found} is not a number"), words("value 列には、単位や桁区切りを付けずに数だけを書いてください", "write plain numbers in the column value, without units or separators")},
	},
	Failing: `content/findings/F-01.md:5:12
-- content/findings/F-01.md --
+++
title = "保守端末の点検結果"
channel = "audit"
status = "open"
received = "2026-10-14"
+++
`,
	Passing: `-- content/findings/F-01.md --
+++
title = "保守端末の点検結果"
channel = "audit"
status = "open"
received = 2026-10-14
+++
`,
}
