package check

import (
	"strings"
	"testing"
)

// withSummary gives the risk of the examples a summary.
func withSummary(words string) string {
	return exampleContext + replace(exampleRisk, "owner =", "summary = "+words+"\nowner =")
}

// withBody gives the risk of the examples a body.
func withBody(words string) string { return exampleContext + exampleRisk + "\n" + words + "\n" }

// liveCases are the figures that texts quote.
var liveCases = []held{
	{"a figure in a body", "prose-contradicts", withBody("[[R-001:level]] [[R-001:level|高]] [[count:risks]] [[count:risks|1]]"), nil},
	{"old words behind a mark", "prose-contradicts", withBody("あ [[count:risks|2]]"), []string{"content/risks/R-001.md:12:3 count:risks]] are 2; by the register it is: 1"}},
	{"a level beside an id", "prose-contradicts", withBody("あ。R-001は低です。"), []string{"content/risks/R-001.md:12:9 says 低; by the register the level of R-001 is: 高"}},
	{"a level in a summary", "prose-contradicts", withSummary(`"R-001（低）"`), []string{"content/risks/R-001.md:3:18 says 低"}},
	{"a level of this risk", "prose-contradicts", withBody("このリスクは低です。"), []string{"content/risks/R-001.md:12:7 says 低"}},
	{"a list of a level", "prose-contradicts", withBody("低：R-001"), []string{"content/risks/R-001.md:12:3 R-001 is listed as 低; by the register its level is: 高"}},
	{"a place in a matrix", "prose-contradicts", withBody("|影響 ↓ 起こりやすさ →|1|2|3|\n|-|-|-|-|\n|3|R-001| | |"), []string{"content/risks/R-001.md:14:4 the matrix puts R-001 at 起こりやすさ1・影響3; by the register it is at 起こりやすさ3・影響3"}},
	{"a count", "prose-contradicts", withBody("対応を要する17件を急ぐ。"), []string{"content/risks/R-001.md:12:7 says 17; by the register risks to be treated: 1"}},
	{"a level in a decision", "prose-contradicts", exampleContext + exampleMediumRisk + exampleAcceptance + "\nR-001は低です。\n", nil},
	{"old words in a table", "prose-contradicts", withBody("|a|\n|-|\n|[[R-001:level\\|低]]|"), []string{"content/risks/R-001.md:14:2 are 低; by the register it is: 高"}},
	{"old words in code", "prose-contradicts", withBody("`[[R-001:level|低]]`"), nil},
	{"old words in a summary", "prose-contradicts", withSummary(`{ ja = "今は[[R-001:level|中]]", en = "now [[R-001:level|High]]" }`), []string{"content/risks/R-001.md:3:21 are 中"}},
	{"a summary in English", "prose-contradicts", withSummary(`{ ja = "今は[[R-001:level|高]]", en = "now [[R-001:level|高]]" }`), []string{"content/risks/R-001.md:3:51 are 高; by the register it is: High"}},
	{"words in the damage", "prose-contradicts", exampleContext + replace(exampleRisk, "市内の半分で断水", "[[R-001:impact|x]]"), []string{"content/risks/R-001.md:9:18 are x; by the register it is: 3（大）"}},
	{"a rationale", "live-figure-in-dated-record", exampleContext + replace(exampleRisk, "damage", "rationale = \"[[R-001:level]]\"\ndamage"), []string{"content/risks/R-001.md:9:14 the rationale of R-001 quotes"}},
	{"the summary of a decision", "live-figure-in-dated-record", exampleContext + exampleMediumRisk + replace(exampleAcceptance, "kind =", "summary = \"a [[count:risks]]\"\nkind ="), []string{"content/decisions/D-001.md:3:14 quotes [[count:risks]]"}},
	{"the basis of a decision", "live-figure-in-dated-record", exampleContext + exampleMediumRisk + replace(exampleAcceptance, "en = \"Covered", "en = \"[[R-001:level]] Covered"), []string{"content/decisions/D-001.md:6:39 quotes [[R-001:level]]"}},
	{"code in a decision", "live-figure-in-dated-record", exampleContext + exampleMediumRisk + exampleAcceptance + "\n`[[R-001:level]]`\n", nil},
	{"a link in a decision", "live-figure-in-dated-record", exampleContext + exampleMediumRisk + exampleAcceptance + "\n[[R-001]]\n", nil},
	{"what nobody may ask", "unknown-value", withBody("[[R-001:colour]]"), []string{"content/risks/R-001.md:12:1 asks for colour"}},
	{"what is nearly a key", "unknown-value", withBody("[[R-001:levl]]"), []string{"content/risks/R-001.md:12:1 asks for levl"}},
	{"in a summary", "unknown-value", withSummary(`"あ[[R-001:levl]]"`), []string{"content/risks/R-001.md:3:13 asks for levl"}},
	{"a kind that is none", "unknown-value", withBody("[[count:risk]]"), []string{"content/risks/R-001.md:12:1 no kind of records risk"}},
	{"a sum of nothing", "unknown-value", withBody("[[sum:treatments status=done]]"), []string{"content/risks/R-001.md:12:1 what is to be summed"}},
	{"what the history knows", "unknown-value", withBody("[[count:risks stale=true]]"), []string{"content/risks/R-001.md:12:1 stale=true"}},
	{"whoever reads", "unknown-value", withBody("[[count:risks owner=me]]"), []string{"content/risks/R-001.md:12:1 whom me stands for"}},
	{"no condition", "unknown-value", withBody("[[count:risks owner]]"), []string{"content/risks/R-001.md:12:1 condition owner"}},
	{"a field that is nearly one", "unknown-value", withBody("[[count:risks ownr=plant]]"), []string{"content/risks/R-001.md:12:1 no field ownr"}},
	{"a record that is not there", "dangling-reference", withBody("[[R-009:level]]"), []string{"content/risks/R-001.md:12:1 R-009"}},
	{"a record of another kind", "unknown-value", withBody("[[A-01:level]] [[A-01:owner]]"), []string{"content/risks/R-001.md:12:1 asks for level"}},
}

// What fmt writes in place of a mark is what makes the rule silent.
func TestFreshMarksAgree(t *testing.T) {
	register := withBody("[[R-001:level]] [[R-001:outcome|x]]\n\n|a|\n|-|\n|[[count:risks]]|") +
		"-- content/sources/s.toml --\n[S-01]\ntitle = \"a\"\nkind = \"threat\"\nsummary = 'b [[R-001:option|\"]] c'\nbody = \"\"\"\n\\\"x\\\" [[R-001:impact|z]]\"\"\"\n"
	a := assessed(t, register)
	var fresh []string
	for _, q := range Figures(a, bodiesOf(a)) {
		fresh = append(fresh, string(q.File.Data[q.Span.Start:q.Span.End])+" → "+q.Fresh)
	}
	want := "[[R-001:level]] → [[R-001:level|高]]\n[[R-001:outcome|x]] → [[R-001:outcome|対応が必要]]\n[[count:risks]] → [[count:risks\\|1]]\n[[R-001:impact|z]] → [[R-001:impact|3（大）]]\n[[R-001:option|\"]] → [[R-001:option|未選択]]"
	if got := strings.Join(fresh, "\n"); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}
