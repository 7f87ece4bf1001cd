package register

import "github.com/riskbook/riskbook/internal/term"

// Proposable are the folders of the kinds that people propose by the form of a forge.
var Proposable = []string{"decisions", "findings", "incidents", "risks", "treatments"}

// FormRest is what the form of a kind asks besides its fields: it becomes the body.
var FormRest = term.Words{Ja: "そのほかに分かっていること（いつ、どこで、何を根拠に）", En: "What else is known: when, where, on what grounds"}

// FormFields gives the fields that the form of a kind asks for: what a record cannot do without, but for its state, which is that of something new.
func (k *Kind) FormFields() []Field {
	var asked []Field
	for _, f := range k.Fields() {
		if f.Required && f.Key != "status" && f.Shape != ShapeTable {
			asked = append(asked, f)
		}
	}
	return asked
}

// FormLabel gives the words by which a form asks for a field.
func (f *Field) FormLabel() term.Words {
	name, known := term.Field(f.Key)
	if !known {
		name = term.Same(f.Key)
	}
	return name.Capital()
}

// NewStatus gives the state of a record of the kind that was just proposed; empty where a kind has none, or needs none.
func (k *Kind) NewStatus() string {
	return map[string]string{"findings": "open", "incidents": "open", "treatments": "draft"}[k.Folder]
}
