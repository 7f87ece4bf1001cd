package revise

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
	"github.com/riskbook/riskbook/internal/session"
	"github.com/riskbook/riskbook/internal/source"
	"github.com/riskbook/riskbook/internal/store"
	"github.com/riskbook/riskbook/internal/term"
)

// RenameCommand is riskbook rename.
var RenameCommand = session.Command{
	Writes: true,
	Use:    "rename ID NEW",
	Short:  term.Words{Ja: "記録や関係者の識別子を、登録簿全体で書き換えます", En: "give a record or a party another id, over the whole register"},
	Long: term.Words{
		Ja: `記録の識別子（又は関係者のキー）を、それを書いたすべての場所で書き換えます。項目、本文のリンク、翻訳、既知の指摘（baseline.toml）、
複数の記録を収めたファイルの見出し、記録のファイルとその翻訳、識別子で始まる名前の図と測定値のファイルが対象です。すべてを書き換えるか、何も書き換えないかのどちらかです。

--renumber ID は、二つのブランチが同じ番号を使ったときのためのものです。同じ識別子の記録のうち、ファイル順で後のものを次の空き番号にします。
その記録自身のファイルは付いて行き、どちらの記録を指すか分からない参照は書き換えずに一覧にします。`,
		En: `Gives a record another id (or a party another key) wherever it is written: fields, links in bodies and translations, the baseline, headers of files of many
records, and the names of the record's own file, of its translations, and of the figures and readings that go by its id. Either all is changed or nothing.

--renumber ID is for two branches that took one id: of the records with that id the later in the order of files gets the next free one. Its own files
follow; references that may mean either record are left as they are, and listed.`,
	},
	Examples: []session.Example{
		{Line: "riskbook rename R-012 R-112", Does: term.Words{Ja: "リスク R-012 を R-112 とします", En: "the risk R-012 is R-112 from now on"}},
		{Line: "riskbook rename ict-office it", Does: term.Words{Ja: "関係者のキーを変えます", En: "change the key of a party"}},
	},
	Setup: func(s *session.Session, c *cobra.Command) {
		again := c.Flags().String("renumber", "", term.Words{Ja: "この識別子を持つ記録が二つあるとき、後のものを次の空き番号にします", En: "where two records have this id, give the later one the next free id"}.In(s.Lang))
		c.Args = func(c *cobra.Command, args []string) error {
			if *again != "" {
				return session.AtMost(0)(c, args)
			}
			if err := session.AtLeast("ID NEW", 2)(c, args); err != nil {
				return err
			}
			return session.AtMost(2)(c, args)
		}
		c.ValidArgsFunction = func(_ *cobra.Command, args []string, _ string) ([]string, cobra.ShellCompDirective) {
			if len(args) > 0 {
				return nil, cobra.ShellCompDirectiveNoFileComp
			}
			return session.RecordIDs(s), cobra.ShellCompDirectiveNoFileComp
		}
		c.RunE = func(c *cobra.Command, args []string) error {
			if *again != "" {
				return renumber(c.Context(), s, *again)
			}
			return rename(c.Context(), s, args[0], args[1])
		}
	},
}

func rename(ctx context.Context, s *session.Session, old, name string) error {
	j, err := s.Understand(ctx)
	if err != nil {
		return err
	}
	desk := &assist.Desk{Assessment: j.Verdict.Assessment, Language: s.Lang}
	var change assist.Change
	if record, missing := session.FindRecord(j.Verdict.Register.Tree, old); missing == nil {
		old = record.ID
		change, err = desk.RenameRecord(old, name)
	} else if j.Verdict.Register.Party(old) != nil {
		change, err = desk.RenameParty(old, name)
	} else {
		return missing
	}
	if err != nil {
		return refused(err)
	}
	if len(change.Edits)+len(change.Moves) == 0 {
		s.Say(term.Words{Ja: "すでにその識別子です: " + old, En: "it is called " + old + " already"})
		return nil
	}
	if err := apply(ctx, s, j, desk, change, old, name); err != nil {
		return err
	}
	s.Say(term.Words{
		Ja: fmt.Sprintf("%s を %s にしました（%d個のファイル、%d箇所）", old, name, touched(change), len(change.Edits)),
		En: fmt.Sprintf("%s is %s now, in %s and %s", old, name, session.Plural(touched(change), "file"), session.Plural(len(change.Edits), "place")),
	})
	return nil
}

// refused ends a command with what package assist says, which speaks the reader's language.
func refused(err error) error {
	return session.Fail(session.ExitUsage, term.Same(err.Error()), term.Words{Ja: "別の識別子を指定してください。", En: "give another id"})
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

func renumber(ctx context.Context, s *session.Session, id string) error {
	j, err := s.Understand(ctx)
	if err != nil {
		return err
	}
	tree := j.Verdict.Register.Tree
	var twins []*source.Record
	for _, r := range tree.Records {
		if source.FoldID(r.ID) == source.FoldID(id) {
			twins = append(twins, r)
		}
	}
	if len(twins) == 0 {
		_, err := session.FindRecord(tree, id)
		return err
	}
	if len(twins) == 1 {
		return session.Fail(session.ExitUsage, term.Words{Ja: twins[0].ID + " の記録は一つだけです: " + twins[0].File.Path, En: "only one record is called " + twins[0].ID + ": " + twins[0].File.Path},
			term.Words{Ja: "識別子を変えるには「riskbook rename " + twins[0].ID + " 新しい識別子」と書いてください。", En: "to give it another id, write riskbook rename " + twins[0].ID + " NEW"})
	}
	first, later := twins[0], twins[len(twins)-1]
	kind := register.KindOf(later.Folder)
	name := edit.NextID(tree, kind, idsOnce(ctx, s, j.Root, kind))
	if name == "" {
		return session.Fail(session.ExitUsage, term.Words{Ja: "この種別の記録は名前で識別するため、次の番号がありません: " + id, En: "records of this kind go by names, so there is no next number: " + id},
			term.Words{Ja: "ファイルの名前を変えてください: " + later.File.Path, En: "give the file another name: " + later.File.Path})
	}
	desk := &assist.Desk{Assessment: j.Verdict.Assessment, Language: s.Lang}
	change, unsure, err := desk.Renumber(later, name)
	if err != nil {
		return refused(err)
	}
	if err := apply(ctx, s, j, desk, change, id, name); err != nil {
		return err
	}
	s.Say(term.Words{Ja: later.File.Path + " の " + id + " を " + name + " にしました", En: id + " of " + later.File.Path + " is " + name + " now"})
	if len(unsure) > 0 {
		s.Say(term.Words{
			Ja: fmt.Sprintf("次の参照は %s（%s）を指したままです。%s を指すべきものは書き換えてください:", first.ID, first.File.Path, name),
			En: fmt.Sprintf("these still name %s, of %s; change those that mean %s:", first.ID, first.File.Path, name),
		})
		for _, p := range unsure {
			fmt.Fprintf(s.Stdout, "%s:%d:%d\n", diagnostic.Plain(p.File), p.Line, p.Column)
		}
	}
	return nil
}

// apply writes a change over several files that gives what was old another name, after the register was judged as it will be. Where one of them cannot be written, those before it are put back.
func apply(ctx context.Context, s *session.Session, j *session.Judged, desk *assist.Desk, c assist.Change, old, name string) error {
	files := desk.Files(c)
	if err := passesAs(ctx, s, j.Root, withFigures(j, files, c), strings.NewReplacer(name, old).Replace); err != nil {
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
		old := j.Verdict.Register.Tree.File(e).Data
		data := files[e]
		if to, moves := moved[e]; moves {
			data = files[to]
		}
		if err := session.Rewrite(j.Root, e, old, data); err != nil {
			return undo(err)
		}
		done = append(done, func() error { return session.Rewrite(j.Root, e, data, old) })
	}
	for _, m := range c.Moves {
		from, err := session.DiskName(j.Root, m.From)
		if err != nil {
			return undo(session.Unwritten(m.From, err))
		}
		to := filepath.Join(filepath.Dir(from), filepath.Base(filepath.FromSlash(m.To)))
		if err := store.Rename(from, to); err != nil {
			return undo(session.Unwritten(m.To, err))
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
func withFigures(j *session.Judged, files map[string][]byte, c assist.Change) map[string][]byte {
	for _, m := range c.Moves {
		if _, there := files[m.To]; there || strings.EqualFold(m.From, m.To) {
			continue
		}
		if data, err := fs.ReadFile(j.Verdict.Folder, j.Verdict.Register.Tree.Spelling(m.From)); err == nil {
			files[m.To] = data
		}
	}
	return files
}
