package preview

import (
	"bytes"
	_ "embed"
	"encoding/json"
	"fmt"
	"html"
	"net/http"
	"strconv"
	"strings"
	"time"

	"github.com/riskbook/riskbook/internal/diagnostic"
	"github.com/riskbook/riskbook/internal/term"
)

//go:embed live.js
var liveScript []byte

//go:embed live.css
var liveStyle []byte

// withScript puts the preview's script at the end of a page's head. It tells the script which bytes the page is made of.
func (e *edition) withScript(page []byte, sum string) []byte {
	tag := fmt.Sprintf(`<script src="%slive.js" data-page="%s" data-assets="%s" defer></script>`, own, sum, e.assets)
	at := bytes.Index(page, []byte("</head>"))
	if at < 0 {
		at = len(page)
	}
	out := make([]byte, 0, len(page)+len(tag)+1)
	out = append(out, page[:at]...)
	out = append(out, tag...)
	out = append(out, '\n')
	return append(out, page[at:]...)
}

// serveOwn answers with a file of the preview itself.
func (p *Preview) serveOwn(w http.ResponseWriter, r *http.Request, name string) {
	w.Header().Set("Cache-Control", "no-store")
	switch name {
	case "events":
		p.events(w, r)
	case "live.css":
		w.Header().Set("Content-Type", types[".css"])
		w.Write(liveStyle)
	case "live.js":
		w.Header().Set("Content-Type", types[".js"])
		w.Write(liveScript)
	default:
		http.Error(w, "riskbook serve: no such page", http.StatusNotFound)
	}
}

// message is what the script is told after each build.
type message struct {
	Assets   string                `json:"assets"`
	Site     bool                  `json:"site"` // there is a good one
	Problems []told                `json:"problems"`
	More     term.Words            `json:"more"`
	Words    map[string]term.Words `json:"words"`
}

// told is a problem as the script shows it.
type told struct {
	Where   string     `json:"where"`
	Excerpt string     `json:"excerpt"`
	Message term.Words `json:"message"`
	Help    term.Words `json:"help"`
}

// mostTold is how many problems a page shows; the terminal shows all.
const mostTold = 30

func (e *edition) told() (list []told, more term.Words) {
	list = []told{}
	for _, one := range e.problems[:min(len(e.problems), mostTold)] {
		plain := func(w term.Words) term.Words {
			return term.Words{Ja: diagnostic.Plain(w.Ja), En: diagnostic.Plain(w.En)}
		}
		list = append(list, told{diagnostic.Plain(one.Where), diagnostic.Plain(one.Excerpt), plain(one.Message), plain(one.Help)})
	}
	if n := len(e.problems) - mostTold; n > 0 {
		rest := func(s string) string { return strings.Replace(s, "{n}", strconv.Itoa(n), 1) }
		more = term.Words{Ja: rest(words["more"].Ja), En: rest(words["more"].En)}
	}
	return list, more
}

// beat is how often a silent stream of events is given a sign of life, so that a client that went away is noticed.
const beat = 15 * time.Second

// events tells a page of each build, from the newest on, for as long as it listens.
func (p *Preview) events(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Content-Type", "text/event-stream")
	control := http.NewResponseController(w)
	control.SetReadDeadline(time.Time{})
	if r.Method == http.MethodHead {
		return
	}
	alive := time.NewTicker(beat)
	defer alive.Stop()
	send := func(text string) bool {
		control.SetWriteDeadline(time.Now().Add(p.patience))
		_, err := w.Write([]byte(text))
		return err == nil && control.Flush() == nil
	}
	if !send("retry: 500\n\n") {
		return
	}
	for {
		now, newer := p.current()
		m := message{Assets: now.assets, Site: now.site != nil, Words: words}
		m.Problems, m.More = now.told()
		data, err := json.Marshal(m)
		if err != nil || !send("data: "+string(data)+"\n\n") {
			return
		}
		for waiting := true; waiting; {
			select {
			case <-newer:
				waiting = false
			case <-alive.C:
				if !send(": alive\n\n") {
					return
				}
			case <-r.Context().Done():
				return
			}
		}
	}
}

// bare is a page that stands where the site has none to show: what is wrong, in both languages.
func (e *edition) bare(lead string) []byte {
	var b strings.Builder
	b.WriteString(`<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>riskbook</title>
<link rel="stylesheet" href="` + own + `live.css">
</head>
<body class="riskbook-bare">
<main>
`)
	for _, language := range []string{"ja", "en"} {
		fmt.Fprintf(&b, "<section lang=\"%s\">\n<h1>%s</h1>\n", language, html.EscapeString(words["failed"].In(language)))
		if lead == "" {
			fmt.Fprintf(&b, "<p>%s</p>\n", html.EscapeString(words["nothing"].In(language)))
		}
		list, more := e.told()
		b.WriteString("<ol>\n")
		for _, one := range list {
			b.WriteString("<li>")
			if one.Where != "" {
				fmt.Fprintf(&b, "<code>%s</code>\n", html.EscapeString(one.Where))
			}
			fmt.Fprintf(&b, "<p>%s</p>\n", html.EscapeString(one.Message.In(language)))
			if one.Excerpt != "" {
				fmt.Fprintf(&b, "<pre tabindex=\"0\">%s</pre>\n", html.EscapeString(one.Excerpt))
			}
			if help := one.Help.In(language); help != "" {
				fmt.Fprintf(&b, "<p class=\"riskbook-help\">%s: %s</p>\n", html.EscapeString(words["help"].In(language)), html.EscapeString(help))
			}
			b.WriteString("</li>\n")
		}
		fmt.Fprintf(&b, "</ol>\n<p>%s</p>\n</section>\n", html.EscapeString(more.In(language)))
	}
	b.WriteString("</main>\n</body>\n</html>\n")
	return []byte(b.String())
}
