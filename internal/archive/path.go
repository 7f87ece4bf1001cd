package archive

import (
	"slices"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/cases"
	"golang.org/x/text/unicode/norm"

	"github.com/riskbook/riskbook/internal/term"
)

// The longest path and the longest part of one, in bytes.
const (
	longestPath = 4096
	longestPart = 255
)

// wrongPath says why a path cannot be unpacked everywhere into the folder that it belongs to; nil where it can.
func wrongPath(path string) *term.Words {
	switch {
	case path == "":
		return &term.Words{Ja: "名前が空です", En: "the name is empty"}
	case len(path) > longestPath:
		return &term.Words{Ja: "パスが長すぎます（4,096バイトまで）", En: "the path is too long (at most 4,096 bytes)"}
	case !utf8.ValidString(path):
		return &term.Words{Ja: "名前が UTF-8 ではありません", En: "the name is not UTF-8"}
	case strings.ContainsFunc(path, func(r rune) bool {
		return r < 0x20 || r >= 0x7f && r < 0xa0 || r == '\u2028' || r == '\u2029' || turns(r)
	}):
		return &term.Words{Ja: "名前に制御文字があります", En: "the name holds a control character"}
	case strings.ContainsRune(path, '\\'):
		return &term.Words{Ja: "名前に「\\」があります", En: `the name holds a backslash`}
	case strings.HasPrefix(path, "/"):
		return &term.Words{Ja: "絶対パスです", En: "the path is absolute"}
	case strings.ContainsAny(path, `:*?"<>|`):
		return &term.Words{Ja: `Windows で使えない文字（: * ? " < > |）があります`, En: `the name holds a character that Windows refuses (: * ? " < > |)`}
	}
	for part := range strings.SplitSeq(path, "/") {
		if w := wrongPart(part); w != nil {
			return w
		}
	}
	return nil
}

// turns reports whether a character changes the direction of what is shown, so that a name reads as another.
func turns(r rune) bool {
	return r == '\u061c' || r == '\u200e' || r == '\u200f' || r >= '\u202a' && r <= '\u202e' || r >= '\u2066' && r <= '\u2069'
}

// reserved are the names that Windows takes for devices, with any ending.
var reserved = []string{"AUX", "CLOCK$", "CON", "CONIN$", "CONOUT$", "NUL", "PRN"}

func wrongPart(part string) *term.Words {
	stem, _, _ := strings.Cut(part, ".")
	stem = strings.ToUpper(strings.TrimRight(stem, " "))
	numbered := len(stem) > 3 && (strings.HasPrefix(stem, "COM") || strings.HasPrefix(stem, "LPT")) && slices.Contains([]string{"0", "1", "2", "3", "4", "5", "6", "7", "8", "9", "¹", "²", "³"}, stem[3:])
	switch {
	case part == "" || part == "." || part == "..":
		return &term.Words{Ja: "パスに空の部分、「.」又は「..」があります", En: `the path has an empty part, "." or ".."`}
	case len(part) > longestPart:
		return &term.Words{Ja: "名前が長すぎます（255バイトまで）", En: "the name is too long (at most 255 bytes)"}
	case strings.HasSuffix(part, ".") || strings.HasSuffix(part, " "):
		return &term.Words{Ja: "名前が点又は空白で終わっています", En: "the name ends with a dot or a space"}
	case numbered || slices.Contains(reserved, stem):
		return &term.Words{Ja: "Windows の予約名です", En: "the name is reserved by Windows"}
	}
	return nil
}

// collisions finds paths that fall together where case or the form of a character does not count, also a file and a folder of one name. It keeps each
// part of a path once, so that what it takes grows with the paths' length and no faster.
type collisions struct {
	fold  cases.Caser
	found map[place]int32
	nodes []node // the first stands for the archive's folder
}

// place is a name in a folder, as some file systems take it.
type place struct {
	folder int32
	folded string
}

// node is a file or a folder, as it was spelled first.
type node struct {
	folder int32
	part   string
	file   bool
}

func newCollisions() *collisions {
	return &collisions{cases.Fold(), map[place]int32{}, make([]node, 1)}
}

// foldedPart returns what some file systems take a name for.
func (c *collisions) foldedPart(part string) string {
	if strings.ContainsFunc(part, func(r rune) bool { return r >= utf8.RuneSelf }) {
		return norm.NFC.String(c.fold.String(norm.NFD.String(part)))
	}
	return strings.ToLower(part)
}

// add takes a file, and returns the path that it falls together with; empty where there is none. It is false where there are more names than can be kept.
func (c *collisions) add(path string) (with string, ok bool) {
	at := int32(0)
	for part := range strings.SplitSeq(path, "/") {
		key := place{at, c.foldedPart(part)}
		next, there := c.found[key]
		if !there {
			if len(c.nodes) >= mostNames {
				return "", false
			}
			next = int32(len(c.nodes))
			c.found[key] = next
			c.nodes = append(c.nodes, node{folder: at, part: part})
		} else if n := c.nodes[next]; with == "" && (n.part != part || n.file) {
			with = c.path(next)
		}
		at = next
	}
	if c.nodes[at].file = true; with == "" && int(at) < len(c.nodes)-1 {
		with = c.path(at) // a folder: it was there before
	}
	return with, true
}

// path returns the path of a node as it was spelled first.
func (c *collisions) path(at int32) string {
	var parts []string
	for ; at > 0; at = c.nodes[at].folder {
		parts = append(parts, c.nodes[at].part)
	}
	slices.Reverse(parts)
	return strings.Join(parts, "/")
}
