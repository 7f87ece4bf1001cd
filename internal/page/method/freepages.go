package method

import (
	"cmp"
	"iter"
	"slices"
	"strings"

	"github.com/riskbook/riskbook/internal/page/desk"
	"github.com/riskbook/riskbook/internal/part"
	"github.com/riskbook/riskbook/internal/register"
	"github.com/riskbook/riskbook/internal/view"
)

// FreePagesWords are the words of this file's pages and parts, by key.
var FreePagesWords = desk.Words{
	"pagesLead":  {Ja: "登録簿の背景や方針を述べた文書です。", En: "Background and policy, in plain text."},
	"pagesNone":  {Ja: "文書はまだありません。content/pages/ に書くと、ここに現れます。", En: "There are none yet. Write one in content/pages/, and it appears here."},
	"pagesCount": {Ja: "全{n}件。", En: "{n} in all."},
}

// FreePagesPages makes the list of pages of the register's own.
func FreePagesPages(v *desk.Desk) iter.Seq[desk.Page] {
	return desk.One("pages.html", "pages.html", func() any { return freePagesView(v, "pages.html") })
}

func freePagesView(v *desk.Desk, path string) view.FreePages {
	pages := slices.Clone(v.Register.Pages)
	slices.SortStableFunc(pages, func(a, b *register.Page) int {
		return cmp.Or(cmp.Compare(a.Order, b.Order), strings.Compare(a.ID, b.ID))
	})
	pieces := make([]part.Part, len(pages))
	for i, p := range pages {
		pieces[i] = v.Ref(path, p.ID)
		pieces[i] = desk.Lines(pieces[i], v.Wording(desk.Quoting(v.Verdicts, p.Summary)))
	}
	return view.FreePages{Frame: v.Frame(path, v.Words["pagesTitle"]), Count: part.Words(v.Say("pagesCount", "n", len(pages))), List: desk.List(pieces), Waiting: v.Waiting(path, register.KindOf("pages"))}
}

// FreePagePages makes a page for each of the register's own.
func FreePagePages(v *desk.Desk) iter.Seq[desk.Page] {
	return desk.RecordPages(v, "page.html", register.Every[*register.Page](v.Register), func(path string, p *register.Page) any {
		page := v.Record(path, p)
		page.Record.Head, page.Title = v.Short(p.Title), v.Text(p.Title)
		return page
	})
}
