package sheet

import "strings"

// Separator stands between the values of a list in one cell.
const Separator = "; "

// Join writes the values of a list into one cell. One that holds a separator or a quotation mark stands in quotation marks.
func Join(values []string) string {
	quoted := make([]string, len(values))
	for i, v := range values {
		if strings.ContainsAny(v, ";\"\n") || strings.TrimSpace(v) != v || v == "" {
			v = `"` + strings.ReplaceAll(v, `"`, `""`) + `"`
		}
		quoted[i] = v
	}
	return strings.Join(quoted, Separator)
}

// Split takes the cell of a list apart.
func Split(cell string) []string {
	var values []string
	for rest := strings.TrimSpace(cell); rest != ""; {
		if rest[0] == '"' {
			value, after, _ := quoted(rest)
			values = append(values, value)
			rest = strings.TrimLeft(after, " ")
			rest = strings.TrimSpace(strings.TrimPrefix(rest, ";"))
			continue
		}
		value, after, _ := strings.Cut(rest, ";")
		if value = strings.TrimSpace(value); value != "" {
			values = append(values, value)
		}
		rest = strings.TrimSpace(after)
	}
	return values
}

func steps(path []string) []any {
	list := make([]any, len(path))
	for i := range path {
		list[i] = path[i]
	}
	return list
}

// Key joins a path by dots. A step that holds a dot or a quotation mark stands in quotation marks.
func Key(path []string) string {
	parts := make([]string, len(path))
	for i, step := range path {
		if step == "" || strings.ContainsAny(step, ".\"[]") {
			step = `"` + strings.ReplaceAll(step, `"`, `""`) + `"`
		}
		parts[i] = step
	}
	return strings.Join(parts, ".")
}

// quoted takes the text in quotation marks at the beginning of text, in which two of them stand for one; without the last of them all of it is the value.
func quoted(text string) (value, after string, closed bool) {
	var b strings.Builder
	for i := 1; i < len(text); i++ {
		if text[i] == '"' {
			if !strings.HasPrefix(text[i+1:], `"`) {
				return b.String(), text[i+1:], true
			}
			i++
		}
		b.WriteByte(text[i])
	}
	return b.String(), "", false
}

// ParseKey takes a key with dots apart; false where it is none.
func ParseKey(key string) ([]string, bool) {
	var path []string
	for rest := key; ; {
		step := ""
		if strings.HasPrefix(rest, `"`) {
			var closed bool
			if step, rest, closed = quoted(rest); !closed {
				return nil, false
			}
		} else {
			end := strings.IndexByte(rest, '.')
			if end < 0 {
				end = len(rest)
			}
			step, rest = rest[:end], rest[end:]
			if step == "" {
				return nil, false
			}
		}
		path = append(path, step)
		if rest == "" {
			return path, true
		}
		if rest[0] != '.' {
			return nil, false
		}
		rest = rest[1:]
	}
}
