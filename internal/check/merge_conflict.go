package check

import (
	"github.com/riskbook/riskbook/internal/diagnostic"
	"github.com/riskbook/riskbook/internal/rule"
)

var mergeConflict = &Rule{
	Name: rule.MergeConflict, Severity: diagnostic.Error,
	Title: words("解消されていないマージの競合", "Unresolved merge"),
	Why: words("二つの版が並んだままの記録は、どちらが正しいか誰にも分かりません。本文に残った印は、そのまま公開されます。",
		"Where two versions stand side by side, nobody knows which one holds; and markers that are left in a text would be published with it."),
	Mend: words("二つの版から正しい内容を選んで一つにまとめ、印の行（<<<<<<<、=======、>>>>>>>）を消してください。コードとして示すときは、コードブロックに入れます。",
		"Make one text of the two versions, and delete the lines of the markers: <<<<<<<, ======= and >>>>>>>. Where they are shown as an example, put them into a code block."),
	Says: []Saying{
		{rule.Plain, words("マージの競合が解消されていません", "a merge was left unresolved here"), words("「<<<<<<<」から「>>>>>>>」までの二つの版を一つにまとめ、印の3行を消してください", "make one text of the two versions between <<<<<<< and >>>>>>>, and delete the three lines of markers")},
	},
	Failing: `content/glossary/RTO.md:4:1
-- content/glossary/RTO.md --
+++
title = "RTO"
source = "JIS Q 22301"
<<<<<<< main
reading = "アールティーオー"
=======
reading = "あーるてぃーおー"
>>>>>>> reading
+++
目標復旧時間です。
`,
	Passing: `-- content/glossary/RTO.md --
+++
title = "RTO"
source = "JIS Q 22301"
reading = "アールティーオー"
+++
目標復旧時間です。
`,
}
