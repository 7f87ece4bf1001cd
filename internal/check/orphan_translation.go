package check

import (
	"github.com/riskbook/riskbook/internal/diagnostic"
	"github.com/riskbook/riskbook/internal/rule"
)

var orphanTranslation = &Rule{
	Name: rule.OrphanTranslation, Severity: diagnostic.Error,
	Title: words("元の記録がない翻訳", "Orphan translation"),
	Why: words("元の記録のない翻訳はどのページにも現れません。記録の名前を変えたときに取り残されがちです。",
		"A translation without its record appears nowhere. It is easily left behind when a record is renamed."),
	Mend: words("元の記録と同じフォルダーに、同じIDで置いてください。", "Put it beside its record, under the same id."),
	Says: []Saying{
		{rule.Plain, words("翻訳の元になる {id} が同じフォルダーにありません", "there is no record {id} beside this translation"), words("ファイルの名前を元の記録に合わせる（{id}.md の翻訳は {id}.en.md）か、ファイルを削除してください", "name it after its record ({id}.en.md beside {id}.md), or delete it")},
		{rule.CaseLanguageNear, words("言語 {found} は、この登録簿の言語ではありません", "{found} is not a language of this register"), words("{near} の誤りではありませんか（{id}.{near}.md、この登録簿の言語: {allowed}）", "did you mean {near}, in {id}.{near}.md? (languages of this register: {allowed})")},
		{rule.CaseLanguageUnnamed, words("言語 {found} は、この登録簿の言語ではありません", "{found} is not a language of this register"), words("この登録簿の言語は {allowed} です。ja か en なら content/riskbook.toml の languages に加え、ほかの言語の文章は本文に書いてください", "its languages are {allowed}; where it is ja or en, add it to languages in content/riskbook.toml; what is written in another language can stand in the body")},
	},
	Failing: `content/sources/S-02.en.md:1:1
` + exampleSource + `-- content/sources/S-02.en.md --
Attempts to break in from outside.
`,
	Passing: exampleSource + `-- content/sources/S-01.en.md --
Attempts to break in from outside.
`,
}
