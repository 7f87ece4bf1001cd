package history

import (
	"context"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/riskbook/riskbook/internal/signature"
)

// Each commit is held against the list of signers that stood in it, not against a later one.
func TestSignaturesOfStates(t *testing.T) {
	if _, err := exec.LookPath("ssh-keygen"); err != nil {
		t.Skip("ssh-keygen is not installed")
	}
	r := newRepo(t)
	keys := t.TempDir()
	public := map[string]string{}
	for _, who := range []string{"mori", "sato"} {
		file := filepath.Join(keys, who)
		if out, err := exec.Command("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", who, "-f", file).CombinedOutput(); err != nil {
			t.Fatalf("%s%v", out, err)
		}
		out, err := exec.Command("ssh-keygen", "-y", "-f", file).Output()
		if err != nil {
			t.Fatal(err)
		}
		public[who] = who + " " + strings.TrimSpace(string(out)) + "\n"
	}
	r.git("config", "gpg.format", "ssh")
	sign := func(who, message string) {
		r.git("add", "-A")
		if who == "" {
			r.git("commit", "-q", "-m", message)
			return
		}
		r.git("-c", "user.signingkey="+filepath.Join(keys, who), "commit", "-q", "-S", "-m", message)
	}
	r.write("content/riskbook.toml", "title = \"1\"\n")
	sign("", "not signed")
	r.write("content/riskbook.toml", "title = \"2\"\n")
	sign("mori", "no list yet")
	r.write(signersFile, public["mori"])
	sign("mori", "her own list")
	r.write("content/riskbook.toml", "title = \"3\"\n")
	sign("sato", "not on the list")
	r.write("content/riskbook.toml", "title = \"4\"\n")
	sign("mori", "on the list")
	r.write(signersFile, public["sato"])
	sign("mori", "no longer on it")
	// Another message under the same signature.
	object := r.git("cat-file", "commit", "HEAD~1")
	forged := exec.Command("git", "-C", r.folder, "hash-object", "-t", "commit", "-w", "--stdin")
	forged.Stdin = strings.NewReader(strings.Replace(object, "on the list", "in the list", 1) + "\n")
	hash, err := forged.Output()
	if err != nil {
		t.Fatal(err)
	}

	repository := r.open("")
	look := func(revision string, first int) []signature.State {
		head, err := repository.Resolve(t.Context(), revision)
		if err != nil {
			t.Fatal(err)
		}
		line, err := repository.Line(t.Context(), head)
		if err != nil {
			t.Fatal(err)
		}
		states, err := line.Signatures(t.Context(), first)
		if err != nil {
			t.Fatal(err)
		}
		return states
	}
	want := []signature.State{signature.None, signature.Unknown, signature.Good, signature.Unknown, signature.Good, signature.Unknown}
	if got := look("HEAD", 0); !slices.Equal(got, want) {
		t.Errorf("%v, want %v", got, want)
	}
	if got := look("HEAD", 4); !slices.Equal(got, want[4:]) {
		t.Errorf("from the fifth on %v, want %v", got, want[4:])
	}
	if got := look("HEAD", 6); got != nil {
		t.Errorf("after the last: %v", got)
	}
	if got := look(strings.TrimSpace(string(hash)), 0); got[4] != signature.Bad {
		t.Errorf("the forged commit is %s", got[4])
	}
	ctx, cancel := context.WithCancel(t.Context())
	head, _ := repository.Resolve(ctx, "HEAD")
	line, err := repository.Line(ctx, head)
	if err != nil {
		t.Fatal(err)
	}
	cancel()
	if _, err := line.Signatures(ctx, 0); err == nil {
		t.Error("no error once the caller gave up")
	}
}
