package desk

import (
	"math"
	"testing"

	"github.com/riskbook/riskbook/internal/register"
)

func TestNumbersOfEverySize(t *testing.T) {
	for x, want := range map[float64]string{
		0: "0", math.Copysign(0, -1): "0", -0.0004: "-0.0004", 0.66666: "0.667", 12345.6789: "12345.679", 0.00123456: "0.00123",
		1e300: "1×10³⁰⁰", -math.MaxFloat64: "−1.8×10³⁰⁸", 1e-300: "1×10⁻³⁰⁰",
	} {
		if got := Number(x); got != want {
			t.Errorf("%g is %q, not %q", x, got, want)
		}
	}
}

func TestAmountsOfEverySize(t *testing.T) {
	r := &register.Register{Config: register.Config{Currency: "JPY"}}
	for _, c := range []struct {
		amount float64
		ja, en string
	}{
		{0.4, "0円", "¥0"},
		{1_234_567, "123万円", "¥1.23 million"},
		{48_600_000_000, "486億円", "¥48.6 billion"},
		{1.2e15, "1,200兆円", "¥1,200 trillion"},
		{8.42e30, "8.42×10³⁰円", "¥8.42×10³⁰"},
	} {
		for language, want := range map[string]string{"ja": c.ja, "en": c.en} {
			v := speak(r, language)
			if got := v.Sum(c.amount); got != want {
				t.Errorf("%g in %s is %q, not %q", c.amount, language, got, want)
			}
		}
	}
}
