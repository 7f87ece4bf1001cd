package page

import (
	"iter"
	"math"
	"slices"
	"strconv"
	"strings"

	"github.com/riskbook/riskbook/internal/assess"
	"github.com/riskbook/riskbook/internal/part"
	"github.com/riskbook/riskbook/internal/register"
)

var assetsWords = Words{
	"assetsLead":              {Ja: "防護すべき資産と、その責任者、重要性、事象の特定の状況、関わるリスクを示します。", En: "What must be protected: who answers for it, how much it matters, from which sides it was looked at, and the risks to it."},
	"assetsCount":             {Ja: "全{n}件。うち重要な資産{important}件、原因・結果の片側からしか見ていない重要な資産{open}件。", En: "{n} in all: {important} important, {open} of these looked at from one side only."},
	"assetHead":               {Ja: "資産", En: "Asset"},
	"assetService":            {Ja: "重要インフラサービス", En: "Service"},
	"assetImportance":         {Ja: "重要性", En: "Importance"},
	"assetImportanceOf":       {Ja: "機密性{c}・完全性{i}・可用性{a}", En: "C {c} · I {i} · A {a}"},
	"assetEvents":             {Ja: "事象（原因／結果）", En: "Events (cause / result)"},
	"assetRisks":              {Ja: "リスク", En: "Risks"},
	"assetHighest":            {Ja: "最も高いレベル", En: "Highest level"},
	"assetOneSided":           {Ja: "片側のみ", En: "One side only"},
	"protect-safety-standard": {Ja: "安全基準等に定めのある対象", En: "Named by a safety standard"},
	"protect-service-level":   {Ja: "サービス維持レベルに関わる対象", En: "Bears on the service maintenance level"},
	"protect-confidentiality": {Ja: "機密扱いとすべき情報等", En: "Confidentiality"},
}

// assetsView is the page assets.html.
type assetsView struct {
	listView
	Graph part.Part
}

// assetsPresenter makes the page of all assets.
type assetsPresenter struct{ *desk }

func assetsPages(v *desk) iter.Seq[Page] {
	return one("assets.html", "assets.html", func() any { return assetsPresenter{v}.assetsView("assets.html") })
}

func (v assetsPresenter) assetsView(path string) assetsView {
	besides := newFacets(v.desk)
	t := v.table("list.rows", v.words["assetsTitle"], column{"assetHead", "title"}, column{"form", "nowrap"}, column{"assetService", "words"}, column{"assetImportance", ""}, column{"owner", "name"},
		column{"assetEvents", ""}, column{"assetRisks", "number"}, column{"assetHighest", "nowrap"})
	forms, owners, levels := newPicks("form", "form"), newPicks("owner", "owner"), newPicks("level", "assetHighest")
	important, open := 0, 0
	for i := range v.Assessment.Coverage {
		c := &v.Assessment.Coverage[i]
		a := c.Asset
		risks := v.index.bearing().byAsset[a.ID]
		highest := v.highest(risks)
		level := "none"
		if highest >= 0 {
			level = v.Register.Criteria.Levels[highest].Key
		}
		oneSided := c.Lacking
		if c.Important {
			important++
		}
		if oneSided {
			open++
		}
		forms.add(0, a.Form, v.words["asset-"+a.Form])
		owners.add(0, a.Owner, v.party(a.Owner))
		levels.add(-highest, level, v.levelName(highest))
		t.row(append([]string{"form", a.Form, "owner", a.Owner, "level", level}, besides.of(&a.Record, nil, noDay)...)...)
		t.named(a.ID, v.listed(path, a))
		t.words(v.words["asset-"+a.Form])
		_, service := v.serviceOf(a)
		if service != nil {
			t.cell(v.short(service.Label))
		} else {
			t.cell(part.Words("–"))
		}
		t.number(importanceOf(a), v.importance(a))
		t.words(v.party(a.Owner))
		var sides part.Part = part.Words(strconv.Itoa(len(c.Cause)) + " / " + strconv.Itoa(len(c.Result)))
		if oneSided {
			sides = join(" ", sides, v.state("warn", "assetOneSided"))
		}
		t.number(len(c.Cause)+len(c.Result), sides)
		t.number(len(risks), part.Words(strconv.Itoa(len(risks))))
		if len(risks) == 0 {
			t.number(math.MinInt32, part.Words("–"))
		} else {
			t.number(highest, v.levelBadge(highest))
		}
	}
	return assetsView{listView: v.listPage(path, part.Words(v.say("assetsCount", "n", len(v.Register.Assets), "important", important, "open", open)),
		v.filters("list.rows", append([]*picks{forms, owners, levels}, besides.picks()...)...), t.sortable()), Graph: assetGraphPresenter{v.desk}.assetGraph(path)}
}

// highest gives the highest level now among open risks, -1 where none has one.
func (v assetsPresenter) highest(risks []string) int {
	highest := -1
	for _, id := range risks {
		if r := v.Assessment.Risk(id); r != nil && !r.Closed() {
			highest = max(highest, r.Now.Level)
		}
	}
	return highest
}

func importanceOf(a *register.Asset) int {
	return a.Importance.Confidentiality + a.Importance.Integrity + a.Importance.Availability
}

// importance writes how much each property of an asset matters.
func (v assetsPresenter) importance(a *register.Asset) part.Part {
	if importanceOf(a) == 0 {
		return part.Words("–")
	}
	figure := func(n int) string {
		if n == 0 {
			return "–"
		}
		return strconv.Itoa(n)
	}
	words := v.say("assetImportanceOf", "c", figure(a.Importance.Confidentiality), "i", figure(a.Importance.Integrity), "a", figure(a.Importance.Availability))
	var pieces []part.Part
	for piece := range strings.SplitAfterSeq(words, "・") { // lines end between properties alone
		pieces = append(pieces, part.Whole{Part: part.Words(piece)})
	}
	return join("", pieces...)
}

// serviceOf finds the sector and the service of an asset in the catalogue; nil where it names none that is there.
func (v assetsPresenter) serviceOf(a *register.Asset) (*register.Sector, *register.Service) {
	sector := v.Register.Catalogue.Sector(a.Sector)
	if sector == nil {
		return nil, nil
	}
	return sector, sector.Service(a.Service)
}

// coverage gives the events of an asset by approach.
func (v assetsPresenter) coverage(id string) *assess.Coverage {
	i, found := slices.BinarySearchFunc(v.Assessment.Coverage, id, func(c assess.Coverage, id string) int { return strings.Compare(c.Asset.ID, id) })
	if !found {
		return nil
	}
	return &v.Assessment.Coverage[i]
}
