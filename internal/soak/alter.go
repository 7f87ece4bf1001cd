package main

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"time"

	"github.com/riskbook/riskbook/internal/archive"
)

// alter changes, cuts, adds or moves one byte of data, and says what it did.
func alter(data []byte, random *rand.Rand) (altered []byte, what string) {
	altered = slices.Clone(data)
	at := random.IntN(len(data))
	if random.IntN(4) == 0 { // headers and the directory are few among the bytes, and stand at the end and before the names
		at = len(data) - 1 - random.IntN(min(len(data), 64<<10))
	}
	switch random.IntN(8) {
	default:
		altered[at] ^= byte(1 + random.IntN(255))
		return altered, fmt.Sprintf("the byte at %d changed", at)
	case 0:
		return slices.Delete(altered, at, at+1), fmt.Sprintf("the byte at %d cut", at)
	case 1:
		return slices.Insert(altered, at, byte(random.IntN(256))), fmt.Sprintf("a byte added at %d", at)
	case 2:
		b := altered[at]
		to := random.IntN(len(altered))
		altered = slices.Insert(slices.Delete(altered, at, at+1), to, b)
		return altered, fmt.Sprintf("the byte at %d moved to %d", at, to)
	}
}

// altered makes single changes to an archive that snapshot wrote, and looks whether each is found: by the program's own room, and one in fifty by the program.
func (w *workshop) altered(n int, seed uint64) (string, error) {
	folder := filepath.Join(w.folder, "altered")
	if err := os.Mkdir(folder, 0o755); err != nil {
		return "", err
	}
	if err := w.sh(folder, register); err != nil {
		return "", err
	}
	if out, err := w.command(folder, "snapshot", "--out", "../audit.zip", "--sign", "../mori").CombinedOutput(); err != nil {
		return "", fmt.Errorf("%s%w", out, err)
	}
	name := filepath.Join(folder, "audit.zip")
	whole, err := os.ReadFile(name)
	if err != nil {
		return "", err
	}
	if findings, err := proven(whole); err != nil || findings > 0 {
		return "", fmt.Errorf("the archive itself has %d findings (%v)", findings, err)
	}
	random := rand.New(rand.NewPCG(seed, 3))
	for i := range n {
		if err := w.ctx.Err(); err != nil {
			return "", err
		}
		changed, what := alter(whole, random)
		if bytes.Equal(changed, whole) {
			continue // moved to where its like stood
		}
		if findings, err := proven(changed); err != nil || findings == 0 {
			return "", fmt.Errorf("change %d of %d, %s of %d: nothing found (%v)", i, n, what, len(whole), err)
		}
		if i%50 != 0 {
			continue
		}
		if err := os.WriteFile(name, changed, 0o644); err != nil {
			return "", err
		}
		c := w.command(folder, "verify", "../audit.zip")
		if out, err := c.CombinedOutput(); c.ProcessState == nil || c.ProcessState.ExitCode() != 1 {
			return "", fmt.Errorf("change %d, %s: %s%v", i, what, out, err)
		}
	}
	return fmt.Sprintf("%d single changes of an archive of %d bytes, each found", n, len(whole)), nil
}

// proven gives the number of findings of an archive.
func proven(data []byte) (int, error) {
	r, err := archive.VerifyZip(bytes.NewReader(data), int64(len(data)), archive.Options{Now: time.Now()})
	if err != nil {
		return 0, err
	}
	return len(r.Findings) + r.More, nil
}
