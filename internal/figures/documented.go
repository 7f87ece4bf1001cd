package main

import "go/ast"

// undocumented counts the exported names of a file that no comment says anything of. A comment over a group of constants or variables speaks for the group.
func undocumented(file *ast.File) int {
	n := 0
	for _, d := range file.Decls {
		switch d := d.(type) {
		case *ast.FuncDecl:
			if of := receiver(d); d.Doc == nil && d.Name.IsExported() && (of == "" || ast.IsExported(of)) {
				n++
			}
		case *ast.GenDecl:
			for _, spec := range d.Specs {
				if d.Doc != nil {
					break
				}
				switch s := spec.(type) {
				case *ast.TypeSpec:
					n += exportedBare(s.Doc, s.Comment, s.Name)
				case *ast.ValueSpec:
					n += exportedBare(s.Doc, s.Comment, s.Names...)
				}
			}
		}
	}
	return n
}

func exportedBare(doc, behind *ast.CommentGroup, names ...*ast.Ident) int {
	n := 0
	for _, name := range names {
		if doc == nil && behind == nil && name.IsExported() {
			n++
		}
	}
	return n
}
