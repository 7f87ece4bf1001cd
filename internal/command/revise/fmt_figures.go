package revise

import (
	"bytes"
	"cmp"
	"context"
	"slices"

	"github.com/riskbook/riskbook/internal/check"
	"github.com/riskbook/riskbook/internal/compile"
	"github.com/riskbook/riskbook/internal/live"
	"github.com/riskbook/riskbook/internal/session"
	"github.com/riskbook/riskbook/internal/source"
)

// figuresIn gives the figures of the register that texts quote and that may stand there, by file. Only where there are any is the register judged.
func figuresIn(ctx context.Context, s *session.Session, root string, tree *source.Tree) (map[string][]check.Quoted, error) {
	if !slices.ContainsFunc(tree.Files, func(f *source.File) bool {
		return bytes.Contains(f.Data, []byte("[[")) && len(live.Marks(string(f.Data))) > 0
	}) {
		return nil, nil
	}
	folder, err := s.OpenRoot(root)
	if err != nil {
		return nil, err
	}
	j, err := compile.Early(ctx, folder, s.AsOfDate, compile.ForCheck)
	if err != nil {
		return nil, err
	}
	figures := map[string][]check.Quoted{}
	for _, q := range check.Figures(j.Assessment, j.Bodies.List) {
		file := tree.File(q.File.Path)
		if !q.Dated && q.Fresh != "" && file != nil && bytes.Equal(file.Data, q.File.Data) {
			figures[q.File.Path] = append(figures[q.File.Path], q)
		}
	}
	return figures, nil
}

// refreshed gives the text of a file with the present figure behind each mark.
func refreshed(data []byte, figures []check.Quoted) []byte {
	if len(figures) == 0 {
		return data
	}
	slices.SortFunc(figures, func(a, b check.Quoted) int { return cmp.Compare(a.Span.Start, b.Span.Start) })
	var out []byte
	from := int32(0)
	for _, q := range figures {
		if q.Span.Start < from || q.Worded && q.Words == q.Want {
			continue
		}
		out = append(append(out, data[from:q.Span.Start]...), q.Fresh...)
		from = q.Span.End
	}
	return append(out, data[from:]...)
}

// isTranslation reports whether a file holds a translation of a body and no facts.
func isTranslation(tree *source.Tree, f *source.File) bool {
	for _, r := range tree.Records {
		if r.File == f {
			return false
		}
		if slices.ContainsFunc(r.Translations, func(b source.Body) bool { return b.File == f }) {
			return true
		}
	}
	return false
}
