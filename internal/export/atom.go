package export

import (
	"encoding/xml"
	"io"
	"strings"

	"github.com/riskbook/riskbook/internal/date"
)

// Feed is what changed, newest first, for readers of feeds.
type Feed struct {
	Title    string
	Subtitle string // how the register stands, in a few sentences
	Language string
	Address  string // of the page that tells the same; empty where the site's address is not known
	Own      string // of the feed itself; empty likewise
	Entries  []FeedEntry
}

// FeedEntry is one state that changed something.
type FeedEntry struct {
	Commit  string
	On      date.Date
	Author  string
	Title   string
	Lines   []string
	Address string // empty where the site's address is not known
}

// feedID begins the names of feeds and entries, which stay the same wherever the site is published.
const feedID = "tag:riskbook.invalid,2026:"

type atomFeed struct {
	XMLName xml.Name    `xml:"http://www.w3.org/2005/Atom feed"`
	Lang    string      `xml:"xml:lang,attr"`
	ID      string      `xml:"id"`
	Title   string      `xml:"title"`
	Sub     string      `xml:"subtitle,omitempty"`
	Updated string      `xml:"updated"`
	Author  atomAuthor  `xml:"author"`
	Links   []atomLink  `xml:"link"`
	Entries []atomEntry `xml:"entry"`
}

type atomAuthor struct {
	Name string `xml:"name"`
}

type atomLink struct {
	Rel  string `xml:"rel,attr"`
	Type string `xml:"type,attr"`
	Href string `xml:"href,attr"`
}

type atomEntry struct {
	ID      string      `xml:"id"`
	Title   string      `xml:"title"`
	Updated string      `xml:"updated"`
	Author  atomAuthor  `xml:"author"`
	Links   []atomLink  `xml:"link"`
	Content atomContent `xml:"content"`
}

type atomContent struct {
	Type string `xml:"type,attr"`
	Text string `xml:",chardata"`
}

// WriteAtom writes a feed in the form of RFC 4287. Texts are plain, so that nothing in them can act.
func WriteAtom(w io.Writer, f Feed) error {
	moment := func(d date.Date) string { return d.String() + "T00:00:00Z" }
	feed := atomFeed{Lang: f.Language, ID: feedID + "changes:" + f.Language, Title: f.Title, Sub: f.Subtitle, Updated: moment(date.Of(1970, 1, 1)), Author: atomAuthor{f.Title}}
	if f.Own != "" {
		feed.Links = append(feed.Links, atomLink{"self", "application/atom+xml", f.Own})
	}
	if f.Address != "" {
		feed.Links = append(feed.Links, atomLink{"alternate", "text/html", f.Address})
	}
	newest := date.Date{}
	for _, e := range f.Entries {
		if e.On.After(newest) {
			newest, feed.Updated = e.On, moment(e.On)
		}
		entry := atomEntry{ID: feedID + "commit:" + e.Commit + ":" + f.Language, Title: e.Title, Updated: moment(e.On), Author: atomAuthor{e.Author}, Content: atomContent{"text", strings.Join(e.Lines, "\n")}}
		if e.Address != "" {
			entry.Links = []atomLink{{"alternate", "text/html", e.Address}}
		}
		feed.Entries = append(feed.Entries, entry)
	}
	if _, err := io.WriteString(w, xml.Header); err != nil {
		return err
	}
	encoder := xml.NewEncoder(w)
	encoder.Indent("", "  ")
	if err := encoder.Encode(feed); err != nil {
		return err
	}
	_, err := io.WriteString(w, "\n")
	return err
}
