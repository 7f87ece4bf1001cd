// Package ground makes the pages of what risks rest on: assets, sources, events, controls, findings, indicators.
//
// In: the desk. Out: views. It must never judge.
package ground

import (
	"iter"
	"math"
	"slices"
	"strconv"
	"strings"

	"github.com/riskbook/riskbook/internal/assess"
	"github.com/riskbook/riskbook/internal/page/desk"
	"github.com/riskbook/riskbook/internal/part"
	"github.com/riskbook/riskbook/internal/register"
	"github.com/riskbook/riskbook/internal/view"
)

// AssetsWords are the words of this file's pages and parts, by key.
var AssetsWords = desk.Words{
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

// AssetsPages makes the page of assets.
func AssetsPages(v *desk.Desk) iter.Seq[desk.Page] {
	return desk.One("assets.html", "assets.html", func() any { return assetsView(v, "assets.html") })
}

func assetsView(v *desk.Desk, path string) view.Assets {
	besides := desk.NewFacets(v)
	t := v.Table("list.rows", v.Words["assetsTitle"], desk.Column{Key: "assetHead", Class: "title"}, desk.Column{Key: "form", Class: "nowrap"}, desk.Column{Key: "assetService", Class: "words"}, desk.Column{Key: "assetImportance"}, desk.Column{Key: "owner", Class: "name"},
		desk.Column{Key: "assetEvents"}, desk.Column{Key: "assetRisks", Class: "number"}, desk.Column{Key: "assetHighest", Class: "nowrap"})
	forms, owners, levels := desk.NewPicks("form", "form"), desk.NewPicks("owner", "owner"), desk.NewPicks("level", "assetHighest")
	important, open := 0, 0
	for i := range v.Assessment.Coverage {
		c := &v.Assessment.Coverage[i]
		a := c.Asset
		risks := v.Index.Bearing().ByAsset[a.ID]
		highest := highest(v, risks)
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
		forms.Add(0, a.Form, v.Words["asset-"+a.Form])
		owners.Add(0, a.Owner, v.Party(a.Owner))
		levels.Add(-highest, level, v.LevelName(highest))
		t.Row(append([]string{"form", a.Form, "owner", a.Owner, "level", level}, besides.Of(&a.Record, nil, desk.NoDay)...)...)
		t.Named(a.ID, v.Listed(path, a))
		t.Words(v.Words["asset-"+a.Form])
		_, service := serviceOf(v, a)
		if service != nil {
			t.Cell(v.Short(service.Label))
		} else {
			t.Cell(part.Words("–"))
		}
		t.Number(importanceOf(a), importance(v, a))
		t.Words(v.Party(a.Owner))
		var sides part.Part = part.Words(strconv.Itoa(len(c.Cause)) + " / " + strconv.Itoa(len(c.Result)))
		if oneSided {
			sides = desk.Join(" ", sides, v.State("warn", "assetOneSided"))
		}
		t.Number(len(c.Cause)+len(c.Result), sides)
		t.Number(len(risks), part.Words(strconv.Itoa(len(risks))))
		if len(risks) == 0 {
			t.Number(math.MinInt32, part.Words("–"))
		} else {
			t.Number(highest, v.LevelBadge(highest))
		}
	}
	return view.Assets{ListPage: v.ListPage(path, part.Words(v.Say("assetsCount", "n", len(v.Register.Assets), "important", important, "open", open)),
		v.Filters("list.rows", append([]*desk.Picks{forms, owners, levels}, besides.Picks()...)...), t.Sortable()), Graph: assetGraph(v, path)}
}

// highest gives the highest level now among open risks, -1 where none has one.
func highest(v *desk.Desk, risks []string) int {
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
func importance(v *desk.Desk, a *register.Asset) part.Part {
	if importanceOf(a) == 0 {
		return part.Words("–")
	}
	figure := func(n int) string {
		if n == 0 {
			return "–"
		}
		return strconv.Itoa(n)
	}
	words := v.Say("assetImportanceOf", "c", figure(a.Importance.Confidentiality), "i", figure(a.Importance.Integrity), "a", figure(a.Importance.Availability))
	var pieces []part.Part
	for piece := range strings.SplitAfterSeq(words, "・") { // lines end between properties alone
		pieces = append(pieces, part.Whole{Part: part.Words(piece)})
	}
	return desk.Join("", pieces...)
}

// serviceOf finds the sector and the service of an asset in the catalogue; nil where it names none that is there.
func serviceOf(v *desk.Desk, a *register.Asset) (*register.Sector, *register.Service) {
	sector := v.Register.Catalogue.Sector(a.Sector)
	if sector == nil {
		return nil, nil
	}
	return sector, sector.Service(a.Service)
}

// coverage gives the events of an asset by approach.
func coverage(v *desk.Desk, id string) *assess.Coverage {
	i, found := slices.BinarySearchFunc(v.Assessment.Coverage, id, func(c assess.Coverage, id string) int { return strings.Compare(c.Asset.ID, id) })
	if !found {
		return nil
	}
	return &v.Assessment.Coverage[i]
}
