package check

import (
	"fmt"
	"strings"
	"testing"
)

// plan is the example's plan with some of its lines replaced, and others added before its end.
func plan(more string, pairs ...string) string {
	text := strings.TrimSuffix(examplePlan, "+++\n") + more + "+++\n"
	for i := 0; i < len(pairs); i += 2 {
		text = replace(text, pairs[i], pairs[i+1])
	}
	return text
}

// second is a text about other records than the first: R-002 in place of R-001, and so on.
func second(text string) string {
	return strings.NewReplacer("R-001", "R-002", "T-001", "T-002", "D-001", "D-002").Replace(text)
}

// sevenSources is a risk whose evaluation is older than so many sources.
func sevenSources(n int) string {
	text, names := exampleContext, ""
	for i := range n {
		id := fmt.Sprintf("S-%02d", i+1)
		text += replace(replace(exampleSource, "S-01", id), `kind = "threat"`, "kind = \"threat\"\nobserved = 2026-10-02")
		names += fmt.Sprintf("%q, ", id)
	}
	return text + replace(exampleLowRisk, "[current]", "sources = ["+names+"]\n[current]")
}

const reviewed = "-- content/riskbook.toml --\ntitle = \"t\"\n[review]\nevery_months = 6\n"

// Rules that speak of what is written, each where it speaks and where it must not.
var writtenCases = []held{
	// acceptances that lapsed: what helps, and what a plan has settled
	{"anew, where that helps", "acceptance-expired", exampleContext + exampleMediumRisk + replace(exampleAcceptance, "2027-03-31", "2026-06-30"), []string{"content/decisions/D-001.md:8:9 this acceptance ended on 2026-06-30 (R-001)"}},
	{"by a plan, where nothing else helps", "acceptance-expired", exampleContext + exampleRisk + replace(exampleAcceptance, "2027-03-31", "2026-06-30"), []string{"content/decisions/D-001.md:8:9 this acceptance ended on 2026-06-30 (R-001)"}},
	{"a risk that a plan treats", "acceptance-expired", exampleContext + exampleMediumRisk + replace(exampleAcceptance, "2027-03-31", "2026-06-30") + examplePlan, nil},
	{"a plan that is not enough", "acceptance-expired", exampleContext + exampleMediumRisk + replace(exampleAcceptance, "2027-03-31", "2026-06-30") + plan("", "likelihood = 1", "likelihood = 2", "impact = 1", "impact = 2"), []string{"content/decisions/D-001.md:8:9 this acceptance ended"}},
	{"outgrown, beyond any acceptance", "acceptance-outgrown", exampleContext + exampleRisk + exampleAcceptance, []string{"content/decisions/D-001.md:9:6 R-001 has outgrown this acceptance"}},
	{"outgrown, and treated by a plan", "acceptance-outgrown", exampleContext + exampleRisk + exampleAcceptance + examplePlan, nil},

	// done-in-future, as of 2026-11-23
	{"done on the day itself", "done-in-future", exampleContext + exampleRisk + plan("[[action]]\ntitle = \"a\"\ndone = 2026-11-23\n", "in-progress\"", "done\"\nfinished = 2026-11-23"), nil},
	{"done the day after", "done-in-future", exampleContext + exampleRisk + plan("[[action]]\ntitle = \"a\"\ndone = 2026-11-24\n", "in-progress\"", "done\"\nfinished = 2026-11-24"), []string{
		"content/treatments/T-001.md:8:12 T-001 was finished on 2026-11-24, after the as-of date 2026-11-23",
		"content/treatments/T-001.md:17:8 the action “a” of T-001 was done on 2026-11-24",
	}},
	{"what is due later is not done", "done-in-future", exampleContext + exampleRisk + plan("[[action]]\ntitle = \"a\"\ndue = 2027-01-31\n"), nil},

	// far-date
	{"three periods of review", "far-date", reviewed + exampleContext + replace(exampleRisk, "[current]", "next_review = 2028-05-23\n[current]"), nil},
	{"a day more than three", "far-date", reviewed + exampleContext + replace(exampleRisk, "[current]", "next_review = 2028-05-24\n[current]"),
		[]string{"content/risks/R-001.md:6:15 on 2028-05-24, is more than three review periods of 6 months away"}},
	{"without a period, three years", "far-date", exampleContext + replace(exampleRisk, "[current]", "next_review = 2029-11-23\n[current]"), nil},
	{"nobody reviews what is closed", "far-date", exampleContext + replace(closed(exampleRisk), "[current]", "next_review = 2036-11-23\n[current]"), nil},
	{"five years to the day", "far-date", exampleContext + exampleMediumRisk + replace(exampleAcceptance, "2027-03-31", "2031-06-10"), nil},
	{"a day more than five years", "far-date", exampleContext + exampleMediumRisk + replace(exampleAcceptance, "2027-03-31", "2031-06-11"),
		[]string{"content/decisions/D-001.md:8:9 D-001 holds until 2031-06-11, more than five years from 2026-06-10"}},
	{"an authority that says for how long", "far-date", exampleCriteria + authority(`level = "medium"`, `by = ["director"]`, "months = 120") + exampleAsset + exampleEvent + exampleMediumRisk + replace(exampleAcceptance, "2027-03-31", "2036-06-10"), nil},
	{"an authority that sets no limit says nothing of it", "far-date", exampleCriteria + authority(`level = "medium"`, `by = ["director"]`) + exampleAsset + exampleEvent + exampleMediumRisk + replace(exampleAcceptance, "2027-03-31", "2036-06-10"),
		[]string{"content/decisions/D-001.md:8:9 D-001"}},
	{"an authority over lower levels only", "far-date", exampleCriteria + authority(`level = "low"`, `by = ["director"]`, "months = 120") + exampleAsset + exampleEvent + exampleMediumRisk + replace(exampleAcceptance, "2027-03-31", "2036-06-10"),
		[]string{"content/decisions/D-001.md:8:9 D-001"}},
	{"an authority that did not hold that day", "far-date", exampleCriteria + authority(`level = "medium"`, `by = ["director"]`, "months = 120", "from = 2026-06-11") + authority(`level = "medium"`, `by = ["director"]`, "months = 120", "until = 2026-06-09") + exampleAsset + exampleEvent + exampleMediumRisk + replace(exampleAcceptance, "2027-03-31", "2036-06-10"),
		[]string{"content/decisions/D-001.md:8:9 D-001"}},
	{"an authority that held on its first and last day", "far-date", exampleCriteria + authority(`level = "high"`, `by = ["director"]`, "months = 120", "from = 2026-06-10", "until = 2026-06-10") + exampleAsset + exampleEvent + exampleMediumRisk + replace(exampleAcceptance, "2027-03-31", "2036-06-10"), nil},

	// consequences-disagree
	{"rated before controls only", "consequences-disagree", exampleContext + replace(rated(`["service"]`, "{ service = 3 }"), "[current]", "[inherent]\nlikelihood = 3\nimpacts = { finance = 3 }\n[current]"),
		[]string{"content/risks/R-001.md:9:13 R-001 rates the impact finance"}},
	{"named, and rated before controls", "consequences-disagree", exampleContext + replace(rated(`["finance", "service"]`, "{ service = 3 }"), "[current]", "[inherent]\nlikelihood = 3\nimpacts = { finance = 3 }\n[current]"), nil},
	{"one impact for all", "consequences-disagree", exampleContext + replace(exampleRisk, "[current]", "consequences = [\"service\"]\n[current]"), nil},
	{"no consequences", "consequences-disagree", exampleContext + replace(exampleRisk, "impact = 3", "impacts = { service = 3 }"), nil},
	{"an area that the criteria do not know is an error of its own", "consequences-disagree", exampleCriteria + "[[area]]\nkey = \"service\"\nlabel = \"s\"\n" + exampleAsset + exampleEvent + rated(`["service", "sevice"]`, "{ service = 3 }"), nil},
	{"a closed risk", "consequences-disagree", exampleContext + closed(rated(`["service", "environment"]`, "{ service = 3 }")), nil},

	// service-level-unknown
	{"a service of the catalogue", "service-level-unknown", replace(exampleAsset, exampleServiceLevel, "sector = \"water\"\nservice = \"water-supply\"\n"), nil},
	{"protected for another reason", "service-level-unknown", replace(replace(exampleAsset, exampleServiceLevel, ""), "service-level", "confidentiality"), nil},
	{"protected for the service among others", "service-level-unknown", replace(replace(exampleAsset, exampleServiceLevel, ""), "[\"service", "[\"confidentiality\", \"service"), []string{"content/assets/A-01.md:1:1 A-01 is protected for its service level"}},

	// channel-provider-disagree
	{"other fits all", "channel-provider-disagree", replace(channelProviderDisagree.Failing[strings.Index(channelProviderDisagree.Failing, "--"):], "own-exercise", "other"), nil},
	{"nobody said who", "channel-provider-disagree", replace(channelProviderDisagree.Passing, "provider = \"internal-audit\"\n", ""), nil},
	{"the ministry gives intelligence", "channel-provider-disagree", replace(replace(channelProviderDisagree.Passing, "internal-audit", "sector-ministry"), "\"audit\"", "\"intelligence\""), nil},
	{"the ministry exercises nothing", "channel-provider-disagree", replace(replace(channelProviderDisagree.Passing, "internal-audit", "sector-ministry"), "\"audit\"", "\"exercise\""), []string{"content/findings/F-01.md:4:12 the provider sector-ministry of F-01 does not fit the channel exercise"}},

	// pins
	{"three on one rank", "double-pin", exampleContext + pinned(exampleRisk, "1") + pinned(secondRisk, "1") + strings.ReplaceAll(pinned(secondRisk, "1"), "R-002", "R-003"), []string{
		"content/risks/R-002.md:11:8 R-002 is pinned to rank 1, as R-001 is", "content/risks/R-003.md:11:8 R-003 is pinned to rank 1, as R-001 is",
	}},
	{"an idle pin doubles nothing", "double-pin", exampleContext + pinned(exampleLowRisk, "1") + pinned(secondRisk, "1"), nil},
	{"a closed risk", "idle-pin", exampleContext + pinned(closed(exampleRisk), "1"), []string{"content/risks/R-001.md:14:8 R-001 is closed, so that"}},
	{"a risk that nobody analysed", "idle-pin", exampleContext + pinned(replace(exampleRisk, "likelihood = 3\nimpact = 3\n", ""), "1"), []string{"content/risks/R-001.md:9:8 R-001 has not been evaluated"}},
	{"a risk that waits for a judgement", "idle-pin", exampleAsset + exampleEvent + pinned(exampleRisk, "1"), []string{"content/risks/R-001.md:11:8 R-001 has not been evaluated"}},
	{"a risk in treatment is ranked", "idle-pin", exampleContext + pinned(exampleRisk, "1") + examplePlan, nil},

	// bad-plan-dates
	{"a plan before the one that it builds on", "bad-plan-dates", exampleContext + exampleRisk + plan("", "start", "depends_on = [\"T-002\"]\nstart") + second(plan("", "2027-03-31", "2027-04-01", "R-001", "R-001")),
		[]string{"content/treatments/T-001.md:10:7 T-001 is due on 2027-03-31, before T-002, on which it depends and which is due on 2027-04-01"}},
	{"on the same day", "bad-plan-dates", exampleContext + exampleRisk + plan("", "start", "depends_on = [\"T-002\"]\nstart") + strings.ReplaceAll(examplePlan, "T-001", "T-002"), nil},
	{"on one that is done", "bad-plan-dates", exampleContext + exampleRisk + plan("", "start", "depends_on = [\"T-002\"]\nstart") + strings.ReplaceAll(plan("", "2027-03-31", "2027-04-01", "in-progress\"", "done\"\nfinished = 2026-11-01"), "T-001", "T-002"), nil},
	{"on one that was cancelled", "bad-plan-dates", exampleContext + exampleRisk + plan("", "start", "depends_on = [\"T-002\"]\nstart") + strings.ReplaceAll(plan("", "2027-03-31", "2027-04-01", "in-progress", "cancelled"), "T-001", "T-002"), nil},
	{"in progress before its start", "bad-plan-dates", exampleContext + exampleRisk + plan("", "2026-06-01", "2026-11-24"), []string{"content/treatments/T-001.md:8:9 T-001 is in progress, but starts on 2026-11-24, after the as-of date 2026-11-23"}},
	{"from its first day on", "bad-plan-dates", exampleContext + exampleRisk + plan("", "2026-06-01", "2026-11-23"), nil},
	{"approved, and to start later", "bad-plan-dates", exampleContext + exampleRisk + plan("", "2026-06-01", "2026-12-01", "in-progress", "approved"), nil},
	{"done without its day", "bad-plan-dates", exampleContext + exampleRisk + plan("", "in-progress", "done"), []string{"content/treatments/T-001.md:7:10 T-001 is done, but finished does not say since when"}},
	{"done, with an action later than planned", "bad-plan-dates", exampleContext + exampleRisk + plan("[[action]]\ntitle = \"a\"\ndue = 2027-06-30\n", "in-progress\"", "done\"\nfinished = 2026-11-01"), nil},
	{"cancelled", "bad-plan-dates", exampleContext + exampleRisk + plan("[[action]]\ntitle = \"a\"\ndue = 2027-06-30\n", "in-progress", "cancelled"), nil},

	// matrix-not-monotone
	{"a cell that stands out", "matrix-not-monotone", replace(exampleCriteria, `["low", "medium", "high"]`, `["low", "high", "medium"]`), []string{
		"content/criteria.toml:22:19 as impact rises from 2 to 3 at likelihood 2, the level falls from High to Medium",
	}},
	{"below the cell above it", "matrix-not-monotone", replace(exampleCriteria, `["medium", "high", "high"]`, `["low", "low", "high"]`), []string{
		"content/criteria.toml:23:11 as likelihood rises from 2 to 3 at impact 2, the level falls from Medium to Low",
	}},
	{"a product of values that are not positive", "matrix-not-monotone", replace(replace(replace(productCriteria, "low = 1", "low = -9"), "{ value = 1, label = \"低\" }", "{ value = -3, label = \"低\" }"), "{ value = 1, label = \"小\" }", "{ value = -2, label = \"小\" }"), []string{
		"content/criteria.toml:6:8 as impact rises from -2 to 2 at likelihood -3, the level falls from 高 to 低",
		"content/criteria.toml:6:8 as likelihood rises from -3 to 2 at impact -2, the level falls from 高 to 低",
	}},
	{"a product", "matrix-not-monotone", productCriteria, nil},
	{"a matrix out of shape is told of as such", "matrix-not-monotone", replace(exampleCriteria, `["low", "medium", "high"]`, `["low", "medium", "lower"]`), nil},
	{"a likelihood that falls as a factor rises", "matrix-not-monotone", replace(factoredCriteria, "[[1, 2], [2, 3]]", "[[2, 1], [3, 3]]"), []string{
		"content/criteria.toml:26:13 as Vulnerability rises from 1 to 2 at Threat 1, the likelihood falls from 2 to 1",
	}},
	{"one that falls with the first factor", "matrix-not-monotone", replace(factoredCriteria, "[[1, 2], [2, 3]]", "[[1, 3], [1, 2]]"), []string{
		"content/criteria.toml:26:21 as Threat rises from 1 to 2 at Vulnerability 2, the likelihood falls from 3 to 2",
	}},
	{"factors in order", "matrix-not-monotone", factoredCriteria, nil},

	// options-differ
	{"the risk has taken none", "options-differ", exampleContext + exampleRisk + examplePlan, nil},
	{"a plan that is not live", "options-differ", exampleContext + optedRisk("share") + plan("", "in-progress", "draft"), nil},
	{"for the one of two risks that took another", "options-differ", exampleContext + optedRisk("modify") + second(optedRisk("avoid")) + plan("", `["R-001"]`, `["R-001", "R-002"]`), []string{"content/treatments/T-001.md:5:10 T-001 is to modify, but for R-002 avoid was chosen"}},

	// shared-without-party
	{"an option that is shared with nobody", "shared-without-party", exampleContext + exampleRisk + examplePlan, nil},
	{"a cancelled plan", "shared-without-party", exampleContext + exampleRisk + plan("", "\"modify\"", "\"share\"", "in-progress", "cancelled"), nil},
	{"a blank party", "shared-without-party", exampleContext + exampleRisk + plan("", "\"modify\"", "\"share\"\nwith = \" \""), []string{"content/treatments/T-001.md:5:10 T-001 shares risks"}},

	// owner-outside
	{"somebody who belongs to an outside party", "owner-outside", exampleContext + exampleParties + "[operator]\ntitle = \"o\"\nkind = \"person\"\nparent = \"contractor\"\n" + replace(exampleRisk, `owner = "plant"`, `owner = "operator"`),
		[]string{"content/risks/R-001.md:3:9 R-001 is owned by operator, an outside party"}},
	{"parties that belong to each other", "owner-outside", exampleContext + exampleParties + "[a]\ntitle = \"a\"\nparent = \"b\"\n[b]\ntitle = \"b\"\nparent = \"a\"\n" + replace(exampleRisk, `owner = "plant"`, `owner = "a"`), nil},
	{"without parties an owner is a name", "owner-outside", exampleContext + replace(exampleRisk, `owner = "plant"`, `owner = "contractor"`), nil},
	{"a closed risk has no owner to change", "owner-outside", exampleContext + exampleParties + closed(replace(exampleRisk, `owner = "plant"`, `owner = "contractor"`)), nil},

	// plan-without-approval
	{"an approval of a later day", "plan-without-approval", exampleContext + exampleRisk + examplePlan + replace(exampleApproval, "2026-05-25", "2026-11-24"), []string{"content/treatments/T-001.md:7:10 T-001 is approved by D-002 only on 2026-11-24"}},
	{"an approval of the day itself", "plan-without-approval", exampleContext + exampleRisk + examplePlan + replace(exampleApproval, "2026-05-25", "2026-11-23"), nil},
	{"a provisional approval", "plan-without-approval", exampleContext + exampleRisk + examplePlan + replace(exampleApproval, "kind", "provisional = true\nkind"), []string{"content/treatments/T-001.md:7:10 D-002, which approves T-001, is provisional"}},
	{"another decision about the plan", "plan-without-approval", exampleContext + exampleRisk + examplePlan + replace(exampleApproval, "plan-approval", "cancellation"), []string{"content/treatments/T-001.md:7:10 no decision says who approved it"}},
	{"a draft", "plan-without-approval", exampleContext + exampleRisk + plan("", "in-progress", "draft"), nil},
	{"a plan that is done", "plan-without-approval", exampleContext + exampleRisk + plan("", "in-progress\"", "done\"\nfinished = 2026-11-01"), nil},
	{"the simple profile asks for none", "plan-without-approval", "-- content/riskbook.toml --\ntitle = \"t\"\n[process]\nprofile = \"simple\"\n" + exampleContext + exampleRisk + examplePlan, nil},

	// closings
	{"a finding", "leftover-closing", replace(channelProviderDisagree.Passing, "status = \"closed\"", "status = \"open\"\nclosed_on = 2026-10-01"), []string{"content/findings/F-01.md:7:13 F-01 is open, but has the day 2026-10-01"}},
	{"closed by a decision of a later day", "closed-without-decision", replace(closedWithoutDecision.Passing, "\non = 2026-10-01", "\non = 2026-11-24"), []string{"content/risks/R-001.md:1:1 R-001 is closed, and no decision"}},
	{"closed by a decision of another kind", "closed-without-decision", replace(closedWithoutDecision.Passing, "\"closing\"", "\"plan-approval\""), []string{"content/risks/R-001.md:1:1 R-001 is closed, and no decision"}},
	{"closed by a decision that nobody has confirmed", "closed-without-decision", replace(closedWithoutDecision.Passing, "\non = 2026-10-01", "\nprovisional = true\non = 2026-10-01"), []string{"content/risks/R-001.md:1:1 R-001 is closed, and no decision"}},
	{"cancelled by a decision of a later day", "cancelled-without-decision", replace(cancelledWithoutDecision.Passing, "\non = 2026-10-01", "\non = 2026-11-24"), []string{"content/treatments/T-001.md:1:1 T-001 is cancelled, and no decision"}},
	{"cancelled by a decision that nobody has confirmed", "cancelled-without-decision", replace(cancelledWithoutDecision.Passing, "\non = 2026-10-01", "\nprovisional = true\non = 2026-10-01"), []string{"content/treatments/T-001.md:1:1 T-001 is cancelled, and no decision"}},
	{"a cancelled plan that nobody has confirmed", "cancelled-without-decision", replace(cancelledWithoutDecision.Failing, "risks = [", "provisional = true\nrisks = ["), nil},
	{"a plan that is done", "cancelled-without-decision", replace(cancelledWithoutDecision.Failing, "\"cancelled\"", "\"done\"\nfinished = 2026-10-01"), nil},
	{"pushed over by its own target", "pushed-over", exampleAsset + exampleEvent + replace(exampleCriteria, `["low", "low", "medium"]`, `["high", "low", "medium"]`) + replace(exampleLowRisk, "likelihood = 1", "likelihood = 2") +
		replace(examplePlan, "likelihood = 1\nimpact = 1", "likelihood = 1"),
		[]string{"content/risks/R-001.md:1:1 by the criteria it will not be once T-001 reaches its target: its level is not acceptable"}},
	{"a provisional risk asks for no rating", "step-without-evidence", onlySteps("3.1") + exampleContext + replace(exampleLowRisk, "[current]\nlikelihood = 1\nimpact = 1\n", "provisional = true\n"), nil},
	{"an unrated risk asks for one", "step-without-evidence", onlySteps("3.1") + exampleContext + replace(exampleLowRisk, "[current]\nlikelihood = 1\nimpact = 1\n", ""), []string{"content/riskbook.toml:1:1 step 3.1"}},
	{"factors are looked at where their table is missing", "matrix-shape", replace(replace(factoredCriteria, "rows = [[1, 2], [2, 3]]\n", ""), `key = "vulnerability"`, `key = "threat"`), []string{"content/criteria.toml:31:7 the key threat is used twice in likelihood_from.factor"}},
	{"to be closed later", "closed-without-decision", exampleContext + replace(closedExample, "2026-10-01", "2026-11-24"), nil},

	// targets
	{"a greater impact", "target-worse-than-now", exampleContext + exampleMediumRisk + plan("", "impact = 1", "impacts = { finance = 1, service = 3 }"), []string{"content/treatments/T-001.md:13:36 T-001 expects the impact 3 for R-001, above the present 2"}},
	{"both axes, told once", "target-worse-than-now", exampleContext + exampleLowRisk + plan("", "likelihood = 1\nimpact = 1", "likelihood = 2\nimpact = 2"), []string{"content/treatments/T-001.md:12:14 T-001 expects the likelihood 2"}},
	{"the same as now", "target-worse-than-now", exampleContext + exampleMediumRisk + plan("", "likelihood = 1\nimpact = 1", "likelihood = 2\nimpact = 2"), nil},
	{"a higher level", "target-worse-than-now", exampleContext + exampleMediumRisk + plan("", "likelihood = 1\nimpact = 1", "level = \"high\""), []string{"content/treatments/T-001.md:12:9 T-001 expects the level High for R-001, above the present Medium"}},
	{"factors that give more", "target-worse-than-now", exampleAsset + exampleEvent + factoredCriteria + exampleMediumRisk + plan("", "likelihood = 1", "factors = { threat = 2, vulnerability = 2 }"), []string{"content/treatments/T-001.md:12:11 T-001 expects the likelihood 3"}},
	{"a higher level than the lowest", "target-worse-than-now", exampleContext + exampleLowRisk + plan("", "likelihood = 1\nimpact = 1", "level = \"medium\""), []string{"content/treatments/T-001.md:12:9 T-001 expects the level Medium for R-001, above the present Low"}},
	{"a level for a risk that nobody has rated", "target-worse-than-now", exampleContext + replace(exampleLowRisk, "[current]\nlikelihood = 1\nimpact = 1\n", "") + plan("", "likelihood = 1\nimpact = 1", "level = \"medium\""), nil},
	{"a level beside a place says no more than the place", "target-worse-than-now", exampleContext + exampleMediumRisk + plan("", "likelihood = 1\nimpact = 1", "likelihood = 1\nimpact = 1\nlevel = \"high\""), nil},
	{"a level beside a likelihood", "target-worse-than-now", exampleContext + exampleMediumRisk + plan("", "likelihood = 1\nimpact = 1", "likelihood = 1\nlevel = \"high\""), nil},
	{"a draft promises nothing", "target-worse-than-now", exampleContext + exampleMediumRisk + plan("", "likelihood = 1", "likelihood = 3", "in-progress", "draft"), nil},
	{"a closed risk has no target", "target-worse-than-now", exampleContext + closed(exampleMediumRisk) + plan("", "likelihood = 1", "likelihood = 3"), nil},
	{"what a target leaves out is as now", "targets-conflict", exampleContext + exampleRisk + plan("", "impact = 1\n", "") + otherPlan("impact = 1"), []string{"content/treatments/T-002.md:10:1 the target of T-002 for R-001 (likelihood 3, impact 1) is lower on one axis and higher on the other than that of T-001 (1, 3)"}},
	{"lower on both", "targets-conflict", exampleContext + exampleRisk + plan("", "impact = 1", "impact = 2") + otherPlan("likelihood = 1\nimpact = 1"), nil},
	{"lower on both, the other way round", "targets-conflict", exampleContext + exampleRisk + examplePlan + otherPlan("likelihood = 3\nimpact = 2"), nil},
	{"a plan that removes the risk", "targets-conflict", exampleContext + exampleRisk + plan("", "impact = 1", "impact = 3") + otherPlan("likelihood = 3\nimpact = 1\nremoved = true"), nil},
	{"a plan that is not live", "targets-conflict", exampleContext + exampleRisk + plan("", "impact = 1", "impact = 3") + replace(otherPlan("likelihood = 3\nimpact = 1"), "in-progress", "draft"), nil},

	// cumulative-unknown
	{"below the limit", "cumulative-unknown", exampleAsset + exampleEvent + replace(rangedScales, "cumulative_loss = 2_000_000", "cumulative_loss = 2_000_001") + exampleLowRisk, nil},
	{"an end that is open", "cumulative-unknown", exampleAsset + exampleEvent + replace(rangedScales, "per_year = [0, 1]", "meaning = \"m\"") + exampleLowRisk, nil},
	{"no limit", "cumulative-unknown", exampleAsset + exampleEvent + replace(rangedScales, "[acceptance]\ncumulative_loss = 2_000_000\n", "") + exampleLowRisk, nil},
	{"a risk that is to be treated anyway", "cumulative-unknown", exampleAsset + exampleEvent + replace(rangedScales, "[acceptance]", "[acceptance]\nimpact_alone = 1") + exampleLowRisk, nil},

	// controls and ratings
	{"a retired control", "control-not-in-place", exampleContext + controlledRisk + exampleControl("retired"), []string{"content/risks/R-001.md:6:13 R-001 counts on the control C-01, which is retired"}},
	{"the second of two", "control-not-in-place", exampleContext + replace(controlledRisk, "[\"C-01\"]", "[\"C-02\", \"C-01\"]") + exampleControl("planned") + strings.ReplaceAll(exampleControl("in-place"), "C-01", "C-02"), []string{"content/risks/R-001.md:6:21 R-001 counts on the control C-01"}},
	{"a control in place", "control-not-in-place", exampleContext + controlledRisk + exampleControl("in-place"), nil},
	{"a closed risk counts on nothing", "control-not-in-place", exampleContext + closed(controlledRisk) + exampleControl("planned"), nil},
	{"no control at all", "level-falls-without-control", exampleContext + replace(loweredRisk, "controls = [\"C-01\"]\n", ""), []string{"content/risks/R-001.md:1:1 R-001 is at Medium, below High without controls"}},
	{"a control that is partly in place", "level-falls-without-control", exampleContext + loweredRisk + exampleControl("partial"), nil},
	{"a control that does not resolve", "level-falls-without-control", exampleContext + loweredRisk, nil},
	{"the same level", "level-falls-without-control", exampleContext + replace(loweredRisk, "[current]\nlikelihood = 1", "[current]\nlikelihood = 2"), nil},
	{"no rating before controls", "level-falls-without-control", exampleContext + exampleLowRisk, nil},
	{"a closed risk", "level-falls-without-control", exampleContext + replace(loweredRisk, "[inherent]", "status = \"closed\"\nclosed_on = 2026-09-01\nclosed_because = \"b\"\n[inherent]") + exampleControl("planned"), nil},
	{"an analysis without any value", "rating-without-rationale", exampleContext + replace(exampleLowRisk, "likelihood = 1\nimpact = 1", "confidence = \"low\""), nil},
	{"a rating before controls only", "rating-without-rationale", exampleContext + replace(exampleLowRisk, "[current]", "[inherent]"), nil},
	{"a step that was not adopted", "rating-without-rationale", onlySteps("1.1") + exampleContext + exampleLowRisk, nil},

	// likelihood-disagrees
	{"every rating that there is", "likelihood-disagrees", exampleAsset + exampleEvent + factoredCriteria +
		replace(exampleMediumRisk, "[current]", "inherent = { likelihood = 1, impact = 2, factors = { threat = 2, vulnerability = 2 } }\nproposed = { likelihood = 1, impact = 2, factors = { threat = 1, vulnerability = 2 } }\n[current]") +
		plan("[[worsens]]\nrisk = \"R-001\"\nlikelihood = 2\nfactors = { threat = 2, vulnerability = 2 }\n", "likelihood = 1", "likelihood = 2\nfactors = { threat = 1, vulnerability = 1 }") +
		replace(exampleAcceptance, "impact = 2 }", "impact = 2, factors = { threat = 1, vulnerability = 1 } }"), []string{
		"content/decisions/D-001.md:9:21 at.likelihood is 2, but its factors (threat = 1, vulnerability = 1) give 1",
		"content/risks/R-001.md:6:27 inherent.likelihood is 1, but its factors (threat = 2, vulnerability = 2) give 3",
		"content/risks/R-001.md:7:27 proposed.likelihood is 1",
		"content/treatments/T-001.md:12:14 target.likelihood is 2",
		"content/treatments/T-001.md:17:14 worsens.likelihood is 2",
	}},
	{"a record that nobody has confirmed", "likelihood-disagrees", exampleAsset + exampleEvent + factoredCriteria + replace(replace(exampleLowRisk, "likelihood = 1", "likelihood = 1\nfactors = { threat = 2, vulnerability = 2 }"), "owner", "provisional = true\nowner"), []string{"content/risks/R-001.md:8:14 current.likelihood is 1"}},
	{"a factor that is missing is told of as such", "likelihood-disagrees", exampleAsset + exampleEvent + factoredCriteria + replace(exampleLowRisk, "likelihood = 1", "likelihood = 1\nfactors = { threat = 2 }"), nil},
	{"factors alone", "likelihood-disagrees", exampleAsset + exampleEvent + factoredCriteria + replace(exampleLowRisk, "likelihood = 1", "factors = { threat = 2, vulnerability = 2 }"), nil},

	// incomplete-record, provisional-record
	{"what a value of another key calls for", "incomplete-record", exampleAsset + replace(replace(exampleEvent, `"result"`, `"cause"`), "title", "incomplete = true\ntitle"), []string{"content/events/E-01.md:1:1 E-01 is incomplete; it lacks cause, sources"}},
	{"nothing is missing any more", "incomplete-record", exampleContext + replace(exampleLowRisk, "owner", "incomplete = true\nowner"), []string{"content/risks/R-001.md:3:14 R-001 is marked as incomplete, but lacks nothing"}},
	{"an incomplete record that nobody has confirmed", "incomplete-record", exampleContext + replace(exampleLowRisk, "owner = \"plant\"\n", "incomplete = true\nprovisional = true\n"), []string{"content/risks/R-001.md:1:1 R-001 is incomplete; it lacks owner"}},
	{"a provisional finding", "provisional-record", replace(channelProviderDisagree.Passing, "channel", "provisional = true\nchannel"), []string{"content/findings/F-01.md:3:15 nobody has confirmed the finding F-01 yet"}},
	{"a record that was confirmed", "provisional-record", exampleContext + replace(exampleLowRisk, "owner", "provisional = false\nowner"), nil},

	// baseline-too-long
	{"six months to the day", "baseline-too-long", exampleContext + exampleRisk + replace(exampleBaseline, "2027-03-31", "2027-04-01"), nil},
	{"a day more than six months", "baseline-too-long", exampleContext + exampleRisk + replace(exampleBaseline, "2027-03-31", "2027-04-02"), []string{"content/baseline.toml:5:9 until 2027-04-02, more than 6 months from 2026-10-01, when it was written; it ends on 2027-04-01"}},
	{"nobody knows when it was written", "baseline-too-long", exampleContext + exampleRisk + replace(exampleBaseline, "written = 2026-10-01\nuntil = 2027-03-31", "until = 2027-05-24"), []string{"content/baseline.toml:4:9 more than 6 months from now, and does not say when it was written"}},
	{"six months from now", "baseline-too-long", exampleContext + exampleRisk + replace(exampleBaseline, "written = 2026-10-01\nuntil = 2027-03-31", "until = 2027-05-23"), nil},
	{"written on a day to come", "baseline-too-long", exampleContext + exampleRisk + replace(exampleBaseline, "written = 2026-10-01\nuntil = 2027-03-31", "written = 2030-01-01\nuntil = 2027-05-24"), []string{"content/baseline.toml:5:9 it ends on 2027-05-23"}},
	{"a register that allows more", "baseline-too-long", "-- content/riskbook.toml --\ntitle = \"t\"\ncheck = { baseline_months = 12 }\n" + exampleContext + exampleRisk + replace(exampleBaseline, "2027-03-31", "2027-10-01"), nil},

	// merge-conflict
	{"in a body", "merge-conflict", exampleSource + "text\n<<<<<<< HEAD\na\n=======\nb\n>>>>>>> topic\n", []string{"content/sources/S-01.md:6:1 a merge was left unresolved here"}},
	{"shown as code", "merge-conflict", exampleSource + "```\n<<<<<<< HEAD\na\n=======\nb\n>>>>>>> topic\n```\n", nil},

	// what is written in part, or in another way, is passed over or pointed at where it stands
	{"outgrown, rated before controls alone", "acceptance-outgrown", exampleContext + replace(exampleMediumRisk, "[current]", "[inherent]") + replace(exampleAcceptance, "likelihood = 2", "likelihood = 1"), []string{"content/decisions/D-001.md:9:6 R-001 has outgrown this acceptance"}},
	{"a risk named twice", "acceptance-without-effect", exampleContext + exampleRisk + replace(replace(exampleAcceptance, "likelihood = 2, impact = 2", "likelihood = 3, impact = 3"), `["R-001"]`, `["R-001", "R-001"]`), []string{"content/decisions/D-001.md:7:10 R-001"}},
	{"the rating before controls is older", "rated-under-older-criteria", exampleContext + replace(exampleRisk, "[current]", "[inherent]\nlikelihood = 3\nimpact = 3\ncriteria = \"2025.1\"\n[current]"), []string{"content/risks/R-001.md:9:12 2025.1"}},
	{"both ratings are older", "rated-under-older-criteria", exampleContext + replace(replace(exampleRisk, "[current]", "[inherent]\nlikelihood = 3\nimpact = 3\ncriteria = \"2025.1\"\n[current]"), "damage", "criteria = \"2025.2\"\ndamage"), []string{"content/risks/R-001.md:13:12 2025.2"}},
	{"on a plan without its day", "bad-plan-dates", exampleContext + exampleRisk + plan("", "start", "depends_on = [\"T-002\"]\nstart") + strings.ReplaceAll(plan("", "due = 2027-03-31\n", "incomplete = true\n"), "T-001", "T-002"), nil},
	{"a circle of thirteen", "cycle", exampleContext + exampleRisk + plans("T-01: T-02", "T-02: T-03", "T-03: T-04", "T-04: T-05", "T-05: T-06", "T-06: T-07", "T-07: T-08", "T-08: T-09", "T-09: T-10", "T-10: T-11", "T-11: T-12", "T-12: T-13", "T-13: T-01"),
		[]string{"content/treatments/all.toml:9:15 T-01 → T-02 → T-03 → T-04 → T-05 → T-06 → T-07 → T-08 → T-09 → T-10 → T-11 → T-12 → … → T-01"}},
	{"a circle of twelve", "cycle", exampleContext + exampleRisk + plans("T-01: T-02", "T-02: T-03", "T-03: T-04", "T-04: T-05", "T-05: T-06", "T-06: T-07", "T-07: T-08", "T-08: T-09", "T-09: T-10", "T-10: T-11", "T-11: T-12", "T-12: T-01"),
		[]string{"content/treatments/all.toml:9:15 T-10 → T-11 → T-12 → T-01"}},
	{"seven reasons", "evaluation-stale", sevenSources(7), []string{"content/risks/R-001.md:5:14 1 more"}},
	{"a level without its key", "matrix-shape", replace(exampleCriteria, `{ key = "low", label`, `{ label`), nil},
	{"a scale that is not there", "matrix-shape", replace(productCriteria, "impact = [{ value = 1, label = \"小\" }, { value = 2, label = \"大\" }]\n", ""), nil},
	{"a step of a factor without its value", "matrix-shape", replace(factoredCriteria, "steps = [{ value = 1,", "steps = [{"), nil},
	{"a matrix that is not there", "matrix-shape", exampleCriteria[:strings.Index(exampleCriteria, "[matrix]")], nil},
	{"rows that are no list", "matrix-shape", exampleCriteria[:strings.Index(exampleCriteria, "rows = [")] + "rows = 3\n", nil},
	{"a product of scales without values", "matrix-shape", replace(replace(productCriteria, "{ value = 1, label = \"低\" }", "{ label = \"低\" }"), "{ value = 1, label = \"小\" }", "{ label = \"小\" }"), nil},
	{"factors that are not there", "matrix-shape", exampleCriteria + "[likelihood_from]\nrows = [[1]]\n", nil},
	{"a party without a language", "untranslated", twoLanguages + "-- content/parties.toml --\n[plant]\ntitle = { ja = \"工場\" }\n[board]\ntitle = { ja = \"委員会\", en = \"Board\" }\n", []string{"content/parties.toml:2:9 en: plant.title"}},
}

// What the help of a lapsed acceptance names does away with it: a new acceptance only where one would lift all that stands.
func TestLapsedAcceptancesSayWhatHelps(t *testing.T) {
	expired, again := replace(exampleAcceptance, "2027-03-31", "2026-06-30"), strings.NewReplacer("D-001", "D-002", "2026-06-10", "2026-11-01").Replace(exampleAcceptance)
	for _, c := range []struct{ risk, lapsed, rule, kase, mend string }{
		{exampleMediumRisk, expired, "acceptance-expired", "", again},
		{exampleRisk, expired, "acceptance-expired", "plan", examplePlan},
		{exampleRisk, exampleAcceptance, "acceptance-outgrown", "plan", examplePlan},
		{exampleMediumRisk, replace(exampleAcceptance, "likelihood = 2", "likelihood = 1"), "acceptance-outgrown", "", again},
	} {
		var cases []string
		for _, d := range checked(t, exampleContext+c.risk+c.lapsed).Diagnostics {
			if string(d.Rule) == c.rule {
				cases = append(cases, string(d.Case))
			}
		}
		if len(cases) != 1 || cases[0] != c.kase {
			t.Errorf("%s: cases %q, want %q", c.rule, cases, c.kase)
		}
		for _, d := range checked(t, exampleContext+c.risk+c.lapsed+c.mend).Diagnostics {
			if string(d.Rule) == c.rule || string(d.Rule) == "needs-treatment" {
				t.Errorf("%s: mended, there is still: %s", c.rule, d.Message.En)
			}
		}
	}
}

// Where a risk is rated before controls alone, that rating stands beside the one at which it was accepted.
func TestTheRatingThatOutgrewAnAcceptance(t *testing.T) {
	for part, risk := range map[string]string{"current": exampleMediumRisk, "inherent": replace(exampleMediumRisk, "[current]", "[inherent]")} {
		result := checked(t, exampleContext+risk+replace(exampleAcceptance, "likelihood = 2", "likelihood = 1"))
		found := false
		for _, d := range result.Diagnostics {
			if d.Rule != acceptanceOutgrown.Name {
				continue
			}
			found = true
			if len(d.Related) != 1 || d.Related[0].Place.File != "content/risks/R-001.md" || d.Related[0].Place.Line != 6 || d.Related[0].Place.Column != 1 {
				t.Errorf("%s: beside it stands %+v", part, d.Related)
			}
		}
		if !found {
			t.Errorf("%s: not outgrown", part)
		}
	}
}
