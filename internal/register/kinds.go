package register

import "github.com/riskbook/riskbook/internal/term"

// Kind is one of the thirteen kinds of records.
type Kind struct {
	Folder   string     // the folder under content/, also the key in the export and the name of the list page
	One      term.Words // "risk"
	Many     term.Words // "risks"
	required []string   // common fields that this kind cannot do without
	new      func() Entry
	add      func(*Register, Entry)
	list     func(*Register) []Entry
}

// Kinds lists every kind, by folder. A new kind is a file with its struct and an entry here.
var Kinds = []Kind{
	{"assets", term.Words{Ja: "資産", En: "asset"}, term.Words{Ja: "資産", En: "assets"}, []string{"owner"},
		func() Entry { return &Asset{} }, func(r *Register, e Entry) { r.Assets = append(r.Assets, e.(*Asset)) }, func(r *Register) []Entry { return entries(r.Assets) }},
	{"controls", term.Words{Ja: "管理策", En: "control"}, term.Words{Ja: "管理策", En: "controls"}, nil,
		func() Entry { return &Control{} }, func(r *Register, e Entry) { r.Controls = append(r.Controls, e.(*Control)) }, func(r *Register) []Entry { return entries(r.Controls) }},
	{"decisions", term.Words{Ja: "意思決定", En: "decision"}, term.Words{Ja: "意思決定", En: "decisions"}, nil,
		func() Entry { return &Decision{} }, func(r *Register, e Entry) { r.Decisions = append(r.Decisions, e.(*Decision)) }, func(r *Register) []Entry { return entries(r.Decisions) }},
	{"events", term.Words{Ja: "事象", En: "event"}, term.Words{Ja: "事象", En: "events"}, nil,
		func() Entry { return &Event{} }, func(r *Register, e Entry) { r.Events = append(r.Events, e.(*Event)) }, func(r *Register) []Entry { return entries(r.Events) }},
	{"findings", term.Words{Ja: "課題", En: "finding"}, term.Words{Ja: "課題", En: "findings"}, nil,
		func() Entry { return &Finding{} }, func(r *Register, e Entry) { r.Findings = append(r.Findings, e.(*Finding)) }, func(r *Register) []Entry { return entries(r.Findings) }},
	{"glossary", term.Words{Ja: "用語", En: "term"}, term.Words{Ja: "用語集", En: "glossary"}, nil,
		func() Entry { return &Term{} }, func(r *Register, e Entry) { r.Glossary = append(r.Glossary, e.(*Term)) }, func(r *Register) []Entry { return entries(r.Glossary) }},
	{"indicators", term.Words{Ja: "指標", En: "indicator"}, term.Words{Ja: "指標", En: "indicators"}, nil,
		func() Entry { return &Indicator{} }, func(r *Register, e Entry) { r.Indicators = append(r.Indicators, e.(*Indicator)) }, func(r *Register) []Entry { return entries(r.Indicators) }},
	{"obligations", term.Words{Ja: "要求事項", En: "obligation"}, term.Words{Ja: "要求事項", En: "obligations"}, nil,
		func() Entry { return &Obligation{} }, func(r *Register, e Entry) { r.Obligations = append(r.Obligations, e.(*Obligation)) }, func(r *Register) []Entry { return entries(r.Obligations) }},
	{"pages", term.Words{Ja: "ページ", En: "page"}, term.Words{Ja: "ページ", En: "pages"}, nil,
		func() Entry { return &Page{} }, func(r *Register, e Entry) { r.Pages = append(r.Pages, e.(*Page)) }, func(r *Register) []Entry { return entries(r.Pages) }},
	{"reviews", term.Words{Ja: "レビュー", En: "review"}, term.Words{Ja: "レビュー", En: "reviews"}, nil,
		func() Entry { return &Review{} }, func(r *Register, e Entry) { r.Reviews = append(r.Reviews, e.(*Review)) }, func(r *Register) []Entry { return entries(r.Reviews) }},
	{"risks", term.Words{Ja: "リスク", En: "risk"}, term.Words{Ja: "リスク", En: "risks"}, []string{"owner"},
		func() Entry { return &Risk{} }, func(r *Register, e Entry) { r.Risks = append(r.Risks, e.(*Risk)) }, func(r *Register) []Entry { return entries(r.Risks) }},
	{"sources", term.Words{Ja: "リスク源", En: "risk source"}, term.Words{Ja: "リスク源", En: "risk sources"}, nil,
		func() Entry { return &Source{} }, func(r *Register, e Entry) { r.Sources = append(r.Sources, e.(*Source)) }, func(r *Register) []Entry { return entries(r.Sources) }},
	{"treatments", term.Words{Ja: "リスク対応計画", En: "risk treatment plan"}, term.Words{Ja: "リスク対応計画", En: "risk treatment plans"}, []string{"owner"},
		func() Entry { return &Treatment{} }, func(r *Register, e Entry) { r.Treatments = append(r.Treatments, e.(*Treatment)) }, func(r *Register) []Entry { return entries(r.Treatments) }},
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
