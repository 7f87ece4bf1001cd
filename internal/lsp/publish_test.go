package lsp_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io/fs"
	"net/url"
	"os"
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"testing/fstest"
	"unicode/utf16"

	"github.com/rogpeppe/go-internal/txtar"

	"github.com/riskbook/riskbook/internal/check"
	"github.com/riskbook/riskbook/internal/compile"
	"github.com/riskbook/riskbook/internal/date"
	"github.com/riskbook/riskbook/internal/diagnostic"
	"github.com/riskbook/riskbook/internal/register"
)

var (
	sizeMarker  = regexp.MustCompile(`<(\d+) bytes>`)
	timesMarker = regexp.MustCompile(`<(\d+) times "([^"]*)">`)
)

// example makes a register of a rule's failing example, whose markers stand for what an archive cannot hold.
func example(archive string) fstest.MapFS {
	files := files()
	for _, f := range txtar.Parse([]byte(archive)).Files {
		data := strings.NewReplacer("<FE>", "\xfe", "<FF>", "\xff").Replace(string(f.Data))
		file := &fstest.MapFile{}
		if target, ok := strings.CutPrefix(data, "<link "); ok {
			file.Mode, data = fs.ModeSymlink|0o777, strings.TrimSuffix(target, ">\n")
		} else if data == "<folder>\n" {
			file.Mode, data = fs.ModeDir|0o755, ""
		}
		data = sizeMarker.ReplaceAllStringFunc(data, func(m string) string {
			n, _ := strconv.Atoi(sizeMarker.FindStringSubmatch(m)[1])
			return strings.Repeat("a", n)
		})
		data = timesMarker.ReplaceAllStringFunc(data, func(m string) string {
			parts := timesMarker.FindStringSubmatch(m)
			n, _ := strconv.Atoi(parts[1])
			return strings.Repeat(parts[2], n)
		})
		file.Data = []byte(data)
		files[f.Name] = file
	}
	return files
}

// problem is one diagnostic as both sides tell it.
type problem struct {
	uri, rule, message                     string
	severity                               string
	line, character, endLine, endCharacter int
	related                                string
}

// checked gives what `check --format json` says of a register, its columns turned into UTF-16 units.
func checked(t *testing.T, folder fs.FS, language string) []problem {
	t.Helper()
	j, err := compile.Read(t.Context(), folder, func(*register.Register) (date.Date, error) { return date.Of(2026, 11, 23), nil }, compile.ForCheck)
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	if err := diagnostic.WriteJSON(&out, j.Checked.Diagnostics, language); err != nil {
		t.Fatal(err)
	}
	type place struct {
		File                             string
		Line, Column, EndLine, EndColumn int
		Message                          string
	}
	var said struct {
		Diagnostics []struct {
			place
			Rule, Severity, Message, Help string
			Related                       []place
		}
	}
	if err := json.Unmarshal(out.Bytes(), &said); err != nil {
		t.Fatal(err)
	}
	units := func(file string, line, column int) int {
		data, err := fs.ReadFile(folder, file)
		lines := strings.Split(strings.TrimPrefix(string(data), "\ufeff"), "\n")
		if err != nil || line > len(lines) {
			return 0
		}
		runes := []rune(lines[line-1])
		return len(utf16.Encode(runes[:min(column-1, len(runes))]))
	}
	at := func(p place) string {
		return fmt.Sprintf("%s %d:%d-%d:%d", p.File, p.Line-1, units(p.File, p.Line, p.Column), p.EndLine-1, units(p.File, p.EndLine, p.EndColumn))
	}
	var list []problem
	for _, d := range said.Diagnostics {
		p := problem{uri: d.File, rule: d.Rule, message: d.Message, severity: d.Severity, line: d.Line - 1, character: units(d.File, d.Line, d.Column), endLine: d.EndLine - 1, endCharacter: units(d.File, d.EndLine, d.EndColumn)}
		if d.Help != "" {
			p.message += "\n" + d.Help
		}
		for _, r := range d.Related {
			p.related += at(r) + " " + r.Message + "\n"
		}
		list = append(list, p)
	}
	return list
}

// published gives what the server shows.
func (c *client) published(root string) []problem {
	type span struct{ Start, End struct{ Line, Character int } }
	name := func(uri string) string {
		u, err := url.Parse(uri)
		if err != nil {
			c.t.Fatal(err)
		}
		return strings.TrimPrefix(u.Path, root+"/")
	}
	var list []problem
	for uri, shown := range c.shown {
		for _, raw := range shown {
			var d struct {
				Range                 span
				Severity              int
				Code, Source, Message string
				RelatedInformation    []struct {
					Location struct {
						URI   string
						Range span
					}
					Message string
				}
			}
			if err := json.Unmarshal(raw, &d); err != nil {
				c.t.Fatal(err)
			}
			p := problem{uri: name(uri), rule: d.Code, message: d.Message, severity: []string{"", "error", "warning", "info"}[d.Severity], line: d.Range.Start.Line, character: d.Range.Start.Character, endLine: d.Range.End.Line, endCharacter: d.Range.End.Character}
			for _, r := range d.RelatedInformation {
				l := r.Location.Range
				p.related += fmt.Sprintf("%s %d:%d-%d:%d %s\n", name(r.Location.URI), l.Start.Line, l.Start.Character, l.End.Line, l.End.Character, r.Message)
			}
			list = append(list, p)
		}
	}
	return list
}

// same holds what the server shows of a register against what check says.
func same(t *testing.T, folder fs.FS) {
	t.Helper()
	c := serve(t, map[string]fs.FS{"/r": folder}, nil)
	c.initialize("/r", nil)
	want := checked(t, folder, "ja")
	// A request that needs the register is answered only after it was judged and shown.
	ask[any](c, "workspace/symbol", map[string]string{"query": ""})
	got := c.published("/r")
	order := func(a, b problem) int { return strings.Compare(fmt.Sprint(a), fmt.Sprint(b)) }
	slices.SortFunc(got, order)
	slices.SortFunc(want, order)
	if len(want) == 0 {
		t.Error("check says nothing: there is nothing to compare")
	}
	if !slices.Equal(got, want) {
		t.Errorf("the server shows\n%v\ncheck says\n%v", got, want)
	}
	c.stop()
}

func TestDiagnosticsAreThoseOfCheck(t *testing.T) {
	t.Run("sample", func(t *testing.T) { same(t, os.DirFS(path.Join("..", ".."))) })
	for _, rule := range check.Rules {
		t.Run(string(rule.Name), func(t *testing.T) { same(t, example(rule.Failing)) })
	}
	t.Run("positions", func(t *testing.T) {
		same(t, files(
			"assets/A-01.md", "\ufeff+++\r\ntitle = \"🚰𠮷野家の給水\"\r\nkind = \"🚰\"\r\nviewpoints = [\"𠮷\", \"service-level\"]\r\nonwer = \"施設課\"\r\n+++\r\n\r\n本文🚰𠮷 [[A-99]] と [[A-98]]\r\n",
			"risks/まとめ.toml", "[R-001]\ntitle = \"🚰\" # 🚰\nowner = \"o\"\nidentified = \"2026-01-01\"\nbody = \"\"\"\n🚰 [[X]]\\u3042[[Y]]\n\"\"\"\n",
		))
	})
}
