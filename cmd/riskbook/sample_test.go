package main

import (
	"cmp"
	"io/fs"
	"maps"
	"math"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/riskbook/riskbook"
	"github.com/riskbook/riskbook/internal/register"
	"github.com/riskbook/riskbook/internal/source"
)

// The sample is read as an example of a register that holds. These tests look for what no rule can know: that a sentence and its translation say the same
// figures, that nothing is named before it was there, and that the water of the fictional city adds up.

var (
	inlineText = regexp.MustCompile(`\{ ja = "((?:[^"\\]|\\.)*)", en = "((?:[^"\\]|\\.)*)" \}`)
	bulkBody   = regexp.MustCompile(`(?s)\nja = (?:"""(.*?)"""|"([^"\n]*)")\nen = (?:"""(.*?)"""|"([^"\n]*)")`)
	markup     = regexp.MustCompile(`\]\([^)]*\)|\[\^[^\]]*\]|\[\[[^\]|]*\|?|\b[A-Z]-\d+`)
	grouped    = regexp.MustCompile(`(\d),(\d{3})`)
	japanese   = regexp.MustCompile(`(\d+(?:\.\d+)?)(?:(億)(?:(\d+)千万)?|(千万|千円|万|割))?`)
	english    = regexp.MustCompile(`(\d+(?:\.\d+)?)( thousand| million| billion)?`)
	spelt      = map[string]float64{"fourteen": 14, "sixteen": 16, "twenty": 20, "round-the-clock": 24, "around the clock": 24}
)

func TestSampleSaysTheSameFiguresInBothLanguages(t *testing.T) {
	compared := 0
	err := fs.WalkDir(riskbook.Sample, "content", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || strings.HasSuffix(name, ".en.md") || !strings.HasSuffix(name, ".md") && !strings.HasSuffix(name, ".toml") {
			return err
		}
		text := readSample(t, name)
		var pairs [][2]string
		for line := range strings.Lines(text) {
			if strings.HasPrefix(line, "citation") {
				continue // years of two calendars
			}
			for _, m := range inlineText.FindAllStringSubmatch(line, -1) {
				pairs = append(pairs, [2]string{m[1], m[2]})
			}
		}
		for _, m := range bulkBody.FindAllStringSubmatch(text, -1) {
			pairs = append(pairs, [2]string{m[1] + m[2], m[3] + m[4]})
		}
		if strings.HasSuffix(name, ".md") {
			_, body, _ := strings.Cut(strings.TrimPrefix(text, "+++\n"), "+++\n")
			pairs = append(pairs, [2]string{body, readSample(t, strings.TrimSuffix(name, ".md")+".en.md")})
		}
		for _, p := range pairs {
			ja, en := figuresJa(p[0]), figuresEn(p[1])
			if !slices.Equal(ja, en) {
				t.Errorf("%s: %v in Japanese, %v in English", name, ja, en)
			}
			compared += len(ja)
		}
		return nil
	})
	if err != nil || compared < 500 {
		t.Errorf("%d figures compared: %v", compared, err)
	}
}

// figuresJa gives the figures of a text that are more than a dozen or no whole numbers, in order: smaller ones are months, and words in English.
func figuresJa(text string) []float64 {
	units := map[string]float64{"": 1, "億": 1e8, "千万": 1e7, "千円": 1e3, "万": 1e4, "割": 10}
	found := map[float64]bool{}
	for _, m := range japanese.FindAllStringSubmatch(plainFigures(text), -1) {
		found[number(m[1])*units[cmp.Or(m[2], m[4])]+number(m[3])*1e7] = true
	}
	return telling(found)
}

func figuresEn(text string) []float64 {
	units := map[string]float64{"": 1, " thousand": 1e3, " million": 1e6, " billion": 1e9}
	found := map[float64]bool{}
	for _, m := range english.FindAllStringSubmatch(plainFigures(text), -1) {
		found[number(m[1])*units[m[2]]] = true
	}
	for word, value := range spelt {
		if strings.Contains(strings.ToLower(text), word) {
			found[value] = true
		}
	}
	return telling(found)
}

func plainFigures(text string) string {
	text = markup.ReplaceAllString(text, "")
	for grouped.MatchString(text) {
		text = grouped.ReplaceAllString(text, "$1$2")
	}
	return text
}

func telling(figures map[float64]bool) []float64 {
	maps.DeleteFunc(figures, func(f float64, _ bool) bool { return f <= 12 && f == math.Trunc(f) })
	return slices.Sorted(maps.Keys(figures))
}

func number(digits string) float64 {
	f, _ := strconv.ParseFloat(digits, 64)
	return f
}

func readSample(t *testing.T, name string) string {
	t.Helper()
	data, err := fs.ReadFile(riskbook.Sample, name)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

func TestSampleNamesNothingBeforeItsTime(t *testing.T) {
	tree, err := source.Read(riskbook.Sample)
	if err != nil {
		t.Fatal(err)
	}
	r := register.Understand(tree)
	named := 0
	for _, d := range r.Decisions {
		for _, id := range d.Risks {
			named++
			if risk, day := r.Risk(id), cmp.Or(d.On, d.Requested); day.Before(risk.Identified) {
				t.Errorf("%s of %s decides on %s, identified on %s", d.ID, day, id, risk.Identified)
			}
		}
	}
	for _, v := range r.Reviews {
		for _, id := range v.Scope {
			if risk, ok := r.Find(id).(*register.Risk); ok && v.On.Before(risk.Identified) {
				t.Errorf("%s of %s reviews %s, identified on %s", v.ID, v.On, id, risk.Identified)
			}
		}
	}
	for _, p := range r.Treatments {
		if p.Status == "draft" {
			continue
		}
		approved := slices.ContainsFunc(r.Decisions, func(d *register.Decision) bool {
			return d.Form == "plan-approval" && slices.Contains(d.Treatments, p.ID) && !d.On.After(cmp.Or(p.Start, d.On))
		})
		if !approved {
			t.Errorf("%s began on %s, and no decision until then approved it", p.ID, p.Start)
		}
	}
	if named == 0 {
		t.Error("no decision names a risk")
	}
}

func TestSampleWaterAddsUp(t *testing.T) {
	figure := func(name, pattern string) []float64 {
		t.Helper()
		m := regexp.MustCompile(pattern).FindStringSubmatch(plainFigures(readSample(t, name)))
		if m == nil {
			t.Fatalf("%s does not say %s", name, pattern)
		}
		var figures []float64
		for _, digits := range m[1:] {
			figures = append(figures, number(digits))
		}
		return figures
	}
	const about = "content/pages/about.md"
	plants := figure(about, `浄水場の施設能力 \| (\d+)立方メートル／日（北嶺(\d+)、東浦(\d+)）`)
	most := figure(about, `1日最大配水量 \| (\d+)立方メートル`)[0]
	people := figure(about, `給水人口 \| (\d+)人`)[0]
	contracts := figure(about, `給水契約 \| 約(\d+)件`)[0]
	if plants[0] != plants[1]+plants[2] || plants[0] <= most || most/people < 0.25 || most/people > 0.4 {
		t.Errorf("plants of %v cubic metres a day for a maximum of %v and %v people", plants, most, people)
	}
	train := figure("content/risks/R-036.md", `北嶺の3系列のうち1系列（(\d+)立方メートル／日）が部品の入手まで止まる。残る(\d+)立方`)
	if 3*train[0] != plants[1] || train[1] != plants[0]-train[0] {
		t.Errorf("a train of %v at a plant of %v, %v are left of %v", train[0], plants[1], train[1], plants[0])
	}
	cut := figure("content/risks/R-001.md", `供給能力は(\d+)立方メートル／日（1日最大配水量の約(\d+)％）に下がり、東浦の給水区域の約(\d+)戸（市全体の約(\d+)％）`)
	share := 100 * plants[2] / plants[0]
	if cut[0] != plants[1] || math.Abs(cut[1]-100*plants[1]/most) > 0.5 || math.Abs(cut[3]-share) > 0.5 || math.Abs(100*cut[2]/contracts-share) > 0.5 {
		t.Errorf("without Higashiura, %.1f%% of the capacity: %v", share, cut)
	}
	quake := figure("content/sources/S-09.md", `30年以内に震度6強以上の揺れに見舞われる確率は約(\d+)％で、1年あたりでは約(0\.\d+)％`)
	rate := figure("content/risks/R-004.md", `frequency = (0\.\d+)`)[0]
	if yearly := -math.Log(1-quake[0]/100) / 30; math.Abs(100*yearly-quake[1]) > 0.05 || math.Abs(yearly-rate) > 0.0005 {
		t.Errorf("%v%% in thirty years is %.5f a year, S-09 says %v%% and R-004 %v", quake[0], yearly, quake[1], rate)
	}
}
