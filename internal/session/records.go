package session

import (
	"context"
	"errors"
	"strings"

	"github.com/spf13/cobra"

	"github.com/riskbook/riskbook/internal/check"
	"github.com/riskbook/riskbook/internal/diagnostic"
	"github.com/riskbook/riskbook/internal/edit"
	"github.com/riskbook/riskbook/internal/history"
	"github.com/riskbook/riskbook/internal/query"
	"github.com/riskbook/riskbook/internal/register"
	"github.com/riskbook/riskbook/internal/rule"
	"github.com/riskbook/riskbook/internal/source"
	"github.com/riskbook/riskbook/internal/term"
)

// RecordIDs lists the ids of the register, for the shell.
func RecordIDs(s *Session) []string {
	root, err := s.FindRoot()
	if err != nil {
		return nil
	}
	tree, err := ReadTree(root)
	if err != nil {
		return nil
	}
	var ids []string
	for _, r := range tree.Records {
		ids = append(ids, r.ID)
	}
	return ids
}

// FindRecord finds the record of an id in what was read; the error says which id is near.
func FindRecord(tree *source.Tree, id string) (*source.Record, error) {
	var ids []string
	var found, other *source.Record // other: but for the case of its letters
	for _, r := range tree.Records {
		ids = append(ids, r.ID)
		switch {
		case r.ID != id && source.FoldID(r.ID) == source.FoldID(id) && found == nil:
			other = r
		case r.ID != id:
		case found != nil:
			return nil, Fail(ExitNotPassed,
				term.Words{Ja: id + " は2か所にあります: " + found.File.Path + "、" + r.File.Path, En: id + " is there twice: in " + found.File.Path + " and in " + r.File.Path},
				term.Words{Ja: "「riskbook rename --renumber " + id + "」で後のものを次の空き番号にしてください。", En: "riskbook rename --renumber " + id + " gives the later one the next free id"})
		default:
			found = r
		}
	}
	if found != nil {
		return found, nil
	}
	if other != nil {
		return other, nil
	}
	hint := term.Words{Ja: "「riskbook list all」は記録の識別子を示します。新しい記録は「riskbook new」で作ります。", En: "riskbook list all shows the ids of records; riskbook new makes a new one"}
	if near := diagnostic.NearestID(id, ids); near != "" {
		hint = term.Words{Ja: "「" + near + "」ではありませんか。", En: "did you mean " + near + "?"}
	}
	return nil, Fail(ExitUsage, term.Words{Ja: "そのような記録はありません: " + id, En: "no such record: " + id}, hint)
}

// Unreadable says why a record's file cannot be changed.
func Unreadable(s *Session, tree *source.Tree, record *source.Record) error {
	faults := UnreadFaults(tree, func(name string) bool { return name == record.File.Path })
	if err := diagnostic.WriteText(s.Stderr, faults, s.Lang, LineOf(tree), s.Color(s.Stderr)); err != nil {
		return Failed(term.Words{Ja: "出力できません", En: "cannot write the output"}, err)
	}
	return Fail(ExitNotPassed, term.Words{Ja: record.File.Path + " は読み込めないため、書き換えませんでした", En: record.File.Path + " cannot be read, so it was not changed"}, term.Words{})
}

// ReadFailure says that the register cannot be read.
func ReadFailure(err error) error {
	if _, ours := errors.AsType[*Failure](err); ours {
		return err
	}
	return Failed(term.Words{Ja: "登録簿を読み込めません", En: "cannot read the register"}, err)
}

// CompleteKind completes the name of a kind on a command line.
func CompleteKind(_ *cobra.Command, args []string, _ string) ([]string, cobra.ShellCompDirective) {
	if len(args) > 0 {
		return nil, cobra.ShellCompDirectiveNoSpace
	}
	return KindNames(), cobra.ShellCompDirectiveNoFileComp
}

// KindFilter gives the kind that a word means, nil for all, and the filter with what the word says besides: a threat is a source whose kind is threat.
func KindFilter(word string, filter []string) (*register.Kind, []string, error) {
	switch strings.ToLower(word) {
	case "all", "records", "すべて", "全て", "記録":
		return nil, filter, nil
	}
	kind, form := edit.KindNamed(word)
	if kind == nil {
		return nil, nil, UnknownKind(word)
	}
	if form != "" {
		filter = append([]string{"kind=" + form}, filter...)
	}
	return kind, filter, nil
}

// UnknownKind says which kinds there are.
func UnknownKind(word string) error { return UnknownWord("KIND", word, KindNames()) }

// DeskFor is what filters are read and records are looked at with.
func DeskFor(ctx context.Context, s *Session, j *Judged, kind *register.Kind) *query.Desk {
	return &query.Desk{Assessment: j.Verdict.Assessment, Kind: kind, Me: func() (string, error) { return me(ctx, j) }}
}

// me gives the party whose email git knows as that of whoever runs the command.
func me(ctx context.Context, j *Judged) (string, error) {
	email := history.Email(ctx, j.Root)
	if email == "" {
		return "", Fail(ExitUsage, term.Words{Ja: "me が誰か分かりません: git に user.email が設定されていません", En: "nobody knows who me is: git has no user.email"},
			term.Words{Ja: "git config user.email 自分のアドレス を実行するか、関係者のキーを書いてください。", En: "run git config user.email YOUR-ADDRESS, or write the key of the party"})
	}
	for i := range j.Verdict.Register.Parties {
		if strings.EqualFold(j.Verdict.Register.Parties[i].Email, email) {
			return j.Verdict.Register.Parties[i].Key, nil
		}
	}
	return "", Fail(ExitUsage, term.Words{Ja: "me が誰か分かりません: parties.toml に email = \"" + email + "\" の関係者がありません", En: "nobody knows who me is: no party in parties.toml has email = \"" + email + "\""},
		term.Words{Ja: "riskbook set parties キー.email=" + email + " を実行するか、関係者のキーを書いてください。", En: "run riskbook set parties KEY.email=" + email + ", or write the key of the party"})
}

// Chosen gives the records of a kind that fit, ids ascending.
func Chosen(r *register.Register, kind *register.Kind, filter *query.Filter) []register.Entry {
	all := r.All()
	if kind != nil {
		all = r.List(kind)
	}
	var found []register.Entry
	for _, e := range all {
		if filter.Fits(e) {
			found = append(found, e)
		}
	}
	return found
}

// QueryFailure turns an error of package query into one of the command.
func QueryFailure(err error) error {
	if f, ok := errors.AsType[*query.Fault](err); ok {
		return Fail(ExitUsage, f.Message, f.Help)
	}
	return err
}

// KindNames gives the names of all kinds, as commands take them.
func KindNames() []string {
	var names []string
	for i := range register.Kinds {
		names = append(names, strings.ReplaceAll(register.Kinds[i].One.En, " ", "-"))
	}
	return names
}

// UnreadFaults gives the diagnostics of the files that could not be read.
func UnreadFaults(tree *source.Tree, of func(name string) bool) []diagnostic.Diagnostic {
	var list []diagnostic.Finding
	for _, f := range tree.Findings {
		switch f.Rule {
		case rule.Syntax, rule.TooLarge, rule.TooDeep, rule.NotUTF8, rule.NotRegularFile, rule.EscapesRoot, rule.DuplicateID:
			if of(f.Place.File) {
				list = append(list, f)
			}
		}
	}
	return check.Say(list)
}

// Unexplained says that nothing of a name is known, and what is near.
func Unexplained(s *Session, j *Judged, name string) error {
	var known []string
	for _, e := range j.Verdict.Register.All() {
		known = append(known, e.Of().ID)
	}
	for _, r := range check.Rules {
		known = append(known, string(r.Name))
	}
	hint := term.Words{Ja: "「riskbook list all」は記録の識別子を、「riskbook check --summary」は規則の名前を示します。", En: "riskbook list all shows ids of records, riskbook check --summary names of rules"}
	if near := diagnostic.NearestID(name, known); near != "" {
		hint = term.Words{Ja: "「" + near + "」ではありませんか。", En: "did you mean " + near + "?"}
	}
	return Fail(ExitUsage, term.Words{Ja: "そのような規則も記録もありません: " + name, En: "no such rule or record: " + name}, hint)
}
