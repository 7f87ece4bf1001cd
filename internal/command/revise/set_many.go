package revise

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/riskbook/riskbook/internal/compile"
	"github.com/riskbook/riskbook/internal/diagnostic"
	"github.com/riskbook/riskbook/internal/edit"
	"github.com/riskbook/riskbook/internal/query"
	"github.com/riskbook/riskbook/internal/register"
	"github.com/riskbook/riskbook/internal/session"
	"github.com/riskbook/riskbook/internal/source"
	"github.com/riskbook/riskbook/internal/term"
)

// settingsNamed gives the settings file that a word means, by its path in the register; empty for any other word.
func settingsNamed(word string) string {
	words := map[string]string{
		"関係者": "parties", "基準": "criteria", "判定基準": "criteria", "リスク判定基準": "criteria", "設定": "riskbook", "party": "parties", "settings": "riskbook",
	}
	if other, ok := words[word]; ok {
		word = other
	}
	for _, d := range register.Documents() {
		if d.Name == word || strings.TrimSuffix(d.Name, ".toml") == word {
			return "content/" + d.Name
		}
	}
	return ""
}

// setDocument changes a settings file; one that is not there yet is begun.
func setDocument(ctx context.Context, s *session.Session, root string, tree *source.Tree, name string, words []string) error {
	assignments, err := parseAssignments(words)
	if err != nil {
		return err
	}
	file := tree.File(name)
	fresh := file == nil
	if fresh {
		if _, err := os.Lstat(filepath.Join(root, filepath.FromSlash(name))); !errors.Is(err, fs.ErrNotExist) {
			return session.Fail(session.ExitNotPassed, term.Words{Ja: name + " は読み込めないため、書き換えませんでした", En: name + " cannot be read, so it was not changed"},
				term.Words{Ja: "「riskbook check」がその理由を示します。", En: "riskbook check says why"})
		}
		file = &source.File{Path: name}
	}
	data, err := edit.SetDocument(file, settingOf(tree), assignments)
	if errors.Is(err, edit.ErrUnreadable) {
		return unreadableFile(s, tree, name)
	} else if err != nil {
		return editFailure(err)
	}
	if string(data) == string(file.Data) {
		s.Say(term.Words{Ja: name + " はすでにそのとおりです", En: name + " already says so"})
		return nil
	}
	if err := passes(ctx, s, root, map[string][]byte{name: data}); err != nil {
		return err
	}
	if fresh {
		err = session.Create(root, name, data)
	} else {
		err = session.Rewrite(root, name, file.Data, data)
	}
	if err != nil {
		return err
	}
	s.Say(term.Words{Ja: name + " を書き換えました", En: name + " changed"})
	return nil
}

// unreadableFile says why a settings file cannot be changed.
func unreadableFile(s *session.Session, tree *source.Tree, name string) error {
	return session.Unreadable(s, tree, &source.Record{File: &source.File{Path: name}})
}

// setWhere changes every record of a kind that fits a filter.
func setWhere(ctx context.Context, s *session.Session, kindWord, where string, words []string) error {
	kind, filterWords, err := session.KindFilter(kindWord, query.Words(where))
	if err != nil {
		return err
	}
	assignments, err := parseAssignments(words)
	if err != nil {
		return err
	}
	j, err := s.Recall(ctx, compile.ForCheck, "")
	if err != nil {
		return err
	}
	filter, err := session.DeskFor(ctx, s, j, kind).Parse(filterWords)
	if err != nil {
		return session.QueryFailure(err)
	}
	found := session.Chosen(j.Verdict.Register, kind, filter)
	if len(found) == 0 {
		s.Say(term.Words{Ja: "条件に合う記録はありません。何も書き換えませんでした", En: "no record fits, so nothing was changed"})
		return nil
	}
	files, changed, err := setAll(j, found, assignments)
	if err != nil {
		return err
	}
	if len(changed) == 0 {
		s.Say(term.Words{Ja: fmt.Sprintf("条件に合う記録%d件は、すでにそのとおりです", len(found)), En: session.Plural(len(found), "record") + " fit and already say so"})
		return nil
	}
	if err := passes(ctx, s, j.Root, files); err != nil {
		return err
	}
	if err := rewriteAll(j.Root, j.Verdict.Register.Tree, files); err != nil {
		return err
	}
	for _, id := range changed {
		fmt.Fprintln(s.Stdout, diagnostic.Plain(id))
	}
	s.Say(term.Words{Ja: fmt.Sprintf("%d件の記録を書き換えました", len(changed)), En: session.Plural(len(changed), "record") + " changed"})
	return nil
}

// setAll gives the files of some records with the same assignments made in each, and the records that changed.
func setAll(j *session.Judged, found []register.Entry, assignments []edit.Assignment) (files map[string][]byte, changed []string, err error) {
	files = map[string][]byte{}
	setting := settingOf(j.Verdict.Register.Tree)
	for _, e := range found {
		own := e.Of().Source
		now := &source.File{Path: own.File.Path, Data: own.File.Data}
		if data, begun := files[own.File.Path]; begun {
			now.Data = data
		}
		data, err := edit.Set(&source.Record{ID: own.ID, Folder: own.Folder, File: now}, setting, slices.Clone(assignments))
		if err != nil {
			if f, ok := errors.AsType[*edit.Fault](err); ok {
				err = &edit.Fault{Message: term.Words{Ja: own.ID + ": " + f.Message.Ja, En: own.ID + ": " + f.Message.En}, Help: f.Help}
			}
			return nil, nil, editFailure(err)
		}
		if string(data) != string(now.Data) {
			files[own.File.Path] = data
			changed = append(changed, own.ID)
		}
	}
	return files, changed, nil
}

// rewriteAll puts new bytes in the place of several files. Where one cannot be written, those written before it get their old bytes back.
func rewriteAll(root string, tree *source.Tree, files map[string][]byte) error {
	names := make([]string, 0, len(files))
	for name := range files {
		names = append(names, name)
	}
	slices.Sort(names)
	for i, name := range names {
		if err := session.Rewrite(root, name, tree.File(name).Data, files[name]); err != nil {
			for _, done := range names[:i] {
				err = errors.Join(err, session.Rewrite(root, done, files[done], tree.File(done).Data))
			}
			return err
		}
	}
	return nil
}
