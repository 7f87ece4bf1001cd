package desk

import (
	"cmp"
	"fmt"
	"net/url"
	"regexp"
	"strconv"
	"strings"

	"github.com/riskbook/riskbook/internal/address"
	"github.com/riskbook/riskbook/internal/part"
	"github.com/riskbook/riskbook/internal/register"
)

// Outside makes a link out of the site; an address that may not become one stands as text.
func Outside(to string, words part.Part) part.Part {
	if address.Safe(to) {
		return part.Outside{Href: to, Part: words}
	}
	if words == part.Part(part.Words(to)) {
		return words
	}
	return Join(" ", words, part.Code(to))
}

// Links lists the links of a record that lead out of the register.
func (v *ways) Links(links []register.Link) part.Part {
	pieces := make([]part.Part, len(links))
	for i, l := range links {
		pieces[i] = Outside(l.URL, Or(v.Short(l.Title), part.Words(l.URL)))
	}
	return List(pieces)
}

// identifierForms are the public catalogues that identifiers of risk sources belong to, with the address of an entry's page.
var identifierForms = []struct {
	form    *regexp.Regexp
	address func(found []string) string
}{
	{regexp.MustCompile(`(?i)^CVE-\d{4}-\d{4,}$`), func(f []string) string { return "https://nvd.nist.gov/vuln/detail/" + strings.ToUpper(f[0]) }},
	{regexp.MustCompile(`(?i)^CWE-(\d+)$`), func(f []string) string { return "https://cwe.mitre.org/data/definitions/" + f[1] + ".html" }},
	{regexp.MustCompile(`(?i)^(T\d{4})$`), func(f []string) string { return "https://attack.mitre.org/techniques/" + strings.ToUpper(f[1]) + "/" }},
	{regexp.MustCompile(`(?i)^(T\d{4})\.(\d{3})$`), func(f []string) string {
		return "https://attack.mitre.org/techniques/" + strings.ToUpper(f[1]) + "/" + f[2] + "/"
	}},
	{regexp.MustCompile(`(?i)^JVNDB-(\d{4})-\d+$`), func(f []string) string {
		return "https://jvndb.jvn.jp/ja/contents/" + f[1] + "/" + strings.ToUpper(f[0]) + ".html"
	}},
	{regexp.MustCompile(`(?i)^JVN(VU)?#(\d+)$`), func(f []string) string {
		return "https://jvn.jp/" + map[bool]string{true: "vu/JVNVU", false: "jp/JVN"}[f[1] != ""] + f[2] + "/"
	}},
	{regexp.MustCompile(`(?i)^JVN(VU)?-?(\d{8})$`), func(f []string) string {
		return "https://jvn.jp/" + map[bool]string{true: "vu/JVNVU", false: "jp/JVN"}[f[1] != ""] + f[2] + "/"
	}},
}

// identifier links an identifier to the catalogue it comes from; one of no known form stands as it is.
func identifier(id string) part.Part {
	for _, f := range identifierForms {
		if found := f.form.FindStringSubmatch(id); found != nil {
			return Outside(f.address(found), part.Tagged{Class: "id", Text: id})
		}
	}
	return part.Tagged{Class: "id", Text: id}
}

// Identifiers gives ids as they are written, one after the other.
func Identifiers(ids []string) part.Part {
	pieces := make([]part.Part, len(ids))
	for i, id := range ids {
		pieces[i] = identifier(id)
	}
	return Join(" ", pieces...)
}

// editAddress is where the forge lets a file be edited; empty where the register names no repository.
func (v *ways) editAddress(file string) string {
	return address.OnForge(v.Register, "edit", cmp.Or(v.Register.Config.Repository.Branch, "main"), file)
}

var lastNumber = regexp.MustCompile(`^(.*?)(\d+)$`)

// ProposeAddress is where the forge begins the file of a new risk, filled in with a text that checks without errors; empty where the register names no
// repository, and where records are withheld, since a free id would tell of those. GitLab takes the name of the file alone.
func (v *ways) ProposeAddress(text string) string {
	begin := address.OnForge(v.Register, "new", cmp.Or(v.Register.Config.Repository.Branch, "main"), "")
	if begin == "" || v.Index.Withheld > 0 {
		return ""
	}
	prefix, digits, highest := "R-", 3, 0
	for _, r := range v.Register.Risks {
		if m := lastNumber.FindStringSubmatch(r.ID); m != nil {
			if n, err := strconv.Atoi(m[2]); err == nil && n > highest {
				prefix, digits, highest = m[1], len(m[2]), n
			}
		}
	}
	id := ""
	for id == "" || v.Register.Find(id) != nil {
		highest++
		id = fmt.Sprintf("%s%0*d", prefix, digits, highest)
	}
	file := "content/risks/" + id + ".md"
	if strings.Contains(begin, "/-/new/") {
		return strings.TrimSuffix(begin, "/") + "?" + url.Values{"file_name": {file}}.Encode()
	}
	return strings.TrimSuffix(begin, "/") + "?" + url.Values{"filename": {file}, "value": {text}}.Encode()
}
