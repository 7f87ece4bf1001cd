package page

import (
	"cmp"
	"iter"
	"slices"
	"strconv"
	"strings"

	"github.com/riskbook/riskbook/internal/assess"
	"github.com/riskbook/riskbook/internal/chronicle"
	"github.com/riskbook/riskbook/internal/part"
	"github.com/riskbook/riskbook/internal/register"
)

var evidenceWords = Words{
	"evidenceTitle":      {Ja: "証跡：{title}", En: "Evidence: {title}"},
	"evidenceLead":       {Ja: "このリスクについて、誰が、いつ、何に基づいて決めたかを、このページだけでたどれるようにまとめたものです。", En: "Who decided what of this risk, when and on what basis, to be followed from this page alone."},
	"evidenceNoPast":     {Ja: "git の履歴が手元にないため、変更した人とコミットは示せません。", En: "No git history is at hand, so neither authors nor commits are shown."},
	"evidenceNone":       {Ja: "該当するものはありません。", En: "There is none."},
	"evidenceOrigin":     {Ja: "特定", En: "Identification"},
	"evidenceRatings":    {Ja: "評価の経過", En: "Ratings"},
	"evidenceDecided":    {Ja: "意思決定", En: "Decisions"},
	"evidencePlans":      {Ja: "リスク対応計画", En: "Plans"},
	"evidenceReviews":    {Ja: "レビュー", En: "Reviews"},
	"evidenceChanges":    {Ja: "項目の変更", En: "Changes of facts"},
	"evidenceFormer":     {Ja: "以前の根拠", En: "Former wordings"},
	"evidenceOpen":       {Ja: "不足しているもの、遅れているもの", En: "Missing or late"},
	"evidenceOpenNote":   {Ja: "{day}の時点で、このリスクとその計画、決定について検査の規則が述べることの全てです。", En: "All that the rules say of this risk, its plans and its decisions as of {day}."},
	"evidenceIdentified": {Ja: "特定した日", En: "Identified on"},
	"evidenceRecorded":   {Ja: "記録した人", En: "Recorded by"},
	"evidenceEvents":     {Ja: "事象", En: "Events"},
	"evidenceSources":    {Ja: "リスク源", En: "Risk sources"},
	"evidenceAssets":     {Ja: "資産", En: "Assets"},
	"evidenceFindings":   {Ja: "課題", En: "Findings"},
	"evidenceIncidents":  {Ja: "インシデント", En: "Incidents"},
	"evidenceDay":        {Ja: "日付", En: "Day"},
	"evidenceRating":     {Ja: "評価", En: "Rating"},
	"evidenceBasis":      {Ja: "根拠", En: "Basis"},
	"evidenceBy":         {Ja: "記録した人", En: "Recorded by"},
	"evidenceCommit":     {Ja: "コミット", En: "Commit"},
	"evidenceDecision":   {Ja: "決定", En: "Decision"},
	"evidenceProposed":   {Ja: "起案", En: "Proposed by"},
	"evidenceDecider":    {Ja: "決定者", En: "Decided by"},
	"evidenceUntil":      {Ja: "期限", En: "Until"},
	"evidenceUnder":      {Ja: "レベルと基準", En: "Level and criteria"},
	"evidenceDuty":       {Ja: "職務の分離", En: "Separation of duty"},
	"evidenceApart":      {Ja: "起案と決定は別", En: "proposed by another"},
	"evidenceSame":       {Ja: "起案と決定が同じ", En: "proposed and decided by the same"},
	"evidenceAlone":      {Ja: "記録と統合を同じ人が行った（{who}）", En: "written and merged by one person ({who})"},
	"evidenceMerged":     {Ja: "記録 {authors}、統合 {who}", En: "written by {authors}, merged by {who}"},
	"evidencePlan":       {Ja: "計画", En: "Plan"},
	"evidenceStatus":     {Ja: "状況", En: "Status"},
	"evidenceProgress":   {Ja: "進捗", En: "Progress"},
	"evidenceDue":        {Ja: "期限", En: "Due"},
	"evidenceEffect":     {Ja: "有効性", En: "Effectiveness"},
	"evidenceReview":     {Ja: "レビュー", En: "Review"},
	"evidenceOutcome":    {Ja: "結論", En: "Outcome"},
	"evidenceRule":       {Ja: "規則", En: "Rule"},
	"evidenceSays":       {Ja: "指摘", En: "What it says"},
	"evidenceWas":        {Ja: "以前の文言", En: "Wording"},
	"evidenceYears":      {Ja: "年度ごとの一覧", En: "Lists by fiscal year"},
	"evidenceToYears":    {Ja: "年度ごとの証跡", En: "Evidence by fiscal year"},
}

// evidenceView is a page of evidence: of one risk, or of one fiscal year.
type evidenceView struct {
	Frame
	Back     part.Part
	Lead     string
	Notes    []string
	Sections []evidenceSection
	Years    []part.Page
}

// evidenceSection is one list of a page of evidence.
type evidenceSection struct {
	ID, Title, Note string
	Part            part.Part // nil: there is none
}

// evidencePresenter makes the pages that an auditor follows alone.
type evidencePresenter struct{ replayPresenter }

func evidencePages(d *desk) iter.Seq[Page] {
	v := evidencePresenter{replayPresenter{changesPresenter{d}}}
	return func(yield func(Page) bool) {
		for _, r := range register.Every[*register.Risk](d.Register) {
			path := evidencePath(r.ID)
			if !yield(Page{path, "evidence.html", func() any { return v.riskEvidence(path, v.Assessment.Risk(r.ID)) }}) {
				return
			}
		}
		for _, year := range v.evidenceYears() {
			path := evidenceYearPath(year)
			if !yield(Page{path, "evidence.html", func() any { return evidenceYearPresenter{v}.yearEvidence(path, year) }}) {
				return
			}
		}
	}
}

// evidencePath gives the page of the evidence of a risk.
func evidencePath(id string) string { return "evidence/risks/" + id + ".html" }

func evidenceYearPath(year int) string { return "evidence/years/" + strconv.Itoa(year) + ".html" }

// section makes a section of a list that may be empty.
func (v evidencePresenter) section(id, key, note string, p part.Part) evidenceSection {
	s := evidenceSection{ID: "evidence." + id, Title: v.words[key], Note: note}
	if !part.None(p) {
		s.Part = p
	}
	return s
}

func (v evidencePresenter) evidenceFrame(path, title string) evidenceView {
	page := evidenceView{Frame: v.frame(path, v.say("evidenceTitle", "title", title)), Lead: v.words["evidenceLead"]}
	switch {
	case v.Chronicle == nil:
		page.Notes = append(page.Notes, v.words["evidenceNoPast"])
	case v.Chronicle.Shallow:
		page.Notes = append(page.Notes, v.words["changesShallow"])
	}
	for _, year := range v.evidenceYears() {
		page.Years = append(page.Years, part.Page{Href: href(path, evidenceYearPath(year)), Text: strconv.Itoa(year)})
	}
	return page
}

func (v evidencePresenter) riskEvidence(path string, k *assess.Risk) evidenceView {
	page := v.evidenceFrame(path, k.Record.ID+" "+v.text(k.Record.Title))
	page.Back = join(" › ", v.pageLink(path, requirementsPath, v.words["requirementsTitle"]), v.ref(path, k.Record.ID))
	made := v.decisionsOn(k.Record.ID)
	page.Sections = []evidenceSection{
		v.section("origin", "evidenceOrigin", "", v.origin(path, k)),
		v.section("ratings", "evidenceRatings", "", v.ratings(k)),
		v.section("decisions", "evidenceDecided", "", v.decided(path, made)),
		v.section("replay", "replayTitle", v.words["replayLead"], v.replayed(path, made, k)),
		v.section("plans", "evidencePlans", "", v.plansOf(path, v.from("treatments", k.Record.ID))),
		v.section("reviews", "evidenceReviews", "", v.reviewsOf(path, k)),
		v.section("changes", "evidenceChanges", "", v.historyOf(k.Record.ID)),
		v.section("former", "evidenceFormer", "", v.former(k.Record.ID)),
		v.section("open", "evidenceOpen", v.say("evidenceOpenNote", "day", v.day(v.Assessment.AsOf)), v.missing(path, k, made)),
	}
	return page
}

// decisionsOn gives the decisions that name a risk, newest first.
func (v evidencePresenter) decisionsOn(id string) []*register.Decision {
	var list []*register.Decision
	for _, d := range v.Register.Decisions {
		if slices.Contains(d.Risks, id) {
			list = append(list, d)
		}
	}
	slices.SortStableFunc(list, func(a, b *register.Decision) int { return b.On.Compare(a.On) })
	return list
}

// origin says when a risk was identified, and from what.
func (v evidencePresenter) origin(path string, k *assess.Risk) part.Part {
	f := v.facts()
	f.words("evidenceIdentified", v.day(k.Record.Identified))
	f.add("evidenceRecorded", v.recorded(k.Record.ID))
	f.add("evidenceEvents", v.refList(path, k.Record.Events))
	f.add("evidenceSources", v.refList(path, k.Sources))
	f.add("evidenceAssets", v.refList(path, k.Assets))
	f.add("evidenceFindings", v.refList(path, v.from("findings", k.Record.ID)))
	f.add("evidenceIncidents", v.refList(path, v.from("incidents", k.Record.ID)))
	return f.done()
}

// recorded says who put a record on the line, and in which commit.
func (v evidencePresenter) recorded(id string) part.Part {
	if v.Chronicle == nil {
		return nil
	}
	state, ok := v.Chronicle.Came[id]
	if !ok {
		return nil
	}
	s := &v.Chronicle.States[state]
	return join(" ", v.writers(s), v.commitLink(s.Commit))
}

// writers says who wrote what a state brings, and who merged it.
func (v evidencePresenter) writers(s *chronicle.State) part.Part {
	if s.Author == "" {
		return nil
	}
	if s.Single() {
		return part.Words(v.say("evidenceAlone", "who", s.Author))
	}
	authors := slices.DeleteFunc(slices.Clone(s.Authors), func(name string) bool { return name == s.Author })
	return part.Words(v.say("evidenceMerged", "authors", strings.Join(authors, v.words["listSeparator"]), "who", s.Author))
}

// ratings lists how a risk was rated, newest first: each time that its likelihood, impact or level became another, or that it was analysed again.
func (v evidencePresenter) ratings(k *assess.Risk) part.Part {
	t := v.table("", v.words["evidenceRatings"], column{"evidenceDay", "nowrap"}, column{"evidenceRating", ""}, column{"evidenceBasis", "words"}, column{"evidenceBy", ""}, column{"evidenceCommit", ""})
	now := func() {
		t.row()
		t.head(part.Words(v.day(cmp.Or(k.Record.Reviewed, k.Record.Identified))))
		t.cell(join(" ", v.ratingBadge(k.Now), v.verdictBadge(k)))
		t.cell(v.rationale(k.Record))
	}
	if v.Chronicle == nil {
		now()
		t.words("–")
		t.words("–")
		return t.done()
	}
	analysed := map[int]bool{}
	for _, told := range v.index.told() {
		if told.ID == k.Record.ID && assess.Rates(told.Fact.Field) {
			analysed[told.State] = true
		}
	}
	path := v.index.paths()[k.Record.ID]
	for i := len(v.Chronicle.States) - 1; i >= 0; i-- {
		s := &v.Chronicle.States[i]
		is, there := chronicle.At(path, i)
		was, before := chronicle.At(path, i-1)
		moved := !before || was.Likelihood != is.Likelihood || was.Impact != is.Impact || was.Level != is.Level
		if !s.Reads() || !there || !moved && !analysed[i] {
			continue
		}
		t.row()
		t.head(part.Words(v.day(s.On)))
		t.cell(v.stood(is, s.Figures.Revision))
		t.cell(v.rationaleIn(k.Record, i))
		t.cell(or(v.writers(s), part.Words("–")))
		t.cell(v.commitLink(s.Commit))
	}
	if len(t.made.Rows) == 0 {
		now()
		t.words("–")
		t.words("–")
	}
	return t.done()
}

// rationale gives the basis of the present rating.
func (v evidencePresenter) rationale(r *register.Risk) part.Part {
	for _, a := range []*register.Analysis{r.Current, r.Inherent} {
		if a != nil && !a.Rationale.IsZero() {
			return v.wording(a.Rationale)
		}
	}
	return part.Words("–")
}

// rationaleIn gives the basis as it was in a state: the first one that was replaced later, else the present one.
func (v evidencePresenter) rationaleIn(r *register.Risk, state int) part.Part {
	number := v.index.numbers()
	for i := range v.Chronicle.Texts {
		t := &v.Chronicle.Texts[i]
		if t.ID == r.ID && number[t.Commit] > state {
			return part.Words(v.formerWords(t.Was))
		}
	}
	return v.rationale(r)
}

// formerWords gives a former text in the page's language, else in the register's own.
func (v evidencePresenter) formerWords(was any) string {
	if by, ok := was.(map[string]any); ok {
		for _, language := range []string{v.Language, v.Register.Config.DefaultLanguage} {
			if text, ok := by[language].(string); ok {
				return text
			}
		}
	}
	return v.factWords(was)
}

// decided lists decisions with all that an auditor asks of them.
func (v evidencePresenter) decided(path string, list []*register.Decision) part.Part {
	t := v.table("", v.words["evidenceDecided"], column{"evidenceDecision", "title"}, column{"evidenceDay", "nowrap"}, column{"evidenceProposed", ""}, column{"evidenceDecider", ""}, column{"evidenceBasis", "words"},
		column{"evidenceUntil", "nowrap"}, column{"evidenceUnder", ""}, column{"decisionState", ""}, column{"evidenceDuty", "words"})
	for _, d := range list {
		t.row()
		t.head(join(" ", v.ref(path, d.ID), part.Words(v.words["decision-"+d.Form])))
		t.words(cmp.Or(v.day(d.On), "–"))
		t.words(cmp.Or(v.party(d.ProposedBy), "–"))
		t.words(cmp.Or(v.party(cmp.Or(d.By, d.Body)), "–"))
		t.cell(or(v.wording(d.Basis), part.Words("–")))
		t.words(cmp.Or(v.day(d.Until), "–"))
		var under part.Part
		if d.At != nil {
			under = v.ratedBadge(d.At, assess.Rating{})
		}
		if d.Criteria != "" {
			under = join(" ", under, part.Words(v.say("replayUnder", "revision", d.Criteria)))
		}
		t.cell(or(under, part.Words("–")))
		t.cell(join(" ", decisionsPresenter{v.desk}.decisionState(d), decisionsPresenter{v.desk}.signature(d)))
		t.cell(v.duty(d))
	}
	return t.done()
}

// duty says whether those who proposed, wrote and merged a decision are others than who decided and merged.
func (v evidencePresenter) duty(d *register.Decision) part.Part {
	var pieces []part.Part
	switch {
	case d.ProposedBy == "" || d.By == "":
	case d.ProposedBy == d.By:
		pieces = append(pieces, v.state("warn", "evidenceSame"))
	default:
		pieces = append(pieces, part.Words(v.words["evidenceApart"]))
	}
	pieces = append(pieces, v.recorded(d.ID))
	return or(lines(pieces...), part.Words("–"))
}

// replayed sets then and now side by side for the decisions on one risk.
func (v evidencePresenter) replayed(path string, made []*register.Decision, k *assess.Risk) part.Part {
	if v.Chronicle == nil {
		return nil
	}
	t := v.table("", v.words["replayTitle"], column{"evidenceDecision", "title"}, column{"replayThen", ""}, column{"replayNow", ""}, column{"replaySince", "words"}, column{"replayAgain", ""})
	for _, d := range made {
		if v.Assessment.DecisionStanding(d) != assess.DecisionMade {
			continue
		}
		t.row()
		t.head(v.ref(path, d.ID))
		t.cell(v.then(d, k.Record.ID))
		t.cell(join(" ", v.ratingBadge(k.Now), v.verdictBadge(k)))
		t.cell(v.since(path, d, k))
		t.cell(v.again(d, k))
	}
	return t.done()
}

// plansOf lists plans with their progress and what was found of their effect.
func (v evidencePresenter) plansOf(path string, ids []string) part.Part {
	t := v.table("", v.words["evidencePlans"], column{"evidencePlan", "title"}, column{"evidenceStatus", ""}, column{"evidenceProgress", "nowrap"}, column{"evidenceDue", "nowrap"}, column{"evidenceEffect", "words"})
	for _, id := range ids {
		p := v.Assessment.Plan(id)
		if p == nil {
			continue
		}
		t.row()
		t.head(v.ref(path, id))
		t.cell(treatmentsPresenter{v.desk}.planStatus(p.Record))
		t.words(strconv.Itoa(p.Done) + " / " + strconv.Itoa(p.Total))
		t.words(cmp.Or(v.day(p.Record.Due), "–"))
		if e := p.Record.Effectiveness; e != nil && !e.Reviewed.After(v.Assessment.AsOf) {
			t.cell(join(" ", part.Words(v.words["effect-"+e.Result]), part.Words(v.day(e.Reviewed)), v.wording(e.Note)))
		} else {
			t.words("–")
		}
	}
	return t.done()
}

// reviewsOf lists the reviews whose scope reaches a risk, newest first.
func (v evidencePresenter) reviewsOf(path string, k *assess.Risk) part.Part {
	rests := append(v.Assessment.RestsOn(k), k.Record.ID)
	for _, p := range v.Register.Treatments {
		if slices.Contains(p.Risks, k.Record.ID) {
			rests = append(rests, p.ID)
		}
	}
	var held []*register.Review
	for _, r := range v.Register.Reviews {
		if !r.On.After(v.Assessment.AsOf) && (len(r.Scope) == 0 || slices.ContainsFunc(r.Scope, func(id string) bool { return slices.Contains(rests, id) })) {
			held = append(held, r)
		}
	}
	return v.reviewRows(path, held)
}

func (v evidencePresenter) reviewRows(path string, held []*register.Review) part.Part {
	slices.SortStableFunc(held, func(a, b *register.Review) int { return b.On.Compare(a.On) })
	t := v.table("", v.words["evidenceReviews"], column{"evidenceReview", "title"}, column{"evidenceDay", "nowrap"}, column{"evidenceDecider", ""}, column{"reviewScope", "refs"}, column{"evidenceOutcome", ""})
	for _, r := range held {
		t.row()
		t.head(v.ref(path, r.ID))
		t.words(v.day(r.On))
		t.words(cmp.Or(v.party(r.By), "–"))
		t.cell(or(v.someRefs(path, r.Scope), part.Words(v.words["reviewWhole"])))
		t.cell(reviewsPresenter{v.desk}.reviewBadge(r))
	}
	return t.done()
}

// former lists the rationales that were replaced, newest first.
func (v evidencePresenter) former(id string) part.Part {
	if v.Chronicle == nil {
		return nil
	}
	t := v.table("", v.words["evidenceFormer"], column{"historyField", ""}, column{"evidenceWas", "words"}, column{"evidenceCommit", ""})
	for i := len(v.Chronicle.Texts) - 1; i >= 0; i-- {
		x := &v.Chronicle.Texts[i]
		if x.ID != id {
			continue
		}
		t.row()
		t.cell(part.Code(x.Field))
		t.words(v.formerWords(x.Was))
		t.cell(v.commitLink(x.Commit))
	}
	return t.done()
}

// missing lists what the rules say of a risk, of its plans and of the decisions on it.
func (v evidencePresenter) missing(path string, k *assess.Risk, made []*register.Decision) part.Part {
	about := map[string]bool{k.Record.ID: true}
	for _, id := range v.from("treatments", k.Record.ID) {
		about[id] = true
	}
	for _, d := range made {
		about[d.ID] = true
	}
	t := v.table("", v.words["evidenceOpen"], column{"risksNamedHead", "title"}, column{"evidenceRule", ""}, column{"evidenceSays", "words"})
	found := v.Checked().Diagnostics
	for i := range found {
		d := &found[i]
		if !about[d.Record] {
			continue
		}
		t.row()
		t.head(v.ref(path, d.Record))
		t.cell(part.Code(d.Rule))
		t.words(d.Message.In(v.Language))
	}
	return t.done()
}
