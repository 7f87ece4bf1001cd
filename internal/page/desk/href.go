package desk

import (
	"fmt"
	"hash/fnv"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"github.com/riskbook/riskbook/internal/assess"
	"github.com/riskbook/riskbook/internal/part"
	"github.com/riskbook/riskbook/internal/register"
	"github.com/riskbook/riskbook/internal/rule"
	"github.com/riskbook/riskbook/internal/source"
)

// Path gives the path of a record's page within a language.
func Path(kind *register.Kind, id string) string { return kind.Folder + "/" + fileName(id) + ".html" }

// longestName is the number of bytes of a name up to which fileName keeps it: with its ending it fits every file system, which have room for 255.
const longestName = 200

// fileName makes an id fit for every file system: letters, digits, - and _ of any script stay, everything else becomes ~ and its number in hexadecimal, so
// that no two ids come to one name. The last letter of a name that Windows keeps for a device is written so too. A long one is cut, and a digest keeps it
// apart from others.
func fileName(id string) string {
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
func Href(from, to string) string { return Up(from) + EscapePath(to) }

// EscapePath makes a path fit for a link, keeping letters of any script readable.
func EscapePath(path string) string {
	path, anchor, hasAnchor := strings.Cut(path, "#")
	if strings.IndexFunc(path, func(c rune) bool { return c >= 128 || strings.ContainsRune(" %?\"<>", c) }) >= 0 {
		path = (&url.URL{Path: path}).EscapedPath()
	}
	if hasAnchor {
		return path + "#" + url.PathEscape(anchor)
	}
	return path
}

// SitePath gives the path in the site of a file that stands at path within a language: the default language lies at the root.
func SitePath(r *register.Register, language, path string) string {
	if language == r.Config.Root() {
		return path
	}
	return language + "/" + path
}

// SitePath gives the path in the site of a page of the language.
func (v *ways) SitePath(path string) string { return SitePath(v.Register, v.Language, path) }

// Base gives what leads from a page of the language to the root of the site.
func (v *ways) Base(path string) string { return Up(v.SitePath(path)) }

// EvidencePath gives the page of the evidence of a risk.
func EvidencePath(id string) string { return "evidence/risks/" + id + ".html" }

// EvidenceYearPath gives the page of the evidence of a fiscal year.
func EvidenceYearPath(year int) string { return "evidence/years/" + strconv.Itoa(year) + ".html" }

// Figure6Path is the page of figure 6 (handbook, figure 6).
const Figure6Path = "handbook/figure-6.html"

// ConformityPath is the page of what stands for each demand of the handbook.
const ConformityPath = "handbook/conformity.html"

// SectorAnchor and serviceAnchor are where a sector and a service stand on the page.
func SectorAnchor(sector string) string { return "sector." + fileName(sector) }

// ServiceAnchor names the place of a service within its sector on the page of figure 6.
func ServiceAnchor(sector, service string) string {
	return "service." + fileName(sector) + "." + fileName(service)
}

// HandbookPath is the path of a page of the handbook.
func HandbookPath(name string) string { return "handbook/" + name + ".html" }

// ClauseName gives the title of a clause, or its key where it has none.
func (v *ways) ClauseName(c *register.Clause) part.Part {
	return Or(v.Short(c.Title), part.Words(c.Key))
}

// ClauseAnchor is the anchor of a clause on the page of its obligation. The dot keeps it apart from the anchors of headings.
func ClauseAnchor(key string) string { return "clause." + fileName(key) }

// InsideLink is pageLink with something other than plain words.
func InsideLink(path, to string, words part.Part) part.Part {
	return part.Inside{Href: Href(path, to), Part: words}
}

// StepLink leads to a step on the page of the process.
func (v *ways) StepLink(path, step string) part.Part {
	return v.PageLink(path, "process.html#step-"+step, step+" "+v.Words["step-"+step])
}

// Step gives how a step stands; the zero Step for one that there is not.
func (v *Desk) Step(key string) assess.Step {
	for _, s := range v.Assessment.Steps {
		if s.Key == key {
			return s
		}
	}
	return assess.Step{}
}

// EvidenceLists are the pages that list what counts as evidence of a step.
var EvidenceLists = map[string]string{
	"1.1": "assets.html", "1.2": "criteria.html", "1.3": "findings.html", "2.1": "events.html", "2.2": "risks.html", "3.1": "risks.html",
	"3.2": "risks.html", "4.1": "risks.html", "5.1": "treatments.html", "6.1": "reviews.html", "6.2": "reviews.html",
}

// RuleLink leads to what the page of checks says of a rule.
func (v *ways) RuleLink(path string, name rule.Name, words string) part.Part {
	return v.PageLink(path, "checks.html#"+string(name), words)
}

// PageLink links to a page of the site that is no record.
func (v *ways) PageLink(path, to, words string) part.Part {
	return part.Page{Href: Href(path, to), Text: part.Words(words)}
}

// StepName gives a value of a scale with its label.
func (v *Verdicts) StepName(steps []register.Step, value *int) part.Part {
	if value == nil {
		return part.Words("–")
	}
	i := slices.IndexFunc(steps, func(s register.Step) bool { return s.Value != nil && *s.Value == *value })
	if i < 0 {
		return part.Words(strconv.Itoa(*value))
	}
	return Join(" ", part.Words(strconv.Itoa(*value)), v.Short(steps[i].Label))
}
