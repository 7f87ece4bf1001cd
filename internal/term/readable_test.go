package term

import "testing"

func TestKeysOfFieldsAreWordsForReaders(t *testing.T) {
	for _, test := range []struct{ sentence, language, want string }{
		{"R-023 は分析されていません（不足: current.likelihood、current.impact）", "ja", "R-023 は分析されていません（不足: 現在の起こりやすさ、現在の影響）"},
		{"R-023 is unanalysed: it lacks current.likelihood, current.impact", "en", "R-023 is unanalysed: it lacks likelihood (current), impact (current)"},
		{"depends_on of A-06 changed.", "en", "depends on of A-06 changed."},
		{"リスクを分析し直し、reviewed と next_review を更新してください", "ja", "リスクを分析し直し、分析・確認日 と 次の見直し を更新してください"},
		{"「Loss of service in summer」の owner", "ja", "「Loss of service in summer」の 責任者"},
		{"計画の [[target]] と [effectiveness] に書いてください", "ja", "計画の 目標 と 有効性の確認 に書いてください"},
		{"the owner of reviewed risks", "en", "the owner of reviewed risks"},
		{"set next_review.", "en", "set next review."},
		{"riskbook.toml has no title.en", "en", "riskbook.toml has no title (English)"},
		{"the owner of content/risks/next_review.md", "en", "the owner of content/risks/next_review.md"},
		{"3.5 of 4.0, and so on...", "en", "3.5 of 4.0, and so on..."},
		{"https://example.com/depends_on", "en", "https://example.com/depends_on"},
	} {
		if got := Readable(test.sentence, test.language); got != test.want {
			t.Errorf("%q: %q, want %q", test.sentence, got, test.want)
		}
	}
}
