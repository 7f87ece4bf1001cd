package view

import (
	"github.com/riskbook/riskbook/internal/part"
)

// ProposalPart is what the page of criteria says of a proposal.
type ProposalPart struct {
	W             map[string]string
	Lead          string
	Sum           string
	Facts         part.Part
	Changes       part.Part
	Before, After MatrixPart
	Table         part.Part
}
