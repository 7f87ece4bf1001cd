package starter

import (
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/riskbook/riskbook/internal/register"
	"github.com/riskbook/riskbook/internal/term"
)

// fit makes the settings and the example records those of the choice: its languages and its criteria.
func (c Choice) fit(all map[string][]byte) error {
	const criteria, config = "content/criteria.toml", "content/riskbook.toml"
	if c.Own != nil {
		all[criteria] = c.Own
		maps.DeleteFunc(all, func(name string, _ []byte) bool {
			return strings.HasPrefix(name, "content/") && strings.Count(name, "/") > 1
		})
	} else if c.Criteria != "" && c.Criteria != standard {
		p, ok := presets[c.Criteria]
		if !ok {
			return fmt.Errorf("there are no criteria called %s", c.Criteria)
		}
		all[criteria] = []byte(p.write(string(all[criteria]), c.Language))
		for name, data := range all {
			if strings.HasPrefix(name, "content/risks/") || strings.HasPrefix(name, "content/treatments/") {
				all[name] = []byte(p.rated.Replace(string(data)))
			}
		}
	}
	languages := c.Languages
	if len(languages) == 0 {
		languages = []string{c.Language}
	}
	if len(languages) > 1 {
		return nil
	}
	all[config] = twoLanguages.ReplaceAll(all[config], []byte(fmt.Sprintf("languages = [%q]", languages[0])))
	for name, data := range all {
		switch {
		case !strings.HasPrefix(name, "content/"):
		case strings.HasSuffix(name, "."+otherLanguage(c.Language)+".md"):
			delete(all, name)
		case c.Own == nil || name != criteria:
			all[name] = oneLanguage(data, languages[0])
		}
	}
	return nil
}

func otherLanguage(language string) string {
	return map[string]string{"en": "ja", "ja": "en"}[language]
}

var (
	twoLanguages = regexp.MustCompile(`languages = \["[a-z]+", "[a-z]+"\]`)
	bothWords    = regexp.MustCompile(`\{ (en|ja) = ("(?:[^"\\]|\\.)*"), (?:en|ja) = ("(?:[^"\\]|\\.)*") \}`)
)

// oneLanguage leaves of texts in two languages the words of one.
func oneLanguage(data []byte, language string) []byte {
	return bothWords.ReplaceAllFunc(data, func(found []byte) []byte {
		parts := bothWords.FindSubmatch(found)
		if string(parts[1]) == language {
			return parts[2]
		}
		return parts[3]
	})
}

// standard is the preset that the files hold.
const standard = "5x5"

// Presets lists the criteria that a register can begin with.
func Presets() []string {
	all := append(slices.Collect(maps.Keys(presets)), standard)
	slices.Sort(all)
	return all
}

// preset is a set of criteria: scales, the matrix, and the ratings of the example records under them.
type preset struct {
	likelihood, impact []scaleStep
	rows               [][]string
	factors            bool // the likelihood follows from threat and vulnerability
	rated              *strings.Replacer
}

// scaleStep is a step of a scale, in Japanese and English.
type scaleStep struct{ label, meaning term.Words }

var (
	rare       = scaleStep{term.Words{Ja: "稀", En: "Rare"}, term.Words{Ja: "20年に一度に満たない", En: "Less than once in 20 years"}}
	unlikely   = scaleStep{term.Words{Ja: "低い", En: "Unlikely"}, term.Words{Ja: "数年に一度", En: "Once in several years"}}
	possible   = scaleStep{term.Words{Ja: "あり得る", En: "Possible"}, term.Words{Ja: "年に一度程度", En: "About once a year"}}
	likely     = scaleStep{term.Words{Ja: "高い", En: "Likely"}, term.Words{Ja: "年に何度も", En: "Several times a year"}}
	frequent   = scaleStep{term.Words{Ja: "頻繁", En: "Frequent"}, term.Words{Ja: "毎月のように", En: "Almost every month"}}
	minor      = scaleStep{term.Words{Ja: "小", En: "Minor"}, term.Words{Ja: "業務の中で収まる", En: "Absorbed in everyday work"}}
	moderate   = scaleStep{term.Words{Ja: "中", En: "Moderate"}, term.Words{Ja: "サービスの一部が低下する", En: "Part of the service is degraded"}}
	major      = scaleStep{term.Words{Ja: "大", En: "Major"}, term.Words{Ja: "サービスが停止し、顧客に影響が及ぶ", En: "The service stops and customers notice"}}
	severe     = scaleStep{term.Words{Ja: "甚大", En: "Severe"}, term.Words{Ja: "停止が長引き、事業の継続が危うい", En: "A long outage puts the business at risk"}}
	threeLevel = [][]string{{"low", "low", "medium"}, {"low", "medium", "high"}, {"medium", "high", "high"}}
)

var presets = map[string]preset{
	"3x3": {
		likelihood: []scaleStep{unlikely, possible, likely}, impact: []scaleStep{minor, moderate, major}, rows: threeLevel,
		rated: strings.NewReplacer(
			"likelihood = 4\nimpact = 4", "likelihood = 3\nimpact = 3",
			"likelihood = 3\nimpacts = { service = 4, finance = 3 }", "likelihood = 2\nimpacts = { service = 3, finance = 2 }",
			"likelihood = 2\nimpacts = { service = 2, finance = 2 }", "likelihood = 1\nimpacts = { service = 1, finance = 1 }"),
	},
	"4x4": {
		likelihood: []scaleStep{rare, unlikely, likely, frequent}, impact: []scaleStep{minor, moderate, major, severe},
		rows: [][]string{{"low", "low", "medium", "medium"}, {"low", "medium", "medium", "high"}, {"medium", "medium", "high", "high"}, {"medium", "high", "high", "high"}},
		rated: strings.NewReplacer(
			"likelihood = 2\nimpacts = { service = 2, finance = 2 }", "likelihood = 1\nimpacts = { service = 2, finance = 2 }"),
	},
	"ipa": {
		likelihood: []scaleStep{unlikely, possible, likely}, impact: []scaleStep{minor, moderate, major}, rows: threeLevel, factors: true,
		rated: strings.NewReplacer(
			"likelihood = 4\nimpact = 4", "impact = 3\nfactors = { threat = 3, vulnerability = 3 }",
			"likelihood = 3\nimpacts = { service = 4, finance = 3 }", "impacts = { service = 3, finance = 2 }\nfactors = { threat = 3, vulnerability = 2 }",
			"likelihood = 2\nimpacts = { service = 2, finance = 2 }", "impacts = { service = 1, finance = 1 }\nfactors = { threat = 3, vulnerability = 1 }"),
	},
}

// write puts the scales and the matrix of a preset in the place of those that criteria have. The sections begin with comments, in the order of the file.
func (p *preset) write(text, language string) string {
	say := func(w term.Words) string { return w.In(language) }
	both := func(w term.Words) string {
		if language == "ja" {
			return fmt.Sprintf("{ ja = %q, en = %q }", w.Ja, w.En)
		}
		return fmt.Sprintf("{ en = %q, ja = %q }", w.En, w.Ja)
	}
	var scales, matrix strings.Builder
	steps := func(b *strings.Builder, key string, list []scaleStep) {
		for i, s := range list {
			fmt.Fprintf(b, "[[%s]]\nvalue = %d\nlabel = %s\n", key, i+1, both(s.label))
			if s.meaning.En != "" {
				fmt.Fprintf(b, "meaning = %s\n", both(s.meaning))
			}
			b.WriteString("\n")
		}
	}
	fmt.Fprintf(&scales, "# %s\n", say(term.Words{Ja: "起こりやすさ。", En: "Likelihood."}))
	steps(&scales, "likelihood", p.likelihood)
	fmt.Fprintf(&scales, "# %s\n", say(term.Words{Ja: "影響。", En: "Impact."}))
	steps(&scales, "impact", p.impact)
	fmt.Fprintf(&matrix, "# %s\n[matrix]\nrows = [\n", say(term.Words{Ja: "マトリクス。行は起こりやすさ、列は影響で、いずれも小さい方からです。", En: "The matrix: a row per likelihood, a column per impact, both ascending."}))
	for _, row := range p.rows {
		fmt.Fprintf(&matrix, "  [\"%s\"],\n", strings.Join(row, `", "`))
	}
	matrix.WriteString("]\n\n")
	parts := sections.FindAllStringIndex(text, -1)
	if len(parts) != 4 { // likelihood, areas, matrix, viewpoints
		panic("the criteria of the starter have other sections")
	}
	text = text[:parts[0][0]] + scales.String() + text[parts[1][0]:parts[2][0]] + matrix.String() + text[parts[3][0]:]
	if p.factors {
		text = strings.TrimRight(text, "\n") + "\n\n" + p.likelihoodFrom(both, say)
	}
	text = strings.Replace(text, "impact_alone = 5", "impact_alone = "+strconv.Itoa(len(p.impact)), 1)
	return strings.Replace(text, "likelihood_alone = 5", "likelihood_alone = "+strconv.Itoa(len(p.likelihood)), 1)
}

var sections = regexp.MustCompile(`(?m)^#[^\n]*\n(\[\[likelihood\]\]|\[\[area\]\]|\[matrix\]|\[\[viewpoint\]\])`)

// likelihoodFrom writes how the likelihood follows from threat and vulnerability, as the guideline of IPA for small and medium enterprises has it.
func (p *preset) likelihoodFrom(both func(term.Words) string, say func(term.Words) string) string {
	var b strings.Builder
	fmt.Fprintf(&b, "# %s\n[likelihood_from]\nrows = [\n  [1, 1, 1],\n  [1, 1, 2],\n  [1, 2, 3],\n]\n\n", say(term.Words{Ja: "起こりやすさは、脅威（行）と脆弱性（列）から決まります。", En: "The likelihood follows from the threat (rows) and the vulnerability (columns)."}))
	factor := func(key string, label term.Words, steps ...scaleStep) {
		fmt.Fprintf(&b, "[[likelihood_from.factor]]\nkey = %q\nlabel = %s\n\n", key, both(label))
		for i, s := range steps {
			fmt.Fprintf(&b, "[[likelihood_from.factor.steps]]\nvalue = %d\nlabel = %s\nmeaning = %s\n\n", i+1, both(s.label), both(s.meaning))
		}
	}
	low, middle, high := term.Words{Ja: "低", En: "Low"}, term.Words{Ja: "中", En: "Medium"}, term.Words{Ja: "高", En: "High"}
	factor("threat", term.Words{Ja: "脅威", En: "Threat"},
		scaleStep{low, term.Words{Ja: "通常の状況で発生することはない", En: "Does not occur in the usual course of things"}},
		scaleStep{middle, term.Words{Ja: "特定の状況で年に数回程度発生する", En: "Occurs a few times a year in certain circumstances"}},
		scaleStep{high, term.Words{Ja: "通常の状況でいつ発生してもおかしくない", En: "May occur at any time in the usual course of things"}})
	factor("vulnerability", term.Words{Ja: "脆弱性", En: "Vulnerability"},
		scaleStep{low, term.Words{Ja: "必要な対策を全て実施している", En: "All necessary controls are in place"}},
		scaleStep{middle, term.Words{Ja: "対策を一部実施している", En: "Some of the controls are in place"}},
		scaleStep{high, term.Words{Ja: "対策をほとんど実施していない", En: "Hardly any control is in place"}})
	return strings.TrimRight(b.String(), "\n") + "\n"
}

// forms gives the forms by which a forge asks for what a record needs, a form a kind.
func (c Choice) forms() map[string][]byte {
	files := map[string][]byte{}
	for _, folder := range register.Proposable {
		if k := register.KindOf(folder); k != nil {
			files[".github/ISSUE_TEMPLATE/"+strings.TrimSuffix(folder, "s")+".yml"] = []byte(c.form(k))
		}
	}
	return files
}

// form writes the form of a kind: its required fields, and a place for the rest.
func (c Choice) form(k *register.Kind) string {
	var b strings.Builder
	quoted := strconv.Quote
	fmt.Fprintf(&b, "name: %s\ndescription: %s\ntitle: %s\nlabels: [riskbook]\nbody:\n", quoted(term.Words{Ja: k.One.Ja + "の提案", En: "Propose a " + k.One.En}.In(c.Language)), quoted(k.Purpose.In(c.Language)), quoted(k.One.Capital().In(c.Language)+": "))
	for _, f := range k.FormFields() {
		kind := "input"
		if f.Shape == register.ShapeText && f.Key != "title" {
			kind = "textarea"
		}
		if len(f.OneOf) > 0 {
			kind = "dropdown"
		}
		fmt.Fprintf(&b, "  - type: %s\n    id: %s\n    attributes:\n      label: %s\n      description: %s\n", kind, f.Key, quoted(f.FormLabel().In(c.Language)), quoted(f.Words.In(c.Language)))
		if len(f.OneOf) > 0 {
			b.WriteString("      options:\n")
			for _, word := range f.OneOf {
				fmt.Fprintf(&b, "        - %s\n", quoted(word))
			}
		}
		b.WriteString("    validations:\n      required: true\n")
	}
	fmt.Fprintf(&b, "  - type: textarea\n    id: body\n    attributes:\n      label: %s\n", quoted(register.FormRest.In(c.Language)))
	return b.String()
}
