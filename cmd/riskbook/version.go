package main

import (
	"fmt"
	"runtime"
	"runtime/debug"

	"github.com/spf13/cobra"

	"github.com/riskbook/riskbook/internal/term"
)

var versionCommand = command{
	use:   "version",
	short: term.Words{Ja: "版、コミット、Go の版を表示します", En: "print version, commit and Go"},
	long:  term.Words{Ja: "riskbook の版、作られたコミット、Go の版を表示します。", En: "Prints the version of riskbook, the commit it was built from, and the version of Go."},
	examples: []example{
		{"riskbook version", term.Words{Ja: "版を表示します", En: "print the version"}},
	},
	setup: func(s *session, c *cobra.Command) {
		c.Args = atMost(0)
		c.RunE = func(*cobra.Command, []string) error {
			version, commit := buildVersion()
			fmt.Fprintf(s.stdout, "riskbook %s\ncommit %s\n%s %s/%s\n", version, commit, runtime.Version(), runtime.GOOS, runtime.GOARCH)
			return nil
		}
	},
}

// buildVersion gives the version and commit that the Go tool stamped into the program.
func buildVersion() (version, commit string) {
	version, commit = "(devel)", "unknown"
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return version, commit
	}
	if info.Main.Version != "" {
		version = info.Main.Version
	}
	modified := ""
	for _, setting := range info.Settings {
		switch setting.Key {
		case "vcs.revision":
			commit = setting.Value
		case "vcs.modified":
			if setting.Value == "true" {
				modified = "+modified"
			}
		}
	}
	return version, commit + modified
}
