package check

import (
	"github.com/riskbook/riskbook/internal/diagnostic"
	"github.com/riskbook/riskbook/internal/live"
)

var proseContradicts = &Rule{
	Name: "prose-contradicts", Severity: diagnostic.Warning,
	Title: words("登録簿と食い違う文章", "Prose that contradicts the register"),
	Why: words("文章に書き写したリスクレベル、順位、評価結果、件数は、登録簿が変わっても変わりません。読者は古い値を今の値として読みます。",
		"A level, rank, outcome or count that somebody copied into prose does not change with the register, and readers take the old figure for the present one."),
	Mend: words("値を直すか、登録簿に追随する書き方（[[R-001:level]]、[[count:risks need=treat]] など）に替えてください。記号の後ろに書いた値は riskbook fmt で更新できます。",
		"Correct the figure, or write one that follows the register, such as [[R-001:level]] or [[count:risks need=treat]]. riskbook fmt brings the words behind a mark up to date."),
	Says: []Saying{
		{"", words("文章には「{found}」とありますが、登録簿では {id} の{what}は「{want}」です", "the text says {found}; by the register the {what} of {id} is: {want}"), words("{want} に直すか、[[{mark}]] と書いて登録簿に追随させてください", "write {want}, or [[{mark}]], which follows the register")},
		{"count", words("文章には「{found}」とありますが、登録簿では{what}は{want}件です", "the text says {found}; by the register {what}: {want}"), words("{want} に直すか、[[{mark}]] と書いて登録簿に追随させてください", "write {want}, or [[{mark}]], which follows the register")},
		{"mark", words("[[{mark}]] の後ろの値は「{found}」ですが、登録簿では「{want}」です", "the words behind [[{mark}]] are {found}; by the register it is: {want}"), words("riskbook fmt で更新してください", "run riskbook fmt, which brings them up to date")},
	},
	Failing: `content/risks/R-001.md:12:4
` + exampleContext + exampleRisk + `
現在は[[R-001:level|中]]である。
`,
	Passing: exampleContext + exampleRisk + `
現在は[[R-001:level|高]]である。
`,
	Find: func(c *Case) {
		for _, b := range c.Bodies {
			entry := c.Register.Find(b.Record)
			if entry == nil || live.Dated(entry.Of().Kind.Folder) {
				continue
			}
			for _, q := range b.Live {
				if !q.Dated && q.Worded && q.Words != q.Want {
					c.add(b.Record, c.rule.Step, "mark", q.Place, diagnostic.Args{"id": b.Record, "mark": q.Mark, "found": q.Words, "want": q.Want}, nil)
				}
			}
		}
	},
}
