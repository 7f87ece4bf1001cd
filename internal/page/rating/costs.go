package rating

import (
	"strconv"

	"github.com/riskbook/riskbook/internal/cost"
	"github.com/riskbook/riskbook/internal/page/desk"
	"github.com/riskbook/riskbook/internal/part"
	"github.com/riskbook/riskbook/internal/register"
)

// CostsWords are the words of this file's pages and parts, by key.
var CostsWords = desk.Words{
	"evalCost":      {Ja: "選択肢ごとの費用", En: "Cost by option"},
	"evalCostWhy":   {Ja: "実行中の計画の費用です。起案、完了、中止の計画は含みません。", En: "The cost of live plans; drafts, done and cancelled plans are not in it."},
	"evalCostNone":  {Ja: "実行中の計画に費用の記載はありません。", En: "No live plan gives its cost."},
	"evalOption":    {Ja: "選択肢", En: "Option"},
	"evalPlanCount": {Ja: "計画", En: "Plans"},
	"evalInitial":   {Ja: "初期費用", En: "Initial"},
	"evalAnnual":    {Ja: "年間費用", En: "A year"},
	"evalTotal":     {Ja: "合計", En: "Total"},
	"evalUnpriced":  {Ja: "費用の記載なし {n}件", En: "{n} without a cost"},
	"costYears":     {Ja: "年度ごとの費用", En: "Cost by fiscal year"},
	"costYearsWhy": {
		Ja: "実行中の計画と完了した計画の費用を、{years}年度分示します。初期費用は、開始日から完了日までの日数に均等に割り振ります（開始日のないものは完了日）。年間費用は、完了の翌日からかかるものとします。完了していない計画は、遅れていても期限に完了するものとして数えます。起案と中止の計画は含みません。",
		En: "What live and done plans cost over {years} fiscal years. The initial cost is spread evenly over the days from start to completion (without a start, it falls on completion); the annual cost begins on the day after. A plan that is not done is taken to be completed when it is due, late or not. Drafts and cancelled plans are not in it.",
	},
	"costYear":         {Ja: "年度", En: "Fiscal year"},
	"costYearBegins":   {Ja: "年度は{month}月1日に始まり、始まる年で呼びます。", En: "A fiscal year begins on the 1st of month {month} and is named by the year in which it begins."},
	"costYearFiscal":   {Ja: "{year}年度", En: "FY{year}"},
	"costYearCalendar": {Ja: "{year}年", En: "{year}"},
	"costYearEarlier":  {Ja: "{year}以前", En: "{year} and earlier"},
	"costYearLater":    {Ja: "{year}以降の初期費用", En: "Initial costs from {year} on"},
	"costDone":         {Ja: "完了した計画", En: "Done plans"},
	"costInitialOf":    {Ja: "うち初期費用", En: "of it initial"},
	"costAnnualOf":     {Ja: "うち年間費用", En: "of it annual"},
	"costEveryYear":    {Ja: "以後も毎年", En: "and every year after"},
}

// costOptions are the options in the order in which costs are told.
var costOptions = []string{"modify", "retain", "avoid", "share"}

// costTable shows the cost of live plans by option.
func costTable(v *desk.Desk) part.Part {
	costs := &v.Assessment.Costs
	if costs.Total.Plans == costs.Total.Unpriced {
		return nil
	}
	t := v.Table("", v.Words["evalCost"], desk.Column{Key: "evalOption"}, desk.Column{Key: "evalPlanCount", Class: "number"}, desk.Column{Key: "evalInitial", Class: "number"}, desk.Column{Key: "evalAnnual", Class: "number"})
	row := func(name string, c cost.OfOption) {
		t.Row()
		t.Head(part.Words(name))
		var count part.Part = part.Words(strconv.Itoa(c.Plans))
		if c.Unpriced > 0 {
			count = desk.Join(" ", count, desk.Small(part.Words(v.Say("evalUnpriced", "n", c.Unpriced))))
		}
		t.Cell(count)
		t.Amount(float64(c.Initial))
		t.Amount(float64(c.Annual))
	}
	for _, option := range costOptions {
		if c, any := costs.ByOption[option]; any {
			row(v.Words["option-"+option], c)
		}
	}
	row(v.Words["evalTotal"], costs.Total)
	return t.Done()
}

// fiscalYear names a fiscal year: by the calendar year in which it begins.
func fiscalYear(v *desk.Desk, year int) string {
	if v.Register.Config.Dates.FiscalYearStarts == 1 {
		return v.Say("costYearCalendar", "year", year)
	}
	return v.Say("costYearFiscal", "year", year)
}

// yearHead names the row of a fiscal year.
func yearHead(v *desk.Desk, y *cost.Year) part.Part {
	name := fiscalYear(v, y.Year)
	switch {
	case y.First.IsZero():
		return part.Words(v.Say("costYearEarlier", "year", name))
	case y.Last.IsZero():
		return part.Words(v.Say("costYearLater", "year", name))
	}
	return part.Words(name)
}

// costYearsTable shows the cost of plans by fiscal year and option; nothing where no plan gives its cost.
func costYearsTable(v *desk.Desk) part.Part {
	years := v.Assessment.Costs.Years
	var options []string
	done := false
	columns := []desk.Column{{Key: "costYear", Class: "nowrap"}}
	for _, option := range costOptions {
		for i := range years {
			if _, any := years[i].ByOption[option]; any {
				options = append(options, option)
				columns = append(columns, desk.Column{Key: "option-" + option, Class: "number"})
				break
			}
		}
	}
	for i := range years {
		done = done || years[i].Done != cost.Amount{}
	}
	if done {
		columns = append(columns, desk.Column{Key: "costDone", Class: "number"})
	}
	columns = append(columns, desk.Column{Key: "evalTotal", Class: "number"}, desk.Column{Key: "costInitialOf", Class: "number"}, desk.Column{Key: "costAnnualOf", Class: "number"})
	t := v.Table("", v.Words["costYears"], columns...)
	for i := range years {
		y := &years[i]
		t.Row()
		t.Head(yearHead(v, y))
		for _, option := range options {
			t.Amount(float64(y.ByOption[option].Sum()))
		}
		if done {
			t.Amount(float64(y.Done.Sum()))
		}
		t.AmountIn(float64(y.Total.Sum()), desk.Strong)
		t.Amount(float64(y.Total.Initial))
		t.Amount(float64(y.Total.Annual))
	}
	return t.Done()
}

// costYearsWhy says how costs fall into fiscal years.
func costYearsWhy(v *desk.Desk) string {
	why := v.Say("costYearsWhy", "years", cost.Years)
	if begins := yearBegins(v); begins != "" {
		why += v.Words["sentenceSeparator"] + begins
	}
	return why
}

// yearBegins says when a fiscal year begins; nothing where it is the calendar year.
func yearBegins(v *desk.Desk) string {
	month := v.Register.Config.Dates.FiscalYearStarts
	if month == 1 {
		return ""
	}
	return v.Say("costYearBegins", "month", month)
}

// planYears shows the cost of one plan by fiscal year.
func planYears(v *desk.Desk, r *register.Treatment) part.Part {
	if r.Status == "cancelled" {
		return nil
	}
	t := v.Table("", v.Words["costYears"], desk.Column{Key: "costYear", Class: "nowrap"}, desk.Column{Key: "evalInitial", Class: "number"}, desk.Column{Key: "evalAnnual", Class: "number"})
	years := cost.ByYear(v.Register, r)
	for i := range years {
		t.Row()
		head := yearHead(v, &years[i])
		if i == len(years)-1 && years[i].Total.Annual > 0 {
			head = desk.Join(" ", head, desk.Small(part.Words(v.Words["costEveryYear"])))
		}
		t.Head(head)
		t.Amount(float64(years[i].Total.Initial))
		t.Amount(float64(years[i].Total.Annual))
	}
	t.Made.Narrow, t.Made.After = true, part.Words(yearBegins(v))
	return t.Done()
}
