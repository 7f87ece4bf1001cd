package term

import (
	"slices"
	"strings"
)

// Term is one standard word of the method with its definition. The project
// states both in its own words; Source says where the idea comes from.
type Term struct {
	Key        string   // kebab-case, ASCII, unique
	Name       Words    // the word itself
	Reading    string   // hiragana of the Japanese name, for sorting
	Aliases    []string // other spellings, in either language, that mean the same and link by themselves
	Definition Words    // one to three sentences
	Source     Words    // the clause behind the definition; empty where the project itself coined the term
	See        []string // keys of related terms, in alphabetical order
}

// Terms is every built-in term, in the order of the keys: the glossary of the
// handbook's appendix 1, the words of the record format, and the few others
// that the pages need.
var Terms = []Term{
	acceptance,
	asset,
	availability,
	byod,
	ceptoar,
	confidentiality,
	consequence,
	control,
	criticalInfrastructureService,
	cyberspaceProvider,
	decision,
	event,
	expectedAnnualLoss,
	externalAudit,
	externalFactor,
	finding,
	impactCriteria,
	incident,
	indicator,
	informationSecurityAgency,
	informationSecurityMinistry,
	informationSharing,
	informationSystem,
	integrity,
	internalAudit,
	internalFactor,
	itBCP,
	itFailure,
	itOutage,
	judgement,
	levelOfRisk,
	likelihood,
	management,
	monitoring,
	nearMiss,
	obligation,
	residualRisk,
	review,
	risk,
	riskAcceptanceCriteria,
	riskAnalysis,
	riskAvoidance,
	riskCriteria,
	riskEvaluation,
	riskEvaluationCriteria,
	riskIdentification,
	riskMatrix,
	riskModification,
	riskOwner,
	riskRetention,
	riskSharing,
	riskSource,
	riskTreatment,
	riskTreatmentPlan,
	safetyStandard,
	sectorMinistry,
	serviceMaintenanceLevel,
	threat,
	vulnerability,
}

// Lookup finds a term by its key; false where there is none.
func Lookup(key string) (Term, bool) {
	i, found := slices.BinarySearchFunc(Terms, key, func(t Term, key string) int {
		return strings.Compare(t.Key, key)
	})
	if !found {
		return Term{}, false
	}
	return Terms[i], true
}

// Languages are those that the program has words in, which are those that a site can be made in.
var Languages = []string{"en", "ja"}
