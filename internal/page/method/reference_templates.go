package method

import (
	"maps"
	"reflect"
	"slices"
	"strings"

	"github.com/riskbook/riskbook/internal/page/desk"
	"github.com/riskbook/riskbook/internal/part"
	"github.com/riskbook/riskbook/internal/view"
)

// TemplateWords are the words of this file's pages and parts, by key.
var TemplateWords = desk.Words{
	"templatesTitle":  {Ja: "テンプレートの項目", En: "Fields of templates"},
	"templatesLead":   {Ja: "ページの見え方を変えるときに、テンプレートで使える項目です。", En: "What templates are shown, for those who change what pages look like."},
	"templatesForms":  {Ja: "上書きの仕方", En: "How to override them"},
	"templatesFile":   {Ja: "組込みのテンプレートと同じ名前のファイルを {own} か {theme} に置くと、そのファイルが使われます。", En: "A file of the same name in {own} or {theme} takes the place of the built-in one."},
	"templatesColour": {Ja: "配色だけを変えるテーマには {file} だけを置きます。", En: "A theme that changes colours alone holds {file} and nothing else."},
	"templatesWrite":  {Ja: "項目は {code} のように書きます。部品は、書いた場所に自身のテンプレートで表示されます。", En: "A field is written as in {code}. A part is drawn, where it is written, by a template of its own."},
	"templatesWrong":  {Ja: "ない項目を書くと、ファイルと行、ここに挙げた項目を示す誤りになり、サイトは書き出されません。", En: "A field that is not there is an error that says the file, the line and the fields there are, and no site is written."},
	"templatesEvery":  {Ja: "すべてのページに共通の項目", En: "Every page"},
	"templatesOwn":    {Ja: "「{title}」のページです。", En: "The page “{title}”."},
	"templatesPart":   {Ja: "部品「{name}」", En: "Part “{name}”"},
	"templatesField":  {Ja: "項目", En: "Field"},
	"templatesValue":  {Ja: "値", En: "Value"},

	"shape-text":   {Ja: "文字列", En: "text"},
	"shape-number": {Ja: "数", En: "number"},
	"shape-truth":  {Ja: "真偽値", En: "true or false"},
	"shape-part":   {Ja: "部品（種類は場合による）", En: "a part, of one kind or another"},
	"shape-line":   {Ja: "部品の並び", En: "parts, one after the other"},
	"shape-html":   {Ja: "整形済みの文章又は図", En: "formatted text, or a picture"},
	"shape-each":   {Ja: "並び。それぞれに：", En: "list, of each:"},
	"shape-listOf": {Ja: "{what}の並び", En: "list: {what}"},
	"shape-fields": {Ja: "次の項目からなる値", En: "fields of its own"},
	"shape-byKey":  {Ja: "キーごとの{what}", En: "by key: {what}"},
	"shape-one":    {Ja: "部品「{name}」", En: "part “{name}”"},

	"tmpl-anchor":       {Ja: "リンクの行き先となる場所", En: "A place that a link may lead to"},
	"tmpl-aside":        {Ja: "説明の下に添える補足", En: "What stands behind, below what it explains"},
	"tmpl-badge":        {Ja: "状態を言葉で示すバッジ", En: "A state in words"},
	"tmpl-badge-linked": {Ja: "行き先のあるバッジ", En: "A badge that leads somewhere"},
	"tmpl-code":         {Ja: "ファイル名やキーなど、機械が読む文字列", En: "What a machine reads: a file, a key"},
	"tmpl-day":          {Ja: "一覧の中の日付", En: "A day in a list"},
	"tmpl-empty":        {Ja: "値のないことを示す言葉", En: "Says that there is no value"},
	"tmpl-excerpt":      {Ja: "ファイルの抜粋", En: "A part of a file"},
	"tmpl-factors":      {Ja: "値の元になった要因", En: "The factors from which a rating follows"},
	"tmpl-facts":        {Ja: "見出しと値の一覧", En: "Terms with their values"},
	"tmpl-filters":      {Ja: "表を絞り込む欄", En: "The box by which a table is narrowed"},
	"tmpl-folded":       {Ja: "求められたときにだけ開く内容", En: "What shows only when it is asked for"},
	"tmpl-foreign":      {Ja: "ページと異なる言語の文章", En: "Prose in another language than the page's"},
	"tmpl-grid":         {Ja: "二つの尺度の表", En: "A table of two scales"},
	"tmpl-items":        {Ja: "部品の箇条書き", En: "A list of parts"},
	"tmpl-level":        {Ja: "リスクレベル", En: "A level of risk"},
	"tmpl-lines":        {Ja: "縦に並ぶ部品", En: "Parts under one another"},
	"tmpl-link":         {Ja: "記録へのリンク", En: "The name of a record, which leads to its page"},
	"tmpl-link-clause":  {Ja: "要求事項の条項へのリンク", En: "Leads to a clause of an obligation"},
	"tmpl-link-id":      {Ja: "識別子だけの、記録へのリンク", En: "Leads to a record by its id alone"},
	"tmpl-link-inside":  {Ja: "サイト内のページへのリンク（部品を示す）", En: "Leads to a page of the site by a part"},
	"tmpl-link-name":    {Ja: "状態を付けない、記録へのリンク", En: "A link to a record without its state"},
	"tmpl-link-outside": {Ja: "サイトの外へのリンク", En: "Leads out of the site"},
	"tmpl-link-page":    {Ja: "サイト内のページへのリンク", En: "Leads to a page of the site"},
	"tmpl-link-short":   {Ja: "識別子で示す、記録へのリンク", En: "A link to a record that shows its id"},
	"tmpl-marks":        {Ja: "責任者、分類、タグ", En: "Owner, classification and tags of a record"},
	"tmpl-menu-body":    {Ja: "サイトのメニュー", En: "The menu of the site"},
	"tmpl-missing":      {Ja: "見つからない識別子", En: "An id that is nowhere"},
	"tmpl-note":         {Ja: "見落としてはならない一文", En: "A sentence that a reader should not miss"},
	"tmpl-nothing":      {Ja: "一覧や表のないことを示す一文", En: "Says that there is no list or table"},
	"tmpl-outcome":      {Ja: "評価結果", En: "The outcome of an evaluation"},
	"tmpl-paragraph":    {Ja: "言葉だけの段落", En: "A paragraph of words"},
	"tmpl-phrase":       {Ja: "ページと異なる言語の語句", En: "A text in another language than the page's"},
	"tmpl-picture":      {Ja: "図とその枠", En: "A drawing with its frame"},
	"tmpl-progress":     {Ja: "計画の進み具合", En: "How many actions of a plan are done"},
	"tmpl-rating":       {Ja: "レベルと、その元になった起こりやすさ・影響", En: "A level with the likelihood and impact that gave it"},
	"tmpl-row":          {Ja: "表の行", En: "A row of a table"},
	"tmpl-said":         {Ja: "部品からなる段落", En: "A paragraph made of parts"},
	"tmpl-small":        {Ja: "小さく添える部品", En: "A part that stands behind"},
	"tmpl-strong":       {Ja: "強調する部品", En: "A part that carries a line"},
	"tmpl-table":        {Ja: "見出しのある表", En: "A table with a head"},
	"tmpl-tagged":       {Ja: "種類の付いた語", En: "A word of a class"},
	"tmpl-whole":        {Ja: "途中で改行しない部品", En: "A part that is kept on one line"},
}

// TemplatesPath is the path of the reference of templates.
const TemplatesPath = "handbook/templates.html"

// templateReference shows every template and every part with the fields that it is shown, read from their types.
func templateReference(v *desk.Desk) view.Reference {
	page := referenceFrame(v, TemplatesPath, v.Words["templatesTitle"], v.Words["templatesLead"])
	code := func(key string, pairs ...string) part.Part {
		values := make([]any, len(pairs))
		for i, p := range pairs {
			values[i] = p
			if i%2 == 1 {
				values[i] = part.Code(p)
			}
		}
		return v.SayParts(key, values...)
	}
	page.FormsTitle, page.Forms = v.Words["templatesForms"], desk.List([]part.Part{
		code("templatesFile", "own", "templates/", "theme", "themes/NAME/templates/"), code("templatesWrite", "code", "{{.Title}}"), part.Words(v.Words["templatesWrong"]),
		code("templatesColour", "file", "themes/NAME/static/colours.css"),
	})
	add := func(anchor, title, lead string, of reflect.Type) {
		t := &fieldTable{v: v, table: v.Table("", title, desk.Column{Key: "templatesField"}, desk.Column{Key: "templatesValue"})}
		t.fields("", of, nil)
		page.Sections = append(page.Sections, view.ReferenceSection{Anchor: anchor, Title: title, Lead: lead, Table: t.table.Done()})
	}
	add("every-page", v.Words["templatesEvery"], "", reflect.TypeFor[view.Frame]())
	for _, name := range slices.Sorted(maps.Keys(view.ByTemplate)) {
		base := strings.TrimSuffix(name, ".html")
		lead := ""
		if title := v.Words[base+"Title"]; title != "" {
			lead = v.Say("templatesOwn", "title", title)
		}
		add("page-"+base, name, lead, reflect.TypeOf(view.ByTemplate[name]))
	}
	parts := map[string]part.Part{}
	for _, p := range part.All {
		if p.Template() != "" {
			parts[p.Template()] = p
		}
	}
	for _, name := range slices.Sorted(maps.Keys(parts)) {
		add("part-"+name, v.Say("templatesPart", "name", name), v.Words["tmpl-"+name], reflect.TypeOf(part.Shown(parts[name])))
	}
	return page
}

// fieldTable lists the fields of a type, and those of the values within.
type fieldTable struct {
	v     *desk.Desk
	table *desk.Table
}

var (
	partOf  = reflect.TypeFor[part.Part]()
	frameOf = reflect.TypeFor[view.Frame]()
)

// fields lists the fields of a type below a path. Within are the types that the path leads through.
func (t *fieldTable) fields(path string, of reflect.Type, within []reflect.Type) {
	of = behind(of)
	if of.Kind() != reflect.Struct {
		t.add(".", part.Words(shapeWords(t.v, of)))
		if inner := element(of); gathers(inner) {
			t.fields(". ", inner, []reflect.Type{inner})
		}
		return
	}
	for i := range of.NumField() {
		f := of.Field(i)
		switch {
		case f.Anonymous && f.Type == frameOf:
		case f.Anonymous:
			t.fields(path, f.Type, within)
		case f.IsExported():
			at := path + "." + f.Name
			t.add(at, t.shape(f.Type))
			if inner := element(f.Type); gathers(inner) && !slices.Contains(within, inner) {
				t.fields(at+" ", inner, append(slices.Clip(within), inner))
			}
		}
	}
}

// gathers reports whether a type has fields to be listed: it is a struct and no part.
func gathers(of reflect.Type) bool {
	return of.Kind() == reflect.Struct && !of.Implements(partOf) && !reflect.PointerTo(of).Implements(partOf)
}

func (t *fieldTable) add(path string, shape part.Part) {
	t.table.Row()
	t.table.Head(part.Code(path))
	t.table.Cell(shape)
}

// shape says what a field of a type holds.
func (t *fieldTable) shape(of reflect.Type) part.Part {
	if of.Implements(partOf) && of.Kind() != reflect.Interface {
		p := reflect.Zero(of).Interface().(part.Part)
		if name := p.Template(); name != "" {
			return part.Page{Href: "#part-" + name, Text: part.Words(t.v.Say("shape-one", "name", name))}
		}
	}
	return part.Words(shapeWords(t.v, of))
}

// shapeWords says in words what a value of a type is.
func shapeWords(v *desk.Desk, of reflect.Type) string {
	of = behind(of)
	switch {
	case of == reflect.TypeFor[part.Prose](), of == reflect.TypeFor[part.Drawing]():
		return v.Words["shape-html"]
	case of == reflect.TypeFor[part.Line]():
		return v.Words["shape-line"]
	case of.Kind() == reflect.Interface:
		return v.Words["shape-part"]
	}
	switch of.Kind() {
	case reflect.Bool:
		return v.Words["shape-truth"]
	case reflect.String:
		return v.Words["shape-text"]
	case reflect.Slice:
		if inner := behind(of.Elem()); inner.Kind() == reflect.Struct && !of.Elem().Implements(partOf) {
			return v.Words["shape-each"]
		}
		return v.Say("shape-listOf", "what", referenceValueWords(v, of.Elem()))
	case reflect.Map:
		return v.Say("shape-byKey", "what", referenceValueWords(v, of.Elem()))
	case reflect.Struct:
		return v.Words["shape-fields"]
	}
	return v.Words["shape-number"]
}

// referenceValueWords names a value within a list: a part by its name.
func referenceValueWords(v *desk.Desk, of reflect.Type) string {
	if of.Implements(partOf) && of.Kind() != reflect.Interface {
		if name := reflect.Zero(of).Interface().(part.Part).Template(); name != "" {
			return v.Say("shape-one", "name", name)
		}
	}
	return shapeWords(v, of)
}

// behind gives what a pointer leads to.
func behind(of reflect.Type) reflect.Type {
	for of.Kind() == reflect.Pointer {
		of = of.Elem()
	}
	return of
}

// element gives what a pointer leads to, or a list or a map holds.
func element(of reflect.Type) reflect.Type {
	for of.Kind() == reflect.Pointer || of.Kind() == reflect.Slice || of.Kind() == reflect.Map {
		of = of.Elem()
	}
	return of
}
