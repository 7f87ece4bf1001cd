package check

import (
	"github.com/riskbook/riskbook/internal/diagnostic"
	"github.com/riskbook/riskbook/internal/rule"
)

var unknownKey = &Rule{
	Name: rule.UnknownKey, Severity: diagnostic.Error,
	Title: words("未知のキー", "Unknown key"),
	Why: words("綴りを誤ったキーは黙って無視されると気付けません。書いたはずの期限や担当が抜け落ちたまま判断することになります。",
		"A misspelt key that is silently ignored is worse than an error: a due date or an owner would be missing and nobody would know."),
	Mend: words("綴りを直してください。自組織だけの項目は [extra] の下に書けます。",
		"Correct the spelling. Fields of your own belong under [extra]."),
	Says: []Saying{
		{rule.Plain, words("{key} というキーはありません", "there is no key {key}"), words("書けるのは次のキーです: {allowed}。独自の項目は [extra] の下に書いてください", "known here: {allowed}; fields of your own go under [extra]")},
		{rule.CaseNear, words("{key} というキーはありません", "there is no key {key}"), words("{near} の誤りではありませんか", "did you mean {near}?")},
		{rule.CaseLanguage, words("{key} の最後の部分は言語の名前ではありません", "the last part of {key} is no language"), words("言語ごとに書く文のキーには ja、en のような言語の略号を使ってください", "the keys of a text by language are language tags such as ja and en")},
		{rule.CaseLanguageNear, words("{key} の言語 {found} は、この登録簿の言語ではありません", "{found} in {key} is not a language of this register"), words("{near} の誤りではありませんか（この登録簿の言語: {allowed}）", "did you mean {near}? (languages of this register: {allowed})")},
		{rule.CaseLanguageUnnamed, words("{key} の言語 {found} は、この登録簿の言語ではありません", "{found} in {key} is not a language of this register"), words("この登録簿の言語は {allowed} です。ja か en なら content/riskbook.toml の languages に加え、ほかの言語の文章は本文に書いてください", "its languages are {allowed}; where it is ja or en, add it to languages in content/riskbook.toml; what is written in another language can stand in the body")},
	},
	Failing: `content/assets/A-01.md:5:1
-- content/assets/A-01.md --
+++
title = "監視制御システム"
kind = "information-system"
viewpoints = ["service-level"]
onwer = "plant"
owner = "plant"
+++
`,
	Passing: `-- content/assets/A-01.md --
+++
title = "監視制御システム"
kind = "information-system"
viewpoints = ["service-level"]
owner = "plant"
[extra]
building = "B2"
+++
`,
}
