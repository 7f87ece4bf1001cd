package publish

import (
	"cmp"
	"context"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"github.com/riskbook/riskbook/internal/archive"
	"github.com/riskbook/riskbook/internal/diagnostic"
	"github.com/riskbook/riskbook/internal/session"
	"github.com/riskbook/riskbook/internal/signature"
	"github.com/riskbook/riskbook/internal/term"
)

// VerifyCommand is riskbook verify.
var VerifyCommand = session.Command{
	Use:   "verify FILE|FOLDER",
	Short: term.Words{Ja: "保存版が完全で、改変されていないことを確かめます", En: "prove that an archive is complete and unaltered"},
	Long: term.Words{
		Ja: "snapshot の作った zip ファイル、又はそれを展開したフォルダーを調べます。何も書きません。\n" +
			"ファイルが一覧のとおりにそろい、中身が変わらず、zip のどの一バイトも変わっていないことを確かめ、見つかった問題をすべて示します。\n" +
			"--rebuild を付けると、中の記録からサイトと評価を作り直し、すべてのバイトを比べます。\n" +
			"終了コードは、確かめられたときが 0、問題があるときが 1、読めないときが 3 です。",
		En: "Looks at a zip file that snapshot wrote, or at a folder into which one was unpacked. Nothing is written.\n" +
			"It proves that every file is there as listed and unchanged, and that no byte of the zip was changed, and names all that is wrong.\n" +
			"With --rebuild the site and the verdicts are compiled anew from the records inside, and every byte is compared.\n" +
			"The exit code is 0 where it is proven, 1 where something is wrong, 3 where it cannot be read.",
	},
	Examples: []session.Example{
		{Line: "riskbook verify riskbook-2026-03-31-0a1b2c3.zip", Does: term.Words{Ja: "zip ファイルを確かめます", En: "prove a zip file"}},
		{Line: "riskbook verify audit.zip --expect-root HASH", Does: term.Words{Ja: "議事録に控えたルートと一致することも確かめます", En: "and that its root is the one quoted in the minutes"}},
		{Line: "riskbook verify audit.zip --signers allowed_signers --rebuild", Does: term.Words{Ja: "署名者を確かめ、記録から作り直して比べます", En: "and who signed it, and compile it anew to compare"}},
	},
	Setup: func(s *session.Session, c *cobra.Command) {
		var o verifyOptions
		c.Args = session.Exactly("FILE|FOLDER")
		c.Flags().StringVar(&o.signers, "signers", "", term.Words{Ja: "署名者の一覧（OpenSSH の allowed_signers）", En: "list of allowed signers, in OpenSSH's form"}.In(s.Lang))
		c.Flags().StringVar(&o.root, "expect-root", "", term.Words{Ja: "別の経路で受け取ったルート（SHA-256）", En: "the root that reached you by another way (SHA-256)"}.In(s.Lang))
		c.Flags().BoolVar(&o.rebuild, "rebuild", false, term.Words{Ja: "記録から作り直して比べます", En: "compile the records anew and compare"}.In(s.Lang))
		c.Flags().StringVar(&o.format, "format", "text", strings.Join(verifyFormats, "|"))
		c.RunE = func(c *cobra.Command, args []string) error { return verify(c.Context(), s, args[0], o) }
	},
}

// verifyOptions is what a command line asks of verify.
type verifyOptions struct {
	signers, root, format string
	rebuild               bool
}

// verifyFormats are the forms in which verify reports.
var verifyFormats = []string{"text", "json"}

func verify(ctx context.Context, s *session.Session, name string, o verifyOptions) error {
	if o.format != "text" && o.format != "json" {
		return session.UnknownWord("--format", o.format, verifyFormats)
	}
	options, err := optionsOf(s, o)
	if err != nil {
		return err
	}
	r, err := session.ReadArchive(s, name, options, func(r *archive.Report) error {
		if !o.rebuild || r.About == nil || !r.OK() {
			return nil // nothing that is not proven is compiled
		}
		return rebuild(ctx, s, r)
	})
	if err != nil {
		return err
	}
	if o.format == "json" {
		err = r.WriteJSON(s.Stdout, s.Lang)
	} else {
		err = tellReport(s, r, o)
	}
	if err != nil {
		return session.OutputFailed(err)
	}
	if !r.OK() {
		return session.NotPassed
	}
	return nil
}

// optionsOf reads what the command line names.
func optionsOf(s *session.Session, o verifyOptions) (archive.Options, error) {
	options := archive.Options{Now: s.Now()}
	if o.root != "" {
		options.Root = strings.ToLower(strings.TrimSpace(o.root))
		if len(options.Root) != 64 || strings.Trim(options.Root, "0123456789abcdef") != "" {
			return options, session.Fail(session.ExitUsage, term.Words{Ja: "--expect-root の値が SHA-256（16進数64桁）ではありません: " + o.root, En: "--expect-root takes a SHA-256, 64 hexadecimal digits, not " + o.root}, term.Words{})
		}
	}
	if o.signers == "" {
		return options, nil
	}
	data, err := session.ReadBounded(s.Absolute(o.signers))
	if err != nil {
		return options, session.Failed(term.Words{Ja: "署名者の一覧を読み込めません", En: "cannot read the list of signers"}, err)
	}
	if options.Signers, err = signature.ParseSigners(data); err != nil {
		return options, session.Fail(session.ExitUsage, term.Words{Ja: "署名者の一覧に誤りがあります: " + o.signers, En: "the list of signers has an error: " + o.signers + ": " + err.Error()},
			term.Words{Ja: "OpenSSH の allowed_signers の形式（署名者、鍵の種類、鍵）で書いてください。", En: "write it in the form of OpenSSH's allowed_signers: signer, kind of key, key"})
	}
	return options, nil
}

// tellReport says what was found out in words.
func tellReport(s *session.Session, r *archive.Report, o verifyOptions) error {
	var lines []string
	say := func(w term.Words) { lines = append(lines, w.In(s.Lang)) }
	for _, f := range r.Findings {
		lines = append(lines, fmt.Sprintf("%s: %s [%s]", diagnostic.Plain(cmp.Or(f.Path, ".")), diagnostic.Plain(f.What.In(s.Lang)), f.Code))
	}
	if r.More > 0 {
		say(term.Words{Ja: fmt.Sprintf("ほかに%d件", r.More), En: fmt.Sprintf("and %d more", r.More)})
	}
	if !r.OK() {
		say(term.Words{Ja: fmt.Sprintf("確かめられません：問題が%d件あります", len(r.Findings)+r.More), En: "not proven: " + session.Plural(len(r.Findings)+r.More, "finding")})
	} else if !s.Quiet {
		say(term.Words{Ja: "確かめました：ファイルはすべてそろい、変わっていません", En: "proven: every file is there and unchanged"})
	}
	if r.Root != "" && !s.Quiet {
		say(term.Words{Ja: "ルート: " + r.Root, En: "root: " + r.Root})
		if r.About != nil {
			say(term.Words{Ja: "基準日: " + r.About.AsOf + "、コミット: " + r.About.Commit, En: "as of " + r.About.AsOf + ", commit " + r.About.Commit})
		}
		switch {
		case r.Signer != "":
			say(term.Words{Ja: "署名者: " + diagnostic.Plain(r.Signer) + "（" + r.Key + "）", En: "signed by " + diagnostic.Plain(r.Signer) + " (" + r.Key + ")"})
		case r.Key != "":
			say(term.Words{Ja: "署名した鍵: " + r.Key + "（誰のものかは --signers で確かめてください）", En: "signed with the key " + r.Key + " (whose it is, --signers tells)"})
		case !r.Signed:
			say(term.Words{Ja: "署名はありません", En: "not signed"})
		}
		if r.OK() && o.root == "" && r.Signer == "" {
			say(term.Words{Ja: "ルートを別の経路で受け取った値と比べるか、--signers で署名者を確かめるまでは、全体が差し替えられていないことは分かりません", En: "until the root is compared with one that reached you by another way, or the signer is known by --signers, nothing says that the whole was not replaced"})
		}
		if r.OK() && r.Rebuilt != nil {
			say(r.Rebuilt.Words())
		}
	}
	if len(lines) == 0 {
		return nil
	}
	_, err := fmt.Fprintln(s.Stdout, strings.Join(lines, "\n"))
	return err
}
