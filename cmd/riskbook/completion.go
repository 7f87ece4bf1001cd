package main

import (
	"github.com/spf13/cobra"

	"github.com/riskbook/riskbook/internal/term"
)

var completionCommand = command{
	use:   "completion bash|zsh|fish",
	short: term.Words{Ja: "シェルの補完スクリプトを出力します", En: "print a completion script for a shell"},
	long: term.Words{
		Ja: "シェルの補完スクリプトを標準出力に書きます。コマンド、フラグのほか、記録の識別子と規則の名前も補完します。",
		En: "Prints a completion script to standard output. It completes commands, flags, ids of records and names of rules.",
	},
	examples: []example{
		{"source <(riskbook completion bash)", term.Words{Ja: "このシェルで補完を使います", En: "complete in this shell"}},
		{"riskbook completion fish > ~/.config/fish/completions/riskbook.fish", term.Words{Ja: "fish に常設します", En: "install for fish"}},
	},
	setup: func(s *session, c *cobra.Command) {
		c.Args = exactly("bash|zsh|fish")
		c.ValidArgs = []string{"bash", "fish", "zsh"}
		c.RunE = func(c *cobra.Command, args []string) error {
			switch args[0] {
			case "bash":
				return c.Root().GenBashCompletionV2(s.stdout, true)
			case "zsh":
				return c.Root().GenZshCompletion(s.stdout)
			case "fish":
				return c.Root().GenFishCompletion(s.stdout, true)
			}
			return unknownWord("completion", args[0], []string{"bash", "fish", "zsh"})
		}
	},
}
