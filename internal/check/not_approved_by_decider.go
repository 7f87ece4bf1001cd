package check

import (
	"strings"

	"github.com/riskbook/riskbook/internal/diagnostic"
	"github.com/riskbook/riskbook/internal/register"
	"github.com/riskbook/riskbook/internal/rule"
)

var notApprovedByDecider = &Rule{
	Name: rule.NotApprovedByDecider, Severity: diagnostic.Error,
	Title: words("決定者の承認がない決定", "Decision without the approval of its decider"),
	Why: words("決定の記録は、by に書かれた者がその内容を確かめて承認したときに初めて、その者の決定になります。プルリクエストの承認と突き合わせます。",
		"A decision becomes that of the party in by once that party has looked at it and approved. It is held against the approvals of the pull request."),
	Mend: words("by に書かれた者に、プルリクエストの最新のコミットを承認してもらってください。", "Have the party in by approve the last commit of the pull request."),
	Says: []Saying{
		{rule.Plain, words("{by}の決定とされていますが、このプルリクエストの最新のコミットに{by}の承認がありません", "it is said to be decided by {by}, who has not approved the last commit of this request"),
			words("{handles} に承認を求めてください", "ask {handles} to approve it")},
		{rule.CaseOlder, words("{by}の決定とされていますが、{by}が承認したのは最新でないコミットです", "it is said to be decided by {by}, who approved an earlier commit of this request and not the last one"),
			words("{handles} に、最新のコミットをもう一度承認してもらってください", "ask {handles} to approve again, now the last commit")},
	},
	Failing: `content/decisions/D-001.md:5:6
-- content/parties.toml --
[director]
title = "部長"
handles = { github = "bucho" }
[office]
title = "事務局"
handles = { github = "jimu" }
-- content/decisions/D-001.md --
+++
title = "判定基準の承認"
kind = "criteria-approval"
on = 2026-04-01
by = "director"
basis = "年次の見直し"
+++
-- reviews.json --
{"forge": "github", "base": "a1", "head": "b2", "author": "jimu", "reviews": []}
`,
	Passing: `-- content/parties.toml --
[director]
title = "部長"
handles = { github = "bucho" }
[office]
title = "事務局"
handles = { github = "jimu" }
-- content/decisions/D-001.md --
+++
title = "判定基準の承認"
kind = "criteria-approval"
on = 2026-04-01
by = "director"
basis = "年次の見直し"
+++
-- reviews.json --
{"forge": "github", "base": "a1", "head": "b2", "author": "jimu", "reviews": [{"user": {"login": "bucho"}, "state": "APPROVED", "commit_id": "b2"}]}
`,
}

// Reviewed holds what a forge says of a request against the decisions that the request brings. Nothing is said of a party without handles on the forge, nor of a
// decision that is asked for, or that nobody has confirmed.
func Reviewed(r *register.Register, request *Request, brought func(*register.Decision) bool) []diagnostic.Diagnostic {
	var findings []diagnostic.Finding
	approvers, older := request.approvers()
	for _, d := range r.Decisions {
		handles := r.HandlesOf(d.By, request.Forge)
		if d.Asked() || len(handles) == 0 || !brought(d) {
			continue
		}
		var own, former bool // approved by the author of the request; approved, but not as it is now
		approved := false
		for _, handle := range handles {
			name := plainHandle(handle)
			former = former || older[name]
			switch {
			case approvers[name] && name == plainHandle(request.Author):
				own = true
			case approvers[name]:
				approved = true
			}
		}
		if approved {
			continue
		}
		f := diagnostic.Finding{Rule: notApprovedByDecider.Name, Place: d.Source.Place("by"), Args: diagnostic.Args{"by": partyWords(r, d.By), "handles": "@" + strings.Join(handles, ", @")}}
		switch {
		case own:
			f.Rule, f.Case = selfApproved.Name, rule.CaseRequest
			f.Args["author"] = "@" + request.Author
		case former:
			f.Case = rule.CaseOlder
		}
		findings = append(findings, f)
	}
	list := Say(findings)
	for i := range list {
		list[i].Severity = Lookup(list[i].Rule).SeverityIn(r)
	}
	return list
}
