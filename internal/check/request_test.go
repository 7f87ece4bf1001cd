package check

import (
	"strings"
	"testing"

	"github.com/riskbook/riskbook/internal/register"
)

// The payloads are what the APIs of the forges give: list of reviews of a pull request (GitHub), and approvals and reviewers of a merge request (GitLab).
func TestReviewed(t *testing.T) {
	const parties = `-- content/parties.toml --
[ceo]
title = "CEO"
handles = { github = "boss", gitlab = "the.boss" }
[board]
title = "Board"
members = ["ceo", "cfo"]
[cfo]
title = "CFO"
handles = { github = "Money" }
[mute]
title = "Nobody there"
-- content/decisions/D-1.md --
+++
title = "D"
kind = "criteria-approval"
on = 2026-11-01
by = "BY"
basis = "B"
+++
`
	gh := func(who, state, commit string) string {
		return `{"id":1,"user":{"login":"` + who + `","type":"User"},"state":"` + state + `","commit_id":"` + commit + `","body":""}`
	}
	const head = "6dcb09b5b57875f334f61aebed695e2e4193db5e"
	for _, c := range []struct{ name, by, author, forge, reviews, want string }{
		{"approved by the decider", "ceo", "dev", "github", "[" + gh("boss", "APPROVED", head) + "]", ""},
		{"nobody looked", "ceo", "dev", "github", "[]", "not-approved-by-decider"},
		{"no reviews at all", "ceo", "dev", "github", "null", "not-approved-by-decider"},
		{"approved by somebody else", "ceo", "dev", "github", "[" + gh("dev2", "APPROVED", head) + "]", "not-approved-by-decider"},
		{"a comment is no approval", "ceo", "dev", "github", "[" + gh("boss", "COMMENTED", head) + "]", "not-approved-by-decider"},
		{"approved an earlier commit", "ceo", "dev", "github", "[" + gh("boss", "APPROVED", "aaaa09b5b57875f334f61aebed695e2e4193db5e") + "]", "not-approved-by-decider older"},
		{"approved again", "ceo", "dev", "github", "[" + gh("boss", "APPROVED", "aaaa") + "," + gh("boss", "APPROVED", head) + "]", ""},
		{"approved, then asked for changes", "ceo", "dev", "github", "[" + gh("boss", "APPROVED", head) + "," + gh("boss", "CHANGES_REQUESTED", head) + "]", "not-approved-by-decider"},
		{"asked for changes, then approved", "ceo", "dev", "github", "[" + gh("boss", "CHANGES_REQUESTED", "aaaa") + "," + gh("boss", "APPROVED", head) + "]", ""},
		{"approved, then a comment", "ceo", "dev", "github", "[" + gh("boss", "APPROVED", head) + "," + gh("boss", "COMMENTED", head) + "]", ""},
		{"the approval was dismissed", "ceo", "dev", "github", "[" + gh("boss", "APPROVED", head) + "," + gh("boss", "DISMISSED", head) + "]", "not-approved-by-decider"},
		{"a review that is not sent yet", "ceo", "dev", "github", "[" + gh("boss", "PENDING", head) + "]", "not-approved-by-decider"},
		{"whatever the case of the letters", "cfo", "dev", "github", "[" + gh("money", "APPROVED", strings.ToUpper(head)) + "]", ""},
		{"a member decides for the group", "board", "dev", "github", "[" + gh("Money", "APPROVED", head) + "]", ""},
		{"the decider wrote the request", "ceo", "boss", "github", "[]", "not-approved-by-decider"},
		{"approved by its author alone", "ceo", "boss", "github", "[" + gh("boss", "APPROVED", head) + "]", "self-approved request"},
		{"of a group the other member too", "board", "boss", "github", "[" + gh("boss", "APPROVED", head) + "," + gh("Money", "APPROVED", head) + "]", ""},
		{"a party without handles", "mute", "dev", "github", "[]", ""},
		{"without handles on this forge", "cfo", "dev", "gitlab", "[]", ""},
		{"pages of reviews", "ceo", "dev", "github", "[[" + gh("x", "COMMENTED", head) + "],[" + gh("boss", "APPROVED", head) + "]]", ""},
		{"GitLab: who approved", "ceo", "dev", "gitlab", `[{"user":{"id":1,"username":"the.boss","state":"active"},"approved_at":"2026-11-20T00:00:00Z"}]`, ""},
		{"GitLab: the whole answer", "ceo", "dev", "gitlab", `{"id":5,"approved":true,"approved_by":[{"user":{"username":"the.boss"}}]}`, ""},
		{"GitLab: a reviewer who has not", "ceo", "dev", "gitlab", `[{"user":{"username":"the.boss"},"state":"unreviewed"}]`, "not-approved-by-decider"},
		{"GitLab: a reviewer who asked for changes", "ceo", "dev", "gitlab", `[{"user":{"username":"the.boss"},"state":"requested_changes"}]`, "not-approved-by-decider"},
		{"GitLab: its author alone", "ceo", "the.boss", "gitlab", `[{"user":{"username":"the.boss"}}]`, "self-approved request"},
	} {
		t.Run(c.name, func(t *testing.T) {
			a := assessed(t, strings.Replace(parties, "BY", c.by, 1))
			request, err := ParseRequest([]byte(`{"forge":"` + c.forge + `","base":"1111","head":"` + head + `","author":"` + c.author + `","reviews":` + c.reviews + `}`))
			if err != nil {
				t.Fatal(err)
			}
			var got []string
			for _, d := range Reviewed(a.Register, request, func(*register.Decision) bool { return true }) {
				got = append(got, strings.TrimSpace(string(d.Rule)+" "+string(d.Case)))
				complete(t, d)
			}
			if strings.Join(got, ", ") != c.want {
				t.Errorf("got %q, want %q", got, c.want)
			}
			if list := Reviewed(a.Register, request, func(*register.Decision) bool { return false }); len(list) > 0 {
				t.Errorf("of a decision that the request does not bring it says %v", list)
			}
		})
	}
}

func TestParseRequestRefuses(t *testing.T) {
	for _, text := range []string{"", "[]", "{}", `{"forge":"svn","base":"a","head":"b"}`, `{"forge":"github","head":"b"}`, `{"forge":"github","base":"a"}`, `{"forge":"github","base":"a","head":"b","reviews":"x"}`, `{"forge":"github","base":"a","head":"b","reviews":[1]}`} {
		if _, err := ParseRequest([]byte(text)); err == nil {
			t.Errorf("%s: no error", text)
		}
	}
}
