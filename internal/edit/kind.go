package edit

import (
	"slices"
	"strings"

	"github.com/riskbook/riskbook/internal/register"
)

// synonym is another word that people type for a kind.
type synonym struct {
	folder string
	form   string // the value of the record's own key kind that the word means besides; empty where it means none
}

// synonyms are what people type, in small letters and with blanks, beside the names of the kinds.
var synonyms = map[string]synonym{
	"acceptance":      {"decisions", "acceptance"},
	"approval":        {"decisions", "plan-approval"},
	"closing":         {"decisions", "closing"},
	"issue":           {"findings", ""},
	"issues":          {"findings", ""},
	"judgement":       {"decisions", "judgement"},
	"judgment":        {"decisions", "judgement"},
	"kri":             {"indicators", ""},
	"law":             {"obligations", "law"},
	"measure":         {"controls", ""},
	"measures":        {"controls", ""},
	"plan":            {"treatments", ""},
	"plans":           {"treatments", ""},
	"requirement":     {"obligations", ""},
	"requirements":    {"obligations", ""},
	"risk source":     {"sources", ""},
	"terms":           {"glossary", ""},
	"threat":          {"sources", "threat"},
	"threats":         {"sources", "threat"},
	"treatment plan":  {"treatments", ""},
	"treatment plans": {"treatments", ""},
	"vulnerabilities": {"sources", "vulnerability"},
	"vulnerability":   {"sources", "vulnerability"},
	"リスク対応計画":         {"treatments", ""},
	"レビュー記録":          {"reviews", ""},
	"事件":              {"incidents", ""},
	"判断":              {"decisions", "judgement"},
	"受容":              {"decisions", "acceptance"},
	"固定ページ":           {"pages", ""},
	"対応計画":            {"treatments", ""},
	"対策":              {"controls", ""},
	"意思決定記録":          {"decisions", ""},
	"承認":              {"decisions", "plan-approval"},
	"法令":              {"obligations", "law"},
	"用語":              {"glossary", ""},
	"用語集":             {"glossary", ""},
	"終結":              {"decisions", "closing"},
	"脅威":              {"sources", "threat"},
	"脆弱性":             {"sources", "vulnerability"},
	"計画":              {"treatments", ""},
	"課題":              {"findings", ""},
	"資産":              {"assets", ""},
}

// KindNamed gives the kind that a word means: its folder, its name in either language and number, or another word that people use for it; with the value of
// the record's own key kind where the word says that too, as a threat is a source of a kind. It is nil for any other word.
func KindNamed(word string) (kind *register.Kind, form string) {
	word = strings.ToLower(strings.ReplaceAll(strings.TrimSpace(word), "-", " "))
	for i := range register.Kinds {
		k := &register.Kinds[i]
		if slices.Contains([]string{k.Folder, strings.TrimSuffix(k.Folder, "s"), k.One.En, k.Many.En, k.One.Ja, k.Many.Ja}, word) {
			return k, ""
		}
	}
	if s, ok := synonyms[word]; ok {
		return register.KindOf(s.folder), s.form
	}
	return nil, ""
}
