package lsp

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"
	"sync"

	"github.com/riskbook/riskbook/internal/term"
)

// largestMessage is the size in bytes from which a message is passed over: no buffer of a register is that large.
const largestMessage = 256 << 20

// impossible is the size in bytes from which no message is waited for: what promises it does not speak this protocol.
const impossible = 16 * largestMessage

// longestHeader is the length in bytes of a header line from which what comes in is not this protocol.
const longestHeader = 4096

// message is a request, a notification or a response of JSON-RPC 2.0.
type message struct {
	Version string          `json:"jsonrpc"`
	ID      json.RawMessage `json:"id,omitempty"` // absent in notifications
	Method  string          `json:"method,omitempty"`
	Params  json.RawMessage `json:"params,omitempty"`
	Result  json.RawMessage `json:"result,omitempty"`
	Error   *failure        `json:"error,omitempty"`
}

// failure is the error of a response.
type failure struct {
	Code    int    `json:"code"`
	Message string `json:"message"`
}

func (f *failure) Error() string { return fmt.Sprintf("%d %s", f.Code, f.Message) }

// The codes of JSON-RPC and of the language server protocol.
const (
	codeParseError       = -32700
	codeInvalidRequest   = -32600
	codeMethodNotFound   = -32601
	codeInvalidParams    = -32602
	codeInternalError    = -32603
	codeNotInitialized   = -32002
	codeRequestFailed    = -32803
	codeRequestCancelled = -32800
)

// Broken is why a connection cannot go on, in words for people: what comes in is not the protocol.
type Broken struct{ Words term.Words }

// Error gives the words in English.
func (b *Broken) Error() string { return b.Words.En }

// cutShort ends a connection in the middle of a message.
var cutShort = broken("標準入力がメッセージの途中で終わりました", "standard input ended in the middle of a message")

func broken(ja, en string) error { return &Broken{term.Words{Ja: ja, En: en}} }

// wire reads and writes messages, each behind a header that tells its length.
type wire struct {
	in  *bufio.Reader
	out io.Writer
	mu  sync.Mutex // of out
}

func newWire(in io.Reader, out io.Writer) *wire {
	return &wire{in: bufio.NewReaderSize(in, 64<<10), out: out}
}

// read gives the next message. A *failure says that this message was no good and the next may be; any other error ends the connection.
func (w *wire) read() (*message, error) {
	length, err := w.header()
	if err != nil {
		return nil, err
	}
	if length < 0 {
		return nil, &failure{codeParseError, "a message has no Content-Length"}
	}
	if length > largestMessage {
		if _, err := io.CopyN(io.Discard, w.in, length); errors.Is(err, io.EOF) {
			return nil, cutShort
		} else if err != nil {
			return nil, err
		}
		return nil, &failure{codeInvalidRequest, fmt.Sprintf("a message has %d bytes, more than %d", length, largestMessage)}
	}
	data, err := io.ReadAll(io.LimitReader(w.in, length)) // grows as bytes come, whatever was promised
	if err == nil && int64(len(data)) < length {
		err = cutShort
	}
	if err != nil {
		return nil, err
	}
	var m message
	if err := json.Unmarshal(data, &m); err != nil {
		if json.Valid(data) {
			return nil, &failure{codeInvalidRequest, "a message is not an object of JSON-RPC: " + err.Error()}
		}
		return nil, &failure{codeParseError, "a message is not JSON: " + err.Error()}
	}
	if m.Version != "2.0" || m.Method == "" && m.ID == nil || !plainID(m.ID) {
		return nil, &failure{codeInvalidRequest, "a message is not of JSON-RPC 2.0"}
	}
	return &m, nil
}

// plainID tells whether an id is absent, a number or a string.
func plainID(id json.RawMessage) bool {
	return id == nil || id[0] == '"' || id[0] == '-' || id[0] >= '0' && id[0] <= '9'
}

// header reads up to the empty line and gives the length that was told; -1 where none was.
func (w *wire) header() (int64, error) {
	length := int64(-1)
	for {
		line, err := w.in.ReadSlice('\n')
		if errors.Is(err, bufio.ErrBufferFull) || err == nil && len(line) > longestHeader {
			return 0, broken("標準入力が言語サーバーの通信ではありません: 1行目が長すぎます", "standard input is not the language server protocol: a header is too long")
		}
		if err != nil {
			if len(line) > 0 && errors.Is(err, io.EOF) {
				err = cutShort
			}
			return 0, err
		}
		text := strings.TrimRight(string(line), "\r\n")
		if text == "" {
			return length, nil
		}
		name, value, _ := strings.Cut(text, ":")
		if strings.EqualFold(strings.TrimSpace(name), "Content-Length") {
			n, err := strconv.ParseInt(strings.TrimSpace(value), 10, 64)
			if err != nil || n < 0 || n > impossible {
				shown := strconv.QuoteToASCII(strings.TrimSpace(value))
				return 0, broken("標準入力の Content-Length がメッセージの長さではありません: "+shown+"（0 から "+strconv.Itoa(impossible)+" まで）", "on standard input Content-Length is no length of a message: "+shown+", not 0 to "+strconv.Itoa(impossible))
			}
			length = n
		}
	}
}

// write sends a message. It may be called from several goroutines.
func (w *wire) write(m *message) error {
	m.Version = "2.0"
	data, err := json.Marshal(m)
	if err != nil {
		return err
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	_, err = w.out.Write(append(fmt.Appendf(nil, "Content-Length: %d\r\n\r\n", len(data)), data...))
	return err
}
