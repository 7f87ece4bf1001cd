package duty

import (
	"fmt"
	"iter"
	"slices"
	"strings"

	"github.com/riskbook/riskbook/internal/address"
	"github.com/riskbook/riskbook/internal/assess"
	"github.com/riskbook/riskbook/internal/check"
	"github.com/riskbook/riskbook/internal/page/desk"
	"github.com/riskbook/riskbook/internal/part"
	"github.com/riskbook/riskbook/internal/register"
	"github.com/riskbook/riskbook/internal/rule"
	"github.com/riskbook/riskbook/internal/term"
	"github.com/riskbook/riskbook/internal/view"
)

// ProcessWords are the words of this file's pages and parts, by key.
var ProcessWords = desk.Words{
	"asks-1.1":        {Ja: "何を守るのか。どの観点で、誰の責任で、どの水準まで守るのか", En: "What must be protected, from which viewpoint, to which level, and who answers for it?"},
	"asks-1.2":        {Ja: "何を基準に、対応の要否を決めるのか。その基準はいまも妥当か", En: "By which criteria is need decided, and do they still hold?"},
	"asks-1.3":        {Ja: "四つの経路（情報収集、監査、環境変化の調査、演習・訓練）から、どの課題が見えているか", En: "Which findings have the four channels brought up: intelligence, audits, changes around us, exercises?"},
	"asks-2.1":        {Ja: "何が起こり得るのか。原因の側と結果の側の両方から見たか", En: "What may happen, looked at both from its causes and from its results?"},
	"asks-2.2":        {Ja: "その事象によって、何を失うのか", En: "What would be lost if it happened?"},
	"asks-3.1":        {Ja: "いまある管理策のもとで、起こりやすさと影響はどの程度か", En: "With the controls in place, how likely is it and how large?"},
	"asks-3.2":        {Ja: "対応を要するリスクは、サービスに具体的に何をもたらすのか", En: "What, in plain terms, would a risk that needs treatment do to the service?"},
	"asks-4.1":        {Ja: "どのリスクに対応し、どの順に取り組むのか", En: "Which risks are to be treated, and in which order?"},
	"asks-5.1":        {Ja: "どの選択肢を採り、どう進め、それで足りるのか", En: "Which option, by which plan, and will it be enough?"},
	"asks-6.1":        {Ja: "計画は予定どおりか。効果は出ているか", En: "Are the plans on course, and do they work?"},
	"asks-6.2":        {Ja: "周囲の変化によって、評価や基準が古くなっていないか", En: "Has the world outside overtaken the evaluations or the criteria?"},
	"counts-1.1":      {Ja: "観点と責任者のある資産", En: "{n|asset|assets} with a viewpoint and an owner"},
	"counts-1.2":      {Ja: "基準の要素（観点、影響、受容、承認、見直し期日の5点）", En: "of five: viewpoints, impact areas, acceptance, approval, review date"},
	"counts-1.3":      {Ja: "受け取った課題", En: "{n|finding|findings} received"},
	"counts-2.1":      {Ja: "事象", En: "{n|event|events}"},
	"counts-2.2":      {Ja: "事象に結び付いたリスク", En: "{n|risk that names|risks that name} an event"},
	"counts-3.1":      {Ja: "分析済みのリスク", En: "open {n|risk|risks} analysed"},
	"counts-3.2":      {Ja: "損害を具体的に書いたリスク", En: "open {n|risk with its|risks with their} damage described"},
	"counts-4.1":      {Ja: "要否の決まったリスク", En: "open {n|risk|risks} with a verdict"},
	"counts-5.1":      {Ja: "リスク対応計画（中止を除く）", En: "{n|plan|plans}, cancelled ones aside"},
	"counts-6.1":      {Ja: "内的要因のレビュー", En: "{n|review|reviews} of internal factors"},
	"counts-6.2":      {Ja: "外的要因のレビュー", En: "{n|review|reviews} of external factors"},
	"procComplete":    {Ja: "不足のないステップ", En: "steps lack nothing"},
	"procCompleteOf":  {Ja: "採用する{adopted}ステップのうち（{percent}％）", En: "of {adopted} adopted ({percent}%)"},
	"procGaps":        {Ja: "不足", En: "gaps"},
	"procGapsHead":    {Ja: "不足", En: "Gaps"},
	"procGapsNote":    {Ja: "{steps}ステップにわたる", En: "over {steps} {steps|step|steps}"},
	"procAside":       {Ja: "採用しないステップ", En: "steps not adopted"},
	"procAsideNote":   {Ja: "何も求めず、警告も出しません", En: "they demand nothing and warn of nothing"},
	"procWhole":       {Ja: "採用する{adopted}ステップのすべてに不足がありません。", En: "{adopted|The one adopted step lacks nothing|None of the {adopted} adopted steps lacks anything}."},
	"procPart":        {Ja: "採用する{adopted}ステップのうち、{open}ステップに不足があります。不足の多い順に{worst}です。", En: "{open} of the {adopted} adopted {adopted|step|steps} still {open|lacks|lack} something, most of all {worst}."},
	"procUnbegun":     {Ja: "採用する{adopted}ステップに不足はありませんが、{unbegun}ステップにはまだ証拠がありません。", En: "{adopted|The one adopted step lacks nothing|None of the {adopted} adopted steps lacks anything}, but {unbegun} {unbegun|has|have} no evidence yet."},
	"procPartUnbegun": {Ja: "ほかに{unbegun}ステップには、まだ証拠がありません。", En: "{unbegun} more {unbegun|has|have} no evidence yet."},
	"procStateNone":   {Ja: "証拠なし", En: "No evidence yet"},
	"procNoneText":    {Ja: "求められるものはまだありませんが、このステップを行ったことを示す記録もありません。", En: "Nothing is asked for yet, but nothing shows that the step was done either."},
	"procNextText":    {Ja: "このステップを始めたことを示す記録は、まだありません。次に行うことは次のとおりです。", En: "Nothing shows yet that this step was begun. This is what comes next."},
	"procNextOf":      {Ja: "ステップ{step}で次に行うこと", En: "What comes next in step {step}"},
	"procNone":        {Ja: "採用するステップがありません。content/riskbook.toml の [process] で選んでください。", En: "No step is adopted. Choose them under [process] in content/riskbook.toml."},
	"procHow":         {Ja: "数え方：採用するステップのうち、証拠が1件以上あり、検査が不足を一つも見付けなかったものを「不足なし」とします。記録の数の多さは問いません。", En: "How it is counted: an adopted step lacks nothing when it has evidence and the checks find no gap in it. How many records there are does not matter."},
	"procOverview":    {Ja: "ステップの一覧", En: "The steps"},
	"procStep":        {Ja: "ステップ", En: "Step"},
	"procAsks":        {Ja: "問い", En: "What it asks"},
	"procEvidence":    {Ja: "証拠", En: "Evidence"},
	"procState":       {Ja: "状態", En: "State"},
	"procStateWhole":  {Ja: "不足なし", En: "Lacks nothing"},
	"procStateOpen":   {Ja: "不足あり", En: "Gaps"},
	"procStateAside":  {Ja: "採用しない", En: "Not adopted"},
	"procHandbook":    {Ja: "手引きの{step}", En: "Handbook, step {step}"},
	"procAsideText":   {Ja: "この登録簿は、このステップを採用していません（プロファイル：{profile}）。書かれた記録は証拠として数えます。", En: "This register does not adopt this step (profile: {profile}). What has been written still counts as evidence."},
	"procRule":        {Ja: "不足の内容", En: "What is lacking"},
	"procWhere":       {Ja: "対象の記録", En: "Where"},
	"procMend":        {Ja: "なすべきこと", En: "What to do"},
	"procNext":        {Ja: "次に書くもの", En: "What to write next"},
	"procNextCreate":  {Ja: "新規", En: "new"},
	"procNextEdit":    {Ja: "追記・修正", En: "edit"},
	"procWholeText":   {Ja: "不足はありません。", En: "Nothing is lacking."},
	"procRegister":    {Ja: "登録簿全体", En: "the register as a whole"},
	"procGapsOf":      {Ja: "ステップ{step}の不足", En: "Gaps of step {step}"},
	"procMoreRecords": {Ja: "ほか{n}件（検査のページに全件）", En: "and {n} more, all on the page of checks"},
}

// mostGapRecords is how many records of one gap are named on the page.
const mostGapRecords = 40

// ProcessPages makes the page of process.
func ProcessPages(v *desk.Desk) iter.Seq[desk.Page] {
	return desk.One("process.html", "process.html", func() any { return processView(v, "process.html") })
}

func processView(v *desk.Desk, path string) view.Process {
	page := view.Process{Frame: v.Frame(path, v.Words["processTitle"])}
	next := newNextFile(v)
	for _, s := range v.Assessment.Steps {
		page.Steps = append(page.Steps, stepRow(v, path, s, next))
	}
	page.Sentence, page.Tiles = completeness(v, page.Steps)
	return page
}

// profileWords names the register's profile.
func profileWords(v *desk.Desk) string {
	profile := v.Register.Config.Process.Profile
	if profile == "" {
		profile = "full"
	}
	return v.Words["profile-"+profile]
}

// completeness says how many of the adopted steps lack nothing, and which lack most.
func completeness(v *desk.Desk, steps []view.StepRow) (string, []view.Tile) {
	adopted, whole, unbegun, open, gaps := 0, 0, 0, 0, 0
	var lacking []view.StepRow
	for _, s := range steps {
		if !s.Adopted {
			continue
		}
		adopted++
		if s.Whole {
			whole++
		}
		if s.Unbegun {
			unbegun++
		}
		if s.Gaps > 0 && !s.Unbegun {
			open++
			gaps += s.Gaps
			lacking = append(lacking, s)
		}
	}
	if adopted == 0 {
		return v.Words["procNone"], nil
	}
	slices.SortStableFunc(lacking, func(a, b view.StepRow) int { return b.Gaps - a.Gaps })
	var worst []string
	for _, s := range lacking[:min(3, len(lacking))] {
		worst = append(worst, s.Key)
	}
	sentence := v.Say("procWhole", "adopted", adopted)
	switch {
	case open > 0:
		sentence = v.Say("procPart", "adopted", adopted, "open", open, "worst", strings.Join(worst, v.Words["listSeparator"]))
		if unbegun > 0 {
			sentence += v.Words["sentenceSeparator"] + v.Say("procPartUnbegun", "unbegun", unbegun)
		}
	case unbegun > 0:
		sentence = v.Say("procUnbegun", "adopted", adopted, "unbegun", unbegun)
	}
	tiles := []view.Tile{
		{Figure: part.Words(fmt.Sprintf("%d / %d", whole, adopted)), What: v.Words["procComplete"], Note: part.Words(v.Say("procCompleteOf", "adopted", adopted, "percent", 100*whole/adopted)), Class: desk.Grade(adopted-whole, "tile-warn")},
		{Figure: part.Words(fmt.Sprint(gaps)), What: v.Words["procGaps"], Class: desk.Grade(gaps, "tile-warn")},
	}
	if gaps > 0 {
		tiles[1].Note = part.Words(v.Say("procGapsNote", "steps", open))
	}
	if aside := len(steps) - adopted; aside > 0 {
		tiles = append(tiles, view.Tile{Figure: part.Words(fmt.Sprint(aside)), What: v.Words["procAside"], Note: part.Words(v.Words["procAsideNote"])})
	}
	return sentence, tiles
}

func stepRow(v *desk.Desk, path string, s assess.Step, next *nextFile) view.StepRow {
	gaps := v.Checked().Gaps[s.Key]
	row := view.StepRow{
		Key: s.Key, Title: v.Words["step-"+s.Key], Asks: v.Words["asks-"+s.Key], Adopted: s.Adopted, Gaps: len(gaps),
		Handbook: address.Href(path, address.Handbook(s.Key)), HandbookWords: v.Say("procHandbook", "step", s.Key),
	}
	row.Evidence, row.Counts = s.Evidence, part.Page{Href: address.Href(path, desk.EvidenceLists[s.Key]), Text: part.Words(v.Say("counts-"+s.Key, "n", s.Evidence))}
	row.Stage = stage(v, path, &s)
	if s.Key == "6.2" {
		row.Revisit = desk.RevisitTotal(v, path)
	}
	switch {
	case !s.Adopted:
		row.State = desk.Badge("quiet", v.Words["procStateAside"])
		row.Aside = v.Say("procAsideText", "profile", profileWords(v))
	case s.Evidence == 0:
		row.Unbegun, row.Aside = true, v.Words["procNoneText"]
		row.State = desk.Badge("quiet", v.Words["procStateNone"])
		if len(gaps) > 0 {
			row.Aside = v.Words["procNextText"]
			row.GapTable = gapTable(v, path, v.Say("procNextOf", "step", s.Key), s.Key, gaps, next)
		}
	case len(gaps) == 0:
		row.Whole = true
		row.State = desk.Badge("good", v.Words["procStateWhole"])
	default:
		row.State = desk.Badge("warn", v.Words["procStateOpen"])
		row.GapTable = gapTable(v, path, v.Say("procGapsOf", "step", s.Key), s.Key, gaps, next)
	}
	return row
}

// stage says how a step is laid down, and which review found it sound or reopened it; nothing where neither is stated.
func stage(v *desk.Desk, path string, s *assess.Step) part.Part {
	f, governance := v.Facts(), v
	if s.Stage != nil {
		f.Add("govRules", statement(governance, path, s.Stage.Rules))
		f.Add("govOrganisation", statement(governance, path, s.Stage.Organisation))
		f.Add("govOperation", statement(governance, path, s.Stage.Operation))
	}
	if s.Reviewed != nil {
		f.Add("govReviewed", stepReviewed(governance, path, s))
	}
	return f.Done()
}

// gapTable lists the gaps of a step by rule: where, what to do, and the file to write.
func gapTable(v *desk.Desk, path, caption, step string, gaps []check.Gap, next *nextFile) part.Part {
	t := v.Table("", caption, desk.Column{Key: "procRule"}, desk.Column{Key: "procWhere"}, desk.Column{Key: "procMend"}, desk.Column{Key: "procNext"})
	for len(gaps) > 0 {
		n := 1
		for n < len(gaps) && gaps[n].Rule == gaps[0].Rule {
			n++
		}
		gapRow(v, t, path, step, gaps[:n], next)
		gaps = gaps[n:]
	}
	return t.Done()
}

// gapRow writes the gaps that one rule finds in a step.
func gapRow(v *desk.Desk, t *desk.Table, path, step string, gaps []check.Gap, next *nextFile) {
	name := gaps[0].Rule
	title, mend := string(name), ""
	if rule := check.Lookup(name); rule != nil {
		title, mend = rule.Title.In(v.Language), term.Readable(rule.Mend.In(v.Language), v.Language)
	}
	var pieces []part.Part
	for _, g := range gaps[:min(len(gaps), mostGapRecords)] {
		if g.ID != "" {
			pieces = append(pieces, v.ShortRef(path, g.ID))
		}
	}
	if len(pieces) == 0 {
		pieces = append(pieces, part.Words(v.Words["procRegister"]))
	}
	if more := len(gaps) - mostGapRecords; more > 0 {
		pieces = append(pieces, part.Words(v.Say("procMoreRecords", "n", more)))
	}
	t.Row()
	t.Head(v.RuleLink(path, name, title))
	t.Cell(desk.Join(" ", pieces...))
	t.Words(mend)
	t.Cell(nextWords(v, next, step, gaps))
}

// nextWords names the file to write so that gaps of one rule close: a new one, or the records' own.
func nextWords(v *desk.Desk, next *nextFile, step string, gaps []check.Gap) part.Part {
	file, how := "", "procNextEdit"
	if folder := creates(gaps[0].Rule, step, gaps[0].ID == ""); folder != "" {
		file, how = next.file(folder), "procNextCreate"
		if folder == "criteria" {
			file = "content/criteria.toml"
			if v.Register.Criteria.Given {
				how = "procNextEdit"
			}
		}
	} else if e := v.Register.Find(gaps[0].ID); e != nil {
		file = e.Of().Source.File.Path
	} else {
		file = "content/riskbook.toml"
	}
	said := desk.Join(" ", part.Code(file), desk.Small(part.Words(v.Words[how])))
	if more := len(gaps) - 1; more > 0 && how == "procNextEdit" {
		said = desk.Join(" ", said, part.Words(v.AndMore(more)))
	}
	return said
}

// newRecords are the rules whose gap is closed by writing a new record, with the folder of its kind.
var newRecords = map[rule.Name]string{
	rule.NeedsTreatment: "treatments", rule.NeedsJudgement: "decisions", rule.AcceptanceExpired: "decisions", rule.AcceptanceOutgrown: "decisions", rule.AcceptanceUnderOlderCriteria: "decisions",
	rule.AssetWithoutEvent: "events", rule.ApproachMissing: "events", rule.EventWithoutRisk: "risks", rule.ChannelSilent: "findings", rule.CriteriaReviewOverdue: "criteria",
}

// stepRecords are the folders in which the records of a step lie.
var stepRecords = map[string]string{
	"1.1": "assets", "1.2": "criteria", "1.3": "findings", "2.1": "events", "2.2": "risks", "3.1": "risks", "3.2": "risks", "4.1": "decisions",
	"5.1": "treatments", "6.1": "reviews", "6.2": "reviews",
}

// creates gives the folder of the record to be created; empty where an existing one is to be edited.
func creates(name rule.Name, step string, whole bool) string {
	if folder, ok := newRecords[name]; ok {
		return folder
	}
	if whole {
		return stepRecords[step]
	}
	return ""
}

// nextFile finds the next free id of each kind, as the records there are count.
type nextFile struct{ ids map[string]string }

func newNextFile(v *desk.Desk) *nextFile {
	n := &nextFile{}
	if v.Index.Withheld > 0 {
		return n // the next free id would tell of the ids that are withheld, or be one
	}
	n.ids = map[string]string{}
	for i := range register.Kinds {
		k := &register.Kinds[i]
		var ids []string
		for _, e := range v.Register.List(k) {
			ids = append(ids, e.Of().ID)
		}
		n.ids[k.Folder] = nextID(k.First, ids)
	}
	return n
}

func (n *nextFile) file(folder string) string {
	if n.ids == nil {
		return "content/" + folder + "/"
	}
	return "content/" + folder + "/" + n.ids[folder] + ".md"
}

// nextID counts on from the highest number among the ids, with the prefix and the width of the one that has it.
func nextID(first string, ids []string) string {
	best, prefix, width := -1, "", 0
	for _, id := range ids {
		digits := len(id)
		for digits > 0 && id[digits-1] >= '0' && id[digits-1] <= '9' {
			digits--
		}
		n := 0
		if digits == len(id) || len(id)-digits > 9 {
			continue
		}
		for _, c := range id[digits:] {
			n = 10*n + int(c-'0')
		}
		if n > best {
			best, prefix, width = n, id[:digits], len(id)-digits
		}
	}
	if best < 0 {
		return first
	}
	return fmt.Sprintf("%s%0*d", prefix, width, best+1)
}
