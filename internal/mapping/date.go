package mapping

import (
	"regexp"
	"strconv"
	"strings"

	"github.com/riskbook/riskbook/internal/date"
	"golang.org/x/text/unicode/norm"
)

var (
	yearFirst  = regexp.MustCompile(`^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?$`)
	compact    = regexp.MustCompile(`^(\d{4})(\d{2})(\d{2})$`)
	eraDate    = regexp.MustCompile(`^(令和|平成|昭和|大正|明治|[rhstm])(元|\d{1,2})[-/.年](\d{1,2})[-/.月](\d{1,2})日?$`)
	dayFirst   = regexp.MustCompile(`^(\d{1,2})[-/.](\d{1,2})[-/.](\d{4}|\d{2})$`)
	monthNamed = regexp.MustCompile(`^(\d{1,2})(?:st|nd|rd|th)?[-\s.]*(?:of\s+)?([a-z]{3,9})\.?,?[-\s]*(\d{4}|\d{2})$`)
	namedFirst = regexp.MustCompile(`^([a-z]{3,9})\.?[-\s]*(\d{1,2})(?:st|nd|rd|th)?,?[-\s]+(\d{4})$`)
	yearNamed  = regexp.MustCompile(`^(\d{4})[-\s]([a-z]{3,9})[-\s](\d{1,2})$`)
	monthEnds  = regexp.MustCompile(`^(?:(\d{4})|(令和|平成|[rh])(元|\d{1,2}))[-/.年](\d{1,2})月?末日?$`)
	endOf      = regexp.MustCompile(`^(?:the\s+)?end\s+(?:of\s+)?([a-z]{3,9})\.?,?\s+(\d{4})$`)
	timeBehind = regexp.MustCompile(`(?:[t\s]\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?\s*(?:[ap]m|z|[+-]\d{2}:?\d{2})?|[(（][日月火水木金土][)）])$`)
	weekday    = regexp.MustCompile(`^(?:mon|tue|tues|wed|thu|thur|thurs|fri|sat|sun)[a-z]*\.?,?\s+`)
)

var monthNames = []string{"january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december"}

// firstYears are the western years before the first of each era.
var firstYears = map[string]int{"令和": 2018, "r": 2018, "平成": 1988, "h": 1988, "昭和": 1925, "s": 1925, "大正": 1911, "t": 1911, "明治": 1867, "m": 1867}

// ParseDate reads a day in any of the ways in which people write one. Where only numbers stand, order says which comes first: dmy, mdy or ymd; without it a
// day that can be read in two ways is none.
func ParseDate(text, order string) (date.Date, bool) {
	text = strings.ToLower(strings.TrimSpace(norm.NFKC.String(text)))
	if len(text) > 60 {
		return date.Date{}, false
	}
	text = strings.TrimSpace(timeBehind.ReplaceAllString(text, ""))
	text = weekday.ReplaceAllString(text, "")
	if m := yearFirst.FindStringSubmatch(text); m != nil {
		return day(m[1], m[2], m[3])
	}
	if last, ok := monthEnd(text); ok {
		return last, true
	}
	if m := eraDate.FindStringSubmatch(strings.ReplaceAll(text, " ", "")); m != nil {
		year := 1
		if m[2] != "元" {
			year, _ = strconv.Atoi(m[2])
		}
		return day(strconv.Itoa(firstYears[m[1]]+year), m[3], m[4])
	}
	if m := compact.FindStringSubmatch(text); m != nil && m[1] >= "1990" && m[1] < "2100" {
		return day(m[1], m[2], m[3])
	}
	for _, named := range []struct {
		form             *regexp.Regexp
		day, month, year int
	}{{monthNamed, 1, 2, 3}, {namedFirst, 2, 1, 3}, {yearNamed, 3, 2, 1}} {
		if m := named.form.FindStringSubmatch(text); m != nil {
			if n := monthOf(m[named.month]); n > 0 {
				return day(longYear(m[named.year]), strconv.Itoa(n), m[named.day])
			}
		}
	}
	m := dayFirst.FindStringSubmatch(text)
	if m == nil {
		return date.Date{}, false
	}
	first, _ := strconv.Atoi(m[1])
	second, _ := strconv.Atoi(m[2])
	switch {
	case order == "ymd" && len(m[3]) == 2:
		return day(longYear(m[1]), m[2], m[3])
	case order == "dmy" || order == "" && first > 12 || order == "" && first == second:
		return day(longYear(m[3]), m[2], m[1])
	case order == "mdy" || order == "" && second > 12:
		return day(longYear(m[3]), m[1], m[2])
	}
	return date.Date{}, false
}

// monthEnd reads the last day of a month, said as such: 2027年3月末, end of March 2027.
func monthEnd(text string) (date.Date, bool) {
	year, month := 0, 0
	if m := monthEnds.FindStringSubmatch(strings.ReplaceAll(text, " ", "")); m != nil {
		year, _ = strconv.Atoi(m[1])
		if m[2] != "" {
			year = 1
			if m[3] != "元" {
				year, _ = strconv.Atoi(m[3])
			}
			year += firstYears[m[2]]
		}
		month, _ = strconv.Atoi(m[4])
	} else if m := endOf.FindStringSubmatch(text); m != nil {
		year, _ = strconv.Atoi(m[2])
		month = monthOf(m[1])
	}
	if year < 1900 || month < 1 || month > 12 {
		return date.Date{}, false
	}
	return date.Of(year, month, 1).AddMonths(1).AddDays(-1), true
}

func longYear(year string) string {
	if len(year) == 2 {
		return "20" + year
	}
	return year
}

func monthOf(name string) int {
	for i, full := range monthNames {
		if name == full || len(name) >= 3 && strings.HasPrefix(full, name) || name == "sept" && i == 8 {
			return i + 1
		}
	}
	return 0
}

func day(year, month, of string) (date.Date, bool) {
	y, _ := strconv.Atoi(year)
	m, _ := strconv.Atoi(month)
	d, _ := strconv.Atoi(of)
	if m < 1 || m > 12 || d < 1 || d > 31 || y < 1 || y > 9999 {
		return date.Date{}, false
	}
	found, err := date.Parse(date.Of(y, m, d).String())
	return found, err == nil
}

// dateOrder finds which of day and month comes first in a column of dates, by those that can be read in one way alone; empty where nothing tells.
func dateOrder(texts []string) string {
	dmy, mdy := 0, 0
	for _, text := range texts {
		m := dayFirst.FindStringSubmatch(strings.TrimSpace(norm.NFKC.String(text)))
		if m == nil {
			continue
		}
		first, _ := strconv.Atoi(m[1])
		second, _ := strconv.Atoi(m[2])
		switch {
		case first > 12 && second <= 12:
			dmy++
		case second > 12 && first <= 12:
			mdy++
		}
	}
	switch {
	case dmy > 0 && mdy == 0:
		return "dmy"
	case mdy > 0 && dmy == 0:
		return "mdy"
	}
	return ""
}
