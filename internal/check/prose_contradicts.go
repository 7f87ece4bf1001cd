package check

import (
	"cmp"
	"slices"
	"strings"
	"unicode"

	"github.com/riskbook/riskbook/internal/diagnostic"
	"github.com/riskbook/riskbook/internal/live"
	"github.com/riskbook/riskbook/internal/register"
	"github.com/riskbook/riskbook/internal/rule"
	"github.com/riskbook/riskbook/internal/source"
)

var proseContradicts = &Rule{
	Name: rule.ProseContradicts, Severity: diagnostic.Warning,
	Title: words("登録簿と食い違う文章", "Prose that contradicts the register"),
	Why: words("文章、見出し、表に書き写したリスクレベル、順位、評価結果、件数、マトリクスの位置は、登録簿が変わっても変わりません。読者は古い値を今の値として読みます。",
		"A level, rank, outcome, count or place in the matrix that somebody copied into prose, a heading or a table does not change with the register, and readers take the old figure for the present one."),
	Mend: words("値を直すか、登録簿に追随する書き方（[[R-001:level]]、[[count:risks need=treat]] など）に替えてください。記号の後ろに書いた値は riskbook fmt で更新できます。",
		"Correct the figure, or write one that follows the register, such as [[R-001:level]] or [[count:risks need=treat]]. riskbook fmt brings the words behind a mark up to date."),
	Says: []Saying{
		{rule.Plain, words("文章には「{found}」とありますが、登録簿では {id} の{what}は「{want}」です", "the text says {found}; by the register the {what} of {id} is: {want}"), words("{plain} に直すか、{live} と書いて登録簿に追随させてください", "write {plain}, or {live}, which follows the register")},
		{rule.CaseCount, words("文章には「{found}」とありますが、登録簿では{what}は{want}件です", "the text says {found}; by the register {what}: {want}"), words("{plain} に直すか、{live} と書いて登録簿に追随させてください", "write {plain}, or {live}, which follows the register")},
		{rule.CaseListed, words("{id} は「{found}」として挙げられていますが、登録簿では{what}は「{want}」です", "{id} is listed as {found}; by the register its {what} is: {want}"), words("一覧から {id} を外すか、{live} と書き添えてください", "take {id} out of the list, or write {live}")},
		{rule.CasePlaced, words("リスクマトリクスでは {id} が「{found}」にありますが、登録簿では「{want}」です", "the matrix puts {id} at {found}; by the register it is at {want}"), words("{id} を「{want}」の升目に移すか、表をやめてサイトのリスクマトリクスを指してください", "move {id} to {want}, or leave the table out and point to the matrix of the site")},
		{rule.CaseMark, words("[[{mark}]] の後ろの値は「{found}」ですが、登録簿では「{want}」です", "the words behind [[{mark}]] are {found}; by the register it is: {want}"), words("riskbook fmt で更新してください", "run riskbook fmt, which brings them up to date")},
	},
	Failing: `content/risks/R-001.md:12:4
` + exampleContext + exampleRisk + `
現在は[[R-001:level|中]]である。
`,
	Passing: exampleContext + exampleRisk + `
現在は[[R-001:level|高]]である。
`,
	Find: func(c *Case) {
		for _, b := range c.Bodies {
			entry := c.Assessment.Register.Find(b.Record)
			if entry == nil || live.Dated(entry.Of().Kind.Folder) {
				continue
			}
			for _, q := range b.Live {
				if !q.Dated && q.Worded && q.Words != q.Want {
					c.add(b.Record, c.rule.Step, rule.CaseMark, q.Place, diagnostic.Args{"id": b.Record, "mark": q.Mark, "found": q.Words, "want": q.Want, "fresh": q.Fresh}, nil)
				}
			}
		}
		contradicted(c)
	},
}

// undated are the kinds whose texts tell how things stand.
var undated = []string{"assets", "controls", "pages", "risks", "treatments"}

// contradicted reports what the prose of undated records says of risks and that the register does not.
func contradicted(c *Case) {
	readers := map[string]*claimReader{}
	for _, folder := range undated {
		for _, entry := range c.Assessment.Register.List(register.KindOf(folder)) {
			rec := entry.Of().Source
			for _, text := range c.textsOf(rec) {
				if !strings.ContainsFunc(text.Text, unicode.IsLetter) {
					continue
				}
				language := cmp.Or(text.Language, c.Assessment.Register.Config.DefaultLanguage)
				reader := readers[language]
				if reader == nil {
					reader = newClaimReader(c.Assessment, language)
					readers[language] = reader
				}
				heldAgainst(c, reader, entry, text)
			}
		}
	}
}

// textsOf gives the bodies of a record, its summary, and the damage of a risk.
func (c *Case) textsOf(rec *source.Record) []source.Body {
	texts := append([]source.Body{rec.Body}, rec.Translations...)
	for _, path := range [][]any{{"summary"}, {"current", "damage"}} {
		v := rec.Table.At(path...)
		switch {
		case v == nil:
		case v.Kind == source.String:
			texts = append(texts, source.TextOf(rec.File, "", v))
		case v.Kind == source.Table:
			for i := range v.Fields {
				if v.Fields[i].Value.Kind == source.String {
					texts = append(texts, source.TextOf(rec.File, v.Fields[i].Key, &v.Fields[i].Value))
				}
			}
		}
	}
	return texts
}

func heldAgainst(c *Case, reader *claimReader, entry register.Entry, text source.Body) {
	for _, s := range sentencesOf(text.Text, reader.known, reader.worth(entry)) {
		var claims []claim
		switch before := text.Text[:s.start]; s.form {
		case inHeading:
			claims = reader.titled(s.text)
		case inTable:
			claims = tableReader{reader}.tabled(s.text, entry, before)
		default:
			claims = reader.read(s.text, entry, before)
		}
		for i, x := range claims {
			if slices.ContainsFunc(claims[:i], func(y claim) bool { return y.start == x.start && y.end == x.end && y.id == x.id }) {
				continue
			}
			if s.form != inTable && (elsewhen(s.heading) || elsewhen(s.text[:x.used[0]]+blanks(s.text[x.used[0]:x.used[1]])+s.text[x.used[1]:])) { // asked last: it takes far longer than to read
				continue
			}
			contradicts(c, reader, entry, text, s.start, x)
		}
	}
}

// contradicts reports one claim. Live and plain are what may stand in its place.
func contradicts(c *Case, reader *claimReader, entry register.Entry, text source.Body, offset int, x claim) {
	variant := rule.Plain
	switch {
	case x.placed:
		variant = rule.CasePlaced
	case x.listed:
		variant = rule.CaseListed
	case x.id == "":
		variant = rule.CaseCount
	}
	live, plain := reader.offered(&x)
	args := diagnostic.Args{"id": cmp.Or(x.id, entry.Of().ID), "found": x.found, "what": x.what, "want": x.want, "mark": x.mark, "live": live, "plain": plain}
	c.add(entry.Of().ID, c.rule.Step, variant, text.Place(offset+x.start, offset+x.end), args, nil)
}
