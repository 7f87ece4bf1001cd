package rating

import (
	"slices"
	"strings"

	"github.com/riskbook/riskbook/internal/address"
	"github.com/riskbook/riskbook/internal/assess"
	"github.com/riskbook/riskbook/internal/brief"
	"github.com/riskbook/riskbook/internal/chronicle"
	"github.com/riskbook/riskbook/internal/page/desk"
	"github.com/riskbook/riskbook/internal/part"
)

// BriefWords are the words of this file's pages and parts, by key.
var BriefWords = desk.Words{
	"enough-enough":     {Ja: "足りる", En: "Enough"},
	"enough-not-enough": {Ja: "足りない", En: "Not enough"},
	"enough-not-known":  {Ja: "足りるか分からない", En: "Not known"},
	"planLiveHead":      {Ja: "実行中か", En: "Live"},
	"planLive-yes":      {Ja: "実行中", En: "Live"},
	"planLive-no":       {Ja: "実行中でない", En: "Not live"},
	"sinceWorse":        {Ja: "悪化", En: "Worse"},
	"sinceBetter":       {Ja: "改善", En: "Better"},
	"sinceNew":          {Ja: "新規", En: "New"},
	"sinceClosed":       {Ja: "終結", En: "Closed"},
	"sinceMore":         {Ja: "前回 {figure}", En: "was {figure}"},
	"sinceSame":         {Ja: "前回と同じ", En: "as before"},
	"sinceRule":         {Ja: "前回とは判定基準が異なります", En: "the criteria were others then"},
}

// sinceOf gives what became of the risks since a former state; nil where nothing tells.
func sinceOf(v *desk.Desk) *chronicle.Since {
	if v.Chronicle == nil {
		return nil
	}
	return v.Chronicle.Since
}

// Sentences says in three to five sentences how the register stands.
func Sentences(v *desk.Desk, path string) []part.Part {
	var said []part.Part
	for _, s := range brief.Write(v.Assessment, sinceOf(v), v.Language) {
		var line part.Line
		for _, p := range s.Pieces {
			line = append(line, piece(path, p))
		}
		said = append(said, line)
	}
	return said
}

func piece(path string, p brief.Piece) part.Part {
	var shown part.Part = part.Words(p.Text)
	switch {
	case !p.Day.IsZero():
		shown = part.Time{Datetime: p.Day.String(), Text: p.Text}
	case p.Language != "":
		shown = part.Phrase{Text: p.Text, Language: p.Language}
	case p.ID != "" && strings.HasPrefix(p.Text, p.ID):
		shown = desk.Join("", desk.Whole(p.ID), part.Words(strings.TrimPrefix(p.Text, p.ID)))
	}
	if strings.Contains(p.To, "?") || strings.HasSuffix(p.Text, "件") { // a count, which stays with its counter
		shown = part.Whole{Part: shown}
	}
	if p.To == "" {
		return shown
	}
	return part.Inside{Href: filtered(path, p.To), Part: shown}
}

// filtered leads from a page to a list that is narrowed: the filters stand behind the question mark, as the script that narrows lists has them.
func filtered(from, to string) string {
	page, query, narrowed := strings.Cut(to, "?")
	if !narrowed {
		return address.Href(from, to)
	}
	return address.Href(from, page) + "?" + query
}

// keys says, by risk, what became of it since the former state, as the filter of lists has it: "worse", "better", "new", "closed".
func keys(v *desk.Desk, id string) []string {
	s := sinceOf(v)
	if s == nil {
		return nil
	}
	var keys []string
	for _, of := range []struct {
		key string
		ids []string
	}{{"worse", s.Worse}, {"better", s.Better}, {"new", s.New}, {"closed", s.Closed}} {
		if _, found := slices.BinarySearch(of.ids, id); found {
			keys = append(keys, of.key)
		}
	}
	return keys
}

// sinceWord gives the word of a key of keys.
var sinceWord = map[string]string{"worse": "sinceWorse", "better": "sinceBetter", "new": "sinceNew", "closed": "sinceClosed"}

// ReasonClauses says why a risk needs treatment, each reason a clause of its own.
func ReasonClauses(v *desk.Verdicts, r *assess.Risk) string {
	return strings.Join(brief.Reasons(v.Assessment, r, v.Language), v.Words["clauseSeparator"])
}
