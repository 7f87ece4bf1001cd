package compile

import (
	"slices"

	"github.com/riskbook/riskbook/internal/assess"
	"github.com/riskbook/riskbook/internal/check"
	"github.com/riskbook/riskbook/internal/diagnostic"
	"github.com/riskbook/riskbook/internal/register"
	"github.com/riskbook/riskbook/internal/source"
)

// Under judges the same records under other criteria, given as the contents of a criteria.toml and the name by which messages call it. The
// diagnostics are the errors of that file alone: a rating that is not on its scales is left as it is, and comes out without a level.
func (j *Judged) Under(name string, criteria []byte) (*assess.Assessment, *source.File, []diagnostic.Diagnostic) {
	doc, findings := source.Parse(name, criteria, source.LimitsOf(configTable(j.Register.Tree)))
	tree := *j.Register.Tree
	tree.Criteria, tree.Findings = doc, findings
	other := assess.Assess(register.Understand(&tree), j.Assessment.AsOf)
	errors := slices.DeleteFunc(check.Run(other, nil).Diagnostics, func(d diagnostic.Diagnostic) bool {
		return d.Place.File != name || d.Severity != diagnostic.Error
	})
	return other, doc.File, errors
}

func configTable(tree *source.Tree) *source.Value {
	if tree.Config == nil {
		return nil
	}
	return tree.Config.Table
}
