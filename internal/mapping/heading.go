package mapping

import (
	"regexp"
	"slices"
	"strings"

	"golang.org/x/text/unicode/norm"
)

// Stage is which rating of a risk a heading speaks of.
type Stage uint8

// The stages. NoStage is that of a heading that speaks of no rating, or says nothing of when.
const (
	NoStage  Stage = iota
	Before         // without controls
	now            // with the controls that are there
	AfterAny       // after controls, or after a plan: what else the table holds tells which
	Planned        // after a plan
)

// Meaning is what a heading says: a field, or a rating at some stage.
type Meaning struct {
	Field string // likelihood, impact, score, level and factors are of a stage
	Stage Stage
	part  bool // a part of the heading alone says so: "Schedule impact"
}

// Rated are the fields that belong to a rating.
var Rated = []string{"likelihood", "impact", "score", "level", "threat", "vulnerability", "detection"}

// stageWords tell the stage of a rating, those that are looked for first coming first.
var stageWords = []struct {
	stage Stage
	words []string
}{
	{Planned, []string{"target", "planned", "projected", "aftertreatment", "posttreatment", "aftermitigation", "postmitigation", "future", "目標", "対応後", "計画後", "実施後", "改善後", "追加対策後"}},
	{Before, []string{"inherent", "gross", "initial", "raw", "beforecontrol", "beforemitigation", "premitigation", "precontrol", "uncontrolled", "untreated", "unmitigated", "original", "固有", "対策前", "管理策前", "低減前", "対応前"}},
	{AfterAny, []string{"residual", "net", "aftercontrol", "postcontrol", "mitigated", "remaining", "残留", "残存", "残余", "対策後", "管理策後", "低減後"}},
	{now, []string{"current", "existing", "present", "actual", "現状", "現在", "現行"}},
}

// shortStages are headings of a letter or two that name a rating and its stage.
var shortStages = map[string]Meaning{
	"R-L": {Field: "likelihood", Stage: AfterAny}, "R-I": {Field: "impact", Stage: AfterAny}, "R-RL": {Field: "level", Stage: AfterAny},
	"R-P": {Field: "likelihood", Stage: AfterAny}, "R-S": {Field: "score", Stage: AfterAny},
	"I-L": {Field: "likelihood", Stage: Before}, "I-I": {Field: "impact", Stage: Before}, "I-RL": {Field: "level", Stage: Before}, "RL": {Field: "level"},
}

// names are the headings of fields, in the form of fold. What matches whole comes before what is found inside.
var names = []struct {
	field string
	whole []string
	parts []string
}{
	{"id", []string{"id", "no", "ref", "#", "number", "riskid", "riskno", "risknumber", "riskref", "reference", "riskreference", "item", "itemno", "key", "番号", "識別子", "項番", "管理番号", "リスク番号", "リスクid", "通番", "連番", "refid", "riskkey", "identifier", "riskidentifier", "issueid", "id番号", "№", "code", "riskcode", "リスクno", "号", "rid", "id#", "#id", "riskid#", "リスク識別番号", "整理番号"}, []string{"リスク管理番号"}},
	{"plan.due", []string{"due", "duedate", "deadline", "targetdate", "targetcompletion", "targetcompletiondate", "completiondate", "eta", "期限", "対応期限", "完了予定日", "対策期限", "実施期限", "予定日", "期日", "実施時期", "実施予定", "mitigationdue", "mitigationduedate", "actiondue", "actionduedate", "treatmentdue", "by", "bywhen", "milestone", "targetresolutiondate", "targetcloseutc", "targetclosedate", "targetresolution", "完了目標日", "対策完了予定日", "対応予定日", "実施期日", "計画完了日", "targetclosuredate", "完了予定"}, []string{"duedate", "deadline", "期限", "完了予定", "実施予定"}},
	{"plan.owner", []string{"actionowner", "mitigationowner", "treatmentowner", "responseowner", "assignee", "assignedto", "対応者", "対策担当", "対策担当者", "実施担当", "対応担当", "対応担当者", "実施者", "actionby", "responsibleforaction", "planowner", "対応責任者", "対策責任者", "対策実施者"}, []string{"actionowner", "mitigationowner", "treatmentowner", "対応担当"}},
	{"plan.status", []string{"actionstatus", "mitigationstatus", "treatmentstatus", "planstatus", "対策状況", "対応状況", "実施状況", "進捗", "進捗状況", "対策進捗", "progress", "mitstatus", "対策の状況", "対策実施状況"}, []string{"mitigationstatus", "treatmentstatus", "actionstatus"}},
	{"plan.cost.initial", []string{"cost", "mitigationcost", "costofmitigation", "treatmentcost", "budget", "費用", "対策費用", "概算費用", "対応費用", "予算", "estimatedcost", "costestimate", "対策コスト", "estimatedcost$", "cost$", "costusd", "costjpy", "対策費用円", "費用円"}, []string{"mitigationcost", "対策費"}},
	{"plan.effort", []string{"effort", "effortpersondays", "effortdays", "persondays", "mandays", "工数", "工数人日", "対応工数", "人日"}, nil},
	{"owner", []string{"owner", "riskowner", "responsible", "responsibleparty", "accountable", "責任者", "担当", "担当者", "リスクオーナー", "リスク所有者", "オーナー", "主管", "主管部署", "担当部署", "所管", "所管部署", "管理責任者", "部署", "owners", "lead", "riskmanager", "raci", "personresponsible", "responsibleperson", "リスク責任者", "主管部門", "担当部門"}, []string{"riskowner", "リスクオーナー", "リスク所有者"}},
	{"identified", []string{"date", "dateidentified", "dateraised", "identified", "identifiedon", "raised", "raisedon", "created", "createdat", "createdon", "datecreated", "dateadded", "dateopened", "opened", "openedon", "logged", "datelogged", "登録日", "特定日", "起票日", "識別日", "記入日", "発見日", "洗い出し日", "発生日", "dateofidentification", "identificationdate", "entrydate", "daterecorded", "reported", "datereported", "作成日", "openedutc", "identifieddate", "raiseddate", "createddate", "特定した日", "起票年月日", "登録年月日"}, []string{"dateidentified", "dateraised", "特定日", "登録日", "起票日"}},
	{"next_review", []string{"nextreview", "nextreviewdate", "reviewdue", "reviewby", "次回見直し", "次回レビュー", "次回見直し日", "見直し予定日", "次回レビュー日", "次回評価日", "nextassessment", "reviewduedate", "見直し予定"}, []string{"nextreview", "次回"}},
	{"reviewed", []string{"reviewed", "lastreviewed", "lastreview", "lastupdated", "updated", "reviewdate", "lastassessed", "assessed", "dateassessed", "assessmentdate", "見直し日", "更新日", "最終更新日", "最終レビュー日", "評価日", "分析日", "レビュー日", "dateupdated", "updatedon", "lastreviewdate", "最終評価日", "最終見直し日", "lastmodified", "datereviewed", "updatedat"}, []string{"lastreview", "lastupdate"}},
	{"closed_on", []string{"closed", "closedon", "dateclosed", "closeddate", "closuredate", "終結日", "完了日", "クローズ日", "解消日", "resolvedon", "dateresolved"}, []string{"dateclosed", "closuredate"}},
	{"closed_because", []string{"closurereason", "reasonclosed", "closedbecause", "終結理由", "クローズ理由", "resolution"}, nil},
	{"treatment.option", []string{"treatment", "response", "strategy", "treatmentoption", "responsestrategy", "riskresponse", "responsetype", "reaction", "riskreaction", "treatmentstrategy", "treatmenttype", "対応方針", "対応区分", "リスク対応", "対応方法", "対応種別", "対応の選択肢", "処置", "リスク対応方針", "decision", "treatmentdecision", "risktreatment", "mitigationstrategy", "option", "handling", "対応選択肢", "対応戦略", "リスク対応区分", "リスク対応の選択肢"}, []string{"responsestrategy", "treatmentoption", "対応方針", "対応区分"}},
	{"status", []string{"status", "state", "riskstatus", "open/closed", "openclosed", "状態", "ステータス", "状況", "リスク状態", "処理状況"}, []string{"riskstatus"}},
	{"plan.title", []string{"mitigation", "mitigations", "mitigationplan", "mitigationactions", "mitigationaction", "treatmentplan", "action", "actions", "actionplan", "plannedactions", "plannedaction", "proposedcontrols", "proposedaction", "proposedmitigation", "recommendedcontrols", "recommendation", "recommendations", "recommendedaction", "対応策", "対策", "対策案", "対策内容", "対応内容", "対応計画", "追加対策", "今後の対策", "改善策", "対応", "リスク対応計画", "リスク対応策", "対処", "対処方法", "対処策", "実施する対策", "mitigationstrategies", "mitigationmeasures", "preventionmitigation", "plannedmitigation", "treatmentactions", "nextsteps", "remediation", "countermeasure", "countermeasures", "futurecontrols", "plannedcontrols", "additionalcontrols", "furtheraction", "riskmitigation", "howtomitigate", "responseplan", "riskresponseplan", "管理策（予定）", "管理策予定", "追加の管理策", "plan", "additionalcontrols", "extracontrols", "緩和策", "軽減策", "回避策", "予防策", "mitigationnotes", "mitigationprevention", "mitigationmeasure", "低減策", "リスク軽減策", "対応方針内容", "処置内容", "対応策内容", "是正処置", "treatmentdescription", "risktreatmentplan", "responseaction", "responseactions", "appliedcontrols", "reactiondetails", "responsedetails", "treatmentdetails", "mitigationdetails", "追加管理策", "actionrequired", "requiredaction", "actionstaken", "actiontaken", "controlmeasures", "proposedtreatment"}, []string{"mitigation", "treatmentplan", "actionplan", "対応策", "対策案", "追加対策", "furtheraction", "緩和策", "軽減策", "低減策", "追加管理策"}},
	{"controls", []string{"controls", "existingcontrols", "currentcontrols", "controlsinplace", "keycontrols", "existingmitigation", "currentmitigation", "管理策", "既存対策", "現在の対策", "現状の対策", "既存管理策", "現在の管理策", "実施中の対策", "実施済み対策", "現行の管理策", "safeguards", "現状対策", "既存の管理策", "既存の対策"}, []string{"existingcontrol", "currentcontrol", "既存", "現在の対策", "現状の対策", "現在の管理策"}},
	{"current.rationale", []string{"rationale", "justification", "basis", "評価根拠", "評価理由", "根拠", "判定理由", "basisofrating", "ratingrationale", "reason", "評価の根拠", "理由"}, nil},
	{"current.damage", []string{"consequence", "consequences", "effect", "effects", "impactdescription", "potentialimpact", "想定被害", "影響内容", "想定される影響", "被害", "結果", "損害", "具体的な損害", "想定損害", "descriptionofimpact", "impactdetails", "影響の内容", "想定される被害", "業務影響", "impactifrealized", "想定損失", "損失内容", "影響の説明", "potentialconsequences", "impactscope", "potentialeffects", "effectsoffailure", "potentialeffectsoffailure", "故障の影響"}, []string{"impactdescription", "descriptionofimpact", "想定される影響", "想定される被害"}},
	{"title", []string{"title", "risk", "riskname", "risktitle", "name", "リスク", "リスク名", "題名", "タイトル", "件名", "名称", "リスク事象", "リスク項目", "riskevent", "headline", "summary", "リスクシナリオ", "risksummary", "リスク名称", "scenario", "riskscenario", "hazard", "リスク内容", "リスク要因", "想定リスク", "リスクの名称", "リスク事項", "riskdefinition", "event", "事象", "failuremode", "potentialfailuremode", "故障モード"}, []string{"riskname", "risktitle", "リスク名"}},
	{"summary", []string{"description", "riskdescription", "details", "detail", "説明", "内容", "概要", "詳細", "リスクの内容", "リスクの説明", "リスク概要", "statement", "riskstatement", "リスク説明", "リスク詳細", "descriptionofrisk", "descriptionoftherisk", "what", "explanation", "リスクの概要", "具体的内容", "事象の説明"}, []string{"description", "説明", "概要"}},
	{"likelihood", []string{"likelihood", "probability", "prob", "l", "p", "frequency", "occurrence", "発生可能性", "可能性", "発生確率", "確率", "起こりやすさ", "発生頻度", "頻度", "蓋然性", "発生度", "chance", "発生のしやすさ", "likelihoodrating", "likelihoodscore", "probabilityrating", "発生しやすさ", "o", "proba", "発生率", "発生確度", "発生の可能性", "likelihoodlevel", "probabilitylevel", "発生見込み", "発生可能性評価"}, []string{"likelihood", "probability", "可能性", "発生確率", "発生頻度", "起こりやすさ", "occurrence", "proba", "発生率"}},
	{"impact", []string{"impact", "severity", "i", "s", "影響", "影響度", "重大性", "重大度", "影響の大きさ", "深刻度", "被害度", "影響度合い", "consequencerating", "impactrating", "impactscore", "severityrating", "assetvalue", "資産価値", "重要度", "資産の価値", "資産の重要度", "損害の大きさ", "magnitude", "影響レベル", "被害の大きさ", "c", "impactlevel", "影響の程度", "影響レベル評価", "gravity", "影響範囲評価"}, []string{"impact", "severity", "影響", "資産価値", "重大"}},
	{"score", []string{"score", "riskscore", "risk", "rating", "riskrating", "rpn", "リスク値", "スコア", "評点", "リスクスコア", "点数", "riskvalue", "exposure", "riskexposure", "magnitudeofrisk", "lxi", "pxi", "r", "リスク点数", "リスク評価値", "riskpriority", "risklevelscore", "total", "riskfactor", "l×i", "p×i", "exposurescore", "riskindex", "リスク指数", "評価点", "リスク度", "riskscorelxi", "riskscorepxi", "pi", "積"}, []string{"score", "リスク値", "スコア", "rpn"}},
	{"level", []string{"level", "risklevel", "priority", "riskpriority", "rank", "リスクレベル", "レベル", "優先度", "評価", "リスク評価", "総合評価", "ランク", "判定", "リスク判定", "overallrisk", "overall", "riskrank", "リスクランク", "overallrating", "riskcategorylevel", "rag", "ragstatus", "リスク", "prioritylevel", "severitylevel", "currentrisk", "riskclass", "リスク度合い", "重要性", "リスクの大きさ", "リスクの程度", "対応優先度", "優先順位", "currentlevel", "residuallevel", "inherentlevel"}, []string{"risklevel", "リスクレベル", "overallrisk", "ragrating"}},
	{"threat", []string{"threat", "threatlevel", "threatvalue", "threatrating", "脅威", "脅威レベル", "脅威の大きさ", "脅威値", "脅威度", "脅威評価", "脅威の値", "t"}, []string{"脅威レベル", "脅威値"}},
	{"vulnerability", []string{"vulnerability", "vulnerabilitylevel", "vulnerabilityvalue", "vulnerabilityrating", "脆弱性", "脆弱性レベル", "脆弱性の大きさ", "脆弱性値", "ぜい弱性", "脆弱度", "脆弱性評価", "脆弱性の値", "v"}, []string{"脆弱性レベル", "脆弱性値"}},
	{"detection", []string{"detection", "detectability", "d", "検知難易度", "検出度", "検知性"}, nil},
	{"tags", []string{"tags", "labels", "タグ"}, nil},
	{"body", []string{"comment", "comments", "notes", "note", "remarks", "備考", "コメント", "メモ", "特記事項", "additionalnotes", "備考欄"}, []string{"備考", "comments"}},
	{"category", []string{"category", "risktype", "type", "area", "domain", "カテゴリ", "カテゴリー", "分類", "区分", "リスク分類", "リスク区分", "分野", "種別", "リスク種別", "riskcategory", "class", "subcategory", "大分類", "中分類", "小分類", "theme"}, []string{"category", "分類", "区分"}},
	{"assets", []string{"asset", "assets", "資産", "対象資産", "情報資産", "対象", "対象システム", "affectedassets", "affectedasset", "資産名", "system", "systems", "対象業務", "情報資産名", "affectedsystems", "affectedsystem", "assetname"}, []string{"affectedasset", "対象資産"}},
}

// MeaningOf tells what a heading says; its field is empty where nothing is known.
func MeaningOf(heading string) Meaning {
	group, own, two := strings.Cut(heading, " / ")
	if !two {
		own, group = heading, ""
	}
	if short, ok := shortStages[strings.ToUpper(strings.TrimSpace(heading))]; ok {
		return short
	}
	m := Meaning{Stage: stageOf(heading)}
	text := Fold(own)
	if text == "" {
		text = Fold(group)
	}
	stripped := withoutStage(text)
	bare := Fold(scaleRange.ReplaceAllString(bracketed.ReplaceAllString(norm.NFKC.String(own), " "), ""))
	for _, form := range []string{text, stripped, bare, withoutStage(bare)} {
		if form == "" {
			continue
		}
		for i := range names {
			if slices.Contains(names[i].whole, form) {
				m.Field = names[i].field
				return m.under(group).settled(text, form, group)
			}
		}
	}
	if m.Stage != NoStage && (stripped == "" || stripped == "risk" || stripped == "リスク" || stripped == "rating") {
		m.Field = "level"
		return m
	}
	for i := range names {
		for _, part := range names[i].parts {
			if strings.Contains(text, part) && len(text) <= 4*len(part)+12 {
				m.Field, m.part = names[i].field, true
				return m.under(group).settled(text, text, group)
			}
		}
	}
	return m
}

// MeaningAt tells what the heading of a column says. Where the table has one row of headings, "Mitigation / fallback" has two names for one thing.
func (t *Table) MeaningAt(at int) Meaning {
	heading := t.Heads[at]
	m := MeaningOf(heading)
	if m.Field != "" || len(t.Head) > 1 || len(heading) > 60 {
		return m
	}
	for _, name := range strings.FieldsFunc(heading, func(r rune) bool { return strings.ContainsRune("/／&＆+・", r) }) {
		if one := MeaningOf(strings.TrimSpace(name)); one.Field != "" && !one.part {
			return one
		}
	}
	return m
}

// bracketed is what headings say of themselves, such as the range of a scale or the unit: "Impact (1-5)".
var (
	bracketed  = regexp.MustCompile(`[(\[<【〔{][^)\]>】〕}]*[)\]>】〕}]`)
	scaleRange = regexp.MustCompile(`\s*(?:[:：/]?\s*\d{1,2}\s*(?:[-–—~〜～]|to|から)\s*\d{1,3}|/\s*\d{1,3}|\d{1,2}段階)(?:段階|まで|点)?\s*$`)
)

// doneWords tell that measures are there already: what names them is no plan.
var doneWords = []string{"implemented", "inplace", "existing", "実施済", "導入済", "既存", "現行", "現在の", "現状の"}

// under puts a heading into the group above it: whose, until when and what stand under "Action plan" are those of the plan, not of the risk.
func (m Meaning) under(group string) Meaning {
	if group == "" {
		return m
	}
	switch above := MeaningOf(group); above.Field {
	case "plan.title":
		switch m.Field {
		case "owner":
			m.Field = "plan.owner"
		case "identified", "closed_on":
			m.Field = "plan.due"
		case "title", "summary":
			m.Field = "plan.title"
		case "status":
			m.Field = "plan.status"
		}
	case "controls":
		if m.Field == "title" || m.Field == "summary" {
			m.Field = "controls"
		}
	}
	return m
}

// settled puts right what a heading alone says wrongly: "risk" and "rating" under a stage are levels, not titles, and measures that are there are no plan.
func (m Meaning) settled(text, form, group string) Meaning {
	if m.Field == "plan.title" && slices.ContainsFunc(doneWords, func(w string) bool { return strings.Contains(text, w) }) {
		m.Field = "controls"
	}
	if m.Stage != NoStage && (m.Field == "title" || m.Field == "score" && (form == "rating" || form == "riskrating")) {
		m.Field = "level"
	}
	if m.Stage != NoStage && group != "" && m.Field == "current.damage" {
		m.Field = "impact"
	}
	if !slices.Contains(Rated, m.Field) {
		m.Stage = NoStage
	}
	return m
}

func stageOf(heading string) Stage {
	text := Fold(heading)
	if short, ok := shortStages[strings.ToUpper(strings.TrimSpace(heading))]; ok {
		return short.Stage
	}
	for _, s := range stageWords {
		for _, w := range s.words {
			if strings.Contains(text, w) {
				return s.stage
			}
		}
	}
	return NoStage
}

func withoutStage(text string) string {
	for _, s := range stageWords {
		for _, w := range s.words {
			text = strings.ReplaceAll(text, w, "")
		}
	}
	text = strings.TrimPrefix(strings.TrimPrefix(text, "の"), "risk")
	return strings.TrimPrefix(strings.TrimPrefix(text, "リスク"), "の")
}

// recognised counts the headings of a row that are known.
func recognised(texts []string) int {
	n := 0
	seen := map[string]bool{}
	for _, t := range texts {
		if len([]rune(t)) > 60 || t == "" {
			continue
		}
		if m := MeaningOf(t); m.Field != "" && !seen[t] {
			seen[t] = true
			n++
		}
	}
	return n
}
