package audit

import (
	"strings"

	"github.com/riskbook/riskbook/internal/rule"
	"github.com/riskbook/riskbook/internal/term"
)

// requirement is one clause: what it asks, in words of our own, what answers it, and the rules that say what is missing.
type requirement struct {
	clause  string
	asks    term.Words
	answers []string
	rules   names
}

func clause(number, ja, en, answers string, rules names) requirement {
	return requirement{number, term.Words{Ja: ja, En: en}, strings.Fields(answers), rules}
}

// requirementGroups lists the clauses of the standards, in their order. No clause is left out.
var requirementGroups = []struct {
	anchor, title string
	clauses       []requirement
}{
	{"iso27001", "reqISO27001", []requirement{
		clause("6.1.2 a)", "受容の基準を含むリスク基準を定め、維持する", "Risk criteria, those of acceptance among them, are set and kept up", "criteria knowledge", names{rule.CriteriaReviewOverdue, rule.MatrixNotMonotone}),
		clause("6.1.2 b)", "繰り返しても一貫し、比べられる結果が得られるようにする", "Assessments made again give results that are consistent and can be compared", "criteria analysed", names{rule.RatedUnderOlderCriteria, rule.LevelRisesWithControls, rule.LevelFallsWithoutControl, rule.QuantitiesDisagree}),
		clause("6.1.2 c)", "機密性、完全性、可用性の喪失に伴うリスクを特定し、その責任者を特定する", "Risks of losing confidentiality, integrity or availability are identified, and who owns each", "assets events risks owned", names{rule.AssetWithoutEvent, rule.EventWithoutRisk, rule.RiskWithoutEvent, rule.ApproachMissing, rule.OwnerOutside}),
		clause("6.1.2 d)", "結果と起こりやすさを見積もり、リスクレベルを決める", "Consequences and likelihood are assessed, and levels determined", "analysed damage", names{rule.NoCurrentAnalysis, rule.ConsequencesDisagree, rule.EvaluationStale}),
		clause("6.1.2 e)", "リスクを基準と比べ、対応の優先順位を付ける", "Risks are held against the criteria and put in order for treatment", "judged ranked", names{rule.NeedsJudgement, rule.DoublePin, rule.IdlePin}),
		clause("6.1.3 a)", "評価の結果に応じて、対応策の選択肢を選ぶ", "An option of treatment is chosen in the light of the assessment", "options", names{rule.OptionWithoutRationale, rule.OptionsDiffer, rule.RetainedAgainstCriteria, rule.NeedsTreatment}),
		clause("6.1.3 b)", "選んだ選択肢に必要な管理策を決める", "The controls that the option calls for are determined", "controls plans", names{rule.ControlNotInPlace}),
		clause("6.1.3 c)", "決めた管理策を附属書Aと比べ、見落としがないかを確かめる", "These controls are held against Annex A, so that none is overlooked", "mapped", nil),
		clause("6.1.3 d)", "管理策の採否と実施の状況、その理由をまとめる", "A statement says which controls are taken or left out, how far they are in place, and why", "mapped controls", nil),
		clause("6.1.3 e)", "リスク対応計画を立てる", "A treatment plan is made", "plans", names{rule.UnevaluatedPlan, rule.InsufficientPlan, rule.BadPlanDates, rule.ExtremeWithoutContinuity}),
		clause("6.1.3 f)", "計画の承認と残留リスクの受容を、リスクの責任者から得る", "The owners of the risks approve the plan and accept what remains", "approvals accepted", names{rule.PlanWithoutApproval, rule.SelfApproved, rule.BeyondAuthority, rule.AcceptanceExpired, rule.AcceptanceOutgrown}),
		clause("8.2", "決めた間隔で、又は変化の都度、リスクを評価し、結果を残す", "Risks are assessed at planned intervals and upon change, and the results kept", "analysed reviews", names{rule.ReviewOverdue, rule.EvaluationStale}),
		clause("8.3", "リスク対応計画を実施し、結果を残す", "The treatment plan is carried out, and the results kept", "plans effectiveness", names{rule.PlanOverdue, rule.ActionOverdue, rule.EffectivenessUnreviewed, rule.FinishedNotReanalysed}),
		clause("9.3.2", "マネジメントレビューに、課題の変化、利害関係者の求め、評価と対応計画の状況、改善の機会を取り上げる", "Management's review takes up what has changed, what interested parties want, where assessment and plans stand, and what could be better", "reviews findings incidents obligations decisions", names{rule.CriteriaReviewOverdue, rule.FindingOverdue, rule.ChannelSilent}),
	}},
	{"iso27005", "reqISO27005", []requirement{
		clause("6.1", "組織の内外の状況を踏まえ、リスクマネジメントの前提を定める", "The context of risk management is established, inside and outside the organisation", "pages stages obligations", names{rule.StepWithoutEvidence}),
		clause("6.2", "リスクマネジメントを担う組織と、リスクを負う者を定める", "It is settled who manages risks, and who takes them", "parties owned stages", names{rule.OwnerOutside}),
		clause("6.3", "利害関係者の基本的な求め（法令、規格、契約など）を特定し、守られているかを把握する", "What interested parties basically require (laws, standards, contracts) is identified, and whether it is met", "obligations", nil),
		clause("6.4", "リスクアセスメントを、戦略から現場まで組織の活動に組み込む", "Risk assessment is part of what the organisation does, from strategy to operation", "assets risks stages", names{rule.StepWithoutEvidence}),
		clause("6.5", "リスク基準を定め、保つ", "Risk criteria are established and maintained", "criteria knowledge", names{rule.CriteriaReviewOverdue}),
		clause("6.5.1", "リスクの重大さを判断する物差しを、目的と状況に応じて定める", "The measure of how grave a risk is fits aims and context", "criteria", names{rule.MatrixNotMonotone}),
		clause("6.5.2", "受容の基準と、誰がどこまで受容できるかを定める", "Criteria of acceptance, and who may accept how much", "criteria accepted", names{rule.BeyondAuthority, rule.AcceptanceUnderOlderCriteria}),
		clause("6.5.3", "アセスメントの基準（結果、起こりやすさ、レベル）を定める", "Criteria for assessing: consequences, likelihood and level", "criteria", names{rule.RatedUnderOlderCriteria, rule.QuantitiesDisagree}),
		clause("6.6", "目的に合ったアセスメントの手法を選ぶ", "A method of assessment is chosen that serves the purpose", "criteria stages", nil),
		clause("7.1", "アセスメントを、特定、分析、評価の順に行う", "Assessment goes from identification over analysis to evaluation", "risks analysed judged", names{rule.StepWithoutEvidence}),
		clause("7.2.1", "事象と資産の両面から、リスクを特定し記述する", "Risks are identified and described, from events and from assets", "sources events assets risks", names{rule.AssetWithoutEvent, rule.EventWithoutRisk, rule.RiskWithoutEvent, rule.ApproachMissing}),
		clause("7.2.2", "リスクの責任者を特定する", "The owner of each risk is identified", "owned", names{rule.OwnerOutside, rule.UnknownParty}),
		clause("7.3.1", "特定したリスクを、求められる詳しさで分析する", "Identified risks are analysed, as deeply as is needed", "analysed", names{rule.NoCurrentAnalysis}),
		clause("7.3.2", "起こり得る結果を見積もる", "Possible consequences are assessed", "damage", names{rule.ConsequencesDisagree, rule.ImpactGivenTwice}),
		clause("7.3.3", "起こりやすさを見積もる", "Likelihood is assessed", "analysed incidents", names{rule.LikelihoodDisagrees, rule.QuantitiesDisagree}),
		clause("7.3.4", "リスクレベルを決める", "The level of risk is determined", "analysed", names{rule.NotOnScale, rule.LevelRisesWithControls, rule.LevelFallsWithoutControl}),
		clause("7.4.1", "分析の結果を基準と比べる", "What the analysis gives is compared with the criteria", "judged", names{rule.NeedsJudgement}),
		clause("7.4.2", "対応のために優先順位を付ける", "Risks are put in order for treatment", "ranked", names{rule.DoublePin, rule.IdlePin}),
		clause("8.1", "優先順位の付いたリスクへの対応を進める", "The risks in their order are treated", "plans options", names{rule.NeedsTreatment}),
		clause("8.2", "修正、保有、回避、共有から適切な選択肢を選ぶ", "A fitting option is chosen: modify, retain, avoid or share", "options", names{rule.OptionWithoutRationale, rule.OptionsDiffer, rule.SharedWithoutParty}),
		clause("8.3", "選択肢の実施に必要な管理策をすべて決める", "All controls that the option needs are determined", "controls plans", names{rule.ControlNotInPlace}),
		clause("8.4", "管理策を附属書Aの管理策と比べる", "The controls are compared with those of Annex A", "mapped", nil),
		clause("8.5", "適用宣言書を作る", "A statement of applicability is produced", "mapped", nil),
		clause("8.6.1", "リスク対応計画を立てる", "The treatment plan is formulated", "plans", names{rule.UnevaluatedPlan, rule.BadPlanDates, rule.ExtremeWithoutContinuity}),
		clause("8.6.2", "計画の承認をリスクの責任者から得る", "The owners of the risks approve the plan", "approvals", names{rule.PlanWithoutApproval, rule.SelfApproved}),
		clause("8.6.3", "残留リスクを受容する", "The residual risks are accepted", "accepted", names{rule.ProjectedUnacceptable, rule.AcceptanceExpired, rule.AcceptanceOutgrown, rule.AcceptanceWithoutEffect}),
		clause("9.1", "決めた間隔で、又は変化の都度、アセスメントを行う", "Assessment is performed at planned intervals and upon change", "analysed reviews", names{rule.ReviewOverdue, rule.EvaluationStale}),
		clause("9.2", "計画に沿って対応を進める", "Treatment is performed as planned", "plans effectiveness", names{rule.PlanOverdue, rule.ActionOverdue, rule.FinishedNotReanalysed}),
		clause("10.1", "組織の状況の理解を新しく保つ", "The understanding of the context is kept current", "findings obligations reviews", names{rule.ChannelSilent}),
		clause("10.2", "経営層が関与し、方針、資源、責任を与える", "Leadership takes part: policy, means and responsibility", "decisions pages stages", names{rule.PlanWithoutApproval}),
		clause("10.3", "リスクについて利害関係者と話し合い、伝える", "Risks are communicated and consulted on with interested parties", "decisions parties findings", names{rule.FindingOverdue}),
		clause("10.4.1", "プロセスと結果を文書化した情報として残す", "Process and results are documented", "records", names{rule.ProvisionalRecord}),
		clause("10.4.2", "プロセスについての文書化した情報を残す", "Documented information about the processes", "criteria stages pages", nil),
		clause("10.4.3", "結果についての文書化した情報を残す", "Documented information about the results", "risks plans decisions", names{rule.RatingWithoutRationale}),
		clause("10.5.1", "リスクマネジメントのプロセスを監視し、レビューする", "The process itself is monitored and reviewed", "reviews audits", names{rule.ReviewOverdue}),
		clause("10.5.2", "リスクに影響する要因を監視し、レビューする", "Factors that influence risks are monitored and reviewed", "findings indicators incidents", names{rule.EvaluationStale, rule.IndicatorBeyondLimit, rule.IndicatorUnread, rule.ChannelSilent}),
		clause("10.6", "マネジメントレビューに、アセスメントと対応の結果を取り上げる", "Management's review takes up the results of assessment and treatment", "reviews decisions", names{rule.CriteriaReviewOverdue}),
		clause("10.7", "不適合とインシデントに、原因をなくす是正処置をとる", "Nonconformities and incidents meet with corrective action at their cause", "findings incidents audits", names{rule.FindingOverdue, rule.ReportOverdue}),
		clause("10.8", "継続的に改善する", "The process is improved continually", "reviews effectiveness knowledge", names{rule.EffectivenessUnreviewed}),
	}},
}
