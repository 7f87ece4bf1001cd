package changes

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/riskbook/riskbook/internal/compare"
	"github.com/riskbook/riskbook/internal/date"
	"github.com/riskbook/riskbook/internal/register"
	"github.com/riskbook/riskbook/internal/term"
)

// changeFact puts one change of a record or of a setting into words: what the field is called, and what it said and says.
func (r *Report) changeFact(c compare.Change) fact {
	f := fact{name: r.fieldName(c.Field)}
	if c.Text {
		f.differ(asText(c.Before), asText(c.After))
		return f
	}
	before, _ := c.Before.([]any)
	after, _ := c.After.([]any)
	if len(before)+len(after) > mostListed && c.Before != nil && c.After != nil {
		f.after = r.listChange(before, after, c.Of)
		return f
	}
	f.before, f.after = r.value(c.Before, c.Of, r.old()), r.value(c.After, c.Of, r.now())
	return f
}

func asText(v any) string {
	text, _ := v.(string)
	return text
}

// mostListed is the number of entries of two lists up to which both are written in full; of longer ones what was added and taken away is said.
const mostListed = 8

func (r *Report) listChange(before, after []any, of *register.Field) string {
	var parts []string
	add := func(sign string, list, other []any, in *register.Register) {
		there := map[string]bool{}
		for _, v := range other {
			there[fmt.Sprint(v)] = true
		}
		for _, v := range list {
			if !there[fmt.Sprint(v)] {
				parts = append(parts, sign+r.value(v, of, in))
			}
		}
	}
	add("+", after, before, r.now())
	add("−", before, after, r.old())
	if len(parts) == 0 {
		return r.say("順序の変更", "another order")
	}
	return strings.Join(parts, r.say("、", ", "))
}

// value writes the value of a field for people, in the light of the register that says it.
func (r *Report) value(v any, of *register.Field, in *register.Register) string {
	switch v := v.(type) {
	case nil:
		return none
	case bool:
		return r.yes(v)
	case date.Date:
		return v.String()
	case int64:
		return r.number(float64(v), strconv.FormatInt(v, 10), of, in)
	case float64:
		return r.number(v, strconv.FormatFloat(v, 'f', -1, 64), of, in)
	case []any:
		parts := make([]string, len(v))
		for i := range v {
			parts[i] = r.value(v[i], of, in)
		}
		return cmp.Or(strings.Join(parts, r.say("、", ", ")), none)
	case map[string]any:
		var parts []string
		for _, key := range slices.Sorted(maps.Keys(v)) {
			parts = append(parts, key+" = "+r.value(v[key], nil, in))
		}
		return "{ " + strings.Join(parts, ", ") + " }"
	case string:
		switch {
		case of != nil && of.Party && in.Party(v) != nil:
			return cmp.Or(r.text(in.Party(v).Title, in), v)
		case of != nil && of.Group != "" && slices.Contains(of.OneOf, v):
			return r.words(term.Code(of.Group, v))
		}
		return cmp.Or(v, none)
	}
	return fmt.Sprint(v)
}

// number writes a number: a value of a scale with its label, an amount with its currency.
func (r *Report) number(x float64, written string, of *register.Field, in *register.Register) string {
	if of == nil {
		return written
	}
	steps := map[string][]register.Step{"likelihood": in.Criteria.Likelihoods, "impact": in.Criteria.Impacts}[of.Scale]
	for _, step := range steps {
		if step.Value != nil && float64(*step.Value) == x {
			return strings.TrimSpace(written + " " + r.text(step.Label, in))
		}
	}
	if money[of.Key] {
		return r.words(term.Money(x, in.Config.Currency))
	}
	return written
}

// money are the keys whose numbers are amounts.
var money = map[string]bool{"annual": true, "cumulative_loss": true, "initial": true, "loss": true}

// fieldName gives what a field with dots is called: the words of its last part, behind those that lead to it.
func (r *Report) fieldName(field string) string {
	language := ""
	if i := strings.LastIndexByte(field, '.'); i > 0 && languageNames[field[i+1:]] != (term.Words{}) {
		language = r.say("（%s）", " (%s)", r.words(languageNames[field[i+1:]]))
		field = field[:i]
	}
	parts := strings.Split(field, ".")
	for i, part := range parts {
		key, place, listed := strings.Cut(part, "[")
		if words, known := fieldNames[key]; known {
			key = r.words(words)
		}
		if listed {
			key += " " + strings.TrimSuffix(place, "]")
		}
		parts[i] = key
	}
	return strings.Join(parts, r.say("・", ", ")) + language
}

var languageNames = map[string]term.Words{"en": {Ja: "英語", En: "English"}, "ja": {Ja: "日本語", En: "Japanese"}}

// elementName puts the title of an action, which goes by its place, behind what its field is called.
func (r *Report) elementName(record *compare.Record, field, name string) string {
	place, ok := strings.CutPrefix(field, "action[")
	if !ok || record.Kind.Folder != "treatments" {
		return name
	}
	number, rest, _ := strings.Cut(place, "]")
	n, err := strconv.Atoi(number)
	plan, state := r.now().Treatment(record.After), r.now()
	if err != nil || strings.HasPrefix(rest, ".title") || plan == nil || n < 1 || n > len(plan.Actions) {
		return name
	}
	return name + r.say("（%s）", " (%s)", cut(r.text(plan.Actions[n-1].Title, state), longestTitle))
}

// fieldNames are what the fields of records are called within a sentence, by key. One that is not here is called by its key.
var fieldNames = map[string]term.Words{
	"action":         {Ja: "作業", En: "action"},
	"aim":            {Ja: "狙い", En: "aim"},
	"aliases":        {Ja: "別名", En: "aliases"},
	"annual":         {Ja: "年間費用", En: "annual cost"},
	"approach":       {Ja: "特定の方法", En: "approach"},
	"assets":         {Ja: "資産", En: "assets"},
	"at":             {Ja: "受容時の評価", En: "accepted at"},
	"authority":      {Ja: "所管", En: "authority"},
	"basis":          {Ja: "根拠", En: "basis"},
	"body":           {Ja: "本文", En: "text"},
	"by":             {Ja: "決裁者・実施者", En: "by"},
	"cause":          {Ja: "原因", En: "cause"},
	"channel":        {Ja: "入手経路", En: "channel"},
	"citation":       {Ja: "出典", En: "citation"},
	"classification": {Ja: "情報の取扱区分", En: "classification"},
	"clause":         {Ja: "条項", En: "clause"},
	"closed_because": {Ja: "終結の理由", En: "why closed"},
	"closed_on":      {Ja: "終結日", En: "closed on"},
	"common":         {Ja: "共通の取組", En: "common effort"},
	"conditions":     {Ja: "条件", En: "conditions"},
	"confidence":     {Ja: "確からしさ", En: "confidence"},
	"consequences":   {Ja: "影響の領域", En: "consequences"},
	"continuity":     {Ja: "継続の措置", En: "continuity"},
	"controls":       {Ja: "管理策", En: "controls"},
	"cost":           {Ja: "費用", En: "cost"},
	"criteria":       {Ja: "判定基準の版", En: "criteria"},
	"current":        {Ja: "現在", En: "current"},
	"damage":         {Ja: "具体的な損害", En: "damage"},
	"depends_on":     {Ja: "前提", En: "depends on"},
	"done":           {Ja: "完了日", En: "done"},
	"due":            {Ja: "期限", En: "due"},
	"effectiveness":  {Ja: "有効性の確認", En: "effectiveness"},
	"effort":         {Ja: "工数（人日）", En: "effort"},
	"events":         {Ja: "事象", En: "events"},
	"evidence":       {Ja: "証拠", En: "evidence"},
	"extra":          {Ja: "独自の項目", En: "extra"},
	"factor":         {Ja: "要因", En: "factor"},
	"factors":        {Ja: "要因", En: "factors"},
	"feasibility":    {Ja: "実現性", En: "feasibility"},
	"findings":       {Ja: "課題", En: "findings"},
	"finished":       {Ja: "完了日", En: "finished"},
	"found_by":       {Ja: "特定のきっかけ", En: "found by"},
	"frequency":      {Ja: "発生頻度（回/年）", En: "frequency"},
	"function":       {Ja: "機能", En: "function"},
	"high":           {Ja: "上限", En: "high"},
	"identified":     {Ja: "特定日", En: "identified"},
	"identifiers":    {Ja: "識別番号", En: "identifiers"},
	"impact":         {Ja: "影響", En: "impact"},
	"impacts":        {Ja: "影響", En: "impacts"},
	"importance":     {Ja: "重要性", En: "importance"},
	"inherent":       {Ja: "管理策の前", En: "before controls"},
	"initial":        {Ja: "初期費用", En: "initial cost"},
	"introduces":     {Ja: "新たに生じるリスク", En: "introduces"},
	"kind":           {Ja: "種別", En: "kind"},
	"knowledge":      {Ja: "得られた知見", En: "knowledge"},
	"level":          {Ja: "リスクレベル", En: "level"},
	"likelihood":     {Ja: "起こりやすさ", En: "likelihood"},
	"limit":          {Ja: "限界値", En: "limit"},
	"links":          {Ja: "関連資料", En: "links"},
	"loss":           {Ja: "損失額", En: "loss"},
	"low":            {Ja: "下限", En: "low"},
	"maps":           {Ja: "対応する管理策の体系", En: "maps"},
	"mode":           {Ja: "最頻", En: "mode"},
	"next":           {Ja: "次回", En: "next"},
	"next_review":    {Ja: "次の見直し", En: "next review"},
	"note":           {Ja: "備考", En: "note"},
	"obligations":    {Ja: "要求事項", En: "obligations"},
	"observed":       {Ja: "観測日", En: "observed"},
	"on":             {Ja: "日付", En: "on"},
	"option":         {Ja: "対応策の選択肢", En: "option"},
	"origin":         {Ja: "性質", En: "origin"},
	"outcome":        {Ja: "結論", En: "outcome"},
	"owner":          {Ja: "責任者", En: "owner"},
	"priority":       {Ja: "順位の指定", En: "priority"},
	"proposed":       {Ja: "提案中の分析", En: "proposed"},
	"proposed_by":    {Ja: "起案者", En: "proposed by"},
	"provider":       {Ja: "提供元", En: "provider"},
	"provisional":    {Ja: "未確認", En: "provisional"},
	"quantitative":   {Ja: "定量的な見積り", En: "figures"},
	"rank":           {Ja: "順位", En: "rank"},
	"rationale":      {Ja: "根拠", En: "rationale"},
	"reading":        {Ja: "測定値", En: "reading"},
	"readings":       {Ja: "測定値のファイル", En: "readings"},
	"reason":         {Ja: "理由", En: "reason"},
	"received":       {Ja: "受領日", En: "received"},
	"related":        {Ja: "関連する記録", En: "related"},
	"removed":        {Ja: "リスクの消滅", En: "removed"},
	"reopens":        {Ja: "見直すステップ", En: "reopens"},
	"result":         {Ja: "結果", En: "result"},
	"reviewed":       {Ja: "分析・確認日", En: "reviewed"},
	"risk":           {Ja: "リスク", En: "risk"},
	"risks":          {Ja: "リスク", En: "risks"},
	"scope":          {Ja: "対象", En: "scope"},
	"sector":         {Ja: "分野", En: "sector"},
	"see":            {Ja: "関連する用語", En: "see"},
	"separation":     {Ja: "隔離の状況", En: "separation"},
	"service":        {Ja: "サービス", En: "service"},
	"service_level":  {Ja: "サービス維持レベル", En: "service level"},
	"source":         {Ja: "出典", En: "source"},
	"sources":        {Ja: "リスク源", En: "sources"},
	"spread":         {Ja: "損害の広がり", En: "spread"},
	"start":          {Ja: "着手日", En: "start"},
	"state":          {Ja: "状況", En: "state"},
	"status":         {Ja: "状態", En: "status"},
	"summary":        {Ja: "要約", En: "summary"},
	"tags":           {Ja: "タグ", En: "tags"},
	"target":         {Ja: "目標", En: "target"},
	"tests":          {Ja: "試験", En: "test"},
	"title":          {Ja: "題名", En: "title"},
	"treatment":      {Ja: "対応", En: "treatment"},
	"treatments":     {Ja: "計画", En: "plans"},
	"trend":          {Ja: "傾向", En: "trend"},
	"trigger":        {Ja: "きっかけ", En: "trigger"},
	"type":           {Ja: "分類", En: "type"},
	"unit":           {Ja: "単位", En: "unit"},
	"until":          {Ja: "期限", En: "until"},
	"value":          {Ja: "値", En: "value"},
	"verdict":        {Ja: "判断", En: "verdict"},
	"viewpoints":     {Ja: "評価の観点", En: "viewpoints"},
	"warn":           {Ja: "警告値", En: "warning at"},
	"why":            {Ja: "理由", En: "why"},
	"with":           {Ja: "共有の相手", En: "with"},
	"worse":          {Ja: "悪化の方向", En: "worse"},
	"worsens":        {Ja: "副作用", En: "worsens"},
}
