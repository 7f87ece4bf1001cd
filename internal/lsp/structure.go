package lsp

import (
	"context"
	"encoding/json"
	"strconv"

	"github.com/riskbook/riskbook/internal/assist"
)

// foldingRange is a stretch of lines, counted from 0.
type foldingRange struct {
	StartLine int `json:"startLine"`
	EndLine   int `json:"endLine"`
}

func foldingRanges(ctx context.Context, s *server, params json.RawMessage) (any, error) {
	a, err := aboutFile(ctx, s, params)
	if a == nil {
		return nil, err
	}
	folds := []foldingRange{}
	for _, f := range assist.Folds(a.assist, a.name, a.data) {
		folds = append(folds, foldingRange{f.First - 1, f.Last - 1})
	}
	return folds, nil
}

type documentLink struct {
	Range  span   `json:"range"`
	Target string `json:"target"`
}

func documentLinks(ctx context.Context, s *server, params json.RawMessage) (any, error) {
	a, err := aboutFile(ctx, s, params)
	if a == nil {
		return nil, err
	}
	links := []documentLink{}
	for _, j := range assist.Jumps(a.assist, a.name, a.data) {
		target := s.addressIn(a.desk, j.To.File)
		if j.To.Line > 1 {
			target += "#L" + strconv.Itoa(j.To.Line)
		}
		links = append(links, documentLink{a.span(s, j.Start, j.End), target})
	}
	return links, nil
}

type inlayHint struct {
	Position    position `json:"position"`
	Label       string   `json:"label"`
	PaddingLeft bool     `json:"paddingLeft"`
}

func inlayHints(ctx context.Context, s *server, params json.RawMessage) (any, error) {
	a, err := aboutFile(ctx, s, params)
	if a == nil {
		return nil, err
	}
	hints := []inlayHint{}
	for _, h := range assist.Hints(a.assist, a.name, a.data) {
		hints = append(hints, inlayHint{a.span(s, h.At, h.At).Start, h.Words, true})
	}
	return hints, nil
}

// aboutFile finds the file of a question about all of it; nil where it is none of a register.
func aboutFile(ctx context.Context, s *server, params json.RawMessage) (*asking, error) {
	p, err := decode[didCloseParams](params)
	if err != nil {
		return nil, err
	}
	return s.about(ctx, placeParams{TextDocument: p.TextDocument}, false)
}
