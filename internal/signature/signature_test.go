package signature_test

import (
	"bytes"
	"encoding/base64"
	"strings"
	"testing"
	"time"

	"github.com/riskbook/riskbook/internal/signature"
)

// What ssh-keygen -Y sign -n riskbook-decision wrote over the message, with the key.
const (
	key     = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAILvK51jz15XfOcESXUP/UNQS96tfZ4cy3dYOmEpBjeCf"
	message = "riskbook-decision 1\nD-001.basis = \"年次の見直し\"\nD-001.by = \"director\"\nD-001.kind = \"criteria-approval\"\nD-001.on = \"2026-04-01\"\n"
	armour  = `-----BEGIN SSH SIGNATURE-----
U1NIU0lHAAAAAQAAADMAAAALc3NoLWVkMjU1MTkAAAAgu8rnWPPXld85wRJdQ/9Q1BL3q1
9nhzLd1g6YSkGN4J8AAAARcmlza2Jvb2stZGVjaXNpb24AAAAAAAAABnNoYTUxMgAAAFMA
AAALc3NoLWVkMjU1MTkAAABAKzijqcecUEw61tD3TpS7KWVteSkWPYY3EvzbP4ylWTv9EG
sEIehXkx7QVx7SSKCCHl8E2WiY/3r+T/u8biA/Dg==
-----END SSH SIGNATURE-----
`
)

func TestVerifyWhatSSHKeygenSigned(t *testing.T) {
	s, err := signature.Parse([]byte(armour))
	if err != nil {
		t.Fatal(err)
	}
	if err := s.Verify(signature.DigestsOf([]byte(message)), "riskbook-decision"); err != nil {
		t.Error(err)
	}
	if s.Verify(signature.DigestsOf([]byte(message+" ")), "riskbook-decision") == nil {
		t.Error("another message passes")
	}
	if s.Verify(signature.DigestsOf([]byte(message)), "git") == nil {
		t.Error("another namespace passes")
	}
}

// TestOneFormOfArmour changes each byte of the armour: none that still reads may verify.
func TestOneFormOfArmour(t *testing.T) {
	digests := signature.DigestsOf([]byte(message))
	for at := range len(armour) {
		for _, bit := range []byte{1, 2, 32} {
			changed := []byte(armour)
			changed[at] ^= bit
			if s, err := signature.Parse(changed); err == nil && s.Verify(digests, "riskbook-decision") == nil {
				t.Errorf("byte %d changed by %d passes", at, bit)
			}
		}
	}
	wide := strings.Replace(armour, "q1\n9n", "q19n", 1)
	for _, other := range []string{"", armour + "\n", " " + armour, strings.ReplaceAll(armour, "\n", "\r\n"), wide, armour[:len(armour)-1], strings.Replace(armour, "Dg==", "Dh==", 1)} {
		if _, err := signature.Parse([]byte(other)); err == nil {
			t.Errorf("read %q", other)
		}
	}
	raw := base64.StdEncoding.EncodeToString([]byte("SSHSIG\x00\x00\x00\x02"))
	if _, err := signature.Parse([]byte("-----BEGIN SSH SIGNATURE-----\n" + raw + "\n-----END SSH SIGNATURE-----\n")); err == nil {
		t.Error("another version is read")
	}
}

func TestSigners(t *testing.T) {
	s, err := signature.Parse([]byte(armour))
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		list, want string
	}{
		{"", ""},
		{"# nobody yet\n\n", ""},
		{"mori " + key, "mori"},
		{"mori,sato " + key + " a comment", "mori sato"},
		{"\ufeffmori " + key + "\r\n", "mori"},
		{`"mori taro" ` + key, "mori taro"},
		{`mori namespaces="riskbook-*" ` + key, "mori"},
		{`mori namespaces="git,file" ` + key, ""},
		{`mori namespaces="git,riskbook-decision",valid-before="20270101" ` + key, "mori"},
		{`mori valid-before="20260331" ` + key, ""},
		{`mori valid-after="20260331120000Z" ` + key, "mori"},
		{`mori valid-after="202604020000" ` + key, ""},
		{`mori cert-authority ` + key, ""},
		{"mori " + strings.Replace(key, "jeCf", "jeCg", 1), ""},
	} {
		list, err := signature.ParseSigners([]byte(c.list))
		if err != nil {
			t.Errorf("%q: %v", c.list, err)
			continue
		}
		if got := strings.Join(list.Of(s.Key, "riskbook-decision", time.Date(2026, 4, 1, 0, 0, 0, 0, time.UTC)), " "); got != c.want {
			t.Errorf("%q allows %q, wanted %q", c.list, got, c.want)
		}
	}
	for _, broken := range []string{"mori", "mori ssh-ed25519", "mori ssh-ed25519 AAAA", `mori valid-before="soon" ` + key, `mori unheard="x" ` + key, `"mori ` + key} {
		if _, err := signature.ParseSigners([]byte(broken)); err == nil {
			t.Errorf("%q was read", broken)
		}
	}
}

func TestCommitsThatAreNotSigned(t *testing.T) {
	head := "tree 0\nauthor a\ncommitter c\n"
	for object, want := range map[string]signature.State{
		head + "\nmessage\n": signature.None,
		head + "gpgsig -----BEGIN PGP SIGNATURE-----\n \n x\n -----END PGP SIGNATURE-----\n\nmessage\n": signature.Unknown,
		head + "gpgsig -----BEGIN SSH SIGNATURE-----\n x\n -----END SSH SIGNATURE-----\n\nmessage\n":    signature.Bad,
		head + "\ngpgsig -----BEGIN SSH SIGNATURE-----\n\nin the message\n":                             signature.None,
	} {
		if got := signature.OfCommit([]byte(object), nil, time.Time{}); got != want {
			t.Errorf("%q is %s, wanted %s", object, got, want)
		}
	}
}

func FuzzParse(f *testing.F) {
	f.Add([]byte(armour))
	f.Fuzz(func(t *testing.T, data []byte) {
		s, err := signature.Parse(data)
		if err == nil && s.Verify(signature.DigestsOf([]byte(message)), "riskbook-decision") == nil && !bytes.Equal(data, []byte(armour)) {
			t.Errorf("%q passes too", data)
		}
		_, _ = signature.ParseSigners(data)
	})
}
