package check

import (
	"fmt"
	"strings"

	"github.com/riskbook/riskbook/internal/assess"
	"github.com/riskbook/riskbook/internal/diagnostic"
	"github.com/riskbook/riskbook/internal/register"
	"github.com/riskbook/riskbook/internal/rule"
	"github.com/riskbook/riskbook/internal/term"
)

var beyondAuthority = &Rule{
	Name: rule.BeyondAuthority, Severity: diagnostic.Error, Judged: true, Rests: authorityParts,
	Title: words("決裁権限を超えた受容", "Accepted beyond authority"),
	Why: words("判定基準の [[authority]] は、誰がどのレベルまで、どれだけの期間リスクを受容できるかを定めています。これを超えた受容は、決めるべき者が決めていません。",
		"[[authority]] in the criteria says who may accept which level, and for how long. An acceptance beyond it was not decided by whoever had to decide it."),
	Mend: words("権限を持つ者が権限の範囲内で改めて決定し、新しい意思決定として記録してください。期間だけが長い場合は、until を権限の範囲に縮めても直ります。",
		"Let a party that may accept the risk decide anew, within its authority, and record that as a new decision. Where only the time is too long, an earlier until mends it too."),
	Says: []Saying{
		{rule.Plain, words("{by}には、レベル「{level}」のリスクを {until} まで受容する権限がありません", "{by} has no authority to accept a risk of the level {level} until {until}"), words("権限を持つ者が範囲内の期間で改めて決定し、新しい意思決定として記録してください（決定の日の決裁権限：{rows}）", "let a party that may decide anew, for as long as it may, and record that as a new decision (authority on the day of the decision: {rows})")},
		{rule.CaseLevel, words("{by}が受容できるのはレベル「{most}」までですが、「{level}」のリスクを受容しています", "{by} may accept up to the level {most}, and this accepts {level}"), words("権限を持つ者が範囲内の期間で改めて決定し、新しい意思決定として記録してください（決定の日の決裁権限：{rows}）", "let a party that may decide anew, for as long as it may, and record that as a new decision (authority on the day of the decision: {rows})")},
		{rule.CaseTime, words("{by}が受容できるのは決定から{months}か月後の {last} までですが、受容の期限は {until} です", "{by} may accept this for {months} months, until {last}; the acceptance holds until {until}"), words("until を {last} 以前に縮めるか、より長い期間を受容できる者が改めて決定し、新しい意思決定として記録してください（決定の日の決裁権限：{rows}）", "let until be {last} or earlier; or let a party that may accept it for longer decide anew, and record that as a new decision (authority on the day of the decision: {rows})")},
		{rule.CaseNobody, words("レベル「{level}」のリスクを受容する権限は誰にもありませんが、{by}が受容しています", "{by} accepts a risk of the level {level}, which nobody has the authority to accept"), words("リスク対応計画を作ってこの受容の記録を取り下げるか、criteria.toml に「{level}」を受容できる者の [[authority]] を定めてから改めて決定してください（決定の日の決裁権限：{rows}）", "make a treatment plan and withdraw this acceptance; or say under [[authority]] in criteria.toml who may accept {level}, and let that party decide anew (authority on the day of the decision: {rows})")},
	},
	Other: words("決定の日に効力のあった決裁権限です", "this authority held on the day of the decision"),
	Failing: `content/decisions/D-001.md:9:9
` + exampleCriteria + exampleAuthority + exampleAsset + exampleEvent + exampleMediumRisk + decidedBy("plant-manager", 6),
	Passing: exampleCriteria + exampleAuthority + exampleAsset + exampleEvent + exampleMediumRisk + decidedBy("director", 12),
	Find: func(c *Case) {
		c.eachBreach(func(b *assess.Breach) { reportExcess(c, b, b.Record.(*register.Decision)) })
	},
}

// exampleAuthority goes below exampleCriteria.
const exampleAuthority = `[[authority]]
level = "medium"
by = ["plant-manager"]
months = 6
[[authority]]
level = "medium"
by = ["director"]
months = 12
`

// decidedBy is exampleAcceptance, decided by one of these parties, with the row that says what it may.
func decidedBy(party string, months int) string {
	row := fmt.Sprintf("# criteria.toml: [[authority]] level = \"medium\", by = [%q], months = %d\n", party, months)
	return strings.Replace(exampleAcceptance, `by = "director"`, row+fmt.Sprintf("by = %q", party), 1)
}

func reportExcess(c *Case, b *assess.Breach, d *register.Decision) {
	x := b.Authority
	args := diagnostic.Args{"by": c.partyOf(d.By), "level": c.levelOf(x.Level), "until": d.Until}
	variant, reached := rule.Plain, false
	var rows []term.Words
	var places []diagnostic.Related
	for _, row := range x.Held {
		reached = reached || c.Assessment.Register.Criteria.LevelIndex(row.Level) >= x.Level
		rows = append(rows, authorityWords(c, row))
		for i := range c.Assessment.Register.Criteria.Authorities {
			if len(places) < mostListed && row == &c.Assessment.Register.Criteria.Authorities[i] {
				places = append(places, diagnostic.Related{Place: c.Assessment.Register.Tree.Criteria.Place("authority", i)})
			}
		}
	}
	switch {
	case !reached:
		variant = rule.CaseNobody
	case x.Beyond == "until":
		variant, args["months"], args["last"] = rule.CaseTime, x.Row.Months, x.Last
	case x.Beyond == "at":
		variant, args["most"] = rule.CaseLevel, c.levelOf(c.Assessment.Register.Criteria.LevelIndex(x.Row.Level))
	}
	args["rows"] = joined(rows)
	c.ReportCase(variant, d, b.Path, args, places...)
}

// authorityWords says what a row of authority allows.
func authorityWords(c *Case, row *register.Authority) term.Words {
	var parties []term.Words
	for _, party := range row.By {
		parties = append(parties, c.partyOf(party))
	}
	by, level := joined(parties), c.levelOf(c.Assessment.Register.Criteria.LevelIndex(row.Level))
	if row.Months == 0 {
		return words(fmt.Sprintf("%sは「%s」まで期間の限りなし", by.Ja, level.Ja), fmt.Sprintf("%s up to %s for any time", by.En, level.En))
	}
	return words(fmt.Sprintf("%sは「%s」まで%dか月以内", by.Ja, level.Ja, row.Months), fmt.Sprintf("%s up to %s for %s", by.En, level.En, englishMonths(row.Months)))
}

// partyOf names a party by its title, with its key where that is something else.
func (c *Case) partyOf(name string) term.Words {
	p := c.Assessment.Register.Party(name)
	if p == nil {
		return words("「"+name+"」", name)
	}
	title := c.wordsOf(p.Title)
	return words(title.Ja+"（"+name+"）", title.En+" ("+name+")")
}
