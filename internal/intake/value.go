package intake

import (
	"math"
	"slices"
	"strconv"
	"strings"

	"github.com/riskbook/riskbook/internal/date"
	"github.com/riskbook/riskbook/internal/edit"
	"github.com/riskbook/riskbook/internal/layout"
	"github.com/riskbook/riskbook/internal/mapping"
	"github.com/riskbook/riskbook/internal/register"
	"github.com/riskbook/riskbook/internal/sheet"
	"github.com/riskbook/riskbook/internal/source"
	"github.com/riskbook/riskbook/internal/term"
	"github.com/riskbook/riskbook/internal/workbook"
)

// canonical gives the text of a cell as exports would write it, so that the same value is the same text whatever program saved it.
func canonical(c *sheet.Column, cell workbook.Cell) string {
	text := strings.ReplaceAll(cell.Text, "\r\n", "\n")
	switch {
	case c.List:
		return sheet.Join(sheet.Split(text))
	case c.Shape == register.ShapeDate:
		if cell.Kind == workbook.Number {
			if day, ok := serialDay(cell.Text); ok {
				return day
			}
		}
		if day, ok := mapping.ParseDate(text, ""); ok {
			return day.String()
		}
	case c.Shape == register.ShapeWhole || c.Shape == register.ShapeDecimal || c.Shape == register.ShapeFree && c.Role == sheet.Field:
		if x, ok := mapping.Number(text); ok {
			return workbook.Decimal(x)
		}
	case c.Shape == register.ShapeTruth:
		switch strings.ToLower(strings.TrimSpace(text)) {
		case "true", "1":
			return "true"
		case "false", "0":
			return "false"
		}
	}
	return strings.TrimSpace(text)
}

func serialDay(text string) (string, bool) {
	x, err := strconv.ParseFloat(text, 64)
	if err != nil || x < 61 || x > 200_000 {
		return "", false
	}
	return date.Of(1899, 12, 30).AddDays(int(x)).String(), true
}

// wrong says what a field takes.
func wrong(name, ja, en, found string) *term.Words {
	return &term.Words{Ja: name + " には" + ja + "を書きます: " + found, En: name + " takes " + en + ", not " + found}
}

// literal gives the TOML of a value that a cell shows, and the text as exports would show it. Words of a fixed list may be in either language.
func literal(c *sheet.Column, cell workbook.Cell, before *source.Value) (toml, shown string, problem *term.Words) {
	text := canonical(c, cell)
	if !c.List {
		return scalar(c, text, cell.Kind, before)
	}
	var elements, words []string
	for _, part := range sheet.Split(text) {
		one, word, problem := scalar(c, part, workbook.Text, nil)
		if problem != nil {
			return "", "", problem
		}
		elements, words = append(elements, one), append(words, word)
	}
	return "[" + strings.Join(elements, ", ") + "]", sheet.Join(words), nil
}

func scalar(c *sheet.Column, text string, kind workbook.Kind, before *source.Value) (toml, shown string, problem *term.Words) {
	switch c.Shape {
	case register.ShapeWhole:
		x, ok := mapping.Number(text)
		if !ok || x != math.Trunc(x) || math.Abs(x) > 1<<53 {
			return "", "", wrong(c.Key, "整数", "a whole number", text)
		}
		text = strconv.FormatInt(int64(x), 10)
		return grouped(text), text, nil
	case register.ShapeDecimal:
		x, ok := mapping.Number(text)
		if !ok {
			return "", "", wrong(c.Key, "数", "a number", text)
		}
		return grouped(workbook.Decimal(x)), workbook.Decimal(x), nil
	case register.ShapeTruth:
		if text != "true" && text != "false" {
			return "", "", wrong(c.Key, " true か false ", "true or false", text)
		}
		return text, text, nil
	case register.ShapeDate:
		day, err := date.Parse(text)
		if err != nil {
			return "", "", wrong(c.Key, "日付", "a date", text)
		}
		return day.String(), day.String(), nil
	case register.ShapeFree:
		return freeLiteral(text, kind, before), text, nil
	case register.ShapeWord:
		if c.Of != nil && len(c.Of.OneOf) > 0 && c.Language == "" {
			word, ok := fixedWord(c.Of, text)
			if !ok {
				return "", "", wrong(c.Key, "次のいずれか（"+strings.Join(c.Of.OneOf, "、")+"）", "one of "+strings.Join(c.Of.OneOf, ", "), text)
			}
			text = word
		}
		return layout.Quote(text), text, nil
	}
	return edit.Quote(text), text, nil
}

// fixedWord gives the word of a fixed list that a text means: itself, or its name in either language.
func fixedWord(f *register.Field, text string) (string, bool) {
	if slices.Contains(f.OneOf, text) {
		return text, true
	}
	for _, word := range f.OneOf {
		names := term.Code(f.Group, word)
		if mapping.Fold(text) == mapping.Fold(word) || mapping.Fold(text) == mapping.Fold(names.En) || mapping.Fold(text) == mapping.Fold(names.Ja) {
			return word, true
		}
	}
	return "", false
}

// grouped writes a whole number of five digits or more with marks between its thousands.
func grouped(text string) string {
	sign := ""
	if strings.HasPrefix(text, "-") {
		sign, text = "-", text[1:]
	}
	if strings.Contains(text, ".") || len(text) < 5 {
		return sign + text
	}
	var parts []string
	for len(text) > 3 {
		parts = append([]string{text[len(text)-3:]}, parts...)
		text = text[:len(text)-3]
	}
	return sign + strings.Join(append([]string{text}, parts...), "_")
}

// freeLiteral writes a value of one's own fields in the type that stands there, else in that of the cell.
func freeLiteral(text string, kind workbook.Kind, before *source.Value) string {
	asNumber := kind == workbook.Number
	asDate := kind == workbook.Date
	if before != nil {
		asNumber = before.Kind == source.Integer || before.Kind == source.Float
		asDate = before.Kind == source.Date
		if before.Kind == source.Boolean && (strings.EqualFold(text, "true") || strings.EqualFold(text, "false")) {
			return strings.ToLower(text)
		}
	}
	if x, ok := mapping.Number(text); ok && asNumber {
		return grouped(workbook.Decimal(x))
	}
	if day, err := date.Parse(text); err == nil && asDate {
		return day.String()
	}
	return edit.Quote(text)
}
