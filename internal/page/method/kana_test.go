package method

import (
	"slices"
	"strings"
	"testing"
)

func TestReadingsAreOrderedAsInADictionary(t *testing.T) {
	// By hand, after the rules of Japanese dictionaries: は before ば before ぱ only between equals, small before large, ー as its vowel.
	want := []string{"あい", "アイテム", "いー", "いい", "かーど", "かあどり", "かさ", "がさ", "がざ", "きって", "きつて", "はか", "ばか", "はかり", "ひょう", "ひよう", "びょう", "を", "ん"}
	got := slices.Clone(want)
	slices.Reverse(got)
	slices.SortFunc(got, compareReadings)
	for i := range want {
		if got[i] != want[i] {
			t.Fatalf("the order is %s", strings.Join(got, " "))
		}
	}
}

func TestKanaRow(t *testing.T) {
	for reading, want := range map[string]string{"いしけってい": "あ", "ぱっち": "は", "ヴぃーえる": "あ", "ギガ": "か", "っ": "た", "ん": "わ", "ャ": "や"} {
		if i := kanaRow(reading); i < 0 || rows[i].name != want {
			t.Errorf("%s stands in row %d, not %s", reading, i, want)
		}
	}
	for _, reading := range []string{"", "PLC", "漢字", "ー"} {
		if i := kanaRow(reading); i != -1 {
			t.Errorf("%q stands in row %d", reading, i)
		}
	}
}
