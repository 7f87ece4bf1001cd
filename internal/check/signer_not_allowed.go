package check

import (
	"strings"

	"github.com/riskbook/riskbook/internal/assess"
	"github.com/riskbook/riskbook/internal/diagnostic"
	"github.com/riskbook/riskbook/internal/register"
	"github.com/riskbook/riskbook/internal/rule"
)

var signerNotAllowed = &Rule{
	Name: rule.SignerNotAllowed, Severity: diagnostic.Error,
	Title: words("決定者のものではない署名", "Signed by somebody else than the decider"),
	Why: words("決定に署名できるのは、決定者（by）か、その会議体の構成員に限られます。ほかの鍵による署名は、決定者が決めたことを示しません。",
		"A decision is signed by who decided (by), or by a member of that body. A signature with any other key does not show that they did."),
	Mend: words("決定者が署名し直すか、その鍵を content/allowed_signers に加えてください。加える変更は、決定者以外の者が確かめてください。", "Let the decider sign again, or put the key on content/allowed_signers; have that change looked at by somebody else."),
	Says: []Saying{
		{rule.Plain, words("署名した鍵（{key}）は、決定した日に有効な鍵として content/allowed_signers にありません", "the key that signed it ({key}) is not on content/allowed_signers as valid on the day of the decision"), words("{by}の鍵であれば、「{party} 鍵の種類 鍵」の行を content/allowed_signers に加えてください。そうでなければ、{by}が「riskbook sign {id} --key 鍵のファイル」で署名し直してください", "where it is the key of {by}, add a line to content/allowed_signers: {party}, the kind of key, the key; else let {by} sign again with riskbook sign {id} --key KEY")},
		{rule.CaseOther, words("署名したのは{signers}で、{by}でもその構成員でもありません", "signed by {signers}, who is neither {by} nor a member of it"), words("{by}が「riskbook sign {id} --key 鍵のファイル」で署名し直してください。構成員であれば、parties.toml の members に加えてください", "let {by} sign again with riskbook sign {id} --key KEY; where it is a member, put it among its members in parties.toml")},
	},
	Failing: `content/decisions/D-001.md:7:13
` + exampleSigned,
	Passing: `-- content/allowed_signers --
director ` + exampleKey + "\n" + exampleSigned,
	Find: func(c *Case) {
		c.eachBreach(func(b *assess.Breach) {
			d := b.Record.(*register.Decision)
			args := diagnostic.Args{"by": c.partyOf(d.By), "party": d.By, "key": b.Signature.Key}
			if len(b.Signature.Signers) == 0 {
				c.Report(d, b.Path, args)
				return
			}
			args["signers"] = strings.Join(b.Signature.Signers, ", ")
			c.ReportCase(rule.CaseOther, d, b.Path, args)
		})
	},
}
