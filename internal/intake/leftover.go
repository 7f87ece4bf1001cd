package intake

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/riskbook/riskbook/internal/mapping"
	"github.com/riskbook/riskbook/internal/term"
	"github.com/riskbook/riskbook/internal/workbook"
)

// rest tells of the cells of a row that no column of the map speaks of, and holds scores and levels against the ratings.
func (d *draft) rest(table *mapping.Table, row *workbook.Row, done map[int]bool, moved map[int]int) {
	back := map[int]int{}
	for column, now := range moved {
		back[now] = column
	}
	for _, c := range row.Cells {
		if mapping.MeaningOf(table.Heads[c.Column]).Field == "detection" {
			d.third, _ = strconv.Atoi(c.Text)
		}
	}
	for i := range row.Cells {
		c := &row.Cells[i]
		if done[c.Column] {
			continue
		}
		column := c.Column
		if was, ok := back[column]; ok {
			column = was
		}
		heading := table.Heads[column]
		f := filled{strings.TrimSpace(c.Text), c.Kind, table.Place(c.Column, row.Number)}
		if mapping.IsFault(c) {
			d.taking.plan.fault(f.from, f.text, faultWords(f.text))
			continue
		}
		if f.text == "" {
			d.taking.plan.tell(f.from, c.Text, term.Words{Ja: "空白だけです", En: "nothing but blanks"})
			continue
		}
		m := mapping.MeaningOf(heading)
		if m.Field == "score" || m.Field == "level" || m.Field == "title" && m.Stage == mapping.NoStage {
			if why, same := d.computed(m, f.text); why != (term.Words{}) {
				if same {
					d.taking.plan.tell(f.from, f.text, why)
				} else {
					d.none(f, heading, why)
				}
				continue
			}
		}
		d.none(f, heading, term.Words{Ja: "行き先のない列です: " + heading, En: "no field belongs to this column: " + heading})
	}
}

// computed holds a score or a level against the rating of the row: it is the same, or they disagree.
func (d *draft) computed(m mapping.Meaning, text string) (why term.Words, same bool) {
	at := "current."
	if m.Stage == mapping.Before && hasEdit(d.entry, "inherent.likelihood") {
		at = "inherent."
	}
	rating := func(name string) (int, bool) { return ratingIn(d.entry, at+name) }
	if m.Stage == mapping.Planned || m.Stage == mapping.AfterAny {
		if d.plan != nil && hasEdit(d.plan, "target[1].likelihood") {
			rating = func(name string) (int, bool) { return ratingIn(d.plan, "target[1]."+name) }
		} else if !hasEdit(d.entry, "inherent.likelihood") {
			return term.Words{}, false
		}
	}
	likelihood, one := rating("likelihood")
	impact, two := rating("impact")
	if product, factors := d.product(at); !one && two && factors {
		if x, ok := mapping.Number(text); ok && x == float64(product*impact) {
			return term.Words{Ja: "影響と因子の積です", En: "the product of the impact and the factors"}, true
		} else if ok {
			return term.Words{
				Ja: fmt.Sprintf("評価と食い違っています: 影響と因子の積は %d です", product*impact),
				En: fmt.Sprintf("it disagrees with the rating: impact and factors make %d", product*impact)}, false
		}
	}
	if !one || !two {
		return term.Words{}, false
	}
	points := text
	if out := mapping.OutOf.FindStringSubmatch(text); out != nil {
		points = out[1]
	}
	if x, ok := mapping.Number(points); ok {
		if d.third > 0 && float64(likelihood*impact*d.third) == x {
			return term.Words{Ja: "三つの因子の積です", En: "the product of the three factors"}, true
		}
		if float64(likelihood*impact) == x {
			return term.Words{Ja: "起こりやすさと影響の積です（プログラムが求めます）", En: "the product of likelihood and impact, which the program works out"}, true
		}
		return term.Words{
			Ja: fmt.Sprintf("評価と食い違っています: %d × %d は %d です", likelihood, impact, likelihood*impact),
			En: fmt.Sprintf("it disagrees with the rating: %d × %d is %d", likelihood, impact, likelihood*impact)}, false
	}
	c := &d.register.Criteria
	if level := c.Cell(likelihood, impact); level >= 0 {
		if key, ok := mapping.LevelOf(c, text); ok && key == c.Levels[level].Key {
			return term.Words{Ja: "判定基準のレベルと同じです（プログラムが求めます）", En: "the level that the criteria give, which the program works out"}, true
		}
		words, _ := c.Levels[level].Label.In(d.language, d.language)
		return term.Words{Ja: "判定基準では「" + words + "」です", En: "by the criteria it is " + words}, false
	}
	return term.Words{}, false
}

// product multiplies the factors of a rating; false where there are none.
func (d *draft) product(at string) (int, bool) {
	product, found := 1, false
	for _, x := range d.entry.Edits {
		if strings.HasPrefix(x.Field, at+"factors.") {
			n, err := strconv.Atoi(x.After)
			if err != nil {
				return 0, false
			}
			product, found = product*n, true
		}
	}
	return product, found
}

func hasEdit(e *Entry, field string) bool {
	return slices.ContainsFunc(e.Edits, func(x *Edit) bool { return x.Field == field })
}

func ratingIn(e *Entry, field string) (int, bool) {
	for _, x := range e.Edits {
		if x.Field == field {
			n, err := strconv.Atoi(x.After)
			return n, err == nil
		}
	}
	return 0, false
}
