package check

import (
	"slices"

	"github.com/riskbook/riskbook/internal/diagnostic"
	"github.com/riskbook/riskbook/internal/rule"
)

// governance lists the rules about who may decide what, and whether that was kept. What they find can be understood, so that a register which honestly
// records a breach is still published; but they are never switched off, lowered or let be.
var governance = []rule.Name{
	rule.BeyondAuthority,
	rule.NotApprovedByDecider,
	rule.RetainedAgainstCriteria,
	rule.SelfApproved,
	rule.SignatureBad,
	rule.SignerNotAllowed,
}

// Governance reports whether the rule is about a breach of governance.
func (r *Rule) Governance() bool { return slices.Contains(governance, r.Name) }

// fixed reports whether the severity of the rule cannot be lowered: it says that something could not be read or understood, and without it records would
// be lost in silence; or it is about a breach of governance.
func (r *Rule) fixed() bool {
	return r.Find == nil && r.Severity == diagnostic.Error || r.Name == rule.MissingKey || r.Governance()
}

// CanBeKnown reports whether a baseline may let what the rule says be. Errors are mended instead.
func (r *Rule) CanBeKnown() bool {
	return r.Severity < diagnostic.Error && !r.Governance() && r != baselineUnmatched && r != baselineTooLong
}
