package session

import (
	"fmt"
	"slices"

	"github.com/riskbook/riskbook/internal/check"
	"github.com/riskbook/riskbook/internal/diagnostic"
	"github.com/riskbook/riskbook/internal/term"
)

// TellBreaches prints the breaches of governance that are published with the register.
func (s *Session) TellBreaches(list []diagnostic.Diagnostic, line func(file string, n int) string) error {
	if len(list) == 0 || s.Quiet {
		return nil
	}
	if err := s.ShowBreaches(list, line); err != nil {
		return err
	}
	s.Say(term.Words{
		Ja: fmt.Sprintf("決定の手続や基準への違反が%d件あります。書き出したものの先頭に示します", len(list)),
		En: fmt.Sprintf("%s of governance: what is written says so first", plurals(len(list), "breach", "breaches")),
	})
	return nil
}

// ShowBreaches prints breaches of governance.
func (s *Session) ShowBreaches(list []diagnostic.Diagnostic, line func(file string, n int) string) error {
	if err := diagnostic.WriteText(s.Stderr, list, s.Lang, line, s.Color(s.Stderr)); err != nil {
		return Failed(term.Words{Ja: "出力できません", En: "cannot write the output"}, err)
	}
	return nil
}

// Apart parts errors from breaches of governance.
func Apart(list []diagnostic.Diagnostic) (wrong, breaches []diagnostic.Diagnostic) {
	wrong = slices.DeleteFunc(slices.Clone(list), func(d diagnostic.Diagnostic) bool { return check.Lookup(d.Rule).Governance() })
	return wrong, check.Breaches(list)
}
