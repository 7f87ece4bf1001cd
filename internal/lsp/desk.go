package lsp

import (
	"bytes"
	"context"
	"encoding/json"
	"slices"
	"strings"
	"time"

	"golang.org/x/text/unicode/norm"

	"github.com/riskbook/riskbook/internal/compile"
	"github.com/riskbook/riskbook/internal/source"
	"github.com/riskbook/riskbook/internal/term"
)

// document is a file that the client has open.
type document struct {
	uri     string
	version int
	path    string
	name    string // from the register's root, in NFC
	desk    *desk
	*text
	stamp source.Version // of the text
}

// desk is one register that is worked on.
type desk struct {
	root    string
	state   int          // counts the changes to files and buffers
	running bool         // a goroutine judges it
	memo    compile.Memo // of that goroutine
	timer   *time.Timer
	*verdict
	texts     map[string]*text  // lines of files that are not open, since the verdict
	published map[string][]byte // what was shown, by address
}

// verdict is a register as it was judged in one of its states.
type verdict struct {
	desk   *desk
	state  int
	judged *compile.Judged
	err    error
}

// deskOf gives the register that a file or folder belongs to; nil where it belongs to none.
func (s *server) deskOf(path string) *desk {
	root, ok := s.Find(path)
	if !ok {
		return nil
	}
	d := s.registers[root]
	if d == nil {
		d = &desk{root: root, state: 1, published: map[string][]byte{}}
		s.registers[root] = d
	}
	return d
}

// nameIn gives the name of a file from the register's root; false where it is none of content/.
func (d *desk) nameIn(path string) (string, bool) {
	rest, ok := strings.CutPrefix(path, strings.TrimSuffix(d.root, "/")+"/")
	name := norm.NFC.String(rest)
	return name, ok && strings.HasPrefix(name, "content/")
}

// addressIn gives the address of a file of a register, in the client's own spelling where it is open.
func (s *server) addressIn(d *desk, name string) string {
	for _, doc := range s.documents {
		if doc.desk == d && doc.name == name {
			return doc.uri
		}
	}
	return addressOf(strings.TrimSuffix(d.root, "/") + "/" + name)
}

func addFolder(s *server, f folder) {
	if path, ok := pathOf(f.URI); ok {
		s.folders = append(s.folders, strings.TrimSuffix(path, "/"))
	}
}

func didChangeFolders(s *server, params json.RawMessage) error {
	p, err := decode[foldersParams](params)
	if err != nil {
		return err
	}
	for _, f := range p.Event.Removed {
		if path, ok := pathOf(f.URI); ok {
			s.folders = slices.DeleteFunc(s.folders, func(known string) bool { return known == strings.TrimSuffix(path, "/") })
		}
	}
	for _, f := range p.Event.Added {
		addFolder(s, f)
		if path, ok := pathOf(f.URI); ok {
			if d := s.deskOf(path); d != nil {
				s.judge(d)
			}
		}
	}
	tidy(s)
	return nil
}

// tidy lets go of registers that no open file and no folder of the workspace belongs to.
func tidy(s *server) {
	kept := map[*desk]bool{}
	for _, doc := range s.documents {
		kept[doc.desk] = true
	}
	for _, folder := range s.folders {
		if root, ok := s.Find(folder); ok {
			kept[s.registers[root]] = true
		}
	}
	for root, d := range s.registers {
		if !kept[d] {
			s.show(d, nil)
			delete(s.registers, root)
		}
	}
}

func didOpen(s *server, params json.RawMessage) error {
	p, err := decode[didOpenParams](params)
	if err != nil {
		return err
	}
	path, ok := pathOf(p.TextDocument.URI)
	if !ok {
		return nil
	}
	d := s.deskOf(path)
	if d == nil {
		return nil
	}
	name, ok := d.nameIn(path)
	if !ok {
		tidy(s)
		return nil
	}
	if old := s.documents[path]; old != nil {
		delete(s.documents, path)
	}
	s.documents[path] = &document{uri: p.TextDocument.URI, version: p.TextDocument.Version, path: path, name: name, desk: d, text: newText([]byte(p.TextDocument.Text))}
	s.write(s.documents[path])
	return nil
}

// write notes that the text of an open file is another one.
func (s *server) write(doc *document) {
	s.stamps++
	doc.stamp = s.stamps
	s.touch(doc.desk)
}

func didChange(s *server, params json.RawMessage) error {
	p, err := decode[didChangeParams](params)
	if err != nil {
		return err
	}
	doc := s.document(p.TextDocument.URI)
	if doc == nil {
		return nil
	}
	doc.version = p.TextDocument.Version
	for _, c := range p.ContentChanges {
		doc.text = doc.text.replaced(c.Range, c.Text, s.units)
	}
	s.write(doc)
	return nil
}

func didClose(s *server, params json.RawMessage) error {
	p, err := decode[didCloseParams](params)
	if err != nil {
		return err
	}
	doc := s.document(p.TextDocument.URI)
	if doc == nil {
		return nil
	}
	delete(s.documents, doc.path)
	s.touch(doc.desk)
	tidy(s)
	return nil
}

func didSave(s *server, params json.RawMessage) error {
	p, err := decode[didCloseParams](params)
	if err != nil {
		return err
	}
	if doc := s.document(p.TextDocument.URI); doc != nil {
		s.touch(doc.desk)
	}
	return nil
}

func didChangeWatchedFiles(s *server, params json.RawMessage) error {
	p, err := decode[watchedFilesParams](params)
	if err != nil {
		return err
	}
	tidy(s) // a register may be gone
	for _, c := range p.Changes {
		path, ok := pathOf(c.URI)
		if !ok {
			continue
		}
		for _, d := range s.registers {
			if strings.HasPrefix(path, strings.TrimSuffix(d.root, "/")+"/") {
				s.touch(d)
			}
		}
	}
	for _, folder := range s.folders { // and another may have come
		if d := s.deskOf(folder); d != nil && d.verdict == nil && !d.running {
			s.judge(d)
		}
	}
	return nil
}

// document gives an open file of a register, or nil.
func (s *server) document(uri string) *document {
	path, ok := pathOf(uri)
	if !ok {
		return nil
	}
	return s.documents[path]
}

// touch notes that a register changed, and has it judged once it rests.
func (s *server) touch(d *desk) {
	d.state++
	if d.timer != nil {
		d.timer.Stop()
	}
	d.timer = time.AfterFunc(s.Wait, func() {
		select {
		case s.due <- d:
		case <-s.ctx.Done():
		}
	})
}

// judge has a register judged as it is now, unless that is under way. What changes meanwhile is judged after it.
func (s *server) judge(d *desk) {
	if d.running || d.verdict != nil && d.verdict.state == d.state {
		return
	}
	d.running = true
	buffers := map[string]buffer{}
	for _, doc := range s.documents {
		if doc.desk == d {
			buffers[doc.name] = buffer{doc.data, doc.stamp}
		}
	}
	v := verdict{desk: d, state: d.state}
	go func() {
		v.err = guard(func() error {
			folder, done, err := s.Open(d.root)
			if err != nil {
				return err
			}
			defer done()
			judged, err := d.memo.Begin(s.ctx, &overlay{folder, buffers}, s.AsOf, compile.ForCheck)
			if err != nil {
				return err
			}
			if s.Recall != nil && len(judged.Stopping()) == 0 {
				s.Recall(s.ctx, d.root, judged)
			}
			judged.Finish()
			v.judged = judged
			return s.ctx.Err()
		})
		if v.err != nil {
			d.memo = compile.Memo{} // whatever it remembers, it was not finished
		}
		select {
		case s.judged <- v:
		case <-s.ctx.Done():
		}
	}()
}

// take keeps a verdict and shows it, unless the register has changed since: then its places are no longer right.
func (s *server) take(v verdict) {
	d := v.desk
	d.running = false
	if v.err != nil {
		s.log(messageError, term.Words{Ja: "登録簿 " + d.root + " を読み込めません: " + v.err.Error(), En: "cannot read the register " + d.root + ": " + v.err.Error()})
		if d.verdict == nil || v.judged == nil && v.state == d.state {
			s.show(d, nil)
		}
		if d.verdict != nil {
			v.judged = d.verdict.judged // the last that could be read still answers
		}
	}
	d.verdict, d.texts = &v, nil
	switch {
	case s.registers[d.root] != d:
	case v.state != d.state:
		s.judgeSoon(d)
	case v.err == nil:
		s.show(d, v.judged.Checked.Diagnostics)
	}
}

// judgeSoon judges a register that changed while it was judged. Where a timer runs, that one sees to it.
func (s *server) judgeSoon(d *desk) {
	if d.timer == nil || !d.timer.Stop() {
		s.judge(d)
		return
	}
	d.timer.Reset(s.Wait)
}

// fresh waits until a register is judged as it is now.
func (s *server) fresh(ctx context.Context, d *desk) error {
	for d.verdict == nil || d.verdict.state != d.state {
		s.judge(d)
		select {
		case v := <-s.judged:
			s.take(v)
		case <-ctx.Done():
			return errCancelled
		}
	}
	if d.judged == nil {
		return d.err
	}
	return nil
}

// textOf gives the text of a file of a register: the open one, else that of the verdict.
func (s *server) textOf(d *desk, name string) *text {
	for _, doc := range s.documents {
		if doc.desk == d && doc.name == name {
			return doc.text
		}
	}
	if t := d.texts[name]; t != nil {
		return t
	}
	var data []byte
	if d.verdict != nil && d.judged != nil {
		if f := d.judged.Register.Tree.File(name); f != nil {
			data = bytes.TrimPrefix(f.Data, []byte("\ufeff")) // which a client does not show as text
		}
	}
	if d.texts == nil {
		d.texts = map[string]*text{}
	}
	d.texts[name] = newText(data)
	return d.texts[name]
}
