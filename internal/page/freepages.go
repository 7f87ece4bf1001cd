package page

import (
	"cmp"
	"iter"
	"slices"
	"strings"

	"github.com/riskbook/riskbook/internal/part"
	"github.com/riskbook/riskbook/internal/register"
)

var freePagesWords = Words{
	"pagesLead":  {Ja: "登録簿の背景や方針を述べた文書です。", En: "Background and policy, in plain text."},
	"pagesNone":  {Ja: "文書はまだありません。content/pages/ に書くと、ここに現れます。", En: "There are none yet. Write one in content/pages/, and it appears here."},
	"pagesCount": {Ja: "全{n}件。", En: "{n} in all."},
}

// freePagesView is the page pages.html.
type freePagesView struct {
	Frame
	Count   part.Part
	List    part.Part
	Waiting part.Part // what nobody has confirmed yet
}

// freepagesPresenter makes the page that lists free pages.
type freepagesPresenter struct{ *desk }

func freePagesPages(v *desk) iter.Seq[Page] {
	return one("pages.html", "pages.html", func() any { return freepagesPresenter{v}.freePagesView("pages.html") })
}

func (v freepagesPresenter) freePagesView(path string) freePagesView {
	pages := slices.Clone(v.Register.Pages)
	slices.SortStableFunc(pages, func(a, b *register.Page) int {
		return cmp.Or(cmp.Compare(a.Order, b.Order), strings.Compare(a.ID, b.ID))
	})
	pieces := make([]part.Part, len(pages))
	for i, p := range pages {
		pieces[i] = v.ref(path, p.ID)
		pieces[i] = lines(pieces[i], v.wording(quoting(v.verdicts, p.Summary)))
	}
	return freePagesView{v.frame(path, v.words["pagesTitle"]), part.Words(v.say("pagesCount", "n", len(pages))), list(pieces), v.waiting(path, register.KindOf("pages"))}
}

func freePagePages(v *desk) iter.Seq[Page] {
	return recordPages(v, "page.html", register.Every[*register.Page](v.Register), func(path string, p *register.Page) any {
		page := v.record(path, p)
		page.Record.Head, page.Title = v.short(p.Title), v.text(p.Title)
		return page
	})
}
