package page

import (
	"fmt"
	"hash/fnv"
	"net/url"
	"strings"
	"unicode"

	"github.com/riskbook/riskbook/internal/register"
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

// up gives what leads from a page to the root of its language.
func up(path string) string { return strings.Repeat("../", strings.Count(path, "/")) }

// href makes the link from one page of a language to another.
func href(from, to string) string { return up(from) + escapePath(to) }

// escapePath makes a path fit for a link, keeping letters of any script readable.
func escapePath(path string) string {
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
	if language == r.Config.DefaultLanguage {
		return path
	}
	return language + "/" + path
}

// sitePath gives the path in the site of a page of the language.
func (v *ways) sitePath(path string) string { return SitePath(v.Register, v.Language, path) }

// base gives what leads from a page of the language to the root of the site.
func (v *ways) base(path string) string { return up(v.sitePath(path)) }
