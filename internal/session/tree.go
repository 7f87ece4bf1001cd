package session

import (
	"os"
	"path/filepath"
	"strings"

	"golang.org/x/text/unicode/norm"

	"github.com/riskbook/riskbook/internal/source"
	"github.com/riskbook/riskbook/internal/term"
)

// ReadTree reads the register's files without judging them.
func ReadTree(folder string) (*source.Tree, error) {
	root, err := os.OpenRoot(folder)
	if err != nil {
		return nil, Failed(term.Words{Ja: "登録簿のフォルダーを開けません", En: "cannot open the register's folder"}, err)
	}
	defer root.Close()
	tree, err := source.Read(root.FS())
	if err != nil {
		return nil, Failed(term.Words{Ja: "登録簿を読み込めません", En: "cannot read the register"}, err)
	}
	return tree, nil
}

// ConfigOf gives the table of riskbook.toml; nil where there is none.
func ConfigOf(tree *source.Tree) *source.Value {
	if tree.Config == nil {
		return nil
	}
	return tree.Config.Table
}

// LineOf gives the lines of the register's files, for the text form of diagnostics.
func LineOf(tree *source.Tree) func(file string, n int) string {
	return func(file string, n int) string {
		if f := tree.File(file); f != nil {
			return f.Line(n)
		}
		return ""
	}
}

// NameIn gives the name in the register of an absolute path, in NFC. It is false for what lies outside.
func NameIn(root, path string) (string, bool) {
	relative, err := filepath.Rel(root, path)
	name := norm.NFC.String(filepath.ToSlash(relative))
	return name, err == nil && name != ".." && !strings.HasPrefix(name, "../")
}
