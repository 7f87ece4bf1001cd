package compile

import (
	"slices"
	"sync"

	"github.com/riskbook/riskbook/internal/assess"
	"github.com/riskbook/riskbook/internal/audience"
	"github.com/riskbook/riskbook/internal/check"
	"github.com/riskbook/riskbook/internal/compare"
	"github.com/riskbook/riskbook/internal/diagnostic"
	"github.com/riskbook/riskbook/internal/page/desk"
)

// For returns what an audience may see of a register that was judged whole. All that is made of it is made of that part: nothing that shows knows the rest.
func (j *Judged) For(x *audience.Reader) *Judged {
	if j.known != nil {
		x = x.Knowing(j.known.Past)
	}
	part := x.Reduce(j.Assessment)
	r := part.Register()
	of := &Judged{
		Folder: j.Folder, Register: r, Assessment: part.Assessment, Chronicle: j.known, Audience: x, Withheld: len(part.Withheld), depth: j.depth, part: part, whole: j,
	}
	of.Bodies = desk.ReadBodies(r, func() *assess.Assessment { return part.Assessment }, j.depth == ForSite)
	if j.proposed != nil {
		c := compare.Compare(compare.State{Assessment: part.Assessment}, compare.State{Assessment: x.Reduce(j.proposed.Assessment).Assessment})
		of.Proposed = &c
	}
	of.check = sync.OnceValue(func() check.Result { return checkPart(of) })
	of.Finish()
	return of
}

// Whole gives the assessment of which this is what an audience may see; nil where it is whole itself.
func (j *Judged) Whole() *assess.Assessment {
	if j.whole == nil {
		return nil
	}
	return j.whole.Assessment
}

// checkPart holds the rules against what may be seen. What they find only because something was taken away that stops nothing in the whole is no fault of the
// part; nor is what they find because a field is hidden.
func checkPart(j *Judged) check.Result {
	found := check.Run(j.Assessment, j.Bodies.List)
	kept := func(d *diagnostic.Diagnostic) bool { return !check.Stops(d) }
	if shown := j.Audience.Unhidden(); shown != nil {
		part := shown.Reduce(j.whole.Assessment)
		bodies := desk.ReadBodies(part.Register(), func() *assess.Assessment { return part.Assessment }, false)
		said := map[[2]string]bool{}
		for _, d := range check.Run(part.Assessment, bodies.List).Diagnostics {
			said[[2]string{string(d.Rule), d.Record}] = true
		}
		stops := kept
		kept = func(d *diagnostic.Diagnostic) bool { return stops(d) && said[[2]string{string(d.Rule), d.Record}] }
		for step, gaps := range found.Gaps {
			found.Gaps[step] = slices.DeleteFunc(gaps, func(g check.Gap) bool { return !said[[2]string{string(g.Rule), g.ID}] })
		}
	}
	found.Diagnostics = slices.DeleteFunc(found.Diagnostics, func(d diagnostic.Diagnostic) bool { return !kept(&d) })
	return found
}
