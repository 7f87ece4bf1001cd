package method

import (
	"iter"
	"slices"
	"strconv"

	"github.com/riskbook/riskbook/internal/address"
	"github.com/riskbook/riskbook/internal/page/desk"
	"github.com/riskbook/riskbook/internal/part"
	"github.com/riskbook/riskbook/internal/register"
	"github.com/riskbook/riskbook/internal/term"
	"github.com/riskbook/riskbook/internal/view"
)

// Figure6Words are the words of this file's pages and parts, by key.
var Figure6Words = desk.Words{
	"fig6Name":        {Ja: "手引書の図表6", En: "Figure 6 of the handbook"},
	"fig6Lead":        {Ja: "手引書の図表6（第3次行動計画の別紙2の再掲）にある分野とサービス、それぞれが維持すべき水準です。資産の {sector} と {service} には、ここに示すキーを書きます。", En: "The sectors and services of the handbook's figure 6 (annex 2 of the third action plan) and the level that each must hold. Assets give the keys shown here in {sector} and {service}."},
	"fig6Dated":       {Ja: "{year}年時点の内容です。法令の名称、条番号、数値はその後の改正を反映していません。水準を判断の根拠にするときは、現行の法令とガイドラインで確かめてください。", En: "This is how matters stood in {year}. Names of laws, article numbers and thresholds do not follow later amendments: before a level becomes the ground of a decision, check it against the laws and guidelines in force."},
	"fig6SeeLater":    {Ja: "その後の変化を見る", En: "See what came after"},
	"fig6Scope":       {Ja: "ITを全く利用していないサービスは対象外です（図表6の注2）。", En: "A service that makes no use of IT at all is out of scope (note 2 of the figure)."},
	"fig6OwnHow":      {Ja: "登録簿独自の分野、サービス、水準は {file} に書き、ここに「登録簿独自」として示します。", En: "Sectors, services and levels of the register's own go into {file} and stand here as its own."},
	"fig6Sectors":     {Ja: "分野の一覧", En: "The sectors"},
	"fig6SectorsWhy":  {Ja: "重要インフラ所管省庁は図表6の記載ではなく、行動計画によります。", En: "The ministries in charge are named by the action plans, not by the figure."},
	"fig6Sector":      {Ja: "分野", En: "Sector"},
	"fig6Key":         {Ja: "キー", En: "Key"},
	"fig6Ministry":    {Ja: "重要インフラ所管省庁", En: "Ministry in charge"},
	"fig6Standing":    {Ja: "図表6での記載", En: "In figure 6"},
	"fig6Services":    {Ja: "サービス{n}件", En: "{n} {n|service|services}"},
	"fig6Service":     {Ja: "サービス1件", En: "1 service"},
	"fig6NoLevel":     {Ja: "分野名のみ（注1）", En: "named only (note 1)"},
	"fig6Absent":      {Ja: "なし（{year}年に追加）", En: "absent (added in {year})"},
	"fig6Added":       {Ja: "{year}年に追加", En: "added in {year}"},
	"fig6Own":         {Ja: "登録簿独自", En: "Register's own"},
	"fig6OwnServices": {Ja: "ほかに登録簿独自のサービス{n}件", En: "and {n} of the register's own"},
	"fig6Used":        {Ja: "この登録簿の資産", En: "Assets here"},
	"fig6ServiceHead": {Ja: "サービス", En: "Service"},
	"fig6What":        {Ja: "説明と関連する法令", En: "What it is, and the law"},
	"fig6Law":         {Ja: "法令", En: "Law"},
	"fig6Level":       {Ja: "サービス維持レベル", En: "Service maintenance level"},
	"fig6Notes":       {Ja: "備考", En: "Notes"},
	"fig6NoServices":  {Ja: "サービスは書かれていません。", En: "No service is stated."},
	"fig6LevelNone":   {Ja: "図表6に水準の定めなし", En: "The figure gives no level"},
	"fig6LevelOpen":   {Ja: "水準の定めなし", En: "No level is stated"},
	"fig6Since":       {Ja: "その後（{when}）：{what}", En: "Since then ({when}): {what}"},
	"fig6Later":       {Ja: "その後の変化", En: "What came after"},
	"fig6LaterWhy":    {Ja: "図表6の内容に関わる主な変化です。すべての改正を追ったものではありません。", En: "The main changes that bear on the figure. Not every amendment is followed."},
	"fig6When":        {Ja: "時期", En: "When"},
	"fig6Whom":        {Ja: "分野", En: "Sector"},
	"fig6Change":      {Ja: "変化", En: "Change"},
	"fig6Every":       {Ja: "すべて", En: "All"},
}

// ministries are those in charge of the sectors of the built-in catalogue, by key: as the action plan of 2014 names them, or the one that added the
// sector, with what has changed since.
var ministries = map[string]term.Words{
	"airports":                  landAndTransport,
	"aviation":                  landAndTransport,
	"chemicals":                 economyAndIndustry,
	"credit":                    economyAndIndustry,
	"electricity":               economyAndIndustry,
	"finance":                   {Ja: "金融庁", En: "Financial Services Agency"},
	"gas":                       economyAndIndustry,
	"government":                internalAffairs,
	"information-communication": internalAffairs,
	"logistics":                 landAndTransport,
	"medical":                   {Ja: "厚生労働省", En: "Ministry of Health, Labour and Welfare"},
	"petroleum":                 economyAndIndustry,
	"ports":                     landAndTransport,
	"railway":                   landAndTransport,
	"water":                     {Ja: "厚生労働省（2024年4月から国土交通省、水質は環境省）", En: "Ministry of Health, Labour and Welfare (from April 2024 the Ministry of Land, Infrastructure, Transport and Tourism; for water quality, the Ministry of the Environment)"},
}

var (
	economyAndIndustry = term.Words{Ja: "経済産業省", En: "Ministry of Economy, Trade and Industry"}
	internalAffairs    = term.Words{Ja: "総務省", En: "Ministry of Internal Affairs and Communications"}
	landAndTransport   = term.Words{Ja: "国土交通省", En: "Ministry of Land, Infrastructure, Transport and Tourism"}
)

// laterChange is something that has changed since the figure was drawn up; it bears on one sector of the built-in catalogue, or on all.
type laterChange struct {
	sector string // empty: every sector
	when   term.Words
	what   term.Words
}

// laterChanges are in the order of time.
var laterChanges = []laterChange{
	{"information-communication", term.Words{Ja: "2015年4月", En: "April 2015"},
		term.Words{Ja: "電気通信事業法施行規則第58条の改正により、重大な事故の基準（利用者数と継続時間）を役務の区分ごとに設定", En: "Article 58 of the Regulation for Enforcement of the Telecommunications Business Act amended: a serious accident is defined for each class of service by its own number of users and duration"}},
	{"electricity", term.Words{Ja: "2016年4月", En: "April 2016"},
		term.Words{Ja: "小売の全面自由化に伴い「一般電気事業」の区分を廃止し、小売電気事業、一般送配電事業、発電事業等に再編", En: "Full liberalization of retail supply: the general electricity business gave way to retail, general transmission and distribution, generation and other classes of business"}},
	{"gas", term.Words{Ja: "2017年4月", En: "April 2017"},
		term.Words{Ja: "小売の全面自由化に伴い「一般ガス事業」の区分を廃止し、ガス小売事業、一般ガス導管事業、ガス製造事業等に再編", En: "Full liberalization of retail supply: the general gas business gave way to gas retail, general gas pipeline service, gas manufacturing and other classes of business"}},
	{"", term.Words{Ja: "2017年4月", En: "April 2017"},
		term.Words{Ja: "第3次行動計画に代わり、「重要インフラの情報セキュリティ対策に係る第4次行動計画」を決定", En: "The fourth action plan for critical infrastructure took the place of the third"}},
	{"airports", term.Words{Ja: "2018年7月", En: "July 2018"},
		term.Words{Ja: "重要インフラ分野に空港を追加（14分野）", En: "Airports became a sector of critical infrastructure (14 sectors)"}},
	{"", term.Words{Ja: "2022年6月", En: "June 2022"},
		term.Words{Ja: "第4次行動計画に代わり、「重要インフラのサイバーセキュリティに係る行動計画」を決定", En: "The Cybersecurity Policy for Critical Infrastructure Protection took the place of the fourth action plan"}},
	{"ports", term.Words{Ja: "2024年3月", En: "March 2024"},
		term.Words{Ja: "重要インフラ分野に港湾を追加（15分野）", En: "Ports became a sector of critical infrastructure (15 sectors)"}},
	{"water", term.Words{Ja: "2024年4月", En: "April 2024"},
		term.Words{Ja: "水道の整備・管理に係る行政を厚生労働省から国土交通省へ、水質・衛生に係る行政を環境省へ移管。備考の通知は移管前の厚生労働省によるもの", En: "Water administration moved from the Ministry of Health, Labour and Welfare to the Ministry of Land, Infrastructure, Transport and Tourism (waterworks) and the Ministry of the Environment (water quality); the notice named in the notes was issued before that"}},
	{"", term.Words{Ja: "2025年7月", En: "July 2025"},
		term.Words{Ja: "内閣官房の内閣サイバーセキュリティセンター（NISC）を国家サイバー統括室（NCO）に改組", En: "In the Cabinet Secretariat, the National center of Incident readiness and Strategy for Cybersecurity (NISC) was reorganized into the National Cybersecurity Office (NCO)"}},
}

// Figure6Pages makes the page of figure 6.
func Figure6Pages(v *desk.Desk) iter.Seq[desk.Page] {
	return desk.One(address.Figure6, "figure-6.html", func() any { return figure6View(v, address.Figure6) })
}

func figure6View(v *desk.Desk, path string) view.Figure6 {
	code := func(s string) part.Part { return part.Code(s) }
	page := view.Figure6{
		Frame:    v.Frame(path, v.Words["fig6Title"]),
		Handbook: address.Href(path, address.Handbook("index")), Step: address.Href(path, address.Handbook("1.1")),
		Lead:   v.SayParts("fig6Lead", "sector", code("sector"), "service", code("service")),
		Dated:  v.Say("fig6Dated", "year", register.CatalogueYear),
		OwnHow: v.SayParts("fig6OwnHow", "file", desk.InsideLink(path, ReferencePath("catalogue.toml"), code("content/catalogue.toml"))),
		Later:  laterTable(v, path),
	}
	page.StepTitle, _ = HandbookText("1.1", v.Language)
	used := assetsOfServices(v)
	page.Overview = sectorTable(v, path, used)
	for i := range v.Register.Catalogue.Sectors {
		page.Sectors = append(page.Sectors, figure6Sector(v, path, &v.Register.Catalogue.Sectors[i], used))
	}
	return page
}

// assetsOfServices gives the assets of the register by the sector, and by the sector and service, that they name.
func assetsOfServices(v *desk.Desk) map[[2]string][]string {
	used := map[[2]string][]string{}
	for _, a := range v.Register.Assets {
		if a.Sector == "" {
			continue
		}
		used[[2]string{a.Sector, ""}] = append(used[[2]string{a.Sector, ""}], a.ID)
		if a.Service != "" {
			used[[2]string{a.Sector, a.Service}] = append(used[[2]string{a.Sector, a.Service}], a.ID)
		}
	}
	return used
}

// sectorTable lists the sectors with their ministry, and how they stand in the figure.
func sectorTable(v *desk.Desk, path string, used map[[2]string][]string) part.Part {
	t := v.Table("sectors.rows", v.Words["fig6Sectors"], desk.Column{Key: "fig6Sector", Class: "nowrap"}, desk.Column{Key: "fig6Key"}, desk.Column{Key: "fig6Ministry", Class: "words"}, desk.Column{Key: "fig6Standing", Class: "nowrap"}, desk.Column{Key: "fig6Used", Class: "number"})
	for i := range v.Register.Catalogue.Sectors {
		s := &v.Register.Catalogue.Sectors[i]
		t.Row()
		t.Head(desk.InsideLink(path, address.Figure6+"#"+address.Sector(s.Key), v.Short(s.Label)))
		t.Cell(part.Code(s.Key))
		t.Words(ministries[s.Key].In(v.Language))
		t.Cell(sectorStanding(v, s))
		count := ""
		if n := len(used[[2]string{s.Key, ""}]); n > 0 {
			count = strconv.Itoa(n)
		}
		t.Words(count)
	}
	return t.Done()
}

// sectorStanding says how a sector stands in the figure.
func sectorStanding(v *desk.Desk, s *register.Sector) part.Part {
	levels, own := 0, 0
	for i := range s.Services {
		switch service := &s.Services[i]; {
		case service.Own:
			own++
		case len(service.Levels) > 0:
			levels++
		}
	}
	_, builtin := ministries[s.Key]
	var words part.Part
	switch {
	case !builtin:
		return desk.Badge("info", v.Words["fig6Own"])
	case levels == 1:
		words = part.Words(v.Words["fig6Service"])
	case levels > 1:
		words = part.Words(v.Say("fig6Services", "n", levels))
	case s.Since > register.CatalogueYear:
		words = part.Words(v.Say("fig6Absent", "year", s.Since))
	default:
		words = part.Words(v.Words["fig6NoLevel"])
	}
	if own > 0 {
		words = desk.Lines(words, part.Words(v.Say("fig6OwnServices", "n", own)))
	}
	return words
}

func figure6Sector(v *desk.Desk, path string, s *register.Sector, used map[[2]string][]string) view.Figure6Sector {
	shown := view.Figure6Sector{Anchor: address.Sector(s.Key), Title: v.Text(s.Label), Label: v.Short(s.Label), Key: s.Key, Services: serviceRows(v, path, s, used), Used: len(used[[2]string{s.Key, ""}]) > 0}
	switch {
	case s.Own:
		shown.Mark = desk.Badge("info", v.Words["fig6Own"])
	case s.Since > register.CatalogueYear-2: // those of the action plan of 2014, and later ones
		shown.Mark = desk.Badge("quiet", v.Say("fig6Added", "year", s.Since))
	}
	for _, c := range laterChanges {
		if c.sector == s.Key {
			shown.Since = append(shown.Since, v.Say("fig6Since", "when", c.when.In(v.Language), "what", c.what.In(v.Language)))
		}
	}
	return shown
}

// serviceRows lists the services of a sector. As in the figure, what several of them have in common stands once beside them.
func serviceRows(v *desk.Desk, path string, s *register.Sector, used map[[2]string][]string) []view.ServiceRow {
	levels := runs(s.Services, func(x *register.Service) []register.Text { return x.Levels })
	notes := runs(s.Services, func(x *register.Service) []register.Text { return x.Notes })
	rows := make([]view.ServiceRow, len(s.Services))
	for i := range s.Services {
		service := &s.Services[i]
		rows[i] = view.ServiceRow{
			Anchor: address.Service(s.Key, service.Key), Key: service.Key, Label: v.Wording(service.Label),
			Levels: view.Shared{Rows: levels[i], Part: levelsOf(v, service)}, Notes: view.Shared{Rows: notes[i], Part: desk.List(v.Wordings(service.Notes))},
			What: v.Wording(service.Description), Law: v.Wording(service.Law), Assets: v.SomeRefs(path, used[[2]string{s.Key, service.Key}]),
		}
		if service.Own {
			rows[i].Own = desk.Badge("info", v.Words["fig6Own"])
		}
	}
	return rows
}

// runs tells for each service how many, from it on, say the same in a column: 0 where one before it says so already.
func runs(services []register.Service, of func(*register.Service) []register.Text) []int {
	same := func(a, b register.Text) bool { return slices.Equal(a, b) }
	spans := make([]int, len(services))
	first := 0
	for i := range services {
		if i > 0 && services[i].Own == services[first].Own && len(of(&services[i])) > 0 && slices.EqualFunc(of(&services[i]), of(&services[first]), same) {
			spans[first]++
			continue
		}
		first, spans[i] = i, 1
	}
	return spans
}

// levelsOf lists the levels of a service, or says who gives none.
func levelsOf(v *desk.Desk, service *register.Service) part.Part {
	switch {
	case len(service.Levels) > 0:
		return desk.List(v.Wordings(service.Levels))
	case service.Own:
		return part.Words(v.Words["fig6LevelOpen"])
	}
	return part.Words(v.Words["fig6LevelNone"])
}

// laterTable lists what came after the figure.
func laterTable(v *desk.Desk, path string) part.Part {
	t := v.Table("later.rows", v.Words["fig6Later"], desk.Column{Key: "fig6When", Class: "nowrap"}, desk.Column{Key: "fig6Whom", Class: "nowrap"}, desk.Column{Key: "fig6Change", Class: "words"})
	for _, c := range laterChanges {
		t.Row()
		t.Head(part.Words(c.when.In(v.Language)))
		var whom part.Part = part.Words(v.Words["fig6Every"])
		if s := v.Register.Catalogue.Sector(c.sector); s != nil {
			whom = desk.InsideLink(path, address.Figure6+"#"+address.Sector(s.Key), v.Short(s.Label))
		}
		t.Cell(whom)
		t.Words(c.what.In(v.Language))
	}
	return t.Done()
}
