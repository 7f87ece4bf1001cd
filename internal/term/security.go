package term

// The words of information security and of the parties concerned with
// critical infrastructure (handbook, appendix 1).

var availability = Term{
	Key:     "availability",
	Name:    Words{"可用性", "Availability"},
	Reading: "かようせい",
	Definition: Words{
		"利用を認められた者が、使いたいときに途切れなく情報やシステムを使えるという性質です。重要インフラでは、サービスの継続に最も直結します。",
		"The property that those who are entitled to information or a system can use it whenever they need it, without interruption. In critical infrastructure it is the one nearest to the continuity of the service.",
	},
	Source: Words{"JIS Q 27000:2019 3.7、手引書 別紙1", "ISO/IEC 27000:2018 3.7; handbook, appendix 1"},
	See:    []string{"confidentiality", "integrity"},
}

var byod = Term{
	Key:     "byod",
	Name:    Words{"BYOD", "BYOD"},
	Reading: "びーわいおーでぃー",
	Aliases: []string{"私物端末の業務利用", "bring your own device"},
	Definition: Words{
		"職員が個人で所有するスマートフォンなどの端末を、勤務先の情報システムにつないで仕事に使うことです。組織の管理が端末に及びにくいため、環境変化による課題の典型例になります。",
		"Bring your own device: staff use phones or other devices of their own for work and connect them to the organization's systems. The devices are hard to control, which makes this a typical finding from a change of environment.",
	},
	Source: Words{"手引書 別紙1", "Handbook, appendix 1"},
	See:    []string{"finding", "information-system"},
}

var ceptoar = Term{
	Key:     "ceptoar",
	Name:    Words{"セプター", "CEPTOAR"},
	Reading: "せぷたー",
	Definition: Words{
		"重要インフラの分野ごとに置かれ、事業者どうしで情報を分かち合い、分析する働きと、それを受け持つ組織です。政府から届く情報の受け皿にもなり、訓練を通じて連絡の経路を確かめます。",
		"The function, and the body entrusted with it, by which the operators of one critical infrastructure sector share and analyse information (Capability for Engineering of Protection, Technical Operation, Analysis and Response). It also passes on what the government provides and tests its lines of contact in drills.",
	},
	Source: Words{"手引書 別紙1", "Handbook, appendix 1"},
	See:    []string{"critical-infrastructure-service", "information-sharing"},
}

var confidentiality = Term{
	Key:     "confidentiality",
	Name:    Words{"機密性", "Confidentiality"},
	Reading: "きみつせい",
	Definition: Words{
		"見ることを認められていない者に、情報が渡らないという性質です。",
		"The property that information does not come into the hands of anyone who is not entitled to see it.",
	},
	Source: Words{"JIS Q 27000:2019 3.10、手引書 別紙1", "ISO/IEC 27000:2018 3.10; handbook, appendix 1"},
	See:    []string{"availability", "integrity"},
}

var criticalInfrastructureService = Term{
	Key:     "critical-infrastructure-service",
	Name:    Words{"重要インフラサービス", "Critical infrastructure service"},
	Reading: "じゅうよういんふらさーびす",
	Definition: Words{
		"水道、電力、医療のように、止まれば国民生活や社会経済活動に大きな影響が出るサービスとそれに伴う手続きです。分野ごとに対象と水準が示されています。",
		"A service, with the procedures that go with it, whose failure would weigh heavily on people's lives and on the economy, such as water, electricity or medical care. Each sector has its list of services and the levels to maintain.",
	},
	Source: Words{"手引書 II.1.1、図表6", "Handbook II.1.1, figure 6"},
	See:    []string{"asset", "service-maintenance-level"},
}

var cyberspaceProvider = Term{
	Key:     "cyberspace-provider",
	Name:    Words{"サイバー空間関連事業者", "Cyberspace-related provider"},
	Reading: "さいばーくうかんかんれんじぎょうしゃ",
	Definition: Words{
		"重要インフラ事業者の情報システムを支える企業です。システムの設計や構築、運用、保守を担う者、セキュリティ対策を供給する者、機器やソフトウェアの基盤を供給する者の三つに大別されます。",
		"A company on which the information systems of an operator rest. There are three groups: those who design, build, run and maintain systems; those who supply security measures; and those who supply the platform of hardware and software.",
	},
	Source: Words{"手引書 別紙1", "Handbook, appendix 1"},
	See:    []string{"finding", "information-sharing"},
}

var externalAudit = Term{
	Key:     "external-audit",
	Name:    Words{"外部監査", "External audit"},
	Reading: "がいぶかんさ",
	Definition: Words{
		"組織から独立した外部の専門家が、情報セキュリティ対策の実施状況を調べ、評価と改善の助言や勧告を示すことです。",
		"An examination of how security measures are carried out, by experts from outside who are independent of the organization, ending in an assessment and in recommendations.",
	},
	Source: Words{"JIS Q 27000:2019 3.3、手引書 別紙1", "ISO/IEC 27000:2018 3.3; handbook, appendix 1"},
	See:    []string{"finding", "internal-audit"},
}

var informationSecurityAgency = Term{
	Key:     "information-security-agency",
	Name:    Words{"情報セキュリティ関係機関", "Information security agency"},
	Reading: "じょうほうせきゅりてぃかんけいきかん",
	Aliases: []string{"information security agencies"},
	Definition: Words{
		"脅威や脆弱性の観測、分析、注意喚起を担う専門の機関です。2015年の時点では、警察庁サイバーフォース、NICT、AIST、IPA、Telecom-ISAC Japan、JPCERT/CCを指しました。",
		"A specialised body that observes and analyses threats and vulnerabilities and issues alerts. As of 2015 these were the Cyber Force of the National Police Agency, NICT, AIST, IPA, Telecom-ISAC Japan and JPCERT/CC.",
	},
	Source: Words{"手引書 別紙1", "Handbook, appendix 1"},
	See:    []string{"finding", "information-security-ministry", "information-sharing"},
}

var informationSecurityMinistry = Term{
	Key:     "information-security-ministry",
	Name:    Words{"情報セキュリティ関係省庁", "Information security ministry"},
	Reading: "じょうほうせきゅりてぃかんけいしょうちょう",
	Aliases: []string{"information security ministries"},
	Definition: Words{
		"情報セキュリティに関する政策や捜査、防衛などを受け持つ国の行政機関です。2015年の時点では、警察庁のほか、総務、外務、経済産業、防衛の各省を指しました。",
		"A national authority charged with policy, investigation or defence in matters of information security. As of 2015 these were the National Police Agency and the ministries of Internal Affairs and Communications, of Foreign Affairs, of Economy, Trade and Industry, and of Defense.",
	},
	Source: Words{"手引書 別紙1", "Handbook, appendix 1"},
	See:    []string{"finding", "information-security-agency", "information-sharing"},
}

var informationSharing = Term{
	Key:     "information-sharing",
	Name:    Words{"情報共有", "Information sharing"},
	Reading: "じょうほうきょうゆう",
	Definition: Words{
		"見聞きしたことや得た知識を、関係する組織の間で互いに役立てることです。事業者から政府への連絡と、政府から事業者への提供の両方向を含みます。",
		"Making what one has seen or learnt useful to the others concerned. It goes both ways: reports from operators to the government, and what the government provides to operators.",
	},
	Source: Words{"手引書 別紙1、II.1.3.1", "Handbook, appendix 1 and II.1.3.1"},
	See:    []string{"ceptoar", "finding"},
}

var informationSystem = Term{
	Key:     "information-system",
	Name:    Words{"情報システム", "Information system"},
	Reading: "じょうほうしすてむ",
	Aliases: []string{"制御システム", "control system"},
	Definition: Words{
		"ITを使った仕組みの全体です。事務を処理するシステムだけでなく、現場の機器や監視制御の設備も含めて捉えます。",
		"Any system that makes use of IT. The systems of the office are meant, and just as much the field devices and the supervisory control of the plant.",
	},
	Source: Words{"JIS Q 27000:2019 3.35、手引書 別紙1", "ISO/IEC 27000:2018 3.35; handbook, appendix 1"},
	See:    []string{"asset", "it-failure"},
}

var integrity = Term{
	Key:     "integrity",
	Name:    Words{"完全性", "Integrity"},
	Reading: "かんぜんせい",
	Definition: Words{
		"情報が正確でそろっていて、壊されたり、書き換えられたり、消されたりしていないという性質です。",
		"The property that information is accurate and whole: not destroyed, altered or erased.",
	},
	Source: Words{"JIS Q 27000:2019 3.36、手引書 別紙1", "ISO/IEC 27000:2018 3.36; handbook, appendix 1"},
	See:    []string{"availability", "confidentiality"},
}

var internalAudit = Term{
	Key:     "internal-audit",
	Name:    Words{"内部監査", "Internal audit"},
	Reading: "ないぶかんさ",
	Definition: Words{
		"組織の中にありながら監査を受ける部門から独立した者が、情報セキュリティ対策の実施状況を調べ、評価と改善の助言や勧告を示すことです。",
		"An examination of how security measures are carried out, by people of the organization who are independent of the unit examined, ending in an assessment and in recommendations.",
	},
	Source: Words{"JIS Q 27000:2019 3.3、手引書 別紙1", "ISO/IEC 27000:2018 3.3; handbook, appendix 1"},
	See:    []string{"external-audit", "finding"},
}

var itBCP = Term{
	Key:     "it-bcp",
	Name:    Words{"IT-BCP等", "IT-BCP"},
	Reading: "あいてぃーびーしーぴーとう",
	Aliases: []string{"IT continuity plan"},
	Definition: Words{
		"重要インフラサービスに欠かせない情報システムが使えなくなっても事業を続け、又は早く立て直すための計画です。手順書や、ITに限らない事業継続計画も含めて呼びます。",
		"The plan by which the service goes on, or is soon restored, when an information system that it depends on is lost. The word takes in its manuals and the other business continuity plans too.",
	},
	Source: Words{"手引書 別紙1、II.1.3.4", "Handbook, appendix 1 and II.1.3.4"},
	See:    []string{"it-outage", "service-maintenance-level"},
}

var itFailure = Term{
	Key:     "it-failure",
	Name:    Words{"ITの不具合", "IT failure"},
	Reading: "あいてぃーのふぐあい",
	Definition: Words{
		"情報システムが、設計のときに想定した働きをしない、又はできなくなることです。サービスへの影響の有無は問いません。",
		"An information system does not, or cannot, do what it was designed to do, whether or not the service is affected.",
	},
	Source: Words{"手引書 別紙1", "Handbook, appendix 1"},
	See:    []string{"information-system", "it-outage"},
}

var itOutage = Term{
	Key:     "it-outage",
	Name:    Words{"IT障害", "IT outage"},
	Reading: "あいてぃーしょうがい",
	Definition: Words{
		"ITの不具合のうち、その影響でサービスがサービス維持レベルを割り込むに至ったものです。",
		"An IT failure so grave that the service falls short of its service maintenance level.",
	},
	Source: Words{"手引書 別紙1、図表6", "Handbook, appendix 1 and figure 6"},
	See:    []string{"it-bcp", "it-failure", "service-maintenance-level"},
}

var management = Term{
	Key:     "management",
	Name:    Words{"経営層", "Management"},
	Reading: "けいえいそう",
	Aliases: []string{"トップマネジメント", "top management"},
	Definition: Words{
		"組織を率い、リスクの受容や資源の配分を決める人々です。経営者個人だけでなく、取締役会や委員会などの会議体も含みます。",
		"Those who lead the organization and decide on the acceptance of risks and on resources: individuals, and also bodies such as a board or a committee.",
	},
	Source: Words{"JIS Q 27000:2019 3.75、手引書 I.1", "ISO/IEC 27000:2018 3.75; handbook I.1"},
	See:    []string{"decision", "judgement"},
}

var safetyStandard = Term{
	Key:     "safety-standard",
	Name:    Words{"安全基準等", "Safety standards"},
	Reading: "あんぜんきじゅんとう",
	Aliases: []string{"安全基準", "safety standard"},
	Definition: Words{
		"事業者が対策の拠り所とする文書の総称です。国が定める強制又は推奨の基準とガイドライン、業界団体の標準とガイドライン、事業者自身の内規がこれに当たり、策定のための指針そのものは含みません。",
		"The documents on which an operator rests its measures: binding or recommended standards and guidelines of the state, standards and guidelines of the industry's associations, and the operator's own rules. The guideline for drawing them up is not one of them.",
	},
	Source: Words{"手引書 別紙1", "Handbook, appendix 1"},
	See:    []string{"asset", "obligation"},
}

var sectorMinistry = Term{
	Key:     "sector-ministry",
	Name:    Words{"重要インフラ所管省庁", "Ministry in charge of a sector"},
	Reading: "じゅうよういんふらしょかんしょうちょう",
	Aliases: []string{"所管省庁", "sector ministry", "ministry in charge of the sector"},
	Definition: Words{
		"重要インフラの各分野を所管し、セプターとの間で情報をやり取りする国の行政機関です。2015年の時点では、金融庁のほか、総務、厚生労働、経済産業、国土交通の各省を指しました。",
		"A national authority in charge of a sector of critical infrastructure, which exchanges information with the sector's CEPTOAR. As of 2015 these were the Financial Services Agency and the ministries of Internal Affairs and Communications, of Health, Labour and Welfare, of Economy, Trade and Industry, and of Land, Infrastructure, Transport and Tourism.",
	},
	Source: Words{"手引書 図表9", "Handbook, figure 9"},
	See:    []string{"ceptoar", "finding", "information-security-ministry"},
}

var serviceMaintenanceLevel = Term{
	Key:     "service-maintenance-level",
	Name:    Words{"サービス維持レベル", "Service maintenance level"},
	Reading: "さーびすいじれべる",
	Aliases: []string{"サービスレベル", "service level"},
	Definition: Words{
		"重要インフラサービスが下回ってはならない提供の水準です。停止の時間や影響を受ける利用者の数などで、分野ごとに示されています。",
		"The level below which a critical infrastructure service must not fall, given for each sector by such measures as the length of an outage or the number of users affected.",
	},
	Source: Words{"手引書 II.1.1、図表6", "Handbook II.1.1, figure 6"},
	See:    []string{"critical-infrastructure-service", "it-outage"},
}
