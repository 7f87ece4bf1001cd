package check

import (
	"regexp"
	"strconv"
	"strings"

	"github.com/riskbook/riskbook/internal/assess"
	"github.com/riskbook/riskbook/internal/register"
)

// How a sentence begins that counts the risks of the register, and not those of some part of it.
const (
	countBegin         = `^\s*(?:(?:now|today|currently|at present|at the moment|as things stand|in all|in total|altogether|in (?:this|our|the) register|overall),?\s+)?`
	countBeginJapanese = `^\s*(?:(?:現在|今|いま|目下|現時点で(?:は)?|現状(?:では)?|全体では|(?:この|本|当)?登録簿では)、?)?`
)

// sweeping finds what a sentence says of all risks at once: that there are none of a level, that all have an outcome, how many there are of each level.
type sweeping struct {
	none, all []*regexp.Regexp // the words for none, or for all, are the group w
	each      []*regexp.Regexp // how many of each level: the group items
	item      *regexp.Regexp
}

func newSweeping(level, outcome string) sweeping {
	compile := func(list ...string) []*regexp.Regexp {
		all := make([]*regexp.Regexp, len(list))
		for i, pattern := range list {
			all[i] = regexp.MustCompile(`(?i)` + pattern)
		}
		return all
	}
	begin := countBegin
	full := `\s*(?:$|[.,;!)])`
	levels := `(?P<l>` + level + `(?:(?:,| or|, or) ` + level + `)*)`
	said := `(?:(?P<o>treatment|` + outcome + `)|` + levels + `)`
	jbegin := countBeginJapanese
	jfull := `\s*(?:$|[。、！）)]|です|である|だ(?:$|[。、が]))`
	jlevels := `(?P<l>` + level + `(?:(?:か|また[は]|又は|・|、)` + level + `)*)`
	jrisks := `(?:(?P<o>` + outcome + `|対応が必要な)(?:の|な)?(?:リスク|もの)|(?:(?:リスク)?レベルが)?` + jlevels + `(?:レベル)?の?リスク)`
	number := `(?:` + englishNumber + `|` + japaneseNumber + `)`
	item := `(?:(?P<n>` + number + `) (?P<l>` + level + `)|(?P<m>` + level + `)(?:が|は|\s*[:：]\s*| )?(?P<k>` + number + `)(?:件)?)`
	unnamed := strings.NewReplacer("?P<n>", "?:", "?P<l>", "?:", "?P<m>", "?:", "?P<k>", "?:").Replace(item)
	items := `(?P<items>` + unnamed + `(?:\s*(?:,|、|・|;|and\b)\s*(?:and\s+)?` + unnamed + `)+)`
	return sweeping{
		none: compile(
			begin+`(?:there (?:are|is)(?: now| currently| at present)?|we (?:now |currently )?have|(?:the|this|our) register (?:has|holds|contains|lists)) (?P<w>no) (?:open )?(?:`+said+` risks?|risks? (?:(?:rated|at|at level|that (?:are|need|require)) )?(?:(?P<p>treatment|`+outcome+`)|(?P<m>`+level+`)))(?: (?:in|on) (?:the|this|our) register)?`+full,
			begin+`(?P<w>no|none of the|none of our) (?:open )?risks? (?:is|are|needs?|requires?)(?: now| currently| rated| classified as| at level| at)* `+said+full,
			jbegin+jrisks+`(?:は|が)(?:現在|今)?、?(?P<w>ありません|ない|存在しない|存在しません|ゼロ件?(?:です|である)?|なし(?:です|である)?)`+jfull,
		),
		all: compile(
			begin+`(?P<w>all(?: of)?(?: the| our)?) (?:open )?risks (?:are|need|require|remain)(?: now| currently| rated| classified as| at level| at)* `+said+full,
			begin+`(?P<w>every (?:open )?risk is)(?: now| currently| rated| classified as| at level| at)* `+said+full,
			jbegin+`(?P<w>すべての|全ての|全|いずれ[の])(?:開いている)?リスク(?:は|が)(?:現在|今)?、?(?:(?P<o>`+outcome+`)|`+jlevels+`)(?:`+jfull+`|と(?:評価|判定))`,
			jbegin+`(?:開いている)?リスクは(?P<w>すべて|全て|全件)、?(?:が|、)?(?:(?P<o>`+outcome+`)|`+jlevels+`)(?:`+jfull+`|と(?:評価|判定))`,
		),
		each: compile(
			begin+`(?:(?:there are|we have|(?:the|this|our) register (?:has|holds|contains|lists))\s+)?(?:`+englishNumber+` |the )?(?:open )?risks(?: (?:in|on) (?:the|this|our) register)?(?: by level)?(?:\s*[:—–]| are)\s*`+items+full,
			jbegin+`(?:(?:全|開いている|登録)?リスク(?:は|が)?(?:`+japaneseNumber+`件)?(?:で、?|の)?(?:(?:レベル別の)?内訳は)|(?:リスクの)?レベル別(?:の件数)?(?:は|では|：))、?\s*`+items+jfull,
		),
		item: regexp.MustCompile(`(?i)` + item),
	}
}

// swept adds what a sentence says of all risks at once and that does not hold.
func (c *claimReader) swept(list []claim, text string, about register.Entry) []claim {
	low := strings.ToLower(text)
	if !strings.Contains(low, "risk") && !strings.Contains(low, "リスク") && !strings.Contains(low, "レベル別") || len(c.bearing(about)) > 0 {
		return list // it may speak of the risks that the record is about
	}
	for _, pattern := range c.sweeping.none {
		list = c.ofAll(list, pattern, text, func(x *claim, want, _ int) bool {
			x.fresh = "%s"
			if strings.ContainsAny(x.found, "あなゼ存") {
				x.fresh = "%s件です"
			}
			return want > 0
		})
	}
	for _, pattern := range c.sweeping.all {
		list = c.ofAll(list, pattern, text, func(x *claim, _, fitting int) bool {
			switch x.fresh = "%s"; {
			case strings.HasSuffix(x.found, "is"):
				x.fresh = "%s risks are"
			case strings.HasSuffix(x.found, "の"), x.found == "全":
				x.fresh = "%s件の"
			case strings.ContainsAny(x.found, "す全"):
				x.fresh = "%s件が"
			}
			return fitting < c.a.Summary.Open()
		})
	}
	for _, pattern := range c.sweeping.each {
		m := pattern.FindStringSubmatchIndex(text)
		if m == nil {
			continue
		}
		at := pattern.SubexpIndex("items")
		offset := m[2*at]
		for _, i := range c.sweeping.item.FindAllStringSubmatchIndex(text[offset:m[2*at+1]], -1) {
			group := func(name string) int { return 2 * c.sweeping.item.SubexpIndex(name) }
			number, level := group("n"), group("l")
			if i[number] < 0 {
				number, level = group("k"), group("m")
			}
			x := claim{start: offset + i[number], end: offset + i[number+1], used: [2]int{m[0], m[1]}}
			x.found = text[x.start:x.end]
			want, _ := c.countAtLevel(&x, c.levels[strings.ToLower(text[offset+i[level]:offset+i[level+1]])])
			if n, ok := numberOf(x.found); ok && n != want {
				x.want = strconv.Itoa(want)
				list = append(list, x)
			}
		}
	}
	return list
}

// ofAll adds a claim that a pattern finds of a level or an outcome, where it does not hold: wrong is asked with how many there are, and how many may be called so.
func (c *claimReader) ofAll(list []claim, pattern *regexp.Regexp, text string, wrong func(x *claim, want, fitting int) bool) []claim {
	m := pattern.FindStringSubmatchIndex(text)
	if m == nil {
		return list
	}
	x := claim{used: [2]int{m[0], m[1]}}
	var want, fitting int
	var fits func(*assess.Risk) bool
	for i, name := range pattern.SubexpNames() {
		if name == "" || m[2*i] < 0 {
			continue
		}
		words := text[m[2*i]:m[2*i+1]]
		switch name {
		case "w":
			x.start, x.end, x.found = m[2*i], m[2*i+1], words
		case "o", "p":
			said := strings.ToLower(words)
			want, _, _ = c.countOfOutcome(&x, said)
			outcome := c.outcomes[said]
			if said == "treatment" || said == "対応が必要な" {
				outcome = "treat"
			}
			fits = func(k *assess.Risk) bool { return fitsOutcome(outcome, k) }
		case "l", "m":
			var keys []string
			at := map[int]bool{}
			for _, word := range c.anyLevel.FindAllString(words, -1) {
				level := c.levels[strings.ToLower(word)]
				n, _ := c.countAtLevel(&x, level)
				want += n
				at[level] = true
				keys = append(keys, c.a.Register.Criteria.Levels[level].Key)
			}
			if len(keys) > 1 {
				x.mark = "count:risks status=open level=" + strings.Join(keys, ",")
				x.what.Ja, x.what.En = "レベルが"+words+"のリスク", "risks at the level "+words
			}
			fits = func(k *assess.Risk) bool { return at[k.Now.Level] }
		}
	}
	for _, k := range c.a.Risks {
		if k.Standing == assess.Counted && !k.Closed() && fits != nil && fits(k) {
			fitting++
		}
	}
	if fits != nil && wrong(&x, want, fitting) {
		x.want = strconv.Itoa(want)
		list = append(list, x)
	}
	return list
}

// sureCounts are ways to count the risks of the register of which the words that are read need no second look.
func sureCounts(begin, tail, verb, jbegin, level, outcome string) []countPattern {
	jend := `(?:件|個|つ|本)?(?:\s*$|です|である|だ|[。、）)]|が?(?:あり|ある|存在)|と(?:なって|なる)|を)`
	said := `(?:` + verb + ` )?(?:(?P<o>treatment|` + outcome + `)|(?P<l>` + level + `))`
	registers := `(?:the|this|our) register (?:has|holds|contains|lists|counts|records)`
	now := `(?:現在|今|いま|現時点で)?、?`
	patterns := []countPattern{
		{word: "risks", Regexp: regexp.MustCompile(begin + `(?:(?:only|just)\s+)?(?P<n>` + englishNumber + `) (?:of (?:the|our|all|all the) )?(?:open )?risks ` + said + tail)},
		{word: "risks", Regexp: regexp.MustCompile(`(?i)^\s*(?:the )?number of (?P<l>` + level + `)(?:[- ](?:level|rated))? risks\s*[:：]\s*(?P<n>` + englishNumber + `)` + tail)},
		{word: "risks", Regexp: regexp.MustCompile(`(?i)^\s*risks (?P<o>` + outcome + `)\s*[:：]\s*(?P<n>` + englishNumber + `)` + tail)},
		{word: "risks", Regexp: regexp.MustCompile(begin + `(?:the|this|our) register (?:now|currently) (?:has|holds|contains|lists|counts|records) (?P<t>` + englishNumber + `) (?:open )?risks` + tail)},
		{word: "risks", Regexp: regexp.MustCompile(begin + `(?P<t>` + englishNumber + `) risks are (?:now|currently|still) open` + tail)},
		{word: "risks", Regexp: regexp.MustCompile(begin + `(?P<n>` + englishNumber + `) (?P<l>` + level + `)(?:[- ](?:level|rated))? risks (?:remain|are open|stand)(?: open)?` + tail)},
		{word: "risks", Regexp: regexp.MustCompile(begin + `(?:we (?:now|currently|still) have|there (?:are|is) (?:now|currently|still)|` + registers + `)\s+(?P<n>` + englishNumber + `) (?:(?P<l>` + level + `)(?:[- ](?:level|rated))?|(?P<o>` + outcome + `)) risks` + tail)},
		{word: "risks", Regexp: regexp.MustCompile(`(?i)\b` + registers + ` (?P<t>` + englishNumber + `) (?:open )?risks,? (?:of which (?P<n>` + englishNumber + `)|(?P<k>` + englishNumber + `) of which) ` + said + tail)},
		{word: "risks", Regexp: regexp.MustCompile(`(?i)^\s*(?:the )?(?:(?:total )?number of (?:open )?risks|total (?:open )?risks|open risks|risks in total)\s*(?:[:：]| is)\s*(?P<t>` + englishNumber + `)` + tail)},
		{word: "risks", Regexp: regexp.MustCompile(`(?i)^\s*(?P<o>` + outcome + `) risks\s*[:：]\s*(?P<n>` + englishNumber + `)` + tail)},
		{word: "リスク", Regexp: regexp.MustCompile(jbegin + `(?:登録|全|開いている)?リスク(?:の?(?:総|件)?数|総数)\s*[:：]\s*(?P<t>` + japaneseNumber + `)` + jend)},
		{word: "リスク", Regexp: regexp.MustCompile(jbegin + `(?P<l>` + level + `)レベルの?リスク(?:は|が|\s*[:：])、?\s*(?P<n>` + japaneseNumber + `)` + jend)},
		{word: "リスク", Regexp: regexp.MustCompile(jbegin + `(?:(?P<o>` + outcome + `|対応が必要な)(?:の|な)?(?:リスク|もの)|(?P<l>` + level + `)の?リスク)(?:は|が)、?` + now + `(?:合計|全部で|計)?、?(?P<n>` + japaneseNumber + `)` + jend)},
		{word: "件", Regexp: regexp.MustCompile(jbegin + `(?:全|リスク)(?P<t>` + japaneseNumber + `)件(?:のリスク)?(?:のうち|中)、?(?P<o>` + outcome + `)(?:の|な)?(?:の|もの|リスク)は、?(?P<n>` + japaneseNumber + `)` + jend)},
		{word: "件", Regexp: regexp.MustCompile(jbegin + `(?:全|すべての)リスクのうち、?(?P<n>` + japaneseNumber + `)件(?:が|は)(?:(?P<o>` + outcome + `)|(?P<l>` + level + `))(?:\s*$|です|である|だ|[。、）)])`)},
	}
	for i := range patterns {
		patterns[i].sure = true
	}
	return patterns
}

// bearing gives the risks that the record is about: what its text calls the risks may be these. A risk and a page are about none.
func (c *claimReader) bearing(about register.Entry) []string {
	switch e := about.(type) {
	case *register.Treatment:
		return e.Risks
	case *register.Risk, *register.Page:
		return nil
	}
	var list []string
	for _, r := range c.a.Register.References {
		if r.To == about.Of().ID {
			if _, risk := c.a.Register.Find(r.From).(*register.Risk); risk {
				list = append(list, r.From)
			}
		}
	}
	return list
}

// among reports whether so many of the risks that the record is about fit: a count may be of these.
func (c *claimReader) among(about register.Entry, n int, fits func(*assess.Risk) bool) bool {
	list := c.bearing(about)
	for _, id := range list {
		if k := c.a.Risk(id); k != nil && !k.Closed() && fits(k) {
			n--
		}
	}
	return len(list) > 0 && n == 0
}

// mentioned reports whether what was written before already spoke of so many risks.
func mentioned(before, number string) bool {
	before = strings.ToLower(before)
	return strings.Contains(before, strings.ToLower(number)+" risks") || strings.Contains(before, number+"件")
}
