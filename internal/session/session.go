// Package session is one run of the program: its environment and the flags common to all commands; the register that it reads, judged, with its history;
// who is to see what is made of it; and how it ends.
//
// In: arguments, the environment, the register's folder. Out: a judged register, files written whole or not at all, failures with an exit code.
// It must never import a command.
package session

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"strings"

	"github.com/spf13/cobra"

	"github.com/riskbook/riskbook/internal/diagnostic"
	"github.com/riskbook/riskbook/internal/store"
	"github.com/riskbook/riskbook/internal/term"
)

// Command is one command: its words in both languages and what it adds to the command-line library's.
type Command struct {
	Use      string
	Short    term.Words
	Long     term.Words
	Examples []Example
	Setup    func(*Session, *cobra.Command)
	Writes   bool // into the register: what a killed run left there goes first, also where there is nothing to write
}

// Begin makes the command one of the command-line library's.
func (c *Command) Begin(s *Session) *cobra.Command {
	begun := &cobra.Command{Use: c.Use, Short: c.Short.In(s.Lang), Long: c.Long.In(s.Lang)}
	var lines []string
	for _, e := range c.Examples {
		lines = append(lines, "  "+e.Line, "      "+e.Does.In(s.Lang))
	}
	begun.Example = strings.Join(lines, "\n")
	c.Setup(s, begun)
	if !c.Writes {
		return begun
	}
	run := begun.RunE
	begun.RunE = func(b *cobra.Command, args []string) error {
		if root, err := s.FindRoot(); err == nil {
			store.Tidy(root)
		}
		return run(b, args)
	}
	return begun
}

// Example is a line to type, with what it does.
type Example struct {
	Line string
	Does term.Words
}

// Session is one run of the program: the environment and the flags common to all commands.
type Session struct {
	Environment
	Lang  string // of messages: "ja" or "en"
	Root  string
	AsOf  string
	Quiet bool

	NoHistory bool
	To        readers    // for whom something is made
	Reviews   string     // of check: the file of what a forge says
	roots     []*os.Root // opened, to be closed at the end
}

// OpenRoot opens a register's folder until the session ends: what was read from it refers to it.
func (s *Session) OpenRoot(folder string) (fs.FS, error) {
	root, err := os.OpenRoot(folder)
	if err != nil {
		return nil, Failed(term.Words{Ja: "登録簿のフォルダーを開けません", En: "cannot open the register's folder"}, err)
	}
	s.roots = append(s.roots, root)
	return root.FS(), nil
}

// Close closes what the session opened.
func (s *Session) Close() {
	for _, root := range s.roots {
		_ = root.Close() // it was only read
	}
}

// Interrupted ends a command that was interrupted before it was done.
func (s *Session) Interrupted(err error) int {
	if f, ours := errors.AsType[*Failure](err); ours && f.Code == ExitInterrupted {
		return f.Code
	}
	s.Say(term.Words{Ja: "中断しました", En: "interrupted"})
	return ExitInterrupted
}

// Say prints a line for people, unless they asked for quiet.
func (s *Session) Say(words term.Words) {
	if !s.Quiet {
		fmt.Fprintln(s.Stderr, diagnostic.Plain(words.In(s.Lang)))
	}
}

// Holds tells whether the register has a file or folder of that name.
func (j *Judged) Holds(name string) bool {
	if name == "." || name == "content" || j.files[name] != nil {
		return true
	}
	for _, d := range j.Verdict.Checked.Diagnostics {
		if d.Place.File == name {
			return true
		}
	}
	for file := range j.files {
		for folder := path.Dir(file); folder != "."; folder = path.Dir(folder) {
			if folder == name {
				return true
			}
		}
	}
	return false
}

// UnknownWord says that a flag does not take a word, and which are taken.
func UnknownWord(flag, found string, allowed []string) error {
	hint := term.Words{Ja: strings.Join(allowed, "、") + " のいずれかを指定してください。", En: "use one of " + strings.Join(allowed, ", ")}
	if near := diagnostic.Nearest(found, allowed); near != "" {
		hint = term.Words{Ja: "「" + near + "」ではありませんか。" + hint.Ja, En: "did you mean " + near + "? " + hint.En}
	}
	return Fail(ExitUsage, term.Words{Ja: flag + " の値が正しくありません: " + found, En: flag + " does not take " + found}, hint)
}

// Plural gives a number with its English noun.
func Plural(n int, noun string) string { return plurals(n, noun, noun+"s") }

func plurals(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprintf("%d %s", n, many)
}
