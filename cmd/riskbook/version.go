package main

import (
	"fmt"
	"runtime"
	"runtime/debug"

	"github.com/spf13/cobra"

	"github.com/riskbook/riskbook/internal/term"
)

// What a release says of itself; empty in any other program, which the Go tool has stamped.
var (
	releaseVersion string
	releaseCommit  string
	releaseDate    string
	pipelineSum    string // SHA-256 of the release's program for linux on amd64, which pipelines install
)

var versionCommand = command{
	use:   "version",
	short: term.Words{Ja: "版、コミット、日付、Go の版を表示します", En: "print version, commit, date and Go"},
	long:  term.Words{Ja: "riskbook の版、作られたコミットとその日付、Go の版を表示します。", En: "Prints the version of riskbook, the commit it was built from and its date, and the version of Go."},
	examples: []example{
		{"riskbook version", term.Words{Ja: "版を表示します", En: "print the version"}},
	},
	setup: func(s *session, c *cobra.Command) {
		c.Args = atMost(0)
		c.RunE = func(*cobra.Command, []string) error {
			if _, err := fmt.Fprint(s.stdout, versionText()); err != nil {
				return outputFailed(err)
			}
			return nil
		}
	},
}

// versionText says which program this is.
func versionText() string {
	version, commit := buildVersion()
	return fmt.Sprintf("riskbook %s\ncommit %s\ndate %s\n%s %s/%s\n", version, commit, buildDate(), runtime.Version(), runtime.GOOS, runtime.GOARCH)
}

// buildVersion gives the version and commit that the release or the Go tool stamped into the program.
func buildVersion() (version, commit string) {
	if releaseVersion != "" {
		return releaseVersion, releaseCommit
	}
	version, commit = "(devel)", "unknown"
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return version, commit
	}
	if info.Main.Version != "" {
		version = info.Main.Version
	}
	if revision := stamped(info, "vcs.revision"); revision != "" {
		commit = revision
	}
	if stamped(info, "vcs.modified") == "true" {
		commit += "+modified"
	}
	return version, commit
}

// buildDate gives the time of the commit that the program was built from.
func buildDate() string {
	if releaseDate != "" {
		return releaseDate
	}
	if info, ok := debug.ReadBuildInfo(); ok {
		if at := stamped(info, "vcs.time"); at != "" {
			return at
		}
	}
	return "unknown"
}

func stamped(info *debug.BuildInfo, key string) string {
	for _, setting := range info.Settings {
		if setting.Key == key {
			return setting.Value
		}
	}
	return ""
}
