package compile_test

import (
	"strings"
	"testing"

	"github.com/riskbook/riskbook/internal/audience"
)

// What stands in settings, or beside records, for withheld records and hidden fields alone goes with them; what others need too stays.
func TestWhatIsNeededForTheWithheldAloneIsWithheld(t *testing.T) {
	risk := func(label, more, body string) string {
		return "+++\ntitle = \"Outage\"\nowner = \"o\"\nidentified = 2026-01-01\nclassification = \"" + label + "\"\n" + more + "+++\n" + body
	}
	const picture = `<svg xmlns="http://www.w3.org/2000/svg"><text>PICTURED</text></svg>`
	j := readFiles(t, map[string]string{
		"content/riskbook.toml": `title = "Register"
default_language = "en"
[[audience]]
name = "some"
clearance = "TLP:CLEAR"
hide = ["saving", "risks.extra.agent", "extra.deep"]
[[tag]]
key = "a"
label = "TAGALL"
[[tag]]
key = "b"
label = "TAGSECRET"
[[field]]
kind = "risks"
key = "saving"
type = "money"
label = "LABELSAVING"
[[field]]
kind = "risks"
key = "agent"
label = "LABELAGENT"
[[field]]
kind = "risks"
key = "open"
label = "LABELOPEN"
`,
		"content/risks/R-1.md": risk("TLP:CLEAR", "tags = [\"a\"]\n[extra]\nsaving = 77_123_456\nagent = \"VALUEAGENT\"\nopen = \"VALUEOPEN\"\ndeep = \"VALUEDEEP\"\n",
			"![ALTSECRET](R-2-net.svg) ![ALTOPEN](R-1-net.svg) ![ALTLONGER](R-2-b-net.svg)\n"),
		"content/risks/R-2.md":        risk("TLP:RED", "tags = [\"a\", \"b\"]\n", ""),
		"content/risks/R-2-b.md":      risk("TLP:CLEAR", "", ""),
		"content/risks/R-2-net.svg":   strings.Replace(picture, "PICTURED", "PICTURESECRET", 1),
		"content/risks/R-1-net.svg":   strings.Replace(picture, "PICTURED", "PICTUREOPEN", 1),
		"content/risks/R-2-b-net.svg": strings.Replace(picture, "PICTURED", "PICTURELONGER", 1),
	})
	part := j.For(audience.Find(j.Register, "some"))
	theme, err := part.Theme()
	if err != nil {
		t.Fatal(err)
	}
	w := &written{files: map[string]string{}}
	if err := part.Write(t.Context(), theme, w); err != nil {
		t.Fatal(err)
	}
	var all strings.Builder
	for name, text := range w.files {
		all.WriteString(name + "\n" + text + "\n")
	}
	for _, word := range []string{"TAGSECRET", "LABELSAVING", "77123456", "77,123,456", "LABELAGENT", "VALUEAGENT", "VALUEDEEP", "ALTSECRET", "PICTURESECRET", "R-2-net"} {
		if strings.Contains(all.String(), word) {
			t.Errorf("%s is shown", word)
		}
	}
	for _, word := range []string{"TAGALL", "LABELOPEN", "VALUEOPEN", "ALTOPEN", "PICTUREOPEN", "ALTLONGER", "PICTURELONGER"} {
		if !strings.Contains(all.String(), word) {
			t.Errorf("%s is not shown", word)
		}
	}
}
