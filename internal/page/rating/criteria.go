package rating

import (
	"github.com/riskbook/riskbook/internal/page/desk"
)

// CriteriaLater says that the criteria were approved after the as-of date; nothing where they were not.
func CriteriaLater(v *desk.Desk) string {
	c := &v.Register.Criteria
	if !c.Given || !c.ApprovedOn.After(v.Assessment.AsOf) {
		return ""
	}
	return v.Say("critLater", "day", v.Day(c.ApprovedOn), "asOf", v.Day(v.Assessment.AsOf))
}
