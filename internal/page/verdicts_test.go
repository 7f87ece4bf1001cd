package page_test

import (
	"fmt"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"golang.org/x/net/html"

	"github.com/riskbook/riskbook/internal/assess"
)

// verdictCriteria give likelihood out of two factors, five steps each way, and every kind of acceptance.
const verdictCriteria = `revision = "2026.1"
approved_by = "Board"
approved_on = 2026-04-01
review_by = 2027-03-31
likelihood = [
  { value = 1, label = { ja = "稀", en = "Rare" } }, { value = 2, label = { ja = "低い", en = "Unlikely" } }, { value = 3, label = { ja = "あり得る", en = "Possible" } },
  { value = 4, label = { ja = "高い", en = "Likely" } }, { value = 5, label = { ja = "確実", en = "Certain" } },
]
impact = [
  { value = 1, label = { ja = "軽微", en = "Minor" } }, { value = 2, label = { ja = "小", en = "Small" } }, { value = 3, label = { ja = "中", en = "Moderate" } },
  { value = 4, label = { ja = "大", en = "Large" } }, { value = 5, label = { ja = "甚大", en = "Grave" } },
]
level = [
  { key = "low", label = { ja = "低", en = "Low" }, acceptance = "accept" },
  { key = "medium", label = { ja = "中", en = "Medium" }, acceptance = "approval" },
  { key = "high", label = { ja = "高", en = "High" }, acceptance = "treat" },
]
[matrix]
rows = [
  ["low", "low", "low", "medium", "medium"],
  ["low", "low", "medium", "medium", "high"],
  ["low", "medium", "medium", "high", "high"],
  ["low", "medium", "high", "high", "high"],
  ["medium", "medium", "high", "high", "high"],
]
[likelihood_from]
rows = [[1, 1, 2], [1, 3, 4], [2, 4, 5]]
[[likelihood_from.factor]]
key = "threat"
label = { ja = "脅威", en = "Threat" }
steps = [{ value = 1, label = { ja = "弱い", en = "Weak" } }, { value = 2, label = { ja = "並", en = "Ordinary" } }, { value = 3, label = { ja = "強い", en = "Strong" } }]
[[likelihood_from.factor]]
key = "vulnerability"
label = { ja = "脆弱性", en = "Vulnerability" }
steps = [{ value = 1, label = { ja = "小", en = "Low" } }, { value = 2, label = { ja = "中", en = "Middle" } }, { value = 3, label = { ja = "大", en = "High" }, meaning = { ja = "対策がない", en = "Nothing holds it" } }]
[[viewpoint]]
key = "legal"
label = { ja = "法令", en = "Law" }
weight = 3
prohibitive = true
[acceptance]
impact_alone = 5
[[change]]
on = 2026-04-01
what = { ja = "影響の段階を見直した", en = "Steps of impact revised" }
why = { ja = "判断の知見による", en = "As judgements taught" }
adopts = ["D-07"]
`

// verdictRisk is an open risk, identified on 1 May 2026, with more fields before its current analysis.
func verdictRisk(title, more, current string) *fstest.MapFile {
	return markdown(fmt.Sprintf("title = %s\nowner = \"ops\"\nassets = [\"A-01\"]\nidentified = 2026-05-01\n%s\n[current]\n%s", title, more, current))
}

func verdictPlan(title, risks, more string) *fstest.MapFile {
	return markdown(fmt.Sprintf("title = %s\nowner = \"ops\"\nrisks = [%s]\noption = \"modify\"\naim = \"prevention\"\n%s", title, risks, more))
}

func verdictDecision(title, kind, more string) *fstest.MapFile {
	return markdown(fmt.Sprintf("title = %s\nkind = %q\nbasis = { ja = \"調査\", en = \"Survey\" }\n%s", title, kind, more))
}

// both is a text in both languages.
func both(ja, en string) string { return fmt.Sprintf("{ ja = %q, en = %q }", ja, en) }

// verdictRegister has every outcome that a register with criteria can have, and every other thing that the pages say of verdicts, as of 2026-11-23:
//
//	R-01  needs treatment: threat 3 × vulnerability 2 → likelihood 4; an approvable level it is not
//	R-02  plan insufficient (T-02)                     R-03  plan not evaluated (T-03 has no target)
//	R-04  awaiting reanalysis (T-04 done in September) R-06  not analysed
//	R-07  in treatment, T-07 promises a level alone    R-08  accepted                R-09  acceptable
//	R-10  closed by D-10, touched by F-01 since        R-11  accepted without effect: impact alone
//	R-12  the acceptance has expired                   R-13  pushed over by T-13, which is done
//	R-14  provisional, to be treated once it counts    R-15  identified in 2027
//	R-16  accepted at more than its rating             R-17  incomplete, no day of analysis
//	R-18  has a proposed analysis                      R-19  T-19 counts from 2027 on
//	R-20  T-20 was found not effective                 R-21  avoid   R-22  share   R-23  to be closed in 2027
func verdictRegister() fstest.MapFS {
	acceptance := func(risk, likelihoodImpact, until string) string {
		return "on = 2026-06-01\nby = \"ciso\"\nrisks = [\"" + risk + "\"]\nuntil = " + until + "\nat = " + likelihoodImpact
	}
	provisional := "provisional = true\n"
	files := fstest.MapFS{
		"content/riskbook.toml": plain("title = { ja = \"判定の登録簿\", en = \"Register of verdicts\" }\ndefault_language = \"ja\"\nlanguages = [\"ja\", \"en\"]\ncurrency = \"JPY\"\n"),
		"content/criteria.toml": plain(verdictCriteria),
		"content/parties.toml": plain("[ops]\ntitle = { ja = \"運用課\", en = \"Operations\" }\nkind = \"department\"\n[ciso]\ntitle = { ja = \"最高情報セキュリティ責任者\", en = \"CISO\" }\nkind = \"person\"\n" +
			"[board]\ntitle = { ja = \"経営会議\", en = \"Board\" }\nkind = \"committee\"\n"),
		"content/assets/A-01.md": markdown("title = " + both("制御システム", "Control system") + "\nkind = \"information-system\"\nviewpoints = [\"service-level\"]\nowner = \"ops\"\nimportance = { availability = 3 }"),
		"content/assets/A-02.md": markdown("title = " + both("新しい設備", "New plant") + "\n" + provisional + "kind = \"other\"\nviewpoints = [\"service-level\"]\nowner = \"ops\""),
		"content/events/E-01.md": markdown("title = " + both("停止", "Outage") + "\napproach = \"result\"\nresult = " + both("止まる", "It stops") + "\nassets = [\"A-01\"]"),

		"content/risks/R-01.md": verdictRisk(both("遠隔操作", "Remote access"), "events = [\"E-01\"]\n[inherent]\nfactors = { threat = 3, vulnerability = 3 }\nimpact = 4", "factors = { threat = 3, vulnerability = 2 }\nimpact = 4"),
		"content/risks/R-02.md": verdictRisk(both("計画の足りないもの", "Plan falls short"), "", "likelihood = 4\nimpact = 3"),
		"content/risks/R-03.md": verdictRisk(both("目標のない計画", "Plan without a target"), "", "likelihood = 3\nimpact = 4"),
		"content/risks/R-04.md": verdictRisk(both("計画の終わったもの", "Plan is done"), "", "likelihood = 4\nimpact = 4"),
		"content/risks/R-06.md": markdown("title = " + both("未分析のもの", "Nobody analysed it") + "\nowner = \"ops\"\nassets = [\"A-01\"]\nidentified = 2026-05-01\n[current]\nimpact = 3"),
		"content/risks/R-07.md": verdictRisk(both("レベルだけの目標", "A level is all"), "", "likelihood = 3\nimpact = 4"),
		"content/risks/R-08.md": verdictRisk(both("受容済みのもの", "Accepted"), "", "likelihood = 2\nimpact = 3"),
		"content/risks/R-09.md": verdictRisk(both("受容可能なもの", "Acceptable"), "", "likelihood = 1\nimpact = 2"),
		"content/risks/R-10.md": verdictRisk(both("終結したもの", "Closed"), "status = \"closed\"\nclosed_on = 2026-08-01\nclosed_because = "+both("設備を撤去した", "The plant is gone"), "likelihood = 1\nimpact = 2"),
		"content/risks/R-11.md": verdictRisk(both("効果のない受容", "Accepted without effect"), "", "likelihood = 1\nimpact = 5"),
		"content/risks/R-12.md": verdictRisk(both("期限切れの受容", "Acceptance ran out"), "", "likelihood = 2\nimpact = 3"),
		"content/risks/R-13.md": verdictRisk(both("副作用を受けたもの", "Raised by a plan"), "", "likelihood = 1\nimpact = 3"),
		"content/risks/R-14.md": verdictRisk(both("未確認のもの", "Provisional"), provisional, "likelihood = 5\nimpact = 4"),
		"content/risks/R-15.md": markdown("title = " + both("来年のもの", "Next year") + "\nowner = \"ops\"\nassets = [\"A-01\"]\nidentified = 2027-01-10\n[current]\nlikelihood = 5\nimpact = 5"),
		"content/risks/R-16.md": verdictRisk(both("高すぎる受容", "Accepted too high"), "", "likelihood = 2\nimpact = 3"),
		"content/risks/R-17.md": markdown("title = " + both("表から取り込んだもの", "Out of a table") + "\nincomplete = true\nassets = [\"A-01\"]\n[current]\nlikelihood = 2\nimpact = 2"),
		"content/risks/R-18.md": verdictRisk(both("提案のあるもの", "With a proposal"), "[proposed]\nlikelihood = 4\nimpact = 5\nrationale = "+both("新しい攻撃", "A new attack"), "likelihood = 1\nimpact = 2"),
		"content/risks/R-19.md": verdictRisk(both("計画が来年のもの", "Plan counts next year"), "", "likelihood = 4\nimpact = 3"),
		"content/risks/R-20.md": verdictRisk(both("効果のなかったもの", "Plan did not work"), "reviewed = 2026-06-01", "likelihood = 3\nimpact = 3"),
		"content/risks/R-21.md": verdictRisk(both("法令に関わるもの", "Under the law"), "viewpoints = [\"legal\"]", "likelihood = 3\nimpact = 4"),
		"content/risks/R-22.md": verdictRisk(both("稀で大きいもの", "Rare and large"), "", "likelihood = 1\nimpact = 4"),
		"content/risks/R-23.md": verdictRisk(both("来年終結するもの", "Closed next year"), "status = \"closed\"\nclosed_on = 2027-02-01\nclosed_because = "+both("撤去する", "To be removed"), "likelihood = 2\nimpact = 3"),

		"content/treatments/T-02.md": verdictPlan(both("分離", "Separation"), `"R-02"`, "status = \"approved\"\ndue = 2027-03-31\n[[target]]\nrisk = \"R-02\"\nfactors = { threat = 2, vulnerability = 2 }"),
		"content/treatments/T-03.md": verdictPlan(both("見直し", "Overhaul"), `"R-03"`, "status = \"in-progress\"\nstart = 2026-05-01\ndue = 2027-03-31"),
		"content/treatments/T-04.md": verdictPlan(both("更新", "Replacement"), `"R-04"`, "status = \"done\"\ndue = 2026-09-30\nfinished = 2026-09-01\n[[target]]\nrisk = \"R-04\"\nlikelihood = 1"),
		"content/treatments/T-07.md": verdictPlan(both("二重化", "Redundancy"), `"R-07"`, "status = \"approved\"\ndue = 2027-03-31\n[[target]]\nrisk = \"R-07\"\nlevel = \"low\""),
		"content/treatments/T-13.md": verdictPlan(both("移行", "Migration"), `"R-09"`, "status = \"done\"\ndue = 2026-09-30\nfinished = 2026-09-15\n[[worsens]]\nrisk = \"R-13\"\nlikelihood = 4\nwhy = "+both("手順が増える", "More steps by hand")+"\n[effectiveness]\nreviewed = 2026-10-01\nresult = \"effective\""),
		"content/treatments/T-19.md": verdictPlan(both("来年の計画", "Next year's plan"), `"R-19"`, "status = \"approved\"\ndue = 2027-12-31\ncost = { initial = 1_000_000, annual = 0 }\n[[target]]\nrisk = \"R-19\"\nlikelihood = 1"),
		"content/treatments/T-20.md": verdictPlan(both("訓練", "Training"), `"R-20"`, "status = \"done\"\ndue = 2026-05-31\nfinished = 2026-05-15\n[effectiveness]\nreviewed = 2026-09-01\nresult = \"not\""),
		"content/treatments/T-90.md": verdictPlan(both("取りやめた計画", "Given up"), `"R-01"`, "status = \"cancelled\"\ndue = 2026-12-31"),

		"content/decisions/D-01.md": verdictDecision(both("遠隔操作の受容の伺い", "May remote access be accepted?"), "acceptance", "requested = 2026-11-01\ndecide_by = 2026-11-20\nof = \"board\"\nrisks = [\"R-01\"]"),
		"content/decisions/D-07.md": verdictDecision(both("知見", "What was learnt"), "judgement", "on = 2026-02-01\nby = \"ciso\"\nrisks = [\"R-09\"]\nverdict = \"accept\"\nknowledge = "+both("影響の段階が粗い", "The steps of impact are too coarse")),
		"content/decisions/D-08.md": verdictDecision(both("受容", "Acceptance"), "acceptance", acceptance("R-08", "{ likelihood = 2, impact = 3 }", "2027-06-01")),
		"content/decisions/D-09.md": verdictDecision(both("新しい知見", "Newly learnt"), "judgement", "on = 2026-07-01\nby = \"ciso\"\nrisks = [\"R-09\"]\nverdict = \"accept\"\nknowledge = "+both("頻度の根拠が要る", "Frequency wants grounds")),
		"content/decisions/D-10.md": verdictDecision(both("終結", "Closing"), "closing", "on = 2026-08-01\nby = \"ciso\"\nrisks = [\"R-10\"]"),
		"content/decisions/D-11.md": verdictDecision(both("受容", "Acceptance"), "acceptance", acceptance("R-11", "{ likelihood = 1, impact = 5 }", "2027-06-01")),
		"content/decisions/D-12.md": verdictDecision(both("受容", "Acceptance"), "acceptance", acceptance("R-12", "{ likelihood = 2, impact = 3 }", "2026-10-31")),
		"content/decisions/D-16.md": verdictDecision(both("受容", "Acceptance"), "acceptance", acceptance("R-16", "{ factors = { threat = 2, vulnerability = 2 }, impact = 3 }", "2027-06-01")),
		"content/decisions/D-19.md": verdictDecision(both("計画の承認", "Approval"), "plan-approval", "on = 2027-01-15\nby = \"board\"\ntreatments = [\"T-19\"]"),
		"content/decisions/D-90.md": verdictDecision(both("計画の中止", "Cancellation"), "cancellation", "on = 2026-07-01\nby = \"board\"\ntreatments = [\"T-90\"]"),

		"content/findings/F-01.md":   markdown("title = " + both("残った接続", "A connection is left") + "\nchannel = \"audit\"\nreceived = 2026-10-05\nrisks = [\"R-10\"]\nstatus = \"open\""),
		"content/indicators/I-01.md": markdown("title = " + both("遮断数", "Blocked") + "\nrisks = [\"R-01\"]\nwarn = 100\nlimit = 200\nevery_months = 3\n[[reading]]\non = 2026-01-31\nvalue = 20"),
		"content/indicators/I-02.md": markdown("title = " + both("試行", "Trial") + "\n" + provisional + "risks = [\"R-01\"]\nwarn = 1\nlimit = 2"),
	}
	return files
}

// judgedRegister has no criteria: judgement decides.
//
//	R-01  needs judgement               R-02  judged acceptable             R-03  to be treated, no plan
//	R-04  T-04: nobody has judged it    R-05  T-05 was judged enough        R-06  T-06 was judged not enough
//	R-07  the judgement ran out         R-08  the judgement is outgrown
func judgedRegister() fstest.MapFS {
	files := fstest.MapFS{
		"content/riskbook.toml":  plain(methodConfig),
		"content/assets/A-01.md": markdown("title = " + both("制御システム", "Control system") + "\nkind = \"information-system\"\nviewpoints = [\"service-level\"]\nowner = \"ops\""),
	}
	judgement := func(id, about, verdict, more string) {
		files["content/decisions/"+id+".md"] = verdictDecision(both("判断", "Judgement"), "judgement", "on = 2026-06-01\nby = \"ciso\"\n"+about+"\nverdict = \""+verdict+"\"\n"+more)
	}
	for i := 1; i <= 8; i++ {
		files[fmt.Sprintf("content/risks/R-%02d.md", i)] = verdictRisk(both(fmt.Sprintf("リスク%d", i), fmt.Sprintf("Risk %d", i)), "", "likelihood = 2\nimpact = 3")
	}
	judgement("D-02", `risks = ["R-02"]`, "accept", "")
	judgement("D-03", `risks = ["R-03", "R-04", "R-05", "R-06"]`, "treat", "")
	for _, n := range []string{"4", "5", "6"} {
		files["content/treatments/T-0"+n+".md"] = verdictPlan(both("計画"+n, "Plan "+n), `"R-0`+n+`"`, "status = \"approved\"\ndue = 2027-03-31\nstart = 2026-07-01")
	}
	judgement("D-05", `treatments = ["T-05"]`, "accept", "")
	judgement("D-06", `treatments = ["T-06"]`, "treat", "")
	judgement("D-07", `risks = ["R-07"]`, "accept", "until = 2026-10-31")
	judgement("D-08", `risks = ["R-08"]`, "accept", "at = { likelihood = 1, impact = 3 }")
	return files
}

// verdictOutcomes are the outcomes of verdictRegister, worked out by hand from the method.
var verdictOutcomes = map[string]assess.Outcome{
	"R-01": assess.NeedsTreatment, "R-02": assess.InsufficientPlan, "R-03": assess.UnevaluatedPlan, "R-04": assess.AwaitingReanalysis, "R-06": assess.Unanalysed,
	"R-07": assess.InTreatment, "R-08": assess.Accepted, "R-09": assess.Acceptable, "R-10": assess.Closed, "R-11": assess.NeedsTreatment, "R-12": assess.NeedsTreatment,
	"R-13": assess.Acceptable, "R-16": assess.Accepted, "R-17": assess.Acceptable, "R-18": assess.Acceptable, "R-19": assess.NeedsTreatment, "R-20": assess.NeedsTreatment,
	"R-21": assess.NeedsTreatment, "R-22": assess.NeedsTreatment, "R-23": assess.NeedsTreatment,
}

func TestEveryOutcomeIsShownOnItsPageAndInTheLists(t *testing.T) {
	b := build(t, verdictRegister())
	list := find(b.page("risks.html"), "id", "list.rows")
	need := map[string]string{}
	for _, row := range all(list, "data-need", "") {
		need[strings.Fields(text(find(row, "class", "title")))[0]] = attr(row, "data-need") + " " + attr(row, "data-outcome")
	}
	for id, outcome := range verdictOutcomes {
		for _, prefix := range []string{"", "en/"} {
			verdict := find(b.page(prefix+"risks/"+id+".html"), "class", "verdict")
			if badge := find(verdict, "class", "outcome outcome-"+string(outcome)); badge == nil || text(badge) == "" {
				t.Errorf("%s%s: the verdict is %q, not %s", prefix, id, text(verdict), outcome)
			}
		}
		want := "clear open "
		switch outcome {
		case assess.NeedsTreatment, assess.InsufficientPlan, assess.UnevaluatedPlan, assess.AwaitingReanalysis, assess.InTreatment:
			want = "treat open "
		case assess.Unanalysed:
			want = "unjudged open "
		case assess.Closed:
			want = "closed "
		}
		if need[id] != want+string(outcome) {
			t.Errorf("the row of %s has %q, want %q", id, need[id], want+string(outcome))
		}
	}
	if len(need) != len(verdictOutcomes) {
		t.Errorf("the list has %d rows, want %d: what is provisional or later is in none", len(need), len(verdictOutcomes))
	}
}

// What a reader is asked for is told on the first page and on the page of the risk, in the same words.
func TestWhatIsWantedFitsTheOutcome(t *testing.T) {
	b := build(t, verdictRegister())
	for _, c := range []struct{ id, ja, en string }{
		{"R-01", "対応計画がありません。対応策を選び、計画を承認してください。", "No live plan. Choose an option and approve a plan."},
		{"R-02", "計画を終えても基準を満たしません。", "Extend it, or reconsider the criteria."},
		{"R-03", "何をもたらすかが示されていません。", "nothing says what it brings: say so in its target."},
		{"R-04", "分析し直すか、終結してください。", "analyse it again, or close it."},
		{"R-06", "起こりやすさと影響が決まっていません。", "Its likelihood or impact is not determined."},
		{"R-11", "受容は有効ですが、残る理由には効果がありません。", "in force, but without effect"},
		{"R-12", "受容を決定してください。受容の期限（2026年10月31日）が過ぎています。", "or decide to accept it. The acceptance ran out on 31 October 2026."},
		{"R-13", "副作用により、基準を満たさなくなります。", "side effects will push it over"},
		{"R-19", "計画T-19は2027年1月15日から数えます。", "T-19 counts from 15 January 2027 on"},
	} {
		wants(t, c.id, rowOf(t, b.page("index.html"), "decide", c.id), c.ja)
		wants(t, c.id, rowOf(t, b.page("en/index.html"), "decide", c.id), c.en)
		wants(t, c.id, facts(b.page("risks/" + c.id + ".html"))["求められること"], c.ja)
	}
	for _, id := range []string{"R-07", "R-08", "R-09", "R-10"} {
		if got := facts(b.page("risks/" + id + ".html"))["求められること"]; got != "" {
			t.Errorf("of %s is wanted: %q", id, got)
		}
	}
	for _, id := range []string{"R-03", "R-04"} {
		for _, row := range []string{rowOf(t, b.page("index.html"), "decide", id), rowOf(t, b.page("evaluation.html"), "left", id)} {
			if strings.Contains(row, "承認し") || strings.Contains(row, "補") {
				t.Errorf("%s is told to extend or approve a plan: %q", id, row)
			}
		}
	}
}

// Twelve are to be treated. One could not be judged, and every figure beside it says so.
func TestOneNumberIsToBeTreatedEverywhere(t *testing.T) {
	b := build(t, verdictRegister())
	for path, parts := range map[string][]string{
		"index.html":         {"12 対応を要するリスク 終結していないリスク19件のうち（評価できないもの1件）"},
		"en/index.html":      {"12 risks to be treated of 19 open risks (1 could not be judged)"},
		"risks.html":         {"対応を要するもの12件", "ほかに、まだ評価できないリスクが1件あります。"},
		"en/risks.html":      {"12 are to be treated", "1 more could not be judged."},
		"matrix.html":        {"対応を要するリスクは12件です。", "14件のうち2件は、決定により受容されています。", "まだ評価できないリスクが1件"},
		"en/matrix.html":     {"12 risks are to be treated.", "Of the 14 that lie in outlined cells now, 2 are accepted by decision.", "1 more could not be judged."},
		"evaluation.html":    {"（現在は12件）", "1 まだ評価できないリスク 受容できるリスクには含まない", "ほかに、まだ評価できないリスクが1件"},
		"en/evaluation.html": {"(now: 12)", "1 risks that could not be judged", "1 more could not be judged."},
		"risks/R-21.html":    {"1位（12件中）"},
		"owners/ops.html":    {"12 対応を要するリスク 終結していないリスク18件のうち（評価できないもの1件）"}, // R-17 names no owner
		"en/owners.html":     {"1 has risks to be treated", "Could not be judged"},
	} {
		wants(t, path, text(b.page(path)), parts...)
	}
}

// Nothing is to be treated, but one risk is not analysed: nothing is good, and each all-clear says how many it does not speak of.
func TestNoAllClearForgetsWhatCouldNotBeJudged(t *testing.T) {
	few := verdictRegister()
	for name := range few {
		id := strings.TrimSuffix(strings.TrimPrefix(name, "content/risks/"), ".md")
		if strings.HasPrefix(name, "content/risks/") && id != "R-06" && id != "R-09" || strings.HasPrefix(name, "content/treatments/") || strings.HasPrefix(name, "content/decisions/") ||
			strings.HasPrefix(name, "content/indicators/") || strings.HasPrefix(name, "content/findings/") {
			delete(few, name)
		}
	}
	b := build(t, few)
	for path, figure := range map[string]string{"index.html": "0 対応を要するリスク", "evaluation.html": "0 受容できないまま残るリスク", "owners/ops.html": "0 対応を要するリスク"} {
		for _, tile := range all(b.page(path), "class", "") {
			if tile.Data == "li" && strings.HasPrefix(text(tile), figure) && attr(tile, "class") != "tile tile-unjudged" {
				t.Errorf("%s: the tile %q has the class %q", path, text(tile), attr(tile, "class"))
			}
		}
		wants(t, path, text(b.page(path)), figure)
	}
	for path, parts := range map[string][]string{
		"index.html":      {"終結していないリスク2件のうち（評価できないもの1件）", "未分析のもの、分析した日の分からないもの（1件）"},
		"risks.html":      {"対応を要するもの0件", "まだ評価できないリスクが1件"},
		"matrix.html":     {"対応を要するリスクは0件です。ほかに、まだ評価できないリスクが1件あります。"},
		"evaluation.html": {"計画の完了後に受容できないリスクはありません。ほかに、まだ評価できないリスクが1件あります。", "1 受容できるリスク"},
	} {
		wants(t, path, text(b.page(path)), parts...)
	}
	for _, path := range []string{"index.html", "evaluation.html"} {
		for _, note := range all(b.page(path), "class", "note note-good") {
			t.Errorf("%s: %q is good", path, text(note))
		}
	}
}

func TestPlansAreLiveAsOfTheDay(t *testing.T) {
	b := build(t, verdictRegister())
	for path, parts := range map[string][]string{
		"treatments/T-19.html":    {"承認済み 2027-01-15から有効（基準日にはまだ）", "この計画は2027年1月15日から数えます。", "D-19 計画の承認 計画の承認 2027-01-15、経営会議 未発効（基準日より後の決定）"},
		"en/treatments/T-19.html": {"This plan counts from 15 January 2027 on."},
		"treatments.html":         {"基準日に実行中（承認済み・実施中）3件", "完了しても基準を満たさないもの1件、足りるかどうか分からないもの1件"},
		"en/treatments.html":      {"3 live on the as-of date", "1 not enough even when done, 1 of which nobody can tell"},
		"index.html":              {"実行中の計画3件のうち", "まだ評価に入れていない計画： T-19 2027-01-15から有効"},
		"evaluation.html":         {"実行中の計画3件がすべて完了しても", "まだ評価に入れていない計画： T-19"},
		"risks/R-19.html":         {"実行中の計画なし", "T-19 来年の計画 承認済み 2027-01-15から有効"},
		"trace.html":              {"計画が基準日にはまだ実行中でない", "計画が何をもたらすか示されていない", "計画の完了後に分析し直していない"},
	} {
		wants(t, path, text(b.page(path)), parts...)
	}
	if find(b.page("treatments.html"), "id", "cost-years") != nil || strings.Contains(text(b.page("index.html")), "1,000,000") {
		t.Error("the cost of a plan that is not live yet is counted")
	}
}

func TestAPlanIsEnoughNotEnoughOrNotKnown(t *testing.T) {
	b := build(t, verdictRegister())
	for id, want := range map[string][2]string{
		"T-02": {"不十分", "Not enough"},
		"T-03": {"不明 何をもたらすか示されていない", "Not known Nothing says what it brings"},
	} {
		for i, prefix := range []string{"", "en/"} {
			row := rowOf(t, b.page(prefix+"index.html"), "plans", id)
			wants(t, id, row, " "+want[i]+" R-")
			if slices.ContainsFunc(rows(t, b.page(prefix+"index.html"), "plans"), func(r string) bool { return strings.HasPrefix(r, "T-07") }) {
				t.Error("a plan that is on time and enough stands among those that are not")
			}
			if id == "T-03" && (strings.Contains(row, "不十分") || strings.Contains(row, "Not enough")) {
				t.Errorf("a plan without a target is called insufficient: %q", row)
			}
		}
	}
	wants(t, "T-03", rowOf(t, b.page("treatments/T-03.html"), "plan.targets", "R-03"), "目標なし", "何をもたらすか示されていない")
	wants(t, "T-03", rowOf(t, b.page("evaluation.html"), "by-plan", "T-03"), "効果が未評価", "で目標を書く")
	wants(t, "T-03", text(b.page("en/treatments/T-03.html")), "Nothing says what it brings for a risk")
}

func TestALevelAloneHasABadgeAndNoPlace(t *testing.T) {
	b := build(t, verdictRegister())
	for i, prefix := range []string{"", "en/"} {
		low := []string{"低 （レベルのみ）", "Low (level only)"}[i]
		wants(t, "list", text(find(b.page(prefix+"risks.html"), "id", "list.rows")), low)
		wants(t, "target", rowOf(t, b.page(prefix+"treatments/T-07.html"), "plan.targets", "R-07"), low+" "+low)
		wants(t, "evaluation", rowOf(t, b.page(prefix+"evaluation.html"), "by-plan", "T-07"), low)
		levels := rows(t, b.page(prefix+"risks/R-07.html"), "risk.levels")
		wants(t, "likelihood", levels[0], []string{"3 あり得る 示されていない", "3 Possible not given"}[i])
		wants(t, "level", levels[2], low)
		root := b.page(prefix + "matrix.html")
		wants(t, "move", rowOf(t, root, "moved", "R-07"), low, []string{"改善", "better"}[i])
		wants(t, "matrix", text(root), []string{"マトリクスに置けないリスク R-07 レベルだけの目標 低", "Risks with a level alone once plans are done, which has no place R-07"}[i], []string{"図に描いていません", "there is no place to draw it at"}[i])
		section := find(root, "id", "matrix-projected").Parent
		if strings.Contains(text(find(section, "class", "matrix")), "R-07") {
			t.Error("the matrix once plans are done places R-07, which has a level alone")
		}
	}
	wants(t, "explain", text(find(b.page("en/risks/R-07.html"), "class", "way")), "Low (a level alone, without a place in the matrix)")
}

// The handbook's options by the steps: high is above two thirds of the scale, low at most a third (method: Option).
func TestTheSuggestedOptionNamesTheSteps(t *testing.T) {
	b := build(t, verdictRegister())
	for id, want := range map[string][2]string{
		"R-01": {"修正（影響は5段階の4で高く、起こりやすさは5段階の4で高い。", "Modify (impact 4 of 5 is high, likelihood 4 of 5 is high: none of avoiding, sharing and retaining fits)"},
		"R-20": {"修正（影響は5段階の3で高くも低くもなく、起こりやすさは5段階の3で高くも低くもない。", "Modify (impact 3 of 5 is neither high nor low, likelihood 3 of 5 is neither high nor low"},
		"R-21": {"回避（影響は5段階の4で高く、起こりやすさは5段階の3で高くも低くもない。低減より回避を求める観点に関わる）", "Avoid (impact 4 of 5 is high, likelihood 3 of 5 is neither high nor low: a viewpoint of the risk asks to avoid rather than reduce)"},
		"R-22": {"共有（影響は5段階の4で高く、起こりやすさは5段階の1で低い。", "Share (impact 4 of 5 is high, likelihood 1 of 5 is low"},
		"R-09": {"保有（対応を要する理由がない。影響は5段階の2で高くも低くもなく、", "Retain (no reason asks for treatment; impact 2 of 5 is neither high nor low, likelihood 1 of 5 is low)"},
	} {
		wants(t, id, facts(b.page("risks/" + id + ".html"))["対応策の選択肢"], "手法による候補："+want[0])
		wants(t, id, facts(b.page("en/risks/" + id + ".html"))["Option"], "Suggested by the method: "+want[1])
		wants(t, id, text(find(b.page("en/risks/"+id+".html"), "class", "way")), strings.TrimSuffix(want[1][strings.Index(want[1], "(")+1:], ")"))
	}
	for _, id := range []string{"R-06", "R-10", "R-14", "R-15"} {
		if got := facts(b.page("risks/" + id + ".html"))["対応策の選択肢"]; got != "" {
			t.Errorf("for %s is suggested %q", id, got)
		}
	}
}

func TestAnAcceptanceWithoutEffectIsCalledSoWhereverItIsShown(t *testing.T) {
	b := build(t, verdictRegister())
	const idle = "有効（効果なし）"
	for path, parts := range map[string][]string{
		"risks/R-11.html":        {"D-11 受容 " + idle + " 2027-06-01まで 受容によっては解消しない理由が残る（影響のみで対応を要する）", "受容の決定：" + idle},
		"en/risks/R-11.html":     {"In force without effect", "reasons stand that no acceptance lifts (impact alone)"},
		"decisions/D-11.html":    {"受容 " + idle},
		"decisions.html":         {"うち受容4件（有効なもの2件、有効でも効果のないもの1件、期限切れ又はレベルを超過したもの1件）", idle},
		"en/decisions.html":      {"2 in force, 1 in force without effect, 1 expired or outgrown"},
		"calendar.html":          {"受容の期限 " + idle},
		"owners/ciso.html":       {idle},
		"decisions/D-16.html":    {"有効 分析の値を上回る値で受容"},
		"risks/R-16.html":        {"有効 分析の値を上回る値で受容"},
		"en/decisions/D-16.html": {"Accepted above the rating"},
	} {
		wants(t, path, text(b.page(path)), parts...)
	}
	for _, path := range []string{"risks/R-11.html", "decisions/D-11.html"} {
		for _, n := range all(find(b.page(path), "id", "content"), "class", "state good") {
			t.Errorf("%s: %q is good", path, text(n))
		}
	}
}

func TestDecisionsEndRisksAndPlansOrAreStillAskedFor(t *testing.T) {
	b := build(t, verdictRegister())
	for path, parts := range map[string][]string{
		"decisions/D-10.html":     {"リスクの終結 このリスクを終結"},
		"decisions/D-90.html":     {"計画の中止 この計画を中止", "T-90 取りやめた計画"},
		"risks/R-10.html":         {"終結 2026-08-01 設備を撤去した D-10 終結"},
		"treatments/T-90.html":    {"中止の決定 D-90"},
		"decisions/D-01.html":     {"受容 未決定（依頼中）", "依頼日 2026-11-01", "決定の期限 2026-11-20 期限超過", "決定を求められている人・組織 経営会議"},
		"en/decisions/D-01.html":  {"Asked for, not yet made", "To be decided by whom Board"},
		"risks/R-01.html":         {"D-01 遠隔操作の受容の伺い 受容 未決定（依頼中）"},
		"decisions.html":          {"全9件。", "ほかに、決定を待つもの1件。"},
		"en/decisions.html":       {"9 in all", "1 more is asked for and not yet made."},
		"owners/board.html":       {"決定を求められている"},
		"index.html":              {"D-01 遠隔操作の受容の伺い 未決定（依頼中） 受容の決定が2026年11月1日に依頼され、まだ決まっていません。決定の期限は2026年11月20日です。 経営会議"},
		"risks/R-23.html":         {"2027-02-01に終結の予定（基準日より後のため、まだ終結していない）"},
		"criteria.html":           {"取り入れた知見", "D-07 知見"},
		"decisions/D-07.html":     {"得られた知見 影響の段階が粗い 2026-04-01の改定で基準に採用"},
		"decisions/D-09.html":     {"得られた知見（基準の候補） 頻度の根拠が要る"},
		"en/decisions/D-07.html":  {"Adopted into the criteria on 2026-04-01"},
		"en/treatments/T-90.html": {"Cancelled by D-90"},
	} {
		wants(t, path, text(b.page(path)), parts...)
	}
	if got := facts(b.page("risks/R-01.html"))["受容"]; got != "受容の決定なし" {
		t.Errorf("a decision that is asked for decides: %q", got)
	}
	candidates := rows(t, b.page("criteria.html"), "candidates")
	if len(candidates) != 1 || !strings.Contains(candidates[0], "D-09") {
		t.Errorf("the candidates are %q: D-07 was adopted", candidates)
	}
}

func TestLikelihoodFollowsFromTwoFactors(t *testing.T) {
	b := build(t, verdictRegister())
	for i, prefix := range []string{"", "en/"} {
		words := []string{"脅威 3 × 脆弱性 2 → 起こりやすさ 4 高い", "Threat 3 × Vulnerability 2 → likelihood 4 Likely"}[i]
		wants(t, "risk", rows(t, b.page(prefix+"risks/R-01.html"), "risk.levels")[0], words)
		wants(t, "way", text(find(b.page(prefix+"risks/R-01.html"), "class", "way")), words)
		two := []string{"中 3 × 3 脅威 2 × 脆弱性 2 → 起こりやすさ 3 あり得る", "Medium 3 × 3 Threat 2 × Vulnerability 2 → likelihood 3 Possible"}[i]
		wants(t, "target", rowOf(t, b.page(prefix+"treatments/T-02.html"), "plan.targets", "R-02"), two)
		wants(t, "decision", text(b.page(prefix+"decisions/D-16.html")), two)
	}
	root := b.page("criteria.html")
	table := find(find(root, "id", "likelihood-from").Parent, "aria-labelledby", "likelihood-from")
	var got []string
	for n := range table.Descendants() {
		if n.Data == "tr" {
			got = append(got, text(n))
		}
	}
	// As written, by the first factor ascending: [1 1 2] [1 3 4] [2 4 5]; the page shows the highest at the top.
	want := "脅威（縦）× 脆弱性（横） 1 小 2 中 3 大 | 3 強い 2 低い 4 高い 5 確実 | 2 並 1 稀 3 あり得る 4 高い | 1 弱い 1 稀 1 稀 2 低い"
	if strings.Join(got, " | ") != want {
		t.Errorf("the table is %q", got)
	}
	wants(t, "steps", text(root), "脅威の段階", "脆弱性の段階", "3 大 対策がない")
	wants(t, "en", text(b.page("en/criteria.html")), "The likelihood follows from two factors, Threat (down) and Vulnerability (across), by this table.", "Steps of Threat")
}

func TestWhatIsProvisionalLaterOrIncompleteIsMarkedAndCountsNowhere(t *testing.T) {
	b := build(t, verdictRegister())
	for path, parts := range map[string][]string{
		"index.html":             {"未確認の記録が3件あり、どの件数にも含まれません。そのうちリスクは1件で、1件は対応を要することになります。"},
		"en/index.html":          {"Provisional records, in none of the figures: 3. Risks among them: 1, of which to be treated once confirmed: 1."},
		"risks/R-14.html":        {"まだ誰も確かめていない記録です（未確認）。", "確かめられれば、評価結果は「対応が必要」になります。", "未確認 高"},
		"en/risks/R-14.html":     {"Once confirmed, its outcome would be: Needs treatment."},
		"assets/A-02.html":       {"まだ誰も確かめていない記録です（未確認）。"},
		"indicators/I-02.html":   {"まだ誰も確かめていない記録です（未確認）。"},
		"risks/R-15.html":        {"2027年1月10日に特定されたリスクです。基準日にはまだないため、一覧、件数、マトリクスのいずれにも含まれません。", "基準日より後に特定"},
		"en/risks/R-15.html":     {"it is not there yet, and in no list, count or matrix."},
		"risks/R-17.html":        {"記入の終わっていない記録です。書かれていない必須の項目： identified 、 owner", "前回の分析 分析した日は分からない", "その後の変化は判定できない"},
		"en/risks/R-17.html":     {"This record is incomplete. Required and missing: identified , owner", "The day of its analysis is not known"},
		"risks.html":             {"全20件。", "うち記入未了の記録1件。", "R-17 表から取り込んだもの 記入未了", "R-14 未確認のもの 未確認 高 5 × 4 対応が必要"},
		"assets.html":            {"全1件。", "未確認の記録 まだ誰も確かめていない記録です。上の件数には含まれません。 A-02 新しい設備 未確認"},
		"indicators.html":        {"全1件。"},
		"risks/R-01.html":        {"I-02 試行 未確認"},
		"risks/R-18.html":        {"提案（未採用）", "提案は、人が確かめるのを待つ分析です。", "新しい攻撃"},
		"en/risks/R-18.html":     {"A proposed analysis, not adopted and deciding nothing: likelihood 4, impact 5"},
		"owners/ops.html":        {"未確認の記録 2", "A-02"},
		"assets/A-01.html":       {"R-14 未確認のもの"},
		"decisions/D-19.html":    {"未発効（基準日より後の決定）"},
		"en/assets/A-02.html":    {"it is provisional, and in no count, rank, matrix, sum or acceptance."},
		"findings/F-01.html":     {"R-10 終結したもの"},
		"treatments/T-19.html":   {"予測、費用、件数のいずれにも含みません"},
		"en/decisions/D-19.html": {"Not yet: later than the as-of date"},
	} {
		wants(t, path, text(b.page(path)), parts...)
	}
	if got := rows(t, b.page("risks/R-18.html"), "risk.levels")[2]; got != "リスクレベル 未定 低 高 低" {
		t.Errorf("the levels of R-18 are %q: before controls, now, proposed, then", got)
	}
	for path, root := range map[string]*html.Node{"matrix.html": b.page("matrix.html"), "risks.html": find(b.page("risks.html"), "id", "list.rows"), "index.html": b.page("index.html"), "evaluation.html": b.page("evaluation.html")} {
		for _, id := range []string{"R-14", "R-15"} {
			if strings.Contains(text(root), id) {
				t.Errorf("%s has %s, which does not count", path, id)
			}
		}
	}
	for _, path := range []string{"risks/R-01.html", "en/risks/R-01.html"} {
		link := find(b.page(path), "href", "../indicators/I-02.html")
		if tip := attr(link, "title"); !strings.Contains(tip, "未確認") && !strings.Contains(tip, "provisional") {
			t.Errorf("%s: the context of the link to a provisional record is %q", path, tip)
		}
	}
}

func TestWhatMonitoringFindsIsShown(t *testing.T) {
	b := build(t, verdictRegister())
	for path, parts := range map[string][]string{
		"risks/R-10.html":         {"終結 低 終結後に動きあり", "終結後の動き 2026-10-05 新しい課題 F-01", "終結の後に、このリスクに関わる動きがありました。"},
		"en/risks/R-10.html":      {"Something that bears on this risk came after it was closed."},
		"risks/R-13.html":         {"2026-09-15 完了した計画の副作用 T-13", "T-13 移行 起こりやすさ 4 高い に高まる 完了した計画の副作用。再分析するまで数える", "起こりやすさ4まで高まっています"},
		"en/risks/R-13.html":      {"raised to likelihood 4; it counts until the risk is analysed again."},
		"treatments/T-13.html":    {"リスクを再分析するまで数える"},
		"evaluation.html":         {"R-13 副作用を受けたもの 低 1 × 3 高 4 × 3 リスクレベル T-13"},
		"risks/R-20.html":         {"2026-09-01 計画の効果なし T-20"},
		"index.html":              {"2026-10-05 新しい課題 F-01 残った接続 R-10", "2026-09-15 完了した計画の副作用 T-13 移行 R-13", "2026-09-01 計画の効果なし T-20 訓練 R-20", "I-01 遮断数 範囲内 測定が滞っている"},
		"indicators.html":         {"測定の滞るもの1件。"},
		"indicators/I-01.html":    {"3か月ごとに測るはずの指標ですが", "測定の間隔 3か月", "範囲内 測定が滞っている"},
		"en/indicators/I-01.html": {"It is to be read every 3 months", "Not read in time"},
		"risks/R-06.html":         {"分析していないため、古くなる評価はない", "前回の分析 未分析"},
		"en/risks/R-06.html":      {"It has no analysis that could be out of date"},
		"findings/F-01.html":      {"終結後に動きあり"},
	} {
		wants(t, path, text(b.page(path)), parts...)
	}
	for _, path := range []string{"indicators.html", "indicators/I-01.html", "index.html"} {
		for _, n := range all(find(b.page(path), "id", "content"), "class", "state good") {
			if text(n) == "範囲内" && n.Parent.Parent.Parent.Parent.Parent != find(b.page(path), "aria-label", "値の記録") { // the readings of their days
				t.Errorf("%s: an indicator that is not read in time is good", path)
			}
		}
	}
	stale := find(b.page("risks.html"), "data-stale", "never")
	if stale == nil || find(b.page("risks.html"), "value", "never") == nil {
		t.Error("a risk that is not analysed is called current")
	}
}

// Ties without an estimate are set apart by the id: are alike in all else.
func TestWhatSetATieApartIsTheID(t *testing.T) {
	b := build(t, verdictRegister())
	wants(t, "R-07", facts(b.page("risks/R-07.html"))["優先順位"], "一つ上の順位との差は「識別子」による")
	wants(t, "R-07", facts(b.page("en/risks/R-07.html"))["Priority"], "set apart from the one above by identifier")
}

func TestWithoutCriteriaJudgementsArePutIntoWords(t *testing.T) {
	b := build(t, judgedRegister())
	outcomes := map[string]assess.Outcome{
		"R-01": assess.NeedsJudgement, "R-02": assess.Accepted, "R-03": assess.NeedsTreatment, "R-04": assess.UnevaluatedPlan, "R-05": assess.InTreatment, "R-06": assess.InsufficientPlan,
		"R-07": assess.NeedsJudgement, "R-08": assess.NeedsJudgement,
	}
	for id, outcome := range outcomes {
		if find(find(b.page("risks/"+id+".html"), "class", "verdict"), "class", "outcome outcome-"+string(outcome)) == nil {
			t.Errorf("%s is not %s", id, outcome)
		}
	}
	for path, parts := range map[string][]string{
		"risks/R-04.html":         {"計画について判断してください。", "不明（計画が足りるかどうかが判断されていない）", "足りるかどうかが判断されていないため"},
		"risks/R-05.html":         {"なし（計画は十分との判断）", "十分と判断されているため、対応中です。"},
		"risks/R-06.html":         {"計画は不十分と判断されています。"},
		"risks/R-07.html":         {"D-07 判断 受容する 判断の期限切れ", "判断の期限（2026年10月31日）が過ぎています。", "2026-10-31 で期限が切れ、効力がありません"},
		"risks/R-08.html":         {"判断時のレベルを超過"},
		"en/risks/R-07.html":      {"Expired: decides nothing"},
		"decisions/D-07.html":     {"判断の期限切れ"},
		"decisions/D-08.html":     {"判断時のレベルを超過"},
		"treatments/T-04.html":    {"足りるかどうかの判断なし", "この計画についての判断を記録します。"},
		"treatments/T-05.html":    {"十分との判断", "R-05 十分との判断 D-05 判断 2026-06-01"},
		"treatments/T-06.html":    {"不十分との判断 D-06"},
		"en/treatments/T-05.html": {"Judged enough"},
		"decisions/D-05.html":     {"T-05 計画5 この判断による"},
		"decisions.html":          {"T-05 受容する この判断による"},
		"index.html":              {"T-04 計画4 2027-03-31 0 / 0 予定どおり 不明 足りるかどうかの判断なし", "T-06 計画6 2027-03-31 0 / 0 予定どおり 不十分"},
		"evaluation.html":         {"ほかに、まだ評価できないリスクが3件あります。"},
	} {
		wants(t, path, text(b.page(path)), parts...)
	}
	if left := rows(t, b.page("evaluation.html"), "left"); len(left) != 3 {
		t.Errorf("%q are left, want R-03, R-04 and R-06: R-05 was judged to be enough", left)
	}
	// Of R-05 nothing contradicts that the plan is enough.
	if way := text(find(b.page("risks/R-05.html"), "class", "way")); strings.Contains(way, "理由が残ります") {
		t.Error("R-05 is called both enough and short")
	}
}

// Every outcome has its colour, on badges and in bars; what could not be judged has none of what is good.
func TestEveryOutcomeHasALookOfItsOwn(t *testing.T) {
	data, err := os.ReadFile("../../themes/standard/static/riskbook.css")
	if err != nil {
		t.Fatal(err)
	}
	rule := func(selector string) string {
		found := regexp.MustCompile(`(?m)` + regexp.QuoteMeta(selector) + `(?:[ ,][^{}]*)?\{([^}]*)\}`).FindSubmatch(data)
		if found == nil {
			return ""
		}
		return string(found[1])
	}
	for _, o := range assess.Outcomes {
		selectors := []string{".outcome-" + string(o)}
		if o != assess.Closed {
			selectors = append(selectors, ".part-"+string(o))
		}
		for _, s := range selectors {
			look := rule(s)
			if look == "" {
				t.Errorf("%s has no rule", s)
			}
			if calm := strings.Contains(look, "--good") || strings.Contains(look, "--heat-1"); calm != (o == assess.Accepted || o == assess.Acceptable) {
				t.Errorf("%s looks good: %t, by %q", s, calm, look)
			}
		}
	}
}
