package check

import (
	"strings"

	"github.com/riskbook/riskbook/internal/diagnostic"
	"github.com/riskbook/riskbook/internal/register"
	"github.com/riskbook/riskbook/internal/rule"
)

var orphanRecord = &Rule{
	Name: rule.OrphanRecord, Severity: diagnostic.Info, Absence: true, Elsewhere: anywhere,
	Title: words("孤立した記録", "Orphan record"),
	Why: words("どの記録とも結び付かない記録は、リスクの判断に使われません。",
		"A record that is tied to no other plays no part in any decision."),
	Mend: words("関係する記録から指すか、要らなければ削除してください。", "Let the records that it concerns refer to it, or remove it."),
	Says: []Saying{
		{rule.Plain, words("{kind} {id} はどの記録とも結び付いていません", "the {kind} {id} is tied to no other record"), words("関係する資産、事象、リスクなどから {id} を指すか、不要なら削除してください", "refer to {id} from the assets, events or risks that it concerns, or remove it")},
	},
	Failing: `content/sources/S-01.md:1:1
` + exampleSource,
	Passing: exampleAsset + strings.Replace(exampleSource, "kind", "assets = [\"A-01\"]\nkind", 1),
	Find: func(c *Case) {
		tied := map[string]bool{}
		for _, r := range c.Assessment.Register.References {
			tied[r.From], tied[r.To] = true, true
		}
		for _, stage := range c.Assessment.Register.Config.Process.Stages {
			for _, text := range []register.Text{stage.Rules, stage.Organisation, stage.Operation} {
				for _, w := range text {
					if entry := c.Assessment.Register.Find(strings.TrimSpace(w.Words)); entry != nil {
						tied[entry.Of().ID] = true // a step is laid down in it
					}
				}
			}
		}
		for _, b := range c.Bodies {
			for _, id := range b.References {
				if id != b.Record {
					tied[id], tied[b.Record] = true, true
				}
			}
		}
		look := func(entry register.Entry, names ...int) {
			for _, n := range names {
				if n > 0 {
					return // a reference that does not resolve is an error of its own
				}
			}
			if base := entry.Of(); !tied[base.ID] {
				c.Report(entry, nil, diagnostic.Args{"kind": base.Kind.One})
			}
		}
		if !c.Adopts(assetWithoutEvent.Step) { // which says as much
			for _, a := range c.Assessment.Register.Assets {
				look(a, len(a.DependsOn))
			}
		}
		for _, k := range c.Assessment.Register.Controls {
			look(k)
		}
		for _, f := range c.Assessment.Register.Findings {
			look(f, len(f.Sources), len(f.Assets), len(f.Risks))
		}
		for _, o := range c.Assessment.Register.Obligations {
			look(o)
		}
		for _, s := range c.Assessment.Register.Sources {
			look(s, len(s.Assets))
		}
	},
}
