package check

import (
	"github.com/riskbook/riskbook/internal/diagnostic"
	"github.com/riskbook/riskbook/internal/register"
	"github.com/riskbook/riskbook/internal/rule"
	"github.com/riskbook/riskbook/internal/term"
)

var channelSilent = &Rule{
	Name: rule.ChannelSilent, Severity: diagnostic.Warning, Demands: true, Absence: true, Elsewhere: []string{"findings"}, Step: "1.3",
	Title: words("課題の届かない経路", "Silent channel"),
	Why: words("課題は情報収集、監査、環境変化、演習の四つの経路から得ます。一年も届かない経路は、見ていない可能性があります。",
		"Findings come by four channels: intelligence, audits, changes of the environment, exercises. One that is silent for a year may not be listened to."),
	Mend: words("その経路で得た課題を登録するか、監査や演習などの予定を立ててください。", "Record what came by it, or plan an audit, an exercise or a survey."),
	Says: []Saying{
		{rule.Plain, words("{channel}からの課題が1年以上ありません（最後は {last}）", "no finding has come from {channel} for a year; the last one came on {last}"), words("この経路を確かめ、課題を content/findings に登録してください（channel = \"{key}\"）", "look at this channel and record its findings in content/findings with channel = \"{key}\"")},
		{rule.CaseNever, words("{channel}からの課題が一つもありません", "no finding has ever come from {channel}"), words("この経路を確かめ、課題を content/findings に登録してください（channel = \"{key}\"）", "look at this channel and record its findings in content/findings with channel = \"{key}\"")},
	},
	Other: words("この経路の最後の課題です", "the last finding of this channel"),
	Failing: `content/riskbook.toml:1:1
` + exampleAsset + `-- content/findings/F-01.md --
+++
title = "保守端末の点検結果"
channel = "audit"
received = 2025-06-12
assets = ["A-01"]
status = "closed"
+++
` + otherChannels,
	Passing: exampleAsset + `-- content/findings/F-01.md --
+++
title = "保守端末の点検結果"
channel = "audit"
received = 2026-06-12
assets = ["A-01"]
status = "closed"
+++
` + otherChannels,
	Find: func(c *Case) {
		newest := map[string]*register.Finding{}
		for _, f := range c.Assessment.Register.Findings {
			if n := newest[f.Channel]; !f.Received.After(c.Assessment.AsOf) && (n == nil || f.Received.After(n.Received)) {
				newest[f.Channel] = f
			}
		}
		if len(newest) == 0 {
			return // step-without-evidence says so
		}
		for _, channel := range channels {
			f := newest[channel.key]
			args := diagnostic.Args{"channel": channel.words, "key": channel.key}
			switch {
			case f == nil:
				c.reportEarly(configPlace(), rule.CaseNever, args)
			case f.Received.Before(c.Assessment.AsOf.AddMonths(-12)):
				args["last"] = f.Received
				c.ReportAt(configPlace(), rule.Plain, args, related(f, key("received"), term.Words{}))
			}
		}
	},
}

// channel is a way by which findings come.
type channel struct {
	key   string
	words term.Words
}

// channels are the ways by which findings come (handbook 1.3.1 to 1.3.4).
var channels = []channel{
	{"intelligence", words("情報収集", "intelligence")},
	{"audit", words("監査", "audits")},
	{"environment-change", words("環境変化の調査", "changes of the environment")},
	{"exercise", words("演習・訓練", "exercises")},
}

// configPlace is where a fault of the register as a whole is reported.
func configPlace() diagnostic.Place {
	return diagnostic.Place{File: "content/riskbook.toml", Line: 1, Column: 1, EndLine: 1, EndColumn: 1}
}

const otherChannels = `-- content/findings/others.toml --
[F-02]
title = "注意喚起"
channel = "intelligence"
received = 2026-10-14
assets = ["A-01"]
status = "closed"
[F-03]
title = "通信網の更新"
channel = "environment-change"
received = 2026-04-20
assets = ["A-01"]
status = "closed"
[F-04]
title = "手動運転の訓練"
channel = "exercise"
received = 2026-09-01
assets = ["A-01"]
status = "closed"
`
