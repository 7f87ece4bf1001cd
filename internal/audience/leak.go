package audience

import (
	"archive/zip"
	"bytes"
	"cmp"
	"encoding/binary"
	"html"
	"io"
	"path"
	"regexp"
	"slices"
	"sort"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"github.com/riskbook/riskbook/internal/register"
	"github.com/riskbook/riskbook/internal/source"
)

// Leak is something withheld that was found in what is made for an audience.
type Leak struct {
	File   string // where it was found; of a file in a zip, both with "!" between them
	Offset int    // in bytes
	Record string // whose it is; empty: of a party that is not shown
	What   string // the field
}

// secret is a text that must be found nowhere.
type secret struct {
	folded string
	raw    string
	record string
	what   string
	number bool
}

// Proof searches what is made for an audience for what is withheld from it: every byte, decoded in every way in which a browser, a spreadsheet or a program
// may read it. Its methods may be called from any goroutine.
type Proof struct {
	long  map[uint64][]*secret // by the first eight bytes
	first [1 << 16]bool        // hashes of these
	short []*secret
	ids   map[string]string // in lower case, by token: the record
	exact map[string]string // ids that are words: their case matters
}

// fewest is the length in characters from which on a text gives itself away; titles do at any.
const fewest = 8

// Proof returns what searches for the withheld part. What may be shown besides are texts that stand in the site of an empty register.
func (p *Part) Proof(besides ...[]byte) *Proof {
	g := &gatherer{}
	for _, rec := range p.whole.Tree.Records {
		if p.Withheld[rec.ID] {
			g.record(rec)
		}
	}
	shown := map[string]*source.Record{}
	for _, rec := range p.tree.Records {
		shown[rec.ID] = rec
	}
	for _, rec := range p.whole.Tree.Records {
		if left := shown[rec.ID]; left != nil {
			g.difference(rec, left)
		}
	}
	if whole := p.whole.Tree.Parties; whole != nil {
		for i := range whole.Table.Fields {
			f := &whole.Table.Fields[i]
			if p.tree.Parties.Table.Field(f.Key) == nil {
				g.of, g.what = "", "parties."+f.Key
				g.value(&f.Value, register.HidingFields(parties), nil)
			}
		}
	}
	return newProof(g, p, besides)
}

func newProof(g *gatherer, p *Part, besides [][]byte) *Proof {
	var may strings.Builder
	note := func(text string) { may.WriteString(text); may.WriteString("\n¦\n") }
	eachText(p.tree, note)
	for _, data := range besides {
		for _, reading := range readings("", data) {
			note(reading)
		}
	}
	folded, tokens := fold(may.String()), map[string]bool{}
	eachToken(may.String(), func(start, end int) { tokens[may.String()[start:end]] = true })
	lower := map[string]bool{}
	for token := range tokens {
		lower[strings.ToLower(token)] = true
	}
	x := &Proof{long: map[uint64][]*secret{}, ids: map[string]string{}, exact: map[string]string{}}
	seen := map[string]bool{}
	allowed := newProofOf(g.secrets)
	for s := range allowed.in(folded) {
		seen[s.folded] = true // it may be shown
	}
	for i := range g.secrets {
		s := &g.secrets[i]
		if !seen[s.folded] {
			seen[s.folded] = true
			x.add(s)
		}
	}
	for id := range p.Withheld {
		switch {
		case strings.ContainsFunc(id, func(r rune) bool { return !idRune(r) }):
			if s := (&secret{folded: fold(id), raw: id, record: id, what: "id"}); utf8.RuneCountInString(s.folded) > 1 && !strings.Contains(folded, s.folded) {
				x.add(s)
			}
		case strings.ContainsAny(id, "0123456789"):
			if !lower[strings.ToLower(id)] {
				x.ids[strings.ToLower(id)] = id
			}
		case !tokens[id]:
			x.exact[id] = id
		}
	}
	return x
}

func newProofOf(secrets []secret) *Proof {
	x := &Proof{long: map[uint64][]*secret{}}
	for i := range secrets {
		x.add(&secrets[i])
	}
	return x
}

func (x *Proof) add(s *secret) {
	if len(s.folded) < 8 {
		x.short = append(x.short, s)
		return
	}
	key := binary.LittleEndian.Uint64([]byte(s.folded[:8]))
	x.long[key] = append(x.long[key], s)
	x.first[hash(key)] = true
}

func hash(key uint64) uint16 { return uint16(key * 0x9e3779b97f4a7c15 >> 48) }

// within reports whether a stretch of digits is part of a longer number.
func within(text string, start, end int) bool {
	digit := func(at int) bool { return at >= 0 && at < len(text) && text[at] >= '0' && text[at] <= '9' }
	return digit(start-1) || digit(end)
}

// in gives the secrets that occur in a folded text, each with where it ends.
func (x *Proof) in(folded string) map[*secret]int {
	var found map[*secret]int
	note := func(s *secret, end int) {
		if found == nil {
			found = map[*secret]int{}
		}
		if _, known := found[s]; !known {
			found[s] = end
		}
	}
	if len(x.long) > 0 && len(folded) >= 8 {
		data := []byte(folded)
		for i := 0; i+8 <= len(data); i++ {
			key := binary.LittleEndian.Uint64(data[i:])
			if !x.first[hash(key)] {
				continue
			}
			for _, s := range x.long[key] {
				if strings.HasPrefix(folded[i:], s.folded) && !(s.number && within(folded, i, i+len(s.folded))) {
					note(s, i+len(s.folded))
				}
			}
		}
	}
	for _, s := range x.short {
		if at := strings.Index(folded, s.folded); at >= 0 {
			note(s, at+len(s.folded))
		}
	}
	return found
}

// Search returns what of the withheld part a file shows, its name too.
func (x *Proof) Search(name string, data []byte) []Leak {
	leaks := x.search(name, "", []byte(name))
	if bytes.HasPrefix(data, []byte("PK\x03\x04")) {
		return append(leaks, x.searchZip(name, data)...)
	}
	for _, inside := range unpacked(data) {
		leaks = append(leaks, x.search(name, ".svg", inside)...)
	}
	return append(leaks, x.search(name, path.Ext(name), data)...)
}

func (x *Proof) searchZip(name string, data []byte) []Leak {
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return x.search(name, "", data)
	}
	var leaks []Leak
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			continue
		}
		inside, err := io.ReadAll(r)
		if err == nil {
			leaks = append(leaks, x.Search(name+"!"+f.Name, inside)...)
		}
	}
	return leaks
}

func (x *Proof) search(name, ending string, data []byte) []Leak {
	found := map[[2]string]Leak{}
	for n, reading := range readings(ending, data) {
		of := func(part []byte) string {
			if all := readings(ending, part); n < len(all) {
				return all[n]
			}
			return ""
		}
		for s := range x.in(fold(reading)) {
			at := place(data, s.raw, func(part []byte) bool { return strings.Contains(fold(of(part)), s.folded) })
			note(found, Leak{name, at, s.record, s.what})
		}
		eachToken(reading, func(start, end int) {
			token := reading[start:end]
			record := cmp.Or(x.exact[token], x.ids[lowered(token)])
			if record == "" {
				return
			}
			key := [2]string{record, "id"}
			if _, known := found[key]; !known {
				note(found, Leak{name, place(data, token, func(part []byte) bool { return strings.Contains(of(part), token) }), record, "id"})
			}
		})
	}
	leaks := make([]Leak, 0, len(found))
	for _, leak := range found {
		leaks = append(leaks, leak)
	}
	slices.SortFunc(leaks, func(a, b Leak) int {
		return cmp.Or(cmp.Compare(a.Offset, b.Offset), cmp.Compare(a.Record, b.Record), cmp.Compare(a.What, b.What))
	})
	return leaks
}

func note(found map[[2]string]Leak, leak Leak) {
	key := [2]string{leak.Record, leak.What}
	if known, there := found[key]; !there || leak.Offset < known.Offset {
		found[key] = leak
	}
}

func lowered(token string) string {
	if strings.ContainsFunc(token, func(r rune) bool { return r >= 'A' && r <= 'Z' }) {
		return strings.ToLower(token)
	}
	return token
}

// place finds where in the bytes of a file something stands that shows once they are decoded.
func place(data []byte, raw string, shows func([]byte) bool) int {
	if at := bytes.Index(data, []byte(raw)); at >= 0 {
		return at
	}
	end := sort.Search(len(data), func(n int) bool { return shows(data[:n]) })
	start := sort.Search(end, func(n int) bool { return !shows(data[n:end]) })
	return max(start-1, 0)
}

var tag = regexp.MustCompile(`<[^<>]*>`)

// readings gives the text of a file as it may be read: with its escapes undone, and of markup what stands between the tags too, as one text.
func readings(ending string, data []byte) []string {
	raw := string(data)
	plain := raw
	if strings.ContainsRune(plain, '&') {
		plain = html.UnescapeString(plain)
	}
	plain = unpercent(unescape(plain))
	list := []string{plain}
	if plain != raw {
		list = append(list, raw)
	}
	if wideLetters(plain) {
		list = append(list, norm.NFKC.String(plain)) // ids stand between what is none, which folding takes away
	}
	if strings.ContainsRune(plain, '+') && strings.ContainsRune(plain, '?') {
		list = append(list, strings.ReplaceAll(plain, "+", " ")) // of an address that asks
	}
	switch ending {
	case ".html", ".svg", ".atom", ".xml", ".rels":
		list = append(list, unpercent(unescape(html.UnescapeString(tag.ReplaceAllString(raw, "")))))
	case ".ics":
		list = append(list, strings.NewReplacer("\r\n ", "", "\n ", "", `\,`, ",", `\;`, ";", `\n`, "\n").Replace(raw))
	}
	return list
}

// wideLetters reports whether a text holds letters or digits of full width.
func wideLetters(text string) bool {
	return strings.ContainsFunc(text, func(r rune) bool {
		return r >= '０' && r <= '９' || r >= 'Ａ' && r <= 'Ｚ' || r >= 'ａ' && r <= 'ｚ'
	})
}

// unescape undoes the escapes of JSON and JavaScript.
func unescape(text string) string {
	if !strings.Contains(text, `\`) {
		return text
	}
	var b strings.Builder
	for i := 0; i < len(text); {
		if text[i] != '\\' || i+1 >= len(text) {
			b.WriteByte(text[i])
			i++
			continue
		}
		switch c := text[i+1]; c {
		case 'u':
			r, n := codeUnit(text[i:])
			if n == 0 {
				b.WriteByte(text[i])
				i++
				continue
			}
			b.WriteRune(r)
			i += n
		case 'x':
			if v, err := strconv.ParseUint(cut(text, i+2, i+4), 16, 8); err == nil {
				b.WriteRune(rune(v))
				i += 4
			} else {
				i++
			}
		case 'n', 't', 'r':
			b.WriteByte(' ')
			i += 2
		default:
			b.WriteByte(c)
			i += 2
		}
	}
	return b.String()
}

func cut(text string, from, to int) string {
	if to > len(text) {
		return ""
	}
	return text[from:to]
}

// codeUnit reads \uXXXX, a pair of them where two stand for one character.
func codeUnit(text string) (rune, int) {
	v, err := strconv.ParseUint(cut(text, 2, 6), 16, 16)
	if err != nil {
		return 0, 0
	}
	if v >= 0xd800 && v < 0xdc00 && cut(text, 6, 8) == `\u` {
		if low, err := strconv.ParseUint(cut(text, 8, 12), 16, 16); err == nil && low >= 0xdc00 && low < 0xe000 {
			return rune((v-0xd800)<<10+(low-0xdc00)) + 0x10000, 12
		}
	}
	return rune(v), 6
}

// unpercent undoes the escapes of addresses, and those of the file names of pages.
func unpercent(text string) string {
	if !strings.ContainsAny(text, "%~") {
		return text
	}
	out := make([]byte, 0, len(text))
	for i := 0; i < len(text); i++ {
		if text[i] == '%' || text[i] == '~' {
			if v, err := strconv.ParseUint(cut(text, i+1, i+3), 16, 8); err == nil {
				out = append(out, byte(v))
				i += 2
				continue
			}
		}
		out = append(out, text[i])
	}
	return string(out)
}

// fold brings a text to the form in which it is compared: without blanks, in small letters, hiragana, and one width.
func fold(text string) string {
	out := make([]byte, 0, len(text))
	for i := 0; i < len(text); {
		if c := text[i]; c < utf8.RuneSelf {
			switch {
			case c >= 'A' && c <= 'Z':
				out = append(out, c+'a'-'A')
			case c > ' ':
				out = append(out, c)
			}
			i++
			continue
		}
		start := i
		for i < len(text) && text[i] >= utf8.RuneSelf {
			i++
		}
		for _, r := range norm.NFKD.String(text[start:i]) { // taken apart, so that it does not matter what stands before
			switch {
			case r >= 'ァ' && r <= 'ヶ':
				r -= 'ァ' - 'ぁ'
			case r >= 0x3041 && r <= 0x3099 || r >= 0x4e00 && r <= 0x9fff: // most of what is Japanese
			case unicode.IsSpace(r), unicode.In(r, unicode.Cf, unicode.Variation_Selector):
				continue
			default:
				r = unicode.ToLower(r)
			}
			out = utf8.AppendRune(out, r)
		}
	}
	return string(out)
}

// eachText visits all texts of a tree.
func eachText(t *source.Tree, visit func(string)) {
	var each func(v *source.Value)
	each = func(v *source.Value) {
		switch v.Kind {
		case source.Table:
			for i := range v.Fields {
				visit(v.Fields[i].Key)
				each(&v.Fields[i].Value)
			}
		case source.Array:
			for i := range v.Items {
				each(&v.Items[i])
			}
		case source.Date:
			visit(v.Date.String())
		default:
			visit(v.Text)
			if v.Kind == source.Integer {
				visit(strconv.FormatInt(v.Integer, 10))
				visit(grouped(v.Integer))
			}
		}
	}
	for _, rec := range t.Records {
		visit(rec.ID)
		visit(rec.File.Path)
		each(rec.Table)
		eachReading(t, rec, visit)
		for _, b := range append([]source.Body{rec.Body}, rec.Translations...) {
			visit(b.Text)
			visit(plainText(b.Text))
		}
	}
	for _, d := range []*source.Document{t.Config, t.Criteria, t.Proposal, t.Parties, t.Catalogue} {
		if d != nil {
			each(d.Table)
		}
	}
	for _, f := range t.Tables {
		if f != nil {
			visit(string(f.Data))
		}
	}
}

// eachReading visits the values of an indicator as pages write them, with their unit.
func eachReading(t *source.Tree, rec *source.Record, visit func(string)) {
	unit := rec.Table.At("unit")
	if rec.Folder != "indicators" || unit == nil {
		return
	}
	units := []string{unit.Text}
	for i := range unit.Fields {
		units = append(units, unit.Fields[i].Value.Text)
	}
	with := func(value string) {
		for _, unit := range units {
			visit(value + unit)
		}
	}
	for _, key := range []string{"warn", "limit"} {
		if v := rec.Table.At(key); v != nil {
			with(v.Text)
		}
	}
	if list := rec.Table.At("reading"); list != nil {
		for i := range list.Items {
			if v := list.Items[i].At("value"); v != nil {
				with(v.Text)
			}
		}
	}
	if file := rec.Table.At("readings"); file != nil {
		if f := t.Tables[path.Join(path.Dir(rec.File.Path), file.Text)]; f != nil {
			for _, cell := range strings.FieldsFunc(string(f.Data), func(r rune) bool { return r == ',' || r == '\n' || r == '\r' }) {
				with(cell)
			}
		}
	}
}

// gatherer collects what gives a withheld record away.
type gatherer struct {
	secrets []secret
	of      string
	what    string
}

func (g *gatherer) record(rec *source.Record) {
	g.of = rec.ID
	fields := register.HidingFields(rec.Folder)
	for i := range rec.Table.Fields {
		f := &rec.Table.Fields[i]
		g.what = f.Key
		g.value(&f.Value, fields, register.Find(fields, f.Key))
	}
	g.what = "body"
	for _, b := range append([]source.Body{rec.Body}, rec.Translations...) {
		g.text(b.Text)
	}
}

// difference collects what is hidden of a record that is shown.
func (g *gatherer) difference(rec, left *source.Record) {
	g.of = rec.ID
	fields := register.HidingFields(rec.Folder)
	var differ func(v, left *source.Value, fields []register.Field, top string)
	differ = func(v, left *source.Value, fields []register.Field, top string) {
		for i := range v.Fields {
			f := &v.Fields[i]
			field := register.Find(fields, f.Key)
			g.what = cmp.Or(top, f.Key)
			at := left.Field(f.Key)
			switch {
			case rec.Folder == "decisions" && (f.Key == "signature" || f.Key == "signed"):
			case at == nil, at.Value.Withheld:
				g.value(&f.Value, fields, field)
			case f.Value.Kind == source.Table && field != nil:
				differ(&f.Value, &at.Value, field.Fields, cmp.Or(top, f.Key))
			}
		}
	}
	differ(rec.Table, left.Table, fields, "")
	if left.Body.Text == "" && rec.Body.Text != "" {
		g.what = "body"
		g.text(rec.Body.Text)
	}
}

// value collects the texts of a value, and its money.
func (g *gatherer) value(v *source.Value, fields []register.Field, field *register.Field) {
	switch v.Kind {
	case source.String:
		switch {
		case field != nil && (len(field.OneOf) > 0 || field.To != "" || field.Criteria != "" || field.File != ""):
		case g.what == "title":
			g.add(v.Text, 2)
			g.anchor(v.Text)
		default:
			g.text(v.Text)
		}
	case source.Integer:
		if field == nil || field.Shape == register.ShapeWhole && field.Ranged || field.Shape == register.ShapeDecimal {
			for _, text := range []string{v.Text, strconv.FormatInt(v.Integer, 10), grouped(v.Integer)} {
				g.add(text, fewest)
			}
		}
	case source.Array:
		for i := range v.Items {
			g.value(&v.Items[i], fields, field)
		}
	case source.Table:
		var inner []register.Field
		if field != nil {
			inner = field.Fields
		}
		for i := range v.Fields {
			g.value(&v.Fields[i].Value, inner, register.Find(inner, v.Fields[i].Key))
		}
	}
}

// text collects a text, sentence by sentence: what stands in a page may be no more than a part of it.
func (g *gatherer) text(text string) {
	for _, heading := range headings.FindAllStringSubmatch(text, -1) {
		g.anchor(heading[1])
	}
	for _, sentence := range strings.FieldsFunc(plainText(text), func(r rune) bool { return strings.ContainsRune("\n\r。．！？!?|", r) }) {
		for _, part := range strings.Split(sentence, ". ") {
			g.add(strings.Trim(part, " .,:;、"), fewest)
		}
	}
}

var headings = regexp.MustCompile(`(?m)^#{1,6}[ \t]+(.+?)[ \t#]*$`)

// anchor collects the form that a heading has in an address.
func (g *gatherer) anchor(heading string) {
	g.add(strings.Map(func(r rune) rune {
		switch {
		case r == ' ':
			return '-'
		case unicode.IsLetter(r), unicode.IsDigit(r), r == '-', r == '_':
			return r
		}
		return -1
	}, plainText(heading)), fewest)
}

func (g *gatherer) add(text string, least int) {
	folded := fold(text)
	if utf8.RuneCountInString(folded) >= least {
		g.secrets = append(g.secrets, secret{folded, strings.TrimSpace(text), g.of, g.what, strings.Trim(folded, "0123456789,_") == ""})
	}
}

var markup = regexp.MustCompile("(?m)^[#>\\s\\-*+]+|[*_`]{1,3}|\\]\\([^)]*\\)|\\[\\[|\\]\\]|!?\\[")

// plainText takes the marks of Markdown away, which no page shows.
func plainText(text string) string { return markup.ReplaceAllString(text, "") }

func grouped(n int64) string {
	digits := strconv.FormatInt(n, 10)
	var b strings.Builder
	for i, d := range digits {
		if i > 0 && d != '-' && (len(digits)-i)%3 == 0 && digits[i-1] != '-' {
			b.WriteByte(',')
		}
		b.WriteRune(d)
	}
	return b.String()
}
