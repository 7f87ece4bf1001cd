package page

import (
	"html/template"
	"iter"
	"slices"
	"strings"

	"github.com/riskbook/riskbook/internal/assess"
	"github.com/riskbook/riskbook/internal/check"
	"github.com/riskbook/riskbook/internal/register"
)

var decisionsWords = Words{
	"decisionsLead":       {Ja: "誰が、いつ、何に基づいて決めたかの記録です。新しいものから順に示します。", En: "Who decided what, when and on which basis, newest first."},
	"decisionsCount":      {Ja: "全{n}件。うち受容{accepted}件（有効なもの{inForce}件、期限切れ又はレベルを超過したもの{lapsed}件）。", En: "{n} in all, {accepted} of them acceptances: {inForce} in force, {lapsed} expired or outgrown."},
	"decisionHead":        {Ja: "意思決定", En: "Decision"},
	"decisionOn":          {Ja: "決定日", En: "Decided on"},
	"decisionAbout":       {Ja: "対象", En: "About"},
	"decisionUntil":       {Ja: "有効期限", En: "Until"},
	"decisionState":       {Ja: "効力", En: "Standing"},
	"decisionProposed":    {Ja: "起案者", En: "Proposed by"},
	"decisionBasis":       {Ja: "根拠", En: "Basis"},
	"decisionAt":          {Ja: "受容したレベル", En: "Accepted at"},
	"decisionConditions":  {Ja: "条件", En: "Conditions"},
	"decisionVerdict":     {Ja: "判断", En: "Verdict"},
	"decisionKnowledge":   {Ja: "得られた知見（基準の候補）", En: "What was learnt: a candidate for the criteria"},
	"decisionEvidence":    {Ja: "証拠", En: "Evidence"},
	"decisionRisks":       {Ja: "対象のリスクと効力", En: "The risks, and where the decision stands"},
	"decisionPlans":       {Ja: "対象の計画", En: "Plans"},
	"decisionReplaced":    {Ja: "後の決定により置換え", En: "Replaced by a later decision"},
	"decisionYet":         {Ja: "未発効（基準日より後の決定）", En: "Not yet: later than the as-of date"},
	"decisionDecides":     {Ja: "この判断による", En: "Decides"},
	"decisionShown":       {Ja: "参考（基準により決定）", En: "For reference: the criteria decide"},
	"decisionClosed":      {Ja: "リスクは終結", En: "The risk is closed"},
	"decisionOlder":       {Ja: "現行の基準（{revision}）より前の基準による", En: "under criteria older than the present {revision}"},
	"decisionNone":        {Ja: "この決定はリスクを対象としていません。", En: "It names no risk."},
	"decisionNowHead":     {Ja: "現在", En: "Now"},
	"decisionOutcomeHead": {Ja: "評価結果", En: "Outcome"},
}

// decisionsView is the page decisions.html.
type decisionsView struct{ listView }

func decisionsPages(v *view) iter.Seq[Page] {
	return one("decisions.html", "decisions.html", func() any { return v.decisionsView("decisions.html") })
}

func (v *view) decisionsView(path string) decisionsView {
	t := v.table("list.rows", v.words["decisionsTitle"], column{"decisionHead", "title"}, column{"decisionOn", "nowrap"}, column{"form", "nowrap"}, column{"by", "name"}, column{"decisionAbout", "refs"}, column{"decisionUntil", "nowrap"}, column{"decisionState", ""})
	forms, parties := newPicks("form", "form"), newPicks("by", "by")
	list := slices.Clone(v.Register.Decisions)
	slices.SortStableFunc(list, func(a, b *register.Decision) int {
		if c := b.On.Compare(a.On); c != 0 {
			return c
		}
		return strings.Compare(a.ID, b.ID)
	})
	accepted, inForce, lapsed := 0, 0, 0
	for _, d := range list {
		state := v.decisionState(d)
		if d.Form == "acceptance" {
			accepted++
			switch {
			case slices.ContainsFunc(d.Risks, func(id string) bool { return v.acceptanceState(d, id) == assess.InForce }):
				inForce++
			case slices.ContainsFunc(d.Risks, func(id string) bool { return v.acceptanceState(d, id) != "" }):
				lapsed++
			}
		}
		forms.add(0, d.Form, v.words["decision-"+d.Form])
		parties.add(0, d.By, v.party(d.By))
		t.row("form", d.Form, "by", d.By)
		t.named(d.ID, v.ref(path, d.ID))
		t.words(d.On.String())
		t.words(v.words["decision-"+d.Form])
		t.words(v.party(d.By))
		t.cell(v.someRefs(path, slices.Concat(d.Risks, d.Treatments)))
		t.words(d.Until.String())
		if slices.ContainsFunc(v.index.breaches(), func(b check.Breach) bool { return b.Record == d.ID }) {
			state = join(" ", v.state("bad", "breachBadge"), state)
		}
		t.cell(state)
	}
	return decisionsView{listView{
		Frame:   v.frame(path, v.words["decisionsTitle"]),
		Count:   escaped(v.say("decisionsCount", "n", len(list), "accepted", accepted, "inForce", inForce, "lapsed", lapsed)),
		Filters: v.filters("list.rows", forms, parties), Table: t.sortable(),
	}}
}

// acceptanceState gives the state of a decision for a risk, where it is the acceptance that counts for it; empty otherwise.
func (v *view) acceptanceState(d *register.Decision, id string) assess.AcceptanceState {
	if r := v.Assessment.Risk(id); r != nil && r.Acceptance != nil && r.Acceptance.Decision == d {
		return r.Acceptance.State
	}
	return ""
}

// decisionState says where a decision stands over all its risks: one badge for each standing that occurs.
func (v *view) decisionState(d *register.Decision) template.HTML {
	if d.Form == "judgement" && d.Verdict != "" {
		return escaped(v.words["verdict-"+d.Verdict])
	}
	if d.Form != "acceptance" {
		return ""
	}
	var pieces []template.HTML
	for _, id := range d.Risks {
		if s := v.standing(d, id); s != "" && !slices.Contains(pieces, s) {
			pieces = append(pieces, s)
		}
	}
	return join(" ", pieces...)
}

// standing says where a decision stands for one risk.
func (v *view) standing(d *register.Decision, id string) template.HTML {
	r := v.Assessment.Risk(id)
	switch {
	case r == nil:
		return ""
	case d.On.After(v.Assessment.AsOf):
		return v.state("quiet", "decisionYet")
	case d.Form == "acceptance" && r.Acceptance != nil && r.Acceptance.Decision == d:
		if r.Closed() {
			return v.state("quiet", "decisionClosed")
		}
		return v.acceptanceBadge(r.Acceptance.State)
	case d.Form == "acceptance":
		return v.state("quiet", "decisionReplaced")
	case d.Form == "judgement" && v.Register.Criteria.Given:
		return v.state("quiet", "decisionShown")
	case d.Form == "judgement" && r.Judgement != nil && r.Judgement.Decision == d:
		return v.state("info", "decisionDecides")
	case d.Form == "judgement":
		return v.state("quiet", "decisionReplaced")
	}
	return ""
}

// decisionView is the page of one decision.
type decisionView struct {
	recordView
	Status template.HTML
	Risks  template.HTML
}

func decisionPages(v *view) iter.Seq[Page] {
	return recordPages(v, "decision.html", register.Every[*register.Decision](v.Register), func(path string, d *register.Decision) any { return v.decisionView(path, d) })
}

func (v *view) decisionView(path string, d *register.Decision) decisionView {
	page := decisionView{recordView: v.record(path, d), Status: join(" ", v.state("quiet", "decision-"+d.Form), v.decisionState(d))}
	f := v.facts()
	f.words("form", v.words["decision-"+d.Form])
	f.words("decisionOn", v.day(d.On))
	f.words("by", v.party(d.By))
	f.words("decisionProposed", v.party(d.ProposedBy))
	f.words("decisionVerdict", v.known("verdict-", d.Verdict))
	f.add("decisionBasis", v.wording(d.Basis))
	if d.At != nil {
		f.add("decisionAt", v.ratingBadge(v.ratingAt(d.At.Likelihood, d.At.HighestImpact(), assess.Rating{})))
	}
	f.words("decisionUntil", v.day(d.Until))
	f.add("authorityFact", v.authorityOf(d))
	f.add("decisionConditions", v.wording(d.Conditions))
	if d.Criteria != "" {
		words := escaped(d.Criteria)
		if present := v.Register.Criteria.Revision; present != "" && present != d.Criteria {
			words = join(" ", words, badge("warn", v.say("decisionOlder", "revision", present)))
		}
		f.add("criteriaUnder", words)
	}
	f.add("decisionKnowledge", v.wording(d.Knowledge))
	f.add("decisionPlans", v.refList(path, d.Treatments))
	f.add("decisionEvidence", v.links(d.Evidence))
	page.Facts = f.done()
	t := v.table("", v.words["decisionRisks"], column{"risksNamedHead", "title"}, column{"decisionState", ""}, column{"decisionNowHead", "nowrap"}, column{"decisionOutcomeHead", ""})
	for _, id := range d.Risks {
		r := v.Assessment.Risk(id)
		if r == nil {
			continue
		}
		t.row()
		t.head(v.ref(path, id))
		t.cell(or(v.standing(d, id), "–"))
		t.cell(v.ratingBadge(r.Now))
		t.cell(v.outcomeBadge(r.Outcome))
	}
	page.Risks = t.done()
	return page
}
