package edit

import (
	"errors"
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"github.com/riskbook/riskbook/internal/layout"
	"github.com/riskbook/riskbook/internal/source"
)

// recordIn reads one file as part of a register and gives its first record.
func recordIn(t *testing.T, name string, data []byte) *source.Record {
	t.Helper()
	tree, err := source.Read(fstest.MapFS{"content/riskbook.toml": {Data: nil}, name: {Data: data}})
	if err != nil {
		t.Fatal(err)
	}
	if len(tree.Records) == 0 {
		t.Fatalf("%s holds no record", name)
	}
	return tree.Records[0]
}

func set(t *testing.T, name, data string, words ...string) (string, error) {
	t.Helper()
	var list []Assignment
	for _, w := range words {
		a, err := ParseAssignment(w)
		if err != nil {
			return "", err
		}
		list = append(list, a)
	}
	out, err := Set(recordIn(t, name, []byte(data)), Setting{Language: "ja", Limits: source.DefaultLimits}, list)
	return string(out), err
}

func TestSet(t *testing.T) {
	for _, c := range []struct{ name, path, in, words, want string }{
		{"a value is spliced", "risks/R-1.md", "+++\n# top\ntitle='T' # t\n\n[current] # c\n  likelihood=1# l\n+++\n[x]", "current.likelihood=3",
			"+++\n# top\ntitle='T' # t\n\n[current] # c\n  likelihood=3# l\n+++\n[x]"},
		{"a missing key goes where its field belongs, indented alike", "risks/R-1.md", "+++\ntitle = \"T\"\n  identified = 2026-01-01\ntags = []\n+++\n", "reviewed=2026-11-20|owner=o",
			"+++\ntitle = \"T\"\nowner = \"o\"\n  identified = 2026-01-01\n  reviewed = 2026-11-20\ntags = []\n+++\n"},
		{"a missing table is begun where it belongs", "risks/R-1.md", "+++\ntitle = \"T\"\n\n[treatment]\noption = \"modify\"\n+++\nBody", "current.likelihood=3|current.impacts.service=4",
			"+++\ntitle = \"T\"\n\n[current]\nlikelihood = 3\nimpacts = { service = 4 }\n\n[treatment]\noption = \"modify\"\n+++\nBody"},
		{"into braces, in the order of the fields", "risks/R-1.md", "+++\ncurrent = {likelihood = 1, rationale = \"r\"}\n+++\n", "current.impact=2", "+++\ncurrent = {likelihood = 1, impact = 2, rationale = \"r\"}\n+++\n"},
		{"deep in braces", "risks/R-1.md", "+++\ncurrent = {impacts = {service = 1, money = 2}, impact = 1}\nlinks = [{url = \"u\"}, {url = \"v\"}]\n+++\n", "current.impacts.money=3|links[2].url=w|current.impact=2",
			"+++\ncurrent = {impacts = {service = 1, money = 3}, impact = 2}\nlinks = [{url = \"u\"}, {url = \"w\"}]\n+++\n"},
		{"into empty braces", "risks/R-1.md", "+++\ncurrent = { }\n+++\n", "current.impacts.service=2", "+++\ncurrent = { impacts = { service = 2 } }\n+++\n"},
		{"behind a table of several keys", "risks/R-1.md", "+++\ntitle = \"T\"\nowner = \"o\"\nidentified = 2026-01-01\n[inherent]\nlikelihood = 1\nimpact = 2\n[treatment]\noption = \"avoid\"\n+++\n", "current.likelihood=2",
			"+++\ntitle = \"T\"\nowner = \"o\"\nidentified = 2026-01-01\n[inherent]\nlikelihood = 1\nimpact = 2\n\n[current]\nlikelihood = 2\n[treatment]\noption = \"avoid\"\n+++\n"},
		{"behind a table without keys", "risks/R-1.md", "+++\n[inherent]\n[treatment]\n+++\n", "current.likelihood=2", "+++\n[inherent]\n\n[current]\nlikelihood = 2\n[treatment]\n+++\n"},
		{"behind a table of comments", "risks/R-1.md", "+++\n[inherent]\n# still to be rated\n# by the plant\n\n[treatment]\n+++\n", "current.likelihood=2", "+++\n[inherent]\n# still to be rated\n# by the plant\n\n[current]\nlikelihood = 2\n\n[treatment]\n+++\n"},
		{"behind what closes a table", "risks/R-1.md", "+++\n[inherent]\nlikelihood = 1\n# from 2025\n# and before\n\n[treatment]\n+++\n", "current.likelihood=2", "+++\n[inherent]\nlikelihood = 1\n# from 2025\n# and before\n\n[current]\nlikelihood = 2\n\n[treatment]\n+++\n"},
		{"a key in a table of comments", "risks/R-1.md", "+++\n[inherent]\n# still to be rated\n# by the plant\n\n[treatment]\n+++\n", "inherent.impact=1", "+++\n[inherent]\nimpact = 1\n# still to be rated\n# by the plant\n\n[treatment]\n+++\n"},
		{"a key below what heads the file", "risks/R-1.md", "+++\n# top\n\n# ours\n[current]\nlikelihood=1\n+++\n", "title=T", "+++\n# top\n\ntitle = \"T\"\n# ours\n[current]\nlikelihood=1\n+++\n"},
		{"a table below what heads the file", "risks/R-1.md", "+++\n# top\n\n# ours\n[current]\nlikelihood=1\n+++\n", "inherent.likelihood=2", "+++\n# top\n\n[inherent]\nlikelihood = 2\n# ours\n[current]\nlikelihood=1\n+++\n"},
		{"a key in a table without keys", "risks/R-1.md", "+++\n[inherent] # n\n[treatment]\n+++\n", "inherent.impact=1", "+++\n[inherent] # n\nimpact = 1\n[treatment]\n+++\n"},
		{"a list of dates and numbers alone", "indicators/I-1.md", "+++\ntitle = \"T\"\n+++\n", "reading[+].on=2026-01-01|reading[+].value=5", "+++\ntitle = \"T\"\n\n[[reading]]\non = 2026-01-01\nvalue = 5\n+++\n"},
		{"into braces on several lines", "risks/R-1.md", "+++\ncurrent = {\n  likelihood = 1,\n  impact = 2, # i\n  rationale = \"r\",\n}\n+++\n", "current.impacts.a=3|current.damage=d",
			"+++\ncurrent = {\n  likelihood = 1,\n  impact = 2, # i\n  impacts = { a = 3 },\n  rationale = \"r\",\n  damage = \"d\",\n}\n+++\n"},
		{"dotted keys of another table are no example", "risks/R-1.md", "+++\ninherent.likelihood = 1\ninherent.impacts.service = 2\n+++\n", "current.likelihood=2", "+++\ninherent.likelihood = 1\ninherent.impacts.service = 2\n\n[current]\nlikelihood = 2\n+++\n"},
		{"a table in an empty record", "risks/R-1.md", "+++\n+++\n", "current.likelihood=2", "+++\n[current]\nlikelihood = 2\n+++\n"},
		{"a key in an empty record", "risks/R-1.md", "+++\n+++\n", "title=T", "+++\ntitle = \"T\"\n+++\n"},
		{"into braces in which keys have no order", "risks/R-1.md", "+++\nextra = {b = 1, d = 2}\n+++\n", "extra.c=3|extra.a=4", "+++\nextra = {b = 1, d = 2, c = 3, a = 4}\n+++\n"},
		{"before all others, whose comments stay with them", "risks/R-1.md", "+++\n# top\n\n# who\n# answers\n  owner='o'\n+++\n", "title=T", "+++\n# top\n\n  title = \"T\"\n# who\n# answers\n  owner='o'\n+++\n"},
		{"beside dotted keys", "risks/R-1.md", "+++\ncurrent.likelihood = 1\ntitle = \"T\"\n+++\n", "current.impact=2", "+++\ncurrent.likelihood = 1\ncurrent.impact = 2\ntitle = \"T\"\n+++\n"},
		{"numbers alone are written in braces", "assets/A-1.md", "+++\ntitle = \"T\"\n+++\n", "importance.integrity=2|importance.confidentiality=3", "+++\ntitle = \"T\"\nimportance = { confidentiality = 3, integrity = 2 }\n+++\n"},
		{"many records in a file", "risks/all.toml", "[R-1]\ntitle=\"T\"\n# tail\n\n# of two\n[R-2]\ntitle=\"U\"", "current.likelihood=1", "[R-1]\ntitle=\"T\"\n# tail\n\n[R-1.current]\nlikelihood = 1\n\n# of two\n[R-2]\ntitle=\"U\""},
		{"a record in braces", "risks/all.toml", "R-1={title=\"T\"}", "owner=o", "R-1={title=\"T\", owner = \"o\"}"},
		{"a line end is added where the file lacks one", "risks/all.toml", "[R-1]\ntitle=\"T\"", "owner=o", "[R-1]\ntitle=\"T\"\nowner = \"o\"\n"},
		{"text that looks like the end of the front matter", "risks/R-1.md", "+++\ntitle=\"T\"\n+++\n", "title=a\n+++\n++++ \nb", "+++\ntitle=\"\"\"\na\n\\u002B++\n\\u002B+++ \nb\"\"\"\n+++\n"},
		{"byte order mark and line ends", "risks/R-1.md", "\ufeff+++\r\ntitle=\"T\"\r\n+++\r\n", "owner=o|current.likelihood=1", "\ufeff+++\r\ntitle=\"T\"\r\nowner = \"o\"\r\n\r\n[current]\r\nlikelihood = 1\r\n+++\r\n"},

		{"a text keeps its form", "risks/R-1.md", "+++\ntitle = 'T'\nsummary = {en = \"S\", ja = \"要\"}\n+++\n", "title=新|summary=約|summary.en=X", "+++\ntitle = \"新\"\nsummary = {en = \"X\", ja = \"約\"}\n+++\n"},
		{"a second language makes a table", "risks/R-1.md", "+++\ntitle = 'T' # t\n+++\n", "title.en=E|title.ja=日", "+++\ntitle = { ja = \"日\", en = \"E\" } # t\n+++\n"},
		{"a text in another language alone", "risks/R-1.md", "+++\ntitle = 'T'\n+++\n", "summary.en=E|closed_because.ja=理", "+++\ntitle = 'T'\nsummary = { en = \"E\" }\nclosed_because = \"理\"\n+++\n"},
		{"a text under a header", "risks/R-1.md", "+++\n[title]\nja = \"T\"\n+++\n", "title=U|title.en=E", "+++\n[title]\nja = \"U\"\nen = \"E\"\n+++\n"},
		{"text that looks like another value", "risks/R-1.md", "+++\ntitle = 'T'\n+++\n", "title=3|summary=true|closed_because=[2026-01-01]", "+++\ntitle = \"3\"\nsummary = \"true\"\nclosed_because = \"[2026-01-01]\"\n+++\n"},
		{"text is escaped", "risks/R-1.md", "+++\ntitle = 'T'\n+++\n", "title=a \"b\" \\c\td\x7f", "+++\ntitle = \"a \\\"b\\\" \\\\c\\td\\u007F\"\n+++\n"},
		{"text of several lines in another language", "risks/R-1.md", "+++\ntitle = { en = \"E\" }\n+++\n", "title.en=one\ntwo|extra.own=three\nfour", "+++\ntitle = { en = \"\"\"\none\ntwo\"\"\" }\n\n[extra]\nown = \"\"\"\nthree\nfour\"\"\"\n+++\n"},
		{"a moment is text", "risks/R-1.md", "+++\ntitle = 'T'\n+++\n", "extra.at=07:32:00|extra.on=2026-01-02|extra.n=-3|extra.list=[1, 2]|extra.b=true|extra.x=TRUE", "+++\ntitle = 'T'\n\n[extra]\nat = \"07:32:00\"\non = 2026-01-02\nn = -3\nlist = [1, 2]\nb = true\nx = \"TRUE\"\n+++\n"},
		{"text of several lines", "risks/R-1.md", "+++\ntitle = 'T'\n+++\n", "summary=one\ntwo \"\"\" three\n", "+++\ntitle = 'T'\nsummary = \"\"\"\none\ntwo \\\"\\\"\\\" three\n\"\"\"\n+++\n"},

		{"a list is set", "risks/R-1.md", "+++\ncontrols=['C-1',\"C-2\"] # c\n+++\n", "controls=C-2, C-3|tags=[\"a, b\"]", "+++\ntags = [\"a, b\"]\ncontrols=[\"C-2\", \"C-3\"] # c\n+++\n"},
		{"to a list and from it", "risks/R-1.md", "+++\ncontrols=['C-1',\"C-2\",]\n+++\n", "controls+=C-3,C-1|controls-=C-2|events+=E-1", "+++\nevents = [\"E-1\"]\ncontrols=['C-1',\"C-3\",]\n+++\n"},
		{"a list on several lines", "risks/R-1.md", "+++\ncontrols = [\n    \"C-1\", # one\n    \"C-2\" # two\n    # end\n]\n+++\n", "controls+=C-3", "+++\ncontrols = [\n    \"C-1\", # one\n    \"C-2\", # two\n    \"C-3\",\n    # end\n]\n+++\n"},
		{"a list on several lines is set", "risks/R-1.md", "+++\ntags = [\n  \"a\",\n  \"b\",\n]\n+++\n", "tags=b,c", "+++\ntags = [\n  \"b\",\n  \"c\",\n]\n+++\n"},
		{"a list with comments is set", "risks/R-1.md", "+++\ncontrols = [\n  # a\n  \"C-1\", # one\n  \"C-2\", # two\n]\n+++\n", "controls=C-1,C-3", "+++\ncontrols = [\n  # a\n  \"C-1\", # one\n  \"C-3\",\n  # two\n]\n+++\n"},
		{"a list that begins on the line of its bracket", "risks/R-1.md", "+++\ntags = [\"a\", # one\n\"b\"]\nrelated = [\"R-2\",\n# three\n\"R-3\"]\n+++\n", "tags=a,c|related=R-3", "+++\ntags = [\n  \"a\", # one\n  \"c\",\n]\nrelated = [\n  # three\n  \"R-3\",\n]\n+++\n"},
		{"from a list with comments", "risks/R-1.md", "+++\ncontrols = [\n  # a\n  \"C-1\", # one\n  \"C-2\",\n]\n+++\n", "controls-=C-1", "+++\ncontrols = [\n  \"C-2\",\n  # a\n  # one\n]\n+++\n"},
		{"to an empty list with a comment", "risks/R-1.md", "+++\ntags = [ # none yet\n]\n+++\n", "tags+=a", "+++\ntags = [ # none yet\n  \"a\"\n]\n+++\n"},
		{"to a list whose last element has a comment beside it", "risks/R-1.md", "+++\ntags = [\"a\", # one\n\"b\" # two\n]\n+++\n", "tags+=c", "+++\ntags = [\"a\", # one\n\"b\", # two\n  \"c\",\n]\n+++\n"},
		{"to a list whose comma stands on a line of its own", "risks/R-1.md", "+++\ntags = [\n  \"a\" # one\n  ,\n]\n+++\n", "tags+=b", "+++\ntags = [\n  \"a\", # one\n  \"b\",\n]\n+++\n"},
		{"to a list with two elements on a line", "risks/R-1.md", "+++\ntags = [\n    \"a\", \"b\"\n]\n+++\n", "tags+=c", "+++\ntags = [\n    \"a\", \"b\",\n    \"c\"\n]\n+++\n"},
		{"a record in a file of many that has tables alone", "risks/all.toml", "[R-1.current]\nlikelihood=1\n", "title=T", "[R-1]\ntitle = \"T\"\n[R-1.current]\nlikelihood=1\n"},
		{"the same behind a byte order mark", "risks/all.toml", "\ufeff[R-1.current]\nlikelihood=1\n", "title=T", "\ufeff[R-1]\ntitle = \"T\"\n[R-1.current]\nlikelihood=1\n"},
		{"several from a list", "risks/R-1.md", "+++\ntags=[\"a\", \"b\", \"c\", \"d\"]\n+++\n", "tags-=a,c", "+++\ntags=[\"b\", \"d\"]\n+++\n"},
		{"the last one leaves", "risks/R-1.md", "+++\ncontrols = [ \"C-1\" ]\n+++\n", "controls-=C-1", "+++\ncontrols = []\n+++\n"},

		{"elements by number", "treatments/T-1.md", "+++\n[[action]]\ntitle=\"a\"\n[[action]]\ntitle=\"b\"\n+++\n", "action[2].done=2026-11-20|action.1.owner=o", "+++\n[[action]]\ntitle=\"a\"\nowner = \"o\"\n[[action]]\ntitle=\"b\"\ndone = 2026-11-20\n+++\n"},
		{"new elements", "treatments/T-1.md", "+++\ntitle=\"T\"\n[[target]]\nrisk=\"R-1\"\n[effectiveness]\nresult=\"not\"\n+++\n", "action[+].title=a|action.+.due=2026-11-20|action[+].title=b|target[+].risk=R-2|target[+].impacts.service=1",
			"+++\ntitle=\"T\"\n[[target]]\nrisk=\"R-1\"\n\n[[target]]\nrisk = \"R-2\"\nimpacts = { service = 1 }\n\n[[action]]\ntitle = \"a\"\ndue = 2026-11-20\n\n[[action]]\ntitle = \"b\"\n[effectiveness]\nresult=\"not\"\n+++\n"},
		{"a new element of a list in brackets", "risks/R-1.md", "+++\nlinks = [{url = \"u\"}]\n+++\n", "links[+].url=v|links[+].title.en=V", "+++\nlinks = [{url = \"u\"}, { title = { en = \"V\" }, url = \"v\" }]\n+++\n"},

		{"a value is taken away, its comments stay", "risks/R-1.md", "+++\n# t\ntitle='T' # why\nowner='o'\n+++\n", "title=", "+++\n# t\n# why\nowner='o'\n+++\n"},
		{"a table is taken away", "risks/R-1.md", "+++\ntitle='T'\n\n[current]\nlikelihood=1 # l\n\n[current.impacts]\nservice=1\n\n[treatment]\noption=\"avoid\"\n+++\n", "current=", "+++\ntitle='T'\n# l\n\n[treatment]\noption=\"avoid\"\n+++\n"},
		{"a key is taken out of braces", "risks/R-1.md", "+++\ntitle = { ja = \"日\", en = \"E\" }\n+++\n", "title.en=", "+++\ntitle = { ja = \"日\" }\n+++\n"},
		{"nothing is taken away", "risks/R-1.md", "+++\ntitle='T'\n+++\n", "owner=|current.likelihood=", "+++\ntitle='T'\n+++\n"},

		{"numbers", "risks/R-1.md", "+++\ntitle='T'\n+++\n", "quantitative.frequency=0.2|quantitative.loss.high=90_000_000|quantitative.loss.low=2_000_000", "+++\ntitle='T'\n\n[quantitative]\nfrequency = 0.2\nloss = { low = 2_000_000, high = 90_000_000 }\n+++\n"},
		{"a range for a number", "risks/R-1.md", "+++\n[quantitative]\nfrequency = 0.2\n+++\n", "quantitative.frequency={ low = 0.1, high = 0.3 }", "+++\n[quantitative]\nfrequency = { low = 0.1, high = 0.3 }\n+++\n"},
		{"fields of one's own", "risks/R-1.md", "+++\ntitle='T'\n[extra]\na=\"1\"\n+++\n", "extra.a=2|extra.b=2|extra.\"c d\"=x y|extra.d.e=true|extra.\"e f\".g=3", "+++\ntitle='T'\n[extra]\na=\"2\"\nb = 2\n\"c d\" = \"x y\"\nd = { e = true }\n\"e f\" = { g = 3 }\n+++\n"},
		{"a key of digits, and one that is a sign", "risks/R-1.md", "+++\ntitle='T'\n+++\n", "extra.2026=x|extra.\"+\"=y", "+++\ntitle='T'\n\n[extra]\n2026 = \"x\"\n\"+\" = \"y\"\n+++\n"},
		{"truth", "controls/C-1.md", "+++\ntitle='T'\ncommon=true\n+++\n", "common=false|provisional=true", "+++\ntitle='T'\nprovisional = true\ncommon=false\n+++\n"},
		{"the first field of one's own", "risks/R-1.md", "+++\ntitle='T'\n+++\n", "extra.a=x", "+++\ntitle='T'\n\n[extra]\na = \"x\"\n+++\n"},
	} {
		t.Run(c.name, func(t *testing.T) {
			got, err := set(t, "content/"+c.path, c.in, strings.Split(c.words, "|")...)
			if err != nil {
				t.Fatal(err)
			}
			if d := cmp.Diff(c.want, got); d != "" {
				t.Error(d)
			}
		})
	}
}

func TestSetRefuses(t *testing.T) {
	const in = "+++\ntitle='T'\ncontrols=['C-1']\nlinks=[\n  # why\n  {url='u'}\n]\n[current]\nlikelihood=1\n[quantitative]\nfrequency=1\n+++\n"
	for _, c := range []struct{ words, message, help string }{
		{"title", "title is not of the form KEY=VALUE", "write it like"},
		{"=x", "=x is not of the form KEY=VALUE", ""},
		{"a..b=x", "is not of the form", ""},
		{"titel=x", "there is no key titel", "did you mean title?"},
		{"likelihood=3", "there is no key likelihood", "did you mean inherent.likelihood or current.likelihood or proposed.likelihood?"},
		{"url=x", "there is no key url", "did you mean links[+].url?"},
		{"current.likelyhood=1", "there is no key current.likelyhood", "did you mean likelihood?"},
		{"body=x", "set does not write the body", ""},
		{"title.en.x=1", "title.en has no keys in it", ""},
		{"owner.x=1", "owner has no keys in it", ""},
		{"current.likelihood=high", "current.likelihood takes a whole number, not high", ""},
		{"current.likelihood=1 # x", "takes a whole number", ""},
		{"current.likelihood=99999999999999999999", "takes a whole number", ""},
		{"title=\xff\xfe", "is not UTF-8", ""},
		{"current.likelihood=01", "takes a whole number", ""},
		{"reviewed=20 Nov", "reviewed takes a date, not 20 Nov", "2026-11-20"},
		{"reviewed=2026-02-30", "reviewed takes a date", ""},
		{"status=opne", "status does not take opne", "did you mean open?"},
		{"current=3", "current takes a table, not 3", "current.KEY=VALUE"},
		{"quantitative.loss=3", "quantitative.loss takes a range", ""},
		{"quantitative.frequency=often", "takes a number", ""},
		{"quantitative.frequency.low=1", "quantitative.frequency is no table: 1", "quantitative.frequency="},
		{"links=x", "links is a list: say which element", "links[+]"},
		{"links.url=x", "links is a list", ""},
		{"links[3].url=x", "links has 1 elements", "links[+]"},
		{"links=[]", "there are comments in links", ""},
		{"links[0].url=x", "elements count from 1: links[0].url", "links[1] is the first element"},
		{"links[-1].url=x", "is not of the form KEY=VALUE", ""},
		{"extra.\"\".b=x", "is not of the form KEY=VALUE", ""},
		{"links[1]url=x", "is not of the form KEY=VALUE", ""},
		{"x=1", "there is no key x", ""},
		{"links[1.url=x", "is not of the form KEY=VALUE", ""},
		{"links.0.url=x", "links is a list: say which element", ""},
		{"extra" + strings.Repeat(".a", 40) + "=1", "beyond the [limits]", "raise the limit"},
		{"title[1]=x", "title is no list", ""},
		{"links[1].uri=x", "there is no key links[1].uri", "did you mean url?"},
		{"links[+].uri=x", "there is no key links[+].uri", "did you mean url?"},
		{"current.impacts.a.b=1", "current.impacts.a has no keys in it", ""},
		{"title+=x", "title is no list of values", ""},
		{"controls+=", "there is no value for controls", "controls="},
		{"controls-=C-2", "controls does not hold C-2", "did you mean C-1?"},
		{"events-=E-2", "events does not hold E-2", "it holds nothing"},
		{"current={ likelihood = 1 }", "current is written key by key", ""},
	} {
		got, err := set(t, "content/risks/R-1.md", in, strings.Split(c.words, "|")...)
		f, ok := errors.AsType[*Fault](err)
		if !ok {
			t.Errorf("%s: %v\n%s", c.words, err, got)
		} else if !strings.Contains(f.Message.En, c.message) || !strings.Contains(f.Help.En, c.help) || f.Message.Ja == "" || f.Message.Ja == f.Message.En {
			t.Errorf("%s: %q, help %q", c.words, f.Message, f.Help)
		}
	}
}

func TestSame(t *testing.T) {
	for _, c := range []struct {
		a, b string
		want bool
	}{
		{"1", "1", true}, {"1", "2", false}, {"1", "1.0", false}, {"1", "0x1", false}, {"1", `"1"`, false}, {"true", "false", false}, {"2026-01-01", "2026-01-02", false},
		{`"a"`, "'a'", true}, {`"a"`, "'b'", false}, {"[]", "{}", false},
		{"[1, 2]", "[1,2,]", true}, {"[1, 2]", "[2, 1]", false}, {"[1, 2]", "[1]", false}, {"[]", "[]", true},
		{"{}", "{}", true}, {"{ a = 1, b = 2 }", "{ b = 2, a = 1 }", true}, {"{ a = 1 }", "{ b = 1 }", false}, {"{ a = 1 }", "{ a = 2 }", false}, {"{ a = 1 }", "{ a = 1, b = 2 }", false}, {"{ a.b = 1 }", "{ a = { b = 1 } }", true},
	} {
		a, ok := parseValue(c.a)
		b, also := parseValue(c.b)
		if !ok || !also || same(a, b) != c.want || same(b, a) != c.want {
			t.Errorf("%s and %s: not %t", c.a, c.b, c.want)
		}
	}
}

// TestSetRefusesOfAnotherForm holds that a list which is written as a table, and the reverse, is named and left as it is.
func TestSetRefusesOfAnotherForm(t *testing.T) {
	for _, c := range []struct{ in, words, message, help string }{
		{"[action]\ntitle='a'", "action[+].title=b", "action is a list, and is written as one table", "[[action]]"},
		{"[action.deep]\ntitle='a'", "action[1].title=b", "action is a list, and is written as one table", ""},
		{"action = {title='a'}", "action[+].title=b", "action is a list, and is written as one table", ""},
		{"action.title='a'", "action[1].title=b", "action is a list, and is written as one table", ""},
		{"[[cost]]\ninitial=1", "cost.annual=1", "cost is written as a list, and is none", "[cost]"},
		{"cost=[{initial=1}]", "cost.annual=1", "cost is written as a list, and is none", ""},
		{"cost=[]", "cost.annual=1", "cost is written as a list, and is none", ""},
		{"title=['T']", "title.en=E", "title is written as a list, and is none", ""},
		{"effectiveness=3", "effectiveness.note=x", "effectiveness is no table: 3", "effectiveness="},
		{"title={ja.x=1}", "title=U", "title.ja is written key by key", ""},
		{"[controls]\na=1", "controls+=b", "controls is written key by key", ""},
	} {
		got, err := set(t, "content/treatments/X-1.md", "+++\n"+c.in+"\n+++\n", c.words)
		f, ok := errors.AsType[*Fault](err)
		if !ok {
			t.Errorf("%s in %s: %v\n%s", c.words, c.in, err, got)
		} else if !strings.Contains(f.Message.En, c.message) || !strings.Contains(f.Help.En, c.help) {
			t.Errorf("%s in %s: %q, help %q", c.words, c.in, f.Message, f.Help)
		}
	}
}

func TestSetOfAnUnreadableFile(t *testing.T) {
	for _, in := range []string{"no front matter", "+++\ntitle = \n+++\n", "+++\na = 1\na = 2\n+++\n"} {
		if out, err := set(t, "content/risks/R-1.md", in, "owner=o"); err != ErrUnreadable || out != "" {
			t.Errorf("%q became %q: %v", in, out, err)
		}
	}
}

// TestSetKeepsToTheLimits holds that no way of writing goes beyond them.
func TestSetKeepsToTheLimits(t *testing.T) {
	limits := source.DefaultLimits
	limits.Values, limits.Nesting = 20, 3
	many := strings.Join(strings.Split("abcdefghijklmnopqrst", ""), ",")
	for _, c := range []struct{ in, words string }{
		{"title='T'", "tags=" + many},
		{"tags=['z']", "tags=" + many},
		{"tags=[\n'z', # z\n]", "tags=" + many},
		{"tags=['z']", "tags+=" + many},
		{"tags=[ # none\n]", "tags+=" + many},
		{"title='T'", "extra.a.b.c.d=1"},
		{"extra={a=1}", "extra.b.c.d.e=1"},
		{"extra={ }", "extra.b.c.d.e=1"},
		{"extra.a=1", "extra.b.c.d.e=1"},
		{"[extra]\na=1", "extra.b.c.d.e=1"},
		{"[extra]\na=1", "extra.a=[[[[1]]]]"},
		{"[extra]\na=1", "extra.b=[[[[1]]]]"},
		{"links=[ # none\n]", "links[+].title.en=x"},
	} {
		a, err := ParseAssignment(c.words)
		if err != nil {
			t.Fatal(err)
		}
		out, err := Set(recordIn(t, "content/risks/R-1.md", []byte("+++\n"+c.in+"\n+++\n")), Setting{Language: "ja", Limits: limits}, []Assignment{a})
		if f, ok := errors.AsType[*Fault](err); !ok || !strings.Contains(f.Message.En, "beyond the [limits]") || out != nil {
			t.Errorf("%s, %s: %v\n%s", c.in, c.words, err, out)
		}
	}
}

// TestSetGivesUp holds that nothing is given where a change cannot be verified.
func TestSetGivesUp(t *testing.T) {
	got, err := set(t, "content/risks/R-1.md", "+++\ntitle='T'\n+++\n", "extra"+strings.Repeat(".a", 600)+"=1")
	if err == nil || got != "" {
		t.Errorf("%v: %q", err, got)
	}
}

func TestSetRefusesOfOtherKinds(t *testing.T) {
	for _, c := range []struct{ kind, words, message, help string }{
		{"reviews", "steps=3.1, 31", "steps[2] does not take 31", "did you mean 3.1?"},
		{"controls", "common=yes", "common takes true or false, not yes", "write true or false"},
		{"controls", "common=False", "common takes true or false, not False", ""},
		{"controls", "tests=pass", "tests is a list: say which element", "tests[+]"},
		{"controls", "tests[1].on=2026-01-01", "tests has 0 elements", "tests[+]"},
		{"treatments", "cost.initial=1.5", "cost.initial takes a whole number, not 1.5", ""},
		{"assets", "title.en=", "cannot take a key from a table with comments in it", "edit the file"},
		{"indicators", "warn=many", "warn takes a number, not many", ""},
		{"indicators", "warn=2026-01-01", "warn takes a number, not 2026-01-01", ""},
	} {
		got, err := set(t, "content/"+c.kind+"/X-1.md", "+++\ntitle={ # both\nja='T', en='E' }\n+++\n", c.words)
		f, ok := errors.AsType[*Fault](err)
		if !ok {
			t.Errorf("%s: %v\n%s", c.words, err, got)
		} else if !strings.Contains(f.Message.En, c.message) || !strings.Contains(f.Help.En, c.help) {
			t.Errorf("%s: %q, help %q", c.words, f.Message, f.Help)
		}
	}
}

// without gives a value without what stands at a path, and without tables and lists in which nothing is left.
func without(v source.Value, paths []layout.Path, at layout.Path) (source.Value, bool) {
	if slices.ContainsFunc(paths, func(p layout.Path) bool { return p.Key() == at.Key() }) {
		return v, false
	}
	switch v.Kind {
	case source.Table:
		var kept []source.Field
		for _, f := range v.Fields {
			if value, ok := without(f.Value, paths, at.Join(f.Key)); ok {
				kept = append(kept, source.Field{Key: f.Key, Value: value})
			}
		}
		v.Fields = kept
		return v, len(kept) > 0
	case source.Array:
		var kept []source.Value
		for i := range v.Items {
			if value, ok := without(v.Items[i], paths, at.Join(i)); ok {
				kept = append(kept, value)
			}
		}
		v.Items = kept
		return v, len(kept) > 0
	}
	return v, true
}

// TestSetKeeps changes random files: no comment is lost, and no value changes but the one that was set.
func TestSetKeeps(t *testing.T) {
	t.Parallel()
	done := map[string]int{}
	choice := rand.New(rand.NewPCG(1, 2))
	for seed := range randomFiles() {
		name, data := randomFile(seed)
		before, value, err := facts(name, data, source.DefaultLimits)
		if err != nil {
			t.Fatalf("seed %d: %v", seed, err)
		}
		record := recordIn(t, name, data)
		base := layout.Path(nil)
		if strings.HasSuffix(name, ".toml") {
			base = layout.Path{record.ID}
		}
		for _, c := range []struct {
			word string
			path layout.Path
			text string // of the value at the path
		}{
			{"title=新", layout.Path{"title"}, ""},
			{"title.en=E", layout.Path{"title"}, ""},
			{"title=", layout.Path{"title"}, ""},
			{"tags+=z", layout.Path{"tags"}, ""},
			{"tags=", layout.Path{"tags"}, ""},
			{"owner=o", layout.Path{"owner"}, "o"},
			{"identified=2026-01-02", layout.Path{"identified"}, ""},
			{"current.likelihood=31", layout.Path{"current", "likelihood"}, "31"},
			{"current.impacts.service=41", layout.Path{"current", "impacts", "service"}, "41"},
			{"inherent.rationale.en=R", layout.Path{"inherent", "rationale"}, ""},
			{"current=", layout.Path{"current"}, ""},
			{"target[+].risk=R-9", layout.Path{"target", -1, "risk"}, "R-9"},
			{"target[1].likelihood=21", layout.Path{"target", 0, "likelihood"}, "21"},
			{"target[1].risk=", layout.Path{"target", 0, "risk"}, ""},
			{"links[+].url=u", layout.Path{"links", -1, "url"}, "u"},
			{"extra.own=s", layout.Path{"extra", "own"}, "s"},
			{"extra.new.deep=t", layout.Path{"extra", "new", "deep"}, "t"},
		} {
			if choice.IntN(6) > 0 {
				continue
			}
			a, err := ParseAssignment(c.word)
			if err != nil {
				t.Fatal(err)
			}
			out, err := Set(record, Setting{Language: "ja", Limits: source.DefaultLimits}, []Assignment{a})
			if _, refused := errors.AsType[*Fault](err); refused {
				continue
			}
			if err != nil {
				t.Fatalf("seed %d, %s: %v\n%s", seed, c.word, err, data)
			}
			after, changed, err := facts(name, out, source.DefaultLimits)
			if err != nil || !maps.Equal(comments(before), comments(after)) {
				t.Fatalf("seed %d, %s: %v\n%s\nbecame\n%s", seed, c.word, err, data, out)
			}
			path := base.Join(c.path...)
			for i, step := range path {
				if step == -1 {
					path[i] = len(changed.At(path[:i]...).Items) - 1
				}
			}
			if v := changed.At(path...); c.text != "" && (v == nil || v.Text != c.text) {
				t.Fatalf("seed %d, %s: %v\n%s\nbecame\n%s", seed, c.word, v, data, out)
			}
			x, _ := without(*value, []layout.Path{path}, nil)
			y, _ := without(*changed, []layout.Path{path}, nil)
			if !same(&x, &y) {
				t.Fatalf("seed %d, %s: another value changed\n%s\nbecame\n%s", seed, c.word, data, out)
			}
			done[c.word]++
		}
	}
	if testing.Short() {
		return
	}
	for word, n := range done {
		if n < 10 {
			t.Errorf("%s was done %d times only", word, n)
		}
	}
	if len(done) < 17 {
		t.Errorf("only %d of the changes were ever done", len(done))
	}
}
