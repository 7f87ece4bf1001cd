package main

import (
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"go.yaml.in/yaml/v3"
)

// request is a pull request as forges check it out: a clone whose HEAD merges a branch into the main branch, which went on meanwhile.
type request struct {
	t                    *testing.T
	clone                string
	base, branch, merged string // where the branch began, its last commit, the merge
}

// requested makes one. On the branch R-001 becomes more likely; on the main branch C-001 is withdrawn.
func requested(t *testing.T, clone ...string) *request {
	for _, program := range []string{"bash", "git"} {
		if _, err := exec.LookPath(program); err != nil {
			t.Skip(program + " is not installed")
		}
	}
	t.Setenv("GIT_CONFIG_GLOBAL", os.DevNull)
	t.Setenv("GIT_CONFIG_NOSYSTEM", "1")
	for _, role := range []string{"AUTHOR", "COMMITTER"} {
		t.Setenv("GIT_"+role+"_NAME", "A")
		t.Setenv("GIT_"+role+"_EMAIL", "a@example.org")
	}
	origin := committed(t, "en")
	r := &request{t: t, clone: filepath.Join(t.TempDir(), "clone")}
	r.base = r.run(origin, "git rev-parse HEAD")
	r.run(origin, `git checkout -q -b change && riskbook set R-001 current.likelihood=5 2>&1 && git commit -q -a -m Change`)
	r.branch = r.run(origin, "git rev-parse HEAD")
	r.run(origin, `git checkout -q main && riskbook set C-001 state=planned 2>&1 && git commit -q -a -m Meanwhile && git checkout -q -b merge && git merge -q --no-ff -m Merge change`)
	r.merged = r.run(origin, "git rev-parse HEAD")
	r.run(origin, strings.Join(append([]string{"git clone -q --branch merge"}, clone...), " ")+` "file://$PWD" "`+r.clone+`"`)
	return r
}

// run runs a script as a pipeline does, and gives what it prints.
func (r *request) run(folder, script string, variables ...string) string {
	r.t.Helper()
	c := exec.Command("bash", "-e", "-c", script)
	c.Dir, c.Env = folder, append(os.Environ(), variables...)
	var complaints strings.Builder
	c.Stderr = &complaints
	out, err := c.Output()
	if err != nil {
		r.t.Fatalf("%s\n%v\n%s%s", script, err, out, &complaints)
	}
	return strings.TrimSpace(string(out))
}

// steps gives the scripts of a pipeline that init wrote, as far as they hold some words, in order.
func (r *request) steps(file string, words ...string) []string {
	r.t.Helper()
	data, err := os.ReadFile(filepath.Join(r.clone, file))
	if err != nil {
		r.t.Fatal(err)
	}
	var node yaml.Node
	if err := yaml.Unmarshal(data, &node); err != nil {
		r.t.Fatal(err)
	}
	var scripts []string
	var walk func(n *yaml.Node)
	walk = func(n *yaml.Node) {
		if n.Kind == yaml.ScalarNode && slices.ContainsFunc(words, func(w string) bool { return strings.Contains(n.Value, w) }) {
			scripts = append(scripts, n.Value)
		}
		for _, inner := range n.Content {
			walk(inner)
		}
	}
	walk(&node)
	if len(scripts) != len(words) {
		r.t.Fatalf("%s: %d scripts with %q", file, len(scripts), words)
	}
	return scripts
}

// holdsTheBranchAlone tells whether a comment speaks of what the branch changed, and of nothing that others changed meanwhile.
func (r *request) holdsTheBranchAlone(file string) {
	r.t.Helper()
	data, err := os.ReadFile(file)
	if err != nil {
		r.t.Fatal(err)
	}
	if text := string(data); !strings.HasPrefix(text, "<!-- riskbook diff -->\n**") || !strings.Contains(text, "R-001") || strings.Contains(text, "C-001") {
		r.t.Errorf("the comment is\n%s", text)
	}
}

// leadsTo tells whether a comment has a link.
func (r *request) leadsTo(file, link string) {
	r.t.Helper()
	if data, err := os.ReadFile(file); err != nil || !strings.Contains(string(data), link) {
		r.t.Errorf("%v: no link %s in the comment\n%s", err, link, data)
	}
}

func TestGitHubComment(t *testing.T) {
	r := requested(t, "--depth 2")
	temp, programs := t.TempDir(), t.TempDir()
	called := filepath.Join(temp, "called")
	steps := r.steps(".github/workflows/riskbook.yml", "riskbook diff HEAD", "issues/$NUMBER/comments")
	r.run(r.clone, steps[0], "RUNNER_TEMP="+temp)
	r.holdsTheBranchAlone(filepath.Join(temp, "diff.md"))
	r.run(r.clone, steps[0], "RUNNER_TEMP="+temp, "PREVIEW=https://forge.example/artifacts/5")
	r.leadsTo(filepath.Join(temp, "diff.md"), "](https://forge.example/artifacts/5#risks/R-001.html)")

	gh := "#!/bin/sh\necho \"$*\" >> " + called + "\ncase \"$*\" in *--paginate*) printf \"$COMMENTS\";; esac\n"
	if err := os.WriteFile(filepath.Join(programs, "gh"), []byte(gh), 0o755); err != nil {
		t.Fatal(err)
	}
	for comments, want := range map[string]string{
		"":           "pr comment 7 --body-file " + temp + "/diff.md",
		`4711\n4712`: "api --silent --method PATCH repos/o/r/issues/comments/4711 --field body=@" + temp + "/diff.md",
	} {
		r.run(r.clone, steps[1], "RUNNER_TEMP="+temp, "PATH="+programs+string(os.PathListSeparator)+os.Getenv("PATH"), "NUMBER=7", "GITHUB_REPOSITORY=o/r", "COMMENTS="+comments)
		got, _ := os.ReadFile(called)
		if lines := strings.Split(strings.TrimSpace(string(got)), "\n"); lines[len(lines)-1] != want {
			t.Errorf("with the comments %q: gh %s, want %s", comments, lines[len(lines)-1], want)
		}
	}
}

func TestGitLabNote(t *testing.T) {
	r := requested(t)
	for _, program := range []string{"curl", "jq"} {
		if _, err := exec.LookPath(program); err != nil {
			t.Skip(program + " is not installed")
		}
	}
	steps := r.steps(".gitlab-ci.yml", "riskbook diff", "$notes/$note")
	at := "CI_MERGE_REQUEST_DIFF_BASE_SHA=" + r.base
	r.run(r.clone, steps[0], at, "CI_MERGE_REQUEST_SOURCE_BRANCH_SHA="+r.branch)
	r.holdsTheBranchAlone(filepath.Join(r.clone, "diff.md"))
	r.run(r.clone, steps[0], at, "CI_MERGE_REQUEST_SOURCE_BRANCH_SHA="+r.branch, "CI_JOB_URL=https://lab.example/o/r/-/jobs/3")
	r.leadsTo(filepath.Join(r.clone, "diff.md"), "](https://lab.example/o/r/-/jobs/3/artifacts/file/preview/risks/R-001.html)")
	r.run(r.clone, "git checkout -q "+r.branch+"\n"+steps[0], at) // a pipeline for the branch itself
	r.holdsTheBranchAlone(filepath.Join(r.clone, "diff.md"))

	var mutex sync.Mutex
	var asked []string
	notes := []map[string]any{
		{"id": 1, "author": map[string]int{"id": 9}, "body": "<!-- riskbook diff -->\nby somebody else"},
		{"id": 2, "author": map[string]int{"id": 5}, "body": "of another program"},
	}
	forge := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, q *http.Request) {
		mutex.Lock()
		defer mutex.Unlock()
		if q.Header.Get("PRIVATE-TOKEN") != "secret" {
			w.WriteHeader(http.StatusUnauthorized)
			return
		}
		switch {
		case q.URL.Path == "/user":
			fmt.Fprint(w, `{"id":5}`)
		case q.Method == http.MethodGet:
			json.NewEncoder(w).Encode(notes)
		default:
			asked = append(asked, q.Method+" "+q.URL.Path)
			if body := q.PostFormValue("body"); !strings.HasPrefix(body, "<!-- riskbook diff -->\n") {
				t.Errorf("the note is %.60s", body)
			}
			if q.Method == http.MethodPost {
				notes = append(notes, map[string]any{"id": 3, "author": map[string]int{"id": 5}, "body": "<!-- riskbook diff -->\n**…**"})
			}
			fmt.Fprint(w, "{}")
		}
	}))
	defer forge.Close()
	for range 2 {
		r.run(r.clone, steps[1], "RISKBOOK_TOKEN=secret", "CI_API_V4_URL="+forge.URL, "CI_PROJECT_ID=11", "CI_MERGE_REQUEST_IID=12", "NO_PROXY=*")
	}
	mutex.Lock()
	defer mutex.Unlock()
	if want := []string{"POST /projects/11/merge_requests/12/notes", "PUT /projects/11/merge_requests/12/notes/3"}; !slices.Equal(asked, want) {
		t.Errorf("asked for %q, want %q", asked, want)
	}
	r.run(r.clone, steps[1], "RISKBOOK_TOKEN=") // without a token nothing is sent
}
