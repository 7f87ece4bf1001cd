package register

var controlWords = meanings{
	"type": {
		Ja: "何によってリスクを抑えるか（技術、組織、物理、人）の区分です。",
		En: "By what means it holds the risk down: technical, organizational, physical or human.",
	},
	"function": {
		Ja: "起きるのを防ぐのか、起きたことに気付くのか、対処するのか、復旧させるのかという働きです。ボウタイ図では、予防と検知が事象の左、対応と復旧が右に描かれます。",
		En: "What it does: prevent, detect, respond or recover. In the bow-tie picture, what prevents or detects stands before the event, what responds or recovers after it.",
	},
	"state": {
		Ja: "実施の状況です。現在の評価（current）で効果を見込めるのは、実施済みのものだけです。",
		En: "How far it has been put in place. A rating under current counts on what is in place only.",
	},
	"maps": {
		Ja: "ほかの枠組みで対応する管理策の番号です（例：27001:A.8.22、csf2:PR.AA-05）。",
		En: "The ids of the corresponding controls of other frameworks, such as 27001:A.8.22 or csf2:PR.AA-05.",
	},
	"common": {
		Ja: "教育訓練のように、複数の対応計画で共有する取組であれば true とします（手引書 II.5.1.5）。計画の作業から common で参照できます。",
		En: "True for a common effort that several treatment plans share, such as training (handbook II.5.1.5). Actions of plans refer to it by common.",
	},
	"tests": {
		Ja: "この管理策が働くことを確かめた試験の記録です。不合格になると、これに頼るリスクの評価は古くなったものとして扱われます。",
		En: "The tests of whether it works. After a failed one, the evaluation of every risk that relies on it is stale.",
	},
}

var controlTestWords = meanings{
	"on":     {Ja: "試験をした日です。", En: "The day of the test."},
	"result": {Ja: "試験の合否です。", En: "Whether it passed."},
	"note":   {Ja: "試験の方法や、分かったことを書きます。", En: "How it was tested and what came to light."},
}
