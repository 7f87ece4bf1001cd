package main

import (
	"context"
	"fmt"

	"github.com/spf13/cobra"

	"github.com/riskbook/riskbook/internal/assess"
	"github.com/riskbook/riskbook/internal/compile"
	"github.com/riskbook/riskbook/internal/edit"
	"github.com/riskbook/riskbook/internal/register"
	"github.com/riskbook/riskbook/internal/term"
)

var signCommand = command{
	use:   "sign ID",
	short: term.Words{Ja: "意思決定に SSH の鍵で署名します", En: "sign a decision with an SSH key"},
	long: term.Words{
		Ja: "意思決定の項目と、その前提としたリスクと計画の項目（評価、レベル、基準の版、目標）に署名し、署名（signature）と署名した内容（signed）を記録に書きます。\n" +
			"署名できるのは決定者（by）か、その構成員です。誰の鍵かは content/allowed_signers（OpenSSH の形式、名前は parties.toml のキー）に書きます。\n" +
			"署名した内容は「riskbook explain ID --fingerprint」で表示でき、ssh-keygen -Y verify でも確かめられます。",
		En: "Signs the facts of a decision and those of its risks and plans that it was made on: rating, level, criteria revision, targets. The signature and what was signed are written into the record.\n" +
			"Who decided (by) may sign, or a member of that body. Whose key it is stands in content/allowed_signers, in OpenSSH's form, by the keys of parties.toml.\n" +
			"\"riskbook explain ID --fingerprint\" prints what is signed; ssh-keygen -Y verify accepts it too.",
	},
	examples: []example{
		{"riskbook sign D-014 --key ~/.ssh/id_ed25519", term.Words{Ja: "D-014 に署名します", En: "sign D-014"}},
	},
	setup: func(s *session, c *cobra.Command) {
		key := ""
		c.Args = exactly("ID")
		c.Flags().StringVar(&key, "key", "", term.Words{Ja: "署名に使う SSH の鍵のファイル", En: "file of the SSH key to sign with"}.In(s.lang))
		c.RunE = func(c *cobra.Command, args []string) error {
			if key == "" {
				return fail(exitUsage, term.Words{Ja: "--key がありません", En: "there is no --key"}, term.Words{Ja: "riskbook sign " + args[0] + " --key ~/.ssh/id_ed25519 のように指定してください。", En: "such as riskbook sign " + args[0] + " --key ~/.ssh/id_ed25519"})
			}
			return s.sign(c.Context(), args[0], key)
		}
	},
}

func (s *session) sign(ctx context.Context, id, key string) error {
	j, d, err := s.decision(ctx, id)
	if err != nil {
		return err
	}
	signed := j.verdict.Assessment.Fingerprint(d)
	armour, err := s.signer(ctx, key, assess.DecisionNamespace)([]byte(signed))
	if err != nil {
		return err
	}
	tree, err := readTree(j.root)
	if err != nil {
		return err
	}
	record, err := findRecord(tree, id)
	if err != nil {
		return err
	}
	var assignments []edit.Assignment
	for _, word := range []string{"signature=" + string(armour), "signed=" + signed} {
		a, err := edit.ParseAssignment(word)
		if err != nil {
			return editFailure(err)
		}
		assignments = append(assignments, a)
	}
	data, err := s.changed(tree, record, false, assignments)
	if err != nil {
		return editFailure(err)
	}
	name := record.File.Path
	if err := s.passes(ctx, j.root, map[string][]byte{name: data}); err != nil {
		return err
	}
	if err := rewrite(j.root, name, record.File.Data, data); err != nil {
		return err
	}
	s.say(term.Words{Ja: fmt.Sprintf("%s に署名しました（%s）", d.ID, name), En: fmt.Sprintf("%s is signed (%s)", d.ID, name)})
	return nil
}

// decision gives a decision that was made.
func (s *session) decision(ctx context.Context, id string) (*judged, *register.Decision, error) {
	j, err := s.recall(ctx, compile.ForCheck, "")
	if err != nil {
		return nil, nil, err
	}
	entry := j.verdict.Register.Find(id)
	if entry == nil {
		return nil, nil, s.unexplained(j, id)
	}
	d, ok := entry.(*register.Decision)
	if !ok || d.Asked() {
		return nil, nil, fail(exitUsage, term.Words{Ja: id + " は、下された意思決定ではありません", En: id + " is no decision that was made"},
			term.Words{Ja: "content/decisions/ にある、on と by のある記録を指定してください。", En: "name a record of content/decisions/ with on and by"})
	}
	return j, d, nil
}
