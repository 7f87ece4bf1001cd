package check

import (
	"slices"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"

	"github.com/riskbook/riskbook/internal/register"
)

// restOnCriteria are the rules that would repeat one fault of the criteria over and over, or say what nobody knows, where a key in them is none and may stand
// for a part that the examples do not have.
var restOnCriteria = strings.Fields(`
acceptance-expired acceptance-outgrown acceptance-under-older-criteria acceptance-without-effect accepted-above-rating beyond-authority
cumulative-unknown expires-soon extreme-without-continuity insufficient-plan introduced-unevaluated judgement-lapsed level-falls-without-control
level-rises-with-controls matrix-not-monotone needs-judgement needs-treatment option-without-rationale projected-unacceptable pushed-over quantities-disagree
retained-against-criteria target-worse-than-now targets-conflict unevaluated-plan
`)

// speakOfAbsence are the rules that say that something is not there, by the kind of the record that may hold it and cannot be read.
var speakOfAbsence = map[string][]string{
	"decisions":  strings.Fields("cancelled-without-decision closed-without-decision needs-treatment plan-without-approval"),
	"controls":   {"level-falls-without-control"},
	"events":     {"approach-missing", "asset-without-event"},
	"findings":   {"channel-silent"},
	"risks":      {"event-without-risk"},
	"treatments": {"needs-treatment"},
}

// whatMayBeAnywhere are those to which a record of any kind may give what they miss.
var whatMayBeAnywhere = []string{"orphan-record", "step-without-evidence", "term-unused"}

// TestRulesAreSilentAboutWhatTheyCannotKnow puts a fault into the criteria of each rule's own example, and a record that cannot be read beside it.
func TestRulesAreSilentAboutWhatTheyCannotKnow(t *testing.T) {
	const criteria = "-- content/criteria.toml --\n"
	for _, r := range Rules {
		if r.Find == nil || r == matrixShape || r == unknownLevel || r.Failing == "" {
			continue
		}
		before := len(places(checked(t, r.Failing), string(r.Name)))
		if before == 0 {
			t.Errorf("%s says nothing of its own example", r.Name)
		}
		faulty := strings.Replace(r.Failing, criteria, criteria+"nonsense = 1\n", 1)
		if faulty == r.Failing {
			faulty += criteria + "nonsense = \n"
		}
		type trial struct {
			name, register string
			silent         []string
		}
		trials := []trial{{"a fault of the criteria", faulty, restOnCriteria}}
		for _, k := range register.Kinds {
			broken := r.Failing + "-- content/" + k.Folder + "/broken.md --\n+++\ntitle = \n+++\n"
			trials = append(trials, trial{"a record among the " + k.Folder + " that cannot be read", broken, slices.Concat(whatMayBeAnywhere, speakOfAbsence[k.Folder])})
		}
		for _, c := range trials {
			want := before
			if slices.Contains(c.silent, string(r.Name)) {
				want = 0
			}
			if got := len(places(checked(t, c.register), string(r.Name))); got != want {
				t.Errorf("%s speaks %d times beside %s, want %d", r.Name, got, c.name, want)
			}
		}
	}
}

// TestAFaultOfTheCriteriaSilencesOnlyWhatRestsOnIt puts a fault into one part of the criteria of each rule's own example.
func TestAFaultOfTheCriteriaSilencesOnlyWhatRestsOnIt(t *testing.T) {
	const (
		days    = " criteria-review-overdue rated-under-older-criteria"
		ratings = " quantities-disagree targets-conflict"
		levels  = " introduced-unevaluated level-falls-without-control level-rises-with-controls matrix-not-monotone target-worse-than-now"
		rest    = " acceptance-expired acceptance-outgrown acceptance-without-effect accepted-above-rating cumulative-unknown expires-soon extreme-without-continuity" +
			" insufficient-plan needs-treatment projected-unacceptable pushed-over retained-against-criteria unevaluated-plan"
		factors = " likelihood-disagrees"
	)
	for _, tt := range []struct{ part, fault, speak string }{
		{"area", "[[area]]\nkey = \"service\"\n", days + ratings + levels + rest + factors + " acceptance-under-older-criteria beyond-authority option-without-rationale"},
		{"change", "[[change]]\nnonsense = 1\n", days + ratings + levels + rest + factors + " acceptance-under-older-criteria beyond-authority option-without-rationale"},
		{"viewpoint", "[[viewpoint]]\nkey = \"legal\"\n", days + ratings + levels + rest + factors + " acceptance-under-older-criteria beyond-authority"},
		{"authority", "[[authority]]\nlevel = \"low\"\n", days + ratings + levels + rest + factors + " acceptance-under-older-criteria option-without-rationale"},
		{"a part that looks like authority", "[[authorty]]\nlevel = \"low\"\nby = [\"director\"]\n", days + factors},
		{"acceptance", "[[acceptance.tolerance]]\nloss = 1\n", days + ratings + levels + factors + " beyond-authority"},
		{"a level of a row of authority", "[[authority]]\nlevel = \"hihg\"\nby = [\"director\"]\n", days + ratings + levels + rest + factors + " acceptance-under-older-criteria option-without-rationale"},
		{"matrix", "[matrix.thresholds]\nnonsense = 1\n", days + ratings + factors},
	} {
		for _, r := range Rules {
			files := txtar.Parse([]byte(r.Failing))
			at := slices.IndexFunc(files.Files, func(f txtar.File) bool { return f.Name == "content/criteria.toml" })
			if !r.Judged || at < 0 {
				continue
			}
			before := len(places(checked(t, r.Failing), string(r.Name)))
			files.Files[at].Data = slices.Concat(files.Files[at].Data, []byte(tt.fault))
			got, want := len(places(checked(t, string(txtar.Format(files))), string(r.Name))), 0
			if slices.Contains(strings.Fields(tt.speak), string(r.Name)) {
				want = before
			}
			if got != want {
				t.Errorf("a fault of %s: %s speaks %d times, want %d", tt.part, r.Name, got, want)
			}
		}
	}
}

// Those rules judge that rest on the criteria as a whole, or on a part that their examples have: a comparison asks for it too, where ratings are to be given anew.
func TestWhichRulesJudge(t *testing.T) {
	judge := append(strings.Fields("criteria-review-overdue likelihood-disagrees rated-under-older-criteria"), restOnCriteria...)
	for _, r := range Rules {
		if want := slices.Contains(judge, string(r.Name)); r.Judged != want {
			t.Errorf("%s judges: %t, want %t", r.Name, r.Judged, want)
		}
	}
}
