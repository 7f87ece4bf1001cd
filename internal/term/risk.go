package term

// The words of establishing the context, of identifying, analysing and
// evaluating risks (handbook II.1 to II.4).

var asset = Term{
	Key:     "asset",
	Name:    Words{"資産", "Asset"},
	Reading: "しさん",
	Aliases: []string{"防護すべき対象", "防護対象", "情報資産", "protected asset", "information asset"},
	Definition: Words{
		"事業の継続や情報の保護のために守らなければならないものです。情報システムや媒体に限らず、それを動かす組織と要員も資産として登録します。",
		"Anything that has to be protected so that the service goes on and information stays safe. Not only systems and media count: the organization and the people who run them are assets too.",
	},
	Source: Words{"手引書 II.1.1、図表5", "Handbook II.1.1, figure 5"},
	See:    []string{"information-system", "safety-standard", "service-maintenance-level"},
}

var consequence = Term{
	Key:     "consequence",
	Name:    Words{"結果（影響）", "Consequence (impact)"},
	Reading: "けっか",
	Aliases: []string{"影響の大きさ", "影響度", "consequence", "impact"},
	Definition: Words{
		"事象が起きた後に、目的、すなわちサービスの持続的な提供に及ぶ損害です。大きさは影響基準の尺度で表し、リスクマトリクスの一方の軸になります。",
		"What an event does to the objectives once it has happened: here, the damage to the lasting provision of the service. Its size is given on the scale of the impact criteria and forms one axis of the risk matrix.",
	},
	Source: Words{"JIS Q 27000:2019 3.12、手引書 II.3.1", "ISO/IEC 27000:2018 3.12; handbook II.3.1"},
	See:    []string{"event", "impact-criteria", "level-of-risk", "likelihood"},
}

var event = Term{
	Key:     "event",
	Name:    Words{"事象", "Event"},
	Reading: "じしょう",
	Definition: Words{
		"リスク源がきっかけとなって、資産に起こり得る出来事です。原因から先へたどる方法と、起きては困る結果から出発する方法の両方で特定します。",
		"Something that may happen to an asset because of a risk source. Events are sought from both ends: forward from a cause, and backward from a result that must not come about.",
	},
	Source: Words{"JIS Q 27000:2019 3.21、手引書 II.2.1", "ISO/IEC 27000:2018 3.21; handbook II.2.1"},
	See:    []string{"consequence", "risk", "risk-source"},
}

var expectedAnnualLoss = Term{
	Key:     "expected-annual-loss",
	Name:    Words{"年間期待損失額", "Expected annual loss"},
	Reading: "ねんかんきたいそんしつ",
	Aliases: []string{"年間予想損失", "annualised loss expectancy", "annualized loss expectancy"},
	Definition: Words{
		"1年当たりの発生回数の平均に、1回当たりの損失額の平均を掛けた金額です。一度の損害は小さくても頻繁に起きるリスクを、見落とさないために使います。",
		"The mean number of events a year times the mean loss of one event. It brings out the risks whose single losses are small but which occur often.",
	},
	Source: Words{"手引書 II.3.1.2、II.4.1.1", "Handbook II.3.1.2 and II.4.1.1"},
	See:    []string{"likelihood", "risk-acceptance-criteria", "risk-analysis"},
}

var finding = Term{
	Key:     "finding",
	Name:    Words{"課題", "Finding"},
	Reading: "かだい",
	Definition: Words{
		"リスク源の状況を自組織の対策に照らして見いだした、手を打つべき点です。情報収集、監査、環境変化の調査、演習・訓練の四つの経路から得ます。",
		"A point on which to act, found by holding the present risk sources against one's own measures. Findings arrive by four channels: intelligence, audit, study of environment changes, and exercises.",
	},
	Source: Words{"手引書 II.1.3", "Handbook II.1.3"},
	See:    []string{"external-audit", "information-sharing", "internal-audit", "risk-source"},
}

var impactCriteria = Term{
	Key:     "impact-criteria",
	Name:    Words{"影響基準", "Impact criteria"},
	Reading: "えいきょうきじゅん",
	Aliases: []string{"impact criterion"},
	Definition: Words{
		"損害がどれほどの大きさかを、費用を含めて決めるための物差しです。サービスの停止、金銭的な損失、信用の低下などの領域ごとに、段階の意味を定めます。",
		"The yardstick that says how grave a damage is, its cost included. It states the meaning of each step for each area of impact, such as service outage, financial loss or loss of reputation.",
	},
	Source: Words{"ISO/IEC 27005:2011 7.2.3、手引書 II.1.2.2", "ISO/IEC 27005:2011 7.2.3; handbook II.1.2.2"},
	See:    []string{"consequence", "risk-criteria"},
}

var levelOfRisk = Term{
	Key:     "level-of-risk",
	Name:    Words{"リスクレベル", "Level of risk"},
	Reading: "りすくれべる",
	Aliases: []string{"リスクの大きさ", "risk level"},
	Definition: Words{
		"起こりやすさと影響の組合せで決まるリスクの大きさです。リスクマトリクスの升目として表し、受容の可否や優先順位を決める土台になります。",
		"The size of a risk, given by its likelihood and its impact together. It is the cell of the risk matrix, and the ground on which acceptance and priority are decided.",
	},
	Source: Words{"JIS Q 27000:2019 3.39、手引書 II.3.1", "ISO/IEC 27000:2018 3.39; handbook II.3.1"},
	See:    []string{"consequence", "likelihood", "risk-matrix"},
}

var likelihood = Term{
	Key:     "likelihood",
	Name:    Words{"起こりやすさ", "Likelihood"},
	Reading: "おこりやすさ",
	Aliases: []string{"発生のしやすさ", "発生可能性"},
	Definition: Words{
		"損害がどの程度起こりそうかを、実績や観測データに基づいて尺度上の段階で表したものです。回数などの数値で表すこともあり、リスクマトリクスのもう一方の軸になります。",
		"How probable it is that the damage comes about, given as a step of a scale on the strength of records and observations, or as a number such as events a year. It is the other axis of the risk matrix.",
	},
	Source: Words{"JIS Q 27000:2019 3.40、手引書 II.3.1", "ISO/IEC 27000:2018 3.40; handbook II.3.1"},
	See:    []string{"consequence", "level-of-risk", "risk-source"},
}

var risk = Term{
	Key:     "risk",
	Name:    Words{"リスク", "Risk"},
	Reading: "りすく",
	Aliases: []string{"発生する可能性がある損害"},
	Definition: Words{
		"事象が起きたときに、重要インフラサービスの提供に生じ得る損害です。一般には不確かさが目的に及ぼす影響を指し、好ましい方向も含みますが、ここでは損害の側だけを扱います。",
		"The damage that an event may do to the provision of a critical infrastructure service. In general a risk is what uncertainty does to objectives, for better or worse; here only the worse is considered.",
	},
	Source: Words{"JIS Q 27000:2019 3.61、手引書 I.1", "ISO/IEC 27000:2018 3.61; handbook I.1"},
	See:    []string{"event", "level-of-risk", "risk-owner", "risk-source"},
}

var riskAcceptanceCriteria = Term{
	Key:     "risk-acceptance-criteria",
	Name:    Words{"リスク受容基準", "Risk acceptance criteria"},
	Reading: "りすくじゅようきじゅん",
	Aliases: []string{"受容基準", "acceptance criteria", "risk acceptance criterion"},
	Definition: Words{
		"どこまでのリスクなら引き受けてよいかを定めた線引きです。リスクレベルごとの扱いに加え、影響だけ、起こりやすさだけ、又は累積した損失だけで対応を要する条件も定めます。",
		"The line up to which a risk may be taken. It says how each level of risk is dealt with, and from where the impact alone, the likelihood alone or the accumulated loss calls for treatment.",
	},
	Source: Words{"ISO/IEC 27005:2011 7.2.4、手引書 II.1.2.3", "ISO/IEC 27005:2011 7.2.4; handbook II.1.2.3"},
	See:    []string{"acceptance", "level-of-risk", "risk-criteria"},
}

var riskAnalysis = Term{
	Key:     "risk-analysis",
	Name:    Words{"リスク分析", "Risk analysis"},
	Reading: "りすくぶんせき",
	Aliases: []string{"リスクの分析"},
	Definition: Words{
		"リスクの性質を理解し、起こりやすさと影響を見積もって、リスクレベルと具体的な損害を明らかにする作業です。段階で表す定性的な方法と、数値で表す定量的な方法があります。",
		"The work of understanding a risk, rating its likelihood and impact, and so finding its level and the concrete damage. It is qualitative where it uses steps and quantitative where it uses figures.",
	},
	Source: Words{"JIS Q 27000:2019 3.63、手引書 II.3", "ISO/IEC 27000:2018 3.63; handbook II.3"},
	See:    []string{"level-of-risk", "risk-evaluation", "risk-identification"},
}

var riskCriteria = Term{
	Key:     "risk-criteria",
	Name:    Words{"リスク判定基準", "Risk criteria"},
	Reading: "りすくはんていきじゅん",
	Aliases: []string{"リスク基準", "risk criterion"},
	Definition: Words{
		"リスクに対応するかどうか、どの順に対応するかを決めるときの拠り所です。リスク評価基準、影響基準、リスク受容基準から成り、経験を踏まえて定期的に見直します。",
		"The basis on which it is decided whether a risk is treated, and in which order. It consists of the risk evaluation, impact and risk acceptance criteria, and is revised regularly in the light of experience.",
	},
	Source: Words{"JIS Q 27000:2019 3.66、手引書 II.1.2", "ISO/IEC 27000:2018 3.66; handbook II.1.2"},
	See:    []string{"impact-criteria", "risk-acceptance-criteria", "risk-evaluation-criteria"},
}

var riskEvaluation = Term{
	Key:     "risk-evaluation",
	Name:    Words{"リスク評価", "Risk evaluation"},
	Reading: "りすくひょうか",
	Aliases: []string{"リスクの評価"},
	Definition: Words{
		"分析の結果をリスク判定基準と比べ、対応の要否と優先順位を決めることです。基準がない間は、経営層や有識者の判断がその代わりになります。",
		"Comparing the result of the analysis with the risk criteria, in order to decide whether a risk needs treatment and with what priority. As long as there are no criteria, the judgement of management or experts takes their place.",
	},
	Source: Words{"JIS Q 27000:2019 3.67、手引書 II.4", "ISO/IEC 27000:2018 3.67; handbook II.4"},
	See:    []string{"judgement", "risk-analysis", "risk-criteria", "risk-treatment"},
}

var riskEvaluationCriteria = Term{
	Key:     "risk-evaluation-criteria",
	Name:    Words{"リスク評価基準", "Risk evaluation criteria"},
	Reading: "りすくひょうかきじゅん",
	Aliases: []string{"risk evaluation criterion"},
	Definition: Words{
		"リスクをどの観点から重く見るかを定めたものです。事業上の価値、資産の重要性、法令や契約、利害関係者の信用などの観点に重みを付け、優先順位に反映します。",
		"The viewpoints from which a risk counts as grave, such as business value, the importance of assets, law and contract, or the trust of stakeholders. Their weights enter into the priority.",
	},
	Source: Words{"ISO/IEC 27005:2011 7.2.2、手引書 II.1.2.1", "ISO/IEC 27005:2011 7.2.2; handbook II.1.2.1"},
	See:    []string{"risk-criteria", "risk-evaluation"},
}

var riskIdentification = Term{
	Key:     "risk-identification",
	Name:    Words{"リスク特定", "Risk identification"},
	Reading: "りすくとくてい",
	Aliases: []string{"リスクの特定"},
	Definition: Words{
		"起こり得る事象を漏れなく挙げ、それぞれから生じ得る損害を言葉にする作業です。ここで見落としたものは、後の分析にも評価にも現れません。",
		"Listing the events that may happen, leaving none out, and putting into words the damage that each may do. What is missed here appears in no later analysis or evaluation.",
	},
	Source: Words{"JIS Q 27000:2019 3.68、手引書 II.2", "ISO/IEC 27000:2018 3.68; handbook II.2"},
	See:    []string{"event", "risk", "risk-analysis"},
}

var riskMatrix = Term{
	Key:     "risk-matrix",
	Name:    Words{"リスクマトリクス", "Risk matrix"},
	Reading: "りすくまとりくす",
	Aliases: []string{"リスクマトリックス"},
	Definition: Words{
		"起こりやすさを行、影響を列とし、各升目にリスクレベルを割り当てた表です。リスクの分布と、対策の前後や計画完了後の移動を一目で示します。",
		"A table with likelihood in rows and impact in columns that assigns a level of risk to each cell. It shows where the risks lie and how controls and plans move them.",
	},
	Source: Words{"手引書 II.3.1", "Handbook II.3.1"},
	See:    []string{"consequence", "level-of-risk", "likelihood"},
}

var riskOwner = Term{
	Key:     "risk-owner",
	Name:    Words{"リスク所有者", "Risk owner"},
	Reading: "りすくしょゆうしゃ",
	Aliases: []string{"リスクオーナー"},
	Definition: Words{
		"そのリスクについて説明責任を負い、対応を決める権限をもつ人又は部門です。リスクを他者と共有しても、所有者は変わりません。",
		"The person or unit that is accountable for a risk and has the authority to decide on it. Sharing a risk with another party does not change its owner.",
	},
	Source: Words{"JIS Q 27000:2019 3.71", "ISO/IEC 27000:2018 3.71"},
	See:    []string{"risk", "risk-sharing"},
}

var riskSource = Term{
	Key:     "risk-source",
	Name:    Words{"リスク源", "Risk source"},
	Reading: "りすくげん",
	Definition: Words{
		"単独で、又は他の要素と重なってリスクの元になるものです。外から働きかける脅威と、内に抱える脆弱性に分けて登録します。",
		"What gives rise to a risk, alone or together with something else. It is recorded as one of two kinds: a threat that acts on an asset, or a vulnerability that lies within.",
	},
	Source: Words{"JIS Q 31000:2010 2.16、手引書 I.1", "ISO 31000:2009 2.16; handbook I.1"},
	See:    []string{"threat", "vulnerability"},
}

var threat = Term{
	Key:     "threat",
	Name:    Words{"脅威", "Threat"},
	Reading: "きょうい",
	Definition: Words{
		"機密性、完全性又は可用性を損なう事象を引き起こし得るものです。サイバー攻撃のような意図的なもの、操作の誤りのような偶発的なもの、地震や落雷のような自然のものがあります。",
		"What may bring about an event that harms confidentiality, integrity or availability. It may be deliberate like a cyber attack, accidental like an operating error, or natural like an earthquake.",
	},
	Source: Words{"JIS Q 27000:2019 3.74、手引書 別紙1", "ISO/IEC 27000:2018 3.74; handbook, appendix 1"},
	See:    []string{"risk-source", "vulnerability"},
}

var vulnerability = Term{
	Key:     "vulnerability",
	Name:    Words{"脆弱性", "Vulnerability"},
	Reading: "ぜいじゃくせい",
	Aliases: []string{"ぜい弱性", "vulnerabilities"},
	Definition: Words{
		"脅威に付け込まれるおそれのある、資産や管理策の弱い所です。ソフトウェアの欠陥だけでなく、手順や体制の不備も含みます。",
		"A weak spot of an asset or a control that a threat may use. It may be a flaw in software, and just as well a gap in a procedure or in an organization.",
	},
	Source: Words{"JIS Q 27000:2019 3.77、手引書 別紙1", "ISO/IEC 27000:2018 3.77; handbook, appendix 1"},
	See:    []string{"risk-source", "threat"},
}
