// Package signature makes and checks SSH signatures as ssh-keygen -Y does (OpenSSH's PROTOCOL.sshsig), with keys that people have already.
//
// In: a message, a namespace, armour, a list of allowed signers. Out: who signed, or what is wrong. It alone imports golang.org/x/crypto/ssh, reads no
// file and runs no program. It must never import another package of the project.
package signature

import (
	"bytes"
	"crypto/rand"
	"crypto/sha256"
	"crypto/sha512"
	"encoding/base64"
	"errors"
	"fmt"
	"hash"
	"strings"

	"golang.org/x/crypto/ssh"
)

// The lines around a signature.
const (
	begin = "-----BEGIN SSH SIGNATURE-----\n"
	end   = "-----END SSH SIGNATURE-----\n"
	width = 70 // columns of armour
	magic = "SSHSIG"
)

// MostArmour is the size of armour, in bytes, up to which it is read: an RSA key of 16,384 bits takes 6 kB.
const MostArmour = 64 << 10

// Key is a public key.
type Key struct{ public ssh.PublicKey }

// Fingerprint returns the key's fingerprint as ssh-keygen -l prints it.
func (k Key) Fingerprint() string { return ssh.FingerprintSHA256(k.public) }

// Same reports whether both are one key.
func (k Key) Same(o Key) bool { return bytes.Equal(k.public.Marshal(), o.public.Marshal()) }

// Signature is a signature that was read; nothing is proven until Verify says so.
type Signature struct {
	Key       Key
	Namespace string

	hash      string
	signature ssh.Signature
}

// wire is a signature's binary form, after its magic.
type wire struct {
	Version   uint32
	PublicKey []byte
	Namespace string
	Reserved  string
	Hash      string
	Signature []byte
}

// signed is what the key signs, after the magic.
type signed struct {
	Namespace string
	Reserved  string
	Hash      string
	Digest    []byte
}

// Digests holds the two digests of a message that a signature may be made over, so that a message is read once.
type Digests struct{ sha256, sha512 hash.Hash }

// NewDigests returns digests of the empty message.
func NewDigests() *Digests { return &Digests{sha256.New(), sha512.New()} }

// DigestsOf returns the digests of a message.
func DigestsOf(message []byte) *Digests {
	d := NewDigests()
	d.Write(message)
	return d
}

// Write adds to the message. It returns no error.
func (d *Digests) Write(p []byte) (int, error) {
	d.sha256.Write(p)
	d.sha512.Write(p)
	return len(p), nil
}

func (d *Digests) sum(name string) []byte {
	switch name {
	case "sha256":
		return d.sha256.Sum(nil)
	case "sha512":
		return d.sha512.Sum(nil)
	}
	return nil
}

var errArmour = errors.New("not an SSH signature in the form that ssh-keygen writes")

// Parse reads an armoured signature. Only the form that ssh-keygen writes is accepted, to the byte.
func Parse(armour []byte) (*Signature, error) {
	text, ok := bytes.CutPrefix(armour, []byte(begin))
	if ok {
		text, ok = bytes.CutSuffix(text, []byte(end))
	}
	if !ok || len(armour) > MostArmour {
		return nil, errArmour
	}
	raw, err := base64.StdEncoding.Strict().DecodeString(strings.ReplaceAll(string(text), "\n", ""))
	if err != nil || !bytes.Equal(encode(raw), armour) {
		return nil, errArmour
	}
	body, ok := bytes.CutPrefix(raw, []byte(magic))
	var w wire
	if !ok || ssh.Unmarshal(body, &w) != nil || !bytes.Equal(ssh.Marshal(&w), body) {
		return nil, errArmour
	}
	if w.Version != 1 || w.Reserved != "" || w.Hash != "sha256" && w.Hash != "sha512" {
		return nil, fmt.Errorf("a signature of a kind that is not known (version %d, digest %q)", w.Version, w.Hash)
	}
	public, err := ssh.ParsePublicKey(w.PublicKey)
	if err != nil || !bytes.Equal(public.Marshal(), w.PublicKey) {
		return nil, errors.New("the signature holds a key of a kind that is not known")
	}
	s := &Signature{Key: Key{public}, Namespace: w.Namespace, hash: w.Hash}
	if ssh.Unmarshal(w.Signature, &s.signature) != nil || !bytes.Equal(ssh.Marshal(&s.signature), w.Signature) {
		return nil, errArmour
	}
	//lint:ignore SA1019 it is named to be refused
	if s.signature.Format == ssh.KeyAlgoRSA || public.Type() == ssh.InsecureKeyAlgoDSA {
		return nil, errors.New("the signature was made in a way that is not safe any more (SHA-1)")
	}
	return s, nil
}

// Verify reports whether the signature is that of its key over the message, in a namespace.
func (s *Signature) Verify(message *Digests, namespace string) error {
	if s.Namespace != namespace {
		return fmt.Errorf("the signature was made for %q, not for %q", s.Namespace, namespace)
	}
	if s.Key.public.Verify(toSign(namespace, s.hash, message.sum(s.hash)), &s.signature) != nil {
		return errors.New("the signature is not of these bytes")
	}
	return nil
}

func toSign(namespace, hash string, digest []byte) []byte {
	return append([]byte(magic), ssh.Marshal(&signed{Namespace: namespace, Hash: hash, Digest: digest})...)
}

// encode puts the binary form into armour.
func encode(raw []byte) []byte {
	text := base64.StdEncoding.EncodeToString(raw)
	var b bytes.Buffer
	b.WriteString(begin)
	for len(text) > 0 {
		n := min(width, len(text))
		b.WriteString(text[:n] + "\n")
		text = text[n:]
	}
	b.WriteString(end)
	return b.Bytes()
}

// ErrPassphrase is the error of a private key that is encrypted.
var ErrPassphrase = errors.New("the key is protected by a passphrase")

// Sign signs a message with an unencrypted private key in a form that OpenSSH or PEM knows.
func Sign(private, message []byte, namespace string) ([]byte, error) {
	signer, err := ssh.ParsePrivateKey(private)
	if _, missing := errors.AsType[*ssh.PassphraseMissingError](err); missing {
		return nil, ErrPassphrase
	}
	if err != nil {
		return nil, errors.New("not a private key in a form that is known")
	}
	const digest = "sha512"
	data := toSign(namespace, digest, DigestsOf(message).sum(digest))
	var made *ssh.Signature
	if by, ok := signer.(ssh.AlgorithmSigner); ok && signer.PublicKey().Type() == ssh.KeyAlgoRSA {
		made, err = by.SignWithAlgorithm(rand.Reader, data, ssh.KeyAlgoRSASHA512)
	} else {
		made, err = signer.Sign(rand.Reader, data)
	}
	if err != nil {
		return nil, err
	}
	w := wire{Version: 1, PublicKey: signer.PublicKey().Marshal(), Namespace: namespace, Hash: digest, Signature: ssh.Marshal(made)}
	return encode(append([]byte(magic), ssh.Marshal(&w)...)), nil
}
