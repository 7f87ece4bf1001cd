package check

import (
	"github.com/riskbook/riskbook/internal/diagnostic"
	"github.com/riskbook/riskbook/internal/rule"
)

var notUTF8 = &Rule{
	Name: rule.NotUTF8, Severity: diagnostic.Error,
	Title: words("UTF-8でないファイル", "Not UTF-8"),
	Why: words("文字コードが違うファイルは、文字化けした内容で判断することになるため読みません。",
		"A file in another encoding would be read as garbage, so it is not read at all."),
	Mend: words("エディターでUTF-8として保存し直してください。", "Save the file as UTF-8."),
	Says: []Saying{
		{rule.Plain, words("UTF-8として読めないバイトがあります", "this byte is not UTF-8"), words("エディターで文字コードにUTF-8を指定して保存し直してください（Shift_JISなどで保存されていませんか）", "save the file again with the encoding UTF-8 (is it Shift_JIS or Latin-1?)")},
		{rule.CaseName, words("ファイル又はフォルダーの名前がUTF-8ではありません", "the name of this file or folder is not UTF-8"), words("名前を付け直してください（Shift_JISなどの環境で作られた書庫から取り出していませんか）", "rename it (was it unpacked from an archive made under Shift_JIS or Latin-1?)")},
		{rule.CaseShiftJIS, words("ファイルがShift_JISで保存されています", "the file is in Shift_JIS"), words("エディターで文字コードにUTF-8を指定して保存し直してください", "save the file again with the encoding UTF-8")},
		{rule.CaseUTF16, words("ファイルがUTF-16で保存されています", "the file is in UTF-16"), words("エディターで文字コードにUTF-8を指定して保存し直してください", "save the file again with the encoding UTF-8")},
	},
	Failing: `content/sources/S-01.md:2:10
-- content/sources/S-01.md --
+++
title = "<FF>"
kind = "threat"
+++
`,
	Passing: exampleSource,
}
