package assess

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"github.com/riskbook/riskbook/internal/register"
	"github.com/riskbook/riskbook/internal/signature"
)

// DecisionNamespace is what a signature of a decision is made for.
const DecisionNamespace = "riskbook-decision"

// The breaches that a decision's signature shows.
const (
	SignatureBad     BreachKind = "signature-bad"      // it is not a signature of what stands under signed
	SignerNotAllowed BreachKind = "signer-not-allowed" // whose key it is may not sign for the decider
)

// Signature is what a decision's signature is worth.
type Signature struct {
	Fault   BreachKind // empty where it is good
	Signers []string   // the parties whose key it is, by content/allowed_signers
	Key     string     // the fingerprint of the key
	Void    []string   // the decision's own facts that are not those that were signed
	Since   []string   // the facts of its risks and plans that changed since it was signed, as they were
}

// signable are the keys of a decision that say what was decided; titles, links and notes may be mended without voiding a signature.
var signable = []string{"at", "basis", "by", "conditions", "criteria", "evidence", "kind", "knowledge", "on", "proposed_by", "risks", "treatments", "until", "verdict"}

// Fingerprint returns what is signed of a decision, a fact a line: its own, and for each risk and plan that it names those on which it was decided. It
// names no commit, so that it is the same after a rebase.
func Fingerprint(a *Assessment, d *register.Decision) string {
	lines := append([]string{"riskbook-decision 1"}, ownFacts(d)...)
	for _, id := range register.Distinct(d.Risks) {
		record := a.Register.Risk(id)
		if record == nil {
			continue
		}
		for _, at := range []string{"current", "inherent"} {
			for _, key := range []string{"factors", "impact", "impacts", "likelihood"} {
				lines = appendFact(lines, id, &record.Record, at, key)
			}
		}
		level := any(nil)
		if r := a.Risk(id); r != nil && r.Now.Level >= 0 && r.Now.Level < len(a.Register.Criteria.Levels) {
			level = a.Register.Criteria.Levels[r.Now.Level].Key
		}
		lines = append(lines, fact(id+".level", level), fact(id+".criteria", a.Register.Criteria.Revision))
	}
	for _, id := range register.Distinct(d.Treatments) {
		if record, ok := a.Register.Find(id).(*register.Treatment); ok {
			for _, key := range []string{"risks", "status", "target", "worsens"} {
				lines = appendFact(lines, id, &record.Record, key)
			}
		}
	}
	return strings.Join(lines, "\n") + "\n"
}

// ownFacts returns the lines of a decision's own facts.
func ownFacts(d *register.Decision) []string {
	var lines []string
	for _, key := range signable {
		lines = appendFact(lines, d.ID, &d.Record, key)
	}
	return lines
}

// appendFact adds what stands under a path of keys; nothing where nothing does.
func appendFact(lines []string, id string, r *register.Record, path ...any) []string {
	if r.Source == nil {
		return lines
	}
	value := r.Source.Table.At(path...)
	if value == nil {
		return lines
	}
	name := id
	for _, key := range path {
		name += fmt.Sprint(".", key)
	}
	return append(lines, fact(name, value.Plain(func(text string) string { return text })))
}

// fact writes one fact: JSON keeps it on one line.
func fact(name string, value any) string {
	text, err := json.Marshal(value)
	if err != nil {
		text = []byte("null") // a value of TOML has a form in JSON
	}
	return fmt.Sprintf("%s = %s", name, text)
}

// Signature returns what the signature of a decision is worth; nil where it is not signed.
func (a *Assessment) Signature(d *register.Decision) *Signature {
	if a.part != nil {
		return a.part.signature(d)
	}
	s := signatureOf(a.Register, d)
	if s == nil || s.Fault == SignatureBad {
		return s
	}
	was, now := strings.Split(signedText(d), "\n"), strings.Split(Fingerprint(a, d), "\n")
	for _, line := range was {
		if !slices.Contains(now, line) && !strings.HasPrefix(line, d.ID+".") {
			s.Since = append(s.Since, line)
		}
	}
	return s
}

// signatureOf looks at a signature without the verdicts, which bear on neither fault.
func signatureOf(r *register.Register, d *register.Decision) *Signature {
	if d.Signature == "" && d.Signed == "" {
		return nil
	}
	s := &Signature{}
	armour := strings.ReplaceAll(d.Signature, "\r\n", "\n")
	made, err := signature.Parse([]byte(armour))
	if err == nil {
		err = made.Verify(signature.DigestsOf([]byte(signedText(d))), DecisionNamespace)
	}
	if err != nil {
		s.Fault = SignatureBad
		return s
	}
	s.Key = made.Key.Fingerprint()
	if allowed, err := signature.ParseSigners(r.Tree.Signers); err == nil {
		s.Signers = allowed.Of(made.Key, DecisionNamespace, signature.Day(int(d.On.Year), int(d.On.Month), int(d.On.Day)))
	}
	if !slices.ContainsFunc(s.Signers, func(who string) bool { return speaksFor(r, who, d.By, nil) }) {
		s.Fault = SignerNotAllowed
	}
	was, now := strings.Split(strings.TrimSuffix(signedText(d), "\n"), "\n"), ownFacts(d)
	own := func(line string) bool { return strings.HasPrefix(line, d.ID+".") }
	for _, line := range was {
		if own(line) && !slices.Contains(now, line) {
			s.Void = append(s.Void, line)
		}
	}
	for _, line := range now {
		if !slices.Contains(was, line) {
			s.Void = append(s.Void, line)
		}
	}
	return s
}

func signedText(d *register.Decision) string { return strings.ReplaceAll(d.Signed, "\r\n", "\n") }

// speaksFor reports whether a party is another, or one of its members.
func speaksFor(r *register.Register, who, party string, seen []string) bool {
	if strings.TrimSpace(who) == strings.TrimSpace(party) {
		return true
	}
	p := r.Party(party)
	if p == nil || slices.Contains(seen, party) {
		return false
	}
	return slices.ContainsFunc(p.Members, func(member string) bool { return speaksFor(r, who, member, append(seen, party)) })
}
