package assess

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"reflect"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/riskbook/riskbook/internal/date"
	"github.com/riskbook/riskbook/internal/planted"
	"github.com/riskbook/riskbook/internal/register"
	"github.com/riskbook/riskbook/internal/source"
)

// changing is a random register that changes from one state to the next, each record in a file of its own.
type changing struct {
	*rand.Rand
	now, other *naive // what changes, and where new records are taken from
	files      fstest.MapFS
	read       source.Memo
	understood register.Memo
	writes     int
}

func (c *changing) put(name, text string) {
	if f := c.files[name]; f != nil && string(f.Data) == text {
		return
	}
	c.writes++
	c.files[name] = &fstest.MapFile{Data: []byte(text), ModTime: time.Unix(int64(c.writes), 0)}
}

// write brings the files up to what the tables say.
func (c *changing) write() {
	wanted := map[string]string{"content/riskbook.toml": "title = \"T\"\n"}
	fields := func(t table) string {
		var b strings.Builder
		for _, key := range slices.Sorted(maps.Keys(t)) {
			fmt.Fprintf(&b, "%s = %s\n", key, write(t[key]))
		}
		return b.String()
	}
	if c.now.criteria != nil {
		wanted["content/criteria.toml"] = fields(c.now.criteria)
	}
	for kind, records := range c.now.records {
		for id, t := range records {
			wanted["content/"+kind+"/"+id+".md"] = "+++\n" + fields(t) + "+++\n"
		}
	}
	for name := range c.files {
		if _, there := wanted[name]; !there {
			delete(c.files, name)
		}
	}
	for name, text := range wanted {
		c.put(name, text)
	}
}

// step changes something: mostly one record.
func (c *changing) step() {
	kinds := slices.Sorted(maps.Keys(c.now.records))
	for range 1 + c.IntN(2) {
		kind := kinds[c.IntN(len(kinds))]
		ids := slices.Sorted(maps.Keys(c.now.records[kind]))
		others := slices.Sorted(maps.Keys(c.other.records[kind]))
		switch n := c.IntN(20); {
		case n == 0 && c.now.criteria != nil && c.other.criteria != nil:
			c.now.criteria, c.other.criteria = c.other.criteria, c.now.criteria
		case n < 4 && len(ids) > 1:
			delete(c.now.records[kind], ids[c.IntN(len(ids))])
		case n < 8: // nothing but the day
		case len(others) > 0:
			id := others[c.IntN(len(others))]
			c.now.records[kind][id], c.other.records[kind][id] = c.other.records[kind][id], c.now.records[kind][id]
			if c.other.records[kind][id] == nil {
				delete(c.other.records[kind], id)
			}
		}
	}
}

// TestFollowingGivesWhatJudgingAnewGives holds verdicts that were taken over from the state before against such as were found anew, over states in which records
// come, go and change and days pass in either direction.
func TestFollowingGivesWhatJudgingAnewGives(t *testing.T) {
	taken, anew := 0, 0
	for seed := range uint64(150) {
		c := &changing{Rand: rand.New(rand.NewPCG(seed, 7)), files: fstest.MapFS{}}
		c.now, _ = draw(seed)
		c.other, _ = draw(seed + 5000)
		var last *Assessment
		for range 12 {
			c.write()
			tree, err := c.read.Read(c.files)
			if err != nil {
				t.Fatal(err)
			}
			r := c.understood.Understand(tree)
			asOf, err := date.Parse(string(days[c.IntN(len(days))]))
			if err != nil {
				t.Fatal(err)
			}
			followed, alone := Follow(last, r, asOf), Glance(r, asOf)
			if differ := glanced(followed, alone); differ != "" {
				t.Fatalf("seed %d, as of %s: %s\n%s", seed, asOf, differ, c.now.text())
			}
			if differ := glanced(alone, Assess(r, asOf)); differ != "" {
				t.Fatalf("seed %d, as of %s, a glance: %s\n%s", seed, asOf, differ, c.now.text())
			}
			if last != nil {
				for id, k := range followed.risks {
					if last.risks[id] == k {
						taken++
					} else {
						anew++
					}
				}
			}
			last = followed
			c.step()
		}
	}
	if taken < 1000 || anew < 1000 {
		t.Errorf("%d verdicts were taken over and %d found anew", taken, anew)
	}
}

// glanced says where two assessments differ in what a glance sees.
func glanced(a, b *Assessment) string {
	ids := func(list []*Risk) string {
		var ids []string
		for _, k := range list {
			ids = append(ids, k.Record.ID)
		}
		return join(ids)
	}
	if ids(a.Risks) != ids(b.Risks) || ids(a.Waiting) != ids(b.Waiting) || len(a.risks) != len(b.risks) {
		return fmt.Sprintf("risks %s and %s, not %s and %s", ids(a.Risks), ids(a.Waiting), ids(b.Risks), ids(b.Waiting))
	}
	for _, id := range slices.Sorted(maps.Keys(a.risks)) {
		k, other := *a.risks[id], *b.risks[id]
		for _, r := range []*Risk{&k, &other} { // what a glance does not see
			r.rests, r.sieve, r.Occurred, r.Touched, r.Next = nil, sieve{}, nil, nil, date.Date{}
		}
		if !reflect.DeepEqual(k, other) {
			return fmt.Sprintf("%s:\n%+v\nnot\n%+v", id, k, other)
		}
	}
	if len(a.Plans) != len(b.Plans) {
		return fmt.Sprintf("%d plans, not %d", len(a.Plans), len(b.Plans))
	}
	for i, p := range a.Plans {
		q := b.Plans[i]
		if p.Record != q.Record || p.Live != q.Live || p.Overdue != q.Overdue || !slices.Equal(p.OverdueOpen, q.OverdueOpen) || p.Total != q.Total || p.Done != q.Done {
			return fmt.Sprintf("plan %s: %+v, not %+v", p.Record.ID, p, q)
		}
	}
	for _, o := range Outcomes {
		if a.Summary.ByOutcome[o] != b.Summary.ByOutcome[o] {
			return fmt.Sprintf("%s: %d, not %d", o, a.Summary.ByOutcome[o], b.Summary.ByOutcome[o])
		}
	}
	if !slices.Equal(a.Summary.ByLevel.Now, b.Summary.ByLevel.Now) {
		return fmt.Sprintf("by level %v, not %v", a.Summary.ByLevel.Now, b.Summary.ByLevel.Now)
	}
	return ""
}

// TestWhatBearsOnManyRisksIsFollowed changes one record on which verdicts of risks rest that it does not name.
func TestWhatBearsOnManyRisksIsFollowed(t *testing.T) {
	const risk = "title = \"R\"\nowner = \"o\"\nidentified = 2026-01-01\nreviewed = 2026-02-01\n[current]\nlikelihood = 3\nimpact = 5\n"
	const plan = "title = \"P\"\nowner = \"o\"\nrisks = [\"R-1\"]\nstatus = \"approved\"\ndue = 2027-01-01\noption = \"modify\"\naim = \"prevention\"\n[[target]]\nrisk = \"R-2\"\nlikelihood = 1\nimpact = 1\n"
	criteria, _ := strings.CutPrefix(strings.TrimSpace(planted.Criteria), "-- content/criteria.toml --\n")
	for name, change := range map[string]struct{ file, before, after string }{
		"an approval of a plan that sets a target for a risk which it does not name": {"content/decisions/D-1.md",
			"title = \"D\"\nkind = \"plan-approval\"\nbasis = \"B\"\ntreatments = [\"P-1\"]\nby = \"o\"\non = 2026-12-01\n", "title = \"D\"\nkind = \"plan-approval\"\nbasis = \"B\"\ntreatments = [\"P-1\"]\nby = \"o\"\non = 2026-05-01\n"},
		"a review of the whole register": {"content/reviews/V-1.md",
			"title = \"V\"\non = 2026-05-01\nfactor = \"internal\"\ntrigger = \"periodic\"\nby = \"o\"\noutcome = \"keep\"\n", "title = \"V\"\non = 2026-05-01\nfactor = \"internal\"\ntrigger = \"periodic\"\nby = \"o\"\noutcome = \"change\"\n"},
	} {
		c := &changing{files: fstest.MapFS{}}
		for file, text := range map[string]string{"content/risks/R-1.md": risk, "content/risks/R-2.md": risk, "content/treatments/P-1.md": plan, change.file: change.before} {
			c.put(file, "+++\n"+text+"+++\n")
		}
		c.put("content/riskbook.toml", "title = \"T\"\n")
		c.put("content/criteria.toml", criteria)
		var states []*Assessment
		for _, text := range []string{change.before, change.after} {
			c.put(change.file, "+++\n"+text+"+++\n")
			tree, err := c.read.Read(c.files)
			if err != nil {
				t.Fatal(err)
			}
			var last *Assessment
			if len(states) > 0 {
				last = states[0]
			}
			r := c.understood.Understand(tree)
			if len(r.Faults) > 0 {
				t.Fatal(r.Faults)
			}
			states = append(states, Follow(last, r, planted.Today))
		}
		if differ := glanced(states[1], Glance(states[1].Register, planted.Today)); differ != "" {
			t.Errorf("%s: %s", name, differ)
		}
		if glanced(states[0], states[1]) == "" {
			t.Errorf("%s changes nothing", name)
		}
	}
}
