package check

import (
	"github.com/riskbook/riskbook/internal/assess"
	"github.com/riskbook/riskbook/internal/diagnostic"
	"github.com/riskbook/riskbook/internal/register"
	"github.com/riskbook/riskbook/internal/rule"
	"github.com/riskbook/riskbook/internal/term"
)

var selfApproved = &Rule{
	Name: rule.SelfApproved, Severity: diagnostic.Error,
	Title: words("起案者自身による決定", "Decided by its proposer"),
	Why: words("起案と決定を同じ者が行うと、決定が別の目で確かめられません。この登録簿は両者を分けると定めています（approval.separate）。",
		"Who proposes and decides alone is checked by nobody. This register keeps the two apart (approval.separate)."),
	Mend: words("別の者が決定し、by にその者を書いてください。", "Let somebody else decide, and name them in by."),
	Says: []Saying{
		{rule.Plain, words("{by}が自ら起案した内容を自ら決定しています", "{by} decided what {by} had proposed"), words("決定権を持つ別の者の決定を受け、by を書き直してください。分ける必要がなければ riskbook.toml の approval.separate を false にします", "have it decided by somebody else and name them in by; where the two need not be apart, set approval.separate = false in riskbook.toml")},
		{rule.CaseRequest, words("{by}の決定とされていますが、承認したのはプルリクエストの作成者（{author}）自身だけです", "it is said to be decided by {by}, and approved only by {author}, who wrote the request"), words("{handles} のうち作成者でない者の承認を受けるか、別の者がプルリクエストを作ってください", "have another of {handles} approve it, or let somebody else write the request")},
	},
	Other: words("起案者はここに書かれています", "proposed here"),
	Failing: `content/decisions/D-001.md:5:6
-- content/riskbook.toml --
title = "登録簿"
[approval]
separate = true
-- content/decisions/D-001.md --
+++
title = "判定基準の承認"
kind = "criteria-approval"
on = 2026-04-01
by = "director"
proposed_by = "director"
basis = "年次の見直し"
+++
`,
	Passing: `-- content/riskbook.toml --
title = "登録簿"
[approval]
separate = true
-- content/decisions/D-001.md --
+++
title = "判定基準の承認"
kind = "criteria-approval"
on = 2026-04-01
by = "director"
proposed_by = "security-office"
basis = "年次の見直し"
+++
`,
	Find: func(c *Case) {
		c.eachBreach(func(b *assess.Breach) {
			d := b.Record.(*register.Decision)
			c.Report(d, b.Path, diagnostic.Args{"by": c.partyOf(d.By)}, related(d, key("proposed_by"), term.Words{}))
		})
	},
}
