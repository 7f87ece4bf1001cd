package check

import (
	"fmt"

	"github.com/riskbook/riskbook/internal/diagnostic"
	"github.com/riskbook/riskbook/internal/register"
	"github.com/riskbook/riskbook/internal/rule"
)

// missingKey is found for the plain fields while understanding; here it looks for those that other fields call for.
var missingKey = &Rule{
	Name: rule.MissingKey, Severity: diagnostic.Error,
	Title: words("必須項目の欠落", "Missing key"),
	Why: words("必須項目を欠く記録からは、担当、期限、対象などが決まらず、判断の根拠として使えません。",
		"Without its required fields a record cannot say who, when or what, and nothing can be decided from it."),
	Mend: words("示された記録にそのキーと値を加えてください。", "Add the key and a value to the record shown."),
	Says: []Saying{
		{rule.Plain, words("必須のキー {key} がありません", "the required key {key} is missing"), words("{key} と値を加えてください", "add {key} with a value")},
		{rule.CaseAllowed, words("必須のキー {key} がありません", "the required key {key} is missing"), words("{key} を加えてください。書ける値: {allowed}", "add {key} with one of: {allowed}")},
		{rule.CaseExample, words("必須のキー {key} がありません", "the required key {key} is missing"), words("{example} の形で加えてください", "add it in the form {example}")},
		{rule.CaseParty, words("必須のキー {key} がありません", "the required key {key} is missing"), words("{key} = \"…\" の形で、content/parties.toml のキー（ファイルがなければ名前）を加えてください", "add {key} = \"…\" with a key of content/parties.toml, or a name where there is no such file")},
		{rule.CaseKnown, words("既知の項目に、何についてのものかがありません", "an entry of the baseline does not say what it is about"), words("record に記録の識別子を書くか、記録でなければ file にファイルを書いてください", "give the id in record or, where it is no record, the file in file")},
		{rule.CaseCause, words("原因から見つけた事象に {key} がありません", "an event found from its cause lacks {key}"), words("approach が cause の事象には、原因（cause）とリスク源（sources）が要ります", "with approach = \"cause\" both cause and sources are required")},
		{rule.CaseAcceptance, words("受容の意思決定に {key} がありません", "an acceptance lacks {key}"), words("受容には、期限 until と、受容した時点の at = { likelihood = …, impact = … } が要ります", "an acceptance states its last day in until, and in at = { likelihood = …, impact = … } what was accepted")},
		{rule.CaseFactor, words("起こりやすさの因子 {key} がありません", "the factor {key} of the likelihood is missing"), words("二つの因子をどちらも書いてください: {allowed}", "give both factors: {allowed}")},
		{rule.CaseTarget, words("計画の {key} に、完了後に見込む値がありません", "{key} does not say what is expected once the plan is complete"), words("[[target]] に likelihood と impact、level、removed、frequency、loss のいずれかを書いてください", "give likelihood and impact, or level, removed, frequency or loss, under [[target]]")},
		{rule.CaseWorsens, words("計画の {key} に、ほかのリスクがどこまで高まるかの値がありません", "{key} does not say how far it raises the other risk"), words("[[worsens]] に likelihood と impact の一方又は両方を書くか、高まらないのであれば [[worsens]] を消してください", "give likelihood, impact or both under [[worsens]], or remove it where nothing is raised")},
		{rule.CaseJudgement, words("判断に結論 {key} がありません", "a judgement lacks its {key}"), words("verdict = \"treat\"（対応する）又は verdict = \"accept\"（受容する）を加えてください", "add verdict = \"treat\" or verdict = \"accept\"")},
		{rule.CaseClosed, words("終結したリスクに {key} がありません", "a closed risk lacks {key}"), words("status が closed のリスクには、終結した日 closed_on と理由 closed_because を書いてください", "with status = \"closed\" give the day in closed_on and the reason in closed_because")},
		{rule.CaseIncident, words("インシデントに、何に関わるものかがありません", "an incident does not say what it bears on"), words("events、assets、risks のうち少なくとも一つに、関わる記録の識別子を書いてください", "give the ids of what it bears on in at least one of events, assets and risks")},
		{rule.CaseNearMiss, words("ヒヤリハットに、何に関わるものかがありません", "a near miss does not say what it bears on"), words("events、assets、risks のうち少なくとも一つに、関わる記録の識別子を書いてください", "give the ids of what it bears on in at least one of events, assets and risks")},
		{rule.CaseCustom, words("独自に選ぶプロセス（custom）に {key} がありません", "a custom process lacks {key}"), words("採用するステップを steps = [\"1.1\", …] に並べるか、profile を full か simple にしてください", "list the steps that you adopt in steps = [\"1.1\", …], or set profile to full or simple")},
	},
	Failing: `content/decisions/D-001.md:1:1
` + exampleContext + exampleMediumRisk + `-- content/decisions/D-001.md --
+++
title = "配水停止リスクの受容"
kind = "acceptance"
on = 2026-06-10
by = "director"
basis = "次年度の更新まで監視で補う"
risks = ["R-001"]
at = { likelihood = 2, impact = 2 }
+++
`,
	Passing: exampleContext + exampleMediumRisk + `-- content/decisions/D-001.md --
+++
title = "配水停止リスクの受容"
kind = "acceptance"
on = 2026-06-10
by = "director"
basis = "次年度の更新まで監視で補う"
risks = ["R-001"]
until = 2027-03-31
at = { likelihood = 2, impact = 2 }
+++
`,
	Find: func(c *Case) {
		for _, e := range c.Assessment.Register.All() {
			r := e.Of()
			if r.Incomplete {
				continue // incomplete-record names what it lacks
			}
			if plan, ok := e.(*register.Treatment); ok {
				for i := range plan.Targets {
					if !plan.Targets[i].Says() {
						c.ReportCase(rule.CaseTarget, e, nil, diagnostic.Args{"key": fmt.Sprintf("target[%d]", i)})
					}
				}
				for i := range plan.Worsens {
					if !plan.Worsens[i].Says() {
						c.ReportCase(rule.CaseWorsens, e, nil, diagnostic.Args{"key": fmt.Sprintf("worsens[%d]", i)})
					}
				}
			}
			for _, lack := range r.Lacks {
				c.ReportCase(rule.Case(lack.Value), e, nil, diagnostic.Args{"key": lack.Path})
			}
		}
		if doc := c.Assessment.Register.Tree.Config; doc != nil && c.Assessment.Register.Config.Process.Profile == "custom" && doc.Table.At("process", "steps") == nil {
			c.ReportAt(doc.TablePlace("process"), rule.CaseCustom, diagnostic.Args{"key": "process.steps"})
		}
	},
}
