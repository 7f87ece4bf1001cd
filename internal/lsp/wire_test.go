package lsp

import (
	"errors"
	"io"
	"strings"
	"testing"
)

func FuzzWire(f *testing.F) {
	f.Add("Content-Length: 40\r\nContent-Type: x\r\n\r\n{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"登録\"}")
	f.Add("Content-Length: 99999999999999\r\n\r\n{}")
	f.Add("Content-Length: 2\n\n[]Content-Length: 0\r\n\r\n")
	f.Add("\r\n\r\n")
	f.Fuzz(func(t *testing.T, in string) {
		w := newWire(strings.NewReader(in), io.Discard)
		for range len(in) + 2 {
			m, err := w.read()
			if _, ours := errors.AsType[*failure](err); err != nil && !ours {
				return
			}
			if (m == nil) == (err == nil) {
				t.Fatalf("message %v, error %v", m, err)
			}
		}
		t.Fatal("more messages than bytes")
	})
}

func TestWireWritesWhatItReads(t *testing.T) {
	var out strings.Builder
	newWire(nil, &out).write(&message{ID: []byte(`"a"`), Method: "登録簿"})
	w := newWire(strings.NewReader(out.String()+out.String()), nil)
	for range 2 {
		m, err := w.read()
		if err != nil || m.Method != "登録簿" || string(m.ID) != `"a"` {
			t.Fatalf("%v %v", m, err)
		}
	}
	if _, err := w.read(); !errors.Is(err, io.EOF) {
		t.Error(err)
	}
}
