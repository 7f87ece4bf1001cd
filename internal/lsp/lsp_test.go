package lsp_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"strings"
	"sync"
	"testing"

	"github.com/riskbook/riskbook/internal/date"
	"github.com/riskbook/riskbook/internal/lsp"
	"github.com/riskbook/riskbook/internal/register"
)

const asset = `+++
title = "監視制御システム"
kind = "information-system"
viewpoints = ["service-level"]
owner = "施設課"
service_level = "断水させない"
+++
`

func TestDiagnosticsFollowTheTyping(t *testing.T) {
	c := serve(t, map[string]fs.FS{"/登録簿": files("assets/A-01.md", asset)}, nil)
	result := c.initialize("/%E7%99%BB%E9%8C%B2%E7%B0%BF", nil)
	if encoding := result["capabilities"].(map[string]any)["positionEncoding"]; encoding != "utf-16" {
		t.Errorf("encoding %v", encoding)
	}
	const uri = "file:///%E7%99%BB%E9%8C%B2%E7%B0%BF/content/assets/A-01.md"
	c.shows(uri, "asset-without-event")
	c.open(uri, strings.Replace(asset, "owner", "onwer", 1))
	c.shows(uri, "asset-without-event", "missing-key", "unknown-key")
	change := func(version int, changes ...any) {
		c.notify("textDocument/didChange", map[string]any{"textDocument": map[string]any{"uri": uri, "version": version}, "contentChanges": changes})
	}
	at := func(line, from, to int) map[string]any {
		return map[string]any{"start": map[string]int{"line": line, "character": from}, "end": map[string]int{"line": line, "character": to}}
	}
	// The key is mended letter by letter, and an emoji of two units comes before the closing quotation mark of the title.
	change(2, map[string]any{"range": at(4, 1, 3), "text": "w"}, map[string]any{"range": at(4, 2, 2), "text": "n"})
	change(3, map[string]any{"range": at(1, 17, 17), "text": "🚰"}, map[string]any{"range": at(1, 19, 19), "text": "\"x"})
	c.shows(uri, "syntax")
	var d struct {
		Range struct{ Start, End struct{ Line, Character int } }
	}
	if err := json.Unmarshal(c.shown[uri][0], &d); err != nil {
		t.Fatal(err)
	}
	// title = "監視制御システム🚰"x": the x stands behind 9 units, 8 characters, 2 units and a quotation mark.
	if d.Range.Start.Line != 1 || d.Range.Start.Character != 20 {
		t.Errorf("the fault stands at %+v", d.Range)
	}
	change(4, map[string]any{"range": at(1, 19, 21), "text": ""})
	c.shows(uri, "asset-without-event")
	// The whole text at once.
	change(5, map[string]any{"text": "+++\ntitle = 1\n+++\n"})
	c.shows(uri, "asset-without-event", "missing-key", "missing-key", "missing-key", "wrong-type")
	c.notify("textDocument/didClose", map[string]any{"textDocument": map[string]string{"uri": uri}})
	c.shows(uri, "asset-without-event")
	c.stop()
}

func TestFilesThatChangeOnTheDisk(t *testing.T) {
	register := files("assets/A-01.md", asset)
	other := files("assets/A-01.md", strings.Replace(asset, "owner", "onwer", 1))
	c := serve(t, map[string]fs.FS{"/a": register, "/b": other}, nil)
	c.initialize("/a", nil)
	if r := c.await("client/registerCapability", nil); !strings.Contains(string(r.Params), "workspace/didChangeWatchedFiles") {
		t.Errorf("registered: %s", r.Params)
	}
	c.shows("file:///a/content/assets/A-01.md", "asset-without-event")
	delete(register, "content/assets/A-01.md")
	register["content/assets/A-02.md"] = other["content/assets/A-01.md"]
	c.notify("workspace/didChangeWatchedFiles", map[string]any{"changes": []any{map[string]any{"uri": "file:///a/content/assets/A-01.md", "type": 3}}})
	c.shows("file:///a/content/assets/A-02.md", "asset-without-event", "missing-key", "unknown-key")
	c.shows("file:///a/content/assets/A-01.md")
	// A second register comes with a folder, and its diagnostics go with it.
	folders := func(key string) {
		event := map[string]any{"added": []any{}, "removed": []any{}}
		event[key] = []any{map[string]string{"uri": "file:///b", "name": "b"}}
		c.notify("workspace/didChangeWorkspaceFolders", map[string]any{"event": event})
	}
	folders("added")
	c.shows("file:///b/content/assets/A-01.md", "asset-without-event", "missing-key", "unknown-key")
	folders("removed")
	c.shows("file:///b/content/assets/A-01.md")
	// A new file that is not on the disk yet, and one that belongs to no register.
	c.open("file:///a/content/assets/A-03.md", asset)
	c.shows("file:///a/content/assets/A-03.md", "asset-without-event")
	c.open("file:///elsewhere/A-03.md", asset)
	c.open("untitled:Untitled-1", asset)
	c.open("file:///a/README.md", "+++\n")
	c.stop()
}

func TestMannersOfTheProtocol(t *testing.T) {
	c := serve(t, map[string]fs.FS{"/a": files()}, nil)
	if r := c.request("textDocument/hover", map[string]any{}); r.Error == nil || r.Error.Code != -32002 {
		t.Errorf("before initialize: %+v", r)
	}
	c.initialize("/a", nil)
	if r := c.request("initialize", map[string]any{}); r.Error == nil || r.Error.Code != -32600 {
		t.Errorf("a second initialize: %+v", r)
	}
	if r := c.request("textDocument/selectionRange", map[string]any{}); r.Error == nil || r.Error.Code != -32601 {
		t.Errorf("unknown request: %+v", r)
	}
	c.notify("$/unknown", nil)
	for _, c2 := range []struct {
		raw  string
		code int
	}{
		{"Content-Length: 5\r\n\r\n{\"a\":", -32700},
		{"Content-Length: 2\r\n\r\n[]", -32600},
		{"Content-Length: 2\r\n\r\n{}", -32600},
		{"Content-Type: x\r\n\r\n", -32700},
		{"Content-Length: 47\r\n\r\n{\"jsonrpc\":\"2.0\",\"id\":{\"a\":1},\"method\":\"hello\"}", -32600},
	} {
		c.raw(c2.raw)
		if r := c.answer("null"); r.Error == nil || r.Error.Code != c2.code {
			t.Errorf("%q: %+v", c2.raw, r)
		}
	}
	c.notify("textDocument/didOpen", []int{1})
	c.await("window/logMessage", func(r received) bool { return strings.Contains(string(r.Params), "didOpen") })
	c.stop()
}

func TestExitCodes(t *testing.T) {
	c := serve(t, nil, nil)
	c.notify("exit", nil)
	if code := <-c.exit; code != 1 {
		t.Errorf("exit without shutdown: %d", code)
	}
	c = serve(t, nil, nil)
	c.out.Close()
	if code := <-c.exit; code != 1 {
		t.Errorf("the client is gone: %d", code)
	}
	c = serve(t, nil, nil)
	c.raw("hello\r\nContent-Length: -1\r\n\r\n")
	if code := <-c.exit; code != 1 {
		t.Errorf("no such protocol: %d", code)
	}
}

// What is no message ends the connection with words that say so.
func TestNotTheProtocol(t *testing.T) {
	for in, want := range map[string]string{
		"Content-Length: 99999999999999\r\n\r\n{}":        "99999999999999",
		"Content-Length: -1\r\n\r\n":                      "-1",
		"Content-Length: 0x10\r\n\r\n":                    "0x10",
		"Content-Length: 99999999999999999999999\r\n\r\n": "no length of a message",
		"Content-Length: \x1b[2J\r\n\r\n":                 `\x1b[2J`,
		"Content-Length: 4096\r\n\r\n{":                   "in the middle of a message",
		"Content-Length: 300000000\r\n\r\n{":              "in the middle of a message",
		"Content-Length: 4":                               "in the middle of a message",
		strings.Repeat("x", 100_000):                      "not the language server protocol",
	} {
		code, err := lsp.Serve(t.Context(), lsp.Options{In: strings.NewReader(in), Out: io.Discard, Fallback: "en"})
		b, ok := errors.AsType[*lsp.Broken](err)
		if !ok || code != 1 || !strings.Contains(b.Words.En, want) || b.Words.Ja == "" || strings.Contains(b.Error(), "\x1b") {
			t.Errorf("%.60q: exit code %d, %v", in, code, err)
		}
	}
	if code, err := lsp.Serve(t.Context(), lsp.Options{In: strings.NewReader(""), Out: io.Discard}); code != 1 || err != nil {
		t.Errorf("a client that goes away: exit code %d, %v", code, err)
	}
}

func TestContextEndsTheServer(t *testing.T) {
	in, _ := io.Pipe()
	defer in.Close()
	ctx, stop := context.WithCancel(t.Context())
	ended := make(chan error)
	go func() {
		_, err := lsp.Serve(ctx, lsp.Options{In: in, Out: io.Discard})
		ended <- err
	}()
	stop()
	if err := <-ended; !errors.Is(err, context.Canceled) {
		t.Errorf("%v", err)
	}
}

// A cancellation takes effect however many messages wait before it.
func TestCancelBehindManyMessages(t *testing.T) {
	judging, goOn := make(chan bool), make(chan bool)
	c := serve(t, map[string]fs.FS{"/a": files("assets/A-01.md", asset)}, func(o *lsp.Options) {
		asOf := o.AsOf
		var once sync.Once
		o.AsOf = func(r *register.Register) (date.Date, error) {
			once.Do(func() {
				judging <- true
				<-goOn
			})
			return asOf(r)
		}
	})
	c.initialize("/a", nil)
	<-judging
	const first = 1000
	ask := func(id int) {
		c.raw(frame(fmt.Sprintf(`{"jsonrpc":"2.0","id":%d,"method":"workspace/symbol","params":{"query":""}}`, id)))
	}
	ask(first) // waits for the register
	for range 500 {
		c.notify("textDocument/didSave", map[string]any{"textDocument": map[string]string{"uri": "file:///a/content/assets/A-01.md"}})
	}
	c.notify("$/cancelRequest", map[string]int{"id": first})
	if r := c.answer(fmt.Sprint(first)); r.Error == nil || r.Error.Code != -32800 {
		t.Errorf("the request behind which 500 messages and its cancellation wait: %+v", r)
	}
	close(goOn)
	c.stop()
}

func frame(text string) string { return fmt.Sprintf("Content-Length: %d\r\n\r\n%s", len(text), text) }

func TestLanguageOfMessages(t *testing.T) {
	for _, test := range []struct{ flag, locale, fallback, want string }{
		{"en", "ja", "ja", "there is no key"},
		{"", "en-GB", "ja", "there is no key"},
		{"", "ja-JP", "en", "というキーはありません"},
		{"", "ja_JP", "en", "というキーはありません"},
		{"", "", "ja", "というキーはありません"},
		{"", "", "en", "there is no key"},
	} {
		c := serve(t, map[string]fs.FS{"/a": files("assets/A-01.md", strings.Replace(asset, "owner", "onwer", 1))}, func(o *lsp.Options) {
			o.Language, o.Fallback = test.flag, test.fallback
		})
		c.initialize("/a", func(p map[string]any) { p["locale"] = test.locale })
		c.shows("file:///a/content/assets/A-01.md", "asset-without-event", "missing-key", "unknown-key")
		if said := string(c.shown["file:///a/content/assets/A-01.md"][2]); !strings.Contains(said, test.want) {
			t.Errorf("%+v: %s", test, said)
		}
		c.stop()
	}
}
