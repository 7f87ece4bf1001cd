package export

import _ "embed"

// Schema is the published form of one of the files that other programs read.
type Schema struct {
	Of   string // "register", "history", "diagnostics"
	Text []byte // JSON Schema
}

//go:embed schema/diagnostics.json
var diagnosticsSchema []byte

//go:embed schema/history.json
var historySchema []byte

//go:embed schema/register.json
var registerSchema []byte

// Schemas lists the schemas, by name.
func Schemas() []Schema {
	return []Schema{{"diagnostics", diagnosticsSchema}, {"history", historySchema}, {"register", registerSchema}}
}
