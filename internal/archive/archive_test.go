package archive_test

import (
	"archive/zip"
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"fmt"
	"hash/crc32"
	"io"
	"io/fs"
	"iter"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/riskbook/riskbook/internal/archive"
)

// about is what the archives of these tests are of.
func about() archive.About {
	who := "Mori <mori@example.jp>"
	return archive.About{
		Format: 1, Tool: archive.Tool{Name: "riskbook", Version: "test"},
		Register: archive.Register{Title: archive.Text{"": "登録簿"}, Organization: archive.Text{"ja": "市", "en": "City"}},
		Commit:   strings.Repeat("0123456789", 4), Tree: strings.Repeat("ab", 20), Date: "2026-03-31T09:00:00+09:00",
		Author: &who, Committer: &who, Signature: "none", AsOf: "2026-03-31",
	}
}

const inside = "riskbook-2026-03-31-0123456/"

// data is what lies below data/.
var data = map[string]string{
	"data/decided/register.json":         "{\"risks\":[]}\n",
	"data/records/content/リスク.md":        "+++\n+++\n本文\n",
	"data/records/content/empty.md":      "",
	"data/records/content/riskbook.toml": "title = \"登録簿\"\n",
	"data/site/index.html":               strings.Repeat("<p>a page of the site</p>\n", 200),
}

func files(data map[string]string) iter.Seq2[archive.File, error] {
	return func(yield func(archive.File, error) bool) {
		names := []string{}
		for name := range data {
			names = append(names, name)
		}
		slices.Sort(names)
		for _, name := range names {
			if !yield(archive.File{Path: name, Data: []byte(data[name])}, nil) {
				return
			}
		}
	}
}

func written(t *testing.T, sign func([]byte) ([]byte, error)) (zip []byte, root string) {
	t.Helper()
	var b bytes.Buffer
	root, err := archive.Write(&b, archive.Content{About: about(), Readme: []byte("<!DOCTYPE html>\n"), Data: files(data), Sign: sign})
	if err != nil {
		t.Fatal(err)
	}
	return b.Bytes(), root
}

func verifyZip(t *testing.T, zip []byte) *archive.Report {
	t.Helper()
	r, err := archive.VerifyZip(bytes.NewReader(zip), int64(len(zip)), archive.Options{})
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// unpacked gives the files of an archive by an independent reader.
func unpacked(t *testing.T, data []byte) fstest.MapFS {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	all := fstest.MapFS{}
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		content, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(f.Name, err)
		}
		name, ok := strings.CutPrefix(f.Name, inside)
		if !ok || f.Method != zip.Store || f.NonUTF8 || len(f.Extra) > 0 || f.Mode() != 0o644 || f.Modified.Year() > 1980 {
			t.Errorf("%+v", f.FileHeader)
		}
		all[name] = &fstest.MapFile{Data: content, Mode: 0o644}
	}
	return all
}

func TestWrittenArchiveIsReadByOthers(t *testing.T) {
	zipped, root := written(t, nil)
	all := unpacked(t, zipped)
	sum := sha256.Sum256(all["tagmanifest-sha256.txt"].Data)
	if hex.EncodeToString(sum[:]) != root {
		t.Errorf("the root is %s, not the digest of the list of lists", root)
	}
	lines := strings.Split(strings.TrimSuffix(string(all["manifest-sha256.txt"].Data)+string(all["tagmanifest-sha256.txt"].Data), "\n"), "\n")
	if len(lines) != len(all)-1 {
		t.Errorf("%d lines for %d files", len(lines), len(all))
	}
	for _, line := range lines {
		want, name, _ := strings.Cut(line, "  ")
		if f := all[name]; f == nil || fmt.Sprintf("%x", sha256.Sum256(f.Data)) != want {
			t.Errorf("%s is not as listed", name)
		}
	}
	for name, content := range data {
		if string(all[name].Data) != content {
			t.Errorf("%s: %q", name, all[name].Data)
		}
	}
	for name, f := range all {
		if bytes.Contains(f.Data, []byte(root)) {
			t.Errorf("the root stands in %s", name)
		}
	}
	again, _ := written(t, nil)
	if !bytes.Equal(zipped, again) {
		t.Error("a second writing gives other bytes")
	}
}

func TestVerifyPasses(t *testing.T) {
	zipped, root := written(t, nil)
	r := verifyZip(t, zipped)
	if !r.OK() || r.Root != root || r.About.AsOf != "2026-03-31" || r.Signed {
		t.Errorf("zip: %+v", r)
	}
	r, err := archive.VerifyFolder(unpacked(t, zipped), archive.Options{Root: root})
	if err != nil || !r.OK() || r.Root != root {
		t.Errorf("folder: %+v %v", r, err)
	}
	r, err = archive.VerifyFolder(unpacked(t, zipped), archive.Options{Root: strings.Repeat("0", 64)})
	if err != nil || codes(r) != "wrong-root" {
		t.Errorf("another root: %v %v", codes(r), err)
	}
}

// codes lists the codes of a report, each once.
func codes(r *archive.Report) string {
	var list []string
	for _, f := range r.Findings {
		if !slices.Contains(list, string(f.Code)) {
			list = append(list, string(f.Code))
		}
	}
	slices.Sort(list)
	return strings.Join(list, " ")
}

// TestEveryChangeIsFound changes, cuts, adds and moves bytes anywhere in a zip, also in headers and padding.
func TestEveryChangeIsFound(t *testing.T) {
	zipped, _ := written(t, nil)
	random := rand.New(rand.NewPCG(1, 2))
	for i := range 2000 {
		changed := slices.Clone(zipped)
		at := random.IntN(len(changed))
		if i < len(changed) && i%2 == 0 { // every second one among headers, which are few
			at = len(changed) - 1 - i/2%len(changed)
		}
		what := ""
		switch kind := random.IntN(8); kind {
		default:
			what = "changed"
			changed[at] ^= byte(1 + random.IntN(255))
		case 0:
			what = "cut"
			changed = slices.Delete(changed, at, at+1)
		case 1:
			what = "added"
			changed = slices.Insert(changed, at, byte(random.IntN(256)))
		case 2:
			what = "moved"
			b := changed[at]
			changed = slices.Delete(changed, at, at+1)
			changed = slices.Insert(changed, random.IntN(len(changed)), b)
			if bytes.Equal(changed, zipped) {
				continue
			}
		}
		if r := verifyZip(t, changed); r.OK() {
			t.Errorf("%s at %d of %d: nothing found", what, at, len(zipped))
		}
	}
	for _, n := range []int{0, 1, 4, 21, 22, 30, len(zipped) / 2, len(zipped) - 22, len(zipped) - 1} {
		if r := verifyZip(t, zipped[:n]); r.OK() {
			t.Errorf("cut to %d bytes: nothing found", n)
		}
	}
}

// TestEveryChangeOfAFolderIsFound changes single bytes of the files of an unpacked archive.
func TestEveryChangeOfAFolderIsFound(t *testing.T) {
	zipped, _ := written(t, nil)
	all := unpacked(t, zipped)
	var names []string
	for name, f := range all {
		if len(f.Data) > 0 {
			names = append(names, name)
		}
	}
	slices.Sort(names)
	random := rand.New(rand.NewPCG(3, 4))
	for range 1000 {
		name := names[random.IntN(len(names))]
		was := all[name].Data
		changed := slices.Clone(was)
		at := random.IntN(len(changed))
		switch random.IntN(4) {
		default:
			changed[at] ^= byte(1 + random.IntN(255))
		case 0:
			changed = slices.Delete(changed, at, at+1)
		case 1:
			changed = slices.Insert(changed, at, byte(random.IntN(256)))
		}
		all[name].Data = changed
		r, err := archive.VerifyFolder(all, archive.Options{})
		if err != nil || r.OK() {
			t.Errorf("%s at %d: nothing found (%v)", name, at, err)
		}
		all[name].Data = was
	}
}

func TestFaultsOfAFolder(t *testing.T) {
	zipped, _ := written(t, nil)
	file := func(text string) *fstest.MapFile { return &fstest.MapFile{Data: []byte(text), Mode: 0o644} }
	for _, c := range []struct {
		name, want string
		change     func(fstest.MapFS)
	}{
		{"a file is gone", "missing-file", func(m fstest.MapFS) { delete(m, "data/site/index.html") }},
		{"a file more", "extra-file", func(m fstest.MapFS) { m["data/site/more.html"] = file("") }},
		{"a file more outside data", "extra-file", func(m fstest.MapFS) { m["notes.txt"] = file("x") }},
		{"an empty folder more", "extra-file", func(m fstest.MapFS) { m["data/none"] = &fstest.MapFile{Mode: fs.ModeDir | 0o755} }},
		{"a file changed", "changed-file", func(m fstest.MapFS) { m["data/site/index.html"] = file("x") }},
		{"the list is gone", "missing-file", func(m fstest.MapFS) { delete(m, "manifest-sha256.txt") }},
		{"the list of lists is gone", "missing-file", func(m fstest.MapFS) { delete(m, "tagmanifest-sha256.txt") }},
		{"a list in capitals", "bad-manifest extra-file", func(m fstest.MapFS) {
			m["tagmanifest-sha256.txt"] = file(strings.ToUpper(string(m["tagmanifest-sha256.txt"].Data)))
		}},
		{"about.json is gone", "missing-file", func(m fstest.MapFS) { delete(m, "about.json") }},
		{"a link", "not-regular", func(m fstest.MapFS) {
			m["data/site/index.html"] = &fstest.MapFile{Data: []byte("x"), Mode: fs.ModeSymlink}
		}},
		{"a name in capitals beside it", "extra-file name-collision", func(m fstest.MapFS) { m["data/site/INDEX.html"] = file("x") }},
		{"a folder in capitals beside it", "extra-file name-collision", func(m fstest.MapFS) { m["data/SITE/other.html"] = file("x") }},
		{"the same name in another Unicode form", "extra-file name-collision", func(m fstest.MapFS) {
			m["data/records/content/が.md"] = file("x")
			m["data/records/content/か\u3099.md"] = file("x")
		}},
		{"a reserved name", "bad-path", func(m fstest.MapFS) { m["data/site/aux.html"] = file("x") }},
		{"no archive at all", "not-an-archive", func(m fstest.MapFS) {
			for name := range m {
				delete(m, name)
			}
			m["index.html"] = file("x")
		}},
		{"a signature that is none", "bad-signature", func(m fstest.MapFS) { m["tagmanifest-sha256.txt.sig"] = file("-----BEGIN SSH SIGNATURE-----\n") }},
	} {
		all := unpacked(t, zipped)
		c.change(all)
		r, err := archive.VerifyFolder(all, archive.Options{})
		got := codes(r)
		if err != nil || got != c.want {
			t.Errorf("%s: found %q, wanted %q (%v)", c.name, got, c.want, err)
		}
	}
}

// consistent writes an archive whose lists agree with whatever stands in it, as a forger would who works out every digest anew.
func consistent(t *testing.T, change func(map[string]string)) fstest.MapFS {
	t.Helper()
	zipped, _ := written(t, nil)
	all := map[string]string{}
	for name, f := range unpacked(t, zipped) {
		all[name] = string(f.Data)
	}
	change(all)
	list := func(of func(string) bool) string {
		var lines []string
		for name, content := range all {
			if of(name) {
				lines = append(lines, fmt.Sprintf("%x  %s\n", sha256.Sum256([]byte(content)), name))
			}
		}
		slices.SortFunc(lines, func(a, b string) int { return strings.Compare(a[66:], b[66:]) })
		return strings.Join(lines, "")
	}
	all["manifest-sha256.txt"] = list(func(name string) bool { return strings.HasPrefix(name, "data/") })
	all["tagmanifest-sha256.txt"] = list(func(name string) bool {
		return !strings.HasPrefix(name, "data/") && name != "tagmanifest-sha256.txt"
	})
	m := fstest.MapFS{}
	for name, content := range all {
		m[name] = &fstest.MapFile{Data: []byte(content), Mode: 0o644}
	}
	return m
}

func TestConsistentForgeries(t *testing.T) {
	for _, c := range []struct {
		name, want string
		change     func(map[string]string)
	}{
		{"nothing changed", "", func(map[string]string) {}},
		{"a newer format", "bad-manifest", func(m map[string]string) {
			m["about.json"] = strings.Replace(m["about.json"], `"format": 1`, `"format": 2`, 1)
		}},
		{"a key more", "bad-manifest", func(m map[string]string) {
			m["about.json"] = strings.Replace(m["about.json"], `"format": 1`, `"format": 1, "x": 1`, 1)
		}},
		{"no JSON", "bad-manifest", func(m map[string]string) { m["about.json"] = "{" }},
		{"a commit that is none", "bad-manifest", func(m map[string]string) {
			m["about.json"] = strings.Replace(m["about.json"], "0123456789", "../../etc/", 1)
		}},
		{"another kind of bag", "bad-manifest", func(m map[string]string) { m["bagit.txt"] = "BagIt-Version: 0.97\n" }},
		{"no README", "bad-manifest", func(m map[string]string) { delete(m, "README.txt") }},
	} {
		r, err := archive.VerifyFolder(consistent(t, c.change), archive.Options{})
		if err != nil || codes(r) != c.want {
			t.Errorf("%s: found %q, wanted %q (%v)", c.name, codes(r), c.want, err)
		}
	}
}

// packed writes a zip by hand: headers are what the standard library makes of them, which is not the one form, so that "damaged" always comes along.
func packed(t *testing.T, all fstest.MapFS, change func(*zip.Writer)) []byte {
	t.Helper()
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	names := []string{}
	for name := range all {
		names = append(names, name)
	}
	slices.Sort(names)
	for _, name := range names {
		store(t, w, inside+name, string(all[name].Data), 0o644)
	}
	if change != nil {
		change(w)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func store(t *testing.T, w *zip.Writer, name, content string, mode fs.FileMode) {
	t.Helper()
	h := &zip.FileHeader{Name: name, Method: zip.Store, CRC32: crc32.ChecksumIEEE([]byte(content)), CompressedSize64: uint64(len(content)), UncompressedSize64: uint64(len(content))}
	h.SetMode(mode)
	f, err := w.CreateRaw(h)
	if err == nil {
		_, err = io.WriteString(f, content)
	}
	if err != nil {
		t.Fatal(err)
	}
}

// endLength is the length of the end of a zip.
const endLength = 22

// overlapping writes a zip whose entries all claim the same ten megabytes.
func overlapping(t *testing.T, n int) []byte {
	t.Helper()
	zipped := packed(t, fstest.MapFS{}, func(w *zip.Writer) { store(t, w, inside+"bagit.txt", strings.Repeat("x", 10<<20), 0o644) })
	start := binary.LittleEndian.Uint32(zipped[len(zipped)-6:])
	end := len(zipped) - endLength
	all := slices.Concat(zipped[:start], bytes.Repeat(zipped[start:end], n), zipped[end:])
	binary.LittleEndian.PutUint32(all[len(all)-10:], uint32(n*(end-int(start))))
	return all
}

// zip64End is the end of a large zip, which says of a small one what is not true.
func zip64End(count, size, start uint64) []byte {
	le := binary.LittleEndian
	b := append([]byte("PK\x06\x06"), make([]byte, 52)...)
	le.PutUint64(b[4:], 44)
	le.PutUint64(b[24:], count)
	le.PutUint64(b[32:], count)
	le.PutUint64(b[40:], size)
	le.PutUint64(b[48:], start)
	locator := append([]byte("PK\x06\x07"), make([]byte, 16)...)
	return append(b, locator...)
}

func TestHostileZips(t *testing.T) {
	zipped, _ := written(t, nil)
	all := unpacked(t, zipped)
	add := func(name, content string, mode fs.FileMode) func(*zip.Writer) {
		return func(w *zip.Writer) { store(t, w, name, content, mode) }
	}
	deflated := func(name string, n int) func(*zip.Writer) {
		return func(w *zip.Writer) {
			f, err := w.Create(name)
			if err == nil {
				_, err = f.Write(make([]byte, n))
			}
			if err != nil {
				t.Fatal(err)
			}
		}
	}
	for _, c := range []struct {
		name, want string // a code that must be found
		zip        []byte
	}{
		{"empty", "not-an-archive", nil},
		{"text", "not-an-archive", []byte("this is no zip at all, but a text that is longer than the end of one\n")},
		{"another zip", "not-an-archive", packed(t, fstest.MapFS{}, add("a.txt", "x", 0o644))},
		{"other headers", "damaged", packed(t, all, nil)},
		{"a comment", "damaged", packed(t, all, func(w *zip.Writer) { w.SetComment("x") })},
		{"a path out of it", "bad-path", packed(t, all, add(inside+"../../etc/passwd", "x", 0o644))},
		{"a path out of the folder", "extra-file", packed(t, all, add("other/x", "x", 0o644))},
		{"an absolute path", "bad-path", packed(t, all, add("/etc/passwd", "x", 0o644))},
		{"a backslash", "bad-path", packed(t, all, add(inside+`..\x`, "x", 0o644))},
		{"a drive", "bad-path", packed(t, all, add("C:/x", "x", 0o644))},
		{"a control character", "bad-path", packed(t, all, add(inside+"data/\x1b[2J", "x", 0o644))},
		{"a NUL", "bad-path", packed(t, all, add(inside+"data/x\x00.html", "x", 0o644))},
		{"a name that is no UTF-8", "bad-path", packed(t, all, add(inside+"data/\xff", "x", 0o644))},
		{"a reserved name", "bad-path", packed(t, all, add(inside+"data/NUL.txt", "x", 0o644))},
		{"a long name", "bad-path", packed(t, all, add(inside+"data/"+strings.Repeat("x", 60000), "x", 0o644))},
		{"a name twice", "duplicate-entry", packed(t, all, add(inside+"data/site/index.html", "x", 0o644))},
		{"a name in capitals", "name-collision", packed(t, all, add(inside+"data/site/INDEX.HTML", "x", 0o644))},
		{"a file where a folder is", "name-collision", packed(t, all, add(inside+"data", "x", 0o644))},
		{"a link", "not-regular", packed(t, all, add(inside+"data/link", "/etc/passwd", fs.ModeSymlink|0o777))},
		{"a device", "not-regular", packed(t, all, add(inside+"data/null", "", fs.ModeDevice|fs.ModeCharDevice|0o666))},
		{"a folder", "not-regular", packed(t, all, add(inside+"data/more/", "", fs.ModeDir|0o755))},
		{"an extra file", "extra-file", packed(t, all, add(inside+"data/site/more.html", "x", 0o644))},
		{"a compressed file", "damaged", packed(t, all, deflated(inside+"zz", 1000))},
		{"a bomb", "too-large", packed(t, all, deflated(inside+"zz", 64<<20))},
		{"many names for the same bytes", "damaged", overlapping(t, 50_000)},
		{"deep paths", "damaged", packed(t, fstest.MapFS{}, func(w *zip.Writer) {
			for i := range 300 {
				store(t, w, fmt.Sprintf("%s%d/%s", inside, i, strings.Repeat("a/", 2000)+"a"), "", 0o644)
			}
			store(t, w, inside+"bagit.txt", "", 0o644)
		})},
		{"a number of entries that is a lie", "damaged", append(append(slices.Clone(zipped[:len(zipped)-22]), zip64End(1<<62, 1<<62, 1<<61)...), zipped[len(zipped)-22:]...)},
		{"a directory of all the file", "damaged", append(append(slices.Clone(zipped[:len(zipped)-22]), zip64End(9, uint64(len(zipped)-22), 0)...), zipped[len(zipped)-22:]...)},
		{"data before it", "damaged", append([]byte("MZ"), zipped...)},
		{"data behind it", "damaged", append(slices.Clone(zipped), 0)},
		{"a zip behind it", "damaged", append(slices.Clone(zipped), zipped...)},
		{"another folder", "damaged", bytes.ReplaceAll(zipped, []byte("-31-0123456/"), []byte("-31-0123457/"))},
	} {
		within(t, c.name, func() {
			r := verifyZip(t, c.zip)
			if r.OK() || !slices.ContainsFunc(r.Findings, func(f archive.Finding) bool { return string(f.Code) == c.want }) {
				t.Errorf("%s: found %q, wanted %q", c.name, codes(r), c.want)
			}
		})
	}
}

// TestReadmeOfAPart reads what the README of an archive for an audience says: it holds no records, so that nothing can be compiled anew.
func TestReadmeOfAPart(t *testing.T) {
	whole, part := about(), about()
	who := "public"
	part.Audience = &who
	for _, c := range []struct {
		about   archive.About
		records bool
	}{{whole, true}, {part, false}} {
		var b bytes.Buffer
		if _, err := archive.Write(&b, archive.Content{About: c.about, Readme: []byte("x"), Data: files(data)}); err != nil {
			t.Fatal(err)
		}
		z, err := zip.NewReader(bytes.NewReader(b.Bytes()), int64(b.Len()))
		if err != nil {
			t.Fatal(err)
		}
		text, err := fs.ReadFile(z, c.about.Folder()+"/README.txt")
		if err != nil {
			t.Fatal(err)
		}
		for _, words := range []string{"data/records/", "--rebuild", "作り直して", "anew"} {
			if strings.Contains(string(text), words) != c.records {
				t.Errorf("of a part %t: the README speaks of %q, or does not", !c.records, words)
			}
		}
	}
}

func TestWriteRefusesWhatItWouldNotProve(t *testing.T) {
	for _, name := range []string{"data/site/../x", "data/site/a\\b", "data/site/con", "data/site/x\n", "data/site/a:b", "data/site/x."} {
		_, err := archive.Write(io.Discard, archive.Content{About: about(), Data: files(map[string]string{name: ""})})
		if err == nil {
			t.Errorf("%q was written", name)
		}
	}
	if archive.CheckNames([]string{"content/a.md", "content/A.md"}) == nil {
		t.Error("two names that fall together were not refused")
	}
	if err := archive.CheckNames([]string{"content/a.md", "content/b/a.md", "content/b.md"}); err != nil {
		t.Error(err)
	}
	for _, names := range [][]string{{"a", "a/b"}, {"a/b", "a"}, {"A/b", "a/c"}, {"Straße", "STRASSE"}, {"Å", "A\u030a"}} {
		if archive.CheckNames(names) == nil {
			t.Errorf("%q fall together", names)
		}
	}
}

func FuzzVerify(f *testing.F) {
	var b bytes.Buffer
	if _, err := archive.Write(&b, archive.Content{About: about(), Data: files(data)}); err != nil {
		f.Fatal(err)
	}
	whole := b.Bytes()
	f.Add(whole)
	f.Add(whole[:len(whole)/2])
	f.Add([]byte("PK\x05\x06" + strings.Repeat("\x00", 18)))
	f.Add([]byte("PK\x06\x06" + strings.Repeat("\xff", 52) + "PK\x06\x07" + strings.Repeat("\x00", 16) + "PK\x05\x06" + strings.Repeat("\xff", 16) + "\x00\x00"))
	f.Fuzz(func(t *testing.T, data []byte) {
		r, err := archive.VerifyZip(bytes.NewReader(data), int64(len(data)), archive.Options{})
		if err != nil {
			t.Fatal(err)
		}
		if r.OK() && !bytes.Equal(data, whole) && r.Root == "" {
			t.Error("proven without a root")
		}
		for _, name := range r.Paths("data") {
			_, _ = r.Read(name)
		}
	})
}
