package desk

// WithheldWords are the words of this file's pages and parts, by key.
var WithheldWords = Words{
	"withheld":        {Ja: "非公開", En: "withheld"},
	"withheldCount":   {Ja: "非公開の記録{n}件", En: "{n} records withheld"},
	"withheldOne":     {Ja: "非公開の記録1件", En: "1 record withheld"},
	"relatedWithheld": {Ja: "ほかに挙げている記録", En: "Other records that it names"},
}

// withheldCount says how many records the readers may not see, and nothing else of them; nothing where there are none.
func (v *ways) withheldCount() string {
	switch n := v.Index.Withheld; n {
	case 0:
		return ""
	case 1:
		return v.Words["withheldOne"]
	default:
		return v.Say("withheldCount", "n", n)
	}
}
