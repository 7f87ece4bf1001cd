package assess

import (
	"github.com/riskbook/riskbook/internal/register"
)

// Effect says whether a record that names an obligation answers it already.
type Effect uint8

// The effects, the weakest first.
const (
	NoEffect Effect = iota // a cancelled plan, a closed risk, a retired control, and what nobody has confirmed yet
	Promised               // a planned control, a plan that is not done
	InEffect               // everything else
)

// EffectOf tells whether a record that names an obligation answers it already.
func EffectOf(e register.Entry) Effect {
	if e.Of().Provisional {
		return NoEffect
	}
	switch r := e.(type) {
	case *register.Control:
		switch r.State {
		case "planned":
			return Promised
		case "retired":
			return NoEffect
		}
	case *register.Risk:
		if r.Closed() {
			return NoEffect
		}
	case *register.Treatment:
		switch r.Status {
		case "cancelled":
			return NoEffect
		case "done":
			return InEffect
		}
		return Promised
	}
	return InEffect
}
