package page_test

import (
	"strings"
	"testing"
)

func TestGovernanceSaysWhatShowsEachDutyAndWhatIsLacking(t *testing.T) {
	files := chainRegister()
	files["content/riskbook.toml"] = plain(methodConfig + "[[process.stage]]\nstep = \"4.1\"\nrules = \"p\"\norganisation = \"委員会\"\noperation = \"https://example.org/how\"\n")
	files["content/pages/p.md"] = markdown("title = \"方針\"")
	exercise := "title = \"演習\"\nchannel = \"exercise\"\nprovider = \"own-exercise\"\n"
	files["content/findings/F-8.md"] = markdown(exercise + "received = 2026-11-01\nstatus = \"open\"\ntested = [\"bcp\"]")
	files["content/findings/F-9.md"] = markdown(exercise + "received = 2025-11-22\nstatus = \"closed\"\nclosed_on = 2026-01-01\ntested = [\"sharing\"]")
	review := func(on, lines string) string {
		return "title = \"見直し\"\non = " + on + "\nby = \"x\"\nfactor = \"internal\"\ntrigger = \"periodic\"\noutcome = \"keep\"\n" + lines
	}
	files["content/reviews/V-8.md"] = markdown(review("2026-05-01", "steps = [\"3.1\", \"4.1\"]"))
	files["content/reviews/V-9.md"] = markdown(review("2026-06-01", "reopens = [\"3.1\"]"))
	b := build(t, files)
	root := b.page("governance.html")
	if got := strings.Join(rows(t, root, "exercises"), " | "); got != "事業継続計画 2026-11-01 1年以内 F-8 F-8 | 対処体制 – 記録なし – – | 情報共有体制 2025-11-22 1年以上前 F-9 –" {
		t.Errorf("the exercises are %q", got)
	}
	wants(t, "the fourth duty", text(find(root, "id", "duty-verify").Parent), "この1年のレビュー", "V-8", "V-9")
	wants(t, "the fifth duty", text(find(root, "id", "duty-exercise").Parent), "障害時の体制がこの1年検証されていない", "情報共有体制がこの1年検証されていない", "F-8")
	if strings.Contains(text(find(root, "id", "duty-exercise").Parent), "事業継続計画がこの1年検証されていない") {
		t.Error("the continuity plan was tested")
	}
	stages := strings.Join(rows(t, root, "stages"), " | ")
	wants(t, "the stages", stages, "4.1 対応の要否及び優先順位の決定 方針 委員会 https://example.org/how 適切と確認 2026-05-01 V-8", "3.1 リスクレベルの決定 記載なし 記載なし 記載なし やり直し 2026-06-01 V-9")
	step := text(find(b.page("process.html"), "id", "step-4.1").Parent)
	wants(t, "the step", step, "内規 方針", "体制 委員会", "適切と確認 2026-05-01")
	wants(t, "English", text(b.page("en/governance.html")), "Recognise the sources of risk", "What exercises put to the test")
	wants(t, "the review", text(b.page("reviews/V-8.html")), "適切と確認したステップ 3.1")
}
