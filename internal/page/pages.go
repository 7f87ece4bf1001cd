package page

import (
	"github.com/riskbook/riskbook/internal/page/audit"
	"github.com/riskbook/riskbook/internal/page/duty"
	"github.com/riskbook/riskbook/internal/page/grid"
	"github.com/riskbook/riskbook/internal/page/ground"
	"github.com/riskbook/riskbook/internal/page/memory"
	"github.com/riskbook/riskbook/internal/page/method"
	"github.com/riskbook/riskbook/internal/page/money"
	"github.com/riskbook/riskbook/internal/page/rating"
	"github.com/riskbook/riskbook/internal/page/report"
)

// makers lists every page of the site. A new page is a file with its view and its maker, a template, and an entry here. The pages of records come
// first: each lets go of its body once it is made, and the long lists after them find the room.
var makers = []maker{
	{"asset", ground.AssetPages},
	{"control", ground.ControlPages},
	{"decision", rating.DecisionPages},
	{"event", ground.EventPages},
	{"finding", ground.FindingPages},
	{"incident", ground.IncidentPages},
	{"indicator", ground.IndicatorPages},
	{"obligation", duty.ObligationPages},
	{"page", method.FreePagePages},
	{"review", duty.ReviewPages},
	{"risk", rating.RiskPages},
	{"source", ground.SourcePages},
	{"term", method.TermPages},
	{"treatment", rating.TreatmentPages},

	{"agenda", duty.AgendaPages},
	{"assets", ground.AssetsPages},
	{"calendar", duty.CalendarPages},
	{"changes", memory.ChangesPages},
	{"checks", duty.ChecksPages},
	{"controls", ground.ControlsPages},
	{"conformity", audit.ConformityPages},
	{"criteria", method.CriteriaPages},
	{"dashboard", rating.DashboardPages},
	{"decisions", rating.DecisionsPages},
	{"evaluation", rating.EvaluationPages},
	{"events", ground.EventsPages},
	{"evidence", audit.EvidencePages},
	{"figure6", method.Figure6Pages},
	{"findings", ground.FindingsPages},
	{"glossary", method.GlossaryPages},
	{"governance", duty.GovernancePages},
	{"handbook", method.HandbookPages},
	{"incidents", ground.IncidentsPages},
	{"indicators", ground.IndicatorsPages},
	{"matrix", grid.MatrixPages},
	{"notFound", method.NotFoundPages},
	{"obligations", duty.ObligationsPages},
	{"owner", duty.OwnerPages},
	{"owners", duty.OwnersPages},
	{"pages", method.FreePagesPages},
	{"process", duty.ProcessPages},
	{"quantities", money.QuantitiesPages},
	{"reference", method.ReferencePages},
	{"report", report.ReportPages},
	{"requirements", audit.RequirementsPages},
	{"reviews", duty.ReviewsPages},
	{"risks", rating.RisksPages},
	{"search", searchPages},
	{"sources", ground.SourcesPages},
	{"trace", method.TracePages},
	{"treatments", rating.TreatmentsPages},
	{"trend", memory.TrendPages},
}
