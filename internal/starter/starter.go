// Package starter holds what a new register begins with: settings, criteria, one chain of example records, pipelines for GitHub and GitLab, and the
// settings of editors.
//
// In: the language, the profile, the day and the version of the program. Out: files by path. The files lie under files/: common ones, and those of each
// language; words between @ signs are filled in. It writes nothing, and must never import a room that reads or judges.
package starter

import (
	"embed"
	"fmt"
	"io/fs"
	"maps"
	"strings"

	"github.com/riskbook/riskbook/internal/date"
	"github.com/riskbook/riskbook/internal/register"
	"github.com/riskbook/riskbook/internal/schema"
)

//go:embed all:files
var files embed.FS

// Choice is what a register is begun with.
type Choice struct {
	Language string // "ja" or "en": of the team, its README and its records
	Profile  string // "full" or "simple"
	AsOf     date.Date
	Version  string // of the program that the pipelines install: "v1.2.0" or "latest"
	Sample   fs.FS  // holds content/ of the sample register; nil for the example records
}

// Files gives the files of a new register by their paths.
func Files(c Choice) (map[string][]byte, error) {
	all := map[string][]byte{}
	fill := c.filler()
	for _, top := range []string{"common", c.Language} {
		if err := add(all, files, "files/"+top, func(data string) string { return fill.Replace(data) }); err != nil {
			return nil, err
		}
	}
	if c.Sample != nil {
		maps.DeleteFunc(all, func(name string, _ []byte) bool { return strings.HasPrefix(name, "content/") })
		inContent := map[string][]byte{}
		if err := add(inContent, c.Sample, "content", func(data string) string { return data }); err != nil {
			return nil, err
		}
		for name, data := range inContent {
			all["content/"+name] = data
		}
		config := "content/riskbook.toml"
		all[config] = []byte(strings.Replace(string(all[config]), `profile = "full"`, fmt.Sprintf("profile = %q", c.Profile), 1))
	}
	for i := range register.Kinds {
		folder := "content/" + register.Kinds[i].Folder
		if !holds(all, folder) {
			all[folder+"/.gitkeep"] = nil
		}
	}
	var rules strings.Builder
	rules.WriteString(taploHead)
	for _, f := range schema.Files(c.Language) {
		all["schema/"+f.Name] = f.Data
		fmt.Fprintf(&rules, "\n[[rule]]\ninclude = [%q]\n\n[rule.schema]\nenabled = true\npath = %q\n", f.Matches, "schema/"+f.Name)
	}
	all[".taplo.toml"] = []byte(rules.String())
	return all, nil
}

// taploHead keeps the editor's own formatter from undoing the layout of riskbook fmt.
const taploHead = `# Binds the TOML files of the register to their schemas, for Even Better TOML and taplo.
include = ["content/**/*.toml"]

[formatting]
align_comments = false
array_auto_collapse = false
array_auto_expand = false
column_width = 100
reorder_keys = false
`

// filler puts the choice in the place of the words between @ signs.
func (c Choice) filler() *strings.Replacer {
	return strings.NewReplacer(
		"@HALFYEAR@", c.AsOf.AddMonths(6).String(),
		"@LANG@", c.Language,
		"@PROFILE@", c.Profile,
		"@QUARTER@", c.AsOf.AddMonths(3).String(),
		"@TODAY@", c.AsOf.String(),
		"@VERSION@", c.Version,
		"@YEAR@", c.AsOf.AddMonths(12).String(),
	)
}

// add reads every file below a folder.
func add(into map[string][]byte, from fs.FS, top string, fill func(string) string) error {
	return fs.WalkDir(from, top, func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		data, err := fs.ReadFile(from, name)
		if err != nil {
			return err
		}
		into[strings.TrimPrefix(name, top+"/")] = []byte(fill(string(data)))
		return nil
	})
}

func holds(all map[string][]byte, folder string) bool {
	for name := range all {
		if strings.HasPrefix(name, folder+"/") {
			return true
		}
	}
	return false
}
