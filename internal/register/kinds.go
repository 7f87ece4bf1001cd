package register

import "github.com/riskbook/riskbook/internal/term"

// Kind is one of the thirteen kinds of records.
type Kind struct {
	Folder   string     // the folder under content/, also the key in the export and the name of the list page
	One      term.Words // "risk"
	Many     term.Words // "risks"
	Purpose  term.Words // what its records are for, as a sentence
	required []string   // common fields that this kind cannot do without
	new      func() Entry
	add      func(*Register, Entry)
	list     func(*Register) []Entry
}

// Kinds lists every kind, by folder. A new kind is a file with its struct and an entry here.
var Kinds = []Kind{
	{"assets", term.Words{Ja: "資産", En: "asset"}, term.Words{Ja: "資産", En: "assets"},
		term.Words{Ja: "守らなければならないもの（情報システム、組織、要員、情報など）を記録します。", En: "What must be protected: systems, organizations, people, information."},
		[]string{"owner"}, func() Entry { return &Asset{} }, func(r *Register, e Entry) { r.Assets = append(r.Assets, e.(*Asset)) }, func(r *Register) []Entry { return entries(r.Assets) }},
	{"controls", term.Words{Ja: "管理策", En: "control"}, term.Words{Ja: "管理策", En: "controls"},
		term.Words{Ja: "リスクを抑えるための対策を、実施中のものも予定のものも記録します。", En: "A measure that holds risks down, in place or planned."},
		nil, func() Entry { return &Control{} }, func(r *Register, e Entry) { r.Controls = append(r.Controls, e.(*Control)) }, func(r *Register) []Entry { return entries(r.Controls) }},
	{"decisions", term.Words{Ja: "意思決定", En: "decision"}, term.Words{Ja: "意思決定", En: "decisions"},
		term.Words{Ja: "誰が、いつ、何を根拠に決めたか（受容、判断、計画や基準の承認）を記録します。", En: "Who decided what, when and on which grounds: acceptances, judgements, approvals of plans and criteria."},
		nil, func() Entry { return &Decision{} }, func(r *Register, e Entry) { r.Decisions = append(r.Decisions, e.(*Decision)) }, func(r *Register) []Entry { return entries(r.Decisions) }},
	{"events", term.Words{Ja: "事象", En: "event"}, term.Words{Ja: "事象", En: "events"},
		term.Words{Ja: "資産に起こり得る出来事を、原因と結果の両面から記録します。", En: "What may happen to assets, sought from causes and from results."},
		nil, func() Entry { return &Event{} }, func(r *Register, e Entry) { r.Events = append(r.Events, e.(*Event)) }, func(r *Register) []Entry { return entries(r.Events) }},
	{"findings", term.Words{Ja: "課題", En: "finding"}, term.Words{Ja: "課題", En: "findings"},
		term.Words{Ja: "情報収集、監査、環境変化の調査、演習・訓練で見いだした、手を打つべき点を記録します。", En: "A point on which to act, brought up by intelligence, audit, study of environment changes or exercise."},
		nil, func() Entry { return &Finding{} }, func(r *Register, e Entry) { r.Findings = append(r.Findings, e.(*Finding)) }, func(r *Register) []Entry { return entries(r.Findings) }},
	{"glossary", term.Words{Ja: "用語", En: "term"}, term.Words{Ja: "用語集", En: "glossary"},
		term.Words{Ja: "組織で使う用語を定義します。本文に現れると自動でリンクになります。", En: "A term and its definition; where a text uses it, it becomes a link."},
		nil, func() Entry { return &Term{} }, func(r *Register, e Entry) { r.Glossary = append(r.Glossary, e.(*Term)) }, func(r *Register) []Entry { return entries(r.Glossary) }},
	{"indicators", term.Words{Ja: "指標", En: "indicator"}, term.Words{Ja: "指標", En: "indicators"},
		term.Words{Ja: "かい離の予兆をつかむために測り続ける値を記録します。", En: "A figure that is read again and again for the first sign of a deviation."},
		nil, func() Entry { return &Indicator{} }, func(r *Register, e Entry) { r.Indicators = append(r.Indicators, e.(*Indicator)) }, func(r *Register) []Entry { return entries(r.Indicators) }},
	{"obligations", term.Words{Ja: "要求事項", En: "obligation"}, term.Words{Ja: "要求事項", En: "obligations"},
		term.Words{Ja: "法令、規制、契約などの要求事項と、その条項を記録します。", En: "What law, contract or policy demands, clause by clause."},
		nil, func() Entry { return &Obligation{} }, func(r *Register, e Entry) { r.Obligations = append(r.Obligations, e.(*Obligation)) }, func(r *Register) []Entry { return entries(r.Obligations) }},
	{"pages", term.Words{Ja: "ページ", En: "page"}, term.Words{Ja: "ページ", En: "pages"},
		term.Words{Ja: "方針や体制など、登録簿と一緒に読んでほしい文章を自由に書きます。", En: "Free text to be read with the register, such as policy or organization."},
		nil, func() Entry { return &Page{} }, func(r *Register, e Entry) { r.Pages = append(r.Pages, e.(*Page)) }, func(r *Register) []Entry { return entries(r.Pages) }},
	{"reviews", term.Words{Ja: "レビュー", En: "review"}, term.Words{Ja: "レビュー", En: "reviews"},
		term.Words{Ja: "モニタリング及びレビューで何を見て、何を見直したかを記録します。", En: "An entry in the log of monitoring and review: what was looked at and what changed."},
		nil, func() Entry { return &Review{} }, func(r *Register, e Entry) { r.Reviews = append(r.Reviews, e.(*Review)) }, func(r *Register) []Entry { return entries(r.Reviews) }},
	{"risks", term.Words{Ja: "リスク", En: "risk"}, term.Words{Ja: "リスク", En: "risks"},
		term.Words{Ja: "事象から生じ得る損害と、その分析、評価、選んだ対応を記録します。", En: "A damage that may come about, with its analysis and the treatment chosen."},
		[]string{"owner"}, func() Entry { return &Risk{} }, func(r *Register, e Entry) { r.Risks = append(r.Risks, e.(*Risk)) }, func(r *Register) []Entry { return entries(r.Risks) }},
	{"sources", term.Words{Ja: "リスク源", En: "risk source"}, term.Words{Ja: "リスク源", En: "risk sources"},
		term.Words{Ja: "リスクを生じさせる脅威と脆弱性を記録します。", En: "A threat or a vulnerability that may give rise to risks."},
		nil, func() Entry { return &Source{} }, func(r *Register, e Entry) { r.Sources = append(r.Sources, e.(*Source)) }, func(r *Register) []Entry { return entries(r.Sources) }},
	{"treatments", term.Words{Ja: "リスク対応計画", En: "risk treatment plan"}, term.Words{Ja: "リスク対応計画", En: "risk treatment plans"},
		term.Words{Ja: "リスクをどう下げるか、誰がいつまでに何をするか、完了後にどうなるかを計画します。", En: "How risks are treated: who does what by when, and the level expected afterwards."},
		[]string{"owner"}, func() Entry { return &Treatment{} }, func(r *Register, e Entry) { r.Treatments = append(r.Treatments, e.(*Treatment)) }, func(r *Register) []Entry { return entries(r.Treatments) }},
}

// KindOf gives the kind of a folder name, or nil.
func KindOf(folder string) *Kind {
	for i := range Kinds {
		if Kinds[i].Folder == folder {
			return &Kinds[i]
		}
	}
	return nil
}

func entries[T Entry](list []T) []Entry {
	out := make([]Entry, len(list))
	for i, e := range list {
		out[i] = e
	}
	return out
}
