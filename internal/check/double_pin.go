package check

import (
	"strings"

	"github.com/riskbook/riskbook/internal/assess"
	"github.com/riskbook/riskbook/internal/diagnostic"
	"github.com/riskbook/riskbook/internal/rule"
	"github.com/riskbook/riskbook/internal/term"
)

var doublePin = &Rule{
	Name: rule.DoublePin, Severity: diagnostic.Warning, Step: "4.1",
	Title: words("同じ順位の固定の重なり", "Rank pinned twice"),
	Why: words("二つのリスクを同じ順位に固定しても、先になるのは片方だけです。どちらが先かを決めたことになりません。",
		"Two risks cannot both stand at one rank: whoever pinned them has not yet decided which comes first."),
	Mend: words("どちらを先にするかを決め、もう一方の [priority] の rank を改めてください。", "Decide which of the two comes first, and give the other another rank under [priority]."),
	Says: []Saying{
		{rule.Plain, words("{id} は、{other} と同じ順位 {rank} に固定されています", "{id} is pinned to rank {rank}, as {other} is"), words("rank を別の順位に改めるか、どちらかの [priority] を削除してください", "pin it to another rank, or remove [priority] from one of the two")},
	},
	Other: words("同じ順位に固定されているもう一方はここです", "the other one is pinned here"),
	Failing: `content/risks/R-002.md:11:8
` + exampleContext + pinned(exampleRisk, "1") + pinned(secondRisk, "1"),
	Passing: exampleContext + pinned(exampleRisk, "1") + pinned(secondRisk, "2"),
	Find: func(c *Case) {
		first := map[int]*assess.Risk{}
		for _, k := range c.open() {
			pin := k.Record.Priority
			if k.Rank == 0 || pin == nil || pin.Rank == 0 {
				continue
			}
			other := first[pin.Rank]
			if other == nil {
				first[pin.Rank] = k
				continue
			}
			c.Report(k.Record, key("priority", "rank"), diagnostic.Args{"rank": pin.Rank, "other": other.Record.ID}, related(other.Record, key("priority", "rank"), term.Words{}))
		}
	},
}

// secondRisk needs treatment too.
var secondRisk = strings.NewReplacer("R-001", "R-002", "配水の停止", "検針の停止", "Supply stops", "Metering stops").Replace(exampleRisk)

// pinned is the example of a risk, pinned to a rank.
func pinned(risk, rank string) string {
	return strings.TrimSuffix(risk, "+++\n") + "[priority]\nrank = " + rank + "\nreason = \"経営の判断\"\n+++\n"
}
