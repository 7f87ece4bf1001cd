package term

// The words of treating risks, of deciding, and of monitoring and review
// (handbook II.5 and II.6).

var acceptance = Term{
	Key:     "acceptance",
	Name:    Words{"受容", "Acceptance"},
	Reading: "じゅよう",
	Aliases: []string{"リスク受容", "risk acceptance"},
	Definition: Words{
		"あるリスクを、追加の対策を採らずに引き受けるという、権限をもつ者の意思決定です。期限と、受け入れた時点の起こりやすさ及び影響を添え、そのどちらかが高まれば効力を失います。",
		"A decision, by someone with the authority, to take a risk as it is without further treatment. It names an end date and the likelihood and impact at which it was given, and no longer holds once either has risen.",
	},
	Source: Words{"JIS Q 27000:2019 3.62、ISO/IEC 27005:2011 箇条10", "ISO/IEC 27000:2018 3.62; ISO/IEC 27005:2011 clause 10"},
	See:    []string{"decision", "residual-risk", "risk-acceptance-criteria", "risk-retention"},
}

var control = Term{
	Key:     "control",
	Name:    Words{"管理策", "Control"},
	Reading: "かんりさく",
	Aliases: []string{"セキュリティ対策", "security measure"},
	Definition: Words{
		"リスクを変える手段です。技術、組織、物理、人の各面があり、防ぐ、見つける、対処する、復旧するという働きで分けて、試験の結果とともに記録します。",
		"A means of changing a risk, be it technical, organizational, physical or human. Controls are recorded by what they do (prevent, detect, respond, recover), together with the results of their tests.",
	},
	Source: Words{"JIS Q 27000:2019 3.14", "ISO/IEC 27000:2018 3.14"},
	See:    []string{"residual-risk", "risk-modification", "risk-treatment-plan"},
}

var decision = Term{
	Key:     "decision",
	Name:    Words{"意思決定", "Decision"},
	Reading: "いしけってい",
	Definition: Words{
		"権限をもつ者が、いつ、何を根拠に、何を決めたかの記録です。受容、判断、計画の承認、基準の承認、リスクの終結、計画の中止の六つの種類があります。",
		"The record of who, with the authority to do so, decided what, when and on what basis. There are six kinds: acceptance, judgement, approval of a plan, approval of criteria, closing of a risk, and cancellation of a plan.",
	},
	Source: Words{"手引書 II.4.1", "Handbook II.4.1"},
	See:    []string{"acceptance", "judgement", "management"},
}

var externalFactor = Term{
	Key:     "external-factor",
	Name:    Words{"外的要因", "External factor"},
	Reading: "がいてきよういん",
	Definition: Words{
		"取組の外側で起き、これまでの評価を古くする変化です。事業要件、リスク源、起こりやすさ、リスク受容基準の水準などの変化がこれに当たります。",
		"A change from outside the process that makes an earlier evaluation out of date: in business requirements, in risk sources, in a likelihood, or in the line of acceptance.",
	},
	Source: Words{"ISO/IEC 27005:2011 12.1、手引書 II.6.2", "ISO/IEC 27005:2011 12.1; handbook II.6.2"},
	See:    []string{"internal-factor", "monitoring", "review"},
}

var incident = Term{
	Key:     "incident",
	Name:    Words{"インシデント", "Incident"},
	Reading: "いんしでんと",
	Aliases: []string{"情報セキュリティインシデント", "障害", "information security incident"},
	Definition: Words{
		"想定していた事象が実際に起き、損害や支障が生じたものです。起きた件数は、見積もった頻度を確かめる材料になります。",
		"An event that has come about and done harm. How many there were is what an estimated frequency can be held against.",
	},
	Source: Words{"JIS Q 27000:2019 3.31、手引書 II.6", "ISO/IEC 27000:2018 3.31; handbook II.6"},
	See:    []string{"event", "near-miss", "review"},
}

var nearMiss = Term{
	Key:     "near-miss",
	Name:    Words{"ヒヤリハット", "Near miss"},
	Reading: "ひやりはっと",
	Aliases: []string{"near-miss"},
	Definition: Words{
		"損害が生じる手前で止まった出来事です。起こりやすさの見直しと、管理策が働いたかを知る手掛かりになります。",
		"Something that was stopped short of doing harm. It tells of a likelihood, and of whether a control did its work.",
	},
	Source: Words{"手引書 II.6", "Handbook II.6"},
	See:    []string{"incident"},
}

var indicator = Term{
	Key:     "indicator",
	Name:    Words{"指標", "Indicator"},
	Reading: "しひょう",
	Aliases: []string{"かい離の予兆", "リスク指標", "key risk indicator", "KRI"},
	Definition: Words{
		"計画とのかい離やリスクの高まりを、表に出る前に知るための測定値です。注意の値と限界の値を定め、測定値の推移とともに記録します。",
		"A measured value that tells of a deviation or a rising risk before it shows. It has a warning value and a limit, and is recorded with the course of its readings.",
	},
	Source: Words{"JIS Q 27000:2019 3.25、手引書 II.6.1", "ISO/IEC 27000:2018 3.25; handbook II.6.1"},
	See:    []string{"internal-factor", "monitoring"},
}

var internalFactor = Term{
	Key:     "internal-factor",
	Name:    Words{"内的要因", "Internal factor"},
	Reading: "ないてきよういん",
	Definition: Words{
		"取組そのものから生じる変化です。各プロセスの目的やリスク対応計画とのかい離とその予兆、実施した対応の成果が対象になります。",
		"A change that arises in the process itself: a departure, or the first sign of one, from the aim of a step or from a treatment plan, and the outcome of what was done.",
	},
	Source: Words{"ISO/IEC 27005:2011 12.2、手引書 II.6.1", "ISO/IEC 27005:2011 12.2; handbook II.6.1"},
	See:    []string{"external-factor", "indicator", "monitoring", "review"},
}

var judgement = Term{
	Key:     "judgement",
	Name:    Words{"判断", "Judgement"},
	Reading: "はんだん",
	Aliases: []string{"経営判断", "judgment"},
	Definition: Words{
		"リスク判定基準がない間に、経営層や有識者の知見によって対応の要否を決めた意思決定です。そこで得た考え方は、後に作る基準の候補になります。",
		"A decision on the need for treatment that rests on the knowledge of management or experts because there are no risk criteria yet. What is learnt from it is a candidate for the criteria to come.",
	},
	Source: Words{"手引書 II.4.1.1", "Handbook II.4.1.1"},
	See:    []string{"decision", "management", "risk-criteria"},
}

var monitoring = Term{
	Key:     "monitoring",
	Name:    Words{"モニタリング", "Monitoring"},
	Reading: "もにたりんぐ",
	Definition: Words{
		"取組の進み具合と取り巻く状況を見続け、変化に早く気付くことです。気付いた変化をどう扱うかは、レビューで決めます。",
		"Keeping an eye on how the work goes and on what surrounds it, so that a change is noticed early. What a change means is then decided in a review.",
	},
	Source: Words{"JIS Q 27000:2019 3.46、手引書 別紙1", "ISO/IEC 27000:2018 3.46; handbook, appendix 1"},
	See:    []string{"external-factor", "indicator", "internal-factor", "review"},
}

var obligation = Term{
	Key:     "obligation",
	Name:    Words{"要求事項", "Obligation"},
	Reading: "ようきゅうじこう",
	Aliases: []string{"契約上の義務"},
	Definition: Words{
		"法令、規制、契約、規格又は自ら定めた方針によって、守ることが求められている事柄です。条項ごとに登録し、どの記録が応えているかを追えるようにします。",
		"Something that must be met because a law, a regulation, a contract, a standard or one's own policy says so. It is recorded clause by clause, so that one can see which records answer it.",
	},
	Source: Words{"JIS Q 27000:2019 3.56、手引書 II.1.2、II.5.1", "ISO/IEC 27000:2018 3.56; handbook II.1.2 and II.5.1"},
	See:    []string{"risk-evaluation-criteria", "safety-standard"},
}

var residualRisk = Term{
	Key:     "residual-risk",
	Name:    Words{"残留リスク", "Residual risk"},
	Reading: "ざんりゅうりすく",
	Aliases: []string{"残存リスク"},
	Definition: Words{
		"リスク対応の後になお残るリスクです。特定できていないリスクも含まれ得るため、受け入れられる大きさかどうかを改めて確かめます。",
		"The risk that is left after treatment. It may hold risks that nobody has identified, which is why it is evaluated again before it is accepted.",
	},
	Source: Words{"JIS Q 27000:2019 3.57、手引書 II.5.1", "ISO/IEC 27000:2018 3.57; handbook II.5.1"},
	See:    []string{"acceptance", "risk-treatment"},
}

var review = Term{
	Key:     "review",
	Name:    Words{"レビュー", "Review"},
	Reading: "れびゅー",
	Definition: Words{
		"取組やその途中の成果を、目的や達成の条件に照らして評価者が確かめ、問題点を担当者に返すことです。結論は、現状を保つか、どのステップからやり直すかのどちらかになります。",
		"Holding the work, or what it has produced so far, against its aims, and giving what is amiss back to those in charge. It ends in one of two ways: things stay as they are, or the process resumes from a named step.",
	},
	Source: Words{"JIS Q 27000:2019 3.58、手引書 別紙1", "ISO/IEC 27000:2018 3.58; handbook, appendix 1"},
	See:    []string{"external-factor", "internal-factor", "monitoring"},
}

var riskAvoidance = Term{
	Key:     "risk-avoidance",
	Name:    Words{"リスクの回避", "Risk avoidance"},
	Reading: "りすくのかいひ",
	Aliases: []string{"リスク回避"},
	Definition: Words{
		"リスクの元になる活動をやめる、又は行う条件を変えることで、そのリスクをなくす対応です。法令、契約、事業規模などから見てリスクレベルが高すぎる場合に選びます。",
		"Doing away with a risk by giving up the activity behind it or by changing the conditions under which it is carried on. It is chosen where the level is too high in view of law, contract or the size of the business.",
	},
	Source: Words{"ISO/IEC 27005:2011 9.4、手引書 II.5.1.3", "ISO/IEC 27005:2011 9.4; handbook II.5.1.3"},
	See:    []string{"risk-modification", "risk-retention", "risk-sharing", "risk-treatment"},
}

var riskModification = Term{
	Key:     "risk-modification",
	Name:    Words{"リスクの修正", "Risk modification"},
	Reading: "りすくのしゅうせい",
	Aliases: []string{"リスク修正", "リスクの低減", "リスク低減", "risk reduction"},
	Definition: Words{
		"管理策を加え、又は改めて、残留リスクが受け入れられる大きさになるまでリスクを下げる対応です。起こりやすさと影響がともに高く、その事業や資産を手放せない場合に選びます。",
		"Adding or changing controls until the residual risk is acceptable. It is chosen where likelihood and impact are both high and the business or the asset cannot be given up.",
	},
	Source: Words{"ISO/IEC 27005:2011 9.2、手引書 II.5.1.1", "ISO/IEC 27005:2011 9.2; handbook II.5.1.1"},
	See:    []string{"control", "residual-risk", "risk-avoidance", "risk-retention", "risk-sharing"},
}

var riskRetention = Term{
	Key:     "risk-retention",
	Name:    Words{"リスクの保有", "Risk retention"},
	Reading: "りすくのほゆう",
	Aliases: []string{"リスク保有"},
	Definition: Words{
		"管理策を追加せず、今のままリスクを持ち続ける対応です。起こりやすさと影響がともに低く、リスク受容基準を満たすと確かめた場合に限り、その後も注意して見守ります。",
		"Keeping a risk as it is, without further controls. It is open only where likelihood and impact are both low and the acceptance criteria are known to be met, and it calls for a watchful eye from then on.",
	},
	Source: Words{"ISO/IEC 27005:2011 9.3、手引書 II.5.1.2", "ISO/IEC 27005:2011 9.3; handbook II.5.1.2"},
	See:    []string{"acceptance", "risk-avoidance", "risk-modification", "risk-sharing"},
}

var riskSharing = Term{
	Key:     "risk-sharing",
	Name:    Words{"リスクの共有", "Risk sharing"},
	Reading: "りすくのきょうゆう",
	Aliases: []string{"リスク共有", "リスクの移転", "リスク移転", "risk transfer"},
	Definition: Words{
		"保険や業務委託などの契約によって、損害の一部を他者と分け合う対応です。影響は大きいが起こりにくい場合に選びますが、利用者に対する責任まで分けることはできません。",
		"Bearing part of the damage together with another party by contract, such as insurance or a service agreement. It is chosen where the impact is high and the likelihood low; the responsibility towards customers cannot be shared.",
	},
	Source: Words{"ISO/IEC 27005:2011 9.5、手引書 II.5.1.4", "ISO/IEC 27005:2011 9.5; handbook II.5.1.4"},
	See:    []string{"risk-avoidance", "risk-modification", "risk-owner", "risk-retention"},
}

var riskTreatment = Term{
	Key:     "risk-treatment",
	Name:    Words{"リスク対応", "Risk treatment"},
	Reading: "りすくたいおう",
	Definition: Words{
		"対応を要するとしたリスクについて、修正、保有、回避、共有のいずれを採るかを選び、計画を立て、その計画で足りるかを確かめるまでの一連の作業です。",
		"What follows once a risk is found to need action: choosing among modification, retention, avoidance and sharing, making a plan, and evaluating whether the plan is enough.",
	},
	Source: Words{"JIS Q 27000:2019 3.72、手引書 II.5", "ISO/IEC 27000:2018 3.72; handbook II.5"},
	See:    []string{"risk-avoidance", "risk-modification", "risk-retention", "risk-sharing", "risk-treatment-plan"},
}

var riskTreatmentPlan = Term{
	Key:     "risk-treatment-plan",
	Name:    Words{"リスク対応計画", "Risk treatment plan"},
	Reading: "りすくたいおうけいかく",
	Aliases: []string{"対応計画", "treatment plan"},
	Definition: Words{
		"選んだ対応を、誰が、いつまでに、いくらで行い、完了後にリスクがどこまで下がるかを定めた文書です。完了時の姿が基準を満たすか、ほかのリスクを悪化させないかを評価してから実行します。",
		"The document that says who carries out a treatment, by when, at what cost, and what level is expected at the end. Before it is carried out it is evaluated: does the end meet the criteria, and does it make no other risk worse?",
	},
	Source: Words{"ISO/IEC 27005:2011 9.1、手引書 II.5.1.5", "ISO/IEC 27005:2011 9.1; handbook II.5.1.5"},
	See:    []string{"control", "residual-risk", "risk-treatment"},
}
