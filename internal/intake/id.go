package intake

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"github.com/riskbook/riskbook/internal/edit"
	"github.com/riskbook/riskbook/internal/register"
	"github.com/riskbook/riskbook/internal/source"
	"golang.org/x/text/unicode/norm"
)

// giver gives ids to new records.
type giver struct {
	register *register.Register
	taken    map[string]bool
	tree     *source.Tree // with what was given so far
}

// newGiver makes a giver for a register without some of its records, which go.
func newGiver(r *register.Register, without []string) *giver {
	g := &giver{register: r, taken: map[string]bool{}, tree: &source.Tree{}}
	for _, record := range r.Tree.Records {
		if slices.Contains(without, record.ID) {
			continue
		}
		g.tree.Records = append(g.tree.Records, record)
		g.taken[source.FoldID(record.ID)] = true
	}
	return g
}

// take gives the id that a new record wants, or the next one where it wants none; false for one that cannot be given.
func (g *giver) take(k *register.Kind, id string) (string, bool) {
	if id == "" {
		return g.next(k), true
	}
	if !source.GoodID(k.Folder, id) || source.IsDevice(id) || g.taken[source.FoldID(id)] {
		return "", false
	}
	g.note(k, id)
	return id, true
}

func (g *giver) note(k *register.Kind, id string) {
	g.taken[source.FoldID(id)] = true
	g.tree.Records = append(g.tree.Records, &source.Record{ID: id, Folder: k.Folder})
}

// next gives the next free id of a kind.
func (g *giver) next(k *register.Kind) string {
	id := edit.NextID(g.tree, k, nil)
	for n := 1; id == "" || g.taken[source.FoldID(id)]; n++ {
		id = fmt.Sprintf("%s-%03d", strings.ToUpper(k.Folder[:1]), n)
	}
	g.note(k, id)
	return id
}

var notInID = regexp.MustCompile(`[^\p{L}\p{N}_-]+`)

var notASCII = regexp.MustCompile(`[^A-Za-z0-9_-]+`)

// validID makes an id of what stands in the column of ids: what cannot be in an id becomes "-". It is empty where nothing is left.
func validID(folder, text string) string {
	text = norm.NFKC.String(strings.TrimSpace(text))
	if folder == "glossary" {
		return text
	}
	text = notASCII.ReplaceAllString(notInID.ReplaceAllString(text, "-"), "-")
	return strings.Trim(text, "-_")
}
