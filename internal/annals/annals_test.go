package annals_test

import (
	"bytes"
	"io/fs"
	"maps"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/riskbook/riskbook"
	"github.com/riskbook/riskbook/internal/annals"
)

// sample gives the files of the sample, and one beside them.
func sample(t *testing.T) map[string][]byte {
	t.Helper()
	files := map[string][]byte{"README.md": []byte("the team's\n")}
	err := fs.WalkDir(riskbook.Sample, "content", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		files[name], err = fs.ReadFile(riskbook.Sample, name)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}

func TestTheLastCommitLeavesThePresentFiles(t *testing.T) {
	script, err := fs.Sub(riskbook.History, "history")
	if err != nil {
		t.Fatal(err)
	}
	for _, language := range []string{"ja", "en"} {
		want := sample(t)
		commits, err := annals.Tell(script, want, language)
		if err != nil {
			t.Fatal(err)
		}
		if n := len(commits); n < 55 || n > 75 {
			t.Errorf("%d commits", n)
		}
		got := map[string][]byte{}
		authors, tags := map[string]bool{}, 0
		for i, c := range commits {
			if i > 0 && c.On.Before(commits[i-1].On) {
				t.Errorf("the commit of %s comes after that of %s", c.On, commits[i-1].On)
			}
			if c.Subject == "" || c.MergedBy != nil && (c.Merge == "" || *c.MergedBy == c.Author) {
				t.Errorf("%s: %+v", c.On, c)
			}
			if japanese := strings.ContainsAny(c.Subject, "のをにへ"); japanese != (language == "ja") {
				t.Errorf("%s: subject in another language: %s", language, c.Subject)
			}
			authors[c.Author.Name] = true
			if c.Tag != "" {
				tags++
			}
			for name, data := range c.Files {
				if data == nil {
					delete(got, name)
				} else {
					got[name] = data
				}
			}
		}
		if len(authors) < 8 || tags < 8 {
			t.Errorf("%d authors, %d tags", len(authors), tags)
		}
		if !maps.EqualFunc(got, want, bytes.Equal) {
			t.Error("the last state is not the present one")
		}
	}
}

// small is a register of one risk, told by a script of its own.
func small(script string, files map[string]string) ([]annals.Commit, error) {
	present := map[string][]byte{}
	for name, text := range files {
		present["content/"+name] = []byte(text)
	}
	return annals.Tell(fstest.MapFS{"commits.toml": {Data: []byte(script)}, "old.toml": {Data: []byte("revision = \"1\"\n")}}, present, "en")
}

const people = "[person.a]\nname = \"A\"\nemail = \"a@example.org\"\n"

func TestWhatCameLaterIsLeftOut(t *testing.T) {
	commits, err := small(people+`
[[commit]]
on = 2026-01-10
by = "a"
subject = "begin"
criteria = "old.toml"
revision = "1"
[[commit]]
on = 2026-03-01
by = "a"
subject = "go on"
changed = ["T-01"]
[[commit]]
on = 2026-06-30
by = "a"
subject = "end"
revision = "2"
[[was]]
id = "R-01"
until = 2026-06-01
[was.fields]
"current.likelihood" = "1"
`, map[string]string{
		"criteria.toml":           "revision = \"2\"\n",
		"risks/R-01.md":           "+++\nidentified = 2026-01-05\nreviewed = 2026-06-20\ncontrols = [\"C-01\", \"C-02\"]\n\n[current]\nlikelihood = 3\nrationale = \"Known since 5 January 2026. Seen again in June 2026.\"\ncriteria = \"2\"\n+++\n\nFirst. See [[T-01]]. Tested on 2026-05-01.\n\n## Later\n\n- In May 2026 it grew.\n",
		"treatments/T-01.md":      "+++\nrisks = [\"R-01\"]\nstatus = \"done\"\nstart = 2026-02-15\ndue = 2026-05-31\nfinished = 2026-06-10\n\n[[action]]\ndone = 2026-02-20\n\n[[action]]\ndone = 2026-06-01\n+++\n",
		"decisions/D-01.md":       "+++\nkind = \"plan-approval\"\non = 2026-02-01\ntreatments = [\"T-01\"]\n+++\n",
		"controls/C-01.md":        "+++\nstate = \"in-place\"\n\n[[tests]]\non = 2026-01-01\n\n[[tests]]\non = 2026-06-15\n+++\n",
		"controls/C-02.md":        "+++\nstate = \"planned\"\n+++\n",
		"reviews/V-01.md":         "+++\non = 2026-02-20\nscope = [\"R-01\"]\n+++\n",
		"incidents/all.toml":      "# All.\n\n[N-01]\non = 2026-01-05\nstatus = \"open\"\nrisks = [\"R-01\"]\n\n[N-02]\non = 2026-01-03\nstatus = \"closed\"\nclosed_on = 2026-05-05\nevents = [\"E-01\"]\n",
		"events/E-01.md":          "+++\nidentified = 2026-02-20\n+++\n",
		"indicators/I-01.md":      "+++\nreadings = \"I-01-all.csv\"\n+++\n",
		"indicators/I-01-all.csv": "on,value\n2026-01-09,1\n2026-01-11,2\n",
	})
	if err != nil {
		t.Fatal(err)
	}
	first, second, last := commits[0].Files, commits[1].Files, commits[2].Files
	for name, want := range map[string]string{
		"content/criteria.toml":           "revision = \"1\"\n",
		"content/risks/R-01.md":           "+++\nidentified = 2026-01-05\nreviewed = 2026-01-10\ncontrols = [\"C-01\", \"C-02\"]\n\n[current]\nlikelihood = 1\nrationale = \"Known since 5 January 2026.\"\ncriteria = \"1\"\n+++\n\nFirst. See [[T-01]].\n",
		"content/controls/C-01.md":        "+++\nstate = \"in-place\"\n\n[[tests]]\non = 2026-01-01\n+++\n",
		"content/indicators/I-01-all.csv": "on,value\n2026-01-09,1\n",
	} {
		if got := string(first[name]); got != want {
			t.Errorf("%s: got\n%swant\n%s", name, got, want)
		}
	}
	if got, want := string(first["content/incidents/all.toml"]), "# All.\n\n[N-01]\non = 2026-01-05\nstatus = \"open\"\nrisks = [\"R-01\"]\n"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	if got := string(second["content/incidents/all.toml"]); !strings.Contains(got, "[N-02]\non = 2026-01-03\nstatus = \"open\"\nevents") {
		t.Errorf("got %q", got)
	}
	if first["content/decisions/D-01.md"] != nil || second["content/decisions/D-01.md"] == nil || second["content/reviews/V-01.md"] == nil {
		t.Error("records come on the days that they name")
	}
	if plan := string(first["content/treatments/T-01.md"]); !strings.Contains(plan, `status = "draft"`) || strings.Contains(plan, "done =") || strings.Contains(plan, "finished") {
		t.Errorf("the plan was not approved yet:\n%s", plan)
	}
	if plan := string(second["content/treatments/T-01.md"]); !strings.Contains(plan, `status = "in-progress"`) || !strings.Contains(plan, "done = 2026-02-20") || strings.Contains(plan, "2026-06") {
		t.Errorf("the plan was under way:\n%s", plan)
	}
	names := slices.Sorted(maps.Keys(last))
	if want := []string{"content/controls/C-01.md", "content/criteria.toml", "content/incidents/all.toml", "content/indicators/I-01-all.csv", "content/risks/R-01.md", "content/treatments/T-01.md"}; !slices.Equal(names, want) {
		t.Errorf("the last commit changes %v", names)
	}
}

func TestAScriptThatDoesNotHold(t *testing.T) {
	begin := people + "[[commit]]\non = 2026-01-10\nby = \"a\"\nsubject = \"begin\"\nrevision = \"1\"\n"
	files := map[string]string{"criteria.toml": "revision = \"1\"\n", "risks/R-01.md": "+++\nidentified = 2026-02-05\n+++\n"}
	for script, want := range map[string]string{
		"":                               "there is no commit",
		"[[commit]]\n":                   "lacks its day",
		begin + "x = [\n":                "line",
		begin + "new = [\"R-02\"]\n":     "there is no record R-02",
		begin + "changed = [\"R-01\"]\n": "no record R-01 on that day",
		begin + "[[commit]]\non = 2026-01-09\nby = \"a\"\nsubject = \"x\"\n":                                                           "older than the one before",
		begin + "[[commit]]\non = 2026-01-19\nby = \"b\"\nsubject = \"x\"\n":                                                           "lacks its day, its author",
		begin + "[[commit]]\non = 2026-01-11\nby = \"a\"\nsubject = \"x\"\n[[commit]]\non = 2026-03-11\nby = \"a\"\nsubject = \"x\"\n": "changes nothing",
	} {
		if _, err := small(script, files); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: %v, want %q", script, err, want)
		}
	}
}
