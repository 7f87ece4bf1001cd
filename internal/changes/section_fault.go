package changes

import (
	"cmp"
	"slices"
	"strings"

	"github.com/riskbook/riskbook/internal/compare"
	"github.com/riskbook/riskbook/internal/term"
)

// mostAlone is the number of findings of one rule up to which each has a row of its own.
const mostAlone = 5

// faultRows lists what the rules say, the gravest first. Where one rule says the same of many records, for one reason, it is said once. Silenced are those that are said no longer and were not mended.
func faultRows(r *Report, faults []compare.Fault, tone string, silenced bool) []row {
	var rows []row
	because := func(i int) string { return because(r, &faults[i], silenced) }
	for len(faults) > 0 {
		n := 1
		for n < len(faults) && faults[n].Diagnostic.Rule == faults[0].Diagnostic.Rule && faults[n].Diagnostic.Severity == faults[0].Diagnostic.Severity && because(n) == because(0) {
			n++
		}
		rule := fact{after: r.severity(faults[0].Diagnostic.Severity.String()) + " [" + string(faults[0].Diagnostic.Rule) + "]", note: because(0)}
		if n > mostAlone {
			var ids []string
			for i := range n {
				ids = append(ids, cmp.Or(faults[i].Record, faults[i].Diagnostic.Place.File))
			}
			slices.Sort(ids)
			ids = slices.Compact(ids)
			title := r.say("%[1]s件：%[2]s%[3]s", "%[1]s findings: %[2]s%[3]s", r.count(n), strings.Join(ids[:min(mostNamed, len(ids))], " "), more(r, len(ids)-mostNamed))
			rows = append(rows, row{title: title, tone: tone, facts: []fact{rule}})
		} else {
			for i := range n {
				f := &faults[i]
				line := row{id: f.Record, title: r.words(f.Diagnostic.Message), tone: tone, facts: []fact{rule}}
				if strings.Contains(line.title, f.Record) {
					line.id = ""
				}
				rows = append(rows, line)
			}
		}
		faults = faults[n:]
	}
	return rows
}

var factorWords = map[compare.Factor]term.Words{
	compare.FromRecords:  {Ja: "記録の変更", En: "the records changed"},
	compare.FromCriteria: {Ja: "判定基準の変更", En: "the criteria changed"},
	compare.FromDate:     {Ja: "日付の経過", En: "time passed"},
	compare.FromRule:     {Ja: "規則の重大度の変更", En: "the severity of the rule changed"},
	compare.FromProfile:  {Ja: "採用するステップの変更", En: "the steps adopted changed"},
	compare.FromBaseline: {Ja: "既知として許す指摘の変更", En: "the baseline changed"},
	compare.FromSettings: {Ja: "設定の変更", En: "the settings changed"},
}

// silencedWords say the same of what is no longer reported.
var silencedWords = map[compare.Factor]term.Words{
	compare.FromRule:     {Ja: "規則の無効化", En: "the rule was switched off"},
	compare.FromProfile:  {Ja: "採用しなくなったステップの規則", En: "its step is no longer adopted"},
	compare.FromBaseline: {Ja: "既知の指摘としての許容", En: "the baseline lets it be"},
}

// because says what a finding is due to, but for the records alone, which goes without saying.
func because(r *Report, f *compare.Fault, silenced bool) string {
	if len(f.Because) == 0 || len(f.Because) == 1 && f.Because[0] == compare.FromRecords {
		return ""
	}
	if f.Now > 0 {
		return r.say("重大度が「%s」に低下", "its severity is now %s", r.severity(f.Now.String()))
	}
	parts := make([]string, len(f.Because))
	for i, factor := range f.Because {
		words := factorWords[factor]
		if other, ok := silencedWords[factor]; ok && silenced {
			words = other
		}
		parts[i] = r.words(words)
	}
	return r.say("理由：%s", "because %s", strings.Join(parts, r.say("、", " and ")))
}
