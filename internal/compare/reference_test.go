package compare

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestIDsAreFollowedWhereTheyAreReferences(t *testing.T) {
	text := func(body string) string { return "+++\ntitle = \"頁\"\n+++\n" + body + "\n" }
	for _, c := range []struct {
		name, before, after string
		edited              bool
	}{
		{"a link", "see [[R-2]]", "see [[R-9]]", false},
		{"a link with words", "see [[R-2|漏えい]]", "see [[R-9|漏えい]]", false},
		{"a link in a table", `| [[R-2\|漏えい]] |`, `| [[R-9\|漏えい]] |`, false},
		{"a link to a heading", "see [[R-2#cause]]", "see [[R-9#cause]]", false},
		{"a live figure", "level [[R-2:level]]", "level [[R-9:level]]", false},
		{"a link in other letters", "see [[r-2]]", "see [[R-9]]", false},
		{"the address of a file", "see [x](../risks/R-2.md)", "see [x](../risks/R-9.md)", false},
		{"an address with an anchor", "see [x](../risks/R-2.md#a)", "see [x](../risks/R-9.md#a)", false},
		{"an address from the root", "see [x](/content/risks/R-2.md)", "see [x](/content/risks/R-9.md)", false},
		{"a definition", "see [x]\n\n[x]: ../risks/R-2.md", "see [x]\n\n[x]: ../risks/R-9.md", false},
		{"plain words", "see R-2", "see R-9", true},
		{"code", "see `[[R-2]]`", "see `[[R-9]]`", true},
		{"a block of code", "```\n[[R-2]]\n```", "```\n[[R-9]]\n```", true},
		{"a link behind a block of code", "~~~\n~~~\n[[R-2]]", "~~~\n~~~\n[[R-9]]", false},
		{"a file elsewhere", "see [x](../../docs/R-2.md)", "see [x](../../docs/R-9.md)", true},
		{"an address outside", "see [x](https://example.org/content/risks/R-2.md)", "see [x](https://example.org/content/risks/R-9.md)", true},
		{"a longer id, untouched", "see [[R-20]] and [x](../risks/R-20.md)", "see [[R-20]] and [x](../risks/R-20.md)", false},
		{"a longer id, edited", "see [[R-20]]", "see [[R-90]]", true},
		{"a longer id in words, edited", "see R-20", "see R-90", true},
		{"the words of a link", "see [[R-2|R-2]]", "see [[R-9|R-9]]", true},
		{"an escaped bracket", `see \[[R-2]]`, `see \[[R-9]]`, true},
		{"half a link", "see [[R-2", "see [[R-9", true},
		{"a link with one bracket too few", "see [[R-2] x", "see [[R-9] x", true},
		{"a link behind half a link", "[[x [[R-2]]", "[[x [[R-9]]", false},
		{"two links on a line", "[[R-2]][[R-2]]", "[[R-9]][[R-9]]", false},
		{"two links, one of which stays", "[[R-2]][[R-2]]", "[[R-9]][[R-2]]", true},
		{"code in two backticks", "``[[R-2]]``", "``[[R-9]]``", true},
		{"a backtick alone", "a ` and [[R-2]]", "a ` and [[R-9]]", false},
		{"another run of backticks inside code", "`` ` [[R-2]] ``", "`` ` [[R-9]] ``", true},
		{"runs of backticks that do not end", "`` a ` [[R-2]]", "`` a ` [[R-9]]", false},
		{"two pieces of code", "`[[R-2]]` and `[[R-2]]`", "`[[R-9]]` and `[[R-9]]`", true},
		{"a link to nothing", "[[]] [[#x]] [[:y]] [[R-2]]", "[[]] [[#x]] [[:y]] [[R-9]]", false},
		{"a link behind code", "`x` [[R-2]]", "`x` [[R-9]]", false},
		{"code across an escaped backtick", "\\` [[R-2]] `", "\\` [[R-9]] `", false},
		{"a block of code with its language", "```text\n[[R-2]]\n```", "```text\n[[R-9]]\n```", true},
		{"a block of code that closes with more", "```\n[[R-2]]\n````\n", "```\n[[R-9]]\n````\n", true},
		{"a link behind a block of code that closes with more", "```\nx\n````\n[[R-2]]", "```\nx\n````\n[[R-9]]", false},
		{"a block of code that other signs do not close", "```\n~~~\n[[R-2]]\n```", "```\n~~~\n[[R-9]]\n```", true},
		{"a block of code that fewer signs do not close", "````\n```\n[[R-2]]\n````", "````\n```\n[[R-9]]\n````", true},
		{"a block of code that words behind signs do not close", "```\n```x\n[[R-2]]\n```", "```\n```x\n[[R-9]]\n```", true},
		{"signs that are indented too far for a block", "x\n\n    ```\n[[R-2]]", "x\n\n    ```\n[[R-9]]", false},
		{"signs that are indented little", "x\n\n   ```\n[[R-2]]\n   ```", "x\n\n   ```\n[[R-9]]\n   ```", true},
		{"two signs are no block", "~~\n[[R-2]]", "~~\n[[R-9]]", false},
		{"code of three backticks in a line", "```x``` [[R-2]]", "```x``` [[R-9]]", false},
		{"an address in angle brackets", "see [x](<../risks/R-2.md>)", "see [x](<../risks/R-9.md>)", false},
		{"an address with a title", "see [x](../risks/R-2.md \"t\")", "see [x](../risks/R-9.md \"t\")", false},
		{"an address with a question", "see [x](../risks/R-2.md?a#b)", "see [x](../risks/R-9.md?a#b)", false},
		{"an empty address", "[x]() [[R-2]]", "[x]() [[R-9]]", false},
		{"an address that cannot be read", "[x](%zz.md) [[R-2]]", "[x](%zz.md) [[R-9]]", false},
		{"an anchor alone", "[x](#R-2) [[R-2]]", "[x](#R-2) [[R-9]]", false},
		{"an escaped address", "see [x](../risks/R%2D2.md)", "see [x](../risks/R-9.md)", false},
		{"a file that is no record", "see [x](../risks/R-2.csv)", "see [x](../risks/R-9.csv)", true},
		{"brackets and a colon in a sentence", "as [x]: R-2.md says", "as [x]: R-9.md says", true},
		{"the file of a translation", "see [x](../risks/R-2.en.md)", "see [x](../risks/R-9.en.md)", false},
		{"a link with blanks", "see [[ R-2 ]]", "see [[ R-9 ]]", false},
		{"an unknown record", "see [[X-2]] and [[R-2]]", "see [[X-2]] and [[R-9]]", false},
		{"another record's link", "see [[R-2]]", "see [[R-1]]", true},
	} {
		files := with(base, map[string]string{"risks/R-20.md": strings.NewReplacer("漏えい", "盗難", "別の本文", "三つ目", "2026-02-02", "2026-03-03").Replace(leak), "risks/R-2.en.md": "Leak\n", "pages/p.md": text(c.before)})
		got := Compare(judged(t, files), judged(t, with(files, map[string]string{"risks/R-2.md": "", "risks/R-9.md": leak, "risks/R-2.en.md": "", "risks/R-9.en.md": "Leak\n", "pages/p.md": text(c.after)})))
		want := []string{"renamed R-2>R-9"}
		if c.edited {
			want = []string{"edited p>p [body]", "renamed R-2>R-9"}
		}
		if diff := cmp.Diff(want, fates(got)); diff != "" {
			t.Errorf("%s (- wanted, + found):\n%s", c.name, diff)
		}
	}
}

// A register of records whose ids are prefixes of each other: some are renamed, everything that refers to them follows, and one text is edited or none.
// Whatever the ids, exactly that is found.
func TestIDsThatBeginAlike(t *testing.T) {
	ids := []string{"R-1", "R-10", "R-100", "R-11", "R-1-1", "R-1_0", "R", "R-", "1", "10"}
	for seed := range uint64(60) {
		rng := rand.New(rand.NewPCG(seed, 9))
		rng.Shuffle(len(ids), func(i, k int) { ids[i], ids[k] = ids[k], ids[i] })
		here, free := ids[:6], ids[6:]
		names := map[string]string{} // of the second state
		for i, id := range here {
			if names[id] = id; i < 1+rng.IntN(2) {
				names[id] = []string{free[i], free[i] + "x0", id + "0x"}[rng.IntN(3)]
			}
		}
		same := func(id string) string { return id }
		now := func(id string) string { return names[id] }
		write := func(called func(string) string) map[string]string {
			files := map[string]string{"criteria.toml": three}
			for i, id := range here {
				other, third := here[(i+1)%len(here)], here[(i+2)%len(here)]
				files["risks/"+called(id)+".md"] = fmt.Sprintf("+++\ntitle = \"題%d\"\nowner = \"担当%d\"\nidentified = 2026-01-0%d\n[current]\nlikelihood = 1\nimpact = 1\nrationale = \"[[%s]]、%s\"\n+++\n[[%s]]と[x](%s.md)。%s\n",
					i, i, i+1, called(other), other, called(third), called(other), third)
				files[fmt.Sprintf("treatments/T-%d.md", i)] = fmt.Sprintf("+++\ntitle = \"計画%d\"\nrisks = [%q, %q]\noption = \"modify\"\naim = \"prevention\"\nowner = \"o\"\nstatus = \"draft\"\ndue = 2027-03-31\n[[target]]\nrisk = %q\nlikelihood = 1\n+++\n", i, called(id), called(other), called(id))
			}
			return files
		}
		before, after := write(same), write(now)
		var want []string
		for id, name := range names {
			if id != name {
				want = append(want, fmt.Sprintf("renamed %s>%s", id, name))
			}
		}
		if rng.IntN(2) == 0 { // somebody writes another id that is no reference, as a replacement of substrings would have
			i := rng.IntN(len(here))
			for id, name := range names {
				if id != name {
					before["treatments/T-0.md"] += "x " + here[i] + "0 y" + id + "\n"
					after["treatments/T-0.md"] += "x " + strings.ReplaceAll(here[i]+"0 y"+id, id, name) + "\n"
					want = append(want, "edited T-0>T-0 [body]")
					break
				}
			}
		}
		found := fates(Compare(judged(t, before), judged(t, after)))
		slices.Sort(found)
		slices.Sort(want)
		if diff := cmp.Diff(want, found); diff != "" {
			t.Fatalf("seed %d, %v (- wanted, + found):\n%s", seed, names, diff)
		}
	}
}
