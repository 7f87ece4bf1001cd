package desk

// WithheldWords are the words of this file's pages and parts, by key.
var WithheldWords = Words{
	"withheld":        {Ja: "非公開", En: "withheld"},
	"withheldCount":   {Ja: "非公開の記録{n}件", En: "{n} {n|record|records} withheld"},
	"relatedWithheld": {Ja: "ほかに挙げている記録", En: "Other records that it names"},
}

// withheldCount says how many records the readers may not see, and nothing else of them; nothing where there are none.
func (v *ways) withheldCount() string {
	if n := v.Index.Withheld; n > 0 {
		return v.Say("withheldCount", "n", n)
	}
	return ""
}
