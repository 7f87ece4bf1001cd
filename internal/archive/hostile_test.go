package archive_test

import (
	"archive/zip"
	"bytes"
	"encoding/binary"
	"encoding/hex"
	"fmt"
	"io/fs"
	"runtime"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/riskbook/riskbook/internal/archive"
)

// patch is a zip in the one form that is changed in its headers alone.
type patch struct {
	*testing.T
	data    []byte
	central []int // where the entries of the directory begin
	end     int   // where the end does
}

func patched(t *testing.T, data []byte, change func(*patch)) []byte {
	t.Helper()
	p := &patch{T: t, data: slices.Clone(data)}
	p.parse()
	change(p)
	if bytes.Equal(p.data, data) {
		t.Error("nothing was changed")
	}
	return p.data
}

var le = binary.LittleEndian

// parse finds the entries again, by the numbers that the end tells.
func (p *patch) parse() {
	p.central, p.end = nil, len(p.data)-endLength
	for at := int(le.Uint32(p.data[p.end+16:])); at < p.end; at += 46 + int(le.Uint16(p.data[at+28:])) + int(le.Uint16(p.data[at+30:])) {
		p.central = append(p.central, at)
	}
}

// entry gives the number of the entry with a name.
func (p *patch) entry(name string) int {
	p.Helper()
	for i, at := range p.central {
		if string(p.data[at+46:at+46+int(le.Uint16(p.data[at+28:]))]) == inside+name {
			return i
		}
	}
	p.Fatalf("no entry %s", name)
	return 0
}

// at gives the places of the two headers of an entry.
func (p *patch) at(name string) (central, local int) {
	central = p.central[p.entry(name)]
	return central, int(le.Uint32(p.data[central+42:]))
}

// both puts a number of two bytes into both headers; the place is that in the local one, which is two less than in the directory.
func (p *patch) both(name string, place int, value uint16) {
	central, local := p.at(name)
	le.PutUint16(p.data[local+place:], value)
	le.PutUint16(p.data[central+place+2:], value)
}

// insert puts bytes in at a place, and lets the directory and the end know as a careful forger would.
func (p *patch) insert(at int, bytes []byte) {
	p.data = slices.Insert(p.data, at, bytes...)
	p.end += len(bytes)
	start := le.Uint32(p.data[p.end+16:])
	if uint32(at) <= start {
		le.PutUint32(p.data[p.end+16:], start+uint32(len(bytes)))
	} else {
		le.PutUint32(p.data[p.end+12:], le.Uint32(p.data[p.end+12:])+uint32(len(bytes)))
	}
	p.parse()
	for _, c := range p.central {
		if offset := le.Uint32(p.data[c+42:]); int(offset) >= at {
			le.PutUint32(p.data[c+42:], offset+uint32(len(bytes)))
		}
	}
}

const page = "data/site/index.html"

// hostilePatches are zips whose files are those of an archive, and whose headers lie. All are "damaged", though some of what is inside would be read as it is.
var hostilePatches = []struct {
	name   string
	change func(*patch)
}{
	{"another checksum in both headers", func(p *patch) {
		central, local := p.at(page)
		p.data[local+14]++
		p.data[central+16]++
	}},
	{"another checksum before the file", func(p *patch) { _, local := p.at(page); p.data[local+14]++ }},
	{"another checksum in the directory", func(p *patch) { central, _ := p.at(page); p.data[central+16]++ }},
	{"another length before the file", func(p *patch) { _, local := p.at(page); p.data[local+22]-- }},
	{"another length in the directory", func(p *patch) { central, _ := p.at(page); p.data[central+24]-- }},
	{"lengths of four gigabytes", func(p *patch) {
		central, local := p.at(page)
		for _, at := range []int{local + 18, local + 22, central + 20, central + 24} {
			le.PutUint32(p.data[at:], 0xfffffffe)
		}
	}},
	{"marked as encrypted", func(p *patch) { p.both(page, 6, 1<<11|1) }},
	{"marked as strongly encrypted", func(p *patch) { p.both(page, 6, 1<<11|1<<6|1) }},
	{"encrypted names", func(p *patch) { p.both(page, 6, 1<<11|1<<13) }},
	{"lengths behind the file", func(p *patch) { p.both(page, 6, 1<<11|1<<3) }},
	{"names in an unknown code", func(p *patch) { p.both("data/records/content/リスク.md", 6, 0) }},
	{"compressed by an unknown method", func(p *patch) { p.both(page, 8, 99) }},
	{"compressed by its mark alone", func(p *patch) { p.both(page, 8, 8) }},
	{"another time", func(p *patch) { p.both(page, 10, 1) }},
	{"another day", func(p *patch) { p.both(page, 12, 1<<5|2) }},
	{"a program that may be run by everybody", func(p *patch) { central, _ := p.at(page); le.PutUint32(p.data[central+38:], 0o104755<<16) }},
	{"a folder by its attributes", func(p *patch) { central, _ := p.at(page); p.data[central+38] = 0x10 }},
	{"another name before the file", func(p *patch) { _, local := p.at(page); p.data[local+30+len(inside)+len(page)-1] = 'x' }},
	{"the path of another file before it", func(p *patch) { _, local := p.at(page); copy(p.data[local+30+len(inside):], "../../../index.html") }},
	{"two names for the bytes of one", func(p *patch) {
		one, _ := p.at("data/records/content/riskbook.toml")
		central, _ := p.at(page)
		copy(p.data[central+42:central+46], p.data[one+42:one+46])
	}},
	{"a file inside another", func(p *patch) {
		central, local := p.at(page)
		le.PutUint32(p.data[central+42:], uint32(local+200))
	}},
	{"a place behind the end", func(p *patch) { central, _ := p.at(page); le.PutUint32(p.data[central+42:], 0xfffffff0) }},
	{"something between two files", func(p *patch) { _, local := p.at(page); p.insert(local, []byte("hidden")) }},
	{"a file that the directory leaves out", func(p *patch) {
		h := append(slices.Clone(p.data[:30]), "x"...)
		le.PutUint32(h[14:], 0)
		le.PutUint64(h[18:], 0)
		le.PutUint16(h[26:], 1)
		p.insert(int(le.Uint32(p.data[p.end+16:])), h)
	}},
	{"the directory in another order", func(p *patch) {
		n := len(p.central)
		last, before := slices.Clone(p.data[p.central[n-1]:p.end]), slices.Clone(p.data[p.central[n-2]:p.central[n-1]])
		copy(p.data[p.central[n-2]:], append(last, before...))
	}},
	{"one file less than there are", func(p *patch) { p.data[p.end+10]-- }},
	{"one file more than there are", func(p *patch) { p.data[p.end+8]++; p.data[p.end+10]++ }},
	{"on another disk", func(p *patch) { p.data[p.end+4] = 1 }},
	{"begun on another disk", func(p *patch) { central, _ := p.at(page); p.data[central+34] = 1 }},
	{"an end within the comment of the end", func(p *patch) {
		end := slices.Clone(p.data[p.end:])
		p.data[len(p.data)-2] = endLength
		p.data = append(p.data, end...)
	}},
	{"a comment of a file", func(p *patch) {
		central, _ := p.at(page)
		next := central + 46 + len(inside) + len(page)
		p.data[central+32] = 1
		p.data = slices.Insert(p.data, next, 'x')
		p.end++
		p.data[p.end+12]++
	}},
	{"another name in an extra field", func(p *patch) { p.extra(page, append([]byte("up\x0c\x00\x01\x00\x00\x00\x00"), "../x.sh"...)) }},
	{"a length in an extra field of large zips", func(p *patch) {
		p.extra(page, append([]byte("\x01\x00\x10\x00"), "\xff\xff\xff\xff\xff\xff\xff\x7f\xff\xff\xff\xff\xff\xff\xff\x7f"...))
		central, _ := p.at(page)
		le.PutUint64(p.data[central+20:], 1<<64-1)
	}},
	{"an extra field longer than itself", func(p *patch) { p.extra(page, []byte("\x01\x00\xff\xff")) }},
	{"cut off within a file", func(p *patch) { _, local := p.at(page); p.data = p.data[:local+100] }},
	{"cut off within the directory", func(p *patch) { p.data = p.data[:p.central[3]+20] }},
	{"without its first file", func(p *patch) { p.data = p.data[le.Uint32(p.data[p.central[1]+42:]):] }},
}

// extra gives an entry of the directory an extra field.
func (p *patch) extra(name string, field []byte) {
	central, _ := p.at(name)
	at := central + 46 + len(inside) + len(name)
	le.PutUint16(p.data[central+30:], uint16(len(field)))
	p.data = slices.Insert(p.data, at, field...)
	p.end += len(field)
	le.PutUint32(p.data[p.end+12:], le.Uint32(p.data[p.end+12:])+uint32(len(field)))
}

// TestHostileHeaders looks at zips whose headers lie.
func TestHostileHeaders(t *testing.T) {
	zipped, _ := written(t, nil)
	for _, c := range hostilePatches {
		within(t, c.name, func() {
			r := verifyZip(t, patched(t, zipped, c.change))
			if !slices.ContainsFunc(r.Findings, func(f archive.Finding) bool { return f.Code == archive.Damaged }) {
				t.Errorf("%s: found %q, wanted damaged", c.name, codes(r))
			}
		})
	}
}

// within holds the bound of time and memory: what a hostile zip may cost beside its own length.
func within(t *testing.T, name string, do func()) {
	t.Helper()
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	began := time.Now()
	do()
	runtime.ReadMemStats(&after)
	if took := time.Since(began); took > 10*time.Second {
		t.Errorf("%s: took %v", name, took)
	}
	if more := int64(after.Sys) - int64(before.Sys); more > 256<<20 {
		t.Errorf("%s: %d MiB more of memory", name, more>>20)
	}
}

// TestHostileNames looks at archives whose lists agree with names that no archive has.
func TestHostileNames(t *testing.T) {
	zipped, _ := written(t, nil)
	all := unpacked(t, zipped)
	for _, c := range []struct{ name, path, want string }{
		{"a part that is empty", "data//x", "bad-path"},
		{"a part that is a dot", "data/./x", "bad-path"},
		{"two dots at the end", "data/x/..", "bad-path"},
		{"a dot at the end", "data/x.", "bad-path"},
		{"a blank at the end", "data/x ", "bad-path"},
		{"a stream beside a file", "data/site/index.html:x", "bad-path"},
		{"a wildcard", "data/*", "bad-path"},
		{"a line end", "data/x\ny", "bad-path"},
		{"a line end of Unicode", "data/x\u2028y", "bad-path"},
		{"a name that reads backwards", "data/site/\u202elmth.exe", "bad-path"},
		{"a control character of eight bits", "data/\u009bx", "bad-path"},
		{"a slash in more bytes than it takes", "data/..\xc0\xafx", "bad-path"},
		{"half a surrogate", "data/\xed\xa0\x80", "bad-path"},
		{"a device with an ending", "data/com1.html", "bad-path"},
		{"a device with a raised digit", "data/COM¹", "bad-path"},
		{"a part that is too long", "data/" + strings.Repeat("x", 256), "bad-path"},
		{"a path that is too long", "data/" + strings.Repeat("x/", 2100) + "x", "bad-path"},
		{"a name in the other form of Unicode", "data/records/content/リスク\u3099.md", "extra-file"},
		{"a name in another case of Unicode", "data/SITE/ındex.html", "name-collision"},
		{"a folder where a file is", "data/site/index.html/x", "name-collision"},
	} {
		within(t, c.name, func() {
			r := verifyZip(t, packed(t, all, func(w *zip.Writer) { store(t, w, inside+c.path, "x", 0o644) }))
			if r.OK() || !slices.ContainsFunc(r.Findings, func(f archive.Finding) bool { return string(f.Code) == c.want }) {
				t.Errorf("%s: found %q, wanted %q", c.name, codes(r), c.want)
			}
		})
	}
}

// TestHostileContents looks at zips that hold what is no file, what would fill the memory, and lists that lead elsewhere.
func TestHostileContents(t *testing.T) {
	zipped, _ := written(t, nil)
	all := unpacked(t, zipped)
	with := func(name, content string) fstest.MapFS {
		m := fstest.MapFS{}
		for n, f := range all {
			m[n] = f
		}
		m[name] = &fstest.MapFile{Data: []byte(content)}
		return m
	}
	special := func(name string, mode fs.FileMode) []byte {
		return packed(t, all, func(w *zip.Writer) { store(t, w, inside+name, "/etc", mode) })
	}
	manifest := string(all["manifest-sha256.txt"].Data)
	sum := strings.Repeat("0", 64)
	for _, c := range []struct {
		name, want string
		zip        func() []byte
	}{
		{"a pipe", "not-regular", func() []byte { return special("data/pipe", fs.ModeNamedPipe|0o644) }},
		{"a socket", "not-regular", func() []byte { return special("data/socket", fs.ModeSocket|0o644) }},
		{"a disk", "not-regular", func() []byte { return special("data/disk", fs.ModeDevice|0o644) }},
		{"a link, and a file through it", "not-regular", func() []byte {
			return packed(t, all, func(w *zip.Writer) {
				store(t, w, inside+"data/up", "../../..", fs.ModeSymlink|0o777)
				store(t, w, inside+"data/up/x", "x", 0o644)
			})
		}},
		{"a list that leads out of it", "bad-path", func() []byte {
			return packed(t, with("manifest-sha256.txt", sum+"  data/../../../etc/passwd\n"+manifest), nil)
		}},
		{"a list of what lies elsewhere", "bad-manifest", func() []byte { return packed(t, with("manifest-sha256.txt", sum+"  README.txt\n"+manifest), nil) }},
		{"a list with a file twice", "bad-manifest", func() []byte { return packed(t, with("manifest-sha256.txt", manifest+manifest), nil) }},
		{"a list as Windows writes it", "bad-path", func() []byte {
			return packed(t, with("manifest-sha256.txt", strings.ReplaceAll(manifest, "\n", "\r\n")), nil)
		}},
		{"a list with marks of binary files", "bad-manifest", func() []byte {
			return packed(t, with("manifest-sha256.txt", strings.ReplaceAll(manifest, "  ", " *")), nil)
		}},
		{"a list of escaped names", "bad-manifest", func() []byte { return packed(t, with("manifest-sha256.txt", "\\"+manifest), nil) }},
		{"a list of one endless line", "bad-manifest", func() []byte { return packed(t, with("manifest-sha256.txt", strings.Repeat("0", 8<<20)), nil) }},
		{"a list of a million faults", "too-large", func() []byte { return packed(t, with("manifest-sha256.txt", strings.Repeat("x\n", 1<<20)), nil) }},
		{"a quarter of a million files that are not there", "missing-file", func() []byte {
			var b bytes.Buffer
			for i := range 1 << 18 {
				fmt.Fprintf(&b, "%s  data/%07d\n", sum, i)
			}
			return packed(t, with("manifest-sha256.txt", b.String()), nil)
		}},
		{"JSON that is nested a million times", "bad-manifest", func() []byte {
			return consistentZip(t, func(m map[string]string) { m["about.json"] = strings.Repeat("[", 1<<19) + strings.Repeat("]", 1<<19) })
		}},
		{"a description of two megabytes", "too-large", func() []byte {
			return consistentZip(t, func(m map[string]string) { m["about.json"] = strings.Repeat(" ", 2<<20) })
		}},
		{"a folder that leads out of it", "bad-manifest", func() []byte {
			return consistentZip(t, func(m map[string]string) {
				m["about.json"] = strings.Replace(m["about.json"], `"audience": null`, `"audience": "../../x"`, 1)
			})
		}},
		{"a signature that is endless", "too-large", func() []byte {
			return packed(t, with("tagmanifest-sha256.txt.sig", "-----BEGIN SSH SIGNATURE-----\n"+strings.Repeat(hex.EncodeToString([]byte("x"))+"\n", 1<<20)), nil)
		}},
		{"many compressed files that fill the memory together", "damaged", func() []byte {
			return packed(t, all, func(w *zip.Writer) {
				for i := range 8 {
					f, err := w.Create(fmt.Sprintf("%szz%02d", inside, i))
					if err == nil {
						_, err = f.Write(make([]byte, 9<<20))
					}
					if err != nil {
						t.Fatal(err)
					}
				}
			})
		}},
		{"a zip within the zip", "extra-file", func() []byte { return packed(t, with("data/site/inner.zip", string(zipped)), nil) }},
	} {
		within(t, c.name, func() {
			r := verifyZip(t, c.zip())
			if r.OK() || !slices.ContainsFunc(r.Findings, func(f archive.Finding) bool { return string(f.Code) == c.want }) {
				t.Errorf("%s: found %q, wanted %q", c.name, codes(r), c.want)
			}
			if len(r.Findings) > 40_000 {
				t.Errorf("%s: %d findings are kept", c.name, len(r.Findings))
			}
		})
	}
}

// consistentZip is a zip of what consistent gives.
func consistentZip(t *testing.T, change func(map[string]string)) []byte {
	t.Helper()
	return packed(t, consistent(t, change), nil)
}
