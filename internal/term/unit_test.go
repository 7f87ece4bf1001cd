package term

import "testing"

func TestOneUnitForAllSumsOfATable(t *testing.T) {
	for _, test := range []struct {
		sums               []float64
		language, currency string
		name               string
		figures            []string
	}{
		{[]float64{14_700_000, 3_500_000, 0}, "ja", "JPY", "万円", []string{"1,470", "350", "0"}},
		{[]float64{14_712_345, 3_500_000}, "en", "JPY", "¥ million", []string{"14.7", "3.5"}},
		{[]float64{3_000_000, 100_000}, "en", "JPY", "¥ thousand", []string{"3,000", "100"}},
		{[]float64{154_000_000, 1_200}, "ja", "JPY", "万円", []string{"15,400", "0.12"}},
		{[]float64{2_500_000_000, 130_000_000}, "ja", "JPY", "億円", []string{"25", "1.3"}},
		{[]float64{2_500_000_000, 130_000_000}, "en", "EUR", "million EUR", []string{"2,500", "130"}},
		{[]float64{-11_200_000}, "ja", "USD", "万 USD", []string{"−1,120"}},
		{nil, "en", "JPY", "¥ thousand", nil},
	} {
		u := UnitOf(test.sums, test.language, test.currency)
		if u.Name != test.name {
			t.Errorf("%v %s %s: %q, want %q", test.sums, test.language, test.currency, u.Name, test.name)
		}
		for i, want := range test.figures {
			if got := u.Figure(test.sums[i]); got != want {
				t.Errorf("%v in %s: %q, want %q", test.sums[i], u.Name, got, want)
			}
		}
	}
}
