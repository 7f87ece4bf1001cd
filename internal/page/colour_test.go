package page_test

import (
	"fmt"
	"io/fs"
	"math"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/riskbook/riskbook"
)

// lab gives the CIE L*a*b* values (D65) of a colour of six hexadecimal digits.
func lab(t *testing.T, colour string) (l, a, b float64) {
	t.Helper()
	var rgb [3]float64
	for i := range rgb {
		n, err := strconv.ParseUint(colour[1+2*i:3+2*i], 16, 8)
		if err != nil {
			t.Fatalf("%s is no colour", colour)
		}
		if rgb[i] = float64(n) / 255; rgb[i] <= 0.04045 {
			rgb[i] /= 12.92
		} else {
			rgb[i] = math.Pow((rgb[i]+0.055)/1.055, 2.4)
		}
	}
	f := func(x float64) float64 {
		if x > 216.0/24389 {
			return math.Cbrt(x)
		}
		return (24389.0/27*x + 16) / 116
	}
	x := f((0.4124564*rgb[0] + 0.3575761*rgb[1] + 0.1804375*rgb[2]) / 0.95047)
	y := f(0.2126729*rgb[0] + 0.7151522*rgb[1] + 0.0721750*rgb[2])
	z := f((0.0193339*rgb[0] + 0.1191920*rgb[1] + 0.9503041*rgb[2]) / 1.08883)
	return 116*y - 16, 500 * (x - y), 200 * (y - z)
}

// difference is ΔE2000 of two colours in L*a*b* (Sharma, Wu and Dalal, 2005).
func difference(l1, a1, b1, l2, a2, b2 float64) float64 {
	c := (math.Hypot(a1, b1) + math.Hypot(a2, b2)) / 2
	g := 0.5 * (1 - math.Sqrt(math.Pow(c, 7)/(math.Pow(c, 7)+math.Pow(25, 7))))
	a1, a2 = (1+g)*a1, (1+g)*a2
	c1, c2 := math.Hypot(a1, b1), math.Hypot(a2, b2)
	hue := func(b, a float64) float64 {
		if a == 0 && b == 0 {
			return 0
		}
		return math.Mod(math.Atan2(b, a)*180/math.Pi+360, 360)
	}
	h1, h2 := hue(b1, a1), hue(b2, a2)
	rad := func(degrees float64) float64 { return degrees * math.Pi / 180 }
	dh, h := h2-h1, (h1+h2)/2
	switch {
	case c1*c2 == 0:
		dh, h = 0, h1+h2
	case dh > 180:
		dh -= 360
	case dh < -180:
		dh += 360
	}
	if c1*c2 != 0 && math.Abs(h1-h2) > 180 {
		if h1+h2 < 360 {
			h += 180
		} else {
			h -= 180
		}
	}
	dl, dc, dH := l2-l1, c2-c1, 2*math.Sqrt(c1*c2)*math.Sin(rad(dh/2))
	l, c := (l1+l2)/2, (c1+c2)/2
	t := 1 - 0.17*math.Cos(rad(h-30)) + 0.24*math.Cos(rad(2*h)) + 0.32*math.Cos(rad(3*h+6)) - 0.20*math.Cos(rad(4*h-63))
	sl, sc, sh := 1+0.015*(l-50)*(l-50)/math.Sqrt(20+(l-50)*(l-50)), 1+0.045*c, 1+0.015*c*t
	rt := -math.Sin(rad(60*math.Exp(-((h-275)/25)*((h-275)/25)))) * 2 * math.Sqrt(math.Pow(c, 7)/(math.Pow(c, 7)+math.Pow(25, 7)))
	return math.Sqrt(dl/sl*dl/sl + dc/sc*dc/sc + dH/sh*dH/sh + rt*dc/sc*dH/sh)
}

// Pairs of the test data of Sharma, Wu and Dalal.
func TestDifferenceOfColours(t *testing.T) {
	for _, x := range [][7]float64{
		{50, 2.6772, -79.7751, 50, 0, -82.7485, 2.0425}, {50, 2.5, 0, 73, 25, -18, 27.1492}, {50, 2.5, 0, 50, 3.2592, 0.3350, 1.0000},
		{60.2574, -34.0099, 36.2677, 60.4626, -34.1751, 39.4387, 1.2644}, {2.0776, 0.0795, -1.1350, 0.9033, -0.0636, -0.5514, 0.9082}, {50, -1, 2, 50, 0, 0, 2.3669},
	} {
		if got := difference(x[0], x[1], x[2], x[3], x[4], x[5]); math.Abs(got-x[6]) > 0.0001 {
			t.Errorf("%v: %.4f", x, got)
		}
	}
}

// A level that needs approval lies at least 20 from every level that is accepted, and so does one that is treated, in light, in dark and in print; and nobody
// strains to read what stands on them.
func TestColoursFollowAcceptance(t *testing.T) {
	data, err := fs.ReadFile(riskbook.Themes, "themes/standard/static/colours.css")
	if err != nil {
		t.Fatal(err)
	}
	sheets := strings.Split(string(data), "@media")
	if len(sheets) != 3 {
		t.Fatalf("%d parts, want light, dark and print", len(sheets))
	}
	for i, scheme := range []string{"light", "dark", "print"} {
		colours := map[string]string{}
		for _, m := range regexp.MustCompile(`--heat-(\d(?:-ink)?): (#[0-9a-f]{6});`).FindAllStringSubmatch(sheets[i], -1) {
			colours[m[1]] = m[2]
		}
		for _, accepted := range []string{"1", "2"} {
			for _, other := range []string{"3", "4", "5", "6"} {
				l1, a1, b1 := lab(t, colours[accepted])
				l2, a2, b2 := lab(t, colours[other])
				if d := difference(l1, a1, b1, l2, a2, b2); d < 20 {
					t.Errorf("%s: step %s lies %.1f from step %s", scheme, other, d, accepted)
				}
			}
		}
		for n := range 10 {
			l1, _, _ := lab(t, colours[fmt.Sprint(n)])
			l2, _, _ := lab(t, colours[fmt.Sprint(n)+"-ink"])
			lum := func(l float64) float64 { return math.Pow((l+16)/116, 3) }
			if ratio := (max(lum(l1), lum(l2)) + 0.05) / (min(lum(l1), lum(l2)) + 0.05); ratio < 4.5 {
				t.Errorf("%s: what is written on step %d has a contrast of %.1f", scheme, n, ratio)
			}
		}
	}
}
