package source

import (
	"errors"

	"github.com/pelletier/go-toml/v2/unstable"

	"github.com/riskbook/riskbook/internal/diagnostic"
)

// syntaxFault says in our cases what the parser of the syntax tree stopped at.
func (b *builder) syntaxFault(err error) fault {
	f := fault{rule: "syntax", name: "other", span: Span{b.base, b.base}, args: diagnostic.Args{"detail": err.Error()}}
	var p *unstable.ParserError
	if errors.As(err, &p) {
		f.span = b.absolute(b.ast.Range(p.Highlight))
	}
	return f
}
