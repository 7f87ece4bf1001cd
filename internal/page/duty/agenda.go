package duty

import (
	"iter"
	"strconv"

	"github.com/riskbook/riskbook/internal/address"
	"github.com/riskbook/riskbook/internal/agenda"
	"github.com/riskbook/riskbook/internal/check"
	"github.com/riskbook/riskbook/internal/diagnostic"
	"github.com/riskbook/riskbook/internal/explain"
	"github.com/riskbook/riskbook/internal/page/desk"
	"github.com/riskbook/riskbook/internal/page/rating"
	"github.com/riskbook/riskbook/internal/part"
	"github.com/riskbook/riskbook/internal/view"
)

// AgendaWords are the words of this file's pages and parts, by key.
var AgendaWords = desk.Words{
	"agendaTitle":     {Ja: "審議事項", En: "Agenda"},
	"agendaTitleOf":   {Ja: "審議事項：{party}", En: "Agenda: {party}"},
	"agendaLead":      {Ja: "誰が、何を、いつまでに決めるのかを、決定する人・会議体ごとに示します。それぞれのページには、根拠、規則による評価、決定しない場合にどうなるかを記載し、そのまま印刷して会議に出せます。", En: "What each body is asked to decide, and by when. Its own page gives the grounds, what the rules say, and what happens if nothing is decided; it can be printed for the meeting as it is."},
	"agendaNone":      {Ja: "決定を待つ事項はありません。", En: "Nothing waits for a decision."},
	"agendaSum":       {Ja: "{n}件。うち期限を過ぎたもの{late}件。", En: "{n} to decide, {late} of them past {late|its|their} day."},
	"agendaSumInTime": {Ja: "{n}件。", En: "{n} to decide."},
	"agendaNext":      {Ja: "最も早い期限は{day}です。", En: "The first is due on {day}."},
	"agendaPage":      {Ja: "印刷用のページ", En: "The page to print"},
	"agendaNobody":    {Ja: "決定者の定めがないもの", En: "No record says who decides"},
	"agendaNobodyWhy": {Ja: "決裁権限（criteria.toml の authority）、計画の承認者、責任者の上位の組織のいずれからも、決定する人・会議体が分かりません。", En: "Neither an authority in criteria.toml, nor who approved the plan, nor the party above the owner says who decides these."},
	"agendaAsk":       {Ja: "決定すること", En: "To be decided"},
	"agendaBy":        {Ja: "期限", En: "By"},
	"agendaWho":       {Ja: "決定者となる根拠", En: "Why this party"},
	"agendaProposed":  {Ja: "起案者", En: "Proposed by"},
	"agendaGrounds":   {Ja: "根拠", En: "Grounds"},
	"agendaDamage":    {Ja: "{risk}：{damage}", En: "{risk}: {damage}"},
	"agendaNoGrounds": {Ja: "根拠は記録されていません。", En: "No grounds are recorded."},
	"agendaSay":       {Ja: "規則による評価", En: "What the rules say"},
	"agendaRules":     {Ja: "検査の指摘", En: "What the checks found"},
	"agendaIf":        {Ja: "決定しない場合", En: "If nothing is decided"},
	"agendaPlans":     {Ja: "関わる計画", En: "The plans"},
	"agendaBack":      {Ja: "すべての審議事項", En: "The whole agenda"},
	"agendaBlank":     {Ja: "決定：　　　　　　　　　　　　　　　日付：　　　　　　　　署名：", En: "Decided:                              On:                    Signed:"},

	"silence-lapses":   {Ja: "{day}までは今の決定が続き、その後は対応が必要となります。", En: "What holds now ends on {day}; from then on treatment is needed."},
	"silence-stays":    {Ja: "対応しないまま、今のレベルのリスクを負い続けます。", En: "The risk goes on at its present level, untreated."},
	"silence-until":    {Ja: "計画が始まる{day}まで、今のレベルのリスクを負い続けます。", En: "The risk goes on at its present level until its plan counts, on {day}."},
	"silence-short":    {Ja: "計画は進みますが、すべて完了しても基準を満たしません。", En: "The plans go on, and once all are done the risk is still beyond the criteria."},
	"silence-unshown":  {Ja: "計画は進みますが、それで足りるかどうかは分からないままです。", En: "The plans go on, and nobody knows whether they will be enough."},
	"silence-unknown":  {Ja: "対応が要るかどうか分からないままです。", En: "Whether treatment is needed stays unknown."},
	"silence-over":     {Ja: "いまは受容できますが、計画が進むと基準を満たさなくなります。", En: "It is acceptable today, and goes beyond the criteria as the plans proceed."},
	"silence-draft":    {Ja: "計画は起案のままで、何の効果も見込めません。関わるリスクは今のままです。", En: "The plan stays a draft and counts for nothing; its risks stay as they are."},
	"silence-criteria": {Ja: "現行の基準が続きます。", En: "The present criteria go on."},
	"silence-open":     {Ja: "リスクは終結せず、見守り続けます。", En: "The risk stays open and is watched on."},
	"silence-goes-on":  {Ja: "計画は中止されず、続きます。", En: "The plan is not cancelled and goes on."},
}

// AgendaPages makes the agenda, and a page for each party that decides.
func AgendaPages(v *desk.Desk) iter.Seq[desk.Page] {
	return func(yield func(desk.Page) bool) {
		dockets := agenda.Agenda(v.Assessment)
		files := docketFiles(dockets)
		if !yield(desk.Page{Path: "agenda.html", Template: "agenda.html", View: func() any { return agendaView(v, "agenda.html", dockets, files) }}) {
			return
		}
		for i := range dockets {
			path := docketPath(files, dockets[i].Party)
			if path != "" && !yield(desk.Page{Path: path, Template: "docket.html", View: func() any { return docketView(v, path, &dockets[i]) }}) {
				return
			}
		}
	}
}

// docketFiles names the pages of the parties.
func docketFiles(dockets []agenda.Docket) desk.OwnerFiles {
	owners := make([]*agenda.Owner, len(dockets))
	for i := range dockets {
		owners[i] = &agenda.Owner{Key: dockets[i].Party}
	}
	return desk.NewOwnerFiles(owners)
}

// docketPath is the path of the page of a party; empty where nobody is named, or nothing waits for it.
func docketPath(files desk.OwnerFiles, party string) string {
	if party == "" || files[party] == "" {
		return ""
	}
	return "agenda/" + files[party] + ".html"
}

func agendaView(v *desk.Desk, path string, dockets []agenda.Docket, files desk.OwnerFiles) view.Agenda {
	page := view.Agenda{Frame: v.Frame(path, v.Words["agendaTitle"])}
	for i := range dockets {
		d := &dockets[i]
		body := view.AgendaBody{Anchor: "agenda." + files[d.Party], Party: part.Words(v.OwnerName(d.Party)), Sum: part.Words(sum(v, d)), Table: briefly(v, path, d)}
		if to := docketPath(files, d.Party); to != "" {
			body.Page = address.Href(path, to)
		} else {
			body.Anchor, body.Party, body.Why = "agenda.nobody", part.Words(v.Words["agendaNobody"]), v.Words["agendaNobodyWhy"]
		}
		page.Bodies = append(page.Bodies, body)
	}
	return page
}

// sum says how much there is to decide, and by when the first.
func sum(v *desk.Desk, d *agenda.Docket) string {
	words := v.Say("agendaSumInTime", "n", len(d.Matters))
	if late := d.Late(v.Assessment.AsOf); late > 0 {
		words = v.Say("agendaSum", "n", len(d.Matters), "late", late)
	}
	if next := d.Next(); !next.IsZero() {
		words += v.Words["sentenceSeparator"] + v.Say("agendaNext", "day", v.Day(next))
	}
	return words
}

// briefly lists what a party is asked to decide.
func briefly(v *desk.Desk, path string, d *agenda.Docket) part.Part {
	t := v.Table("", v.OwnerName(d.Party), desk.Column{Key: "subject", Class: "title"}, desk.Column{Key: "agendaAsk"}, desk.Column{Key: "agendaBy", Class: "nowrap"}, desk.Column{Key: "agendaIf"})
	for i := range d.Matters {
		m := &d.Matters[i]
		t.Row()
		t.Head(v.Ref(path, m.ID()))
		t.Cell(asked(v, path, m))
		t.Cell(rating.By(v, path, m.By))
		t.Words(silenceWords(v, m))
	}
	return t.Stacked()
}

// asked says what is to be decided.
func asked(v *desk.Desk, path string, m *agenda.Matter) part.Part {
	if m.Lapsing != nil {
		ids := make([]string, len(m.Risks))
		for i, k := range m.Risks {
			ids[i] = k.Record.ID
		}
		return v.SayParts("dashLapsingWhy", "risks", v.SomeRefs(path, ids))
	}
	return part.Words(rating.WantWords(v, m.Wanted))
}

func silenceWords(v *desk.Desk, m *agenda.Matter) string {
	return v.Say("silence-"+string(m.Silence), "day", v.Day(m.On))
}

func docketView(v *desk.Desk, path string, d *agenda.Docket) view.Docket {
	page := view.Docket{Frame: v.Frame(path, v.Say("agendaTitleOf", "party", v.OwnerName(d.Party))), Back: v.PageLink(path, "agenda.html", v.Words["agendaBack"]), Party: v.OwnerLink(path, d.Party), Sum: part.Words(sum(v, d))}
	for i := range d.Matters {
		m := &d.Matters[i]
		page.Matters = append(page.Matters, view.DocketMatter{
			Number: i + 1, Anchor: "matter." + m.ID(), Subject: matterHead(v, m), Facts: matterFacts(v, path, m), Risks: matterRisks(v, path, m), If: part.Words(silenceWords(v, m)),
		})
	}
	return page
}

// matterHead names a matter without leading to it: on a small screen the heading opens and closes what stands below it.
func matterHead(v *desk.Desk, m *agenda.Matter) part.Part {
	e := v.Register.Find(m.ID())
	if e == nil {
		return part.Words(m.ID())
	}
	return desk.Join(" ", desk.Whole(m.ID()), v.Short(e.Of().Title))
}

// matterFacts gives what whoever decides must know.
func matterFacts(v *desk.Desk, path string, m *agenda.Matter) part.Part {
	f := v.Facts()
	f.Add("subject", v.Ref(path, m.ID()))
	f.Add("agendaAsk", asked(v, path, m))
	f.Add("agendaBy", rating.By(v, path, m.By))
	if m.Ground != "" {
		f.Words("agendaWho", v.Words["decider-"+string(m.Ground)])
	}
	var proposed, owner string
	switch {
	case m.Lapsing != nil:
		proposed, owner = m.Lapsing.Decision.ProposedBy, m.Lapsing.Decision.Owner
	case m.Wanted.Decision != nil:
		proposed, owner = m.Wanted.Decision.ProposedBy, m.Wanted.Decision.Owner
	case m.Wanted.Plan != nil:
		owner = m.Wanted.Plan.Owner
	default:
		owner = m.Wanted.Risk.Record.Owner
	}
	if proposed != "" {
		f.Add("agendaProposed", v.OwnerLink(path, proposed))
	}
	if owner != "" {
		f.Add("owner", v.OwnerLink(path, owner))
	}
	f.Add("agendaGrounds", desk.Or(grounds(v, path, m), part.Empty(v.Words["agendaNoGrounds"])))
	f.Add("agendaPlans", matterPlans(v, path, m))
	f.Add("agendaRules", agendaSpoken(v, path, m))
	return f.Done()
}

// grounds gives what is written for the decision: its basis and conditions, what the plan can do, and what each risk would do to the service.
func grounds(v *desk.Desk, path string, m *agenda.Matter) part.Part {
	var pieces []part.Part
	add := func(p part.Part) {
		if !part.None(p) {
			pieces = append(pieces, p)
		}
	}
	switch {
	case m.Lapsing != nil:
		add(v.Said(path, m.Lapsing.Decision.Basis))
		add(v.Said(path, m.Lapsing.Decision.Conditions))
	case m.Wanted.Decision != nil:
		add(v.Said(path, m.Wanted.Decision.Basis))
		add(v.Said(path, m.Wanted.Decision.Conditions))
	case m.Wanted.Plan != nil:
		add(v.Said(path, m.Wanted.Plan.Summary))
		add(v.Said(path, m.Wanted.Plan.Feasibility))
		add(v.Said(path, m.Wanted.Plan.Spread))
	}
	for _, k := range m.Risks {
		a := desk.AnalysisOf(k.Record.Current, k.Record.Inherent)
		if a == nil {
			continue
		}
		if damage := v.Said(path, a.Damage); !part.None(damage) {
			add(v.SayParts("agendaDamage", "risk", v.ShortRef(path, k.Record.ID), "damage", damage))
		}
	}
	return desk.List(pieces)
}

// matterPlans gives the plans with the verdict on each.
func matterPlans(v *desk.Desk, path string, m *agenda.Matter) part.Part {
	var pieces []part.Part
	for _, p := range m.Plans {
		pieces = append(pieces, desk.Lines(v.Ref(path, p.Record.ID), rating.Verdict(v, path, p)))
	}
	return desk.List(pieces)
}

// mostSpoken is how many of the sentences of rules stand on a matter.
const mostSpoken = 8

// agendaSpoken gives what the checks warn of in the records that a matter is about.
func agendaSpoken(v *desk.Desk, path string, m *agenda.Matter) part.Part {
	about := map[string]bool{m.ID(): true}
	for _, k := range m.Risks {
		about[k.Record.ID] = true
	}
	for _, p := range m.Plans {
		about[p.Record.ID] = true
	}
	var pieces []part.Part
	more := 0
	for _, d := range v.Checked().Diagnostics {
		if !about[d.Record] || d.Severity < diagnostic.Warning {
			continue
		}
		if len(pieces) == mostSpoken {
			more++
			continue
		}
		title := string(d.Rule)
		if rule := check.Lookup(d.Rule); rule != nil {
			title = rule.Title.In(v.Language)
		}
		pieces = append(pieces, desk.Join(v.Words["colon"], v.RuleLink(path, d.Rule, title), desk.Finding(v.Verdicts, path, d.Message)))
	}
	if more > 0 {
		pieces = append(pieces, part.Words(v.AndMore(more)))
	}
	return desk.List(pieces)
}

// matterRisks shows how the rules judge each risk, now and once the live plans are done.
func matterRisks(v *desk.Desk, path string, m *agenda.Matter) part.Part {
	t := v.Table("", v.Words["agendaSay"], desk.Column{Key: "risk", Class: "title"}, desk.Column{Key: "now", Class: "nowrap"}, desk.Column{Key: "projected", Class: "nowrap"}, desk.Column{Key: "outcome"}, desk.Column{Key: "reasonsHead"}, desk.Column{Key: "rank", Class: "number"}, desk.Column{Key: "option"}, desk.Column{Key: "expectedLoss", Class: "number"})
	for _, k := range m.Risks {
		t.Row()
		t.Head(v.Ref(path, k.Record.ID))
		t.Cell(v.RatingBadge(k.Now))
		t.Cell(v.ProjectedBadge(k))
		t.Cell(v.VerdictBadge(k))
		t.Cell(desk.Or(part.Words(v.Reasons(k.Reasons)), part.Words("–")))
		rank := "–"
		if k.Rank > 0 {
			rank = strconv.Itoa(k.Rank)
		}
		t.Words(rank)
		t.Cell(desk.Or(part.Words(explain.Suggestion(v.Assessment, k).In(v.Language)), part.Words("–")))
		if k.ExpectedLoss != nil {
			t.Amount(*k.ExpectedLoss)
		} else {
			t.Words("–")
		}
	}
	return t.Stacked()
}
