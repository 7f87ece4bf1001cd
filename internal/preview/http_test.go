package preview

import (
	"bufio"
	"context"
	"errors"
	"io"
	"net"
	"net/http"
	"os"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/riskbook/riskbook/internal/date"
	"github.com/riskbook/riskbook/internal/register"
)

// ask sends one request as it is written and gives the status and the answer's head and body.
func (s *served) ask(request string) (*http.Response, string) {
	s.Helper()
	c, err := net.Dial("tcp", strings.TrimSuffix(strings.TrimPrefix(s.address, "http://"), "/"))
	if err != nil {
		s.Fatal(err)
	}
	defer c.Close()
	c.SetDeadline(time.Now().Add(patient))
	if _, err := io.WriteString(c, request); err != nil {
		s.Fatal(err)
	}
	method, _, _ := strings.Cut(request, " ")
	answer, err := http.ReadResponse(bufio.NewReader(c), &http.Request{Method: method})
	if err != nil {
		s.Fatalf("%q: %v", request, err)
	}
	defer answer.Body.Close()
	body, _ := io.ReadAll(answer.Body)
	return answer, string(body)
}

func TestForeignRequestsAreRefused(t *testing.T) {
	s := serve(t, nil)
	s.shows("risks/R-1.html", "監視の停止")
	host := strings.TrimSuffix(strings.TrimPrefix(s.address, "http://"), "/")
	_, port, _ := net.SplitHostPort(host)
	for _, c := range []struct {
		head string
		want int
	}{
		{"Host: " + host, 200},
		{"Host: localhost:" + port, 200},
		{"Host: LocalHost:" + port, 200},
		{"Host: [::1]:" + port, 200},
		{"Host: " + host + "\r\nOrigin: http://" + host, 200},
		{"Host: " + host + "\r\nOrigin: http://localhost:" + port, 200},
		{"Host: " + host + "\r\nSec-Fetch-Site: none\r\nSec-Fetch-Mode: navigate\r\nSec-Fetch-Dest: document", 200},
		{"Host: " + host + "\r\nSec-Fetch-Site: same-origin\r\nSec-Fetch-Mode: no-cors\r\nSec-Fetch-Dest: script", 200},
		{"Host: " + host + "\r\nSec-Fetch-Site: cross-site\r\nSec-Fetch-Mode: navigate\r\nSec-Fetch-Dest: document", 200},
		{"Host: evil.example", 403},
		{"Host: evil.example:" + port, 403},
		{"Host: 127.0.0.1", 403},
		{"Host: localhost", 403},
		{"Host: 127.0.0.1:1", 403},
		{"Host: localhost.evil.example:" + port, 403},
		{"Host: localhost.:" + port, 403},
		{"Host: 0.0.0.0:" + port, 403},
		{"Host: " + host + "\r\nOrigin: null", 403},
		{"Host: " + host + "\r\nOrigin: ", 403},
		{"Host: " + host + "\r\nOrigin: http://evil.example", 403},
		{"Host: " + host + "\r\nOrigin: https://" + host, 403},
		{"Host: " + host + "\r\nOrigin: http://localhost:1", 403},
		{"Host: " + host + "\r\nOrigin: http://" + host + "\r\nOrigin: http://evil.example", 403},
		{"Host: " + host + "\r\nSec-Fetch-Site: cross-site\r\nSec-Fetch-Mode: no-cors\r\nSec-Fetch-Dest: script", 403},
		{"Host: " + host + "\r\nSec-Fetch-Site: same-site\r\nSec-Fetch-Mode: no-cors\r\nSec-Fetch-Dest: image", 403},
		{"Host: " + host + "\r\nSec-Fetch-Site: cross-site\r\nSec-Fetch-Mode: navigate\r\nSec-Fetch-Dest: iframe", 403},
	} {
		for _, path := range []string{"/risks/R-1.html", "/_riskbook/live.js"} {
			answer, body := s.ask("GET " + path + " HTTP/1.1\r\n" + c.head + "\r\nConnection: close\r\n\r\n")
			if answer.StatusCode != c.want {
				t.Errorf("%s with %q answers %d, want %d", path, c.head, answer.StatusCode, c.want)
			}
			if c.want == 403 && strings.Contains(body, "監視") {
				t.Errorf("%q is refused, and told all the same", c.head)
			}
		}
	}
	if answer, _ := s.ask("GET http://evil.example/ HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n"); answer.StatusCode != 403 {
		t.Errorf("a request for a foreign address answers %d", answer.StatusCode)
	}
	if answer, _ := s.ask("GET / HTTP/1.0\r\n\r\n"); answer.StatusCode != 403 {
		t.Errorf("a request without a host answers %d", answer.StatusCode)
	}
}

func TestOnlyReading(t *testing.T) {
	s := serve(t, nil)
	s.shows("risks/R-1.html", "監視の停止")
	host := strings.TrimSuffix(strings.TrimPrefix(s.address, "http://"), "/")
	for _, method := range []string{"POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "CONNECT", "PROPFIND"} {
		answer, _ := s.ask(method + " /risks/R-1.html HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\nContent-Length: 0\r\n\r\n")
		if answer.StatusCode != http.StatusMethodNotAllowed && answer.StatusCode != http.StatusForbidden && answer.StatusCode != http.StatusBadRequest {
			t.Errorf("%s answers %d", method, answer.StatusCode)
		}
	}
	answer, body := s.ask("HEAD /risks/R-1.html HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n")
	if answer.StatusCode != 200 || body != "" || answer.ContentLength <= 0 || answer.Header.Get("ETag") == "" {
		t.Errorf("HEAD answers %d with %d bytes of %d", answer.StatusCode, len(body), answer.ContentLength)
	}
}

func TestNothingOutsideTheSite(t *testing.T) {
	s := serve(t, map[string]string{"secret.txt": "geheim", "content/risks/.hidden.md": "geheim", "content/risks/notes.txt": "geheim"})
	s.shows("risks/R-1.html", "監視の停止")
	host := strings.TrimSuffix(strings.TrimPrefix(s.address, "http://"), "/")
	for _, path := range []string{
		"/secret.txt", "/../secret.txt", "/risks/../../secret.txt", "/%2e%2e/secret.txt", "/..%2fsecret.txt", "/..%5csecret.txt", `/..\secret.txt`, "//secret.txt",
		"/risks/%00", "/content/risks/R-1.md", "/risks/.hidden.md", "/risks/notes.txt", "/etc/passwd", "//etc/passwd", "/_riskbook/", "/_riskbook/../secret.txt", "/_riskbook/live.go",
	} {
		answer, body := s.ask("GET " + path + " HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n")
		if answer.StatusCode != 404 && answer.StatusCode != 400 {
			t.Errorf("%s answers %d", path, answer.StatusCode)
		}
		if strings.Contains(body, "geheim") || strings.Contains(body, "root:") {
			t.Errorf("%s tells what it must not", path)
		}
	}
	for path, want := range map[string]string{"/en": "/en/", "/handbook": "/handbook/"} {
		answer, _ := s.ask("GET " + path + " HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n")
		if answer.StatusCode != http.StatusFound || answer.Header.Get("Location") != want {
			t.Errorf("%s answers %d and leads to %q", path, answer.StatusCode, answer.Header.Get("Location"))
		}
	}
}

func TestEveryAnswerIsGuarded(t *testing.T) {
	s := serve(t, map[string]string{"content/risks/net.svg": "<svg/>"})
	s.shows("risks/R-1.html", "監視の停止")
	_, page := s.get("index.html")
	meta := regexp.MustCompile(`<meta http-equiv="Content-Security-Policy" content="([^"]+)">`).FindStringSubmatch(page)
	if meta == nil {
		t.Fatal("the page states no policy")
	}
	for path, kind := range map[string]string{
		"": "text/html; charset=utf-8", "risks/R-1.html": "text/html; charset=utf-8", "nowhere.html": "text/html; charset=utf-8", "static/riskbook.css": "text/css; charset=utf-8",
		"static/riskbook.js": "text/javascript; charset=utf-8", "figures/risks/net.svg": "image/svg+xml", "calendar.ics": "text/calendar; charset=utf-8",
		"_riskbook/live.js": "text/javascript; charset=utf-8", "_riskbook/live.css": "text/css; charset=utf-8",
	} {
		answer, err := http.Get(s.address + path)
		if err != nil {
			t.Fatal(err)
		}
		answer.Body.Close()
		if got := answer.Header.Get("Content-Type"); got != kind {
			t.Errorf("/%s is %q, want %q", path, got, kind)
		}
		if answer.Header.Get("X-Content-Type-Options") != "nosniff" || answer.Header.Get("Cross-Origin-Resource-Policy") != "same-origin" {
			t.Errorf("/%s has the head %v", path, answer.Header)
		}
		if got := answer.Header.Get("Content-Security-Policy"); got != meta[1]+"; frame-ancestors 'none'" {
			t.Errorf("/%s has the policy %q, the pages %q", path, got, meta[1])
		}
	}
}

func TestTheScriptIsInServedPagesOnly(t *testing.T) {
	s := serve(t, nil)
	s.shows("risks/R-1.html", `<script src="/_riskbook/live.js" data-page="`)
	if _, body := s.get("static/riskbook.js"); strings.Contains(body, "_riskbook") {
		t.Error("a script of the theme was changed")
	}
}

func TestTheNextFreePortIsTaken(t *testing.T) {
	options := Options{Root: t.TempDir(), AsOf: func(*register.Register) (date.Date, error) { return date.Of(2026, 11, 23), nil }}
	first, err := Open(options)
	if err != nil {
		t.Fatal(err)
	}
	defer first.listener.Close()
	options.Port = first.Port()
	second, err := Open(options)
	if err != nil {
		t.Fatal(err)
	}
	defer second.listener.Close()
	if second.Port() <= first.Port() || second.Port() > first.Port()+tries {
		t.Errorf("beside %d it listens on %d", first.Port(), second.Port())
	}
	if !first.listener.Addr().(*net.TCPAddr).IP.IsLoopback() {
		t.Errorf("it listens on %s", first.listener.Addr())
	}
}

func TestSlowClientsAreLetGo(t *testing.T) {
	s := serveWith(t, nil, func(p *Preview) { p.patience = 300 * time.Millisecond })
	s.shows("risks/R-1.html", "監視の停止")
	var slow []net.Conn
	for range 50 {
		c, err := net.Dial("tcp", strings.TrimSuffix(strings.TrimPrefix(s.address, "http://"), "/"))
		if err != nil {
			t.Fatal(err)
		}
		defer c.Close()
		io.WriteString(c, "GET / HTTP/1.1\r\nHost: ")
		slow = append(slow, c)
	}
	s.shows("risks/R-1.html", "監視の停止") // nobody else waits for them
	for _, c := range slow {
		c.SetReadDeadline(time.Now().Add(patient))
		if _, err := io.ReadAll(c); err != nil && errors.Is(err, os.ErrDeadlineExceeded) {
			t.Fatal("a client that never ends its request is not let go")
		}
	}
}

func TestAStreamOutlivesThePatience(t *testing.T) {
	s := serveWith(t, nil, func(p *Preview) { p.patience = 100 * time.Millisecond })
	s.shows("risks/R-1.html", "監視の停止")
	next := s.listen(t.Context())
	next()
	time.Sleep(400 * time.Millisecond)
	s.write("content/risks/R-1.md", risk("別の題"))
	next()
}

// listen opens the stream of events and gives the messages one by one.
func (s *served) listen(ctx context.Context) func() string {
	s.Helper()
	request, _ := http.NewRequestWithContext(ctx, "GET", s.address+"_riskbook/events", nil)
	answer, err := http.DefaultClient.Do(request)
	if err != nil {
		s.Fatal(err)
	}
	s.Cleanup(func() { answer.Body.Close() })
	if kind := answer.Header.Get("Content-Type"); kind != "text/event-stream" {
		s.Fatalf("events are %q", kind)
	}
	lines := bufio.NewReader(answer.Body)
	return func() string {
		s.Helper()
		for {
			line, err := lines.ReadString('\n')
			if err != nil {
				s.Fatalf("the stream ended: %v", err)
			}
			if data, ok := strings.CutPrefix(line, "data: "); ok {
				return data
			}
		}
	}
}

func TestPagesAreToldOfEachBuild(t *testing.T) {
	s := serve(t, nil)
	ctx, stop := context.WithTimeout(t.Context(), patient)
	defer stop()
	next := s.listen(ctx)
	if first := next(); !strings.Contains(first, `"problems":[]`) {
		t.Errorf("the first message is %s", first)
	}
	tag := func() string {
		answer, err := http.Head(s.address + "risks/R-1.html")
		if err != nil {
			t.Fatal(err)
		}
		answer.Body.Close()
		return answer.Header.Get("ETag")
	}
	before := tag()
	s.write("content/risks/R-1.md", strings.Replace(risk("別の題"), "A-1", "<b>", 1))
	for told := next(); !strings.Contains(told, `content/risks/R-1.md:4:11`); told = next() {
	}
	if now := tag(); now != before {
		t.Errorf("the page of the last good site has the tag %s, before %s", now, before)
	}
	s.write("content/risks/R-1.md", risk("別の題"))
	s.shows("risks/R-1.html", "別の題")
	if tag() == before {
		t.Error("another page has the same tag")
	}
}
