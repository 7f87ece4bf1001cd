// The extension for Visual Studio Code: it starts "riskbook lsp" and hands its answers to the editor. It needs no other package.
"use strict";
const vscode = require("vscode");
const { spawn } = require("child_process");

let server, preview;
const problems = vscode.languages.createDiagnosticCollection("riskbook");
const selector = [{ scheme: "file", language: "markdown" }, { scheme: "file", language: "toml" }, { scheme: "file", pattern: "**/content/**/*.{md,toml}" }];
const setting = (key) => vscode.workspace.getConfiguration("riskbook").get(key);

// connect starts the program and speaks JSON-RPC with it.
function connect(folders) {
  const language = setting("language") || (vscode.env.language.startsWith("ja") ? "ja" : "en");
  const child = spawn(setting("path") || "riskbook", ["lsp", "--lang", language], { cwd: folders[0] && folders[0].uri.fsPath });
  const waiting = new Map();
  let next = 1, buffer = Buffer.alloc(0), stopped = false;
  const send = (message) => {
    const body = Buffer.from(JSON.stringify({ jsonrpc: "2.0", ...message }));
    if (!stopped) child.stdin.write(`Content-Length: ${body.length}\r\n\r\n`), child.stdin.write(body);
  };
  const connection = {
    notify: (method, params) => send({ method, params }),
    request: (method, params) => new Promise((resolve, reject) => {
      if (stopped) return resolve(null);
      waiting.set(next, { resolve, reject });
      send({ id: next++, method, params });
    }),
    stop: () => { send({ method: "exit" }); stopped = true; child.kill(); },
  };
  const end = (why) => {
    if (!stopped && why) vscode.window.showErrorMessage(`riskbook: ${why}`);
    stopped = true;
    for (const w of waiting.values()) w.resolve(null);
    waiting.clear();
  };
  child.on("error", (e) => end(e.code === "ENOENT" ? `${setting("path")} is not installed; set riskbook.path / 見つかりません。riskbook.path を設定してください` : e.message));
  child.on("exit", () => end(stopped ? "" : "the language server ended / 言語サーバーが終了しました"));
  child.stdin.on("error", () => end(""));
  child.stdout.on("data", (data) => {
    buffer = Buffer.concat([buffer, data]);
    for (;;) {
      const head = buffer.indexOf("\r\n\r\n");
      const size = head < 0 ? null : /Content-Length: *(\d+)/i.exec(buffer.subarray(0, head).toString());
      if (!size || buffer.length < head + 4 + Number(size[1])) return;
      const message = JSON.parse(buffer.subarray(head + 4, head + 4 + Number(size[1])).toString());
      buffer = buffer.subarray(head + 4 + Number(size[1]));
      if (message.method === "textDocument/publishDiagnostics") {
        problems.set(vscode.Uri.parse(message.params.uri), message.params.diagnostics.map(problem));
      } else if (message.method && message.id !== undefined) {
        send({ id: message.id, result: message.method === "workspace/configuration" ? [] : null });
      } else if (waiting.has(message.id)) {
        const w = waiting.get(message.id);
        waiting.delete(message.id);
        message.error ? w.reject(new Error(message.error.message)) : w.resolve(message.result);
      }
    }
  });
  return connection;
}

const place = (p) => new vscode.Position(p.line, p.character);
const range = (r) => new vscode.Range(place(r.start), place(r.end));
const location = (l) => new vscode.Location(vscode.Uri.parse(l.uri), range(l.range));
const text = (t) => (typeof t === "string" ? t : new vscode.MarkdownString(t.value));
const edits = (list) => (list || []).map((e) => new vscode.TextEdit(range(e.range), e.newText));
const at = (document, position) => ({ textDocument: { uri: document.uri.toString() }, position });
const whole = (document) => ({ textDocument: { uri: document.uri.toString() } });

function problem(d) {
  const shown = new vscode.Diagnostic(range(d.range), d.message, d.severity - 1);
  Object.assign(shown, { source: d.source, code: d.code, wire: d });
  shown.relatedInformation = (d.relatedInformation || []).map((r) => new vscode.DiagnosticRelatedInformation(location(r.location), r.message));
  return shown;
}

function workspaceEdit(w) {
  const all = new vscode.WorkspaceEdit();
  for (const [uri, list] of Object.entries((w && w.changes) || {})) all.set(vscode.Uri.parse(uri), edits(list));
  for (const c of (w && w.documentChanges) || []) {
    if (c.kind === "rename") all.renameFile(vscode.Uri.parse(c.oldUri), vscode.Uri.parse(c.newUri));
    else if (c.kind === "create") all.createFile(vscode.Uri.parse(c.uri), c.options);
    else for (const e of edits(c.edits)) all.replace(vscode.Uri.parse(c.textDocument.uri), e.range, e.newText);
  }
  return all;
}

const symbol = (s) => {
  const made = new vscode.DocumentSymbol(s.name || " ", s.detail || "", s.kind - 1, range(s.range), range(s.selectionRange));
  made.children = (s.children || []).map(symbol);
  return made;
};

// providers hands each question of the editor to the server.
function providers() {
  const ask = (method, params) => server.then((c) => c.request(method, params));
  const l = vscode.languages;
  return [
    l.registerHoverProvider(selector, { provideHover: async (d, p) => { const h = await ask("textDocument/hover", at(d, p)); return h && new vscode.Hover(text(h.contents), h.range && range(h.range)); } }),
    l.registerCompletionItemProvider(selector, { provideCompletionItems: async (d, p) => {
      const answer = await ask("textDocument/completion", at(d, p));
      return ((answer && answer.items) || answer || []).map((i) => {
        const item = new vscode.CompletionItem(i.label, i.kind ? i.kind - 1 : undefined);
        Object.assign(item, { detail: i.detail, documentation: i.documentation && text(i.documentation), sortText: i.sortText, filterText: i.filterText });
        const written = (i.textEdit && i.textEdit.newText) || i.insertText || i.label;
        item.insertText = i.insertTextFormat === 2 ? new vscode.SnippetString(written) : written;
        if (i.textEdit) item.range = range(i.textEdit.range || i.textEdit.replace);
        return item;
      });
    } }, '"', "[", ".", " ", "="),
    l.registerDefinitionProvider(selector, { provideDefinition: async (d, p) => [].concat((await ask("textDocument/definition", at(d, p))) || []).map(location) }),
    l.registerReferenceProvider(selector, { provideReferences: async (d, p, context) => ((await ask("textDocument/references", { ...at(d, p), context })) || []).map(location) }),
    l.registerRenameProvider(selector, {
      prepareRename: async (d, p) => { const r = await ask("textDocument/prepareRename", at(d, p)); return r && { range: range(r.range || r), placeholder: r.placeholder || d.getText(range(r.range || r)) }; },
      provideRenameEdits: async (d, p, newName) => workspaceEdit(await ask("textDocument/rename", { ...at(d, p), newName })),
    }),
    l.registerDocumentSymbolProvider(selector, { provideDocumentSymbols: async (d) => ((await ask("textDocument/documentSymbol", whole(d))) || []).map(symbol) }),
    l.registerWorkspaceSymbolProvider({ provideWorkspaceSymbols: async (query) => ((await ask("workspace/symbol", { query })) || []).map((s) => new vscode.SymbolInformation(s.name, s.kind - 1, s.containerName || "", location(s.location))) }),
    l.registerDocumentFormattingEditProvider(selector, { provideDocumentFormattingEdits: async (d, options) => edits(await ask("textDocument/formatting", { ...whole(d), options })) }),
    l.registerFoldingRangeProvider(selector, { provideFoldingRanges: async (d) => ((await ask("textDocument/foldingRange", whole(d))) || []).map((f) => new vscode.FoldingRange(f.startLine, f.endLine)) }),
    l.registerDocumentLinkProvider(selector, { provideDocumentLinks: async (d) => ((await ask("textDocument/documentLink", whole(d))) || []).map((k) => new vscode.DocumentLink(range(k.range), vscode.Uri.parse(k.target))) }),
    l.registerInlayHintsProvider(selector, { provideInlayHints: async (d, r) => ((await ask("textDocument/inlayHint", { ...whole(d), range: r })) || []).map((h) => Object.assign(new vscode.InlayHint(place(h.position), h.label), { paddingLeft: true })) }),
    l.registerCodeActionsProvider(selector, { provideCodeActions: async (d, r, context) => {
      const known = context.diagnostics.filter((x) => x.wire).map((x) => x.wire);
      return ((await ask("textDocument/codeAction", { ...whole(d), range: r, context: { diagnostics: known } })) || []).map((a) => {
        const action = new vscode.CodeAction(a.title, vscode.CodeActionKind.QuickFix);
        return Object.assign(action, { edit: workspaceEdit(a.edit), isPreferred: a.isPreferred });
      });
    } }),
  ];
}

// start connects, tells the server what the editor can do, and opens what is open.
async function start() {
  const folders = vscode.workspace.workspaceFolders || [];
  const connection = connect(folders);
  await connection.request("initialize", {
    processId: process.pid,
    rootUri: folders[0] ? folders[0].uri.toString() : null,
    workspaceFolders: folders.map((f) => ({ uri: f.uri.toString(), name: f.name })),
    locale: vscode.env.language,
    capabilities: {
      general: { positionEncodings: ["utf-16"] },
      textDocument: {
        completion: { completionItem: { snippetSupport: true, documentationFormat: ["markdown"] } },
        documentSymbol: { hierarchicalDocumentSymbolSupport: true }, hover: { contentFormat: ["markdown"] }, rename: { prepareSupport: true },
        codeAction: { codeActionLiteralSupport: { codeActionKind: { valueSet: ["quickfix"] } } }, publishDiagnostics: { relatedInformation: true },
      },
      workspace: { workspaceEdit: { documentChanges: true, resourceOperations: ["create", "rename"] }, workspaceFolders: true },
    },
  });
  connection.notify("initialized", {});
  vscode.workspace.textDocuments.forEach((d) => opened(connection, d));
  return connection;
}

const ours = (d) => d.uri.scheme === "file" && vscode.languages.match(selector, d) > 0;
function opened(c, d) {
  if (ours(d)) c.notify("textDocument/didOpen", { textDocument: { uri: d.uri.toString(), languageId: d.languageId, version: d.version, text: d.getText() } });
}

// show opens the site of the register, served beside the editor.
function show() {
  const folder = (vscode.workspace.workspaceFolders || [])[0];
  if (preview || !folder) return preview && preview.show();
  preview = vscode.window.createTerminal({ name: "riskbook serve", cwd: folder.uri.fsPath, shellPath: setting("path") || "riskbook", shellArgs: ["serve", "--open"] });
  preview.show(true);
}

exports.activate = (context) => {
  server = start();
  const tell = (then) => server.then(then, () => {});
  context.subscriptions.push(problems, ...providers(),
    vscode.workspace.onDidOpenTextDocument((d) => tell((c) => opened(c, d))),
    vscode.workspace.onDidCloseTextDocument((d) => ours(d) && tell((c) => c.notify("textDocument/didClose", whole(d)))),
    vscode.workspace.onDidSaveTextDocument((d) => ours(d) && tell((c) => c.notify("textDocument/didSave", whole(d)))),
    vscode.workspace.onDidChangeTextDocument((e) => ours(e.document) && e.contentChanges.length && tell((c) => c.notify("textDocument/didChange",
      { textDocument: { uri: e.document.uri.toString(), version: e.document.version }, contentChanges: [{ text: e.document.getText() }] }))),
    vscode.window.onDidCloseTerminal((t) => { if (t === preview) preview = undefined; }),
    vscode.commands.registerCommand("riskbook.preview", show),
    vscode.commands.registerCommand("riskbook.restart", () => { tell((c) => c.stop()); problems.clear(); server = start(); }));
};
exports.deactivate = () => server && server.then((c) => c.stop(), () => {});
