package page

import (
	"iter"
	"strconv"
	"strings"

	"github.com/riskbook/riskbook/internal/assess"
	"github.com/riskbook/riskbook/internal/part"
	"github.com/riskbook/riskbook/internal/register"
)

var assetWords = Words{
	"assetViewpoints":  {Ja: "防護の観点", En: "Protected because of"},
	"assetSeparation":  {Ja: "分離レベル", En: "Separation"},
	"assetDependsOn":   {Ja: "依存する資産", En: "Depends on"},
	"assetUsedBy":      {Ja: "これに依存する資産", En: "Used by"},
	"assetBalance":     {Ja: "対応計画のバランス", En: "Balance of plans"},
	"assetBalanceOf":   {Ja: "未然防止{p}件、被害抑制{c}件、両方{b}件", En: "{p} prevent, {c} contain, {b} do both"},
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
	"assetFromAsset":   {Ja: "この資産の定め（service_level）", En: "Set for this asset (service_level)"},
	"assetNotes":       {Ja: "備考", En: "Notes"},
	"assetEventsHead":  {Ja: "起こり得る事象", En: "Events that may befall it"},
	"assetSides":       {Ja: "原因の側から{cause}件、結果の側から{result}件を特定しています。", En: "{cause} found from causes, {result} from results."},
	"assetMissCause":   {Ja: "重要な資産ですが、原因の側から特定した事象がありません。", En: "It is important, but no event was sought from its causes."},
	"assetMissResult":  {Ja: "重要な資産ですが、結果の側から特定した事象がありません。", En: "It is important, but no event was sought from its results."},
	"assetNoRisk":      {Ja: "この資産に関わるリスクは特定されていません。", En: "No risk to this asset is identified."},
	"assetNoEvent":     {Ja: "この資産に起こり得る事象は記録されていません。", En: "No event that may befall it is recorded."},
	"assetIsImportant": {Ja: "重要な資産", En: "Important"},
}

// assetView is the page of one asset.
type assetView struct {
	recordView
	Service part.Part // the catalogue's entry
	Sides   string
	Miss    []string // sides from which it was not looked at
	Events  part.Part
	Risks   part.Part
	Graph   part.Part // what it depends on, and what depends on it
}

// assetPresenter makes the page of one asset.
type assetPresenter struct{ *desk }

func assetPages(v *desk) iter.Seq[Page] {
	return recordPages(v, "asset.html", register.Every[*register.Asset](v.Register), func(path string, a *register.Asset) any { return assetPresenter{v}.assetView(path, a) })
}

func (v assetPresenter) assetView(path string, a *register.Asset) assetView {
	page := assetView{recordView: v.record(path, a), Service: v.serviceFacts(path, a), Risks: v.riskTable(path, v.index.bearing().byAsset[a.ID]), Graph: assetGraphPresenter{v.desk}.assetNeighbours(path, a)}
	f := v.facts()
	var form part.Part = part.Words(v.words["asset-"+a.Form])
	c := assetsPresenter{v.desk}.coverage(a.ID)
	if c != nil && c.Important {
		form = join(" ", form, v.state("info", "assetIsImportant"))
	}
	f.add("form", form)
	f.add("assetImportance", assetsPresenter{v.desk}.importance(a))
	f.words("assetViewpoints", v.protectedBecause(a))
	f.add("assetSeparation", v.wording(a.Separation))
	f.add("assetDependsOn", v.refList(path, a.DependsOn))
	f.add("assetUsedBy", v.refList(path, v.from("assets", a.ID)))
	if b := v.Assessment.BalanceOf[a.ID]; b != (assess.Balance{}) {
		f.words("assetBalance", v.say("assetBalanceOf", "p", strconv.Itoa(b.Prevention), "c", strconv.Itoa(b.Containment), "b", strconv.Itoa(b.Both)))
	}
	page.Facts = f.done()
	if c != nil {
		page.Sides = v.say("assetSides", "cause", len(c.Cause), "result", len(c.Result))
		if c.Important && len(c.Cause) == 0 {
			page.Miss = append(page.Miss, v.words["assetMissCause"])
		}
		if c.Important && len(c.Result) == 0 {
			page.Miss = append(page.Miss, v.words["assetMissResult"])
		}
	}
	page.Events = v.eventTable(path, v.from("events", a.ID))
	return page
}

// protectedBecause gives the viewpoints from which an asset is to be protected; words of one's own stand as they are.
func (v assetPresenter) protectedBecause(a *register.Asset) string {
	words := make([]string, len(a.Viewpoints))
	for i, p := range a.Viewpoints {
		words[i] = p
		if known, ok := v.words["protect-"+p]; ok {
			words[i] = known
		}
	}
	return strings.Join(words, v.words["listSeparator"])
}

// serviceFacts shows the catalogue's entry for the service of an asset, and where its level comes from; the asset's own level takes the place of the
// catalogue's.
func (v assetPresenter) serviceFacts(path string, a *register.Asset) part.Part {
	sector, service := assetsPresenter{v.desk}.serviceOf(a)
	f := v.facts()
	if sector != nil {
		words := insideLink(path, figure6Path+"#"+sectorAnchor(sector.Key), v.short(sector.Label))
		if sector.Since > 0 {
			words = part.Line{words, part.Words(v.say("assetSince", "year", sector.Since))}
		}
		f.add("assetSector", words)
	}
	if service != nil {
		f.add("assetServiceName", insideLink(path, figure6Path+"#"+serviceAnchor(sector.Key, service.Key), v.wording(service.Label)))
		f.add("assetServiceWhat", v.wording(service.Description))
		f.add("assetLaw", v.wording(service.Law))
	}
	switch {
	case !a.ServiceLevel.IsZero():
		f.add("assetLevelOwn", v.wording(a.ServiceLevel))
	case service != nil && len(service.Levels) > 0:
		f.add("assetLevel", list(v.wordings(service.Levels)))
	case service != nil && service.Own:
		f.words("assetLevel", v.words["assetLevelOpen"])
	case service != nil:
		f.words("assetLevel", v.words["assetLevelNone"])
	}
	switch {
	case !a.ServiceLevel.IsZero():
		f.words("assetLevelFrom", v.words["assetFromAsset"])
	case service != nil && service.Own:
		f.words("assetLevelFrom", v.words["assetFromOwn"])
	case service != nil:
		figure := v.pageLink(path, figure6Path, v.words["fig6Name"])
		f.add("assetLevelFrom", v.sayParts("assetFromFigure", "figure", figure, "year", register.CatalogueYear))
	}
	if service != nil {
		f.add("assetNotes", list(v.wordings(service.Notes)))
	}
	return f.done()
}

func (v *language) wordings(texts []register.Text) []part.Part {
	pieces := make([]part.Part, len(texts))
	for i, t := range texts {
		pieces[i] = v.wording(t)
	}
	return pieces
}

// eventTable lists events with their approach, cause, result and risks.
func (v assetPresenter) eventTable(path string, ids []string) part.Part {
	t := v.table("", v.words["eventsTitle"], column{"eventHead", "title"}, column{"eventApproach", ""}, column{"eventResult", "words"}, column{"assetRisks", ""})
	for _, id := range ids {
		e := v.Register.Event(id)
		if e == nil {
			continue
		}
		t.row()
		t.head(v.ref(path, id))
		t.words(v.words["approach-"+e.Approach])
		t.cell(v.short(e.Result))
		t.cell(eventsPresenter{v.desk}.eventRisks(path, id))
	}
	return t.done()
}
