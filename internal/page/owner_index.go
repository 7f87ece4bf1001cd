package page

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"github.com/riskbook/riskbook/internal/assess"
	"github.com/riskbook/riskbook/internal/part"
)

// ownerFiles are the names of the pages of all who answer for something, by their key and without the ending.
type ownerFiles map[string]string

// mostNameBytes is how long the name of an owner's page may be: file systems take 255 bytes, and an ending and a number follow.
const mostNameBytes = 120

// newOwnerFiles gives every owner the name of a page of its own, also on file systems that take no notice of case or of the form of letters.
func newOwnerFiles(all []*assess.Owner) ownerFiles {
	files := make(ownerFiles, len(all))
	taken, number := map[string]bool{}, map[string]int{}
	fold := func(name string) string { return strings.ToLower(norm.NFC.String(name)) }
	for _, o := range all {
		base := fileName(o.Key)
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

// path is the path of an owner's page.
func (f ownerFiles) path(key string) string { return "owners/" + f[key] + ".html" }

// ownerName names an owner as v.party does.
func (v *verdicts) ownerName(key string) string {
	if o := v.Assessment.Owners().Of(key); o != nil && o.Party != nil {
		return v.text(o.Party.Title)
	}
	return key
}

// ownerLink names an owner on the page at path, with a link to all that the owner answers for.
func (v *verdicts) ownerLink(path, key string) part.Part {
	o := v.Assessment.Owners().Of(key)
	if o == nil {
		return part.Words(v.party(key))
	}
	if o.Party == nil {
		return v.pageLink(path, v.index.ownerFiles().path(key), key)
	}
	return insideLink(path, v.index.ownerFiles().path(key), v.short(o.Party.Title))
}

// ownerLinks names several owners.
func (v *verdicts) ownerLinks(path string, keys []string) part.Part {
	pieces := make([]part.Part, len(keys))
	for i, key := range keys {
		pieces[i] = v.ownerLink(path, key)
	}
	return join(v.words["listSeparator"], pieces...)
}
