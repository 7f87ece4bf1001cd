package check

import (
	"github.com/riskbook/riskbook/internal/diagnostic"
	"github.com/riskbook/riskbook/internal/rule"
)

var notOnScale = &Rule{
	Name: rule.NotOnScale, Severity: diagnostic.Error,
	Title: words("尺度にない値", "Value not on its scale"),
	Why: words("尺度にない値からはリスクレベルが決まりません。判定基準を改めた後も、分析の値を自動で書き換えることはしません。",
		"Off the scale there is no level of risk. When the criteria change, ratings are never rescaled on the quiet."),
	Mend: words("今の判定基準の尺度で評価し直してください。", "Rate it again on the scale of the present criteria."),
	Says: []Saying{
		{rule.Plain, words("{name} {found} は尺度 {low}..{high} にありません", "{name} {found} is not on the scale {low}..{high}"), words("content/criteria.toml の尺度は次のとおりです: {allowed}", "content/criteria.toml defines {allowed}")},
		{rule.CaseExample, words("{name} {found} は尺度 {low}..{high} にありません", "{name} {found} is not on the scale {low}..{high}"), words("content/criteria.toml がないため、手引書の例の尺度を使います: {allowed}", "without content/criteria.toml the handbook's example scale holds: {allowed}")},
		{rule.CaseFactor, words("{name} {found} は、この因子の段階にありません", "{name} {found} is no step of this factor"), words("content/criteria.toml の段階は次のとおりです: {allowed}", "content/criteria.toml defines {allowed}")},
	},
	Failing: `content/risks/R-001.md:7:14
` + exampleContext + `-- content/risks/R-001.md --
+++
title = "配水の停止"
owner = "plant"
events = ["E-01"]
identified = 2026-05-01
[current]
likelihood = 6
impact = 3
+++
`,
	Passing: exampleContext + exampleRisk,
}
