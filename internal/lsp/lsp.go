// Package lsp serves editors over the language server protocol 3.17: it shows what is wrong with a register as it is typed, and answers what an
// editor asks of a place in it.
//
// In: messages of the protocol, and a way to open a register's folder. Out: messages of the protocol; it never writes to the disk. Judgement is that
// of internal/compile, run over the folder with unsaved buffers laid over it; answers are those of internal/assist, whose places it turns into the
// client's lines and units. It must never import a command.
//
// One goroutine reads messages, one handles them in their order and owns all state, and one at a time judges a register.
package lsp

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"runtime/debug"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/riskbook/riskbook/internal/compile"
	"github.com/riskbook/riskbook/internal/date"
	"github.com/riskbook/riskbook/internal/register"
	"github.com/riskbook/riskbook/internal/source"
	"github.com/riskbook/riskbook/internal/term"
)

// Options are what a server is given from outside.
type Options struct {
	In       io.Reader
	Out      io.Writer
	Version  string                                                  // of the program
	Language string                                                  // of messages, where it is set: "ja" or "en"
	Fallback string                                                  // of messages, where the client names no language either
	Find     func(path string) (root string, ok bool)                // the register's folder for a file or folder, both as slash-separated absolute paths
	Open     func(root string) (folder fs.FS, close func(), e error) // opens a register's folder for one reading
	AsOf     func(*register.Register) (date.Date, error)
	Recall   func(ctx context.Context, root string, j *compile.Judged) // adds what the past says to a register without errors; nil: nothing is known of it
	Wait     time.Duration                                             // how long typing must rest before a register is judged
}

// Serve serves one client until it says exit or goes away, or the context ends. The exit code is the protocol's: 0 after a shutdown, else 1. The error is
// a *Broken where what came in was not the protocol, or that of the context.
func Serve(ctx context.Context, o Options) (code int, err error) {
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	s := &server{
		Options: o, wire: newWire(o.In, o.Out), language: o.Language, units: utf16Units,
		documents: map[string]*document{}, registers: map[string]*desk{}, cancels: map[string]context.CancelFunc{},
		inbox: newQueue(), due: make(chan *desk), judged: make(chan verdict), ctx: ctx,
	}
	if s.language == "" {
		s.language = o.Fallback
	}
	go s.receive()
	for {
		select {
		case <-ctx.Done():
			return 1, ctx.Err()
		case <-s.inbox.ready:
			if in, ok := s.inbox.take(); ok && s.handle(in) {
				return s.end(in.err)
			}
		case d := <-s.due:
			s.judge(d)
		case v := <-s.judged:
			s.take(v)
		}
	}
}

// end returns what Serve ends with, after what ended the connection.
func (s *server) end(err error) (code int, broken error) {
	if b, ours := errors.AsType[*Broken](err); ours {
		return 1, b
	}
	if s.shutdown {
		return 0, nil
	}
	return 1, nil
}

// server is the state of one connection. All of it but the wire and the cancels belongs to the goroutine of Serve.
type server struct {
	Options
	wire     *wire
	language string
	units    encoding
	client   capabilities

	initialized, shutdown bool

	documents map[string]*document // open files, by path
	registers map[string]*desk     // by root
	folders   []string             // of the workspace, as paths
	stamps    source.Version       // the last one given to a text

	inbox  *queue
	due    chan *desk
	judged chan verdict
	ctx    context.Context // of the connection

	mu      sync.Mutex
	cancels map[string]context.CancelFunc // of requests not yet answered, by id
}

// incoming is a message that was read, or why none was.
type incoming struct {
	*message
	ctx context.Context
	err error
}

// receive reads messages until the connection ends. Cancellations take effect at once, whatever is at work and however much waits before them.
func (s *server) receive() {
	for {
		m, err := s.wire.read()
		in := incoming{message: m, ctx: s.ctx, err: err}
		if m != nil && m.Method == "$/cancelRequest" {
			s.cancel(m.Params)
			continue
		}
		if m != nil && m.ID != nil && m.Method != "" {
			ctx, cancel := context.WithCancel(in.ctx)
			in.ctx = ctx
			s.mu.Lock()
			s.cancels[string(m.ID)] = cancel
			s.mu.Unlock()
		}
		s.inbox.put(s.ctx, in)
		if _, ours := errors.AsType[*failure](err); err != nil && !ours {
			return
		}
	}
}

func (s *server) cancel(params json.RawMessage) {
	var p struct {
		ID json.RawMessage `json:"id"`
	}
	if json.Unmarshal(params, &p) != nil {
		return
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if cancel := s.cancels[string(p.ID)]; cancel != nil {
		cancel()
	}
}

// handle works on one message. It reports whether the server is to stop.
func (s *server) handle(in incoming) (stop bool) {
	switch {
	case in.err != nil:
		if f, ours := errors.AsType[*failure](in.err); ours {
			s.send(&message{ID: json.RawMessage("null"), Error: f})
			return false
		}
		return true
	case in.Method == "exit":
		return true
	case in.Method == "": // an answer to a request of ours: nothing depends on it
	case in.ID == nil:
		notified(s, in)
	default:
		asked(s, in)
	}
	return false
}

func (s *server) send(m *message) {
	if err := s.wire.write(m); err != nil {
		return // the client is gone; reading will say so
	}
}

// notify sends a notification.
func (s *server) notify(method string, params any) {
	data, err := json.Marshal(params)
	if err != nil {
		return
	}
	s.send(&message{Method: method, Params: data})
}

// log tells the client's log, in words.
func (s *server) log(kind int, words term.Words) {
	s.notify("window/logMessage", map[string]any{"type": kind, "message": words.In(s.language)})
}

// guard runs work so that a panic in it is an error of that work alone.
func guard(work func() error) (err error) {
	defer func() {
		if r := recover(); r != nil {
			err = &failure{codeInternalError, fmt.Sprintf("panic: %v\n%s", r, debug.Stack())}
		}
	}()
	return work()
}

func notified(s *server, in incoming) {
	n := notifications[in.Method]
	if n == nil || !s.initialized {
		return
	}
	if err := guard(func() error { return n(s, in.Params) }); err != nil {
		s.log(messageError, term.Words{Ja: "通知 " + in.Method + " を処理できません: " + err.Error(), En: "cannot handle " + in.Method + ": " + err.Error()})
	}
}

// asked answers a request, whatever happens.
func asked(s *server, in incoming) {
	var result any
	err := guard(func() (err error) {
		result, err = s.answer(in)
		return err
	})
	s.mu.Lock()
	if cancel := s.cancels[string(in.ID)]; cancel != nil {
		cancel()
		delete(s.cancels, string(in.ID))
	}
	s.mu.Unlock()
	answer := &message{ID: in.ID}
	if err == nil {
		answer.Result, err = json.Marshal(result)
	}
	if err != nil {
		f, ours := errors.AsType[*failure](err)
		if !ours {
			f = &failure{codeRequestFailed, err.Error()}
		}
		if f.Code == codeInternalError {
			s.log(messageError, term.Words{Ja: "要求 " + in.Method + " の処理中に内部エラーが起きました: " + f.Message, En: in.Method + " failed: " + f.Message})
			f.Message, _, _ = strings.Cut(f.Message, "\n")
		}
		answer.Result, answer.Error = nil, f
	}
	s.send(answer)
}

var errCancelled = &failure{codeRequestCancelled, "cancelled"}

func (s *server) answer(in incoming) (any, error) {
	switch {
	case in.ctx.Err() != nil:
		return nil, errCancelled
	case s.shutdown:
		return nil, &failure{codeInvalidRequest, "the server is shut down"}
	case in.Method == "initialize":
		return initialize(s, in.Params)
	case !s.initialized:
		return nil, &failure{codeNotInitialized, "initialize comes first"}
	case in.Method == "shutdown":
		s.shutdown = true
		return nil, nil
	}
	r := requests[in.Method]
	if r == nil {
		return nil, &failure{codeMethodNotFound, "there is no " + in.Method}
	}
	return r(in.ctx, s, in.Params)
}

// decode reads the parameters of a message.
func decode[T any](params json.RawMessage) (T, error) {
	var p T
	if err := json.Unmarshal(params, &p); err != nil {
		return p, &failure{codeInvalidParams, err.Error()}
	}
	return p, nil
}

func initialize(s *server, params json.RawMessage) (any, error) {
	if s.initialized {
		return nil, &failure{codeInvalidRequest, "initialize comes once"}
	}
	p, err := decode[initializeParams](params)
	if err != nil {
		return nil, err
	}
	s.initialized, s.client = true, p.Capabilities
	if s.Language == "" && p.Locale != "" {
		s.language = "en"
		if tag, _, _ := strings.Cut(strings.ToLower(strings.ReplaceAll(p.Locale, "_", "-")), "-"); tag == "ja" {
			s.language = "ja"
		}
	}
	// Bytes cost least, so they are taken where the client knows them.
	for _, e := range []encoding{utf32Units, utf8Units} {
		if slices.Contains(p.Capabilities.General.PositionEncodings, e) {
			s.units = e
		}
	}
	folders := p.WorkspaceFolders
	if len(folders) == 0 && p.RootURI != nil {
		folders = []folder{{URI: *p.RootURI}}
	}
	for _, f := range folders {
		addFolder(s, f)
	}
	return map[string]any{
		"serverInfo":   map[string]string{"name": "riskbook", "version": s.Version},
		"capabilities": offered(s),
	}, nil
}
