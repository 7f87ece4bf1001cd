package compile

import (
	"slices"
	"sync"

	"github.com/riskbook/riskbook/internal/assess"
	"github.com/riskbook/riskbook/internal/body"
	"github.com/riskbook/riskbook/internal/check"
	"github.com/riskbook/riskbook/internal/compare"
	"github.com/riskbook/riskbook/internal/diagnostic"
	"github.com/riskbook/riskbook/internal/register"
	"github.com/riskbook/riskbook/internal/source"
)

// Under judges the same records under other criteria, given as the contents of a criteria.toml and the name by which messages call it. The
// diagnostics are the errors of that file alone: a rating that is not on its scales is left as it is, and comes out without a level.
func (j *Judged) Under(name string, criteria []byte) (*Judged, []diagnostic.Diagnostic) {
	doc, findings := source.Parse(name, criteria, source.LimitsOf(configTable(j.Register.Tree)))
	return under(j, doc, findings)
}

func under(j *Judged, doc *source.Document, findings []diagnostic.Finding) (*Judged, []diagnostic.Diagnostic) {
	tree := *j.Register.Tree
	tree.Criteria = doc
	own := func(f diagnostic.Finding) bool {
		return f.Place.File == doc.File.Path || j.Register.Tree.Criteria != nil && f.Place.File == j.Register.Tree.Criteria.File.Path
	}
	tree.Findings = append(slices.DeleteFunc(slices.Clone(tree.Findings), own), findings...)
	if !slices.Contains(tree.Files, doc.File) {
		tree.Files = append(slices.Clone(tree.Files), doc.File)
	}
	other := &Judged{Folder: j.Folder, Register: register.Understand(&tree), Bodies: j.Bodies}
	checkSurroundings(other)
	other.Assessment = assess.Assess(other.Register, j.Assessment.AsOf)
	other.check = sync.OnceValue(func() check.Result { return check.Run(other.Assessment, j.Bodies.List) })
	other.Finish()
	errors := slices.DeleteFunc(check.Stopping(other.Checked.Diagnostics), func(d diagnostic.Diagnostic) bool { return d.Place.File != doc.File.Path })
	return other, errors
}

// propose judges the records under the proposed criteria, where the register holds any. What is wrong with them is reported at their file and leaves the
// register as it is judged.
func (j *Judged) propose(depth Depth) (wrong []diagnostic.Diagnostic) {
	doc := j.Register.Tree.Proposal
	if doc == nil || doc.Broken {
		return nil // the reader says what is wrong with it
	}
	none := &Judged{Folder: j.Folder, Register: decisionsAlone(j), Assessment: j.Assessment, Bodies: &body.Bodies{}}
	if _, errors := under(none, doc, nil); len(errors) > 0 {
		return errors
	}
	if depth < ForSite {
		return nil // nothing but pages shows what would change
	}
	other, _ := under(j, doc, nil)
	c := compare.Compare(compare.State{Assessment: j.Assessment}, compare.State{Assessment: other.Assessment})
	j.Proposed, j.proposed = &c, other
	return nil
}

// decisionsAlone gives the settings of the register and its decisions, the only records that criteria name: enough to find what is wrong with criteria, in
// no time.
func decisionsAlone(j *Judged) *register.Register {
	tree := *j.Register.Tree
	tree.Records = slices.DeleteFunc(slices.Clone(tree.Records), func(r *source.Record) bool { return r.Folder != "decisions" })
	tree.Figures = nil
	return &register.Register{Tree: &tree}
}

func configTable(tree *source.Tree) *source.Value {
	if tree.Config == nil {
		return nil
	}
	return tree.Config.Table
}
