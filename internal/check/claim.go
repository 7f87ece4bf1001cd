package check

import (
	"maps"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"

	"github.com/riskbook/riskbook/internal/assess"
	"github.com/riskbook/riskbook/internal/register"
	"github.com/riskbook/riskbook/internal/term"
)

// claim is what a sentence says of the register: a level, a rank, an outcome of a risk, or a count.
type claim struct {
	start, end int // of the figure, in the sentence
	found      string
	id         string         // of the risk; empty for a count
	what       term.Words     // what it is a figure of
	want       string         // what the register says; empty where the claim holds
	mark       string         // the live form
	used       [2]int         // what was read, where it needs no second look; else nothing
	listed     bool           // the risk stands in a list of those of which it is said
	placed     bool           // the risk stands in a matrix
	fresh      string         // what may stand in place of the figure, with %s for the present one; empty where that is the figure alone
	each       []*assess.Risk // the risks of which the figure is said at once
}

// claimReader finds claims in sentences of one register.
type claimReader struct {
	a        *assess.Assessment
	language string
	levels   map[string]int    // by label in small letters
	outcomes map[string]string // by words in small letters: an outcome, or "treat" for all that are to be treated
	*grammar
}

// grammar is how claims are written where levels and outcomes have certain words.
type grammar struct {
	about    *regexp.Regexp // what follows an id
	before   *regexp.Regexp // what stands before an id
	anyLevel *regexp.Regexp
	forms    idForms
	wordings wordings
	sweeping sweeping
	counts   []countPattern
	named    []string // the words of outcomes
}

// grammars keeps what was made, by the words: a register is judged again and again while somebody writes.
var grammars sync.Map

const (
	englishNumber  = `(?:\d{1,5}|zero|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)(?:-(?:one|two|three|four|five|six|seven|eight|nine))?)`
	japaneseNumber = `(?:[0-9０-９]{1,5}|[〇一二三四五六七八九十百]+)`
	ownRegister    = `(?:(?:^\s*|[、（(]|この|当|本|現在)登録簿)`
)

func newClaimReader(a *assess.Assessment, language string) *claimReader {
	c := &claimReader{a: a, language: language, levels: map[string]int{}, outcomes: map[string]string{}}
	for i, l := range a.Register.Criteria.Levels {
		for _, w := range l.Label {
			c.levels[strings.ToLower(strings.TrimSpace(w.Words))] = i
		}
	}
	for _, o := range assess.Outcomes {
		w := term.Code("outcome", string(o))
		c.outcomes[w.Ja], c.outcomes[w.En] = string(o), string(o)
	}
	for _, w := range []string{"to be treated", "needs treatment", "need treatment", "require treatment", "requires treatment", "unacceptable", "対応が必要", "対応を要する", "対応を要します", "要対応", "受容できない", "許容できない"} {
		c.outcomes[w] = "treat"
	}
	for _, w := range []string{"受容している", "受容しています", "受容中", "受容"} {
		c.outcomes[w] = string(assess.Accepted)
	}
	for _, w := range []string{"終結している", "終結しています", "終結済み", "終了している", "終了しています", "終了済み"} {
		c.outcomes[w] = string(assess.Closed)
	}
	for w := range c.levels {
		_, both := c.outcomes[w]
		if both || len(w) < 2 && w < "\x80" || strings.Trim(w, "0123456789") == "" {
			delete(c.levels, w) // "acceptable" may be the outcome, "a" an article, "3" anything
		}
	}
	level, outcome := anyOf(c.levels), anyOf(c.outcomes)
	c.outcomes["being treated"] = string(assess.InTreatment)
	known, ok := grammars.Load(level)
	if !ok {
		known, _ = grammars.LoadOrStore(level, newGrammar(level, outcome, slices.Sorted(maps.Keys(c.outcomes))))
	}
	c.grammar = known.(*grammar)
	return c
}

func newGrammar(level, outcome string, named []string) *grammar {
	end := `(?:\s*(?:$|[.,;:!)）、。；]|\s[–—-]\s|\b(?:and|but|so|as|because|with)\b|です|である|だ(?:$|[。、が])|であり|で、|と(?:評価|判定|なっている)|に(?:当た|該当|分類|位置)|レベル(?:です|である|だ|。|）|\)|$)|のリスク(?:です|である|だ|。)|の状態))`
	g := grammar{named: named}
	g.about = regexp.MustCompile(`(?i)^\s*(?:` +
		`(?:'s (?:risk level|rating|level(?: of risk)?) is|(?:, which )?is(?: currently| now| still| presently)?(?: (?:rated|classified|assessed|at|ranked as))?(?: as| at)?(?: an?| the)?(?: level)?|, an?|remains|stays|stands at|sits at|carries an?|has(?: an?| the)? level(?: of risk)?(?: of)?|[(（]\s*(?:currently|now|still|an?)|\s-\s|\s*=|[:：(（–—]\s*(?:level\s*[:：]?|レベル\s*[:：]?|リスクレベル\s*[:：]?)?)\s*(?P<l>` + level + `)(?:[- ]level)?(?: risk| rating)?` + end +
		`|(?:は|が|の(?:現在の|今の)?(?:リスク)?(?:レベル|評価)は|の(?:リスク)?レベル\s*[:：]|[（(]\s*(?:レベル|リスクレベル)?)\s*(?:現在|今|いま)?、?\s*(?:リスクレベルが|レベルが)?\s*(?P<m>` + level + `)(?:リスク)?` + end +
		`|(?:is(?: currently| now| still)?(?: ranked| at rank| rank)|ranks|holds rank|has priority|\(\s*rank(?:ed)?|has rank)\s+(?:no\. ?|number |#)?(?P<r>\d{1,5}|first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth)(?:st|nd|rd|th)?(?: by priority| in priority| in the ranking)?` + end +
		`|(?:is|comes)(?: currently| now| still)?\s+(?:no\. ?|number |#)?(?P<q>\d{1,5}|first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth)(?:st|nd|rd|th)?(?: by priority| in priority| in the ranking)` + end +
		`|(?:(?:は|が|の)(?:優先)?(?:順位|度)(?:は|が)?|[（(]\s*(?:優先)?順位)\s*第?(?P<s>` + japaneseNumber + `)位?` + end +
		`|(?:は|が|[（(])\s*(?:優先順位)?第?(?P<t>` + japaneseNumber + `)位` + end +
		`|(?:is(?: currently| now| still)?|\(|[:：])?\s*(?P<o>` + outcome + `)` + end +
		`|(?:'s outcome is|の評価結果\s*[:：]|には|は|が|も|を|の評価結果は|[（(])\s*(?:現在|今|いま)?、?\s*(?P<p>` + outcome + `)` + end + `)`)
	g.before = regexp.MustCompile(`(?i)(?:\b(?:the|our)?\s*level(?: of risk)? of\s*$)`)
	g.anyLevel = regexp.MustCompile(`(?i)` + level)
	g.forms = newIDForms(level, outcome, end)
	g.wordings = newWordings(level, outcome, end)
	g.sweeping = newSweeping(level, outcome)
	g.counts = countPatterns(level, outcome)
	return &g
}

// countPattern finds a count in sentences that hold a word.
type countPattern struct {
	word string // in small letters
	*regexp.Regexp
	sure bool // the words that it reads need no second look
}

// countPatterns find counts of all risks. A sentence that begins by saying where or among which is about others, so a pattern holds from the beginning of the
// sentence on, but where it names the register.
func countPatterns(level, outcome string) []countPattern {
	begin := `(?i)` + countBegin + `(?:a total of\s+)?`
	head := begin + `(?:(?:there are|there is|we have|(?:the|this|our) register (?:has|holds|contains|lists|counts|records))\s+)?`
	tail := `(?: (?:at present|at the moment|currently|now|today))?(?:\s*(?:$|[.,;:!)]|in the register|in this register))`
	verb := `(?:(?:that |which )?(?:need|needs|require|requires|remain|(?:are|is)(?: now| currently| still)?(?: rated(?: as)?| classified as| assessed as| at level| at the level| at)?|rated(?: as)?|at level|at the level))`
	jbegin := countBeginJapanese
	jend := `(?:件|個|つ|本)(?:のリスク)?(?:\s*$|です|である|だ|[。、）)]|が|あり|ある|存在|残|を)`
	return append(append(sureCounts(begin, tail, verb, jbegin, level, outcome), moreCounts(begin, tail, verb, jbegin, level, outcome)...), []countPattern{
		{word: "risks", Regexp: regexp.MustCompile(begin + `(?P<n>` + englishNumber + `) of (?:the|our|all|all the) (?P<t>` + englishNumber + `) (?:open )?risks(?: (?:in|of) (?:the|this|our) register)?(?: (?:` + verb + ` )?(?:(?P<o>treatment|` + outcome + `)|(?P<l>` + level + `)))?` + tail)},
		{word: "risks", Regexp: regexp.MustCompile(head + `(?P<n>` + englishNumber + `) (?:open )?risks (?:` + verb + ` )?(?:(?P<o>treatment|` + outcome + `)|(?P<l>` + level + `))` + tail)},
		{word: "risks", Regexp: regexp.MustCompile(head + `(?P<n>` + englishNumber + `) (?P<l>` + level + `)(?:[- ]level)? risks` + tail)},
		{word: "risks", Regexp: regexp.MustCompile(`(?i)\b(?:the|this|our) register (?:has|holds|contains|lists|counts|records) (?P<t>` + englishNumber + `) (?:open )?risks` + tail)},
		{word: "risks", Regexp: regexp.MustCompile(`(?i)\bthere are (?P<t>` + englishNumber + `) (?:open )?risks (?:in|on) (?:the|this|our) register` + tail)},
		{word: "risks", Regexp: regexp.MustCompile(`(?i)\ball (?P<t>` + englishNumber + `) (?:open )?risks (?:in|of) (?:the|this|our) register`)},
		{word: "", Regexp: regexp.MustCompile(jbegin + `(?P<o>` + outcome + `|対応が必要な)(?:状態)?(?:の)?(?:リスクは|リスクが|のは|ものは|リスク|は)?\s*[:：（(]?\s*(?:合計|全部で|計)?、?\s*(?P<n>` + japaneseNumber + `)` + jend)},
		{word: "", Regexp: regexp.MustCompile(jbegin + `(?:リスク)?(?:レベル)?(?:が|の)?(?P<l>` + level + `)の?リスク(?:は|が)?、?\s*(?P<n>` + japaneseNumber + `)` + jend)},
		{word: "件", Regexp: regexp.MustCompile(jbegin + `(?P<n>` + japaneseNumber + `)件のリスク(?:が|は)(?:(?P<o>` + outcome + `)|(?P<l>` + level + `))(?:$|です|である|だ|[。、）)])`)},
		{word: "件", Regexp: regexp.MustCompile(jbegin + `(?:全|登録簿(?:には|の|は)|この登録簿(?:には|の|は)|リスク)(?P<t>` + japaneseNumber + `)件(?:のリスク)?(?:のうち|中)、?(?P<n>` + japaneseNumber + `)件(?:が|は)(?:(?P<o>` + outcome + `)|(?P<l>` + level + `))(?:$|です|である|だ|[。、）)])`)},
		{word: "件", Regexp: regexp.MustCompile(`(?:` + ownRegister + `(?:には|の|は)(?:リスクは?)?|^\s*リスクは)(?:全部で|合計|全)?(?P<t>` + japaneseNumber + `)件(?:のリスク)?(?:があ|あり|ある|です|である|だ|[。、]|を|$)`)},
	}...)
}

// anyOf makes an alternative of words, the longest first.
func anyOf[T any](words map[string]T) string {
	list := make([]string, 0, len(words))
	for w := range words {
		if w != "" {
			list = append(list, regexp.QuoteMeta(w))
		}
	}
	slices.SortFunc(list, func(a, b string) int {
		if len(a) != len(b) {
			return len(b) - len(a)
		}
		return strings.Compare(a, b)
	})
	if len(list) == 0 {
		return `[^\s\S]` // nothing
	}
	return `(?:` + strings.Join(list, "|") + `)`
}

// known reports whether words in quotation marks are the name of a level or an outcome.
func (c *claimReader) known(words string) bool {
	low := strings.ToLower(words)
	_, level := c.levels[low]
	_, outcome := c.outcomes[low]
	return level || outcome
}

// read gives the claims of a sentence that do not hold. About is the record in which it stands.
func (c *claimReader) read(text string, about register.Entry, before string) []claim {
	var list []claim
	named := 0
	for start, end := range tokens(text) {
		if k := c.a.Risk(text[start:end]); k != nil {
			named++
			list = c.ofRisk(list, k, text, start, end)
		}
	}
	if named > 0 {
		list = c.worded(list, text)
	}
	if k := owned(c.a, about); k != nil {
		list = c.ofOwn(list, k, text, before)
	}
	if named > 1 {
		list = c.ofSeveral(list, text)
	}
	if counts := c.swept(c.counted(nil, text, about, before), text, about); len(counts) > 0 && !limited(before) {
		list = append(list, counts...)
	}
	return list
}

func (c *claimReader) ofRisk(list []claim, k *assess.Risk, text string, start, end int) []claim {
	if k.Standing != assess.Counted || foreign.MatchString(text[:start]) {
		return list
	}
	rest := text[end:]
	if c.before.MatchString(text[:start]) {
		rest = strings.TrimPrefix(rest, " ")
		end = len(text) - len(rest)
	}
	if !c.forms.joined.MatchString(text[:start]) || !c.forms.of.MatchString(rest) { // else it is said of both, or of each in turn
		list = c.said(list, k, c.about, rest, end)
	}
	for _, form := range c.forms.around {
		if form.before.MatchString(text[:start]) {
			list = c.said(list, k, form.after, rest, end)
		}
	}
	if !strings.HasPrefix(strings.TrimLeft(rest, " "), "の") { // it would be of something of the risk's
		list = c.said(list, k, c.forms.before, text[:start], 0)
	}
	return list
}

// said adds what a pattern finds in a stretch of a sentence, which begins at an offset, to be said of a risk where that does not hold.
func (c *claimReader) said(list []claim, k *assess.Risk, pattern *regexp.Regexp, rest string, offset int) []claim {
	m := pattern.FindStringSubmatchIndex(rest)
	if m == nil {
		return list
	}
	id := k.Record.ID
	for i, name := range pattern.SubexpNames() {
		if name == "" || m[2*i] < 0 {
			continue
		}
		found := rest[m[2*i]:m[2*i+1]]
		x := claim{start: offset + m[2*i], end: offset + m[2*i+1], found: found, id: id}
		switch name {
		case "l", "m", "n":
			x.what, x.mark = words("リスクレベル", "level"), id+":level"
			if at, ok := c.levels[strings.ToLower(found)]; ok && k.Now.Level >= 0 && at != k.Now.Level && !k.Closed() {
				x.want = c.label(k.Now.Level)
			}
		case "q", "r", "s", "t":
			x.what, x.mark = words("優先順位", "rank"), id+":rank"
			if n, ok := numberOf(found); ok && k.Rank > 0 && n != k.Rank {
				x.want = strconv.Itoa(k.Rank)
			}
		case "u", "v":
			x.what, x.mark = words("優先順位", "rank"), id+":rank"
			if k.Rank > 1 && (name == "v" || k.Now.Level < c.highest()) {
				x.want, x.fresh = strconv.Itoa(k.Rank), firstOf(found)
			}
		case "o", "p":
			x.what, x.mark = words("評価結果", "outcome"), id+":outcome"
			if !fitsOutcome(c.outcomes[strings.ToLower(found)], k) {
				x.want = term.Code("outcome", string(k.Outcome)).In(c.language)
			}
		}
		if x.want != "" {
			list = append(list, x)
		}
	}
	return list
}

// fitsOutcome reports whether a word for an outcome may be said of a risk: people say of a risk with a plan that it is in treatment, whatever the plan
// is worth, and of any that is to be treated that it needs treatment.
func fitsOutcome(said string, k *assess.Risk) bool {
	switch assess.Outcome(said) {
	case assess.Accepted, assess.Acceptable:
		if k.Closed() {
			return true // as it was when it was closed
		}
	}
	switch assess.Outcome(said) {
	case "treat", assess.NeedsTreatment:
		return k.Outcome.ToTreat()
	case assess.InTreatment:
		return len(k.Plans) > 0
	case assess.Accepted:
		return k.Outcome == assess.Accepted || k.Acceptance != nil && k.Acceptance.State == assess.InForce
	case assess.Acceptable:
		return k.Outcome == assess.Acceptable || k.Outcome == assess.Accepted
	case "":
		return true
	}
	return k.Outcome == assess.Outcome(said)
}

// counted adds the counts of risks that do not hold.
func (c *claimReader) counted(list []claim, text string, about register.Entry, before string) []claim {
	s := &c.a.Summary
	taken := map[int]bool{}
	low := strings.ToLower(text)
	for _, pattern := range c.counts {
		if !strings.Contains(low, pattern.word) {
			continue
		}
		for _, m := range pattern.FindAllStringSubmatchIndex(text, -1) {
			group := func(name string) (start, end int, ok bool) {
				i := pattern.SubexpIndex(name)
				if i < 0 || m[2*i] < 0 {
					return 0, 0, false
				}
				return m[2*i], m[2*i+1], true
			}
			var used [2]int
			if pattern.sure {
				used = [2]int{m[0], m[1]}
			}
			if start, end, ok := group("t"); ok && !taken[start] {
				n, _ := numberOf(text[start:end])
				if _, page := about.(*register.Page); !page && n == len(c.bearing(about)) || mentioned(before, text[start:end]) {
					continue // the risks of this record, or those that were spoken of before
				}
				taken[start] = true
				all := len(register.Every[*register.Risk](c.a.Register))
				if n != s.Open() && n != len(c.a.Risks) && n != all {
					list = append(list, claim{start: start, end: end, found: text[start:end], what: words("開いているリスク", "open risks"), want: strconv.Itoa(s.Open()), mark: "count:risks status=open", used: used})
				}
			}
			start, end, ok := group("n")
			if !ok {
				start, end, ok = group("k")
			}
			if !ok || taken[start] {
				continue
			}
			n, _ := numberOf(text[start:end])
			x := claim{start: start, end: end, found: text[start:end], used: used}
			want, also := -1, -1
			var fits func(*assess.Risk) bool
			if from, to, ok := group("l"); ok {
				want, fits = c.countAtLevel(&x, c.levels[strings.ToLower(text[from:to])])
			} else if from, to, ok := group("o"); ok {
				want, also, fits = c.countOfOutcome(&x, strings.ToLower(text[from:to]))
			}
			if want >= 0 && n != want && n != also && n != len(c.bearing(about)) && !c.among(about, n, fits) {
				taken[start] = true
				x.want = strconv.Itoa(want)
				list = append(list, x)
			}
		}
	}
	return list
}

// countAtLevel says what a claim counts that names a level, how many there are, and which.
func (c *claimReader) countAtLevel(x *claim, at int) (want int, fits func(*assess.Risk) bool) {
	label := c.label(at)
	x.mark, x.what = "count:risks status=open level="+c.a.Register.Criteria.Levels[at].Key, words("レベルが"+label+"のリスク", "risks at the level "+label)
	return c.a.Summary.ByLevel.Now[at], func(k *assess.Risk) bool { return k.Now.Level == at }
}

// countOfOutcome says what a claim counts that names an outcome, how many there are, how many else it may say, and which.
func (c *claimReader) countOfOutcome(x *claim, said string) (want, also int, fits func(*assess.Risk) bool) {
	s := &c.a.Summary
	switch o := c.outcomes[said]; {
	case o == "treat", o == string(assess.NeedsTreatment), said == "treatment", said == "対応が必要な":
		x.mark, x.what = "count:risks need=treat", words("対応を要するリスク", "risks to be treated")
		return s.ToTreat(), s.ByOutcome[assess.NeedsTreatment], func(k *assess.Risk) bool { return k.Outcome.ToTreat() }
	default:
		w := term.Code("outcome", o)
		if o == string(assess.Closed) {
			closed := 0
			for _, k := range c.a.Risks {
				if k.Closed() {
					closed++
				}
			}
			x.mark, x.what = "count:risks outcome=closed", words("終結したリスク", "closed risks")
			return closed, -1, func(k *assess.Risk) bool { return k.Closed() }
		}
		x.mark, x.what = "count:risks outcome="+o, words("評価結果が「"+w.Ja+"」のリスク", "risks with the outcome "+w.En)
		return s.ByOutcome[assess.Outcome(o)], -1, func(k *assess.Risk) bool { return string(k.Outcome) == o }
	}
}

func (c *claimReader) label(level int) string {
	label, _ := c.a.Register.Criteria.Levels[level].Label.In(c.language, c.a.Register.Config.DefaultLanguage)
	return label
}
