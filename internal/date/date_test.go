package date

import "testing"

func TestAddMonthsKeepsToTheMonth(t *testing.T) {
	for _, c := range []struct {
		from string
		n    int
		want string
	}{
		{"2024-01-31", 1, "2024-02-29"},
		{"2025-01-31", 1, "2025-02-28"},
		{"2025-12-15", 1, "2026-01-15"},
		{"2026-03-31", -1, "2026-02-28"},
		{"2026-05-01", 12, "2027-05-01"},
	} {
		from, err := Parse(c.from)
		if err != nil {
			t.Fatal(err)
		}
		if got := from.AddMonths(c.n).String(); got != c.want {
			t.Errorf("%s and %d months: %s, want %s", c.from, c.n, got, c.want)
		}
	}
}

func TestParseRefusesDaysThatDoNotExist(t *testing.T) {
	for _, bad := range []string{"2026-02-29", "2026-13-01", "2026-1-1", "today", ""} {
		if d, err := Parse(bad); err == nil {
			t.Errorf("Parse(%q) = %s, want an error", bad, d)
		}
	}
}

func TestDaysUntil(t *testing.T) {
	if got := Of(2024, 2, 28).DaysUntil(Of(2024, 3, 1)); got != 2 {
		t.Errorf("2024-02-28 to 2024-03-01: %d days, want 2", got)
	}
	if got := Of(2026, 3, 1).DaysUntil(Of(2026, 2, 28)); got != -1 {
		t.Errorf("2026-03-01 to 2026-02-28: %d days, want -1", got)
	}
}

func TestDatesAreWrittenAsTheyAreRead(t *testing.T) {
	for _, text := range []string{"0001-01-01", "0987-06-05", "1999-12-31", "2026-11-23", "9999-10-09"} {
		d, err := Parse(text)
		if err != nil || d.String() != text {
			t.Errorf("%s is written as %q: %v", text, d, err)
		}
	}
	if got := (Date{}).String(); got != "" {
		t.Errorf("the zero date is written as %q", got)
	}
}
