package page

import (
	"cmp"
	"iter"
	"slices"
	"strings"

	"github.com/riskbook/riskbook/internal/part"
	"github.com/riskbook/riskbook/internal/register"
)

var reviewsWords = Words{
	"reviewsLead":   {Ja: "モニタリング及びレビューの記録です。何をきっかけに、何を見直し、どのステップに戻ったかを、新しいものから順に示します。", En: "The log of monitoring and review, newest first: what prompted it, what was looked at, and which steps were reopened."},
	"reviewsCount":  {Ja: "全{n}件（内的要因{inside}件、外的要因{outside}件）。うち見直しに至ったもの{change}件。", En: "{n} in all ({inside} of internal factors, {outside} of external ones); {change} led to a change."},
	"reviewsYet":    {Ja: "ほかに、基準日より後のもの{n}件。", En: "{n} more are later than the as-of date."},
	"reviewsAll":    {Ja: "すべてのレビュー", En: "All reviews"},
	"reviewHead":    {Ja: "レビュー", En: "Review"},
	"reviewOn":      {Ja: "実施日", En: "Held on"},
	"reviewBy":      {Ja: "実施者", En: "By"},
	"reviewFactor":  {Ja: "要因", En: "Factor"},
	"reviewTrigger": {Ja: "きっかけ", En: "Trigger"},
	"reviewScope":   {Ja: "範囲", En: "Scope"},
	"reviewWhole":   {Ja: "登録簿全体", En: "The whole register"},
	"reviewOutcome": {Ja: "結論", En: "Outcome"},
	"reviewReopens": {Ja: "戻ったステップ", En: "Steps reopened"},
	"reviewSteps":   {Ja: "適切と確認したステップ", En: "Steps found sound"},
	"reviewNext":    {Ja: "次回", En: "Next"},
	"reviewRisks":   {Ja: "範囲のリスク", En: "Risks in its scope"},
}

// reviewsView is the page reviews.html.
type reviewsView struct {
	listView
	Changed bool      // there are reviews that found external factors changed
	Revisit part.Part // the risks that they leave to be revisited
}

// reviewsPresenter makes the pages of reviews.
type reviewsPresenter struct{ *desk }

func reviewsPages(v *desk) iter.Seq[Page] {
	return one("reviews.html", "reviews.html", func() any { return reviewsPresenter{v}.reviewsView("reviews.html") })
}

func (v reviewsPresenter) reviewsView(path string) reviewsView {
	besides := newFacets(v.desk)
	t := v.table("list.rows", v.words["reviewsTitle"], column{"reviewHead", "title"}, column{"reviewOn", "nowrap"}, column{"reviewFactor", ""}, column{"reviewTrigger", ""}, column{"reviewOutcome", ""},
		column{"reviewScope", "refs"}, column{"reviewReopens", ""}, column{"reviewNext", "nowrap"}, column{"reviewBy", "name"})
	factors, triggers, outcomes := newPicks("factor", "reviewFactor"), newPicks("trigger", "reviewTrigger"), newPicks("outcome", "reviewOutcome")
	list := slices.Clone(v.Register.Reviews)
	slices.SortStableFunc(list, func(a, b *register.Review) int {
		if c := b.On.Compare(a.On); c != 0 {
			return c
		}
		return strings.Compare(a.ID, b.ID)
	})
	inside, change, later := 0, 0, 0
	for _, r := range list {
		switch held := !r.On.After(v.Assessment.AsOf); {
		case !held:
			later++
		case r.Factor == "internal" && r.Outcome == "change":
			inside, change = inside+1, change+1
		case r.Factor == "internal":
			inside++
		case r.Outcome == "change":
			change++
		}
		factors.add(0, r.Factor, v.words["factor-"+r.Factor])
		triggers.add(0, r.Trigger, v.words["trigger-"+r.Trigger])
		outcomes.add(0, r.Outcome, v.reviewOutcome(r))
		t.row(append([]string{"factor", r.Factor, "trigger", r.Trigger, "outcome", r.Outcome}, besides.of(&r.Record, nil, r.Next)...)...)
		t.named(r.ID, v.listed(path, r))
		t.words(r.On.String())
		t.words(v.words["factor-"+r.Factor])
		t.words(v.words["trigger-"+r.Trigger])
		t.cell(join(" ", v.reviewBadge(r), v.reviewYet(r)))
		t.cell(or(v.someRefs(path, r.Scope), part.Words(v.words["reviewWhole"])))
		t.words(cmp.Or(strings.Join(r.Reopens, v.words["listSeparator"]), "–"))
		t.words(cmp.Or(r.Next.String(), "–"))
		t.words(v.party(r.By))
	}
	held := len(list) - later
	count := v.say("reviewsCount", "n", held, "inside", inside, "outside", held-inside, "change", change)
	if later > 0 {
		count += v.words["sentenceSeparator"] + v.say("reviewsYet", "n", later)
	}
	return reviewsView{Changed: len(v.Assessment.Changed()) > 0, Revisit: reviewRevisitPresenter{v.desk}.revisitTable(path), listView: v.listPage(path, part.Words(count), v.filters("list.rows", append([]*picks{factors, triggers, outcomes}, besides.picks()...)...), t.sortable())}
}

func (v reviewsPresenter) reviewOutcome(r *register.Review) string {
	return v.words["review-"+r.Outcome]
}

func (v reviewsPresenter) reviewBadge(r *register.Review) part.Part {
	if r.Outcome == "change" {
		return v.state("warn", "review-change")
	}
	return v.state("good", "review-keep")
}

// reviewYet says that a review is later than the as-of date: it moves nothing yet.
func (v reviewsPresenter) reviewYet(r *register.Review) part.Part {
	if !r.On.After(v.Assessment.AsOf) {
		return nil
	}
	return small(part.Words(v.words["notThere"]))
}

// reviewView is the page of one review.
type reviewView struct {
	recordView
	Status     part.Part
	Risks      part.Part // in its scope; empty where they are to be revisited
	RevisitSum string
	Revisit    part.Part
}

func reviewPages(v *desk) iter.Seq[Page] {
	return recordPages(v, "review.html", register.Every[*register.Review](v.Register), func(path string, r *register.Review) any { return reviewsPresenter{v}.reviewView(path, r) })
}

func (v reviewsPresenter) reviewView(path string, r *register.Review) reviewView {
	page := reviewView{recordView: v.record(path, r), Status: v.reviewBadge(r)}
	if page.RevisitSum, page.Revisit = (reviewRevisitPresenter{v.desk}).revisitsOf(path, r); page.RevisitSum == "" {
		page.Risks = v.riskTable(path, r.Scope)
	}
	f := v.facts()
	f.add("reviewOn", join(" ", part.Words(v.day(r.On)), v.reviewYet(r)))
	f.words("reviewBy", v.party(r.By))
	f.words("reviewFactor", v.words["factor-"+r.Factor])
	f.words("reviewTrigger", v.words["trigger-"+r.Trigger])
	f.add("reviewOutcome", v.reviewBadge(r))
	f.add("reviewScope", or(v.refList(path, r.Scope), part.Words(v.words["reviewWhole"])))
	f.add("reviewSteps", v.stepList(path, r.Steps))
	f.add("reviewReopens", v.stepList(path, r.Reopens))
	f.add("reviewNext", v.dueDay(r.Next, false))
	page.Facts = f.done()
	return page
}

// stepList names steps of the process.
func (v reviewsPresenter) stepList(path string, steps []string) part.Part {
	pieces := make([]part.Part, len(steps))
	for i, s := range steps {
		pieces[i] = v.pageLink(path, handbookPath(s), s+" "+v.words["step-"+s])
	}
	return list(pieces)
}
