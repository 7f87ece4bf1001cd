package method

import (
	"iter"
	"slices"
	"strings"

	"github.com/riskbook/riskbook/internal/address"
	"github.com/riskbook/riskbook/internal/page/desk"
	"github.com/riskbook/riskbook/internal/part"
	"github.com/riskbook/riskbook/internal/register"
	"github.com/riskbook/riskbook/internal/term"
	"github.com/riskbook/riskbook/internal/view"
)

// ReferenceWords are the words of this file's pages and parts, by key.
var ReferenceWords = desk.Words{
	"refTitle":       {Ja: "記録の項目", En: "Fields of records"},
	"refTitleOf":     {Ja: "{kind}の項目", En: "Fields: {kind}"},
	"refLead":        {Ja: "記録と設定ファイルに書ける項目と、その意味です。", En: "What records and settings files may hold, and what it means."},
	"refKinds":       {Ja: "記録", En: "Records"},
	"refKind":        {Ja: "種類", En: "Kind"},
	"refFolder":      {Ja: "場所", En: "Where"},
	"refPurpose":     {Ja: "書くこと", En: "For"},
	"refDocuments":   {Ja: "設定ファイル", En: "Settings files"},
	"refForms":       {Ja: "書き方", En: "How they are written"},
	"refFormFile":    {Ja: "一つの Markdown ファイルが一件の記録です。ファイルの名前が識別子になり、項目は先頭の +++ で囲んだ部分に TOML で、説明はその後に Markdown で書きます。", En: "One Markdown file is one record, and its name is the id. The fields stand at its head between lines of +++, in TOML; the description follows in Markdown."},
	"refFormBulk":    {Ja: "多数の記録は、一つの TOML ファイルにまとめて書けます。テーブル一つが一件で、テーブルの名前が識別子になります。本文は body に書きます。", En: "Many records may share a TOML file: each table is a record, its name the id, and the text goes into body."},
	"refFormText":    {Ja: "テキストの項目には、文字列か、言語ごとの文字列を書きます（例：{code}）。", En: "A text is a string, or a string in each language, such as {code}."},
	"refFormDate":    {Ja: "日付は引用符を付けずに 2026-11-23 のように書きます。金額は登録簿の通貨の整数です。", En: "Dates are written without quotes, such as 2026-11-23. Amounts are in the register's currency."},
	"refFormSchema":  {Ja: "エディターでの補完と検査には、{code} の出力（JSON Schema）か riskbook lsp を使えます。", En: "Editors complete and check them by riskbook lsp, or by the JSON Schema that {code} prints."},
	"refOwn":         {Ja: "項目", En: "Fields"},
	"refCommon":      {Ja: "すべての記録に共通の項目", En: "Fields common to all records"},
	"refExample":     {Ja: "例", En: "Example"},
	"refKey":         {Ja: "キー", En: "Key"},
	"refShape":       {Ja: "書く値", En: "Value"},
	"refMeaning":     {Ja: "意味", En: "Meaning"},
	"refRequired":    {Ja: "必須", En: "required"},
	"refDemanded":    {Ja: "{condition} のとき必須", En: "required where {condition}"},
	"refEither":      {Ja: "{condition} のとき、どちらか一つが必須", En: "one of the two required where {condition}"},
	"refList":        {Ja: "この種類の記録の一覧", En: "The records of this kind"},
	"refArray":       {Ja: "{what}の配列", En: "array of: {what}"},
	"refText":        {Ja: "テキスト", En: "text"},
	"refWord":        {Ja: "文字列", En: "string"},
	"refID":          {Ja: "{kind}の識別子", En: "id ({kind})"},
	"refAnyID":       {Ja: "記録の識別子", En: "id of any record"},
	"refParty":       {Ja: "関係者のキー又は名前", En: "party: its key, or a name"},
	"refScale":       {Ja: "{scale}の尺度の値", En: "value of the scale of {scale}"},
	"refCriteria":    {Ja: "criteria.toml の {what} のキー", En: "key of {what} in criteria.toml"},
	"refWhole":       {Ja: "整数", En: "whole number"},
	"refRange":       {Ja: "{low}から{high}の整数", En: "whole number, {low} to {high}"},
	"refNumber":      {Ja: "数", En: "number"},
	"refTruth":       {Ja: "true 又は false", En: "true or false"},
	"refDate":        {Ja: "日付", En: "date"},
	"refFrequency":   {Ja: "数、又は low・mode・high", En: "number, or low, mode and high"},
	"refLoss":        {Ja: "low・high、又は low・mode・high", En: "low and high, or low, mode and high"},
	"refTable":       {Ja: "テーブル", En: "table"},
	"refFree":        {Ja: "自由なテーブル", En: "table of anything"},
	"refMapping":     {Ja: "テーブル（値は{what}）", En: "table (values: {what})"},
	"refFile":        {Ja: "{ending} ファイルの名前", En: "name of a {ending} file"},
	"refEntryKey":    {Ja: "各テーブルの名前がキーになります。", En: "The name of each table is the key."},
	"refRulesOfKeys": {Ja: "ここにない項目は誤りとして扱われます。独自の項目は [extra] に書きます。", En: "Other keys are errors; fields of one's own go under [extra]."},
}

// ReferencePath is the path of the reference of a kind or a settings file; of the overview where the name is empty.
func ReferencePath(name string) string {
	if name == "" {
		return address.Handbook("records")
	}
	return address.Handbook("records-" + strings.TrimSuffix(name, ".toml"))
}

// ReferencePages makes the pages of the handbook's reference.
func ReferencePages(v *desk.Desk) iter.Seq[desk.Page] {
	return func(yield func(desk.Page) bool) {
		if !yield(desk.Page{Path: ReferencePath(""), Template: "reference.html", View: func() any { return referenceOverview((v)) }}) {
			return
		}
		if !yield(desk.Page{Path: TemplatesPath, Template: "reference.html", View: func() any { return templateReference(v) }}) {
			return
		}
		for i := range register.Kinds {
			k := &register.Kinds[i]
			if !yield(desk.Page{Path: ReferencePath(k.Folder), Template: "reference.html", View: func() any { return referenceOfKind((v), k) }}) {
				return
			}
		}
		for _, d := range register.Documents() {
			if !yield(desk.Page{Path: ReferencePath(d.Name), Template: "reference.html", View: func() any { return referenceOfDocument((v), d) }}) {
				return
			}
		}
	}
}

func referenceFrame(v *desk.Desk, path, title, lead string) view.Reference {
	page := view.Reference{Frame: v.Frame(path, title), Lead: lead, Handbook: address.Href(path, address.Handbook("index"))}
	if path != ReferencePath("") {
		page.Overview = address.Href(path, ReferencePath(""))
	}
	return page
}

func referenceOverview(v *desk.Desk) view.Reference {
	path := ReferencePath("")
	page := referenceFrame(v, path, v.Words["refTitle"], v.Words["refLead"])
	kinds := v.Table("", v.Words["refKinds"], desk.Column{Key: "refKind", Class: "title"}, desk.Column{Key: "refFolder", Class: "nowrap"}, desk.Column{Key: "refPurpose"})
	for i := range register.Kinds {
		k := &register.Kinds[i]
		kinds.Row()
		kinds.Head(v.PageLink(path, ReferencePath(k.Folder), k.Many.Capital().In(v.Language)))
		kinds.Cell(part.Code("content/" + k.Folder + "/"))
		kinds.Words(k.Purpose.In(v.Language))
	}
	documents := v.Table("", v.Words["refDocuments"], desk.Column{Key: "refFolder", Class: "title"}, desk.Column{Key: "refPurpose"})
	for _, d := range register.Documents() {
		documents.Row()
		documents.Head(v.PageLink(path, ReferencePath(d.Name), "content/"+d.Name))
		documents.Words(d.Purpose.In(v.Language))
	}
	page.Sections = []view.ReferenceSection{
		{Anchor: "kinds", Title: v.Words["refKinds"], Table: kinds.Done()}, {Anchor: "documents", Title: v.Words["refDocuments"], Table: documents.Done()},
	}
	code := func(key, code string) part.Part {
		return v.SayParts(key, "code", part.Code(code))
	}
	page.FormsTitle, page.Forms = v.Words["refForms"], desk.List([]part.Part{
		part.Words(v.Words["refFormFile"]), part.Words(v.Words["refFormBulk"]), code("refFormText", `title = { ja = "制御系の停止", en = "Loss of process control" }`),
		part.Words(v.Words["refFormDate"]), code("refFormSchema", "riskbook schema"), part.Words(v.Words["refRulesOfKeys"]),
	})
	return page
}

func referenceOfKind(v *desk.Desk, k *register.Kind) view.Reference {
	path := ReferencePath(k.Folder)
	page := referenceFrame(v, path, v.Say("refTitleOf", "kind", k.One.In(v.Language)), k.Purpose.In(v.Language))
	page.List = address.Href(path, k.Folder+".html")
	fields, common := k.Fields(), commonFields()
	r := reference{v: v, demands: k.Demands()}
	r.section("fields", v.Words["refOwn"], "", fields[common:])
	nested := r.sections
	r = reference{v: v}
	r.section("common", v.Words["refCommon"], "", fields[:common])
	page.Sections = slices.Concat(nested, r.sections)
	for _, file := range sampleNames(v) {
		if strings.HasPrefix(file, k.Folder+"/") && strings.HasSuffix(file, ".md") && strings.Count(file, ".") == 1 {
			page.Example = excerpt(v, file)
			break
		}
	}
	return page
}

func referenceOfDocument(v *desk.Desk, d register.Document) view.Reference {
	path := ReferencePath(d.Name)
	page := referenceFrame(v, path, v.Say("refTitleOf", "kind", d.Name), d.Purpose.In(v.Language))
	r := reference{v: v}
	r.section("fields", v.Words["refOwn"], "", d.Fields)
	if d.Keyed {
		r.sections[0].Lead = v.Words["refEntryKey"]
	}
	page.Sections = r.sections
	if _, ok := v.Sample[d.Name]; ok {
		page.Example = excerpt(v, d.Name)
	}
	return page
}

// referenceEntries are the pages of the reference, for the handbook's contents.
func referenceEntries(v *desk.Desk, path string) []view.HandbookEntry {
	entries := []view.HandbookEntry{{Title: v.Words["refTitle"], Href: address.Href(path, ReferencePath(""))}}
	for i := range register.Kinds {
		entries = append(entries, view.HandbookEntry{Title: register.Kinds[i].Many.Capital().In(v.Language), Href: address.Href(path, ReferencePath(register.Kinds[i].Folder))})
	}
	for _, d := range register.Documents() {
		entries = append(entries, view.HandbookEntry{Title: d.Name, Href: address.Href(path, ReferencePath(d.Name))})
	}
	return entries
}

// sampleNames lists the files of the sample in their order.
func sampleNames(v *desk.Desk) []string {
	names := make([]string, 0, len(v.Sample))
	for name := range v.Sample {
		names = append(names, name)
	}
	slices.Sort(names)
	return names
}

// commonFields is how many fields every kind begins with.
func commonFields() int {
	first := register.Kinds[0].Fields()
	for i := range register.Kinds {
		fields := register.Kinds[i].Fields()
		n := 0
		for n < min(len(first), len(fields)) && first[n].Key == fields[n].Key {
			n++
		}
		first = first[:n]
	}
	return len(first)
}

// reference makes the sections of a page: one for the fields themselves, and one for each table within.
type reference struct {
	v        *desk.Desk
	demands  []register.Demand
	sections []view.ReferenceSection
}

// section adds the table of some fields, and then those of the tables among them.
func (r *reference) section(anchor, title, path string, fields []register.Field) {
	v := r.v
	t := v.Table("", title, desk.Column{Key: "refKey"}, desk.Column{Key: "refShape"}, desk.Column{Key: "refMeaning"})
	var inner []*register.Field
	for i := range fields {
		f := &fields[i]
		t.Row()
		t.Head(r.key(path, f))
		t.Cell(r.shape(path, f))
		t.Words(f.Words.In(v.Language))
		if len(tablesIn(f)) > 0 {
			inner = append(inner, f)
		}
	}
	r.sections = append(r.sections, view.ReferenceSection{Anchor: anchor, Title: title, Table: t.Done()})
	for _, f := range inner {
		below := path + f.Key
		shown := "[" + below + "]"
		if f.Shape == register.ShapeMapping {
			shown = "[" + below + ".…]"
		}
		if f.Arrays > 0 {
			shown = "[" + shown + "]"
		}
		r.section(below, shown, below+".", f.Fields)
		r.sections[slices.IndexFunc(r.sections, func(s view.ReferenceSection) bool { return s.Anchor == below })].Lead = f.Words.In(v.Language)
	}
}

// tablesIn gives the fields of a table, or of the tables that a mapping holds.
func tablesIn(f *register.Field) []register.Field {
	if f.Shape == register.ShapeTable || f.Shape == register.ShapeMapping {
		return f.Fields
	}
	return nil
}

// key is a key with whether a record can do without it.
func (r *reference) key(path string, f *register.Field) part.Part {
	key := part.Code(f.Key)
	if f.Required {
		return desk.Lines(key, desk.Badge("warn", r.v.Words["refRequired"]))
	}
	for _, d := range r.demands {
		for _, need := range d.Needs {
			either := strings.Split(need, "|")
			if !slices.Contains(either, path+f.Key) {
				continue
			}
			said := "refDemanded"
			if len(either) > 1 {
				said = "refEither"
			}
			condition := part.Code(d.Key + " = " + `"` + d.Value + `"`)
			return desk.Lines(key, desk.Small(r.v.SayParts(said, "condition", condition)))
		}
	}
	return key
}

// shape says what is written: in words, and where only some words are allowed, those.
func (r *reference) shape(path string, f *register.Field) part.Part {
	v := r.v
	if f.Shape == register.ShapeWord && len(f.OneOf) > 0 {
		allowed := make([]part.Part, len(f.OneOf))
		for i, value := range f.OneOf {
			allowed[i] = part.Code(value)
			if said := term.Code(f.Group, value).In(v.Language); said != strings.ReplaceAll(value, "-", " ") {
				allowed[i] = desk.Join(" ", allowed[i], part.Words(said))
			}
		}
		if f.Arrays > 0 {
			return part.Line{part.Words(v.Say("refArray", "what", v.Words["refWord"])), desk.List(allowed)}
		}
		return desk.List(allowed)
	}
	said := r.one(f)
	for range f.Arrays {
		said = v.Say("refArray", "what", said)
	}
	if len(tablesIn(f)) > 0 {
		return part.Page{Href: "#" + path + f.Key, Text: part.Words(said)}
	}
	return part.Words(said)
}

// one says what one value is.
func (r *reference) one(f *register.Field) string {
	v := r.v
	switch f.Shape {
	case register.ShapeText:
		return v.Words["refText"]
	case register.ShapeWord:
		return r.word(f)
	case register.ShapeWhole:
		switch {
		case f.Scale != "":
			return v.Say("refScale", "scale", term.Words{Ja: v.Words[f.Scale], En: strings.ToLower(v.Words[f.Scale])}.In(v.Language))
		case f.Ranged && f.High < 100_000_000:
			return v.Say("refRange", "low", f.Low, "high", f.High)
		}
		return v.Words["refWhole"]
	case register.ShapeMapping:
		value := register.Field{Shape: f.Values, Scale: f.Scale}
		return v.Say("refMapping", "what", r.one(&value))
	}
	return v.Words[map[register.Shape]string{
		register.ShapeDecimal: "refNumber", register.ShapeTruth: "refTruth", register.ShapeDate: "refDate", register.ShapeFrequency: "refFrequency",
		register.ShapeLoss: "refLoss", register.ShapeTable: "refTable", register.ShapeFree: "refFree",
	}[f.Shape]]
}

func (r *reference) word(f *register.Field) string {
	v := r.v
	switch {
	case f.To == "any":
		return v.Words["refAnyID"]
	case f.To != "":
		return v.Say("refID", "kind", register.KindOf(f.To).One.In(v.Language))
	case f.Party:
		return v.Words["refParty"]
	case f.Criteria != "":
		return v.Say("refCriteria", "what", f.Criteria)
	case f.File != "":
		return v.Say("refFile", "ending", "."+f.File)
	}
	return v.Words["refWord"]
}
