package check

import (
	"cmp"
	"slices"
	"strings"

	"github.com/riskbook/riskbook/internal/diagnostic"
	"github.com/riskbook/riskbook/internal/register"
	"github.com/riskbook/riskbook/internal/rule"
	"github.com/riskbook/riskbook/internal/source"
)

var matrixShape = &Rule{
	Name: rule.MatrixShape, Severity: diagnostic.Error,
	Title: words("判定基準の形の誤り", "Shape of the criteria"),
	Why: words("マトリクスの行と列が尺度と合わないと、レベルの決まらない組合せが残り、判断できないリスクが生じます。",
		"Where the matrix does not fit its scales, some combinations have no level and some risks cannot be judged."),
	Mend: words("行の数を起こりやすさの段階数に、各行の列の数を影響の段階数に合わせてください。尺度は2から10段階の昇順です。",
		"Give the matrix a row for each step of the likelihood scale and in each a column for each step of the impact scale; scales have 2 to 10 ascending steps."),
	Says: []Saying{
		{rule.CaseRows, words("マトリクスの行が {found} 行あり、起こりやすさの {wanted} 段階と合いません", "the matrix has {found} rows, but the likelihood scale has {wanted} steps"), words("起こりやすさの低い順に {wanted} 行を書いてください", "write {wanted} rows, from the lowest likelihood up")},
		{rule.CaseColumns, words("この行の値が {found} 個で、影響の {wanted} 段階と合いません", "this row has {found} cells, but the impact scale has {wanted} steps"), words("影響の小さい順に {wanted} 個のレベルを書いてください", "write {wanted} levels, from the smallest impact up")},
		{rule.CaseNone, words("マトリクスに rows も rule もありません", "the matrix has neither rows nor a rule"), words("rows = [[…], …] を書くか、rule = \"product\" と thresholds を書いてください", "give rows = [[…], …], or rule = \"product\" with thresholds")},
		{rule.CaseBoth, words("マトリクスに rows と rule の両方があります", "the matrix has both rows and a rule"), words("どちらか一方を消してください", "remove one of the two")},
		{rule.CaseScaleOrder, words("{name} の尺度の値 {found} が、前の段階の {before} より大きくありません", "the value {found} on the {name} scale is not above {before}, the step before it"), words("値が小さい順に並べ、同じ値を二度使わないでください", "list the steps in ascending order, each value once")},
		{rule.CaseScaleSize, words("{name} の尺度が {found} 段階です", "the {name} scale has {found} steps"), words("2段階以上10段階以下にしてください", "a scale has from 2 to 10 steps")},
		{rule.CaseRange, words("{key} の範囲が昇順の二つの数になっていません", "{key} is not a range of two ascending numbers"), words("[下限, 上限] の形で書いてください。例: [0, 0.05]", "write [from, to], such as [0, 0.05]")},
		{rule.CaseDuplicate, words("{key} に同じキー {found} が二度使われています", "the key {found} is used twice in {key}"), words("どちらかに別のキーを付けるか、一つにまとめてください", "give one of them another key, or merge them")},
		{rule.CaseThresholdMissing, words("レベル {found} の下限が thresholds にありません", "thresholds has no entry for the level {found}"), words("thresholds に、そのレベルになる最小の積を加えてください", "add the lowest product that gives this level")},
		{rule.CaseThresholdOrder, words("レベル {key} の下限 {found} が、一つ下のレベルの下限 {before} より大きくありません", "the threshold {found} of {key} is not above {before}, that of the level below"), words("レベルの低い順に下限が大きくなるように直してください", "let the thresholds ascend with the levels")},
		{rule.CaseThresholdLowest, words("最も低いレベル {key} の下限 {found} が、最小の積 {lowest} より大きいため、レベルの決まらない組合せが残ります", "the threshold {found} of the lowest level, {key}, is above the lowest product {lowest}: some cells would have no level"), words("{lowest} 以下に直してください", "set it to {lowest} or less")},
		{rule.CaseFactors, words("likelihood_from の因子が {found} 個あります", "likelihood_from has {found} factors"), words("因子は [[likelihood_from.factor]] にちょうど二つ書いてください", "give exactly two under [[likelihood_from.factor]]")},
		{rule.CaseFactorRows, words("likelihood_from の行が {found} 行あり、一つ目の因子の {wanted} 段階と合いません", "likelihood_from has {found} rows, but its first factor has {wanted} steps"), words("一つ目の因子の低い順に {wanted} 行を書いてください", "write {wanted} rows, from the lowest step of the first factor up")},
		{rule.CaseFactorColumns, words("この行の値が {found} 個で、二つ目の因子の {wanted} 段階と合いません", "this row has {found} cells, but the second factor has {wanted} steps"), words("二つ目の因子の低い順に {wanted} 個の起こりやすさを書いてください", "write {wanted} likelihoods, from the lowest step of the second factor up")},
		{rule.CaseToleranceOrder, words("損失 {loss} の確率 {found} が、それより小さい損失 {less} の確率 {before} を上回っています", "the loss {loss} may be exceeded with a probability of {found}, more than the {before} of the smaller loss {less}"), words("損失が大きくなるほど確率が下がるように直してください", "let the probability fall as the loss grows")},
	},
	Other: words("先に書かれているのはここです", "first given here"),
	Failing: `content/criteria.toml:22:3
` + strings.Replace(exampleCriteria, `["low", "medium", "high"],
  ["medium"`, `["low", "medium"],
  ["medium"`, 1),
	Passing: exampleCriteria,
	Find: func(c *Case) {
		doc := c.Assessment.Register.Tree.Criteria
		if doc == nil || doc.Broken {
			return
		}
		s := shape{c, doc, &c.Assessment.Register.Criteria}
		s.scale("likelihood", "per_year", s.criteria.Likelihoods)
		s.scale("impact", "loss", s.criteria.Impacts)
		for _, list := range []string{"area", "level", "viewpoint"} {
			s.keys(list)
		}
		s.matrix()
		s.tolerance()
		s.factors()
	},
}

// shape looks at the form of criteria.toml.
type shape struct {
	*Case
	doc      *source.Document
	criteria *register.Criteria
}

func (s shape) report(kase rule.Case, path []any, args diagnostic.Args, related ...diagnostic.Related) {
	s.ReportAt(s.doc.Place(path...), kase, args, related...)
}

func (s shape) scale(name, rangeKey string, steps []register.Step) {
	if n := s.count(name); n > 0 && (n < 2 || n > 10) {
		s.ReportAt(s.doc.TablePlace(name), rule.CaseScaleSize, diagnostic.Args{"name": name, "found": n})
	}
	for i := range steps {
		if i > 0 && steps[i].Value != nil && steps[i-1].Value != nil && *steps[i].Value <= *steps[i-1].Value {
			s.report(rule.CaseScaleOrder, key(name, i, "value"), diagnostic.Args{"name": name, "found": *steps[i].Value, "before": *steps[i-1].Value},
				diagnostic.Related{Place: s.doc.Place(name, i-1, "value")})
		}
		for _, bounds := range [][]float64{steps[i].PerYear, steps[i].Loss} {
			if len(bounds) > 0 && (len(bounds) != 2 || bounds[0] > bounds[1] || bounds[0] < 0) {
				s.report(rule.CaseRange, key(name, i, rangeKey), diagnostic.Args{"key": rangeKey})
			}
		}
	}
}

// count is the number of steps that a scale is written with. Of a scale that is far too long the register keeps some only.
func (s shape) count(name string) int {
	if v := s.doc.Table.At(name); v != nil {
		return len(v.Items)
	}
	return 0
}

// keys reports a key that two tables of a list share.
func (s shape) keys(list string) {
	v := s.doc.Table.At(list)
	if v == nil {
		return
	}
	first := map[string]int{}
	for i := range v.Items {
		name := v.Items[i].At("key")
		if name == nil {
			continue
		}
		if before, ok := first[name.Text]; ok {
			s.report(rule.CaseDuplicate, key(list, i, "key"), diagnostic.Args{"key": list, "found": name.Text}, diagnostic.Related{Place: s.doc.Place(list, before, "key")})
		} else {
			first[name.Text] = i
		}
	}
}

func (s shape) matrix() {
	matrix := s.doc.Table.At("matrix")
	if matrix == nil {
		return
	}
	rows, way := matrix.At("rows"), matrix.At("rule")
	switch {
	case rows == nil && way == nil:
		s.ReportAt(s.doc.TablePlace("matrix"), rule.CaseNone, nil)
	case rows != nil && way != nil:
		s.report(rule.CaseBoth, key("matrix", "rule"), nil, diagnostic.Related{Place: s.doc.Place("matrix", "rows")})
	case rows != nil:
		s.rows(rows)
	case s.criteria.Matrix.Rule == "product":
		s.thresholds()
	}
}

func (s shape) rows(rows *source.Value) {
	if rows.Kind != source.Array {
		return
	}
	wanted, columns := s.count("likelihood"), s.count("impact")
	if found := len(rows.Items); wanted > 0 && found != wanted {
		path := key("matrix", "rows")
		if found > wanted {
			path = key("matrix", "rows", wanted)
		}
		s.report(rule.CaseRows, path, diagnostic.Args{"found": found, "wanted": wanted})
	}
	for i := range rows.Items {
		row := &rows.Items[i]
		if row.Kind == source.Array && columns > 0 && len(row.Items) != columns {
			s.report(rule.CaseColumns, key("matrix", "rows", i), diagnostic.Args{"found": len(row.Items), "wanted": columns})
		}
	}
}

func (s shape) thresholds() {
	thresholds := s.criteria.Matrix.Thresholds
	before, lower := 0, false
	for i := range s.criteria.Levels {
		level := s.criteria.Levels[i].Key
		lowest, ok := thresholds[level]
		if !ok {
			if s.doc.Table.At("matrix", "thresholds", level) == nil {
				s.ReportAt(s.doc.TablePlace("matrix", "thresholds"), rule.CaseThresholdMissing, diagnostic.Args{"found": level})
			}
			continue
		}
		path := key("matrix", "thresholds", level)
		if lower && lowest <= before {
			s.report(rule.CaseThresholdOrder, path, diagnostic.Args{"key": level, "found": lowest, "before": before})
		}
		if product, ok := s.lowestProduct(); ok && i == 0 && lowest > product {
			s.report(rule.CaseThresholdLowest, path, diagnostic.Args{"key": level, "found": lowest, "lowest": product})
		}
		before, lower = lowest, true
	}
}

// factors holds the table of likelihood_from against its two factors.
func (s shape) factors() {
	table := s.doc.Table.At("likelihood_from")
	if table == nil || s.criteria.From == nil {
		return
	}
	list, rows := table.At("factor"), table.At("rows")
	if list == nil {
		return // missing-key says so
	}
	if found := len(list.Items); found != 2 {
		s.ReportAt(s.doc.TablePlace("likelihood_from"), rule.CaseFactors, diagnostic.Args{"found": found})
		return
	}
	if len(s.criteria.From.Factors) != 2 {
		return
	}
	first := map[string]bool{}
	var sizes [2]int
	for i := range s.criteria.From.Factors {
		f := &s.criteria.From.Factors[i]
		sizes[i] = len(f.Steps)
		if first[f.Key] {
			s.report(rule.CaseDuplicate, key("likelihood_from", "factor", i, "key"), diagnostic.Args{"key": "likelihood_from.factor", "found": f.Key},
				diagnostic.Related{Place: s.doc.Place("likelihood_from", "factor", 0, "key")})
		}
		first[f.Key] = true
		for k := 1; k < len(f.Steps); k++ {
			if at, before := f.Steps[k].Value, f.Steps[k-1].Value; at != nil && before != nil && *at <= *before {
				s.report(rule.CaseScaleOrder, key("likelihood_from", "factor", i, "steps", k, "value"), diagnostic.Args{"name": f.Key, "found": *at, "before": *before},
					diagnostic.Related{Place: s.doc.Place("likelihood_from", "factor", i, "steps", k-1, "value")})
			}
		}
	}
	if rows == nil || rows.Kind != source.Array {
		return // missing-key or wrong-type says so
	}
	if found := len(rows.Items); found != sizes[0] {
		path := key("likelihood_from", "rows")
		if found > sizes[0] {
			path = key("likelihood_from", "rows", sizes[0])
		}
		s.report(rule.CaseFactorRows, path, diagnostic.Args{"found": found, "wanted": sizes[0]})
	}
	for i := range rows.Items {
		if row := &rows.Items[i]; row.Kind == source.Array && len(row.Items) != sizes[1] {
			s.report(rule.CaseFactorColumns, key("likelihood_from", "rows", i), diagnostic.Args{"found": len(row.Items), "wanted": sizes[1]})
		}
	}
}

// lowestProduct gives the lowest product of a likelihood and an impact.
func (s shape) lowestProduct() (lowest int, ok bool) {
	for _, l := range s.criteria.Likelihoods {
		for _, i := range s.criteria.Impacts {
			if l.Value == nil || i.Value == nil {
				continue
			}
			if product := *l.Value * *i.Value; !ok || product < lowest {
				lowest, ok = product, true
			}
		}
	}
	return lowest, ok
}

// tolerance reports a point of the loss tolerance that allows a greater loss more often than a smaller one: no curve of losses can be held against that.
func (s shape) tolerance() {
	points := s.criteria.Acceptance.Tolerance
	if given := s.doc.Table.At("acceptance", "tolerance"); given == nil || len(given.Items) != len(points) {
		return // a point that could not be read is reported already
	}
	order := make([]int, 0, len(points))
	for i, p := range points {
		if p.Loss != nil && p.Probability != nil {
			order = append(order, i)
		}
	}
	slices.SortStableFunc(order, func(a, b int) int {
		return cmp.Or(cmp.Compare(*points[a].Loss, *points[b].Loss), cmp.Compare(*points[b].Probability, *points[a].Probability))
	})
	for i := 1; i < len(order); i++ {
		at, before := points[order[i]], points[order[i-1]]
		if *at.Probability > *before.Probability {
			s.report(rule.CaseToleranceOrder, key("acceptance", "tolerance", order[i], "probability"),
				diagnostic.Args{"loss": number(*at.Loss), "found": number(*at.Probability), "less": number(*before.Loss), "before": number(*before.Probability)},
				diagnostic.Related{Place: s.doc.Place("acceptance", "tolerance", order[i-1], "probability")})
		}
	}
}
