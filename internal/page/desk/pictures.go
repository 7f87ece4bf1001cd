package desk

import (
	"strconv"

	"github.com/riskbook/riskbook/internal/address"
	"github.com/riskbook/riskbook/internal/date"
	"github.com/riskbook/riskbook/internal/part"
	"github.com/riskbook/riskbook/internal/picture"
	"github.com/riskbook/riskbook/internal/register"
)

// Framed puts a picture into a region that scrolls by itself; nothing where there is no picture.
func Framed(label, svg string) part.Part {
	if svg == "" {
		return nil
	}
	return part.Picture{Label: label, SVG: part.Drawing(svg)}
}

// Node is the box of a record, on the page at path.
func (v *ways) Node(path string, base *register.Record, note string) picture.Node {
	title := v.Phrase(base.Title)
	return picture.Node{ID: base.ID, Title: title.Text, Note: note, Href: address.Href(path, address.Path(base.Kind, base.ID)), Lang: title.Language}
}

// PictureDay gives a day as pictures count them.
func PictureDay(d date.Date) picture.Day {
	return picture.Day{Year: int(d.Year), Month: int(d.Month), Day: int(d.Day)}
}

// Counted adds a number to words.
func (v *language) Counted(words string, n int) string {
	return v.Say("pictureJust", "what", words, "n", n)
}

// Joined puts two texts together with a separator where both are there.
func Joined(a, separator, b string) string {
	if a == "" || b == "" {
		return a + b
	}
	return a + separator + b
}

// DateOf gives a picture's day as it is written in data.
func DateOf(d picture.Day) string {
	pad := func(n int) string {
		if n < 10 {
			return "0" + strconv.Itoa(n)
		}
		return strconv.Itoa(n)
	}
	return strconv.Itoa(d.Year) + "-" + pad(d.Month) + "-" + pad(d.Day)
}
