// Package rule names the rules, and the cases that a rule tells apart.
//
// A name that stands in code is one of these constants: a misspelt one does not compile, and a string that is turned into one without being among them is
// refused by a test of package figures. Package check says what each means. It is a leaf: it must never import anything of the project.
package rule

// Name names a rule, as people read it: "missing-key".
type Name string

// Case names one of the sentences that a rule has. The empty one is the ordinary case.
type Case string

// Plain is the ordinary case of a rule.
const Plain Case = ""
