package session

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/riskbook/riskbook/internal/diagnostic"
	"github.com/riskbook/riskbook/internal/term"
)

// The exit codes.
const (
	ExitFine        = 0
	ExitNotPassed   = 1 // the register, snapshot or comparison does not pass
	ExitUsage       = 2 // wrong usage
	ExitEnvironment = 3 // cannot read, write or bind
	ExitInterrupted = 130
)

// Environment is all that commands get from outside.
type Environment struct {
	Stdin          io.Reader
	Stdout, Stderr io.Writer
	Getenv         func(string) string
	Directory      string // where the command was started
	Now            func() time.Time
	OutTerminal    bool   // stdout is a terminal
	ErrTerminal    bool   // stderr is one
	Cache          string // folder for what can be lost at any time; empty where there is none
}

// SystemEnvironment gives the environment of this process.
func SystemEnvironment() Environment {
	directory, err := os.Getwd()
	if err != nil {
		directory = "."
	}
	cache, err := os.UserCacheDir()
	if err == nil {
		cache = filepath.Join(cache, "riskbook")
	}
	return Environment{os.Stdin, os.Stdout, os.Stderr, os.Getenv, directory, time.Now, isTerminal(os.Stdout), isTerminal(os.Stderr), cache}
}

// isTerminal reports whether what is written to a file is seen at once. The null device passes for a terminal, where nobody sees anything.
func isTerminal(f *os.File) bool {
	info, err := f.Stat()
	return err == nil && info.Mode()&os.ModeCharDevice != 0
}

// Output is standard output. It remembers its first failure, so that no command ends as if all had been written.
type Output struct {
	io.Writer
	Failed error
}

// Write implements io.Writer.
func (o *Output) Write(data []byte) (int, error) {
	n, err := o.Writer.Write(data)
	if err != nil && o.Failed == nil {
		o.Failed = err
	}
	return n, err
}

// Color reports whether what is written to a stream, stdout or stderr, may be coloured. Each is asked for itself: one may go to a file while the other does not.
func (e Environment) Color(stream io.Writer) bool {
	terminal := e.ErrTerminal
	if stream == e.Stdout {
		terminal = e.OutTerminal
	}
	return terminal && e.Getenv("NO_COLOR") == "" && e.Getenv("TERM") != "dumb"
}

// Language gives the language of messages that the environment asks for.
func (e Environment) Language() string {
	for _, name := range []string{"LC_ALL", "LC_MESSAGES", "LANG"} {
		if value := e.Getenv(name); value != "" {
			if strings.HasPrefix(value, "ja") {
				return "ja"
			}
			return "en"
		}
	}
	return "en"
}

// Failure ends a command with an exit code and, where there is something to say, with words and a hint.
type Failure struct {
	Code    int
	Message term.Words
	Hint    term.Words
	Cause   error
}

// Error gives the message in English, and the cause behind it.
func (f *Failure) Error() string {
	if f.Cause != nil {
		return f.Message.En + ": " + f.Cause.Error()
	}
	return f.Message.En
}

// Unwrap gives the cause, which errors.As and errors.Is look through.
func (f *Failure) Unwrap() error { return f.Cause }

// Fail makes a failure of words without a cause.
func Fail(code int, message, hint term.Words) error {
	return &Failure{Code: code, Message: message, Hint: hint}
}

// Failed makes a failure of the environment.
func Failed(message term.Words, cause error) error {
	return &Failure{Code: ExitEnvironment, Message: message, Cause: cause}
}

// OutputFailed makes the failure of standard output.
func OutputFailed(cause error) error {
	return Failed(term.Words{Ja: "標準出力に書けません", En: "cannot write to standard output"}, cause)
}

// Report prints a failure in a language and gives its exit code.
func (e Environment) Report(err error, language string) int {
	f, ok := errors.AsType[*Failure](err)
	if !ok {
		f = &Failure{Code: ExitUsage, Message: term.Words{Ja: "使い方が正しくありません", En: err.Error()}}
	}
	if text := f.Message.In(language); text != "" {
		if f.Cause != nil {
			text += ": " + f.Cause.Error()
		}
		fmt.Fprintf(e.Stderr, "riskbook: %s\n", diagnostic.Plain(text))
		if hint := f.Hint.In(language); hint != "" {
			fmt.Fprintf(e.Stderr, "  %s: %s\n", term.Words{Ja: "対処", En: "help"}.In(language), diagnostic.Plain(hint))
		}
	}
	return f.Code
}
