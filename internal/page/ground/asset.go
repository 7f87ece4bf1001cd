package ground

import (
	"iter"
	"strconv"
	"strings"

	"github.com/riskbook/riskbook/internal/address"
	"github.com/riskbook/riskbook/internal/assess"
	"github.com/riskbook/riskbook/internal/page/desk"
	"github.com/riskbook/riskbook/internal/part"
	"github.com/riskbook/riskbook/internal/register"
	"github.com/riskbook/riskbook/internal/view"
)

// AssetWords are the words of this file's pages and parts, by key.
var AssetWords = desk.Words{
	"assetViewpoints":  {Ja: "防護の観点", En: "Protected because of"},
	"assetSeparation":  {Ja: "分離レベル", En: "Separation"},
	"assetDependsOn":   {Ja: "依存する資産", En: "Depends on"},
	"assetUsedBy":      {Ja: "これに依存する資産", En: "Used by"},
	"assetBalance":     {Ja: "対応計画のバランス", En: "Balance of plans"},
	"assetBalanceOf":   {Ja: "未然防止{p}件、被害抑制{c}件、両方{b}件", En: "{p} {p|prevents|prevent}, {c} {c|contains|contain}, {b} {b|does|do} both"},
	"assetCatalogue":   {Ja: "重要インフラサービスとサービス維持レベル", En: "The service and the level that it must hold"},
	"assetSector":      {Ja: "分野", En: "Sector"},
	"assetSince":       {Ja: "（{year}年に追加）", En: " (added in {year})"},
	"assetServiceName": {Ja: "サービス", En: "Service"},
	"assetServiceWhat": {Ja: "説明", En: "What it is"},
	"assetLaw":         {Ja: "関連する法令", En: "Law"},
	"assetLevel":       {Ja: "サービス維持レベル", En: "Service maintenance level"},
	"assetLevelOwn":    {Ja: "サービス維持レベル（この資産の定め）", En: "Service maintenance level (set for this asset)"},
	"assetLevelNone":   {Ja: "手引書の図表6に水準の定めのないサービスです。", En: "Figure 6 of the handbook gives no level for this service."},
	"assetLevelOpen":   {Ja: "登録簿独自の一覧に水準の定めがありません。", En: "The register's own catalogue states no level for it."},
	"assetLevelFrom":   {Ja: "水準の出所", En: "Where the level comes from"},
	"assetFromFigure":  {Ja: "{figure}（{year}年時点）", En: "{figure} (as of {year})"},
	"assetFromOwn":     {Ja: "登録簿独自の一覧（content/catalogue.toml）", En: "The register's own catalogue (content/catalogue.toml)"},
	"assetFromAsset":   {Ja: "この資産の定め", En: "Set for this asset"},
	"assetNotes":       {Ja: "備考", En: "Notes"},
	"assetEventsHead":  {Ja: "起こり得る事象", En: "Events that may befall it"},
	"assetSides":       {Ja: "原因の側から{cause}件、結果の側から{result}件を特定しています。", En: "{cause} found from causes, {result} from results."},
	"assetMissCause":   {Ja: "重要な資産ですが、原因の側から特定した事象がありません。", En: "It is important, but no event was sought from its causes."},
	"assetMissResult":  {Ja: "重要な資産ですが、結果の側から特定した事象がありません。", En: "It is important, but no event was sought from its results."},
	"assetNoRisk":      {Ja: "この資産に関わるリスクは特定されていません。", En: "No risk to this asset is identified."},
	"assetNoEvent":     {Ja: "この資産に起こり得る事象は記録されていません。", En: "No event that may befall it is recorded."},
	"assetIsImportant": {Ja: "重要な資産", En: "Important"},
}

// AssetPages makes a page for each asset.
func AssetPages(v *desk.Desk) iter.Seq[desk.Page] {
	return desk.RecordPages(v, "asset.html", register.Every[*register.Asset](v.Register), func(path string, a *register.Asset) any { return assetView(v, path, a) })
}

func assetView(v *desk.Desk, path string, a *register.Asset) view.Asset {
	page := view.Asset{RecordPage: v.Record(path, a), Service: serviceFacts(v, path, a), Risks: v.RiskTable(path, v.Index.Bearing().ByAsset[a.ID]), Graph: assetNeighbours(v, path, a)}
	f := v.Facts()
	var form part.Part = part.Words(v.Words["asset-"+a.Form])
	c := coverage(v, a.ID)
	if c != nil && c.Important {
		form = desk.Join(" ", form, v.State("info", "assetIsImportant"))
	}
	f.Add("form", form)
	f.Add("assetImportance", importance(v, a))
	f.Words("assetViewpoints", protectedBecause(v, a))
	f.Add("assetSeparation", v.Said(path, a.Separation))
	f.Add("assetDependsOn", v.RefList(path, a.DependsOn))
	f.Add("assetUsedBy", v.RefList(path, v.From("assets", a.ID)))
	if b := v.Assessment.BalanceOf[a.ID]; b != (assess.Balance{}) {
		f.Words("assetBalance", v.Say("assetBalanceOf", "p", strconv.Itoa(b.Prevention), "c", strconv.Itoa(b.Containment), "b", strconv.Itoa(b.Both)))
	}
	page.Facts = f.Done()
	if c != nil {
		page.Sides = v.Say("assetSides", "cause", len(c.Cause), "result", len(c.Result))
		if c.Important && len(c.Cause) == 0 {
			page.Miss = append(page.Miss, v.Words["assetMissCause"])
		}
		if c.Important && len(c.Result) == 0 {
			page.Miss = append(page.Miss, v.Words["assetMissResult"])
		}
	}
	page.Events = eventTable(v, path, v.From("events", a.ID))
	return page
}

// protectedBecause gives the viewpoints from which an asset is to be protected; words of one's own stand as they are.
func protectedBecause(v *desk.Desk, a *register.Asset) string {
	words := make([]string, len(a.Viewpoints))
	for i, p := range a.Viewpoints {
		words[i] = p
		if known, ok := v.Words["protect-"+p]; ok {
			words[i] = known
		}
	}
	return strings.Join(words, v.Words["listSeparator"])
}

// serviceFacts shows the catalogue's entry for the service of an asset, and where its level comes from; the asset's own level takes the place of the
// catalogue's.
func serviceFacts(v *desk.Desk, path string, a *register.Asset) part.Part {
	sector, service := serviceOf(v, a)
	f := v.Facts()
	if sector != nil {
		words := desk.InsideLink(path, address.Figure6+"#"+address.Sector(sector.Key), v.Short(sector.Label))
		if sector.Since > 0 {
			words = part.Line{words, part.Words(v.Say("assetSince", "year", sector.Since))}
		}
		f.Add("assetSector", words)
	}
	if service != nil {
		f.Add("assetServiceName", desk.InsideLink(path, address.Figure6+"#"+address.Service(sector.Key, service.Key), v.Wording(service.Label)))
		f.Add("assetServiceWhat", v.Wording(service.Description))
		f.Add("assetLaw", v.Wording(service.Law))
	}
	switch {
	case !a.ServiceLevel.IsZero():
		f.Add("assetLevelOwn", v.Wording(a.ServiceLevel))
	case service != nil && len(service.Levels) > 0:
		f.Add("assetLevel", desk.List(v.Wordings(service.Levels)))
	case service != nil && service.Own:
		f.Words("assetLevel", v.Words["assetLevelOpen"])
	case service != nil:
		f.Words("assetLevel", v.Words["assetLevelNone"])
	}
	switch {
	case !a.ServiceLevel.IsZero():
		f.Words("assetLevelFrom", v.Words["assetFromAsset"])
	case service != nil && service.Own:
		f.Words("assetLevelFrom", v.Words["assetFromOwn"])
	case service != nil:
		figure := v.PageLink(path, address.Figure6, v.Words["fig6Name"])
		f.Add("assetLevelFrom", v.SayParts("assetFromFigure", "figure", figure, "year", register.CatalogueYear))
	}
	if service != nil {
		f.Add("assetNotes", desk.List(v.Wordings(service.Notes)))
	}
	return f.Done()
}

// eventTable lists events with their approach, cause, result and risks.
func eventTable(v *desk.Desk, path string, ids []string) part.Part {
	t := v.Table("", v.Words["eventsTitle"], desk.Column{Key: "eventHead", Class: "title"}, desk.Column{Key: "eventApproach"}, desk.Column{Key: "eventResult", Class: "words"}, desk.Column{Key: "assetRisks"})
	for _, id := range ids {
		e := v.Register.Event(id)
		if e == nil {
			continue
		}
		t.Row()
		t.Head(v.Ref(path, id))
		t.Words(v.Words["approach-"+e.Approach])
		t.Cell(v.Short(e.Result))
		t.Cell(eventRisks(v, path, id))
	}
	return t.Done()
}
