package assess

import (
	"fmt"
	"strings"
	"testing"

	"github.com/riskbook/riskbook/internal/date"
	"github.com/riskbook/riskbook/internal/indicator"
	"github.com/riskbook/riskbook/internal/planted"
)

func stale(k *Risk) []string {
	var words []string
	for _, s := range k.Stale {
		words = append(words, s.On.String()+"/"+s.Because+"/"+s.What)
	}
	return words
}

func TestSourcesAndAssetsAreTheRisksOwnAndItsEvents(t *testing.T) {
	a := judged(t, planted.Asset("A-1"), planted.Asset("A-2"), planted.Asset("A-3"), planted.SourceObserved("S-1", "2025-01-01"), planted.SourceObserved("S-2", "2025-01-01"),
		planted.Event("E-1", "assets = [\"A-3\", \"A-1\"]\nsources = [\"S-1\"]"),
		planted.Risk("R-1", `events = ["E-1"]`, `assets = ["A-2", "A-1"]`, `sources = ["S-2"]`))
	planted.WantAll(t, "assets", a.Risk("R-1").Assets, "A-1 A-2 A-3")
	planted.WantAll(t, "sources", a.Risk("R-1").Sources, "S-1 S-2")
}

// analysed is a risk with a rating: one that is unanalysed has no evaluation that could be stale.
func analysed(id string, lines ...string) string {
	return planted.Risk(id, append(lines, planted.At(1, 1))...)
}

// Reviewed on 1 May: what is of that day is not newer, what is of tomorrow has not happened yet.
func TestStaleBySourcesObservedSinceTheEvaluation(t *testing.T) {
	a := judged(t, planted.Asset("A-1"),
		planted.SourceObserved("S-1", "2026-05-01"), planted.SourceObserved("S-2", "2026-05-02"), planted.SourceObserved("S-3", "2026-06-15"), planted.SourceObserved("S-4", "2026-06-16"),
		planted.Event("E-1", "assets = [\"A-1\"]\nsources = [\"S-3\"]"),
		analysed("R-1", "reviewed = 2026-05-01", `events = ["E-1"]`, `sources = ["S-1", "S-2", "S-3", "S-4"]`),
		analysed("R-2", "identified = 2026-05-02", `sources = ["S-2"]`), analysed("R-3", "identified = 2026-05-01", `sources = ["S-2"]`))
	planted.WantAll(t, "R-1", stale(a.Risk("R-1")), "2026-05-02/S-2/observed 2026-06-15/S-3/observed")
	planted.WantAll(t, "identified that day", stale(a.Risk("R-2")), "")
	planted.WantAll(t, "identified the day before", stale(a.Risk("R-3")), "2026-05-02/S-2/observed")
}

func TestStaleByFindingsThatNameTheRiskItsSourcesOrItsAssets(t *testing.T) {
	a := judged(t, planted.Asset("A-1"), planted.Asset("A-2"), planted.SourceObserved("S-1", "2025-01-01"),
		planted.Event("E-1", "assets = [\"A-1\"]\nsources = [\"S-1\"]"),
		analysed("R-1", "reviewed = 2026-05-01", `events = ["E-1"]`), analysed("R-2", "reviewed = 2026-05-01"),
		planted.Finding("F-1", "2026-05-05", `risks = ["R-1"]`), planted.Finding("F-2", "2026-05-04", `sources = ["S-1"]`), planted.Finding("F-3", "2026-05-03", `assets = ["A-1"]`),
		planted.Finding("F-4", "2026-05-03", `assets = ["A-2"]`, `risks = ["R-2"]`), planted.Finding("F-5", "2026-05-01", `risks = ["R-1"]`), planted.Finding("F-6", "2026-06-16", `risks = ["R-1"]`),
		planted.Finding("F-7", "2026-05-06", `risks = ["R-1"]`, `sources = ["S-1"]`, `assets = ["A-1"]`))
	planted.WantAll(t, "R-1", stale(a.Risk("R-1")), "2026-05-03/F-3/finding 2026-05-04/F-2/finding 2026-05-05/F-1/finding 2026-05-06/F-7/finding")
	planted.WantAll(t, "R-2", stale(a.Risk("R-2")), "2026-05-03/F-4/finding")
}

func TestStaleByCriteriaApprovedSince(t *testing.T) {
	for on, entries := range map[string]string{"2026-05-01": "", "2026-05-02": "2026-05-02/criteria/criteria", "2026-06-16": ""} {
		a := judged(t, planted.Criteria, "\n-- content/criteria.toml --\napproved_on = "+on+"\n", analysed("R-1", "reviewed = 2026-05-01"))
		planted.WantAll(t, on, stale(a.Risk("R-1")), entries)
	}
}

// The newest failed test counts, though a passed one came after it; C-2 is not the risk's.
func TestStaleByFailedTestsOfItsControls(t *testing.T) {
	control := func(id, tests string) string {
		return planted.Record("controls", id, []string{`function = "prevent"`, `state = "in-place"`, "tests = [" + tests + "]"})
	}
	failed := `{ on = 2026-05-02, result = "fail" }, { on = 2026-05-20, result = "fail" }, { on = 2026-05-25, result = "pass" }, { on = 2026-06-16, result = "fail" }, { on = 2026-04-02, result = "fail" }`
	a := judged(t, control("C-1", failed), control("C-2", failed), control("C-3", `{ on = 2026-05-02, result = "pass" }`),
		analysed("R-1", "reviewed = 2026-05-01", `controls = ["C-1", "C-3"]`))
	planted.WantAll(t, "R-1", stale(a.Risk("R-1")), "2026-05-20/C-1/test-failed")
}

// Beyond 10 on 2 and 20 May, within again on 1 June.
func TestStaleByReadingsBeyondTheLimit(t *testing.T) {
	a := judged(t,
		planted.Record("indicators", "I-1", []string{`risks = ["R-1"]`, "warn = 5", "limit = 10", `reading = [{ on = 2026-05-20, value = 11 }, { on = 2026-05-02, value = 12 }, { on = 2026-06-01, value = 10 }, { on = 2026-06-16, value = 99 }]`}),
		planted.Record("indicators", "I-2", []string{`risks = ["R-1"]`, "warn = 5", "limit = 4", `worse = "lower"`, `reading = [{ on = 2026-05-20, value = 4 }]`}),
		planted.Record("indicators", "I-3", []string{`risks = ["R-2"]`, "warn = 5", "limit = 4", `worse = "lower"`, `reading = [{ on = 2026-05-20, value = 3.9 }]`}),
		analysed("R-1", "reviewed = 2026-05-01"), analysed("R-2", "reviewed = 2026-05-01"))
	planted.WantAll(t, "R-1", stale(a.Risk("R-1")), "2026-05-20/I-1/beyond-limit")
	planted.WantAll(t, "R-2", stale(a.Risk("R-2")), "2026-05-20/I-3/beyond-limit")
}

func TestStaleByDonePlans(t *testing.T) {
	a := judged(t, analysed("R-1", "reviewed = 2026-05-01"), analysed("R-2", "reviewed = 2026-05-01"),
		planted.Plan("T-1", "done", `"R-1"`, "finished = 2026-05-02"), planted.Plan("T-2", "in-progress", `"R-1"`, "finished = 2026-05-02"),
		planted.Plan("T-3", "done", `"R-1"`, "finished = 2026-06-16"), planted.Plan("T-6", "cancelled", `"R-1"`, "finished = 2026-05-02"), planted.Plan("T-4", "done", `"R-2"`, "finished = 2026-05-01"), planted.Plan("T-5", "done", `"R-2"`))
	planted.WantAll(t, "R-1", stale(a.Risk("R-1")), "2026-05-02/T-1/finished")
	planted.WantAll(t, "R-2", stale(a.Risk("R-2")), "")
}

func TestStaleByReviewsThatChangeSomething(t *testing.T) {
	review := func(id, on, outcome, scope string) string {
		return planted.Record("reviews", id, []string{"on = " + on, `by = "b"`, `factor = "internal"`, `trigger = "periodic"`, "outcome = \"" + outcome + "\"", "scope = [" + scope + "]"})
	}
	a := judged(t, analysed("R-1", "reviewed = 2026-05-01"), analysed("R-2", "reviewed = 2026-05-01"),
		review("V-1", "2026-05-02", "change", ""), review("V-2", "2026-05-03", "change", `"R-1"`), review("V-3", "2026-05-04", "keep", ""),
		review("V-4", "2026-05-01", "change", ""), review("V-5", "2026-06-16", "change", ""), review("V-6", "2026-04-01", "change", `"R-1"`))
	planted.WantAll(t, "R-1", stale(a.Risk("R-1")), "2026-05-02/V-1/reopened 2026-05-03/V-2/reopened")
	planted.WantAll(t, "R-2", stale(a.Risk("R-2")), "2026-05-02/V-1/reopened")
}

func TestStaleIsSortedByDateThenRecordThenWhat(t *testing.T) {
	a := judged(t, planted.Criteria, "\n-- content/criteria.toml --\napproved_on = 2026-05-03\n", planted.SourceObserved("S-1", "2026-05-03"), planted.SourceObserved("S-2", "2026-05-02"),
		planted.Finding("F-1", "2026-05-03", `risks = ["R-1"]`), analysed("R-1", "reviewed = 2026-05-01", `sources = ["S-1", "S-2"]`))
	planted.WantAll(t, "R-1", stale(a.Risk("R-1")), "2026-05-02/S-2/observed 2026-05-03/F-1/finding 2026-05-03/S-1/observed 2026-05-03/criteria/criteria")
}

func TestAClosedRiskIsNeverStale(t *testing.T) {
	a := judged(t, planted.SourceObserved("S-1", "2026-05-03"), planted.Risk("R-1", `status = "closed"`, `sources = ["S-1"]`, "next_review = 2026-01-01"))
	planted.WantAll(t, "R-1", stale(a.Risk("R-1")), "")
	planted.Want(t, "next", a.Risk("R-1").Next, date.Date{})
}

// Six months from 31 August end on 28 February.
func TestNextReviewIsTheRisksOwnOrByTheInterval(t *testing.T) {
	every := "\n-- content/riskbook.toml --\nreview.every_months = 6\n"
	risks := planted.Risk("R-1", "next_review = 2026-07-07", "reviewed = 2025-08-31") + planted.Risk("R-2", "reviewed = 2025-08-31") + planted.Risk("R-3")
	a := judged(t, every, risks)
	planted.Want(t, "own", a.Risk("R-1").Next, date.Of(2026, 7, 7))
	planted.Want(t, "interval from reviewed", a.Risk("R-2").Next, date.Of(2026, 2, 28))
	planted.Want(t, "interval from identified", a.Risk("R-3").Next, date.Of(2026, 7, 10))
	planted.Want(t, "no interval", judged(t, risks).Risk("R-2").Next, date.Date{})
}

// fiveReadings are readings of five days.
func fiveReadings(values ...int) string {
	var list []string
	for day, v := range values {
		list = append(list, fmt.Sprintf("{ on = 2026-06-%02d, value = %d }", day+1, v))
	}
	return strings.Join(list, ", ")
}

func TestIndicatorIsWithinWarningOrBeyondByItsNewestReading(t *testing.T) {
	for _, c := range []struct {
		worse    string
		readings string
		state    indicator.State
		trend    string
	}{
		{"higher", ``, indicator.Unread, ""},
		{"higher", `{ on = 2026-06-16, value = 99 }`, indicator.Unread, ""},
		{"higher", `{ on = 2026-06-01, value = 10 }`, indicator.Within, ""},
		{"higher", `{ on = 2026-06-01, value = 10.5 }`, indicator.Warned, ""},
		{"higher", `{ on = 2026-06-01, value = 20 }`, indicator.Warned, ""},
		{"higher", `{ on = 2026-06-01, value = 20.5 }`, indicator.Beyond, ""},
		// With too few for a test, mean of the three before the newest: (8 + 10 + 12) / 3 = 10; a tenth of the way from 10 to 20 is 1.
		{"higher", `{ on = 2026-06-01, value = 8 }, { on = 2026-06-02, value = 10 }, { on = 2026-06-03, value = 12 }, { on = 2026-06-15, value = 11 }`, indicator.Warned, "steady"},
		{"higher", `{ on = 2026-06-01, value = 8 }, { on = 2026-06-02, value = 10 }, { on = 2026-06-03, value = 12 }, { on = 2026-06-15, value = 11.1 }`, indicator.Warned, "worsening"},
		{"higher", `{ on = 2026-06-01, value = 10 }, { on = 2026-06-15, value = 8.9 }`, indicator.Within, "improving"},
		{"lower", `{ on = 2026-06-01, value = 20 }, { on = 2026-06-15, value = 18 }`, indicator.Warned, "worsening"},
		// From five on, of 120 orders: 4, 5, 6, 8, 7 and what is as much in order, 1 + 4 (chance 0.042); 4, 5, 8, 6, 7 has two pairs that fall: 9 more (0.117).
		{"higher", fiveReadings(4, 5, 6, 8, 7), indicator.Within, "worsening"},
		{"higher", fiveReadings(4, 5, 8, 6, 7), indicator.Within, "steady"},
		{"higher", fiveReadings(8, 7, 6, 4, 5), indicator.Within, "improving"},
		{"higher", fiveReadings(5, 5, 5, 5, 5), indicator.Within, "steady"},
		{"lower", fiveReadings(25, 24, 23, 21, 22), indicator.Within, "worsening"},
		{"lower", `{ on = 2026-06-15, value = 9.9 }`, indicator.Beyond, ""},
		{"lower", `{ on = 2026-06-15, value = 20 }`, indicator.Within, ""},
	} {
		warn, limit := "warn = 10", "limit = 20"
		if c.worse == "lower" {
			warn, limit = "warn = 20", "limit = 10"
		}
		a := judged(t, planted.Risk("R-1"), planted.Record("indicators", "I-1", []string{`risks = ["R-1"]`, warn, limit, `worse = "` + c.worse + `"`, "reading = [" + c.readings + "]"}))
		planted.Want(t, c.readings, a.Indicators[0].State, c.state)
		planted.Want(t, c.readings, a.Indicators[0].Trend, c.trend)
	}
}
