package main

import (
	"bytes"
	"cmp"
	"fmt"
	"go/ast"
	"go/parser"
	"go/types"
	"slices"
	"strconv"
	"strings"
)

// guard is how a mutant stands in a program beside all others, asleep until its number is called: a change takes a second, and compiling a minute. In the texts,
// # stands for the number.
type guard struct{ pieces []piece }

// piece is inserted at an offset, or stands in the place of what is there.
type piece struct {
	start, end int
	text       string
	closes     bool // it stands behind what it guards: of several at one place, the innermost comes first
}

func (g *guard) around(start, end int, before, after string) {
	g.pieces = append(g.pieces, piece{start, start, before, false}, piece{end, end, after, true})
}

// around guards a whole node.
func (s *sites) around(n ast.Node, before, after string) guard {
	var g guard
	g.around(s.offset(n.Pos()), s.offset(n.End()), before, after)
	return g
}

// either evaluates a node, or another expression of its type in the place of it.
func (s *sites) either(n ast.Expr, with string) guard {
	t := s.typeOf(n)
	return s.around(n, "mutantEither(#, func() "+t+" { return ", " }, func() "+t+" { return "+with+" })")
}

// typeOf writes the type of an expression.
func (s *sites) typeOf(n ast.Expr) string {
	return types.TypeString(types.Default(s.p.info.Types[n].Type), func(other *types.Package) string {
		if other.Path() == s.p.ImportPath {
			return ""
		}
		return other.Name()
	})
}

// guarded gives a file with mutants in it, asleep.
func guarded(data []byte, mutants []*mutant) []byte {
	var pieces []piece
	for _, m := range mutants {
		for _, p := range m.guard.pieces {
			p.text = strings.ReplaceAll(p.text, "#", strconv.Itoa(m.number))
			pieces = append(pieces, p)
		}
	}
	order := make([]int, len(pieces))
	for i := range order {
		order[i] = i
	}
	// what closes at a place belongs before it, the last that was opened first; what opens there behind it
	slices.SortFunc(order, func(a, b int) int {
		x, y := pieces[a], pieces[b]
		switch {
		case x.start != y.start:
			return x.start - y.start
		case x.closes != y.closes:
			if x.closes {
				return -1
			}
			return 1
		case x.closes:
			return b - a
		}
		return a - b
	})
	var out bytes.Buffer
	at := 0
	for _, i := range order {
		p := pieces[i]
		out.Write(data[at:p.start])
		out.WriteString(p.text)
		at = max(at, p.end)
	}
	out.Write(data[at:])
	return out.Bytes()
}

// switches is the file of a package that wakes a mutant. Which one it is stands in a file, since tests start programs with an environment of their own. Where
// all are asleep and a second file is there, those that a test comes by are noted in it.
func switches(name, active, reached string, most int) string {
	return fmt.Sprintf(switchesText, name, active, reached, most+1)
}

const switchesText = `package %s

import (
	mutantOS "os"
	mutantConv "strconv"
	mutantAtomic "sync/atomic"
)

var mutantActive = func() int {
	data, _ := mutantOS.ReadFile(%q)
	n, _ := mutantConv.Atoi(string(data))
	return n
}()

var mutantNotes = func() *mutantOS.File {
	if mutantActive > 0 {
		return nil
	}
	file, _ := mutantOS.OpenFile(%q, mutantOS.O_APPEND|mutantOS.O_WRONLY, 0)
	return file
}()

var mutantSeen [%d]mutantAtomic.Bool

func mutantOn(number int) bool {
	if mutantNotes != nil && mutantSeen[number].CompareAndSwap(false, true) {
		mutantNotes.WriteString(mutantConv.Itoa(number) + " ")
	}
	return number == mutantActive
}

func mutantEither[T any](number int, was, with func() T) T {
	if mutantOn(number) {
		return with()
	}
	return was()
}

func mutantPick[T any](number int, was, with T) T {
	if mutantOn(number) {
		return with
	}
	return was
}

func mutantAnd(number int, a bool, b func() bool) bool {
	if mutantOn(number) {
		return a || b()
	}
	return a && b()
}

func mutantOr(number int, a bool, b func() bool) bool {
	if mutantOn(number) {
		return a && b()
	}
	return a || b()
}
`

// together gives the files of a package that change where mutants stand in it side by side, by their place in the list of its files. It is false where they do
// not compile so.
func (p *pkg) together(mutants []*mutant) (changed map[int][]byte, ok bool) {
	byFile := map[int][]*mutant{}
	for _, m := range mutants {
		byFile[m.file] = append(byFile[m.file], m)
	}
	files := slices.Clone(p.files)
	changed = map[int][]byte{}
	for i, list := range byFile {
		slices.SortFunc(list, func(a, b *mutant) int { return cmp.Compare(a.order, b.order) })
		changed[i] = guarded(p.data[i], list)
		file, err := parser.ParseFile(p.fset, "mutant.go", changed[i], parser.SkipObjectResolution)
		if err != nil {
			return nil, false
		}
		files[i] = file
	}
	file, err := parser.ParseFile(p.fset, "switches.go", switches(p.files[0].Name.Name, "", "", 0), parser.SkipObjectResolution)
	if err != nil {
		return nil, false
	}
	return changed, p.check(append(files, file), nil) == nil
}

// sideBySide parts mutants into those that can stand in a package together and those that cannot: constants, above all.
func (p *pkg) sideBySide(mutants []*mutant) (together, alone []*mutant) {
	if _, ok := p.together(mutants); ok {
		return mutants, nil
	}
	if len(mutants) == 1 {
		return nil, mutants
	}
	half := len(mutants) / 2
	together, alone = p.sideBySide(mutants[:half:half])
	more, others := p.sideBySide(mutants[half:])
	alone = append(alone, others...)
	if _, ok := p.together(append(together, more...)); ok {
		return append(together, more...), alone
	}
	for _, m := range more { // they bear others, but not those of the first half
		if _, ok := p.together(append(together, m)); ok {
			together = append(together, m)
		} else {
			alone = append(alone, m)
		}
	}
	return together, alone
}
