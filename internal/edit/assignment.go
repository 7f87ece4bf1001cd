package edit

import (
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/riskbook/riskbook/internal/diagnostic"
	"github.com/riskbook/riskbook/internal/layout"
	"github.com/riskbook/riskbook/internal/term"
)

// Operation is what an assignment does to its key.
type Operation byte

// The operations. Put with nothing behind it takes the key away.
const (
	Put    Operation = '='
	Add    Operation = '+' // to a list
	Remove Operation = '-' // from a list
)

// Assignment is one KEY=VALUE as written on the command line.
type Assignment struct {
	Written string // KEY as written
	Value   string
	Op      Operation
	steps   []any // keys (string), places in lists (int, from 1), and next for a new element
}

// next stands for the element behind the last one of a list.
type next struct{}

// Fault says what is wrong with what was asked for, and how to ask for it.
type Fault struct{ Message, Help term.Words }

// Error gives the message in English.
func (f *Fault) Error() string { return f.Message.En }

func fault(ja, en, helpJa, helpEn string) error {
	return &Fault{term.Words{Ja: ja, En: en}, term.Words{Ja: helpJa, En: helpEn}}
}

// ParseAssignment reads KEY=VALUE, KEY+=VALUE or KEY-=VALUE. Keys are joined by dots; a part with other signs than letters, digits, "-" and "_" stands in
// double quotes; action[2] is the second element of a list, action.2 the same, action[+] a new one.
func ParseAssignment(text string) (Assignment, error) {
	bad := fault("KEY=VALUE の形ではありません: "+text, text+" is not of the form KEY=VALUE",
		"current.likelihood=3、controls+=C-001、action[1].done=2026-11-20 のように書いてください。", "write it like current.likelihood=3, controls+=C-001 or action[1].done=2026-11-20")
	a := Assignment{Op: Put}
	if !utf8.ValidString(text) {
		text = strings.ToValidUTF8(text, "\ufffd")
		return a, fault("UTF-8 ではありません: "+text, text+" is not UTF-8", "端末の文字コードを UTF-8 にして、書き直してください。", "set the terminal to UTF-8 and write it again")
	}
	at := equalsSign(text)
	if at < 1 {
		return a, bad
	}
	key := text[:at]
	a.Value = text[at+1:]
	switch key[at-1] {
	case '+', '-':
		a.Op, key = Operation(key[at-1]), key[:at-1]
	}
	a.Written = key
	for first := true; key != "" || first; first = false {
		step, rest, ok := cutStep(key, first)
		if !ok && strings.HasPrefix(key, "[0]") {
			name := strings.TrimSuffix(a.Written, key)
			return a, fault("要素は1から数えます: "+a.Written, "elements count from 1: "+a.Written, name+"[1] が最初の要素です。", name+"[1] is the first element")
		}
		if !ok {
			return a, bad
		}
		a.steps, key = append(a.steps, step), rest
	}
	return a, nil
}

// equalsSign gives the place of the first "=" outside quotes and brackets; -1 where there is none.
func equalsSign(text string) int {
	quoted := false
	for i := range len(text) {
		switch text[i] {
		case '"':
			quoted = !quoted
		case '=':
			if !quoted {
				return i
			}
		}
	}
	return -1
}

// cutStep takes the first step from a key.
func cutStep(key string, first bool) (step any, rest string, ok bool) {
	if inside, isIndex := strings.CutPrefix(key, "["); isIndex && !first {
		word, rest, closed := strings.Cut(inside, "]")
		if word == "+" {
			return next{}, rest, closed
		}
		n, err := strconv.Atoi(word)
		return n, rest, closed && err == nil && n > 0
	}
	if !first {
		if key, ok = strings.CutPrefix(key, "."); !ok {
			return nil, "", false
		}
	}
	if strings.HasPrefix(key, `"`) {
		end := strings.Index(key[1:], `"`)
		if end < 1 {
			return nil, "", false
		}
		return key[1 : 1+end], key[2+end:], true
	}
	end := strings.IndexAny(key, `.["]`)
	if end < 0 {
		end = len(key)
	}
	return key[:end], key[end:], end > 0
}

// resolve turns the steps of an assignment into a path in the file, with what may stand there.
func resolve(d *draft, a *Assignment) (layout.Path, slot, error) {
	path, s := d.base, d.top.walk(d.base)
	for i, step := range a.steps {
		if word, ok := step.(string); ok && s.arrays > 0 {
			if n, err := strconv.Atoi(word); err == nil && n > 0 {
				step = n
			} else if word == "+" {
				step = next{}
			}
			a.steps[i] = step
		}
		key, isKey := step.(string)
		kind, stands := d.form(path)
		switch {
		case i > 0 && stands && isKey && s.arrays == 0 && kind == layout.Array:
			name := written(a.steps[:i])
			return nil, s, fault(name+" は並びとして書かれていますが、並びではありません", name+" is written as a list, and is none",
				"ファイルを開いて、["+name+"] か "+name+" = { … } と書き直してください。", "edit the file: write ["+name+"] or "+name+" = { … }")
		case stands && !isKey && s.arrays > 0 && kind == layout.Table:
			name := written(a.steps[:i])
			return nil, s, fault(name+" は並びですが、一つのテーブルとして書かれています", name+" is a list, and is written as one table",
				"ファイルを開いて、[["+name+"]] か "+name+" = [{ … }] と書き直してください。", "edit the file: write [["+name+"]] or "+name+" = [{ … }]")
		case isKey && s.arrays > 0:
			name := written(a.steps[:i])
			at, names := keyed(d, path, s, key)
			if at >= 0 {
				a.steps[i] = at + 1
				s, path = s.step(at), path.Join(at)
				continue
			}
			if len(names) > 0 {
				return nil, s, fault(name+" に "+key+" はありません", name+" has no element "+key,
					"要素: "+strings.Join(names, "、")+"。新しい要素は "+name+"[+] です。", "it has "+strings.Join(names, ", ")+"; "+name+"[+] is a new one")
			}
			return nil, s, fault(name+" は並びなので、何番目かを指定してください", name+" is a list: say which element",
				name+"[1] が最初の要素、"+name+"[+] が新しい要素です。", name+"[1] is the first element, "+name+"[+] a new one")
		case isKey:
			below := s.step(key)
			if !below.known && s.keys() != nil {
				return nil, s, unknownKey(written(a.steps[:i+1]), key, s.keys(), s.below(key))
			}
			if !below.known {
				name := written(a.steps[:i])
				return nil, s, fault(name+" の中にキーはありません", name+" has no keys in it", name+"=… と書いてください。", "write "+name+"=…")
			}
			s, path = below, path.Join(key)
		case s.arrays == 0:
			name := written(a.steps[:i])
			return nil, s, fault(name+" は並びではありません", name+" is no list", "番号を付けずに書いてください。", "leave out the number")
		default:
			at, err := d.element(path, step, written(a.steps[:i]))
			if err != nil {
				return nil, s, err
			}
			s, path = s.step(at), path.Join(at)
		}
	}
	return path, s, nil
}

// element gives the place from 0 of an element that was asked for. All new elements of a list that one command speaks of are the same one, until a key of it is
// given a second time.
func (d *draft) element(list layout.Path, step any, name string) (int, error) {
	count := d.count(list)
	if n, ok := step.(int); ok {
		if n > count {
			return 0, fault(name+" の要素は"+strconv.Itoa(count)+"個です", name+" has "+strconv.Itoa(count)+" elements",
				"新しい要素は "+name+"[+] です。", name+"[+] is a new one")
		}
		return n - 1, nil
	}
	at, begun := d.fresh[list.Key()]
	if !begun {
		at = count
		d.fresh[list.Key()] = at
	}
	return at, nil
}

// written gives steps as they are written on the command line.
func written(steps []any) string {
	text := ""
	for _, step := range steps {
		switch s := step.(type) {
		case string:
			if text != "" {
				text += "."
			}
			text += s
		case int:
			text += "[" + strconv.Itoa(s) + "]"
		case next:
			text += "[+]"
		}
	}
	return text
}

func unknownKey(name, key string, keys, below []string) error {
	if key == "body" {
		return fault("本文は set では書き換えられません", "set does not write the body", "ファイルを開いて書いてください。", "edit the file")
	}
	ja, en := "使えるキー: "+strings.Join(keys, "、"), "the keys are "+strings.Join(keys, ", ")
	if len(below) > 0 {
		ja, en = "「"+strings.Join(below, "」か「")+"」ではありませんか。"+ja, "did you mean "+strings.Join(below, " or ")+"? "+en
	} else if near := diagnostic.Nearest(key, keys); near != "" {
		ja, en = "「"+near+"」ではありませんか。"+ja, "did you mean "+near+"? "+en
	}
	return fault("そのようなキーはありません: "+name, "there is no key "+name, ja, en)
}
