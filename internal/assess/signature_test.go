package assess

import (
	"crypto/ed25519"
	"encoding/pem"
	"strings"
	"testing"

	"github.com/riskbook/riskbook/internal/planted"
	"github.com/riskbook/riskbook/internal/signature"
	"golang.org/x/crypto/ssh"
)

// keyOf makes a key out of a letter, as a private key file and as a line of allowed_signers has it.
func keyOf(t *testing.T, letter string) (private []byte, public string) {
	t.Helper()
	key := ed25519.NewKeyFromSeed([]byte(strings.Repeat(letter, ed25519.SeedSize)))
	block, err := ssh.MarshalPrivateKey(key, "")
	if err != nil {
		t.Fatal(err)
	}
	half, err := ssh.NewPublicKey(key.Public())
	if err != nil {
		t.Fatal(err)
	}
	return pem.EncodeToMemory(block), strings.TrimSpace(string(ssh.MarshalAuthorizedKey(half)))
}

const signedPlan = `target = [{ risk = "R-1", likelihood = 1 }]`

// signableRegister is a register with a decision on a risk and a plan.
func signableRegister(more ...string) []string {
	return append([]string{
		planted.Criteria,
		planted.Risk("R-1", planted.At(2, 3), "inherent = { likelihood = 3, impacts = { service = 4, finance = 1 } }"),
		planted.Plan("T-1", "approved", `"R-1"`, signedPlan),
		planted.Decision("D-1", "acceptance", "2026-03-01", `risks = ["R-1", "R-1"]`, `treatments = ["T-1"]`, "until = 2026-12-31", "at = { likelihood = 2, impact = 3 }", `links = [{ title = "l", url = "https://a.example" }]`),
	}, more...)
}

const signedFacts = `riskbook-decision 1
D-1.at = {"impact":3,"likelihood":2}
D-1.basis = "b"
D-1.by = "b"
D-1.kind = "acceptance"
D-1.on = "2026-03-01"
D-1.risks = ["R-1","R-1"]
D-1.treatments = ["T-1"]
D-1.until = "2026-12-31"
R-1.current.impact = 3
R-1.current.likelihood = 2
R-1.inherent.impacts = {"finance":1,"service":4}
R-1.inherent.likelihood = 3
R-1.level = "middle"
R-1.criteria = "2"
T-1.risks = ["R-1"]
T-1.status = "approved"
T-1.target = [{"likelihood":1,"risk":"R-1"}]
`

func TestTheFingerprintHasTheFactsThatWereDecidedOn(t *testing.T) {
	a := judged(t, signableRegister()...)
	planted.Want(t, "fingerprint", Fingerprint(a, a.Register.Decisions[0]), signedFacts)

	unknown := Assess(planted.Register(t, planted.Criteria, planted.Risk("R-1"), planted.Decision("D-1", "judgement", "2026-03-01", `risks = ["R-1", "R-9"]`, `treatments = ["T-9", "R-1"]`, `verdict = "treat"`)), planted.Today)
	planted.Want(t, "no rating, and records that are not there", Fingerprint(unknown, unknown.Register.Decisions[0]),
		"riskbook-decision 1\nD-1.basis = \"b\"\nD-1.by = \"b\"\nD-1.kind = \"judgement\"\nD-1.on = \"2026-03-01\"\nD-1.risks = [\"R-1\",\"R-9\"]\nD-1.treatments = [\"T-9\",\"R-1\"]\nD-1.verdict = \"treat\"\nR-1.level = null\nR-1.criteria = \"2\"\n")
}

func TestWhatASignatureIsWorth(t *testing.T) {
	private, public := keyOf(t, "b")
	stranger, strange := keyOf(t, "s")
	sign := func(key []byte, text, namespace string) string {
		armour, err := signature.Sign(key, []byte(text), namespace)
		if err != nil {
			t.Fatal(err)
		}
		return string(armour)
	}
	good := sign(private, signedFacts, DecisionNamespace)
	windows := func(text string) string { return strings.ReplaceAll(text, "\n", "\r\n") }
	signers := func(lines string) string { return "-- content/allowed_signers --\n" + lines + "\n" }
	board := "\n-- content/parties.toml --\nb = { title = \"B\", kind = \"committee\", members = [\"inner\", \"b\"] }\ninner = { title = \"I\", kind = \"committee\", members = [\"m\"] }\nm = { title = \"M\", kind = \"person\" }\no = { title = \"O\", kind = \"person\" }\n"
	edited := func(old, text string) []string {
		all := strings.Join(signableRegister(), "\x00")
		if !strings.Contains(all, old) {
			t.Fatalf("%q is not there", old)
		}
		return strings.Split(strings.Replace(all, old, text, 1), "\x00")
	}
	for _, c := range []struct {
		name              string
		register          []string
		signed, signature string
		fault             BreachKind
		signers           string
		void, since       string
	}{
		{"by the decider", signableRegister(signers("b " + public)), signedFacts, good, "", "b", "", ""},
		{"with the line ends of Windows", signableRegister(signers("b " + public)), windows(signedFacts), windows(good), "", "b", "", ""},
		{"by a member of a member", signableRegister(signers("m "+public), board), signedFacts, good, "", "m", "", ""},
		{"by somebody else", signableRegister(signers("o "+public), board), signedFacts, good, SignerNotAllowed, "o", "", ""},
		{"by one of two who have the key", signableRegister(signers("o "+public+"\nb "+public), board), signedFacts, good, "", "o b", "", ""},
		{"by nobody who is listed", signableRegister(signers("b " + strange)), signedFacts, good, SignerNotAllowed, "", "", ""},
		{"without a list", signableRegister(), signedFacts, good, SignerNotAllowed, "", "", ""},
		{"the list cannot be read", signableRegister(signers("b ssh-ed25519 nonsense")), signedFacts, good, SignerNotAllowed, "", "", ""},
		{"valid from the day of the decision", signableRegister(signers(`b valid-after="20260301" ` + public)), signedFacts, good, "", "b", "", ""},
		{"valid from the day after", signableRegister(signers(`b valid-after="20260302" ` + public)), signedFacts, good, SignerNotAllowed, "", "", ""},
		{"of another purpose", signableRegister(signers("b " + public)), signedFacts, sign(private, signedFacts, "riskbook-snapshot"), SignatureBad, "", "", ""},
		{"of another text", signableRegister(signers("b " + public)), signedFacts, sign(private, signedFacts+"x", DecisionNamespace), SignatureBad, "", "", ""},
		{"of another key", signableRegister(signers("b " + public)), signedFacts, sign(stranger, signedFacts, DecisionNamespace), SignerNotAllowed, "", "", ""},
		{"no signature", signableRegister(signers("b " + public)), signedFacts, "", SignatureBad, "", "", ""},
		{"nothing under signed", signableRegister(signers("b " + public)), "", good, SignatureBad, "", "", ""},
		{"a fact of the decision was changed", append(edited(`basis = "b"`, `basis = "c"`), signers("b "+public)), signedFacts, good, "", "b", `D-1.basis = "b"|D-1.basis = "c"`, ""},
		{"a fact was added to the decision", append(edited(`basis = "b"`, "basis = \"b\"\nconditions = \"x\""), signers("b "+public)), signedFacts, good, "", "b", `D-1.conditions = "x"`, ""},
		{"a link was mended", append(edited("https://a.example", "https://b.example"), signers("b "+public)), signedFacts, good, "", "b", "", ""},
		{"the risk was rated anew", append(edited("current = { likelihood = 2", "current = { likelihood = 3"), signers("b "+public)), signedFacts, good, "", "b", "", "R-1.current.likelihood = 2"},
		{"the risk is at another level", append(edited("current = { likelihood = 2, impact = 3", "current = { likelihood = 2, impact = 5"), signers("b "+public)), signedFacts, good, "", "b", "", `R-1.current.impact = 3|R-1.level = "middle"`},
		{"the plan aims elsewhere", append(edited(signedPlan, `target = [{ risk = "R-1", likelihood = 2 }]`), signers("b "+public)), signedFacts, good, "", "b", "", `T-1.target = [{"likelihood":1,"risk":"R-1"}]`},
	} {
		r := planted.Register(t, c.register...)
		d := r.Decisions[0]
		d.Signed, d.Signature = c.signed, c.signature
		s := Assess(r, planted.Today).Signature(d)
		if s == nil {
			t.Errorf("%s: not signed", c.name)
			continue
		}
		planted.Want(t, c.name, s.Fault, c.fault)
		planted.WantAll(t, c.name+": signers", s.Signers, c.signers)
		planted.Want(t, c.name+": void", strings.Join(s.Void, "|"), c.void)
		planted.Want(t, c.name+": since", strings.Join(s.Since, "|"), c.since)
		planted.Want(t, c.name+": has a key", s.Key != "", c.fault != SignatureBad)
	}
	a := judged(t, signableRegister()...)
	planted.Want(t, "not signed", a.Signature(a.Register.Decisions[0]) == nil, true)
}

// Parties may be members of each other in a circle.
func TestWhoSpeaksForWhom(t *testing.T) {
	r := planted.Register(t, "-- content/parties.toml --\na = { title = \"A\", members = [\"b\", \"x\"] }\nb = { title = \"B\", members = [\"a\", \"c\"] }\nc = { title = \"C\", kind = \"person\" }\n")
	for _, c := range []struct {
		who, party string
		want       bool
	}{{"a", "a", true}, {" a", "a ", true}, {"c", "a", true}, {"a", "c", false}, {"x", "b", true}, {"y", "a", false}, {"y", "y", true}, {"c", "nobody", false}} {
		planted.Want(t, c.who+" for "+c.party, speaksFor(r, c.who, c.party, nil), c.want)
	}
}
