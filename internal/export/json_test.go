package export

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"github.com/riskbook/riskbook/internal/assess"
	"github.com/riskbook/riskbook/internal/check"
	"github.com/riskbook/riskbook/internal/date"
	"github.com/riskbook/riskbook/internal/quantify"
	"github.com/riskbook/riskbook/internal/register"
	"github.com/riskbook/riskbook/internal/source"
)

// files are a small register: one risk in treatment with figures, one removed, one unanalysed, one closed.
var files = map[string]string{
	"content/riskbook.toml": "title = { ja = \"試験\", en = \"Test\" }\norganization = \"水道局\"\nlanguages = [\"ja\", \"en\"]\n",
	"content/criteria.toml": `revision = "1"
likelihood = [ {value = 1, label = "稀"}, {value = 2, label = "頻"} ]
impact = [ {value = 1, label = "小"}, {value = 2, label = "大"} ]
level = [ {key = "low", label = "低", acceptance = "accept"}, {key = "high", label = "高", acceptance = "treat"} ]
[matrix]
rows = [ ["low", "low"], ["low", "high"] ]
`,
	"content/risks/R-1.md":      "+++\ntitle = \"配水の停止 <b>\"\nowner = \"運用\"\nidentified = 2026-01-01\n[current]\nlikelihood = 2\nimpact = 2\n[quantitative]\nfrequency = 0.1\nloss = { low = 1, high = 10 }\n[extra]\nnote = 1.5\n+++\n本文\n",
	"content/risks/R-1.en.md":   "Body\n",
	"content/risks/R-2.md":      "+++\ntitle = \"撤去\"\nowner = \"運用\"\nidentified = 2026-01-01\n[current]\nlikelihood = 2\nimpact = 2\n+++\n",
	"content/risks/R-3.md":      "+++\ntitle = \"未分析\"\nowner = \"運用\"\nidentified = 2026-01-01\n+++\n",
	"content/risks/R-4.md":      "+++\ntitle = \"終結\"\nowner = \"運用\"\nidentified = 2026-01-01\nstatus = \"closed\"\nclosed_on = 2026-02-01\n[current]\nlikelihood = 1\nimpact = 1\n+++\n",
	"content/indicators/I-1.md": "+++\ntitle = \"欠測\"\nrisks = [\"R-1\"]\nwarn = 2\nlimit = 6.5\nreading = [{ on = 2026-10-11, value = 1 }, { on = 2026-10-21, value = 2 }, { on = 2026-10-31, value = 3 }, { on = 2026-11-10, value = 4 }, { on = 2026-11-20, value = 5 }]\n+++\n",
	"content/treatments/T-1.md": "+++\ntitle = \"計画\"\nowner = \"運用\"\nrisks = [\"R-1\", \"R-2\"]\noption = \"modify\"\naim = \"both\"\nstatus = \"approved\"\ndue = 2027-01-01\n" +
		"[[target]]\nrisk = \"R-1\"\nlikelihood = 1\n[[target]]\nrisk = \"R-2\"\nremoved = true\n+++\n",
}

func exported(t *testing.T) []byte {
	t.Helper()
	fsys := fstest.MapFS{}
	for name, text := range files {
		fsys[name] = &fstest.MapFile{Data: []byte(text)}
	}
	tree, err := source.Read(fsys)
	if err != nil {
		t.Fatal(err)
	}
	r := register.Understand(tree)
	a := assess.Assess(r, date.Of(2026, 11, 23))
	losses := quantify.Simulate([]quantify.Input{{ID: "R-1", Now: r.Risk("R-1").Quantitative}}, 1000)
	var b bytes.Buffer
	if err := WriteJSON(&b, Register{Assessment: a, Checked: check.Run(a, nil), Losses: losses, Commit: "abc"}); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestJSONIsStable(t *testing.T) {
	got := exported(t)
	if again := exported(t); !bytes.Equal(got, again) {
		t.Error("the same register gives other bytes the second time")
	}
	golden := filepath.Join("testdata", "register.json")
	if os.Getenv("UPDATE") != "" {
		if err := os.WriteFile(golden, got, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), string(got)); diff != "" {
		t.Errorf("the export has changed (- golden, + now):\n%s", diff)
	}
}

func TestJSONSaysWhatWasDecided(t *testing.T) {
	var all struct {
		Format int
		AsOf   string
		Commit string
		Risks  []struct {
			ID                 string
			Title              string
			Body               any
			Levels             map[string]map[string]any
			Outcome            string
			Reasons            []string
			Rank               *int
			RankedBy           *string
			Plans              []string
			Acceptance         any
			ExpectedAnnualLoss *float64
			AnnualLoss         map[string]float64
		}
		Summary struct {
			ByOutcome map[string]int
			ByLevel   map[string]map[string]int
			Matrix    map[string][][][]string
		}
	}
	if err := json.Unmarshal(exported(t), &all); err != nil {
		t.Fatal(err)
	}
	if all.Format != 1 || all.AsOf != "2026-11-23" || all.Commit != "abc" || len(all.Risks) != 4 {
		t.Fatalf("format %d, as of %s, commit %s, %d risks", all.Format, all.AsOf, all.Commit, len(all.Risks))
	}
	first, removed, unanalysed, closed := all.Risks[0], all.Risks[1], all.Risks[2], all.Risks[3]
	// Now 2 × 2 is high, to be treated; the plan brings the likelihood to 1, and 1 × 2 is low.
	if diff := cmp.Diff(map[string]any{"likelihood": 1.0, "impact": 2.0, "level": "low"}, first.Levels["projected"]); diff != "" {
		t.Errorf("projected level of R-1:\n%s", diff)
	}
	if first.Outcome != "in-treatment" || !cmp.Equal(first.Reasons, []string{"level"}) || first.Title != "配水の停止 <b>" {
		t.Errorf("R-1: %+v", first)
	}
	if diff := cmp.Diff(map[string]any{"ja": "本文\n", "en": "Body\n"}, first.Body); diff != "" {
		t.Errorf("bodies of R-1:\n%s", diff)
	}
	// Rate 0.1 a year; a lognormal loss with 5 % below 1 and 5 % above 10 has the mean 4.04001 (method: Quantities gives 0.404001).
	if first.ExpectedAnnualLoss == nil || *first.ExpectedAnnualLoss != 0.404001 {
		t.Errorf("expected annual loss of R-1: %v, want 0.404001", first.ExpectedAnnualLoss)
	}
	// In at least nine years of ten nothing happens at a rate of 0.1 (e^-0.1 = 0.905).
	if first.AnnualLoss["p50"] != 0 || first.AnnualLoss["p90"] != 0 || first.AnnualLoss["p99"] <= 1 {
		t.Errorf("annual loss of R-1: %v", first.AnnualLoss)
	}
	if removed.Levels["projected"] != nil || removed.Outcome != "in-treatment" {
		t.Errorf("R-2, which the plan removes: %+v", removed)
	}
	if unanalysed.Outcome != "unanalysed" || unanalysed.Levels["current"]["level"] != nil || unanalysed.Rank != nil {
		t.Errorf("R-3, not analysed: %+v", unanalysed)
	}
	if closed.Outcome != "closed" || closed.Rank != nil {
		t.Errorf("R-4, closed: %+v", closed)
	}
	// Open risks only: now at (2, 2); projected R-1 at (1, 2), and R-2 is gone.
	if diff := cmp.Diff([][][]string{{{}, {}}, {{}, {"R-1", "R-2"}}}, all.Summary.Matrix["current"]); diff != "" {
		t.Errorf("matrix now:\n%s", diff)
	}
	if diff := cmp.Diff([][][]string{{{}, {"R-1"}}, {{}, {}}}, all.Summary.Matrix["projected"]); diff != "" {
		t.Errorf("matrix projected:\n%s", diff)
	}
	if all.Summary.ByOutcome["in-treatment"] != 2 || all.Summary.ByOutcome["unanalysed"] != 1 || all.Summary.ByLevel["current"]["high"] != 2 {
		t.Errorf("summary: %+v", all.Summary)
	}
}

// are in treatment, R-3 is unanalysed, R-4 closed; the plan T-1 is live and gives no cost.
func TestJSONSaysWhatThePagesSay(t *testing.T) {
	var all struct {
		Risks   []struct{ ID, Need string }
		Wanted  []struct{ ID, Want string }
		Owners  []map[string]any
		Summary struct {
			Open, ToTreat, Unjudged, Quantified int
			Plans                               map[string]int
		}
		Residual struct{ Removed int }
	}
	if err := json.Unmarshal(exported(t), &all); err != nil {
		t.Fatal(err)
	}
	var needs []string
	for _, r := range all.Risks {
		needs = append(needs, r.ID+" "+r.Need)
	}
	if diff := cmp.Diff([]string{"R-1 treat", "R-2 treat", "R-3 unjudged", "R-4 closed"}, needs); diff != "" {
		t.Errorf("needs:\n%s", diff)
	}
	if len(all.Wanted) != 1 || all.Wanted[0].ID != "R-3" || all.Wanted[0].Want != "analyse" {
		t.Errorf("wanted: %+v", all.Wanted)
	}
	s := all.Summary
	if s.Open != 3 || s.ToTreat != 2 || s.Unjudged != 1 || s.Quantified != 1 || s.Plans["live"] != 1 || s.Plans["late"] != 0 || s.Plans["unpriced"] != 1 || all.Residual.Removed != 1 {
		t.Errorf("summary: %+v, residual: %+v", s, all.Residual)
	}
	if len(all.Owners) != 1 || all.Owners[0]["owner"] != "運用" || all.Owners[0]["toTreat"] != 2.0 || all.Owners[0]["openRisks"] != 3.0 || all.Owners[0]["next"] != "2027-01-01" {
		t.Errorf("owners: %+v", all.Owners)
	}
}
