package mapping

import (
	"maps"
	"math"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/riskbook/riskbook/internal/register"
	"github.com/riskbook/riskbook/internal/workbook"
	"golang.org/x/text/unicode/norm"
)

// Step is one value of a scale, as readers may find it written.
type Step struct {
	value  int
	labels []string // folded
}

// StepsOf gives the steps of a scale, with all the words that cells may call them by.
func StepsOf(list []register.Step) []Step {
	var steps []Step
	for i := range list {
		if list[i].Value == nil {
			continue
		}
		steps = append(steps, Step{*list[i].Value, labelsOf(list[i].Label)})
	}
	return steps
}

func factorSteps(f *register.Factor) []Step {
	var steps []Step
	for i := range f.Steps {
		if f.Steps[i].Value != nil {
			steps = append(steps, Step{*f.Steps[i].Value, labelsOf(f.Steps[i].Label)})
		}
	}
	return steps
}

func labelsOf(t register.Text) []string {
	var labels []string
	for _, w := range t {
		labels = append(labels, Fold(w.Words))
	}
	return labels
}

var (
	alone   = regexp.MustCompile(`^(\d+)(?:\.0+)?$`)
	leading = regexp.MustCompile(`^(\d+)\s*[-–—:.：)）=、,\s]\s*([^\d].*)$`)
	behind  = regexp.MustCompile(`^([^\d]+?)\s*[(（\[:：=–—-]?\s*(\d+)\s*[)）\]]?$`)
	// OutOf is a product written with the most that it can be: 12/25.
	OutOf = regexp.MustCompile(`^(\d+)\s*/\s*\d+$`)
)

// Generic are words that people use for steps, by where they stand on a scale of five.
var Generic = func() map[string]int {
	words := map[string]int{}
	for i, list := range [][]string{
		{"very low", "very unlikely", "vlow", "vl", "rare", "remote", "improbable", "highly unlikely", "insignificant", "negligible", "trivial", "minimal", "極低", "非常に低い", "極めて低い", "極小", "非常に小さい", "極めて小さい", "ごく小", "稀", "まれ", "ほとんどない", "無視できる", "軽微", "とても低い", "最低", "ごく低い", "very rare"},
		{"low", "l", "unlikely", "minor", "低", "低い", "小", "小さい", "小規模", "可能性は低い", "seldom"},
		{"medium", "med", "m", "moderate", "possible", "occasional", "中", "中程度", "普通", "あり得る", "ありうる", "中規模", "average", "mid"},
		{"high", "h", "likely", "probable", "major", "significant", "serious", "高", "高い", "大", "大きい", "重大", "可能性が高い", "大規模"},
		{"very high", "very likely", "vh", "vhigh", "almost certain", "certain", "frequent", "critical", "severe", "extreme", "catastrophic", "highly likely", "極高", "非常に高い", "極めて高い", "極大", "甚大", "特大", "頻繁", "ほぼ確実", "壊滅的", "致命的", "とても高い", "最高", "極めて大きい", "非常に大きい"},
	} {
		for _, w := range list {
			words[Fold(w)] = i + 1
		}
	}
	return words
}()

// StepOf reads a step of a scale: a number, its label in either language, or a word that stands for one on a scale of that length.
func StepOf(steps []Step, text string) (int, bool) {
	text = strings.TrimSpace(norm.NFKC.String(text))
	on := func(digits string) (int, bool) {
		n, err := strconv.Atoi(digits)
		return n, err == nil && slices.ContainsFunc(steps, func(s Step) bool { return s.value == n })
	}
	labelled := func(word string) (int, bool) {
		for _, s := range steps {
			if slices.Contains(s.labels, Fold(word)) {
				return s.value, true
			}
		}
		return 0, false
	}
	both := func(digits, word string) (int, bool) {
		n, ok := on(digits)
		if m, known := labelled(word); known && (m > n+1 || n > m+1) {
			return 0, false // the number says quite another step than the word; one beside it is a scale that is called otherwise
		}
		return n, ok
	}
	if m := alone.FindStringSubmatch(text); m != nil {
		return on(m[1])
	}
	if m := OutOf.FindStringSubmatch(text); m != nil {
		return on(m[1])
	}
	if n, ok := labelled(text); ok {
		return n, true
	}
	if m := leading.FindStringSubmatch(text); m != nil {
		return both(m[1], m[2])
	}
	if m := behind.FindStringSubmatch(text); m != nil {
		return both(m[2], m[1])
	}
	return wordOf(steps, text)
}

// finer tells words of one place apart that some registers use beside each other, by how far they stand above it.
var finer = map[string]float64{"significant": -.3, "serious": -.1, "major": .1, "critical": -.2, "severe": -.4, "extreme": .1, "catastrophic": .3, "重大": .2, "壊滅的": .3, "致命的": .2}

// ranked places the words of one column beside each other: where a register uses as many different words as the scale has steps, they are these steps in
// their order, and where single words would fall together that the register tells apart, none is taken for the label that it happens to share.
func ranked(steps []Step, texts []string) map[string]int {
	order := map[string]float64{}
	for _, text := range texts {
		word := text
		if first, remark := WithRemark(text); remark != "" {
			word = first
		}
		form := Fold(word)
		if n, known := Generic[form]; known {
			order[form] = float64(n) + finer[form]
		} else if !IsUnrated(text) {
			return nil
		}
	}
	labelled := func(form string) bool {
		return slices.ContainsFunc(steps, func(s Step) bool { return slices.Contains(s.labels, form) })
	}
	if !slices.ContainsFunc(slices.Collect(maps.Keys(order)), func(form string) bool { return !labelled(form) }) {
		return nil
	}
	places := slices.Compact(slices.Sorted(maps.Values(order)))
	coarse := map[int]bool{}
	for _, place := range order {
		coarse[int(math.Round(place))] = true
	}
	values := map[string]int{}
	if len(places) != len(steps) && len(coarse) == len(steps) {
		places = nil
		for n := range 5 {
			if coarse[n+1] {
				places = append(places, float64(n+1))
			}
		}
		for form := range order {
			order[form] = math.Round(order[form])
		}
	}
	if len(places) == len(steps) {
		for form, place := range order {
			values[form] = steps[slices.Index(places, place)].value
		}
		return values
	}
	taken := map[int]int{}
	for form := range order {
		n, ok := StepOf(steps, form)
		if other, twice := taken[n]; ok && twice && other != Generic[form] {
			for form := range order {
				if n, ok := wordOf(steps, form); ok {
					values[form] = n
				}
			}
			return values
		}
		taken[n] = Generic[form]
	}
	return nil
}

// wordOf places a word that no label of the scale is. A scale of three has low, medium and high; one of four has a step above these.
func wordOf(steps []Step, text string) (int, bool) {
	n, known := Generic[Fold(text)]
	if !known {
		n, known = Generic[Fold(strings.NewReplacer("risk", "", "likelihood", "", "impact", "", "probability", "").Replace(strings.ToLower(text)))]
	}
	if !known {
		return 0, false
	}
	switch len(steps) {
	case 5:
		return steps[n-1].value, true
	case 4:
		if n >= 2 {
			return steps[n-2].value, true
		}
	case 3:
		if n >= 2 && n <= 4 {
			return steps[n-2].value, true
		}
	}
	return 0, false
}

// LevelOf reads a level of risk: its key, its label, or a word that stands for one where there are as many.
func LevelOf(c *register.Criteria, text string) (string, bool) {
	var steps []Step
	for i := range c.Levels {
		if Fold(text) == Fold(c.Levels[i].Key) || slices.Contains(labelsOf(c.Levels[i].Label), Fold(text)) {
			return c.Levels[i].Key, true
		}
		steps = append(steps, Step{i, nil})
	}
	if n, ok := wordOf(steps, text); ok {
		return c.Levels[n].Key, true
	}
	if word, remark := WithRemark(text); remark != "" {
		return LevelOf(c, word)
	}
	return "", false
}

// errorValue is what spreadsheets show where a formula has no value.
var errorValue = regexp.MustCompile(`^#(?:VALUE!|REF!|DIV/0!|N/A|NAME\?|NUM!|NULL!|SPILL!|CALC!)$`)

// IsFault reports whether a cell holds an error instead of a value, be it as such or as the text of one.
func IsFault(c *workbook.Cell) bool {
	return c.Kind == workbook.Fault || errorValue.MatchString(strings.TrimSpace(c.Text))
}

var remarked = regexp.MustCompile(`^([^(（;；,、]{1,30}?)\s*(?:[(（;；,、]|\s[-–—:]\s)\s*(.+?)\s*[)）]?$`)

// WithRemark takes a rating apart from the words behind it: "High (for large clients)". The remark is empty where there is none.
func WithRemark(text string) (rating, remark string) {
	if m := remarked.FindStringSubmatch(strings.TrimSpace(text)); m != nil && !alone.MatchString(m[1]) {
		return m[1], m[2]
	}
	return text, ""
}

// unrated are what people write where nothing was rated.
var unrated = []string{"", "-", "–", "—", "na", "n/a", "tbd", "tbc", "?", "unknown", "none", "notrated", "notassessed", "unrated", "未評価", "未定", "該当なし", "なし", "不明", "未実施", "未", "ー", "―", "todo", "pending", "null", "tobedetermined", "notapplicable", "検討中"}

// IsUnrated reports whether a text says that nothing was rated.
func IsUnrated(text string) bool {
	text = strings.TrimSpace(text)
	return text == "" || slices.Contains(unrated, strings.ToLower(text)) || slices.Contains(unrated, Fold(text)) && Fold(text) != "" || strings.Trim(text, "-－‐–—ー―?？ ") == ""
}
