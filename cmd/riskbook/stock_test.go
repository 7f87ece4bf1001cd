package main

import (
	"bytes"
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/riskbook/riskbook/internal/session"
)

// needs skips a test whose tools are not installed; under CI they must be.
func needs(t *testing.T, tools ...string) {
	t.Helper()
	for _, tool := range tools {
		if _, err := exec.LookPath(tool); err != nil {
			if os.Getenv("CI") == "true" {
				t.Fatalf("%s is not installed: .ci/run installs it", tool)
			}
			t.Skipf("%s is not installed", tool)
		}
	}
}

// workshop is a folder with a register in a git repository, and keys.
type workshop struct {
	*testing.T
	folder string
}

func newWorkshop(t *testing.T) *workshop {
	t.Helper()
	needs(t, "git", "ssh-keygen", "sh")
	w := &workshop{t, t.TempDir()}
	t.Setenv("HOME", w.folder)
	t.Setenv("GIT_CONFIG_GLOBAL", filepath.Join(w.folder, "gitconfig"))
	for _, name := range []string{"mori", "sato"} {
		w.sh("ssh-keygen -q -t ed25519 -N '' -C " + name + " -f " + name)
	}
	w.sh(`
git config --global user.name Mori
git config --global user.email mori@example.jp
mkdir -p r/content/risks && cd r && git init -q -b main
printf 'title = "Register"\nlanguages = ["ja", "en"]\ntime_zone = "Asia/Tokyo"\n' > content/riskbook.toml
printf '+++\ntitle = "Outage"\nowner = "ops"\nidentified = 2026-01-10\n+++\n' > content/risks/R-1.md
printf 'mori %s\n' "$(cut -d' ' -f1,2 ../mori.pub)" > content/allowed_signers
cp content/allowed_signers ..
git add . && git commit -qm 'the register'`)
	return w
}

// sh runs a script in the folder and gives what it prints; a failing command fails the test.
func (w *workshop) sh(script string) string {
	w.Helper()
	out, err := w.try(script)
	if err != nil {
		w.Fatalf("%s\n%s\n%v", script, out, err)
	}
	return out
}

func (w *workshop) try(script string) (string, error) {
	c := exec.Command("sh", "-ec", script)
	c.Dir = w.folder
	out, err := c.CombinedOutput()
	return string(out), err
}

// riskbook runs the program in a folder of the workshop.
func (w *workshop) riskbook(folder string, args ...string) (code int, stdout, stderr string) {
	var out, said bytes.Buffer
	env := session.Environment{
		Stdin: strings.NewReader(""), Stdout: &out, Stderr: &said, Getenv: func(string) string { return "" },
		Directory: filepath.Join(w.folder, folder), Now: func() time.Time { return time.Date(2026, 11, 23, 0, 0, 0, 0, time.UTC) },
	}
	code = run(w.Context(), args, env)
	return code, out.String(), said.String()
}

// report is what verify writes as JSON.
type report struct {
	OK       bool
	Root     string
	Signer   *string
	Findings []struct{ Code, Path, What string }
}

func (w *workshop) verify(args ...string) (int, report) {
	w.Helper()
	code, out, said := w.riskbook(".", append([]string{"verify", "--format", "json"}, args...)...)
	var r report
	if err := json.Unmarshal([]byte(out), &r); err != nil {
		w.Fatalf("verify %v: %v\n%s%s", args, err, out, said)
	}
	return code, r
}

// signedDecision is what a decision of the workshop's register says, and what is awkward to take out of a record.
const signedDecision = `title = "Taken"
kind = "acceptance"
on = 2026-10-01
by = "mori"
basis = "the \"cost\" \\ <of> 'it'\nand \u201d\"\"\" ''' 停電"
risks = ["R-1"]
until = 2027-03-31
at = { likelihood = 1, impact = 1 }
`

// TestReadmeWordForWord runs the commands of the archive's own README, as they stand there in both languages: of an archive whose signed decision is a record of
// its own, of one where it stands among others, and of one that was written on Windows.
func TestReadmeWordForWord(t *testing.T) {
	needs(t, "unzip", "sha256sum")
	for _, c := range []struct{ about, file, record, other string }{
		{"a record of its own", "D-014.md", "+++\n" + signedDecision + "+++\nBody.\n", "decisions.toml"},
		{"one of many", "decisions.toml", "[D-013]\n" + signedDecision + "\n[D-014]\n" + signedDecision + "body = \"[a](b)\"\n\n[D-015]\n" + signedDecision, "D-014.md"},
		{"lines of Windows", "D-014.md", strings.ReplaceAll("+++\n"+signedDecision+"+++\nBody.\n", "\n", "\r\n"), "decisions.toml"},
	} {
		t.Run(c.about, func(t *testing.T) { readmeWordForWord(t, c.file, c.record, c.other) })
	}
}

// readmeWordForWord runs the commands of the README of an archive with a decision in a file; other is the file that the README names for another case.
func readmeWordForWord(t *testing.T, file, record, other string) {
	w := newWorkshop(t)
	w.sh("mkdir r/content/decisions")
	if err := os.WriteFile(filepath.Join(w.folder, "r/content/decisions", file), []byte(record), 0o644); err != nil {
		t.Fatal(err)
	}
	signed := []string{"D-014"}
	if strings.Contains(record, "[D-015]") {
		signed = []string{"D-015", "D-013", "D-014"}
	}
	for _, id := range signed {
		if code, _, said := w.riskbook("r", "sign", id, "--key", "../mori"); code != 0 {
			t.Fatal(said)
		}
	}
	w.sh("cd r && git add . && git commit -qm decided")
	_, facts, _ := w.riskbook("r", "explain", "D-014", "--fingerprint")
	code, root, said := w.riskbook("r", "snapshot", "--out", "../audit.zip", "--sign", "../mori")
	if code != 0 {
		t.Fatal(said)
	}
	folder := strings.TrimSuffix(strings.Split(w.sh("unzip -Z1 audit.zip"), "/")[0], "/")
	readme := w.sh("unzip -p audit.zip " + folder + "/README.txt")
	w.sh("mv audit.zip " + folder + ".zip")
	for language, part := range map[string]string{"ja": readme[:strings.Index(readme, "Archive of a risk register")], "en": readme[strings.Index(readme, "Archive of a risk register"):]} {
		var lines []string
		for _, m := range regexp.MustCompile(`(?m)^    (.+)$`).FindAllStringSubmatch(part, -1) {
			if tool, _, _ := strings.Cut(m[1], " "); !slices.Contains([]string{"Get-Content", "shasum", "riskbook"}, tool) && !strings.Contains(m[1], "/decisions/"+other) { // of other systems and cases, and what this is without
				lines = append(lines, m[1])
			}
		}
		if len(lines) != 12 {
			t.Fatalf("%s: the README has the commands %q", language, lines)
		}
		named := strings.NewReplacer("WHO", "mori", "-f allowed_signers", "-f ../allowed_signers")
		out := w.sh(named.Replace(strings.Join(lines, "\n")))
		want := strings.TrimSpace(root) + "  tagmanifest-sha256.txt\nGood \"riskbook-snapshot\" signature for mori with ED25519 key "
		if begun, rest, _ := strings.Cut(out, "SHA256:"); begun != want || !strings.Contains(rest, "\nGood \"riskbook-decision\" signature for mori with ED25519 key ") || !strings.HasSuffix(rest, "\n"+facts) {
			t.Errorf("%s: %s", language, out)
		}
		again := named.Replace(strings.Join(lines[2:], "\n"))
		for _, harm := range []string{"echo x >> data/site/index.html", "echo x > more.html", "rm about.json", "echo x >> tagmanifest-sha256.txt"} {
			if out, err := w.try("cp -r " + folder + " harmed; cd harmed; " + harm + "\n" + again); err == nil {
				t.Errorf("%s: %s was not found:\n%s", language, harm, out)
			}
			w.sh("rm -r harmed")
		}
		decided := named.Replace(strings.Join(lines[7:], "\n"))
		for _, harm := range []string{`s/^D-014.until = .*/D-014.until = "2028-01-01"/`, "s/^D-014.basis = /&x/", "/^R-1.level/d", "/^-----END/d"} {
			if out, err := w.try("cp -r " + folder + " harmed; cd harmed; sed -i '" + harm + "' data/records/content/decisions/" + file + "\n" + decided); err == nil {
				t.Errorf("%s: a decision of which %s was done is accepted:\n%s", language, harm, out)
			}
			w.sh("rm -r harmed")
		}
		w.sh("rm -r " + folder + " found.txt D-014*")
	}
}

func TestSignedSnapshot(t *testing.T) {
	w := newWorkshop(t)
	if code, _, said := w.riskbook("r", "snapshot", "--out", "../audit.zip", "--sign", "../mori"); code != 0 {
		t.Fatal(said)
	}
	if code, _, said := w.riskbook("r", "snapshot", "--out", "../plain.zip"); code != 0 {
		t.Fatal(said)
	}
	w.sh(`printf 'sato %s\n' "$(cut -d' ' -f1,2 sato.pub)" > others
printf 'mori namespaces="git" %s\n' "$(cut -d' ' -f1,2 mori.pub)" > git-only
printf 'mori valid-before="20260101" %s\n' "$(cut -d' ' -f1,2 mori.pub)" > expired
printf 'mori namespaces="git,riskbook-*",valid-after="20250101Z" %s\n' "$(cut -d' ' -f1,2 mori.pub)" > narrow
echo 'mori' > broken`)
	for _, c := range []struct{ archive, signers, code, signer string }{
		{"audit.zip", "allowed_signers", "", "mori"},
		{"audit.zip", "narrow", "", "mori"},
		{"audit.zip", "others", "unknown-signer", ""},
		{"audit.zip", "git-only", "unknown-signer", ""},
		{"audit.zip", "expired", "unknown-signer", ""},
		{"plain.zip", "allowed_signers", "unsigned", ""},
	} {
		code, r := w.verify(c.archive, "--signers", c.signers)
		found, signer := "", ""
		if len(r.Findings) > 0 {
			found = r.Findings[0].Code
		}
		if r.Signer != nil {
			signer = *r.Signer
		}
		if found != c.code || signer != c.signer || (code == 0) != (c.code == "") {
			t.Errorf("%s by %s: exit %d, %q, signed by %q", c.archive, c.signers, code, found, signer)
		}
	}
	if code, _, _ := w.riskbook(".", "verify", "audit.zip", "--signers", "broken"); code != 2 {
		t.Errorf("a broken list of signers: exit %d", code)
	}
	if code, _, _ := w.riskbook("r", "snapshot", "--out", "../none.zip", "--sign", "../nobody"); code != 3 {
		t.Errorf("a key that is not there: exit %d", code)
	}
	if _, err := os.Stat(filepath.Join(w.folder, "none.zip")); err == nil {
		t.Error("an archive was written without its signature")
	}
	_, signed := w.verify("audit.zip")
	if _, plain := w.verify("plain.zip"); signed.Root != plain.Root || !signed.OK {
		t.Error("the signature changes the root")
	}
}

// TestCommitSignature holds the state of a commit's own signature, as about.json tells it.
func TestCommitSignature(t *testing.T) {
	w := newWorkshop(t)
	state := func() string {
		t.Helper()
		code, _, said := w.riskbook("r", "snapshot", "--out", "../audit.zip")
		if code != 0 {
			t.Fatal(said)
		}
		about := w.sh("unzip -p audit.zip '*/about.json'")
		return regexp.MustCompile(`"signature": "(\w+)"`).FindStringSubmatch(about)[1]
	}
	needs(t, "unzip")
	commit := "cd r && git commit -q --allow-empty -m more"
	sign := commit + " -S"
	for _, c := range []struct{ script, want string }{
		{commit, "none"},
		{"git config --global gpg.format ssh; git config --global user.signingkey \"$PWD/mori\"; " + sign, "good"},
		{"git config --global user.signingkey \"$PWD/sato\"; " + sign, "unknown"},
		{"git config --global user.signingkey \"$PWD/mori\"; " + sign + `; git cat-file commit HEAD | sed 's/^more$/less/' > ../c; git update-ref HEAD "$(git hash-object -t commit -w ../c)"`, "bad"},
		{"cd r && git rm -q content/allowed_signers && git commit -q -S -m 'no signers'", "unknown"},
	} {
		w.sh(c.script)
		if got := state(); got != c.want {
			t.Errorf("%s\nis %s, wanted %s", c.script, got, c.want)
		}
	}
}

// TestSignedDecision signs a decision, has ssh-keygen look at it, and changes what was signed and what it rests on.
func TestSignedDecision(t *testing.T) {
	w := newWorkshop(t)
	w.sh(`cd r && mkdir content/decisions && cat > content/decisions/D-1.md <<'END'
+++
title = "Taken"
kind = "acceptance"
on = 2026-10-01
by = "mori"
basis = "the cost"
risks = ["R-1"]
until = 2027-03-31
at = { likelihood = 1, impact = 1 }
+++
Body.
END
printf '+++\ntitle = "Outage"\nowner = "ops"\nidentified = 2026-01-10\n[current]\nlikelihood = 1\nimpact = 1\n+++\n' > content/risks/R-1.md`)
	if code, _, said := w.riskbook("r", "sign", "D-1", "--key", "../mori"); code != 0 {
		t.Fatal(said)
	}
	record := w.sh("cat r/content/decisions/D-1.md")
	if !strings.HasPrefix(record, "+++\ntitle = \"Taken\"\n") || !strings.HasSuffix(record, "+++\nBody.\n") {
		t.Errorf("the record is\n%s", record)
	}
	code, signed, _ := w.riskbook("r", "explain", "D-1", "--fingerprint")
	if code != 0 || !strings.HasPrefix(signed, "riskbook-decision 1\nD-1.at = {\"impact\":1,\"likelihood\":1}\n") || !strings.Contains(signed, "\nR-1.current.impact = 1\n") {
		t.Errorf("exit %d: %q", code, signed)
	}
	armour := record[strings.Index(record, "-----BEGIN"):]
	armour = armour[:strings.Index(armour, "-----END SSH SIGNATURE-----\n")+len("-----END SSH SIGNATURE-----\n")]
	for name, text := range map[string]string{"fingerprint": signed, "signature": armour} {
		if err := os.WriteFile(filepath.Join(w.folder, name), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	w.sh("ssh-keygen -Y verify -f allowed_signers -I mori -n riskbook-decision -s signature < fingerprint")
	found := func() string {
		t.Helper()
		_, out, _ := w.riskbook("r", "check", "--format", "json", "content/decisions")
		var rules []string
		for _, m := range regexp.MustCompile(`"rule":"(sign[a-z-]+)"`).FindAllStringSubmatch(out, -1) {
			rules = append(rules, m[1])
		}
		return strings.Join(rules, " ")
	}
	for _, c := range []struct{ script, want string }{
		{"", ""},
		{"sed -i 's/impact = 1$/impact = 2/' r/content/risks/R-1.md", ""}, // what it rests on may change
		{"sed -i 's/^title = .*/title = \"Retained\"/' r/content/decisions/D-1.md", ""},
		{"sed -i 's/^until = .*/until = 2027-09-30/' r/content/decisions/D-1.md", "signature-void"},
		{"sed -i 's/^D-1.until = .*/D-1.until = \"2027-09-30\"/' r/content/decisions/D-1.md", "signature-bad"},
	} {
		w.sh(c.script)
		if got := found(); got != c.want {
			t.Errorf("after %q: found %q, wanted %q", c.script, got, c.want)
		}
	}
	if code, _, said := w.riskbook("r", "sign", "D-1", "--key", "../sato"); code != 0 || !strings.Contains(said, "[signer-not-allowed]") {
		t.Errorf("signed by another: exit %d, %s", code, said)
	}
	if code, _, _ := w.riskbook("r", "sign", "R-1", "--key", "../mori"); code != 2 {
		t.Errorf("signing a risk: exit %d", code)
	}
	if code, _, _ := w.riskbook("r", "sign", "D-1"); code != 2 {
		t.Errorf("signing without a key: exit %d", code)
	}
}
