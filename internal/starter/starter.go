// Package starter holds what a new register begins with: settings, criteria, one chain of example records, pipelines for GitHub and GitLab, and the
// settings of editors.
//
// In: the language, the profile, the day and the version of the program. Out: files by path. The files lie under files/: common ones, and those of each
// language; words between @ signs are filled in. It writes nothing, and must never import a room that reads or judges.
package starter

import (
	"bytes"
	"embed"
	"fmt"
	"io/fs"
	"maps"
	"slices"
	"strings"

	"github.com/riskbook/riskbook/internal/date"
	"github.com/riskbook/riskbook/internal/register"
	"github.com/riskbook/riskbook/internal/schema"
	"github.com/riskbook/riskbook/internal/term"
)

//go:embed all:files
var files embed.FS

// Choice is what a register is begun with.
type Choice struct {
	Language  string   // "ja" or "en": of the team, its README and its records
	Languages []string // of the site; none: that language alone
	Profile   string   // "full" or "simple"
	AsOf      date.Date
	Install   Install
	Criteria  string           // a preset of Presets; empty: 5x5
	Own       []byte           // criteria of one's own in the place of a preset; then there are no example records, which might not fit them
	Settings  *register.Config // of a register that is there already; nil for a new one
	Folder    string           // of the register in its repository, with slashes; empty: the top
	Sample    fs.FS            // holds content/ of the sample register; nil for the example records
}

// Install says which program the pipelines install. The zero Install leaves out what needs one.
type Install struct{ URL, SHA256 string }

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
	} else if err := c.fit(all); err != nil {
		return nil, err
	}
	maps.Copy(all, c.forms())
	for i := range register.Kinds {
		folder := "content/" + register.Kinds[i].Folder
		if !holds(all, folder) {
			all[folder+"/.gitkeep"] = nil
		}
	}
	var rules strings.Builder
	rules.WriteString(taploHead)
	for _, f := range schema.Files(c.Settings, c.Language) {
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
	say := func(ja, en string) string { return term.Words{Ja: ja, En: en}.In(c.Language) }
	folder, prefix := ".", ""
	if c.Folder != "" {
		folder, prefix = c.Folder, c.Folder+"/"
	}
	return strings.NewReplacer(
		"@DIGEST_DUE@", say("30日以内に期限が来るもの", "Falls due within 30 days"),
		"@DIGEST_LAPSE@", say("60日以内に期限の切れる受容と判断", "Acceptances and judgements that lapse within 60 days"),
		"@DIGEST_LATE@", say("遅れているもの", "Late"),
		"@DIGEST_NONE@", say("ありません。", "Nothing."),
		"@DIGEST_STALE@", say("分析の後に前提が変わったリスク", "Risks whose grounds changed since they were analysed"),
		"@DIGEST_TITLE@", say("リスク登録簿の今週", "The risk register this week"),
		"@FOLDER@", folder,
		"@INSTALL_SHA256@", c.Install.SHA256,
		"@INSTALL_URL@", c.Install.URL,
		"@LAYOUT@", say("書き方の整え方の提案（riskbook fmt が行う変更。このままでも取り込めます）", "Layout: what riskbook fmt would change (merging does not wait for it)"),
		"@NO_PREVIEW@", say("登録簿を読み取れないため、サイトのプレビューはありません", "The register cannot be understood, so there is no preview of the site"),
		"@NO_RELEASE@", say("入れられる riskbook がないため、この処理を省きました。公開版の riskbook で riskbook init --update を、社内の配布元があるなら riskbook init --update --install-from URL を実行してください。", "There is no riskbook to install yet, so this is skipped. Run riskbook init --update with a released riskbook, or riskbook init --update --install-from URL with a mirror."),
		"@PREFIX@", prefix,
		"@PREVIEW@", say("この変更を取り込んだサイトのプレビュー", "Preview of the site with this change"),
		"@PUBLIC@", prefix+"public",
		"@HALFYEAR@", c.AsOf.AddMonths(6).String(),
		"@LANG@", c.Language,
		"@PROFILE@", c.Profile,
		"@QUARTER@", c.AsOf.AddMonths(3).String(),
		"@TODAY@", c.AsOf.String(),
		"@YEAR@", c.AsOf.AddMonths(12).String(),
	)
}

// exampleMarks are the comments that the example records carry.
var exampleMarks = [][]byte{[]byte("\n# An example: put your own record in its place.\n"), []byte("\n# 例です。自分たちの記録に置き換えてください。\n")}

// IsExample reports whether a record is still marked as one of the examples of a new register.
func IsExample(data []byte) bool {
	return slices.ContainsFunc(exampleMarks, func(mark []byte) bool { return bytes.Contains(data, mark) })
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
