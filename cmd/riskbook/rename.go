package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/riskbook/riskbook/internal/assist"
	"github.com/riskbook/riskbook/internal/diagnostic"
	"github.com/riskbook/riskbook/internal/edit"
	"github.com/riskbook/riskbook/internal/register"
	"github.com/riskbook/riskbook/internal/source"
	"github.com/riskbook/riskbook/internal/store"
	"github.com/riskbook/riskbook/internal/term"
)

var renameCommand = command{
	use:   "rename ID NEW",
	short: term.Words{Ja: "記録や関係者の識別子を、登録簿全体で書き換えます", En: "give a record or a party another id, over the whole register"},
	long: term.Words{
		Ja: `記録の識別子（又は関係者のキー）を、それを書いたすべての場所で書き換えます。項目、本文のリンク、翻訳、既知の指摘（baseline.toml）、
複数の記録を収めたファイルの見出し、記録のファイルとその翻訳、識別子で始まる名前の図と測定値のファイルが対象です。すべてを書き換えるか、何も書き換えないかのどちらかです。

--renumber ID は、二つのブランチが同じ番号を使ったときのためのものです。同じ識別子の記録のうち、ファイル順で後のものを次の空き番号にします。
その記録自身のファイルは付いて行き、どちらの記録を指すか分からない参照は書き換えずに一覧にします。`,
		En: `Gives a record another id (or a party another key) wherever it is written: fields, links in bodies and translations, the baseline, headers of files of many
records, and the names of the record's own file, of its translations, and of the figures and readings that go by its id. Either all is changed or nothing.

--renumber ID is for two branches that took one id: of the records with that id the later in the order of files gets the next free one. Its own files
follow; references that may mean either record are left as they are, and listed.`,
	},
	examples: []example{
		{"riskbook rename R-012 R-112", term.Words{Ja: "リスク R-012 を R-112 とします", En: "the risk R-012 is R-112 from now on"}},
		{"riskbook rename ict-office it", term.Words{Ja: "関係者のキーを変えます", En: "change the key of a party"}},
	},
	setup: func(s *session, c *cobra.Command) {
		again := c.Flags().String("renumber", "", term.Words{Ja: "この識別子を持つ記録が二つあるとき、後のものを次の空き番号にします", En: "where two records have this id, give the later one the next free id"}.In(s.lang))
		c.Args = func(c *cobra.Command, args []string) error {
			if *again != "" {
				return atMost(0)(c, args)
			}
			if err := atLeast("ID NEW", 2)(c, args); err != nil {
				return err
			}
			return atMost(2)(c, args)
		}
		c.ValidArgsFunction = func(_ *cobra.Command, args []string, _ string) ([]string, cobra.ShellCompDirective) {
			if len(args) > 0 {
				return nil, cobra.ShellCompDirectiveNoFileComp
			}
			return s.recordIDs(), cobra.ShellCompDirectiveNoFileComp
		}
		c.RunE = func(c *cobra.Command, args []string) error {
			if *again != "" {
				return s.renumber(c.Context(), *again)
			}
			return s.rename(c.Context(), args[0], args[1])
		}
	},
}

func (s *session) rename(ctx context.Context, old, name string) error {
	j, err := s.understand(ctx)
	if err != nil {
		return err
	}
	desk := &assist.Desk{Assessment: j.verdict.Assessment, Language: s.lang}
	var change assist.Change
	if record, missing := findRecord(j.verdict.Register.Tree, old); missing == nil {
		old = record.ID
		change, err = desk.RenameRecord(old, name)
	} else if j.verdict.Register.Party(old) != nil {
		change, err = desk.RenameParty(old, name)
	} else {
		return missing
	}
	if err != nil {
		return refused(err)
	}
	if len(change.Edits)+len(change.Moves) == 0 {
		s.say(term.Words{Ja: "すでにその識別子です: " + old, En: "it is called " + old + " already"})
		return nil
	}
	if err := s.apply(ctx, j, desk, change); err != nil {
		return err
	}
	s.say(term.Words{
		Ja: fmt.Sprintf("%s を %s にしました（%d個のファイル、%d箇所）", old, name, touched(change), len(change.Edits)),
		En: fmt.Sprintf("%s is %s now, in %s and %s", old, name, plural(touched(change), "file"), plural(len(change.Edits), "place")),
	})
	return nil
}

// refused ends a command with what package assist says, which speaks the reader's language.
func refused(err error) error {
	return fail(exitUsage, term.Same(err.Error()), term.Words{Ja: "別の識別子を指定してください。", En: "give another id"})
}

// touched counts the files that a change touches.
func touched(c assist.Change) int {
	files := map[string]bool{}
	for _, e := range c.Edits {
		files[e.Place.File] = true
	}
	for _, m := range c.Moves {
		files[m.From] = true
	}
	return len(files)
}

func (s *session) renumber(ctx context.Context, id string) error {
	j, err := s.understand(ctx)
	if err != nil {
		return err
	}
	tree := j.verdict.Register.Tree
	var twins []*source.Record
	for _, r := range tree.Records {
		if source.FoldID(r.ID) == source.FoldID(id) {
			twins = append(twins, r)
		}
	}
	if len(twins) == 0 {
		_, err := findRecord(tree, id)
		return err
	}
	if len(twins) == 1 {
		return fail(exitUsage, term.Words{Ja: twins[0].ID + " の記録は一つだけです: " + twins[0].File.Path, En: "only one record is called " + twins[0].ID + ": " + twins[0].File.Path},
			term.Words{Ja: "識別子を変えるには「riskbook rename " + twins[0].ID + " 新しい識別子」と書いてください。", En: "to give it another id, write riskbook rename " + twins[0].ID + " NEW"})
	}
	first, later := twins[0], twins[len(twins)-1]
	kind := register.KindOf(later.Folder)
	name := edit.NextID(tree, kind, s.idsOnce(ctx, j.root, kind))
	if name == "" {
		return fail(exitUsage, term.Words{Ja: "この種別の記録は名前で識別するため、次の番号がありません: " + id, En: "records of this kind go by names, so there is no next number: " + id},
			term.Words{Ja: "ファイルの名前を変えてください: " + later.File.Path, En: "give the file another name: " + later.File.Path})
	}
	desk := &assist.Desk{Assessment: j.verdict.Assessment, Language: s.lang}
	change, unsure, err := desk.Renumber(later, name)
	if err != nil {
		return refused(err)
	}
	if err := s.apply(ctx, j, desk, change); err != nil {
		return err
	}
	s.say(term.Words{Ja: later.File.Path + " の " + id + " を " + name + " にしました", En: id + " of " + later.File.Path + " is " + name + " now"})
	if len(unsure) > 0 {
		s.say(term.Words{
			Ja: fmt.Sprintf("次の参照は %s（%s）を指したままです。%s を指すべきものは書き換えてください:", first.ID, first.File.Path, name),
			En: fmt.Sprintf("these still name %s, of %s; change those that mean %s:", first.ID, first.File.Path, name),
		})
		for _, p := range unsure {
			fmt.Fprintf(s.stdout, "%s:%d:%d\n", diagnostic.Plain(p.File), p.Line, p.Column)
		}
	}
	return nil
}

// apply writes a change over several files, after the register was judged as it will be. Where one of them cannot be written, those before it are put back.
func (s *session) apply(ctx context.Context, j *judged, desk *assist.Desk, c assist.Change) error {
	files := desk.Files(c)
	if err := s.passes(ctx, j.root, s.withFigures(j, files, c)); err != nil {
		return err
	}
	moved := map[string]string{}
	for _, m := range c.Moves {
		moved[m.From] = m.To
	}
	var done []func() error
	undo := func(err error) error {
		for _, back := range slices.Backward(done) {
			err = errors.Join(err, back())
		}
		return err
	}
	for _, e := range edited(c) {
		old := j.verdict.Register.Tree.File(e).Data
		data := files[e]
		if to, moves := moved[e]; moves {
			data = files[to]
		}
		if err := rewrite(j.root, e, old, data); err != nil {
			return undo(err)
		}
		done = append(done, func() error { return rewrite(j.root, e, data, old) })
	}
	for _, m := range c.Moves {
		from, err := diskName(j.root, m.From)
		if err != nil {
			return undo(unwritten(m.From, err))
		}
		to := filepath.Join(filepath.Dir(from), filepath.Base(filepath.FromSlash(m.To)))
		if err := store.Rename(from, to); err != nil {
			return undo(unwritten(m.To, err))
		}
		done = append(done, func() error { return store.Rename(to, from) })
	}
	return nil
}

// edited lists the files of a change's edits.
func edited(c assist.Change) []string {
	var names []string
	for _, e := range c.Edits {
		names = append(names, e.Place.File)
	}
	slices.Sort(names)
	return slices.Compact(names)
}

// withFigures adds the bytes of figures, which the register's tree does not hold, so that it can be judged with their new names.
func (s *session) withFigures(j *judged, files map[string][]byte, c assist.Change) map[string][]byte {
	for _, m := range c.Moves {
		if _, there := files[m.To]; there || strings.EqualFold(m.From, m.To) {
			continue
		}
		if data, err := fs.ReadFile(j.verdict.Folder, j.verdict.Register.Tree.Spelling(m.From)); err == nil {
			files[m.To] = data
		}
	}
	return files
}
