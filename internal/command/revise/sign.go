package revise

import (
	"context"
	"fmt"

	"github.com/spf13/cobra"

	"github.com/riskbook/riskbook/internal/assess"
	"github.com/riskbook/riskbook/internal/edit"
	"github.com/riskbook/riskbook/internal/session"
	"github.com/riskbook/riskbook/internal/term"
)

// SignCommand is riskbook sign.
var SignCommand = session.Command{
	Writes: true,
	Use:    "sign ID",
	Short:  term.Words{Ja: "意思決定に SSH の鍵で署名します", En: "sign a decision with an SSH key"},
	Long: term.Words{
		Ja: "意思決定の項目と、その前提としたリスクと計画の項目（評価、レベル、基準の版、目標）に署名し、署名（signature）と署名した内容（signed）を記録に書きます。\n" +
			"署名できるのは決定者（by）か、その構成員です。誰の鍵かは content/allowed_signers（OpenSSH の形式、名前は parties.toml のキー）に書きます。\n" +
			"署名した内容は「riskbook explain ID --fingerprint」で表示でき、ssh-keygen -Y verify でも確かめられます。",
		En: "Signs the facts of a decision and those of its risks and plans that it was made on: rating, level, criteria revision, targets. The signature and what was signed are written into the record.\n" +
			"Who decided (by) may sign, or a member of that body. Whose key it is stands in content/allowed_signers, in OpenSSH's form, by the keys of parties.toml.\n" +
			"\"riskbook explain ID --fingerprint\" prints what is signed; ssh-keygen -Y verify accepts it too.",
	},
	Examples: []session.Example{
		{Line: "riskbook sign D-014 --key ~/.ssh/id_ed25519", Does: term.Words{Ja: "D-014 に署名します", En: "sign D-014"}},
	},
	Setup: func(s *session.Session, c *cobra.Command) {
		key := ""
		c.Args = session.Exactly("ID")
		c.Flags().StringVar(&key, "key", "", term.Words{Ja: "署名に使う SSH の鍵のファイル", En: "file of the SSH key to sign with"}.In(s.Lang))
		c.RunE = func(c *cobra.Command, args []string) error {
			if key == "" {
				return session.Fail(session.ExitUsage, term.Words{Ja: "--key がありません", En: "there is no --key"}, term.Words{Ja: "riskbook sign " + args[0] + " --key ~/.ssh/id_ed25519 のように指定してください。", En: "such as riskbook sign " + args[0] + " --key ~/.ssh/id_ed25519"})
			}
			return sign(c.Context(), s, args[0], key)
		}
	},
}

func sign(ctx context.Context, s *session.Session, id, key string) error {
	j, d, err := session.Decision(ctx, s, id)
	if err != nil {
		return err
	}
	signed := assess.Fingerprint(j.Verdict.Assessment, d)
	armour, err := session.Signer(ctx, s, key, assess.DecisionNamespace)([]byte(signed))
	if err != nil {
		return err
	}
	tree, err := session.ReadTree(j.Root)
	if err != nil {
		return err
	}
	record, err := session.FindRecord(tree, id)
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
	data, err := changed(s, tree, record, false, assignments)
	if err != nil {
		return editFailure(err)
	}
	name := record.File.Path
	if err := passes(ctx, s, j.Root, map[string][]byte{name: data}); err != nil {
		return err
	}
	if err := session.Rewrite(j.Root, name, record.File.Data, data); err != nil {
		return err
	}
	s.Say(term.Words{Ja: fmt.Sprintf("%s に署名しました（%s）", d.ID, name), En: fmt.Sprintf("%s is signed (%s)", d.ID, name)})
	return nil
}
