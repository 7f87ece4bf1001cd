package main

import (
	"archive/zip"
	"bytes"
	"context"
	"encoding/base64"
	"flag"
	"fmt"
	"html"
	"io"
	"io/fs"
	"maps"
	"net/http"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"golang.org/x/text/unicode/norm"

	"github.com/riskbook/riskbook/internal/session"
)

// -registers makes the search for marks a long one: so many registers from the one numbered -first on, each for one audience and two of the costly commands in turn.
var (
	registers = flag.Int("registers", 0, "how many random registers are searched for what audiences may not see; 0: one, for some audiences")
	first     = flag.Int("first", 1, "the number of the first of them")
)

// costly are the commands that make what others make too, in another form.
var costly = []string{"archive", "diff", "exports", "serve"}

// No mark of a place that an audience may not see is in any byte of what any command makes for it, whatever way it is written. The marks are in every field of
// every kind, which are taken from the structs that state them: a new field cannot be forgotten.
func TestNothingWithheldIsInAnyByte(t *testing.T) {
	if testing.Short() {
		t.Skip("makes a register five times over")
	}
	if *registers > 0 {
		for seed := *first; seed < *first+*registers; seed++ {
			m := newMarked(uint64(seed))
			names, w := m.audiences(), newWorkplace(t, m)
			m.search(t, w, seed, names[seed%len(names)], costly[seed%len(costly)], costly[(seed+1+seed/len(costly)%(len(costly)-1))%len(costly)])
		}
		return
	}
	m := newMarked(0)
	m.audiences()
	w := newWorkplace(t, m)
	whole := map[string]bool{}
	for x := range m.foundIn(w.made(t, "", "diff", "exports")) {
		whole[x.text] = true
	}
	m.holdShown(t, whole)
	m.search(t, w, 0, "label0", costly...)
	m.search(t, w, 0, "blind", "diff", "exports")
	m.search(t, w, 0, "abroad", "diff", "exports")
}

// search searches what commands make for an audience for marks that must be kept from it.
func (m *marked) search(t *testing.T, w *workplace, seed int, name string, by ...string) {
	t.Helper()
	leaks, files := map[string]string{}, w.made(t, name, by...)
	for x, place := range m.foundIn(files) {
		if m.keeps(name, x) {
			leaks[fmt.Sprintf("%s of %s (%s)", x.path, x.kind, x.label)] = place + ": " + x.text
		}
	}
	for _, what := range slices.Sorted(maps.Keys(leaks)) {
		t.Errorf("seed %d, %s: %s in %s", seed, name, what, leaks[what])
	}
	t.Logf("seed %d, %s by %v: %d files, %d places kept", seed, name, by, len(files), m.kept(name))
}

// kept counts the marks that must be kept from an audience.
func (m *marked) kept(name string) (n int) {
	for _, x := range m.marks {
		if m.keeps(name, x) {
			n++
		}
	}
	return n
}

// unshown are the places that nothing shows to anybody, so that no search for them can fail.
var unshown = []string{"parties.handles"}

// holdShown holds that the marks are shown to whoever may see all: what nobody sees cannot leak, and a search for it says nothing.
func (m *marked) holdShown(t *testing.T, shown map[string]bool) {
	places := map[string]bool{}
	for _, x := range m.marks {
		place := x.kind + "." + x.path
		places[place] = places[place] || shown[x.text]
	}
	for _, place := range slices.Sorted(maps.Keys(places)) {
		if !places[place] && !slices.Contains(unshown, place) {
			t.Errorf("nothing shows %s to anybody", place)
		}
	}
}

// workplace is a folder with a register and its history.
type workplace struct {
	folder string
	names  []string // of the files of the site
}

func newWorkplace(t *testing.T, m *marked) *workplace {
	t.Helper()
	w := &workplace{folder: t.TempDir()}
	commit := func(day string, files map[string]string) {
		if err := os.RemoveAll(filepath.Join(w.folder, "content")); err != nil {
			t.Fatal(err)
		}
		w.write(t, files)
		m.at = mark{path: "git"}
		author := []string{"GIT_AUTHOR_NAME=" + m.word(), "GIT_AUTHOR_EMAIL=" + m.word() + "@example.org", "GIT_COMMITTER_NAME=" + m.word(), "GIT_COMMITTER_EMAIL=" + m.word() + "@example.org", "GIT_AUTHOR_DATE=" + day, "GIT_COMMITTER_DATE=" + day}
		w.git(t, author, "add", "-A")
		w.git(t, author, "commit", "-q", "-m", "Subject "+m.word()+"\n\nBody "+m.word()+"\n\nCo-authored-by: "+m.word()+" <"+m.word()+"@example.org>\n")
	}
	w.git(t, nil, "init", "-q", "-b", "main")
	commit("2026-05-01T09:00:00Z", m.former())
	commit("2026-08-01T09:00:00Z", m.files)
	m.at = mark{label: "TLP:RED", kind: "controls", path: "title"} // a state that only some may know of
	later := maps.Clone(m.files)
	later["content/controls/LATE-1.md"] = fmt.Sprintf("+++\ntitle = %q\nfunction = \"prevent\"\nstate = \"in-place\"\nclassification = \"TLP:RED\"\n+++\n", m.word())
	commit("2026-10-01T09:00:00Z", later)
	return w
}

func (w *workplace) git(t *testing.T, env []string, args ...string) {
	t.Helper()
	c := exec.Command("git", append([]string{"-C", w.folder}, args...)...)
	c.Env = append(os.Environ(), append([]string{"GIT_CONFIG_GLOBAL=/dev/null", "GIT_CONFIG_NOSYSTEM=1", "LC_ALL=C"}, env...)...)
	if out, err := c.CombinedOutput(); err != nil {
		t.Fatalf("git %s: %v\n%s", strings.Join(args, " "), err, out)
	}
}

func (w *workplace) write(t *testing.T, files map[string]string) {
	t.Helper()
	for name, text := range files {
		path := filepath.Join(w.folder, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(path), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
}

func (w *workplace) environment(stdout, stderr io.Writer) session.Environment {
	return session.Environment{
		Stdin: strings.NewReader(""), Stdout: stdout, Stderr: stderr, Directory: w.folder, Now: time.Now,
		Getenv: func(name string) string {
			return map[string]string{"LANG": "en", "SOURCE_DATE_EPOCH": "1795392000", "PATH": os.Getenv("PATH")}[name]
		},
	}
}

// run runs the program in the folder and returns what it printed.
func (w *workplace) run(t *testing.T, args ...string) []byte {
	t.Helper()
	var out, messages bytes.Buffer
	if code := run(t.Context(), args, w.environment(&out, &messages)); code != session.ExitFine {
		t.Errorf("%s: exit code %d\n%s", strings.Join(args, " "), code, messages.String())
	}
	return out.Bytes()
}

// made gives what is made for an audience, by name; for everybody where none is named: the site, and what some of the costly commands make.
func (w *workplace) made(t *testing.T, name string, by ...string) map[string][]byte {
	t.Helper()
	out := t.TempDir()
	files := map[string][]byte{}
	with := func(args ...string) []string {
		if name != "" {
			args = append(args, "--audience", name, "--no-leak-check") // the search is this one
		}
		return args
	}
	site := filepath.Join(out, "site")
	w.run(t, with("build", "--out", site)...)
	w.names = nil
	into := func(folder, prefix string) {
		err := fs.WalkDir(os.DirFS(folder), ".", func(path string, entry fs.DirEntry, err error) error {
			if err != nil || entry.IsDir() {
				return err
			}
			data, err := os.ReadFile(filepath.Join(folder, path))
			files[prefix+path] = data
			if prefix == "site/" {
				w.names = append(w.names, path)
			}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	into(site, "site/")
	if slices.Contains(by, "exports") {
		w.run(t, with("export", "--format", "csv", "--out", filepath.Join(out, "csv"))...)
		into(filepath.Join(out, "csv"), "csv/")
		for _, format := range []string{"json", "xlsx", "ics", "atom", "history"} {
			args := []string{"export", "--format", format}
			if format == "history" {
				args = append(args, "--risks")
			}
			files["export."+format] = w.run(t, with(args...)...)
		}
	}
	if slices.Contains(by, "diff") {
		for _, format := range []string{"text", "markdown", "json", "html"} {
			files["diff."+format] = w.run(t, with("diff", "HEAD~2", "--format", format)...)
		}
		files["diff-ja.html"] = w.run(t, with("diff", "HEAD~2", "HEAD", "--format", "html", "--lang", "ja")...)
	}
	if slices.Contains(by, "archive") {
		archive := filepath.Join(out, "archive.zip")
		w.run(t, with("snapshot", "--out", archive)...)
		data, err := os.ReadFile(archive)
		if err != nil {
			t.Fatal(err)
		}
		files["archive.zip"] = data
	}
	if slices.Contains(by, "serve") {
		w.served(t, with("serve", "--port", "0"), files)
	}
	return files
}

// served asks a preview for every file of the site.
func (w *workplace) served(t *testing.T, args []string, files map[string][]byte) {
	t.Helper()
	ctx, stop := context.WithCancel(t.Context())
	address, from := newLine()
	ended := make(chan int, 1)
	var messages bytes.Buffer
	go func() { ended <- run(ctx, args, w.environment(from, &messages)) }()
	top := ""
	select {
	case top = <-address:
	case code := <-ended:
		t.Fatalf("%v: exit code %d\n%s", args, code, messages.String())
	}
	for _, path := range w.names {
		parts := strings.Split(path, "/")
		for i := range parts {
			parts[i] = url.PathEscape(parts[i])
		}
		answer, err := http.Get(strings.TrimSuffix(top, "/") + "/" + strings.Join(parts, "/"))
		if err != nil {
			t.Fatal(err)
		}
		data, err := io.ReadAll(answer.Body)
		answer.Body.Close()
		if err != nil {
			t.Fatal(err)
		}
		files["serve/"+path] = data
	}
	stop()
	<-ended
}

// line gives the first line that is written to it.
type line struct {
	once sync.Once
	said strings.Builder
	to   chan string
}

func newLine() (<-chan string, io.Writer) {
	l := &line{to: make(chan string, 1)}
	return l.to, l
}

func (l *line) Write(data []byte) (int, error) {
	l.said.Write(data)
	if first, _, complete := strings.Cut(l.said.String(), "\n"); complete {
		l.once.Do(func() { l.to <- first })
	}
	return len(data), nil
}

var (
	anyTag     = regexp.MustCompile(`<[^<>]*>`)
	jsonEscape = regexp.MustCompile(`\\u[0-9a-fA-F]{4}`)
	packed     = regexp.MustCompile(`[A-Za-z0-9+/_-]{24,}={0,2}`)
)

// foundIn gives the marks that can be read in files, each with where and how. Of files that are the same one is read.
func (m *marked) foundIn(files map[string][]byte) map[mark]string {
	found, read := map[mark]string{}, map[string]bool{}
	for _, name := range slices.Sorted(maps.Keys(files)) {
		data := string(files[name])
		if read[data] {
			m.read(found, name, name)
			continue
		}
		read[data] = true
		for x, how := range m.found(name, files[name]) {
			if _, known := found[x]; !known {
				found[x] = name + " (" + how + ")"
			}
		}
	}
	return found
}

// found gives the marks that can be read in a file, its name too, each with how.
func (m *marked) found(name string, data []byte) map[mark]string {
	found := map[mark]string{}
	m.read(found, "name", name)
	if bytes.HasPrefix(data, []byte("PK\x03\x04")) {
		z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
		if err != nil {
			m.read(found, "bytes", string(data))
			return found
		}
		for _, f := range z.File {
			if r, err := f.Open(); err == nil {
				inside, _ := io.ReadAll(r)
				for x, how := range m.found(f.Name, inside) {
					found[x] = f.Name + ", " + how
				}
			}
		}
		return found
	}
	raw := string(data)
	m.read(found, "bytes", raw)
	plain := raw
	if strings.Contains(raw, "&") {
		plain = html.UnescapeString(raw)
		m.read(found, "entities", plain)
	}
	if strings.Contains(raw, "</") {
		m.read(found, "without tags", html.UnescapeString(anyTag.ReplaceAllString(raw, "")))
	}
	if strings.Contains(plain, "%") {
		if text, err := url.PathUnescape(plain); err == nil {
			m.read(found, "percent", text)
		}
	}
	if strings.Contains(plain, `\u`) {
		m.read(found, "escapes", jsonEscape.ReplaceAllStringFunc(plain, func(x string) string {
			n, _ := strconv.ParseUint(x[2:], 16, 32)
			return string(rune(n))
		}))
	}
	if strings.Contains(raw, "BEGIN:VCALENDAR") {
		m.read(found, "folded lines", strings.ReplaceAll(raw, "\r\n ", ""))
	}
	if strings.ContainsAny(plain, "ｚＺｑＱ") {
		m.read(found, "width", norm.NFKC.String(plain))
	}
	for _, x := range packed.FindAllString(raw, -1) {
		for _, encoding := range []*base64.Encoding{base64.RawStdEncoding, base64.RawURLEncoding} {
			if inside, err := encoding.DecodeString(strings.TrimRight(x, "=")); err == nil {
				m.read(found, "base64", string(inside))
			}
		}
	}
	return found
}

// read gives the marks of a text: words of any case, numbers with and without commas, and days as both languages and calendars write them.
func (m *marked) read(found map[mark]string, how, text string) {
	if m.index == nil {
		m.index = map[string][]mark{}
	}
	for _, x := range m.marks[m.indexed:] {
		m.index[x.text] = append(m.index[x.text], x)
	}
	m.indexed = len(m.marks)
	note := func(token string) {
		for _, x := range m.index[token] {
			if _, known := found[x]; !known {
				found[x] = how
			}
		}
	}
	digit := func(at int) bool { return at < len(text) && text[at] >= '0' && text[at] <= '9' }
	day := func(year, month, of int) { note(fmt.Sprintf("%04d-%02d-%02d", year, month, of)) }
	for i := 0; i < len(text); i++ {
		if c := text[i]; (c == 'z' || c == 'Z') && i+12 <= len(text) && (text[i+1] == 'q' || text[i+1] == 'Q') {
			note(strings.ToLower(text[i : i+12]))
		}
		if !digit(i) {
			continue
		}
		end := i
		for digit(end) || end < len(text) && text[end] == ',' && digit(end+1) {
			end++
		}
		number := strings.ReplaceAll(text[i:end], ",", "")
		var year, month, of int
		switch n := len(number); {
		case n == 8:
			note(number)
			note(number[:4] + "-" + number[4:6] + "-" + number[6:])
		case n == 9:
			note(number[1:])
		case n == 4:
			tail := text[end:min(end+16, len(text))]
			if k, _ := fmt.Sscanf(number+tail, "%4d-%2d-%2d", &year, &month, &of); k == 3 {
				day(year, month, of)
			} else if strings.HasPrefix(tail, "年") {
				if k, _ := fmt.Sscanf(number+tail, "%d年%d月%d日", &year, &month, &of); k == 3 {
					day(year, month, of)
				}
			}
		case n < 3 && end+1 < len(text) && text[end] == ' ' && strings.IndexByte("JFMASOND", text[end+1]) >= 0:
			words := strings.Fields(text[i:min(end+24, len(text))])
			if len(words) > 2 && len(words[2]) >= 4 {
				for _, layout := range []string{"2 January 2006", "2 Jan 2006"} {
					if at, err := time.Parse(layout, words[0]+" "+words[1]+" "+words[2][:4]); err == nil {
						day(at.Year(), int(at.Month()), at.Day())
					}
				}
			}
		}
		i = end - 1
	}
}
