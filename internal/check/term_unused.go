package check

import (
	"github.com/riskbook/riskbook/internal/diagnostic"
	"github.com/riskbook/riskbook/internal/rule"
	"github.com/riskbook/riskbook/internal/source"
)

var termUnused = &Rule{
	Name: rule.TermUnused, Severity: diagnostic.Info, Absence: true, Elsewhere: anywhere,
	Title: words("使われていない用語", "Unused term"),
	Why: words("どこにも現れない用語は、用語集を読む人の手間になるだけです。別の言葉で書かれている印のこともあります。",
		"A term that occurs nowhere only costs the reader's time, or shows that the records use another word for it."),
	Mend: words("記録で使われている言い方を aliases に加えるか、用語を削除してください。", "Add the wording that the records use to aliases, or remove the term."),
	Says: []Saying{
		{rule.Plain, words("用語「{id}」はほかの記録のどこにも使われていません", "no other record uses the term {id}"), words("記録での言い方が違うなら aliases に加え、要らなければ削除してください", "if the records use another wording add it to aliases; if nobody needs the term remove it")},
	},
	Failing: `content/glossary/PLC.md:1:1
` + exampleAsset + `-- content/glossary/PLC.md --
+++
title = "PLC"
+++

現場の機器を動かす制御装置です。
`,
	Passing: exampleAsset + `
浄水場の PLC 24台を監視します。
-- content/glossary/PLC.md --
+++
title = "PLC"
+++

現場の機器を動かす制御装置です。
`,
	Find: func(c *Case) {
		if len(c.Assessment.Register.Glossary) == 0 {
			return
		}
		unused := map[string]bool{}
		for _, t := range c.Assessment.Register.Glossary {
			unused[t.ID] = true
		}
		use := func(id, by string) {
			if id != by {
				delete(unused, id)
			}
		}
		for _, r := range c.Assessment.Register.References {
			use(r.To, r.From)
		}
		for _, b := range c.Bodies {
			for _, id := range b.Terms {
				use(id, b.Record)
			}
			for _, id := range b.References {
				use(id, b.Record)
			}
		}
		mentions(c, unused)
		for _, t := range c.Assessment.Register.Glossary {
			if unused[t.ID] {
				c.Report(t, nil, nil)
			}
		}
	},
}

// mentions takes out of a set of terms those whose words occur in a field of another record, or in a body where terms are not linked.
func mentions(c *Case, unused map[string]bool) {
	var search wordSearch
	for _, t := range c.Assessment.Register.Glossary {
		if !unused[t.ID] {
			continue
		}
		for _, word := range t.Words {
			search.add(word, t.ID)
		}
	}
	auto := c.Assessment.Register.Config.Glossary.Autolink
	bodies := auto != nil && !*auto
	found := func(text, by string) {
		search.find(text, func(id string) {
			if id != by {
				delete(unused, id)
			}
		})
	}
	for _, entry := range c.Assessment.Register.All() {
		if len(unused) == 0 {
			return
		}
		base := entry.Of()
		for _, t := range textsIn(base.Source.Table, nil) {
			found(t, base.ID)
		}
		if bodies {
			found(base.Source.Body.Text, base.ID)
			for _, b := range base.Source.Translations {
				found(b.Text, base.ID)
			}
		}
	}
}

// textsIn appends every string below a value.
func textsIn(v *source.Value, texts []string) []string {
	if v.Kind == source.String {
		return append(texts, v.Text)
	}
	for i := range v.Items {
		texts = textsIn(&v.Items[i], texts)
	}
	for i := range v.Fields {
		texts = textsIn(&v.Fields[i].Value, texts)
	}
	return texts
}
