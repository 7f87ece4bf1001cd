package main

import (
	"errors"
	"os"
	"path/filepath"
	"testing"
)

// Two runs of new may choose the same id: the second must neither take the place of the first nor leave its reader without a mend.
func TestCreateTakesNoPlace(t *testing.T) {
	root := t.TempDir()
	const name = "content/risks/R-1.md"
	if err := create(root, name, []byte("first")); err != nil {
		t.Fatal(err)
	}
	err := create(root, name, []byte("second"))
	if f, ok := errors.AsType[*failure](err); !ok || f.code != exitEnvironment || f.hint.En == "" || f.hint.Ja == "" || f.cause != nil {
		t.Errorf("%v, want words and a mend", err)
	}
	if data, err := os.ReadFile(filepath.Join(root, name)); err != nil || string(data) != "first" {
		t.Errorf("%q, %v", data, err)
	}
	if list, err := os.ReadDir(filepath.Join(root, "content/risks")); err != nil || len(list) != 1 {
		t.Errorf("%v, %v: want the one file", list, err)
	}
}
