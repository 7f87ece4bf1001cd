package publish

import (
	"bytes"
	"context"
	"fmt"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path"
	"regexp"
	"strconv"
	"strings"
	"sync"
	"time"

	"github.com/riskbook/riskbook/internal/address"
	"github.com/riskbook/riskbook/internal/page/desk"
	"github.com/riskbook/riskbook/internal/register"
	"github.com/riskbook/riskbook/internal/session"
	"github.com/riskbook/riskbook/internal/site"
	"github.com/riskbook/riskbook/internal/term"
)

// browsers are the names of the programs that can print a page.
var browsers = []string{"chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"}

// findBrowser finds a program that can print a page. Without one the failure says what to install.
func findBrowser() (string, error) {
	for _, name := range browsers {
		if found, err := exec.LookPath(name); err == nil {
			return found, nil
		}
	}
	return "", session.Fail(session.ExitEnvironment, term.Words{
		Ja: "PDF を作るには Chromium が必要ですが、見つかりません", En: "a PDF needs Chromium, and there is none",
	}, term.Words{
		Ja: "Chromium か Google Chrome をインストールするか、--pdf を付けずに作り、ブラウザーで report.html を印刷してください",
		En: "install Chromium or Google Chrome, or build without --pdf and print report.html from a browser",
	})
}

// printed is a sink that keeps what the report needs to be printed, and hands everything on.
type printed struct {
	to    site.Sink
	keeps bool // there is something to print
	mu    sync.Mutex
	files map[string][]byte
}

func (p *printed) Write(name string, data []byte) error {
	if base := path.Base(name); p.keeps && (base == "report.html" || base == desk.LookPath || strings.HasPrefix(base, "logo.") || strings.HasPrefix(name, "static/") || strings.HasPrefix(name, "figures/")) {
		p.mu.Lock()
		p.files[name] = bytes.Clone(data)
		p.mu.Unlock()
	}
	return p.to.Write(name, data)
}

// print writes the report of every language as report.pdf beside it. It is printed twice: the first sheets say where each section lies, and the second
// ones say so in the contents.
func (p *printed) print(ctx context.Context, browser string, r *register.Register) error {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return session.Failed(term.Words{Ja: "PDF を作るための接続を開けません", En: "cannot open a connection to print by"}, err)
	}
	numbers := map[string]string{} // by look.css: the rules that write page numbers
	server := &http.Server{Handler: http.HandlerFunc(func(w http.ResponseWriter, q *http.Request) {
		name := strings.TrimPrefix(q.URL.Path, "/")
		p.mu.Lock()
		data, ok := p.files[name]
		more := numbers[name]
		p.mu.Unlock()
		if !ok || q.Host != listener.Addr().String() {
			http.NotFound(w, q)
			return
		}
		http.ServeContent(w, q, path.Base(name), time.Time{}, bytes.NewReader(append(bytes.Clone(data), more...)))
	})}
	go server.Serve(listener)
	defer server.Close()
	for _, language := range r.Config.Languages {
		report, look := address.InSite(r, language, "report.html"), address.InSite(r, language, desk.LookPath)
		if p.files[report] == nil {
			continue
		}
		at := "http://" + listener.Addr().String() + "/" + report
		sheets, err := printPage(ctx, browser, at)
		if err != nil {
			return err
		}
		if rules := pageNumbers(sheets); rules != "" {
			p.mu.Lock()
			numbers[look] = rules
			p.mu.Unlock()
			if sheets, err = printPage(ctx, browser, at); err != nil {
				return err
			}
		}
		if err := p.to.Write(address.InSite(r, language, "report.pdf"), sheets); err != nil {
			return err
		}
	}
	return nil
}

// printPage prints a page: tagged, with an outline.
func printPage(ctx context.Context, browser, address string) ([]byte, error) {
	args := []string{
		"--headless", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--no-first-run", "--no-pdf-header-footer",
		"--generate-pdf-document-outline", "--export-tagged-pdf", "--print-to-pdf=/dev/stdout", address,
	}
	if os.Geteuid() == 0 { // who may do everything has no sandbox
		args = append([]string{"--no-sandbox"}, args...)
	}
	var out, said bytes.Buffer
	command := exec.CommandContext(ctx, browser, args...)
	command.Stdout, command.Stderr = &out, &said
	err := command.Run()
	at := bytes.Index(out.Bytes(), []byte("%PDF-"))
	if err == nil && at < 0 {
		err = fmt.Errorf("%s gave no PDF", browser)
	}
	if ctx.Err() != nil {
		return nil, ctx.Err()
	}
	if err != nil {
		return nil, session.Failed(term.Words{Ja: "Chromium で PDF を作れません", En: "Chromium cannot print the PDF"}, err)
	}
	return undated(out.Bytes()[at:]), nil
}

var (
	printDates  = regexp.MustCompile(`/(?:Creation|Mod)Date \(D:[^)]*\)`)
	sheetObject = regexp.MustCompile(`(?s)(\d+) 0 obj\s*<</Type /Page\b`)
	destination = regexp.MustCompile(`/([^\s/\[\]<>()]+) \[(\d+) 0 R /XYZ`)
	escapedName = regexp.MustCompile(`#[0-9A-Fa-f]{2}`)
)

// undated writes over the hour of printing, so that the same report gives the same dates.
func undated(pdf []byte) []byte {
	return printDates.ReplaceAllFunc(pdf, func(date []byte) []byte {
		return regexp.MustCompile(`\d`).ReplaceAll(date, []byte("0"))
	})
}

// pageNumbers gives the rules of a style sheet that write behind each entry of the contents the sheet on which its section begins.
func pageNumbers(pdf []byte) string {
	sheets := map[string]int{}
	for i, m := range sheetObject.FindAllSubmatch(pdf, -1) {
		sheets[string(m[1])] = i + 1
	}
	var rules strings.Builder
	for _, m := range destination.FindAllSubmatch(pdf, -1) {
		n := sheets[string(m[2])]
		if n == 0 {
			continue
		}
		anchor := escapedName.ReplaceAllStringFunc(string(m[1]), func(code string) string {
			x, _ := strconv.ParseUint(code[1:], 16, 8)
			return string([]byte{byte(x)})
		})
		if strings.ContainsAny(anchor, "\"\\\n") {
			continue
		}
		fmt.Fprintf(&rules, "@media print { nav a[href=\"#%s\"]::after { content: \"  %d\"; } }\n", anchor, n)
	}
	return rules.String()
}
