package check

import (
	"slices"
	"strings"

	"github.com/riskbook/riskbook/internal/diagnostic"
	"github.com/riskbook/riskbook/internal/rule"
)

var signatureVoid = &Rule{
	Name: rule.SignatureVoid, Severity: diagnostic.Warning,
	Title: words("署名後に書き換えられた決定", "Decision changed after it was signed"),
	Why: words("署名は、そのときの決定の内容へのものです。決定の項目がその後に変わると、今の内容には誰も署名していないことになります。",
		"A signature is of the decision as it was then. Where its facts changed since, nobody has signed what stands there now."),
	Mend: words("決定の内容を戻すか、変えた内容に決定者が署名し直してください。リスクと計画の変化は、ここでは問いません。", "Bring the decision back to what was signed, or let the decider sign what it says now. What changed in its risks and plans is no matter here."),
	Says: []Saying{
		{rule.Plain, words("署名した後に {fields} が変わっています", "{fields} changed after it was signed"), words("署名した内容（signed）に戻すか、「riskbook sign {id} --key 鍵のファイル」で署名し直してください", "bring it back to what stands under signed, or sign again with riskbook sign {id} --key KEY")},
	},
	Failing: `content/decisions/D-001.md:7:13
-- content/allowed_signers --
director ` + exampleKey + "\n" + strings.Replace(exampleSigned, "basis = \"年次の見直し\"\n", "basis = \"臨時の見直し\"\n", 1),
	Passing: `-- content/allowed_signers --
director ` + exampleKey + "\n" + exampleSigned,
	Find: func(c *Case) {
		for _, d := range c.Assessment.Register.Decisions {
			s := c.Assessment.Signature(d)
			if s == nil || len(s.Void) == 0 {
				continue
			}
			var fields []string
			for _, line := range s.Void {
				name, _, _ := strings.Cut(line, " = ")
				if _, field, ok := strings.Cut(name, "."); ok && !slices.Contains(fields, field) {
					fields = append(fields, field)
				}
			}
			c.Report(d, key("signature"), diagnostic.Args{"fields": strings.Join(fields, ", ")})
		}
	},
}
