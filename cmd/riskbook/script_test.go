package main

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
)

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){
		"riskbook": func() { os.Exit(run(os.Args[1:], systemEnvironment())) },
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
		Cmds:                map[string]func(*testscript.TestScript, bool, []string){"samefiles": sameFiles},
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
