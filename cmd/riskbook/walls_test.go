package main

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

const module = "github.com/riskbook/riskbook"

// pageRooms is what the rooms of pages may import beside one another.
var pageRooms = []string{
	"internal/address", "internal/agenda", "internal/assess", "internal/assurance", "internal/body", "internal/brief", "internal/chart", "internal/check", "internal/chronicle", "internal/compare", "internal/cost", "internal/date", "internal/diagnostic", "internal/explain", "internal/indicator",
	"internal/live", "internal/part", "internal/picture", "internal/prose", "internal/quantify", "internal/query", "internal/register", "internal/rule", "internal/search", "internal/signature", "internal/source", "internal/term",
	"internal/view",
}

// rooms says what each package may import of the project. A package that is not listed has no place on the line yet: give it one.
var rooms = map[string][]string{
	".":                        {},
	"cmd/riskbook":             {"*"},
	"internal/address":         {"internal/register", "internal/source"},
	"internal/agenda":          {"internal/assess", "internal/date", "internal/register"},
	"internal/annals":          {"internal/date", "internal/edit", "internal/register", "internal/source"},
	"internal/archive":         {"internal/diagnostic", "internal/signature", "internal/term"},
	"internal/assess":          {"internal/cost", "internal/date", "internal/indicator", "internal/quantify", "internal/register", "internal/signature"},
	"internal/assist":          {"internal/assess", "internal/check", "internal/cursor", "internal/date", "internal/diagnostic", "internal/edit", "internal/layout", "internal/live", "internal/prose", "internal/query", "internal/register", "internal/rule", "internal/source", "internal/term"},
	"internal/assurance":       {"internal/assess", "internal/date", "internal/register"},
	"internal/audience":        {"internal/assess", "internal/diagnostic", "internal/register", "internal/rule", "internal/source"},
	"internal/benchmark":       {"*"},
	"internal/brief":           {"internal/agenda", "internal/assess", "internal/chronicle", "internal/date", "internal/register", "internal/term"},
	"internal/body":            {"internal/address", "internal/assess", "internal/check", "internal/diagnostic", "internal/live", "internal/part", "internal/prose", "internal/register", "internal/rule", "internal/source", "internal/term"},
	"internal/chart":           {},
	"internal/chronicle":       {"internal/agenda", "internal/assess", "internal/assurance", "internal/compare", "internal/date", "internal/register", "internal/signature", "internal/term"},
	"internal/check":           {"internal/assess", "internal/assurance", "internal/date", "internal/diagnostic", "internal/indicator", "internal/live", "internal/quantify", "internal/register", "internal/rule", "internal/source", "internal/term"},
	"internal/changes":         {"internal/assess", "internal/brief", "internal/compare", "internal/date", "internal/diagnostic", "internal/register", "internal/term"},
	"internal/command/ask":     {"*"},
	"internal/command/publish": {"*"},
	"internal/command/revise":  {"*"},
	"internal/compare":         {"internal/assess", "internal/check", "internal/date", "internal/diagnostic", "internal/register", "internal/rule", "internal/source"},
	"internal/compile":         {"*"},
	"internal/cost":            {"internal/date", "internal/register"},
	"internal/cursor":          {},
	"internal/date":            {},
	"internal/diagnostic":      {"internal/rule", "internal/term"},
	"internal/edit":            {"internal/date", "internal/diagnostic", "internal/layout", "internal/register", "internal/source", "internal/term"},
	"internal/explain":         {"internal/assess", "internal/register", "internal/term"},
	"internal/export":          {"internal/agenda", "internal/assess", "internal/assurance", "internal/check", "internal/chronicle", "internal/compare", "internal/date", "internal/diagnostic", "internal/indicator", "internal/quantify", "internal/register", "internal/sheet", "internal/signature", "internal/source", "internal/term", "internal/workbook"},
	"internal/figures":         {},
	"internal/history":         {"internal/signature", "internal/term"},
	"internal/indicator":       {"internal/date", "internal/register"},
	"internal/intake":          {"internal/assess", "internal/date", "internal/diagnostic", "internal/edit", "internal/export", "internal/layout", "internal/mapping", "internal/register", "internal/sheet", "internal/source", "internal/term", "internal/workbook"},
	"internal/layout":          {},
	"internal/live":            {"internal/assess", "internal/date", "internal/diagnostic", "internal/query", "internal/register", "internal/rule", "internal/term"},
	"internal/lsp":             {"internal/assist", "internal/compile", "internal/date", "internal/diagnostic", "internal/edit", "internal/register", "internal/source", "internal/term"},
	"internal/mapping":         {"internal/date", "internal/edit", "internal/layout", "internal/register", "internal/sheet", "internal/source", "internal/term", "internal/workbook"},
	"internal/mutate":          {},
	"internal/page":            append([]string{"internal/page/audit", "internal/page/desk", "internal/page/duty", "internal/page/grid", "internal/page/ground", "internal/page/memory", "internal/page/method", "internal/page/money", "internal/page/rating", "internal/page/report"}, pageRooms...),
	"internal/page/audit":      append([]string{"internal/page/desk", "internal/page/method", "internal/page/rating"}, pageRooms...),
	"internal/page/desk":       pageRooms,
	"internal/page/duty":       append([]string{"internal/page/desk", "internal/page/rating"}, pageRooms...),
	"internal/page/grid":       append([]string{"internal/page/desk"}, pageRooms...),
	"internal/page/ground":     append([]string{"internal/page/desk"}, pageRooms...),
	"internal/page/memory":     append([]string{"internal/page/desk"}, pageRooms...),
	"internal/page/method":     append([]string{"internal/page/desk", "internal/page/grid", "internal/page/rating"}, pageRooms...),
	"internal/page/money":      append([]string{"internal/page/desk", "internal/page/rating"}, pageRooms...),
	"internal/page/rating":     append([]string{"internal/page/desk", "internal/page/grid", "internal/page/ground"}, pageRooms...),
	"internal/page/report":     append([]string{"internal/page/desk", "internal/page/grid", "internal/page/method", "internal/page/rating"}, pageRooms...),
	"internal/part":            {},
	"internal/picture":         {},
	"internal/planted":         {"internal/date", "internal/register", "internal/source"}, // for tests
	"internal/signature":       {},
	"internal/preview":         {"internal/compile", "internal/date", "internal/diagnostic", "internal/register", "internal/site", "internal/source", "internal/term"},
	"internal/prose":           {"internal/diagnostic", "internal/rule", "internal/source", "internal/term"},
	"internal/quantify":        {"internal/date", "internal/register"},
	"internal/query":           {"internal/assess", "internal/date", "internal/diagnostic", "internal/register", "internal/source", "internal/term"},
	"internal/register":        {"internal/date", "internal/diagnostic", "internal/rule", "internal/source", "internal/term"},
	"internal/release":         {},
	"internal/rule":            {},
	"internal/schema":          {"internal/check", "internal/diagnostic", "internal/register", "internal/term"},
	"internal/search":          {},
	"internal/session":         {"*"},
	"internal/sheet":           {"internal/register", "internal/source"},
	"internal/site":            {"internal/date", "internal/diagnostic", "internal/part", "internal/store", "internal/term"},
	"internal/soak":            {"internal/archive"},
	"internal/source":          {"internal/date", "internal/diagnostic", "internal/rule"},
	"internal/starter":         {"internal/assess", "internal/date", "internal/register", "internal/schema", "internal/term"},
	"internal/store":           {},
	"internal/term":            {},
	"internal/tests":           {},
	"internal/view":            {"internal/part"},
	"internal/workbook":        {"internal/date", "internal/term"},
}

// walls says which packages alone may import what comes from outside or reaches outside.
var walls = map[string][]string{
	"github.com/BurntSushi/toml":               {"internal/benchmark", "internal/source"},
	"github.com/pelletier/go-toml/v2/unstable": {"internal/source"},
	"github.com/fsnotify/fsnotify":             {"internal/preview"},
	"github.com/golang/freetype":               {"internal/chart"},
	"github.com/spf13/cobra":                   {"cmd/riskbook", "internal/command/ask", "internal/command/publish", "internal/command/revise", "internal/session"},
	"github.com/spf13/pflag":                   {"internal/session"},
	"github.com/wcharczuk/go-chart/v2":         {"internal/chart"},
	"github.com/xuri/excelize/v2":              {"internal/workbook"},
	"github.com/yuin/goldmark":                 {"internal/benchmark", "internal/prose"},
	"golang.org/x/crypto":                      {"internal/signature"},
	"golang.org/x/text/encoding":               {"internal/workbook"},
	"gonum.org/v1/gonum":                       {"internal/quantify"},
	"html/template":                            {"internal/part", "internal/site"}, // part uses the type HTML alone
	"os":                                       {"cmd/riskbook", "internal/benchmark", "internal/command/ask", "internal/command/publish", "internal/command/revise", "internal/figures", "internal/mutate", "internal/preview", "internal/release", "internal/session", "internal/site", "internal/soak", "internal/store", "internal/tests"},
	"os/exec":                                  {"internal/benchmark", "internal/command/publish", "internal/command/revise", "internal/history", "internal/mutate", "internal/release", "internal/session", "internal/soak", "internal/tests"},
	"path/filepath":                            {"internal/benchmark", "internal/command/ask", "internal/command/publish", "internal/command/revise", "internal/figures", "internal/history", "internal/mutate", "internal/preview", "internal/release", "internal/session", "internal/site", "internal/soak", "internal/store"},
	"text/template":                            {},
	"text/template/parse":                      {"internal/site"},                                                                                                                                                                                                                                                                                                                                                       // follows templates with the types of what they are pageRooms
	"time":                                     {"internal/archive", "internal/benchmark", "internal/command/publish", "internal/command/revise", "internal/compile", "internal/date", "internal/edit", "internal/history", "internal/lsp", "internal/mutate", "internal/preview", "internal/release", "internal/session", "internal/signature", "internal/site", "internal/soak", "internal/source", "internal/store"}, // compile asks for time zones; archive and signature compare times that they are given; edit needs the type alone; lsp waits for typing to rest; source takes local dates apart
}

func TestImportsFollowTheLine(t *testing.T) {
	for pkg, imports := range importsOf(t) {
		allowed, ok := rooms[pkg]
		if !ok {
			t.Errorf("%s has no place on the line: add it to rooms, with what it may import", pkg)
			continue
		}
		for _, path := range imports {
			if inside, ok := strings.CutPrefix(path, module); ok {
				inside = strings.TrimPrefix(inside, "/")
				if inside == "" {
					inside = "."
				}
				if !slices.Contains(allowed, inside) && (!slices.Contains(allowed, "*") || strings.HasPrefix(inside, "internal/command/") && pkg != "cmd/riskbook") {
					t.Errorf("%s imports %s, which it must not: allowed are %v", pkg, inside, allowed)
				}
				continue
			}
			for wall, inhabitants := range walls {
				if (path == wall || strings.HasPrefix(path, wall+"/")) && !slices.Contains(inhabitants, pkg) && walls[path] == nil || path == wall && !slices.Contains(inhabitants, pkg) {
					t.Errorf("%s imports %s, which only %v may", pkg, path, inhabitants)
				}
			}
		}
	}
}

// writers are the functions of package os that change what lies on the disk.
var writers = []string{
	"Chmod", "Chown", "Chtimes", "CopyFS", "Create", "CreateTemp", "Link", "Mkdir", "MkdirAll", "MkdirTemp", "OpenFile", "Remove", "RemoveAll", "Rename", "Symlink", "Truncate", "WriteFile",
}

// TestOneDoor holds that all that the program writes goes through internal/store. The tools of this repository write folders of their own.
func TestOneDoor(t *testing.T) {
	free := []string{"internal/benchmark", "internal/mutate", "internal/release", "internal/soak", "internal/store"}
	through := 0
	eachFile(t, 0, func(pkg string, file *ast.File) {
		ast.Inspect(file, func(n ast.Node) bool {
			s, ok := n.(*ast.SelectorExpr)
			if !ok {
				return true
			}
			if x, ok := s.X.(*ast.Ident); ok && x.Name == "os" && slices.Contains(writers, s.Sel.Name) {
				if pkg == "internal/store" {
					through++
				}
				if !slices.Contains(free, pkg) {
					t.Errorf("%s calls os.%s: only internal/store writes", pkg, s.Sel.Name)
				}
			}
			return true
		})
	})
	if through == 0 {
		t.Error("internal/store writes nothing: the test looks for the wrong thing")
	}
}

func TestRoomsExist(t *testing.T) {
	found := importsOf(t)
	for pkg := range rooms {
		if found[pkg] == nil {
			t.Errorf("rooms lists %s, which is no package", pkg)
		}
	}
}

// importsOf returns the imports of every package of the module, tests left out.
func importsOf(t *testing.T) map[string][]string {
	t.Helper()
	all := map[string][]string{}
	eachFile(t, parser.ImportsOnly, func(pkg string, file *ast.File) {
		all[pkg] = append(all[pkg], "")
		for _, imported := range file.Imports {
			all[pkg] = append(all[pkg], strings.Trim(imported.Path.Value, `"`))
		}
	})
	return all
}

// eachFile visits every file of the module, tests left out.
func eachFile(t *testing.T, mode parser.Mode, visit func(pkg string, file *ast.File)) {
	t.Helper()
	root := filepath.Join("..", "..")
	err := filepath.WalkDir(root, func(path string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if entry.IsDir() && (entry.Name() == "testdata" || entry.Name() == "node_modules" || entry.Name() == "browser" || path != root && strings.HasPrefix(entry.Name(), ".") && entry.Name() != "..") {
			return filepath.SkipDir
		}
		if !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
			return nil
		}
		file, err := parser.ParseFile(token.NewFileSet(), path, nil, mode)
		if err != nil {
			return err
		}
		folder, err := filepath.Rel(root, filepath.Dir(path))
		if err != nil {
			return err
		}
		visit(filepath.ToSlash(folder), file)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}
