package session

import (
	"errors"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"github.com/riskbook/riskbook/internal/audience"
	"github.com/riskbook/riskbook/internal/compile"
	"github.com/riskbook/riskbook/internal/diagnostic"
	"github.com/riskbook/riskbook/internal/register"
	"github.com/riskbook/riskbook/internal/site"
	"github.com/riskbook/riskbook/internal/term"
)

// readers is for whom a command makes what it makes.
type readers struct {
	Name      string // of the audience; empty: for whoever may see all
	unchecked bool   // what is made is not searched for what they may not see
}

// Flags adds the flags that say for whom.
func (o *readers) Flags(s *Session, c *cobra.Command) {
	c.Flags().Var((*once)(&o.Name), "audience", term.Words{Ja: "開示先（riskbook.toml の [[audience]]）。見せてよい記録と項目だけで作ります", En: "audience, one of [[audience]] in riskbook.toml: only what it may see goes in"}.In(s.Lang))
	c.Flags().BoolVar(&o.unchecked, "no-leak-check", false, term.Words{Ja: "非公開の内容が含まれていないことの検査を省きます（--audience とともに）", En: "do not search the output for what is withheld (with --audience)"}.In(s.Lang))
}

// once is a word that may be given once: what is made for one group of readers is not for another.
type once string

func (w *once) String() string { return string(*w) }

// Type names what the flag takes, in help.
func (w *once) Type() string { return "string" }

// Set takes the word.
func (w *once) Set(word string) error {
	if *w != "" {
		return errors.New("given twice")
	}
	*w = once(word)
	return nil
}

// Check refuses what does not go together.
func (o *readers) Check() error {
	if o.unchecked && o.Name == "" {
		return Fail(ExitUsage, term.Words{Ja: "--no-leak-check は --audience とともに指定してください", En: "--no-leak-check goes with --audience"}, term.Words{})
	}
	return nil
}

// Find finds the audience in a register; nil where whoever may see all is meant.
func (o *readers) Find(r *register.Register) (*audience.Reader, error) {
	if o.Name == "" {
		return nil, nil
	}
	if x := audience.Find(r, o.Name); x != nil {
		return x, nil
	}
	names := audience.Names(r)
	hint := term.Words{Ja: "riskbook.toml の [[audience]] に開示先を設けてください。", En: "add an [[audience]] to riskbook.toml"}
	if near := diagnostic.Nearest(o.Name, names); near != "" {
		hint = term.Words{Ja: "「" + near + "」ではありませんか。", En: "did you mean " + near + "?"}
	} else if len(names) > 0 {
		list := strings.Join(names, ", ")
		hint = term.Words{Ja: "次のいずれかです：" + list, En: "it is one of " + list}
	}
	return nil, Fail(ExitUsage, term.Words{Ja: "開示先 " + o.Name + " は登録簿にありません", En: "the register has no audience " + o.Name}, hint)
}

// Of gives the part of a judged register that they may see.
func (o *readers) Of(j *Judged) (*Judged, error) {
	x, err := o.Find(j.Verdict.Register)
	if err != nil || x == nil {
		return j, err
	}
	part := *j
	part.Verdict = j.Verdict.For(x)
	return &part, nil
}

// Prove returns what searches all that is made for an audience; nil where whoever may see all is meant, or nobody wants it searched.
func (s *Session) Prove(j *Judged, theme *site.Theme) (*compile.Proof, error) {
	if j.Verdict.Audience == nil {
		return nil, nil
	}
	if s.To.unchecked {
		s.Say(term.Words{Ja: "非公開の内容が含まれていないことを検査していません（--no-leak-check）", En: "nothing was searched for what is withheld (--no-leak-check)"})
		return nil, nil
	}
	if theme == nil {
		var err error
		if theme, err = j.Verdict.Theme(); err != nil {
			SiteFailure(s, err)
			return nil, NotPassed
		}
	}
	proof, err := j.Verdict.Prove(theme)
	if err != nil {
		return nil, SiteFailure(s, err)
	}
	return proof, nil
}

// Leaked says, on the terminal and nowhere else, where something withheld was found; nil where nothing was.
func (s *Session) Leaked(p *compile.Proof) error {
	leaks := p.Leaks()
	if len(leaks) == 0 {
		return nil
	}
	for _, l := range leaks {
		of := term.Words{Ja: l.Record + " の " + l.What, En: l.What + " of " + l.Record}
		if l.Record == "" {
			of = term.Words{Ja: l.What, En: l.What}
		}
		fmt.Fprintf(s.Stderr, "%s:%d: %s\n", diagnostic.Plain(l.File), l.Offset, diagnostic.Plain(of.In(s.Lang)))
	}
	return Fail(ExitNotPassed,
		term.Words{Ja: fmt.Sprintf("開示先 %s に見せない内容が%d か所に含まれるため、作りませんでした", s.To.Name, len(leaks)), En: fmt.Sprintf("nothing was made: what %s may not see stands in %s", s.To.Name, Plural(len(leaks), "place"))},
		term.Words{Ja: "上の場所に現れる記述を改めるか、元の記録のラベルを見直してください。", En: "reword what stands in these places, or think again about the labels of these records"})
}
