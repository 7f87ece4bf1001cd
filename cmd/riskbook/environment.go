package main

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
	exitFine        = 0
	exitNotPassed   = 1 // the register, snapshot or comparison does not pass
	exitUsage       = 2 // wrong usage
	exitEnvironment = 3 // cannot read, write or bind
	exitInterrupted = 130
)

// environment is all that commands get from outside.
type environment struct {
	stdin          io.Reader
	stdout, stderr io.Writer
	getenv         func(string) string
	directory      string // where the command was started
	now            func() time.Time
	outTerminal    bool   // stdout is a terminal
	errTerminal    bool   // stderr is one
	cache          string // folder for what can be lost at any time; empty where there is none
}

func systemEnvironment() environment {
	directory, err := os.Getwd()
	if err != nil {
		directory = "."
	}
	cache, err := os.UserCacheDir()
	if err == nil {
		cache = filepath.Join(cache, "riskbook")
	}
	return environment{os.Stdin, os.Stdout, os.Stderr, os.Getenv, directory, time.Now, isTerminal(os.Stdout), isTerminal(os.Stderr), cache}
}

// isTerminal reports whether what is written to a file is seen at once. The null device passes for a terminal, where nobody sees anything.
func isTerminal(f *os.File) bool {
	info, err := f.Stat()
	return err == nil && info.Mode()&os.ModeCharDevice != 0
}

// output is standard output. It remembers its first failure, so that no command ends as if all had been written.
type output struct {
	io.Writer
	failed error
}

// Write implements io.Writer.
func (o *output) Write(data []byte) (int, error) {
	n, err := o.Writer.Write(data)
	if err != nil && o.failed == nil {
		o.failed = err
	}
	return n, err
}

// color reports whether what is written to a stream, stdout or stderr, may be coloured. Each is asked for itself: one may go to a file while the other does not.
func (e environment) color(stream io.Writer) bool {
	terminal := e.errTerminal
	if stream == e.stdout {
		terminal = e.outTerminal
	}
	return terminal && e.getenv("NO_COLOR") == "" && e.getenv("TERM") != "dumb"
}

// language gives the language of messages that the environment asks for.
func (e environment) language() string {
	for _, name := range []string{"LC_ALL", "LC_MESSAGES", "LANG"} {
		if value := e.getenv(name); value != "" {
			if strings.HasPrefix(value, "ja") {
				return "ja"
			}
			return "en"
		}
	}
	return "en"
}

// failure ends a command with an exit code and, where there is something to say, with words and a hint.
type failure struct {
	code    int
	message term.Words
	hint    term.Words
	cause   error
}

func (f *failure) Error() string {
	if f.cause != nil {
		return f.message.En + ": " + f.cause.Error()
	}
	return f.message.En
}

func (f *failure) Unwrap() error { return f.cause }

// fail makes a failure of words without a cause.
func fail(code int, message, hint term.Words) error {
	return &failure{code: code, message: message, hint: hint}
}

// failed makes a failure of the environment.
func failed(message term.Words, cause error) error {
	return &failure{code: exitEnvironment, message: message, cause: cause}
}

// outputFailed makes the failure of standard output.
func outputFailed(cause error) error {
	return failed(term.Words{Ja: "標準出力に書けません", En: "cannot write to standard output"}, cause)
}

// report prints a failure in a language and gives its exit code.
func (e environment) report(err error, language string) int {
	f, ok := errors.AsType[*failure](err)
	if !ok {
		f = &failure{code: exitUsage, message: term.Words{Ja: "使い方が正しくありません", En: err.Error()}}
	}
	if text := f.message.In(language); text != "" {
		if f.cause != nil {
			text += ": " + f.cause.Error()
		}
		fmt.Fprintf(e.stderr, "riskbook: %s\n", diagnostic.Plain(text))
		if hint := f.hint.In(language); hint != "" {
			fmt.Fprintf(e.stderr, "  %s: %s\n", term.Words{Ja: "対処", En: "help"}.In(language), diagnostic.Plain(hint))
		}
	}
	return f.code
}
