package edit

import (
	"github.com/riskbook/riskbook/internal/date"
	"github.com/riskbook/riskbook/internal/layout"
	"github.com/riskbook/riskbook/internal/source"
)

// TakeProposed gives the bytes of a risk's file with its proposed analysis as the present one, made on a day, and then the assignments made. What the proposal
// says replaces what current says; of a rating that it replaces no grounds are left. The error is a *Fault where there is no proposal.
func TakeProposed(r *source.Record, setting Setting, on date.Date, assignments []Assignment) ([]byte, error) {
	return change(r, setting, func(d *draft) error {
		if err := takeProposed(d, r, on); err != nil {
			return err
		}
		return assignAll(d, assignments)
	})
}

// ratingKeys are the keys of an analysis that rate the risk, each with the one that says the same in another way.
var ratingKeys = map[string]string{"likelihood": "factors", "factors": "likelihood", "impact": "impacts", "impacts": "impact"}

// grounds are the keys of an analysis that say what its rating rests on.
var grounds = []string{"rationale", "confidence", "criteria"}

func takeProposed(d *draft, r *source.Record, on date.Date) error {
	from := r.Table.Field("proposed")
	if r.Folder != "risks" || from == nil || len(from.Value.Fields) == 0 {
		return fault(r.ID+" に、確認を待つ分析（[proposed]）はありません", r.ID+" has no analysis that waits to be confirmed ([proposed])",
			"現在の分析を書き換えるには「riskbook set "+r.ID+" current.likelihood=…」のように書いてください。", "to change the present analysis, write it like riskbook set "+r.ID+" current.likelihood=…")
	}
	proposed, current := d.base.Join("proposed"), d.base.Join("current")
	rates := false
	for i := range from.Value.Fields {
		key := from.Value.Fields[i].Key
		other, rating := ratingKeys[key]
		rates = rates || rating
		if rating && from.Value.Field(other) == nil {
			if err := d.remove(current.Join(other)); err != nil {
				return err
			}
		}
		text := d.text(proposed.Join(key), &from.Value.Fields[i].Value)
		if text == "" {
			return errUnsafe
		}
		if err := d.replace(current.Join(key), text); err != nil {
			return err
		}
	}
	for _, key := range grounds {
		if rates && from.Value.Field(key) == nil {
			if err := d.remove(current.Join(key)); err != nil {
				return err
			}
		}
	}
	if err := d.replace(d.base.Join("reviewed"), on.String()); err != nil {
		return err
	}
	return d.remove(proposed)
}

// replace writes a value in the place of what stands at a path, in whatever way that is written.
func (d *draft) replace(path layout.Path, value string) error {
	if s := d.find(path); s.exact() && holdsComments(s.node) || !s.exact() && d.parted(path) {
		if err := d.remove(path); err != nil {
			return err
		}
	}
	return d.put(path, value)
}

// text gives the value at a path as TOML: as it is written, or in braces where it is written key by key; nothing for a list of tables.
func (d *draft) text(path layout.Path, v *source.Value) string {
	if s := d.find(path); s.exact() {
		return d.plain(s.node)
	}
	if v.Kind != source.Table {
		return ""
	}
	text := ""
	for i := range v.Fields {
		inner := d.text(path.Join(v.Fields[i].Key), &v.Fields[i].Value)
		if inner == "" {
			return ""
		}
		if text != "" {
			text += ", "
		}
		text += layout.QuoteKey(v.Fields[i].Key) + " = " + inner
	}
	return "{ " + text + " }"
}

// plain gives a value as it is written, on one line and without the comments in it: these stay where they stand.
func (d *draft) plain(n *layout.Node) string {
	if !holdsComments(n) {
		return n.Span.Of(d.data)
	}
	open, closing := "{ ", " }"
	if n.Kind == layout.Array {
		open, closing = "[", "]"
	}
	text := ""
	for i := range n.Items {
		if text != "" {
			text += ", "
		}
		if keys := (layout.Entry{Line: &layout.Line{Keys: n.Items[i].Keys}}).Keys(); len(keys) > 0 {
			text += writeKeys(keys) + " = "
		}
		text += d.plain(&n.Items[i].Value)
	}
	return open + text + closing
}
