package ground

import (
	"strconv"

	"github.com/riskbook/riskbook/internal/indicator"
	"github.com/riskbook/riskbook/internal/page/desk"
	"github.com/riskbook/riskbook/internal/part"
	"github.com/riskbook/riskbook/internal/picture"
)

// IndicatorSeriesWords are the words of this file's pages and parts, by key.
var IndicatorSeriesWords = desk.Words{
	"seriesHead":   {Ja: "推移", En: "Over time"},
	"seriesTitle":  {Ja: "{title}の推移", En: "{title} over time"},
	"seriesWhat":   {Ja: "{first}から{last}まで{n}回の値。最小{low}、最大{high}、最新{newest}。限界を超えた値は{beyond}回。", En: "{n} {n|reading|readings} from {first} to {last}: lowest {low}, highest {high}, newest {newest}; {beyond} beyond the limit."},
	"seriesBeyond": {Ja: "限界を超えた値", En: "beyond the limit"},
	"seriesWarn":   {Ja: "注意 {value}", En: "Warning {value}"},
	"seriesLimit":  {Ja: "限界 {value}", En: "Limit {value}"},
}

// series makes the picture of an indicator's readings up to the as-of date; nil where there is none.
func series(v *desk.Desk, id string, i *indicator.Judged) *picture.Series {
	r := i.Record
	s := &picture.Series{
		Warn: r.Warn, Limit: r.Limit, BeyondWords: v.Words["seriesBeyond"],
		Value: desk.Number, Date: desk.DateOf,
	}
	beyond := 0
	var low, high float64
	for k := range r.Readings {
		reading := &r.Readings[k]
		if reading.Value == nil || reading.On.After(v.Assessment.AsOf) {
			continue
		}
		p := picture.Reading{On: desk.PictureDay(reading.On), Value: *reading.Value, Beyond: i.At(*reading.Value) == indicator.Beyond}
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
		s.WarnWords = v.Say("seriesWarn", "value", desk.Number(*r.Warn))
	}
	if r.Limit != nil {
		s.LimitWords = v.Say("seriesLimit", "value", desk.Number(*r.Limit))
	}
	newest := s.Readings[len(s.Readings)-1]
	s.Head = picture.Head{ID: id, Title: v.Say("seriesTitle", "title", v.Text(r.Title)), Description: v.Say("seriesWhat", "n", len(s.Readings), "first", desk.DateOf(s.Readings[0].On), "last", desk.DateOf(newest.On),
		"low", desk.Number(low), "high", desk.Number(high), "newest", desk.Number(newest.Value), "beyond", beyond)}
	return s
}

// spark draws the readings of an indicator for its row of the list, n being its place.
func spark(v *desk.Desk, n int, i *indicator.Judged) part.Part {
	if s := series(v, "spark-"+strconv.Itoa(n), i); s != nil {
		return part.Drawing(s.Spark())
	}
	return part.Words("–")
}

// readingsChart draws the readings of an indicator for its own page.
func readingsChart(v *desk.Desk, i *indicator.Judged) part.Part {
	if s := series(v, "readings", i); s != nil {
		return desk.Framed(v.Words["seriesHead"], s.Chart())
	}
	return nil
}
