package page_test

import (
	"strings"
	"testing"
	"testing/fstest"
)

func TestObligationsSayWhichClauseNothingAnswers(t *testing.T) {
	files := chainRegister()
	files["content/obligations/O-1.md"] = markdown("title = \"法\"\nkind = \"law\"\n[[clause]]\nkey = \"3\"\ntitle = \"第3条\"\n[[clause]]\nkey = \"4\"\ntitle = \"第4条\"")
	files["content/controls/C-01.md"] = markdown("title = \"訓練\"\nfunction = \"prevent\"\nstate = \"planned\"\nobligations = [\"O-1#3\"]")
	b := build(t, files)
	if got := rows(t, b.page("obligations/O-1.html"), "obligation.clauses"); strings.Join(got, " | ") != "第3条 C-01 訓練 計画中 計画のみ | 第4条 応える記録なし" {
		t.Errorf("the clauses are %q", got)
	}
	list := b.page("obligations.html")
	if got := text(find(list, "class", "count")); got != "全1件、条項2件。うち応える記録のない条項1件。" {
		t.Errorf("the count is %q", got)
	}
	related := find(b.page("controls/C-01.html"), "href", "../obligations/O-1.html#clause.3")
	if related == nil || text(related) != "O-1#3 法 第3条" {
		t.Error("the control does not lead to the clause")
	}
}

func TestDecisionsSayWhereTheyStandForEachRisk(t *testing.T) {
	files := chainRegister()
	acceptance := func(on, until, risks string) string {
		return "title = \"受容\"\nkind = \"acceptance\"\non = " + on + "\nby = \"x\"\nbasis = \"b\"\nuntil = " + until + "\nat = { likelihood = 2, impact = 2 }\nrisks = [" + risks + "]"
	}
	files["content/decisions/D-1.md"] = markdown(acceptance("2026-01-01", "2027-01-01", `"R-003", "R-001"`))
	files["content/decisions/D-2.md"] = markdown(acceptance("2026-02-01", "2026-03-01", `"R-003"`))
	files["content/decisions/D-3.md"] = markdown(acceptance("2026-12-01", "2027-03-01", `"R-003"`))
	b := build(t, files)
	for id, want := range map[string]string{
		"D-1": "R-003 <i>漏えい</i> 後の決定により置換え 中 2 × 2 対応が必要 | R-001 侵害 受容時のレベルを超過 高 3 × 2 対応中",
		"D-2": "R-003 <i>漏えい</i> 期限切れ 中 2 × 2 対応が必要",
		"D-3": "R-003 <i>漏えい</i> 未発効（基準日より後の決定） 中 2 × 2 対応が必要",
	} {
		if got := strings.Join(rows(t, b.page("decisions/"+id+".html"), "decision.risks"), " | "); got != want {
			t.Errorf("%s: %q, not %q", id, got, want)
		}
	}
	if got := facts(b.page("risks/R-003.html"))["受容"]; got != "D-2 受容 期限切れ 2026-03-01まで" {
		t.Errorf("the acceptance of R-003 is %q", got)
	}
}

func TestIndicatorShowsTheStateOfEachReading(t *testing.T) {
	files := chainRegister()
	files["content/indicators/I-1.md"] = markdown("title = \"残量\"\nrisks = [\"R-001\"]\nunit = \"h\"\nworse = \"lower\"\nwarn = 60\nlimit = 48\n[[reading]]\non = 2026-09-01\nvalue = 60\n[[reading]]\non = 2026-10-01\nvalue = 59.5\n[[reading]]\non = 2026-11-01\nvalue = 47\n[[reading]]\non = 2026-12-01\nvalue = 70")
	b := build(t, files)
	root := b.page("indicators/I-1.html")
	if got := strings.Join(rows(t, root, "indicator.readings"), " | "); got != "2026-12-01 70 h 基準日より後 | 2026-11-01 47 h 限界超過 | 2026-10-01 59.5 h 注意 | 2026-09-01 60 h 範囲内" {
		t.Errorf("the readings are %q", got)
	}
	if got := facts(root); got["最新の値"] != "47 h 2026-11-01" || got["注意"] != "60未満" || got["状態"] != "限界超過" {
		t.Errorf("the facts are %q", got)
	}
}

func TestFindingReachesRisksByWayOfItsSources(t *testing.T) {
	files := chainRegister()
	files["content/findings/F-02.md"] = markdown("title = \"新種\"\nchannel = \"intelligence\"\nreceived = 2026-06-01\nsources = [\"S-01\"]\nrisks = [\"R-003\"]\nstatus = \"open\"\ndue = 2026-11-22")
	b := build(t, files)
	// R-001 rests on S-01 by its event; the finding of June is newer than the identification in May.
	if got := strings.Join(rows(t, b.page("findings/F-02.html"), "finding.risks"), " | "); got != "R-001 侵害 S-01 高 3 × 2 対応中 未反映（要再分析） | R-003 <i>漏えい</i> 課題に明記 中 2 × 2 対応が必要 未反映（要再分析）" {
		t.Errorf("it bears on %q", got)
	}
	if got := strings.Join(rows(t, b.page("findings/F-01.html"), "finding.risks"), " | "); got != "R-001 侵害 S-01 高 3 × 2 対応中 反映済み" {
		t.Errorf("F-01 bears on %q", got)
	}
	if got := text(find(b.page("findings.html"), "class", "count")); got != "全2件。うち継続中1件、期限を過ぎたもの1件。" {
		t.Errorf("the count is %q", got)
	}
}

func TestAssetShowsItsServiceAndFromWhichSidesItWasSeen(t *testing.T) {
	files := chainRegister()
	files["content/assets/A-02.md"] = markdown("title = \"窓口\"\nkind = \"organization\"\nviewpoints = [\"service-level\", \"自前の観点\"]\nowner = \"x\"\nsector = \"water\"\nservice = \"water-supply\"\nservice_level = \"当局の水準\"\ndepends_on = [\"A-01\"]")
	b := build(t, files)
	root := b.page("assets/A-02.html")
	service := text(root)
	wants(t, "service", service, "水道法第3条", "サービス維持レベル（この資産の定め） 当局の水準", "自前の観点", "原因の側から特定した事象がありません", "結果の側から特定した事象がありません")
	if strings.Contains(service, "断減水、水質異常") {
		t.Error("the catalogue's level stands beside the asset's own, which replaces it")
	}
	if got := facts(b.page("assets/A-01.html"))["これに依存する資産"]; got != "A-02 窓口" {
		t.Errorf("A-01 is used by %q", got)
	}
	wants(t, "A-01", text(b.page("assets/A-01.html")), "原因の側から1件、結果の側から2件")
}

func TestIdentifiersLeadToTheirCatalogues(t *testing.T) {
	files := chainRegister()
	files["content/sources/S-02.md"] = markdown("title = \"老朽\"\nkind = \"vulnerability\"\nidentifiers = [\"CVE-2021-44228\", \"CWE-79\", \"T1190\", \"T1491.002\", \"JVNDB-2021-005429\", \"JVNVU#96768815\", \"JVN#12345678\", \"T1190x\", \"javascript:alert(1)\"]")
	root := build(t, files).page("sources/S-02.html")
	for id, want := range map[string]string{
		"CVE-2021-44228":      "https://nvd.nist.gov/vuln/detail/CVE-2021-44228",
		"CWE-79":              "https://cwe.mitre.org/data/definitions/79.html",
		"T1190":               "https://attack.mitre.org/techniques/T1190/",
		"T1491.002":           "https://attack.mitre.org/techniques/T1491/002/",
		"JVNDB-2021-005429":   "https://jvndb.jvn.jp/ja/contents/2021/JVNDB-2021-005429.html",
		"JVNVU#96768815":      "https://jvn.jp/vu/JVNVU96768815/",
		"JVN#12345678":        "https://jvn.jp/jp/JVN12345678/",
		"T1190x":              "",
		"javascript:alert(1)": "",
	} {
		got := ""
		for _, a := range all(root, "class", "outside") {
			if text(a) == id {
				got = attr(a, "href")
			}
		}
		if got != want {
			t.Errorf("%s leads to %q, not %q", id, got, want)
		}
	}
}

func TestGlossaryStandsInTheOrderOfReadings(t *testing.T) {
	files := chainRegister()
	for id, reading := range map[string]string{"ハイフ": "", "配管": "はいかん", "PLC": "ぴーえるしー", "バイパス": "ばいぱす", "はあと": "はーと", "無読": ""} {
		r := ""
		if reading != "" {
			r = "reading = \"" + reading + "\"\n"
		}
		files["content/glossary/"+id+".md"] = markdown("title = \"" + id + "\"\n" + r)
	}
	files["content/glossary/資産.md"] = &fstest.MapFile{Data: []byte("+++\ntitle = { ja = \"資産\", en = \"Asset\" }\nreading = \"しさん\"\n+++\n\n当局の定義です。\n")}
	files["content/pages/p.md"] = &fstest.MapFile{Data: []byte("+++\ntitle = \"文書\"\n+++\n\n配管と資産とリスク源を扱います。\n")}
	b := build(t, files)
	root := b.page("glossary.html")
	section := find(root, "id", "group.は").Parent
	var names []string
	for n := range section.Descendants() {
		if n.Data == "dt" {
			names = append(names, strings.Fields(text(n))[0])
		}
	}
	// As はあと, はいかん, はいはす, はいふ, はんたん (判断, of the method), ひいえるしい (PLC), ひいわいおおてい (BYOD, of the method), ひやりはつと (of the method).
	if got := strings.Join(names, " "); got != "はあと 配管 バイパス ハイフ 判断 PLC BYOD ヒヤリハット" {
		t.Errorf("the terms of は are %s", got)
	}
	if got := text(find(root, "id", "group.rest").Parent); !strings.Contains(got, "無読") {
		t.Errorf("the terms without a reading are %q", got)
	}
	asset := find(root, "href", "glossary/資産.html")
	if asset == nil {
		asset = find(root, "href", "glossary/%E8%B3%87%E7%94%A3.html")
	}
	if asset == nil || find(root, "id", "asset") != nil {
		t.Error("the register's own term does not take the place of the method's")
	}
	wants(t, "definition", text(root), "当局の定義です。")
	if find(root, "id", "risk-source") == nil {
		t.Error("the method's risk source is missing")
	}
	wants(t, "use", text(find(root, "id", "risk-source").NextSibling), "使用箇所（1件）", "文書")
	english := b.page("en/glossary.html")
	var groups []string
	for n := range english.Descendants() {
		if n.Data == "h2" {
			groups = append(groups, text(n))
		}
	}
	if got := strings.Join(groups, ""); got != "ABCDEFIJLMNOPRSTVOther" {
		t.Errorf("the English groups are %s", got)
	}
}

func TestIncidentStandsBesideTheEstimateOfItsRisks(t *testing.T) {
	files := chainRegister()
	files["content/events/E-09.md"] = markdown("title = \"停止\"\napproach = \"result\"\nresult = \"止まる\"\nassets = [\"A-01\"]")
	files["content/risks/R-009.md"] = markdown("title = \"停止\"\nowner = \"x\"\nevents = [\"E-09\"]\nidentified = 2020-11-23\nreviewed = 2026-01-10\n[current]\nlikelihood = 2\nimpact = 2\n[quantitative]\nfrequency = 0.02\nloss = { low = 1, high = 2 }")
	files["content/incidents/N-1.md"] = markdown("title = \"停止\"\non = 2026-03-01\nkind = \"incident\"\nevents = [\"E-09\"]\nloss = 1200000\noutage = 1.5\nstatus = \"open\"\n[[report]]\nto = \"省\"\ndue = 2026-03-02\n[[report]]\nto = \"市\"\ndue = 2026-03-02\non = 2026-03-03")
	files["content/incidents/N-2.md"] = markdown("title = \"未遂\"\non = 2025-03-01\nkind = \"near-miss\"\nevents = [\"E-09\"]\nstatus = \"closed\"\nclosed_on = 2025-03-01")
	files["content/incidents/N-3.md"] = markdown("title = \"停止\"\non = 2024-03-01\nkind = \"incident\"\nevents = [\"E-09\"]\nstatus = \"closed\"\nclosed_on = 2024-03-01")
	b := build(t, files)
	root := b.page("incidents/N-1.html")
	if got := strings.Join(rows(t, root, "incident.reports"), " | "); got != "省 2026-03-02 – 期限超過 | 市 2026-03-02 2026-03-03 期限後に報告" {
		t.Errorf("the reports are %q", got)
	}
	if got := strings.Join(rows(t, root, "incident.risks"), " | "); got != "R-009 停止 E-09 中 2 × 2 対応が必要 未反映（要再分析）" {
		t.Errorf("it bears on %q", got)
	}
	if got := facts(root); got["停止時間"] != "1.5時間" || got["状態"] != "継続" || !strings.Contains(got["実際の損失"], "120万円") {
		t.Errorf("the facts are %q", got)
	}
	// 2191 days of 365.25 a year with 0.02 a year expect 0.11997; two or more of them have a chance of 1 - exp(-0.11997)·1.11997 = 0.665 %.
	wants(t, "the risk", text(b.page("risks/R-009.html")), "過去10年のインシデント N-1 停止 N-3 停止 過去10年のヒヤリハット N-2 未遂", "2020-11-23以降の6.0年間に2件", "見込み0.12件", "見積りと矛盾", "0.665％")
	if got := text(find(b.page("incidents.html"), "class", "count")); got != "全3件（インシデント2件、ヒヤリハット1件）。うち対処中1件、期限を過ぎた報告1件。" {
		t.Errorf("the count is %q", got)
	}
	wants(t, "the trace", text(b.page("trace.html")), "N-1", "N-2", "N-3")
	wants(t, "the calendar", text(b.page("calendar.html")), "インシデントの報告期限")
}
