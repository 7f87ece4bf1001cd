// Package revise holds the commands that write records: init, new, set, fmt, rename, import, sign.
//
// In: a session. Out: files of the register, each written whole or not at all. It must never import another room of commands.
package revise

import (
	"context"
	"errors"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/riskbook/riskbook/internal/compile"
	"github.com/riskbook/riskbook/internal/diagnostic"
	"github.com/riskbook/riskbook/internal/edit"
	"github.com/riskbook/riskbook/internal/register"
	"github.com/riskbook/riskbook/internal/session"
	"github.com/riskbook/riskbook/internal/source"
	"github.com/riskbook/riskbook/internal/term"
)

// SetCommand is riskbook set.
var SetCommand = session.Command{
	Writes: true,
	Use:    "set ID|KIND|SETTINGS KEY=VALUE…",
	Short:  term.Words{Ja: "記録や設定の項目を書き換えます", En: "change fields of records and settings in place"},
	Long: term.Words{
		Ja: `記録の項目を書き換えます。触れる必要のない部分は、コメントも並びも一字も変わりません。すべての項目を書き換えるか、何も書き換えないかのどちらかです。
書く前に登録簿全体を検査し、新しいエラーが生じる変更は、その診断を示して取りやめます（終了コード 1）。
決定の手続や基準への違反が生じる変更は、その診断を示したうえで書きます。

  KEY=VALUE        値を書きます。値がなければ、決まった位置に加えます。
  KEY=             値を取り除きます。
                   尺度の段階、選択肢、関係者は「あり得る」Possible のような言葉でも書けます。
  KEY+=A,B         並びに値を加えます。KEY-=A,B は取り除きます。
  title.en=…       文をその言語で書きます。言語のない title=… は登録簿の言語で書きます。
  current.impact   テーブルの中のキーは点でつなぎます。英数字以外のキーは "…" で囲みます。
  action[2].done   並びの2番目の要素です。action[+] は新しい要素です（シェルで [ ] を避けるには action.2、action.+）。
                   一つのコマンドの中の [+] は同じ要素を指し、同じキーがもう一度現れると次の要素になります。
                   名前のある要素は名前でも指せます: target.R-001.likelihood、level.high.acceptance

KIND（risks、計画 など）に --where '条件' を付けると、条件に合うすべての記録を書き換えます。条件の書き方は「riskbook list --help」のとおりです。
SETTINGS は parties、criteria、riskbook などの設定ファイルです（set parties dev.title=開発部、set riskbook check.fail_on=warning）。

--take-proposed は、確認を待つ分析（[proposed]）を現在の分析とします。[proposed] のキーは [current] に移り（評価の根拠、確かさ、基準の版は、
案にないものを残しません）、reviewed は基準日になり、[proposed] はなくなります。KEY=VALUE を続けると、そのあとに書き換えます。`,
		En: `Changes fields of a record. What it need not touch keeps every byte, comments and order among them. Either all changes are made or none.
The whole register is checked before anything is written: a change that brings a new error is refused with its diagnostics (exit 1).
A breach of governance that it brings is shown, and written: the register records what is so.

  KEY=VALUE        writes a value, and puts it where it belongs where there was none; steps of scales, choices and parties in words too
  KEY=             takes the value away
  KEY+=A,B         adds to a list; KEY-=A,B takes from it
  title.en=…       writes a text in that language; title=… in the register's own
  current.impact   joins keys of tables by dots; a key of other than letters, digits, "-" and "_" stands in double quotes
  action[2].done   is the second element of a list, action[+] a new one (action.2 and action.+ where the shell minds brackets);
                   all [+] of one command are the same element, until a key of it comes a second time; elements with a name
                   go by it too: target.R-001.likelihood, level.high.acceptance

KIND (risks, plan, リスク) with --where 'FILTER' changes every record that fits; riskbook list --help tells how filters are written.
SETTINGS is a settings file: parties, criteria, riskbook and the others (set parties dev.title=Development, set riskbook check.fail_on=warning).

--take-proposed makes an analysis that waits to be confirmed ([proposed]) the present one: its keys replace those of [current] (of rationale,
confidence and criteria only what the proposal says is left), reviewed becomes the as-of date, and [proposed] is gone. KEY=VALUE is written after that.`,
	},
	Examples: []session.Example{
		{Line: "riskbook set R-012 current.likelihood=2 reviewed=2026-11-20", Does: term.Words{Ja: "起こりやすさと分析の日を書き換えます", En: "change the likelihood and the day of the analysis"}},
		{Line: "riskbook set R-012 current.impacts.service=4 'current.rationale=演習の結果による'", Does: term.Words{Ja: "領域ごとの影響と根拠を書きます", En: "write the impact in one area, and on what data"}},
		{Line: "riskbook set R-012 controls+=C-007 controls-=C-014", Does: term.Words{Ja: "管理策を加え、別の管理策を外します", En: "add one control and take another away"}},
		{Line: "riskbook set T-004 'action[1].done=2026-11-20' status=in-progress", Does: term.Words{Ja: "最初の作業を完了とします", En: "the first action is done"}},
		{Line: "riskbook set T-004 'action[+].title=復元試験' 'action[+].due=2027-03-31'", Does: term.Words{Ja: "作業を加えます", En: "add an action"}},
		{Line: "riskbook set R-012 current.likelihood=Possible", Does: term.Words{Ja: "尺度の段階を言葉で書きます（あり得る とも書けます）", En: "a step of the scale in words"}},
		{Line: "riskbook set findings --where 'status=open owner=purification' due=2027-03-31", Does: term.Words{Ja: "条件に合うすべての記録を書き換えます", En: "change every record that fits a filter"}},
		{Line: "riskbook set parties dev.title=開発課 dev.kind=department", Does: term.Words{Ja: "関係者を加えます", En: "add a party"}},
		{Line: "riskbook set criteria viewpoint.operation.weight=4", Does: term.Words{Ja: "評価の観点の重みを変えます", En: "change the weight of a viewpoint"}},
		{Line: "riskbook set riskbook check.fail_on=warning", Does: term.Words{Ja: "警告でも検査を不合格とします", En: "let checks fail on warnings too"}},
	},
	Setup: func(s *session.Session, c *cobra.Command) {
		take := c.Flags().Bool("take-proposed", false, term.Words{Ja: "確認を待つ分析（[proposed]）を現在の分析とします", En: "make the proposed analysis the present one"}.In(s.Lang))
		where := c.Flags().String("where", "", term.Words{Ja: "KIND の記録のうち、この条件に合うものを書き換えます", En: "of KIND, change the records that fit this filter"}.In(s.Lang))
		c.Args = func(c *cobra.Command, args []string) error {
			if *take {
				return session.AtLeast("ID", 1)(c, args)
			}
			return session.AtLeast("ID KEY=VALUE…", 2)(c, args)
		}
		c.ValidArgsFunction = func(_ *cobra.Command, args []string, _ string) ([]string, cobra.ShellCompDirective) {
			if len(args) > 0 {
				return nil, cobra.ShellCompDirectiveNoSpace
			}
			return append(session.RecordIDs(s), "criteria", "parties", "riskbook"), cobra.ShellCompDirectiveNoFileComp
		}
		c.RunE = func(c *cobra.Command, args []string) error {
			if !c.Flags().Changed("where") {
				return set(c.Context(), s, args[0], *take, args[1:])
			}
			if *take {
				return session.Fail(session.ExitUsage, term.Words{Ja: "--take-proposed と --where は同時に使えません", En: "--take-proposed and --where do not go together"},
					term.Words{Ja: "提案を現在の分析とするには、記録を一つずつ指定してください。", En: "take proposed analyses record by record"})
			}
			return setWhere(c.Context(), s, args[0], *where, args[1:])
		}
	},
}

func set(ctx context.Context, s *session.Session, id string, take bool, words []string) error {
	root, err := s.FindRoot()
	if err != nil {
		return err
	}
	tree, err := session.ReadTree(root)
	if err != nil {
		return err
	}
	isID := slices.ContainsFunc(tree.Records, func(r *source.Record) bool { return r.ID == id })
	if name := settingsNamed(id); name != "" && !isID && !take {
		return setDocument(ctx, s, root, tree, name, words)
	}
	if kind, _ := edit.KindNamed(id); kind != nil && !isID {
		return session.Fail(session.ExitUsage, term.Words{Ja: id + " のどの記録を書き換えるかを指定してください", En: "say which " + kind.Many.En + " to change"},
			term.Words{Ja: "riskbook set " + id + " --where '条件' KEY=VALUE のように書いてください。すべてなら --where '' です。", En: "write riskbook set " + id + " --where 'FILTER' KEY=VALUE; --where '' stands for all of them"})
	}
	assignments, err := parseAssignments(words)
	if err != nil {
		return err
	}
	record, err := session.FindRecord(tree, id)
	if err != nil {
		return err
	}
	data, err := changed(s, tree, record, take, assignments)
	if errors.Is(err, edit.ErrUnreadable) {
		return session.Unreadable(s, tree, record)
	} else if err != nil {
		return editFailure(err)
	}
	name := record.File.Path
	if string(data) == string(record.File.Data) {
		s.Say(term.Words{Ja: name + " はすでにそのとおりです", En: name + " already says so"})
		return nil
	}
	if err := passes(ctx, s, root, map[string][]byte{name: data}); err != nil {
		return err
	}
	if err := session.Rewrite(root, name, record.File.Data, data); err != nil {
		return err
	}
	s.Say(term.Words{Ja: name + " を書き換えました", En: name + " changed"})
	return nil
}

// changed gives the bytes of a record's file with the assignments made, after its proposed analysis was taken where that is asked for.
func changed(s *session.Session, tree *source.Tree, record *source.Record, take bool, assignments []edit.Assignment) ([]byte, error) {
	if !take {
		return edit.Set(record, settingOf(tree), assignments)
	}
	on, err := s.AsOfDate(&register.Register{Config: register.Config{TimeZone: zoneOf(tree)}})
	if err != nil {
		return nil, err
	}
	return edit.TakeProposed(record, settingOf(tree), on, assignments)
}

func zoneOf(tree *source.Tree) string {
	if v := session.ConfigOf(tree).At("time_zone"); v != nil {
		return v.Text
	}
	return ""
}

func parseAssignments(words []string) ([]edit.Assignment, error) {
	var list []edit.Assignment
	for _, w := range words {
		a, err := edit.ParseAssignment(w)
		if err != nil {
			return nil, editFailure(err)
		}
		list = append(list, a)
	}
	return list, nil
}

// editFailure turns an error of package edit into one of the command.
func editFailure(err error) error {
	if _, ours := errors.AsType[*session.Failure](err); ours {
		return err
	}
	if f, ok := errors.AsType[*edit.Fault](err); ok {
		return session.Fail(session.ExitUsage, f.Message, f.Help)
	}
	return session.Failed(term.Words{Ja: "書き換えられません", En: "cannot make the change"}, err)
}

// settingOf gives what edit needs to know of the register.
func settingOf(tree *source.Tree) edit.Setting {
	setting := edit.Setting{Language: "ja", Limits: source.LimitsOf(session.ConfigOf(tree)), Register: register.Understand(tree)}
	if v := session.ConfigOf(tree).At("default_language"); v != nil && v.Text != "" {
		setting.Language = v.Text
	} else if v := session.ConfigOf(tree).At("languages", 0); v != nil && v.Text != "" {
		setting.Language = v.Text
	}
	return setting
}

// passes judges the register as it would be with other bytes in some files. It fails, with the diagnostics, where that brings errors that are not there now;
// breaches of governance it shows and lets pass, since what is so must be able to be recorded.
func passes(ctx context.Context, s *session.Session, root string, files map[string][]byte) error {
	return passesAs(ctx, s, root, files, strings.Clone)
}

// passesAs is passes where what is said of the register before and after is compared by other words, as those of a record that has another name by then.
func passesAs(ctx context.Context, s *session.Session, root string, files map[string][]byte, as func(text string) string) error {
	opened, err := s.OpenRoot(root)
	if err != nil {
		return err
	}
	after, err := compile.Read(ctx, edit.Overlay(opened, files), s.AsOfDate, compile.ForCheck)
	if err != nil {
		return session.ReadFailure(err)
	}
	errorsAfter := session.ErrorsOnly(after.Checked.Diagnostics)
	if len(errorsAfter) == 0 {
		return nil
	}
	before, err := compile.Read(ctx, opened, s.AsOfDate, compile.ForCheck)
	if err != nil {
		return session.ReadFailure(err)
	}
	brought, breaches := session.Apart(broughtAs(session.ErrorsOnly(before.Checked.Diagnostics), errorsAfter, as))
	if len(brought) == 0 {
		return s.ShowBreaches(breaches, session.LineOf(after.Register.Tree))
	}
	if err := diagnostic.WriteText(s.Stderr, brought, s.Lang, session.LineOf(after.Register.Tree), s.Color(s.Stderr)); err != nil {
		return session.Failed(term.Words{Ja: "出力できません", En: "cannot write the output"}, err)
	}
	return session.Fail(session.ExitNotPassed,
		term.Words{Ja: "この変更は新しいエラーを生むため、何も書き換えませんでした", En: "the change would bring new errors, so nothing was written"},
		term.Words{Ja: "行番号は、書き換えた場合のファイルのものです。", En: "the lines are those of the file as it would be"})
}

// broughtBy gives the diagnostics of after that before lacks, wherever in their file they stand.
func broughtBy(before, after []diagnostic.Diagnostic) []diagnostic.Diagnostic {
	return broughtAs(before, after, strings.Clone)
}

// broughtAs is broughtBy where files and messages are compared by other words.
func broughtAs(before, after []diagnostic.Diagnostic, as func(text string) string) []diagnostic.Diagnostic {
	type told struct{ rule, file, message string }
	of := func(d diagnostic.Diagnostic) told { return told{string(d.Rule), as(d.Place.File), as(d.Message.En)} }
	known := map[told]int{}
	for _, d := range before {
		known[of(d)]++
	}
	var brought []diagnostic.Diagnostic
	for _, d := range after {
		if known[of(d)]--; known[of(d)] < 0 {
			brought = append(brought, d)
		}
	}
	return brought
}
