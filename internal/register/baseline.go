package register

import (
	"reflect"

	"github.com/riskbook/riskbook/internal/date"
	"github.com/riskbook/riskbook/internal/diagnostic"
	"github.com/riskbook/riskbook/internal/rule"
	"github.com/riskbook/riskbook/internal/source"
	"github.com/riskbook/riskbook/internal/term"
)

// Baseline is content/baseline.toml: what a register that starts in debt knows of itself, so that checks fail on news alone.
type Baseline struct {
	Known []KnownFault `key:"known"`
}

// KnownFault lets what a rule says of a record, or of a file that holds none, stand for a while.
type KnownFault struct {
	Rule    string    `key:"rule" required:"true"`
	Record  string    `key:"record"`                  // an id; this or File
	File    string    `key:"file"`                    // from the register's folder: "content/criteria.toml"
	Count   int       `key:"count" range:"1 1000000"` // 0: however many
	Written date.Date `key:"written"`                 // when it was entered; it lasts for check.baseline_months from then at most
	Until   date.Date `key:"until" required:"true"`
	Reason  Text      `key:"reason" required:"true"`
}

// Latest returns the last day on which an entry may let anything be, some months after it was written. One that does not say when that was, or that claims
// a day to come, is as young as it can be: written on the as-of date.
func (k *KnownFault) Latest(asOf date.Date, months int) date.Date {
	written := k.Written
	if written.IsZero() || written.After(asOf) {
		written = asOf
	}
	return written.AddMonths(months)
}

var baselineWords = meanings{
	"known": {Ja: "既知として期限まで許す指摘です。", En: "The faults that are known, and let be until a day."},
}

var knownFaultWords = meanings{
	"rule":    {Ja: "規則の名前です（例：needs-treatment）。エラーの規則は指定できません。", En: "The name of the rule, such as needs-treatment. Errors are never let be."},
	"record":  {Ja: "指摘された記録の識別子です。その記録についてのこの規則の指摘すべてに当てはまります。", En: "The id of the record. All that the rule says of it is known."},
	"file":    {Ja: "指摘されたファイルです（例：content/criteria.toml）。記録ではないファイルのときに、record に代えて書きます。", En: "The file, such as content/criteria.toml, in place of record where it holds no records."},
	"count":   {Ja: "その規則の指摘をいくつまで許すかです。これより多く見つかると、すべてが新しい指摘として扱われます。書かなければ、いくつでも許します。", En: "How many of the rule's faults are let be. Where more are found, all of them count; without it, however many there are."},
	"written": {Ja: "この項目を書いた日です。書かれてから check.baseline_months か月（省略時は6か月）を過ぎると、until が先でも既知として扱われません。", En: "The day on which the entry was written. It lasts for check.baseline_months from then (6 where that is not given) at the most, whatever until says."},
	"until":   {Ja: "既知として扱う最後の日です。翌日からは、ほかの指摘と同じ扱いに戻ります。", En: "The last day on which it is let be; from the next day it counts like any other."},
	"reason":  {Ja: "期限まで許す理由です。", En: "Why it is let be until then."},
}

var baselinePurpose = term.Words{
	Ja: "既に分かっている指摘を期限付きで挙げ、検査が新しい指摘だけで不合格になるようにします。",
	En: "What is known to be wrong, each until a day, so that checks fail on news alone.",
}

func readBaseline(r *Register, doc *source.Document) {
	if doc == nil || doc.Broken {
		return
	}
	d := &decoder{file: doc.File, head: doc.Place(), exhausted: r.exhausted}
	d.table(doc.Table, reflect.ValueOf(&r.Baseline).Elem(), nil)
	for i, known := range r.Baseline.Known {
		if known.Record == "" && known.File == "" {
			d.fault(rule.MissingKey, rule.CaseKnown, doc.Place("known", i), diagnostic.Args{})
		}
	}
	r.Faults = append(r.Faults, d.faults...)
}
