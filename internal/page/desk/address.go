package desk

import (
	"cmp"
	"fmt"
	"net/url"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/riskbook/riskbook/internal/part"
	"github.com/riskbook/riskbook/internal/register"
)

// safe tells whether an address may become a link: http, https or mailto, complete, and without a control or a bidirectional character.
func safe(address string) bool {
	if strings.IndexFunc(address, func(c rune) bool {
		return c <= ' ' || c == 0x7f || c >= 0x80 && c < 0xa0 || c >= 0x200e && c <= 0x200f || c >= 0x202a && c <= 0x202e || c >= 0x2066 && c <= 0x2069
	}) >= 0 {
		return false
	}
	u, err := url.Parse(address)
	if err != nil {
		return false
	}
	switch strings.ToLower(u.Scheme) {
	case "http", "https":
		return u.Host != ""
	case "mailto":
		return u.Opaque != ""
	}
	return false
}

// Outside makes a link out of the site; an address that may not become one stands as text.
func Outside(address string, words part.Part) part.Part {
	if safe(address) {
		return part.Outside{Href: address, Part: words}
	}
	if words == part.Part(part.Words(address)) {
		return words
	}
	return Join(" ", words, part.Code(address))
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
	return forgeAddress(v.Register, "edit", cmp.Or(v.Register.Config.Repository.Branch, "main"), file)
}

var lastNumber = regexp.MustCompile(`^(.*?)(\d+)$`)

// ProposeAddress is where the forge begins the file of a new risk, filled in with a text that checks without errors; empty where the register names no
// repository, and where records are withheld, since a free id would tell of those. GitLab takes the name of the file alone.
func (v *ways) ProposeAddress(text string) string {
	begin := forgeAddress(v.Register, "new", cmp.Or(v.Register.Config.Repository.Branch, "main"), "")
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

// FileAddress gives where the forge shows a file, whose path is from the top of the repository, at a commit or a branch; empty where the register names
// no repository.
func FileAddress(r *register.Register, at, file string) string {
	return forgeAddress(r, "blob", at, file)
}

func forgeAddress(r *register.Register, way, at, file string) string {
	base := strings.TrimSuffix(strings.TrimSuffix(r.Config.Repository.URL, "/"), ".git")
	u, err := url.Parse(base)
	if base == "" || err != nil || !safe(base) {
		return ""
	}
	if strings.Contains(u.Host, "gitlab") {
		way = "-/" + way
	}
	return base + "/" + way + (&url.URL{Path: "/" + at + "/" + file}).EscapedPath()
}

// RecordAddress gives the complete address of the page of a record, in a language; empty where the register holds no such record or states no base_url.
func RecordAddress(r *register.Register, language, id string) string {
	if path := recordPath(r, language, id); path != "" {
		return Address(r, path)
	}
	return ""
}

// RecordAddressAt is RecordAddress of the site at a URL, such as the preview of a pull request; a URL that ends in "#" names the page behind it.
func RecordAddressAt(r *register.Register, url, language, id string) string {
	path := recordPath(r, language, id)
	if path == "" {
		return ""
	}
	if !strings.HasSuffix(url, "#") && !strings.HasSuffix(url, "/") {
		url += "/"
	}
	return url + EscapePath(path)
}

// recordPath gives the path of the page of a record in the site, in a language or else in the first; empty where the register holds no such record.
func recordPath(r *register.Register, language, id string) string {
	e := r.Find(id)
	if e == nil {
		return ""
	}
	if !slices.Contains(r.Config.Languages, language) {
		language = r.Config.Root()
	}
	return SitePath(r, language, Path(e.Of().Kind, id))
}

// Address gives the complete address of a file of the site; empty where the register states no base_url.
func Address(r *register.Register, sitePath string) string {
	base := strings.TrimSuffix(r.Config.BaseURL, "/")
	if base == "" || !safe(base) {
		return ""
	}
	return base + "/" + EscapePath(sitePath)
}
