package register

import (
	"reflect"
	"slices"

	"github.com/riskbook/riskbook/internal/term"
)

// Kind is one of the fourteen kinds of records.
type Kind struct {
	Folder   string     // the folder under content/, also the key in the export and the name of the list page
	First    string     // the id that the kind begins with; empty where its records go by names
	Menu     int        // its place among the kinds in the menu; 0 where it stands elsewhere, or nowhere
	One      term.Words // "risk"
	Many     term.Words // "risks"
	Purpose  term.Words // what its records are for, as a sentence
	required []string   // common fields that this kind cannot do without
	store
}

// store is how a register holds the records of a kind.
type store struct {
	new  func() Entry
	add  func(*Register, Entry)
	put  func(*Register, Entry) // in the place of the one that has its id, in a list of the register's own
	sort func(*Register)
}

// in makes the store of a kind from the list that holds its records.
func in[T any, P interface {
	*T
	Entry
}](list func(*Register) *[]P) store {
	return store{
		new: func() Entry { return P(new(T)) },
		add: func(r *Register, e Entry) { *list(r) = append(*list(r), e.(P)) },
		put: func(r *Register, e Entry) {
			at, _ := slices.BinarySearchFunc(*list(r), e.Of().ID, func(o P, id string) int { return compareIDs(o, id) })
			*list(r) = slices.Clone(*list(r))
			(*list(r))[at] = e.(P)
		},
		sort: func(r *Register) { sortByID(*list(r)) },
	}
}

// Type gives the struct that states the fields of the kind.
func (k *Kind) Type() reflect.Type { return reflect.TypeOf(k.new()).Elem() }

// Kinds lists every kind, by folder. A new kind is a file with its struct and an entry here.
var Kinds = []Kind{
	{"assets", "A-01", 1, term.Words{Ja: "資産", En: "asset"}, term.Words{Ja: "資産", En: "assets"},
		term.Words{Ja: "守らなければならないもの（情報システム、組織、要員、情報など）を記録します。", En: "What must be protected: systems, organizations, people, information."},
		[]string{"owner"}, in(func(r *Register) *[]*Asset { return &r.Assets })},
	{"controls", "C-001", 5, term.Words{Ja: "管理策", En: "control"}, term.Words{Ja: "管理策", En: "controls"},
		term.Words{Ja: "リスクを抑えるための対策を、実施中のものも予定のものも記録します。", En: "A measure that holds risks down, in place or planned."},
		nil, in(func(r *Register) *[]*Control { return &r.Controls })},
	{"decisions", "D-001", 6, term.Words{Ja: "意思決定", En: "decision"}, term.Words{Ja: "意思決定", En: "decisions"},
		term.Words{Ja: "誰が、いつ、何を根拠に決めたか（受容、判断、計画や基準の承認）を記録します。", En: "Who decided what, when and on which grounds: acceptances, judgements, approvals of plans and criteria."},
		nil, in(func(r *Register) *[]*Decision { return &r.Decisions })},
	{"events", "E-01", 4, term.Words{Ja: "事象", En: "event"}, term.Words{Ja: "事象", En: "events"},
		term.Words{Ja: "資産に起こり得る出来事を、原因と結果の両面から記録します。", En: "What may happen to assets, sought from causes and from results."},
		nil, in(func(r *Register) *[]*Event { return &r.Events })},
	{"findings", "F-01", 3, term.Words{Ja: "課題", En: "finding"}, term.Words{Ja: "課題", En: "findings"},
		term.Words{Ja: "情報収集、監査、環境変化の調査、演習・訓練で見いだした、手を打つべき点を記録します。", En: "A point on which to act, brought up by intelligence, audit, study of environment changes or exercise."},
		nil, in(func(r *Register) *[]*Finding { return &r.Findings })},
	{"glossary", "", 0, term.Words{Ja: "用語", En: "term"}, term.Words{Ja: "用語集", En: "glossary"},
		term.Words{Ja: "組織で使う用語を定義します。本文に現れると自動でリンクになります。", En: "A term and its definition; where a text uses it, it becomes a link."},
		nil, in(func(r *Register) *[]*Term { return &r.Glossary })},
	{"incidents", "N-01", 8, term.Words{Ja: "インシデント", En: "incident"}, term.Words{Ja: "インシデント", En: "incidents"},
		term.Words{Ja: "実際に起きたインシデントとヒヤリハットを、損害、報告、教訓とともに記録します。", En: "What happened, near misses too: the damage, the reports that were due, and what was learnt."},
		nil, in(func(r *Register) *[]*Incident { return &r.Incidents })},
	{"indicators", "I-01", 9, term.Words{Ja: "指標", En: "indicator"}, term.Words{Ja: "指標", En: "indicators"},
		term.Words{Ja: "かい離の予兆をつかむために測り続ける値を記録します。", En: "A figure that is read again and again for the first sign of a deviation."},
		nil, in(func(r *Register) *[]*Indicator { return &r.Indicators })},
	{"obligations", "O-01", 10, term.Words{Ja: "要求事項", En: "obligation"}, term.Words{Ja: "要求事項", En: "obligations"},
		term.Words{Ja: "法令、規制、契約などの要求事項と、その条項を記録します。", En: "What law, contract or policy demands, clause by clause."},
		nil, in(func(r *Register) *[]*Obligation { return &r.Obligations })},
	{"pages", "", 0, term.Words{Ja: "ページ", En: "page"}, term.Words{Ja: "ページ", En: "pages"},
		term.Words{Ja: "方針や体制など、登録簿と一緒に読んでほしい文章を自由に書きます。", En: "Free text to be read with the register, such as policy or organization."},
		nil, in(func(r *Register) *[]*Page { return &r.Pages })},
	{"reviews", "V-01", 7, term.Words{Ja: "レビュー", En: "review"}, term.Words{Ja: "レビュー", En: "reviews"},
		term.Words{Ja: "モニタリング及びレビューで何を見て、何を見直したかを記録します。", En: "An entry in the log of monitoring and review: what was looked at and what changed."},
		nil, in(func(r *Register) *[]*Review { return &r.Reviews })},
	{"risks", "R-001", 0, term.Words{Ja: "リスク", En: "risk"}, term.Words{Ja: "リスク", En: "risks"},
		term.Words{Ja: "事象から生じ得る損害と、その分析、評価、選んだ対応を記録します。", En: "A damage that may come about, with its analysis and the treatment chosen."},
		[]string{"owner"}, in(func(r *Register) *[]*Risk { return &r.Risks })},
	{"sources", "S-01", 2, term.Words{Ja: "リスク源", En: "risk source"}, term.Words{Ja: "リスク源", En: "risk sources"},
		term.Words{Ja: "リスクを生じさせる脅威と脆弱性を記録します。", En: "A threat or a vulnerability that may give rise to risks."},
		nil, in(func(r *Register) *[]*Source { return &r.Sources })},
	{"treatments", "T-001", 0, term.Words{Ja: "リスク対応計画", En: "risk treatment plan"}, term.Words{Ja: "リスク対応計画", En: "risk treatment plans"},
		term.Words{Ja: "リスクをどう下げるか、誰がいつまでに何をするか、完了後にどうなるかを計画します。", En: "How risks are treated: who does what by when, and the level expected afterwards."},
		[]string{"owner"}, in(func(r *Register) *[]*Treatment { return &r.Treatments })},
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
