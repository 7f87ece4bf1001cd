package page

var withheldWords = Words{
	"withheld":        {Ja: "非公開", En: "withheld"},
	"withheldCount":   {Ja: "非公開の記録{n}件", En: "{n} records withheld"},
	"withheldOne":     {Ja: "非公開の記録1件", En: "1 record withheld"},
	"relatedWithheld": {Ja: "ほかに挙げている記録", En: "Other records that it names"},
}

// withheldCount says how many records the readers may not see, and nothing else of them; nothing where there are none.
func (v *ways) withheldCount() string {
	switch n := v.index.withheld; n {
	case 0:
		return ""
	case 1:
		return v.words["withheldOne"]
	default:
		return v.say("withheldCount", "n", n)
	}
}
