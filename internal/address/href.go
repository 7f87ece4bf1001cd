// Package address says where things lie: the page of a record, its address on the site and on the forge, and how one page leads to another.
//
// In: ids and paths. Out: names of files, links and addresses that every file system and every browser takes. One function makes every link.
// It knows no words and no verdicts, and must never import a room that judges or shows.
package address

import (
	"fmt"
	"hash/fnv"
	"net/url"
	"strconv"
	"strings"
	"unicode"

	"github.com/riskbook/riskbook/internal/register"
	"github.com/riskbook/riskbook/internal/source"
)

// Path gives the path of a record's page within a language.
func Path(kind *register.Kind, id string) string { return kind.Folder + "/" + FileName(id) + ".html" }

// longestName is the number of bytes of a name up to which FileName keeps it: with its ending it fits every file system, which have room for 255.
const longestName = 200

// FileName makes an id fit for every file system: letters, digits, - and _ of any script stay, everything else becomes ~ and its number in hexadecimal, so
// that no two ids come to one name. The last letter of a name that Windows keeps for a device is written so too. A long one is cut, and a digest keeps it
// apart from others.
func FileName(id string) string {
	name := id
	device, last := source.IsDevice(id), strings.LastIndexFunc(id, func(rune) bool { return true })
	if device || strings.ContainsFunc(id, func(c rune) bool { return !keeps(c) }) {
		var b strings.Builder
		for i, c := range id {
			switch {
			case keeps(c) && (!device || i < last):
				b.WriteRune(c)
			case c < 0x100:
				fmt.Fprintf(&b, "~%02x", c)
			default: // of any length: the letter says so, and ~ ends it
				fmt.Fprintf(&b, "~u%x~", c)
			}
		}
		name = b.String()
	}
	if len(name) <= longestName {
		return name
	}
	digest := fnv.New64a()
	digest.Write([]byte(id))
	return strings.ToValidUTF8(name[:longestName-17], "") + fmt.Sprintf("_%016x", digest.Sum64())
}

func keeps(c rune) bool {
	return c == '-' || c == '_' || c < 128 && (unicode.IsLetter(c) || unicode.IsDigit(c)) || c >= 128 && (unicode.IsLetter(c) || unicode.IsMark(c) || unicode.IsNumber(c))
}

// Up gives what leads from a page to the root of its language.
func Up(path string) string { return strings.Repeat("../", strings.Count(path, "/")) }

// Href makes the link from one page of a language to another.
func Href(from, to string) string { return Up(from) + Escape(to) }

// Escape makes a path fit for a link, keeping letters of any script readable.
func Escape(path string) string {
	path, anchor, hasAnchor := strings.Cut(path, "#")
	if strings.IndexFunc(path, func(c rune) bool { return c >= 128 || strings.ContainsRune(" %?\"<>", c) }) >= 0 {
		path = (&url.URL{Path: path}).EscapedPath()
	}
	if hasAnchor {
		return path + "#" + url.PathEscape(anchor)
	}
	return path
}

// InSite gives the path in the site of a file that stands at path within a language: the default language lies at the root.
func InSite(r *register.Register, language, path string) string {
	if language == r.Config.Root() {
		return path
	}
	return language + "/" + path
}

// Evidence gives the page of the evidence of a risk.
func Evidence(id string) string { return "evidence/risks/" + id + ".html" }

// EvidenceYear gives the page of the evidence of a fiscal year.
func EvidenceYear(year int) string { return "evidence/years/" + strconv.Itoa(year) + ".html" }

// Figure6 is the page of figure 6 (handbook, figure 6).
const Figure6 = "handbook/figure-6.html"

// Conformity is the page of what stands for each demand of the handbook.
const Conformity = "handbook/conformity.html"

// Sector is the anchor of a sector on the page of figure 6.
func Sector(sector string) string { return "sector." + FileName(sector) }

// Service names the place of a service within its sector on the page of figure 6.
func Service(sector, service string) string {
	return "service." + FileName(sector) + "." + FileName(service)
}

// Handbook is the path of a page of the handbook.
func Handbook(name string) string { return "handbook/" + name + ".html" }

// Clause is the anchor of a clause on the page of its obligation. The dot keeps it apart from the anchors of headings.
func Clause(key string) string { return "clause." + FileName(key) }
