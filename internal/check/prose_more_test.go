package check

import (
	"strings"
	"testing"
)

// otherwise are contradictions in ways of writing that the rule was not made for at first, and what they say of tellingRegister.
var otherwise = []struct{ text, want string }{
	{"R-001 sits at Low.", "R-001:level"},
	{"R-001 is presently at Medium.", "R-001:level"},
	{"We rate R-001 Low.", "R-001:level"},
	{"We rate R-001 as Low, and watch it.", "R-001:level"},
	{"The register rates R-003 High.", "R-003:level"},
	{"We currently classify R-001 as Medium.", "R-001:level"},
	{"R-001 carries a Low rating.", "R-001:level"},
	{"R-001's rating is Low.", "R-001:level"},
	{"R-001's risk level is Medium.", "R-001:level"},
	{"The risk level of R-001 is Low.", "R-001:level"},
	{"The rating of R-003 is High.", "R-003:level"},
	{"R-001, a Low risk, touches the intake.", "R-001:level"},
	{"R-001 - Low", "R-001:level"},
	{"R-001 = Low", "R-001:level"},
	{"R-001 (currently Low) matters.", "R-001:level"},
	{"R-001 (now Medium) matters.", "R-001:level"},
	{"R-001 (Low risk) matters.", "R-001:level"},
	{"R-001 (a low risk) matters.", "R-001:level"},
	{"The low risk R-001 comes to mind.", "R-001:level"},
	{"R-001 and R-002 are High.", "R-002:level"},
	{"R-001, R-003 and R-004 are High.", "R-003:level"},
	{"R-001 and R-004 are both Low.", "R-001:level R-004:level"},
	{"R-001 and R-003 are acceptable.", "R-001:outcome"},
	{"R-001 ranks 3rd.", "R-001:rank"},
	{"R-001 is ranked #2.", "R-001:rank"},
	{"R-004 comes first in priority.", "R-004:rank"},
	{"R-004 has priority 1.", "R-004:rank"},
	{"R-004 holds rank 1.", "R-004:rank"},
	{"The rank of R-004 is 1.", "R-004:rank"},
	{"R-001 is being treated.", "R-001:outcome"},
	{"R-001's outcome is accepted.", "R-001:outcome"},
	{"The outcome of R-001 is acceptable.", "R-001:outcome"},
	{"Of the four risks, three need treatment.", "count:risks need=treat"},
	{"Three out of four risks need treatment.", "count:risks need=treat"},
	{"There are 3 risks rated High.", "count:risks status=open level=high"},
	{"Three risks are at level High.", "count:risks status=open level=high"},
	{"We have 12 open risks.", "count:risks status=open"},
	{"Twelve risks are open.", "count:risks status=open"},
	{"Twelve risks are on the register.", "count:risks status=open"},
	{"The number of high risks is 5.", "count:risks status=open level=high"},
	{"The number of risks to be treated is six.", "count:risks need=treat"},
	{"High risks: 5", "count:risks status=open level=high"},
	{"Risks in treatment: 6", "count:risks outcome=in-treatment"},
	{"In total, 17 risks need treatment.", "count:risks need=treat"},
	{"A total of 17 risks need treatment.", "count:risks need=treat"},
	{"R-001のリスクレベルは、低です。", "R-001:level"},
	{"R-001のレベル：低", "R-001:level"},
	{"R-001【低】を見る。", "R-001:level"},
	{"R-001［低］を見る。", "R-001:level"},
	{"低リスクのR-001を後に回す。", "R-001:level"},
	{"レベル低のR-001を後に回す。", "R-001:level"},
	{"R-001は低リスクに当たる。", "R-001:level"},
	{"R-001は低に分類している。", "R-001:level"},
	{"R-001は低に位置づけています。", "R-001:level"},
	{"R-001の評価は低です。", "R-001:level"},
	{"R-001及びR-003は高です。", "R-003:level"},
	{"R-001とR-002はともに高である。", "R-002:level"},
	{"R-004の優先度は1位です。", "R-004:rank"},
	{"優先順位第1位のR-004に注意する。", "R-004:rank"},
	{"R-004は第一位です。", "R-004:rank"},
	{"R-004（第1位）を急ぐ。", "R-004:rank"},
	{"R-001は受容しています。", "R-001:outcome"},
	{"R-001を受容している。", "R-001:outcome"},
	{"R-003は要対応です。", "R-003:outcome"},
	{"R-003は対応を要します。", "R-003:outcome"},
	{"R-003には対応が必要です。", "R-003:outcome"},
	{"R-003も対応を要する。", "R-003:outcome"},
	{"対応中のR-001を見る。", "R-001:outcome"},
	{"R-001の評価結果：受容可能", "R-001:outcome"},
	{"対応を要するリスクが17件あります。", "count:risks need=treat"},
	{"対応を要するリスク：17件", "count:risks need=treat"},
	{"対応を要するリスク（17件）を急ぐ。", "count:risks need=treat"},
	{"対応を要するリスクの数は17です。", "count:risks need=treat"},
	{"対応が必要なリスクが17件残っている。", "count:risks need=treat"},
	{"リスクのうち17件が対応を要する。", "count:risks need=treat"},
	{"リスクは15件あります。", "count:risks status=open"},
	{"リスクの総数は15件です。", "count:risks status=open"},
	{"登録リスク数は15です。", "count:risks status=open"},
	{"15件のリスクを登録しています。", "count:risks status=open"},
	{"レベル高は5件です。", "count:risks status=open level=high"},
	{"高のリスク数は5です。", "count:risks status=open level=high"},
}

// silent are sentences near to these that are right, or that say something else.
var silent = []string{
	"R-001 sits at Low Bridge.", "R-001 sits at High.", "We rate R-001 High.", "We rate R-003 as Low.", "The insurer rates R-001 Low.", "They rate R-001 Low.", "The vendor's list rates R-001 Low.", "Two auditors rate R-001 Low.",
	"R-001 carries a Low rating in the insurer's list.", "R-001 carries a lowering device.", "R-001 carries a low cost.", "R-001's rating is High.", "R-001's rating is due.", "The rating of R-001 is disputed.",
	"R-001, a low-lying intake, is watched.", "R-001, a High risk, is watched.", "R-001, a Low Countries matter, is watched.", "R-001 - Low water", "R-001 - lowering the gate", "R-001 = R-001", "R-001 - High", "R-001 (now High) matters.",
	"R-001 (now closed to traffic) matters.", "R-001 (currently under water) matters.", "The low risk of R-001 spreading is noted.", "The high risk R-001 is first.", "The low risks R-003 and others are left.", "R-001 and R-004 are High.", "R-001 and R-004 are both High.",
	"R-001 and R-003 are High and Low respectively.", "R-001 and R-003 are High and Low.", "R-001 and R-003 are related.", "R-001 and R-003 are Lowland risks.", "R-001 and the pumps are Low.", "R-002 and R-003 are acceptable.",
	"R-001 and R-004 are closed to visitors.", "R-001 holds rank 1.", "R-001 has priority 1.", "R-001 has priority over R-004.", "R-004 has priority in the budget.", "The rank of R-004 is 2.", "The rank of R-004 is high.", "The rank of R-004 is 1 of its class.",
	"R-001 comes first.", "R-004 comes first to mind.", "R-001 comes first in priority.", "R-004 is being treated.", "R-001 is under treatment.", "R-001 is being treated as a matter of the board.", "R-004's outcome is in treatment.", "The outcome of R-001 is unknown.",
	"Of the four risks, two need treatment.", "Of the three risks of the plant, one needs treatment.", "Two out of four risks need treatment.", "Three out of four staff need training.", "There are two risks rated High.", "We have four open risks.", "We have 12 open positions.",
	"Four risks are open.", "Twelve risks are open to debate.", "Twelve valves are open.", "The number of high risks is 2.", "The number of high walls is 5.", "The number of risks to be treated is two.", "High risks: 2", "High risks: see below", "High tides: 5", "Risks in treatment: 1",
	"In total, two risks need treatment.", "A total of 17 valves need treatment.", "A total of 17 risks of the plant need treatment.", "## The plant at Hokurei\n\nThree risks need treatment.", "## Distribution Section\n\nThere are three high risks.",
	"The plant is old. Three risks need treatment.", "The Water Purification Section reports monthly. Twelve risks are open.", "At the plant the doors are shut. Three risks are High.",
	"R-001のレベル：高", "R-001のレベル：見直し中", "R-001【高】を見る。", "R-001【低圧】を見る。", "R-003［低］を見る。", "高リスクのR-001を急ぐ。", "低リスクのR-003を後に回す。", "低温のR-001を見る。", "最低のR-001を見る。", "レベル高のR-001を急ぐ。",
	"R-001は高に分類している。", "R-001は低地に位置している。", "R-001の評価は毎月です。", "R-001の評価は委員会が行う。", "R-001及びR-004は高です。", "R-001とR-003は高と低です。", "R-001とR-002は高、中です。", "R-001とR-003は関係がある。", "R-001とR-003はそれぞれ高と低です。",
	"R-004の優先度は2位です。", "R-004の優先度は高い。", "優先順位第1位のR-001を急ぐ。", "1位のR-001の課題を見る。", "第1位の課題はR-004に関わる。", "R-004は第一浄水場に関わる。", "R-001（第1浄水場）を見る。", "R-002は受容しています。", "R-002を受容している。", "R-001を受容してはいない。",
	"R-001は要対応です。", "R-003には注意が必要です。", "R-003の計画には対応が必要です。", "対応中のR-004を見る。", "対応中のR-001の課題を見る。", "対応が必要な設備はR-003に関わる。", "R-004の評価結果：対応中",
	"対応を要するリスクが2件あります。", "対応を要するリスク：2件", "対応を要するリスク（別表）を急ぐ。", "対応を要するリスクの数は2です。", "対応を要する設備の数は17です。", "リスクのうち2件が対応を要する。", "浄水場のリスクのうち17件が対応を要する。", "リスクは4件あります。", "リスクは15日に見直す。",
	"リスクの総数は4件です。", "職員の総数は15人です。", "登録者数は15です。", "4件のリスクを登録しています。", "15件の課題を登録しています。", "15件のリスクを登録していました。", "レベル高は2件です。", "水位レベル高は5件です。",
	"## 東浦浄水場\n\n対応を要するリスクは5件です。", "## 配水課\n\n- 対応を要するリスクは5件です。", "東浦浄水場は古い施設です。対応を要するリスクは5件です。", "## 北嶺の施設\n\n高のリスクは十二件です。", "配水課の担当は広い。リスクは15件あります。",
}

func TestContradictionsInOtherWords(t *testing.T) {
	if len(otherwise) < 60 {
		t.Errorf("%d contradictions only", len(otherwise))
	}
	for _, c := range otherwise {
		var marks []string
		for _, said := range contradictions(t, c.text) {
			marks = append(marks, said[strings.LastIndex(said, "(")+1:len(said)-1])
		}
		if got := strings.Join(marks, " "); got != c.want {
			t.Errorf("%s\n got %s\nwant %s", c.text, got, c.want)
		}
	}
}

func TestHonestProseInOtherWords(t *testing.T) {
	if len(silent) < 100 {
		t.Errorf("%d sentences only", len(silent))
	}
	for _, text := range silent {
		if got := contradictions(t, text); len(got) > 0 {
			t.Errorf("%s\n got %v", text, got)
		}
	}
}
