package check

import (
	"cmp"

	"github.com/riskbook/riskbook/internal/diagnostic"
	"github.com/riskbook/riskbook/internal/quantify"
	"github.com/riskbook/riskbook/internal/register"
	"github.com/riskbook/riskbook/internal/rule"
)

// mostExpected is the greatest expected annual loss that is computed with: sums of many such losses are numbers still.
const mostExpected = 1e300

var unknownValue = &Rule{
	Name: rule.UnknownValue, Severity: diagnostic.Error,
	Title: words("許されない値", "Unknown value"),
	Why: words("決められた語や範囲から外れた値は、集計にも判断にも使えません。",
		"A value outside the words or the range that a field knows can neither be counted nor judged."),
	Mend: words("示された候補から選ぶか、範囲に収まる値に直してください。", "Choose one of the values offered, or one within the range."),
	Says: []Saying{
		{rule.Plain, words("{key} に {found} という値はありません", "{key} knows no value {found}"), words("次から選んでください: {allowed}", "choose one of: {allowed}")},
		{rule.CaseNear, words("{key} に {found} という値はありません", "{key} knows no value {found}"), words("{near} の誤りではありませんか（書ける値: {allowed}）", "did you mean {near}? (known: {allowed})")},
		{rule.CaseRange, words("{key} の値 {found} は {low} から {high} の範囲にありません", "{key} is {found}, which is not within {low} to {high}"), words("{low} から {high} までの値にしてください", "give a value from {low} to {high}")},
		{rule.CaseNumber, words("{key} の値 {found} は有限の数ではありません", "{key} is {found}, which is not a finite number"), words("普通の数を書いてください", "write an ordinary number")},
		{rule.CaseNegative, words("{key} の値 {found} は負の数か、有限でない数です", "{key} is {found}; it must be a finite number of 0 or more"), words("0以上の数を書いてください", "write a number of 0 or more")},
		{rule.CaseEstimateOrder, words("{key} の low、mode、high の順が逆です", "low, mode and high of {key} are out of order"), words("low ≤ mode ≤ high となるように直してください", "let low ≤ mode ≤ high hold")},
		{rule.CaseLognormalZero, words("{key} が 0 です", "{key} is 0"), words("low と high だけの幅は対数正規分布として扱うため、low は0より大きくしてください。0を含めるなら mode も書いてください", "a range of low and high is read as lognormal, so low must be above 0; add mode where 0 is possible")},
		{rule.CaseBoundless, words("{key} から求まる年間期待損失額が大きすぎて計算できません", "the expected annual loss that follows from {key} is too great to be computed with"), words("桁を誤っていないか、low と high の幅が広すぎないかを確かめてください", "look for a digit too many, and for a low and a high too far apart")},
		{rule.CaseArea, words("{found} は判定基準に定めた影響の領域ではありません", "{found} is not an impact area of the criteria"), words("content/criteria.toml の [[area]] は次のとおりです: {allowed}", "content/criteria.toml defines these areas: {allowed}")},
		{rule.CaseFactor, words("{found} は起こりやすさを決める因子ではありません", "{found} is not a factor of the likelihood"), words("content/criteria.toml の [likelihood_from] の因子は次のとおりです: {allowed}", "content/criteria.toml defines these factors under [likelihood_from]: {allowed}")},
		{rule.CaseNoFactors, words("判定基準に、因子から起こりやすさを求める表がありません", "the criteria do not say which likelihood the factors give"), words("content/criteria.toml に [likelihood_from] を加えるか、factors の代わりに likelihood を書いてください", "add [likelihood_from] to content/criteria.toml, or write likelihood instead of factors")},
		{rule.CaseViewpoint, words("{found} は判定基準に定めた評価の観点ではありません", "{found} is not an evaluation viewpoint of the criteria"), words("content/criteria.toml の [[viewpoint]] は次のとおりです: {allowed}", "content/criteria.toml defines these viewpoints: {allowed}")},
		{rule.CaseFolder, words("content/ の下に {found} という種別のフォルダーはありません", "there is no kind of record named {found} below content/"), words("フォルダーの名前を種別（risks、assets など）に直すか、content/ の外へ移してください", "name the folder after a kind (risks, assets and so on), or move it out of content/")},
		{rule.CaseLanguage, words("{key} の {found} は言語の符号ではありません", "{key} holds {found}, which is no language tag"), words("ja や en のように、英小文字2～3字の符号を書いてください", "write a tag of two or three small letters, such as ja or en")},
		{rule.CaseLanguageUnspoken, words("{key} の {found} でサイトを作ることはできません。画面の言葉が {allowed} にしかないためです", "{key} holds {found}, in which no site can be made: the program has words in {allowed} alone"), words("{found} を {key} から取り除いてください。{found} の文章は、{allowed} の本文に並べて書けます", "take {found} out of {key}; what is written in {found} can stand in a body beside one of {allowed}")},
		{rule.CaseFixed, words("規則 {rule} の重大度は下げられません。記録を読めないままになるためです", "the severity of {rule} cannot be lowered: records would be lost without a word"), words("この行を削除してください", "delete this line")},
		{rule.CaseFixedGovernance, words("規則 {rule} の重大度は下げられません。決定の手続に反することは、必ず示します", "the severity of {rule} cannot be lowered: a breach of governance is always told"), words("この行を削除してください。この規則が指摘しても、サイトは作成されます", "delete this line; the site is built even where the rule speaks")},
		{rule.CaseBaseline, words("規則 {rule} の指摘はエラーであり、既知として許せません", "what {rule} finds is an error, which cannot be let be"), words("この [[known]] を削除し、指摘されたところを直してください", "remove this [[known]] and mend what the rule points at")},
		{rule.CaseBaselineGovernance, words("規則 {rule} の指摘は既知として許せません。決定の手続に反することは、必ず示します", "what {rule} finds cannot be let be: a breach of governance is always told"), words("この [[known]] を削除し、指摘されたところを直してください", "remove this [[known]] and mend what the rule points at")},
		{rule.CaseBaselineItself, words("規則 {rule} の指摘は既知として許せません", "what {rule} finds cannot be let be"), words("この [[known]] を削除してください", "remove this [[known]]")},
		{rule.CaseDeclaredTwice, words("{kind} の独自の項目 {found} が二度定められています", "the field {found} of {kind} is declared twice"), words("どちらかの [[field]] を削除するか、key を変えてください", "remove one of the two [[field]], or give it another key")},
		{rule.CaseLive, words("[[{id}:{found}]] の {found} は、{id} について書ける値ではありません", "[[{id}:{found}]] asks for {found}, which {id} does not have"), words("次から選んでください: {allowed}", "choose one of: {allowed}")},
		{rule.CaseLiveNear, words("[[{id}:{found}]] の {found} は、{id} について書ける値ではありません", "[[{id}:{found}]] asks for {found}, which {id} does not have"), words("{near} の誤りではありませんか（書ける値: {allowed}）", "did you mean {near}? (known: {allowed})")},
		{rule.CaseLiveKind, words("数える記録の種類 {found} がありません", "there is no kind of records {found} to count"), words("次から選んでください: {allowed}（例：[[count:risks need=treat]]）", "choose one of: {allowed}, as in [[count:risks need=treat]]")},
		{rule.CaseLiveSum, words("合計する項目が書かれていません", "it does not say what is to be summed"), words("種類の次に項目を書いてください（例：[[sum:treatments cost.initial status=in-progress]]）", "write the field behind the kind, as in [[sum:treatments cost.initial status=in-progress]]")},
		{rule.CaseLiveStale, words("本文では {found} で数えられません。履歴を読まない版で値が変わるためです", "{found} cannot be counted in prose: without the history the figure would be another one"), words("別の条件で数えてください", "count by another condition")},
		{rule.CaseLiveMe, words("本文の {found} の me は、誰を指すか決まりません", "nobody knows whom me stands for in {found}"), words("parties.toml のキーを書いてください（例：owner=plant）", "write a key of parties.toml, as in owner=plant")},
		{rule.CaseLiveFilter, words("条件 {found} が分かりません", "the condition {found} is not understood"), words("「項目=値」の形で書いてください。使える項目: {allowed}", "write it as field=value; the fields are: {allowed}")},
		{rule.CaseLiveFilterNear, words("{found} という項目はありません", "there is no field {found}"), words("{near} の誤りではありませんか（使える項目: {allowed}）", "did you mean {near}? (known: {allowed})")},
		{rule.CaseZone, words("{found} という時間帯はありません", "there is no time zone {found}"), words("Asia/Tokyo のような IANA の名前を書いてください", "write an IANA name such as Asia/Tokyo")},
		{rule.CaseSince, words("{key} に {found} という値はありません", "{key} knows no value {found}"), words("review、tag、90d（日数）、2026-04-01（日付）のいずれかの形で書いてください", "write review, tag, a number of days such as 90d, or a date such as 2026-04-01")},
		{rule.CaseTheme, words("{found} というテーマはありません", "there is no theme {found}"), words("standard とするか、themes/{found}/ を作ってください", "use standard, or make the folder themes/{found}/")},
		{rule.CaseLogo, words("{found} というロゴの画像は content/ にありません", "there is no picture {found} below content/ for a logo"), words("content/ からのパスで、SVG、PNG、JPEG、WebP、GIF のいずれかの画像を書いてください（例：pages/logo.svg）", "write the path of an SVG, PNG, JPEG, WebP or GIF picture from content/ on, such as pages/logo.svg")},
		{rule.CaseAccent, words("{found} は色ではありません", "{found} is no colour"), words("# と16進数6桁で書いてください（例：#1f3a5f）", "write # and six hexadecimal digits, as in #1f3a5f")},
		{rule.CaseEnding, words("{found} は読まれません。拡張子は小文字でなければなりません", "{found} is not read: its ending must be in lower case"), words("拡張子を {wanted} に変えてください", "rename it so that it ends in {wanted}")},
		{rule.CaseFile, words("content/ の直下に {found} というファイルは置けません", "{found} has no meaning directly below content/"), words("記録であれば種別のフォルダーへ、そうでなければ content/ の外へ移してください", "move it into the folder of its kind if it is a record, else out of content/")},
	},
	Failing: `content/assets/A-01.md:3:8
-- content/assets/A-01.md --
+++
title = "監視制御システム"
kind = "infomation-system"
viewpoints = ["service-level"]
owner = "plant"
+++
`,
	Passing: exampleAsset,
	Find: func(c *Case) {
		boundless := func(q *register.Quantities) bool {
			if q == nil || q.Frequency == nil || q.Loss == nil {
				return false
			}
			expected := quantify.Expected(q.Frequency, q.Loss)
			return expected == nil || *expected > mostExpected
		}
		now := map[string]*register.Quantities{}
		for _, r := range c.Assessment.Register.Risks {
			now[r.ID] = r.Quantitative
			if boundless(r.Quantitative) {
				c.ReportCase(rule.CaseBoundless, r, key("quantitative"), diagnostic.Args{"key": "quantitative"})
			}
		}
		for _, t := range c.Assessment.Register.Treatments {
			for i, target := range t.Targets {
				q := register.Quantities{Frequency: target.Frequency, Loss: target.Loss}
				if before := now[target.Risk]; before != nil && !boundless(before) {
					q.Frequency, q.Loss = cmp.Or(q.Frequency, before.Frequency), cmp.Or(q.Loss, before.Loss)
				}
				if boundless(&q) {
					c.ReportCase(rule.CaseBoundless, t, key("target", i), diagnostic.Args{"key": "target"})
				}
			}
		}
	},
}
