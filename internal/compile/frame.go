package compile

import (
	"bytes"
	"encoding/xml"
	"io/fs"
	"strings"

	"github.com/riskbook/riskbook/internal/address"
	"github.com/riskbook/riskbook/internal/page"
	"github.com/riskbook/riskbook/internal/page/desk"
	"github.com/riskbook/riskbook/internal/site"
)

// frame gives what stands around all pages: the style sheet of the register's own in each language, its logo, and the map of the site.
func (j *Judged) frame() []site.File {
	pages := &desk.Site{Assessment: j.Assessment, Checked: j.check, Bodies: j.Bodies, Proposed: j.Proposed, Chronicle: j.Chronicle}
	var files []site.File
	for _, language := range j.Register.Config.Languages {
		files = append(files, site.File{Path: address.InSite(j.Register, language, desk.LookPath), Make: func() ([]byte, error) { return pages.Look(language), nil }})
	}
	if logo := desk.LogoPath(j.Register); logo != "" {
		files = append(files, site.File{Path: logo, Make: func() ([]byte, error) { return fs.ReadFile(j.Folder, "content/"+j.Register.Config.Brand.Logo) }})
	}
	if j.Register.Config.BaseURL != "" {
		files = append(files, site.File{Path: "sitemap.xml", Make: func() ([]byte, error) { return siteMap(j, pages) }})
	}
	return files
}

// siteMap lists the addresses of all pages, as https://www.sitemaps.org/protocol.html wants them.
func siteMap(j *Judged, pages *desk.Site) ([]byte, error) {
	type location struct {
		Location string `xml:"loc"`
	}
	list := struct {
		XMLName xml.Name   `xml:"http://www.sitemaps.org/schemas/sitemap/0.9 urlset"`
		Pages   []location `xml:"url"`
	}{}
	for p := range page.Pages(pages) {
		if !strings.HasSuffix(p.Path, "404.html") {
			list.Pages = append(list.Pages, location{address.Of(j.Register, p.Path)})
		}
	}
	var b bytes.Buffer
	b.WriteString(xml.Header)
	err := xml.NewEncoder(&b).Encode(list)
	b.WriteByte('\n')
	return b.Bytes(), err
}
