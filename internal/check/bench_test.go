package check

import (
	"fmt"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/riskbook/riskbook/internal/assess"
	"github.com/riskbook/riskbook/internal/register"
	"github.com/riskbook/riskbook/internal/source"
)

// large makes a register of n records in files of their own: a quarter each of assets, events, risks and plans, and as many terms as a tenth of n.
func large(tb testing.TB, n int, languages string) *assess.Assessment {
	tb.Helper()
	files := fstest.MapFS{"content/riskbook.toml": {Data: []byte("title = \"t\"\nlanguages = [" + languages + "]\nreview = { every_months = 3 }\n")}}
	files["content/criteria.toml"] = &fstest.MapFile{Data: []byte(strings.SplitN(exampleCriteria, "\n", 2)[1])}
	put := func(folder, id, fields string) {
		body := strings.Repeat("配水の停止を防ぐため、境界の通信を絞り、設備を点検します。", 20)
		files["content/"+folder+"/"+id+".md"] = &fstest.MapFile{Data: []byte("+++\ntitle = \"題名 " + id + "\"\nsummary = \"監視制御システムの停止に備えます\"\n" + fields + "+++\n\n" + body + "\n")}
	}
	for i := range n / 4 {
		put("assets", fmt.Sprintf("A-%d", i), fmt.Sprintf("kind = \"other\"\nviewpoints = [\"service-level\"]\nowner = \"o\"\ndepends_on = [\"A-%d\"]\n", (i+1)%(n/4)))
		put("events", fmt.Sprintf("E-%d", i), fmt.Sprintf("approach = \"result\"\nresult = \"r\"\nassets = [\"A-%d\"]\n", i))
		put("risks", fmt.Sprintf("R-%d", i), fmt.Sprintf("owner = \"o\"\nevents = [\"E-%d\"]\nidentified = 2026-05-01\n[current]\nlikelihood = 3\nimpact = %d\n", i, i%3+1))
		put("treatments", fmt.Sprintf("T-%d", i), fmt.Sprintf("risks = [\"R-%d\"]\nowner = \"o\"\noption = \"modify\"\naim = \"both\"\nstatus = \"approved\"\ndue = 2026-10-01\n[[action]]\ntitle = \"a\"\ndue = 2026-09-01\n", i))
	}
	for i := range n / 10 {
		put("glossary", fmt.Sprintf("用語%d", i), "")
	}
	tree, err := source.Read(files)
	if err != nil {
		tb.Fatal(err)
	}
	return assess.Assess(register.Understand(tree), ExampleDate)
}

func BenchmarkRun(b *testing.B) {
	for _, languages := range []string{`"ja"`, `"ja", "en"`} {
		a := large(b, 10_000, languages)
		b.Run(strings.ReplaceAll(languages, `"`, ""), func(b *testing.B) {
			for b.Loop() {
				Run(a, nil)
			}
		})
	}
}
