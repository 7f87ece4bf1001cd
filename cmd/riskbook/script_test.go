package main

import (
	"context"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/testscript"

	"github.com/riskbook/riskbook/internal/session"
)

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){
		"riskbook": func() { os.Exit(interruptible(os.Args[1:], session.SystemEnvironment())) },
	})
}

// TestScripts runs the scripts in testdata/script, one topic each. The sample register lies in $SAMPLE, the date is fixed, and messages are in English
// unless a script says otherwise. UPDATE=1 rewrites what the scripts expect.
func TestScripts(t *testing.T) {
	sample, err := filepath.Abs(filepath.Join("..", ".."))
	if err != nil {
		t.Fatal(err)
	}
	testscript.Run(t, testscript.Params{
		Dir:                 filepath.Join("testdata", "script"),
		UpdateScripts:       os.Getenv("UPDATE") != "",
		RequireExplicitExec: true,
		Cmds:                map[string]func(*testscript.TestScript, bool, []string){"cells": setCells, "get": get, "samefiles": sameFiles},
		Setup: func(env *testscript.Env) error {
			env.Setenv("SAMPLE", sample)
			env.Setenv("SOURCE_DATE_EPOCH", "1795392000") // 2026-11-23 in Tokyo
			env.Setenv("LANG", "en_US.UTF-8")
			env.Setenv("XDG_CACHE_HOME", filepath.Join(env.WorkDir, ".cache"))
			env.Setenv("HOME", env.WorkDir)
			return nil
		},
	})
}

// sameFiles compares two folders: samefiles ONE OTHER. Names, bytes and permissions must be the same.
func sameFiles(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 2 {
		ts.Fatalf("usage: samefiles ONE OTHER")
	}
	one, other := listing(ts, ts.MkAbs(args[0])), listing(ts, ts.MkAbs(args[1]))
	if len(one) < 10 {
		ts.Fatalf("%s holds only %d files", args[0], len(one))
	}
	for name := range one {
		if one[name] != other[name] {
			ts.Fatalf("%s differs", name)
		}
	}
	for name := range other {
		if _, ok := one[name]; !ok {
			ts.Fatalf("%s is only in %s", name, args[1])
		}
	}
}

// listing gives each file of a folder with its permissions and bytes.
func listing(ts *testscript.TestScript, folder string) map[string]string {
	files := map[string]string{}
	err := filepath.WalkDir(folder, func(path string, entry os.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		info, err := entry.Info()
		if err != nil {
			return err
		}
		data, err := os.ReadFile(path)
		name, _ := filepath.Rel(folder, path)
		files[name] = info.Mode().String() + string(data)
		return err
	})
	ts.Check(err)
	return files
}

// patience is how long get waits for an answer: far longer than a busy machine needs.
const patience = time.Minute

// get asks a server on this machine until its answer matches: get FILE PATH PATTERN, with the address of the server in the first line of FILE, which may
// still have to be written. "! get" waits for an answer that does not match. Of a stream it reads as much as it needs.
func get(ts *testscript.TestScript, neg bool, args []string) {
	if len(args) != 3 {
		ts.Fatalf("usage: get FILE PATH PATTERN")
	}
	pattern, err := regexp.Compile("(?m)" + args[2])
	ts.Check(err)
	end, stop := context.WithTimeout(context.Background(), patience)
	defer stop()
	for answer := ""; ; time.Sleep(20 * time.Millisecond) {
		if end.Err() != nil {
			ts.Fatalf("%s: after %v the answer is still\n%s", args[1], patience, answer)
		}
		written, _ := os.ReadFile(ts.MkAbs(args[0]))
		address, _, complete := strings.Cut(string(written), "\n")
		if !complete {
			continue
		}
		request, err := http.NewRequestWithContext(end, http.MethodGet, strings.TrimSuffix(address, "/")+args[1], nil)
		ts.Check(err)
		response, err := http.DefaultClient.Do(request)
		if err != nil {
			continue
		}
		var found bool
		answer, found = read(response.Body, pattern)
		response.Body.Close()
		if found != neg {
			return
		}
	}
}

// read reads until what it has read matches, or there is no more.
func read(from io.Reader, pattern *regexp.Regexp) (text string, found bool) {
	var all []byte
	for part := make([]byte, 64<<10); ; {
		n, err := from.Read(part)
		all = append(all, part[:n]...)
		if pattern.Match(all) {
			return string(all), true
		}
		if err != nil {
			return string(all), false
		}
	}
}
