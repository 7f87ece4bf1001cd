package history

import (
	"bufio"
	"bytes"
	"context"
	"io"
	"strings"

	"github.com/riskbook/riskbook/internal/signature"
)

// signersFile is the list of signers that a register keeps.
const signersFile = "content/allowed_signers"

// Signatures returns what the signatures of the commits are worth of the states from the one numbered first on, each by the list of signers in the commit itself.
func (l *Line) Signatures(ctx context.Context, first int) ([]signature.State, error) {
	if first >= len(l.States) {
		return nil, nil
	}
	hashes := make([]string, 0, len(l.States)-first)
	for i := first; i < len(l.States); i++ {
		hashes = append(hashes, l.States[i].Commit)
	}
	signed := map[string][]byte{} // the commits that bear a signature
	err := l.repository.objects(ctx, hashes, func(hash string, object []byte) {
		if head, _, _ := bytes.Cut(object, []byte("\n\n")); bytes.Contains(head, []byte("\ngpgsig")) {
			signed[hash] = object
		}
	})
	if err != nil {
		return nil, err
	}
	lists, err := l.signers(ctx, signed, first)
	if err != nil {
		return nil, err
	}
	states := make([]signature.State, len(hashes))
	for i, hash := range hashes {
		states[i] = signature.None
		if object := signed[hash]; object != nil {
			states[i] = signature.OfCommit(object, lists[first+i], l.States[first+i].Time)
		}
	}
	return states, nil
}

// signers gives by state the list of signers in it, of those from the one numbered first on whose commits are signed.
func (l *Line) signers(ctx context.Context, signed map[string][]byte, first int) (map[int][]byte, error) {
	lists := map[int][]byte{}
	if len(signed) == 0 {
		return lists, nil
	}
	at := map[int]string{}
	var hashes []string
	now := ""
	known := map[string]bool{}
	for i := range l.States {
		for _, e := range l.steps[i] {
			if e.path == signersFile {
				now = ""
				if e.mode.IsRegular() {
					now = e.hash
				}
			}
		}
		if i < first || now == "" || signed[l.States[i].Commit] == nil {
			continue
		}
		at[i] = now
		if !known[now] {
			known[now] = true
			hashes = append(hashes, now)
		}
	}
	texts := map[string][]byte{}
	if err := l.repository.objects(ctx, hashes, func(hash string, object []byte) { texts[hash] = object }); err != nil {
		return nil, err
	}
	for i, hash := range at {
		lists[i] = texts[hash]
	}
	return lists, nil
}

// objects reads objects in one call of git, in the order in which they are asked for.
func (r *Repository) objects(ctx context.Context, hashes []string, visit func(hash string, object []byte)) error {
	if len(hashes) == 0 {
		return nil
	}
	read := func(from io.Reader) error {
		in := bufio.NewReaderSize(from, 64<<10)
		for _, hash := range hashes {
			object, err := readWhole(in, hash)
			if err != nil {
				return err
			}
			visit(hash, object)
		}
		return nil
	}
	err := r.stream(ctx, strings.NewReader(strings.Join(hashes, "\n")+"\n"), read, "cat-file", "--batch")
	if err != nil && ctx.Err() == nil {
		return r.incomplete(ctx, err)
	}
	return err
}

// mostObject is how large a commit or a list of signers may be.
const mostObject = 16 << 20

// readWhole reads one answer of git cat-file --batch whose size is not known beforehand.
func readWhole(in *bufio.Reader, hash string) ([]byte, error) {
	_, size, err := readHeader(in, hash)
	if err != nil {
		return nil, err
	}
	if size > mostObject {
		return nil, errObject
	}
	return readBytes(in, size)
}
