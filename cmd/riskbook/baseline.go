package main

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/riskbook/riskbook/internal/check"
	"github.com/riskbook/riskbook/internal/date"
	"github.com/riskbook/riskbook/internal/diagnostic"
	"github.com/riskbook/riskbook/internal/term"
)

const baselineFile = "content/baseline.toml"

// writeBaseline lets what is found now be until a day: what is not known yet is added to content/baseline.toml, and where an entry has expired its day is
// moved. Comments and everything else stay. What cannot be read or understood is never let be, nor does what only informs need to be.
func (s *session) writeBaseline(j *judged, list []diagnostic.Diagnostic, until, reason string) error {
	day, err := date.Parse(until)
	if err != nil || day.Before(j.Assessment.AsOf) {
		return fail(exitUsage, term.Words{Ja: "--until に基準日以降の日付が必要です: " + until, En: "--until takes a day that has not passed, not " + cmp.Or(until, "nothing")},
			term.Words{Ja: "--until 2027-03-31 のように、いつまでに直すかを指定してください。", En: "say by when it will be mended, such as --until 2027-03-31"})
	}
	if reason = strings.TrimSpace(reason); reason == "" {
		reason = term.Words{Ja: j.Assessment.AsOf.String() + " の時点で既知", En: "known on " + j.Assessment.AsOf.String()}.In(s.lang)
	}
	doc, old := j.Register.Tree.Baseline, ""
	if doc != nil {
		if old = string(doc.File.Data); doc.Broken {
			return fail(exitNotPassed, term.Words{Ja: baselineFile + " を読めないため、書き換えませんでした", En: baselineFile + " cannot be read, so it was not changed"}, term.Words{})
		}
	}
	known := map[[3]string]bool{}
	text, moved := j.movedBaseline(old, list, day, known)
	added := 0
	var b strings.Builder
	for _, d := range list {
		about := [3]string{d.Rule, d.Record, ""}
		if d.Record == "" {
			about[2] = d.Place.File
		}
		if d.Known != nil || d.Severity < diagnostic.Warning || known[about] || !check.Lookup(d.Rule).CanBeKnown() {
			continue
		}
		known[about] = true
		added++
		subject := "record = " + quoted(d.Record)
		if d.Record == "" {
			subject = "file = " + quoted(d.Place.File)
		}
		fmt.Fprintf(&b, "\n[[known]]\nrule = %s\n%s\nuntil = %s\nreason = %s\n", quoted(d.Rule), subject, day, quoted(reason))
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
		err = create(j.root, baselineFile, []byte(text))
	default:
		err = rewrite(j.root, baselineFile, []byte(old), []byte(text))
	}
	if err != nil {
		return err
	}
	said := term.Words{Ja: fmt.Sprintf("%s: %d件を %s まで既知としました", baselineFile, added, day), En: fmt.Sprintf("%s: %d let be until %s", baselineFile, added, day)}
	if moved > 0 {
		said.Ja += fmt.Sprintf("。期限の過ぎた%d件の期限を延ばしました", moved)
		said.En += fmt.Sprintf("; %d that had expired moved to that day", moved)
	}
	s.say(said)
	return nil
}

// movedBaseline gives the text of the baseline with a new day for the entries that have expired and still match one of the diagnostics, and how many those are.
func (j *judged) movedBaseline(text string, list []diagnostic.Diagnostic, day date.Date, known map[[3]string]bool) (string, int) {
	moved := 0
	for i, entry := range slices.Backward(j.Register.Baseline.Known) { // from the end, so that places before it stay true
		about := [3]string{entry.Rule, entry.Record, entry.File}
		expired := entry.Until.Before(j.Assessment.AsOf) && slices.ContainsFunc(list, func(d diagnostic.Diagnostic) bool {
			return d.Known == nil && d.Rule == entry.Rule && (entry.Record != "" && d.Record == entry.Record || entry.Record == "" && d.Place.File == entry.File)
		})
		until := j.Register.Tree.Baseline.Table.At("known", i, "until")
		if !expired || known[about] || until == nil {
			continue
		}
		known[about] = true
		moved++
		text = text[:until.Span.Start] + day.String() + text[until.Span.End:]
	}
	return text, moved
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
