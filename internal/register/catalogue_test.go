package register

import (
	"slices"
	"strings"
	"testing"
)

// figure6 is what each cell of the handbook's figure 6 states, read off the handbook: the law, facts of the levels, and facts of the notes. A cell of
// several rows holds for each of them.
var figure6 = []struct {
	sector, service, label, law string
	levels, notes               []string
}{
	{"information-communication", "telecommunications", "電気通信役務", "電気通信事業法第2条", []string{"3万以上|2時間以上"}, []string{"電気通信事業法施行規則第58条"}},
	{"information-communication", "broadcasting", "放送", "放送法第2条", []string{"基幹放送設備|15分以上", "特定地上基幹放送局等設備|基幹放送局設備|15分以上|中継局の無線設備|2時間以上"}, []string{"放送法施行規則第125条第1項から第3項まで"}},
	{"information-communication", "cable-television", "ケーブルテレビ", "放送法第2条", []string{"ケーブルテレビ設備|3万以上|2時間以上"}, []string{"放送法施行規則第157条"}},
	{"finance", "banking-deposits", "銀行等：預金", "銀行法第10条第1項第1号", []string{"預金の払戻し"}, []string{"主要行等向けの総合的な監督指針", "ATM|窓口"}},
	{"finance", "banking-loans", "銀行等：貸付", "銀行法第10条第1項第2号", []string{"融資の実行"}, []string{"主要行等向けの総合的な監督指針", "ATM|窓口"}},
	{"finance", "banking-exchange", "銀行等：為替", "銀行法第10条第1項第3号", []string{"為替（銀行振込）"}, []string{"主要行等向けの総合的な監督指針", "ATM|窓口"}},
	{"finance", "banking-funds-clearing", "銀行等：資金清算", "資金決済に関する法律第2条第5項", []string{"資金清算"}, []string{"清算・振替機関等向けの総合的な監督指針", "除く"}},
	{"finance", "banking-electronic-records", "銀行等：電子記録等", "電子記録債権法第56条|第62条及び第63条", []string{"電子記録|資金決済に関する情報"}, []string{"事務ガイドライン第三分冊：金融会社関係|12 電子債権記録機関関係"}},
	{"finance", "life-insurance-payment", "生命保険：保険金等の支払い", "", []string{"保険金等の支払い"}, []string{"保険会社向けの総合的な監督指針", "除く"}},
	{"finance", "non-life-insurance-payment", "損害保険：保険金等の支払い", "", []string{"保険金等の支払い"}, []string{"保険会社向けの総合的な監督指針", "除く"}},
	{"finance", "securities-trading", "証券：有価証券の売買等", "金融商品取引法第2条第8項第1号", []string{"売却|解約代金"}, []string{"金融商品取引業者等向けの総合的な監督指針", "立会時間"}},
	{"finance", "securities-brokerage", "証券：有価証券の売買等の取引の媒介、取次ぎ又は代理", "金融商品取引法第2条第8項第2号", []string{"売却|解約代金"}, []string{"金融商品取引業者等向けの総合的な監督指針", "立会時間"}},
	{"finance", "securities-clearing-brokerage", "証券：有価証券等清算取次ぎ", "金融商品取引法第2条第8項第5号", []string{"売却|解約代金"}, []string{"金融商品取引業者等向けの総合的な監督指針", "立会時間"}},
	{"finance", "securities-market", "証券：金融商品市場の開設", "金融商品取引法第2条第14項及び第16項、第80条並びに第84条", []string{"有価証券の売買|市場デリバティブ取引等"}, []string{"金融商品取引所等に関する内閣府令第112条第7項"}},
	{"finance", "securities-book-entry-transfer", "証券：振替業", "社債、株式等の振替に関する法律第8条", []string{"社債|株式等の振替等"}, []string{"清算・振替機関等向けの総合的な監督指針", "除く"}},
	{"finance", "securities-obligation-assumption", "証券：金融商品債務引受業", "金融商品取引法第2条第28項", []string{"金融商品取引の清算等"}, []string{"清算・振替機関等向けの総合的な監督指針", "除く"}},
	{"aviation", "air-transport", "旅客、貨物の航空輸送サービス", "航空法第2条", []string{"定期便の欠航"}, []string{"航空分野におけるCEPTOAR"}},
	{"aviation", "air-traffic-control", "航空交通管制業務", "航空法第95条の2", []string{"定期便の欠航"}, []string{"航空分野におけるCEPTOAR"}},
	{"aviation", "weather-information", "気象情報配信", "気象業務法第14条", []string{"定期便の欠航"}, []string{"航空分野におけるCEPTOAR"}},
	{"aviation", "reservation-ticketing-boarding", "予約、発券、搭乗・搭載手続き", "", []string{"定期便の欠航"}, []string{"航空分野におけるCEPTOAR"}},
	{"aviation", "aircraft-maintenance", "運航整備", "", []string{"定期便の欠航"}, []string{"航空分野におけるCEPTOAR"}},
	{"aviation", "flight-planning", "飛行計画作成", "", []string{"定期便の欠航"}, []string{"航空分野におけるCEPTOAR"}},
	{"railway", "passenger-transport", "旅客輸送サービス", "鉄道事業法第2条", []string{"列車の運休"}, []string{"鉄道事故等報告規則第5条（鉄道運転事故等の報告）"}},
	{"railway", "ticketing-gates", "発券、入出場手続き", "", []string{"列車の運休"}, []string{"鉄道事故等報告規則第5条（鉄道運転事故等の報告）"}},
	{"electricity", "general-supply", "一般電気事業", "電気事業法第2条及び第18条", []string{"供給支障電力|10万キロワット以上|10分以上"}, []string{"電気関係報告規則第3条"}},
	{"gas", "general-supply", "一般ガス事業", "ガス事業法第2条", []string{"供給支障戸数|30以上"}, []string{"ガス事業法施行規則第112条"}},
	{"government", "local-government", "地方公共団体の行政サービス", "地方自治法第2条第2項", []string{"権利利益の保護", "安全|安心|復旧"}, nil},
	{"medical", "medical-care", "診療", "", []string{"医療機器の誤作動|生命", "診療の継続"}, []string{"水準"}},
	{"water", "water-supply", "水道による水の供給", "水道法第3条及び第15条", []string{"断減水|水質異常|重大なシステム障害|給水に支障"}, []string{"重大なシステム障害|浄水場の監視制御|ポンプ場の運転|水運用", "健康危機管理の適正な実施並びに水道施設への被害情報及び水質事故等に関する情報の提供について|平成25年10月25日付け厚生労働省健康局水道課長通知"}},
	{"logistics", "logistics", "物流", "", []string{"運送が止まり|失われない"}, []string{"物流分野における情報共有・分析機能（CEPTOAR）に係る申し合わせ"}},
}

func TestTheBuiltInCatalogueSaysWhatFigure6States(t *testing.T) {
	r := understand(t, "")
	for _, want := range figure6 {
		got := r.Catalogue.Sector(want.sector).Service(want.service)
		if got == nil {
			t.Errorf("%s.%s is missing", want.sector, want.service)
			continue
		}
		name := want.sector + "." + want.service
		if label, _ := got.Label.In("ja", "ja"); label != want.label {
			t.Errorf("%s: the label is %q, want %q", name, label, want.label)
		}
		if got.Own {
			t.Errorf("%s counts as the register's own", name)
		}
		if want.law == "" {
			if !got.Law.IsZero() {
				t.Errorf("%s: the figure names no law, the catalogue %v", name, got.Law)
			}
		} else {
			states(t, name+": law", []Text{got.Law}, []string{want.law})
		}
		states(t, name+": levels", got.Levels, want.levels)
		states(t, name+": notes", got.Notes, want.notes)
	}
}

// states holds texts against the facts that each must hold, set apart by bars.
func states(t *testing.T, what string, got []Text, want []string) {
	t.Helper()
	if len(got) != len(want) {
		t.Errorf("%s: %d, want %d", what, len(got), len(want))
		return
	}
	for i := range want {
		ja, _ := got[i].In("ja", "ja")
		for fact := range strings.SplitSeq(want[i], "|") {
			if !strings.Contains(ja, fact) {
				t.Errorf("%s: %q does not state %q", what, ja, fact)
			}
		}
		if !got[i].Has("en", "ja") {
			t.Errorf("%s: %q is not translated", what, ja)
		}
	}
}

// What the handbook's figure does not say of a service the catalogue does not add.
func TestFundsClearingIsNoMoreThanItsName(t *testing.T) {
	r := understand(t, "")
	if got, _ := r.Catalogue.Sector("finance").Service("banking-funds-clearing").Description.In("ja", "ja"); got != "資金清算" {
		t.Errorf("the description is %q", got)
	}
}

func TestTheCatalogueTellsWhatIsTheRegistersOwn(t *testing.T) {
	r := understand(t, "-- catalogue.toml --\n[water.service.water-supply]\nlabel = \"給水\"\n[water.service.irrigation]\nlabel = \"農業用水\"\n[gas]\nlabel = \"都市ガス\"\n[space]\nlabel = \"宇宙\"\n[space.service.launch]\nlabel = \"打上げ\"\n")
	if got := faults(r); got != nil {
		t.Fatalf("faults: %v", got)
	}
	var own []string
	for _, s := range r.Catalogue.Sectors {
		if s.Own {
			own = append(own, s.Key)
		}
		for _, service := range s.Services {
			if service.Own {
				own = append(own, s.Key+"."+service.Key)
			}
		}
	}
	if want := []string{"gas", "space", "space.launch", "water.irrigation", "water.water-supply"}; !slices.Equal(slices.Sorted(slices.Values(own)), want) {
		t.Errorf("the register's own are %v, want %v", own, want)
	}
}
