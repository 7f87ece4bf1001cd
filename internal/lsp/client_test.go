package lsp_test

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"io/fs"
	"net/textproto"
	"path"
	"strconv"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/riskbook/riskbook/internal/date"
	"github.com/riskbook/riskbook/internal/lsp"
	"github.com/riskbook/riskbook/internal/register"
)

// received is what a server sent.
type received struct {
	ID     json.RawMessage
	Method string
	Params json.RawMessage
	Result json.RawMessage
	Error  *struct {
		Code    int
		Message string
	}
}

// client is a scripted editor.
type client struct {
	t     testing.TB
	out   io.WriteCloser
	in    chan received
	kept  []received                   // what came while something else was awaited
	shown map[string][]json.RawMessage // diagnostics by address
	last  int
	exit  chan int
}

// patience bounds a wait that would otherwise never end; it says nothing of speed.
const patience = 60 * time.Second

// talk reads what a server sends.
func talk(t testing.TB, in io.Reader, out io.WriteCloser) *client {
	c := &client{t: t, out: out, in: make(chan received, 4096), shown: map[string][]json.RawMessage{}, exit: make(chan int, 1)}
	go func() {
		defer close(c.in)
		reader := bufio.NewReader(in)
		for {
			header, err := textproto.NewReader(reader).ReadMIMEHeader()
			if err != nil {
				return
			}
			length, err := strconv.Atoi(header.Get("Content-Length"))
			if err != nil {
				return
			}
			data := make([]byte, length)
			if _, err := io.ReadFull(reader, data); err != nil {
				return
			}
			var r received
			if err := json.Unmarshal(data, &r); err != nil {
				return
			}
			c.in <- r
		}
	}()
	return c
}

// serve starts a server in this process over registers by their roots.
func serve(t testing.TB, registers map[string]fs.FS, change func(*lsp.Options)) *client {
	t.Helper()
	fromClient, toServer := io.Pipe()
	fromServer, toClient := io.Pipe()
	c := talk(t, fromServer, toServer)
	o := lsp.Options{
		In: fromClient, Out: toClient, Version: "test", Fallback: "ja", Wait: time.Millisecond,
		Find: func(name string) (string, bool) {
			for ; ; name = path.Dir(name) {
				if f := registers[name]; f != nil {
					_, err := fs.Stat(f, "content/riskbook.toml")
					return name, err == nil
				}
				if name == path.Dir(name) {
					return "", false
				}
			}
		},
		Open: func(root string) (fs.FS, func(), error) {
			if registers[root] == nil {
				return nil, nil, fs.ErrNotExist
			}
			return registers[root], func() {}, nil
		},
		AsOf: func(*register.Register) (date.Date, error) { return date.Of(2026, 11, 23), nil },
	}
	if change != nil {
		change(&o)
	}
	go func() {
		code, _ := lsp.Serve(context.Background(), o)
		c.exit <- code
		toClient.Close()
		fromClient.Close()
	}()
	t.Cleanup(func() { toServer.Close() })
	return c
}

func (c *client) raw(text string) {
	if _, err := io.WriteString(c.out, text); err != nil {
		c.t.Fatal(err)
	}
}

func (c *client) send(m map[string]any) {
	c.t.Helper()
	m["jsonrpc"] = "2.0"
	data, err := json.Marshal(m)
	if err != nil {
		c.t.Fatal(err)
	}
	c.raw(fmt.Sprintf("Content-Length: %d\r\n\r\n%s", len(data), data))
}

func (c *client) notify(method string, params any) {
	c.t.Helper()
	c.send(map[string]any{"method": method, "params": params})
}

// next gives the next message, keeping account of the diagnostics.
func (c *client) next() (received, bool) {
	select {
	case r, ok := <-c.in:
		if ok && r.Method == "textDocument/publishDiagnostics" {
			var p struct {
				URI         string
				Diagnostics []json.RawMessage
			}
			if err := json.Unmarshal(r.Params, &p); err != nil {
				c.t.Fatal(err)
			}
			c.shown[p.URI] = p.Diagnostics
			if len(p.Diagnostics) == 0 {
				delete(c.shown, p.URI)
			}
		}
		return r, ok
	case <-time.After(patience):
		shown := map[string]string{}
		for uri := range c.shown {
			shown[uri] = c.codes(uri)
		}
		c.t.Fatalf("the server says nothing more; it shows %v and said %d things more", shown, len(c.kept))
		return received{}, false
	}
}

// request asks and gives the answer.
func (c *client) request(method string, params any) received {
	c.t.Helper()
	c.last++
	c.send(map[string]any{"id": c.last, "method": method, "params": params})
	return c.answer(strconv.Itoa(c.last))
}

// answer waits for the answer to a request.
func (c *client) answer(id string) received {
	c.t.Helper()
	for i, r := range c.kept {
		if string(r.ID) == id && r.Method == "" {
			c.kept = append(c.kept[:i], c.kept[i+1:]...)
			return r
		}
	}
	for {
		r, ok := c.next()
		if !ok {
			c.t.Fatalf("no answer to %s", id)
		}
		if string(r.ID) == id && r.Method == "" {
			return r
		}
		c.kept = append(c.kept, r)
	}
}

// ask asks and reads the answer into a value.
func ask[T any](c *client, method string, params any) T {
	c.t.Helper()
	r := c.request(method, params)
	if r.Error != nil {
		c.t.Fatalf("%s: %d %s", method, r.Error.Code, r.Error.Message)
	}
	var v T
	if err := json.Unmarshal(r.Result, &v); err != nil {
		c.t.Fatalf("%s: %v: %s", method, err, r.Result)
	}
	return v
}

// await waits for a notification or a request of the server that satisfies the test.
func (c *client) await(method string, fits func(received) bool) received {
	c.t.Helper()
	for i, r := range c.kept {
		if r.Method == method && (fits == nil || fits(r)) {
			c.kept = append(c.kept[:i], c.kept[i+1:]...)
			return r
		}
	}
	for {
		r, ok := c.next()
		if !ok {
			c.t.Fatalf("no %s", method)
		}
		if r.Method == method && (fits == nil || fits(r)) {
			return r
		}
		c.kept = append(c.kept, r)
	}
}

// shows waits until diagnostics with the codes, and no others, are shown for an address.
func (c *client) shows(uri string, codes ...string) {
	c.t.Helper()
	want := strings.Join(codes, " ")
	for have := c.codes(uri); have != want; have = c.codes(uri) {
		r, ok := c.next()
		if !ok {
			c.t.Fatalf("%s: the server stopped with %q, want %q", uri, have, want)
		}
		if r.Method != "textDocument/publishDiagnostics" {
			c.kept = append(c.kept, r)
		}
	}
}

func (c *client) codes(uri string) string {
	var codes []string
	for _, raw := range c.shown[uri] {
		var d struct{ Code string }
		if err := json.Unmarshal(raw, &d); err != nil {
			c.t.Fatal(err)
		}
		codes = append(codes, d.Code)
	}
	return strings.Join(codes, " ")
}

// initialize begins the conversation, as an editor that can do everything.
func (c *client) initialize(folder string, change func(map[string]any)) map[string]any {
	c.t.Helper()
	params := map[string]any{
		"processId": nil, "rootUri": nil, "locale": "ja",
		"workspaceFolders": []any{map[string]any{"uri": "file://" + folder, "name": "登録簿"}},
		"capabilities": map[string]any{
			"textDocument": map[string]any{
				"publishDiagnostics": map[string]any{"relatedInformation": true},
				"completion":         map[string]any{"completionItem": map[string]any{"snippetSupport": true, "documentationFormat": []string{"markdown"}}},
				"hover":              map[string]any{"contentFormat": []string{"markdown", "plaintext"}},
				"documentSymbol":     map[string]any{"hierarchicalDocumentSymbolSupport": true},
				"codeAction":         map[string]any{"codeActionLiteralSupport": map[string]any{"codeActionKind": map[string]any{"valueSet": []string{"quickfix"}}}},
				"rename":             map[string]any{"prepareSupport": true},
			},
			"workspace": map[string]any{
				"workspaceEdit":         map[string]any{"documentChanges": true, "resourceOperations": []string{"create", "rename", "delete"}},
				"didChangeWatchedFiles": map[string]any{"dynamicRegistration": true},
			},
		},
	}
	if change != nil {
		change(params)
	}
	result := ask[map[string]any](c, "initialize", params)
	c.notify("initialized", map[string]any{})
	return result
}

func (c *client) open(uri, text string) {
	c.t.Helper()
	c.notify("textDocument/didOpen", map[string]any{"textDocument": map[string]any{"uri": uri, "languageId": "markdown", "version": 1, "text": text}})
}

// stop ends the conversation in order.
func (c *client) stop() {
	c.t.Helper()
	if r := c.request("shutdown", nil); r.Error != nil || string(r.Result) != "null" && r.Result != nil {
		c.t.Errorf("shutdown: %+v", r)
	}
	c.notify("exit", nil)
	if code := <-c.exit; code != 0 {
		c.t.Errorf("exit code %d", code)
	}
}

// files makes a register in memory.
func files(pairs ...string) fstest.MapFS {
	m := fstest.MapFS{"content/riskbook.toml": {Data: []byte("title = \"登録簿\"\n")}}
	for i := 0; i < len(pairs); i += 2 {
		m["content/"+pairs[i]] = &fstest.MapFile{Data: []byte(pairs[i+1])}
	}
	return m
}
