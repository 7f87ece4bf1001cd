package compile

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"iter"
	"runtime"
	"slices"
	"strings"
	"sync"

	"github.com/riskbook/riskbook"
	"github.com/riskbook/riskbook/internal/archive"
	"github.com/riskbook/riskbook/internal/assurance"
	"github.com/riskbook/riskbook/internal/diagnostic"
	"github.com/riskbook/riskbook/internal/export"
	"github.com/riskbook/riskbook/internal/register"
	"github.com/riskbook/riskbook/internal/schema"
	"github.com/riskbook/riskbook/internal/site"
	"github.com/riskbook/riskbook/internal/term"
)

// sources are the folders of a register that an archive takes along: all that a rebuild needs.
var sources = []string{"content", "templates", "themes"}

// RecordFiles lists the files that an archive takes along, in the order of their paths in the register's folder. A link to a file counts as the file. The
// error is an archive.NamesError where a name, or what stands under it, cannot be carried.
func (j *Judged) RecordFiles() ([]string, error) {
	if j.Audience != nil {
		return nil, nil // they hold what it may not see
	}
	var names []string
	var wrong []archive.Finding
	for _, root := range sources {
		err := fs.WalkDir(j.Folder, root, func(name string, d fs.DirEntry, err error) error {
			switch {
			case errors.Is(err, fs.ErrNotExist) && name == root:
				return nil
			case err != nil:
				return err
			case d.IsDir():
				return nil
			}
			info, err := fs.Stat(j.Folder, name)
			if err != nil || !info.Mode().IsRegular() {
				wrong = append(wrong, archive.Finding{Code: archive.NotRegular, Path: name, What: term.Words{Ja: "通常のファイルでも、登録簿の中のファイルへのリンクでもありません", En: "neither a regular file nor a link to a file of the register"}})
				return nil
			}
			names = append(names, name)
			return nil
		})
		if err != nil {
			return nil, err
		}
	}
	slices.Sort(names)
	err := archive.CheckNames(names)
	if e, ok := errors.AsType[*archive.NamesError](err); ok {
		wrong = append(wrong, e.Findings...)
	}
	if len(wrong) > 0 {
		return nil, &archive.NamesError{Findings: wrong}
	}
	return names, nil
}

// ArchiveData gives all that an archive of a commit holds below data/, in the order of the paths. The records are those that RecordFiles listed.
func ArchiveData(j *Judged, theme *site.Theme, commit string, records []string) iter.Seq2[archive.File, error] {
	return func(yield func(archive.File, error) bool) {
		decided, err := decided(j, commit)
		if err == nil {
			err = asArchived(j, decided)
		}
		if err != nil {
			yield(archive.File{}, err)
			return
		}
		for _, f := range decided {
			if !yield(f, nil) {
				return
			}
		}
		for _, name := range records {
			data, err := fs.ReadFile(j.Folder, name)
			if !yield(archive.File{Path: archive.Records + "/" + name, Data: data}, err) || err != nil {
				return
			}
		}
		for f, err := range siteFiles(j, theme) {
			if !yield(f, err) || err != nil {
				return
			}
		}
	}
}

// HistoryFile is what the register knew and when, in an archive.
const HistoryFile = archive.Decided + "/history.json"

// asArchived makes the chronicle the one that the archive tells, so that the pages are those which are made from it anew.
func asArchived(j *Judged, decided []archive.File) error {
	for _, f := range decided {
		if f.Path == HistoryFile {
			var err error
			j.Chronicle, err = export.ReadHistory(f.Data, j.Register)
			return err
		}
	}
	return nil
}

// ErrDisagrees tells that the last state of a history is not what the records are judged to be.
var ErrDisagrees = errors.New("the last state of the history is not that of the records")

// Recall adds what a history says that was archived with the register, as Remember does with that of git. It is to be called before Finish.
func (j *Judged) Recall(data []byte, commit string) error {
	c, err := export.ReadHistory(data, j.Register)
	if err != nil {
		return err
	}
	assurance.Recall(j.Assessment, c.Past)
	if last := c.States[len(c.States)-1]; c.Head != commit || !c.Agrees(j.Assessment) || last.Commit == "" {
		return ErrDisagrees
	}
	j.Chronicle = c
	return nil
}

// decided gives what was decided, for other programs.
func decided(j *Judged, commit string) ([]archive.File, error) {
	language := j.Register.Config.DefaultLanguage
	var diagnostics, assessed, past bytes.Buffer
	err := diagnostic.WriteJSON(&diagnostics, j.Checked.Diagnostics, language)
	if err == nil {
		x := export.Register{Assessment: j.Assessment, Checked: j.Checked, Losses: *j.Assessment.Simulation(), Commit: commit, For: j.Readers()}
		if j.Chronicle != nil {
			x.Since = j.Chronicle.Since
			err = export.WriteHistory(&past, export.History{Register: j.Register, Chronicle: j.Chronicle, Risks: true, Also: true})
		}
		if err == nil {
			err = export.WriteJSON(&assessed, x)
		}
	}
	if err != nil {
		return nil, err
	}
	files := []archive.File{{Path: archive.Decided + "/diagnostics.json", Data: diagnostics.Bytes()}, {Path: archive.Decided + "/register.json", Data: assessed.Bytes()}}
	if j.Chronicle != nil {
		files = append(files, archive.File{Path: HistoryFile, Data: past.Bytes()})
	}
	for _, f := range schema.Files(nil, language) {
		files = append(files, archive.File{Path: archive.Decided + "/schema/" + f.Name, Data: f.Data})
	}
	slices.SortFunc(files, func(a, b archive.File) int { return strings.Compare(a.Path, b.Path) })
	return files, nil
}

// siteFiles gives the files of the site in the order of their paths. So many are made at a time as workers have to do, and none is kept.
func siteFiles(j *Judged, theme *site.Theme) iter.Seq2[archive.File, error] {
	return func(yield func(archive.File, error) bool) {
		memory, err := j.Memory(theme)
		if err != nil {
			yield(archive.File{}, err)
			return
		}
		workers := runtime.GOMAXPROCS(0)
		for paths := range slices.Chunk(memory.Paths(), 32*workers) {
			files, errs := make([]archive.File, len(paths)), make([]error, workers)
			var wait sync.WaitGroup
			for w := range workers {
				wait.Go(func() {
					for i := w; i < len(paths) && errs[w] == nil; i += workers {
						data, err := memory.Make(paths[i])
						files[i] = archive.File{Path: archive.Site + "/" + paths[i], Data: data}
						errs[w] = err
					}
				})
			}
			wait.Wait()
			if err := errors.Join(errs...); err != nil {
				yield(archive.File{}, err)
				return
			}
			for _, f := range files {
				if !yield(f, nil) {
					return
				}
			}
		}
	}
}

// About gives what about.json says of the register; the commit's own facts are the caller's.
func (j *Judged) About() archive.About {
	c := &j.Register.Config
	return archive.About{
		Format: archive.Format, AsOf: fmt.Sprint(j.Assessment.AsOf), Signature: "none",
		Register: archive.Register{Title: archiveText(c.Title), Organization: archiveText(c.Organization)},
	}
}

func archiveText(t register.Text) archive.Text {
	if t.IsZero() {
		return nil
	}
	text := archive.Text{}
	for _, w := range t {
		text[w.Language] = w.Words
	}
	return text
}

// ArchiveReadme gives README.html.
func ArchiveReadme(about *archive.About) ([]byte, error) {
	theme, err := site.Load(riskbook.Templates, riskbook.Themes, nil, "standard", nil)
	if err != nil {
		return nil, err
	}
	var page bytes.Buffer
	err = theme.Alone(&page, archive.ReadmePage, archive.Readme(about))
	return page.Bytes(), err
}
