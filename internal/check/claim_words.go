package check

import (
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/riskbook/riskbook/internal/assess"
	"github.com/riskbook/riskbook/internal/register"
	"github.com/riskbook/riskbook/internal/term"
)

// wordings are ways to say something of risks, put together of the words that may stand between an id and a figure: whatever else stands there, the sentence
// may say something else.
type wordings struct {
	after  []*regexp.Regexp // behind an id, or behind several
	before []*regexp.Regexp // in front of an id
	own    []*regexp.Regexp // what a line, or what follows "the risk", says in a risk's own text
	listed []*regexp.Regexp // a level or an outcome, and the ids that it is said of
}

var (
	between    = regexp.MustCompile(`^\s*(?:,|、|・|/|と|及び|およ[び]|並びに|&|(?:,\s*)?and)\s*$`)
	ofEach     = regexp.MustCompile(`^\s*(?:は|が|も|[:：=＝]|(?:are|all|both|remain)\b)`)
	furtherOne = regexp.MustCompile(`^\s*(?:[/,、・~～→-]|and\b|or\b|to\b|と|から|か|or|また[は]|又は)\s*$`)
	foreign    = regexp.MustCompile(`(?i)^\s*(?:for|to)\s|\b(?:scale|scheme|methodology)\b|\b(?:insurers?|vendors?|contractors?|auditors?|suppliers?|consultants?|bankers?)(?:\s|,)|にとって|尺度|方式では|(?:業者|委託先|受託者|保険会社|ベンダー|コンサルタント|監査人|監査法人)(?:は|が|も|では)`)
	free       = regexp.MustCompile(`(?:^|[,;:(（、。・•–—-])\s*$`)
	ownSubject = regexp.MustCompile(`(?i)\bthis risk\b|^\s*the risk\b|(?:この|本|当)リスク`)
)

const (
	ordinal     = `(?:\d{1,5}|first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth)`
	ownID       = `[A-Za-z0-9][A-Za-z0-9_-]*`
	listOfIDs   = ownID + `(?:\s*[（(][^（）()]*[)）])?(?:\s*(?:,|、|・|と|及び|and\b|&)\s*(?:and\s+)?` + ownID + `(?:\s*[（(][^（）()]*[)）])?)*`
	linkEnglish = `(?:\s|[,:=(\[–—-]|'s\b|’s\b|(?:has|have) been (?:rated|assessed|classified|graded|evaluated)\b|\b(?:is|are|considered|only|rated|classified|assessed|graded|evaluated|ranked|scored|at|as|a|an|the|has|have|of|with|carries|carry|remains|remain|stays|stay|sits|stands|still|now|currently|presently|today|all|both|its|our|current|present|overall|risk|level|rating|score|which|that)\b)*`
	linkRisk    = `(?:\s|　|リスク(?:は|が|も)|に関する|現状(?:では)?|現時点で(?:は)?|目下|[、：:＝=（(\[【［「–—-]|は|が|も|の|現在|今の|いま|今|引き続き|なお|いずれも|ともに|共に|(?:現在の|今の)?(?:リスク)?(?:レベル|評価|格付け|判定)(?:は|が|も)?|に対する(?:リスク)?評価(?:は|が))*`
	endJapanese = `(?:(?:程度の)?リスク|レベル)?[」』]?\s*(?:$|[。、）)\]】］；;！]|です|である|だ(?:$|[。、が])|であり|で、|と(?:評価|判定|位置|分類|なっている)|に(?:当た|該当|分類|位置))`
)

func newWordings(level, outcome, end string) wordings {
	full := `\s*(?:$|[.,;!)])`
	jfull := `\s*(?:$|[。、！）)]|です|である|だ(?:$|[。、が]))`
	compile := func(list ...string) []*regexp.Regexp {
		all := make([]*regexp.Regexp, len(list))
		for i, pattern := range list {
			all[i] = regexp.MustCompile(`(?i)` + pattern)
		}
		return all
	}
	english := `^` + linkEnglish + `\b(?P<l>` + level + `)(?:[- ](?:level|rated|risk|rating))*` + end
	japanese := `^` + linkRisk + `(?P<m>` + level + `)` + endJapanese
	return wordings{
		after: compile(
			english,
			japanese,
			`^\s+(?:is|poses|presents|carries|remains) an? (?P<l>`+level+`)[- ](?:level )?risk (?:to|for)\b`,
			`^\s*[（(][^（）()]*?[,;，、]\s*(?:(?:current )?(?:risk )?(?:level|rating)\s*[:=]|(?:現在の)?(?:リスク)?(?:レベル|評価)\s*[:：])\s*(?P<l>`+level+`)\s*[,;，、)）]`,
			`^\s+(?:(?:is|are|still|now|currently)\s+)*(?P<o>`+outcome+`)(?: by (?:the|our) (?:board|committee|management|owner|director|council|executive))?`+full,
			`^\s+(?:(?:is|sits|stands|comes|now|currently|still|at|on|has|holds)\s+)*(?:rank|priority)\s+(?:no\. ?|number |#)?(?P<r>`+ordinal+`)(?:st|nd|rd|th)?`+full,
			`^\s+(?:is|comes|is now)\s+number\s+(?P<r>`+englishNumber+`) in the ranking`+full,
			`^\s+(?:has|is in) (?:the )?status (?:of )?(?P<o>`+outcome+`)`+full,
			`^の(?:現在の)?(?:状態|状況|評価結果|ステータス)(?:は|：|:)\s*(?P<o>`+outcome+`)`+jfull,
			`^(?:は|が)、?(?P<s>`+japaneseNumber+`)番目に優先(?:度|順位)が高い`+jfull,
			`^\s+(?P<v>(?:tops|heads|leads) (?:the|our) (?:ranking|list of priorities))`+full,
			`^(?:の|は|が|、|現在|今)*(?:優先)?順位(?:は|が|：|:)?、?\s*第?(?P<s>`+japaneseNumber+`)(?:位|番目|番)`+jfull,
		),
		before: compile(
			`\b(?:the|our)\s+(?P<l>`+level+`)[- ](?:rated|level|level risk)\s+$`,
			`^\s*(?:priority|rank)\s+(?:no\. ?|number |#)?(?P<r>`+ordinal+`)\s*[:–—-]\s*$`,
			`^\s*\b(?:the|our) (?P<u>top)(?:-ranked)? risk is(?: now| currently)?\s+$`,
			`(?:^|[、。（(\s])(?:優先)?順位の?(?:が)?第?(?P<s>`+japaneseNumber+`)位?(?:のリスク)?(?:は、?|：|:)\s*$`,
			`(?:^|[、。])(?P<u>最上位|首位)(?:のリスク)?は、?(?:現在|今)?、?\s*$`,
		),
		own: compile(
			`^\s*(?:(?:current|present|overall)\s+)?(?:risk )?(?:level|rating)\s*[:：]\s*(?P<l>`+level+`)\s*[.。]?\s*$`,
			`^\s*(?:現在の)?(?:リスク)?(?:レベル|評価)\s*[:：]\s*(?P<m>`+level+`)\s*。?\s*$`,
			`^\s*(?:(?:current|present)\s+)?(?:outcome|status)\s*[:：]\s*(?P<o>`+outcome+`)\s*[.]?\s*$`,
			`^\s*(?:現在の)?(?:評価結果|判定|状態)\s*[:：]\s*(?P<p>`+outcome+`)\s*。?\s*$`,
			`^\s*this is(?: now| currently| still)? an? (?P<l>`+level+`)(?:[- ]level)? risk`+full,
		),
		listed: compile(
			`^\s*(?:the |our )?(?:(?P<l>`+level+`)(?:[- ](?:level|rated))?|(?P<o>`+outcome+`))(?: risks (?:are(?: now)?|[:–—])|\s*[:：–—]| risks\s*[:：])\s*(?P<ids>`+listOfIDs+`)`+full,
			`^\s*(?:the |our )?risks (?:(?:that are |which are )?(?:rated |at level |at )?(?P<l>`+level+`)|(?P<o>`+outcome+`)) are(?: now)?\s*:?\s*(?P<ids>`+listOfIDs+`)`+full,
			`^\s*(?:(?:リスク)?レベルが?)?(?:(?P<m>`+level+`)(?:レベル)?|(?P<p>`+outcome+`))(?:(?:の|な)?リスク(?:は、?|：|:)|\s*[:：])\s*(?P<ids>`+listOfIDs+`)(?:の?`+japaneseNumber+`件)?`+jfull,
		),
	}
}

// row is one risk that a sentence names, or several in a row.
type row struct {
	risks      []*assess.Risk
	start, end int
}

// runsOf finds the risks that a sentence names, those that stand in a row together.
func (c *claimReader) runsOf(text string) []row {
	var list []row
	for start, end := range tokens(text) {
		k := c.a.Risk(text[start:end])
		if k == nil {
			continue
		}
		if n := len(list); n > 0 && between.MatchString(text[list[n-1].end:start]) {
			list[n-1].risks = append(list[n-1].risks, k)
			list[n-1].end = end
			continue
		}
		list = append(list, row{[]*assess.Risk{k}, start, end})
	}
	return list
}

// worded adds what a sentence says of the risks that it names and that does not hold.
func (c *claimReader) worded(list []claim, text string) []claim {
	runs := c.runsOf(text)
	for _, r := range runs {
		if foreign.MatchString(text[:r.start]) {
			continue
		}
		for _, pattern := range c.wordings.after {
			rest := text[r.end:]
			m := pattern.FindStringSubmatchIndex(rest)
			if m == nil || c.goesOn(pattern, m, rest) {
				continue
			}
			if strings.TrimSpace(rest[:m[levelStart(pattern, m)]]) == "" && !free.MatchString(text[:r.start]) {
				continue // somebody rates it so
			}
			of := r.risks[len(r.risks)-1:]
			if ofEach.MatchString(rest) {
				of = r.risks
			} else if len(r.risks) > 1 && !strings.HasPrefix(strings.TrimSpace(rest), "(") && !strings.HasPrefix(rest, "（") {
				continue
			}
			n := len(list)
			for _, k := range of {
				list = c.sure(list, k, pattern, rest, r.end)
			}
			for i := n; i < len(list) && len(of) > 1; i++ {
				list[i].each = of
			}
		}
		list = tableReader{c}.rated(list, r, text)
		if len(r.risks) == 1 {
			for _, pattern := range c.wordings.before {
				list = c.sure(list, r.risks[0], pattern, text[:r.start], 0)
			}
		}
	}
	for _, pattern := range c.wordings.listed {
		list = c.listedUnder(list, pattern, text)
	}
	return list
}

// levelStart is where, among the places of a match, the figure stands.
func levelStart(pattern *regexp.Regexp, m []int) int {
	for i, name := range pattern.SubexpNames() {
		if name != "" && m[2*i] >= 0 {
			return 2 * i
		}
	}
	return 0
}

// goesOn reports whether a level that a pattern found is one of several: "Low or Medium", 高～中.
func (c *claimReader) goesOn(pattern *regexp.Regexp, m []int, rest string) bool {
	for _, name := range []string{"l", "m"} {
		i := pattern.SubexpIndex(name)
		if i < 0 || m[2*i] < 0 {
			continue
		}
		if next := c.anyLevel.FindStringIndex(rest[m[2*i+1]:]); next != nil && furtherOne.MatchString(rest[m[2*i+1]:][:next[0]]) {
			return true
		}
	}
	return false
}

// sure is said, of which the words that were read need no second look: they cannot turn the sentence into one about something else.
func (c *claimReader) sure(list []claim, k *assess.Risk, pattern *regexp.Regexp, rest string, offset int) []claim {
	m := pattern.FindStringIndex(rest)
	if m == nil || k.Standing != assess.Counted {
		return list
	}
	n := len(list)
	list = c.said(list, k, pattern, rest, offset)
	for i := n; i < len(list); i++ {
		list[i].used = [2]int{offset + m[0], offset + m[1]}
	}
	return list
}

// ofOwn adds what a sentence in a risk's own text says of it.
func (c *claimReader) ofOwn(list []claim, k *assess.Risk, text, before string) []claim {
	var own []claim
	for _, pattern := range c.wordings.own {
		own = c.sure(own, k, pattern, text, 0)
	}
	var subjects [][]int
	if strings.Contains(text, "リスク") || strings.Contains(strings.ToLower(text), "risk") {
		subjects = ownSubject.FindAllStringIndex(text, -1)
	}
	for _, m := range subjects {
		own = c.ofRisk(own, k, text, m[0], m[1])
		for _, pattern := range c.wordings.after {
			if at := pattern.FindStringSubmatchIndex(text[m[1]:]); at != nil && !c.goesOn(pattern, at, text[m[1]:]) {
				own = c.sure(own, k, pattern, text[m[1]:], m[1])
			}
		}
	}
	if len(own) == 0 { // what stands before is read only for a claim
		return list
	}
	if paragraph := before[strings.LastIndex(before, "\n\n")+1:]; others(c.a, k, paragraph) || others(c.a, k, lastHeading(before)) {
		return list
	}
	return append(list, own...)
}

// others reports whether a stretch of text names another risk.
func others(a *assess.Assessment, k *assess.Risk, text string) bool {
	for start, end := range tokens(text) {
		if other := a.Risk(text[start:end]); other != nil && other != k {
			return true
		}
	}
	return false
}

// lastHeading gives the words of the heading under which a text goes on.
func lastHeading(before string) string {
	for end := len(before); end >= 0; {
		start := strings.LastIndexByte(before[:end], '\n') + 1
		if m := heading.FindStringSubmatch(before[start:end]); m != nil {
			return m[1]
		}
		end = start - 1
	}
	return ""
}

// listedUnder adds the risks that stand in a list of a level or an outcome which they do not have.
func (c *claimReader) listedUnder(list []claim, pattern *regexp.Regexp, text string) []claim {
	m := pattern.FindStringSubmatchIndex(text)
	if m == nil {
		return list
	}
	at := pattern.SubexpIndex("ids")
	from, to := m[2*at], m[2*at+1]
	for start, end := range tokens(text[from:to]) {
		start, end := from+start, from+end
		k := c.a.Risk(text[start:end])
		if k == nil || k.Standing != assess.Counted || strings.HasPrefix(strings.TrimLeft(text[end:], " ("), "\x00") || strings.HasPrefix(text[end:], "（\x00") {
			continue
		}
		n := len(list)
		list = c.said(list, k, pattern, text, 0)
		for i := n; i < len(list); i++ {
			x := &list[i]
			x.used = [2]int{m[0], m[1]}
			x.start, x.end, x.listed = start, end, true
		}
	}
	return list
}

// owned gives the risk in whose text a sentence stands.
func owned(a *assess.Assessment, about register.Entry) *assess.Risk {
	if risk, ok := about.(*register.Risk); ok {
		return a.Risk(risk.ID)
	}
	return nil
}

// titled gives the claims of a heading that do not hold. It counts nothing: a heading counts what stands below it.
func (c *claimReader) titled(text string) []claim {
	var list []claim
	for start, end := range tokens(text) {
		if k := c.a.Risk(text[start:end]); k != nil {
			list = c.ofRisk(list, k, text, start, end)
		}
	}
	return c.worded(list, text)
}

// offered gives what may be written in place of a figure: one that follows the register, and the present one.
func (c *claimReader) offered(x *claim) (live, plain string) {
	live, plain = "[["+x.mark+"]]", x.want
	switch {
	case x.placed:
		return "", ""
	case x.listed:
		return x.id + term.Words{Ja: "（" + live + "）", En: " (" + live + ")"}.In(c.language), ""
	case len(x.each) > 0:
		var marks, values []string
		_, key, _ := strings.Cut(x.mark, ":")
		for _, k := range x.each {
			marks = append(marks, "[["+k.Record.ID+":"+key+"]]")
			if value := c.present(k, key); !slices.Contains(values, value) {
				values = append(values, value)
			}
		}
		and := term.Words{Ja: "と", En: " and "}.In(c.language)
		return strings.Join(marks, and), strings.Join(values, and)
	case strings.Contains(x.fresh, "%s"):
		return strings.ReplaceAll(x.fresh, "%s", live), strings.ReplaceAll(x.fresh, "%s", plain)
	case x.fresh != "":
		live = x.fresh
	}
	return live, plain
}

// present gives what the register says of a risk.
func (c *claimReader) present(k *assess.Risk, key string) string {
	switch key {
	case "level":
		if k.Now.Level >= 0 {
			return c.label(k.Now.Level)
		}
	case "rank":
		return strconv.Itoa(k.Rank)
	}
	return term.Code("outcome", string(k.Outcome)).In(c.language)
}

// worth tells which blocks of a record's text may hold a claim, which most do not: those that name a risk, count what may be risks, or speak of all of them. To
// ask this is far cheaper than to read.
func (c *claimReader) worth(about register.Entry) func(block string) bool {
	own := owned(c.a, about) != nil
	return func(block string) bool {
		if strings.Contains(block, "件") || strings.Contains(block, "数は") {
			return true
		}
		for start, end := range tokens(block) {
			word := strings.Trim(block[start:end], "_") // which may be an emphasis
			if strings.EqualFold(word, "risks") || strings.EqualFold(word, "risk") || c.a.Risk(word) != nil || own && slices.ContainsFunc(ownWords, func(w string) bool { return strings.EqualFold(w, word) }) {
				return true
			}
		}
		if strings.Contains(block, "リスク") {
			return own || strings.ContainsAny(block, "個つ本数全無") || slices.ContainsFunc(allWords, func(w string) bool { return strings.Contains(block, w) })
		}
		return own && strings.ContainsAny(block, "：:") || strings.ContainsAny(block, "個つ本") && slices.ContainsFunc(c.named, func(words string) bool { return strings.Contains(block, words) })
	}
}

var (
	allWords = []string{"ありません", "ない", "存在し", "ゼロ", "なし", "すべて", "いずれ", "内訳", "レベル別"}
	ownWords = []string{"level", "rating", "outcome", "status"}
)

// highest gives the place of the highest level that an open risk has.
func (c *claimReader) highest() int {
	highest := -1
	for _, k := range c.a.Risks {
		if k.Standing == assess.Counted && !k.Closed() {
			highest = max(highest, k.Now.Level)
		}
	}
	return highest
}

// firstOf gives what may stand in place of words that say of a risk that it is the first.
func firstOf(found string) string {
	switch low := strings.ToLower(found); {
	case low == "top":
		return "rank-%s"
	case strings.HasSuffix(low, "位"):
		return "優先順位%s位"
	}
	return "has rank %s"
}
