package check

import (
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"unicode"

	"github.com/riskbook/riskbook/internal/diagnostic"
	"github.com/riskbook/riskbook/internal/register"
	"github.com/riskbook/riskbook/internal/rule"
	"github.com/riskbook/riskbook/internal/term"
)

func TestRulesAreListedInOrder(t *testing.T) {
	if !slices.IsSortedFunc(Rules, func(a, b *Rule) int { return strings.Compare(string(a.Name), string(b.Name)) }) {
		t.Error("rules.go is not in the order of the names")
	}
	files, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range Rules {
		if want := strings.ReplaceAll(string(r.Name), "-", "_") + ".go"; !slices.Contains(files, want) {
			t.Errorf("the rule %s has no file %s", r.Name, want)
		}
	}
}

// The names that the contract lists, with their severities.
func TestEveryRuleOfTheContract(t *testing.T) {
	for severity, names := range map[diagnostic.Severity]string{
		diagnostic.Error: `syntax unknown-key missing-key wrong-type unknown-value not-on-scale duplicate-id bad-id dangling-reference wrong-kind
			cycle bad-date-order matrix-shape unknown-level translation-with-facts orphan-translation unknown-party retained-against-criteria beyond-authority
			self-approved unsafe-link too-large too-deep not-utf8 not-regular-file escapes-root merge-conflict likelihood-disagrees`,
		diagnostic.Warning: `raw-html no-current-analysis needs-judgement needs-treatment insufficient-plan projected-unacceptable introduced-unevaluated
			pushed-over acceptance-expired acceptance-outgrown acceptance-under-older-criteria rated-under-older-criteria
			option-without-rationale extreme-without-continuity action-overdue plan-overdue review-overdue evaluation-stale
			criteria-review-overdue finished-not-reanalysed effectiveness-unreviewed indicator-beyond-limit finding-overdue
			level-rises-with-controls quantities-disagree asset-without-event event-without-risk risk-without-event approach-missing
			channel-silent step-without-evidence broken-link
			control-not-in-place level-falls-without-control target-worse-than-now options-differ shared-without-party owner-outside
			plan-without-approval bad-plan-dates leftover-closing double-pin idle-pin matrix-not-monotone done-in-future far-date
			consequences-disagree service-level-unknown channel-provider-disagree report-overdue`,
		diagnostic.Info: `untranslated term-unused orphan-record expires-soon due-soon
			rating-without-rationale targets-conflict cumulative-unknown closed-without-decision provisional-record incomplete-record
			incidents-contradict-estimate`,
	} {
		for _, name := range strings.Fields(names) {
			if r := Lookup(rule.Name(name)); r == nil {
				t.Errorf("there is no rule %s", name)
			} else if r.Severity != severity {
				t.Errorf("%s is of severity %s, want %s", name, r.Severity, severity)
			}
		}
	}
}

func TestWords(t *testing.T) {
	for _, r := range Rules {
		check := func(what string, w term.Words) {
			if strings.TrimSpace(w.Ja) == "" || strings.TrimSpace(w.En) == "" {
				t.Errorf("%s: %s is not given in both languages", r.Name, what)
			}
			if !strings.ContainsFunc(w.Ja, func(c rune) bool { return unicode.In(c, unicode.Hiragana, unicode.Katakana, unicode.Han) }) {
				t.Errorf("%s: %s is not Japanese: %s", r.Name, what, w.Ja)
			}
			if strings.ContainsFunc(w.En, func(c rune) bool { return unicode.In(c, unicode.Hiragana, unicode.Katakana, unicode.Han) }) {
				t.Errorf("%s: %s is not English: %s", r.Name, what, w.En)
			}
			if m := placeholder.FindString(w.Ja + w.En); m != "" && what != "message" && what != "help" {
				t.Errorf("%s: %s cannot have arguments: %s", r.Name, what, m)
			}
			if ja, en := placeholder.FindAllString(w.Ja, -1), placeholder.FindAllString(w.En, -1); what == "message" && len(r.Says) > 0 {
				for _, p := range en {
					if !slices.Contains(ja, p) {
						t.Errorf("%s: %s is in the English message only: %s", r.Name, p, w.Ja)
					}
				}
			}
		}
		check("title", r.Title)
		check("why", r.Why)
		check("mend", r.Mend)
		for _, s := range r.Says {
			check("message", s.Message)
			check("help", s.Help)
		}
		if r.Step != "" && !slices.Contains(register.Steps, r.Step) {
			t.Errorf("%s: there is no step %s", r.Name, r.Step)
		}
	}
}

// What the rooms that read emit (rule and case) must have words here, and the words may only use arguments that are given with them.
func TestEveryEmittedCaseHasWords(t *testing.T) {
	emitted := emittedCases(t)
	if len(emitted) < 60 {
		t.Fatalf("only %d cases were found: the search no longer fits the sources", len(emitted))
	}
	for name, args := range emitted {
		of, kase, _ := strings.Cut(name, "/")
		r := Lookup(rule.Name(of))
		if r == nil {
			t.Errorf("%s is emitted, but there is no such rule", of)
			continue
		}
		at := slices.IndexFunc(r.Says, func(s Saying) bool { return string(s.Case) == kase })
		if at < 0 {
			t.Errorf("%s: the case %q is emitted and has no words", of, kase)
			continue
		}
		s := r.Says[at]
		for _, text := range []string{s.Message.Ja, s.Message.En, s.Help.Ja, s.Help.En} {
			for _, p := range placeholder.FindAllString(text, -1) {
				if !args[strings.Trim(p, "{}")] {
					t.Errorf("%s: case %q uses %s, which is not given: %s", of, kase, p, text)
				}
			}
		}
	}
}

// emittedCases searches the sources of the rooms that read for what they emit, and gives the arguments by "rule/case".
func emittedCases(t *testing.T) map[string]map[string]bool {
	t.Helper()
	s := &search{found: map[string]map[string]bool{}}
	for _, room := range []string{"compile", "prose", "register", "source"} {
		s.room = room
		files, err := filepath.Glob(filepath.Join("..", room, "*.go"))
		if err != nil {
			t.Fatal(err)
		}
		for _, file := range files {
			if strings.HasSuffix(file, "_test.go") {
				continue
			}
			data, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			parsed, err := parser.ParseFile(token.NewFileSet(), file, data, parser.SkipObjectResolution)
			if err != nil {
				t.Fatal(err)
			}
			for _, d := range parsed.Decls {
				if f, ok := d.(*ast.FuncDecl); ok && f.Body != nil {
					s.function(f)
				}
			}
		}
	}
	return s.found
}

// search walks through functions. A case that is not written where it is emitted is looked for among the strings that the function assigns
// to the variable, or that the functions returning it return.
type search struct {
	room  string
	found map[string]map[string]bool
	f     *ast.FuncDecl
}

// returned are the functions whose results are cases, with the rule that they belong to and the arguments that go with every case.
var returned = map[string]struct{ rule, args string }{
	"split":          {"syntax", ""},
	"judge":          {"syntax", ""},
	"unclosedString": {"syntax", ""},
	"badEscape":      {"syntax", ""},
	"badHeader":      {"syntax", ""},
	"badKey":         {"syntax", ""},
	"missingEquals":  {"syntax", ""},
	"afterValue":     {"syntax", ""},
	"badValue":       {"syntax", ""},
	"scalar":         {"syntax", "found"},
	"resolveFile":    {"broken-link", "target"},
}

// calls are the functions that make a fault of literals: the positions of the rule and of the case among their arguments. -1: not given.
var calls = map[string]struct {
	rule       string
	ruleAt, at int
	args       string
}{
	"register.fault":     {"", 0, 1, ""},
	"register.wrongType": {"wrong-type", -1, 1, "key found wanted"},
	"prose.fault":        {"", 0, 1, ""},
	"prose.excess":       {"too-large", -1, 0, "limit found"},
	"source.report":      {"", 0, 1, ""},
	"source.refuse":      {"not-regular-file", -1, 0, ""},
	"source.tooLarge":    {"too-large", -1, 1, "size limit most key"},
}

func (s *search) add(rule, kase string, args ...string) {
	if rule == "" {
		return
	}
	if rule == "too-large" && kase == "depth" {
		rule = "too-deep"
	}
	name := rule + "/" + kase
	if s.found[name] == nil {
		s.found[name] = map[string]bool{}
	}
	for _, a := range args {
		s.found[name][a] = true
	}
}

func (s *search) function(f *ast.FuncDecl) {
	s.f = f
	if from, ok := returned[f.Name.Name]; ok {
		ast.Inspect(f.Body, func(n ast.Node) bool {
			if r, ok := n.(*ast.ReturnStmt); ok {
				for _, result := range r.Results {
					if kase := text(result); kase != "" {
						s.add(from.rule, kase, append(strings.Fields(from.args), s.arguments(f.Body)...)...)
					}
				}
			}
			return true
		})
	}
	ast.Inspect(f.Body, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.CallExpr:
			s.call(n)
		case *ast.CompositeLit:
			s.literal(n)
		}
		return true
	})
}

func (s *search) call(n *ast.CallExpr) {
	name := ""
	switch f := n.Fun.(type) {
	case *ast.Ident:
		name = f.Name
	case *ast.SelectorExpr:
		name = f.Sel.Name
	}
	c, ok := calls[s.room+"."+name]
	if !ok || c.at >= len(n.Args) {
		return
	}
	rule := c.rule
	if c.ruleAt >= 0 {
		rule = text(n.Args[c.ruleAt])
	}
	if rule == "" {
		return
	}
	for _, kase := range s.values(n.Args[c.at]) {
		s.add(rule, kase, append(strings.Fields(c.args), s.arguments(s.f.Body)...)...)
	}
}

// literal reads Finding{Rule: …, Case: …} and fault{rule: …, name: …}.
func (s *search) literal(n *ast.CompositeLit) {
	rule, cases := "", []string{""}
	for _, e := range n.Elts {
		pair, ok := e.(*ast.KeyValueExpr)
		if !ok {
			continue
		}
		switch k, _ := pair.Key.(*ast.Ident); {
		case k == nil:
		case k.Name == "Rule" || k.Name == "rule":
			rule = text(pair.Value)
		case k.Name == "Case" || k.Name == "name":
			cases = s.values(pair.Value)
		}
	}
	for _, kase := range cases {
		s.add(rule, kase, s.arguments(s.f.Body)...)
	}
}

// values gives what an expression may be: a string, or the strings that the function assigns to a variable.
func (s *search) values(e ast.Expr) []string {
	if v, ok := constant(e); ok {
		return []string{v}
	}
	var list []string
	if index, ok := e.(*ast.IndexExpr); ok {
		if m, ok := index.X.(*ast.CompositeLit); ok {
			for _, e := range m.Elts {
				list = append(list, text(e.(*ast.KeyValueExpr).Value))
			}
		}
		return list
	}
	id, ok := e.(*ast.Ident)
	if !ok {
		return nil
	}
	ast.Inspect(s.f.Body, func(n ast.Node) bool {
		a, ok := n.(*ast.AssignStmt)
		if !ok || len(a.Lhs) != len(a.Rhs) {
			return true
		}
		for i, left := range a.Lhs {
			v, known := constant(a.Rhs[i])
			if l, ok := left.(*ast.Ident); !ok || l.Name != id.Name || !known {
				continue
			}
			// excess is never called with the empty case that a variable begins with.
			if v != "" || s.room == "register" || s.room == "source" && id.Name == "name" {
				list = append(list, v)
			}
		}
		return true
	})
	return list
}

// arguments gives the keys of all Args that a function makes.
func (s *search) arguments(body ast.Node) []string {
	var keys []string
	ast.Inspect(body, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.CompositeLit:
			if sel, ok := n.Type.(*ast.SelectorExpr); ok && sel.Sel.Name == "Args" {
				for _, e := range n.Elts {
					keys = append(keys, text(e.(*ast.KeyValueExpr).Key))
				}
			}
		case *ast.IndexExpr:
			if x, ok := n.X.(*ast.Ident); ok && x.Name == "args" {
				keys = append(keys, text(n.Index))
			}
		}
		return true
	})
	return keys
}

func text(e ast.Expr) string {
	s, _ := constant(e)
	return s
}

// constant gives the value of a string, or of a constant of package rule.
func constant(e ast.Expr) (string, bool) {
	switch e := e.(type) {
	case *ast.BasicLit:
		return unquoted(e)
	case *ast.SelectorExpr:
		if from, ok := e.X.(*ast.Ident); ok && from.Name == "rule" {
			s, ok := named()[e.Sel.Name]
			return s, ok
		}
	}
	return "", false
}

func unquoted(lit *ast.BasicLit) (string, bool) {
	s, err := strconv.Unquote(lit.Value)
	return s, err == nil && lit.Kind == token.STRING
}

// named reads the constants of package rule.
var named = sync.OnceValue(func() map[string]string {
	values := map[string]string{}
	for _, name := range []string{"cases.go", "names.go", "rule.go"} {
		file, err := parser.ParseFile(token.NewFileSet(), filepath.Join("..", "rule", name), nil, parser.SkipObjectResolution)
		if err != nil {
			panic(err)
		}
		for _, d := range file.Decls {
			if d, ok := d.(*ast.GenDecl); ok && d.Tok == token.CONST {
				for _, spec := range d.Specs {
					v := spec.(*ast.ValueSpec)
					values[v.Names[0].Name], _ = unquoted(v.Values[0].(*ast.BasicLit))
				}
			}
		}
	}
	return values
})
