package compile

import (
	"errors"
	"io/fs"

	"github.com/riskbook/riskbook/internal/check"
	"github.com/riskbook/riskbook/internal/diagnostic"
	"github.com/riskbook/riskbook/internal/register"
	"github.com/riskbook/riskbook/internal/rule"
)

// findEvidence finds evidence that is gone where only the folder can tell: documents that are no records.
func findEvidence(j *Judged) {
	for _, d := range register.Every[*register.Decision](j.Register) {
		for i, link := range d.Evidence {
			name, _, ok := check.EvidencePath(d.Source.File.Path, link.URL)
			if !ok || check.Held(name) {
				continue
			}
			if _, err := fs.Stat(j.Folder, name); errors.Is(err, fs.ErrNotExist) {
				j.Register.Faults = append(j.Register.Faults, diagnostic.Finding{
					Rule: rule.DeadEvidence, Place: d.Source.Place("evidence", i, "url"), Args: diagnostic.Args{"id": d.ID, "target": link.URL},
				})
			}
		}
	}
}
