package ask

import (
	"bytes"
	"io"
	"maps"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/riskbook/riskbook/internal/audience"
	"github.com/riskbook/riskbook/internal/changes"
	"github.com/riskbook/riskbook/internal/compare"
	"github.com/riskbook/riskbook/internal/compile"
	"github.com/riskbook/riskbook/internal/session"
	"github.com/riskbook/riskbook/internal/term"
)

// DiffCommand is riskbook diff.
var DiffCommand = session.Command{
	Use:   "diff [BASE [HEAD]]",
	Short: term.Words{Ja: "何が変わったかをリスクの観点で示します", En: "say what changed, in risk terms"},
	Long: term.Words{
		Ja: "二つのコミット、又はコミットと作業ツリーを比べ、統制に関わる変更を初めに、続けてレベル、評価結果、順位、受容、計画、判定基準、規則の指摘の違いと、編集された内容を示します。\n" +
			"BASE を省くと main から分かれた点（なければ origin/main、master、origin/master、origin/HEAD）、HEAD を省くと作業ツリーです。\n" +
			"記録の違いだけが現れるよう、どちらも同じ基準日（--as-of、SOURCE_DATE_EPOCH、今日の順）で評価します。\n" +
			"--criteria を与えると、同じ記録を FILE の判定基準で評価した場合との違いを示します。分析の値は換算も切り詰めもせず、段階の意味が変わるものは分析のやり直しが必要と示します。\n" +
			"保存版（snapshot の zip ファイル、又は展開したフォルダー）も比べられます。基準日は、省略すると新しい方の保存版のものです。\n" +
			"比べられないときは、その理由を同じ形式で示し、終了コード 1 になります。",
		En: "Compares two commits, or a commit and the working tree: first what guards the register, then levels, outcomes, ranks, acceptances, plans, criteria, what the rules say, and each edited fact.\n" +
			"Without BASE it is where the work left main (else origin/main, master, origin/master, origin/HEAD); without HEAD it is the working tree.\n" +
			"Both sides are judged as of the same date (--as-of, else SOURCE_DATE_EPOCH, else today), so that only what the records say shows.\n" +
			"With --criteria the same records are judged under the criteria of FILE too. No rating is rescaled or clamped; one whose step means something else is to be made again.\n" +
			"Archives (zip files of snapshot, or folders into which they were unpacked) can be compared too, as of the newer one's date where none is given.\n" +
			"Where nothing can be compared, the reason comes in the same form, and the exit code is 1.",
	},
	Examples: []session.Example{
		{Line: "riskbook diff", Does: term.Words{Ja: "main から分かれた後の変更を示します", En: "what changed since the work left main"}},
		{Line: "riskbook diff HEAD~1 HEAD", Does: term.Words{Ja: "二つの版を比べます", En: "compare two releases"}},
		{Line: "riskbook diff main --format markdown --lang ja", Does: term.Words{Ja: "プルリクエストのコメントにする Markdown を出力します", En: "Markdown for the comment of a pull request, in Japanese"}},
		{Line: "riskbook diff HEAD~1 --format html > diff.html", Does: term.Words{Ja: "二つのマトリクスを並べたページを作ります", En: "a page with the two matrices side by side"}},
		{Line: "riskbook diff audit-2025.zip audit-2026.zip", Does: term.Words{Ja: "前回と今回の監査で受け取った保存版を比べます", En: "compare the archives of the last audit and of this one"}},
		{Line: "riskbook diff --criteria proposed.toml", Does: term.Words{Ja: "判定基準の改定案による違いを示します", En: "what a proposal for the criteria would change"}},
		{Line: "riskbook diff --exit-code --quiet", Does: term.Words{Ja: "リスクの観点での変更があれば、何も表示せず終了コード 1 になります", En: "say nothing, and exit 1 if anything changed in risk terms"}},
	},
	Setup: func(s *session.Session, c *cobra.Command) {
		criteria, format, exitCode := "", "", false
		preview := c.Flags().String("site", "", term.Words{Ja: "記録の ID からのリンク先にする、変更後のサイトの URL（省略時は base_url、なければリポジトリ）", En: "URL of a site with the changes, to which ids lead (else base_url, else the repository)"}.In(s.Lang))
		c.Args = session.AtMost(2)
		c.Flags().StringVar(&criteria, "criteria", "", term.Words{Ja: "比べる判定基準のファイル（criteria.toml の形式）", En: "file with the criteria to compare with, in the form of criteria.toml"}.In(s.Lang))
		c.Flags().StringVar(&format, "format", "text", strings.Join(diffFormats, "|"))
		c.Flags().BoolVar(&exitCode, "exit-code", false, term.Words{Ja: "リスクの観点での変更があれば終了コードを 1 にします", En: "exit 1 where anything changed in risk terms"}.In(s.Lang))
		s.To.Flags(s, c)
		c.RunE = func(c *cobra.Command, args []string) error {
			if err := s.To.Check(); err != nil {
				return err
			}
			if !slices.Contains(diffFormats, format) {
				return session.UnknownWord("--format", format, diffFormats)
			}
			if *preview != "" && !strings.HasPrefix(*preview, "https://") && !strings.HasPrefix(*preview, "http://") {
				return session.Fail(session.ExitUsage, term.Words{Ja: "--site は http か https の URL ではありません: " + *preview, En: "--site is no URL of http or https: " + *preview},
					term.Words{Ja: "「--site https://example.org/preview/」のように書いてください。", En: "write it like --site https://example.org/preview/"})
			}
			sides, err := sides(c.Context(), s, args, criteria)
			if ended := c.Context().Err(); ended != nil {
				return ended
			} else if err != nil {
				return cannotCompare(s, err, format)
			}
			proof, err := reduce(s, &sides)
			if err != nil {
				return err
			}
			if proof != nil {
				return diffProven(s, sides, *preview, format, exitCode, proof)
			}
			return diff(s, sides, *preview, format, exitCode)
		}
	},
}

// diffFormats are the forms in which a comparison is shown.
var diffFormats = []string{"text", "markdown", "json", "html"}

// diff compares two sides and shows what differs, with links to a site that shows the changes where there is one.
func diff(s *session.Session, sides [2]side, preview, format string, exitCode bool) error {
	state := func(x side) compare.State {
		return compare.State{Assessment: x.judged.Verdict.Assessment, Diagnostics: x.judged.Verdict.Checked.Diagnostics, Bodies: x.judged.Verdict.Bodies.List, Files: x.surroundings}
	}
	c := compare.Compare(state(sides[0]), state(sides[1]))
	if before, after := sides[0].judged.Verdict.Whole(), sides[1].judged.Verdict.Whole(); before != nil && after != nil {
		whole := compare.Compare(compare.State{Assessment: before}, compare.State{Assessment: after})
		c.Owe(&whole)
	}
	if !s.Quiet || !exitCode {
		report := &changes.Report{Comparison: &c, Old: sides[0].called, New: sides[1].called, Language: s.Lang, Link: linked(sides, s.Lang, preview)}
		if err := writeReport(s.Stdout, report, sides[1], format); err != nil {
			return session.Failed(term.Words{Ja: "出力できません", En: "cannot write the output"}, err)
		}
	}
	if exitCode && c.Changed() {
		return session.NotPassed
	}
	return nil
}

func writeReport(w io.Writer, r *changes.Report, after side, format string) error {
	switch format {
	case "html":
		return writePage(w, r, after)
	case "json":
		return r.WriteJSON(w)
	case "markdown":
		return r.WriteMarkdown(w)
	}
	return r.WriteText(w)
}

// writePage writes the page by itself, in the theme of the register as it is after the changes.
func writePage(w io.Writer, r *changes.Report, after side) error {
	theme, err := after.judged.Verdict.Theme()
	if err != nil {
		return err
	}
	var page bytes.Buffer
	if err := theme.Alone(&page, changes.Page, r.View()); err != nil {
		return err
	}
	_, err = page.WriteTo(w)
	return err
}

// reduce makes of both sides what an audience of the newer one may see, and returns what searches the comparison.
func reduce(s *session.Session, sides *[2]side) (*compile.Proof, error) {
	x, err := s.To.Find(sides[1].judged.Verdict.Register)
	if err != nil || x == nil {
		return nil, err
	}
	x = x.Also(withheldEver(x, sides))
	gone := map[string]bool{}
	for i := range sides {
		maps.Copy(gone, x.Reduce(sides[i].judged.Verdict.Assessment).Gone)
	}
	x = x.Unnamed(gone)
	for i := range sides {
		part := *sides[i].judged
		part.Verdict = part.Verdict.For(x)
		sides[i].judged = &part
		if sides[i].surroundings != nil {
			sides[i].surroundings = part.Verdict.Surroundings()
		}
	}
	return s.Prove(sides[1].judged, nil)
}

// withheldEver gives the ids of what is withheld now, and those that it went by before: it is told of no former state.
func withheldEver(x *audience.Reader, sides *[2]side) map[string]bool {
	now := sides[1].judged.Verdict.Register
	ids := x.WithheldIn(now)
	for old, id := range compare.Between(sides[0].judged.Verdict.Register, now, nil).NewID {
		if ids[id] {
			ids[old] = true
		}
	}
	return ids
}

// diffProven is diff, whose output is given out only once nothing withheld was found in it.
func diffProven(s *session.Session, sides [2]side, preview, format string, exitCode bool, proof *compile.Proof) error {
	out, said := s.Stdout, bytes.Buffer{}
	s.Stdout = &said
	ended := diff(s, sides, preview, format, exitCode)
	s.Stdout = out
	proof.Search("diff."+format, said.Bytes())
	if err := s.Leaked(proof); err != nil {
		return err
	}
	if _, err := out.Write(said.Bytes()); err != nil {
		return session.OutputFailed(err)
	}
	return ended
}
