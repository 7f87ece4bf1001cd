package changes

import (
	"slices"
	"strings"

	"github.com/riskbook/riskbook/internal/compare"
	"github.com/riskbook/riskbook/internal/term"
)

// partWords are what the parts are called that guard a register.
var partWords = map[compare.Part]term.Words{
	compare.Severity:  {Ja: "規則の重大度", En: "Severity of a rule"},
	compare.FailOn:    {Ja: "検査を不合格とする重大度", En: "Severity that fails a check"},
	compare.Known:     {Ja: "既知として許す指摘", En: "Let be by the baseline"},
	compare.Approval:  {Ja: "承認の手続き", En: "Approval"},
	compare.Profile:   {Ja: "採用するステップ", En: "Steps adopted"},
	compare.Interval:  {Ja: "リスクを見直す間隔（月）", En: "Months between reviews of a risk"},
	compare.Audience:  {Ja: "開示先", En: "Audience"},
	compare.Authority: {Ja: "決裁権限", En: "Authority"},
	compare.Signers:   {Ja: "署名者", En: "Signers"},
	compare.Basis:     {Ja: "リスク判定基準", En: "Risk criteria"},
	compare.Parties:   {Ja: "関係者", En: "Parties"},
	compare.Templates: {Ja: "テンプレート", En: "Template"},
	compare.Themes:    {Ja: "テーマ", En: "Theme"},
	compare.Scripts:   {Ja: "スクリプト（読み手のブラウザーで動作）", En: "Script, which runs in readers' browsers"},
	compare.Pipelines: {Ja: "パイプライン", En: "Pipeline"},
}

// byFile are the parts that are files which others than this program read.
var byFile = []compare.Part{compare.Signers, compare.Templates, compare.Themes, compare.Scripts, compare.Pipelines}

// guardSection says what guards the register and is not as it was. Every form shows it before anything else.
func guardSection(r *Report) section {
	return section{key: "guard", title: r.say("統制に関わる変更", "What guards the register, changed"), subject: r.say("項目", "Item"), rows: settingRows(r, r.Comparison.Guard)}.counted(r.say("変更", "Change"))
}

func settingRows(r *Report, list []compare.Setting) []row {
	var rows []row
	for i := range list {
		s := &list[i]
		name := ""
		if words, guards := partWords[s.Part]; guards {
			name = r.words(words)
		}
		of := s.Of
		if of == "" && slices.Contains(byFile, s.Part) {
			of = s.File
		}
		switch {
		case name == "" && of == "":
			name = s.File
		case name == "":
			name = of
		case of != "":
			name += r.say("（", " (") + of + r.say("）", ")")
		}
		line := row{title: name, facts: []fact{settingFact(r, s)}}
		if s.Weaker {
			line.tone = "bad"
			line.facts[0].tone = "bad"
		}
		rows = append(rows, line)
	}
	return rows
}

func settingFact(r *Report, s *compare.Setting) fact {
	switch {
	case s.Text:
		f := fact{}
		f.differ(asText(s.Before), asText(s.After))
		return f
	case s.Of == "" && slices.Contains(byFile, s.Part) && !strings.HasSuffix(s.File, "riskbook.toml"), s.Part == "" && strings.HasPrefix(s.File, "content/") && s.Of == "":
		return fact{after: fileFate(r, s)}
	case s.Part == compare.Severity, s.Part == compare.FailOn, strings.HasPrefix(s.Of, "check.severity."), s.Of == "check.fail_on":
		return fact{before: r.severity(asText(s.Before)), after: r.severity(asText(s.After))}
	case s.Part == compare.Profile:
		f := fact{before: profile(r, asText(s.Before)), after: profile(r, asText(s.After))}
		before, after := r.old().Config.Process.Adopted(), r.now().Config.Process.Adopted()
		if left := slices.DeleteFunc(slices.Clone(before), func(step string) bool { return slices.Contains(after, step) }); len(left) > 0 {
			f.note = r.say("採用しなくなるステップ：%s", "no longer adopted: %s", strings.Join(left, r.say("、", ", ")))
		}
		return f
	case s.Part == compare.Known && !strings.HasPrefix(s.Of, "check."), strings.HasSuffix(s.File, "baseline.toml"):
		return fact{before: r.until(s.Before), after: r.until(s.After)}
	case s.Part == compare.Approval && s.Of == "approval.separate":
		return fact{before: r.value(s.Before == true, nil, r.old()), after: r.value(s.After == true, nil, r.now())}
	case s.Part == compare.Basis:
		f := fact{before: r.value(s.Before, nil, r.old()), after: r.value(s.After, nil, r.now())}
		if f.before == f.after {
			f.note = r.say("版は同じまま", "the revision is the same")
		}
		return f
	}
	return fact{before: r.value(s.Before, s.Meaning, r.old()), after: r.value(s.After, s.Meaning, r.now())}
}

// until writes until when an entry of a baseline holds.
func (r *Report) until(v any) string {
	if v == nil {
		return none
	}
	return r.say("%sまで", "until %s", asText(v))
}

func profile(r *Report, written string) string {
	name, steps, _ := strings.Cut(written, " ")
	return strings.TrimSpace(r.code("profile", name) + " " + steps)
}

// fileFate says what became of a file.
func fileFate(r *Report, s *compare.Setting) string {
	switch {
	case s.Before == nil:
		return r.say("追加", "added")
	case s.After == nil:
		return r.say("削除", "removed")
	}
	return r.say("変更", "changed")
}
