package page_test

import (
	"bytes"
	"fmt"
	"math"
	"regexp"
	"runtime"
	"strconv"
	"strings"
	"testing"
	"testing/fstest"

	"golang.org/x/net/html"
)

// lossRegister loses 7 million in each event, so that the annual loss is 7 million times a Poisson number:
//
//	R-001   2 events a year; T-01 leaves 0.5
//	R-002   0.1 events a year, extreme (impact 3 of 3, likelihood 1 of 3); T-02 removes it
//	R-003   no figures
//	R-004   figures, and closed
//
// Now the rate is 2.1: expected 14.7 million, P(N ≥ 1) = 1 − e^−2.1 = 0.8775, P(N ≥ 3) = 1 − e^−2.1·(1 + 2.1 + 2.1²/2) = 0.3504. Once the plans are done
// it is 0.5: expected 3.5 million, P(N ≥ 1) = 0.3935, P(N ≥ 3) = 0.0144.
func lossRegister() fstest.MapFS {
	rated := func(title string, likelihood, impact int, frequency, rest string) *fstest.MapFile {
		return markdown(fmt.Sprintf("title = %q\nowner = \"x\"\nidentified = 2026-05-01\n%s\n[current]\nlikelihood = %d\nimpact = %d\n[quantitative]\nfrequency = %s\nloss = { low = 7_000_000, high = 7_000_000 }",
			title, rest, likelihood, impact, frequency))
	}
	plan := func(status, fields string) *fstest.MapFile {
		return markdown("title = \"計画\"\nowner = \"x\"\noption = \"modify\"\naim = \"prevention\"\ndue = 2027-03-31\nstatus = \"" + status + "\"\n" + fields)
	}
	return fstest.MapFS{
		"content/criteria.toml": plain(methodCriteria + `
[[acceptance.tolerance]]
loss = 20_000_000
probability = 0.4
[[acceptance.tolerance]]
loss = 6_000_000
probability = 0.5
[[acceptance.tolerance]]
loss = 6_500_000
probability = 0.3
`),
		"content/risks/R-001.md":     rated("<i>侵害</i>", 3, 2, "2", ""),
		"content/risks/R-002.md":     rated("全停止", 1, 3, "0.1", ""),
		"content/risks/R-003.md":     risk("漏えい", "", 2, 2),
		"content/risks/R-004.md":     rated("廃止済み", 2, 2, "9", "status = \"closed\"\nclosed = { on = 2026-06-01, reason = \"x\" }"),
		"content/treatments/T-01.md": plan("approved", "risks = [\"R-001\"]\ncost = { initial = 5_000_000, annual = 500_000 }\n[[target]]\nrisk = \"R-001\"\nfrequency = 0.5"),
		"content/treatments/T-02.md": plan("in-progress", "risks = [\"R-002\"]\ncost = { annual = 100_000 }\n[[target]]\nrisk = \"R-002\"\nremoved = true"),
		"content/treatments/T-03.md": plan("approved", "risks = [\"R-001\"]\ncost = { annual = 100_000 }\n[[target]]\nrisk = \"R-001\"\nlikelihood = 2"),
		"content/treatments/T-04.md": plan("done", "finished = 2026-06-01\nrisks = [\"R-001\"]\n[[target]]\nrisk = \"R-001\"\nfrequency = 1"),
	}
}

// percents gives the percentages in a row, in their order.
func percents(t *testing.T, row string) []float64 {
	t.Helper()
	var found []float64
	for _, m := range regexp.MustCompile(`([0-9.]+)%`).FindAllStringSubmatch(row, -1) {
		x, err := strconv.ParseFloat(m[1], 64)
		if err != nil {
			t.Fatal(err)
		}
		found = append(found, x)
	}
	return found
}

func TestQuantitiesAnswerOnTheFirstScreen(t *testing.T) {
	b := build(t, lossRegister())
	root := b.page("quantities.html")
	wants(t, "lead", text(find(root, "class", "lead")), "年間期待損失額は1,470万円", "350万円になります", "3点のうち、現在は2点、計画の完了後は1点")
	wants(t, "tiles", text(find(root, "class", "tiles")), "1,470万円", "−1,120万円（−76%）", "3点中2点", "3点中1点")
	wants(t, "page", text(find(root, "id", "content")), "終結していないリスク3件のうち、頻度と損失額の記録がある2件", "100,000年分")
	en := b.page("en/quantities.html")
	wants(t, "lead", text(find(en, "class", "lead")), "¥14.7 million now, and ¥3.5 million once", "2 are exceeded now and 1 once")
}

func TestQuantitiesHoldEachPointOfTheToleranceAgainstTheYears(t *testing.T) {
	root := build(t, lossRegister()).page("quantities.html")
	for begin, want := range map[string]struct {
		verdicts            string
		allowed, now, after float64
	}{
		"600":   {"超過範囲内", 50, 87.75, 39.35},
		"650":   {"超過超過", 30, 87.75, 39.35},
		"2,000": {"範囲内範囲内", 40, 35.04, 1.44},
	} {
		row := rowOf(t, root, "tolerance", begin)
		if got := strings.Join(regexp.MustCompile("超過|範囲内").FindAllString(row, -1), ""); got != want.verdicts {
			t.Errorf("%q: %s, want %s", row, got, want.verdicts)
		}
		got := percents(t, row)
		// Four standard errors of 100,000 years are below 0.7 of a hundredth.
		if len(got) != 3 || got[0] != want.allowed || math.Abs(got[1]-want.now) > 0.7 || math.Abs(got[2]-want.after) > 0.7 {
			t.Errorf("%q: %v, want %v", row, got, want)
		}
	}
}

func TestQuantitiesSetTheMeanBesideTheClosedForm(t *testing.T) {
	root := build(t, lossRegister()).page("quantities.html")
	wants(t, "closed form", rowOf(t, root, "figures", "年間期待損失額"), "1,470 350 − 1,120 （−76%）")
	mean := regexp.MustCompile(` ([0-9,]+) ([0-9,]+) `).FindStringSubmatch(rowOf(t, root, "figures", "年間損失の平均"))
	for i, want := range []float64{1470, 350} {
		got, err := strconv.ParseFloat(strings.ReplaceAll(mean[i+1], ",", ""), 64)
		if err != nil || math.Abs(got-want) > want*0.02 {
			t.Errorf("mean %v, want about %v", mean[i+1], want)
		}
	}
	// Poisson(2.1): up to 2 events 0.6496, 3: 0.8386, 4: 0.9379, 5: 0.9796, 6: 0.9941. Poisson(0.5): 0 events 0.6065, 1: 0.9098, 2: 0.9856, 3: 0.9982.
	wants(t, "P50", rowOf(t, root, "figures", "50パーセンタイル"), "1,400 0")
	wants(t, "P90", rowOf(t, root, "figures", "90パーセンタイル"), "2,800 700")
	wants(t, "P95", rowOf(t, root, "figures", "95パーセンタイル"), "3,500 1,400")
	wants(t, "P99", rowOf(t, root, "figures", "99パーセンタイル"), "4,200 2,100")
}

func TestQuantitiesNameTheRisksThatMakeThemUp(t *testing.T) {
	root := build(t, lossRegister()).page("quantities.html")
	list := rows(t, root, "risks")
	if len(list) != 2 {
		t.Fatalf("%d risks, want the two open ones with figures: %q", len(list), list)
	}
	wants(t, "R-001", list[0], "R-001 <i>侵害</i> 1,400 350 95%") // 14 of 14.7
	wants(t, "R-002", list[1], "R-002 全停止 70", "無くなる 4.8%")
}

func TestQuantitiesSetWhatPlansSaveBesideTheirCost(t *testing.T) {
	root := build(t, lossRegister()).page("quantities.html")
	if list := rows(t, root, "plans"); len(list) != 2 {
		t.Errorf("%q: want T-01 and T-02; T-03 gives no figures, T-04 is done", list)
	}
	// 1.5 events less, 7 million each, against 0.5 million and a fifth of 5 million a year: 10.5 to 1.5.
	wants(t, "T-01", rowOf(t, root, "plans", "T-01"), "1,050 150 7.0倍")
	extreme := rowOf(t, root, "plans", "T-02")
	wants(t, "T-02", extreme, "70 10 比では判断しない")
	if strings.Contains(extreme, "倍") {
		t.Errorf("%q gives a ratio for an extreme risk", extreme)
	}
	wants(t, "page", text(find(root, "id", "content")), "事業継続の観点から決めて")
	files := lossRegister()
	delete(files, "content/treatments/T-02.md")
	if got := text(find(build(t, files).page("quantities.html"), "id", "content")); strings.Contains(got, "事業継続の観点") {
		t.Error("the caution stands where no plan treats an extreme risk")
	}
}

func TestQuantitiesDrawTheirCurves(t *testing.T) {
	for _, path := range []string{"quantities.html", "en/quantities.html"} {
		root := build(t, lossRegister()).page(path)
		pictures := all(root, "role", "img")
		if len(pictures) != 4 {
			t.Fatalf("%s: %d pictures, want those of the register, its rare years larger, and two risks", path, len(pictures))
		}
		for _, class := range []string{"chart-line chart-now", "chart-line chart-projected", "chart-line chart-tolerance"} {
			if n := len(all(pictures[0], "class", class)); n != 1 {
				t.Errorf("%s: %d lines of the class %q", path, n, class)
			}
			if n := len(all(find(root, "class", "inline legend"), "class", class)); n != 1 {
				t.Errorf("%s: %d swatches of the class %q in the legend", path, n, class)
			}
		}
		for _, p := range pictures {
			title, desc := find(root, "id", attr(p, "aria-labelledby")), find(root, "id", attr(p, "aria-describedby"))
			if title == nil || desc == nil || text(title) == "" || text(desc) == "" {
				t.Errorf("%s: a picture has no name or no description", path)
			}
		}
		wants(t, "name of R-001's picture", text(pictures[2]), "R-001 <i>侵害</i>")
	}
}

func TestQuantitiesWithoutPlansOrTolerance(t *testing.T) {
	files := lossRegister()
	for name := range files {
		if strings.HasPrefix(name, "content/treatments/") {
			delete(files, name)
		}
	}
	files["content/criteria.toml"] = plain(methodCriteria)
	root := build(t, files).page("quantities.html")
	wants(t, "page", text(find(root, "id", "content")), "この金額を変えるものはありません", "許容限度は定められていません", "tolerance = [", "計画完了後の曲線は現在と同じ", "効果を金額で示せる計画はありません")
	if find(root, "class", "chart-line chart-projected") != nil || find(root, "class", "chart-line chart-tolerance") != nil {
		t.Error("a curve of nothing is drawn")
	}
}

func TestQuantitiesWhenPlansLeaveNothing(t *testing.T) {
	files := lossRegister()
	delete(files, "content/risks/R-001.md")
	root := build(t, files).page("quantities.html")
	wants(t, "page", text(find(root, "id", "content")), "70万円です", "0円になります", "損失が見込まれません", "0.001%未満")
}

func TestQuantitiesOfARegisterWithoutFiguresSayWhatToWrite(t *testing.T) {
	for _, path := range []string{"quantities.html", "en/quantities.html"} {
		b := build(t, chainRegister())
		root := b.page(path)
		wants(t, path, text(find(root, "id", "content")), "[quantitative]", "frequency =", "loss =")
		if len(all(root, "role", "img")) > 0 || find(root, "class", "tiles") != nil {
			t.Errorf("%s shows figures of nothing", path)
		}
		if s := b.judge.Assessment.Simulation(); s.Years != 0 {
			t.Errorf("%d years were simulated for nothing", s.Years)
		}
		link := ""
		for n := range root.Descendants() {
			if n.Type == html.ElementNode && n.Data == "a" && strings.HasSuffix(attr(n, "href"), "handbook/3.2.html") {
				link = attr(n, "href")
			}
		}
		if _, ok := b.views[strings.TrimSuffix(path, "quantities.html")+link]; !ok {
			t.Errorf("%s: no page behind %q", path, link)
		}
	}
}

func TestQuantitiesOfFiguresBeyondAllSums(t *testing.T) {
	files := lossRegister()
	files["content/risks/R-001.md"] = markdown("title = \"r\"\nowner = \"x\"\nidentified = 2026-05-01\n[quantitative]\nfrequency = 1e200\nloss = { low = 1e100, mode = 1e107, high = 1e107 }")
	root := build(t, files).page("quantities.html")
	got := text(find(root, "id", "content"))
	if strings.Contains(got, "NaN") || strings.Contains(got, "Inf") || !strings.Contains(got, "×10³⁰") {
		t.Errorf("%.400s", got)
	}
}

func TestQuantitiesOfManyRisksStayReadable(t *testing.T) {
	var risks strings.Builder
	for i := range 600 {
		fmt.Fprintf(&risks, "[R-%04d]\ntitle = \"r\"\nowner = \"x\"\nidentified = 2026-05-01\nquantitative = { frequency = 0.5, loss = { low = %d, high = %d } }\n", i, 1000+i, 1000+i)
	}
	files := fstest.MapFS{
		"content/riskbook.toml":  plain(methodConfig + "[simulation]\nyears = 1000\n"),
		"content/risks/all.toml": plain(risks.String()),
	}
	root := build(t, files).page("quantities.html")
	list := rows(t, root, "risks")
	if len(list) != 500 || !strings.HasPrefix(list[0], "R-0599") {
		t.Errorf("%d rows, first %q: want 500, the greatest first", len(list), list[0])
	}
	// The 100 least: half of 1000 to 1099.
	wants(t, "page", text(find(root, "id", "content")), "上位500件", "ほかの100件", "5.25万円")
	if n := len(all(root, "role", "img")); n != 26 {
		t.Errorf("%d pictures, want the register's two and 24", n)
	}
}

func TestQuantitiesAreTheSameBytesOnOneCoreAndTwo(t *testing.T) {
	render := func() string {
		b := build(t, lossRegister())
		var out bytes.Buffer
		for _, path := range []string{"quantities.html", "en/quantities.html"} {
			p := b.views[path]
			if err := b.theme.Render(&out, p.Template, p.View()); err != nil {
				t.Fatal(err)
			}
		}
		return out.String()
	}
	two := render()
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(1))
	if render() != two {
		t.Error("one core gives other bytes than two")
	}
}
