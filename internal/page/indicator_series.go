package page

import (
	"strconv"

	"github.com/riskbook/riskbook/internal/assess"
	"github.com/riskbook/riskbook/internal/part"
	"github.com/riskbook/riskbook/internal/picture"
)

var indicatorSeriesWords = Words{
	"seriesHead":   {Ja: "推移", En: "Over time"},
	"seriesTitle":  {Ja: "{title}の推移", En: "{title} over time"},
	"seriesWhat":   {Ja: "{first}から{last}まで{n}回の値。最小{low}、最大{high}、最新{newest}。限界を超えた値は{beyond}回。", En: "{n} readings from {first} to {last}: lowest {low}, highest {high}, newest {newest}; {beyond} beyond the limit."},
	"seriesBeyond": {Ja: "限界を超えた値", En: "beyond the limit"},
	"seriesWarn":   {Ja: "注意 {value}", En: "Warning {value}"},
	"seriesLimit":  {Ja: "限界 {value}", En: "Limit {value}"},
}

// indicatorSeriesPresenter draws the readings of indicators.
type indicatorSeriesPresenter struct{ *desk }

// series makes the picture of an indicator's readings up to the as-of date; nil where there is none.
func (v indicatorSeriesPresenter) series(id string, i *assess.Indicator) *picture.Series {
	r := i.Record
	s := &picture.Series{
		Warn: r.Warn, Limit: r.Limit, BeyondWords: v.words["seriesBeyond"],
		Value: number, Date: dateOf,
	}
	beyond := 0
	var low, high float64
	for k := range r.Readings {
		reading := &r.Readings[k]
		if reading.Value == nil || reading.On.After(v.Assessment.AsOf) {
			continue
		}
		p := picture.Reading{On: pictureDay(reading.On), Value: *reading.Value, Beyond: i.At(*reading.Value) == assess.Beyond}
		if p.Beyond {
			beyond++
		}
		if len(s.Readings) == 0 {
			low, high = p.Value, p.Value
		}
		low, high = min(low, p.Value), max(high, p.Value)
		s.Readings = append(s.Readings, p)
	}
	if len(s.Readings) == 0 {
		return nil
	}
	if r.Warn != nil {
		s.WarnWords = v.say("seriesWarn", "value", number(*r.Warn))
	}
	if r.Limit != nil {
		s.LimitWords = v.say("seriesLimit", "value", number(*r.Limit))
	}
	newest := s.Readings[len(s.Readings)-1]
	s.Head = picture.Head{ID: id, Title: v.say("seriesTitle", "title", v.text(r.Title)), Description: v.say("seriesWhat", "n", len(s.Readings), "first", dateOf(s.Readings[0].On), "last", dateOf(newest.On),
		"low", number(low), "high", number(high), "newest", number(newest.Value), "beyond", beyond)}
	return s
}

func dateOf(d picture.Day) string {
	pad := func(n int) string {
		if n < 10 {
			return "0" + strconv.Itoa(n)
		}
		return strconv.Itoa(n)
	}
	return strconv.Itoa(d.Year) + "-" + pad(d.Month) + "-" + pad(d.Day)
}

// spark draws the readings of an indicator for its row of the list, n being its place.
func (v indicatorSeriesPresenter) spark(n int, i *assess.Indicator) part.Part {
	if s := v.series("spark-"+strconv.Itoa(n), i); s != nil {
		return part.Drawing(s.Spark())
	}
	return part.Words("–")
}

// readingsChart draws the readings of an indicator for its own page.
func (v indicatorSeriesPresenter) readingsChart(i *assess.Indicator) part.Part {
	if s := v.series("readings", i); s != nil {
		return framed(v.words["seriesHead"], s.Chart())
	}
	return nil
}
