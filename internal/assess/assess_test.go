package assess

import (
	"fmt"
)

// show writes a value that may be missing.
func show(v *int) string {
	if v == nil {
		return "-"
	}
	return fmt.Sprint(*v)
}

// showRating writes likelihood, impact and the level's key.
func showRating(a *Assessment, r Rating) string {
	key := "-"
	if r.Level >= 0 {
		key = a.Register.Criteria.Levels[r.Level].Key
	}
	return show(r.Likelihood) + " " + show(r.Impact) + " " + key
}
