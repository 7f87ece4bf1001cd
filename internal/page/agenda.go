package page

import (
	"iter"
	"strconv"

	"github.com/riskbook/riskbook/internal/assess"
	"github.com/riskbook/riskbook/internal/check"
	"github.com/riskbook/riskbook/internal/diagnostic"
	"github.com/riskbook/riskbook/internal/explain"
	"github.com/riskbook/riskbook/internal/part"
)

var agendaWords = Words{
	"agendaTitle":     {Ja: "審議事項", En: "Agenda"},
	"agendaTitleOf":   {Ja: "審議事項：{party}", En: "Agenda: {party}"},
	"agendaLead":      {Ja: "誰が、何を、いつまでに決めるのかを、決定する人・会議体ごとに示します。それぞれのページには、根拠、規則による評価、決定しない場合にどうなるかを記載し、そのまま印刷して会議に出せます。", En: "What each body is asked to decide, and by when. Its own page gives the grounds, what the rules say, and what happens if nothing is decided; it can be printed for the meeting as it is."},
	"agendaNone":      {Ja: "決定を待つ事項はありません。", En: "Nothing waits for a decision."},
	"agendaSum":       {Ja: "{n}件。うち期限を過ぎたもの{late}件。", En: "{n} to decide, {late} of them past their day."},
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

// AgendaView is the page agenda.html.
type AgendaView struct {
	Frame
	Bodies []agendaBody
}

// agendaBody is what one party is asked to decide, in brief.
type agendaBody struct {
	Anchor string
	Party  part.Part
	Sum    string
	Why    string // where nobody is named
	Page   string // to print; empty where nobody is named
	Table  part.Part
}

// DocketView is the page of what one party is asked to decide.
type DocketView struct {
	Frame
	Back, Party part.Part
	Sum         string
	Matters     []docketMatter
}

// docketMatter is one thing to be decided.
type docketMatter struct {
	Number  int
	Anchor  string
	Subject part.Part
	Facts   part.Part
	Risks   part.Part
	If      string
}

// agendaPresenter makes the pages of what is to be decided.
type agendaPresenter struct{ *desk }

func agendaPages(v *desk) iter.Seq[Page] {
	return func(yield func(Page) bool) {
		dockets := v.Assessment.Agenda()
		files := docketFiles(dockets)
		if !yield(Page{"agenda.html", "agenda.html", func() any { return agendaPresenter{v}.agendaView("agenda.html", dockets, files) }}) {
			return
		}
		for i := range dockets {
			path := docketPath(files, dockets[i].Party)
			if path != "" && !yield(Page{path, "docket.html", func() any { return agendaPresenter{v}.docketView(path, &dockets[i]) }}) {
				return
			}
		}
	}
}

// docketFiles names the pages of the parties.
func docketFiles(dockets []assess.Docket) ownerFiles {
	owners := make([]*assess.Owner, len(dockets))
	for i := range dockets {
		owners[i] = &assess.Owner{Key: dockets[i].Party}
	}
	return newOwnerFiles(owners)
}

// docketPath is the path of the page of a party; empty where nobody is named.
func docketPath(files ownerFiles, party string) string {
	if party == "" {
		return ""
	}
	return "agenda/" + files[party] + ".html"
}

func (v agendaPresenter) agendaView(path string, dockets []assess.Docket, files ownerFiles) AgendaView {
	page := AgendaView{Frame: v.frame(path, v.words["agendaTitle"])}
	for i := range dockets {
		d := &dockets[i]
		body := agendaBody{Anchor: "agenda." + files[d.Party], Party: part.Words(v.ownerName(d.Party)), Sum: v.sum(d), Table: v.briefly(path, d)}
		if to := docketPath(files, d.Party); to != "" {
			body.Page = href(path, to)
		} else {
			body.Anchor, body.Party, body.Why = "agenda.nobody", part.Words(v.words["agendaNobody"]), v.words["agendaNobodyWhy"]
		}
		page.Bodies = append(page.Bodies, body)
	}
	return page
}

// sum says how much there is to decide, and by when the first.
func (v agendaPresenter) sum(d *assess.Docket) string {
	words := v.say("agendaSum", "n", len(d.Matters), "late", d.Late(v.Assessment.AsOf))
	if next := d.Next(); !next.IsZero() {
		words += v.words["sentenceSeparator"] + v.say("agendaNext", "day", v.day(next))
	}
	return words
}

// briefly lists what a party is asked to decide.
func (v agendaPresenter) briefly(path string, d *assess.Docket) part.Part {
	t := v.table("", v.ownerName(d.Party), column{"subject", "title"}, column{"agendaAsk", ""}, column{"agendaBy", "nowrap"}, column{"agendaIf", ""})
	for i := range d.Matters {
		m := &d.Matters[i]
		t.row()
		t.head(v.ref(path, m.ID()))
		t.cell(v.asked(path, m))
		t.cell(dashboardDecidePresenter{v.desk}.by(path, m.By))
		t.words(v.silenceWords(m))
	}
	return t.done()
}

// asked says what is to be decided.
func (v agendaPresenter) asked(path string, m *assess.Matter) part.Part {
	if m.Lapsing != nil {
		ids := make([]string, len(m.Risks))
		for i, k := range m.Risks {
			ids[i] = k.Record.ID
		}
		return v.sayParts("dashLapsingWhy", "risks", v.someRefs(path, ids))
	}
	return part.Words(dashboardDecidePresenter{v.desk}.wantWords(m.Wanted))
}

func (v agendaPresenter) silenceWords(m *assess.Matter) string {
	return v.say("silence-"+string(m.Silence), "day", v.day(m.On))
}

func (v agendaPresenter) docketView(path string, d *assess.Docket) DocketView {
	page := DocketView{Frame: v.frame(path, v.say("agendaTitleOf", "party", v.ownerName(d.Party))), Back: v.pageLink(path, "agenda.html", v.words["agendaBack"]), Party: v.ownerLink(path, d.Party), Sum: v.sum(d)}
	for i := range d.Matters {
		m := &d.Matters[i]
		page.Matters = append(page.Matters, docketMatter{
			Number: i + 1, Anchor: "matter." + m.ID(), Subject: v.ref(path, m.ID()), Facts: v.matterFacts(path, m), Risks: v.matterRisks(path, m), If: v.silenceWords(m),
		})
	}
	return page
}

// matterFacts gives what whoever decides must know.
func (v agendaPresenter) matterFacts(path string, m *assess.Matter) part.Part {
	f := v.facts()
	f.add("agendaAsk", v.asked(path, m))
	f.add("agendaBy", dashboardDecidePresenter{v.desk}.by(path, m.By))
	if m.Ground != "" {
		f.words("agendaWho", v.words["decider-"+string(m.Ground)])
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
		f.add("agendaProposed", v.ownerLink(path, proposed))
	}
	if owner != "" {
		f.add("owner", v.ownerLink(path, owner))
	}
	f.add("agendaGrounds", or(v.grounds(path, m), part.Empty(v.words["agendaNoGrounds"])))
	f.add("agendaPlans", v.matterPlans(path, m))
	f.add("agendaRules", v.spoken(path, m))
	return f.done()
}

// grounds gives what is written for the decision: its basis and conditions, what the plan can do, and what each risk would do to the service.
func (v agendaPresenter) grounds(path string, m *assess.Matter) part.Part {
	var pieces []part.Part
	add := func(p part.Part) {
		if !part.None(p) {
			pieces = append(pieces, p)
		}
	}
	switch {
	case m.Lapsing != nil:
		add(v.wording(m.Lapsing.Decision.Basis))
		add(v.wording(m.Lapsing.Decision.Conditions))
	case m.Wanted.Decision != nil:
		add(v.wording(m.Wanted.Decision.Basis))
		add(v.wording(m.Wanted.Decision.Conditions))
	case m.Wanted.Plan != nil:
		add(v.wording(m.Wanted.Plan.Summary))
		add(v.wording(m.Wanted.Plan.Feasibility))
		add(v.wording(m.Wanted.Plan.Spread))
	}
	for _, k := range m.Risks {
		a := analysisOf(k.Record.Current, k.Record.Inherent)
		if a == nil {
			continue
		}
		if damage := v.wording(a.Damage); !part.None(damage) {
			add(v.sayParts("agendaDamage", "risk", v.shortRef(path, k.Record.ID), "damage", damage))
		}
	}
	return list(pieces)
}

// matterPlans gives the plans with the verdict on each.
func (v agendaPresenter) matterPlans(path string, m *assess.Matter) part.Part {
	var pieces []part.Part
	for _, p := range m.Plans {
		pieces = append(pieces, lines(v.ref(path, p.Record.ID), evaluationPlansPresenter{v.desk}.verdict(path, p)))
	}
	return list(pieces)
}

// mostSpoken is how many of the sentences of rules stand on a matter.
const mostSpoken = 8

// spoken gives what the checks warn of in the records that a matter is about.
func (v agendaPresenter) spoken(path string, m *assess.Matter) part.Part {
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
		title := d.Rule
		if rule := check.Lookup(d.Rule); rule != nil {
			title = rule.Title.In(v.Language)
		}
		pieces = append(pieces, join(v.words["colon"], v.ruleLink(path, d.Rule, title), part.Words(d.Message.In(v.Language))))
	}
	if more > 0 {
		pieces = append(pieces, part.Words(v.andMore(more)))
	}
	return list(pieces)
}

// matterRisks shows how the rules judge each risk, now and once the live plans are done.
func (v agendaPresenter) matterRisks(path string, m *assess.Matter) part.Part {
	t := v.table("", v.words["agendaSay"], column{"risk", "title"}, column{"now", "nowrap"}, column{"projected", "nowrap"}, column{"outcome", ""}, column{"reasonsHead", ""}, column{"rank", "number"}, column{"option", ""}, column{"expectedLoss", "number"})
	for _, k := range m.Risks {
		t.row()
		t.head(v.ref(path, k.Record.ID))
		t.cell(v.ratingBadge(k.Now))
		t.cell(v.projectedBadge(k))
		t.cell(v.verdictBadge(k))
		t.cell(or(part.Words(v.reasons(k.Reasons)), part.Words("–")))
		rank := "–"
		if k.Rank > 0 {
			rank = strconv.Itoa(k.Rank)
		}
		t.words(rank)
		t.cell(or(part.Words(explain.Suggestion(v.Assessment, k).In(v.Language)), part.Words("–")))
		loss := "–"
		if k.ExpectedLoss != nil {
			loss = v.money(*k.ExpectedLoss)
		}
		t.words(loss)
	}
	return t.done()
}
