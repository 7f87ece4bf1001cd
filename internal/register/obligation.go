package register

// Obligation is a requirement from outside or from one's own rules (handbook 1.2.1, 5.1).
type Obligation struct {
	Record
	Form      string   `key:"kind" required:"true" words:"obligation" oneof:"law regulation contract standard policy"`
	Authority Text     `key:"authority"`
	Citation  Text     `key:"citation"`
	URL       string   `key:"url"`
	Clauses   []Clause `key:"clause"`
}

// Clause is one part of an obligation, named as ID#key.
type Clause struct {
	Key   string `key:"key" required:"true"`
	Title Text   `key:"title"`
}

// Term is an entry of the register's glossary; its body is the definition.
type Term struct {
	Record
	Reading string   `key:"reading"` // kana, for sorting
	Aliases []string `key:"aliases"` // in any language
	See     []string `key:"see" to:"glossary"`
	Origin  Text     `key:"source"`

	Words []string // its id, titles and aliases as far as [limits] let them link to it
}

// Page is a free page of Markdown.
type Page struct {
	Record
	Order int  `key:"order"`
	Nav   bool `key:"nav"` // in the menu
}
