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
func (j *Judged) Under(name string, criteria []byte) (*Judged, []diagnostic.Diagnostic) {
	doc, findings := source.Parse(name, criteria, source.LimitsOf(configTable(j.Register.Tree)))
	tree := *j.Register.Tree
	tree.Criteria = doc
	own := func(f diagnostic.Finding) bool {
		return j.Register.Tree.Criteria != nil && f.Place.File == j.Register.Tree.Criteria.File.Path
	}
	tree.Findings = append(slices.DeleteFunc(slices.Clone(tree.Findings), own), findings...)
	tree.Files = append(slices.Clone(tree.Files), doc.File)
	other := &Judged{Folder: j.Folder, Register: register.Understand(&tree), Bodies: j.Bodies}
	other.checkSurroundings()
	other.Assessment = assess.Assess(other.Register, j.Assessment.AsOf)
	other.Checked = check.Run(other.Assessment, j.Bodies.List)
	errors := slices.DeleteFunc(slices.Clone(other.Checked.Diagnostics), func(d diagnostic.Diagnostic) bool {
		return d.Place.File != name || d.Severity != diagnostic.Error
	})
	return other, errors
}

func configTable(tree *source.Tree) *source.Value {
	if tree.Config == nil {
		return nil
	}
	return tree.Config.Table
}
