// Package compile is the straight line, written out: read, understand, judge, show, write.
//
// In: a register's folder as an fs.FS and the as-of date. Out: a judged register, and its site in a sink. It holds no thinking of its own; the
// commands, the preview and the benchmark all run this one line. Only the front may import it.
package compile

import (
	"bytes"
	"context"
	"fmt"
	"io/fs"
	"iter"
	"runtime"
	"strings"
	"sync"

	"github.com/riskbook/riskbook"
	"github.com/riskbook/riskbook/internal/address"
	"github.com/riskbook/riskbook/internal/assess"
	"github.com/riskbook/riskbook/internal/audience"
	"github.com/riskbook/riskbook/internal/body"
	"github.com/riskbook/riskbook/internal/check"
	"github.com/riskbook/riskbook/internal/chronicle"
	"github.com/riskbook/riskbook/internal/compare"
	"github.com/riskbook/riskbook/internal/date"
	"github.com/riskbook/riskbook/internal/diagnostic"
	"github.com/riskbook/riskbook/internal/export"
	"github.com/riskbook/riskbook/internal/page"
	"github.com/riskbook/riskbook/internal/page/desk"
	"github.com/riskbook/riskbook/internal/page/duty"
	"github.com/riskbook/riskbook/internal/part"
	"github.com/riskbook/riskbook/internal/prose"
	"github.com/riskbook/riskbook/internal/register"
	"github.com/riskbook/riskbook/internal/rule"
	"github.com/riskbook/riskbook/internal/site"
	"github.com/riskbook/riskbook/internal/source"
	"github.com/riskbook/riskbook/internal/view"
)

// Depth says how far the line is run.
type Depth uint8

// The depths. ForCheck reads the bodies for the rules; ForSite also keeps their HTML for the pages.
const (
	ForCheck Depth = iota
	ForSite
)

// Judged is a register with all that was found out about it.
type Judged struct {
	Folder     fs.FS // the register's folder
	Register   *register.Register
	Assessment *assess.Assessment
	Bodies     *body.Bodies
	Checked    check.Result         // of what Early gave: the errors alone
	Chronicle  *chronicle.Chronicle // what the register knew, and when; nil where nobody asked, or git is not at hand
	Proposed   *compare.Comparison  // with the proposed criteria; nil where there are none, or they have errors
	Reader     *audience.Reader     // for whom a part of it is to be made; nil: for nobody
	Audience   *audience.Reader     // who may see it; nil: whoever may see the whole
	Withheld   int                  // the records that they may not see

	proposed *Judged              // under the proposed criteria, where Proposed compares with them
	depth    Depth                // how far the line was run
	part     *audience.Part       // what an audience may see; nil: all
	known    *chronicle.Chronicle // what may be seen of Chronicle, where an audience reads
	whole    *Judged              // that this is a part of; nil: it is whole
	check    func() check.Result  // all that the rules find, found when it is first asked for
}

// Read reads the register in folder and judges it. The as-of date is asked for once the configuration is known, since a time zone may stand in it.
// The error is one of the environment, of asOf or of the context; faults of the register are diagnostics in Checked.
func Read(ctx context.Context, folder fs.FS, asOf func(*register.Register) (date.Date, error), depth Depth) (*Judged, error) {
	tree, err := source.Read(folder)
	if err != nil {
		return nil, unread(err)
	}
	return judge(ctx, folder, register.Understand(tree), asOf, depth, desk.ReadBodies)
}

// Memo remembers what was found out about a register, so that finding it out again takes the time of what changed: the zero Memo is ready. Read gives the
// same as the function Read does, to the byte of every page and message, whatever was read before. Only files that changed are read and parsed; records
// and bodies that they bear on are understood anew; levels, outcomes and rules are judged anew over the whole register, since any record may change them.
//
// It holds one register in memory, about the size of its files three times over, and serves one reading at a time; what it gave stays as it is.
type Memo struct {
	source   source.Memo
	register register.Memo
	bodies   body.Memo
}

// Read reads the register in folder and judges it. See source.Memo for when a file counts as unchanged.
func (m *Memo) Read(ctx context.Context, folder fs.FS, asOf func(*register.Register) (date.Date, error), depth Depth) (*Judged, error) {
	tree, err := m.source.Read(folder)
	if err != nil {
		return nil, unread(err)
	}
	return judge(ctx, folder, m.register.Understand(tree), asOf, depth, m.readBodies)
}

// Begin gives what Read gives, but that Checked holds the errors alone until Finish was called: what the past says of the evaluations may be added meanwhile.
func (m *Memo) Begin(ctx context.Context, folder fs.FS, asOf func(*register.Register) (date.Date, error), depth Depth) (*Judged, error) {
	tree, err := m.source.Read(folder)
	if err != nil {
		return nil, unread(err)
	}
	return early(ctx, folder, m.register.Understand(tree), asOf, depth, m.readBodies)
}

// Early gives what Read gives for a site, but that Checked holds the errors alone until Finish was called: the pages that show more wait for the rules.
// Nothing changed since the last reading but at the paths told; none: all files are looked at.
func (m *Memo) Early(ctx context.Context, folder fs.FS, asOf func(*register.Register) (date.Date, error), changed []string) (*Judged, error) {
	tree, err := m.source.ReadChanged(folder, changed)
	if err != nil {
		return nil, unread(err)
	}
	return early(ctx, folder, m.register.Understand(tree), asOf, ForSite, m.readBodies)
}

// Early gives what Read gives, but that Checked holds the errors alone until Finish was called: what the past says of the evaluations may be added meanwhile.
func Early(ctx context.Context, folder fs.FS, asOf func(*register.Register) (date.Date, error), depth Depth) (*Judged, error) {
	tree, err := source.Read(folder)
	if err != nil {
		return nil, unread(err)
	}
	return early(ctx, folder, register.Understand(tree), asOf, depth, desk.ReadBodies)
}

func early(ctx context.Context, folder fs.FS, r *register.Register, asOf func(*register.Register) (date.Date, error), depth Depth, bodies readBodies) (*Judged, error) {
	j, wrong, err := assessed(ctx, folder, r, asOf, depth, bodies)
	if err != nil {
		return nil, err
	}
	j.Checked.Diagnostics = append(check.Errors(j.Assessment, j.Bodies.List), wrong...)
	diagnostic.Sort(j.Checked.Diagnostics)
	return j, nil
}

// Finish completes Checked, where Early gave the register. Pages may be made meanwhile.
func (j *Judged) Finish() { j.Checked = j.check() }

// Stopping gives what keeps the register from being published: see check.Stops.
func (j *Judged) Stopping() []diagnostic.Diagnostic { return check.Stopping(j.Checked.Diagnostics) }

// Breaches gives the breaches of governance, which are published with it.
func (j *Judged) Breaches() []diagnostic.Diagnostic { return check.Breaches(j.Checked.Diagnostics) }

func (m *Memo) readBodies(r *register.Register, a func() *assess.Assessment, html bool) *body.Bodies {
	return m.bodies.Read(desk.Speak, r, a, html)
}

// readBodies is desk.ReadBodies, or a memo's.
type readBodies func(r *register.Register, a func() *assess.Assessment, html bool) *body.Bodies

func unread(err error) error { return fmt.Errorf("read the register: %w", err) }

func judge(ctx context.Context, folder fs.FS, r *register.Register, asOf func(*register.Register) (date.Date, error), depth Depth, bodies readBodies) (*Judged, error) {
	j, _, err := assessed(ctx, folder, r, asOf, depth, bodies)
	if err != nil {
		return nil, err
	}
	j.Finish()
	return j, ctx.Err()
}

// assessed is judge up to the rules, which are held when they are asked for. It gives what is wrong with the proposed criteria.
func assessed(ctx context.Context, folder fs.FS, r *register.Register, asOf func(*register.Register) (date.Date, error), depth Depth, bodies readBodies) (*Judged, []diagnostic.Diagnostic, error) {
	if err := ctx.Err(); err != nil {
		return nil, nil, err
	}
	j := &Judged{Folder: folder, Register: r, depth: depth}
	checkSurroundings(j)
	findConflicts(j)
	findEvidence(j)
	day, err := asOf(j.Register)
	if err != nil {
		return nil, nil, err
	}
	var wait sync.WaitGroup
	wait.Go(func() { j.Assessment = assess.Assess(j.Register, day) })
	j.Bodies = bodies(j.Register, func() *assess.Assessment { wait.Wait(); return j.Assessment }, depth == ForSite)
	wait.Wait() // whether or not a body asked for it
	if err := ctx.Err(); err != nil {
		return nil, nil, err
	}
	wrong := j.propose(depth)
	j.check = sync.OnceValue(func() check.Result {
		found := check.Run(j.Assessment, j.Bodies.List)
		if len(wrong) > 0 {
			found.Diagnostics = append(found.Diagnostics, wrong...)
			diagnostic.Sort(found.Diagnostics)
		}
		return found
	})
	return j, wrong, nil
}

// mostFigure is the size of a figure, in bytes, up to which it is copied to the site.
const mostFigure = 32 << 20

// checkSurroundings finds what only the machine and the folder can tell: a time zone or a theme that does not exist, a figure that cannot be copied.
func checkSurroundings(j *Judged) {
	r := j.Register
	fault := func(kase rule.Case, found, key string) {
		r.Faults = append(r.Faults, diagnostic.Finding{Rule: rule.UnknownValue, Case: kase, Place: r.Tree.Config.Place(key), Args: diagnostic.Args{"found": found}})
	}
	if zone := r.Config.TimeZone; zone != "" {
		if zoneOf(zone) == nil {
			fault(rule.CaseZone, zone, "time_zone")
		}
	}
	if theme := r.Config.Theme; theme != "standard" {
		name := "themes/" + theme
		_, builtin := fs.Stat(riskbook.Themes, name)
		_, own := fs.Stat(j.Folder, name)
		if strings.ContainsAny(theme, "/\\") || builtin != nil && own != nil {
			fault(rule.CaseTheme, theme, "theme")
		}
	}
	if brand := r.Config.Brand; brand.Accent != "" {
		if _, ok := desk.Colour(brand.Accent); !ok {
			r.Faults = append(r.Faults, diagnostic.Finding{Rule: rule.UnknownValue, Case: rule.CaseAccent, Place: r.Tree.Config.Place("brand", "accent"), Args: diagnostic.Args{"found": brand.Accent}})
		}
	}
	if logo := r.Config.Brand.Logo; logo != "" {
		name := "content/" + logo
		info, err := fs.Stat(j.Folder, name)
		if desk.LogoPath(r) == "" || !fs.ValidPath(name) || err != nil || !info.Mode().IsRegular() || info.Size() > mostFigure {
			r.Faults = append(r.Faults, diagnostic.Finding{Rule: rule.UnknownValue, Case: rule.CaseLogo, Place: r.Tree.Config.Place("brand", "logo"), Args: diagnostic.Args{"found": logo}})
		}
	}
	for _, name := range r.Tree.Figures {
		info, err := fs.Stat(j.Folder, r.Tree.Spelling(name))
		if err != nil {
			r.Faults = append(r.Faults, diagnostic.Finding{Rule: rule.NotRegularFile, Case: rule.CaseFigure, Place: diagnostic.Place{File: name}, Args: diagnostic.Args{}})
		} else if info.Size() > mostFigure {
			r.Faults = append(r.Faults, diagnostic.Finding{Rule: rule.TooLarge, Case: rule.CaseFigure, Place: diagnostic.Place{File: name}, Args: diagnostic.Args{"size": info.Size(), "limit": mostFigure}})
		}
	}
}

// Theme opens the register's theme: the built-in files, overridden one by one by those of the register.
func (j *Judged) Theme() (*site.Theme, error) {
	return j.ThemeNamed(j.Register.Config.Theme)
}

// ThemeNamed opens a theme by its name.
func (j *Judged) ThemeNamed(name string) (*site.Theme, error) {
	return site.Load(riskbook.Templates, riskbook.Themes, j.Folder, name, &site.Views{Pages: view.ByTemplate, Parts: part.All})
}

// Write renders every page and copies every figure into the sink, until the context ends.
func (j *Judged) Write(ctx context.Context, theme *site.Theme, sink site.Sink) error {
	pages, err := pages(j, false)
	if err != nil {
		return err
	}
	return site.Render(ctx, theme, pages, j.files(theme), sink, runtime.GOMAXPROCS(0))
}

// Memory gives the same site, each file of which is made when it is asked for.
func (j *Judged) Memory(theme *site.Theme) (*site.Memory, error) {
	j.Bodies.Keep = true
	pages, err := pages(j, true)
	if err != nil {
		return nil, err
	}
	return site.NewMemory(theme, pages, j.files(theme))
}

func pages(j *Judged, ahead bool) (iter.Seq[site.Page], error) {
	sample, err := sampleFiles()
	if err != nil {
		return nil, err
	}
	pages := &desk.Site{Assessment: j.Assessment, Checked: j.check, Bodies: j.Bodies, Proposed: j.Proposed, Chronicle: j.Chronicle, Withheld: j.Withheld, Sample: sample, Ahead: ahead}
	return asSitePages(page.Pages(pages)), nil
}

// files gives what stands beside the pages: the theme's own files, the figures, and the calendars.
func (j *Judged) files(theme *site.Theme) iter.Seq[site.File] {
	return func(yield func(site.File) bool) {
		for _, f := range theme.Static() {
			if !yield(f) {
				return
			}
		}
		for _, name := range j.Register.Tree.Figures {
			if !yield(site.File{Path: prose.FigurePath(name), Make: func() ([]byte, error) { return fs.ReadFile(j.Folder, j.Register.Tree.Spelling(name)) }}) {
				return
			}
		}
		for _, f := range j.data() {
			if !yield(f) {
				return
			}
		}
		if theme.Has("static/search.js") {
			for f := range searchFiles(j) {
				if !yield(f) {
					return
				}
			}
		}
		for _, f := range j.frame() {
			if !yield(f) {
				return
			}
		}
		for _, language := range j.Register.Config.Languages {
			if j.Chronicle != nil && !yield(site.File{Path: address.InSite(j.Register, language, "feed.atom"), Make: func() ([]byte, error) { return Feed(j, language) }}) {
				return
			}
			if !yield(site.File{Path: address.InSite(j.Register, language, "calendar.ics"), Make: func() ([]byte, error) { return j.Calendar(language), nil }}) {
				return
			}
		}
	}
}

// Calendar gives what falls due as a calendar in a language.
func (j *Judged) Calendar(language string) []byte {
	var b bytes.Buffer
	address := func(d *assess.DueItem) string { return duty.DueAddress(j.Register, language, d) }
	if err := export.WriteICS(&b, export.Calendar{Assessment: j.Assessment, Language: language, Address: address}); err != nil {
		panic(err) // a buffer takes everything
	}
	return b.Bytes()
}

func asSitePages(pages iter.Seq[desk.Page]) iter.Seq[site.Page] {
	return func(yield func(site.Page) bool) {
		for p := range pages {
			if !yield(site.Page{Path: p.Path, Template: p.Template, View: p.View}) {
				return
			}
		}
	}
}

// sampleFiles gives the sample register's text files, which the handbook pages quote.
func sampleFiles() (map[string]string, error) {
	files := map[string]string{}
	err := fs.WalkDir(riskbook.Sample, "content", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || !strings.HasSuffix(name, ".md") && !strings.HasSuffix(name, ".toml") {
			return err
		}
		data, err := fs.ReadFile(riskbook.Sample, name)
		files[strings.TrimPrefix(name, "content/")] = string(data)
		return err
	})
	return files, err
}

// GCPercent is how much garbage a run may let lie, as for debug.SetGCPercent. A large register is bounded by memory before it is by time.
const GCPercent = 50
