package live

import (
	"strconv"

	"github.com/riskbook/riskbook/internal/assess"
	"github.com/riskbook/riskbook/internal/register"
	"github.com/riskbook/riskbook/internal/term"
)

// key is one thing that a mark may say of a record.
type key struct {
	name    string
	fits    func(register.Entry) bool
	say     func(speaker, register.Entry) Figure
	meaning term.Words
}

// keys lists them in the order in which they are proposed.
var keys = []key{
	{"level", isRisk, ofRisk(func(s speaker, k *assess.Risk) Figure { return s.level(k.Now.Level) }), term.Words{Ja: "現在のリスクレベル", En: "its level of risk now"}},
	{"inherent.level", isRisk, ofRisk(func(s speaker, k *assess.Risk) Figure { return s.level(k.Inherent.Level) }), term.Words{Ja: "管理策の前のリスクレベル", En: "its level of risk before controls"}},
	{"projected.level", isRisk, ofRisk(func(s speaker, k *assess.Risk) Figure {
		if k.Removed {
			return s.words("なし（リスクを除去）", "none (removed)")
		}
		return s.level(k.Projected.Level)
	}), term.Words{Ja: "計画完了後のリスクレベル", En: "its level of risk once the live plans are done"}},
	{"likelihood", isRisk, ofRisk(func(s speaker, k *assess.Risk) Figure {
		return s.step(k.Now.Likelihood, s.a.Register.Criteria.Likelihoods, s.a.Register.Criteria.LikelihoodIndex)
	}), term.Words{Ja: "現在の起こりやすさ", En: "its likelihood now"}},
	{"impact", isRisk, ofRisk(func(s speaker, k *assess.Risk) Figure {
		return s.step(k.Now.Impact, s.a.Register.Criteria.Impacts, s.a.Register.Criteria.ImpactIndex)
	}), term.Words{Ja: "現在の影響", En: "its impact now"}},
	{"outcome", isRisk, ofRisk(func(s speaker, k *assess.Risk) Figure {
		if k.Standing != assess.Counted {
			return s.code("outcome", string(k.Standing))
		}
		return s.code("outcome", string(k.Outcome))
	}), term.Words{Ja: "評価結果", En: "its outcome"}},
	{"rank", isRisk, ofRisk(func(s speaker, k *assess.Risk) Figure {
		if k.Rank == 0 {
			return s.words("順位なし", "unranked")
		}
		return Figure{Text: strconv.Itoa(k.Rank)}
	}), term.Words{Ja: "優先順位", En: "its priority"}},
	{"loss", isRisk, ofRisk(func(s speaker, k *assess.Risk) Figure {
		if k.ExpectedLoss == nil {
			return s.words("推定なし", "not estimated")
		}
		return Figure{Text: s.money(*k.ExpectedLoss)}
	}), term.Words{Ja: "年間期待損失額", En: "its expected annual loss"}},
	{"option", isOptional, func(s speaker, e register.Entry) Figure {
		option := ""
		switch e := e.(type) {
		case *register.Risk:
			if e.Treatment != nil {
				option = e.Treatment.Option
			}
		case *register.Treatment:
			option = e.Option
		}
		if option == "" {
			return s.words("未選択", "not chosen")
		}
		return s.code("option", option)
	}, term.Words{Ja: "選んだ対応策", En: "the option chosen for it"}},
	{"status", isPlan, func(s speaker, e register.Entry) Figure { return s.code("status", e.(*register.Treatment).Status) }, term.Words{Ja: "計画の状態", En: "the status of the plan"}},
	{"state", isControl, func(s speaker, e register.Entry) Figure { return s.code("control", e.(*register.Control).State) }, term.Words{Ja: "管理策の状態", En: "the state of the control"}},
	{"owner", func(register.Entry) bool { return true }, func(s speaker, e register.Entry) Figure {
		owner := e.Of().Owner
		if owner == "" {
			return s.words("責任者なし", "no owner")
		}
		if p := s.a.Register.Party(owner); p != nil {
			return s.text(p.Title)
		}
		return Figure{Text: owner}
	}, term.Words{Ja: "責任者", En: "its owner"}},
	{"due", isOptional, func(s speaker, e register.Entry) Figure {
		if t, plan := e.(*register.Treatment); plan {
			return s.day(t.Due)
		}
		return ofRisk(func(s speaker, k *assess.Risk) Figure { return s.day(k.Due()) })(s, e)
	}, term.Words{Ja: "期限（リスクでは、実行中の計画の最も遅い期限）", En: "when it is due; of a risk, the latest day of its live plans"}},
}

func isRisk(e register.Entry) bool {
	_, is := e.(*register.Risk)
	return is
}

func isPlan(e register.Entry) bool {
	_, is := e.(*register.Treatment)
	return is
}

func isControl(e register.Entry) bool {
	_, is := e.(*register.Control)
	return is
}

func isOptional(e register.Entry) bool { return isRisk(e) || isPlan(e) }

func ofRisk(say func(speaker, *assess.Risk) Figure) func(speaker, register.Entry) Figure {
	return func(s speaker, e register.Entry) Figure {
		if k := s.a.Risk(e.Of().ID); k != nil {
			return say(s, k)
		}
		return s.words("不明", "unknown")
	}
}
