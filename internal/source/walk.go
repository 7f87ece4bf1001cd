package source

import (
	"io/fs"
	"path"
	"slices"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"github.com/riskbook/riskbook/internal/diagnostic"
	"github.com/riskbook/riskbook/internal/rule"
)

// contentFolder is where all that people write lies.
const contentFolder = "content"

// role is what a file is read as.
type role uint8

const (
	recordFile role = iota
	translationFile
	bulkFile
	documentFile
	tableFile
)

// entry is one file to read.
type entry struct {
	name     string // as the file system spells it
	path     string // in NFC
	folder   string // the folder of the records: "risks"
	role     role
	id       string // recordFile, translationFile
	language string // translationFile
	fault    *fault // why it must not be opened
	about    bool   // a README, which is a page about its folder
	listed   fs.DirEntry
}

// same tells whether two entries are read in the same way: a name gives all the rest, but that what looks like a translation may be a term.
func (e *entry) same(o *entry) bool { return e.name == o.name && e.role == o.role }

// walker lists what is to be read.
type walker struct {
	fsys      fs.FS
	languages []string // of the register
	entries   []entry
	figures   map[string]string // as the file system spells them, by their paths in NFC
	findings  []diagnostic.Finding
}

var (
	documents  = []string{"baseline.toml", "catalogue.toml", "criteria.proposed.toml", "criteria.toml", "parties.toml", "riskbook.toml"}
	figureEnds = []string{".avif", ".gif", ".jpeg", ".jpg", ".png", ".svg", ".webp"}
)

func (w *walker) report(name rule.Name, in rule.Case, path string, args diagnostic.Args) {
	w.findings = append(w.findings, diagnostic.Finding{Rule: name, Case: in, Place: diagnostic.Place{File: path}, Args: args})
}

// Ignored tells whether a name is an editor's or the system's own.
func Ignored(name string) bool {
	return strings.HasPrefix(name, ".") || strings.HasSuffix(name, "~") || strings.HasPrefix(name, "#") && strings.HasSuffix(name, "#") || strings.HasSuffix(name, ".swp")
}

// walk lists a folder. The folder of records it belongs to is empty directly below content/.
func (w *walker) walk(dir, folder string) error {
	list, err := fs.ReadDir(w.fsys, dir)
	if err != nil {
		if dir == contentFolder {
			return err
		}
		f, err := openFault(err)
		if f != nil {
			w.report(f.rule, f.name, norm.NFC.String(dir), f.args)
		}
		return err
	}
	stems := map[string]bool{}
	for _, d := range list {
		if stem, ok := strings.CutSuffix(d.Name(), ".md"); ok {
			stems[norm.NFC.String(stem)] = true
		}
	}
	for _, d := range list {
		if Ignored(d.Name()) {
			continue
		}
		if err := w.entry(dir, folder, d, stems); err != nil {
			return err
		}
	}
	return nil
}

func (w *walker) entry(dir, folder string, d fs.DirEntry, stems map[string]bool) error {
	e := entry{name: path.Join(dir, d.Name()), folder: folder, listed: d}
	if !utf8.ValidString(e.name) {
		w.report(rule.NotUTF8, rule.CaseName, strings.ToValidUTF8(e.name, "\uFFFD"), nil)
		return nil
	}
	e.path = norm.NFC.String(e.name)
	mode, f, err := resolve(w.fsys, e.name, d.Type())
	if err != nil {
		return err
	}
	end := path.Ext(e.path)
	reads := end == ".md" || end == ".toml" || end == ".csv"
	isLink := d.Type()&fs.ModeSymlink != 0
	switch {
	case f == nil && mode.IsDir():
		if isLink {
			w.report(rule.NotRegularFile, rule.CaseFolderLink, e.path, nil)
			return nil
		}
		if reads {
			w.report(rule.NotRegularFile, rule.CaseFolder, e.path, nil)
			return nil
		}
		return w.subfolder(e, folder)
	case slices.Contains(figureEnds, strings.ToLower(end)):
		if f == nil {
			w.figure(e)
		} else {
			w.report(f.rule, f.name, e.path, f.args)
		}
		return nil
	case !reads && (strings.EqualFold(end, ".md") || strings.EqualFold(end, ".toml") || strings.EqualFold(end, ".csv")):
		w.report(rule.UnknownValue, rule.CaseEnding, e.path, diagnostic.Args{"found": path.Base(e.path), "wanted": strings.ToLower(end)})
		return nil
	case !reads:
		if f != nil && isLink {
			w.report(f.rule, f.name, e.path, f.args)
		}
		return nil
	}
	e.fault = f
	w.classify(e, end, stems)
	return nil
}

// figure notes a picture, by its path in NFC. Of two that differ in their Unicode form only the first is shown.
func (w *walker) figure(e entry) {
	if first, taken := w.figures[e.path]; taken {
		w.report(rule.DuplicateID, rule.CaseFigure, e.path, diagnostic.Args{"id": e.path, "first": norm.NFC.String(first)})
		return
	}
	w.figures[e.path] = e.name
}

// subfolder goes down into a folder: one of records, or below one.
func (w *walker) subfolder(e entry, folder string) error {
	if folder != "" {
		return w.walk(e.name, folder)
	}
	name := path.Base(e.path)
	if !slices.Contains(folders, name) {
		w.report(rule.UnknownValue, rule.CaseFolder, e.path, diagnostic.Args{"found": name})
		return nil
	}
	return w.walk(e.name, name)
}

// classify decides what a file is read as.
func (w *walker) classify(e entry, end string, stems map[string]bool) {
	base := path.Base(e.path)
	switch {
	case end == ".csv":
		e.role = tableFile
	case e.folder == "":
		if !slices.Contains(documents, base) {
			if !strings.HasPrefix(strings.ToUpper(base), "README") {
				w.report(rule.UnknownValue, rule.CaseFile, e.path, diagnostic.Args{"found": base})
			}
			return
		}
		e.role = documentFile
	case end == ".toml":
		e.role = bulkFile
	case e.folder != glossary && e.folder != "pages" && strings.HasPrefix(strings.ToUpper(base), "README."):
		if !e.readme(end) {
			return
		}
	default:
		e.id = strings.TrimSuffix(base, ".md")
		if dot := strings.LastIndexByte(e.id, '.'); dot > 0 {
			stem, tag := e.id[:dot], e.id[dot+1:]
			if isLanguage(tag) && (e.folder != glossary || stems[stem] || slices.Contains(w.languages, tag)) {
				e.role, e.id, e.language = translationFile, stem, tag
			}
		}
	}
	w.entries = append(w.entries, e)
}

// readme makes a page of a README, which tells of the folder that it lies in, also to readers of the forge. It is false for one that is no Markdown, or whose
// folder has a name that cannot stand in an id.
func (e *entry) readme(end string) bool {
	folder := strings.TrimPrefix(path.Dir(e.path), contentFolder+"/")
	id := "README-" + strings.ReplaceAll(folder, "/", "-")
	language, translated := strings.CutSuffix(path.Base(e.path)[len("README"):], end)
	language = strings.TrimPrefix(language, ".")
	if end != ".md" || !translated || !goodID("pages", id) || language != "" && !isLanguage(language) {
		return false
	}
	e.folder, e.id, e.about = "pages", id, true
	if language != "" {
		e.role, e.language = translationFile, language
	}
	return true
}
