// Package date gives calendar dates without a time of day or a zone, as records write them.
//
// In: year, month and day. Out: comparisons and sums in whole days and months. It is a leaf and must never read the clock.
package date

import (
	"fmt"
	"time"
)

// Date is a day of the Gregorian calendar. The zero Date means "not given" and comes before every other.
type Date struct {
	Year  int16
	Month uint8
	Day   uint8
}

// Of gives the date of a year, month (1..12) and day (1..31), without checking that the day exists.
func Of(year, month, day int) Date { return Date{int16(year), uint8(month), uint8(day)} }

// Parse reads YYYY-MM-DD and refuses days that the calendar does not have.
func Parse(text string) (Date, error) {
	t, err := time.Parse(time.DateOnly, text)
	if err != nil {
		return Date{}, fmt.Errorf("%q is not a date of the form YYYY-MM-DD", text)
	}
	return FromTime(t), nil
}

// FromTime gives the day that t has in its own zone.
func FromTime(t time.Time) Date { return Of(t.Year(), int(t.Month()), t.Day()) }

// IsZero tells whether no date was given.
func (d Date) IsZero() bool { return d == Date{} }

// String writes YYYY-MM-DD, or nothing for the zero Date.
func (d Date) String() string {
	if d.IsZero() {
		return ""
	}
	if d.Year < 0 || d.Year > 9999 || d.Month > 99 || d.Day > 99 {
		return fmt.Sprintf("%04d-%02d-%02d", d.Year, d.Month, d.Day)
	}
	digit := func(n int) byte { return byte('0' + n%10) }
	year, month, day := int(d.Year), int(d.Month), int(d.Day)
	return string([]byte{digit(year / 1000), digit(year / 100), digit(year / 10), digit(year), '-', digit(month / 10), digit(month), '-', digit(day / 10), digit(day)})
}

// Compare is negative when d is before other, 0 when they are the same day, positive when d is after.
func (d Date) Compare(other Date) int {
	if c := int(d.Year) - int(other.Year); c != 0 {
		return c
	}
	if c := int(d.Month) - int(other.Month); c != 0 {
		return c
	}
	return int(d.Day) - int(other.Day)
}

// Happened reports whether a day was given and is not after the as-of date.
func Happened(day, asOf Date) bool { return !day.IsZero() && !day.After(asOf) }

// Within reports whether d is a day from one to another, both included.
func (d Date) Within(from, to Date) bool { return d.Compare(from) >= 0 && d.Compare(to) <= 0 }

// Before tells whether d is an earlier day than other.
func (d Date) Before(other Date) bool { return d.Compare(other) < 0 }

// After tells whether d is a later day than other.
func (d Date) After(other Date) bool { return d.Compare(other) > 0 }

// AddDays gives the day n days later (earlier when n is negative).
func (d Date) AddDays(n int) Date { return FromTime(d.time().AddDate(0, 0, n)) }

// AddMonths gives the same day n months later; a day that the month lacks becomes the month's last (31 January and one month: 28 or 29 February).
func (d Date) AddMonths(n int) Date {
	months := int(d.Year)*12 + int(d.Month) - 1 + n
	year, month := months/12, months%12+1
	last := time.Date(year, time.Month(month)+1, 0, 0, 0, 0, 0, time.UTC).Day()
	return Of(year, month, min(int(d.Day), last))
}

// DaysUntil gives the number of days from d to other, negative when other is earlier.
func (d Date) DaysUntil(other Date) int {
	return int(other.time().Sub(d.time()).Hours() / 24)
}

func (d Date) time() time.Time {
	return time.Date(int(d.Year), time.Month(d.Month), int(d.Day), 0, 0, 0, 0, time.UTC)
}

// MarshalText writes YYYY-MM-DD.
func (d Date) MarshalText() ([]byte, error) { return []byte(d.String()), nil }
