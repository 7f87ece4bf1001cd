package main

import (
	"fmt"

	"github.com/spf13/cobra"

	"github.com/riskbook/riskbook/internal/session"
	"github.com/riskbook/riskbook/internal/term"
)

var versionCommand = session.Command{
	Use:   "version",
	Short: term.Words{Ja: "版、コミット、日付、Go の版を表示します", En: "print version, commit, date and Go"},
	Long:  term.Words{Ja: "riskbook の版、作られたコミットとその日付、Go の版を表示します。", En: "Prints the version of riskbook, the commit it was built from and its date, and the version of Go."},
	Examples: []session.Example{
		{Line: "riskbook version", Does: term.Words{Ja: "版を表示します", En: "print the version"}},
	},
	Setup: func(s *session.Session, c *cobra.Command) {
		c.Args = session.AtMost(0)
		c.RunE = func(*cobra.Command, []string) error {
			if _, err := fmt.Fprint(s.Stdout, session.VersionText()); err != nil {
				return session.OutputFailed(err)
			}
			return nil
		}
	},
}
