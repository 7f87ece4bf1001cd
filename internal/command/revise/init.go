package revise

import (
	"context"
	"errors"
	"io/fs"
	"regexp"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/riskbook/riskbook"
	"github.com/riskbook/riskbook/internal/annals"
	"github.com/riskbook/riskbook/internal/history"
	"github.com/riskbook/riskbook/internal/register"
	"github.com/riskbook/riskbook/internal/session"
	"github.com/riskbook/riskbook/internal/starter"
	"github.com/riskbook/riskbook/internal/store"
	"github.com/riskbook/riskbook/internal/term"
)

// InitCommand is riskbook init.
var InitCommand = session.Command{
	Use:   "init [DIR]",
	Short: term.Words{Ja: "新しい登録簿を作ります", En: "make a new register"},
	Long: term.Words{
		Ja: "すぐにコミットできる登録簿を作ります。設定、リスク判定基準、置き換えて使う例の記録、GitHub と GitLab のパイプライン（検査、プルリクエストへのコメント、サイトの公開）、\nCODEOWNERS、エディターの設定、チームのための README を含みます。サイトと記録の言語は --lang のもので、--languages ja,en で両方にします。初めは意思決定に直結するステップだけを採用します（--profile full ですべて）。\nDIR（省略時は今のフォルダー）に .git 以外のものがあれば、何も書きません。既存のリポジトリの中では、パイプラインをそのリポジトリの最上位に置きます。\n--update は、今ある登録簿のパイプライン、スキーマ、エディターの設定、CODEOWNERS を新しくし、何が変わるかを示します。\n--sample --with-history は、見本を2年分の履歴（複数の担当者、プルリクエスト、レビュー、判定基準の改定、受容の期限切れと更新、四半期ごとのタグ）のある git リポジトリにします。",
		En: "Makes a register ready to commit: settings, risk criteria, example records to put your own in the place of, pipelines for GitHub and GitLab (check, comment on\npull requests, publish), CODEOWNERS, editor settings, and a README for the team. The language is that of --lang;\n--languages en,ja makes it two. It begins with the steps that lead straight to a decision (--profile full: with all). Where DIR (else the present folder)\nholds anything but .git, nothing is written. In a folder of a repository the pipelines are put at the top of that repository.\n--update brings pipelines, schema, editor settings and CODEOWNERS of the register that is there up to date, and shows what changes.\n--sample --with-history makes the sample a git repository of two years: several authors, pull requests, reviews, changes of the criteria, an acceptance that lapses\nand one that is renewed, and a tag each quarter.",
	},
	Examples: []session.Example{
		{Line: "riskbook init risk-register --lang ja", Does: term.Words{Ja: "日本語の登録簿を risk-register フォルダーに作ります", En: "a register in Japanese, in the folder risk-register"}},
		{Line: "riskbook init register --profile full --languages en,ja --criteria 3x3", Does: term.Words{Ja: "すべてのステップ、二つの言語、3×3 の判定基準で作ります", En: "with every step, in two languages, with criteria of 3 × 3"}},
		{Line: "riskbook init --update --dry-run", Does: term.Words{Ja: "パイプラインなどを新しくすると何が変わるかを示します", En: "what bringing pipelines and the like up to date would change"}},
		{Line: "riskbook init demo --sample", Does: term.Words{Ja: "見本の登録簿（架空の水道事業体）をまるごと作ります", En: "the whole sample register, of a fictional water supplier"}},
		{Line: "riskbook init demo --sample --with-history", Does: term.Words{Ja: "見本を、2年分の履歴のある git リポジトリとして作ります", En: "the sample as a git repository with a history of two years"}},
	},
	Setup: func(s *session.Session, c *cobra.Command) {
		sample := c.Flags().Bool("sample", false, term.Words{Ja: "見本の登録簿を入れます", En: "with the sample register in it"}.In(s.Lang))
		past := c.Flags().Bool("with-history", false, term.Words{Ja: "見本を、2年分の履歴のある git リポジトリにします（--sample とともに）", En: "make the sample a git repository with a history of two years (with --sample)"}.In(s.Lang))
		profile := c.Flags().String("profile", "", term.Words{Ja: "採用するステップ simple|full（省略時は simple、見本は full）", En: "the steps to adopt: simple|full (else simple; the sample full)"}.In(s.Lang))
		criteria := c.Flags().String("criteria", "", term.Words{Ja: "リスク判定基準 " + strings.Join(starter.Presets(), "|") + "、又は criteria.toml の形式のファイル（省略時は 5x5）", En: "the risk criteria: " + strings.Join(starter.Presets(), "|") + ", or a file in the form of criteria.toml (else 5x5)"}.In(s.Lang))
		languages := c.Flags().StringSlice("languages", nil, term.Words{Ja: "サイトの言語 ja,en（省略時は --lang のもの）", En: "languages of the site: en,ja (else that of --lang)"}.In(s.Lang))
		from := c.Flags().String("install-from", "", term.Words{Ja: "パイプラインが riskbook を取得するアドレス又はファイル（linux amd64 のもの）", En: "address or file of the program that pipelines install (for linux on amd64)"}.In(s.Lang))
		update := c.Flags().Bool("update", false, term.Words{Ja: "今ある登録簿のパイプライン、スキーマ、エディターの設定、CODEOWNERS を新しくします", En: "bring pipelines, schema, editor settings and CODEOWNERS of the register that is there up to date"}.In(s.Lang))
		dry := c.Flags().Bool("dry-run", false, term.Words{Ja: "何が変わるかだけを示します（--update とともに）", En: "show what would change, and write nothing (with --update)"}.In(s.Lang))
		c.Args = session.AtMost(1)
		c.RunE = func(c *cobra.Command, args []string) error {
			if *dry && !*update {
				return session.Fail(session.ExitUsage, term.Words{Ja: "--dry-run は --update とともに使います", En: "--dry-run goes with --update"}, term.Words{Ja: "riskbook init --update --dry-run と書いてください。", En: "write riskbook init --update --dry-run"})
			}
			if *update {
				if *sample || *profile != "" || *criteria != "" || len(*languages) > 0 {
					return session.Fail(session.ExitUsage, term.Words{Ja: "--update は、--install-from と --dry-run のほかの選択とは使えません", En: "--update goes with --install-from and --dry-run alone"},
						term.Words{Ja: "プロファイルは riskbook set riskbook process.profile=full のように変えてください。", En: "change the profile like this: riskbook set riskbook process.profile=full"})
				}
				return updateRegister(c.Context(), s, strings.Join(args, ""), *from, *dry)
			}
			if *profile == "" {
				*profile = map[bool]string{true: "full", false: "simple"}[*sample]
			}
			if *past && (!*sample || *profile != "full") {
				return session.Fail(session.ExitUsage, term.Words{Ja: "--with-history は --sample とともに、--profile full で使います", En: "--with-history goes with --sample, and with --profile full"},
					term.Words{Ja: "riskbook init DIR --sample --with-history のように書いてください。", En: "write riskbook init DIR --sample --with-history"})
			}
			if *profile != "full" && *profile != "simple" {
				return session.UnknownWord("--profile", *profile, []string{"full", "simple"})
			}
			choice := starter.Choice{Profile: *profile, Criteria: *criteria, Languages: *languages}
			if *sample {
				choice.Sample = riskbook.Sample
			}
			return start(c.Context(), s, strings.Join(args, ""), choice, *from, *past)
		}
	},
}

func start(ctx context.Context, s *session.Session, dir string, choice starter.Choice, from string, past bool) error {
	if s.Root != "" {
		return session.Fail(session.ExitUsage, term.Words{Ja: "init では --root を使いません", En: "init takes no --root"}, term.Words{Ja: "riskbook init DIR のように書いてください。", En: "write riskbook init DIR"})
	}
	shown := dir
	if shown == "" {
		shown = "."
	}
	dir = s.Absolute(dir)
	if err := emptyFolder(dir, shown); err != nil {
		return err
	}
	day, err := s.AsOfDate(&register.Register{})
	if err != nil {
		return err
	}
	choice.AsOf = day
	if err := choose(s, &choice); err != nil {
		return err
	}
	if choice.Install, err = installable(ctx, s, from); err != nil {
		return err
	}
	top, folder := repositoryAbove(dir)
	choice.Folder = folder
	files, err := starter.Files(choice)
	if err == nil && choice.Own != nil {
		err = soundBeginning(ctx, s, files)
		if _, ours := errors.AsType[*session.Failure](err); ours {
			return err
		}
	}
	var above map[string][]byte
	if folder != "" && !past {
		above = takeTop(files)
	}
	if err == nil && past {
		if err := found(ctx, s, dir, files); err != nil {
			return err
		}
	}
	if err == nil {
		err = store.Fill(dir, files, "content/riskbook.toml") // with which it is a register
	}
	if err != nil {
		return session.Failed(term.Words{Ja: "登録簿を作れません: " + shown, En: "cannot make the register in " + shown}, err)
	}
	if len(above) > 0 {
		if err := placeAbove(s, dir, top, above); err != nil {
			return err
		}
	}
	s.Say(nextSteps(shown, past, folder != ""))
	return nil
}

// sinceADay is where the sample says with which day it is compared: one of this project's own history, which means nothing in that of the sample, where the
// newest review does.
var sinceADay = regexp.MustCompile(`(?m)^(#[^\n]*\n)?\[history\]\nsince = "[^"\n]*"\n\n?`)

// found makes the repository of the sample, with its history, in a folder that may not be there yet. The files are put into the work tree afterwards: where
// the register is there, its history is.
func found(ctx context.Context, s *session.Session, dir string, files map[string][]byte) error {
	script, err := fs.Sub(riskbook.History, "history")
	if err != nil {
		return err
	}
	files["content/riskbook.toml"] = sinceADay.ReplaceAll(files["content/riskbook.toml"], nil)
	commits, err := annals.Tell(script, files, s.Lang)
	if err != nil {
		return err
	}
	zone := time.FixedZone("", 9*60*60) // where the sample lies
	entries := make([]history.Entry, len(commits))
	for i := range commits {
		c := &commits[i]
		person := func(p annals.Person) string { return p.Name + " <" + p.Email + ">" }
		entries[i] = history.Entry{
			Author: person(c.Author), Committer: person(c.Author), Subject: c.Subject, Merge: c.Merge, Files: c.Files, Tag: c.Tag, TagSays: c.TagSays, Request: c.MergedBy != nil,
			At: time.Date(int(c.On.Year), time.Month(c.On.Month), int(c.On.Day), 10+i%6, 7*i%60, 0, 0, zone),
		}
		if c.MergedBy != nil {
			entries[i].Committer = person(*c.MergedBy)
		}
	}
	if err := store.MakeFolders(dir, 0o777); err != nil {
		return session.Failed(term.Words{Ja: "フォルダーを作れません: " + dir, En: "cannot make the folder " + dir}, err)
	}
	err = history.Found(ctx, dir, entries)
	if e, ok := errors.AsType[*history.Error](err); ok {
		return session.HistoryFailure(e)
	}
	return err
}

func nextSteps(shown string, past, nested bool) term.Words {
	ja, en := "", ""
	if shown != "." {
		ja, en = "  cd "+shown+"\n", "  cd "+shown+"\n"
	}
	if past {
		return term.Words{
			Ja: "見本の登録簿を、履歴のあるリポジトリとして作りました: " + shown + "\n\n次にすること:\n" + ja + "  riskbook serve --open               手元でサイトを見る（推移、変更の履歴、各記録の履歴）\n  riskbook explain R-001 --at 2025-12-31   その日に何が分かっていたかを見る\n  git log --oneline                   誰が何を変えたかを見る",
			En: "The sample was made in " + shown + ", as a repository with its history\n\nNext:\n" + en + "  riskbook serve --open               see the site: the trend, the changes, the history of each record\n  riskbook explain R-001 --at 2025-12-31   see what was known on a day\n  git log --oneline                   see who changed what",
		}
	}
	begin := "git init -b main && git add . && git"
	if nested {
		begin = "git add . && git"
	}
	return term.Words{
		Ja: "登録簿を作りました: " + shown + "\n\n次にすること:\n" + ja + "  " + begin + " commit -m 'リスク登録簿を始める'\n  riskbook serve --open     手元でサイトを見る\n  riskbook check            検査する\n\n最初に直すところは README.md にあります。",
		En: "A register was made in " + shown + "\n\nNext:\n" + en + "  " + begin + " commit -m 'Begin the risk register'\n  riskbook serve --open     see the site\n  riskbook check            check it\n\nREADME.md says what to change first.",
	}
}

// emptyFolder makes sure that a register can be made in a folder: it is not there yet, or holds nothing but a repository and what a killed init left.
func emptyFolder(dir, shown string) error {
	names, err := store.Empty(dir)
	if err != nil {
		return session.Failed(term.Words{Ja: "フォルダーを開けません: " + shown, En: "cannot open the folder " + shown}, err)
	}
	if len(names) == 0 {
		return nil
	}
	const most = 5
	more := term.Words{}
	if len(names) > most {
		names, more = names[:most], term.Words{Ja: "など", En: " and more"}
	}
	return session.Fail(session.ExitUsage,
		term.Words{Ja: "フォルダーが空ではありません: " + shown + "（" + strings.Join(names, "、") + more.Ja + "）", En: "the folder is not empty: " + shown + " (" + strings.Join(names, ", ") + more.En + ")"},
		term.Words{Ja: "空のフォルダーか、新しいフォルダーの名前を指定してください。", En: "name an empty folder, or one that is not there yet"})
}
