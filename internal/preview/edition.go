package preview

import (
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io/fs"
	"os"
	"runtime"
	"slices"
	"strings"
	"time"

	"github.com/riskbook/riskbook/internal/compile"
	"github.com/riskbook/riskbook/internal/diagnostic"
	"github.com/riskbook/riskbook/internal/site"
	"github.com/riskbook/riskbook/internal/term"
)

// Problem is one reason why a build cannot be shown.
type Problem struct {
	Where   string // file, line and column; the page where there is no such place; may be empty
	Excerpt string // the line meant; may be empty
	Message term.Words
	Help    term.Words // may be empty
}

// edition is what is served after a build: the newest good site, and what is wrong since.
type edition struct {
	site     *site.Memory // nil before the first good one
	assets   string       // a digest of what pages show beside their own bytes
	problems []Problem    // of the newest build
}

// loop builds until the context ends: at first, at each change, and when a new day begins.
func (p *Preview) loop(ctx context.Context, watch *watcher) {
	day := time.NewTicker(p.dawn)
	defer day.Stop()
	judged := p.build(ctx, nil, true)
	for {
		select {
		case <-ctx.Done():
			return
		case <-watch.ready:
			changed := watch.settle(ctx)
			if ctx.Err() != nil || len(changed) == 0 {
				continue
			}
			judged = cmp.Or(p.build(ctx, changed, false), judged)
		case <-day.C:
			if judged == nil {
				continue
			}
			if today, err := p.options.AsOf(judged.Register); err == nil && today != judged.Assessment.AsOf {
				judged = cmp.Or(p.build(ctx, nil, false), judged)
			}
		}
	}
}

// build runs the line once, shows what came of it, and tells the front. It gives nil where the register could not be read.
func (p *Preview) build(ctx context.Context, changed []string, first bool) *compile.Judged {
	start := time.Now()
	b := Build{Changed: changed, First: first}
	p.mu.Lock()
	before := p.now
	p.mu.Unlock()
	next := &edition{}
	if before != nil {
		*next = *before
	}
	var made *site.Memory
	b.Judged, made, b.Problems = p.compile(ctx, changed, next.site == nil)
	if ctx.Err() != nil {
		return nil // nobody looks any more
	}
	if len(b.Problems) == 0 {
		next.site, next.assets = made, assets(b.Judged, p.theme)
	}
	next.problems, b.Shown = b.Problems, next.site != nil
	b.Took = time.Since(start)
	p.mu.Lock()
	p.now = next
	close(p.changed)
	p.changed = make(chan struct{})
	p.mu.Unlock()
	if b.Judged != nil {
		b.Judged.Finish()
	}
	p.options.Tell(b)
	go runtime.GC() // the garbage of a build goes while nobody waits for the next one
	return b.Judged
}

// compile reads and judges the register and makes its site ready. Templates of the register's own are tried on every page before they are shown.
func (p *Preview) compile(ctx context.Context, changed []string, untried bool) (*compile.Judged, *site.Memory, []Problem) {
	if slices.ContainsFunc(changed, bearsOnTheme) {
		p.theme = nil
	}
	if err := p.openRoot(); err != nil {
		return nil, nil, []Problem{unread(err)}
	}
	told := changed
	if p.behind {
		told = nil
	}
	j, err := p.memo.Early(ctx, p.root.FS(), p.options.AsOf, told)
	if p.behind = err != nil; err != nil {
		return nil, nil, []Problem{unread(err)}
	}
	if problems := errorsOf(j); len(problems) > 0 {
		return j, nil, problems
	}
	if p.options.Recall != nil {
		p.options.Recall(ctx, j)
	}
	if p.theme == nil {
		theme, err := j.Theme()
		if err != nil {
			return j, nil, siteProblems(err)
		}
		p.theme = theme
	}
	shown, proof := j, (*compile.Proof)(nil)
	if p.options.Part != nil {
		var err error
		if shown, proof, err = p.options.Part(j); err != nil {
			return j, nil, []Problem{{Message: term.Same(err.Error())}}
		}
	}
	made, err := shown.Memory(p.theme)
	if err == nil && proof != nil {
		if err = proof.Site(made); err == nil && len(proof.Leaks()) > 0 {
			p.options.Leaked(proof)
			return j, nil, []Problem{{Message: term.Words{Ja: "この開示先に見せない内容が含まれています。端末を見てください", En: "what this audience may not see stands in it: look at the terminal"}}}
		}
	}
	if err == nil && (untried || slices.ContainsFunc(changed, bearsOnTheme)) && ownTheme(j.Folder) {
		err = made.Fill(ctx, runtime.GOMAXPROCS(0))
	}
	if err != nil {
		return j, nil, siteProblems(err)
	}
	return j, made, nil
}

// openRoot opens the register's folder, once: what was read from it is shown later. It is opened again where another folder has taken its place.
func (p *Preview) openRoot() error {
	if p.root != nil {
		was, err := p.root.Stat(".")
		if is, gone := os.Stat(p.options.Root); err == nil && gone == nil && os.SameFile(was, is) {
			return nil
		}
		p.closeRoot()
	}
	root, err := os.OpenRoot(p.options.Root)
	p.root = root
	return err
}

func (p *Preview) closeRoot() {
	if p.root != nil {
		_ = p.root.Close() // it was only read
		p.root = nil
	}
}

func bearsOnTheme(path string) bool {
	return path == "content/riskbook.toml" || !strings.HasPrefix(path, "content/")
}

func ownTheme(folder fs.FS) bool {
	_, templates := fs.Stat(folder, "templates")
	_, themes := fs.Stat(folder, "themes")
	return templates == nil || themes == nil
}

func unread(err error) Problem {
	return Problem{
		Message: term.Words{Ja: words["unread"].Ja + "：" + err.Error(), En: words["unread"].En + ": " + err.Error()},
		Help:    words["unreadHelp"],
	}
}

// errorsOf gives the errors that keep a site from being shown.
func errorsOf(j *compile.Judged) []Problem {
	var list []Problem
	for _, d := range j.Stopping() {
		one := Problem{Where: where(d.Place), Message: d.Message, Help: d.Help}
		if f := j.Register.Tree.File(d.Place.File); f != nil && d.Place.Line > 0 {
			one.Excerpt = f.Line(d.Place.Line)
		}
		list = append(list, one)
	}
	return list
}

func siteProblems(err error) []Problem {
	var list []Problem
	for _, e := range site.List(err) {
		list = append(list, Problem{Where: cmp.Or(where(e.Place), e.Page), Message: e.Message, Help: e.Help})
	}
	return list
}

func where(at diagnostic.Place) string {
	if at.File == "" {
		return ""
	}
	return fmt.Sprintf("%s:%d:%d", at.File, max(at.Line, 1), max(at.Column, 1))
}

// assets gives a digest of what pages show beside their own bytes: the theme's files, and the figures by name, size and time.
func assets(j *compile.Judged, theme *site.Theme) string {
	digest := sha256.New()
	for _, f := range theme.Static() {
		fmt.Fprintf(digest, "%s\x00%d\x00", f.Path, len(f.Data))
		digest.Write(f.Data)
	}
	for _, name := range j.Register.Tree.Figures {
		if info, err := fs.Stat(j.Folder, j.Register.Tree.Spelling(name)); err == nil {
			fmt.Fprintf(digest, "%s\x00%d\x00%d\x00", name, info.Size(), info.ModTime().UnixNano())
		}
	}
	return hex.EncodeToString(digest.Sum(nil))[:16]
}

// current gives the newest edition, and a channel that closes when there is a newer one. The edition is nil before the first build.
func (p *Preview) current() (*edition, <-chan struct{}) {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.now, p.changed
}
