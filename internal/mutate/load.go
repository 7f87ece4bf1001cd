package main

import (
	"bytes"
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"go/ast"
	"go/importer"
	"go/parser"
	"go/token"
	"go/types"
	"io"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"slices"
	"strings"
)

// pkg is a package of the module, as the go command describes it; those to be mutated are parsed besides.
type pkg struct {
	ImportPath                                  string
	Dir                                         string
	Export                                      string
	GoFiles, TestGoFiles, XTestGoFiles, Imports []string
	Deps                                        []string
	Module                                      *struct{ Path, GoVersion string }

	fset      *token.FileSet
	files     []*ast.File
	data      [][]byte
	info      types.Info
	importer  types.Importer
	importers []*pkg // packages with tests that import this one, those with the fewest dependencies first
}

// name is the folder of a package, from the root of its module.
func (p *pkg) name() string {
	return cmp.Or(strings.TrimPrefix(strings.TrimPrefix(p.ImportPath, p.Module.Path), "/"), ".")
}

// load describes and parses the packages that are named.
func load(root string, names []string) ([]*pkg, error) {
	all, err := list(root, "./...")
	if err != nil {
		return nil, err
	}
	chosen, err := list(root, append([]string{"-export", "-deps", "os", "strconv", "sync/atomic"}, names...)...) // see switches
	if err != nil {
		return nil, err
	}
	wanted, err := list(root, names...)
	if err != nil {
		return nil, err
	}
	exports := map[string]string{}
	for _, p := range chosen {
		exports[p.ImportPath] = p.Export
	}
	for _, p := range wanted {
		if err := p.parse(exports); err != nil {
			return nil, err
		}
		for _, other := range all {
			if slices.Contains(other.Imports, p.ImportPath) && len(other.TestGoFiles)+len(other.XTestGoFiles) > 0 {
				p.importers = append(p.importers, other)
			}
		}
		slices.SortStableFunc(p.importers, func(a, b *pkg) int { return len(a.Deps) - len(b.Deps) })
	}
	return wanted, nil
}

func list(root string, args ...string) ([]*pkg, error) {
	fields := "-json=ImportPath,Dir,Export,GoFiles,TestGoFiles,XTestGoFiles,Imports,Deps,Module"
	c := exec.Command("go", append([]string{"list", fields}, args...)...)
	c.Dir = root
	var complaint bytes.Buffer
	c.Stderr = &complaint
	out, err := c.Output()
	if err != nil {
		return nil, fmt.Errorf("go list: %w\n%s", err, complaint.Bytes())
	}
	var found []*pkg
	for d := json.NewDecoder(bytes.NewReader(out)); ; {
		p := &pkg{}
		if err := d.Decode(p); errors.Is(err, io.EOF) {
			return found, nil
		} else if err != nil {
			return nil, err
		}
		found = append(found, p)
	}
}

// parse reads the source of a package and works out its types.
func (p *pkg) parse(exports map[string]string) error {
	p.fset = token.NewFileSet()
	p.importer = importer.ForCompiler(p.fset, "gc", func(path string) (io.ReadCloser, error) { return os.Open(exports[path]) })
	for _, name := range p.GoFiles {
		data, err := os.ReadFile(filepath.Join(p.Dir, name))
		if err != nil {
			return err
		}
		file, err := parser.ParseFile(p.fset, filepath.Join(p.Dir, name), data, parser.SkipObjectResolution)
		if err != nil {
			return err
		}
		p.files, p.data = append(p.files, file), append(p.data, data)
	}
	p.info = types.Info{Types: map[ast.Expr]types.TypeAndValue{}, Uses: map[*ast.Ident]types.Object{}}
	return p.check(p.files, &p.info)
}

func (p *pkg) check(files []*ast.File, info *types.Info) error {
	config := types.Config{Importer: p.importer, GoVersion: "go" + p.Module.GoVersion}
	_, err := config.Check(p.ImportPath, p.fset, files, info)
	return err
}

// compiles reports whether the package still does, with a mutant in it.
func (p *pkg) compiles(m *mutant) bool {
	file, err := parser.ParseFile(p.fset, "mutant.go", m.source(), parser.SkipObjectResolution)
	if err != nil {
		return false
	}
	files := slices.Clone(p.files)
	files[m.file] = file
	return p.check(files, nil) == nil
}

// path is that of a file of the package, from the root of the module.
func (p *pkg) path(file int) string { return path.Join(p.name(), p.GoFiles[file]) }
