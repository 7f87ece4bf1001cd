// Riskbook compiles a git repository of Markdown and TOML risk records into a static HTML site.
//
// A value flows through the program in one straight line and never back:
//
//	read        internal/source    files → records, every value with its place. Alone knows TOML.
//	understand  internal/register  records → typed, linked register
//	judge       internal/assess    register, criteria, as-of date → levels, reasons, outcomes, ranks. Pure.
//	            internal/indicator readings → where an indicator stands and heads; internal/cost: what plans cost, by year. Pure.
//	            internal/agenda    assessment → what waits for whom; internal/assurance: how far the register can be relied on. Pure.
//	            internal/quantify  frequencies and losses → distributions. Pure. Alone knows gonum.
//	            internal/check     register and assessment → diagnostics, one file a rule
//	remember    internal/history   git → the register as it was in a commit. Alone runs git.
//	            internal/compare   two assessments → what changed, in risk terms, and why. Pure.
//	show        internal/changes   a comparison → text, Markdown, JSON, a page
//	            internal/prose     Markdown → HTML. Alone knows goldmark.
//	            internal/body      bodies → what they link to, quote and show, read once for rules and pages
//	            internal/page      assessment → one typed view a page, in every language; its rooms, by what they show
//	            internal/view      what pages show, and templates draw: plain values
//	write       internal/site      pages and theme → files, all or nothing. Alone knows html/template.
//	            internal/store     bytes → the disk, whole or not at all: the one door for every write
//	            internal/export    assessment → JSON
//	            internal/archive   a commit's files → the auditor's archive, and back, proven
//	            internal/schema    fields of records → JSON Schema
//	edit        internal/edit      records changed in place, laid out, begun anew
//	            internal/intake    registers in other forms → a plan of what to write; internal/mapping says what their columns mean
//	            internal/layout    TOML → lines with their comments. Knows no meaning.
//	            internal/starter   the files that a new register begins with
//	serve       internal/preview   the same line, run again at each change, shown to browsers on this machine
//	            internal/lsp       messages of an editor → answers, the same line run again at each change
//	            internal/assist    a place in a text → what may be written there, what it means, where it comes from
//
// with the leaves internal/address, internal/date, internal/diagnostic, internal/signature and internal/term beside it. Only internal/session reads the environment and asks what day it is; the
// commands stand in internal/command: ask changes nothing, revise writes records, publish makes something for others;
// only source, site, preview and store touch the disk, and store alone writes. walls_test.go holds these directions.
//
// Package internal/compile is the line, written out: to follow a run, begin there.
package main

import (
	"context"
	"os"
	"os/signal"
	"runtime/debug"
	"syscall"

	"github.com/riskbook/riskbook/internal/compile"
	"github.com/riskbook/riskbook/internal/session"
)

func main() {
	if os.Getenv("GOGC") == "" {
		debug.SetGCPercent(compile.GCPercent)
	}
	os.Exit(interruptible(os.Args[1:], session.SystemEnvironment()))
}

// interruptible runs the program until Ctrl-C, which it lets the command see as the end of its context. A second one ends the program at once.
func interruptible(args []string, env session.Environment) int {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	context.AfterFunc(ctx, stop)
	return run(ctx, args, env)
}
