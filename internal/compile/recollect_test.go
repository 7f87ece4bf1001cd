package compile_test

import (
	"bytes"
	"os"
	"os/exec"
	"strings"
	"testing"

	gocmp "github.com/google/go-cmp/cmp"

	"github.com/riskbook/riskbook/internal/audience"
	"github.com/riskbook/riskbook/internal/compile"
	"github.com/riskbook/riskbook/internal/date"
	"github.com/riskbook/riskbook/internal/export"
	"github.com/riskbook/riskbook/internal/history"
	"github.com/riskbook/riskbook/internal/register"
)

// TestARecollectionSaysWhatReadingTheHistorySays edits a register in a repository again and again: what is known from before makes no difference.
func TestARecollectionSaysWhatReadingTheHistorySays(t *testing.T) {
	if _, err := exec.LookPath("git"); err != nil {
		t.Skip("git is not installed")
	}
	m := newMaker(t, 40)
	m.grow(6)
	root, err := os.OpenRoot(m.folder)
	if err != nil {
		t.Fatal(err)
	}
	defer root.Close()
	repository, err := history.Open(t.Context(), m.folder)
	if err != nil {
		t.Fatal(err)
	}
	known, seen := &compile.Recollection{}, &compile.Recollection{}
	for edit := range 7 {
		if edit > 0 { // at first nothing is uncommitted
			m.change()
			m.broken = ""
			m.write()
		}
		if edit == 3 {
			m.git(nil, "add", "-A")
			m.git([]string{"GIT_AUTHOR_NAME=Ann", "GIT_AUTHOR_EMAIL=a@example.org", "GIT_COMMITTER_NAME=Ann", "GIT_COMMITTER_EMAIL=a@example.org"}, "commit", "-q", "--allow-empty", "-m", "more")
		}
		head, err := repository.Head(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		said := func(of *audience.Reader, remember func(*compile.Judged) error) string {
			j, err := compile.Early(t.Context(), root.FS(), func(*register.Register) (date.Date, error) { return asOfNow, nil }, compile.ForCheck)
			if err != nil {
				t.Fatal(err)
			}
			if of != nil { // to whom every third record is withheld, whatever its label
				withheld := map[string]bool{}
				for i, e := range j.Register.All() {
					withheld[e.Of().ID] = i%3 == 0
				}
				j.Reader = of.Also(withheld)
			}
			if err := remember(j); err != nil {
				t.Fatal(err)
			}
			if of != nil {
				j = j.For(j.Reader)
			}
			var b bytes.Buffer
			if err := export.WriteHistory(&b, export.History{Register: j.Register, Chronicle: j.Chronicle, Risks: true}); err != nil {
				t.Fatal(err)
			}
			for _, k := range j.Assessment.Risks {
				for _, s := range k.Stale {
					b.WriteString(k.Record.ID + " " + s.Because + " " + s.What + " " + s.From.String() + " " + s.To.String() + "\n")
				}
			}
			return b.String()
		}
		reader := audience.Find(&register.Register{Config: register.Config{Audiences: []register.Audience{{Name: "some", Clearance: "TLP:RED", Git: edit > 4}}}}, "some")
		for _, of := range []*audience.Reader{nil, reader} {
			known := known
			if of != nil {
				known = seen
			}
			alone := said(of, func(j *compile.Judged) error { return j.Remember(t.Context(), repository, head, true, nil) })
			again := said(of, func(j *compile.Judged) error {
				return known.Remember(t.Context(), j, repository, head, history.Names(t.Context(), m.folder), nil)
			})
			if alone != again {
				t.Errorf("edit %d, of a part %t: %s", edit, of != nil, gocmp.Diff(alone, again))
			}
			if whole := of == nil; edit > 0 && strings.Count(alone, `"commit":`) < 3 {
				t.Errorf("edit %d, of the whole %t: hardly a state is told", edit, whole)
			}
		}
	}
}
