package site

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"html/template"
	"io/fs"
	"maps"
	"path"
	"reflect"
	"regexp"
	"slices"
	"strings"

	"github.com/riskbook/riskbook/internal/diagnostic"
	"github.com/riskbook/riskbook/internal/term"
)

// layout is the template that every page is executed in; its {{template "content" .}} is where the page's own stands.
const layout = "layout.html"

// fallback is the theme whose files stand below those of a theme that is not built in.
const fallback = "standard"

// Theme is a set of templates and static files, ready to render. It is safe for use by several goroutines.
type Theme struct {
	pages  map[string]*template.Template // by the page's template: "risk.html"
	texts  map[string]string             // the text of each template file, for places in errors
	static []File
	*drawing
	made map[string]pageProgram // by the page's template
}

// pageProgram is the program of a page's template, for the type of its view.
type pageProgram struct {
	program *program
	view    reflect.Type
}

// Load reads a theme: the templates and static files that are built in, and the user's over them, file by file.
//
// A template is found, the first wins: in the user's templates/, in the user's themes/NAME/templates/, in the same folder of the built-in theme, in the built-in templates.
// A file right in such a folder is a page (all it holds is the page's content) or layout.html; a file in parts/ defines shared parts.
// A static file is found in the user's themes/NAME/static/, then in the built-in theme's, and lands in static/ of the site.
// Every theme stands on the theme "standard"; an empty static file takes away the one of that name.
//
// Builtin holds templates/, themes holds themes/; user is the register's root and may be nil. Every template is parsed and escaped here, so that a fault shows at
// once; all faults are returned, as Errors, with their places. An unknown theme gives an error that wraps ErrRefused and lists those there are.
//
// With views every template is followed with the type of what it is shown, and a field that is not there is such a fault too; nil: none is.
func Load(builtin, themes, user fs.FS, theme string, views *Views) (*Theme, error) {
	stack, err := layersOf(builtin, themes, user, theme)
	if err != nil {
		return nil, err
	}
	t := &Theme{pages: make(map[string]*template.Template), texts: make(map[string]string), drawing: newDrawing(), made: make(map[string]pageProgram)}
	files, err := t.templateFiles(stack)
	if err != nil {
		return nil, err
	}
	if t.static, err = staticFiles(stack); err != nil {
		return nil, err
	}
	return t, t.parse(files, views)
}

// layer is one place where templates and static files are looked for.
type layer struct {
	fsys              fs.FS
	templates, static string // folders; empty: none
	builtin           bool
}

// layersOf lists the layers, each over the one before.
func layersOf(builtin, themes, user fs.FS, theme string) ([]layer, error) {
	known := slices.Concat(themeNames(themes), themeNames(user))
	slices.Sort(known)
	known = slices.Compact(known)
	if !slices.Contains(known, theme) {
		names := strings.Join(known, ", ")
		return nil, &Error{
			Message: term.Words{Ja: fmt.Sprintf("テーマ「%s」がありません。", theme), En: fmt.Sprintf("there is no theme %q", theme)},
			Help:    term.Words{Ja: fmt.Sprintf("使えるテーマ：%s。自作のテーマは themes/名前/ に置きます。", names), En: fmt.Sprintf("themes there are: %s; a theme of your own lies in themes/NAME/", names)},
			Err:     ErrRefused,
		}
	}
	stack := []layer{{builtin, "templates", "", true}}
	for _, base := range slices.Compact([]string{fallback, theme}) {
		if slices.Contains(themeNames(themes), base) {
			below := path.Join("themes", base)
			stack = append(stack, layer{themes, path.Join(below, "templates"), path.Join(below, "static"), true})
		}
	}
	own := path.Join("themes", theme)
	if user != nil {
		stack = append(stack,
			layer{user, path.Join(own, "templates"), path.Join(own, "static"), false},
			layer{user, "templates", "", false})
	}
	return stack, nil
}

// themeNames lists the folders in themes/.
func themeNames(fsys fs.FS) []string {
	if fsys == nil {
		return nil
	}
	entries, _ := fs.ReadDir(fsys, "themes")
	var names []string
	for _, e := range entries {
		if e.IsDir() && !strings.HasPrefix(e.Name(), ".") {
			names = append(names, e.Name())
		}
	}
	return names
}

// file is a template's or a static file's origin.
type file struct {
	fsys  fs.FS
	path  string // in fsys
	shown string // in messages
	known bool   // built in under this name
}

// overlay lists the files below one folder of each layer by their path in that folder; a later layer's file takes the place of an earlier one's.
func overlay(stack []layer, folder func(layer) string) (map[string]file, error) {
	files := make(map[string]file)
	for i, l := range stack {
		root := folder(l)
		if root == "" {
			continue
		}
		err := fs.WalkDir(l.fsys, root, func(name string, d fs.DirEntry, err error) error {
			switch {
			case name == root && errors.Is(err, fs.ErrNotExist):
				return fs.SkipDir
			case err != nil:
				return unreadable(name, err)
			case strings.HasPrefix(d.Name(), ".") && d.IsDir():
				return fs.SkipDir
			case strings.HasPrefix(d.Name(), ".") || d.IsDir():
				return nil
			}
			if info, err := fs.Stat(l.fsys, name); err != nil {
				return unreadable(name, err)
			} else if !info.Mode().IsRegular() {
				return unreadable(name, errors.New("not a regular file"))
			}
			shown := name
			if l.builtin {
				shown = builtin + name
			}
			key := strings.TrimPrefix(name, root+"/")
			files[key] = file{l.fsys, name, shown, i == 0 || files[key].known}
			return nil
		})
		if err != nil {
			return nil, err
		}
	}
	return files, nil
}

func unreadable(name string, err error) *Error {
	return &Error{
		Place:   diagnostic.Place{File: name},
		Message: term.Words{Ja: fmt.Sprintf("読み込めません：%v", err), En: fmt.Sprintf("cannot be read: %v", err)},
		Help:    term.Words{Ja: "templates/ と themes/ には、読み取りを許可した通常のファイルを置いてください。", En: "templates/ and themes/ hold regular files that may be read"},
		Err:     err,
	}
}

// staticFiles reads the static files, sorted by path.
func staticFiles(stack []layer) ([]File, error) {
	files, err := overlay(stack, func(l layer) string { return l.static })
	if err != nil {
		return nil, err
	}
	var static []File
	for _, name := range slices.Sorted(maps.Keys(files)) {
		data, err := fs.ReadFile(files[name].fsys, files[name].path)
		if err != nil {
			return nil, unreadable(files[name].path, err)
		}
		if len(data) == 0 { // it takes away the one below it
			continue
		}
		static = append(static, File{Path: path.Join("static", name), Data: data})
	}
	return static, nil
}

// Static lists the theme's static files, sorted by path.
func (t *Theme) Static() []File { return slices.Clone(t.static) }

// Has reports whether the theme has a static file, by its path in the site.
func (t *Theme) Has(path string) bool {
	return slices.ContainsFunc(t.static, func(f File) bool { return f.Path == path })
}

// Unprepared lists the page templates that are no programs, because they hold what those cannot do, and are executed by html/template; sorted.
func (t *Theme) Unprepared() []string {
	var names []string
	for name := range t.pages {
		if t.made[name].program == nil {
			names = append(names, name)
		}
	}
	slices.Sort(names)
	return names
}

// Templates lists the names of the page templates, sorted.
func (t *Theme) Templates() []string { return slices.Sorted(maps.Keys(t.pages)) }

// templateFiles finds the template files by their path in the folder of templates: "risk.html", "parts/head.html".
func (t *Theme) templateFiles(stack []layer) (map[string]file, error) {
	files, err := overlay(stack, func(l layer) string { return l.templates })
	if err != nil {
		return nil, err
	}
	maps.DeleteFunc(files, func(name string, _ file) bool { return path.Ext(name) != ".html" })
	var faults Errors
	if _, ok := files[layout]; !ok {
		faults = append(faults, &Error{Place: diagnostic.Place{File: builtin + "templates/" + layout}, Message: term.Words{Ja: "ファイルがありません。", En: "is missing"}})
	}
	for _, name := range slices.Sorted(maps.Keys(files)) {
		if !files[name].known && !strings.HasPrefix(name, "parts/") {
			faults = append(faults, overridesNothing(name, files))
			continue
		}
		data, err := fs.ReadFile(files[name].fsys, files[name].path)
		if err != nil {
			return nil, unreadable(files[name].path, err)
		}
		t.texts[files[name].shown] = string(data)
	}
	return files, faults.orNil()
}

// orNil gives the list as an error, nil where it is empty.
func (list Errors) orNil() error {
	if len(list) == 0 {
		return nil
	}
	return list
}

// parse makes one set of templates for each page: the layout, every part, and the page's own content.
func (t *Theme) parse(files map[string]file, views *Views) error {
	var faults Errors
	funcs := template.FuncMap{"draw": t.draw}
	shared := template.New(layout).Option("missingkey=error").Funcs(funcs)
	pages := make(map[string][]*template.Template)
	definedIn := make(map[string]string)
	for _, name := range slices.Sorted(maps.Keys(files)) {
		shown := files[name].shown
		parsed, err := template.New(shown).Funcs(funcs).Parse(t.texts[shown])
		if err != nil {
			faults = append(faults, located(err, t.texts))
			continue
		}
		if name != layout && !strings.HasPrefix(name, "parts/") {
			pages[name] = parsed.Templates()
			continue
		}
		faults = append(faults, t.share(shared, parsed, name, shown, definedIn)...)
	}
	if len(faults) > 0 {
		return faults
	}
	if faults = t.follow(shared, pages, files, views); len(faults) > 0 {
		return faults.distinct()
	}
	var programs *maker
	if views != nil {
		var err error
		if programs, err = t.parts(shared, views); err != nil {
			faults = append(faults, located(err, t.texts))
		}
	}
	for _, name := range slices.Sorted(maps.Keys(pages)) {
		set, err := assemble(shared, pages[name], files[name].shown, funcs)
		if err != nil {
			faults = append(faults, located(err, t.texts))
			continue
		}
		t.pages[name] = set
		if programs != nil && views.Pages[name] != nil {
			view := reflect.TypeOf(views.Pages[name])
			t.made[name] = pageProgram{programs.page(set, pages[name], files[name].shown, view), view}
		}
	}
	return faults.distinct().orNil()
}

// share adds what a file defines to what all pages share. DefinedIn says which file defined what.
func (t *Theme) share(shared, parsed *template.Template, name, shown string, definedIn map[string]string) Errors {
	var faults Errors
	for _, part := range parsed.Templates() {
		key := part.Name()
		if key == shown {
			if blank(part) {
				continue
			}
			if key = layout; name != layout {
				faults = append(faults, outsideDefine(shown))
				continue
			}
		}
		if first, ok := definedIn[key]; ok {
			faults = append(faults, definedTwice(key, first, shown))
			continue
		}
		definedIn[key] = shown
		if _, err := shared.AddParseTree(key, part.Tree); err != nil {
			faults = append(faults, located(err, t.texts))
		}
	}
	return faults
}

// distinct drops errors that say the same of the same place, and sorts by file and line.
func (list Errors) distinct() Errors {
	slices.SortStableFunc(list, func(a, b *Error) int {
		return cmp.Or(cmp.Compare(a.Place.File, b.Place.File), cmp.Compare(a.Place.Line, b.Place.Line), cmp.Compare(a.Place.Column, b.Place.Column))
	})
	return slices.CompactFunc(list, func(a, b *Error) bool { return a.Error() == b.Error() })
}

// replaced is what html/template writes, without an error, in place of a value that would be unsafe where it stands.
var replaced = regexp.MustCompile(`=\s*"[^"<>]*ZgotmplZ|<[^<>]*\sZgotmplZ`)

// Render appends the page that a template makes of a view to w. After an error w holds an unfinished page, which must not be used.
func (t *Theme) Render(w *bytes.Buffer, name string, view any) error {
	set, ok := t.pages[name]
	if !ok {
		return &Error{
			Place:   diagnostic.Place{File: "templates/" + name},
			Message: term.Words{Ja: "テンプレートがありません。", En: "there is no such template"},
			Help:    term.Words{Ja: "templates/ にこの名前のファイルを置いてください。", En: "put a file of this name into templates/"},
		}
	}
	start := w.Len()
	execute := func() error { return set.Execute(w, view) }
	if made := t.made[name]; made.program != nil && made.view == reflect.TypeOf(view) {
		execute = func() error { return made.program.render(w, t.drawing, view) }
	}
	if err := execute(); err != nil {
		return located(err, t.texts)
	}
	if page := w.Bytes()[start:]; bytes.Contains(page, []byte("ZgotmplZ")) {
		if at := replaced.FindIndex(page); at != nil {
			return unsafeValue(name, page, at[0])
		}
	}
	return nil
}

func unsafeValue(name string, page []byte, at int) *Error {
	around := string(page[max(0, at-40):at])
	return &Error{
		Place:   diagnostic.Place{File: "templates/" + name},
		Message: term.Words{Ja: fmt.Sprintf("安全でない値が取り除かれました（%q の直後）。", around), En: fmt.Sprintf("an unsafe value was removed after %q", around)},
		Help:    term.Words{Ja: "URL、属性名、スタイルには、検査を経た値だけを渡してください。", En: "pass only checked values as a URL, an attribute's name or a style"},
	}
}
