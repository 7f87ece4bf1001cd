package site

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/riskbook/riskbook/internal/store"
)

// stampHead begins a stamp; it changes with the format.
const stampHead = "riskbook-stamp 1\n"

// stampFile is where the stamp of this folder lies.
func (f *Folder) stampFile() string {
	sum := sha256.Sum256([]byte(f.out))
	return filepath.Join(f.Cache, hex.EncodeToString(sum[:16])+".stamp")
}

// stampText is the stamp that these inputs and files make: sizes and times of all files, by path, and a hash over the whole.
func stampText(inputs string, files []entry) []byte {
	files = slices.SortedFunc(slices.Values(files), func(a, b entry) int { return strings.Compare(a.path, b.path) })
	var b bytes.Buffer
	b.WriteString(stampHead)
	fmt.Fprintf(&b, "%q\n", inputs)
	for _, e := range files {
		fmt.Fprintf(&b, "%d %d %s\n", e.size, e.modified, e.path)
	}
	sum := sha256.Sum256(b.Bytes())
	b.WriteString(hex.EncodeToString(sum[:]))
	return b.Bytes()
}

// UpToDate tells whether the folder already holds exactly the files that the last Commit left there for the same inputs, judged by their sizes and times. False only means that this is not known.
func (f *Folder) UpToDate(inputs string) bool {
	if f.Cache == "" || inputs == "" {
		return false
	}
	if litter, err := litter(f); litter || err != nil {
		return false
	}
	was, err := os.ReadFile(f.stampFile())
	if err != nil || !bytes.HasPrefix(was, fmt.Appendf(nil, "%s%q\n", stampHead, inputs)) {
		return false
	}
	files, ok := census(f, "", nil)
	return ok && bytes.Equal(was, stampText(inputs, files))
}

// census takes down all files below a folder of the site; ok is false where there is what no site holds.
func census(f *Folder, folder string, files []entry) (all []entry, ok bool) {
	dir, err := os.ReadDir(f.in(f.out, folder))
	if err != nil || len(dir) == 0 {
		return nil, false
	}
	for _, d := range dir {
		name := d.Name()
		if folder != "" {
			name = folder + "/" + name
		}
		if d.IsDir() {
			if files, ok = census(f, name, files); !ok {
				return nil, false
			}
			continue
		}
		info, err := d.Info()
		if err != nil || !ours(info) {
			return nil, false
		}
		files = append(files, entryOf(name, info))
	}
	return files, true
}

// stamp records what was written. A cache that cannot be written costs the next build time and nothing else, so that no error comes of it.
func (f *Folder) stamp(inputs string) {
	if f.Cache == "" || inputs == "" || store.MakeFolders(f.Cache, 0o700) != nil {
		return
	}
	_ = store.Replace("", f.stampFile(), stampText(inputs, f.files), 0o600)
}
