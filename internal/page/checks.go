package page

import (
	"cmp"
	"fmt"
	"iter"
	"slices"
	"strings"

	"github.com/riskbook/riskbook/internal/check"
	"github.com/riskbook/riskbook/internal/diagnostic"
	"github.com/riskbook/riskbook/internal/part"
	"github.com/riskbook/riskbook/internal/register"
)

var checksWords = Words{
	"chkClean":        {Ja: "{rules}件の規則で検査し、指摘はありませんでした。", En: "{rules} rules were held against the register and found nothing."},
	"chkPassed":       {Ja: "{rules}件の規則で検査しました。エラーはなく、警告{warnings}件、情報{infos}件があります。", En: "{rules} rules were held against the register: no errors, {warnings} warnings, {infos} notes."},
	"chkFailed":       {Ja: "{rules}件の規則で検査しました。エラー{errors}件、警告{warnings}件、情報{infos}件があります。エラーは必ず直してください。", En: "{rules} rules were held against the register: {errors} errors, {warnings} warnings, {infos} notes. Errors must be mended."},
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

// CheckGroup is the diagnostics of one severity.
type CheckGroup struct {
	ID, Title string
	Count     int
	Records   []checkedRecord // empty where they are left out
}

// checkedRecord is the diagnostics of one record, or of one file.
type checkedRecord struct {
	File  string
	ID    part.Part // the record; nil where the file is none
	Found []checkedPlace
}

// checkedPlace is one diagnostic.
type checkedPlace struct {
	Place         string // line and column; empty for the file as a whole
	Message, Help string
	Related       []relatedPlace
	Rule          part.Part
	Breach        part.Part // marks a breach of governance
}

// relatedPlace is another place that a diagnostic speaks of.
type relatedPlace struct{ Place, Message string }

// RuleEntry is one rule with its examples.
type RuleEntry struct {
	Name, Title      string
	Facts            part.Part
	Failing, Passing string
	FailingLabel     string
	PassingLabel     string
}

// ChecksView is the page checks.html.
type ChecksView struct {
	Frame
	Sentence string
	Tiles    []Tile
	Groups   []CheckGroup
	More     string
	Overview part.Part
	Rules    []RuleEntry
}

// checksPresenter makes the page of what the rules found.
type checksPresenter struct{ *desk }

func checksPages(v *desk) iter.Seq[Page] {
	return one("checks.html", "checks.html", func() any { return checksPresenter{v}.checksView("checks.html") })
}

func (v checksPresenter) checksView(path string) ChecksView {
	list := v.Checked().Diagnostics
	counts := diagnostic.Count(list)
	found := map[string]int{}
	for i := range list {
		found[list[i].Rule]++
	}
	page := ChecksView{Frame: v.frame(path, v.words["checksTitle"]), Overview: v.ruleOverview(found), Rules: v.ruleEntries(path, found)}
	key := "chkPassed"
	switch {
	case counts.Error > 0:
		key = "chkFailed"
	case len(list) == 0:
		key = "chkClean"
	}
	page.Sentence = v.say(key, "rules", len(check.Rules), "errors", counts.Error, "warnings", counts.Warning, "infos", counts.Info)
	if n := len(v.index.breaches()); n > 0 {
		page.Sentence += v.words["sentenceSeparator"] + v.say("breachSum", "n", n)
	}
	page.Tiles = []Tile{
		{fmt.Sprint(counts.Error), v.words["chkErrors"], "", grade(counts.Error, "tile-bad"), anchorWhere(counts.Error, "#error")},
		{fmt.Sprint(counts.Warning), v.words["chkWarnings"], "", grade(counts.Warning, "tile-warn"), anchorWhere(counts.Warning, "#warning")},
		{fmt.Sprint(counts.Info), v.words["chkInfos"], "", "", anchorWhere(counts.Info, "#info")},
		{fmt.Sprint(len(found)), v.words["chkRulesSpeak"], v.say("chkRulesOf", "n", len(check.Rules)), "", "#rules"},
	}
	shown := 0
	page.Groups, shown = v.checkGroups(path)
	if shown < len(list) {
		page.More = v.say("chkMore", "all", group(int64(len(list))), "shown", shown, "more", group(int64(len(list)-shown)))
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
func (v checksPresenter) checkGroups(path string) ([]CheckGroup, int) {
	var groups []CheckGroup
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
		g := CheckGroup{ID: name, Title: v.words["chkList-"+name], Count: len(list)}
		list = list[:min(left, len(list))]
		left -= len(list)
		if len(list) > 0 {
			g.Records = v.checkedRecords(path, list, places)
		}
		groups = append(groups, g)
	}
	return groups, mostDiagnostics - left
}

// checkedRecords lists diagnostics of one severity, by file and record.
func (v checksPresenter) checkedRecords(path string, list []*diagnostic.Diagnostic, places register.Places) []checkedRecord {
	var records []checkedRecord
	record := ""
	for _, d := range list {
		id := places.Record(d.Place.File, d.Place.Line)
		if n := len(records); n == 0 || d.Place.File != records[n-1].File || id != record {
			r := checkedRecord{File: d.Place.File}
			if record = id; id != "" {
				r.ID = v.ref(path, id)
			}
			records = append(records, r)
		}
		r := &records[len(records)-1]
		r.Found = append(r.Found, v.checkedPlace(path, d))
	}
	return records
}

func (v checksPresenter) checkedPlace(path string, d *diagnostic.Diagnostic) checkedPlace {
	x := checkedPlace{Message: d.Message.In(v.Language), Help: d.Help.In(v.Language), Rule: v.ruleLink(path, d.Rule, d.Rule)}
	if d.Place.Line > 0 {
		x.Place = fmt.Sprintf("%d:%d", d.Place.Line, d.Place.Column)
	}
	for _, r := range d.Related {
		x.Related = append(x.Related, relatedPlace{fmt.Sprintf("%s:%d", r.Place.File, r.Place.Line), r.Message.In(v.Language)})
	}
	if check.Lookup(d.Rule).Governance() {
		x.Breach = v.state("bad", "breachBadge")
	}
	return x
}

var severityClasses = map[diagnostic.Severity]string{diagnostic.Error: "bad", diagnostic.Warning: "warn", diagnostic.Info: "info", diagnostic.Off: "quiet"}

func (v checksPresenter) severityBadge(s diagnostic.Severity) part.Part {
	return badge(severityClasses[s], v.words["severity-"+s.String()])
}

// rulesByName gives every rule, by name.
func rulesByName() []*check.Rule {
	rules := slices.Clone(check.Rules)
	slices.SortFunc(rules, func(a, b *check.Rule) int { return strings.Compare(a.Name, b.Name) })
	return rules
}

// ruleOverview lists every rule with its severity and how often it speaks.
func (v checksPresenter) ruleOverview(found map[string]int) part.Part {
	t := v.table("rules.rows", v.words["chkRules"], column{"chkName", ""}, column{"chkTitle", ""}, column{"chkSeverity", "nowrap"}, column{"chkStep", "nowrap"}, column{"chkFound", "number"})
	for _, rule := range rulesByName() {
		severity := rule.SeverityIn(v.Register)
		t.row()
		t.head(part.Inside{Href: "#" + rule.Name, Part: part.Code(rule.Name)})
		t.words(rule.Title.In(v.Language))
		t.number(-int(severity), v.severityBadge(severity))
		t.words(cmp.Or(rule.Step, "–"))
		t.words(fmt.Sprint(found[rule.Name]))
	}
	return t.sortable()
}

func (v checksPresenter) ruleEntries(path string, found map[string]int) []RuleEntry {
	var entries []RuleEntry
	for _, rule := range rulesByName() {
		severity := rule.SeverityIn(v.Register)
		shown := v.severityBadge(severity)
		if severity != rule.Severity {
			shown = v.sayParts("chkSeverityWas", "now", shown, "was", v.words["severity-"+rule.Severity.String()])
		}
		if rule.Demands && severity == diagnostic.Warning {
			shown = v.sayParts("chkEarly", "now", shown, "early", v.words["severity-info"])
		}
		f := v.facts()
		f.add("chkSeverity", shown)
		if rule.Step != "" {
			f.add("chkStep", v.stepLink(path, rule.Step))
		}
		f.words("chkFound", fmt.Sprint(found[rule.Name]))
		f.words("chkWhy", rule.Why.In(v.Language))
		f.words("chkMend", rule.Mend.In(v.Language))
		failing, passing := rule.Excerpt()
		entries = append(entries, RuleEntry{
			Name: rule.Name, Title: rule.Title.In(v.Language), Facts: f.done(),
			Failing: failing, Passing: passing,
			FailingLabel: v.say("chkExampleOf", "name", rule.Name, "which", v.words["chkFailing"]),
			PassingLabel: v.say("chkExampleOf", "name", rule.Name, "which", v.words["chkPassing"]),
		})
	}
	return entries
}
