package changes

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
)

// marked writes a difference as a terminal shows it.
func marked(before, after string) string { return fact{pieces: wordDifference(before, after)}.words() }

func TestTextsAreShownByTheWordsThatDiffer(t *testing.T) {
	for _, c := range []struct{ before, after, want string }{
		{"Once in a hundred years.", "Once in fifty years.", "Once in [-a hundred-]{+fifty+} years."},
		{"", "New text.", "{+New text.+}"},
		{"Old text.", "", "[-Old text.-]"},
		{"about 1,400 people", "about 1,450 people", "about [-1,400-]{+1,450+} people"},
		{"2.5 m. Then", "2.5 m. And then", "2.5 m. [-Then-]{+And then+}"},
		{"現地出動28回の費用（約1,400万円）が漏れていた。", "現地出動28回の費用（約1,450万円）が漏れていた。", "現地出動28回の費用（約[-1,400-]{+1,450+}万円）が漏れていた。"},
		{"老朽化した制御盤を更新する。", "老朽化した操作盤を改修する。", "老朽化した[-制御盤を更新-]{+操作盤を改修+}する。"},
		{"監視サーバーを停止する", "監視ソフトウェアを停止する", "監視[-サーバー-]{+ソフトウェア+}を停止する"},
		{
			"The first sentence stays as it was, and it is long. Here 5 is wrong. The last sentence stays as it was, and it is long too.",
			"The first sentence stays as it was, and it is long. Here 6 is wrong. The last sentence stays as it was, and it is long too.",
			"…and it is long. Here [-5-]{+6+} is wrong. The last …",
		},
		{
			"One paragraph that goes on for a while.\n\nAnother of 5 words here.\n\nA third that goes on for a while too.",
			"One paragraph that goes on for a while.\n\nAnother of 6 words here.\n\nA third that goes on for a while too.", "…Another of [-5-]{+6+} words here.…",
		},
		{"a\nb", "a\nc", "a [-b-]{+c+}"},
	} {
		if got := marked(c.before, c.after); got != c.want {
			t.Errorf("%q and %q:\n found %s\nwanted %s", c.before, c.after, got, c.want)
		}
	}
}

// What came, and what was kept in between, is all there: nothing that was edited is hidden.
func TestNoDifferenceIsLost(t *testing.T) {
	alphabet := []string{"水", "道", "の", "は", "サーバー", "pump", "5", " ", "。", "\n", "、", "ない"}
	for seed := range uint64(400) {
		rng := rand.New(rand.NewPCG(seed, 4))
		write := func(n int) string {
			var b strings.Builder
			for range n {
				b.WriteString(alphabet[rng.IntN(len(alphabet))])
			}
			return b.String()
		}
		a, b, c, d := write(rng.IntN(6)), write(rng.IntN(6)), write(rng.IntN(6)), write(rng.IntN(6))
		before, after := a+b+c, a+d+c
		var was, is string
		list := wordDifference(before, after)
		for _, p := range list {
			if p.sign != come {
				was += p.text
			}
			if p.sign != gone {
				is += p.text
			}
		}
		if strings.Contains(was, "…") { // what was kept is shortened
			continue
		}
		if was != before || is != after {
			t.Fatalf("seed %d: %q and %q come out as %q and %q", seed, before, after, was, is)
		}
		if differs := slices.ContainsFunc(list, func(p piece) bool { return p.sign != kept }); differs != (before != after) {
			t.Fatalf("seed %d: %q and %q: a difference is told: %t", seed, before, after, differs)
		}
	}
}

func TestAVeryLongTextIsComparedInBoundedTime(t *testing.T) {
	before, after := strings.Repeat("a b c ", 20_000), strings.Repeat("d e f ", 20_000)
	list := wordDifference(before, after)
	n := 0
	for _, p := range list {
		n += len(p.text)
	}
	if n > 4*mostShown {
		t.Errorf("%d characters are shown", n)
	}
}
