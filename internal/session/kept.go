package session

import (
	"context"
	"encoding/hex"
	"os"
	"path/filepath"
	"slices"
	"time"

	"github.com/riskbook/riskbook/internal/compile"
	"github.com/riskbook/riskbook/internal/history"
	"github.com/riskbook/riskbook/internal/store"
)

// keptFolder keeps what was found out about the history in a folder of the repository's own, never in the work tree. All of it can be lost at any time; what
// cannot be read or written is simply found out again.
type keptFolder struct{ folder string }

// mostStored is the number of files that are kept, and largestStored the size of one in bytes.
const (
	mostStored    = 4
	largestStored = 256 << 20
)

// OpenStore gives the store of a repository for this very program; nil where there is none.
func OpenStore(ctx context.Context, r *history.Repository) compile.Store {
	common := r.CommonDir(ctx)
	if common == "" || Program() == nil {
		return nil
	}
	return &keptFolder{filepath.Join(common, "riskbook", hex.EncodeToString(Program())[:16])}
}

// Names lists what is kept.
func (s *keptFolder) Names() []string {
	entries, _ := os.ReadDir(s.folder)
	names := make([]string, len(entries))
	for i, e := range entries {
		names[i] = e.Name()
	}
	return names
}

// Load gives what is kept under a name.
func (s *keptFolder) Load(name string) []byte {
	path := filepath.Join(s.folder, name)
	if info, err := os.Lstat(path); err != nil || !info.Mode().IsRegular() || info.Size() > largestStored {
		return nil
	}
	data, _ := os.ReadFile(path)
	store.Touch(path, time.Now())
	return data
}

// Save keeps data under a name, whole or not at all, and lets go of what was not used for longest and of what other programs kept.
func (s *keptFolder) Save(name string, data []byte) {
	if len(data) > largestStored || store.MakeFolders(s.folder, 0o777) != nil || store.Replace("", filepath.Join(s.folder, name), data, 0o600) != nil {
		return
	}
	s.prune()
}

func (s *keptFolder) prune() {
	type old struct {
		path string
		used time.Time
	}
	var list []old
	if entries, err := os.ReadDir(s.folder); err == nil {
		for _, e := range entries {
			if info, err := e.Info(); err == nil {
				list = append(list, old{filepath.Join(s.folder, e.Name()), info.ModTime()})
			}
		}
	}
	slices.SortFunc(list, func(a, b old) int { return b.used.Compare(a.used) })
	for i, o := range list {
		if stray := filepath.Base(o.path)[0] == '.'; i >= mostStored && !stray || stray && time.Since(o.used) > time.Hour {
			store.Remove(o.path)
		}
	}
	if others, err := os.ReadDir(filepath.Dir(s.folder)); err == nil {
		for _, e := range others {
			if info, err := e.Info(); err == nil && e.IsDir() && e.Name() != filepath.Base(s.folder) && time.Since(info.ModTime()) > 30*24*time.Hour {
				store.RemoveAll(filepath.Join(filepath.Dir(s.folder), e.Name()))
			}
		}
	}
}
