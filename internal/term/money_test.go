package term

import "testing"

func TestMoney(t *testing.T) {
	for _, c := range []struct {
		amount   float64
		currency string
		ja, en   string
	}{
		{0, "JPY", "0円", "¥0"},
		{1234567.5, "JPY", "1,234,568円", "¥1,234,568"},
		{-1000, "EUR", "−1,000 EUR", "−1,000 EUR"},
		{9.99e17, "JPY", "999,000,000,000,000,000円", "¥999,000,000,000,000,000"},
		{1e18, "JPY", "1×10¹⁸円", "¥1×10¹⁸"},
		{-2.714e37, "EUR", "−2.71×10³⁷ EUR", "−2.71×10³⁷ EUR"},
		{1.7e308, "JPY", "1.7×10³⁰⁸円", "¥1.7×10³⁰⁸"},
	} {
		if got := Money(c.amount, c.currency); got.Ja != c.ja || got.En != c.en {
			t.Errorf("%g: %q, %q", c.amount, got.Ja, got.En)
		}
	}
	if got := Power(5e-324); got != "4.94×10⁻³²⁴" {
		t.Errorf("the least number above 0 is %q", got)
	}
}
