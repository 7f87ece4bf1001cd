package lsp

import (
	"context"
	"encoding/json"
)

// notifications are what is done on each notification, by name.
var notifications = map[string]func(*server, json.RawMessage) error{
	"initialized":                         (*server).ready,
	"textDocument/didChange":              (*server).didChange,
	"textDocument/didClose":               (*server).didClose,
	"textDocument/didOpen":                (*server).didOpen,
	"textDocument/didSave":                (*server).didSave,
	"workspace/didChangeWatchedFiles":     (*server).didChangeWatchedFiles,
	"workspace/didChangeWorkspaceFolders": (*server).didChangeFolders,
}

// requests are what answers each request, by name.
var requests = map[string]func(*server, context.Context, json.RawMessage) (any, error){
	"textDocument/codeAction":     (*server).codeActions,
	"textDocument/completion":     (*server).completion,
	"textDocument/definition":     (*server).definition,
	"textDocument/documentLink":   (*server).documentLinks,
	"textDocument/documentSymbol": (*server).documentSymbols,
	"textDocument/foldingRange":   (*server).foldingRanges,
	"textDocument/formatting":     (*server).formatting,
	"textDocument/hover":          (*server).hover,
	"textDocument/inlayHint":      (*server).inlayHints,
	"textDocument/prepareRename":  (*server).prepareRename,
	"textDocument/references":     (*server).references,
	"textDocument/rename":         (*server).rename,
	"workspace/symbol":            (*server).workspaceSymbols,
}

// capabilities are what the client is told that the server can do.
func (s *server) capabilities() map[string]any {
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
