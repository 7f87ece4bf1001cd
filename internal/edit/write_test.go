package edit

import (
	"errors"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"github.com/riskbook/riskbook/internal/source"
)

func TestWrite(t *testing.T) {
	word := func(toml string, path ...any) Value { return Value{Path: path, TOML: toml} }
	text := func(language, toml string, path ...any) Value {
		return Value{Path: path, Language: language, TOML: toml}
	}
	for _, c := range []struct {
		name, path, in string
		values         []Value
		want           string
	}{
		{"a value", "risks/R-1.md", "+++\ntitle = 'T' # t\n[current]\nlikelihood = 1\n+++\nB", []Value{word("3", "current", "likelihood"), word(`"o"`, "owner")}, "+++\ntitle = 'T' # t\nowner = \"o\"\n[current]\nlikelihood = 3\n+++\nB"},
		{"a value in a file of many", "risks/all.toml", "[R-1]\ntitle = 'T'\n", []Value{word(`"o"`, "owner")}, "[R-1]\ntitle = 'T'\nowner = \"o\"\n"},
		{"a value goes", "risks/R-1.md", "+++\ntitle = 'T'\nowner = 'o'\n+++\n", []Value{word("", "owner")}, "+++\ntitle = 'T'\n+++\n"},
		{"a new element", "risks/R-1.md", "+++\nlinks = [{ url = 'u' }]\n+++\n", []Value{word(`"v"`, "links", 1, "url")}, "+++\nlinks = [{ url = 'u' }, { url = \"v\" }]\n+++\n"},
		{"a list keeps the comments of what stays", "risks/R-1.md", "+++\ntags = [\n  'a', # one\n  'b', # two\n]\n+++\n", []Value{word(`["b", "c"]`, "tags")}, "+++\ntags = [\n  \"b\", # two\n  \"c\",\n  # one\n]\n+++\n"},
		{"a list that is empty now", "risks/R-1.md", "+++\ntags = ['a']\n+++\n", []Value{word("[]", "tags")}, "+++\ntags = []\n+++\n"},
		{"a list in the place of a word", "risks/R-1.md", "+++\ntags = 'a'\n+++\n", []Value{word(`["a"]`, "tags")}, "+++\ntags = [\"a\"]\n+++\n"},
		{"a text in the register's language", "risks/R-1.md", "+++\ntitle = 'T'\n+++\n", []Value{text("ja", `"U"`, "title")}, "+++\ntitle = \"U\"\n+++\n"},
		{"a text in another language", "risks/R-1.md", "+++\ntitle = 'T'\n+++\n", []Value{text("en", `"E"`, "title")}, "+++\ntitle = { ja = 'T', en = \"E\" }\n+++\n"},
		{"a text goes in another language that it is not written in", "risks/R-1.md", "+++\ntitle = 'T'\n+++\n", []Value{text("en", "", "title")}, "+++\ntitle = 'T'\n+++\n"},
		{"a text goes", "risks/R-1.md", "+++\ntitle = 'T'\nsummary = 'S'\n+++\n", []Value{text("ja", "", "summary")}, "+++\ntitle = 'T'\n+++\n"},
		{"one of two languages goes", "risks/R-1.md", "+++\ntitle = { ja = 'T', en = 'E' }\n+++\n", []Value{text("en", "", "title")}, "+++\ntitle = { ja = 'T' }\n+++\n"},
		{"the last language goes", "risks/R-1.md", "+++\nowner = 'o'\ntitle = { en = 'E' }\n+++\n", []Value{text("en", "", "title")}, "+++\nowner = 'o'\n+++\n"},
		{"a language goes that is not the one written", "risks/R-1.md", "+++\ntitle = { en = 'E' }\n+++\n", []Value{text("ja", "", "title")}, "+++\ntitle = { en = 'E' }\n+++\n"},
		{"a text under a header goes in one language", "risks/R-1.md", "+++\n[title]\nja = 'T'\nen = 'E'\n+++\n", []Value{text("ja", "", "title")}, "+++\n[title]\nen = 'E'\n+++\n"},
	} {
		t.Run(c.name, func(t *testing.T) {
			got, err := Write(recordIn(t, "content/"+c.path, []byte(c.in)), Setting{Language: "ja", Limits: source.DefaultLimits}, c.values)
			if err != nil {
				t.Fatal(err)
			}
			if d := cmp.Diff(c.want, string(got)); d != "" {
				t.Error(d)
			}
		})
	}
}

func TestWriteRefuses(t *testing.T) {
	for _, c := range []struct {
		in      string
		value   Value
		message string
	}{
		{"owner = 'o'", Value{Path: []any{"owner", "x"}, TOML: "1"}, "owner is no table"},
		{"title = { # both\n en = 'E' }", Value{Path: []any{"title"}, Language: "en"}, "comments"},
		{"title = { # both\n en = 'E' }", Value{Path: []any{"title"}, TOML: `"T"`}, "comments in title"},
	} {
		got, err := Write(recordIn(t, "content/risks/R-1.md", []byte("+++\n"+c.in+"\n+++\n")), Setting{Language: "ja", Limits: source.DefaultLimits}, []Value{c.value, {Path: []any{"status"}, TOML: `"open"`}})
		if f, ok := errors.AsType[*Fault](err); !ok || !strings.Contains(f.Message.En, c.message) || got != nil {
			t.Errorf("%s: %v\n%s", c.in, err, got)
		}
	}
	broken := &source.Record{ID: "R-1", Folder: "risks", File: &source.File{Path: "content/risks/R-1.md", Data: []byte("no facts")}}
	if _, err := Write(broken, Setting{Language: "ja", Limits: source.DefaultLimits}, nil); err != ErrUnreadable {
		t.Errorf("without front matter: %v", err)
	}
	if _, _, err := WriteBody(broken, Setting{Language: "ja", Limits: source.DefaultLimits}, "", "x"); err != ErrUnreadable {
		t.Errorf("the body without front matter: %v", err)
	}
}

func TestWriteBody(t *testing.T) {
	const facts = "+++\ntitle = 'T'\n+++\n"
	for _, c := range []struct {
		name           string
		files          [2]string // the file of the record, and its translation into English
		language, text string
		file, want     string // the name without content/risks/; "gone" stands for no bytes
	}{
		{"another body, between the same blank lines", [2]string{facts + "\n\nold\n\n"}, "", "new", "R-1.md", facts + "\n\nnew\n\n"},
		{"a first body", [2]string{facts}, "", "new", "R-1.md", facts + "\nnew\n"},
		{"a body where the last line is not ended", [2]string{"+++\ntitle = 'T'\n+++"}, "", "new", "R-1.md", "+++\ntitle = 'T'\n+++\n\nnew\n"},
		{"of several lines, with line ends of Windows", [2]string{"+++\r\ntitle = 'T'\r\n+++\r\n\r\nold\r\n"}, "", "one\ntwo\r\nthree", "R-1.md", "+++\r\ntitle = 'T'\r\n+++\r\n\r\none\r\ntwo\r\nthree\r\n"},
		{"a first body, with line ends of Windows", [2]string{"+++\r\ntitle = 'T'\r\n+++\r\n"}, "", "new", "R-1.md", "+++\r\ntitle = 'T'\r\n+++\r\n\r\nnew\r\n"},
		{"an empty body", [2]string{facts + "\nold\n"}, "", "", "R-1.md", facts + "\n\n"},
		{"a translation", [2]string{facts, "\nold\n"}, "en", "new", "R-1.en.md", "\nnew\n"},
		{"a translation behind a byte order mark", [2]string{facts, "\ufeffold\n"}, "en", "new", "R-1.en.md", "\ufeffnew\n"},
		{"an empty file of a translation", [2]string{facts, "\n"}, "en", "new", "R-1.en.md", "new\n"},
		{"a first translation", [2]string{facts}, "en", "new", "R-1.en.md", "new\n"},
		{"a translation that is emptied", [2]string{facts, "old\n"}, "en", "", "R-1.en.md", "gone"},
		{"in a file of many", [2]string{"[R-1]\nbody = 'old'\n"}, "", "new", "all.toml", "[R-1]\nbody = \"new\"\n"},
		{"of several lines, in a file of many", [2]string{"[R-1]\r\nbody = 'old'\r\n"}, "", "one\ntwo", "all.toml", "[R-1]\r\nbody = \"\"\"\r\none\r\ntwo\"\"\"\r\n"},
		{"a translation in a file of many", [2]string{"[R-1]\nbody = 'old'\n"}, "en", "new", "all.toml", "[R-1]\nbody = { ja = 'old', en = \"new\" }\n"},
		{"emptied in a file of many", [2]string{"[R-1]\ntitle = 'T'\nbody = 'old'\n"}, "", "", "all.toml", "[R-1]\ntitle = 'T'\n"},
	} {
		t.Run(c.name, func(t *testing.T) {
			name := "content/risks/R-1.md"
			if c.file == "all.toml" {
				name = "content/risks/all.toml"
			}
			files := fstest.MapFS{"content/riskbook.toml": {}, name: {Data: []byte(c.files[0])}}
			if c.files[1] != "" {
				files["content/risks/R-1.en.md"] = &fstest.MapFile{Data: []byte(c.files[1])}
			}
			tree, err := source.Read(files)
			if err != nil {
				t.Fatal(err)
			}
			file, data, err := WriteBody(tree.Records[0], Setting{Language: "ja", Limits: source.DefaultLimits}, c.language, c.text)
			if err != nil {
				t.Fatal(err)
			}
			got := string(data)
			if data == nil {
				got = "gone"
			}
			if d := cmp.Diff(c.want, got); d != "" || file != "content/risks/"+c.file {
				t.Errorf("%s: %s", file, d)
			}
			if string(tree.Records[0].File.Data) != c.files[0] {
				t.Errorf("the record's own bytes became %q", tree.Records[0].File.Data)
			}
		})
	}
	if got := Quote("one\ntwo"); got != "\"\"\"\none\ntwo\"\"\"" {
		t.Errorf("quoted: %s", got)
	}
}
