package prose

import (
	"html"
	"regexp"
	"strings"
)

var (
	codeSpan  = regexp.MustCompile(`<code>([a-z-]+)</code>`)
	tableCell = regexp.MustCompile(`<td>([^<]+)</td>`)
	codeBlock = regexp.MustCompile(`<pre tabindex="0"><code class="language-([a-z]+)">([^<]*)</code></pre>`)
)

// Piece is a piece of a text: HTML, or the words of a block of code that are to be replaced.
type Piece struct {
	HTML  string
	Block string // the words of the block; empty where it is HTML
}

// Annotate links code spans and cells of tables that are one word, where an address is given for the word, lets blocks of code scroll by keyboard, and takes
// out the blocks of a language. It is for texts of the program's own; the addresses are trusted.
func Annotate(text string, code, cell func(word string) (address string), language string) []Piece {
	text = codeSpan.ReplaceAllStringFunc(text, func(found string) string {
		if address := code(codeSpan.FindStringSubmatch(found)[1]); address != "" {
			return `<a href="` + html.EscapeString(address) + `">` + found + `</a>`
		}
		return found
	})
	text = tableCell.ReplaceAllStringFunc(text, func(found string) string {
		word := tableCell.FindStringSubmatch(found)[1]
		if address := cell(word); address != "" {
			return `<td><a href="` + html.EscapeString(address) + `">` + word + `</a></td>`
		}
		return found
	})
	text = strings.ReplaceAll(text, "<pre><code", `<pre tabindex="0"><code`)
	var pieces []Piece
	from := 0
	for _, at := range codeBlock.FindAllStringSubmatchIndex(text, -1) {
		if text[at[2]:at[3]] == language {
			pieces = append(pieces, Piece{HTML: text[from:at[0]]}, Piece{Block: strings.TrimSpace(html.UnescapeString(text[at[4]:at[5]]))})
			from = at[1]
		}
	}
	return append(pieces, Piece{HTML: text[from:]})
}
