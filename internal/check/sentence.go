package check

import (
	"regexp"
	"strings"
	"sync"
	"unicode/utf8"
)

// sentence is a stretch of a text that says one thing. Text is as long as what is written: marks, code and quotations are blanks in it.
type sentence struct {
	text    string
	start   int    // in the text
	heading string // what it stands below
	form    form
}

// form is what a stretch of Markdown is.
type form int

const (
	inProse form = iota
	inHeading
	inTable
)

var (
	fence      = regexp.MustCompile("^ {0,3}(```+|~~~+)")
	codeSpans  = regexp.MustCompile("`[^`\n]*`")
	wikiMark   = regexp.MustCompile(`\[\[[^\[\]\n]*\]\]`)
	linkTarget = regexp.MustCompile(`\]\([^()\n]*\)`)
	address    = regexp.MustCompile(`(?:https?|mailto):[^\s、。）」]*`)
	quotation  = regexp.MustCompile(`「[^「」\n]*」|『[^『』\n]*』|“[^“”\n]*”|‘[^‘’\n]*’|"[^"\n]*"|'[A-Z][^'\n]*[.!?]'`)
	heading    = regexp.MustCompile(`^ {0,3}#{1,6}[ \t]+(.*)$`)
	listItem   = regexp.MustCompile(`^\s*(?:[-*+]|\d+[.)])[ \t]+(?:\[[ xX]\][ \t]+)?`)
)

// blanks gives as many blanks as a stretch has bytes; line breaks stay.
func blanks(s string) string { return filled(s, ' ') }

func filled(s string, by byte) string {
	out := make([]byte, len(s))
	for i := range out {
		out[i] = by
		if s[i] == '\n' {
			out[i] = '\n'
		}
	}
	return string(out)
}

// sentencesOf parts a text in Markdown into sentences. Code, quotations and blocks that are not worth reading are left out; a table is one stretch. A quotation
// that is one of the words known stays: that is how a level is named.
func sentencesOf(text string, known, worth func(string) bool) []sentence {
	p := parting{known: known, worth: worth}
	fenced, offset := "", 0
	for line := range strings.Lines(text) {
		at := offset
		offset += len(line)
		trimmed := strings.TrimSpace(line)
		var m []string
		if strings.HasPrefix(trimmed, "```") || strings.HasPrefix(trimmed, "~~~") {
			m = fence.FindStringSubmatch(line)
		}
		if m == nil && fenced == "" {
			p.line(line, trimmed, at)
			continue
		}
		p.flush()
		switch {
		case fenced == "":
			fenced = m[1][:3]
		case m != nil && strings.HasPrefix(m[1], fenced):
			fenced = ""
		}
	}
	p.flush()
	return p.list
}

// parting is a text that is being parted into sentences.
type parting struct {
	known, worth func(string) bool
	list         []sentence
	below        string // the heading
	block        string // of prose
	start        int
	rows         string // of a table
	top          int
}

// flush parts what was gathered.
func (p *parting) flush() {
	if p.rows != "" && (p.worth(p.rows) || p.worth(p.below)) {
		p.list = append(p.list, sentence{p.rows, p.top, p.below, inTable})
	}
	p.rows = ""
	if p.block != "" && p.worth(p.block) {
		p.list = append(p.list, part(masked(p.block, p.known), p.start, p.below)...)
	}
	p.block = ""
}

// line takes one line, which begins at an offset.
func (p *parting) line(line, trimmed string, at int) {
	switch {
	case trimmed == "":
		p.flush()
	case trimmed[0] == '|':
		if p.rows == "" {
			p.flush()
			p.top = at
		}
		p.rows += line
	case strings.HasPrefix(trimmed, ">"), p.block == "" && (strings.HasPrefix(line, "    ") || strings.HasPrefix(line, "\t")):
		p.flush()
	case trimmed[0] == '#' && heading.MatchString(strings.TrimRight(line, "\r\n")):
		p.flush()
		words := heading.FindStringSubmatch(strings.TrimRight(line, "\r\n"))[1]
		p.below = strings.TrimPrefix(words, "Where ") // "Where we stand" is no condition
		if p.worth(words) {
			p.list = append(p.list, sentence{masked(words, p.known), at + strings.Index(line, words), p.below, inHeading})
		}
	default:
		if m := listItem.FindString(line); m != "" {
			p.flush()
			p.block, p.start = line[len(m):], at+len(m)
			return
		}
		if p.block == "" {
			p.flush()
			p.start = at
		}
		p.block += line
	}
}

// masked puts blanks in place of what is no sentence of the writer's own. Of a link to a record its id stays, of any other link its words.
func masked(text string, known func(string) bool) string {
	if !strings.ContainsAny(text, "`[]:*_「『“‘\"'") {
		return text // as most text is
	}
	// A pattern is asked only where the sign with which it begins stands: to ask takes long.
	if strings.Contains(text, "`") {
		text = codeSpans.ReplaceAllStringFunc(text, blanks)
	}
	if strings.Contains(text, "[[") {
		text = wikiMark.ReplaceAllStringFunc(text, func(mark string) string {
			id, _, _ := strings.Cut(mark[2:len(mark)-2], "|")
			if strings.Contains(id, ":") {
				return filled(mark, 0) // a live figure: something stands here, and it is right
			}
			id, _, _ = strings.Cut(id, "#")
			return "  " + id + blanks(mark[2+len(id):])
		})
	}
	if strings.Contains(text, "](") {
		text = linkTarget.ReplaceAllStringFunc(text, func(s string) string { return " " + blanks(s[1:]) })
	}
	if strings.Contains(text, "http") || strings.Contains(text, "mailto:") {
		text = address.ReplaceAllStringFunc(text, blanks)
	}
	if strings.ContainsAny(text, "「『“‘\"'") {
		text = quotation.ReplaceAllStringFunc(text, func(q string) string {
			inner := strings.TrimSpace(strings.Trim(q, "「」『』“”‘’\"'"))
			if !known(inner) {
				return filled(q, 0)
			}
			at := strings.Index(q, inner)
			return blanks(q[:at]) + inner + blanks(q[at+len(inner):])
		})
	}
	return emphasis.Replace(text)
}

// emphasis and links leave their words.
var emphasis = strings.NewReplacer("*", " ", "_ ", "  ", "[", " ", "]", " ")

// part cuts a block at the ends of its sentences.
func part(text string, start int, below string) []sentence {
	var list []sentence
	from := 0
	for {
		end := ended(text[from:])
		if end < 0 {
			break
		}
		list = append(list, sentence{text[from : from+end], start + from, below, inProse})
		from += end
	}
	return append(list, sentence{text[from:], start + from, below, inProse})
}

// ended gives where the first sentence of a text ends, with the blank behind a full stop; -1 where none does.
func ended(text string) int {
	for i, r := range text {
		switch r {
		case '。', '！', '？', '!', '?', ';', '；':
			return i + utf8.RuneLen(r)
		case '.':
			if i+1 == len(text) {
				return i + 1
			}
			if strings.IndexByte(" \t\n", text[i+1]) >= 0 {
				return i + 2
			}
		}
	}
	return -1
}

// sayings that make a sentence speak of another time, of what is to come, of what is not, or of something else than the level of a risk now.
var (
	elsewhenEnglish = sync.OnceValue(func() *regexp.Regexp {
		return regexp.MustCompile(`(?i)\b(?:was|were|had|been|did|used to|became|rose|fell|dropped|raised|lowered|reduced|moved|came|went|ago|before|previous(?:ly)?|former(?:ly)?|past|history|last|earlier|later|until|till|since|then|back|initial(?:ly)?|original(?:ly)?|old|older|january|february|march|april|june|july|august|september|october|november|december|spring|summer|autumn|winter|yesterday|tomorrow|next|year|quarter|month|draft|` +
			`than|compar\w+|higher|lower|highest|lowest|above|below|versus|vs|exceed\w*|between|at least|at most|more|less|fewer|over|under|up to|nearly|about|around|approximately|almost|roughly|some|half|only|` +
			`will|shall|would|should|could|may|might|must|can|cannot|target\w*|expect\w*|aim\w*|goal|intend\w*|after|once|when|whenever|where|while|if|unless|whether|suppose|assum\w+|imagin\w+|project\w*|forecast\w*|residual|inherent|without|become\w*|becoming|turn\w*|remain to|to be seen|said|says|say|claim\w*|argu\w+|wrote|reported|according|believ\w*|think\w*|thought|consider\w*|propos\w*|suggest\w*|question\w*|` +
			`mistake\w*|wrong\w*|typo|incorrect\w*|in error|state[sd]? that|stating|notes? that|noted|found|finds|minutes|slides?|elsewhere|abroad|(?:another|other|sister|their|its|his|her|group|corporate|national|\w+'s) (?:risk )?register|(?:insurer|vendor|contractor|auditor|supplier)(?:s|'s|s')? (?:list|table|view|eyes|opinion|assessment|ranking)|register of|in case|provided|planned|brings|lowers|` +
			`respectively|not|no|never|neither|nor|none|isn't|aren't|doesn't|don't|won't|hardly|example|instance|e\.g\.|such as|like|either|or|every|any|each|` +
			`likelihood|probability|impact|consequence\w*|confidence|importance|severity|urgency|cost\w*|effort|water|voltage|pressure)\b|n't\b|\b(?:19|20)\d\d\b|\?`)
	})
	elsewhenJapanese = sync.OnceValue(func() *regexp.Regexp {
		return regexp.MustCompile(`だった|でした|であった|(?:た|ました|だっけ)(?:[。！？]|\s*$)|していた|ていたが|たが、|たため|たので|当時|以前|昨年|昨日|前回|前年|従来|かつて|先月|先週|来年|来月|来期|次回|今後|将来|時点|[今来前当]期|元は|もと(?:もと|は)|当初|経緯|履歴|これまで|変更前|旧|前は|前の|[0-9０-９〇一二三四五六七八九十]+(?:年|月|期|日)|年度|` +
			`より|比べ|比較|以上|以下|超え|超過|未満|最も|約[0-9０-９一二三四五六七八九十]|およそ|ほぼ|程度|前後|半数|のみ|だけ|` +
			`目標|予定|見込|見通|計画後|計画の完了|完了後|完了すれば|対応後|実施後|想定|下げ|下が|上げ|上が|なる|なり|なっ|なれば|達成|目指|めざ|べき|必要がある|だろう|でしょう|かもしれ|可能性|期待|将来|今後|` +
			`ない|なく|ません|せず|おらず|ならず|以外|除|もし|仮に|場合|なら|すれば|たら|とき|時は|際は|例えば|たとえば|例：|か。|かどうか|ば、|` +
			`誤|間違|(?:件数|金額|面積|人数|長さ|大きさ|順)では|四半期|半期|上期|下期|他[社局課部市県国]|別の登録簿|先方|[^のこ当本、\s]の登録簿|終わ|あいだ|の間|` +
			`という|と述べ|と言|と書|と呼|によれば|報告|意見|提案|案|管理策の?前|固有|残留|起こりやすさ|影響|確信度|重要性|緊急度|費用|水圧|電圧|又は|また[は]|各|毎|すべて|それぞれ|いずれ|[?？]`)
	})
)

// elsewhen reports whether a stretch of prose speaks of something else than how things stand now.
func elsewhen(text string) bool {
	return elsewhenEnglish().MatchString(text) || elsewhenJapanese().MatchString(text)
}
