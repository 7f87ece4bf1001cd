package check

import (
	"github.com/riskbook/riskbook/internal/diagnostic"
	"github.com/riskbook/riskbook/internal/register"
	"github.com/riskbook/riskbook/internal/rule"
)

// Severities gives the severity with which each rule speaks in a register, by name: its own, as far as the configuration leaves it.
func Severities(r *register.Register) map[rule.Name]diagnostic.Severity { return severities(r) }
