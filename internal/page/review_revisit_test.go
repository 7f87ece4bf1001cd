package page_test

import (
	"strings"
	"testing"
)

// R-001 was analysed after the review, R-002 was not; the whole-register review of June leaves those that were not analysed since.
func TestReviewsListWhatIsToBeRevisited(t *testing.T) {
	files := chainRegister()
	review := func(id, on, scope string) {
		files["content/reviews/"+id+".md"] = markdown("title = \"" + id + "の変化\"\non = " + on + "\nby = \"x\"\nfactor = \"external\"\ntrigger = \"new-source\"\noutcome = \"change\"\n" + scope)
	}
	review("V-11", "2026-06-01", `scope = ["R-002", "R-001"]`)
	review("V-12", "2026-11-20", "scope = [\"R-002\"]\nnext = 2026-12-01")
	files["content/risks/R-001.md"] = markdown(strings.Replace(string(files["content/risks/R-001.md"].Data[4:len(files["content/risks/R-001.md"].Data)-4]), "[current]", "reviewed = 2026-06-20\n[current]", 1))
	b := build(t, files)
	list := b.page("reviews.html")
	if got := rows(t, list, "revisit"); len(got) != 1 || !strings.HasPrefix(got[0], "V-12") || !strings.Contains(got[0], "1件のうち1件 R-002") {
		t.Errorf("the list of what is left is %q", got)
	}
	if got := rowOf(t, list, "all", "V-11"); !strings.Contains(got, "すべて結果あり（2件）") {
		t.Errorf("V-11 stands as %q", got)
	}
	page := b.page("reviews/V-11.html")
	wants(t, "V-11", text(page), "見直すリスク2件のうち、結果のないものは0件です。")
	wants(t, "R-001 of V-11", rowOf(t, page, "review.revisit", "R-001"), "分析 2026-06-20")
	wants(t, "R-002 of V-11", rowOf(t, page, "review.revisit", "R-002"), "V-12", "レビュー 2026-11-20")
	for _, path := range []string{"index.html", "process.html"} {
		root := b.page(path)
		wants(t, path, text(root), "外的要因の変化により見直すリスクのうち、1件にまだ結果がありません。")
		if find(root, "href", "reviews.html#revisit") == nil {
			t.Errorf("%s does not lead to the list", path)
		}
	}
	wants(t, "the English list", text(b.page("en/reviews.html")), "1 of 1")
}
