package desk

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/riskbook/riskbook/internal/address"
	"github.com/riskbook/riskbook/internal/agenda"
	"github.com/riskbook/riskbook/internal/part"
	"golang.org/x/text/unicode/norm"
)

// OwnerFiles are the names of the pages of all who answer for something, by their key and without the ending.
type OwnerFiles map[string]string

// mostNameBytes is how long the name of an owner's page may be: file systems take 255 bytes, and an ending and a number follow.
const mostNameBytes = 120

// NewOwnerFiles gives every owner the name of a page of its own, also on file systems that take no notice of case or of the form of letters.
func NewOwnerFiles(all []*agenda.Owner) OwnerFiles {
	files := make(OwnerFiles, len(all))
	taken, number := map[string]bool{}, map[string]int{}
	fold := func(name string) string { return strings.ToLower(norm.NFC.String(name)) }
	for _, o := range all {
		base := address.FileName(o.Key)
		if len(base) > mostNameBytes {
			cut := mostNameBytes
			for !utf8.RuneStart(base[cut]) {
				cut--
			}
			sum := sha256.Sum256([]byte(o.Key))
			base = base[:cut] + "_" + hex.EncodeToString(sum[:4])
		}
		name := base
		for taken[fold(name)] {
			number[fold(base)]++
			name = fmt.Sprintf("%s_%d", base, number[fold(base)]+1)
		}
		taken[fold(name)] = true
		files[o.Key] = name
	}
	return files
}

// Path is the path of an owner's page.
func (f OwnerFiles) Path(key string) string { return "owners/" + f[key] + ".html" }

// OwnerName names an owner as v.party does.
func (v *Verdicts) OwnerName(key string) string {
	if o := agenda.OwnersOf(v.Assessment).Of(key); o != nil && o.Party != nil {
		return v.Text(o.Party.Title)
	}
	return key
}

// OwnerLink names an owner on the page at path, with a link to all that the owner answers for.
func (v *Verdicts) OwnerLink(path, key string) part.Part {
	o := agenda.OwnersOf(v.Assessment).Of(key)
	if o == nil {
		return part.Words(v.Party(key))
	}
	if o.Party == nil {
		return v.PageLink(path, v.Index.OwnerFiles().Path(key), key)
	}
	return InsideLink(path, v.Index.OwnerFiles().Path(key), v.Short(o.Party.Title))
}

// OwnerLinks names several owners.
func (v *Verdicts) OwnerLinks(path string, keys []string) part.Part {
	pieces := make([]part.Part, len(keys))
	for i, key := range keys {
		pieces[i] = v.OwnerLink(path, key)
	}
	return Join(v.Words["listSeparator"], pieces...)
}
