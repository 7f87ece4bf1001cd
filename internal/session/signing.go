package session

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"strings"

	"github.com/riskbook/riskbook/internal/compile"
	"github.com/riskbook/riskbook/internal/register"
	"github.com/riskbook/riskbook/internal/signature"
	"github.com/riskbook/riskbook/internal/term"
)

// Decision gives a decision that was made.
func Decision(ctx context.Context, s *Session, id string) (*Judged, *register.Decision, error) {
	j, err := s.Recall(ctx, compile.ForCheck, "")
	if err != nil {
		return nil, nil, err
	}
	entry := j.Verdict.Register.Find(id)
	if entry == nil {
		return nil, nil, Unexplained(s, j, id)
	}
	d, ok := entry.(*register.Decision)
	if !ok || d.Asked() {
		return nil, nil, Fail(ExitUsage, term.Words{Ja: id + " は、下された意思決定ではありません", En: id + " is no decision that was made"},
			term.Words{Ja: "content/decisions/ にある、on と by のある記録を指定してください。", En: "name a record of content/decisions/ with on and by"})
	}
	return j, d, nil
}

// Signer gives what signs with a key: ssh-keygen where it is at hand, which knows agents and hardware keys, else the library.
func Signer(ctx context.Context, s *Session, key, namespace string) func([]byte) ([]byte, error) {
	key = s.Absolute(key)
	return func(message []byte) ([]byte, error) {
		words := term.Words{Ja: "署名できません", En: "cannot sign"}
		if _, err := os.Stat(key); err != nil {
			return nil, Failed(words, err)
		}
		var armour []byte
		path, err := exec.LookPath("ssh-keygen")
		if err == nil {
			var out, said bytes.Buffer
			c := exec.CommandContext(ctx, path, "-q", "-Y", "sign", "-f", key, "-n", namespace)
			c.Stdin, c.Stdout, c.Stderr = bytes.NewReader(message), &out, &said
			if err := c.Run(); err != nil {
				first, _, _ := strings.Cut(strings.TrimSpace(said.String()), "\n")
				return nil, Failed(words, fmt.Errorf("ssh-keygen: %s (%w)", first, err))
			}
			armour = out.Bytes()
		} else {
			private, err := os.ReadFile(key)
			if err != nil {
				return nil, Failed(words, err)
			}
			if armour, err = signature.Sign(private, message, namespace); errors.Is(err, signature.ErrPassphrase) {
				return nil, Fail(ExitEnvironment, term.Words{Ja: "鍵がパスフレーズで保護されています", En: "the key is protected by a passphrase"},
					term.Words{Ja: "ssh-keygen（OpenSSH）を PATH の通ったところに入れてください。", En: "install ssh-keygen (OpenSSH) where PATH leads"})
			} else if err != nil {
				return nil, Failed(words, err)
			}
		}
		made, err := signature.Parse(armour)
		if err == nil {
			err = made.Verify(signature.DigestsOf(message), namespace)
		}
		if err != nil {
			return nil, Failed(words, err)
		}
		return armour, nil
	}
}
