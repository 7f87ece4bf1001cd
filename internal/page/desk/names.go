package desk

import (
	"strings"

	"github.com/riskbook/riskbook/internal/address"
	"github.com/riskbook/riskbook/internal/assess"
	"github.com/riskbook/riskbook/internal/body"
	"github.com/riskbook/riskbook/internal/part"
	"github.com/riskbook/riskbook/internal/prose"
	"github.com/riskbook/riskbook/internal/register"
)

// link finds the link to a record on the page at path; nil where the register has no such record.
func (v *ways) link(path, id string) *part.Link {
	both, ok := v.linked[id]
	if !ok {
		return nil
	}
	depth := strings.Count(path, "/")
	if depth < len(both) {
		return both[depth]
	}
	if known, ok := v.deep.Load(id); ok {
		return known.(*part.Link)
	}
	link := *both[1]
	link.Href = "../" + link.Href
	made, _ := v.deep.LoadOrStore(id, &link)
	return made.(*part.Link)
}

// Ref names a record on the page at path, with id and title; an id that is nowhere stands as it is.
func (v *ways) Ref(path, id string) part.Part {
	if l := v.link(path, id); l != nil {
		return l
	}
	return v.nowhere(id)
}

// nowhere shows an id that leads nowhere, or stands in for one that its readers may not see.
func (v *ways) nowhere(id string) part.Part {
	if id == register.Withheld {
		return part.Words(v.Words["withheld"])
	}
	return part.Missing{ID: id}
}

// NameOf is ref without the state of a control, for a line that shows it by itself.
func (v *ways) NameOf(path, id string) part.Part {
	if l := v.link(path, id); l != nil && l.State != "" {
		return part.Name{Link: l}
	}
	return v.Ref(path, id)
}

// Speak says in a language what records are called.
func Speak(r *register.Register, a *assess.Assessment, in string, known map[string]string) (words map[string]string, target func(register.Entry) prose.Target) {
	if known == nil {
		known = WordsIn(sharedWords, in)
	}
	v := &Verdicts{&ways{language: speaking(r, in, known), Index: &index{}}, a}
	return known, func(e register.Entry) prose.Target {
		base := e.Of()
		title := v.Phrase(base.Title)
		return prose.Target{ID: base.ID, Kind: base.Kind.Folder, Path: address.Path(base.Kind, base.ID), Title: title.Text, TitleLanguage: title.Language, Context: contextOf(v, e), Mark: v.mark(e), State: nameState(v, e)}
	}
}

// ReadBodies reads the bodies of a register, in which records are called as pages call them.
func ReadBodies(r *register.Register, a func() *assess.Assessment, html bool) *body.Bodies {
	return body.Read(Speak, r, a, html)
}

// nameState is what stands behind the name of a control wherever it is named: only one that is in place holds a risk down.
func nameState(v *Verdicts, e register.Entry) string {
	if c, ok := e.(*register.Control); ok && c.State != "" {
		return v.Words["control-"+c.State]
	}
	return ""
}

// Refs names several records, in their order.
func (v *ways) Refs(path string, ids []string) []part.Part {
	out := make([]part.Part, len(ids))
	for i, id := range ids {
		out[i] = v.Ref(path, id)
	}
	return out
}

// ShortRef names a record by its id alone, its title being said to those who cannot see the tip.
func (v *ways) ShortRef(path, id string) part.Part {
	if l := v.link(path, id); l != nil {
		return part.Short{Link: l}
	}
	return v.nowhere(id)
}

// contextOf says in a few words how a record stands: the level and outcome of a risk, the status of a plan, and that nobody has confirmed it yet.
func contextOf(v *Verdicts, e register.Entry) string {
	switch r := e.(type) {
	case *register.Risk:
		if a := v.Assessment.Risk(r.ID); a != nil {
			return v.Text(r.Title) + v.Words["contextSeparator"] + v.LevelName(a.Now.Level) + v.Words["contextSeparator"] + v.verdictName(a)
		}
	case *register.Treatment:
		return Joined(v.Text(r.Title)+v.Words["contextSeparator"]+v.Words["status-"+r.Status], v.Words["contextSeparator"], v.mark(e))
	case *register.Control:
		return Joined(Joined(nameState(v, e), v.Words["contextSeparator"], v.mark(e)), v.Words["contextSeparator"], v.Text(Quoting(v, r.Summary)))
	}
	return Joined(v.mark(e), v.Words["contextSeparator"], v.Text(Quoting(v, e.Of().Summary)))
}
