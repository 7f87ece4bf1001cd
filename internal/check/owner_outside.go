package check

import (
	"strings"

	"github.com/riskbook/riskbook/internal/diagnostic"
	"github.com/riskbook/riskbook/internal/rule"
)

var ownerOutside = &Rule{
	Name: rule.OwnerOutside, Severity: diagnostic.Warning, Step: "5.1",
	Title: words("組織の外の責任者", "Risk owned by an outside party"),
	Why: words("業務を委ねても、リスクを共有しても、責任は組織に残ります。組織の外の者を責任者にすると、判断する者が組織にいなくなります。",
		"Work can be handed over and losses shared; the responsibility stays. Where an outside party owns the risk, nobody within answers for it."),
	Mend: words("組織の中の者を owner とし、外の者は計画の with に書いてください。", "Let somebody within the organisation own it, and name the outside party in with of a plan."),
	Says: []Saying{
		{rule.Plain, words("{id} の責任者 {owner} は組織の外の者です", "{id} is owned by {owner}, an outside party"), words("owner を、このリスクに責任を持つ組織内の者に改めてください。{owner} と共有するのであれば、計画の with に書きます", "set owner to the party within that answers for it; where it is shared with {owner}, say so in with of a plan")},
	},
	Failing: `content/risks/R-001.md:3:9
` + exampleContext + exampleParties + strings.Replace(exampleRisk, `owner = "plant"`, `owner = "contractor"`, 1),
	Passing: exampleContext + exampleParties + exampleRisk,
	Find: func(c *Case) {
		for _, k := range c.open() {
			if c.outside(k.Record.Owner) {
				c.Report(k.Record, key("owner"), diagnostic.Args{"owner": k.Record.Owner})
			}
		}
	},
}

// outside reports whether a party, or one that it belongs to, is outside the organisation.
func (c *Case) outside(party string) bool {
	seen := map[string]bool{}
	for p := c.Assessment.Register.Party(party); p != nil && !seen[p.Key]; p = c.Assessment.Register.Party(p.Parent) {
		if seen[p.Key] = true; p.Kind == "outside" {
			return true
		}
	}
	return false
}

const exampleParties = `-- content/parties.toml --
[plant]
title = { ja = "浄水課", en = "Water treatment" }
kind = "department"
[director]
title = { ja = "局長", en = "Director" }
kind = "person"
[contractor]
title = { ja = "運転管理の受託者", en = "Operating contractor" }
kind = "outside"
`
