package view

import (
	"github.com/riskbook/riskbook/internal/part"
)

// Assets is the page assets.html.
type Assets struct {
	ListPage
	Graph part.Part
}
