package check

import (
	"github.com/riskbook/riskbook/internal/diagnostic"
	"github.com/riskbook/riskbook/internal/rule"
)

var notRegularFile = &Rule{
	Name: rule.NotRegularFile, Severity: diagnostic.Error,
	Title: words("普通のファイルでないもの", "Not a regular file"),
	Why: words("フォルダー、パイプ、装置、途切れたリンクは記録になりません。開くと処理が止まるものもあります。",
		"Folders, pipes, devices and broken links are no records, and some of them would never stop being read."),
	Mend: words("普通のファイルに置き換えるか、content/ の外へ移してください。", "Replace it by a regular file, or move it out of content/."),
	Says: []Saying{
		{rule.CaseFigure, words("図を開けません", "the figure cannot be opened"), words("読み取りの権限を確かめてください", "see that it may be read")},
		{rule.CaseFolder, words("ファイルの名前を持つフォルダーです", "this is a folder with the name of a file"), words("フォルダーの名前から拡張子を除いてください", "take the ending off the folder's name")},
		{rule.CaseFolderLink, words("フォルダーへのリンクはたどりません", "links to folders are not followed"), words("リンクの代わりにフォルダーそのものを置いてください", "put the folder itself there")},
		{rule.CaseFIFO, words("名前付きパイプです", "this is a named pipe"), words("普通のファイルに置き換えてください", "replace it by a regular file")},
		{rule.CaseSocket, words("ソケットです", "this is a socket"), words("普通のファイルに置き換えてください", "replace it by a regular file")},
		{rule.CaseDevice, words("装置ファイルです", "this is a device"), words("普通のファイルに置き換えてください", "replace it by a regular file")},
		{rule.CaseDangling, words("リンクの先がありません", "the link leads nowhere"), words("リンクを張り直すか、削除してください", "mend the link, or delete it")},
		{rule.CaseLoop, words("リンクが循環しています", "the links go round in a circle"), words("リンクを、普通のファイルを指すように張り直してください", "let the link point at a regular file")},
		{rule.CaseUnreadable, words("読み取れません（{reason}）", "this cannot be read ({reason})"), words("ファイルの有無と読み取りの権限を確かめてください", "see that it exists and may be read")},
		{rule.CaseReplaced, words("読み取りの途中で普通のファイルではなくなりました", "this stopped being a regular file while it was read"), words("ほかのプログラムが書き換えていないことを確かめ、もう一度実行してください", "see that no other program changes it, and run again")},
	},
	Failing: `content/sources/S-01.md:1:1
-- content/sources/S-01.md --
<folder>
`,
	Passing: exampleSource,
}
