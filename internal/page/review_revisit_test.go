package page_test

import (
	"fmt"
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
	wants(t, "V-11 in the list", rowOf(t, list, "all", "V-11"), "R-002 R-001 – –")
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

// Of 55 reviews that each leave 30 risks, the page names the newest 50 and of each 20 risks; the rest is a way on.
func TestRisksToRevisitAreBounded(t *testing.T) {
	files := chainRegister()
	var scope []string
	for i := range 30 {
		id := fmt.Sprintf("R-%d", 500+i)
		scope = append(scope, `"`+id+`"`)
		files["content/risks/"+id+".md"] = markdown("title = \"損害\"\nowner = \"x\"\nidentified = 2026-01-01\n")
	}
	for i := range 55 {
		files[fmt.Sprintf("content/reviews/V-%d.md", 500+i)] = markdown(fmt.Sprintf("title = \"変化\"\non = 2026-06-01\nby = \"x\"\nfactor = \"external\"\ntrigger = \"new-source\"\noutcome = \"change\"\nscope = [%s]\n", strings.Join(scope, ", ")))
	}
	b := build(t, files)
	list := b.page("reviews.html")
	got := rows(t, list, "revisit")
	if len(got) != 50 || !strings.HasPrefix(got[0], "V-500") || strings.Count(got[0], "R-5") != 20 || !strings.Contains(got[0], "30件のうち30件") || !strings.HasSuffix(got[0], "ほか10件") {
		t.Fatalf("%d reviews, the first %q", len(got), got[0])
	}
	if find(list, "href", "reviews/V-500.html") == nil {
		t.Error("no way to the other risks of V-500")
	}
	wants(t, "the page", text(list), "ほかに、見直しの残る古いレビューが5件あります。")
	if n := len(rows(t, b.page("reviews/V-500.html"), "review.revisit")); n != 30 {
		t.Errorf("the page of the review lists %d risks, want 30", n)
	}
}
