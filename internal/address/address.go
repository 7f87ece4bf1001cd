package address

import (
	"net/url"
	"slices"
	"strings"

	"github.com/riskbook/riskbook/internal/register"
)

// Safe tells whether an address may become a link: http, https or mailto, complete, and without a control or a bidirectional character.
func Safe(address string) bool {
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

// OfFile gives where the forge shows a file, whose path is from the top of the repository, at a commit or a branch; empty where the register names
// no repository.
func OfFile(r *register.Register, at, file string) string {
	return OnForge(r, "blob", at, file)
}

// OnForge gives where the forge does something with a file, such as edit, new or blob; empty where the register names no repository.
func OnForge(r *register.Register, way, at, file string) string {
	base := strings.TrimSuffix(strings.TrimSuffix(r.Config.Repository.URL, "/"), ".git")
	u, err := url.Parse(base)
	if base == "" || err != nil || !Safe(base) {
		return ""
	}
	if strings.Contains(u.Host, "gitlab") {
		way = "-/" + way
	}
	return base + "/" + way + (&url.URL{Path: "/" + at + "/" + file}).EscapedPath()
}

// OfRecord gives the complete address of the page of a record, in a language; empty where the register holds no such record or states no base_url.
func OfRecord(r *register.Register, language, id string) string {
	if path := recordPath(r, language, id); path != "" {
		return Of(r, path)
	}
	return ""
}

// OfRecordAt is OfRecord of the site at a URL, such as the preview of a pull request; a URL that ends in "#" names the page behind it.
func OfRecordAt(r *register.Register, url, language, id string) string {
	path := recordPath(r, language, id)
	if path == "" {
		return ""
	}
	if !strings.HasSuffix(url, "#") && !strings.HasSuffix(url, "/") {
		url += "/"
	}
	return url + Escape(path)
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
	return InSite(r, language, Path(e.Of().Kind, id))
}

// Of gives the complete address of a file of the site; empty where the register states no base_url.
func Of(r *register.Register, sitePath string) string {
	base := strings.TrimSuffix(r.Config.BaseURL, "/")
	if base == "" || !Safe(base) {
		return ""
	}
	return base + "/" + Escape(sitePath)
}
