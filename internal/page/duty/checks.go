package duty

import (
	"cmp"
	"fmt"
	"iter"
	"slices"

	"github.com/riskbook/riskbook/internal/check"
	"github.com/riskbook/riskbook/internal/diagnostic"
	"github.com/riskbook/riskbook/internal/page/desk"
	"github.com/riskbook/riskbook/internal/part"
	"github.com/riskbook/riskbook/internal/register"
	"github.com/riskbook/riskbook/internal/rule"
	"github.com/riskbook/riskbook/internal/view"
)

// ChecksWords are the words of this file's pages and parts, by key.
var ChecksWords = desk.Words{
	"chkClean":        {Ja: "{rules}件の規則で検査し、指摘はありませんでした。", En: "{rules} rules were held against the register and found nothing."},
	"chkPassed":       {Ja: "{rules}件の規則で検査しました。エラーはなく、警告{warnings}件、情報{infos}件があります。", En: "{rules} rules were held against the register: no errors, {warnings} {warnings|warning|warnings}, {infos} {infos|note|notes}."},
	"chkFailed":       {Ja: "{rules}件の規則で検査しました。エラー{errors}件、警告{warnings}件、情報{infos}件があります。エラーは必ず直してください。", En: "{rules} rules were held against the register: {errors} {errors|error|errors}, {warnings} {warnings|warning|warnings}, {infos} {infos|note|notes}. Errors must be mended."},
	"chkErrors":       {Ja: "エラー", En: "errors"},
	"chkWarnings":     {Ja: "警告", En: "warnings"},
	"chkInfos":        {Ja: "情報", En: "notes"},
	"chkRulesSpeak":   {Ja: "指摘のあった規則", En: "rules with findings"},
	"chkRulesOf":      {Ja: "全{n}件のうち", En: "of {n}"},
	"chkList-error":   {Ja: "エラー", En: "Errors"},
	"chkList-warning": {Ja: "警告", En: "Warnings"},
	"chkList-info":    {Ja: "情報", En: "Notes"},
	"chkLeftOut":      {Ja: "より重い指摘を先に示したため、ここには示していません。", En: "Left out here: graver findings come first."},
	"chkMore":         {Ja: "指摘は全部で{all}件あります。ここには重いものから{shown}件を示しました。残りの{more}件は riskbook check で確かめてください。", En: "There are {all} findings. The gravest {shown} are shown here; riskbook check lists the other {more}."},
	"chkPlace":        {Ja: "行:桁", En: "Line:column"},
	"chkMessage":      {Ja: "内容", En: "Finding"},
	"chkRule":         {Ja: "規則", En: "Rule"},
	"chkRules":        {Ja: "すべての規則", En: "Every rule"},
	"chkRulesWhy":     {Ja: "重大度は riskbook.toml の [check.severity] で変えられます。ここに示すのは、この登録簿での設定です。", En: "Severities can be changed under [check.severity] in riskbook.toml. Shown here is what holds for this register."},
	"chkName":         {Ja: "名称", En: "Name"},
	"chkTitle":        {Ja: "指摘の内容", En: "What it finds"},
	"chkSeverity":     {Ja: "重大度", En: "Severity"},
	"chkSeverityWas":  {Ja: "{now}（既定は{was}）", En: "{now} (by default: {was})"},
	"chkEarly":        {Ja: "{now}（ステップの最初の証拠があるまでは{early}）", En: "{now} ({early} until its step has its first evidence)"},
	"chkFound":        {Ja: "指摘数", En: "Found"},
	"chkStep":         {Ja: "ステップ", En: "Step"},
	"chkWhy":          {Ja: "この規則がある理由", En: "Why it is there"},
	"chkMend":         {Ja: "直し方", En: "The mend"},
	"chkExamples":     {Ja: "例", En: "Examples"},
	"chkFailing":      {Ja: "指摘される例", En: "An example in which it speaks"},
	"chkPassing":      {Ja: "直した例", En: "The same, mended"},
	"chkRuleByRule":   {Ja: "規則の説明", En: "The rules, one by one"},
	"chkExampleOf":    {Ja: "{name}：{which}", En: "{name}: {which}"},
}

// mostDiagnostics is how many diagnostics the page shows, the gravest first.
const mostDiagnostics = 500

// ChecksPages makes the page of checks.
func ChecksPages(v *desk.Desk) iter.Seq[desk.Page] {
	return desk.One("checks.html", "checks.html", func() any { return checksView(v, "checks.html") })
}

func checksView(v *desk.Desk, path string) view.Checks {
	list := v.Checked().Diagnostics
	counts := diagnostic.Count(list)
	found := map[rule.Name]int{}
	for i := range list {
		found[list[i].Rule]++
	}
	page := view.Checks{Frame: v.Frame(path, v.Words["checksTitle"]), Overview: ruleOverview(v, found), Rules: ruleEntries(v, path, found)}
	key := "chkPassed"
	switch {
	case counts.Error > 0:
		key = "chkFailed"
	case len(list) == 0:
		key = "chkClean"
	}
	page.Sentence = v.Say(key, "rules", len(check.Rules), "errors", counts.Error, "warnings", counts.Warning, "infos", counts.Info)
	if n := len(v.Index.Breaches()); n > 0 {
		page.Sentence += v.Words["sentenceSeparator"] + v.Say("breachSum", "n", n)
	}
	page.Tiles = []view.Tile{
		{Figure: part.Words(fmt.Sprint(counts.Error)), What: v.Words["chkErrors"], Class: desk.Grade(counts.Error, "tile-bad"), Href: anchorWhere(counts.Error, "#error")},
		{Figure: part.Words(fmt.Sprint(counts.Warning)), What: v.Words["chkWarnings"], Class: desk.Grade(counts.Warning, "tile-warn"), Href: anchorWhere(counts.Warning, "#warning")},
		{Figure: part.Words(fmt.Sprint(counts.Info)), What: v.Words["chkInfos"], Href: anchorWhere(counts.Info, "#info")},
		{Figure: part.Words(fmt.Sprint(len(found))), What: v.Words["chkRulesSpeak"], Note: part.Words(v.Say("chkRulesOf", "n", len(check.Rules))), Href: "#rules"},
	}
	shown := 0
	page.Groups, shown = checkGroups(v, path)
	if shown < len(list) {
		page.More = v.Say("chkMore", "all", desk.Group(int64(len(list))), "shown", shown, "more", desk.Group(int64(len(list)-shown)))
	}
	return page
}

// anchorWhere leads to a part of the page where there is something to see.
func anchorWhere(n int, anchor string) string {
	if n == 0 {
		return ""
	}
	return anchor
}

// checkGroups lists the diagnostics by severity, gravest first, and how many are shown.
func checkGroups(v *desk.Desk, path string) ([]view.CheckGroup, int) {
	var groups []view.CheckGroup
	places := v.Register.Places()
	left := mostDiagnostics
	for _, severity := range []diagnostic.Severity{diagnostic.Error, diagnostic.Warning, diagnostic.Info} {
		var list []*diagnostic.Diagnostic
		for i := range v.Checked().Diagnostics {
			if v.Checked().Diagnostics[i].Severity == severity {
				list = append(list, &v.Checked().Diagnostics[i])
			}
		}
		if len(list) == 0 {
			continue
		}
		name := severity.String()
		g := view.CheckGroup{ID: name, Title: v.Words["chkList-"+name], Count: len(list)}
		list = list[:min(left, len(list))]
		left -= len(list)
		if len(list) > 0 {
			g.Records = checkedRecords(v, path, list, places)
		}
		groups = append(groups, g)
	}
	return groups, mostDiagnostics - left
}

// checkedRecords lists diagnostics of one severity, by file and record.
func checkedRecords(v *desk.Desk, path string, list []*diagnostic.Diagnostic, places register.Places) []view.CheckedRecord {
	var records []view.CheckedRecord
	record := ""
	for _, d := range list {
		id := places.Record(d.Place.File, d.Place.Line)
		if n := len(records); n == 0 || d.Place.File != records[n-1].File || id != record {
			r := view.CheckedRecord{File: d.Place.File}
			if record = id; id != "" {
				r.ID = v.Ref(path, id)
			}
			records = append(records, r)
		}
		r := &records[len(records)-1]
		r.Found = append(r.Found, checkedPlace(v, path, d))
	}
	return records
}

func checkedPlace(v *desk.Desk, path string, d *diagnostic.Diagnostic) view.CheckedPlace {
	x := view.CheckedPlace{Message: desk.Finding(v.Verdicts, path, d.Message), Help: part.Words(d.Help.In(v.Language)), Rule: v.RuleLink(path, d.Rule, string(d.Rule))}
	if d.Place.Line > 0 {
		x.Place = fmt.Sprintf("%d:%d", d.Place.Line, d.Place.Column)
	}
	for _, r := range d.Related {
		x.Related = append(x.Related, view.RelatedPlace{Place: fmt.Sprintf("%s:%d", r.Place.File, r.Place.Line), Message: part.Words(r.Message.In(v.Language))})
	}
	if check.Lookup(d.Rule).Governance() {
		x.Breach = v.State("bad", "breachBadge")
	}
	return x
}

var severityClasses = map[diagnostic.Severity]string{diagnostic.Error: "bad", diagnostic.Warning: "warn", diagnostic.Info: "info", diagnostic.Off: "quiet"}

func severityBadge(v *desk.Desk, s diagnostic.Severity) part.Part {
	return desk.Badge(severityClasses[s], v.Words["severity-"+s.String()])
}

// rulesByName gives every rule, by name.
func rulesByName() []*check.Rule {
	rules := slices.Clone(check.Rules)
	slices.SortFunc(rules, func(a, b *check.Rule) int { return cmp.Compare(a.Name, b.Name) })
	return rules
}

// ruleOverview lists every rule with its severity and how often it speaks.
func ruleOverview(v *desk.Desk, found map[rule.Name]int) part.Part {
	t := v.Table("rules.rows", v.Words["chkRules"], desk.Column{Key: "chkName"}, desk.Column{Key: "chkTitle"}, desk.Column{Key: "chkSeverity", Class: "nowrap"}, desk.Column{Key: "chkStep", Class: "nowrap"}, desk.Column{Key: "chkFound", Class: "number"})
	for _, r := range rulesByName() {
		severity := r.SeverityIn(v.Register)
		t.Row()
		t.Head(part.Inside{Href: "#" + string(r.Name), Part: part.Code(r.Name)})
		t.Words(r.Title.In(v.Language))
		t.Number(-int(severity), severityBadge(v, severity))
		t.Words(cmp.Or(r.Step, "–"))
		t.Words(fmt.Sprint(found[r.Name]))
	}
	return t.Sortable()
}

func ruleEntries(v *desk.Desk, path string, found map[rule.Name]int) []view.RuleEntry {
	var entries []view.RuleEntry
	for _, r := range rulesByName() {
		severity := r.SeverityIn(v.Register)
		shown := severityBadge(v, severity)
		if severity != r.Severity {
			shown = v.SayParts("chkSeverityWas", "now", shown, "was", v.Words["severity-"+r.Severity.String()])
		}
		if r.Demands && severity == diagnostic.Warning {
			shown = v.SayParts("chkEarly", "now", shown, "early", v.Words["severity-info"])
		}
		f := v.Facts()
		f.Add("chkSeverity", shown)
		if r.Step != "" {
			f.Add("chkStep", v.StepLink(path, r.Step))
		}
		f.Words("chkFound", fmt.Sprint(found[r.Name]))
		f.Words("chkWhy", r.Why.In(v.Language))
		f.Words("chkMend", r.Mend.In(v.Language))
		failing, passing := r.Excerpt()
		entries = append(entries, view.RuleEntry{
			Name: string(r.Name), Title: r.Title.In(v.Language), Facts: f.Done(),
			Failing: failing, Passing: passing,
			FailingLabel: v.Say("chkExampleOf", "name", r.Name, "which", v.Words["chkFailing"]),
			PassingLabel: v.Say("chkExampleOf", "name", r.Name, "which", v.Words["chkPassing"]),
		})
	}
	return entries
}
