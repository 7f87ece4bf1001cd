package date

import (
	"fmt"
	"strconv"
)

// Japanese writes a day as prose does, 2026年11月30日, with the era behind it where that is asked for; nothing for the zero Date.
func (d Date) Japanese(era bool) string {
	if d.IsZero() {
		return ""
	}
	words := fmt.Sprintf("%d年%d月%d日", d.Year, d.Month, d.Day)
	if era && d.Era() != "" {
		words += "（" + d.Era() + "）"
	}
	return words
}

// months names the months in English.
var months = []string{"January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"}

// English writes a day as prose does, 30 November 2026; nothing for the zero Date.
func (d Date) English() string {
	if d.IsZero() || d.Month < 1 || int(d.Month) > len(months) {
		return d.String()
	}
	return fmt.Sprintf("%d %s %d", d.Day, months[d.Month-1], d.Year)
}

// JapaneseMonth names the month of a day, 2026年11月; nothing for the zero Date.
func (d Date) JapaneseMonth() string {
	if d.IsZero() {
		return ""
	}
	return fmt.Sprintf("%d年%d月", d.Year, d.Month)
}

// EnglishMonth names the month of a day, November 2026; nothing for the zero Date.
func (d Date) EnglishMonth() string {
	if d.IsZero() || d.Month < 1 || int(d.Month) > len(months) {
		return ""
	}
	return fmt.Sprintf("%s %d", months[d.Month-1], d.Year)
}

// Era names the year of the Japanese era that the day belongs to; empty before Shōwa.
func (d Date) Era() string {
	for _, e := range []struct {
		name string
		from Date
	}{{"令和", Of(2019, 5, 1)}, {"平成", Of(1989, 1, 8)}, {"昭和", Of(1926, 12, 25)}} {
		if !d.Before(e.from) {
			year := int(d.Year) - int(e.from.Year) + 1
			if year == 1 {
				return e.name + "元年"
			}
			return e.name + strconv.Itoa(year) + "年"
		}
	}
	return ""
}
