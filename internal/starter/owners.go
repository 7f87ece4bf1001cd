package starter

import (
	"bytes"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/riskbook/riskbook/internal/assess"
	"github.com/riskbook/riskbook/internal/register"
	"github.com/riskbook/riskbook/internal/term"
)

// Owners gives the lines of CODEOWNERS that follow from the register: of each record its owner, of decisions who decided them, of plans who approved them, and of
// the criteria who may accept what. It is empty where no party has a handle on the forge.
func Owners(a *assess.Assessment, folder, forge string) string {
	r := a.Register
	prefix := "/"
	if folder != "" {
		prefix = "/" + folder + "/"
	}
	lines := map[string]map[string]bool{}
	add := func(path, party string) {
		for _, handle := range r.HandlesOf(party, forge) {
			if lines[path] == nil {
				lines[path] = map[string]bool{}
			}
			lines[path]["@"+strings.TrimPrefix(handle, "@")] = true
		}
	}
	pathOf := func(e register.Entry) string { return prefix + strings.ReplaceAll(e.Of().Source.File.Path, " ", `\ `) }
	for _, e := range r.All() {
		add(pathOf(e), e.Of().Owner)
	}
	for _, d := range r.Decisions {
		add(pathOf(d), d.By)
		add(pathOf(d), d.Body)
		for _, id := range d.Treatments {
			if t := r.Treatment(id); t != nil && d.Form == "plan-approval" {
				add(pathOf(t), d.By)
			}
		}
	}
	for i := range r.Criteria.Authorities {
		for _, party := range r.Criteria.Authorities[i].By {
			add(prefix+"content/criteria.toml", party)
			add(prefix+"content/decisions/", party)
		}
	}
	var b strings.Builder
	for _, path := range slices.Sorted(maps.Keys(lines)) {
		fmt.Fprintf(&b, "%s %s\n", path, strings.Join(slices.Sorted(maps.Keys(lines[path])), " "))
	}
	return b.String()
}

const (
	ownersBegin = "# riskbook: begin"
	ownersEnd   = "# riskbook: end"
)

// WithOwners puts the lines between their marks into CODEOWNERS, and leaves the rest as it is. Of several lines that fit a file the last counts, so that what
// stands below the marks goes before them.
func WithOwners(file []byte, rules, language string) []byte {
	say := term.Words{
		Ja: "（riskbook init --update が parties.toml の handles から書きます。下に書いた行が優先します）",
		En: " (written by riskbook init --update from the handles in parties.toml; lines below go before these)",
	}.In(language)
	block := ownersBegin + say + "\n" + rules + ownersEnd + "\n"
	start := bytes.Index(file, []byte(ownersBegin))
	end := bytes.Index(file, []byte(ownersEnd))
	if start < 0 || end < start {
		if len(file) > 0 && !bytes.HasSuffix(file, []byte("\n")) {
			file = append(bytes.Clone(file), '\n')
		}
		return append(bytes.Clone(file), block...)
	}
	rest := file[end:]
	if n := bytes.IndexByte(rest, '\n'); n >= 0 {
		rest = rest[n+1:]
	} else {
		rest = nil
	}
	return slices.Concat(file[:start], []byte(block), rest)
}
