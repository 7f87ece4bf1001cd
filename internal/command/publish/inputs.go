package publish

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"hash"
	"io"
	"io/fs"
	"os"
	"runtime"
	"sync"

	"github.com/riskbook/riskbook/internal/compile"
	"github.com/riskbook/riskbook/internal/history"
	"github.com/riskbook/riskbook/internal/register"
	"github.com/riskbook/riskbook/internal/session"
)

// mostHashed is the size of a file, in bytes, up to which it is read for the digest. A register with a larger one is simply built again.
const mostHashed = 32 << 20

// inputsOf gives a digest of all that a site is made from: the register's files, the as-of date, what the command line asked, and the program itself. Two runs with the same digest
// write the same site. It is empty where something cannot be read: the build itself then says what.
func inputsOf(ctx context.Context, s *session.Session, root string, asked ...string) (string, error) {
	folder := os.DirFS(root) // not an os.Root, which walks down to each file anew: nothing that is read here is shown, and no link is followed below the root
	config := &register.Register{}
	if info, err := fs.Lstat(folder, "content/riskbook.toml"); err != nil || !info.Mode().IsRegular() || info.Size() > mostHashed {
		return "", nil
	}
	if data, err := fs.ReadFile(folder, "content/riskbook.toml"); err == nil {
		config = compile.InZone(data)
	}
	day, err := s.AsOfDate(config)
	if err != nil {
		return "", err
	}
	digest := sha256.New()
	fmt.Fprintf(digest, "%s\n%q\n%t\n", day, asked, s.NoHistory)
	if !s.NoHistory {
		digest.Write(history.Names(ctx, root))
	}
	if session.Program() == nil {
		return "", nil
	}
	digest.Write(session.Program())
	for _, top := range []string{"content", "templates", "themes"} {
		if !addFolder(digest, folder, top) {
			return "", nil
		}
	}
	return hex.EncodeToString(digest.Sum(nil)), nil
}

// addFolder adds the names and contents of all files below a folder, in the order of their names.
func addFolder(digest hash.Hash, folder fs.FS, top string) bool {
	var names []string
	fine := true
	fs.WalkDir(folder, top, func(name string, entry fs.DirEntry, err error) error {
		switch {
		case err != nil:
			fine = fine && name == top // templates and themes may be absent
		case entry.Type().IsRegular():
			info, err := entry.Info()
			fine = fine && err == nil && info.Size() <= mostHashed
			names = append(names, name)
		case !entry.IsDir():
			fine = false // what a link leads to may change without the link
		}
		return nil
	})
	if !fine {
		return false
	}
	sums := make([][sha256.Size]byte, len(names))
	failed := make([]bool, len(names))
	workers := runtime.GOMAXPROCS(0)
	var wait sync.WaitGroup
	for w := range workers {
		wait.Go(func() {
			digest, buffer := sha256.New(), make([]byte, 64<<10)
			for i := w; i < len(names); i += workers {
				digest.Reset()
				failed[i] = addFile(digest, folder, names[i], buffer) != nil
				digest.Sum(sums[i][:0])
			}
		})
	}
	wait.Wait()
	for i, name := range names {
		fine = fine && !failed[i]
		fmt.Fprintf(digest, "%s\x00%x\n", name, sums[i])
	}
	return fine
}

// addFile adds the contents of a file, read into a buffer that is used again: the garbage of ten thousand files takes longer than their digests.
func addFile(digest hash.Hash, folder fs.FS, name string, buffer []byte) error {
	f, err := folder.Open(name)
	if err != nil {
		return err
	}
	defer f.Close()
	_, err = io.CopyBuffer(digest, struct{ io.Reader }{f}, buffer) // a file would write itself, with a buffer of its own
	return err
}
