package publish

import (
	"context"
	"path/filepath"
	"sync"

	"github.com/riskbook/riskbook/internal/compile"
	"github.com/riskbook/riskbook/internal/history"
	"github.com/riskbook/riskbook/internal/session"
)

// recaller adds what the past says to registers on disk that are judged again and again while they are written. Where it cannot be read, nothing is added.
type recaller struct {
	mu      sync.Mutex
	unsaved bool                             // what is judged may be another than what is on disk
	known   map[string]*compile.Recollection // by the register's folder
}

// newRecaller gives one, or nil where no history is asked for.
func newRecaller(s *session.Session) *recaller {
	if s.NoHistory {
		return nil
	}
	return &recaller{known: map[string]*compile.Recollection{}}
}

func (r *recaller) recall(ctx context.Context, root string, j *compile.Judged) {
	r.mu.Lock()
	defer r.mu.Unlock()
	root = filepath.FromSlash(root)
	names := history.Names(ctx, root)
	if names == nil {
		return
	}
	repository, err := history.Open(ctx, root)
	if err != nil {
		return
	}
	head, err := repository.Head(ctx)
	if err != nil {
		return
	}
	known := r.known[root]
	if known == nil {
		known = &compile.Recollection{Unsaved: r.unsaved}
		r.known[root] = known
	}
	if known.Remember(ctx, j, repository, head, names, session.OpenStore(ctx, repository)) != nil {
		delete(r.known, root)
	}
}
