package date

import "strings"

// Find gives the first day that a text names, and where it stands: 2026-11-30, 2026年11月30日, 30 November 2026. Found is false where it names none.
func Find(text string) (start, end int, day Date, found bool) {
	for at := 0; at < len(text); at++ {
		switch c := text[at]; {
		case c == '-' && at >= 4:
			start, end = at-4, at+6
			if end > len(text) || joined(text, start-1) || joined(text, end) {
				continue
			}
			if d, err := Parse(text[start:end]); err == nil {
				return start, end, d, true
			}
		case c == "年"[0] && at >= 4 && strings.HasPrefix(text[at:], "年"):
			if start, end, day, found = japanese(text, at); found {
				return start, end, day, true
			}
		case 'A' <= c && c <= 'S' && at >= 2 && text[at-1] == ' ':
			if start, end, day, found = english(text, at); found {
				return start, end, day, true
			}
		}
	}
	return 0, 0, Date{}, false
}

// japanese reads the day whose 年 stands at a place.
func japanese(text string, at int) (start, end int, day Date, found bool) {
	year, ok := number(text[at-4:at], 4)
	rest := text[at+len("年"):]
	month, m := leading(rest)
	rest, isMonth := strings.CutPrefix(rest[m:], "月")
	of, n := leading(rest)
	rest, isDay := strings.CutPrefix(rest[n:], "日")
	if !ok || !isMonth || !isDay || at > 4 && isDigit(text[at-5]) {
		return 0, 0, Date{}, false
	}
	day = Of(year, month, of)
	return at - 4, len(text) - len(rest), day, day.exists()
}

// english reads the day whose month begins at a place.
func english(text string, at int) (start, end int, day Date, found bool) {
	for i, name := range months {
		if !strings.HasPrefix(text[at:], name+" ") {
			continue
		}
		end = at + len(name) + 5
		start = at - 2
		if start > 0 && isDigit(text[start-1]) {
			start--
		}
		if end > len(text) || joined(text, end) || joined(text, start-1) {
			break
		}
		year, okYear := number(text[end-4:end], 4)
		of, okDay := number(text[start:at-1], 1)
		day = Of(year, i+1, of)
		return start, end, day, okYear && okDay && day.exists()
	}
	return 0, 0, Date{}, false
}

// joined reports whether what stands at a place belongs to one word with what is beside it, as in a name of a file.
func joined(text string, at int) bool {
	if at < 0 || at >= len(text) {
		return false
	}
	c := text[at]
	return isDigit(c) || 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || c == '-' || c == '_' || c == '/'
}

func isDigit(c byte) bool { return '0' <= c && c <= '9' }

// leading reads the digits that a text begins with, two at the most.
func leading(text string) (n, length int) {
	for length < len(text) && length < 2 && isDigit(text[length]) {
		n = n*10 + int(text[length]-'0')
		length++
	}
	return n, length
}

// number reads a text of digits alone, of so many at least.
func number(text string, least int) (n int, ok bool) {
	for i := range len(text) {
		if !isDigit(text[i]) {
			return 0, false
		}
		n = n*10 + int(text[i]-'0')
	}
	return n, len(text) >= least
}

// exists reports whether the calendar has the day.
func (d Date) exists() bool { return !d.IsZero() && FromTime(d.time()) == d }
