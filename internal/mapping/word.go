package mapping

import (
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/riskbook/riskbook/internal/register"
	"github.com/riskbook/riskbook/internal/source"
	"golang.org/x/text/unicode/norm"
)

// words are what people write for the fixed words of fields, in the form of fold.
var words = map[string]map[string][]string{
	"status": {
		"open":   {"open", "opened", "active", "new", "identified", "inprogress", "ongoing", "monitoring", "monitored", "underreview", "live", "draft", "assessed", "analyzed", "analysed", "mitigating", "treating", "intreatment", "accepted", "mitigationinprogress", "openmitigated", "watch", "pending", "proposed", "reopened", "対応中", "未対応", "継続", "オープン", "監視中", "検討中", "未完了", "実施中", "対策中", "新規", "計画中", "受容", "受容済み", "未着手", "継続監視", "モニタリング中", "評価中", "起票", "todo", "wip", "acknowledged", "planned"},
		"closed": {"closed", "close", "resolved", "retired", "done", "complete", "completed", "eliminated", "obsolete", "fixed", "expired", "完了", "終結", "クローズ", "解決", "解決済み", "対応済み", "対応完了", "終了", "解消", "対策済み", "済", "完了済み"},
	},
	"treatment.option": {
		"modify": {"modify", "mitigate", "mitigation", "reduce", "reduction", "treat", "control", "修正", "低減", "軽減", "緩和", "リスク低減", "リスク修正", "リスク軽減", "対策", "mitigated", "riskreduction", "mitigating", "reducing"},
		"retain": {"retain", "accept", "acceptance", "accepted", "tolerate", "retention", "monitor", "保有", "受容", "許容", "リスク保有", "リスク受容", "acceptandmonitor"},
		"avoid":  {"avoid", "avoidance", "terminate", "eliminate", "回避", "リスク回避"},
		"share":  {"share", "transfer", "sharing", "transferred", "移転", "共有", "転嫁", "リスク移転", "リスク共有", "insure"},
	},
	"plan.status": {
		"draft":       {"draft", "planned", "notstarted", "todo", "open", "proposed", "new", "未着手", "起案", "計画中", "未実施", "検討中", "未対応", "未"},
		"in-progress": {"inprogress", "ongoing", "started", "wip", "underway", "対応中", "実施中", "進行中", "対策中", "着手"},
		"done":        {"done", "complete", "completed", "implemented", "closed", "finished", "完了", "実施済み", "対応済み", "対策済み", "済", "実施済"},
		"cancelled":   {"cancelled", "canceled", "dropped", "中止", "取りやめ"},
		"approved":    {"approved", "承認済み", "承認済"},
	},
}

// WordFor gives the word of a field that a text means.
func WordFor(field, text string) (string, bool) {
	if word, ok := plainWordFor(field, text); ok {
		return word, true
	}
	if first, remark := WithRemark(text); remark != "" {
		return plainWordFor(field, first)
	}
	return "", false
}

func plainWordFor(field, text string) (string, bool) {
	form := Fold(text)
	for word, list := range words[field] {
		if form == Fold(word) || slices.Contains(list, form) {
			return word, true
		}
	}
	return "", false
}

// scaleOf gives the steps of a field that is rated; false for any other.
func scaleOf(r *register.Register, field string) ([]Step, bool) {
	switch last := field[strings.LastIndexByte(field, '.')+1:]; {
	case strings.Contains(field, "factors."):
		f := r.Criteria.Factor(last)
		if f == nil {
			return nil, false
		}
		return factorSteps(f), true
	case last == "impact" || strings.Contains(field, "impacts."):
		return StepsOf(r.Criteria.Impacts), true
	case last == "likelihood":
		return StepsOf(r.Criteria.Likelihoods), true
	}
	return nil, false
}

// ReadStep reads a rating for a field: a step of the scale or of the factor that it names.
func ReadStep(r *register.Register, field, text string) (string, bool) {
	steps, ok := scaleOf(r, field)
	if !ok {
		return "", false
	}
	n, ok := StepOf(steps, text)
	if !ok {
		if rating, remark := WithRemark(text); remark != "" {
			n, ok = StepOf(steps, rating)
		}
	}
	return strconv.Itoa(n), ok
}

// RecordFor finds the record of a kind that a text names, by its id or its title.
func RecordFor(r *register.Register, folder, text string) (string, bool) {
	list := r.All()
	if k := register.KindOf(folder); k != nil {
		list = r.List(k)
	} else if folder != "any" {
		return "", false
	}
	for _, e := range list {
		if source.FoldID(e.Of().ID) == source.FoldID(text) {
			return e.Of().ID, true
		}
		for _, w := range e.Of().Title {
			if Fold(w.Words) == Fold(text) {
				return e.Of().ID, true
			}
		}
	}
	return "", false
}

// Parts takes the texts of a list apart.
func Parts(text, separators string) []string {
	if separators == "" {
		separators = ",;\n、；"
	}
	var list []string
	for _, part := range strings.FieldsFunc(text, func(c rune) bool { return strings.ContainsRune(separators, c) }) {
		if part = strings.TrimSpace(part); part != "" && !slices.Contains(list, part) {
			list = append(list, part)
		}
	}
	return list
}

var (
	moneyForm = regexp.MustCompile(`^(?:約|およそ|approx\.?|about|ca\.?|~)?\s*([a-z]{3}|us\$|[$€£¥円])?\s*(\d[\d,]*(?:\.\d+)?)\s*(千|万|百万|億|兆|k|m|mn|million|thousand|b|bn|billion)?\s*(円|yen|jpy|usd|eur|gbp|dollars?|euros?|[a-z]{3}|[$€£¥])?\s*(?:程度|/年)?$`)
	moneyUnit = map[string]float64{"": 1, "千": 1e3, "万": 1e4, "百万": 1e6, "億": 1e8, "兆": 1e12, "k": 1e3, "thousand": 1e3, "m": 1e6, "mn": 1e6, "million": 1e6, "b": 1e9, "bn": 1e9, "billion": 1e9}
	moneySign = map[string]string{"$": "USD", "us$": "USD", "dollar": "USD", "dollars": "USD", "€": "EUR", "euro": "EUR", "euros": "EUR", "£": "GBP", "¥": "JPY", "円": "JPY", "yen": "JPY"}
)

// ParseMoney reads an amount with the words of a currency. The currency is empty where none is written.
func ParseMoney(text string) (amount float64, currency string, ok bool) {
	m := moneyForm.FindStringSubmatch(strings.ToLower(strings.TrimSpace(norm.NFKC.String(text))))
	if m == nil {
		return 0, "", false
	}
	x, err := strconv.ParseFloat(strings.ReplaceAll(m[2], ",", ""), 64)
	if err != nil {
		return 0, "", false
	}
	for _, sign := range []string{m[1], m[4]} {
		if sign != "" {
			if code := moneySign[sign]; code != "" {
				currency = code
			} else {
				currency = strings.ToUpper(sign)
			}
		}
	}
	return x * moneyUnit[m[3]], currency, true
}
