package session

import (
	"errors"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/riskbook/riskbook/internal/diagnostic"
	"github.com/riskbook/riskbook/internal/term"
)

// AtLeast asks for arguments: so many at least, called as the usage line calls them. The message tells the usage, with an example that works.
func AtLeast(names string, least int) cobra.PositionalArgs {
	return func(c *cobra.Command, args []string) error {
		if len(args) >= least {
			return nil
		}
		return wrongArguments(c, term.Words{Ja: names + " を指定してください", En: "say " + names})
	}
}

// Exactly asks for one argument.
func Exactly(name string) cobra.PositionalArgs {
	return func(c *cobra.Command, args []string) error {
		switch {
		case len(args) == 0:
			return wrongArguments(c, term.Words{Ja: name + " を指定してください", En: "say " + name})
		case len(args) > 1:
			return tooMany(c, args[1])
		}
		return nil
	}
}

// AtMost asks for so many arguments at most.
func AtMost(most int) cobra.PositionalArgs {
	return func(c *cobra.Command, args []string) error {
		if len(args) > most {
			return tooMany(c, args[most])
		}
		return nil
	}
}

func tooMany(c *cobra.Command, extra string) error {
	return wrongArguments(c, term.Words{Ja: "余分な引数があります: " + extra, En: "one argument too many: " + extra})
}

func wrongArguments(c *cobra.Command, message term.Words) error {
	hint := term.Words{Ja: "使い方: " + c.UseLine(), En: "usage: " + c.UseLine()}
	if line := firstExample(c); line != "" {
		hint.Ja += "（例: " + line + "）"
		hint.En += " (such as " + line + ")"
	}
	return Fail(ExitUsage, message, hint)
}

// firstExample gives the first line to type of a command's examples.
func firstExample(c *cobra.Command) string {
	line, _, _ := strings.Cut(strings.TrimSpace(c.Example), "\n")
	return line
}

// FlagFailure says in words what is wrong with a flag.
func FlagFailure(c *cobra.Command, err error) error {
	if e, ok := errors.AsType[*pflag.NotExistError](err); ok {
		name := "--" + e.GetSpecifiedName()
		if e.GetSpecifiedShortnames() != "" {
			name = "-" + e.GetSpecifiedName()
		}
		var names []string
		add := func(f *pflag.Flag) { names = append(names, "--"+f.Name) }
		c.Flags().VisitAll(add)
		c.InheritedFlags().VisitAll(add)
		hint := term.Words{Ja: "「" + c.CommandPath() + " --help」でフラグの一覧を表示します。", En: c.CommandPath() + " --help lists the flags"}
		if near := diagnostic.Nearest(name, names); near != "" {
			hint = term.Words{Ja: "「" + near + "」ではありませんか。", En: "did you mean " + near + "?"}
		}
		return Fail(ExitUsage, term.Words{Ja: "そのようなフラグはありません: " + name, En: "unknown flag: " + name}, hint)
	}
	if e, ok := errors.AsType[*pflag.ValueRequiredError](err); ok {
		name := "--" + e.GetFlag().Name
		return Fail(ExitUsage, term.Words{Ja: name + " に値がありません", En: name + " needs a value"},
			term.Words{Ja: name + "=値 と書いてください: " + e.GetFlag().Usage, En: "write " + name + "=VALUE: " + e.GetFlag().Usage})
	}
	if e, ok := errors.AsType[*pflag.InvalidValueError](err); ok {
		name := "--" + e.GetFlag().Name
		return Fail(ExitUsage, term.Words{Ja: name + " の値が正しくありません: " + e.GetValue(), En: name + " does not take " + e.GetValue()},
			term.Words{Ja: name + ": " + e.GetFlag().Usage, En: name + ": " + e.GetFlag().Usage})
	}
	if e, ok := errors.AsType[*pflag.InvalidSyntaxError](err); ok {
		return Fail(ExitUsage, term.Words{Ja: "フラグの書き方が正しくありません: " + e.GetSpecifiedFlag(), En: "this is no flag: " + e.GetSpecifiedFlag()},
			term.Words{Ja: "--名前 又は --名前=値 と書いてください。", En: "write --NAME or --NAME=VALUE"})
	}
	return err
}
