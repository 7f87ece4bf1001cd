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
