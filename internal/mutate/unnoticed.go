package main

import (
	"go/ast"
	"go/token"
	"go/types"
)

// removable reports whether an empty block can stand in for a statement.
func removable(n ast.Stmt, up ast.Node) bool {
	switch up := up.(type) {
	case *ast.BlockStmt:
	case *ast.CaseClause:
	case *ast.CommClause:
		if up.Comm == n {
			return false
		}
	case *ast.IfStmt:
		return up.Else == n
	default:
		return false
	}
	switch n := n.(type) {
	case *ast.AssignStmt:
		return n.Tok != token.DEFINE
	case *ast.BranchStmt, *ast.DeferStmt, *ast.ExprStmt, *ast.ForStmt, *ast.GoStmt, *ast.IfStmt, *ast.IncDecStmt, *ast.RangeStmt, *ast.ReturnStmt, *ast.SendStmt,
		*ast.SwitchStmt, *ast.TypeSwitchStmt:
		return true
	}
	return false
}

// unnoticed reports whether no test could notice a change of a node or below it: it makes room ahead, keeps others out for a while, gives back what is not
// needed any more, says that the program itself is wrong, how often at most to
// replace what stands there once, or how long numbers are that have one length.
func (s *sites) unnoticed(n ast.Node, above []ast.Node) bool {
	switch n := n.(type) {
	case *ast.ArrayType:
		return n.Len != nil
	case *ast.AssignStmt:
		call, ok := n.Rhs[0].(*ast.CallExpr)
		return ok && (s.text(call.Fun) == "slices.Grow" || s.text(call.Fun) == "slices.Clip")
	case *ast.ExprStmt:
		return s.unnoticedCall(n.X)
	case *ast.DeferStmt:
		return s.unnoticedCall(n.Call)
	case *ast.CallExpr:
		return s.unnoticedCall(n)
	}
	if len(above) == 0 {
		return false
	}
	call, ok := above[len(above)-1].(*ast.CallExpr)
	if !ok {
		return false
	}
	switch s.text(call.Fun) {
	case "make":
		_, isSlice := s.p.info.Types[call.Args[0]].Type.Underlying().(*types.Slice)
		return len(call.Args) > 1 && (n == call.Args[1] && !isSlice || len(call.Args) > 2 && n == call.Args[2])
	case "bytes.Replace", "strings.Replace":
		return n == call.Args[3]
	case "strconv.ParseFloat":
		return n == call.Args[1]
	}
	return false
}

func (s *sites) unnoticedCall(e ast.Expr) bool {
	call, ok := e.(*ast.CallExpr)
	if !ok {
		return false
	}
	if f, ok := call.Fun.(*ast.SelectorExpr); ok {
		switch f.Sel.Name {
		case "Grow", "Lock", "Unlock", "RLock", "RUnlock", "Put", "Close":
			return true
		}
	}
	return s.text(call.Fun) == "panic"
}
