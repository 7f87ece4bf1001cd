package publish

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/riskbook/riskbook/internal/archive"
	"github.com/riskbook/riskbook/internal/compile"
	"github.com/riskbook/riskbook/internal/date"
	"github.com/riskbook/riskbook/internal/diagnostic"
	"github.com/riskbook/riskbook/internal/history"
	"github.com/riskbook/riskbook/internal/register"
	"github.com/riskbook/riskbook/internal/session"
	"github.com/riskbook/riskbook/internal/signature"
	"github.com/riskbook/riskbook/internal/site"
	"github.com/riskbook/riskbook/internal/store"
	"github.com/riskbook/riskbook/internal/term"
)

// SnapshotCommand is riskbook snapshot.
var SnapshotCommand = session.Command{
	Use:   "snapshot [REV]",
	Short: term.Words{Ja: "監査人に渡す保存版を作ります", En: "write the archive for the auditor"},
	Long: term.Words{
		Ja: "コミット（省略時は HEAD）の登録簿から、サイト、記録、評価済みのデータを一つの zip ファイルにまとめます。コミットしていない変更は入りません。\n" +
			"基準日はコミットの日です。--as-of で、それより後の日を指定できます。\n" +
			"同じコミットと同じ版の riskbook からは、どの機械でも同じバイト列ができます。受け取った人は「riskbook verify」で、又は README にあるとおり sha256sum だけで確かめられます。\n" +
			"標準出力に表示するルート（保存版全体を表す SHA-256）を議事録などに控えてください。保存版の中には書かれません。",
		En: "Puts the site, the records and the assessed data of a commit (default HEAD) into one zip file. What is not committed is not in it.\n" +
			"It is judged as of the commit's day, or of a later day given with --as-of.\n" +
			"The same commit and version of riskbook give the same bytes on any machine. Who receives it proves it with \"riskbook verify\", or with sha256sum alone as its README says.\n" +
			"The root, a SHA-256 that stands for the whole archive, is printed on standard output: quote it in the minutes. It stands nowhere in the archive.",
	},
	Examples: []session.Example{
		{Line: "riskbook snapshot", Does: term.Words{Ja: "HEAD の保存版を、今のフォルダーに作ります", En: "an archive of HEAD, in the folder where you are"}},
		{Line: "riskbook snapshot HEAD --out audit.zip", Does: term.Words{Ja: "コミットの保存版を、名前を決めて作ります", En: "the archive of a commit, under a name of its own"}},
		{Line: "riskbook snapshot --sign ~/.ssh/id_ed25519", Does: term.Words{Ja: "SSH の鍵で署名します", En: "sign it with an SSH key"}},
	},
	Setup: func(s *session.Session, c *cobra.Command) {
		var o snapshotOptions
		c.Args = session.AtMost(1)
		c.Flags().StringVar(&o.out, "out", "", term.Words{Ja: "書き出すファイル（省略時は riskbook-基準日-コミット.zip）", En: "file to write (else riskbook-ASOF-COMMIT.zip)"}.In(s.Lang))
		c.Flags().StringVar(&o.key, "sign", "", term.Words{Ja: "署名に使う SSH の鍵のファイル", En: "file of the SSH key to sign with"}.In(s.Lang))
		c.Flags().StringVar(&o.theme, "theme", "", term.Words{Ja: "登録簿の設定と違うテーマ", En: "another theme than the register's own"}.In(s.Lang))
		s.To.Flags(s, c)
		c.RunE = func(c *cobra.Command, args []string) error {
			o.revision = strings.Join(args, "")
			return snapshot(c.Context(), s, o)
		}
	},
}

// snapshotOptions is what a command line asks of snapshot.
type snapshotOptions struct{ revision, out, key, theme string }

func snapshot(ctx context.Context, s *session.Session, o snapshotOptions) error {
	folder, err := s.FindRoot()
	if err != nil {
		return err
	}
	if err := s.To.Check(); err != nil {
		return err
	}
	whole, about, err := ofCommit(ctx, s, folder, o.revision)
	if err != nil {
		return session.HistoryFailure(err)
	}
	if err := stopSnapshot(s, whole); err != nil {
		return err
	}
	j, err := s.To.Of(whole)
	if err != nil {
		return err
	}
	theme, err := themeFor(s, j, o.theme)
	if err != nil {
		return err
	}
	about.Theme = o.theme
	proof, err := s.Prove(j, theme)
	if err != nil {
		return err
	}
	compile.Tell(j.Verdict, about)
	records, err := recordFiles(s, j)
	if err != nil {
		return err
	}
	readme, err := compile.ArchiveReadme(about)
	if err != nil {
		return err
	}
	content := archive.Content{About: *about, Readme: readme, Data: proof.Files(compile.ArchiveData(j.Verdict, theme, about.Commit, records))}
	if o.key != "" {
		content.Sign = session.Signer(ctx, s, o.key, archive.Namespace)
	}
	root, name := "", cmp.Or(o.out, about.Folder()+".zip")
	err = writeStream(s, j.Root, name, func(w io.Writer) (err error) {
		root, err = archive.Write(w, content)
		return err
	})
	if errors.Is(err, compile.ErrLeak) {
		return s.Leaked(proof)
	}
	if err != nil {
		return snapshotFailure(s, err)
	}
	s.Say(term.Words{Ja: fmt.Sprintf("%s に保存版を作りました（%s 時点、コミット %s）。ルートは次のとおりです", name, about.AsOf, about.Commit[:10]), En: fmt.Sprintf("the archive is in %s, as of %s, of the commit %s; its root is", name, about.AsOf, about.Commit[:10])})
	if _, err := fmt.Fprintln(s.Stdout, root); err != nil {
		return session.OutputFailed(err)
	}
	return nil
}

// recordFiles gives the files of the records, whose names an archive must be able to carry.
func recordFiles(s *session.Session, j *session.Judged) ([]string, error) {
	records, err := j.Verdict.RecordFiles()
	if e, ok := errors.AsType[*archive.NamesError](err); ok {
		return nil, refuseNames(s, e)
	} else if err != nil {
		return nil, session.HistoryFailure(err)
	}
	return records, nil
}

// themeFor gives the theme of that name, or that of the register where none is named.
func themeFor(s *session.Session, j *session.Judged, name string) (*site.Theme, error) {
	theme, err := j.Verdict.ThemeNamed(cmp.Or(name, j.Verdict.Register.Config.Theme))
	if err == nil {
		return theme, nil
	}
	session.SiteFailure(s, err)
	if errors.Is(err, site.ErrRefused) && name != "" {
		return nil, session.Fail(session.ExitUsage, term.Words{Ja: "--theme のテーマを使えません", En: "the theme of --theme cannot be used"}, term.Words{})
	}
	return nil, session.NotPassed
}

// ofCommit judges the register as it was in a commit, as of the commit's day or a later one that is asked for, and says what an archive tells of both.
func ofCommit(ctx context.Context, s *session.Session, folder, revision string) (*session.Judged, *archive.About, error) {
	repository, err := history.Open(ctx, folder)
	if err != nil {
		return nil, nil, err
	}
	if repository.Shallow() {
		return nil, nil, session.Fail(session.ExitEnvironment, term.Words{Ja: "このクローンは浅く（shallow）、履歴のすべてを含んでいません", En: "this clone is shallow and does not hold the whole history"},
			term.Words{Ja: "次のコマンドで取得してください: git fetch --unshallow", En: "fetch it with: git fetch --unshallow"})
	}
	commit, err := repository.Resolve(ctx, session.OrHead(revision))
	if err != nil {
		return nil, nil, err
	}
	facts, err := repository.Facts(ctx, commit)
	if err != nil {
		return nil, nil, err
	}
	tree, err := repository.Tree(ctx, commit)
	if err != nil {
		return nil, nil, err
	}
	if tree != nil {
		_, err = fs.Stat(tree, "content/riskbook.toml")
	}
	if tree == nil || err != nil {
		return nil, nil, session.Fail(session.ExitUsage, term.Words{Ja: "コミット " + commit.Name + " には登録簿がありません", En: "there is no register in the commit " + commit.Name},
			term.Words{Ja: "登録簿のあるコミットを指定してください。", En: "name a commit that holds one"})
	}
	asOf := func(r *register.Register) (date.Date, error) { return notBefore(s, r, facts.Committed) }
	j, err := s.RecallIn(ctx, tree, folder, asOf, compile.ForSite, func(j *session.Judged) error {
		return j.Verdict.Remember(ctx, repository, commit, false, session.OpenStore(ctx, repository))
	})
	if err != nil {
		return nil, nil, err
	}
	if j.Forgot != nil {
		return nil, nil, j.Forgot
	}
	if dirty, err := repository.Dirty(ctx); err == nil && dirty {
		s.Say(term.Words{Ja: "コミットしていない変更があります。保存版には入りません", En: "there are changes that are not committed; they are not in the archive"})
	}
	about := j.Verdict.About()
	about.Tool = archive.Tool{Name: "riskbook", Version: session.ExactVersion()}
	about.Commit, about.Tree, about.Date = commit.Hash, facts.Tree, facts.Committed.Format(time.RFC3339)
	about.Author, about.Committer = &facts.Author, &facts.Committer
	signers, _ := fs.ReadFile(tree, "content/allowed_signers")
	about.Signature = string(signature.OfCommit(facts.Object, signers, facts.Committed))
	return j, &about, nil
}

// notBefore gives the day as of which a commit is judged: its own in the register's time zone, or a later one that --as-of asks for.
func notBefore(s *session.Session, r *register.Register, committed time.Time) (date.Date, error) {
	day := date.FromTime(committed.In(session.TimeZoneOf(r)))
	if s.AsOf == "" {
		return day, nil
	}
	asked, err := s.AsOfDate(r)
	if err == nil && asked.Before(day) {
		err = session.Fail(session.ExitUsage, term.Words{Ja: fmt.Sprintf("--as-of %s はコミットの日 %s より前です", asked, day), En: fmt.Sprintf("--as-of %s is before the commit's day, %s", asked, day)},
			term.Words{Ja: "その日に有効だったコミットを指定してください。「git log --until=" + asked.String() + "」で探せます。", En: "name the commit that stood on that day: git log --until=" + asked.String() + " finds it"})
	}
	return asked, err
}

// stopSnapshot stops where the register cannot be understood, and tells of its breaches.
func stopSnapshot(s *session.Session, j *session.Judged) error {
	stopping := j.Verdict.Stopping()
	if len(stopping) == 0 {
		return s.TellBreaches(j.Verdict.Breaches(), j.Line)
	}
	if err := diagnostic.WriteText(s.Stderr, stopping, s.Lang, j.Line, s.Color(s.Stderr)); err != nil {
		return session.Failed(term.Words{Ja: "出力できません", En: "cannot write the output"}, err)
	}
	return session.Fail(session.ExitNotPassed, term.Words{
		Ja: fmt.Sprintf("エラー%d件のため、保存版を作りませんでした", len(stopping)),
		En: fmt.Sprintf("no archive was written: %s", session.Plural(len(stopping), "error")),
	}, term.Words{})
}

// refuseNames says which files an archive cannot carry.
func refuseNames(s *session.Session, e *archive.NamesError) error {
	for _, f := range e.Findings {
		fmt.Fprintf(s.Stderr, "%s: %s [%s]\n", diagnostic.Plain(f.Path), diagnostic.Plain(f.What.In(s.Lang)), f.Code)
	}
	return session.Fail(session.ExitNotPassed, term.Words{Ja: "どこでも展開できる保存版にならないため、作りませんでした", En: "no archive was written, since it could not be unpacked everywhere"},
		term.Words{Ja: "上のファイルの名前を改めてコミットしてください。", En: "give these files other names, and commit"})
}

// snapshotFailure words why no archive was written.
func snapshotFailure(s *session.Session, err error) error {
	if e, ok := errors.AsType[*archive.NamesError](err); ok {
		return refuseNames(s, e)
	}
	if _, ours := errors.AsType[*session.Failure](err); ours {
		return err
	}
	if list := site.List(err); len(list) > 0 && list[0].Err == nil {
		session.SiteFailure(s, err)
		return session.NotPassed
	}
	return session.HistoryFailure(err)
}

// writeStream puts what write writes into a file, whole or not at all.
func writeStream(s *session.Session, root, name string, write func(io.Writer) error) error {
	name = s.Absolute(name)
	if err := session.RefuseTarget(root, name); err != nil {
		return err
	}
	broken := false // what is to be written could not be made, which is not the disk's fault
	err := store.ReplaceWith("", name, store.FileMode, func(w io.Writer) error {
		err := write(w)
		broken = err != nil && !errors.As(err, new(*fs.PathError))
		return err
	})
	if err != nil && !broken {
		return session.Failed(term.Words{Ja: name + " に書き出せません", En: "cannot write " + name}, err)
	}
	return err
}
