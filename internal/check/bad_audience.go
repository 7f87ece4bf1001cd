package check

import (
	"slices"
	"strings"
	"unicode"

	"github.com/riskbook/riskbook/internal/diagnostic"
	"github.com/riskbook/riskbook/internal/rule"
	"github.com/riskbook/riskbook/internal/term"
)

const exampleAudience = `-- content/riskbook.toml --
title = "登録簿"
[[audience]]
name = "public"
clearance = "TLP:CLEAR"
hide = ["cost"]
`

var badAudience = &Rule{
	Name: rule.BadAudience, Severity: diagnostic.Error,
	Title: words("開示先の設定の誤り", "Audience that cannot be served"),
	Why: words("隠したつもりの項目が、名前の誤りのために見えたり、評価の結果から読み取れたりしてはなりません。",
		"A field that somebody meant to hide must neither be seen because its name is wrong nor be read from a verdict that rests on it."),
	Mend: words("[[audience]] の hide に、評価の根拠にならない項目を正しい名前で書いてください。", "Name fields under hide of [[audience]] that exist and that no verdict rests on."),
	Says: []Saying{
		{rule.Plain, words("hide に挙げた {found} は、評価の根拠になる項目です", "{found} under hide is a field that verdicts rest on"), words("hide から除き、見せられない記録には上位のラベルを付けて記録ごと除いてください", "take it out of hide, and give records that may not be seen a higher label")},
		{rule.CaseUnknown, words("hide に挙げた {found} という項目はありません", "there is no field {found} to hide"), words("項目の名前（例：cost）か、種類.項目（例：risks.quantitative）で書いてください", "write a name, such as cost, or KIND.field, such as risks.quantitative")},
		{rule.CaseNear, words("hide に挙げた {found} という項目はありません", "there is no field {found} to hide"), words("「{near}」ではありませんか", "did you mean {near}?")},
		{rule.CaseName, words("開示先の名前 {found} は使えません", "{found} cannot be the name of an audience"), words("文字、数字、-、_ の組合せで書いてください（例：public）。保存版のファイル名になります", "use letters, digits, - and _, such as public: it becomes part of the name of an archive")},
		{rule.CaseTwice, words("開示先 {found} が二つあります", "there are two audiences {found}"), words("どちらかの名前を改めるか、一つにまとめてください", "give one of them another name, or make them one")},
		{rule.CaseLanguage, words("開示先の言語 {found} は、登録簿の言語ではありません", "{found} is no language of the register"), words("登録簿の languages にある言語（{allowed}）を書いてください", "name languages that the register has: {allowed}")},
	},
	Failing: `content/riskbook.toml:5:9
` + strings.Replace(exampleAudience, "cost", "title", 1),
	Passing: exampleAudience,
	Find: func(c *Case) {
		config := c.Assessment.Register.Tree.Config
		if config == nil {
			return
		}
		seen := map[string]bool{}
		for i, a := range c.Assessment.Register.Config.Audiences {
			at := func(path ...any) diagnostic.Place { return config.Place(append([]any{"audience", i}, path...)...) }
			switch {
			case a.Name == "": // missing-key says so
			case strings.ContainsFunc(a.Name, func(r rune) bool { return r != '-' && r != '_' && !unicode.IsLetter(r) && !unicode.IsDigit(r) }):
				c.ReportAt(at("name"), rule.CaseName, diagnostic.Args{"found": a.Name})
			case seen[a.Name]:
				c.ReportAt(at("name"), rule.CaseTwice, diagnostic.Args{"found": a.Name})
			}
			seen[a.Name] = true
			for n, name := range a.Hide {
				problem := c.Assessment.Register.Config.CheckHide(name)
				if problem == nil {
					continue
				}
				kase, args := problem.Case, diagnostic.Args{"found": name}
				if problem.Near != "" {
					kase, args["near"] = rule.CaseNear, problem.Near
				}
				c.ReportAt(at("hide", n), kase, args)
			}
			for n, language := range a.Languages {
				if !slices.Contains(c.Assessment.Register.Config.Languages, language) {
					allowed := strings.Join(c.Assessment.Register.Config.Languages, ", ")
					c.ReportAt(at("languages", n), rule.CaseLanguage, diagnostic.Args{"found": language, "allowed": term.Words{Ja: allowed, En: allowed}})
				}
			}
		}
	},
}
