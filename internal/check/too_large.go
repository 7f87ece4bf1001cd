package check

import (
	"github.com/riskbook/riskbook/internal/diagnostic"
	"github.com/riskbook/riskbook/internal/rule"
)

var tooLarge = &Rule{
	Name: rule.TooLarge, Severity: diagnostic.Error,
	Title: words("大きすぎるファイルや本文", "Too large"),
	Why: words("極端に大きな入力は、処理時間とメモリーを際限なく使います。上限を超えるものは解析の前に断ります。",
		"Huge input takes time and memory without end. What exceeds a limit is refused before any parser sees it."),
	Mend: words("ファイルを分けるか、riskbook.toml の [limits] で上限を上げてください。", "Split the file, or raise the limit under [limits] in riskbook.toml."),
	Says: []Saying{
		{rule.CaseFile, words("ファイルの大きさ {size} バイトが上限の {limit} バイトを超えています", "the file has {size} bytes; the limit is {limit}"), words("ファイルを分けるか、content/riskbook.toml の [limits] で {key} の値を上げてください（{most} まで）", "split it, or raise {key} under [limits] in content/riskbook.toml (up to {most})")},
		{rule.CaseBulk, words("ファイルの大きさ {size} バイトが上限の {limit} バイトを超えています", "the file has {size} bytes; the limit is {limit}"), words("ファイルを分けるか、content/riskbook.toml の [limits] で {key} の値を上げてください（{most} まで）", "split it, or raise {key} under [limits] in content/riskbook.toml (up to {most})")},
		{rule.CaseValues, words("値の数が上限の {limit} を超えています", "the file holds more than {limit} values"), words("ファイルを分けるか、content/riskbook.toml の [limits] で {key} の値を上げてください（{most} まで）", "split it, or raise {key} under [limits] in content/riskbook.toml (up to {most})")},
		{rule.CaseTerm, words("用語の長さ {size} 文字が上限の {limit} 文字を超えています", "the term has {size} characters; the limit is {limit}"), words("短くするか、別名に短い語を書くか、content/riskbook.toml の [limits] で term の値を上げてください（{most} まで）", "make it shorter, or raise term under [limits] in content/riskbook.toml (up to {most})")},
		{rule.CaseTerms, words("用語集の用語と別名の文字数の合計が上限の {limit} を超えています", "the terms and aliases of the glossary add up to more than {limit} characters"), words("用語か別名を減らすか、content/riskbook.toml の [limits] で terms の値を上げてください（{most} まで）", "use fewer, or raise terms under [limits] in content/riskbook.toml (up to {most})")},
		{rule.CaseReadings, words("CSVのセルの数が上限の {limit} を超えています", "the file holds more than {limit} cells"), words("期間ごとにファイルを分けるか、content/riskbook.toml の [limits] で {key} の値を上げてください（{most} まで）", "split it, or raise {key} under [limits] in content/riskbook.toml (up to {most})")},
		{rule.CaseFigure, words("図の大きさ {size} バイトが上限の {limit} バイトを超えています", "the figure has {size} bytes; the limit is {limit}"), words("図を小さくするか、外部に置いてリンクしてください", "make it smaller, or keep it elsewhere and link to it")},
		{rule.CaseFaults, words("このファイルには誤りが多すぎます。{limit}件を超える分は示していません", "this file has too many faults; those beyond the first {limit} are not shown"), words("示されたものから直してください。同じ原因であることがほとんどです", "mend those that are shown first; most will have one cause")},
		{rule.CaseBlankLines, words("入れ子の中の空行が多すぎて処理できません（上限 {limit}、実際 {found}）", "too many blank lines inside nested lists or quotations ({found}; the limit is {limit})"), words("空行を減らすか、本文を分けるか、content/riskbook.toml の [limits] で blank_lines の値を上げてください", "remove blank lines, or split the text, or raise blank_lines under [limits] in content/riskbook.toml")},
		{rule.CaseBody, words("本文の大きさ {found} バイトが上限の {limit} バイトを超えています", "the text has {found} bytes; the limit is {limit}"), words("本文を分けるか、content/riskbook.toml の [limits] で body の値を上げてください", "split it, or raise body under [limits] in content/riskbook.toml")},
		{rule.CaseCells, words("表のセルの数が上限の {limit} を超えています（{found}）", "the tables have {found} cells; the limit is {limit}"), words("表を分けるか、列の数をそろえるか、content/riskbook.toml の [limits] で cells の値を上げてください", "split the tables, or make their rows equally long, or raise cells under [limits] in content/riskbook.toml")},
		{rule.CaseExpansion, words("リンク先の文字数の合計が上限の {limit} バイトを超えています（{found}）", "the addresses of the links add up to {found} bytes; the limit is {limit}"), words("長いリンク先の使用を減らすか、content/riskbook.toml の [limits] で expansion の値を上げてください", "use fewer links to long addresses, or raise expansion under [limits] in content/riskbook.toml")},
		{rule.CaseFootnotes, words("脚注の数 {found} が上限の {limit} を超えています", "there are {found} footnotes; the limit is {limit}"), words("脚注を減らすか、本文を分けるか、content/riskbook.toml の [limits] で footnotes の値を上げてください", "use fewer footnotes, or split the text, or raise footnotes under [limits] in content/riskbook.toml")},
		{rule.CaseMarks, words("一つの段落にある括弧と強調の記号の数 {found} が上限の {limit} を超えています", "one paragraph holds {found} brackets and marks of emphasis; the limit is {limit}"), words("段落を分けるか、コードとして囲むか、content/riskbook.toml の [limits] で marks の値を上げてください", "split the paragraph, or set it as code, or raise marks under [limits] in content/riskbook.toml")},
	},
	Failing: `content/sources/S-01.md:1:1
-- content/sources/S-01.md --
<1100000 bytes>
`,
	Passing: exampleSource,
}
