package main

import (
	"bufio"
	"fmt"
	"io"
	"net/textproto"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
)

// TestLanguageServer talks to the program itself over its standard input and output.
func TestLanguageServer(t *testing.T) {
	folder := filepath.Join(t.TempDir(), "登録簿")
	write := func(name, text string) string {
		path := filepath.Join(folder, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
		return path
	}
	write("content/riskbook.toml", "title = \"登録簿\"\n")
	file := write("content/assets/A-01.md", "+++\ntitle = \"設備\"\n+++\n")
	server := exec.Command("riskbook", "lsp", "--stdio", "--as-of", "2026-11-23")
	server.Env = append(os.Environ(), "LANG=ja_JP.UTF-8", "LC_ALL=")
	in, err := server.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	out, err := server.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	var complaints strings.Builder
	server.Stderr = &complaints
	if err := server.Start(); err != nil {
		t.Fatal(err)
	}
	say := func(text string) {
		if _, err := fmt.Fprintf(in, "Content-Length: %d\r\n\r\n%s", len(text), text); err != nil {
			t.Fatal(err)
		}
	}
	reader := bufio.NewReader(out)
	hear := func(part string) string {
		for {
			header, err := textproto.NewReader(reader).ReadMIMEHeader()
			if err != nil {
				t.Fatalf("waiting for %s: %v", part, err)
			}
			length, _ := strconv.Atoi(header.Get("Content-Length"))
			text := make([]byte, length)
			if _, err := io.ReadFull(reader, text); err != nil {
				t.Fatal(err)
			}
			if strings.Contains(string(text), part) {
				return string(text)
			}
		}
	}
	address := (&url.URL{Scheme: "file", Path: filepath.ToSlash(folder)}).String()
	say(`{"jsonrpc":"2.0","id":1,"method":"initialize","params":{"rootUri":"` + address + `","capabilities":{}}}`)
	hear(`"positionEncoding":"utf-16"`)
	say(`{"jsonrpc":"2.0","method":"initialized","params":{}}`)
	shown := hear("/A-01.md")
	if !strings.Contains(shown, "必須のキー kind がありません") || !strings.Contains(shown, (&url.URL{Scheme: "file", Path: filepath.ToSlash(file)}).String()) {
		t.Errorf("shown: %s", shown)
	}
	say(`{"jsonrpc":"2.0","id":2,"method":"shutdown"}`)
	hear(`"id":2`)
	say(`{"jsonrpc":"2.0","method":"exit"}`)
	if err := server.Wait(); err != nil || complaints.Len() > 0 {
		t.Errorf("%v: %s", err, &complaints)
	}
}
