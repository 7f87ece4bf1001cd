package lsp

import (
	"context"
	"encoding/json"
	"slices"

	"github.com/riskbook/riskbook/internal/assist"
	"github.com/riskbook/riskbook/internal/diagnostic"
)

// asking is a question about a place in an open file.
type asking struct {
	*document
	assist *assist.Desk
	offset int
}

// about finds the file and the place of a question; nil where the file is not one of a register. Where fresh is not asked for, the register may be as it
// was some letters ago: an answer while typing is worth more than the last title.
func (s *server) about(ctx context.Context, p placeParams, fresh bool) (*asking, error) {
	doc := s.document(p.TextDocument.URI)
	if doc == nil {
		return nil, nil
	}
	d := doc.desk
	if fresh || d.verdict == nil || d.judged == nil {
		if err := s.fresh(ctx, d); err != nil {
			return nil, err
		}
	}
	return &asking{doc, s.view(d), doc.text.offset(p.Position, s.units)}, nil
}

// span gives a stretch of the text at hand in the client's terms.
func (a *asking) span(s *server, start, end int) span { return a.text.span(start, end, s.units) }

type markup struct {
	Kind  string `json:"kind"`
	Value string `json:"value"`
}

// notes gives Markdown in the form that the client shows.
func notes(formats []string, markdown string) *markup {
	switch {
	case markdown == "":
		return nil
	case slices.Contains(formats, "markdown"):
		return &markup{"markdown", markdown}
	}
	return &markup{"plaintext", assist.PlainWords(markdown)}
}

type textEdit struct {
	Range   span   `json:"range"`
	NewText string `json:"newText"`
}

type completionItem struct {
	Label         string    `json:"label"`
	Kind          int       `json:"kind"`
	Detail        string    `json:"detail,omitempty"`
	Documentation *markup   `json:"documentation,omitempty"`
	SortText      string    `json:"sortText,omitempty"`
	FilterText    string    `json:"filterText,omitempty"`
	InsertFormat  int       `json:"insertTextFormat"` // 1 plain, 2 snippet
	TextEdit      *textEdit `json:"textEdit"`
}

type completionList struct {
	IsIncomplete bool             `json:"isIncomplete"`
	Items        []completionItem `json:"items"`
}

// proposalKinds are the protocol's numbers: property, struct, value, reference, text.
var proposalKinds = map[assist.ProposalSort]int{
	assist.ProposalKey: 10, assist.ProposalTable: 22, assist.ProposalValue: 12, assist.ProposalRecord: 18, assist.ProposalTerm: 1,
}

func completion(ctx context.Context, s *server, params json.RawMessage) (any, error) {
	p, err := decode[placeParams](params)
	if err != nil {
		return nil, err
	}
	list := completionList{Items: []completionItem{}}
	a, err := s.about(ctx, p, false)
	if a == nil {
		return list, err
	}
	proposals, whole := a.assist.Complete(a.name, a.data, a.offset)
	list.IsIncomplete = !whole
	for i := range proposals {
		o := &proposals[i]
		item := completionItem{
			Label: o.Label, Kind: proposalKinds[o.Sort], Detail: o.Detail, SortText: o.Order, FilterText: o.Filter, InsertFormat: 2,
			Documentation: notes(s.client.TextDocument.Completion.CompletionItem.DocumentationFormat, o.Notes),
			TextEdit:      &textEdit{a.span(s, o.Start, o.End), o.Insert},
		}
		if !s.client.TextDocument.Completion.CompletionItem.SnippetSupport {
			item.InsertFormat, item.TextEdit.NewText = 1, assist.Plain(o.Insert)
		}
		list.Items = append(list.Items, item)
	}
	return list, nil
}

func hover(ctx context.Context, s *server, params json.RawMessage) (any, error) {
	p, err := decode[placeParams](params)
	if err != nil {
		return nil, err
	}
	a, err := s.about(ctx, p, false)
	if a == nil {
		return nil, err
	}
	n, ok := a.assist.Hover(a.name, a.data, a.offset)
	if !ok {
		return nil, nil
	}
	return map[string]any{"contents": notes(s.client.TextDocument.Hover.ContentFormat, n.Markdown), "range": a.span(s, n.Start, n.End)}, nil
}

func definition(ctx context.Context, s *server, params json.RawMessage) (any, error) {
	p, err := decode[placeParams](params)
	if err != nil {
		return nil, err
	}
	a, err := s.about(ctx, p, true)
	if a == nil {
		return nil, err
	}
	return locations(s, a.desk, a.assist.Definition(a.name, a.data, a.offset)), nil
}

func references(ctx context.Context, s *server, params json.RawMessage) (any, error) {
	p, err := decode[struct {
		placeParams
		Context struct {
			IncludeDeclaration bool `json:"includeDeclaration"`
		} `json:"context"`
	}](params)
	if err != nil {
		return nil, err
	}
	a, err := s.about(ctx, p.placeParams, true)
	if a == nil {
		return nil, err
	}
	return locations(s, a.desk, a.assist.References(a.name, a.data, a.offset, p.Context.IncludeDeclaration)), nil
}

func locations(s *server, d *desk, places []diagnostic.Place) []location {
	list := []location{}
	for _, p := range places {
		list = append(list, s.locationOf(d, p))
	}
	return list
}
