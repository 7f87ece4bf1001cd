package page

import (
	"html/template"
	"iter"
	"slices"
	"strconv"

	"github.com/riskbook/riskbook/internal/assess"
	"github.com/riskbook/riskbook/internal/register"
)

var riskWords = Words{
	"riskStanding":     {Ja: "評価と対応の状況", En: "Where it stands"},
	"riskLevels":       {Ja: "リスクレベルの推移", En: "How the level moves"},
	"riskWay":          {Ja: "評価に至る過程", En: "How this was decided"},
	"riskWayLead":      {Ja: "資産から評価結果まで、手引きのステップの順に、何に基づいて決まったかを示します。", En: "From the assets to the outcome, in the steps of the method: what each verdict rests on."},
	"riskOutcomeWhy":   {Ja: "理由", En: "Reasons"},
	"riskNoReason":     {Ja: "対応を要する理由なし", En: "No reason for treatment"},
	"riskRankOf":       {Ja: "{rank}位（{n}件中）", En: "{rank} of {n}"},
	"riskRankTop":      {Ja: "2位との差は「{by}」による", En: "set apart from the next by {by}"},
	"riskRankBelow":    {Ja: "一つ上の順位との差は「{by}」による", En: "set apart from the one above by {by}"},
	"riskNoRank":       {Ja: "なし（対応を要するリスクではない）", En: "None (not among the risks to be treated)"},
	"riskPinned":       {Ja: "順位を{rank}位に指定。理由：{reason}", En: "Pinned at rank {rank}: {reason}"},
	"riskChosen":       {Ja: "選択：{option}", En: "Chosen: {option}"},
	"riskSuggested":    {Ja: "手法による候補：{option}", En: "Suggested by the method: {option}"},
	"riskNoPlan":       {Ja: "実行中の計画なし", En: "No live plan"},
	"riskPlanDue":      {Ja: "期限 {day}", En: "(due {day})"},
	"riskAcceptance":   {Ja: "受容", En: "Acceptance"},
	"riskNoAcceptance": {Ja: "受容の決定なし", En: "None decided"},
	"riskUntil":        {Ja: "{day}まで", En: "until {day}"},
	"riskStale":        {Ja: "再分析を要する変化", En: "Newer than the analysis"},
	"riskNotStale":     {Ja: "前回の分析より新しい変化なし", En: "Nothing newer than the last analysis"},
	"riskChanged":      {Ja: "項目「{field}」の変更（{from} → {to}）", En: "{field} changed from {from} to {to}"},
	"riskReviewed":     {Ja: "前回の分析", En: "Last analysed"},
	"riskNext":         {Ja: "次回の分析の期限", En: "Next analysis by"},
	"riskClosed":       {Ja: "終結", En: "Closed"},
	"riskPushed":       {Ja: "現在は受容できますが、ほかの計画の副作用により基準を満たさなくなります。", En: "Acceptable today, but the side effects of other plans will push it over the criteria."},
	"riskThen":         {Ja: "計画の完了後に残る理由", En: "Reasons left once plans are done"},
	"riskThenNone":     {Ja: "なし（基準を満たす見込み）", En: "None: expected to be within the criteria"},
	"riskQuantities":   {Ja: "損失の定量的な見積り", En: "Loss in figures"},
	"riskFrequency":    {Ja: "発生頻度（年当たり）", En: "Events a year"},
	"riskLossOne":      {Ja: "1回当たりの損失額", En: "Loss of one event"},
	"riskQuantityHead": {Ja: "項目", En: "Figure"},
	"riskEstimateThen": {Ja: "計画の目標", En: "Planned"},
	"riskEstimateNow":  {Ja: "現在の見積り", En: "Estimated now"},
	"riskLognormal":    {Ja: "{low}～{high}（90％区間、対数正規分布）", En: "{low} to {high} (90% interval, lognormal)"},
	"riskPert":         {Ja: "{low}～{high}、最頻値{mode}（PERT分布）", En: "{low} to {high}, most likely {mode} (PERT)"},
	"riskAllHead":      {Ja: "区分", En: "Point in time"},
}

// riskView is the page of one risk.
type riskView struct {
	recordView
	Outcome    template.HTML // badges: outcome, level now, staleness
	Standing   template.HTML // what a reader wants first
	Levels     template.HTML // before controls, now, projected, side by side
	Pushed     string        // where other plans push it over
	Bowtie     template.HTML // the picture, and the same in words
	Way        template.HTML // step by step
	Quantities template.HTML
}

func riskPages(v *view) iter.Seq[Page] {
	return recordPages(v, "risk.html", register.Every[*register.Risk](v.Register), func(path string, r *register.Risk) any { return v.riskView(path, v.Assessment.Risk(r.ID)) })
}

func (v *view) riskView(path string, r *assess.Risk) riskView {
	page := riskView{recordView: v.record(path, r.Record), Levels: v.riskLevels(r), Standing: v.riskStanding(path, r), Bowtie: v.bowtie(path, r), Way: v.riskWay(path, r), Quantities: v.riskQuantities(r)}
	page.Outcome = join(" ", v.outcomeBadge(r.Outcome), v.levelBadge(r.Now.Level), v.staleMark(r))
	if r.PushedOver {
		page.Pushed = v.words["riskPushed"]
	}
	return page
}

// riskStanding gives the facts of the first screen.
func (v *view) riskStanding(path string, r *assess.Risk) template.HTML {
	f := v.facts()
	reasons := v.reasons(r.Reasons)
	if reasons == "" && r.Outcome != assess.Unanalysed && r.Outcome != assess.NeedsJudgement && r.Outcome != assess.Closed {
		reasons = v.words["riskNoReason"]
	}
	f.words("riskOutcomeWhy", reasons)
	f.add("rank", v.rankWords(r))
	if r.Closed() {
		f.add("riskClosed", join(" ", escaped(v.day(r.Record.ClosedOn)), v.wording(r.Record.ClosedBecause)))
	}
	f.add("option", v.optionWords(r))
	f.add("plans", v.plansOf(path, r))
	if len(r.Plans) > 0 && !r.Closed() {
		then := v.reasons(r.ProjectedReasons)
		if then == "" {
			then = v.words["riskThenNone"]
		}
		f.words("riskThen", then)
	}
	f.add("riskAcceptance", v.acceptanceOf(path, r))
	f.add("riskStale", v.staleList(path, r))
	reviewed := r.Record.Reviewed
	if reviewed.IsZero() {
		reviewed = r.Record.Identified
	}
	f.words("riskReviewed", v.day(reviewed))
	f.add("riskNext", v.dueDay(r.Next, !r.Closed()))
	return f.done()
}

// rankWords gives the rank of a risk and the key that made it.
func (v *view) rankWords(r *assess.Risk) template.HTML {
	if r.Rank == 0 {
		if r.Closed() {
			return ""
		}
		return escaped(v.words["riskNoRank"])
	}
	ranked := 0
	for o, n := range v.Assessment.Summary.ByOutcome {
		if o.ToTreat() {
			ranked += n
		}
	}
	words := `<strong>` + escaped(v.say("riskRankOf", "rank", r.Rank, "n", ranked)) + `</strong>`
	if r.RankedBy != "" {
		key := "riskRankBelow"
		if r.Rank == 1 {
			key = "riskRankTop"
		}
		words += ` ` + escaped(v.say(key, "by", v.words["rankedBy-"+string(r.RankedBy)]))
	}
	if pin := r.Record.Priority; pin != nil {
		words += `<br>` + v.sayHTML("riskPinned", "rank", pin.Rank, "reason", v.wording(pin.Reason))
	}
	return words
}

func (v *view) optionWords(r *assess.Risk) template.HTML {
	var pieces []template.HTML
	if r.Option != "" {
		pieces = append(pieces, v.sayHTML("riskChosen", "option", `<strong>`+escaped(v.words["option-"+r.Option])+`</strong>`))
	}
	if r.Suggested != "" {
		pieces = append(pieces, escaped(v.say("riskSuggested", "option", v.words["option-"+r.Suggested])))
	}
	return list(pieces)
}

// plansOf lists every plan that names a risk, live ones first, with status, progress and due date.
func (v *view) plansOf(path string, r *assess.Risk) template.HTML {
	var pieces []template.HTML
	live := map[string]bool{}
	for _, p := range r.Plans {
		live[p.ID] = true
		pieces = append(pieces, v.planLine(path, p))
	}
	if len(pieces) == 0 && !r.Closed() {
		pieces = append(pieces, escaped(v.words["riskNoPlan"]))
	}
	for _, l := range v.index.backlinksOf(r.Record.ID) {
		if l.key == "risks" && !live[l.from] {
			if p := v.Register.Treatment(l.from); p != nil {
				pieces = append(pieces, v.planLine(path, p))
			}
		}
	}
	return list(pieces)
}

func (v *view) planLine(path string, p *register.Treatment) template.HTML {
	return join(" ", v.ref(path, p.ID), v.planStatus(p.Status), v.progressWords(p.ID), escaped(v.say("riskPlanDue", "day", v.day(p.Due))), v.deviation(p.ID))
}

func (v *view) acceptanceOf(path string, r *assess.Risk) template.HTML {
	a := r.Acceptance
	if a == nil {
		if r.Closed() {
			return ""
		}
		return escaped(v.words["riskNoAcceptance"])
	}
	return join(" ", v.ref(path, a.Decision.ID), v.acceptanceBadge(a.State), escaped(v.say("riskUntil", "day", v.day(a.Decision.Until))))
}

func (v *view) acceptanceBadge(state assess.AcceptanceState) template.HTML {
	switch state {
	case assess.InForce:
		return v.state("good", "acceptance-in-force")
	case assess.Expired:
		return v.state("bad", "acceptance-expired")
	}
	return v.state("bad", "acceptance-outgrown")
}

// staleList says what is newer than the analysis of a risk, and why that counts.
func (v *view) staleList(path string, r *assess.Risk) template.HTML {
	if len(r.Stale) == 0 {
		if r.Closed() {
			return ""
		}
		return escaped(v.words["riskNotStale"])
	}
	pieces := make([]template.HTML, len(r.Stale))
	for i, s := range r.Stale {
		because := v.ref(path, s.Because)
		if s.Because == "criteria" {
			because = v.pageLink(path, "criteria.html", v.words["criteriaTitle"])
		}
		what := escaped(v.words["stale-"+s.What])
		if what == "" {
			what = escaped(v.say("riskChanged", "field", s.What, "from", s.From, "to", s.To))
		}
		pieces[i] = join(" ", escaped(v.day(s.On)), v.bold(what), because)
	}
	return list(pieces)
}

func (v *view) bold(h template.HTML) template.HTML { return `<strong>` + h + `</strong>` }

// pageLink links to a page of the site that is no record.
func (v *view) pageLink(path, to, words string) template.HTML {
	var m markup
	m.raw("<a")
	m.attr("href", href(path, to))
	m.raw(">")
	m.text(words)
	m.raw("</a>")
	return m.done()
}

// riskLevels sets the three points in time side by side.
func (v *view) riskLevels(r *assess.Risk) template.HTML {
	t := v.table("", v.words["riskLevels"], column{"riskAllHead", ""}, column{"inherent", ""}, column{"now", ""}, column{"projected", ""})
	projected := func(h template.HTML) template.HTML {
		switch {
		case r.Closed():
			return "–"
		case r.Removed:
			return v.state("good", "removed")
		}
		return h
	}
	scale := func(key string, steps []register.Step, of func(assess.Rating) *int) {
		t.row()
		t.head(escaped(v.words[key]))
		t.cell(v.stepName(steps, of(r.Inherent)))
		t.cell(v.stepName(steps, of(r.Now)))
		t.cell(projected(v.stepName(steps, of(r.Projected))))
	}
	c := &v.Register.Criteria
	scale("likelihood", c.Likelihoods, func(g assess.Rating) *int { return g.Likelihood })
	scale("impact", c.Impacts, func(g assess.Rating) *int { return g.Impact })
	t.row()
	t.head(escaped(v.words["level"]))
	t.cell(v.levelBadge(r.Inherent.Level))
	t.cell(v.levelBadge(r.Now.Level))
	t.cell(projected(v.levelBadge(r.Projected.Level)))
	if r.ExpectedLoss != nil {
		t.row()
		t.head(escaped(v.words["expectedLoss"]))
		t.cell("–")
		t.words(v.money(*r.ExpectedLoss))
		then := template.HTML("–")
		if r.ProjectedLoss != nil {
			then = escaped(v.money(*r.ProjectedLoss))
		}
		t.cell(then)
	}
	return t.done()
}

// stepName gives a value of a scale with its label.
func (v *view) stepName(steps []register.Step, value *int) template.HTML {
	if value == nil {
		return "–"
	}
	i := slices.IndexFunc(steps, func(s register.Step) bool { return s.Value != nil && *s.Value == *value })
	if i < 0 {
		return escaped(strconv.Itoa(*value))
	}
	return escaped(strconv.Itoa(*value)+" ") + v.short(steps[i].Label)
}

// riskQuantities shows the figures of a risk now, and as the live plans aim to change them.
func (v *view) riskQuantities(r *assess.Risk) template.HTML {
	q := r.Record.Quantitative
	if q == nil {
		return ""
	}
	t := v.table("", v.words["riskQuantities"], column{"riskQuantityHead", ""}, column{"riskEstimateNow", ""}, column{"riskEstimateThen", ""})
	row := func(key string, now *register.Estimate, figure func(float64) string, of func(*register.Target) *register.Estimate) {
		var then []template.HTML
		for _, p := range r.Plans {
			for i := range p.Targets {
				if target := &p.Targets[i]; target.Risk == r.Record.ID && of(target) != nil {
					then = append(then, escaped(v.estimate(of(target), figure)))
				}
			}
		}
		t.row()
		t.head(escaped(v.words[key]))
		t.words(v.estimate(now, figure))
		t.cell(join(" / ", then...))
	}
	row("riskFrequency", q.Frequency, number, func(target *register.Target) *register.Estimate { return target.Frequency })
	row("riskLossOne", q.Loss, v.money, func(target *register.Target) *register.Estimate { return target.Loss })
	if r.ExpectedLoss != nil {
		t.row()
		t.head(escaped(v.words["expectedLoss"]))
		t.cell(`<strong>` + escaped(v.money(*r.ExpectedLoss)) + `</strong>`)
		then := template.HTML("")
		if r.ProjectedLoss != nil {
			then = `<strong>` + escaped(v.money(*r.ProjectedLoss)) + `</strong>`
		}
		t.cell(then)
	}
	return t.done()
}

// estimate writes an uncertain figure.
func (v *view) estimate(e *register.Estimate, figure func(float64) string) string {
	switch {
	case e == nil:
		return "–"
	case e.Form == register.Lognormal:
		return v.say("riskLognormal", "low", figure(e.Low), "high", figure(e.High))
	case e.Form == register.PERT:
		return v.say("riskPert", "low", figure(e.Low), "mode", figure(e.Mode), "high", figure(e.High))
	}
	return figure(e.Mode)
}
