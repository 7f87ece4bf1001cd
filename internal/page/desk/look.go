package desk

import (
	"fmt"
	"math"
	"path"
	"slices"
	"strconv"
	"strings"

	"github.com/riskbook/riskbook/internal/register"
)

// LookPath is where the style sheet of a register's own lies within a language: see Look.
const LookPath = "look.css"

// Look gives the style sheet that a register's own settings make in a language: the colour of its organization, and what stands at the edges of every sheet
// of paper, its classification, name, as-of date and the number of the sheet.
func (s *Site) Look(language string) []byte {
	v := speak(s.Assessment.Register, language)
	var b strings.Builder
	if accent, ok := Colour(v.Register.Config.Brand.Accent); ok {
		fmt.Fprintf(&b, ":root { --brand: %s; }\n", accent.legibleOn(colour{255, 255, 255}))
		fmt.Fprintf(&b, "@media (prefers-color-scheme: dark) { :root { --brand: %s; } }\n@media print { :root { --brand: %s; } }\n", accent.legibleOn(colour{0x14, 0x19, 0x1f}), accent.legibleOn(colour{255, 255, 255}))
	}
	const font = "font: 8pt system-ui, sans-serif; color: #333333;"
	edge := func(place, content string) {
		fmt.Fprintf(&b, "  @%s { content: %s; %s }\n", place, content, font)
	}
	b.WriteString("@page {\n")
	edge("top-left", quoted(NewIndex(s).Classification))
	edge("top-right", quoted(v.Words["asOf"]+" "+edgeDay(v, s.Assessment.AsOf)))
	edge("bottom-left", quoted(v.Text(v.Register.Config.Title)))
	edge("bottom-right", `counter(page) " / " counter(pages)`)
	b.WriteString("}\n")
	return []byte(b.String())
}

// quoted writes a text as a string of a style sheet: whatever could end it is written by its number.
func quoted(text string) string {
	var b strings.Builder
	b.WriteByte('"')
	for _, r := range text {
		if r < ' ' || r >= 0x7f && r < 0xa0 || strings.ContainsRune("\"\\<>&", r) || r == 0x2028 || r == 0x2029 {
			fmt.Fprintf(&b, "\\%06x", r)
		} else {
			b.WriteRune(r)
		}
	}
	b.WriteByte('"')
	return b.String()
}

// logoKinds are the endings of the pictures that may be a logo.
var logoKinds = []string{".gif", ".jpeg", ".jpg", ".png", ".svg", ".webp"}

// LogoPath gives where the logo of a register lies in the site; empty where it has none.
func LogoPath(r *register.Register) string {
	ending := strings.ToLower(path.Ext(r.Config.Brand.Logo))
	if !slices.Contains(logoKinds, ending) {
		return ""
	}
	return "logo" + ending
}

// colour is a colour of the screen.
type colour [3]uint8

// Colour reads a colour as "#1f3a5f" gives it.
func Colour(text string) (c colour, ok bool) {
	digits, ok := strings.CutPrefix(text, "#")
	n, err := strconv.ParseUint(digits, 16, 24)
	if !ok || len(digits) != 6 || err != nil {
		return colour{}, false
	}
	return colour{uint8(n >> 16), uint8(n >> 8), uint8(n)}, true
}

// String gives a colour as a style sheet writes it.
func (c colour) String() string { return fmt.Sprintf("#%02x%02x%02x", c[0], c[1], c[2]) }

// legible is the contrast that text has to its ground at the least (WCAG 2, 1.4.3).
const legible = 4.5

// legibleOn gives the colour, or the nearest that can be read on a ground: darker on a light one, lighter on a dark one.
func (c colour) legibleOn(ground colour) colour {
	toward := colour{}
	if ground.luminance() < 0.2 {
		toward = colour{255, 255, 255}
	}
	for step := range 101 {
		var mixed colour
		for i := range c {
			mixed[i] = uint8((int(c[i])*(100-step) + int(toward[i])*step) / 100)
		}
		if contrast(mixed, ground) >= legible {
			return mixed
		}
	}
	return toward
}

func contrast(a, b colour) float64 {
	light, dark := a.luminance(), b.luminance()
	return (max(light, dark) + 0.05) / (min(light, dark) + 0.05)
}

// luminance is the relative luminance of WCAG 2.
func (c colour) luminance() float64 {
	sum := 0.0
	for i, weight := range []float64{0.2126, 0.7152, 0.0722} {
		x := float64(c[i]) / 255
		if x <= 0.04045 {
			x /= 12.92
		} else {
			x = math.Pow((x+0.055)/1.055, 2.4)
		}
		sum += weight * x
	}
	return sum
}
