package intake

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/riskbook/riskbook/internal/edit"
	"github.com/riskbook/riskbook/internal/mapping"
	"github.com/riskbook/riskbook/internal/register"
	"github.com/riskbook/riskbook/internal/term"
	"github.com/riskbook/riskbook/internal/workbook"
	"go.yaml.in/yaml/v3"
)

// KnownSystem gives the map of a table that a system exports whose columns are known: the risk assessments of CISO Assistant. It is nil for any other.
func KnownSystem(r *register.Register, b *workbook.Book, k *register.Kind, language string) *mapping.Map {
	for _, s := range b.Sheets {
		if len(s.Rows) == 0 {
			continue
		}
		heads := map[string]bool{}
		for _, text := range mapping.RowTexts(&s.Rows[0]) {
			heads[mapping.Fold(text)] = true
		}
		current := heads["currentproba"] && heads["currentimpact"] || heads["currentlevel"] && heads["appliedcontrols"]
		if (heads["refid"] || heads["rid"]) && heads["name"] && heads["treatment"] && current {
			m, _ := mapping.Propose(r, &workbook.Book{Sheets: []*workbook.Sheet{s}}, k, language)
			return m
		}
	}
	return nil
}

// matrixLibrary is a risk matrix as CISO Assistant's libraries hold it: grid by probability, then impact, both ascending, of places in risk.
type matrixLibrary struct {
	Objects struct {
		Matrices []matrix `yaml:"risk_matrix"`
	} `yaml:"objects"`
}

type matrix struct {
	Reference   string       `yaml:"ref_id"`
	Name        string       `yaml:"name"`
	Description string       `yaml:"description"`
	Probability []matrixStep `yaml:"probability"`
	Impact      []matrixStep `yaml:"impact"`
	Risk        []matrixStep `yaml:"risk"`
	Grid        [][]int      `yaml:"grid"`
}

type matrixStep struct {
	ID          int    `yaml:"id"`
	Name        string `yaml:"name"`
	Description string `yaml:"description"`
}

// mostOfLibrary is the size of a library, in bytes, up to which it is read.
const mostOfLibrary = 4 << 20

// Criteria plans the import of a risk matrix of CISO Assistant as risk criteria: in force where the register has none that were approved, else as a proposal.
func Criteria(r *register.Register, name string, data []byte) (*Plan, error) {
	wrong := func(ja, en string) error {
		return &workbook.Refusal{Message: term.Words{Ja: name + ": " + ja, En: name + ": " + en}, Help: term.Words{
			Ja: "CISO Assistant のリスクマトリクスのライブラリー（risk_matrix のある YAML）を指定してください。", En: "name a library of CISO Assistant with a risk matrix: YAML that holds risk_matrix"}}
	}
	if len(data) > mostOfLibrary {
		return nil, wrong("大きさが上限（4 MiB）を超えます", "it is beyond the limit of 4 MiB")
	}
	var library matrixLibrary
	var root yaml.Node
	if yaml.Unmarshal(data, &root) != nil || root.Decode(&library) != nil {
		return nil, wrong("YAML として読み込めません", "it cannot be read as YAML")
	}
	if len(library.Objects.Matrices) == 0 {
		return nil, wrong("リスクマトリクスがありません", "there is no risk matrix in it")
	}
	m := &library.Objects.Matrices[0]
	if n := len(m.Probability); n < 2 || n > 10 || len(m.Impact) < 2 || len(m.Impact) > 10 || len(m.Risk) < 2 || len(m.Grid) != n {
		return nil, wrong("尺度の段階は2から10までで、マトリクスの行と同じ数が要ります", "scales need 2 to 10 steps, as many as the matrix has rows")
	}
	criteria, problem := m.criteria(r.Config.DefaultLanguage)
	if problem != nil {
		return nil, wrong(problem.Ja, problem.En)
	}
	plan := &Plan{Settings: map[string][]byte{}}
	target := "content/criteria.toml"
	if r.Criteria.Given {
		target = "content/criteria.proposed.toml"
	}
	plan.Settings[target] = criteria
	plan.unplaced(name, &root)
	return plan, nil
}

// criteria writes the criteria that a matrix stands for, or says why it stands for none.
func (m *matrix) criteria(language string) ([]byte, *term.Words) {
	var b strings.Builder
	p := func(format string, args ...any) { fmt.Fprintf(&b, format+"\n", args...) }
	say := func(ja, en string) string { return term.Words{Ja: ja, En: en}.In(language) }
	p("# %s", mapping.OneLine(say("CISO Assistant のリスクマトリクス「", "The risk matrix of CISO Assistant: ")+m.Name+say("」", "")))
	p("revision = %s", edit.Quote(firstOf(m.Reference, m.Name)))
	named := func(s matrixStep) {
		if s.Description != "" && s.Description != s.Name {
			p("meaning = %s", edit.Quote(s.Description))
		}
	}
	for _, scale := range []struct {
		table string
		steps []matrixStep
	}{{"likelihood", m.Probability}, {"impact", m.Impact}} {
		for i, s := range scale.steps {
			p("\n[[%s]]\nvalue = %d\nlabel = %s", scale.table, i+1, edit.Quote(s.Name))
			named(s)
		}
	}
	keys := make([]string, len(m.Risk))
	for i, s := range m.Risk {
		keys[i] = levelKey(s.Name, keys[:i])
		acceptance := "treat"
		if i == 0 {
			acceptance = "accept"
		}
		p("\n[[level]]\nkey = %q\nlabel = %s", keys[i], edit.Quote(s.Name))
		named(s)
		p("acceptance = %q  # %s", acceptance, say("ライブラリーは受容の基準を定めていません。確かめてください", "the library does not say what may be accepted: see that this is right"))
	}
	p("\n[matrix]\nrows = [")
	for _, row := range m.Grid {
		if len(row) != len(m.Impact) {
			return nil, &term.Words{Ja: "マトリクスの列の数が影響の段階と異なります", En: "the matrix has not as many columns as the impact has steps"}
		}
		var cells []string
		for _, at := range row {
			if at < 0 || at >= len(keys) {
				return nil, &term.Words{Ja: "マトリクスが、ないレベルを指しています", En: "the matrix names a level that is not there"}
			}
			cells = append(cells, strconv.Quote(keys[at]))
		}
		p("    [%s],", strings.Join(cells, ", "))
	}
	p("]")
	return []byte(b.String()), nil
}

func firstOf(a, b string) string {
	if a != "" {
		return a
	}
	return b
}

func levelKey(name string, taken []string) string {
	key := strings.ToLower(strings.Trim(notASCII.ReplaceAllString(name, "-"), "-"))
	if key == "" {
		key = "level-" + strconv.Itoa(len(taken)+1)
	}
	for slices.Contains(taken, key) {
		key += "-" + strconv.Itoa(len(taken)+1)
	}
	return key
}

// placedKeys are the keys of a matrix that have a place in criteria; ids are places in a list.
var placedKeys = []string{"name", "description", "id", "ref_id", "grid"}

// unplaced tells of the values of a library that have no place.
func (p *Plan) unplaced(name string, n *yaml.Node) {
	var walk func(n *yaml.Node, key string, inMatrix int)
	walk = func(n *yaml.Node, key string, matrix int) {
		switch n.Kind {
		case yaml.DocumentNode, yaml.SequenceNode:
			for i, item := range n.Content {
				next := matrix
				if key == "risk_matrix" {
					next = i
				}
				walk(item, key, next)
			}
		case yaml.MappingNode:
			for i := 0; i+1 < len(n.Content); i += 2 {
				next := matrix
				if key == "translations" {
					next = -1
				}
				walk(n.Content[i+1], n.Content[i].Value, next)
			}
		case yaml.ScalarNode:
			if matrix == 0 && (slices.Contains(placedKeys, key)) {
				p.Cells = append(p.Cells, Cell{At: mapping.Place{Sheet: name, Cell: strconv.Itoa(n.Line)}, Found: n.Value, To: "criteria " + key})
				return
			}
			p.tell(mapping.Place{Sheet: name, Cell: strconv.Itoa(n.Line)}, n.Value, term.Words{Ja: "判定基準に行き先のない項目です: " + key, En: "the criteria have no place for it: " + key})
		}
	}
	walk(n, "", -1)
}
