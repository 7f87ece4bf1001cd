package main

import (
	"github.com/spf13/cobra"

	"github.com/riskbook/riskbook/internal/session"
	"github.com/riskbook/riskbook/internal/term"
)

var completionCommand = session.Command{
	Use:   "completion bash|zsh|fish",
	Short: term.Words{Ja: "シェルの補完スクリプトを出力します", En: "print a completion script for a shell"},
	Long: term.Words{
		Ja: "シェルの補完スクリプトを標準出力に書きます。コマンド、フラグのほか、記録の識別子と規則の名前も補完します。",
		En: "Prints a completion script to standard output. It completes commands, flags, ids of records and names of rules.",
	},
	Examples: []session.Example{
		{Line: "source <(riskbook completion bash)", Does: term.Words{Ja: "このシェルで補完を使います", En: "complete in this shell"}},
		{Line: "riskbook completion fish > ~/.config/fish/completions/riskbook.fish", Does: term.Words{Ja: "fish に常設します", En: "install for fish"}},
	},
	Setup: func(s *session.Session, c *cobra.Command) {
		c.Args = session.Exactly("bash|zsh|fish")
		c.ValidArgs = []string{"bash", "fish", "zsh"}
		c.RunE = func(c *cobra.Command, args []string) error {
			switch args[0] {
			case "bash":
				return c.Root().GenBashCompletionV2(s.Stdout, true)
			case "zsh":
				return c.Root().GenZshCompletion(s.Stdout)
			case "fish":
				return c.Root().GenFishCompletion(s.Stdout, true)
			}
			return session.UnknownWord("completion", args[0], []string{"bash", "fish", "zsh"})
		}
	},
}
