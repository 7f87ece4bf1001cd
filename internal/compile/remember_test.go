package compile_test

import (
	"bytes"
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	gocmp "github.com/google/go-cmp/cmp"

	"github.com/riskbook/riskbook/internal/assess"
	"github.com/riskbook/riskbook/internal/assurance"
	"github.com/riskbook/riskbook/internal/chronicle"
	"github.com/riskbook/riskbook/internal/compile"
	"github.com/riskbook/riskbook/internal/date"
	"github.com/riskbook/riskbook/internal/export"
	"github.com/riskbook/riskbook/internal/history"
	"github.com/riskbook/riskbook/internal/register"
)

// The history of random repositories is read twice: by the program, in one walk, and here, state by state: each is checked out into a folder and goes through
// the whole program by itself, and what it says is taken from the exported register alone.

type made map[string]any // a record or a table, as it is written

// maker makes a repository of its own at random.
type maker struct {
	t      *testing.T
	rand   *rand.Rand
	folder string
	files  map[string]string          // what lies in the work tree besides records
	kinds  map[string]map[string]made // records by folder and id
	bulk   map[string]bool            // ids that are written into the bulk file of their folder
	broken string                     // what is wrong with a file just now; empty: nothing
	zone   string
	now    time.Time
	next   int
}

func (m *maker) git(env []string, args ...string) string {
	m.t.Helper()
	c := exec.Command("git", append([]string{"-C", m.folder}, args...)...)
	c.Env = append(os.Environ(), append([]string{"GIT_CONFIG_GLOBAL=/dev/null", "GIT_CONFIG_NOSYSTEM=1", "LC_ALL=C"}, env...)...)
	out, err := c.CombinedOutput()
	if err != nil {
		m.t.Fatalf("git %s: %v\n%s", strings.Join(args, " "), err, out)
	}
	return strings.TrimSpace(string(out))
}

// one takes one of a list.
func one[T any](r *rand.Rand, list ...T) T { return list[r.IntN(len(list))] }

func (m *maker) ids(kind string) []string { return slices.Sorted(maps.Keys(m.kinds[kind])) }

func (m *maker) some(kind string, most int) []any {
	ids := m.ids(kind)
	m.rand.Shuffle(len(ids), func(i, k int) { ids[i], ids[k] = ids[k], ids[i] })
	list := []any{}
	for _, id := range ids[:min(len(ids), m.rand.IntN(most+1))] {
		list = append(list, id)
	}
	return list
}

func (m *maker) day() date.Date {
	return date.FromTime(m.now.AddDate(0, 0, m.rand.IntN(400)-200))
}

func (m *maker) rating() made {
	return made{"likelihood": 1 + m.rand.IntN(3), "impact": 1 + m.rand.IntN(3)}
}

// record makes a record of a kind at random.
func (m *maker) record(kind string) made {
	r := made{"title": fmt.Sprintf("%s %d", kind, m.rand.IntN(1000)), "owner": one(m.rand, "ann", "bob"), "tags": []any{fmt.Sprintf("t%d", m.rand.IntN(9)), fmt.Sprintf("u%d", m.rand.IntN(99))}}
	switch kind {
	case "assets":
		maps.Copy(r, made{"kind": one(m.rand, "paper", "other"), "viewpoints": []any{one(m.rand, "confidentiality", "service-level")}, "separation": one(m.rand, "none", "air gap"), "importance": made{"integrity": 1 + m.rand.IntN(3)}})
	case "sources":
		maps.Copy(r, made{"kind": one(m.rand, "threat", "vulnerability"), "origin": one(m.rand, "deliberate", "natural"), "trend": one(m.rand, "rising", "steady", "falling"), "observed": m.day(), "assets": m.some("assets", 2)})
	case "events":
		maps.Copy(r, made{"approach": "result", "result": "it stops", "assets": append(m.some("assets", 1), m.ids("assets")[0]), "sources": m.some("sources", 2)})
	case "controls":
		maps.Copy(r, made{"function": one(m.rand, "prevent", "detect"), "state": one(m.rand, "in-place", "planned")})
	case "risks":
		maps.Copy(r, made{"identified": date.Of(2024, 1, 1).AddDays(m.rand.IntN(300)), "events": m.some("events", 2), "assets": m.some("assets", 1), "sources": m.some("sources", 2), "controls": m.some("controls", 2), "current": m.rating()})
		if m.rand.IntN(2) == 0 {
			r["reviewed"] = r["identified"].(date.Date).AddDays(m.rand.IntN(700))
		}
		if m.rand.IntN(3) == 0 {
			r["quantitative"] = made{"frequency": 0.25, "loss": made{"low": 1, "mode": 2, "high": 1 + 2*(1+m.rand.IntN(5))}}
		}
		r["current"].(made)["rationale"] = fmt.Sprintf("because %d", m.rand.IntN(9))
	case "treatments":
		maps.Copy(r, made{"risks": []any{one(m.rand, m.ids("risks")...)}, "option": "modify", "aim": "both", "status": one(m.rand, "approved", "in-progress", "draft", "done"), "due": m.day(), "action": []any{made{"title": "do", "due": m.day()}, made{"title": "do more"}}})
		target := m.rating()
		target["risk"] = r["risks"].([]any)[0]
		r["target"] = []any{target}
		if r["status"] == "done" {
			r["finished"] = m.day()
		}
	case "decisions":
		on := m.day()
		maps.Copy(r, made{"kind": "acceptance", "on": on, "until": on.AddDays(m.rand.IntN(300)), "by": "board", "basis": fmt.Sprintf("basis %d", m.rand.IntN(9)), "risks": []any{one(m.rand, m.ids("risks")...)}, "at": m.rating()})
		delete(r, "owner")
	case "indicators":
		maps.Copy(r, made{"risks": []any{one(m.rand, m.ids("risks")...)}, "worse": "higher", "warn": 1 + m.rand.IntN(3), "limit": 5 + m.rand.IntN(3), "reading": []any{made{"on": m.day(), "value": m.rand.IntN(9)}}})
	case "reviews":
		maps.Copy(r, made{"on": m.day(), "by": "board", "factor": "internal", "trigger": "periodic", "outcome": one(m.rand, "keep", "change")})
		delete(r, "owner")
	}
	return r
}

var madeKinds = []string{"assets", "sources", "events", "controls", "risks", "treatments", "decisions", "indicators", "reviews"}

func (m *maker) add(kind string) {
	m.next++
	id := fmt.Sprintf("%s-%d", strings.ToUpper(kind[:2]), m.next)
	m.kinds[kind][id] = m.record(kind)
	m.bulk[id] = m.rand.IntN(3) == 0
}

func toml(v any) string {
	switch v := v.(type) {
	case string:
		return fmt.Sprintf("%q", v)
	case []any:
		parts := make([]string, len(v))
		for i := range v {
			parts[i] = toml(v[i])
		}
		return "[" + strings.Join(parts, ", ") + "]"
	case made:
		var parts []string
		for _, key := range slices.Sorted(maps.Keys(v)) {
			parts = append(parts, key+" = "+toml(v[key]))
		}
		return "{ " + strings.Join(parts, ", ") + " }"
	}
	return fmt.Sprint(v)
}

func (m *maker) criteria(change bool) {
	if change || m.files["content/criteria.toml"] == "" {
		cell := func() string { return one(m.rand, `"low"`, `"medium"`, `"high"`) }
		m.files["content/criteria.toml"] = fmt.Sprintf("revision = \"%d\"\napproved_on = %s\n", m.rand.IntN(4), m.day()) +
			"likelihood = [{ value = 1, label = \"rare\", meaning = \"m" + fmt.Sprint(m.rand.IntN(9)) + "\" }, { value = 2, label = \"some\" }, { value = 3, label = \"" + one(m.rand, "often", "daily") + "\" }]\n" +
			"impact = [{ value = 1, label = \"small\" }, { value = 2, label = \"middling\" }, { value = 3, label = \"great\" }]\n" +
			"level = [{ key = \"low\", label = \"Low\", acceptance = \"accept\" }, { key = \"medium\", label = \"Medium\", acceptance = \"" + one(m.rand, "approval", "treat") + "\" }, { key = \"high\", label = \"High\", acceptance = \"treat\" }]\n" +
			fmt.Sprintf("[matrix]\nrows = [[\"low\", %s, %s], [%s, %s, \"high\"], [%s, \"high\", \"high\"]]\n", cell(), cell(), cell(), cell(), cell())
	}
}

// write lays the work tree out.
func (m *maker) write() {
	if err := os.RemoveAll(filepath.Join(m.folder, "content")); err != nil {
		m.t.Fatal(err)
	}
	files := maps.Clone(m.files)
	files["content/riskbook.toml"] = "title = \"T\"\nlanguages = [\"en\"]\ndefault_language = \"en\"\ntime_zone = \"" + m.zone + "\"\n"
	for kind, records := range m.kinds {
		for _, id := range slices.Sorted(maps.Keys(records)) {
			var text strings.Builder
			body := ""
			for _, key := range slices.Sorted(maps.Keys(records[id])) {
				if key == "body" {
					body = records[id][key].(string)
					continue
				}
				text.WriteString(key + " = " + toml(records[id][key]) + "\n")
			}
			if m.bulk[id] {
				if body != "" {
					text.WriteString("body = " + toml(body) + "\n")
				}
				files["content/"+kind+"/all.toml"] += "[" + id + "]\n" + text.String()
			} else {
				files["content/"+kind+"/"+id+".md"] = "+++\n" + text.String() + "+++\n" + body
			}
		}
	}
	switch m.broken {
	case "syntax":
		files["content/assets/broken.md"] = "+++\ntitle = \n+++\n"
	case "dangling":
		files["content/pages/broken.md"] = "+++\ntitle = \"p\"\nrelated = [\"NOWHERE\"]\n+++\n"
	case "gone":
		delete(files, "content/riskbook.toml")
	}
	for name, text := range files {
		path := filepath.Join(m.folder, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			m.t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
			m.t.Fatal(err)
		}
	}
}

// commit commits the work tree on top of the parents.
func (m *maker) commit(parents ...string) string {
	m.write()
	days := m.rand.IntN(40) - 5
	m.now = m.now.Add(time.Duration(days)*24*time.Hour + time.Duration(m.rand.IntN(86400))*time.Second)
	who := one(m.rand, "Ann", "Bob", "Cid", "Dee")
	moment := fmt.Sprintf("%d +0000", m.now.Unix())
	env := []string{"GIT_AUTHOR_NAME=" + who, "GIT_AUTHOR_EMAIL=" + who + "@example.org", "GIT_COMMITTER_NAME=K", "GIT_COMMITTER_EMAIL=k@example.org", "GIT_AUTHOR_DATE=" + moment, "GIT_COMMITTER_DATE=" + moment}
	m.git(nil, "add", "-A")
	args := []string{"commit-tree", "-m", fmt.Sprintf("change %d, \"quoted\"", m.next), m.git(nil, "write-tree")}
	for _, p := range parents {
		args = append(args, "-p", p)
	}
	return m.git(env, args...)
}

// change changes one thing.
func (m *maker) change() {
	risk := func() made { return m.kinds["risks"][one(m.rand, m.ids("risks")...)] }
	kind := one(m.rand, madeKinds...)
	switch m.rand.IntN(22) {
	case 0, 1, 2:
		now := m.rating()
		r := risk()
		now["rationale"] = r["current"].(made)["rationale"]
		r["current"] = now
	case 3:
		r := risk()
		r["reviewed"] = r["identified"].(date.Date).AddDays(m.rand.IntN(1000))
	case 4, 5:
		fresh := m.record(kind)
		if ids := m.ids(kind); len(ids) > 0 {
			old := m.kinds[kind][one(m.rand, ids...)]
			for _, key := range slices.Sorted(maps.Keys(fresh)) {
				if m.rand.IntN(4) == 0 && key != "current" && key != "target" && key != "risks" && key != "status" && key != "on" && key != "until" && key != "identified" && key != "reviewed" && key != "finished" {
					old[key] = fresh[key]
				}
			}
		}
	case 6, 7:
		m.add(kind)
	case 8:
		m.criteria(true)
	case 9:
		m.remove(one(m.rand, "decisions", "treatments", "indicators", "reviews"))
	case 10, 11:
		m.rename(kind)
	case 12:
		if ids := m.ids(kind); len(ids) > 0 {
			id := one(m.rand, ids...)
			m.bulk[id] = !m.bulk[id]
		}
	case 13:
		m.broken = one(m.rand, "", "syntax", "dangling", "gone")
	case 14:
		m.files["README.md"] = fmt.Sprint(m.rand.IntN(1000))
	case 15:
		r := risk()
		r["closed_because"], r["status"], r["closed_on"] = "it is gone", "closed", r["identified"].(date.Date).AddDays(m.rand.IntN(900))
	case 16:
		risk()["provisional"] = m.rand.IntN(2) == 0
	case 17:
		risk()["body"] = fmt.Sprintf("body %d\n", m.rand.IntN(9))
	case 18:
		risk()["current"].(made)["rationale"] = fmt.Sprintf("because %d", m.rand.IntN(9))
	case 19:
		risk()["extra"] = made{"x": m.rand.IntN(9)}
	case 20:
		m.zone = one(m.rand, "Asia/Tokyo", "UTC", "America/New_York")
	case 21:
		m.files["content/parties.toml"] = "[ann]\ntitle = \"Ann\"\nkind = \"" + one(m.rand, "person", "department") + "\"\n[bob]\ntitle = \"Bob\"\n[board]\ntitle = \"Board\"\n"
	}
}

func (m *maker) remove(kind string) {
	if ids := m.ids(kind); len(ids) > 1 {
		delete(m.kinds[kind], one(m.rand, ids...))
	}
}

// rename gives a record another id, everywhere it is named.
func (m *maker) rename(kind string) {
	ids := m.ids(kind)
	if len(ids) == 0 {
		return
	}
	old := one(m.rand, ids...)
	m.next++
	id := fmt.Sprintf("%s-%d", strings.ToUpper(kind[:2]), m.next)
	m.kinds[kind][id], m.bulk[id] = m.kinds[kind][old], m.bulk[old]
	delete(m.kinds[kind], old)
	var follow func(v any) any
	follow = func(v any) any {
		switch v := v.(type) {
		case string:
			if v == old {
				return id
			}
		case []any:
			for i := range v {
				v[i] = follow(v[i])
			}
		case made:
			for key := range v {
				v[key] = follow(v[key])
			}
		}
		return v
	}
	for _, records := range m.kinds {
		for _, r := range records {
			follow(r)
		}
	}
	if m.rand.IntN(2) == 0 {
		m.kinds[kind][id]["title"] = fmt.Sprintf("renamed %d", m.rand.IntN(999))
	}
}

func newMaker(t *testing.T, seed uint64) *maker {
	m := &maker{t: t, rand: rand.New(rand.NewPCG(seed, 7)), folder: t.TempDir(), files: map[string]string{}, kinds: map[string]map[string]made{}, bulk: map[string]bool{}, zone: "Asia/Tokyo", now: time.Date(2025, 3, 1, 12, 0, 0, 0, time.UTC)}
	for _, kind := range madeKinds {
		m.kinds[kind] = map[string]made{}
	}
	for _, kind := range madeKinds {
		for range 3 {
			m.add(kind)
		}
	}
	if m.rand.IntN(4) > 0 {
		m.criteria(true)
	}
	m.git(nil, "init", "-q", "-b", "main")
	return m
}

// grow makes a history of n commits on the line.
func (m *maker) grow(n int) {
	head := ""
	if m.rand.IntN(2) == 0 {
		kinds := m.kinds
		m.kinds = map[string]map[string]made{}
		m.broken = "gone" // a commit before there was a register
		head = m.commit()
		m.kinds, m.broken = kinds, ""
	}
	for range n {
		var parents []string
		if head != "" {
			parents = []string{head}
		}
		if head != "" && m.rand.IntN(5) == 0 { // a branch of some commits, merged
			at := head
			for range 1 + m.rand.IntN(3) {
				m.change()
				at = m.commit(at)
			}
			parents = append(parents, at)
		} else {
			for range 1 + m.rand.IntN(3) {
				m.change()
			}
		}
		head = m.commit(parents...)
		if m.rand.IntN(6) == 0 {
			m.git(nil, "tag", "v"+head[:12], head)
		}
	}
	m.broken = ""
	head = m.commit(head)
	m.git(nil, "update-ref", "refs/heads/main", head)
	m.git(nil, "reset", "-q", "--hard", "main")
}

// naive is a state, read by itself.
type naive struct {
	commit, author, subject string
	authors, tags           []string
	on                      date.Date
	register                map[string]any // as exported; nil where it does not read
	folder                  string
	facts                   map[string]map[string]any // by kind and id
}

// read judges the register in a folder as of a day.
func readNaive(t *testing.T, folder string, asOf func(*register.Register) (date.Date, error)) (map[string]any, date.Date) {
	root, err := os.OpenRoot(folder)
	if err != nil {
		t.Fatal(err)
	}
	defer root.Close()
	if _, err := os.Stat(filepath.Join(folder, "content", "riskbook.toml")); err != nil {
		day, _ := asOf(&register.Register{})
		return nil, day
	}
	j, err := compile.Read(context.Background(), root.FS(), asOf, compile.ForCheck)
	if err != nil {
		t.Fatal(err)
	}
	if stopping := j.Stopping(); len(stopping) > 0 {
		for _, d := range stopping {
			if !strings.Contains(d.Place.File, "broken") {
				t.Errorf("%s:%d: %s", d.Place.File, d.Place.Line, d.Message.En)
			}
		}
		return nil, j.Assessment.AsOf
	}
	var b bytes.Buffer
	if err := export.WriteJSON(&b, export.Register{Assessment: j.Assessment, Checked: j.Checked, Losses: *j.Assessment.Simulation()}); err != nil {
		t.Fatal(err)
	}
	var all map[string]any
	if err := json.Unmarshal(b.Bytes(), &all); err != nil {
		t.Fatal(err)
	}
	return all, j.Assessment.AsOf
}

// texts are the keys that are no facts.
var texts = []string{"title", "summary", "rationale", "body", "basis", "result", "cause", "meaning", "extra", "reading", "id", "file", "name", "role", "closed_because"}

// judged are the keys of the export that nobody wrote, by kind.
var judged = map[string][]string{
	"risks":      {"levels", "outcome", "reasons", "projectedReasons", "rank", "rankedBy", "suggestedOption", "option", "plans", "acceptance", "stale", "pushedOver", "expectedAnnualLoss", "projectedAnnualLoss", "annualLoss", "state", "trend", "outlook", "need", "incidents"},
	"indicators": {"state", "trend", "outlook"},
	"assets":     {"breaks"},
}

func flatten(path string, v any, into map[string]any) {
	switch v := v.(type) {
	case map[string]any:
		for key, inner := range v {
			if slices.Contains(texts, key) {
				continue
			}
			at := key
			if path != "" {
				at = path + "." + key
			}
			flatten(at, inner, into)
		}
	case []any:
		if len(v) > 0 {
			if _, tables := v[0].(map[string]any); tables {
				for i, item := range v {
					name := fmt.Sprintf("%s[%d]", path, i+1)
					table := maps.Clone(item.(map[string]any))
					if id, ok := table["risk"].(string); ok {
						name = path + "[" + id + "]"
						delete(table, "risk")
					}
					flatten(name, table, into)
				}
				return
			}
		}
		into[path] = v
	default:
		into[path] = v
	}
}

func factsOf(all map[string]any) map[string]map[string]any {
	facts := map[string]map[string]any{}
	for _, kind := range madeKinds {
		for _, r := range all[kind].([]any) {
			record := maps.Clone(r.(map[string]any))
			for _, key := range judged[kind] {
				delete(record, key)
			}
			of := map[string]any{}
			flatten("", record, of)
			facts[kind+"/"+record["id"].(string)] = of
		}
	}
	return facts
}

func follow(v any, newID map[string]string) any {
	switch v := v.(type) {
	case string:
		return cmp.Or(newID[v], v)
	case []any:
		list := make([]any, len(v))
		for i := range v {
			list[i] = follow(v[i], newID)
		}
		return list
	}
	return v
}

// chain is the states that read, and how the records of each were called in the one before.
type chain struct {
	states []*naive
	was    []map[string]string // by state: "kind/id" now → before, for records that were there before
}

// step pairs the records of two states: by id, and those that are gone with those that have come by 60 % of their facts.
func pairUp(old, now *naive) (was map[string]string, newID map[string]string) {
	was, newID = map[string]string{}, map[string]string{}
	for key := range now.facts {
		if old.facts[key] != nil {
			was[key] = key
		}
	}
	type match struct {
		share     float64
		old, now  string
		sameTitle bool
	}
	var matches []match
	for gone, a := range old.facts {
		if now.facts[gone] != nil {
			continue
		}
		for come, b := range now.facts {
			if was[come] != "" || strings.Split(come, "/")[0] != strings.Split(gone, "/")[0] {
				continue
			}
			equal, all := 0, len(b)
			for field, v := range a {
				if other, there := b[field]; !there {
					all++
				} else if reflect.DeepEqual(v, other) {
					equal++
				}
			}
			if share := float64(equal) / float64(all); share >= 0.6 {
				matches = append(matches, match{share, gone, come, false})
			}
		}
	}
	slices.SortFunc(matches, func(a, b match) int {
		return cmp.Or(cmp.Compare(b.share, a.share), cmp.Compare(a.old+a.now, b.old+b.now))
	})
	taken := map[string]bool{}
	for _, m := range matches {
		if !taken[m.old] && !taken["now "+m.now] {
			taken[m.old], taken["now "+m.now] = true, true
			was[m.now] = m.old
			newID[strings.Split(m.old, "/")[1]] = strings.Split(m.now, "/")[1]
		}
	}
	return was, newID
}

// changed gives the facts of a pair of records that differ.
func changed(a, b map[string]any, newID map[string]string) map[string][2]any {
	renamed := map[string]any{}
	for field, v := range a {
		if top, rest, ok := strings.Cut(field, "["); ok && (top == "target" || top == "worsens") {
			id, end, _ := strings.Cut(rest, "]")
			field = top + "[" + cmp.Or(newID[id], id) + "]" + end
		}
		renamed[field] = v
	}
	list := map[string][2]any{}
	for field := range b {
		if !reflect.DeepEqual(follow(renamed[field], newID), b[field]) {
			list[field] = [2]any{renamed[field], b[field]}
		}
	}
	for field, v := range renamed {
		if _, there := b[field]; !there {
			list[field] = [2]any{v, nil}
		}
	}
	return list
}

func criteriaOf(all map[string]any, approval bool) map[string]any {
	c := all["criteria"].(map[string]any)
	if c["revision"] == nil {
		return map[string]any{}
	}
	flat := map[string]any{}
	flatten("", c, flat)
	for field := range flat {
		if !approval && strings.HasPrefix(field, "approved") {
			delete(flat, field)
		}
	}
	return flat
}

func risksOf(all map[string]any) map[string]map[string]any {
	by := map[string]map[string]any{}
	for _, r := range all["risks"].([]any) {
		by[r.(map[string]any)["id"].(string)] = r.(map[string]any)
	}
	return by
}

// movable gives what of a risk may move.
func movable(r map[string]any) map[string]any {
	now := r["levels"].(map[string]any)["current"].(map[string]any)
	v := map[string]any{"likelihood": now["likelihood"], "impact": now["impact"], "level": now["level"], "outcome": r["outcome"], "rank": r["rank"], "acceptance": nil, "plan": nil}
	if a, ok := r["acceptance"].(map[string]any); ok {
		v["acceptance"] = map[string]any{"decision": a["decision"], "state": a["state"]}
	}
	if p := r["plans"].([]any); len(p) > 0 {
		v["plan"] = p
	}
	return v
}

func followMove(v any, newID map[string]string) any {
	if a, ok := v.(map[string]any); ok {
		return map[string]any{"decision": follow(a["decision"], newID), "state": a["state"]}
	}
	list, ok := follow(v, newID).([]any)
	if !ok {
		return v
	}
	slices.SortFunc(list, func(a, b any) int { return strings.Compare(a.(string), b.(string)) })
	return list
}

var bears = map[string][]string{"assets": {"kind", "viewpoints", "service", "service_level", "importance", "separation", "depends_on"}, "sources": {"kind", "origin", "trend", "observed", "identifiers", "assets"}, "events": {"approach", "sources", "assets"}, "controls": {"state", "function"}, "indicators": {"warn", "limit"}}

// staleByFacts tells whether a fact that a risk of the last state rests on is another than when it was last analysed.
func (c *chain) staleByFacts(id string) bool {
	last := len(c.states) - 1
	// now gives the key that a record of the last state had in an earlier one; empty where it was not there.
	then := func(key string, state int) string {
		for i := last; i > state && key != ""; i-- {
			key = c.was[i][key]
		}
		return key
	}
	all := map[string]string{} // new ids of records of the last state, by those of any earlier one
	rated := func(f map[string]any) map[string]any {
		kept := map[string]any{}
		for field, v := range f {
			if field == "reviewed" || field == "current.likelihood" || field == "current.impact" {
				kept[field] = v
			}
		}
		return kept
	}
	key := "risks/" + id
	at := 0
	for i := last; i > 0; i-- {
		now, before := then(key, i), then(key, i-1)
		if before == "" || !reflect.DeepEqual(rated(c.states[i].facts[now]), rated(c.states[i-1].facts[before])) {
			at = i
			break
		}
	}
	now := c.states[last]
	if !reflect.DeepEqual(criteriaOf(c.states[at].register, false), criteriaOf(now.register, false)) {
		return true
	}
	list := func(v any) (ids []string) {
		items, _ := v.([]any)
		for _, one := range items {
			ids = append(ids, one.(string))
		}
		return ids
	}
	var rests []string
	own := now.facts[key]
	for _, kind := range []string{"assets", "controls", "events", "sources"} {
		for _, one := range list(own[kind]) {
			rests = append(rests, kind+"/"+one)
		}
	}
	for _, event := range list(own["events"]) {
		for _, kind := range []string{"assets", "sources"} {
			for _, one := range list(now.facts["events/"+event][kind]) {
				rests = append(rests, kind+"/"+one)
			}
		}
	}
	for key, f := range now.facts {
		if strings.HasPrefix(key, "indicators/") && slices.Contains(list(f["risks"]), id) && f["provisional"] != true {
			rests = append(rests, key)
		}
	}
	for _, one := range rests {
		kind, _, _ := strings.Cut(one, "/")
		if now.facts[one]["provisional"] == true && kind != "events" {
			continue
		}
		base := at
		for base < last && then(one, base) == "" {
			base++
		}
		for k := range now.facts {
			if was := then(k, base); was != "" {
				all[strings.Split(was, "/")[1]] = strings.Split(k, "/")[1]
			}
		}
		for field := range changed(c.states[base].facts[then(one, base)], now.facts[one], all) {
			if top, _, _ := strings.Cut(field, "."); slices.Contains(bears[kind], top) {
				return true
			}
		}
	}
	return false
}

// TestTheHistoryIsWhatEachStateSaysByItself reads the history of random repositories twice.
func TestTheHistoryIsWhatEachStateSaysByItself(t *testing.T) {
	if _, err := exec.LookPath("git"); err != nil {
		t.Skip("git is not installed")
	}
	seeds := 6
	if testing.Short() {
		seeds = 2
	}
	for seed := range seeds {
		t.Run(fmt.Sprint(seed), func(t *testing.T) {
			m := newMaker(t, uint64(seed))
			m.grow(22)
			compareHistories(t, m)
		})
	}
}

var asOfNow = date.Of(2027, 1, 15)

func compareHistories(t *testing.T, m *maker) {
	got := programs(t, m)
	states := naively(t, m)
	c := &chain{}
	type change struct {
		Facts map[string][2]any
		Risks map[string][2]any
	}
	wantChanges, wantRecords, wantBecause := map[string]change{}, map[string]string{}, map[string][]string{}
	for i, s := range states {
		g := got["states"].([]any)[i].(map[string]any)
		want := map[string]any{"commit": s.commit, "on": s.on.String(), "author": s.author, "subject": s.subject, "authors": anys(s.authors), "tags": anys(s.tags), "reads": s.register != nil}
		if s.register == nil {
			for _, key := range []string{"open", "byLevel", "byOutcome", "beyond", "stale", "revision", "criteriaChanged", "plans", "expectedAnnualLoss"} {
				want[key] = nil
			}
			if g["error"] == nil {
				t.Errorf("state %d has no error", i)
			}
		} else {
			s.facts = factsOf(s.register)
			c.states = append(c.states, s)
			if n := len(c.states); n > 1 {
				old := c.states[n-2]
				was, newID := pairUp(old, s)
				c.was = append(c.was, was)
				ch := change{map[string][2]any{}, map[string][2]any{}}
				for key, before := range was {
					id := strings.Split(key, "/")[1]
					for field, v := range changed(old.facts[before], s.facts[key], newID) {
						ch.Facts[id+" "+field] = v
					}
				}
				parties := func(n *naive) map[string]any {
					flat := map[string]any{}
					for _, p := range n.register["parties"].([]any) {
						party := maps.Clone(p.(map[string]any))
						key := party["key"].(string)
						delete(party, "key")
						flatten(key, party, flat)
					}
					return flat
				}
				for field, v := range changed(parties(old), parties(s), newID) {
					ch.Facts["parties "+field] = v
				}
				records := len(ch.Facts)+len(newID) > 0
				before, after := risksOf(old.register), risksOf(s.register)
				for id, r := range after {
					key := was["risks/"+id]
					_, oldID, _ := strings.Cut(key, "/")
					from := before[oldID]
					if from == nil {
						ch.Risks[id+" added"] = [2]any{nil, id}
						continue
					}
					if oldID != id {
						ch.Risks[id+" renamed"] = [2]any{oldID, id}
					}
					a, b := movable(from), movable(r)
					for field := range a {
						if !reflect.DeepEqual(followMove(a[field], newID), b[field]) {
							ch.Risks[id+" "+field] = [2]any{a[field], b[field]}
						}
					}
				}
				named := map[string]bool{}
				for key := range was {
					named[was[key]] = true
				}
				for key := range s.facts {
					records = records || was[key] == ""
				}
				for key := range old.facts {
					records = records || !named[key]
				}
				for id := range before {
					now := cmp.Or(newID[id], id)
					if after[now] == nil {
						there := now
						if s.facts["risks/"+now] == nil {
							there = id
						}
						ch.Risks[there+" removed"] = [2]any{id, nil}
					}
				}
				criteria := !reflect.DeepEqual(criteriaOf(old.register, true), criteriaOf(s.register, true))
				want["criteriaChanged"] = !reflect.DeepEqual(criteriaOf(old.register, false), criteriaOf(s.register, false))
				wantChanges[s.commit] = ch
				because(t, m, old, s, ch.Risks, newID, was, records, criteria, wantBecause)
				for key := range s.facts {
					kind, id, _ := strings.Cut(key, "/")
					if before := was[key]; before == "" || !reflect.DeepEqual(raw(old, kind, strings.TrimPrefix(before, kind+"/"), newID), raw(s, kind, id, nil)) || before != key {
						wantRecords[id] = s.commit
					} else {
						wantRecords[id] = cmp.Or(wantRecords[id], s.commit)
					}
				}
				for id := range wantRecords {
					if !slices.ContainsFunc(madeKinds, func(kind string) bool { return s.facts[kind+"/"+id] != nil }) {
						delete(wantRecords, id)
					}
				}
			} else {
				c.was = append(c.was, nil)
				want["criteriaChanged"] = false
				ch := change{map[string][2]any{}, map[string][2]any{}}
				for id := range risksOf(s.register) {
					ch.Risks[id+" added"] = [2]any{nil, id}
				}
				wantChanges[s.commit] = ch
				for key := range s.facts {
					wantRecords[strings.Split(key, "/")[1]] = s.commit
				}
			}
			naiveFigures(c, s, want)
			if risks := g["risks"].(map[string]any); true {
				all := map[string]any{}
				for id, r := range risksOf(s.register) {
					v := movable(r)
					all[id] = map[string]any{"likelihood": v["likelihood"], "impact": v["impact"], "level": v["level"], "outcome": v["outcome"]}
				}
				if diff := gocmp.Diff(all, risks); diff != "" {
					t.Errorf("risks of state %d (%s): want (-), got (+)\n%s", i, s.commit, diff)
				}
			}
		}
		have := map[string]any{}
		for key := range want {
			have[key] = g[key]
		}
		if diff := gocmp.Diff(want, have); diff != "" {
			t.Errorf("state %d (%s): want (-), got (+)\n%s", i, s.commit, diff)
		}
	}
	gotChanges := map[string]change{}
	for _, one := range got["changes"].([]any) {
		of := one.(map[string]any)
		ch := change{map[string][2]any{}, map[string][2]any{}}
		for _, f := range of["facts"].([]any) {
			f := f.(map[string]any)
			if f["id"] != "criteria" {
				ch.Facts[f["id"].(string)+" "+f["field"].(string)] = [2]any{f["from"], f["to"]}
			}
		}
		for _, f := range of["risks"].([]any) {
			f := f.(map[string]any)
			name := f["id"].(string) + " " + f["field"].(string)
			ch.Risks[name] = [2]any{f["from"], f["to"]}
			var why []string
			for _, b := range f["because"].([]any) {
				why = append(why, b.(string))
			}
			if want := wantBecause[of["commit"].(string)+" "+name]; want != nil && !slices.Equal(want, why) {
				t.Errorf("%s: %s moves from %v to %v because of %v, want %v", of["commit"], name, f["from"], f["to"], why, want)
			}
		}
		gotChanges[of["commit"].(string)] = ch
	}
	for commit, ch := range wantChanges {
		if len(ch.Facts)+len(ch.Risks) == 0 {
			delete(wantChanges, commit)
		} else if have := gotChanges[commit]; len(have.Facts)+len(have.Risks) == 0 {
			t.Errorf("%s changed %v and %v, and is not told of", commit, ch.Facts, ch.Risks)
		} else if diff := gocmp.Diff(ch, have); diff != "" {
			t.Errorf("%s: want (-), got (+)\n%s", commit, diff)
		}
	}
	for commit, ch := range gotChanges {
		if _, there := wantChanges[commit]; !there && len(ch.Facts)+len(ch.Risks) > 0 {
			t.Errorf("%s changed nothing, and is told of: %v", commit, ch)
		}
	}
	gotRecords := map[string]string{}
	for id, last := range got["records"].(map[string]any) {
		gotRecords[id] = last.(map[string]any)["commit"].(string)
	}
	if diff := gocmp.Diff(wantRecords, gotRecords); diff != "" {
		t.Errorf("the last changes of records: want (-), got (+)\n%s", diff)
	}
}

func anys(list []string) []any {
	all := []any{}
	for _, one := range list {
		all = append(all, one)
	}
	return all
}

// raw gives a record as it was written, with the names that records have now.
func raw(s *naive, kind, id string, newID map[string]string) any {
	for _, r := range s.register[kind].([]any) {
		if record := r.(map[string]any); record["id"] == id {
			own := maps.Clone(record)
			for _, key := range append([]string{"id", "file"}, judged[kind]...) {
				delete(own, key)
			}
			var deep func(v any) any
			deep = func(v any) any {
				switch v := v.(type) {
				case map[string]any:
					all := map[string]any{}
					for key := range v {
						all[key] = deep(v[key])
					}
					return all
				case []any:
					list := make([]any, len(v))
					for i := range v {
						list[i] = deep(v[i])
					}
					return list
				}
				return follow(v, newID)
			}
			return deep(own)
		}
	}
	return nil
}

func naiveFigures(c *chain, s *naive, want map[string]any) {
	open, beyond, stale := 0.0, 0.0, 0.0
	var loss any
	byLevel, byOutcome := map[string]any{}, map[string]any{}
	counts := s.register["summary"].(map[string]any)
	maps.Copy(byOutcome, counts["byOutcome"].(map[string]any))
	delete(byOutcome, "closed")
	for _, level := range slices.Collect(maps.Keys(counts["byLevel"].(map[string]any)["current"].(map[string]any))) {
		byLevel[level] = 0.0
	}
	for id, r := range risksOf(s.register) {
		outcome, _ := r["outcome"].(string)
		if outcome == "" || outcome == "closed" {
			continue
		}
		open++
		if slices.Contains([]string{"in-treatment", "insufficient-plan", "unevaluated-plan", "awaiting-reanalysis", "needs-treatment"}, outcome) {
			beyond++
		}
		if level, ok := movable(r)["level"].(string); ok {
			byLevel[level] = byLevel[level].(float64) + 1
		}
		if l, ok := r["expectedAnnualLoss"].(float64); ok {
			sum, _ := loss.(float64)
			loss = sum + l
		}
		if len(r["stale"].([]any)) > 0 || outcome != "unanalysed" && c.staleByFacts(id) {
			stale++
		}
	}
	live, late := 0.0, 0.0
	for _, p := range s.register["treatments"].([]any) {
		plan := p.(map[string]any)
		if status := plan["status"]; plan["provisional"] == true || status != "approved" && status != "in-progress" {
			continue
		}
		live++
		past := plan["due"].(string) < s.asOf()
		for _, a := range plan["action"].([]any) {
			due, ok := a.(map[string]any)["due"].(string)
			past = past || ok && due < s.asOf()
		}
		if past {
			late++
		}
	}
	want["open"], want["beyond"], want["stale"], want["byLevel"], want["byOutcome"] = open, beyond, stale, byLevel, byOutcome
	want["plans"] = map[string]any{"live": live, "late": late, "actions": 2 * live, "done": 0.0}
	if total, ok := loss.(float64); ok {
		loss = float64(int64(total*1e6+0.5)) / 1e6
	}
	want["expectedAnnualLoss"] = loss
	want["revision"] = nil
	if c, ok := s.register["criteria"].(map[string]any)["revision"]; ok {
		want["revision"] = c
	}
}

func (s *naive) asOf() string { return s.register["asOf"].(string) }

// because works out what each move is due to: the older state is read once more with the records, the criteria or the day of the newer one.
func because(t *testing.T, m *maker, old, now *naive, moves map[string][2]any, newID, was map[string]string, records, criteria bool, want map[string][]string) {
	if len(moves) == 0 {
		return
	}
	worlds := map[string]map[string]any{}
	world := func(from, criteriaFrom *naive, day string) map[string]any {
		folder := t.TempDir()
		if err := os.CopyFS(folder, os.DirFS(from.folder)); err != nil {
			t.Fatal(err)
		}
		file := filepath.Join("content", "criteria.toml")
		os.Remove(filepath.Join(folder, file))
		if data, err := os.ReadFile(filepath.Join(criteriaFrom.folder, file)); err == nil {
			if err := os.WriteFile(filepath.Join(folder, file), data, 0o644); err != nil {
				t.Fatal(err)
			}
		}
		on, err := date.Parse(day)
		if err != nil {
			t.Fatal(err)
		}
		all, _ := readNaive(t, folder, func(*register.Register) (date.Date, error) { return on, nil })
		return all
	}
	var differing []string
	if records {
		differing = append(differing, "rating")
		worlds["rating"] = world(now, old, old.asOf())
	}
	if criteria {
		differing = append(differing, "criteria")
		worlds["criteria"] = world(old, now, old.asOf())
	}
	if old.asOf() != now.asOf() {
		differing = append(differing, "date")
		worlds["date"] = world(old, old, now.asOf())
	}
	before := risksOf(old.register)
	for name := range moves {
		id, field, _ := strings.Cut(name, " ")
		_, oldID, _ := strings.Cut(was["risks/"+id], "/")
		if before[oldID] == nil || field == "removed" || field == "added" || field == "renamed" {
			continue
		}
		from := movable(before[oldID])[field]
		var list []string
		for _, f := range differing {
			if worlds[f] == nil {
				return // under other criteria a rating is on no scale, and the world does not read
			}
			r, follows := risksOf(worlds[f])[oldID], map[string]string{}
			if f == "rating" {
				r, follows = risksOf(worlds[f])[id], newID
			}
			if r == nil || !reflect.DeepEqual(followMove(from, follows), movable(r)[field]) {
				list = append(list, f)
			}
		}
		if list == nil {
			list = differing
		}
		want[now.commit+" "+name] = list
	}
}

// programs gives the history as the program exports it.
func programs(t *testing.T, m *maker) map[string]any {
	alone := exported(t, m, "main", nil)
	store := memoryStore{}
	for _, head := range []string{"main~9", "main", "main"} { // nothing kept, half of it, all of it
		if got := exported(t, m, head, store); head == "main" && !bytes.Equal(got, alone) {
			t.Errorf("with %d kept the history is another: %s", len(store), gocmp.Diff(string(alone), string(got)))
		}
	}
	if len(store) < 2 {
		t.Errorf("%d kept, want 2", len(store))
	}
	for name := range store {
		store[name] = bytes.Repeat([]byte{7}, 100)
	}
	if got := exported(t, m, "main", store); !bytes.Equal(got, alone) {
		t.Error("with what is kept damaged the history is another")
	}
	var all map[string]any
	if err := json.Unmarshal(alone, &all); err != nil {
		t.Fatalf("%v\n%s", err, alone)
	}
	return all
}

// memoryStore keeps what is found out about a history for the length of a test.
type memoryStore map[string][]byte

func (s memoryStore) Names() []string               { return slices.Collect(maps.Keys(s)) }
func (s memoryStore) Load(name string) []byte       { return bytes.Clone(s[name]) }
func (s memoryStore) Save(name string, data []byte) { s[name] = bytes.Clone(data) }

func exported(t *testing.T, m *maker, at string, store compile.Store) []byte {
	ctx := context.Background()
	root, err := os.OpenRoot(m.folder)
	if err != nil {
		t.Fatal(err)
	}
	defer root.Close()
	j, err := compile.Early(ctx, root.FS(), func(*register.Register) (date.Date, error) { return asOfNow, nil }, compile.ForCheck)
	if err != nil {
		t.Fatal(err)
	}
	repository, err := history.Open(ctx, m.folder)
	if err != nil {
		t.Fatal(err)
	}
	head, err := repository.Resolve(ctx, at)
	if err != nil {
		t.Fatal(err)
	}
	if err := j.Remember(ctx, repository, head, at == "main", store); err != nil {
		t.Fatal(err)
	}
	readAgain(t, j)
	var b bytes.Buffer
	if err := export.WriteHistory(&b, export.History{Register: j.Register, Chronicle: j.Chronicle, Risks: true}); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// readAgain writes a history as an archive holds it and reads it: what is written of that is the same, and so is what evaluations rest on.
func readAgain(t *testing.T, j *compile.Judged) {
	t.Helper()
	written := func(c *chronicle.Chronicle) []byte {
		var b bytes.Buffer
		if err := export.WriteHistory(&b, export.History{Register: j.Register, Chronicle: c, Risks: true, Also: true}); err != nil {
			t.Fatal(err)
		}
		return b.Bytes()
	}
	first := written(j.Chronicle)
	again, err := export.ReadHistory(first, j.Register)
	if err != nil {
		t.Fatal(err)
	}
	if second := written(again); !bytes.Equal(first, second) {
		t.Errorf("a history that is read and written is another: %s", gocmp.Diff(string(first), string(second)))
	}
	if !again.Agrees(j.Assessment) {
		t.Error("the last state is not the one that was judged")
	}
	last := &again.States[len(again.States)-1].Figures
	last.Stale++
	if again.Agrees(j.Assessment) {
		t.Error("another number of stale evaluations is no matter")
	}
	last.Stale--
	stale := func(past assess.Past) any {
		a := assess.Assess(j.Register, j.Assessment.AsOf)
		assurance.Recall(a, past)
		all := map[string][]assess.Stale{}
		for _, k := range a.Risks {
			all[k.Record.ID] = k.Stale
		}
		return all
	}
	if diff := gocmp.Diff(stale(j.Chronicle.Past), stale(again.Past)); diff != "" {
		t.Errorf("evaluations rest on something else: %s", diff)
	}
}

// naively reads the states one by one.
func naively(t *testing.T, m *maker) []*naive {
	var states []*naive
	last := ""
	var line []string
	if out := m.git(nil, "rev-list", "--first-parent", "--reverse", "main"); out != "" {
		line = strings.Split(out, "\n")
	}
	for i, commit := range line {
		tree := m.git(nil, "ls-tree", commit, "content")
		tags := strings.Fields(m.git(nil, "tag", "--points-at", commit))
		if tree == last {
			if len(states) > 0 {
				s := states[len(states)-1]
				s.tags = append(s.tags, tags...)
				slices.Sort(s.tags)
			}
			continue
		}
		last = tree
		s := &naive{commit: commit, tags: tags, author: m.git(nil, "show", "-s", "--format=%aN", commit), subject: m.git(nil, "show", "-s", "--format=%s", commit), folder: t.TempDir()}
		brought := commit
		if i > 0 {
			brought = line[i-1] + ".." + commit
		}
		s.authors = strings.Split(m.git(nil, "log", "--format=%aN", brought), "\n")
		if i == 0 {
			s.authors = []string{s.author}
		}
		slices.Sort(s.authors)
		s.authors = slices.Compact(s.authors)
		m.git([]string{"GIT_INDEX_FILE=" + filepath.Join(s.folder, ".index")}, "--work-tree="+s.folder, "checkout", "-q", commit, "--", ".")
		os.Remove(filepath.Join(s.folder, ".index"))
		seconds := m.git(nil, "show", "-s", "--format=%ct", commit)
		var unix int64
		fmt.Sscan(seconds, &unix)
		zoned := func(r *register.Register) (date.Date, error) {
			zone := time.UTC
			if z, err := time.LoadLocation(r.Config.TimeZone); err == nil {
				zone = z
			}
			return date.FromTime(time.Unix(unix, 0).In(zone)), nil
		}
		s.register, s.on = readNaive(t, s.folder, zoned)
		states = append(states, s)
	}
	end := states[len(states)-1]
	end.register, _ = readNaive(t, end.folder, func(*register.Register) (date.Date, error) { return asOfNow, nil })
	return states
}
