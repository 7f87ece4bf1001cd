package lsp_test

import (
	"encoding/json"
	"io/fs"
	"maps"
	"os"
	"path"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"unicode/utf16"

	"github.com/riskbook/riskbook/internal/lsp"
)

type point struct {
	Line      int `json:"line"`
	Character int `json:"character"`
}

type stretch struct {
	Start point `json:"start"`
	End   point `json:"end"`
}

// where gives the position of the mark ‸ in a text, in UTF-16 units, and the text without it.
func where(text string) (string, point) {
	before, after, ok := strings.Cut(text, "‸")
	if !ok {
		panic("no mark in " + text)
	}
	line := before[strings.LastIndexByte(before, '\n')+1:]
	return before + after, point{strings.Count(before, "\n"), len(utf16.Encode([]rune(line)))}
}

// edited gives a text after edits by positions in UTF-16 units.
func edited(text string, edits []edit) string {
	units := utf16.Encode([]rune(text))
	offset := func(p point) int {
		at := 0
		for line := 0; line < p.Line; at++ {
			if units[at] == '\n' {
				line++
			}
		}
		return at + p.Character
	}
	edits = slices.Clone(edits)
	slices.SortStableFunc(edits, func(a, b edit) int { return offset(b.Range.Start) - offset(a.Range.Start) })
	for _, e := range edits {
		units = slices.Concat(units[:offset(e.Range.Start)], utf16.Encode([]rune(e.NewText)), units[offset(e.Range.End):])
	}
	return string(utf16.Decode(units))
}

type edit struct {
	Range   stretch
	NewText string
}

type change struct {
	Changes         map[string][]edit
	DocumentChanges []struct {
		TextDocument *struct {
			URI     string
			Version *int
		}
		Edits               []edit
		Kind                string
		URI, OldURI, NewURI string
	}
}

// carriedOut gives files after a change of the workspace, as an editor makes it.
func (c change) carriedOut(files fstest.MapFS, root string) fstest.MapFS {
	after := maps.Clone(files)
	name := func(uri string) string { return strings.TrimPrefix(unescaped(uri), "file://"+root+"/") }
	for uri, edits := range c.Changes {
		after[name(uri)] = &fstest.MapFile{Data: []byte(edited(string(after[name(uri)].Data), edits))}
	}
	for _, d := range c.DocumentChanges {
		switch {
		case d.Kind == "rename":
			after[name(d.NewURI)] = after[name(d.OldURI)]
			delete(after, name(d.OldURI))
		case d.Kind == "create":
			after[name(d.URI)] = &fstest.MapFile{}
		default:
			after[name(d.TextDocument.URI)] = &fstest.MapFile{Data: []byte(edited(string(after[name(d.TextDocument.URI)].Data), d.Edits))}
		}
	}
	return after
}

// sample is a copy of the sample register in memory.
func sample(t testing.TB) fstest.MapFS {
	t.Helper()
	files := fstest.MapFS{}
	err := fs.WalkDir(os.DirFS("../.."), "content", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		data, err := os.ReadFile(path.Join("../..", name))
		files[name] = &fstest.MapFile{Data: data}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}

const typed = "+++\ntitle = \"🚰断水\"\nowner = \"purification\"\nevents = [\"E-01\"] # 𠮷\nidentified = 2026-01-01\n[current]\nlikelihood = 3\nimpact = 4\n+++\n\n# 概要🚰\n\n🚰は[[R-001]]と残留リスクです。\n"

// script opens a new risk in the sample and gives the client with the way to ask about a place in it, which ‸ marks.
func script(t *testing.T, change func(map[string]any), options func(*lsp.Options)) (c *client, uri string, at func(part string) map[string]any) {
	t.Helper()
	c = serve(t, map[string]fs.FS{"/登録簿": sample(t)}, options)
	c.initialize("/%E7%99%BB%E9%8C%B2%E7%B0%BF", change)
	uri = "file:///%E7%99%BB%E9%8C%B2%E7%B0%BF/content/risks/R-900.md"
	c.open(uri, typed)
	return c, uri, func(part string) map[string]any {
		plain := strings.Replace(part, "‸", "", 1)
		if strings.Count(typed, plain) != 1 {
			t.Fatalf("%s stands %d times in the text", plain, strings.Count(typed, plain))
		}
		_, p := where(strings.Replace(typed, plain, part, 1))
		return map[string]any{"textDocument": map[string]string{"uri": uri}, "position": p}
	}
}

func TestAnswers(t *testing.T) {
	c, uri, at := script(t, nil, nil)
	type place struct {
		URI   string
		Range stretch
	}
	// Completion inside the array, before a comment with a character of two units.
	list := ask[struct {
		IsIncomplete bool
		Items        []struct {
			Label, Detail    string
			InsertTextFormat int
			Documentation    struct{ Kind, Value string }
			TextEdit         edit
		}
	}](c, "textDocument/completion", at("\"E-0‸1\"]"))
	i := slices.IndexFunc(list.Items, func(item struct {
		Label, Detail    string
		InsertTextFormat int
		Documentation    struct{ Kind, Value string }
		TextEdit         edit
	}) bool {
		return item.Label == "E-02"
	})
	if i < 0 || list.IsIncomplete {
		t.Fatalf("completion: %d items", len(list.Items))
	}
	if e := list.Items[i]; edited(typed, []edit{e.TextEdit}) != strings.Replace(typed, "E-01", "E-02", 1) || e.InsertTextFormat != 2 || e.Documentation.Kind != "markdown" || e.Detail == "" {
		t.Errorf("completion: %+v", e)
	}
	hover := ask[struct {
		Contents struct{ Kind, Value string }
		Range    stretch
	}](c, "textDocument/hover", at("は[[R-0‸01]]と"))
	if !strings.Contains(hover.Contents.Value, "ランサムウェア") || hover.Contents.Kind != "markdown" || hover.Range != (stretch{point{12, 5}, point{12, 10}}) {
		t.Errorf("hover: %+v", hover)
	}
	if r := c.request("textDocument/hover", at("+++\n‸\n# 概要")); string(r.Result) != "null" {
		t.Errorf("hover over nothing: %s", r.Result)
	}
	definition := ask[[]place](c, "textDocument/definition", at("\"E-0‸1\"]"))
	if len(definition) != 1 || unescaped(definition[0].URI) != "file:///登録簿/content/events/E-01.md" || definition[0].Range != (stretch{point{0, 0}, point{0, 3}}) {
		t.Errorf("definition: %+v", definition)
	}
	question := at("は[[R-0‸01]]と")
	question["context"] = map[string]bool{"includeDeclaration": true}
	references := ask[[]place](c, "textDocument/references", question)
	mine := slices.IndexFunc(references, func(p place) bool { return p.URI == uri })
	if mine < 0 || references[mine].Range != (stretch{point{12, 3}, point{12, 12}}) || len(references) < 5 {
		t.Errorf("references: %+v", references)
	}
	if !slices.ContainsFunc(references, func(p place) bool { return strings.HasSuffix(p.URI, "/risks/R-001.md") && p.Range.Start == point{} }) {
		t.Errorf("references lack the declaration: %+v", references)
	}
	symbols := ask[[]struct {
		Name, Detail          string
		Kind                  int
		Range, SelectionRange stretch
		Children              []struct{ Name string }
	}](c, "textDocument/documentSymbol", map[string]any{"textDocument": map[string]string{"uri": uri}})
	if len(symbols) != 6 || symbols[4].Name != "current" || len(symbols[4].Children) != 2 || symbols[5].Name != "概要🚰" || symbols[5].SelectionRange != (stretch{point{10, 0}, point{10, 6}}) {
		t.Errorf("symbols: %+v", symbols)
	}
	found := ask[[]struct {
		Name     string
		Location place
	}](c, "workspace/symbol", map[string]string{"query": "断水"})
	if !slices.ContainsFunc(found, func(s struct {
		Name     string
		Location place
	}) bool {
		return s.Name == "R-900 🚰断水" && s.Location.URI == uri
	}) {
		t.Errorf("workspace symbols: %+v", found)
	}
	// Files outside and positions beyond the text.
	for _, method := range []string{"textDocument/completion", "textDocument/hover", "textDocument/definition", "textDocument/references", "textDocument/prepareRename", "textDocument/rename", "textDocument/codeAction", "textDocument/formatting", "textDocument/documentSymbol"} {
		for _, params := range []any{
			map[string]any{"textDocument": map[string]string{"uri": "file:///elsewhere.md"}, "position": point{1, 1}},
			map[string]any{"textDocument": map[string]string{"uri": uri}, "position": point{999, 999}, "range": stretch{point{-5, -5}, point{999, 999}}},
			map[string]any{}, nil, []int{1},
		} {
			if r := c.request(method, params); r.Error != nil && (r.Error.Code == -32603 || r.Error.Message == "") {
				t.Errorf("%s %v: %+v", method, params, r.Error)
			}
		}
	}
	c.stop()
}

func TestRenameOverFiles(t *testing.T) {
	files := sample(t)
	files["content/risks/R-900.md"] = &fstest.MapFile{Data: []byte(typed)}
	before := checked(t, files, "ja")
	c, uri, at := script(t, nil, nil)
	prepared := ask[struct {
		Range       stretch
		Placeholder string
	}](c, "textDocument/prepareRename", at("は[[R-0‸01]]と"))
	if prepared.Placeholder != "R-001" || prepared.Range != (stretch{point{12, 5}, point{12, 10}}) {
		t.Errorf("prepared: %+v", prepared)
	}
	if r := c.request("textDocument/prepareRename", at("iden‸tified")); r.Error == nil || !strings.Contains(r.Error.Message, "名前を変えられる") {
		t.Errorf("prepared where nothing is: %+v", r)
	}
	question := at("は[[R-0‸01]]と")
	question["newName"] = "R-002"
	if r := c.request("textDocument/rename", question); r.Error == nil || !strings.Contains(r.Error.Message, "R-002") {
		t.Errorf("a name that is taken: %+v", r)
	}
	question["newName"] = "R-777"
	w := ask[change](c, "textDocument/rename", question)
	after := w.carriedOut(files, "/登録簿")
	if after["content/risks/R-001.md"] != nil || after["content/risks/R-777.md"] == nil || after["content/risks/R-777.en.md"] == nil {
		t.Error("the files were not renamed")
	}
	for name, f := range after {
		if text := string(f.Data); strings.Contains(text, "[[R-001") || strings.Contains(text, "\"R-001\"") || strings.Contains(text, "R-001.md") {
			t.Errorf("%s still names R-001", name)
		}
	}
	for _, d := range w.DocumentChanges {
		if d.TextDocument != nil && (d.TextDocument.URI == uri) != (d.TextDocument.Version != nil) {
			t.Errorf("version of %s: %v", d.TextDocument.URI, d.TextDocument.Version)
		}
	}
	// The register then says the same, but for the id.
	same := func(list []problem) []string {
		var said []string
		for _, p := range list {
			said = append(said, strings.ReplaceAll(p.rule+" "+p.uri, "R-777", "R-001"))
		}
		slices.Sort(said)
		return said
	}
	if was, is := same(before), same(checked(t, after, "ja")); !slices.Equal(was, is) {
		t.Errorf("check said\n%v\nand says\n%v", was, is)
	}
	c.stop()
	// A client that renames no files.
	c, _, at = script(t, func(p map[string]any) {
		delete(p["capabilities"].(map[string]any), "workspace")
	}, nil)
	question = at("は[[R-0‸01]]と")
	question["newName"] = "R-777"
	if r := c.request("textDocument/rename", question); r.Error == nil || !strings.Contains(r.Error.Message, "このエディター") {
		t.Errorf("renamed without being able to: %+v", r)
	}
	question = at("\"purifi‸cation\"")
	question["newName"] = "water-works"
	if w := ask[change](c, "textDocument/rename", question); len(w.Changes) < 3 || w.DocumentChanges != nil {
		t.Errorf("a party: %+v", w)
	}
	c.stop()
}

func TestQuickFixesAndLayout(t *testing.T) {
	files := files("assets/A-01.md", asset)
	c := serve(t, map[string]fs.FS{"/r": files}, nil)
	c.initialize("/r", nil)
	const uri = "file:///r/content/assets/A-01.md"
	text := strings.Replace(strings.Replace(asset, "監視", "🚰監視", 1), "owner = ", "onwer  =   ", 1)
	c.open(uri, text)
	actions := func(only []string) []struct {
		Title, Kind string
		IsPreferred bool
		Diagnostics []struct{ Code string }
		Edit        change
	} {
		context := map[string]any{"diagnostics": []any{}}
		if only != nil {
			context["only"] = only
		}
		return ask[[]struct {
			Title, Kind string
			IsPreferred bool
			Diagnostics []struct{ Code string }
			Edit        change
		}](c, "textDocument/codeAction", map[string]any{"textDocument": map[string]string{"uri": uri}, "range": stretch{point{4, 2}, point{4, 2}}, "context": context})
	}
	list := actions(nil)
	if len(list) != 1 || list[0].Title != "owner に直す" || list[0].Kind != "quickfix" || !list[0].IsPreferred || list[0].Diagnostics[0].Code != "unknown-key" {
		t.Fatalf("%+v", list)
	}
	files["content/assets/A-01.md"].Data = []byte(text)
	mended := string(list[0].Edit.carriedOut(files, "/r")["content/assets/A-01.md"].Data)
	if mended != strings.Replace(text, "onwer", "owner", 1) {
		t.Errorf("mended to %s", mended)
	}
	if len(actions([]string{"source"})) != 0 || len(actions([]string{"quickfix"})) != 1 {
		t.Error("the kinds asked for are not kept to")
	}
	layout := func() []edit {
		return ask[[]edit](c, "textDocument/formatting", map[string]any{"textDocument": map[string]string{"uri": uri}, "options": map[string]any{"tabSize": 2, "insertSpaces": true}})
	}
	c.notify("textDocument/didChange", map[string]any{"textDocument": map[string]any{"uri": uri, "version": 2}, "contentChanges": []any{map[string]string{"text": mended}}})
	laid := edited(mended, layout())
	if want := strings.Replace(mended, "owner  =   ", "owner = ", 1); !strings.Contains(laid, "owner = \"施設課\"") || len(laid) != len(want) {
		t.Errorf("laid out as\n%s", laid)
	}
	c.notify("textDocument/didChange", map[string]any{"textDocument": map[string]any{"uri": uri, "version": 3}, "contentChanges": []any{map[string]string{"text": laid}}})
	if edits := layout(); len(edits) != 0 {
		t.Errorf("laid out twice: %+v", edits)
	}
	c.notify("textDocument/didChange", map[string]any{"textDocument": map[string]any{"uri": uri, "version": 4}, "contentChanges": []any{map[string]string{"text": "+++\ntitle = \n+++\n"}}})
	if r := c.request("textDocument/formatting", map[string]any{"textDocument": map[string]string{"uri": uri}}); r.Error == nil || !strings.Contains(r.Error.Message, "書式の誤り") {
		t.Errorf("broken text: %+v", r)
	}
	c.stop()
}

func TestOtherUnitsAndPlainClients(t *testing.T) {
	for encoding, character := range map[string]int{"utf-8": 9, "utf-32": 4} {
		c, uri, _ := script(t, func(p map[string]any) {
			p["capabilities"] = map[string]any{"general": map[string]any{"positionEncodings": []string{encoding, "utf-16"}}}
		}, nil)
		question := map[string]any{"textDocument": map[string]string{"uri": uri}, "position": point{12, character + 1}}
		hover := ask[struct {
			Contents struct{ Kind, Value string }
			Range    stretch
		}](c, "textDocument/hover", question)
		if !strings.Contains(hover.Contents.Value, "R-001 ランサムウェア") || hover.Contents.Kind != "plaintext" || hover.Range.Start.Character != character {
			t.Errorf("%s: %+v", encoding, hover)
		}
		list := ask[struct {
			Items []struct {
				InsertTextFormat int
				TextEdit         edit
			}
		}](c, "textDocument/completion", map[string]any{"textDocument": map[string]string{"uri": uri}, "position": point{8, 0}})
		for _, item := range list.Items {
			if item.InsertTextFormat != 1 || strings.Contains(item.TextEdit.NewText, "$") {
				t.Errorf("%s: %+v", encoding, item)
			}
		}
		symbols := ask[[]struct{ Location *struct{ URI string } }](c, "textDocument/documentSymbol", map[string]any{"textDocument": map[string]string{"uri": uri}})
		if len(symbols) < 6 || symbols[0].Location == nil {
			t.Errorf("%s: flat symbols %+v", encoding, symbols)
		}
		c.stop()
	}
}

func TestCancelAndPanic(t *testing.T) {
	release := make(chan struct{})
	c := serve(t, map[string]fs.FS{"/r": files("assets/A-01.md", asset)}, func(o *lsp.Options) {
		open := o.Open
		o.Open = func(root string) (fs.FS, func(), error) {
			<-release
			return open(root)
		}
	})
	c.initialize("/r", nil)
	c.send(map[string]any{"id": "用", "method": "workspace/symbol", "params": map[string]string{"query": ""}})
	c.send(map[string]any{"id": "用2", "method": "workspace/symbol", "params": map[string]string{"query": ""}})
	c.notify("$/cancelRequest", map[string]string{"id": "用"})
	c.notify("$/cancelRequest", map[string]string{"id": "用2"})
	c.notify("$/cancelRequest", map[string]int{"id": 99})
	for _, id := range []string{`"用"`, `"用2"`} {
		if r := c.answer(id); r.Error == nil || r.Error.Code != -32800 {
			t.Errorf("%s: %+v", id, r)
		}
	}
	close(release)
	ask[any](c, "workspace/symbol", map[string]string{"query": ""})
	c.stop()

	c = serve(t, map[string]fs.FS{"/r": files("assets/A-01.md", asset)}, func(o *lsp.Options) {
		o.Open = func(string) (fs.FS, func(), error) { panic("盤が落ちた") }
	})
	c.initialize("/r", nil)
	c.await("window/logMessage", func(r received) bool { return strings.Contains(string(r.Params), "盤が落ちた") })
	if r := c.request("workspace/symbol", map[string]string{"query": ""}); r.Error == nil {
		t.Errorf("%+v", r)
	}
	c.stop()

	c = serve(t, map[string]fs.FS{"/r": files("assets/A-01.md", asset)}, func(o *lsp.Options) {
		find := o.Find
		o.Find = func(path string) (string, bool) {
			if strings.HasSuffix(path, "boom.md") {
				panic("盤が落ちた")
			}
			return find(path)
		}
	})
	c.initialize("/r", nil)
	c.open("file:///r/content/boom.md", "")
	c.await("window/logMessage", func(r received) bool { return strings.Contains(string(r.Params), "盤が落ちた") })
	c.shows("file:///r/content/assets/A-01.md", "asset-without-event")
	c.stop()
}

func unescaped(uri string) string {
	var s string
	if json.Unmarshal([]byte(`"`+strings.NewReplacer("%E7%99%BB%E9%8C%B2%E7%B0%BF", "登録簿").Replace(uri)+`"`), &s) != nil {
		return uri
	}
	return s
}

func TestLinksFoldsAndHints(t *testing.T) {
	c, uri, _ := script(t, nil, nil)
	question := map[string]any{"textDocument": map[string]string{"uri": uri}, "range": map[string]point{"start": {0, 0}, "end": {99, 0}}}
	folds := ask[[]struct{ StartLine, EndLine int }](c, "textDocument/foldingRange", question)
	if len(folds) == 0 || folds[0].StartLine != 0 || folds[0].EndLine < 3 {
		t.Errorf("folds %+v", folds)
	}
	links := ask[[]struct {
		Range  stretch
		Target string
	}](c, "textDocument/documentLink", question)
	if !slices.ContainsFunc(links, func(l struct {
		Range  stretch
		Target string
	}) bool {
		return strings.HasSuffix(l.Target, "/content/risks/R-001.md") && l.Range.Start.Line == l.Range.End.Line
	}) {
		t.Errorf("links %+v", links)
	}
	ask[[]struct{ Label string }](c, "textDocument/inlayHint", question)
	c.stop()
}
