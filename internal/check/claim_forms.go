package check

import (
	"regexp"
	"strings"

	"github.com/riskbook/riskbook/internal/assess"
)

// idForms are further ways in which a sentence says something of risks that it names.
type idForms struct {
	around   []aroundForm
	before   *regexp.Regexp   // what stands before an id and says it all: "低リスクのR-001", "the low risk R-001"
	joined   *regexp.Regexp   // another id before this one
	of       *regexp.Regexp   // what begins to say something of an id
	together []*regexp.Regexp // what is said of several ids, which are the first group: "R-001 and R-004 are High"
}

// aroundForm is said around an id: "We rate R-001 Low", "the rank of R-004 is 1".
type aroundForm struct{ before, after *regexp.Regexp }

func newIDForms(level, outcome, end string) idForms {
	const id = `[A-Za-z0-9][A-Za-z0-9_-]*`
	rank := `(?:no\. ?|number |#)?(?P<r>\d{1,5}|first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth)(?:st|nd|rd|th)?`
	full := `\s*(?:$|[.,;!)])`
	jfull := `(?:\s*$|[。！]|です|である|だ(?:$|[。、が])|と(?:評価|判定))`
	return idForms{
		around: []aroundForm{
			{regexp.MustCompile(``), regexp.MustCompile(`(?i)^\s+is(?: now| currently)?\s+(?P<o>being treated)` + full)},
			{regexp.MustCompile(``), regexp.MustCompile(`^\s*[【［]\s*(?:リスク)?(?:レベル\s*[:：]?)?\s*(?P<m>` + level + `)\s*[】］]`)},
			{
				regexp.MustCompile(`(?i)\b(?:we|(?:the|this|our) register)(?: now| currently)? (?:rates?|assess(?:es)?|classif(?:y|ies))\s+$`),
				regexp.MustCompile(`(?i)^\s*(?:as |at )?(?P<l>` + level + `)` + end),
			},
			{regexp.MustCompile(`(?i)\b(?:rank|priority) of\s+$`), regexp.MustCompile(`(?i)^\s*is(?: now| currently)?\s+` + rank + full)},
		},
		before: regexp.MustCompile(`(?i)(?:\b(?:the|our)\s+(?P<l>` + level + `)(?:[- ]level)?[- ]risk\s+$` +
			`|(?:^|[、。（(\s])(?:(?:リスク)?レベル(?P<m>` + level + `)|(?P<n>` + level + `)リスク)の\s*$` +
			`|(?:^|[、。（(\s])(?P<p>` + outcome + `)の\s*$` +
			`|(?:^|[、。（(\s])(?:優先)?(?:順位)?第?(?P<s>` + japaneseNumber + `)位の\s*$)`),
		joined: regexp.MustCompile(`(?i)[a-z0-9]\s*(?:と|及び|お(?:よび)|・|\sand)\s*$`),
		of:     regexp.MustCompile(`(?i)^\s*(?:は|が|are\b)`),
		together: []*regexp.Regexp{
			regexp.MustCompile(`(?i)\b(` + id + `(?:\s*,\s*` + id + `)*,?\s+and\s+` + id + `)\s+are(?: both| all| now| currently| still)*(?: rated| classified as| at level)?\s+(?:(?P<l>` + level + `)|(?P<o>` + outcome + `))` + full),
			regexp.MustCompile(`(` + id + `(?:、` + id + `)*(?:と|及び|お(?:よび)|・)` + id + `)(?:は|が)(?:ともに|共に)?、?(?:(?P<m>` + level + `)|(?P<p>` + outcome + `))` + jfull),
		},
	}
}

// ofSeveral adds what is said of several ids at once and does not hold.
func (c *claimReader) ofSeveral(list []claim, text string) []claim {
	for _, pattern := range c.forms.together {
		for _, m := range pattern.FindAllStringSubmatchIndex(text, -1) {
			for start, end := range tokens(text[m[2]:m[3]]) {
				if k := c.a.Risk(text[m[2]+start : m[2]+end]); k != nil && k.Standing == assess.Counted {
					list = c.said(list, k, pattern, text[m[0]:m[1]], m[0])
				}
			}
		}
	}
	return list
}

// moreCounts are further ways to count the risks of the register.
func moreCounts(begin, tail, verb, jbegin, level, outcome string) []countPattern {
	jfull := `(?:\s*$|です|である|だ|[。、）)])`
	said := `(?:(?P<o>treatment|` + outcome + `)|(?P<l>` + level + `))`
	return []countPattern{
		{word: "risks", Regexp: regexp.MustCompile(begin + `of (?:the|our|all|all the) (?P<t>` + englishNumber + `) (?:open )?risks(?: (?:in|of) (?:the|this|our) register)?,? (?P<n>` + englishNumber + `) (?:` + verb + ` )?` + said + tail)},
		{word: "risks", Regexp: regexp.MustCompile(begin + `(?P<n>` + englishNumber + `) out of (?:the |our |all )?(?P<t>` + englishNumber + `) (?:open )?risks (?:` + verb + ` )?` + said + tail)},
		{word: "risks", Regexp: regexp.MustCompile(begin + `(?:we have|there are) (?P<t>` + englishNumber + `) open risks` + tail)},
		{word: "risks", Regexp: regexp.MustCompile(begin + `(?P<t>` + englishNumber + `) risks are (?:open|(?:on|in|held in|recorded in|listed in) (?:the|this|our) register)` + tail)},
		{word: "risks", Regexp: regexp.MustCompile(begin + `the number of (?:(?P<l>` + level + `)(?:[- ]level)? risks|risks (?:` + verb + ` )?(?P<o>treatment|` + outcome + `)) is (?P<n>` + englishNumber + `)` + tail)},
		{word: "risks", Regexp: regexp.MustCompile(`(?i)^\s*(?:(?P<l>` + level + `)(?:[- ]level)? risks|risks (?P<o>` + outcome + `))\s*[:：]\s*(?P<n>` + englishNumber + `)` + tail)},
		{word: "件", Regexp: regexp.MustCompile(jbegin + `(?:登録簿の|登録した)?リスクのうち、?(?P<n>` + japaneseNumber + `)件(?:が|は)(?:(?P<o>` + outcome + `)|(?P<l>` + level + `))` + jfull)},
		{word: "数は", Regexp: regexp.MustCompile(jbegin + `(?:(?P<o>` + outcome + `|対応が必要な)(?:状態)?の?|(?:レベル)?(?:が|の)?(?P<l>` + level + `)の?)リスクの?件?数は、?(?P<n>` + japaneseNumber + `)件?` + jfull)},
		{word: "数は", Regexp: regexp.MustCompile(jbegin + `(?:登録)?リスクの?(?:総|件)?数は(?:合計|全部で)?、?(?P<t>` + japaneseNumber + `)件?` + jfull)},
		{word: "件", Regexp: regexp.MustCompile(jbegin + `(?P<t>` + japaneseNumber + `)件のリスクを(?:登録|管理|記録|掲載|収録)し`)},
		{word: "件", Regexp: regexp.MustCompile(jbegin + `レベル(?:が|は)?(?P<l>` + level + `)(?:は|が|の(?:もの|リスク)は)(?P<n>` + japaneseNumber + `)件` + jfull)},
	}
}

var partOf = regexp.MustCompile(`(?i)\b(?:plants?|sites?|offices?|sections?|departments?|branch(?:es)?|stations?|centres?|centers?|regions?|districts?|teams?|units?|divisions?|depots?|wards?)\b|` +
	`(?:場|支?局|課|室|[^場箇個か]所|[^全一]部|支店|本店|支社|センター|施設|拠点|地区|プラント)(?:$|\s|は|では|に|の|も|が)`)

// limited reports whether what stands before a sentence makes its counts those of a part: a heading that names a place or an office, or a sentence before it in
// the same paragraph that does so where it begins.
func limited(before string) bool {
	if partOf.MatchString(lastHeading(before)) {
		return true
	}
	paragraph := before[strings.LastIndex(before, "\n\n")+1:]
	for end := 0; end >= 0; end = ended(paragraph) {
		paragraph = paragraph[end:]
		words := strings.TrimSpace(paragraph)
		if partOf.MatchString(words[:min(len(words), 60)]) {
			return true
		}
	}
	return false
}
