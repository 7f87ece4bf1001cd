package lsp

import (
	"context"
	"encoding/json"
)

// notifications are what is done on each notification, by name.
var notifications = map[string]func(*server, json.RawMessage) error{
	"initialized":                         (*server).ready,
	"textDocument/didChange":              didChange,
	"textDocument/didClose":               didClose,
	"textDocument/didOpen":                didOpen,
	"textDocument/didSave":                didSave,
	"workspace/didChangeWatchedFiles":     didChangeWatchedFiles,
	"workspace/didChangeWorkspaceFolders": didChangeFolders,
}

// requests are what answers each request, by name.
var requests = map[string]func(context.Context, *server, json.RawMessage) (any, error){
	"textDocument/codeAction":     codeActions,
	"textDocument/completion":     completion,
	"textDocument/definition":     definition,
	"textDocument/documentLink":   documentLinks,
	"textDocument/documentSymbol": documentSymbols,
	"textDocument/foldingRange":   foldingRanges,
	"textDocument/formatting":     formatting,
	"textDocument/hover":          hover,
	"textDocument/inlayHint":      inlayHints,
	"textDocument/prepareRename":  prepareRename,
	"textDocument/references":     references,
	"textDocument/rename":         rename,
	"workspace/symbol":            workspaceSymbols,
}

// offered is what the client is told that the server can do.
func offered(s *server) map[string]any {
	rename := any(true)
	if s.client.TextDocument.Rename.Prepare {
		rename = map[string]bool{"prepareProvider": true}
	}
	return map[string]any{
		"positionEncoding":           s.units,
		"textDocumentSync":           map[string]any{"openClose": true, "change": 2, "save": map[string]bool{"includeText": false}},
		"codeActionProvider":         map[string]any{"codeActionKinds": []string{"quickfix"}},
		"completionProvider":         map[string]any{"triggerCharacters": []string{`"`, "[", "=", "{", ",", ".", "#", " "}},
		"definitionProvider":         true,
		"documentFormattingProvider": true,
		"documentLinkProvider":       map[string]bool{"resolveProvider": false},
		"documentSymbolProvider":     true,
		"foldingRangeProvider":       true,
		"hoverProvider":              true,
		"inlayHintProvider":          true,
		"referencesProvider":         true,
		"renameProvider":             rename,
		"workspaceSymbolProvider":    true,
		"workspace":                  map[string]any{"workspaceFolders": map[string]any{"supported": true, "changeNotifications": true}},
	}
}

// ready asks the client to tell of files that change on the disk, and judges the registers of the workspace.
func (s *server) ready(json.RawMessage) error {
	if s.client.Workspace.WatchedFiles.Dynamic {
		params, err := json.Marshal(map[string]any{"registrations": []any{map[string]any{
			"id": "files", "method": "workspace/didChangeWatchedFiles",
			"registerOptions": map[string]any{"watchers": []any{map[string]string{"globPattern": "**/content/**"}}},
		}}})
		if err != nil {
			return err
		}
		s.send(&message{ID: json.RawMessage(`"watch"`), Method: "client/registerCapability", Params: params})
	}
	for _, folder := range s.folders {
		if d := s.deskOf(folder); d != nil {
			s.judge(d)
		}
	}
	return nil
}
