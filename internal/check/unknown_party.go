package check

import (
	"github.com/riskbook/riskbook/internal/diagnostic"
	"github.com/riskbook/riskbook/internal/rule"
)

var unknownParty = &Rule{
	Name: rule.UnknownParty, Severity: diagnostic.Error,
	Title: words("登録されていない関係者", "Unknown party"),
	Why: words("parties.toml がある登録簿では、担当や決定者はそこに登録した関係者に限ります。誰の責任かが曖昧になりません。",
		"Where parties.toml exists, owners and deciders come from it, so that it is always clear who is meant."),
	Mend: words("キーを直すか、content/parties.toml に関係者を加えてください。", "Correct the key, or add the party to content/parties.toml."),
	Says: []Saying{
		{rule.Plain, words("{key} の {found} は content/parties.toml にありません", "{key} names {found}, who is not in content/parties.toml"), words("次から選ぶか、parties.toml に {header} の見出しと title を加えてください: {allowed}", "choose one of these, or add the header {header} with a title there: {allowed}")},
		{rule.CaseNear, words("{key} の {found} は content/parties.toml にありません", "{key} names {found}, who is not in content/parties.toml"), words("{near} の誤りではありませんか", "did you mean {near}?")},
	},
	Failing: `content/assets/A-01.md:6:9
-- content/parties.toml --
[plant]
title = "浄水課"
-- content/assets/A-01.md --
+++
title = "監視制御システム"
kind = "information-system"
viewpoints = ["service-level"]
sector = "water"
owner = "plnat"
+++
`,
	Passing: `-- content/parties.toml --
[plant]
title = "浄水課"
` + exampleAsset,
}
