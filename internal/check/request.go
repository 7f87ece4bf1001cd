package check

import (
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/riskbook/riskbook/internal/register"
	"github.com/riskbook/riskbook/internal/term"
)

// Request is what a forge says of a pull request, or merge request.
type Request struct {
	Forge   string // "github" or "gitlab"
	Base    string // the commit that it is compared with
	Head    string // its last commit
	Author  string
	Reviews []Review // in the order in which they were given
}

// Review is what one person said of a request.
type Review struct {
	Who    string
	State  string // in capitals: APPROVED, CHANGES_REQUESTED, DISMISSED, COMMENTED, PENDING
	Commit string // empty where the forge does not tell
}

// review is a review as the forges' APIs give it: of GitHub with login, state and commit, of GitLab with username and, if at all, state.
type review struct {
	User     struct{ Login, Username string } `json:"user"`
	Username string                           `json:"username"`
	State    string                           `json:"state"`
	Commit   string                           `json:"commit_id"`
}

// ParseRequest reads what the pipelines put together of a request: {"forge","base","head","author","reviews"}.
func ParseRequest(data []byte) (*Request, error) {
	var form struct {
		Forge, Base, Head string
		Author            json.RawMessage
		Reviews           json.RawMessage
	}
	if err := json.Unmarshal(data, &form); err != nil {
		return nil, err
	}
	r := &Request{Forge: strings.ToLower(form.Forge), Base: form.Base, Head: form.Head, Author: nameOf(form.Author)}
	switch {
	case r.Forge != "github" && r.Forge != "gitlab":
		return nil, fmt.Errorf("forge is %q, and not github or gitlab", form.Forge)
	case r.Base == "":
		return nil, errors.New("base is missing")
	case r.Head == "":
		return nil, errors.New("head is missing")
	}
	list, err := reviewsOf(form.Reviews)
	if err != nil {
		return nil, fmt.Errorf("reviews: %w", err)
	}
	for i := range list {
		v := &list[i]
		who := slices.MaxFunc([]string{v.User.Login, v.User.Username, v.Username}, func(a, b string) int { return len(a) - len(b) })
		state := strings.ToUpper(strings.ReplaceAll(v.State, " ", "_"))
		if r.Forge == "gitlab" {
			switch state {
			case "", "APPROVED", "ACTIVE": // a list of approvers gives no state, or that of the account
				state = "APPROVED"
			case "REQUESTED_CHANGES":
				state = "CHANGES_REQUESTED"
			}
			v.Commit = ""
		}
		if who != "" {
			r.Reviews = append(r.Reviews, Review{who, state, v.Commit})
		}
	}
	return r, nil
}

// nameOf reads the name of an account: a text, or the account as the API gives it.
func nameOf(data json.RawMessage) string {
	var name string
	if json.Unmarshal(data, &name) == nil {
		return name
	}
	var account struct{ Login, Username string }
	if json.Unmarshal(data, &account) != nil {
		return ""
	}
	return account.Login + account.Username
}

// reviewsOf reads a list of reviews, or of pages of them, or the answer that holds the list of those who approved.
func reviewsOf(data json.RawMessage) ([]review, error) {
	trimmed := strings.TrimSpace(string(data))
	switch {
	case trimmed == "" || trimmed == "null":
		return nil, nil
	case trimmed[0] == '{':
		var answer struct {
			ApprovedBy json.RawMessage `json:"approved_by"`
		}
		if err := json.Unmarshal(data, &answer); err != nil {
			return nil, err
		}
		return reviewsOf(answer.ApprovedBy)
	}
	var parts []json.RawMessage
	if err := json.Unmarshal(data, &parts); err != nil {
		return nil, err
	}
	var list []review
	for _, part := range parts {
		if strings.HasPrefix(strings.TrimSpace(string(part)), "[") {
			page, err := reviewsOf(part)
			if err != nil {
				return nil, err
			}
			list = append(list, page...)
			continue
		}
		var v review
		if err := json.Unmarshal(part, &v); err != nil {
			return nil, err
		}
		list = append(list, v)
	}
	return list, nil
}

// approvers gives who approves the request as it is now, and who approved an earlier state of it. What somebody said last counts; comments count for nothing.
func (r *Request) approvers() (now, older map[string]bool) {
	now, older = map[string]bool{}, map[string]bool{}
	last := map[string]Review{}
	for _, v := range r.Reviews {
		switch v.State {
		case "APPROVED", "CHANGES_REQUESTED", "DISMISSED", "UNAPPROVED":
			last[plainHandle(v.Who)] = v
		}
	}
	for who, v := range last {
		switch {
		case v.State != "APPROVED":
		case r.Forge == "gitlab" || sameCommit(v.Commit, r.Head):
			now[who] = true
		default:
			older[who] = true
		}
	}
	return now, older
}

// sameCommit reports whether two names of commits, one of which may be shortened, mean the same.
func sameCommit(a, b string) bool {
	short := min(len(a), len(b))
	return short >= 2 && strings.EqualFold(a[:short], b[:short])
}

// plainHandle gives a handle as it is compared.
func plainHandle(handle string) string { return strings.ToLower(strings.TrimPrefix(handle, "@")) }

// partyWords names a party by its title.
func partyWords(r *register.Register, key string) term.Words {
	p := r.Party(key)
	if p == nil || p.Title.IsZero() {
		return term.Same(key)
	}
	ja, _ := p.Title.In("ja", r.Config.DefaultLanguage)
	en, _ := p.Title.In("en", r.Config.DefaultLanguage)
	return term.Words{Ja: ja, En: en}
}
