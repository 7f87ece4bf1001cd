package duty

import (
	"cmp"
	"iter"
	"slices"
	"strings"

	"github.com/riskbook/riskbook/internal/address"
	"github.com/riskbook/riskbook/internal/assess"
	"github.com/riskbook/riskbook/internal/page/desk"
	"github.com/riskbook/riskbook/internal/part"
	"github.com/riskbook/riskbook/internal/register"
	"github.com/riskbook/riskbook/internal/view"
)

// ReviewsWords are the words of this file's pages and parts, by key.
var ReviewsWords = desk.Words{
	"reviewsLead":   {Ja: "モニタリング及びレビューの記録です。何をきっかけに、何を見直し、どのステップに戻ったかを、新しいものから順に示します。", En: "The log of monitoring and review, newest first: what prompted it, what was looked at, and which steps were reopened."},
	"reviewsCount":  {Ja: "全{n}件（内的要因{inside}件、外的要因{outside}件）。うち見直しに至ったもの{change}件。", En: "{n} in all ({inside} of internal factors, {outside} of external ones); {change} led to a change."},
	"reviewsYet":    {Ja: "ほかに、基準日より後のもの{n}件。", En: "{n} more {n|is|are} later than the as-of date."},
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

// ReviewsPages makes the page of reviews.
func ReviewsPages(v *desk.Desk) iter.Seq[desk.Page] {
	return desk.One("reviews.html", "reviews.html", func() any { return reviewsView(v, "reviews.html") })
}

func reviewsView(v *desk.Desk, path string) view.Reviews {
	besides := desk.NewFacets(v)
	t := v.Table("list.rows", v.Words["reviewsTitle"], desk.Column{Key: "reviewHead", Class: "title"}, desk.Column{Key: "reviewOn", Class: "nowrap"}, desk.Column{Key: "reviewFactor"}, desk.Column{Key: "reviewTrigger"}, desk.Column{Key: "reviewOutcome"},
		desk.Column{Key: "reviewScope", Class: "refs"}, desk.Column{Key: "reviewReopens"}, desk.Column{Key: "reviewNext", Class: "nowrap"}, desk.Column{Key: "reviewBy", Class: "name"})
	factors, triggers, outcomes := desk.NewPicks("factor", "reviewFactor"), desk.NewPicks("trigger", "reviewTrigger"), desk.NewPicks("outcome", "reviewOutcome")
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
		factors.Add(0, r.Factor, v.Words["factor-"+r.Factor])
		triggers.Add(0, r.Trigger, v.Words["trigger-"+r.Trigger])
		outcomes.Add(0, r.Outcome, reviewOutcome(v, r))
		t.Row(append([]string{"factor", r.Factor, "trigger", r.Trigger, "outcome", r.Outcome}, besides.Of(&r.Record, nil, r.Next)...)...)
		t.Named(r.ID, v.Listed(path, r))
		t.Words(r.On.String())
		t.Words(v.Words["factor-"+r.Factor])
		t.Words(v.Words["trigger-"+r.Trigger])
		t.Cell(desk.Join(" ", desk.ReviewBadge(v, r), reviewYet(v, r)))
		t.Cell(desk.Or(v.SomeRefs(path, r.Scope), part.Words(v.Words["reviewWhole"])))
		t.Words(cmp.Or(strings.Join(r.Reopens, v.Words["listSeparator"]), "–"))
		t.Words(cmp.Or(r.Next.String(), "–"))
		t.Words(v.Party(r.By))
	}
	held := len(list) - later
	count := v.Say("reviewsCount", "n", held, "inside", inside, "outside", held-inside, "change", change)
	if later > 0 {
		count += v.Words["sentenceSeparator"] + v.Say("reviewsYet", "n", later)
	}
	return view.Reviews{Changed: len(assess.Changed(v.Assessment)) > 0, Revisit: revisitTable(v, path), ListPage: v.ListPage(path, part.Words(count), v.Filters("list.rows", append([]*desk.Picks{factors, triggers, outcomes}, besides.Picks()...)...), t.Sortable())}
}

func reviewOutcome(v *desk.Desk, r *register.Review) string {
	return v.Words["review-"+r.Outcome]
}

// reviewYet says that a review is later than the as-of date: it moves nothing yet.
func reviewYet(v *desk.Desk, r *register.Review) part.Part {
	if !r.On.After(v.Assessment.AsOf) {
		return nil
	}
	return desk.Small(part.Words(v.Words["notThere"]))
}

// ReviewPages makes a page for each review.
func ReviewPages(v *desk.Desk) iter.Seq[desk.Page] {
	return desk.RecordPages(v, "review.html", register.Every[*register.Review](v.Register), func(path string, r *register.Review) any { return reviewView(v, path, r) })
}

func reviewView(v *desk.Desk, path string, r *register.Review) view.Review {
	page := view.Review{RecordPage: v.Record(path, r), Status: desk.ReviewBadge(v, r)}
	if page.RevisitSum, page.Revisit = revisitsOf((v), path, r); page.RevisitSum == "" {
		page.Risks = v.RiskTable(path, r.Scope)
	}
	f := v.Facts()
	f.Add("reviewOn", desk.Join(" ", v.Iso(r.On), reviewYet(v, r)))
	f.Words("reviewBy", v.Party(r.By))
	f.Words("reviewFactor", v.Words["factor-"+r.Factor])
	f.Words("reviewTrigger", v.Words["trigger-"+r.Trigger])
	f.Add("reviewOutcome", desk.ReviewBadge(v, r))
	f.Add("reviewScope", desk.Or(v.RefList(path, r.Scope), part.Words(v.Words["reviewWhole"])))
	f.Add("reviewSteps", stepList(v, path, r.Steps))
	f.Add("reviewReopens", stepList(v, path, r.Reopens))
	f.Add("reviewNext", v.DueDay(r.Next, false))
	page.Facts = f.Done()
	return page
}

// stepList names steps of the process.
func stepList(v *desk.Desk, path string, steps []string) part.Part {
	pieces := make([]part.Part, len(steps))
	for i, s := range steps {
		pieces[i] = v.PageLink(path, address.Handbook(s), s+" "+v.Words["step-"+s])
	}
	return desk.List(pieces)
}
