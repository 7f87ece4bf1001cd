package site

import (
	"cmp"
	"fmt"
	"reflect"
	"strconv"
	"text/template/parse"
)

// getter gives the value of an expression of a template.
type getter func(x *run, dot reflect.Value) reflect.Value

func (m *maker) command(s *frame, command *parse.CommandNode, dot reflect.Type) (getter, reflect.Type) {
	name, ok := command.Args[0].(*parse.IdentifierNode)
	if !ok {
		if len(command.Args) > 1 {
			panic(unsuited{"a method with arguments"})
		}
		return m.value(s, command.Args[0], dot)
	}
	gets, types := make([]getter, len(command.Args)-1), make([]reflect.Type, len(command.Args)-1)
	for i, arg := range command.Args[1:] {
		gets[i], types[i] = m.value(s, arg, dot)
	}
	return function(name.Ident, gets, types)
}

func (m *maker) value(s *frame, n parse.Node, dot reflect.Type) (getter, reflect.Type) {
	switch n := n.(type) {
	case *parse.DotNode:
		return func(_ *run, dot reflect.Value) reflect.Value { return dot }, dot
	case *parse.FieldNode:
		return m.fields(s, n, func(_ *run, dot reflect.Value) reflect.Value { return dot }, dot, n.Ident)
	case *parse.VariableNode:
		for i := len(s.vars) - 1; i >= 0; i-- {
			if s.vars[i].name == n.Ident[0] {
				return m.fields(s, n, func(x *run, _ reflect.Value) reflect.Value { return x.vars[x.base+i] }, s.vars[i].of, n.Ident[1:])
			}
		}
	case *parse.PipeNode:
		if len(n.Decl) == 0 {
			return m.pipe(s, n, dot)
		}
	case *parse.StringNode:
		return constant(n.Text)
	case *parse.BoolNode:
		return constant(n.True)
	case *parse.NumberNode:
		if n.IsInt {
			return constant(int(n.Int64))
		}
	}
	panic(unsuited{fmt.Sprintf("%T", n)})
}

func constant(of any) (getter, reflect.Type) {
	v := reflect.ValueOf(of)
	return func(*run, reflect.Value) reflect.Value { return v }, v.Type()
}

// fields follows names of fields.
func (m *maker) fields(s *frame, at parse.Node, get getter, of reflect.Type, names []string) (getter, reflect.Type) {
	for _, name := range names {
		from, pointer := get, of.Kind() == reflect.Pointer
		if pointer {
			of = of.Elem()
		}
		where := func(message string) failed {
			location, context := s.tree.ErrorContext(at)
			return failed{fmt.Errorf("template: %s: executing %q at <%s>: %s", location, s.tree.Name, context, message)}
		}
		switch of.Kind() {
		case reflect.Struct:
			f, ok := of.FieldByName(name)
			if !ok || !f.IsExported() {
				panic(unsuited{"method " + name})
			}
			for _, i := range f.Index[:len(f.Index)-1] {
				if of = of.Field(i).Type; of.Kind() == reflect.Pointer {
					panic(unsuited{"an embedded pointer"})
				}
			}
			index := f.Index
			get = func(x *run, dot reflect.Value) reflect.Value {
				v := from(x, dot)
				if pointer {
					if v.IsNil() {
						panic(where("nil pointer evaluating " + v.Type().String() + "." + name))
					}
					v = v.Elem()
				}
				for _, i := range index {
					v = v.Field(i)
				}
				return v
			}
			of = f.Type
		case reflect.Map:
			if of != reflect.TypeFor[map[string]string]() || pointer {
				panic(unsuited{"a map of something else than words"})
			}
			get = func(x *run, dot reflect.Value) reflect.Value {
				words, ok := from(x, dot).Interface().(map[string]string)[name]
				if !ok {
					panic(where(fmt.Sprintf("map has no entry for key %q", name)))
				}
				return reflect.ValueOf(words)
			}
			of = of.Elem()
		default:
			panic(unsuited{"a field of " + of.String()})
		}
	}
	return get, of
}

// function makes a call of one of the functions that templates have.
func function(name string, args []getter, types []reflect.Type) (getter, reflect.Type) {
	truth := make([]func(reflect.Value) bool, len(args))
	switch name {
	case "and", "or", "not":
		for i, t := range types {
			truth[i] = truthOf(t)
		}
	}
	switch {
	case name == "not" && len(args) == 1:
		return flag(func(x *run, dot reflect.Value) bool { return !truth[0](args[0](x, dot)) })
	case name == "len" && len(args) == 1:
		return func(x *run, dot reflect.Value) reflect.Value { return reflect.ValueOf(deref(args[0](x, dot)).Len()) }, reflect.TypeFor[int]()
	case (name == "and" || name == "or") && len(args) > 0:
		stop := name == "or"
		get := func(x *run, dot reflect.Value) reflect.Value {
			var v reflect.Value
			for i := range args {
				if v = args[i](x, dot); truth[i](v) == stop {
					break
				}
			}
			return v
		}
		for _, t := range types {
			if t != types[0] { // only whether it holds can be asked
				return flag(func(x *run, dot reflect.Value) bool {
					for i := range args {
						if truth[i](args[i](x, dot)) == stop {
							return stop
						}
					}
					return !stop
				})
			}
		}
		return get, types[0]
	case len(args) == 2 && types[0].Kind() == types[1].Kind():
		if holds := comparisons[name]; holds != nil {
			compare := comparisonOf(args, types[0])
			return flag(func(x *run, dot reflect.Value) bool { return holds(compare(x, dot)) })
		}
	}
	panic(unsuited{"the function " + name})
}

// flag makes a getter of a condition.
func flag(holds func(x *run, dot reflect.Value) bool) (getter, reflect.Type) {
	return func(x *run, dot reflect.Value) reflect.Value {
		if holds(x, dot) {
			return yes
		}
		return no
	}, reflect.TypeFor[bool]()
}

// comparisons are what the functions that compare hold of the order of two values.
var comparisons = map[string]func(order int) bool{
	"eq": func(order int) bool { return order == 0 },
	"ge": func(order int) bool { return order >= 0 },
	"gt": func(order int) bool { return order > 0 },
	"le": func(order int) bool { return order <= 0 },
	"lt": func(order int) bool { return order < 0 },
	"ne": func(order int) bool { return order != 0 },
}

// comparisonOf gives the order of two values of a type.
func comparisonOf(args []getter, of reflect.Type) func(x *run, dot reflect.Value) int {
	switch of.Kind() {
	case reflect.String:
		return func(x *run, dot reflect.Value) int {
			return cmp.Compare(args[0](x, dot).String(), args[1](x, dot).String())
		}
	case reflect.Int:
		return func(x *run, dot reflect.Value) int { return cmp.Compare(args[0](x, dot).Int(), args[1](x, dot).Int()) }
	}
	panic(unsuited{"a comparison of " + of.String()})
}

var yes, no = reflect.ValueOf(true), reflect.ValueOf(false)

// truthOf tells which values of a type hold as a condition.
func truthOf(of reflect.Type) func(reflect.Value) bool {
	switch of.Kind() {
	case reflect.Bool:
		return reflect.Value.Bool
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64:
		return func(v reflect.Value) bool { return v.Int() != 0 }
	case reflect.String, reflect.Slice, reflect.Map:
		return func(v reflect.Value) bool { return v.Len() > 0 }
	case reflect.Pointer:
		return func(v reflect.Value) bool { return !v.IsNil() }
	case reflect.Struct:
		return func(reflect.Value) bool { return true }
	case reflect.Interface:
		return func(v reflect.Value) bool {
			if v = v.Elem(); !v.IsValid() {
				return false
			}
			switch v.Kind() {
			case reflect.String, reflect.Slice:
				return v.Len() > 0
			case reflect.Pointer:
				return !v.IsNil()
			}
			return true
		}
	}
	panic(unsuited{"a condition of " + of.String()})
}

// deref gives what a pointer leads to; the zero Value where it leads nowhere.
func deref(v reflect.Value) reflect.Value {
	for v.Kind() == reflect.Pointer {
		v = v.Elem()
	}
	return v
}

// appendInt writes a whole number.
func (x *run) appendInt(n int64) { x.w.Write(strconv.AppendInt(x.w.AvailableBuffer(), n, 10)) }
