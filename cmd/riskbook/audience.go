package main

import (
	"strings"

	"github.com/spf13/cobra"

	"github.com/riskbook/riskbook/internal/audience"
	"github.com/riskbook/riskbook/internal/diagnostic"
	"github.com/riskbook/riskbook/internal/register"
	"github.com/riskbook/riskbook/internal/term"
)

// readers is for whom a command makes what it makes.
type readers struct {
	name      string // of the audience; empty: for whoever may see all
	unchecked bool   // what is made is not searched for what they may not see
}

// flags adds the flags that say for whom.
func (o *readers) flags(s *session, c *cobra.Command) {
	c.Flags().StringVar(&o.name, "audience", "", term.Words{Ja: "開示先（riskbook.toml の [[audience]]）。見せてよい記録と項目だけで作ります", En: "audience, one of [[audience]] in riskbook.toml: only what it may see goes in"}.In(s.lang))
	c.Flags().BoolVar(&o.unchecked, "no-leak-check", false, term.Words{Ja: "非公開の内容が含まれていないことの検査を省きます（--audience とともに）", En: "do not search the output for what is withheld (with --audience)"}.In(s.lang))
}

// check refuses what does not go together.
func (o *readers) check() error {
	if o.unchecked && o.name == "" {
		return fail(exitUsage, term.Words{Ja: "--no-leak-check は --audience とともに指定してください", En: "--no-leak-check goes with --audience"}, term.Words{})
	}
	return nil
}

// find finds the audience in a register; nil where whoever may see all is meant.
func (o *readers) find(r *register.Register) (*audience.Reader, error) {
	if o.name == "" {
		return nil, nil
	}
	if x := audience.Find(r, o.name); x != nil {
		return x, nil
	}
	names := audience.Names(r)
	hint := term.Words{Ja: "riskbook.toml の [[audience]] に開示先を設けてください。", En: "add an [[audience]] to riskbook.toml"}
	if near := diagnostic.Nearest(o.name, names); near != "" {
		hint = term.Words{Ja: "「" + near + "」ではありませんか。", En: "did you mean " + near + "?"}
	} else if len(names) > 0 {
		list := strings.Join(names, ", ")
		hint = term.Words{Ja: "次のいずれかです：" + list, En: "it is one of " + list}
	}
	return nil, fail(exitUsage, term.Words{Ja: "開示先 " + o.name + " は登録簿にありません", En: "the register has no audience " + o.name}, hint)
}

// of gives the part of a judged register that they may see.
func (o *readers) of(j *judged) (*judged, error) {
	x, err := o.find(j.Register)
	if err != nil || x == nil {
		return j, err
	}
	part := *j
	part.Judged = j.For(x)
	return &part, nil
}
