// Package publish holds the commands that make something of the register for others: build, serve, export, snapshot with verify, and lsp.
//
// In: a session. Out: sites, exports, archives, and answers to browsers and editors. It must never import another room of commands.
package publish

import (
	"context"
	"fmt"
	"net/url"
	"path/filepath"
	"slices"
	"strconv"

	"github.com/spf13/cobra"

	"github.com/riskbook/riskbook/internal/compile"
	"github.com/riskbook/riskbook/internal/diagnostic"
	"github.com/riskbook/riskbook/internal/session"
	"github.com/riskbook/riskbook/internal/site"
	"github.com/riskbook/riskbook/internal/term"
)

// BuildCommand is riskbook build.
var BuildCommand = session.Command{
	Use:   "build",
	Short: term.Words{Ja: "登録簿を検査し、静的なサイトを作ります", En: "check the register and compile it into a static site"},
	Long: term.Words{
		Ja: "content/ の記録を読み、検査し、手法に沿って評価し、静的なサイトを書き出します。\n記録や基準を読めないエラーがあれば何も書かずに終わり、前のサイトはそのまま残ります。\n決定の手続や基準への違反では止まらず、サイトの最初のページの先頭に示します。",
		En: "Reads the records in content/, checks them, decides what the method decides, and writes a static site.\nWhere records or criteria cannot be understood nothing is written, and the site that was there stays.\nA breach of governance does not stop it: it stands at the head of the first page.",
	},
	Examples: []session.Example{
		{Line: "riskbook build", Does: term.Words{Ja: "public/ にサイトを作ります", En: "write the site into public/"}},
		{Line: "riskbook build --out site --as-of 2026-03-31", Does: term.Words{Ja: "年度末の時点のサイトを作ります", En: "the site as of the end of the fiscal year"}},
		{Line: "riskbook build --at HEAD --out old", Does: term.Words{Ja: "タグを付けた時点のサイトを作ります", En: "the site as it was at a tag"}},
		{Line: "riskbook build --audience public --out open", Does: term.Words{Ja: "開示先 public に見せてよい範囲のサイトを作ります", En: "the site that the audience public may see"}},
		{Line: "riskbook build --base-url https://example.org/preview", Does: term.Words{Ja: "置き場所の URL を変えてサイトを作ります", En: "the site for another place than the register's own"}},
		{Line: "riskbook build --strict", Does: term.Words{Ja: "警告や違反があっても作りません", En: "write nothing if there is a warning or a breach either"}},
	},
	Setup: func(s *session.Session, c *cobra.Command) {
		var o building
		c.Args = session.AtMost(0)
		c.Flags().StringVar(&o.out, "out", "public", term.Words{Ja: "サイトを書き出すフォルダー。相対パスは今のフォルダーから数えます（省略時は登録簿のフォルダーの public）", En: "folder to write the site into, relative to the present folder (else public in the register's folder)"}.In(s.Lang))
		c.Flags().Lookup("out").DefValue = "" // the words say it, with the folder that it lies in
		c.Flags().StringVar(&o.at, "at", "", session.AtWords.In(s.Lang))
		c.Flags().BoolVar(&o.strict, "strict", false, term.Words{Ja: "警告や、決定の手続・基準への違反があっても止めます", En: "let warnings and breaches of governance stop the build too"}.In(s.Lang))
		c.Flags().StringVar(&o.baseURL, "base-url", "", term.Words{Ja: "サイトの置き場所の URL。riskbook.toml の base_url の代わりに使います", En: "where the site will lie, instead of base_url in riskbook.toml"}.In(s.Lang))
		c.Flags().BoolVar(&o.pdf, "pdf", false, term.Words{Ja: "report.html を Chromium で印刷し、report.pdf も書き出します", En: "also print report.html into report.pdf, by Chromium"}.In(s.Lang))
		s.To.Flags(s, c)
		c.RunE = func(c *cobra.Command, _ []string) error {
			if o.outGiven = c.Flags().Changed("out"); c.Flags().Changed("base-url") {
				if address, err := url.Parse(o.baseURL); err != nil || address.Scheme != "https" && address.Scheme != "http" || address.Host == "" || address.RawQuery != "" || address.Fragment != "" {
					return session.Fail(session.ExitUsage, term.Words{Ja: "--base-url の値が URL ではありません: " + o.baseURL, En: "--base-url is no address of a site: " + o.baseURL},
						term.Words{Ja: "https://example.org/risks のように指定してください。", En: "write it like https://example.org/risks"})
				}
			}
			return build(c.Context(), s, o)
		}
	},
}

// building is what a command line asks of build.
type building struct {
	out, at     string
	baseURL     string // empty: that of the register
	outGiven    bool
	strict, pdf bool
}

func build(ctx context.Context, s *session.Session, o building) error {
	if err := s.To.Check(); err != nil {
		return err
	}
	root, err := s.FindRoot()
	if err != nil {
		return err
	}
	browser := ""
	if o.pdf {
		if browser, err = findBrowser(); err != nil {
			return err
		}
	}
	out := o.folder(root, s.Directory)
	folder, err := site.OpenFolder(out, site.Guard{Root: root})
	if err != nil {
		return session.SiteFailure(s, err)
	}
	defer folder.Close()
	folder.Cache = s.Cache
	inputs := "" // of a commit nothing is looked up
	if o.at == "" && s.To.Name == "" && !o.pdf {
		if inputs, err = inputsOf(ctx, s, root, strconv.FormatBool(o.strict), o.baseURL); err != nil {
			return err
		}
	}
	if inputs != "" && folder.UpToDate(inputs) {
		s.Say(term.Words{Ja: out + " のサイトは最新です。書き換えるものはありません", En: "the site in " + out + " is up to date; nothing was written"})
		return nil
	}
	j, err := o.judge(ctx, s)
	if err != nil {
		return err
	}
	if err := o.write(ctx, s, j, folder, browser); err != nil {
		return err
	}
	changed, err := folder.Commit(inputs)
	if err != nil {
		return session.SiteFailure(s, err)
	}
	if !changed {
		s.Say(term.Words{Ja: out + " のサイトに変更はありません", En: "nothing in the site in " + out + " has changed"})
		return nil
	}
	s.Say(term.Words{
		Ja: fmt.Sprintf("%s にサイトを作りました（%s 時点）", out, j.Verdict.Assessment.AsOf),
		En: fmt.Sprintf("the site is in %s, as of %s", out, j.Verdict.Assessment.AsOf),
	})
	return nil
}

// judge gives the register as the readers may see it, unless something stops the build.
func (o building) judge(ctx context.Context, s *session.Session) (*session.Judged, error) {
	whole, err := s.Recall(ctx, compile.ForSite, o.at)
	if err != nil {
		return nil, err
	}
	if err := stop(s, whole, o.strict); err != nil {
		return nil, err
	}
	if o.baseURL != "" {
		whole.Verdict.Register.Config.BaseURL = o.baseURL
	}
	return s.To.Of(whole)
}

// folder gives where the site goes: what was named is named from where the command was started, what was not lies in the register.
func (o building) folder(root, directory string) string {
	switch {
	case filepath.IsAbs(o.out):
		return o.out
	case o.outGiven:
		return filepath.Join(directory, o.out)
	}
	return filepath.Join(root, o.out)
}

// write makes the files of the site in a folder, which is not yet the site that readers see.
func (o building) write(ctx context.Context, s *session.Session, j *session.Judged, folder *site.Folder, browser string) error {
	theme, err := j.Verdict.Theme()
	if err != nil {
		session.SiteFailure(s, err)
		return session.NotPassed // the theme is the register's: its configuration names it, its folders hold it
	}
	proof, err := s.Prove(j, theme)
	if err != nil {
		return err
	}
	sink := &printed{to: proof.Through(folder), files: map[string][]byte{}, keeps: o.pdf}
	if err := j.Verdict.Write(ctx, theme, sink); ctx.Err() != nil {
		return ctx.Err()
	} else if err != nil {
		return session.SiteFailure(s, err)
	}
	if o.pdf {
		if err := sink.print(ctx, browser, j.Verdict.Register); err != nil {
			return err
		}
	}
	return s.Leaked(proof)
}

// stop prints what stops a build, where there is anything; otherwise what the site says first.
func stop(s *session.Session, j *session.Judged, strict bool) error {
	list := j.Verdict.Stopping()
	counts := diagnostic.Count(j.Verdict.Checked.Diagnostics)
	if strict && counts.Warning+counts.Error > 0 {
		list = slices.DeleteFunc(slices.Clone(j.Verdict.Checked.Diagnostics), func(d diagnostic.Diagnostic) bool { return d.Severity < diagnostic.Warning })
	}
	if len(list) == 0 {
		if err := s.TellBreaches(j.Verdict.Breaches(), j.Line); err != nil {
			return err
		}
		sayLeft(s, counts, len(j.Verdict.Breaches()))
		return nil
	}
	if err := diagnostic.WriteText(s.Stderr, list, s.Lang, j.Line, s.Color(s.Stderr)); err != nil {
		return session.Failed(term.Words{Ja: "出力できません", En: "cannot write the output"}, err)
	}
	return session.Fail(session.ExitNotPassed, term.Words{
		Ja: fmt.Sprintf("エラー%d件、警告%d件のため、サイトを作りませんでした", counts.Error, counts.Warning),
		En: fmt.Sprintf("no site was written: %s, %s", session.Plural(counts.Error, "error"), session.Plural(counts.Warning, "warning")),
	}, term.Words{})
}

// sayLeft says how many faults a site was built over, beside the breaches.
func sayLeft(s *session.Session, counts diagnostic.Counts, breaches int) {
	if n := counts.Error - breaches; n > 0 {
		s.Say(term.Words{
			Ja: fmt.Sprintf("設定によりエラーとした指摘が%d件、警告が%d件あります。riskbook check で確認できます", n, counts.Warning),
			En: fmt.Sprintf("%s by configuration, %s; riskbook check shows them", session.Plural(n, "error"), session.Plural(counts.Warning, "warning")),
		})
	} else if counts.Warning > 0 {
		s.Say(term.Words{
			Ja: fmt.Sprintf("警告が%d件あります。riskbook check で確認できます", counts.Warning),
			En: fmt.Sprintf("%s; riskbook check shows them", session.Plural(counts.Warning, "warning")),
		})
	}
}
