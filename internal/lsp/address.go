package lsp

import (
	"net/url"
	"strings"
)

// pathOf gives the slash-separated path of a file's address; false for what is no file. A Windows path begins with its drive: "c:/risks".
func pathOf(uri string) (path string, ok bool) {
	u, err := url.Parse(uri)
	if err != nil || !strings.EqualFold(u.Scheme, "file") || u.Path == "" || strings.ContainsRune(u.Path, 0) {
		return "", false
	}
	path = u.Path
	if u.Host != "" && u.Host != "localhost" {
		return "//" + u.Host + path, true
	}
	if len(path) > 2 && path[0] == '/' && path[2] == ':' && (path[1]|0x20 >= 'a' && path[1]|0x20 <= 'z') {
		path = path[1:]
	}
	return path, true
}

// addressOf gives the address of a slash-separated absolute path.
func addressOf(path string) string {
	u := url.URL{Scheme: "file"}
	if rest, ok := strings.CutPrefix(path, "//"); ok {
		u.Host, path, _ = strings.Cut(rest, "/")
	}
	u.Path = "/" + strings.TrimPrefix(path, "/")
	return u.String()
}
