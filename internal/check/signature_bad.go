package check

import (
	"strings"

	"github.com/riskbook/riskbook/internal/assess"
	"github.com/riskbook/riskbook/internal/diagnostic"
	"github.com/riskbook/riskbook/internal/rule"
)

// What the examples of signatures share: a signed approval, and the key that signed it.
const (
	exampleKey    = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAILvK51jz15XfOcESXUP/UNQS96tfZ4cy3dYOmEpBjeCf"
	exampleSigned = `-- content/decisions/D-001.md --
+++
title = "判定基準の承認"
kind = "criteria-approval"
on = 2026-04-01
by = "director"
basis = "年次の見直し"
signature = """
-----BEGIN SSH SIGNATURE-----
U1NIU0lHAAAAAQAAADMAAAALc3NoLWVkMjU1MTkAAAAgu8rnWPPXld85wRJdQ/9Q1BL3q1
9nhzLd1g6YSkGN4J8AAAARcmlza2Jvb2stZGVjaXNpb24AAAAAAAAABnNoYTUxMgAAAFMA
AAALc3NoLWVkMjU1MTkAAABAKzijqcecUEw61tD3TpS7KWVteSkWPYY3EvzbP4ylWTv9EG
sEIehXkx7QVx7SSKCCHl8E2WiY/3r+T/u8biA/Dg==
-----END SSH SIGNATURE-----
"""
signed = """
riskbook-decision 1
D-001.basis = "年次の見直し"
D-001.by = "director"
D-001.kind = "criteria-approval"
D-001.on = "2026-04-01"
"""
+++
`
)

var signatureBad = &Rule{
	Name: rule.SignatureBad, Severity: diagnostic.Error,
	Title: words("正しくない署名", "Signature that is not good"),
	Why: words("署名が署名した内容と合わないと、その決定が誰によるものかを示す証拠になりません。署名か内容のどちらかが、署名した後に書き換えられています。",
		"A signature that is not of what stands beside it proves nothing of who decided. One of the two was changed after it was signed."),
	Mend: words("signature と signed を git の履歴から戻すか、決定者が署名し直してください。", "Bring signature and signed back from git's history, or let the decider sign again."),
	Says: []Saying{
		{rule.Plain, words("署名が、signed の内容への署名ではありません", "the signature is not one of what stands under signed"), words("署名したときの signature と signed に戻すか、「riskbook sign {id} --key 鍵のファイル」で署名し直してください", "bring back signature and signed as they were when it was signed, or sign again with riskbook sign {id} --key KEY")},
	},
	Failing: `content/decisions/D-001.md:7:13
-- content/allowed_signers --
director ` + exampleKey + "\n" + strings.Replace(exampleSigned, `D-001.by = "director"`, `D-001.by = "president"`, 1),
	Passing: `-- content/allowed_signers --
director ` + exampleKey + "\n" + exampleSigned,
	Find: func(c *Case) {
		c.eachBreach(func(b *assess.Breach) { c.Report(b.Record, b.Path, diagnostic.Args{}) })
	},
}
