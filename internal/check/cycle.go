package check

import (
	"strings"

	"github.com/riskbook/riskbook/internal/diagnostic"
	"github.com/riskbook/riskbook/internal/rule"
)

var cycle = &Rule{
	Name: rule.Cycle, Severity: diagnostic.Error,
	Title: words("依存の循環", "Cycle of dependencies"),
	Why: words("互いに依存し合う資産や計画では、どこから影響が及ぶのか、どれを先に進めるのかが決まりません。",
		"Where assets or plans depend on each other in a circle, nobody can tell what fails first or what has to be done first."),
	Mend: words("循環の中で実際には依存していない箇所を depends_on から除いてください。", "Take the dependency that does not really exist out of depends_on."),
	Says: []Saying{
		{rule.Plain, words("depends_on が循環しています（{path}）", "depends_on goes round in a circle: {path}"), words("このうち一つの depends_on から、実際には依存していないIDを除いてください", "remove from one of them the id that it does not really depend on")},
	},
	Other: words("循環はここを通ります", "the circle passes here"),
	Failing: `content/assets/A-01.md:6:15
-- content/assets/A-01.md --
+++
title = "監視制御システム"
kind = "information-system"
viewpoints = ["service-level"]
owner = "plant"
depends_on = ["A-02"]
+++
-- content/assets/A-02.md --
+++
title = "非常用発電機"
kind = "other"
viewpoints = ["service-level"]
owner = "plant"
depends_on = ["A-01"]
+++
`,
	Passing: `-- content/assets/A-01.md --
+++
title = "監視制御システム"
kind = "information-system"
viewpoints = ["service-level"]
owner = "plant"
depends_on = ["A-02"]
+++
-- content/assets/A-02.md --
+++
title = "非常用発電機"
kind = "other"
viewpoints = ["service-level"]
owner = "plant"
+++
`,
	Find: func(c *Case) {
		assets := graph{}
		for _, a := range c.Assessment.Register.Assets {
			assets.add(a.ID, a.DependsOn)
		}
		treatments := graph{}
		for _, t := range c.Assessment.Register.Treatments {
			treatments.add(t.ID, t.DependsOn)
		}
		for _, g := range []*graph{&assets, &treatments} {
			for _, circle := range g.circles() {
				reportCircle(c, circle)
			}
		}
	},
}

// reportCircle reports ids that depend on each other in turn, the last on the first.
func reportCircle(c *Case, ids []string) {
	at := func(i int) diagnostic.Place {
		rec := c.Assessment.Register.Find(ids[i]).Of().Source
		next := ids[(i+1)%len(ids)]
		if list := rec.Table.At("depends_on"); list != nil {
			for k := range list.Items {
				if list.Items[k].Text == next {
					return rec.Place("depends_on", k)
				}
			}
		}
		return rec.Place("depends_on")
	}
	var others []diagnostic.Related
	for i := 1; i < min(len(ids), mostListed+1); i++ {
		others = append(others, diagnostic.Related{Place: at(i)})
	}
	path := strings.Join(ids, " → ") + " → " + ids[0]
	if len(ids) > 2*mostListed {
		path = strings.Join(ids[:2*mostListed], " → ") + " → … → " + ids[0]
	}
	c.add(ids[0], "", rule.Plain, at(0), diagnostic.Args{"id": ids[0], "path": path}, others)
}
