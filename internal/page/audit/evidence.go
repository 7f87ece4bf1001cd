// Package audit makes the pages that an auditor follows alone: the evidence of each risk and of each fiscal year, the requirement map, and what stands for each
// demand of the handbook.
//
// In: the desk, with the states of the register. Out: views. It must never judge.
package audit

import (
	"cmp"
	"iter"
	"slices"
	"strconv"
	"strings"

	"github.com/riskbook/riskbook/internal/address"
	"github.com/riskbook/riskbook/internal/agenda"
	"github.com/riskbook/riskbook/internal/assess"
	"github.com/riskbook/riskbook/internal/check"
	"github.com/riskbook/riskbook/internal/chronicle"
	"github.com/riskbook/riskbook/internal/page/desk"
	"github.com/riskbook/riskbook/internal/page/rating"
	"github.com/riskbook/riskbook/internal/part"
	"github.com/riskbook/riskbook/internal/register"
	"github.com/riskbook/riskbook/internal/view"
)

// EvidenceWords are the words of this file's pages and parts, by key.
var EvidenceWords = desk.Words{
	"evidenceTitle":          {Ja: "証跡：{title}", En: "Evidence: {title}"},
	"evidenceLead":           {Ja: "このリスクについて、誰が、いつ、何に基づいて決めたかを、このページだけでたどれるようにまとめたものです。", En: "Who decided what of this risk, when and on what basis, to be followed from this page alone."},
	"evidenceNoPast":         {Ja: "git の履歴が手元にないため、変更した人とコミットは示せません。", En: "No git history is at hand, so neither authors nor commits are shown."},
	"evidenceNone":           {Ja: "該当するものはありません。", En: "There is none."},
	"evidenceOrigin":         {Ja: "特定", En: "Identification"},
	"evidenceRatings":        {Ja: "評価の経過", En: "Ratings"},
	"evidenceDecided":        {Ja: "意思決定", En: "Decisions"},
	"evidencePlans":          {Ja: "リスク対応計画", En: "Plans"},
	"evidenceReviews":        {Ja: "レビュー", En: "Reviews"},
	"evidenceChanges":        {Ja: "項目の変更", En: "Changes of facts"},
	"evidenceFormer":         {Ja: "以前の根拠", En: "Former wordings"},
	"evidenceOpen":           {Ja: "不足しているもの、遅れているもの", En: "Missing or late"},
	"evidenceOpenNote":       {Ja: "{day}の時点で、このリスクとその計画、決定について検査の規則が述べることの全てです。", En: "All that the rules say of this risk, its plans and its decisions as of {day}."},
	"evidenceIdentified":     {Ja: "特定した日", En: "Identified on"},
	"evidenceRecorded":       {Ja: "記録した人", En: "Recorded by"},
	"evidenceEvents":         {Ja: "事象", En: "Events"},
	"evidenceSources":        {Ja: "リスク源", En: "Risk sources"},
	"evidenceAssets":         {Ja: "資産", En: "Assets"},
	"evidenceFindings":       {Ja: "課題", En: "Findings"},
	"evidenceIncidents":      {Ja: "インシデント", En: "Incidents"},
	"evidenceDay":            {Ja: "日付", En: "Day"},
	"evidenceRating":         {Ja: "評価", En: "Rating"},
	"evidenceBasis":          {Ja: "根拠", En: "Basis"},
	"evidenceBy":             {Ja: "記録した人", En: "Recorded by"},
	"evidenceCommit":         {Ja: "コミット", En: "Commit"},
	"evidenceDecision":       {Ja: "決定", En: "Decision"},
	"evidenceProposed":       {Ja: "起案", En: "Proposed by"},
	"evidenceDecider":        {Ja: "決定者", En: "Decided by"},
	"evidenceUnsigned":       {Ja: "署名なし", En: "not signed"},
	"evidenceUntil":          {Ja: "期限", En: "Until"},
	"evidenceUnder":          {Ja: "効力、レベルと基準", En: "Standing, level and criteria"},
	"evidenceDuty":           {Ja: "署名、職務の分離", En: "Signature, separation of duty"},
	"evidenceApart":          {Ja: "起案と決定は別", En: "proposed by another"},
	"evidenceSame":           {Ja: "起案と決定が同じ", En: "proposed and decided by the same"},
	"evidenceAlone":          {Ja: "記録と統合を同じ人が行った（{who}）", En: "written and merged by one person ({who})"},
	"evidenceMerged":         {Ja: "記録 {authors}、統合 {who}", En: "written by {authors}, merged by {who}"},
	"evidenceCommitNote":     {Ja: "コミットの署名は、SSH 署名を、そのコミット自身の content/allowed_signers で確かめた結果です。", En: "The signature of a commit is that of SSH, held against content/allowed_signers of the same commit."},
	"evidenceCommit-good":    {Ja: "コミットの署名は有効", En: "commit signed by a signer on its list"},
	"evidenceCommit-bad":     {Ja: "コミットの署名が一致しない", En: "the commit's signature does not match it"},
	"evidenceCommit-unknown": {Ja: "コミットの署名は確認できない", En: "the commit's signature is of an unknown signer or kind"},
	"evidenceCommit-none":    {Ja: "コミットに署名なし", En: "commit not signed"},
	"evidencePlan":           {Ja: "計画", En: "Plan"},
	"evidenceStatus":         {Ja: "状況", En: "Status"},
	"evidenceProgress":       {Ja: "進捗", En: "Progress"},
	"evidenceDue":            {Ja: "期限", En: "Due"},
	"evidenceEffect":         {Ja: "有効性", En: "Effectiveness"},
	"evidenceReview":         {Ja: "レビュー", En: "Review"},
	"evidenceOutcome":        {Ja: "結論", En: "Outcome"},
	"evidenceRule":           {Ja: "規則", En: "Rule"},
	"evidenceSays":           {Ja: "指摘", En: "What it says"},
	"evidenceWas":            {Ja: "以前の文言", En: "Wording"},
	"evidenceYears":          {Ja: "年度ごとの一覧", En: "Lists by fiscal year"},
	"evidenceRisks":          {Ja: "リスクごとの証跡", En: "Evidence by risk"},
	"evidenceRisksNote":      {Ja: "すべてのリスクについて、今の扱いを定めた受容又は判断（なければ、そのリスクについての最新の決定）と、決定者、署名を示します。リスクの名前から、そのリスクの証跡を開けます。", En: "For every risk: the acceptance or judgement by which it stands as it does, else the latest decision on it, who decided, and whether it was signed. The name of a risk leads to its evidence."},
	"evidenceStands":         {Ja: "現在の評価", En: "As it stands"},
	"evidenceToYears":        {Ja: "年度ごとの証跡", En: "Evidence by fiscal year"},
}

// EvidencePages makes the pages of evidence: of each risk, and of each fiscal year.
func EvidencePages(d *desk.Desk) iter.Seq[desk.Page] {
	v := d
	return func(yield func(desk.Page) bool) {
		for _, r := range register.Every[*register.Risk](d.Register) {
			path := address.Evidence(r.ID)
			if !yield(desk.Page{Path: path, Template: "evidence.html", View: func() any { return riskEvidence(v, path, v.Assessment.Risk(r.ID)) }}) {
				return
			}
		}
		for _, year := range desk.EvidenceYears(v) {
			path := address.EvidenceYear(year)
			if !yield(desk.Page{Path: path, Template: "evidence.html", View: func() any { return yearEvidence(v, path, year) }}) {
				return
			}
		}
	}
}

// section makes a section of a list that may be empty.
func section(v *desk.Desk, id, key, note string, p part.Part) view.EvidenceSection {
	s := view.EvidenceSection{ID: "evidence." + id, Title: v.Words[key], Note: part.Words(note)}
	if !part.None(p) {
		s.Part = p
	}
	return s
}

func evidenceFrame(v *desk.Desk, path, title string) view.Evidence {
	page := view.Evidence{Frame: v.Frame(path, v.Say("evidenceTitle", "title", title)), Lead: part.Words(v.Words["evidenceLead"])}
	switch {
	case v.Chronicle == nil:
		page.Notes = append(page.Notes, part.Words(v.Words["evidenceNoPast"]))
	case v.Chronicle.Shallow:
		page.Notes = append(page.Notes, part.Words(v.Words["changesShallow"]))
	}
	page.Years = evidenceYearLinks(v, path)
	return page
}

// evidenceYearLinks leads to the pages of evidence of the fiscal years.
func evidenceYearLinks(v *desk.Desk, path string) []part.Page {
	var links []part.Page
	for _, year := range desk.EvidenceYears(v) {
		links = append(links, part.Page{Href: address.Href(path, address.EvidenceYear(year)), Text: part.Words(strconv.Itoa(year))})
	}
	return links
}

func riskEvidence(v *desk.Desk, path string, k *assess.Risk) view.Evidence {
	page := evidenceFrame(v, path, k.Record.ID+" "+v.Text(k.Record.Title))
	page.Back = desk.Join(" › ", v.PageLink(path, requirementsPath, v.Words["requirementsTitle"]), v.Ref(path, k.Record.ID))
	made := decisionsOn(v, k.Record.ID)
	page.Sections = []view.EvidenceSection{
		section(v, "origin", "evidenceOrigin", "", origin(v, path, k)),
		section(v, "ratings", "evidenceRatings", "", ratings(v, path, k)),
		section(v, "decisions", "evidenceDecided", commitNote(v, made), decided(v, path, made)),
		section(v, "replay", "replayTitle", v.Words["replayLead"], replayed(v, path, made, k)),
		section(v, "plans", "evidencePlans", "", evidencePlansOf(v, path, v.From("treatments", k.Record.ID))),
		section(v, "reviews", "evidenceReviews", "", reviewsOf(v, path, k)),
		section(v, "changes", "evidenceChanges", "", desk.HistoryOf(v, path, k.Record.ID)),
		section(v, "former", "evidenceFormer", "", evidenceFormer(v, path, k.Record.ID)),
		section(v, "open", "evidenceOpen", v.Say("evidenceOpenNote", "day", v.Day(v.Assessment.AsOf)), missing(v, path, k, made)),
	}
	return page
}

// origin says when a risk was identified, and from what.
func origin(v *desk.Desk, path string, k *assess.Risk) part.Part {
	f := v.Facts()
	f.Add("evidenceIdentified", v.Iso(k.Record.Identified))
	f.Add("evidenceRecorded", recorded(v, k.Record.ID))
	f.Add("evidenceEvents", v.RefList(path, k.Record.Events))
	f.Add("evidenceSources", v.RefList(path, k.Sources))
	f.Add("evidenceAssets", v.RefList(path, k.Assets))
	f.Add("evidenceFindings", v.RefList(path, v.From("findings", k.Record.ID)))
	f.Add("evidenceIncidents", v.RefList(path, v.From("incidents", k.Record.ID)))
	return f.Done()
}

// recorded says who put a record on the line, and in which commit.
func recorded(v *desk.Desk, id string) part.Part {
	if v.Chronicle == nil {
		return nil
	}
	state, ok := v.Chronicle.Came[id]
	if !ok {
		return nil
	}
	s := &v.Chronicle.States[state]
	return desk.Join(" ", writers(v, s), desk.CommitLink(v, s.Commit))
}

// writers says who wrote what a state brings, and who merged it.
func writers(v *desk.Desk, s *chronicle.State) part.Part {
	if s.Author == "" {
		return nil
	}
	if s.Single() {
		return part.Words(v.Say("evidenceAlone", "who", s.Author))
	}
	authors := slices.DeleteFunc(slices.Clone(s.Authors), func(name string) bool { return name == s.Author })
	return part.Words(v.Say("evidenceMerged", "authors", strings.Join(authors, v.Words["listSeparator"]), "who", s.Author))
}

// ratings lists how a risk was rated, newest first: each time that its likelihood, impact or level became another, or that it was analysed again.
func ratings(v *desk.Desk, path string, k *assess.Risk) part.Part {
	t := v.Table("", v.Words["evidenceRatings"], desk.Column{Key: "evidenceDay", Class: "nowrap"}, desk.Column{Key: "evidenceRating"}, desk.Column{Key: "evidenceBasis", Class: "words"}, desk.Column{Key: "evidenceBy"}, desk.Column{Key: "evidenceCommit"})
	now := func() {
		t.Row()
		t.Head(v.Iso(cmp.Or(k.Record.Reviewed, k.Record.Identified)))
		t.Cell(desk.Join(" ", v.RatingBadge(k.Now), v.VerdictBadge(k)))
		t.Cell(rationale(v, path, k.Record))
	}
	if v.Chronicle == nil {
		now()
		t.Words("–")
		t.Words("–")
		return t.Done()
	}
	analysed := map[int]bool{}
	for _, told := range v.Index.Told() {
		if told.ID == k.Record.ID && assess.Rates(told.Fact.Field) {
			analysed[told.State] = true
		}
	}
	steps := v.Index.Paths()[k.Record.ID]
	for i := len(v.Chronicle.States) - 1; i >= 0; i-- {
		s := &v.Chronicle.States[i]
		is, there := chronicle.At(steps, i)
		was, before := chronicle.At(steps, i-1)
		moved := !before || was.Likelihood != is.Likelihood || was.Impact != is.Impact || was.Level != is.Level
		if !s.Reads() || !there || !moved && !analysed[i] {
			continue
		}
		t.Row()
		t.Head(v.Iso(s.On))
		t.Cell(rating.Stood(v, is, s.Figures.Revision))
		t.Cell(rationaleIn(v, path, k.Record, i))
		t.Cell(desk.Or(writers(v, s), part.Words("–")))
		t.Cell(desk.CommitLink(v, s.Commit))
	}
	if len(t.Made.Rows) == 0 {
		now()
		t.Words("–")
		t.Words("–")
	}
	return t.Done()
}

// rationale gives the basis of the present rating.
func rationale(v *desk.Desk, path string, r *register.Risk) part.Part {
	for _, a := range []*register.Analysis{r.Current, r.Inherent} {
		if a != nil && !a.Rationale.IsZero() {
			return v.Said(path, a.Rationale)
		}
	}
	return part.Words("–")
}

// rationaleIn gives the basis as it was in a state: the first one that was replaced later, else the present one.
func rationaleIn(v *desk.Desk, path string, r *register.Risk, state int) part.Part {
	number := v.Index.Numbers()
	for i := range v.Chronicle.Texts {
		t := &v.Chronicle.Texts[i]
		if t.Former.ID == r.ID && number[t.Commit] > state {
			return desk.Linked(v.Verdicts, path, part.Words(formerWords(v, t.Former.Was)))
		}
	}
	return rationale(v, path, r)
}

// formerWords gives a former text in the page's language, else in the register's own.
func formerWords(v *desk.Desk, was any) string {
	if by, ok := was.(map[string]any); ok {
		for _, language := range []string{v.Language, v.Register.Config.DefaultLanguage} {
			if text, ok := by[language].(string); ok {
				return text
			}
		}
	}
	return v.FactWords(was)
}

// evidencePlansOf lists plans with their progress and what was found of their effect.
func evidencePlansOf(v *desk.Desk, path string, ids []string) part.Part {
	t := v.Table("", v.Words["evidencePlans"], desk.Column{Key: "evidencePlan", Class: "title"}, desk.Column{Key: "evidenceStatus"}, desk.Column{Key: "evidenceProgress", Class: "nowrap"}, desk.Column{Key: "evidenceDue", Class: "nowrap"}, desk.Column{Key: "evidenceEffect", Class: "words"})
	for _, id := range ids {
		p := v.Assessment.Plan(id)
		if p == nil {
			continue
		}
		t.Row()
		t.Head(v.Ref(path, id))
		t.Cell(rating.PlanStatus(v, p.Record))
		t.Words(strconv.Itoa(p.Done) + " / " + strconv.Itoa(p.Total))
		t.Cell(desk.Or(v.Iso(p.Record.Due), part.Words("–")))
		if e := p.Record.Effectiveness; e != nil && !e.Reviewed.After(v.Assessment.AsOf) {
			t.Cell(desk.Join(" ", part.Words(v.Words["effect-"+e.Result]), v.Iso(e.Reviewed), v.Said(path, e.Note)))
		} else {
			t.Words("–")
		}
	}
	return t.Done()
}

// reviewsOf lists the reviews whose scope reaches a risk, newest first.
func reviewsOf(v *desk.Desk, path string, k *assess.Risk) part.Part {
	rests := append(agenda.RestsOn(v.Assessment, k), k.Record.ID)
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
	return reviewRows(v, path, held)
}

func reviewRows(v *desk.Desk, path string, held []*register.Review) part.Part {
	slices.SortStableFunc(held, func(a, b *register.Review) int { return b.On.Compare(a.On) })
	t := v.Table("", v.Words["evidenceReviews"], desk.Column{Key: "evidenceReview", Class: "title"}, desk.Column{Key: "evidenceDay", Class: "nowrap"}, desk.Column{Key: "evidenceDecider"}, desk.Column{Key: "reviewScope", Class: "refs"}, desk.Column{Key: "evidenceOutcome"})
	for _, r := range held {
		t.Row()
		t.Head(v.Ref(path, r.ID))
		t.Cell(v.Iso(r.On))
		t.Words(cmp.Or(v.Party(r.By), "–"))
		t.Cell(desk.Or(v.SomeRefs(path, r.Scope), part.Words(v.Words["reviewWhole"])))
		t.Cell(desk.ReviewBadge(v, r))
	}
	return t.Done()
}

// evidenceFormer lists the rationales that were replaced, newest first.
func evidenceFormer(v *desk.Desk, path, id string) part.Part {
	if v.Chronicle == nil {
		return nil
	}
	t := v.Table("", v.Words["evidenceFormer"], desk.Column{Key: "historyField"}, desk.Column{Key: "evidenceWas", Class: "words"}, desk.Column{Key: "evidenceCommit"})
	for i := len(v.Chronicle.Texts) - 1; i >= 0; i-- {
		x := &v.Chronicle.Texts[i]
		if x.Former.ID != id {
			continue
		}
		t.Row()
		t.Words(v.FieldName(x.Former.Field))
		t.Cell(desk.Linked(v.Verdicts, path, part.Words(formerWords(v, x.Former.Was))))
		t.Cell(desk.CommitLink(v, x.Commit))
	}
	return t.Done()
}

// missing lists what the rules say of a risk, of its plans and of the decisions on it.
func missing(v *desk.Desk, path string, k *assess.Risk, made []*register.Decision) part.Part {
	about := map[string]bool{k.Record.ID: true}
	for _, id := range v.From("treatments", k.Record.ID) {
		about[id] = true
	}
	for _, d := range made {
		about[d.ID] = true
	}
	t := v.Table("", v.Words["evidenceOpen"], desk.Column{Key: "risksNamedHead", Class: "title"}, desk.Column{Key: "evidenceRule"}, desk.Column{Key: "evidenceSays", Class: "words"})
	found := v.Checked().Diagnostics
	for i := range found {
		d := &found[i]
		if !about[d.Record] {
			continue
		}
		t.Row()
		t.Head(v.Ref(path, d.Record))
		title := string(d.Rule)
		if known := check.Lookup(d.Rule); known != nil {
			title = known.Title.In(v.Language)
		}
		t.Cell(v.RuleLink(path, d.Rule, title))
		t.Cell(desk.Finding(v.Verdicts, path, d.Message))
	}
	return t.Done()
}
