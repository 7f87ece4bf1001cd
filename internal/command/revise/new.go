package revise

import (
	"cmp"
	"context"
	"fmt"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/riskbook/riskbook/internal/compile"
	"github.com/riskbook/riskbook/internal/diagnostic"
	"github.com/riskbook/riskbook/internal/edit"
	"github.com/riskbook/riskbook/internal/history"
	"github.com/riskbook/riskbook/internal/register"
	"github.com/riskbook/riskbook/internal/rule"
	"github.com/riskbook/riskbook/internal/session"
	"github.com/riskbook/riskbook/internal/source"
	"github.com/riskbook/riskbook/internal/term"
)

// NewCommand is riskbook new.
var NewCommand = session.Command{
	Writes: true,
	Use:    "new KIND [KEY=VALUE…]",
	Short:  term.Words{Ja: "新しい記録を作ります", En: "begin a new record"},
	Long: term.Words{
		Ja: "新しい記録のファイルを作り、その名前を標準出力に示します。識別子は、登録簿の番号の付け方に従った次の空き番号で、git の履歴で一度でも使われた番号より後です。\n必ず書く項目のうち分かるもの（日付、状態など）と、KEY=VALUE で与えたものだけを書き、残る必須の項目は、書ける値を添えて示します。\n--template を付けると、書くべき項目と書ける項目を、意味と値を添えたコメントで並べます。\nKIND は risk、risks、リスク、計画、脅威 のように書きます。KEY=VALUE の書き方は「riskbook set --help」のとおりです。",
		En: "Makes the file of a new record and prints its name. The id is the next free one, numbered as the register numbers that kind, and above every id that\ngit's history ever had. What is required and can be known (dates, status) is written, and what KEY=VALUE gives; nothing else. What is still to fill is\nsaid, with what may stand there. --template adds, as comments, the fields that are to be filled and those that may be, with what they mean.\nKIND is a word like risk, risks, plan, threat or リスク. KEY=VALUE is written as riskbook set --help tells.",
	},
	Examples: []session.Example{
		{Line: `riskbook new risk --title "送水ポンプの停止" owner=purification`, Does: term.Words{Ja: "リスクの記録を、次の空き番号で作ります", En: "a risk, under the next free id"}},
		{Line: "riskbook new finding channel=audit provider=internal-audit --template", Does: term.Words{Ja: "課題の記録を、書ける項目を示すコメントとともに作ります", En: "a finding, with comments that say what else may be written"}},
		{Line: "riskbook new threat --title 委託先への侵入 --edit", Does: term.Words{Ja: "脅威の記録を作ってエディターで開き、閉じたら検査します", En: "a threat, opened in the editor and checked afterwards"}},
		{Line: "riskbook new decision --id D-2026-07 kind=acceptance risks=R-012", Does: term.Words{Ja: "識別子を決めて意思決定の記録を作ります", En: "a decision, under an id of one's own"}},
	},
	Setup: func(s *session.Session, c *cobra.Command) {
		id := c.Flags().String("id", "", term.Words{Ja: "識別子（省略時は次の空き番号）", En: "the id (else the next free one)"}.In(s.Lang))
		title := c.Flags().String("title", "", term.Words{Ja: "登録簿の言語での題名", En: "the title, in the register's language"}.In(s.Lang))
		template := c.Flags().Bool("template", false, term.Words{Ja: "書くべき項目と書ける項目を、コメントで示します", En: "say in comments what is to be filled and what may be"}.In(s.Lang))
		open := c.Flags().Bool("edit", false, term.Words{Ja: "$VISUAL か $EDITOR で開き、閉じたら検査します", En: "open it in $VISUAL or $EDITOR, and check it afterwards"}.In(s.Lang))
		c.Args = session.AtLeast("KIND", 1)
		c.ValidArgsFunction = session.CompleteKind
		c.RunE = func(c *cobra.Command, args []string) error {
			return begin(c.Context(), s, args[0], edit.Beginning{ID: *id, Title: *title, Template: *template}, *open, args[1:])
		}
	},
}

func begin(ctx context.Context, s *session.Session, kindWord string, b edit.Beginning, open bool, words []string) error {
	kind, form := edit.KindNamed(kindWord)
	if kind == nil {
		return session.UnknownKind(kindWord)
	}
	if form != "" {
		words = append([]string{"kind=" + form}, words...)
	}
	assignments, err := parseAssignments(words)
	if err != nil {
		return err
	}
	editor := editor(s)
	if open && editor == "" {
		return session.Fail(session.ExitEnvironment, term.Words{Ja: "環境変数 VISUAL も EDITOR も設定されていません", En: "neither VISUAL nor EDITOR is set"},
			term.Words{Ja: "エディターのコマンドを EDITOR に設定するか、--edit を付けずに実行してください。", En: "set EDITOR to the command of your editor, or leave out --edit"})
	}
	root, err := s.FindRoot()
	if err != nil {
		return err
	}
	opened, err := s.OpenRoot(root)
	if err != nil {
		return err
	}
	before, err := compile.Read(ctx, opened, s.AsOfDate, compile.ForCheck)
	if err != nil {
		return session.ReadFailure(err)
	}
	b.Kind, b.AsOf, b.Assignments = kind, before.Assessment.AsOf, assignments
	if b.ID, err = newID(ctx, s, root, before.Register, kind, b.ID, b.Title); err != nil {
		return err
	}
	name, data, err := edit.Begin(before.Register, b)
	if err != nil {
		return editFailure(err)
	}
	after, err := compile.Read(ctx, edit.Overlay(opened, map[string][]byte{name: data}), s.AsOfDate, compile.ForCheck)
	if err != nil {
		return session.ReadFailure(err)
	}
	missing, err := begun(s, before, after, kind, b.ID, name)
	if err != nil {
		return err
	}
	if err := session.Create(root, name, data); err != nil {
		return err
	}
	shown, err := filepath.Rel(s.Directory, filepath.Join(root, filepath.FromSlash(name)))
	if err != nil {
		shown = name
	}
	fmt.Fprintln(s.Stdout, diagnostic.Plain(shown))
	if open {
		return openAndCheck(context.WithoutCancel(ctx), s, editor, root, name)
	}
	sayMissing(s, before.Register, kind, b.ID, missing)
	return nil
}

// sayMissing says what is still to be filled in, and how.
func sayMissing(s *session.Session, r *register.Register, kind *register.Kind, id string, missing []string) {
	s.Say(toFill(missing))
	for _, key := range missing {
		if words := edit.Choices(r, kind, key, s.Lang); words != "" {
			s.Say(term.Same("  " + key + ": " + words))
		}
	}
	if len(missing) > 0 {
		s.Say(term.Words{
			Ja: "「riskbook set " + id + " " + missing[0] + "=…」で書き込めます",
			En: "riskbook set " + id + " " + missing[0] + "=… fills it in",
		})
	}
}

func toFill(missing []string) term.Words {
	if len(missing) == 0 {
		return term.Words{Ja: "必ず書く項目はすべて書かれています", En: "every required field is filled in"}
	}
	return term.Words{Ja: "要記入の項目: " + strings.Join(missing, "、"), En: "still to fill: " + strings.Join(missing, ", ")}
}

// newID gives the id of a new record: the one that was asked for, where it is a good one and free, or the next.
func newID(ctx context.Context, s *session.Session, root string, r *register.Register, kind *register.Kind, id, title string) (string, error) {
	if id == "" {
		if id = edit.NextID(r.Tree, kind, idsOnce(ctx, s, root, kind)); id == "" && kind.Folder == "glossary" {
			id = title
		}
	}
	if id == "" {
		return "", session.Fail(session.ExitUsage, term.Words{Ja: "この種別の記録は名前で識別します。識別子を指定してください", En: "records of this kind go by names: give one"},
			term.Words{Ja: "--id 名前 を付けてください。", En: "add --id NAME"})
	}
	if source.IsDevice(id) {
		return "", session.Fail(session.ExitUsage, term.Words{Ja: "識別子に使えません。Windows が装置の名前として使っています: " + id, En: "this cannot be an id, being the name of a device on Windows: " + id},
			term.Words{Ja: id + "-1 のような別の名前を指定してください。", En: "give another, such as " + id + "-1"})
	}
	if !source.GoodID(kind.Folder, id) {
		return "", session.Fail(session.ExitUsage, term.Words{Ja: "識別子に使えません: " + id, En: "this cannot be an id: " + id},
			term.Words{Ja: "英数字、「-」、「_」を使い、英数字で始めてください（用語集の識別子は / と \\ を除く文字が使えます）。", En: `use letters, digits, "-" and "_", starting with a letter or digit (glossary ids: anything but / and \)`})
	}
	for _, record := range r.Tree.Records {
		if source.FoldID(record.ID) == source.FoldID(id) {
			return "", session.Fail(session.ExitUsage, term.Words{Ja: "識別子はすでに使われています: " + record.ID + "（" + record.File.Path + "）", En: "the id is taken: " + record.ID + " (" + record.File.Path + ")"},
				term.Words{Ja: "別の識別子を指定するか、--id を省略してください。", En: "give another id, or leave out --id"})
		}
	}
	return id, nil
}

// idsOnce gives the ids that records of a kind had at any time, where git is at hand.
func idsOnce(ctx context.Context, s *session.Session, root string, kind *register.Kind) []string {
	if s.NoHistory {
		return nil
	}
	return history.IDs(ctx, root, kind.Folder)
}

// begun holds the register with the new record in it against the one without: nothing but what is still to be filled may be wrong. It gives the fields that are.
func begun(s *session.Session, before, after *compile.Judged, kind *register.Kind, id, name string) ([]string, error) {
	var record *source.Record
	for _, r := range after.Register.Tree.Records {
		if r.ID == id && r.File.Path == name && !r.Broken {
			record = r
		}
	}
	if record == nil {
		return nil, session.Fail(session.ExitUsage, term.Words{Ja: "この識別子のファイルは、別の記録の翻訳として読まれます: " + name, En: "a file of this id would be read as the translation of another record: " + name},
			term.Words{Ja: "別の識別子を指定してください。", En: "give another id"})
	}
	wrong, breaches := session.Apart(broughtBy(session.ErrorsOnly(before.Checked.Diagnostics), session.ErrorsOnly(after.Checked.Diagnostics)))
	wrong = slices.DeleteFunc(wrong, func(d diagnostic.Diagnostic) bool { return d.Rule == rule.MissingKey && d.Place.File == name })
	if len(wrong) == 0 {
		return edit.Missing(&after.Register.Config, kind, record.Table), s.ShowBreaches(breaches, session.LineOf(after.Register.Tree))
	}
	if err := diagnostic.WriteText(s.Stderr, wrong, s.Lang, session.LineOf(after.Register.Tree), s.Color(s.Stderr)); err != nil {
		return nil, session.Failed(term.Words{Ja: "出力できません", En: "cannot write the output"}, err)
	}
	return nil, session.Fail(session.ExitNotPassed, term.Words{Ja: "記録にエラーが生じるため、作りませんでした", En: "the record would have errors, so it was not made"},
		term.Words{Ja: "行番号は、作った場合のファイルのものです。", En: "the lines are those of the file as it would be"})
}

// editor gives the command of the editor that the environment asks for, as a shell reads it.
func editor(s *session.Session) string {
	return cmp.Or(strings.TrimSpace(s.Getenv("VISUAL")), strings.TrimSpace(s.Getenv("EDITOR")))
}

// opening gives the command that opens a file in an editor. As git does, it leaves quotation marks, variables and arguments to the shell; where there is
// none, the words go by blanks.
func opening(editor, file string) *exec.Cmd {
	if shell, err := exec.LookPath("sh"); err == nil {
		return exec.Command(shell, "-c", editor+` "$@"`, editor, file)
	}
	words := strings.Fields(editor)
	return exec.Command(words[0], append(words[1:], file)...)
}

// openAndCheck waits for the editor and shows what is wrong with the file afterwards.
func openAndCheck(ctx context.Context, s *session.Session, editor, root, name string) error {
	editing := opening(editor, filepath.Join(root, filepath.FromSlash(name)))
	editing.Stdin, editing.Stdout, editing.Stderr, editing.Dir = os.Stdin, s.Stderr, s.Stderr, root
	err := editing.Start()
	if err == nil {
		// Ctrl-C is for the editor, as long as it runs; it must not find it ignored when it starts.
		signal.Ignore(os.Interrupt)
		err = editing.Wait()
		signal.Reset(os.Interrupt)
	}
	if err != nil {
		return session.Failed(term.Words{Ja: "エディターが失敗しました（記録は作られています）: " + editor, En: "the editor failed (the record was made): " + editor}, err)
	}
	j, err := s.Understand(ctx)
	if err != nil {
		return err
	}
	var own []diagnostic.Diagnostic
	for _, d := range j.Verdict.Checked.Diagnostics {
		if d.Place.File == name {
			own = append(own, d)
		}
	}
	if err := diagnostic.WriteText(s.Stderr, own, s.Lang, j.Line, s.Color(s.Stderr)); err != nil {
		return session.Failed(term.Words{Ja: "出力できません", En: "cannot write the output"}, err)
	}
	if len(session.ErrorsOnly(own)) > 0 {
		return session.NotPassed
	}
	return nil
}
