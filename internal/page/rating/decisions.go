package rating

import (
	"cmp"
	"iter"
	"reflect"
	"slices"
	"strings"

	"github.com/riskbook/riskbook/internal/address"
	"github.com/riskbook/riskbook/internal/assess"
	"github.com/riskbook/riskbook/internal/check"
	"github.com/riskbook/riskbook/internal/page/desk"
	"github.com/riskbook/riskbook/internal/part"
	"github.com/riskbook/riskbook/internal/register"
	"github.com/riskbook/riskbook/internal/view"
)

// DecisionsWords are the words of this file's pages and parts, by key.
var DecisionsWords = desk.Words{
	"decisionsLead":       {Ja: "誰が、いつ、何に基づいて決めたかの記録です。新しいものから順に示します。", En: "Who decided what, when and on which basis, newest first."},
	"decisionsCount":      {Ja: "全{n}件。うち受容{accepted}件（有効なもの{inForce}件、有効でも効果のないもの{idle}件、期限切れ又はレベルを超過したもの{lapsed}件）。", En: "{n} in all, {accepted} of them {accepted|an acceptance|acceptances}: {inForce} in force, {idle} in force without effect, {lapsed} expired or outgrown."},
	"decisionsAsked":      {Ja: "ほかに、決定を待つもの{n}件。", En: "{n} more {n|is|are} asked for and not yet made."},
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
	"decisionLearnt":      {Ja: "得られた知見", En: "What was learnt"},
	"decisionIdle":        {Ja: "いまは何も決めない", En: "Decides nothing at present"},
	"decisionEvidence":    {Ja: "証拠", En: "Evidence"},
	"decisionRisks":       {Ja: "対象のリスクと効力", En: "The risks, and where the decision stands"},
	"decisionReplaced":    {Ja: "後の決定により置換え", En: "Replaced by a later decision"},
	"decisionYet":         {Ja: "未発効（基準日より後の決定）", En: "Not yet: later than the as-of date"},
	"decisionAskedState":  {Ja: "未決定（依頼中）", En: "Asked for, not yet made"},
	"decisionLacking":     {Ja: "記入未了のため効力なし", En: "Incomplete: decides nothing"},
	"decisionUnconfirmed": {Ja: "未確認のため効力なし", En: "Provisional: decides nothing"},
	"decisionRequested":   {Ja: "依頼日", En: "Requested on"},
	"decisionBy":          {Ja: "決定の期限", En: "To be decided by"},
	"decisionOf":          {Ja: "決定を求められている人・組織", En: "To be decided by whom"},
	"decisionAsk":         {Ja: "決定の種別", En: "What is asked for"},
	"decisionEnds":        {Ja: "このリスクを終結", En: "Closes the risk"},
	"decisionNotEnded":    {Ja: "リスクは終結していない", En: "The risk is not closed"},
	"decisionStops":       {Ja: "この計画を中止", En: "Cancels the plan"},
	"decisionNotStopped":  {Ja: "計画は中止されていない", En: "The plan is not cancelled"},
	"decisionAdopted":     {Ja: "{on}の改定で基準に採用", En: "Adopted into the criteria on {on}"},
	"decisionPlanHead":    {Ja: "計画", En: "Plan"},
	"decisionPlansHead":   {Ja: "対象の計画と効力", En: "The plans, and where the decision stands"},
	"decisionApproves":    {Ja: "この計画を承認", En: "Approves the plan"},
	"judgementExpired":    {Ja: "判断の期限切れ", En: "Expired: decides nothing"},
	"judgementOutgrown":   {Ja: "判断時のレベルを超過", En: "Outgrown: decides nothing"},
	"decisionDecides":     {Ja: "この判断による", En: "Decides"},
	"decisionShown":       {Ja: "参考（基準により決定）", En: "For reference: the criteria decide"},
	"decisionClosed":      {Ja: "リスクは終結", En: "The risk is closed"},
	"decisionOlder":       {Ja: "現行の基準（{revision}）より前の基準による", En: "under criteria older than the present {revision}"},
	"decisionSigned":      {Ja: "署名", En: "Signature"},
	"signatureBad":        {Ja: "署名が正しくない", En: "not good"},
	"signatureBy":         {Ja: "{who}（{key}）", En: "{who} ({key})"},
	"signatureNotAllowed": {Ja: "決定者の署名ではない", En: "not by the decider"},
	"signatureSince":      {Ja: "署名の後に変わったリスクと計画（署名時の値）：{was}", En: "Changed since in its risks and plans (as signed): {was}"},
	"signatureUnknown":    {Ja: "不明な署名者", En: "unknown signer"},
	"signatureVoid":       {Ja: "署名の後に決定が書き換えられている", En: "the decision changed after it was signed"},
	"decisionNone":        {Ja: "この決定はリスクも計画も対象としていません。", En: "It names neither a risk nor a plan."},
	"decisionNowHead":     {Ja: "現在", En: "Now"},
	"decisionOutcomeHead": {Ja: "評価結果", En: "Outcome"},
}

// DecisionsPages makes the page of decisions.
func DecisionsPages(v *desk.Desk) iter.Seq[desk.Page] {
	return desk.One("decisions.html", "decisions.html", func() any { return decisionsView(v, "decisions.html") })
}

func decisionsView(v *desk.Desk, path string) view.Decisions {
	besides := desk.NewFacets(v)
	t := v.Table("list.rows", v.Words["decisionsTitle"], desk.Column{Key: "decisionHead", Class: "title"}, desk.Column{Key: "decisionOn", Class: "nowrap"}, desk.Column{Key: "form", Class: "nowrap"}, desk.Column{Key: "by", Class: "name"}, desk.Column{Key: "decisionAbout", Class: "refs"}, desk.Column{Key: "decisionUntil", Class: "nowrap"}, desk.Column{Key: "decisionState"})
	forms, parties := desk.NewPicks("form", "form"), desk.NewPicks("by", "by")
	list := slices.Clone(v.Register.Decisions)
	made := func(d *register.Decision) int { // those that wait come first
		if d.Asked() {
			return 0
		}
		return 1
	}
	slices.SortStableFunc(list, func(a, b *register.Decision) int {
		return cmp.Or(cmp.Compare(made(a), made(b)), b.On.Compare(a.On), strings.Compare(a.ID, b.ID))
	})
	accepted, inForce, idle, lapsed, asked := 0, 0, 0, 0, 0
	for _, d := range list {
		state := DecisionState(v, d)
		standing := v.Assessment.DecisionStanding(d)
		if standing == assess.DecisionAsked {
			asked++
		} else if d.Form == "acceptance" {
			accepted++
			counts := func(fits func(*assess.Acceptance) bool) bool {
				return slices.ContainsFunc(d.Risks, func(id string) bool { a := acceptanceBy(v, d, id); return a != nil && fits(a) })
			}
			switch {
			case counts(func(a *assess.Acceptance) bool { return a.State == assess.InForce && a.Effect }):
				inForce++
			case counts((*assess.Acceptance).WithoutEffect):
				idle++
			case counts(func(*assess.Acceptance) bool { return true }):
				lapsed++
			}
		}
		forms.Add(0, d.Form, v.Words["decision-"+d.Form])
		parties.Add(0, cmp.Or(d.By, d.Body), v.Party(cmp.Or(d.By, d.Body)))
		t.Row(append([]string{"form", d.Form, "by", cmp.Or(d.By, d.Body)}, besides.Of(&d.Record, nil, cmp.Or(d.DecideBy, d.Until))...)...)
		t.Named(d.ID, v.Listed(path, d))
		t.Words(d.On.String())
		t.Words(v.Words["decision-"+d.Form])
		t.Words(v.Party(cmp.Or(d.By, d.Body)))
		t.Cell(v.SomeRefs(path, slices.Concat(d.Risks, d.Treatments)))
		t.Words(d.Until.String())
		if slices.ContainsFunc(v.Index.Breaches(), func(b check.Breach) bool { return b.Record == d.ID }) {
			state = desk.Join(" ", v.State("bad", "breachBadge"), state)
		}
		t.Cell(state)
	}
	count := v.Say("decisionsCount", "n", len(list)-asked, "accepted", accepted, "inForce", inForce, "idle", idle, "lapsed", lapsed)
	if asked > 0 {
		count += v.Words["sentenceSeparator"] + v.Say("decisionsAsked", "n", asked)
	}
	page := view.Decisions{ListPage: v.ListPage(path, part.Words(count), v.Filters("list.rows", append([]*desk.Picks{forms, parties}, besides.Picks()...)...), t.Sortable())}
	if years := desk.EvidenceYears((v)); len(years) > 0 {
		page.Evidence = v.PageLink(path, address.EvidenceYear(years[0]), v.Words["evidenceToYears"])
	}
	return page
}

// acceptanceBy gives the acceptance of a risk, where a decision is the one that counts for it; nil otherwise.
func acceptanceBy(v *desk.Desk, d *register.Decision, id string) *assess.Acceptance {
	if r := v.Assessment.Risk(id); r != nil && r.Acceptance != nil && r.Acceptance.Decision == d {
		return r.Acceptance
	}
	return nil
}

// undecided says why a decision decides nothing; nothing where it is made.
func undecided(v *desk.Desk, d *register.Decision) part.Part {
	switch v.Assessment.DecisionStanding(d) {
	case assess.DecisionAsked:
		return v.State("warn", "decisionAskedState")
	case assess.DecisionLater:
		return v.State("quiet", "decisionYet")
	case assess.DecisionLacking:
		return v.State("warn", "decisionLacking")
	case assess.DecisionProvisional:
		return v.State("provisional", "decisionUnconfirmed")
	}
	return nil
}

// DecisionState says where a decision stands over all its risks and plans: one badge for each standing that occurs.
func DecisionState(v *desk.Desk, d *register.Decision) part.Part {
	if state := undecided(v, d); !part.None(state) {
		return state
	}
	var pieces []part.Part
	add := func(s part.Part) {
		if !part.None(s) && !slices.ContainsFunc(pieces, func(p part.Part) bool { return reflect.DeepEqual(p, s) }) {
			pieces = append(pieces, s)
		}
	}
	if d.Form == "judgement" && d.Verdict != "" {
		add(part.Words(v.Words["verdict-"+d.Verdict]))
	}
	for _, id := range d.Risks {
		add(standing(v, d, id))
	}
	for _, id := range d.Treatments {
		if d.Form != "plan-approval" { // which says so itself
			add(planStanding(v, d, id))
		}
	}
	return desk.Join(" ", pieces...)
}

// standing says where a decision stands for one risk.
func standing(v *desk.Desk, d *register.Decision, id string) part.Part {
	r := v.Assessment.Risk(id)
	state := undecided(v, d)
	switch {
	case r == nil:
		return nil
	case !part.None(state):
		return state
	case d.Form == "closing" && r.Record.Closed():
		return v.State("info", "decisionEnds")
	case d.Form == "closing":
		return v.State("warn", "decisionNotEnded")
	case d.Form == "acceptance" && acceptanceBy(v, d, id) != nil:
		if r.Closed() {
			return v.State("quiet", "decisionClosed")
		}
		return acceptanceBadge(v, r)
	case d.Form == "acceptance":
		return v.State("quiet", "decisionReplaced")
	case d.Form == "judgement" && v.Register.Criteria.Given:
		return v.State("quiet", "decisionShown")
	case d.Form == "judgement" && r.Judgement != nil && r.Judgement.Decision == d:
		return judgementBadge(v, r.Judgement)
	case d.Form == "judgement":
		return v.State("quiet", "decisionReplaced")
	}
	return nil
}

// acceptanceWhy says why a decision changes nothing for a risk, where it is an acceptance in force without effect.
func acceptanceWhy(v *desk.Desk, d *register.Decision, r *assess.Risk) part.Part {
	if acceptanceBy(v, d, r.Record.ID) == nil || r.Closed() || !part.None(undecided(v, d)) {
		return nil
	}
	return acceptanceNote(v, r)
}

// planStanding says where a decision stands for one plan.
func planStanding(v *desk.Desk, d *register.Decision, id string) part.Part {
	p := v.Assessment.Plan(id)
	state := undecided(v, d)
	switch {
	case p == nil:
		return nil
	case !part.None(state):
		return state
	case d.Form == "cancellation" && p.Record.Status == "cancelled":
		return v.State("info", "decisionStops")
	case d.Form == "cancellation":
		return v.State("warn", "decisionNotStopped")
	case d.Form == "plan-approval":
		return v.State("info", "decisionApproves")
	case d.Form == "judgement" && v.Register.Criteria.Given:
		return v.State("quiet", "decisionShown")
	case d.Form == "judgement":
		return judgedPlan(v, d, p)
	}
	return nil
}

// judgedPlan says for which risks of a plan a judgement of it decides; replaced, or lapsed for them all, it decides for none.
func judgedPlan(v *desk.Desk, d *register.Decision, p *assess.Plan) part.Part {
	for _, id := range p.Record.Risks {
		if r := v.Assessment.Risk(id); r != nil && r.Standing == assess.Counted {
			if u := assess.JudgementOf(v.Assessment, p.Record, r); u != nil && u.Decision == d {
				return v.State("info", "decisionDecides")
			}
		}
	}
	if !d.Until.IsZero() && v.Past(d.Until) {
		return v.State("bad", "judgementExpired")
	}
	return v.State("quiet", "decisionIdle")
}

// Signature says who signed a decision, and what of it changed since.
func Signature(v *desk.Desk, d *register.Decision) part.Part {
	s := v.Assessment.Signature(d)
	if s == nil {
		return nil
	}
	if s.Fault == assess.SignatureBad {
		return desk.Badge("bad", v.Words["signatureBad"])
	}
	who := make([]string, len(s.Signers))
	for i, party := range s.Signers {
		who[i] = v.Party(party)
	}
	var words part.Part = part.Words(v.Say("signatureBy", "who", cmp.Or(strings.Join(who, v.Words["listSeparator"]), v.Words["signatureUnknown"]), "key", s.Key))
	if s.Fault != "" {
		words = desk.Join(" ", words, desk.Badge("bad", v.Words["signatureNotAllowed"]))
	}
	if len(s.Void) > 0 {
		words = desk.Join(" ", words, desk.Badge("warn", v.Words["signatureVoid"]))
	}
	if len(s.Since) > 0 {
		words = desk.Join(" ", words, part.Words(v.Say("signatureSince", "was", strings.Join(s.Since, v.Words["listSeparator"]))))
	}
	return words
}

// DecisionPages makes a page for each decision.
func DecisionPages(v *desk.Desk) iter.Seq[desk.Page] {
	return desk.RecordPages(v, "decision.html", register.Every[*register.Decision](v.Register), func(path string, d *register.Decision) any { return decisionView(v, path, d) })
}

func decisionView(v *desk.Desk, path string, d *register.Decision) view.Decision {
	page := view.Decision{RecordPage: v.Record(path, d), Status: desk.Join(" ", v.State("quiet", "decision-"+d.Form), DecisionState(v, d))}
	asked := v.Assessment.DecisionStanding(d) == assess.DecisionAsked
	f := v.Facts()
	if asked {
		f.Words("decisionAsk", v.Words["decision-"+d.Form])
	} else {
		f.Words("form", v.Words["decision-"+d.Form])
	}
	f.Add("decisionRequested", v.Iso(d.Requested))
	f.Add("decisionBy", v.DueDay(d.DecideBy, asked))
	if d.Body != "" {
		f.Add("decisionOf", v.OwnerLink(path, d.Body))
	}
	f.Add("decisionOn", v.Iso(d.On))
	f.Words("by", v.Party(d.By))
	f.Words("decisionProposed", v.Party(d.ProposedBy))
	f.Words("decisionVerdict", v.Known("verdict-", d.Verdict))
	f.Add("decisionBasis", v.Said(path, d.Basis))
	if d.At != nil {
		f.Add("decisionAt", v.RatedBadge(d.At, assess.Rating{}))
	}
	f.Add("decisionUntil", v.Iso(d.Until))
	f.Add("authorityFact", desk.AuthorityOf(v, d))
	f.Add("decisionConditions", v.Said(path, d.Conditions))
	if d.Criteria != "" {
		var words part.Part = part.Words(d.Criteria)
		if present := v.Register.Criteria.Revision; present != "" && present != d.Criteria {
			words = desk.Join(" ", words, desk.Badge("warn", v.Say("decisionOlder", "revision", present)))
		}
		f.Add("criteriaUnder", words)
	}
	knowledge := v.Said(path, d.Knowledge)
	if c := assess.Adopted(v.Assessment, d.ID); c != nil && !part.None(knowledge) {
		adopted := v.PageLink(path, "criteria.html#changes", v.Say("decisionAdopted", "on", c.On))
		f.Add("decisionLearnt", desk.Join(" ", knowledge, part.LinkedBadge{Tone: "good", To: adopted}))
	} else {
		f.Add("decisionKnowledge", knowledge)
	}
	f.Add("decisionEvidence", v.Links(d.Evidence))
	f.Add("decisionSigned", Signature(v, d))
	page.Facts = f.Done()
	t := v.Table("", v.Words["decisionRisks"], desk.Column{Key: "risksNamedHead", Class: "title"}, desk.Column{Key: "decisionState"}, desk.Column{Key: "decisionNowHead", Class: "nowrap"}, desk.Column{Key: "decisionOutcomeHead"})
	for _, id := range d.Risks {
		r := v.Assessment.Risk(id)
		if r == nil {
			continue
		}
		t.Row()
		t.Head(v.Ref(path, id))
		t.Cell(desk.Or(desk.Join(" ", standing(v, d, id), acceptanceWhy(v, d, r)), part.Words("–")))
		t.Cell(v.RatingBadge(r.Now))
		t.Cell(v.VerdictBadge(r))
	}
	page.Risks = t.Done()
	page.Plans = decidedPlans(v, path, d)
	page.Replay = replay(v, path, d)
	return page
}

// decidedPlans lists the plans that a decision is about.
func decidedPlans(v *desk.Desk, path string, d *register.Decision) part.Part {
	t := v.Table("", v.Words["decisionPlansHead"], desk.Column{Key: "decisionPlanHead", Class: "title"}, desk.Column{Key: "decisionState"}, desk.Column{Key: "status"})
	for _, id := range d.Treatments {
		p := v.Register.Treatment(id)
		if p == nil {
			continue
		}
		t.Row()
		t.Head(v.Ref(path, id))
		t.Cell(desk.Or(planStanding(v, d, id), part.Words("–")))
		t.Cell(PlanStatus(v, p))
	}
	return t.Done()
}
