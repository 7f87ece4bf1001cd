package main

import (
	"fmt"
	"go/ast"
	"go/token"
	"go/types"
	"math/rand/v2"
	"slices"
	"strconv"
	"strings"
)

// kind is a way of changing a program.
type kind string

// The kinds.
const (
	bound    kind = "bound"    // < for <=
	clone    kind = "clone"    // what was copied is shared
	constant kind = "constant" // one more, one less
	flip     kind = "flip"     // true for false, + for -, min for max
	join     kind = "join"     // && for ||
	remove   kind = "remove"   // a statement is taken out
	turn     kind = "turn"     // a condition says the opposite
	zero     kind = "zero"     // nothing is returned
)

// mutant is one change of one file.
type mutant struct {
	of         *pkg
	file       int // of the files of its package
	start, end int // bytes that are replaced
	with       string
	kind       kind
	line       int
	column     int
	order      int // among those of its package, an outer one before those inside it
	number     int // by which it is called, from 1
	guard      guard
}

// source is the file with the change in it.
func (m *mutant) source() []byte {
	data := m.of.data[m.file]
	return slices.Concat(data[:m.start], []byte(m.with), data[m.end:])
}

// String says where and what.
func (m *mutant) String() string {
	place := fmt.Sprintf("%s:%d:%d", m.of.path(m.file), m.line, m.column)
	return fmt.Sprintf("%-44s %-8s  %s → %s", place, m.kind, brief(string(m.of.data[m.file][m.start:m.end])), brief(m.with))
}

// brief gives the beginning of a piece of source on one line.
func brief(text string) string {
	text = strings.Join(strings.Fields(text), " ")
	if r := []rune(text); len(r) > 60 {
		return string(r[:60]) + "…"
	}
	return text
}

// pick gives the mutants to try: as many of one package as of another, and of each package as many of one kind as of another, no two on one line. Where
// -at names a place, all of it; all there is with -all.
func (t *task) pick(packages []*pkg) []*mutant {
	var picked []*mutant
	for i, p := range packages {
		share := (t.mutants + len(packages) - 1 - i) / len(packages)
		queues := map[kind][]*mutant{}
		var kinds []kind
		for _, m := range p.mutants() {
			if t.at != "" || t.all {
				place := m.of.path(m.file)
				named := func(at string) bool {
					at = strings.TrimPrefix(at, "./")
					return at == place || at == place+":"+strconv.Itoa(m.line)
				}
				if (t.all || slices.ContainsFunc(strings.Split(t.at, ","), named)) && p.compiles(m) {
					picked = append(picked, m)
				}
				continue
			}
			if queues[m.kind] == nil {
				kinds = append(kinds, m.kind)
			}
			queues[m.kind] = append(queues[m.kind], m)
		}
		slices.Sort(kinds)
		random := rand.New(rand.NewPCG(t.seed, 0))
		for _, k := range kinds {
			random.Shuffle(len(queues[k]), func(a, b int) { queues[k][a], queues[k][b] = queues[k][b], queues[k][a] })
		}
		taken, left := map[string]bool{}, true
		for left && share > 0 {
			left = false
			for _, k := range kinds {
				for len(queues[k]) > 0 && share > 0 {
					m := queues[k][0]
					queues[k], left = queues[k][1:], true
					line := m.of.path(m.file) + ":" + strconv.Itoa(m.line)
					if !taken[line] && p.compiles(m) {
						taken[line] = true
						picked = append(picked, m)
						share--
						break
					}
				}
			}
		}
	}
	return picked
}

// mutants gives all changes that can be tried of a package, whether or not they compile, in the order of the source.
func (p *pkg) mutants() []*mutant {
	var found []*mutant
	for i, file := range p.files {
		s := sites{p: p, file: i}
		ast.PreorderStack(file, nil, func(n ast.Node, above []ast.Node) bool {
			if s.unnoticed(n, above) {
				return false
			}
			s.at(n, above)
			return true
		})
		found = append(found, s.found...)
	}
	for i, m := range found {
		m.order = i
	}
	return found
}

// sites collects what can be changed in a file.
type sites struct {
	p     *pkg
	file  int
	found []*mutant
}

func (s *sites) add(k kind, n ast.Node, with string, g guard) {
	from := s.p.fset.Position(n.Pos())
	s.found = append(s.found, &mutant{of: s.p, file: s.file, start: from.Offset, end: s.offset(n.End()), with: with, kind: k, line: from.Line, column: from.Column, guard: g})
}

func (s *sites) offset(at token.Pos) int { return s.p.fset.Position(at).Offset }

// text is the source of a node.
func (s *sites) text(n ast.Node) string {
	return string(s.p.data[s.file][s.offset(n.Pos()):s.offset(n.End())])
}

// operator adds a change of the operator of an expression alone.
func (s *sites) operator(k kind, n *ast.BinaryExpr, with token.Token, g guard) {
	at := s.p.fset.Position(n.OpPos)
	s.found = append(s.found, &mutant{of: s.p, file: s.file, start: at.Offset, end: at.Offset + len(n.Op.String()), with: with.String(), kind: k, line: at.Line, column: at.Column, guard: g})
}

// at adds what can be changed at a node itself.
func (s *sites) at(n ast.Node, above []ast.Node) {
	up := ast.Node(nil)
	if len(above) > 0 {
		up = above[len(above)-1]
	}
	if stmt, ok := n.(ast.Stmt); ok && removable(stmt, up) {
		s.add(remove, n, "{}", s.around(n, "if !mutantOn(#) { ", " }"))
	}
	switch n := n.(type) {
	case *ast.IfStmt:
		s.turn(n.Cond)
	case *ast.ForStmt:
		if n.Cond != nil {
			s.turn(n.Cond)
		}
	case *ast.SwitchStmt:
		if n.Tag == nil {
			for _, clause := range n.Body.List {
				for _, cond := range clause.(*ast.CaseClause).List {
					s.turn(cond)
				}
			}
		}
	case *ast.BinaryExpr:
		s.binary(n, up)
	case *ast.BasicLit:
		s.literal(n, up)
	case *ast.Ident:
		if use := s.p.info.Uses[n]; use != nil && use.Parent() == types.Universe && (n.Name == "true" || n.Name == "false") {
			s.add(flip, n, strconv.FormatBool(n.Name == "false"), s.around(n, "(", " != mutantOn(#))"))
		}
	case *ast.CallExpr:
		s.call(n)
	case *ast.ReturnStmt:
		s.zeros(n, above)
	}
}

// turn makes a condition say the opposite.
func (s *sites) turn(cond ast.Expr) {
	s.add(turn, cond, "!("+s.text(cond)+")", s.around(cond, "((", ") != mutantOn(#))"))
}

var otherBound = map[token.Token]token.Token{token.LSS: token.LEQ, token.LEQ: token.LSS, token.GTR: token.GEQ, token.GEQ: token.GTR}

var opposite = map[token.Token]token.Token{token.ADD: token.SUB, token.SUB: token.ADD, token.MUL: token.QUO, token.QUO: token.MUL}

func (s *sites) binary(n *ast.BinaryExpr, up ast.Node) {
	switch n.Op {
	case token.LSS, token.GTR:
		s.operator(bound, n, otherBound[n.Op], s.around(n, "(", " || mutantOn(#) && ("+s.text(n.X)+") == ("+s.text(n.Y)+"))"))
	case token.LEQ, token.GEQ:
		s.operator(bound, n, otherBound[n.Op], s.around(n, "(", " && !(mutantOn(#) && ("+s.text(n.X)+") == ("+s.text(n.Y)+")))"))
	case token.EQL, token.NEQ:
		if !isCondition(n, up) { // else the condition is turned as a whole
			s.turn(n)
		}
	case token.LAND, token.LOR:
		s.operator(join, n, token.LAND+token.LOR-n.Op, s.joined(n))
		for _, side := range []ast.Expr{n.X, n.Y} {
			if _, ok := ast.Unparen(side).(*ast.BinaryExpr); !ok {
				s.turn(side)
			}
		}
	case token.ADD, token.SUB, token.MUL, token.QUO:
		if value := s.p.info.Types[n]; value.Value == nil && isNumber(value.Type) {
			s.operator(flip, n, opposite[n.Op], s.either(n, "("+s.text(n.X)+") "+opposite[n.Op].String()+" ("+s.text(n.Y)+")"))
		}
	}
}

// joined guards the operator of two conditions, of which the second is evaluated where the first leaves it open.
func (s *sites) joined(n *ast.BinaryExpr) guard {
	name, op := "mutantAnd", s.offset(n.OpPos)
	if n.Op == token.LOR {
		name = "mutantOr"
	}
	var g guard
	g.around(s.offset(n.Pos()), s.offset(n.End()), name+"(#, ", ")")
	g.pieces = append(g.pieces, piece{op, op + len(n.Op.String()), ",", false})
	g.around(s.offset(n.Y.Pos()), s.offset(n.Y.End()), "func() bool { return (", ") }")
	return g
}

// isCondition reports whether an expression is all of a condition.
func isCondition(n ast.Expr, up ast.Node) bool {
	switch up := up.(type) {
	case *ast.IfStmt:
		return up.Cond == n
	case *ast.ForStmt:
		return up.Cond == n
	case *ast.CaseClause:
		return true
	}
	return false
}

func isNumber(t types.Type) bool {
	basic, ok := t.Underlying().(*types.Basic)
	return ok && basic.Info()&types.IsNumeric != 0
}

// literal moves a whole number by one. A negative one is a sign that something was not found or comes before, whatever its size; so is a 1 that is returned.
// One of more than three digits is a size that somebody chose: one more would do as well.
func (s *sites) literal(n *ast.BasicLit, up ast.Node) {
	value, err := strconv.ParseInt(n.Value, 0, 64)
	if n.Kind != token.INT || err != nil || value > 999 {
		return
	}
	move := func(to int64) {
		with := strconv.FormatInt(to, 10)
		s.add(constant, n, with, s.around(n, "mutantPick["+s.typeOf(n)+"](#, ", ", "+with+")"))
	}
	_, returned := up.(*ast.ReturnStmt)
	sign, ok := up.(*ast.UnaryExpr)
	if !(ok && sign.Op == token.SUB || returned && value == 1) {
		move(value + 1)
	}
	if value > 0 {
		move(value - 1)
	}
}

func (s *sites) call(n *ast.CallExpr) {
	arguments := string(s.p.data[s.file][s.offset(n.Lparen):s.offset(n.End())])
	switch name := s.text(n.Fun); name {
	case "min":
		s.add(flip, n.Fun, "max", s.either(n, "max"+arguments))
	case "max":
		s.add(flip, n.Fun, "min", s.either(n, "min"+arguments))
	case "bytes.Clone", "maps.Clone", "slices.Clone":
		s.add(clone, n, s.text(n.Args[0]), s.either(n, s.text(n.Args[0])))
	}
}

// zeros makes a function return nothing in the place of each of its results.
func (s *sites) zeros(n *ast.ReturnStmt, above []ast.Node) {
	var results *ast.FieldList
	for _, node := range slices.Backward(above) {
		if f, ok := node.(*ast.FuncDecl); ok {
			results = f.Type.Results
			break
		}
		if f, ok := node.(*ast.FuncLit); ok {
			results = f.Type.Results
			break
		}
	}
	if results == nil {
		return
	}
	var all []ast.Expr
	for _, field := range results.List {
		for range max(1, len(field.Names)) {
			all = append(all, field.Type)
		}
	}
	if len(all) != len(n.Results) {
		return // results by name, or of another call
	}
	for i, value := range n.Results {
		if i < len(all)-1 && s.fails(n, above) {
			continue // nobody looks at what stands beside an error
		}
		with := s.zeroOf(all[i])
		if v := s.p.info.Types[value].Value; v != nil && v.ExactString() == with {
			continue // a constant by another name
		}
		if was := s.text(value); was != with && was != "true" && !strings.HasSuffix(was, "{}") {
			s.add(zero, value, with, s.around(value, "mutantPick["+s.text(all[i])+"](#, ", ", "+with+")"))
		}
	}
}

// fails reports whether the last thing that is returned is an error for certain: one that is made on the spot, or was found to be one.
func (s *sites) fails(n *ast.ReturnStmt, above []ast.Node) bool {
	last := n.Results[len(n.Results)-1]
	if !types.Implements(s.p.info.Types[last].Type, types.Universe.Lookup("error").Type().Underlying().(*types.Interface)) {
		return false
	}
	if _, made := last.(*ast.CallExpr); made {
		return true
	}
	for _, node := range slices.Backward(above) {
		if found, ok := node.(*ast.IfStmt); ok {
			return s.text(found.Cond) == s.text(last)+" != nil"
		}
	}
	return false
}

// zeroOf is the source of a value that says nothing.
func (s *sites) zeroOf(result ast.Expr) string {
	t := s.p.info.Types[result].Type
	switch u := t.Underlying().(type) {
	case *types.Basic:
		switch {
		case u.Info()&types.IsBoolean != 0:
			return "false"
		case u.Info()&types.IsString != 0:
			return `""`
		case u.Info()&types.IsNumeric != 0:
			return "0"
		}
	case *types.Pointer, *types.Slice, *types.Map, *types.Chan, *types.Signature, *types.Interface:
		if _, ok := t.(*types.TypeParam); !ok {
			return "nil"
		}
	}
	return "*new(" + s.text(result) + ")"
}
