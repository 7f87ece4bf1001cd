package lsp

import (
	"context"
	"sync"
)

// mostQueued is how many bytes of messages may wait to be worked on before no more are read.
const mostQueued = 64 << 20

// queue holds the messages that were read and not yet worked on, in their order. It has no bound but of memory, so that a cancellation is seen behind them.
type queue struct {
	ready chan struct{} // has a value where there may be messages
	room  chan struct{} // has a value where some were taken

	mu    sync.Mutex
	list  []incoming
	bytes int
}

func newQueue() *queue {
	return &queue{ready: make(chan struct{}, 1), room: make(chan struct{}, 1)}
}

// put adds a message. While too much waits already it waits too, until the context ends.
func (q *queue) put(ctx context.Context, in incoming) {
	for !q.add(in) {
		select {
		case <-q.room:
		case <-ctx.Done():
			return
		}
	}
	signal(q.ready)
}

func (q *queue) add(in incoming) bool {
	q.mu.Lock()
	defer q.mu.Unlock()
	if q.bytes > mostQueued {
		return false
	}
	q.list = append(q.list, in)
	q.bytes += in.size()
	return true
}

// take returns the message that came first; ok is false where none waits.
func (q *queue) take() (in incoming, ok bool) {
	q.mu.Lock()
	defer q.mu.Unlock()
	if len(q.list) == 0 {
		return in, false
	}
	in, q.list = q.list[0], q.list[1:]
	q.bytes -= in.size()
	signal(q.room)
	if len(q.list) > 0 {
		signal(q.ready)
	}
	return in, true
}

// signal puts a value into a channel that has room for one, where there is none yet.
func signal(c chan struct{}) {
	select {
	case c <- struct{}{}:
	default:
	}
}

// size is about how many bytes a message takes.
func (in *incoming) size() int {
	if in.message == nil {
		return 0
	}
	return len(in.Params) + len(in.Result)
}
