package source

import (
	"encoding/json"
	"io/fs"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// suite gives the folder of toml-test files that comes with the TOML library, where the module cache holds it.
func suite(t *testing.T) string {
	t.Helper()
	out, err := exec.Command("go", "list", "-m", "-f", "{{.Dir}}", "github.com/BurntSushi/toml").Output()
	dir := filepath.Join(strings.TrimSpace(string(out)), "internal", "toml-test", "tests")
	if _, statErr := os.Stat(dir); err != nil || statErr != nil {
		t.Skip("the test suite of TOML is not at hand")
	}
	return dir
}

// suiteFiles lists the TOML 1.1 documents of one half of the suite.
func suiteFiles(t *testing.T, half string) []string {
	t.Helper()
	var files []string
	err := filepath.WalkDir(filepath.Join(suite(t), half), func(path string, d fs.DirEntry, err error) error {
		if err == nil && filepath.Ext(path) == ".toml" && !strings.Contains(path, "spec-1.0.0") && !slices.Contains(allowedSince11, filepath.Base(path)) {
			files = append(files, path)
		}
		return err
	})
	if err != nil || len(files) < 100 {
		t.Fatalf("%d files: %v", len(files), err)
	}
	return files
}

// allowedSince11 are documents that TOML 1.0 forbids and TOML 1.1 allows.
var allowedSince11 = []string{
	"basic-byte-escapes.toml", "linebreak-01.toml", "linebreak-02.toml", "linebreak-03.toml", "linebreak-04.toml", "no-secs.toml", "trailing-comma.toml",
}

var generous = Limits{File: 1 << 20, Bulk: 1 << 20, Nesting: 500, Keys: 4096, Values: 1 << 20}

func TestSuiteInvalid(t *testing.T) {
	for _, path := range suiteFiles(t, "invalid") {
		data, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		_, findings := Parse("f", data, generous)
		if len(findings) == 0 {
			t.Errorf("%s is let through:\n%s", path, data)
		}
		for _, f := range findings {
			if f.Case == "other" {
				t.Errorf("%s has no case of its own: %s", path, say(f))
			}
		}
	}
}

func TestSuiteValid(t *testing.T) {
	for _, path := range suiteFiles(t, "valid") {
		data, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		doc, findings := Parse("f", data, generous)
		if len(findings) > 0 {
			t.Errorf("%s is refused: %s", path, sayAll(findings))
			continue
		}
		wanted, err := os.ReadFile(strings.TrimSuffix(path, ".toml") + ".json")
		if err != nil {
			t.Fatal(err)
		}
		var want any
		if err := json.Unmarshal(wanted, &want); err != nil {
			t.Fatal(err)
		}
		if !sameAsTagged(doc.Table, want) {
			t.Errorf("%s: the values differ from\n%s", path, wanted)
		}
	}
}

// sameAsTagged compares a value with the suite's JSON, where a scalar is {"type": …, "value": …}.
func sameAsTagged(v *Value, want any) bool {
	switch w := want.(type) {
	case []any:
		if v.Kind != Array || len(v.Items) != len(w) {
			return false
		}
		for i := range w {
			if !sameAsTagged(&v.Items[i], w[i]) {
				return false
			}
		}
		return true
	case map[string]any:
		kind, isKind := w["type"].(string)
		text, isText := w["value"].(string)
		if isKind && isText && len(w) == 2 {
			return sameScalar(v, kind, text)
		}
		if v.Kind != Table || len(v.Fields) != len(w) {
			return false
		}
		for key, item := range w {
			f := v.Field(key)
			if f == nil || !sameAsTagged(&f.Value, item) {
				return false
			}
		}
		return true
	}
	return false
}

func sameScalar(v *Value, kind, text string) bool {
	switch kind {
	case "string":
		return v.Kind == String && v.Text == text
	case "integer":
		n, err := strconv.ParseInt(text, 10, 64)
		return err == nil && v.Kind == Integer && v.Integer == n
	case "float":
		f, err := strconv.ParseFloat(strings.TrimLeft(text, "+"), 64)
		if strings.HasSuffix(text, "nan") {
			return v.Kind == Float && math.IsNaN(v.Float)
		}
		return err == nil && v.Kind == Float && v.Float == f
	case "bool":
		return v.Kind == Boolean && strconv.FormatBool(v.Boolean) == text
	case "date-local":
		return v.Kind == Date && v.Date.String() == text
	case "datetime", "datetime-local", "time-local":
		return v.Kind == Moment && v.Text != ""
	}
	return false
}
