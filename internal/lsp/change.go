package lsp

import (
	"context"
	"encoding/json"
	"errors"
	"maps"
	"slices"
	"strings"

	"github.com/riskbook/riskbook/internal/assist"
	"github.com/riskbook/riskbook/internal/edit"
	"github.com/riskbook/riskbook/internal/register"
	"github.com/riskbook/riskbook/internal/source"
	"github.com/riskbook/riskbook/internal/term"
)

// workspaceEdit is a change in the protocol's terms: plain edits for clients that know no more.
type workspaceEdit struct {
	Changes         map[string][]textEdit `json:"changes,omitempty"`
	DocumentChanges []any                 `json:"documentChanges,omitempty"`
}

type versionedID struct {
	URI     string `json:"uri"`
	Version *int   `json:"version"` // null for a file that is not open
}

type documentEdit struct {
	TextDocument versionedID `json:"textDocument"`
	Edits        []textEdit  `json:"edits"`
}

// can tells whether the client can do something with files: "create", "rename".
func (s *server) can(operation string) bool {
	w := &s.client.Workspace.WorkspaceEdit
	return w.DocumentChanges && slices.Contains(w.ResourceOperations, operation)
}

// edited puts a change into the protocol's terms.
func edited(s *server, d *desk, c assist.Change) workspaceEdit {
	edits := map[string][]textEdit{}
	for _, e := range c.Edits {
		uri := s.addressIn(d, e.Place.File)
		edits[uri] = append(edits[uri], textEdit{s.rangeOf(d, e.Place), e.Text})
	}
	if !s.client.Workspace.WorkspaceEdit.DocumentChanges {
		return workspaceEdit{Changes: edits}
	}
	var w workspaceEdit
	for _, uri := range slices.Sorted(maps.Keys(edits)) {
		id := versionedID{URI: uri}
		if doc := s.document(uri); doc != nil {
			id.Version = &doc.version
		}
		w.DocumentChanges = append(w.DocumentChanges, documentEdit{id, edits[uri]})
	}
	for _, f := range c.Creates {
		uri := s.addressIn(d, f.File)
		w.DocumentChanges = append(w.DocumentChanges, map[string]any{"kind": "create", "uri": uri},
			documentEdit{versionedID{URI: uri}, []textEdit{{span{}, f.Text}}})
	}
	for _, m := range c.Moves {
		w.DocumentChanges = append(w.DocumentChanges, map[string]any{"kind": "rename", "oldUri": s.addressIn(d, m.From), "newUri": s.addressIn(d, m.To)})
	}
	return w
}

func prepareRename(ctx context.Context, s *server, params json.RawMessage) (any, error) {
	p, err := decode[placeParams](params)
	if err != nil {
		return nil, err
	}
	a, err := s.about(ctx, p, true)
	if a == nil {
		return nil, err
	}
	start, end, name, err := a.assist.Renameable(a.name, a.data, a.offset)
	if err != nil {
		return nil, err
	}
	return map[string]any{"range": a.span(s, start, end), "placeholder": name}, nil
}

func rename(ctx context.Context, s *server, params json.RawMessage) (any, error) {
	p, err := decode[struct {
		placeParams
		NewName string `json:"newName"`
	}](params)
	if err != nil {
		return nil, err
	}
	a, err := s.about(ctx, p.placeParams, true)
	if a == nil {
		return nil, err
	}
	c, err := a.assist.Rename(a.name, a.data, a.offset, p.NewName)
	if err != nil {
		return nil, err
	}
	if len(c.Moves) > 0 && !s.can("rename") {
		return nil, errors.New(term.Words{
			Ja: "このエディターは言語サーバーからファイル名を変えられません。識別子はファイル名でもあるため、変更を中止しました",
			En: "this editor lets no language server rename files; an id is the name of a file too, so nothing was changed",
		}.In(s.language))
	}
	return edited(s, a.desk, c), nil
}

type codeAction struct {
	Title       string         `json:"title"`
	Kind        string         `json:"kind"`
	Diagnostics []problemShown `json:"diagnostics"`
	IsPreferred bool           `json:"isPreferred"`
	Edit        workspaceEdit  `json:"edit"`
}

func codeActions(ctx context.Context, s *server, params json.RawMessage) (any, error) {
	p, err := decode[struct {
		TextDocument documentID `json:"textDocument"`
		Range        span       `json:"range"`
		Context      struct {
			Only []string `json:"only"`
		} `json:"context"`
	}](params)
	if err != nil {
		return nil, err
	}
	list := []codeAction{}
	if s.client.TextDocument.CodeAction.Literal == nil || p.Context.Only != nil && !slices.ContainsFunc(p.Context.Only, func(kind string) bool { return kind == "" || strings.HasPrefix("quickfix.", kind+".") }) {
		return list, nil
	}
	a, err := s.about(ctx, placeParams{p.TextDocument, p.Range.Start}, true)
	if a == nil {
		return list, err
	}
	start, end := a.offset, a.text.offset(p.Range.End, s.units)
	for i := range a.desk.judged.Checked.Diagnostics {
		g := &a.desk.judged.Checked.Diagnostics[i]
		if g.Place.File != a.name {
			continue
		}
		if from, to := a.text.place(g.Place); from > end || to < start {
			continue
		}
		for _, m := range a.assist.Mends(g) {
			if len(m.Change.Creates) > 0 && !s.can("create") {
				continue
			}
			list = append(list, codeAction{m.Title, "quickfix", []problemShown{problem(s, a.desk, g)}, m.Sure, edited(s, a.desk, m.Change)})
		}
	}
	return list, nil
}

func formatting(_ context.Context, s *server, params json.RawMessage) (any, error) {
	p, err := decode[didCloseParams](params)
	if err != nil {
		return nil, err
	}
	doc := s.document(p.TextDocument.URI)
	if doc == nil {
		return nil, nil
	}
	limits, config := source.DefaultLimits, (*register.Config)(nil)
	if v := doc.desk.verdict; v != nil && v.judged != nil && v.judged.Register.Tree.Config != nil {
		limits, config = source.LimitsOf(v.judged.Register.Tree.Config.Table), &v.judged.Register.Config
	}
	after, err := edit.Format(doc.name, doc.data, config, limits)
	if errors.Is(err, edit.ErrUnreadable) {
		return nil, errors.New(term.Words{Ja: "書式の誤りがあるため、整形できません。先に直してください", En: "the file has a fault of syntax and cannot be laid out: mend it first"}.In(s.language))
	}
	if err != nil {
		return nil, err
	}
	return difference(s, doc, after), nil
}

// difference gives the one edit that makes a text into another, as short as whole lines allow.
func difference(s *server, doc *document, after []byte) []textEdit {
	before := doc.data
	from := 0
	for i := 0; i < len(before) && i < len(after) && before[i] == after[i]; i++ {
		if before[i] == '\n' {
			from = i + 1
		}
	}
	end := 0
	for i := 1; i <= len(before)-from && i <= len(after)-from && before[len(before)-i] == after[len(after)-i]; i++ {
		if j := len(before) - i; j > from && before[j-1] == '\n' && after[len(after)-i-1] == '\n' {
			end = i
		}
	}
	if len(before) == len(after) && from == len(before) || string(before) == string(after) {
		return []textEdit{}
	}
	return []textEdit{{doc.text.span(from, len(before)-end, s.units), string(after[from : len(after)-end])}}
}
