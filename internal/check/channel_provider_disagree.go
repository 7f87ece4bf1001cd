package check

import (
	"slices"
	"strings"

	"github.com/riskbook/riskbook/internal/diagnostic"
	"github.com/riskbook/riskbook/internal/register"
	"github.com/riskbook/riskbook/internal/rule"
	"github.com/riskbook/riskbook/internal/term"
)

var channelProviderDisagree = &Rule{
	Name: rule.ChannelProviderDisagree, Severity: diagnostic.Warning, Step: "1.3",
	Title: words("経路と提供元の食い違い", "Channel and provider disagree"),
	Why: words("監査の課題が演習から届くことはありません。どちらかの誤りで、経路ごとの件数が実際と違ってしまいます。",
		"An exercise gives no finding of an audit. One of the two is a slip, and makes the figures by channel untrue."),
	Mend: words("channel か provider の誤っている方を直してください。", "Correct whichever is wrong of channel and provider."),
	Says: []Saying{
		{rule.Plain, words("{id} の提供元 {provider} は、経路「{channel}」（{key}）のものではありません", "the provider {provider} of {id} does not fit the channel {key}"), words("この経路（channel = \"{key}\"）の提供元は {allowed} です。経路が違うなら channel を \"{right}\" に直してください", "with channel = \"{key}\" the provider is one of {allowed}; where the provider is right, set channel to \"{right}\"")},
	},
	Other: words("経路はここに書かれています", "the channel is given here"),
	Failing: `content/findings/F-01.md:4:12
-- content/findings/F-01.md --
+++
title = "保守端末の点検結果"
channel = "audit"
provider = "own-exercise"
received = 2026-06-12
status = "closed"
+++
`,
	Passing: `-- content/findings/F-01.md --
+++
title = "保守端末の点検結果"
channel = "audit"
provider = "internal-audit"
received = 2026-06-12
status = "closed"
+++
`,
	Find: func(c *Case) {
		for _, f := range c.Assessment.Register.Findings {
			fitting := register.ChannelProviders[f.Channel]
			right := channelOf(f.Provider)
			if fitting == nil || right == "" || slices.Contains(fitting, f.Provider) {
				continue
			}
			at := slices.IndexFunc(channels, func(c channel) bool { return c.key == f.Channel })
			c.Report(f, key("provider"), diagnostic.Args{"provider": f.Provider, "key": f.Channel, "channel": channels[at].words, "allowed": strings.Join(fitting, ", "), "right": right},
				related(f, key("channel"), term.Words{}))
		}
	},
}

// channelOf gives the channel that a provider belongs to; nothing where the provider is none, or fits them all.
func channelOf(provider string) string {
	found := ""
	for _, ch := range channels {
		if slices.Contains(register.ChannelProviders[ch.key], provider) {
			if found != "" {
				return ""
			}
			found = ch.key
		}
	}
	return found
}
