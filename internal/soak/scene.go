package main

import (
	"crypto/sha256"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// scene is a command that writes, and what may be seen of it.
type scene struct {
	name  string
	turns []turn // taken one after the other, again and again: each changes what the last one left
	watch string // the folder or file, below the scene's, that the command writes
	each  bool   // every file is whole by itself; else all of them together
	last  string // the file without which nothing is there yet, for what is begun in an empty folder
	once  bool   // a second run is refused once the first was made

	folder string
	states []state // the whole ones, those after the turns first
}

// turn is one run of a command.
type turn struct {
	before string // what makes everything ready, a script in the scene's folder
	args   []string
}

// state is every file that is watched, by its name: the digest of its bytes.
type state map[string][32]byte

// register makes a small register with two commits, and keys.
const register = `
printf '[user]\nname = Mori\nemail = mori@example.jp\n' > gitconfig
ssh-keygen -q -t ed25519 -N '' -C mori -f mori
ssh-keygen -q -t ed25519 -N '' -C sato -f sato
mkdir -p r/content/risks r/content/decisions && cd r && git init -q -b main
printf 'title = "Register"\ndefault_language = "en"\nlanguages = ["en"]\n' > content/riskbook.toml
printf '[mori]\ntitle = "Mori"\n\n[sato]\ntitle = "Sato"\n' > content/parties.toml
for i in 1 2 3 4 5; do
printf '+++\ntitle = "Outage %s"\nowner = "mori"\nidentified = 2026-01-10\n\n[current]\nlikelihood = 1\nimpact = 1\n+++\n' $i > content/risks/R-$i.md
printf '+++\nowner="mori"\ntitle =   "Outage"\nidentified = 2026-01-10\n+++\n' > ../R-$i.loose
done
printf '+++\ntitle = "Taken"\nkind = "acceptance"\non = 2026-02-01\nby = "mori"\nbasis = "the cost"\nrisks = ["R-1"]\nuntil = 2027-03-31\nat = { likelihood = 1, impact = 1 }\n+++\n' > content/decisions/D-1.md
printf 'mori %s\nmori %s\n' "$(cut -d' ' -f1,2 ../mori.pub)" "$(cut -d' ' -f1,2 ../sato.pub)" > content/allowed_signers
printf 'public/\n' > .gitignore
git add . && git commit -qm one
sed -i 's/Register/Another register/' content/riskbook.toml && git commit -qam two
`

func scenes() []*scene {
	titled := func(title string) string {
		return `sed 's/^title.*/title = "` + title + `"/' r/content/riskbook.toml > t && mv t r/content/riskbook.toml`
	}
	return []*scene{
		{name: "build", watch: "r/public", turns: []turn{{titled("One"), []string{"build"}}, {titled("Two"), []string{"build"}}}},
		{name: "snapshot", watch: "audit.zip", turns: []turn{
			{"", []string{"snapshot", "HEAD~1", "--out", "../audit.zip"}}, {"", []string{"snapshot", "HEAD", "--out", "../audit.zip", "--sign", "../mori"}},
		}},
		{name: "sign", watch: "r/content", turns: []turn{{"", []string{"sign", "D-1", "--key", "../mori"}}, {"", []string{"sign", "D-1", "--key", "../sato"}}}},
		{name: "set", watch: "r/content", turns: []turn{{"", []string{"set", "R-1", "title=One", "owner=mori"}}, {"", []string{"set", "R-1", "title=Two", "owner=sato"}}}},
		{name: "fmt", watch: "r/content", each: true, turns: []turn{{"for i in 1 2 3 4 5; do cp R-$i.loose t; mv t r/content/risks/R-$i.md; done", []string{"fmt"}}}},
		{name: "new", watch: "r/content", once: true, turns: []turn{{"rm -f r/content/assets/A-1.md", []string{"new", "asset", "--id", "A-1", "--title", "Pump"}}}},
		{name: "init", watch: "fresh", once: true, last: "content/riskbook.toml", turns: []turn{{"rm -rf fresh", []string{"init", "../fresh", "--profile", "simple"}}}},
	}
}

// stage makes a scene's register, and learns which states are whole by running its turns undisturbed.
func (w *workshop) stage(s *scene) error {
	s.folder = filepath.Join(w.folder, s.name)
	if err := os.Mkdir(s.folder, 0o755); err != nil {
		return err
	}
	if err := w.sh(s.folder, register); err != nil {
		return err
	}
	var before []state
	for _, t := range s.turns {
		if err := w.sh(s.folder, t.before); err != nil {
			return err
		}
		ready, err := s.seen(s.folder)
		if err != nil {
			return err
		}
		if out, err := w.command(s.folder, t.args...).CombinedOutput(); err != nil {
			return fmt.Errorf("%v: %s%w", t.args, out, err)
		}
		made, err := s.seen(s.folder)
		if err != nil {
			return err
		}
		if maps.Equal(ready, made) {
			return fmt.Errorf("%v changes nothing", t.args)
		}
		s.states, before = append(s.states, made), append(before, ready)
	}
	if len(s.turns) == 1 {
		s.states = append(s.states, before...)
	}
	return s.noLitter(s.folder)
}

// ourOwn reports whether a name is one of those that are on their way. The mark of a site is not.
func ourOwn(name string) bool {
	return strings.Contains(name, ".riskbook-") && name != ".riskbook-site"
}

// seen reads all that is watched, what is on its way left out.
func (s *scene) seen(folder string) (state, error) {
	all := state{}
	root := filepath.Join(folder, filepath.FromSlash(s.watch))
	err := filepath.WalkDir(root, func(path string, entry fs.DirEntry, err error) error {
		switch {
		case path == root && errors.Is(err, fs.ErrNotExist):
			return nil
		case err != nil:
			return err
		case entry.IsDir() && (ourOwn(entry.Name()) || entry.Name() == ".riskbook"):
			return fs.SkipDir
		case entry.IsDir() || ourOwn(entry.Name()):
			return nil
		}
		name, err := filepath.Rel(root, path)
		if err != nil {
			return err
		}
		data, err := os.ReadFile(path)
		all[filepath.ToSlash(name)] = sha256.Sum256(data)
		return err
	})
	return all, err
}

// whole says what is wrong with what is there, if it is neither of the whole states, and gives the number of the state that it is.
func (s *scene) whole(now state) (int, error) {
	for i, known := range s.states {
		if maps.Equal(now, known) {
			return i, nil
		}
	}
	_, begun := now[s.last]
	if !s.each && (s.last == "" || begun) {
		return -1, s.differing(now)
	}
	for name, sum := range now {
		if !slices.ContainsFunc(s.states, func(known state) bool { was, ok := known[name]; return ok && was == sum }) {
			return -1, fmt.Errorf("%s is not whole", name)
		}
	}
	for name := range s.states[0] {
		if _, ok := now[name]; !ok && s.last == "" && !slices.ContainsFunc(s.states, func(known state) bool { _, ok := known[name]; return !ok }) {
			return -1, fmt.Errorf("%s is gone", name)
		}
	}
	return -1, nil
}

// differing names files that keep what is there from being the state that is nearest.
func (s *scene) differing(now state) error {
	var best []string
	for i, known := range s.states {
		var names []string
		for name := range known {
			if now[name] != known[name] {
				names = append(names, name)
			}
		}
		for name := range now {
			if _, ok := known[name]; !ok {
				names = append(names, name)
			}
		}
		if i == 0 || len(names) < len(best) {
			best = names
		}
	}
	slices.Sort(best)
	return fmt.Errorf("neither the old nor the new: %d files differ, %v", len(best), best[:min(len(best), 5)])
}

// noLitter says what lies about that no command should leave.
func (s *scene) noLitter(folder string) error {
	return filepath.WalkDir(folder, func(path string, entry fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case entry.Name() == ".git" || path == filepath.Join(folder, "cache"):
			return fs.SkipDir
		case ourOwn(entry.Name()):
			return fmt.Errorf("litter: %s", path)
		case filepath.Base(filepath.Dir(path)) == ".riskbook" && entry.Name() != ".gitignore":
			return fmt.Errorf("litter: %s", path)
		}
		return nil
	})
}
