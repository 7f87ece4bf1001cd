package page_test

import (
	"maps"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"golang.org/x/net/html"
)

// controlRegister names one control of each state wherever a control can be named.
func controlRegister() fstest.MapFS {
	files := chainRegister()
	files["content/riskbook.toml"] = plain("title = \"登録簿\"\nlanguages = [\"ja\", \"en\"]\n")
	for id, state := range map[string]string{"C-11": "in-place", "C-12": "partial", "C-13": "planned", "C-14": "retired"} {
		files["content/controls/"+id+".md"] = markdown("title = \"分離\"\nowner = \"ops\"\nfunction = \"detect\"\nobligations = [\"O-11\"]\nrelated = [\"A-11\"]\nstate = \"" + state + "\"")
	}
	const named = "controls = [\"C-11\", \"C-12\", \"C-13\", \"C-14\"]\n"
	files["content/obligations/O-11.md"] = markdown("title = \"法\"\nkind = \"law\"")
	files["content/assets/A-11.md"] = markdown("title = \"設備\"\nkind = \"paper\"\nowner = \"ops\"\nviewpoints = [\"confidentiality\"]")
	files["content/events/E-11.md"] = markdown("title = \"停止\"\napproach = \"result\"\nresult = \"止まる\"\nassets = [\"A-11\"]")
	files["content/risks/R-11.md"] = markdown("title = \"停止\"\nowner = \"ops\"\nevents = [\"E-11\"]\nidentified = 2026-01-01\n" + named + "[current]\nlikelihood = 3\nimpact = 3")
	files["content/findings/F-11.md"] = markdown("title = \"指摘\"\nchannel = \"audit\"\nprovider = \"internal-audit\"\nreceived = 2026-01-01\nstatus = \"closed\"\nclosed_on = 2026-03-01\nclosed_because = \"備えた\"\ntested = [\"bcp\", \"sharing\"]\ntreatments = [\"T-11\"]\n" + named)
	files["content/treatments/T-11.md"] = markdown("title = \"計画\"\nowner = \"ops\"\nrisks = [\"R-11\"]\noption = \"modify\"\naim = \"both\"\nstatus = \"in-progress\"\ndue = 2027-03-31\n" + named +
		"[[action]]\ntitle = \"訓練\"\ncommon = \"C-13\"")
	files["content/reviews/V-11.md"] = markdown("title = \"点検\"\non = 2026-02-01\nby = \"ops\"\nfactor = \"internal\"\ntrigger = \"periodic\"\noutcome = \"keep\"\nscope = [\"C-13\", \"C-14\"]")
	return files
}

func TestAControlIsNamedWithItsStateEverywhere(t *testing.T) {
	b := build(t, controlRegister())
	states := map[string][2]string{"C-11": {"実施中", "in place"}, "C-12": {"一部実施", "partial"}, "C-13": {"計画中", "planned"}, "C-14": {"廃止", "retired"}}
	named := map[string]bool{}
	for _, path := range slices.Sorted(maps.Keys(b.views)) {
		if strings.Contains(path, "handbook/") {
			continue
		}
		language := 0
		if strings.HasPrefix(path, "en/") {
			language = 1
		}
		for n := range b.page(path).Descendants() {
			_, file, found := strings.Cut(attr(n, "href"), "controls/C-1")
			if !found || attr(n, "class") != "ref" {
				continue
			}
			state := states["C-1"+strings.TrimSuffix(file, ".html")][language]
			row := n.Parent
			for row != nil && row.Data != "tr" {
				row = row.Parent
			}
			next := n.NextSibling
			for next != nil && next.Type != html.ElementNode {
				next = next.NextSibling
			}
			beside := next != nil && attr(next, "class") == "control-state" && strings.EqualFold(text(next), state) ||
				n.NextSibling != nil && n.NextSibling.Type == html.TextNode && strings.Contains(strings.ToLower(n.NextSibling.Data), state) // of a picture in words
			if !beside && (row == nil || !strings.Contains(strings.ToLower(text(row)), state)) {
				t.Errorf("%s names C-1%s without saying that it is %s", path, file, state)
			}
			named[path] = true
		}
	}
	for _, path := range []string{
		"assets/A-11.html", "controls.html", "findings/F-11.html", "obligations.html", "obligations/O-11.html", "reviews/V-11.html", "risks/R-11.html", "treatments/T-11.html",
	} {
		if !named[path] || !named["en/"+path] {
			t.Errorf("%s names no control", path)
		}
	}
	facts := text(find(b.page("findings/F-11.html"), "class", "facts"))
	for _, want := range []string{"演習・訓練で確かめたもの 事業継続計画、情報共有体制", "この課題に対応する計画 T-11 計画", "終結の理由 備えた"} {
		if !strings.Contains(facts, want) {
			t.Errorf("the finding says %q, not %q", facts, want)
		}
	}
}

func TestOnlyAControlInPlaceHoldsRisksDown(t *testing.T) {
	b := build(t, controlRegister())
	for id, want := range map[string][2]string{
		"C-11": {"抑えているリスク", "Risks held down"},
		"C-12": {"抑えているリスク", "Risks held down"},
		"C-13": {"実施後に抑えるリスク 計画中のため、まだどのリスクも抑えていません。", "Risks to be held down once it is in place It is planned and holds no risk down yet."},
		"C-14": {"廃止後も挙げられているリスク 廃止されたため、もうどのリスクも抑えていません。", "Risks that still name it, though it is retired It is retired and holds no risk down any more."},
	} {
		for i, path := range []string{"controls/" + id + ".html", "en/controls/" + id + ".html"} {
			head := find(b.page(path), "id", "control.risks")
			got := text(head)
			if next := head.NextSibling.NextSibling; attr(next, "class") == "note" {
				got += " " + text(next)
			}
			if got != want[i] {
				t.Errorf("%s says %q, want %q", path, got, want[i])
			}
		}
	}
	if found := text(b.page("controls.html")); strings.Contains(found, "抑えているリスク") {
		t.Error("the list says of every control that it holds risks down")
	}
}
