package check

import (
	"strings"

	"github.com/riskbook/riskbook/internal/assess"
	"github.com/riskbook/riskbook/internal/diagnostic"
	"github.com/riskbook/riskbook/internal/rule"
	"github.com/riskbook/riskbook/internal/term"
)

var stepWithoutEvidence = &Rule{
	Name: rule.StepWithoutEvidence, Severity: diagnostic.Warning, Demands: true, Absence: true, Elsewhere: anywhere,
	Title: words("実施の記録がないステップ", "Step without evidence"),
	Why: words("採用したステップに記録がなければ、実施したことを示せません。監査で最初に問われる点です。",
		"A step that was adopted and left no record cannot be shown to have been done. It is the first thing an auditor asks for."),
	Mend: words("ステップを実施して記録を残すか、採用しない場合は riskbook.toml の process から外してください。", "Carry out the step and record it, or take it out of process in riskbook.toml."),
	Says: []Saying{
		{rule.Plain, words("ステップ {step}（{name}）を実施した記録がありません", "nothing shows that step {step} was done: {name}"), words("{evidence}を登録してください。採用しないステップであれば、riskbook.toml の process から外せます", "record {evidence}; a step that you do not adopt can be left out of process in riskbook.toml")},
		{rule.CaseDamage, words("{id} は対応が必要ですが、具体的な損害（damage）が書かれていません", "{id} needs treatment, but its concrete damage is not described"), words("[current] の damage に、サービスへの具体的な損害を書いてください", "say in damage under [current] what the service would lose")},
	},
	Failing: `content/risks/R-001.md:1:1
` + onlyStep32 + exampleContext + strings.Replace(exampleRisk, "damage", "# damage", 1),
	Passing: onlyStep32 + exampleContext + exampleRisk,
	Find: func(c *Case) {
		open, needing := c.openRisks()
		for _, s := range c.Assessment.Steps {
			evidence, known := evidenceOf[s.Key]
			switch {
			case !s.Adopted || !known || s.Evidence > 0:
			case (s.Key == "3.1" || s.Key == "4.1" || s.Key == "6.1" || s.Key == "6.2") && open == 0:
			case (s.Key == "4.1" || s.Key == "5.1") && c.Assessment.Register.Criteria.Broken:
			case s.Key == "5.1" && needing == 0:
			default:
				c.add("", s.Key, rule.Plain, configPlace(), diagnostic.Args{"step": s.Key, "name": term.Code("step", s.Key), "evidence": evidence}, nil)
			}
		}
		if c.Adopts("3.2") && !c.Assessment.Register.Criteria.Broken {
			for _, k := range c.Assessment.Risks {
				if needsTreating(k) && !k.Record.Says("current.damage") {
					c.reportStep("3.2", rule.CaseDamage, k.Record, nil, nil)
				}
			}
		}
	},
}

// needsTreating tells whether reasons stand against a risk.
func needsTreating(k *assess.Risk) bool {
	return k.Outcome.ToTreat()
}

// openRisks counts the open risks that count, and those of them that are to be treated.
func (c *Case) openRisks() (open, needing int) {
	list := c.open()
	for _, k := range list {
		if needsTreating(k) {
			needing++
		}
	}
	return len(list), needing
}

// evidenceOf says what shows that a step was done. Step 3.2 is asked of each risk by itself.
var evidenceOf = map[string]term.Words{
	"1.1": words("観点と担当を定めた資産", "assets with their viewpoints and owners"),
	"1.2": words("評価・影響・受容の基準（content/criteria.toml）", "evaluation, impact and acceptance criteria in content/criteria.toml"),
	"1.3": words("課題", "findings"),
	"2.1": words("事象", "events"),
	"2.2": words("事象から生じるリスク", "risks that arise from events"),
	"3.1": words("リスクの現在の起こりやすさと影響", "the present likelihood and impact of the risks"),
	"4.1": words("判定基準又は判断", "criteria or judgements"),
	"5.1": words("リスク対応計画", "treatment plans"),
	"6.1": words("factor = \"internal\" のレビュー", "reviews with factor = \"internal\""),
	"6.2": words("factor = \"external\" のレビュー", "reviews with factor = \"external\""),
}

const onlyStep32 = `-- content/riskbook.toml --
title = "登録簿"
[process]
profile = "custom"
steps = ["3.2"]
`
