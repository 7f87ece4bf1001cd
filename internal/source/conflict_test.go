package source

import (
	"slices"
	"strings"
	"testing"
	"testing/fstest"
)

const merged = "<<<<<<< HEAD\nours\n=======\ntheirs\n>>>>>>> topic\n"

// mergeOf replaces the line @ of a text by an unresolved merge of two lines.
func mergeOf(text, ours, theirs string) string {
	return strings.Replace(text, "@\n", strings.NewReplacer("ours", ours, "theirs", theirs).Replace(merged), 1)
}

func TestMergeConflict(t *testing.T) {
	record := "+++\ntitle = \"RTO\"\n@\n+++\n"
	bulk := "[G-1]\ntitle = \"a\"\n[G-2]\ntitle = \"b\"\n@\n[G-3]\ntitle = \"c\"\n"
	for _, c := range []struct {
		name, file, text string
		want             []string
		records          string // those that can be read
	}{
		{"a body", "glossary/RTO.md", "+++\ntitle = \"RTO\"\n+++\ntext\n" + merged, []string{"glossary/RTO.md:5:1-5:13 merge-conflict"}, "RTO"},
		{"a body with line ends of Windows", "glossary/RTO.md", strings.ReplaceAll("+++\ntitle = \"RTO\"\n+++\ntext\n"+merged, "\n", "\r\n"), []string{"glossary/RTO.md:5:1-5:13 merge-conflict"}, "RTO"},
		{"two in a body, at the first", "glossary/RTO.md", "+++\ntitle = \"RTO\"\n+++\n" + merged + merged, []string{"glossary/RTO.md:4:1-4:13 merge-conflict"}, "RTO"},
		{"with the common ancestor", "glossary/RTO.md", "+++\ntitle = \"RTO\"\n+++\n<<<<<<< a\nx\n||||||| base\nz\n=======\ny\n>>>>>>> b\n", []string{"glossary/RTO.md:4:1-4:10 merge-conflict"}, "RTO"},
		{"front matter", "glossary/RTO.md", mergeOf(record, `source = "a"`, `source = "b"`), []string{"glossary/RTO.md:3:1-3:13 merge-conflict"}, ""},
		{"front matter from its first line", "glossary/RTO.md", "<<<<<<< HEAD\n+++\ntitle = \"a\"\n+++\n=======\n+++\ntitle = \"b\"\n+++\n>>>>>>> topic\n", []string{"glossary/RTO.md:1:1-1:13 merge-conflict"}, ""},
		{"front matter that a side leaves open", "glossary/RTO.md", "+++\ntitle = \"a\"\n<<<<<<< HEAD\n=======\nsource = \"b\"\n>>>>>>> topic\ntext\n", []string{"glossary/RTO.md:3:1-3:13 merge-conflict"}, ""},
		{"a merge in the body excuses no fields", "glossary/RTO.md", "+++\ntitle = \n+++\n" + merged, []string{"glossary/RTO.md:2:7-2:8 syntax/missing-value", "glossary/RTO.md:4:1-4:13 merge-conflict"}, ""},
		{"a text of several lines", "glossary/RTO.md", mergeOf("+++\ntitle = \"a\"\nsummary = \"\"\"\n@\n\"\"\"\n+++\n", "x", "y"), []string{"glossary/RTO.md:4:1-4:13 merge-conflict"}, "RTO"},
		{"a translation", "glossary/RTO.en.md", "text\n" + merged, []string{"glossary/RTO.en.md:2:1-2:13 merge-conflict"}, "RTO"},
		{"a record of several", "glossary/all.toml", mergeOf(bulk, `source = "a"`, `source = "b"`), []string{"glossary/all.toml:5:1-5:13 merge-conflict"}, "G-1 G-3"},
		{"a record added on both sides", "glossary/all.toml", mergeOf(bulk, "[G-4]\ntitle = \"d\"", "[G-4]\ntitle = \"e\""), []string{"glossary/all.toml:5:1-5:13 merge-conflict"}, "G-1 G-3"},
		{"beside another fault", "glossary/all.toml", mergeOf("[G-0]\ntitle = \n"+bulk, `source = "a"`, `source = "b"`), []string{"glossary/all.toml:2:7-2:8 syntax/missing-value", "glossary/all.toml:7:1-7:13 merge-conflict"}, "G-1 G-3"},
		{"the settings", "riskbook.toml", mergeOf("title = \"a\"\n@\n", `theme = "ledger"`, `theme = "standard"`), []string{"riskbook.toml:2:1-2:13 merge-conflict"}, ""},
		{"readings", "indicators/I-1.csv", mergeOf("on,value\n@\n", "2026-01-01,1", "2026-01-01,2"), []string{"indicators/I-1.csv:2:1-2:13 merge-conflict"}, ""},

		{"a fenced code block", "glossary/RTO.md", "+++\ntitle = \"RTO\"\n+++\n```diff\n" + merged + "```\n", nil, "RTO"},
		{"a longer fence of tildes, indented", "glossary/RTO.md", "+++\ntitle = \"RTO\"\n+++\n  ~~~~ text\n~~~\n" + merged + "   ~~~~\n", nil, "RTO"},
		{"after a code block", "glossary/RTO.md", "+++\ntitle = \"RTO\"\n+++\n```\n`` ```\n```  \n" + merged, []string{"glossary/RTO.md:7:1-7:13 merge-conflict"}, "RTO"},
		{"code in a line opens no block", "glossary/RTO.md", "+++\ntitle = \"RTO\"\n+++\n```a```\n" + merged, []string{"glossary/RTO.md:5:1-5:13 merge-conflict"}, "RTO"},
		{"an indented fence of four spaces opens none", "glossary/RTO.md", "+++\ntitle = \"RTO\"\n+++\n    ```\n" + merged, []string{"glossary/RTO.md:5:1-5:13 merge-conflict"}, "RTO"},
		{"sides that open code blocks", "glossary/RTO.md", "+++\ntitle = \"RTO\"\n+++\n<<<<<<< a\n```go\n=======\n```c\n>>>>>>> b\nx\n```\n", []string{"glossary/RTO.md:4:1-4:10 merge-conflict"}, "RTO"},
		{"six, eight and joined signs", "glossary/RTO.md", "+++\ntitle = \"RTO\"\n+++\n<<<<<< a\n=======\n>>>>>>> b\n\n<<<<<<<< a\n=======\n>>>>>>> b\n\n<<<<<<<a\n=======\n>>>>>>> b\n", nil, "RTO"},
		{"indented", "glossary/RTO.md", "+++\ntitle = \"RTO\"\n+++\n " + strings.ReplaceAll(merged, "\n", "\n "), nil, "RTO"},
		{"out of order", "glossary/RTO.md", "+++\ntitle = \"RTO\"\n+++\n>>>>>>> b\n=======\n<<<<<<< a\n", nil, "RTO"},
		{"without its end", "glossary/RTO.md", "+++\ntitle = \"RTO\"\n+++\n<<<<<<< a\n=======\n>>>>>>>> b\n", nil, "RTO"},
	} {
		t.Run(c.name, func(t *testing.T) {
			fsys := fstest.MapFS{"content/" + c.file: {Data: []byte(c.text)}}
			if c.file == "glossary/RTO.en.md" {
				fsys["content/glossary/RTO.md"] = &fstest.MapFile{Data: []byte("+++\ntitle = \"RTO\"\n+++\n")}
			}
			tree, err := Read(fsys)
			if err != nil {
				t.Fatal(err)
			}
			checkListed(t, tree.Findings)
			var said, records []string
			for _, f := range tree.Findings {
				said = append(said, say(f))
			}
			for _, r := range tree.Records {
				if !r.Broken {
					records = append(records, r.ID)
				}
			}
			if !slices.Equal(said, c.want) || strings.Join(records, " ") != c.records {
				t.Errorf("%q of %q, want %q of %q", said, records, c.want, c.records)
			}
		})
	}
}
