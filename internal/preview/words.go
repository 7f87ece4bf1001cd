package preview

import "github.com/riskbook/riskbook/internal/term"

// words are what the pages of the preview say.
var words = map[string]term.Words{
	"close":      {Ja: "閉じる", En: "Close"},
	"failed":     {Ja: "エラーのため、表示を更新できません", En: "Not updated: the register has errors"},
	"gone":       {Ja: "プレビューが止まっています。riskbook serve を起動すると自動でつながります。", En: "The preview has stopped. It reconnects by itself once riskbook serve runs again."},
	"help":       {Ja: "対処", En: "Help"},
	"label":      {Ja: "プレビューのエラー", En: "Errors of the preview"},
	"more":       {Ja: "ほかに{n}件あります。riskbook check ですべて確認できます。", En: "And {n} more: riskbook check shows all."},
	"nothing":    {Ja: "まだ表示できるサイトがありません。エラーを直すと自動で表示されます。", En: "There is no site to show yet. It appears by itself once the errors are mended."},
	"stays":      {Ja: "下のページは、エラーになる前のものです。直すとこの表示は自動で消えます。", En: "The page below is the last good one. This goes away by itself once mended."},
	"unread":     {Ja: "登録簿を読み込めません", En: "the register cannot be read"},
	"unreadHelp": {Ja: "登録簿のフォルダーと、その読み取り権限を確かめてください。", En: "see whether the register's folder is there and may be read"},
	"pathLost":   {Ja: "このページはサイトにありません。", En: "There is no such page in the site."},
}
