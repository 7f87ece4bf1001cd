package check

import (
	"net/url"
	"path"
	"slices"
	"strings"

	"golang.org/x/text/unicode/norm"

	"github.com/riskbook/riskbook/internal/diagnostic"
	"github.com/riskbook/riskbook/internal/register"
	"github.com/riskbook/riskbook/internal/rule"
)

var deadEvidence = &Rule{
	Name: rule.DeadEvidence, Severity: diagnostic.Info, Credibility: true,
	Title: words("失われた証拠", "Dead evidence"),
	Why: words("意思決定の証拠として挙げた文書や見出しがなくなると、後から根拠を確かめられません。",
		"Once the document or heading that a decision names as its evidence is gone, nobody can hold the decision against it any more."),
	Mend: words("文書を元に戻すか、移した先を指すように url を直してください。", "Put the document back, or let url lead to where it went."),
	Says: []Saying{
		{rule.Plain, words("{id} の証拠 {target} がありません", "the evidence {target} of {id} does not exist"), words("文書を元に戻すか、移した先を指すように直してください（記録のあるフォルダーからの相対パス）", "put the document back, or write where it went, from the record's folder")},
		{rule.CaseAnchor, words("{id} の証拠 {target} の見出しがありません", "the heading that the evidence {target} of {id} leads to does not exist"), words("「#」の後を今の見出しに合わせてください", "let what follows # agree with a heading that is there")},
	},
	Failing: "content/decisions/D-001.md:10:34\n" + exampleContext + exampleMediumRisk + evidenced("../findings/F-09.md"),
	Passing: exampleContext + exampleMediumRisk + evidenced("../risks/R-001.md"),
	Find: func(c *Case) {
		anchors := map[string][]string{}
		for _, b := range c.Bodies {
			anchors[b.Record] = append(anchors[b.Record], b.Anchors...)
		}
		for _, d := range register.Every[*register.Decision](c.Assessment.Register) {
			for i, link := range d.Evidence {
				name, anchor, ok := EvidencePath(d.Source.File.Path, link.URL)
				if !ok || !c.held(name) {
					continue
				}
				if !c.exists(name) {
					c.Report(d, []any{"evidence", i, "url"}, diagnostic.Args{"target": link.URL})
					continue
				}
				if anchor == "" || path.Ext(name) != ".md" {
					continue
				}
				for _, e := range c.Assessment.Register.All() {
					if e.Of().Source.File.Path == name && !slices.Contains(anchors[e.Of().ID], anchor) {
						c.ReportCase(rule.CaseAnchor, d, []any{"evidence", i, "url"}, diagnostic.Args{"target": link.URL})
					}
				}
			}
		}
	},
}

// EvidencePath gives the file that a link names from the file of a record, from the register's root, and the anchor behind it; false for an address elsewhere.
func EvidencePath(from, address string) (name, anchor string, ok bool) {
	if address == "" || strings.HasPrefix(address, "#") || strings.HasPrefix(address, "//") || strings.Contains(strings.SplitN(address, "/", 2)[0], ":") {
		return "", "", false
	}
	name, anchor, _ = strings.Cut(address, "#")
	name, _, _ = strings.Cut(name, "?")
	if plain, err := url.PathUnescape(name); err == nil {
		name = plain
	}
	if plain, err := url.PathUnescape(anchor); err == nil {
		anchor = plain
	}
	name = norm.NFC.String(name)
	if strings.HasPrefix(name, "/") {
		name = strings.TrimLeft(name, "/")
	} else {
		name = path.Join(path.Dir(from), name)
	}
	name = path.Clean(name)
	return name, anchor, name != ".." && !strings.HasPrefix(name, "../")
}

// held reports whether the register's reader would have read a file of that name, were it there. Others only the folder can tell of.
func (c *Case) held(name string) bool { return Held(name) }

// Held reports whether a file is one that the reader of registers reads or lists.
func Held(name string) bool {
	return strings.HasPrefix(name, "content/") && slices.Contains([]string{".md", ".toml", ".csv"}, path.Ext(name))
}

func (c *Case) exists(name string) bool {
	tree := c.Assessment.Register.Tree
	return tree.File(name) != nil || tree.Tables[name] != nil
}

// evidenced gives the acceptance of the examples a piece of evidence.
func evidenced(address string) string {
	return strings.Replace(exampleAcceptance, "criteria =", "evidence = [{ title = \"t\", url = \""+address+"\" }]\ncriteria =", 1)
}
