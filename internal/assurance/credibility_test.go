package assurance

import (
	"fmt"
	"strings"
	"testing"

	"github.com/riskbook/riskbook/internal/assess"
	"github.com/riskbook/riskbook/internal/date"
	"github.com/riskbook/riskbook/internal/planted"
)

// changed gives a fact of a record that changed on a day.
func changed(day, id string, fields ...string) assess.FactsChanged {
	on, err := date.Parse(day)
	if err != nil {
		panic(err)
	}
	return assess.FactsChanged{On: on, ID: id, Fields: fields}
}

// Three renewals and nothing else is one too many: by a decision each time, or by a later day in the same one.
func TestAcceptancesThatNobodyLooksAtAnyMore(t *testing.T) {
	of := func(id, on string) string { return planted.Acceptance(id, on, "2026-12-31", `"R-1"`, 2, 3) }
	four := of("D-1", "2023-03-01") + of("D-2", "2024-03-01") + of("D-3", "2025-03-01") + of("D-4", "2026-03-01")
	r1 := planted.Risk("R-1", planted.At(2, 3), "identified = 2022-01-10")
	for _, c := range []struct {
		name, register string
		memory         []assess.FactsChanged
		want           string
	}{
		{"three renewals", r1 + four, nil, "D-4 R-1 3 since 2023-03-01"},
		{"acceptances of another risk and a judgement since", r1 + planted.Risk("R-2", planted.At(2, 2)) + four + planted.Acceptance("D-5", "2026-04-01", "2026-12-31", `"R-2"`, 2, 2) + planted.Judgement("D-6", "2026-05-01", "accept", `"R-1"`), nil, "D-4 R-1 3 since 2023-03-01"},
		{"two renewals", r1 + strings.Replace(four, of("D-1", "2023-03-01"), "", 1), nil, ""},
		{"another level", r1 + strings.Replace(four, "impact = 3", "impact = 4", 1), nil, ""},
		{"of another day in the file", r1 + of("D-1", "2026-03-01") + of("D-2", "2023-03-01") + of("D-3", "2025-03-01") + of("D-4", "2024-03-01"), nil, "D-1 R-1 3 since 2023-03-01"},
		{"one of them not confirmed", r1 + four + "provisional = true\n", nil, ""},
		{"analysed meanwhile", planted.Risk("R-1", planted.At(2, 3), "identified = 2022-01-10", "reviewed = 2024-04-01") + four, nil, ""},
		{"analysed on the day of the first", planted.Risk("R-1", planted.At(2, 3), "identified = 2022-01-10", "reviewed = 2023-03-01") + four, nil, "D-4 R-1 3 since 2023-03-01"},
		{"analysed a day later", planted.Risk("R-1", planted.At(2, 3), "identified = 2022-01-10", "reviewed = 2023-03-02") + four, nil, ""},
		{"closed", planted.Risk("R-1", planted.At(2, 3), `status = "closed"`, "closed_on = 2026-05-01") + four, nil, ""},
		{"put off three times", r1 + of("D-1", "2025-03-01"), []assess.FactsChanged{changed("2025-06-01", "D-1", "until"), changed("2025-09-01", "D-1", "until", "on"), changed("2026-01-01", "D-1", "until")}, "D-1 R-1 3 since 2025-03-01"},
		{"put off before the day that it names now", r1 + of("D-1", "2026-03-01"), []assess.FactsChanged{changed("2025-06-01", "D-1", "until", "on"), changed("2025-09-01", "D-1", "until", "on"), changed("2026-01-01", "D-1", "until")}, "D-1 R-1 3 since 2025-06-01"},
		{"put off twice", r1 + of("D-1", "2025-03-01"), []assess.FactsChanged{changed("2025-06-01", "D-1", "until"), changed("2026-01-01", "D-1", "until")}, ""},
		{"put off and thought over", r1 + of("D-1", "2025-03-01"), []assess.FactsChanged{changed("2025-06-01", "D-1", "until"), changed("2025-09-01", "D-1", "until", "conditions"), changed("2026-01-01", "D-1", "until"), changed("2026-02-01", "D-1", "until")}, ""},
		{"the risk changed before", r1 + of("D-1", "2025-03-01"), []assess.FactsChanged{changed("2025-05-01", "R-1", "controls"), changed("2025-06-01", "D-1", "until"), changed("2025-09-01", "D-1", "until"), changed("2026-01-01", "D-1", "until")}, "D-1 R-1 3 since 2025-03-01"},
		{"the risk changed meanwhile", r1 + of("D-1", "2025-03-01"), []assess.FactsChanged{changed("2025-06-01", "D-1", "until"), changed("2025-07-01", "R-1", "controls"), changed("2025-09-01", "D-1", "until"), changed("2026-01-01", "D-1", "until")}, ""},
		{"signed anew", r1 + of("D-1", "2025-03-01"), []assess.FactsChanged{changed("2025-06-01", "D-1", "until", "signature", "signed"), changed("2025-09-01", "D-1", "until"), changed("2026-01-01", "D-1", "until")}, "D-1 R-1 3 since 2025-03-01"},
		{"another record put off", r1 + of("D-1", "2025-03-01"), []assess.FactsChanged{changed("2025-06-01", "D-9", "until"), changed("2025-09-01", "D-1", "until"), changed("2026-01-01", "D-1", "until")}, ""},
		{"by decisions and in the last of them", r1 + of("D-1", "2024-03-01") + of("D-2", "2025-03-01") + of("D-3", "2026-03-01"), []assess.FactsChanged{changed("2026-04-01", "D-3", "until")}, "D-3 R-1 3 since 2024-03-01"},
	} {
		a := judged(t, planted.Criteria, c.register)
		if c.memory != nil {
			a.Memory = &assess.Memory{First: date.Of(2022, 1, 1), Changes: c.memory}
		}
		var got []string
		for _, r := range RenewedUnchanged(a) {
			got = append(got, fmt.Sprintf("%s %s %d since %s", r.Decision.ID, r.Risk.Record.ID, r.Times, r.Since))
		}
		planted.Want(t, c.name, strings.Join(got, ", "), c.want)
	}
}

// Twice the review period of twelve months before 15 June 2026 is 15 June 2024: what changed on that day is not older.
func TestRecordsOfWhichNothingChanges(t *testing.T) {
	a := judged(t, planted.Criteria, planted.Risk("R-1", planted.At(3, 5)), planted.Risk("R-2", planted.At(3, 5)), planted.Risk("R-3", planted.At(3, 5)), planted.Risk("R-4"), planted.Risk("R-5", planted.At(1, 1), `status = "closed"`, "closed_on = 2026-01-01"),
		planted.Plan("T-1", "approved", `"R-1"`), planted.Plan("T-2", "draft", `"R-1"`))
	var got []string
	for _, u := range NeverChanged(a) {
		got = append(got, u.Entry.Of().ID)
	}
	planted.WantAll(t, "nothing known of the past", got, "")
	a.Memory = &assess.Memory{First: date.Of(2023, 1, 1), Came: map[string]date.Date{"R-2": date.Of(2024, 6, 15), "R-3": date.Of(2024, 1, 1), "T-1": date.Of(2022, 1, 1)},
		Changes: []assess.FactsChanged{changed("2024-02-01", "R-3", "owner"), changed("2024-06-14", "R-3", "owner"), changed("2026-01-01", "R-9", "owner")}}
	for _, u := range NeverChanged(a) {
		got = append(got, u.Entry.Of().ID+"/"+u.Since.String())
	}
	planted.WantAll(t, "by the history", got, "R-1/2023-01-01 R-3/2024-06-14 T-1/2023-01-01")
}

func TestAllRisksAnalysedOnOneDay(t *testing.T) {
	many := func(n int, day string) string {
		text := ""
		for i := range n {
			text += planted.Risk(fmt.Sprint("R-", i+1), planted.At(1, 1), "reviewed = "+day)
		}
		return text
	}
	for _, c := range []struct {
		name, register string
		risks          int
	}{
		{"five", many(5, "2026-05-01"), 5},
		{"four", many(4, "2026-05-01"), 0},
		{"five, and one of another day", many(5, "2026-05-01") + planted.Risk("R-9", planted.At(1, 1), "reviewed = 2026-05-02"), 0},
		{"five, one closed on another and one unanalysed", many(5, "2026-05-01") + planted.Risk("R-8", planted.At(1, 1), "reviewed = 2026-05-02", `status = "closed"`, "closed_on = 2026-05-03") + planted.Risk("R-9"), 5},
	} {
		day, risks := SameDay(judged(t, planted.Criteria, c.register))
		planted.Want(t, c.name, risks, c.risks)
		if on := (map[bool]string{true: "2026-05-01", false: ""})[c.risks > 0]; day.String() != on {
			t.Errorf("%s: the day is %s, want %s", c.name, day, on)
		}
	}
}
