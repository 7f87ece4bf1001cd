package preview

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io/fs"
	"net/http"
	"net/url"
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"
)

// own is the folder of what the preview itself serves. No page of a site begins with it.
const own = "/_riskbook/"

// policy is that of the site's pages, as a header; nothing may frame them either.
const policy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"

// types are the media types of what a site is made of. The system's own list differs from machine to machine.
var types = map[string]string{
	".atom": "application/atom+xml", ".avif": "image/avif", ".css": "text/css; charset=utf-8", ".csv": "text/csv; charset=utf-8", ".gif": "image/gif",
	".html": "text/html; charset=utf-8", ".ico": "image/x-icon", ".ics": "text/calendar; charset=utf-8", ".jpeg": "image/jpeg", ".jpg": "image/jpeg",
	".js": "text/javascript; charset=utf-8", ".json": "application/json", ".png": "image/png", ".svg": "image/svg+xml", ".txt": "text/plain; charset=utf-8",
	".webp": "image/webp", ".woff2": "font/woff2", ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", ".xml": "application/xml",
}

// ServeHTTP answers one request.
func (p *Preview) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	head := w.Header()
	head.Set("Content-Security-Policy", policy)
	head.Set("Cross-Origin-Opener-Policy", "same-origin")
	head.Set("Cross-Origin-Resource-Policy", "same-origin")
	head.Set("Referrer-Policy", "no-referrer")
	head.Set("X-Content-Type-Options", "nosniff")
	if reason := p.refuses(r); reason != "" {
		http.Error(w, "riskbook serve: "+reason, http.StatusForbidden)
		return
	}
	if r.Method != http.MethodGet && r.Method != http.MethodHead {
		head.Set("Allow", "GET, HEAD")
		http.Error(w, "riskbook serve: only GET and HEAD", http.StatusMethodNotAllowed)
		return
	}
	now, newer := p.current()
	if now == nil {
		select {
		case <-newer:
			now, _ = p.current()
		case <-r.Context().Done():
			return
		}
	}
	http.NewResponseController(w).SetWriteDeadline(time.Now().Add(p.patience))
	if name, ok := strings.CutPrefix(r.URL.Path, own); ok {
		p.serveOwn(w, r, name)
		return
	}
	now.serve(w, r)
}

// refuses tells why a request is not answered: another site's page must neither read the register through a name that it made point here, nor load
// parts of it as scripts or pictures. Links and bookmarks that lead here are followed.
func (p *Preview) refuses(r *http.Request) string {
	if !p.hosts[strings.ToLower(r.Host)] {
		return "the request is for another host than 127.0.0.1, localhost or [::1] with this port"
	}
	if origin, given := r.Header["Origin"]; given {
		u, err := url.Parse(strings.Join(origin, ","))
		if err != nil || u.Scheme != "http" || !p.hosts[strings.ToLower(u.Host)] {
			return "the request comes from a page of another site"
		}
	}
	switch r.Header.Get("Sec-Fetch-Site") {
	case "", "same-origin", "none":
		return ""
	}
	if r.Header.Get("Sec-Fetch-Mode") == "navigate" && r.Header.Get("Sec-Fetch-Dest") == "document" {
		return ""
	}
	return "the request comes from a page of another site"
}

// serve answers with a file of the site, or with the page that says that there is none.
func (e *edition) serve(w http.ResponseWriter, r *http.Request) {
	if e.site == nil {
		e.page(w, r, http.StatusServiceUnavailable, e.bare(""))
		return
	}
	name := strings.TrimPrefix(r.URL.Path, "/")
	if name == "" || strings.HasSuffix(name, "/") {
		name += "index.html"
	} else if !e.site.Holds(name) && e.site.Holds(name+"/index.html") {
		http.Redirect(w, r, (&url.URL{Path: "/" + name + "/"}).EscapedPath(), http.StatusFound)
		return
	}
	data, err := e.site.File(name)
	switch {
	case errors.Is(err, fs.ErrNotExist) && !e.site.Holds(name):
		e.missing(w, r)
	case err != nil:
		broken := *e
		broken.problems = siteProblems(err)
		e.page(w, r, http.StatusInternalServerError, broken.bare(""))
	case path.Ext(name) == ".html":
		e.page(w, r, http.StatusOK, data)
	default:
		kind := types[strings.ToLower(path.Ext(name))]
		if kind == "" {
			kind = "application/octet-stream"
		}
		w.Header().Set("Content-Type", kind)
		w.Header().Set("Cache-Control", "no-cache")
		w.Header().Set("ETag", `"`+digest(data)+`"`)
		http.ServeContent(w, r, "", time.Time{}, bytes.NewReader(data))
	}
}

// missing answers where the site has no such page: with the site's own page for it.
func (e *edition) missing(w http.ResponseWriter, r *http.Request) {
	data, err := e.site.File("404.html")
	if err != nil {
		data = e.bare(words["pathLost"].En)
	}
	e.page(w, r, http.StatusNotFound, fromRoot(data))
}

// addresses are the attributes by which a page leads on, or loads what it needs. Templates write them in this one way.
var addresses = regexp.MustCompile(` (?:href|src)="[^"#/:?][^":]*"`)

// fromRoot makes the addresses of a page that lies in the site's root begin there, since the page answers for paths at any depth.
func fromRoot(page []byte) []byte {
	return addresses.ReplaceAllFunc(page, func(found []byte) []byte {
		at := bytes.IndexByte(found, '"') + 1
		return slices.Concat(found[:at], []byte("/"), found[at:])
	})
}

// page answers with a page, the script of the preview in it.
func (e *edition) page(w http.ResponseWriter, r *http.Request, status int, data []byte) {
	sum := digest(data)
	body := e.withScript(data, sum)
	w.Header().Set("Content-Type", types[".html"])
	w.Header().Set("Cache-Control", "no-store")
	w.Header().Set("ETag", `"`+sum+`"`)
	w.Header().Set("Content-Length", strconv.Itoa(len(body)))
	w.WriteHeader(status)
	if r.Method == http.MethodGet {
		w.Write(body)
	}
}

func digest(data []byte) string {
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:8])
}
