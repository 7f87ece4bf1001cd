package ask

import (
	"cmp"
	"fmt"
	"strings"

	"github.com/riskbook/riskbook/internal/check"
	"github.com/riskbook/riskbook/internal/date"
	"github.com/riskbook/riskbook/internal/diagnostic"
	"github.com/riskbook/riskbook/internal/session"
	"github.com/riskbook/riskbook/internal/term"
)

const baselineFile = "content/baseline.toml"

// writeBaseline lets what is found now be until a day: what is not known yet is added to content/baseline.toml, and where an entry has expired its day is
// moved. None lasts longer than check.baseline_months. Comments and everything else stay. Errors are never let be, which is said; nor does what only informs need to be.
func writeBaseline(s *session.Session, j *session.Judged, list []diagnostic.Diagnostic, until, reason string) error {
	day, err := baselineEnd(s, j, until)
	if err != nil {
		return err
	}
	if reason = strings.TrimSpace(reason); reason == "" {
		reason = term.Words{Ja: j.Verdict.Assessment.AsOf.String() + " の時点で既知", En: "known on " + j.Verdict.Assessment.AsOf.String()}.In(s.Lang)
	}
	doc, old := j.Verdict.Register.Tree.Baseline, ""
	if doc != nil {
		if old = string(doc.File.Data); doc.Broken {
			return session.Fail(session.ExitNotPassed, term.Words{Ja: baselineFile + " を読めないため、書き換えませんでした", En: baselineFile + " cannot be read, so it was not changed"}, term.Words{})
		}
	}
	known, found := map[[3]string]bool{}, map[[3]string]int{}
	for _, d := range list {
		found[aboutOf(d)]++
	}
	text, moved := j.MovedBaseline(old, list, day, known)
	added, refused := 0, 0
	var b strings.Builder
	for _, d := range list {
		about := aboutOf(d)
		if d.Severity == diagnostic.Error && !check.Lookup(d.Rule).CanBeKnown() {
			refused++
		}
		if d.Known != nil || d.Severity < diagnostic.Warning || known[about] || !check.Lookup(d.Rule).CanBeKnown() {
			continue
		}
		known[about] = true
		added += found[about]
		subject := "record = " + quoted(d.Record)
		if d.Record == "" {
			subject = "file = " + quoted(d.Place.File)
		}
		fmt.Fprintf(&b, "\n[[known]]\nrule = %s\n%s\ncount = %d\nwritten = %s\nuntil = %s\nreason = %s\n", quoted(string(d.Rule)), subject, found[about], j.Verdict.Assessment.AsOf, day, quoted(reason))
	}
	if added > 0 {
		if text != "" && !strings.HasSuffix(text, "\n") {
			text += "\n"
		}
		text = strings.TrimPrefix(text+b.String(), "\n")
	}
	switch {
	case text == old:
	case doc == nil:
		err = session.Create(j.Root, baselineFile, []byte(text))
	default:
		err = session.Rewrite(j.Root, baselineFile, []byte(old), []byte(text))
	}
	if err != nil {
		return err
	}
	sayBaseline(s, day, added, moved, refused)
	return nil
}

// baselineEnd gives the day until which things may be let be: the one asked for, or the last that the register allows.
func baselineEnd(s *session.Session, j *session.Judged, until string) (date.Date, error) {
	day, err := date.Parse(until)
	if err != nil || day.Before(j.Verdict.Assessment.AsOf) {
		return day, session.Fail(session.ExitUsage, term.Words{Ja: "--until に基準日以降の日付が必要です: " + until, En: "--until takes a day that has not passed, not " + cmp.Or(until, "nothing")},
			term.Words{Ja: "--until 2027-03-31 のように、いつまでに直すかを指定してください。", En: "say by when it will be mended, such as --until 2027-03-31"})
	}
	months := j.Verdict.Register.Config.Check.BaselineMonths
	if latest := j.Verdict.Assessment.AsOf.AddMonths(months); day.After(latest) {
		day = latest
		s.Say(term.Words{
			Ja: fmt.Sprintf("既知として扱えるのは%dか月先の %s までのため、この日を期限とします（riskbook.toml の check.baseline_months で変えられます）", months, latest),
			En: fmt.Sprintf("a baseline lasts %s at the most, so that it ends on %s (check.baseline_months of riskbook.toml)", session.Plural(months, "month"), latest),
		})
	}
	return day, nil
}

// sayBaseline says what was let be.
func sayBaseline(s *session.Session, day date.Date, added, moved, refused int) {
	said := term.Words{Ja: fmt.Sprintf("%s: %d件を %s まで既知としました", baselineFile, added, day), En: fmt.Sprintf("%s: %d let be until %s", baselineFile, added, day)}
	if moved > 0 {
		said.Ja += fmt.Sprintf("。期限か件数を超えた%d項目を改めました", moved)
		said.En += fmt.Sprintf("; renewed %s that had expired or counted too few", entries(moved))
	}
	s.Say(said)
	if refused > 0 {
		s.Say(term.Words{
			Ja: fmt.Sprintf("エラー%d件は既知にできません。riskbook check で確かめて直してください", refused),
			En: fmt.Sprintf("%s cannot be let be; see riskbook check, and mend what it finds", session.Plural(refused, "error")),
		})
	}
}

func entries(n int) string {
	if n == 1 {
		return "1 entry"
	}
	return fmt.Sprintf("%d entries", n)
}

// aboutOf is what an entry for a diagnostic is about: a rule, and a record or else a file.
func aboutOf(d diagnostic.Diagnostic) [3]string {
	if d.Record != "" {
		return [3]string{string(d.Rule), d.Record, ""}
	}
	return [3]string{string(d.Rule), "", d.Place.File}
}

// quoted writes a basic string of TOML.
func quoted(text string) string {
	var b strings.Builder
	b.WriteByte('"')
	for _, r := range text {
		switch {
		case r == '"' || r == '\\':
			b.WriteByte('\\')
			b.WriteRune(r)
		case r < 0x20 || r == 0x7F:
			fmt.Fprintf(&b, `\u%04X`, r)
		default:
			b.WriteRune(r)
		}
	}
	b.WriteByte('"')
	return b.String()
}
