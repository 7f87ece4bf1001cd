package page

import (
	"maps"
	"slices"

	"github.com/riskbook/riskbook/internal/page/audit"
	"github.com/riskbook/riskbook/internal/page/desk"
	"github.com/riskbook/riskbook/internal/page/duty"
	"github.com/riskbook/riskbook/internal/page/grid"
	"github.com/riskbook/riskbook/internal/page/ground"
	"github.com/riskbook/riskbook/internal/page/memory"
	"github.com/riskbook/riskbook/internal/page/method"
	"github.com/riskbook/riskbook/internal/page/money"
	"github.com/riskbook/riskbook/internal/page/rating"
	"github.com/riskbook/riskbook/internal/page/report"
)

// allWords lists the words of every page, by file. A key belongs to one page, or to commonWords.
var allWords = []desk.Words{
	desk.CommonWords,
	desk.WithheldWords,
	desk.BreachWords,
	rating.BriefWords,
	rating.DashboardWords,
	rating.DecideWords,
	grid.MatrixWords,
	rating.EvaluationWords,
	desk.FacetWords,
	desk.OwnFieldWords,
	method.FactorsWords,
	rating.EvaluationPlanWords,
	method.CriteriaWords,
	duty.ProcessWords,
	method.TraceWords,
	memory.TrendWords,
	desk.ChangesWords,
	duty.ChecksWords,
	method.HandbookWords,
	method.NotFoundWords,
	desk.RecordWords,
	duty.AgendaWords,
	duty.CalendarWords,
	duty.OwnersWords,
	ground.AssetGraphWords,
	ground.AssetWords,
	ground.AssetsWords,
	ground.BowtieWords,
	ground.ControlsWords,
	rating.CostsWords,
	rating.DecisionsWords,
	ground.EventWords,
	ground.EventsWords,
	audit.EvidenceWords,
	audit.EvidenceYearWords,
	audit.EvidenceYearPlanWords,
	audit.EvidenceYearReviewWords,
	ground.FindingsWords,
	method.Figure6Words,
	method.FreePagesWords,
	method.GlossaryWords,
	ground.IncidentsWords,
	duty.GovernanceWords,
	ground.IndicatorOutlookWords,
	ground.IndicatorSeriesWords,
	ground.IndicatorsWords,
	duty.ObligationsWords,
	rating.PictureWords,
	duty.ObligationStepWords,
	method.ProposalWords,
	money.QuantitiesWords,
	method.ReferenceWords,
	rating.ReplayWords,
	report.ReportWords,
	audit.RequirementWords,
	audit.ConformityWords,
	duty.ReviewsWords,
	duty.RevisitWords,
	rating.RiskWords,
	rating.RiskWayWords,
	rating.RisksWords,
	searchWords,
	ground.SourcesWords,
	desk.StandingWords,
	method.TemplateWords,
	rating.TimelineWords,
	rating.TreatmentWords,
	rating.TreatmentsWords,
}

// Said returns all words that pages say by themselves, in all languages.
func Said() []string {
	var said []string
	for _, words := range allWords {
		for _, key := range slices.Sorted(maps.Keys(words)) {
			said = append(said, words[key].Ja, words[key].En)
		}
	}
	return said
}
