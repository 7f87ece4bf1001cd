package main

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"slices"

	"github.com/spf13/cobra"

	"github.com/riskbook/riskbook/internal/compile"
	"github.com/riskbook/riskbook/internal/diagnostic"
	"github.com/riskbook/riskbook/internal/site"
	"github.com/riskbook/riskbook/internal/term"
)

var buildCommand = command{
	use:   "build",
	short: term.Words{Ja: "登録簿を検査し、静的なサイトを作ります", En: "check the register and compile it into a static site"},
	long: term.Words{
		Ja: "content/ の記録を読み、検査し、手法に沿って評価し、静的なサイトを書き出します。\n記録や基準を読めないエラーがあれば何も書かずに終わり、前のサイトはそのまま残ります。\n決定の手続や基準への違反では止まらず、サイトの最初のページの先頭に示します。",
		En: "Reads the records in content/, checks them, decides what the method decides, and writes a static site.\nWhere records or criteria cannot be understood nothing is written, and the site that was there stays.\nA breach of governance does not stop it: it stands at the head of the first page.",
	},
	examples: []example{
		{"riskbook build", term.Words{Ja: "public/ にサイトを作ります", En: "write the site into public/"}},
		{"riskbook build --out site --as-of 2026-03-31", term.Words{Ja: "年度末の時点のサイトを作ります", En: "the site as of the end of the fiscal year"}},
		{"riskbook build --at HEAD --out old", term.Words{Ja: "タグを付けた時点のサイトを作ります", En: "the site as it was at a tag"}},
		{"riskbook build --audience public --out open", term.Words{Ja: "開示先 public に見せてよい範囲のサイトを作ります", En: "the site that the audience public may see"}},
		{"riskbook build --strict", term.Words{Ja: "警告や違反があっても作りません", En: "write nothing if there is a warning or a breach either"}},
	},
	setup: func(s *session, c *cobra.Command) {
		out, at, strict, pdf := "", "", false, false
		c.Args = atMost(0)
		c.Flags().StringVar(&out, "out", "public", term.Words{Ja: "サイトを書き出すフォルダー。相対パスは今のフォルダーから数えます（省略時は登録簿のフォルダーの public）", En: "folder to write the site into, relative to the present folder (else public in the register's folder)"}.In(s.lang))
		c.Flags().Lookup("out").DefValue = "" // the words say it, with the folder that it lies in
		c.Flags().StringVar(&at, "at", "", atWords.In(s.lang))
		c.Flags().BoolVar(&strict, "strict", false, term.Words{Ja: "警告や、決定の手続・基準への違反があっても止めます", En: "let warnings and breaches of governance stop the build too"}.In(s.lang))
		c.Flags().BoolVar(&pdf, "pdf", false, term.Words{Ja: "report.html を Chromium で印刷し、report.pdf も書き出します", En: "also print report.html into report.pdf, by Chromium"}.In(s.lang))
		s.to.flags(s, c)
		c.RunE = func(c *cobra.Command, _ []string) error {
			return s.build(c.Context(), out, at, c.Flags().Changed("out"), strict, pdf)
		}
	},
}

func (s *session) build(ctx context.Context, out, at string, outGiven, strict, pdf bool) error {
	if err := s.to.check(); err != nil {
		return err
	}
	root, err := s.findRoot()
	if err != nil {
		return err
	}
	browser := ""
	if pdf {
		if browser, err = findBrowser(); err != nil {
			return err
		}
	}
	if !filepath.IsAbs(out) {
		from := root
		if outGiven {
			from = s.directory
		}
		out = filepath.Join(from, out)
	}
	folder, err := site.OpenFolder(out, site.Guard{Root: root})
	if err != nil {
		return s.siteFailure(err)
	}
	defer folder.Close()
	folder.Cache = s.cache
	inputs := "" // of a commit nothing is looked up
	if at == "" && s.to.name == "" && !pdf {
		if inputs, err = s.inputs(ctx, root, strict); err != nil {
			return err
		}
	}
	if inputs != "" && folder.UpToDate(inputs) {
		s.say(term.Words{Ja: out + " のサイトは最新です。書き換えるものはありません", En: "the site in " + out + " is up to date; nothing was written"})
		return nil
	}
	whole, err := s.recall(ctx, compile.ForSite, at)
	if err != nil {
		return err
	}
	if err := s.stop(whole, strict); err != nil {
		return err
	}
	j, err := s.to.of(whole)
	if err != nil {
		return err
	}
	theme, err := j.verdict.Theme()
	if err != nil {
		s.siteFailure(err)
		return notPassed // the theme is the register's: its configuration names it, its folders hold it
	}
	proof, err := s.prove(j, theme)
	if err != nil {
		return err
	}
	sink := &printed{to: proof.Through(folder), files: map[string][]byte{}, keeps: pdf}
	if err := j.verdict.Write(ctx, theme, sink); ctx.Err() != nil {
		return ctx.Err()
	} else if err != nil {
		return s.siteFailure(err)
	}
	if pdf {
		if err := sink.print(ctx, browser, j.verdict.Register); err != nil {
			return err
		}
	}
	if err := s.leaked(proof); err != nil {
		return err
	}
	changed, err := folder.Commit(inputs)
	if err != nil {
		return s.siteFailure(err)
	}
	if !changed {
		s.say(term.Words{Ja: out + " のサイトに変更はありません", En: "nothing in the site in " + out + " has changed"})
		return nil
	}
	s.say(term.Words{
		Ja: fmt.Sprintf("%s にサイトを作りました（%s 時点）", out, j.verdict.Assessment.AsOf),
		En: fmt.Sprintf("the site is in %s, as of %s", out, j.verdict.Assessment.AsOf),
	})
	return nil
}

// stop prints what stops a build, where there is anything; otherwise what the site says first.
func (s *session) stop(j *judged, strict bool) error {
	list := j.verdict.Stopping()
	counts := diagnostic.Count(j.verdict.Checked.Diagnostics)
	if strict && counts.Warning+counts.Error > 0 {
		list = slices.DeleteFunc(slices.Clone(j.verdict.Checked.Diagnostics), func(d diagnostic.Diagnostic) bool { return d.Severity < diagnostic.Warning })
	}
	if len(list) == 0 {
		if err := s.tellBreaches(j.verdict.Breaches(), j.line); err != nil {
			return err
		}
		s.sayLeft(counts, len(j.verdict.Breaches()))
		return nil
	}
	if err := diagnostic.WriteText(s.stderr, list, s.lang, j.line, s.color(s.stderr)); err != nil {
		return failed(term.Words{Ja: "出力できません", En: "cannot write the output"}, err)
	}
	return fail(exitNotPassed, term.Words{
		Ja: fmt.Sprintf("エラー%d件、警告%d件のため、サイトを作りませんでした", counts.Error, counts.Warning),
		En: fmt.Sprintf("no site was written: %s, %s", plural(counts.Error, "error"), plural(counts.Warning, "warning")),
	}, term.Words{})
}

// sayLeft says how many faults a site was built over, beside the breaches.
func (s *session) sayLeft(counts diagnostic.Counts, breaches int) {
	if n := counts.Error - breaches; n > 0 {
		s.say(term.Words{
			Ja: fmt.Sprintf("設定によりエラーとした指摘が%d件、警告が%d件あります。riskbook check で確認できます", n, counts.Warning),
			En: fmt.Sprintf("%s by configuration, %s; riskbook check shows them", plural(n, "error"), plural(counts.Warning, "warning")),
		})
	} else if counts.Warning > 0 {
		s.say(term.Words{
			Ja: fmt.Sprintf("警告が%d件あります。riskbook check で確認できます", counts.Warning),
			En: fmt.Sprintf("%s; riskbook check shows them", plural(counts.Warning, "warning")),
		})
	}
}

// siteFailure prints why no site was written, a reason with its mend after the other, and gives the failure to end with: wrong usage where the output
// folder was refused, a register that does not pass where a template of its own is wrong, the environment otherwise.
func (s *session) siteFailure(err error) error {
	list := site.List(err)
	code := exitEnvironment
	if errors.Is(err, site.ErrRefused) {
		code = exitUsage
	}
	help := term.Words{Ja: "対処", En: "help"}.In(s.lang)
	for _, e := range list {
		if e.Place.File != "" {
			code = exitNotPassed
		}
		fmt.Fprintln(s.stderr, diagnostic.Plain(e.In(s.lang)))
		if text := e.Help.In(s.lang); text != "" {
			fmt.Fprintf(s.stderr, "   %s: %s\n", help, diagnostic.Plain(text))
		}
	}
	return fail(code, term.Words{Ja: "サイトを書き出せませんでした", En: "the site was not written"}, term.Words{})
}
