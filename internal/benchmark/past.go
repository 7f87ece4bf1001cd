package main

import (
	"context"
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/riskbook/riskbook/internal/compile"
	"github.com/riskbook/riskbook/internal/date"
	"github.com/riskbook/riskbook/internal/history"
	"github.com/riskbook/riskbook/internal/register"
)

// pastRecords is the number of records of a register with a made history: 300 of them are risks.
const pastRecords = 546

// pastYears is how long a made history takes, up to the day before the generated registers are judged.
const pastYears = 4

// writePast makes a repository of a generated register with a history of so many commits: the same one each time, on every machine. Half of the commits are
// requests that somebody else merged, one in a hundred renames a record, and every quarter has a tag. Once a year the criteria change.
func writePast(folder string, commits int) error {
	if err := os.MkdirAll(folder, 0o755); err != nil {
		return err
	}
	made := filepath.Join(folder, ".made")
	if err := writeRegister(made, pastRecords); err != nil {
		return err
	}
	defer os.RemoveAll(made)
	p := &past{random: rand.New(rand.NewPCG(2, uint64(commits))), files: map[string]string{}, fresh: map[string]int{}}
	err := filepath.WalkDir(made, func(path string, entry os.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		data, err := os.ReadFile(path)
		name, _ := filepath.Rel(made, path)
		p.files[filepath.ToSlash(name)] = earlier.Replace(string(data))
		return err
	})
	if err != nil {
		return err
	}
	if err := history.Found(context.Background(), folder, p.entries(commits)); err != nil {
		return err
	}
	out, err := exec.Command("git", "-C", folder, "checkout", "--quiet", "--force", "main").CombinedOutput()
	if err != nil {
		return fmt.Errorf("git checkout: %w\n%s", err, out)
	}
	return nil
}

// earlier dates a record before the history begins.
var earlier = strings.NewReplacer("identified = 2025-04-01", "identified = 2022-04-01", "reviewed = 2026-05-01", "reviewed = 2022-05-01", "received = 2026-04-01", "received = 2022-04-01",
	"observed = 2026-03-01", "observed = 2022-03-01", "approved_on = 2026-04-01", "approved_on = 2022-04-01", "revision = \"2026.1\"", "revision = \"2022.1\"", "criteria = \"2026.1\"", "criteria = \"2022.1\"")

// past makes one commit after another.
type past struct {
	random *rand.Rand
	files  map[string]string // as they are after the last commit
	fresh  map[string]int    // records of a kind that came later
}

var pastAuthors = []string{"Aoki", "Baba", "Chiba", "Doi", "Endo", "Fujii", "Goto", "Hara"}

func person(name string) string { return name + " <" + strings.ToLower(name) + "@example.org>" }

func (p *past) entries(commits int) []history.Entry {
	last, _ := time.Parse(time.DateOnly, asOf)
	first := last.AddDate(-pastYears, 0, 0)
	step := last.Sub(first) / time.Duration(commits+1)
	all := map[string][]byte{}
	for name, text := range p.files {
		all[name] = []byte(text)
	}
	list := make([]history.Entry, commits)
	quarter := -1
	for i := range list {
		at := first.Add(step * time.Duration(i+1)).Truncate(time.Second)
		author := person(pastAuthors[p.random.IntN(len(pastAuthors))])
		e := &list[i]
		*e = history.Entry{Author: author, Committer: author, At: at, Subject: "commit " + strconv.Itoa(i), Files: all}
		if i > 0 {
			e.Files = map[string][]byte{}
			for range 1 + p.random.IntN(3) {
				p.change(e, at)
			}
			if now := list[i-1].At.Year(); at.Year() != now {
				p.criteria(e, at)
			}
			if e.Request = p.random.IntN(2) == 0; e.Request {
				e.Committer, e.Merge = person("Keeper"), "merge "+strconv.Itoa(i)
			}
		}
		if now := at.Year()*4 + int(at.Month()-1)/3; now != quarter {
			quarter = now
			e.Tag = fmt.Sprintf("%d-q%d", at.Year(), now%4+1)
			e.TagSays = "as of this quarter"
		}
	}
	return list
}

// one gives the name of a file of a kind, at random.
func (p *past) one(kind string) string {
	var names []string
	for name := range p.files {
		if strings.HasPrefix(name, "content/"+kind+"/") {
			names = append(names, name)
		}
	}
	slices.Sort(names)
	return names[p.random.IntN(len(names))]
}

func (p *past) put(e *history.Entry, name, text string) {
	p.files[name], e.Files[name] = text, []byte(text)
}

// change changes a record.
func (p *past) change(e *history.Entry, at time.Time) {
	switch n := p.random.IntN(100); {
	case n < 40: // an analysis
		name := p.one("risks")
		text := p.value(p.files[name], "[current]\nlikelihood = ", strconv.Itoa(1+p.random.IntN(4)))
		p.put(e, name, p.value(text, "\nreviewed = ", at.Format(time.DateOnly)))
	case n < 50: // words alone
		name := p.one("risks")
		p.put(e, name, p.files[name]+"\nThe operators met again on "+at.Format(time.DateOnly)+".\n")
	case n < 60:
		name := p.one("sources")
		text := p.value(p.files[name], "\ntrend = ", []string{`"rising"`, `"steady"`, `"falling"`}[p.random.IntN(3)])
		p.put(e, name, p.value(text, "\nobserved = ", at.Format(time.DateOnly)))
	case n < 75:
		name := p.one("treatments")
		p.put(e, name, p.value(p.files[name], "[[action]]\ntitle = \"手順の作成\"\ndue = ", at.AddDate(0, p.random.IntN(9)-3, 0).Format(time.DateOnly)))
	case n < 82:
		name := p.one("controls")
		p.put(e, name, p.value(p.files[name], "\nstate = ", []string{`"in-place"`, `"partial"`}[p.random.IntN(2)]))
	case n < 97:
		name := p.one("assets")
		p.put(e, name, p.value(p.files[name], "\nowner = ", []string{`"operations"`, `"planning"`, `"plant"`}[p.random.IntN(3)]))
	case n < 99: // a finding comes
		p.fresh["findings"]++
		name := fmt.Sprintf("content/findings/new/Fn-%05d.md", p.fresh["findings"])
		text := p.value(p.files[p.one("findings")], "\nreceived = ", at.Format(time.DateOnly))
		p.put(e, name, text)
	default: // a finding gets another id
		name := p.one("findings")
		p.fresh["renamed"]++
		text := p.files[name]
		if _, now := e.Files[name]; now {
			return
		}
		delete(p.files, name)
		e.Files[name] = nil
		p.put(e, fmt.Sprintf("content/findings/new/Fr-%05d.md", p.fresh["renamed"]), text)
	}
}

// criteria raises or lowers from when on a level is high.
func (p *past) criteria(e *history.Entry, at time.Time) {
	text := p.value(p.files["content/criteria.toml"], "revision = ", `"`+at.Format("2006")+`.1"`)
	text = strings.Replace(text, "high = 12", "high = 13", 1)
	if at.Year()%2 == 0 {
		text = strings.Replace(text, "high = 13", "high = 12", 1)
	}
	p.put(e, "content/criteria.toml", text)
}

// value puts another value after what stands before it on its line.
func (p *past) value(text, after, value string) string {
	before, rest, found := strings.Cut(text, after)
	if !found {
		return text
	}
	_, rest, _ = strings.Cut(rest, "\n")
	return before + after + value + "\n" + rest
}

// kept is a store in memory.
type kept map[string][]byte

func (k kept) Names() []string               { return slices.Collect(maps.Keys(k)) }
func (k kept) Load(name string) []byte       { return k[name] }
func (k kept) Save(name string, data []byte) { k[name] = data }

// lastCommits is how many commits are new where the history before them is known.
const lastCommits = 10

// buildPast makes the site of a register in a repository and gives how long that took: without its history ("plain"), with it ("past"), or where all but the
// last commits of it were known ("known").
func buildPast(name, root string) (time.Duration, error) {
	ctx := context.Background()
	repository, err := history.Open(ctx, root)
	if err != nil {
		return 0, err
	}
	store := kept{}
	build := func(revision string) error {
		commit, err := repository.Resolve(ctx, revision)
		if err != nil {
			return err
		}
		tree, err := repository.Tree(ctx, commit)
		if err != nil {
			return err
		}
		day, err := date.Parse(asOf)
		if err != nil {
			return err
		}
		judged, err := compile.Early(ctx, tree, func(*register.Register) (date.Date, error) { return day, nil }, compile.ForSite)
		if err != nil {
			return err
		}
		if name != "plain" {
			if err := judged.Remember(ctx, repository, commit, false, store); err != nil {
				return err
			}
			for i := range judged.Chronicle.States {
				if s := &judged.Chronicle.States[i]; !s.Reads() {
					return fmt.Errorf("the made history does not read: %s: %s", s.On, s.Fault.In("en"))
				}
			}
		}
		judged.Finish()
		theme, err := judged.Theme()
		if err != nil {
			return err
		}
		return judged.Write(ctx, theme, discard{})
	}
	if name == "known" {
		if err := build("HEAD~" + strconv.Itoa(lastCommits)); err != nil {
			return 0, err
		}
	}
	start := time.Now()
	err = build("HEAD")
	return time.Since(start), err
}
