package page

import (
	"cmp"
	"iter"
	"reflect"
	"slices"
	"strings"

	"github.com/riskbook/riskbook/internal/assess"
	"github.com/riskbook/riskbook/internal/check"
	"github.com/riskbook/riskbook/internal/part"
	"github.com/riskbook/riskbook/internal/register"
)

var decisionsWords = Words{
	"decisionsLead":       {Ja: "誰が、いつ、何に基づいて決めたかの記録です。新しいものから順に示します。", En: "Who decided what, when and on which basis, newest first."},
	"decisionsCount":      {Ja: "全{n}件。うち受容{accepted}件（有効なもの{inForce}件、有効でも効果のないもの{idle}件、期限切れ又はレベルを超過したもの{lapsed}件）。", En: "{n} in all, {accepted} of them acceptances: {inForce} in force, {idle} in force without effect, {lapsed} expired or outgrown."},
	"decisionsAsked":      {Ja: "ほかに、決定を待つもの{n}件。", En: "{n} more are asked for and not yet made."},
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

// decisionsView is the page decisions.html.
type decisionsView struct {
	listView
	Evidence part.Part // the complete lists of a fiscal year
}

// decisionsPresenter makes the pages of decisions.
type decisionsPresenter struct{ *desk }

func decisionsPages(v *desk) iter.Seq[Page] {
	return one("decisions.html", "decisions.html", func() any { return decisionsPresenter{v}.decisionsView("decisions.html") })
}

func (v decisionsPresenter) decisionsView(path string) decisionsView {
	besides := newFacets(v.desk)
	t := v.table("list.rows", v.words["decisionsTitle"], column{"decisionHead", "title"}, column{"decisionOn", "nowrap"}, column{"form", "nowrap"}, column{"by", "name"}, column{"decisionAbout", "refs"}, column{"decisionUntil", "nowrap"}, column{"decisionState", ""})
	forms, parties := newPicks("form", "form"), newPicks("by", "by")
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
		state := v.decisionState(d)
		standing := v.Assessment.DecisionStanding(d)
		if standing == assess.DecisionAsked {
			asked++
		} else if d.Form == "acceptance" {
			accepted++
			counts := func(fits func(*assess.Acceptance) bool) bool {
				return slices.ContainsFunc(d.Risks, func(id string) bool { a := v.acceptanceBy(d, id); return a != nil && fits(a) })
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
		forms.add(0, d.Form, v.words["decision-"+d.Form])
		parties.add(0, cmp.Or(d.By, d.Body), v.party(cmp.Or(d.By, d.Body)))
		t.row(append([]string{"form", d.Form, "by", cmp.Or(d.By, d.Body)}, besides.of(&d.Record, nil, cmp.Or(d.DecideBy, d.Until))...)...)
		t.named(d.ID, v.listed(path, d))
		t.words(d.On.String())
		t.words(v.words["decision-"+d.Form])
		t.words(v.party(cmp.Or(d.By, d.Body)))
		t.cell(v.someRefs(path, slices.Concat(d.Risks, d.Treatments)))
		t.words(d.Until.String())
		if slices.ContainsFunc(v.index.breaches(), func(b check.Breach) bool { return b.Record == d.ID }) {
			state = join(" ", v.state("bad", "breachBadge"), state)
		}
		t.cell(state)
	}
	count := v.say("decisionsCount", "n", len(list)-asked, "accepted", accepted, "inForce", inForce, "idle", idle, "lapsed", lapsed)
	if asked > 0 {
		count += v.words["sentenceSeparator"] + v.say("decisionsAsked", "n", asked)
	}
	page := decisionsView{listView: v.listPage(path, part.Words(count), v.filters("list.rows", append([]*picks{forms, parties}, besides.picks()...)...), t.sortable())}
	if years := (evidencePresenter{replayPresenter{changesPresenter{v.desk}}}).evidenceYears(); len(years) > 0 {
		page.Evidence = v.pageLink(path, evidenceYearPath(years[0]), v.words["evidenceToYears"])
	}
	return page
}

// acceptanceBy gives the acceptance of a risk, where a decision is the one that counts for it; nil otherwise.
func (v decisionsPresenter) acceptanceBy(d *register.Decision, id string) *assess.Acceptance {
	if r := v.Assessment.Risk(id); r != nil && r.Acceptance != nil && r.Acceptance.Decision == d {
		return r.Acceptance
	}
	return nil
}

// undecided says why a decision decides nothing; nothing where it is made.
func (v decisionsPresenter) undecided(d *register.Decision) part.Part {
	switch v.Assessment.DecisionStanding(d) {
	case assess.DecisionAsked:
		return v.state("warn", "decisionAskedState")
	case assess.DecisionLater:
		return v.state("quiet", "decisionYet")
	case assess.DecisionLacking:
		return v.state("warn", "decisionLacking")
	case assess.DecisionProvisional:
		return v.state("provisional", "decisionUnconfirmed")
	}
	return nil
}

// decisionState says where a decision stands over all its risks and plans: one badge for each standing that occurs.
func (v decisionsPresenter) decisionState(d *register.Decision) part.Part {
	if state := v.undecided(d); !part.None(state) {
		return state
	}
	var pieces []part.Part
	add := func(s part.Part) {
		if !part.None(s) && !slices.ContainsFunc(pieces, func(p part.Part) bool { return reflect.DeepEqual(p, s) }) {
			pieces = append(pieces, s)
		}
	}
	if d.Form == "judgement" && d.Verdict != "" {
		add(part.Words(v.words["verdict-"+d.Verdict]))
	}
	for _, id := range d.Risks {
		add(v.standing(d, id))
	}
	for _, id := range d.Treatments {
		if d.Form != "plan-approval" { // which says so itself
			add(v.planStanding(d, id))
		}
	}
	return join(" ", pieces...)
}

// standing says where a decision stands for one risk.
func (v decisionsPresenter) standing(d *register.Decision, id string) part.Part {
	r := v.Assessment.Risk(id)
	state := v.undecided(d)
	switch {
	case r == nil:
		return nil
	case !part.None(state):
		return state
	case d.Form == "closing" && r.Record.Closed():
		return v.state("info", "decisionEnds")
	case d.Form == "closing":
		return v.state("warn", "decisionNotEnded")
	case d.Form == "acceptance" && v.acceptanceBy(d, id) != nil:
		if r.Closed() {
			return v.state("quiet", "decisionClosed")
		}
		return riskPresenter{v.desk}.acceptanceBadge(r)
	case d.Form == "acceptance":
		return v.state("quiet", "decisionReplaced")
	case d.Form == "judgement" && v.Register.Criteria.Given:
		return v.state("quiet", "decisionShown")
	case d.Form == "judgement" && r.Judgement != nil && r.Judgement.Decision == d:
		return riskPresenter{v.desk}.judgementBadge(r.Judgement)
	case d.Form == "judgement":
		return v.state("quiet", "decisionReplaced")
	}
	return nil
}

// acceptanceWhy says why a decision changes nothing for a risk, where it is an acceptance in force without effect.
func (v decisionsPresenter) acceptanceWhy(d *register.Decision, r *assess.Risk) part.Part {
	if v.acceptanceBy(d, r.Record.ID) == nil || r.Closed() || !part.None(v.undecided(d)) {
		return nil
	}
	return riskPresenter{v.desk}.acceptanceNote(r)
}

// planStanding says where a decision stands for one plan.
func (v decisionsPresenter) planStanding(d *register.Decision, id string) part.Part {
	p := v.Assessment.Plan(id)
	state := v.undecided(d)
	switch {
	case p == nil:
		return nil
	case !part.None(state):
		return state
	case d.Form == "cancellation" && p.Record.Status == "cancelled":
		return v.state("info", "decisionStops")
	case d.Form == "cancellation":
		return v.state("warn", "decisionNotStopped")
	case d.Form == "plan-approval":
		return v.state("info", "decisionApproves")
	case d.Form == "judgement" && v.Register.Criteria.Given:
		return v.state("quiet", "decisionShown")
	case d.Form == "judgement":
		return v.judgedPlan(d, p)
	}
	return nil
}

// judgedPlan says for which risks of a plan a judgement of it decides; replaced, or lapsed for them all, it decides for none.
func (v decisionsPresenter) judgedPlan(d *register.Decision, p *assess.Plan) part.Part {
	for _, id := range p.Record.Risks {
		if r := v.Assessment.Risk(id); r != nil && r.Standing == assess.Counted {
			if u := v.Assessment.JudgementOf(p.Record, r); u != nil && u.Decision == d {
				return v.state("info", "decisionDecides")
			}
		}
	}
	if !d.Until.IsZero() && v.past(d.Until) {
		return v.state("bad", "judgementExpired")
	}
	return v.state("quiet", "decisionIdle")
}

// decisionView is the page of one decision.
type decisionView struct {
	recordView
	Status part.Part
	Risks  part.Part
	Plans  part.Part
	Replay *part.Table // what was known then, what is known now, and what the rules say now
}

// signature says who signed a decision, and what of it changed since.
func (v decisionsPresenter) signature(d *register.Decision) part.Part {
	s := v.Assessment.Signature(d)
	if s == nil {
		return nil
	}
	if s.Fault == assess.SignatureBad {
		return badge("bad", v.words["signatureBad"])
	}
	who := make([]string, len(s.Signers))
	for i, party := range s.Signers {
		who[i] = v.party(party)
	}
	var words part.Part = part.Words(v.say("signatureBy", "who", cmp.Or(strings.Join(who, v.words["listSeparator"]), v.words["signatureUnknown"]), "key", s.Key))
	if s.Fault != "" {
		words = join(" ", words, badge("bad", v.words["signatureNotAllowed"]))
	}
	if len(s.Void) > 0 {
		words = join(" ", words, badge("warn", v.words["signatureVoid"]))
	}
	if len(s.Since) > 0 {
		words = join(" ", words, part.Words(v.say("signatureSince", "was", strings.Join(s.Since, v.words["listSeparator"]))))
	}
	return words
}

func decisionPages(v *desk) iter.Seq[Page] {
	return recordPages(v, "decision.html", register.Every[*register.Decision](v.Register), func(path string, d *register.Decision) any { return decisionsPresenter{v}.decisionView(path, d) })
}

func (v decisionsPresenter) decisionView(path string, d *register.Decision) decisionView {
	page := decisionView{recordView: v.record(path, d), Status: join(" ", v.state("quiet", "decision-"+d.Form), v.decisionState(d))}
	asked := v.Assessment.DecisionStanding(d) == assess.DecisionAsked
	f := v.facts()
	if asked {
		f.words("decisionAsk", v.words["decision-"+d.Form])
	} else {
		f.words("form", v.words["decision-"+d.Form])
	}
	f.words("decisionRequested", v.day(d.Requested))
	f.add("decisionBy", v.dueDay(d.DecideBy, asked))
	if d.Body != "" {
		f.add("decisionOf", v.ownerLink(path, d.Body))
	}
	f.words("decisionOn", v.day(d.On))
	f.words("by", v.party(d.By))
	f.words("decisionProposed", v.party(d.ProposedBy))
	f.words("decisionVerdict", v.known("verdict-", d.Verdict))
	f.add("decisionBasis", v.wording(d.Basis))
	if d.At != nil {
		f.add("decisionAt", v.ratedBadge(d.At, assess.Rating{}))
	}
	f.words("decisionUntil", v.day(d.Until))
	f.add("authorityFact", breachesPresenter{v.desk}.authorityOf(d))
	f.add("decisionConditions", v.wording(d.Conditions))
	if d.Criteria != "" {
		var words part.Part = part.Words(d.Criteria)
		if present := v.Register.Criteria.Revision; present != "" && present != d.Criteria {
			words = join(" ", words, badge("warn", v.say("decisionOlder", "revision", present)))
		}
		f.add("criteriaUnder", words)
	}
	knowledge := v.wording(d.Knowledge)
	if c := v.Assessment.Adopted(d.ID); c != nil && !part.None(knowledge) {
		adopted := v.pageLink(path, "criteria.html#changes", v.say("decisionAdopted", "on", v.day(c.On)))
		f.add("decisionLearnt", join(" ", knowledge, part.LinkedBadge{Tone: "good", To: adopted}))
	} else {
		f.add("decisionKnowledge", knowledge)
	}
	f.add("decisionEvidence", v.links(d.Evidence))
	f.add("decisionSigned", v.signature(d))
	page.Facts = f.done()
	t := v.table("", v.words["decisionRisks"], column{"risksNamedHead", "title"}, column{"decisionState", ""}, column{"decisionNowHead", "nowrap"}, column{"decisionOutcomeHead", ""})
	for _, id := range d.Risks {
		r := v.Assessment.Risk(id)
		if r == nil {
			continue
		}
		t.row()
		t.head(v.ref(path, id))
		t.cell(or(join(" ", v.standing(d, id), v.acceptanceWhy(d, r)), part.Words("–")))
		t.cell(v.ratingBadge(r.Now))
		t.cell(v.verdictBadge(r))
	}
	page.Risks = t.done()
	page.Plans = v.decidedPlans(path, d)
	page.Replay = replayPresenter{changesPresenter{v.desk}}.replay(path, d)
	return page
}

// decidedPlans lists the plans that a decision is about.
func (v decisionsPresenter) decidedPlans(path string, d *register.Decision) part.Part {
	t := v.table("", v.words["decisionPlansHead"], column{"decisionPlanHead", "title"}, column{"decisionState", ""}, column{"status", ""})
	for _, id := range d.Treatments {
		p := v.Register.Treatment(id)
		if p == nil {
			continue
		}
		t.row()
		t.head(v.ref(path, id))
		t.cell(or(v.planStanding(d, id), part.Words("–")))
		t.cell(treatmentsPresenter{v.desk}.planStatus(p))
	}
	return t.done()
}
