package edit

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
)

// scribe writes random front matter with all that TOML allows: it is valid, and nothing in it makes sense.
type scribe struct {
	*rand.Rand
	b      strings.Builder
	eol    string
	prefix string // of headers: the record's id in a file of many
	notes  int
}

// randomFiles is how many random files are tried.
func randomFiles() uint64 {
	if testing.Short() {
		return 50
	}
	return 1000
}

// randomFile gives a file of the register, in either form, with its name.
func randomFile(seed uint64) (name string, data []byte) {
	s := &scribe{Rand: rand.New(rand.NewPCG(seed, 1)), eol: "\n"}
	if s.IntN(4) == 0 {
		s.eol = "\r\n"
	}
	folder := []string{"risks", "treatments", "assets", "glossary"}[s.IntN(4)]
	if s.IntN(4) == 0 {
		s.b.WriteString("\ufeff")
	}
	if s.IntN(3) == 0 {
		for i := range 1 + s.IntN(3) {
			s.prefix = fmt.Sprintf("X-%d.", i)
			s.trivia()
			s.b.WriteString("[" + strings.TrimSuffix(s.prefix, ".") + "]" + s.note() + s.eol)
			s.record()
		}
		return "content/" + folder + "/many.toml", []byte(s.b.String())
	}
	s.b.WriteString("+++" + s.pick("", " ", "\t") + s.eol)
	s.record()
	s.b.WriteString("+++" + s.eol + s.pick("", "# Body"+s.eol, s.eol+"+++"+s.eol+"x = 1 # no comment"))
	return "content/" + folder + "/X-1.md", []byte(s.b.String())
}

func (s *scribe) pick(words ...string) string { return words[s.IntN(len(words))] }

func (s *scribe) blanks() string { return s.pick("", " ", " ", "  ", "\t") }

func (s *scribe) comment() string {
	s.notes++
	return fmt.Sprintf("#%s%d %s", s.pick("", " ", "  "), s.notes, s.pick("note", "日本語の注記", `a = "x" # y`, "[header]", "''' \"\"\"", "+ + +"))
}

// note is a comment behind something, or nothing.
func (s *scribe) note() string {
	if s.IntN(4) > 0 {
		return s.blanks()
	}
	return s.blanks() + s.comment() + s.pick("", " ")
}

// trivia writes lines of comments and blank ones.
func (s *scribe) trivia() {
	for range s.IntN(4) {
		s.b.WriteString(s.pick("", s.blanks()+s.comment()) + s.eol)
	}
}

func (s *scribe) record() {
	s.table(s.pick("title owner identified status", "zebra title tags kind"), false)
	names := strings.Fields("current inherent target action extra worsens links unknown deep")
	s.Shuffle(len(names), func(i, j int) { names[i], names[j] = names[j], names[i] })
	for _, name := range names[:s.IntN(len(names))] {
		switch name {
		case "target", "action", "worsens", "links":
			for range 1 + s.IntN(3) {
				s.header("[[", name, "]]")
				s.table("title due risk likelihood done", true)
				if s.IntN(4) == 0 {
					s.header("[", name+s.blanks()+"."+s.blanks()+s.pick("sub", `"s u b"`), "]")
					s.table("x y", true)
				}
			}
		case "deep":
			s.header("[", "deep.a.b", "]")
			s.table("x y", true)
			if s.IntN(2) == 0 {
				s.header("[", "deep", "]")
				s.table("x y", true)
			}
		default:
			s.header("[", name, "]")
			s.table("impacts likelihood rationale criteria own", true)
		}
	}
	s.trivia()
}

func (s *scribe) header(open, name, closing string) {
	s.trivia()
	s.b.WriteString(s.blanks() + open + s.blanks() + s.prefix + name + s.blanks() + closing + s.note() + s.eol)
}

// table writes some of the keys in any order, each plain, quoted or dotted.
func (s *scribe) table(keys string, also bool) {
	list := append(strings.Fields(keys), "k1", "k2", "制御", "k 4")
	s.Shuffle(len(list), func(i, j int) { list[i], list[j] = list[j], list[i] })
	for _, key := range list[:s.IntN(len(list))] {
		s.trivia()
		if s.IntN(6) == 0 {
			for _, part := range []string{"p", "q"} {
				s.b.WriteString(s.key(key) + s.blanks() + "." + s.blanks() + part + s.blanks() + "=" + s.blanks() + s.value(0) + s.note() + s.eol)
			}
			continue
		}
		s.b.WriteString(s.blanks() + s.key(key) + s.blanks() + "=" + s.blanks() + s.value(0) + s.note() + s.eol)
	}
	if also {
		s.trivia()
	}
}

func (s *scribe) key(key string) string {
	bare := !strings.ContainsFunc(key, func(r rune) bool { return r > 0x7f || r == ' ' })
	if bare && s.IntN(4) > 0 {
		return key
	}
	return s.pick(`"`+key+`"`, "'"+key+"'")
}

func (s *scribe) value(depth int) string {
	n := 16
	if depth > 2 {
		n = 13
	}
	switch s.IntN(n) {
	case 13:
		return s.array(depth)
	case 14, 15:
		return s.braces(depth)
	}
	return s.pick("1", "-17", "1_000_000", "0x1F", "0.5", "6.0e-3", "true", "false", "2026-11-25", "2026-11-25 07:32:00", "07:32:00",
		`"plain"`, `"esc \" \\ \u3042"`, `'literal'`, `'with "quotes" # no comment'`, `"制御系の停止 # no comment"`, `""`, `''`,
		`"""`+s.eol+`long`+s.eol+s.eol+`  # no comment`+s.eol+`"""`, `'''`+s.eol+`raw \ ''`+s.eol+`'''`, `"""a ""quoted"" b"""`, "inf", "nan")
}

func (s *scribe) array(depth int) string {
	var b strings.Builder
	b.WriteString("[" + s.blanks())
	long := s.IntN(2) == 0
	gap := func() {
		if long && s.IntN(2) == 0 {
			b.WriteString(s.note() + s.eol)
		} else {
			b.WriteString(s.blanks())
		}
	}
	gap()
	n := s.IntN(5)
	for i := range n {
		if i > 0 {
			b.WriteString(",")
			gap()
		}
		b.WriteString(s.value(depth+1) + s.blanks())
	}
	if n > 0 && s.IntN(3) == 0 {
		b.WriteString(",")
	}
	gap()
	return b.String() + "]"
}

func (s *scribe) braces(depth int) string {
	keys := slices.Clone([]string{"ja", "en", "low", "high", "likelihood", "b c"})
	s.Shuffle(len(keys), func(i, j int) { keys[i], keys[j] = keys[j], keys[i] })
	var parts []string
	for _, key := range keys[:s.IntN(4)] {
		parts = append(parts, s.blanks()+s.key(key)+s.pick("", "", ".x")+s.blanks()+"="+s.blanks()+s.value(depth+1)+s.blanks())
	}
	return "{" + strings.Join(parts, ",") + "}"
}
