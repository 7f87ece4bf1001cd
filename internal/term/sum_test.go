package term

import "testing"

func TestSumsHaveThreeFigures(t *testing.T) {
	for _, test := range []struct {
		amount   float64
		currency string
		ja, en   string
	}{
		{0, "JPY", "0円", "¥0"},
		{8500, "JPY", "0.85万円", "¥8.5 thousand"},
		{156584112.091042, "JPY", "1.57億円", "¥157 million"},
		{24429115.86, "JPY", "2,440万円", "¥24.4 million"},
		{44480000, "JPY", "4,450万円", "¥44.5 million"},
		{489600000, "JPY", "4.9億円", "¥490 million"},
		{99999999, "JPY", "1億円", "¥100 million"},
		{999600, "JPY", "100万円", "¥1 million"},
		{-1500, "JPY", "−0.15万円", "−¥1.5 thousand"},
		{2.5e12, "EUR", "2.5兆 EUR", "2.5 trillion EUR"},
		{1234, "EUR", "0.123万 EUR", "1.23 thousand EUR"},
		{640, "EUR", "0.064万 EUR", "640 EUR"},
	} {
		if got := Sum(test.amount, test.currency); got.Ja != test.ja || got.En != test.en {
			t.Errorf("%v %s: %q, %q; want %q, %q", test.amount, test.currency, got.Ja, got.En, test.ja, test.en)
		}
	}
}

func TestPercentHasTwoDigits(t *testing.T) {
	for share, want := range map[float64]string{0: "0%", 1: "100%", 0.5: "50%", 0.1234: "12%", 0.0444: "4.4%", 0.00123: "0.12%", 0.099: "9.9%", 0.9999: "100%"} {
		if got := Percent(share); got != want {
			t.Errorf("%v: %q, want %q", share, got, want)
		}
	}
}

func TestWhatSomebodyWroteIsNotRounded(t *testing.T) {
	for _, test := range []struct {
		amount   float64
		currency string
		ja, en   string
	}{
		{1200000, "JPY", "120万円", "¥1.2 million"},
		{1204000, "JPY", "1,204,000円", "¥1,204,000"},
		{37979211, "JPY", "37,979,211円", "¥37,979,211"},
		{0, "JPY", "0円", "¥0"},
		{1234, "EUR", "1,234 EUR", "1,234 EUR"},
	} {
		if got := Exactly(test.amount, test.currency); got.Ja != test.ja || got.En != test.en {
			t.Errorf("%v %s: %q, %q; want %q, %q", test.amount, test.currency, got.Ja, got.En, test.ja, test.en)
		}
	}
}
