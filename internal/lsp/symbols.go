package lsp

import (
	"context"
	"encoding/json"
	"maps"
	"slices"

	"github.com/riskbook/riskbook/internal/assist"
)

// mostSymbols is how many symbols of a workspace are given at a time; nobody reads more, and the next letter narrows them down.
const mostSymbols = 500

// symbolKinds are the protocol's numbers: class, field, struct, string.
var symbolKinds = map[assist.SymbolSort]int{assist.SymbolRecord: 5, assist.SymbolField: 8, assist.SymbolTable: 23, assist.SymbolHeading: 15}

type symbolInformation struct {
	Name      string   `json:"name"`
	Kind      int      `json:"kind"`
	Location  location `json:"location"`
	Container string   `json:"containerName,omitempty"`
}

func workspaceSymbols(ctx context.Context, s *server, params json.RawMessage) (any, error) {
	p, err := decode[struct {
		Query string `json:"query"`
	}](params)
	if err != nil {
		return nil, err
	}
	found := []symbolInformation{}
	for _, root := range slices.Sorted(maps.Keys(s.registers)) {
		d := s.registers[root]
		if err := s.fresh(ctx, d); err != nil {
			return nil, err
		}
		for _, r := range s.view(d).Records(p.Query, mostSymbols-len(found)) {
			found = append(found, symbolInformation{r.Name, symbolKinds[r.Sort], s.locationOf(d, r.At), r.Detail})
		}
	}
	return found, nil
}

// view is a register as this client sees it.
func (s *server) view(d *desk) *assist.Desk {
	return &assist.Desk{Assessment: d.judged.Assessment, Language: s.language}
}

type documentSymbol struct {
	Name           string           `json:"name"`
	Detail         string           `json:"detail,omitempty"`
	Kind           int              `json:"kind"`
	Range          span             `json:"range"`
	SelectionRange span             `json:"selectionRange"`
	Children       []documentSymbol `json:"children,omitempty"`
}

func documentSymbols(ctx context.Context, s *server, params json.RawMessage) (any, error) {
	p, err := decode[didCloseParams](params)
	if err != nil {
		return nil, err
	}
	a, err := s.about(ctx, placeParams{TextDocument: p.TextDocument}, false)
	if a == nil {
		return nil, err
	}
	symbols := a.assist.Outline(a.name, a.data)
	if s.client.TextDocument.DocumentSymbol.Hierarchical {
		return nested(s, a, symbols), nil
	}
	return flat(s, a, symbols, ""), nil
}

func nested(s *server, a *asking, symbols []assist.Symbol) []documentSymbol {
	list := []documentSymbol{}
	for i := range symbols {
		y := &symbols[i]
		list = append(list, documentSymbol{
			y.Name, y.Detail, symbolKinds[y.Sort], a.text.spanOf(y.Whole, s.units), a.text.spanOf(y.At, s.units), nested(s, a, y.Children),
		})
	}
	return list
}

func flat(s *server, a *asking, symbols []assist.Symbol, container string) []symbolInformation {
	list := []symbolInformation{}
	for i := range symbols {
		y := &symbols[i]
		list = append(list, symbolInformation{y.Name, symbolKinds[y.Sort], location{a.uri, a.text.spanOf(y.Whole, s.units)}, container})
		list = append(list, flat(s, a, y.Children, y.Name)...)
	}
	return list
}
