package check

import (
	"slices"
	"strings"

	"github.com/riskbook/riskbook/internal/diagnostic"
	"github.com/riskbook/riskbook/internal/rule"
	"github.com/riskbook/riskbook/internal/source"
)

var unknownLevel = &Rule{
	Name: rule.UnknownLevel, Severity: diagnostic.Error,
	Title: words("定義されていないレベル", "Unknown level"),
	Why: words("マトリクスが定義のないレベルを指すと、その組合せのリスクは受容してよいかどうかが決まりません。",
		"A cell that names no defined level leaves open whether its risks may be accepted."),
	Mend: words("[[level]] に定義したキーを使うか、レベルの定義を加えてください。", "Use a key defined under [[level]], or define the level."),
	Says: []Saying{
		{rule.Plain, words("{found} というレベルは定義されていません", "there is no level {found}"), words("[[level]] のキーは次のとおりです: {allowed}", "defined under [[level]]: {allowed}")},
		{rule.CaseNear, words("{found} というレベルは定義されていません", "there is no level {found}"), words("{near} の誤りではありませんか（定義: {allowed}）", "did you mean {near}? (defined: {allowed})")},
	},
	Failing: `content/criteria.toml:23:14
` + strings.Replace(exampleCriteria, `"high", "high"]`, `"hihg", "high"]`, 1),
	Passing: exampleCriteria,
	Find: func(c *Case) {
		doc := c.Assessment.Register.Tree.Criteria
		if doc == nil || doc.Broken || len(c.Assessment.Register.Criteria.Levels) == 0 {
			return
		}
		var keys []string
		for i := range c.Assessment.Register.Criteria.Levels {
			keys = append(keys, c.Assessment.Register.Criteria.Levels[i].Key)
		}
		look := func(found string, span source.Span) {
			if slices.Contains(keys, found) {
				return
			}
			args := diagnostic.Args{"found": found, "allowed": strings.Join(keys, ", ")}
			kase := rule.Plain
			if near := diagnostic.Nearest(found, keys); near != "" {
				kase, args["near"] = rule.CaseNear, near
			}
			c.ReportAt(doc.File.Place(span), kase, args)
		}
		if rows := doc.Table.At("matrix", "rows"); rows != nil {
			for i := range rows.Items {
				for k := range rows.Items[i].Items {
					if cell := &rows.Items[i].Items[k]; cell.Kind == source.String {
						look(cell.Text, cell.Span)
					}
				}
			}
		}
		if thresholds := doc.Table.At("matrix", "thresholds"); thresholds != nil {
			for i := range thresholds.Fields {
				look(thresholds.Fields[i].Key, thresholds.Fields[i].KeySpan)
			}
		}
	},
}
