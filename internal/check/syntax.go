package check

import (
	"github.com/riskbook/riskbook/internal/diagnostic"
	"github.com/riskbook/riskbook/internal/rule"
)

var syntax = &Rule{
	Name: rule.Syntax, Severity: diagnostic.Error,
	Title: words("書式の誤り", "Syntax"),
	Why: words("書式が崩れた記録は読み取れず、リスクが一覧から漏れます。一つの誤りで他の記録まで止まらないよう、読めた部分の検査は続けます。",
		"A record that cannot be read drops out of every list. Checking goes on with whatever could be read, so that one slip does not hide the others."),
	Mend: words("示された位置の書き方をTOMLの書式に直してください。Markdownの記録は、1行目と項目の終わりに「+++」だけの行を置きます。",
		"Correct the TOML at the place shown. A Markdown record has a line of “+++” as its first line and another after its fields."),
	Says: []Saying{
		{rule.CaseOther, words("TOMLとして読み取れません（{detail}）", "this is not valid TOML: {detail}"), words("示された位置の前後を見直してください", "look at the text around the place shown")},
		{rule.CaseAfterValue, words("値の後に余分な {found} があります", "{found} follows the value"), words("1行に書けるのは「キー = 値」一つです。改行するか、余分な文字を消してください", "a line holds one key = value: begin a new line, or remove what is too much")},
		{rule.CaseBadBoolean, words("{found} は真偽値ではありません", "{found} is not a truth value"), words("小文字で {wanted} と書いてください", "write {wanted}, in small letters")},
		{rule.CaseBadDate, words("{found} は暦にある日付ではありません", "{found} is not a date of the calendar"), words("2026-11-23 の形で、実在する日付を書いてください", "write a date that exists in the form 2026-11-23")},
		{rule.CaseBadEscape, words("文字列の中の {found} は「\\」で始まる表記として正しくありません", "{found} is no escape sequence"), words("「\\」そのものは「\\\\」と書くか、文字列を '…' で囲んでください", "write \\\\ for a backslash, or put the text between '…'")},
		{rule.CaseBadKey, words("{found} はキーとして書けません", "{found} cannot be written as a key"), words("英数字、「-」、「_」以外を含むキーは \"…\" で囲んでください", "put a key with other characters than letters, digits, - and _ between quotation marks")},
		{rule.CaseBadNumber, words("{found} は数として読めません", "{found} is not a number"), words("桁の区切りには「_」、小数点には「.」を使い、単位や「,」は付けないでください（例: 2_000_000）", "separate digits by _ and decimals by a point, without units or commas: 2_000_000")},
		{rule.CaseBadValue, words("{found} は値として読めません", "{found} is not a value"), words("文字列は引用符で囲んでください。ほかに書けるのは、数、true、false、日付（2026-11-23）、[配列]、{ テーブル }です", "put text in quotation marks; otherwise write a number, true, false, a date (2026-11-23), an [array] or a { table }")},
		{rule.CaseControlCharacter, words("制御文字 {found} が含まれています", "the text holds the control character {found}"), words("その文字を消してください。多くは貼り付けの際に紛れ込んだものです", "delete it; such characters mostly slip in by pasting")},
		{rule.CaseDuplicateKey, words("{key} が二度書かれています", "{key} is given twice"), words("どちらか一方を消すか、二つを一つにまとめてください", "remove one of the two, or merge them")},
		{rule.CaseEmptyKey, words("キーがありません", "a key is missing"), words("「=」の前にキーを書いてください", "write a key before the =")},
		{rule.CaseExtraComma, words("コンマが余分です", "this comma is too much"), words("値のないコンマを消してください", "remove the comma that no value precedes")},
		{rule.CaseFullWidth, words("全角などの記号 {found} が使われています", "{found} is not the sign that TOML knows"), words("半角の {wanted} に直してください", "write {wanted} instead")},
		{rule.CaseMissingComma, words("{found} の前にコンマがありません", "a comma is missing before {found}"), words("値と値の間にコンマを書いてください", "separate the values by commas")},
		{rule.CaseMissingEquals, words("キーの後に「=」がありません", "the key is not followed by ="), words("「キー = 値」の形に直してください", "write: key = value")},
		{rule.CaseMissingValue, words("「=」の後に値がありません", "there is no value after the ="), words("値を書くか、この行を消してください", "write a value, or remove the line")},
		{rule.CaseNoFrontMatter, words("記録の項目がありません", "the record has no fields"), words("1行目から「+++」の行、項目（title = \"…\" など）、「+++」の行の順に書き、本文はその後に続けてください", "begin the file with a line of +++, the fields (title = \"…\" and so on) and another line of +++; the text follows")},
		{rule.CaseNumberRange, words("{found} は扱える数の範囲を超えています", "the number {found} is out of range"), words("桁数を見直してください。整数は約922京（9×10の18乗）までです", "check its digits; whole numbers reach to about 9.2 × 10¹⁸")},
		{rule.CaseTooManyQuotes, words("引用符が多すぎます", "there are too many quotation marks"), words("複数行の文字列は、前後それぞれ三つの引用符で囲んでください", "text of several lines stands between three quotation marks and three more")},
		{rule.CaseUnclosedBracket, words("{found} が閉じていません", "{found} is not closed"), words("対応する {wanted} を加えてください", "add the {wanted} that belongs to it")},
		{rule.CaseUnclosedFrontMatter, words("項目の終わりを示す「+++」の行がありません", "the fields are not closed by a line of +++"), words("項目の後、本文の前に「+++」だけの行を加えてください", "add a line of +++ after the fields and before the text")},
		{rule.CaseUnclosedString, words("文字列が閉じていません", "the string is not closed"), words("{quote} で閉じてください。改行を含む文は、前後それぞれ三つの引用符で囲みます", "close it with {quote}; text of several lines stands between three quotation marks and three more")},
		{rule.CaseYAMLFrontMatter, words("項目がYAML（---）で書かれています", "the fields are written as YAML, between lines of ---"), words("「---」を「+++」に替え、「key: value」を「key = \"value\"」に直してください", "write +++ in place of --- and key = \"value\" in place of key: value")},
	},
	Other: words("最初に書かれているのはここです", "first given here"),
	Failing: `content/glossary/RTO.md:3:10
-- content/glossary/RTO.md --
+++
title = "RTO"
source = "JIS Q 22301
+++
`,
	Passing: `-- content/glossary/RTO.md --
+++
title = "RTO"
source = "JIS Q 22301"
+++
`,
}
