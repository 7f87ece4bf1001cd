package check

import (
	"github.com/riskbook/riskbook/internal/diagnostic"
	"github.com/riskbook/riskbook/internal/rule"
)

var badID = &Rule{
	Name: rule.BadID, Severity: diagnostic.Error,
	Title: words("使えないID", "Bad id"),
	Why: words("IDはページの名前や参照にそのまま使うため、どの環境でも同じに扱える文字に限ります。",
		"An id becomes the name of a page and is written in references, so it keeps to characters that are the same everywhere."),
	Mend: words("ファイルの名前（TOMLでは見出し）を、英数字で始まり英数字、「-」、「_」だけからなる名前に変えてください。",
		"Rename the file (in TOML, the header): letters, digits, - and _, with a letter or digit first."),
	Says: []Saying{
		{rule.Plain, words("{found} はIDに使えません", "{found} cannot be an id"), words("英数字で始め、英数字、「-」、「_」だけを使ってください。例: R-001", "begin with a letter or digit and use letters, digits, - and _ only, such as R-001")},
		{rule.CaseDevice, words("{found} はIDに使えません。Windows が装置の名前として使っています", "{found} cannot be an id: Windows keeps that name for a device"), words("その名前のファイルは Windows で取り出せません。{found}-1 のような別の名前にしてください", "no file of that name can be checked out there: choose another, such as {found}-1")},
		{rule.CaseGlossary, words("{found} は用語のIDに使えません", "{found} cannot be the id of a term"), words("斜線（/、\\）と制御文字を除いた、空でない名前にしてください", "use any text without slashes and control characters")},
		{rule.CaseLong, words("IDの長さ {size} バイトが上限の {limit} バイトを超えています", "the id has {size} bytes; the limit is {limit}"), words("IDはファイルの名前になります。短くしてください（日本語の1文字はおよそ3バイトです）", "an id becomes the name of a file: make it shorter")},
	},
	Failing: `content/sources/S 01.md:1:1
-- content/sources/S 01.md --
+++
title = "停電"
kind = "threat"
+++
`,
	Passing: exampleSource,
}
