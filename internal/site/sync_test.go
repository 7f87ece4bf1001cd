package site

import (
	"io/fs"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
)

// recorder keeps what was asked of a disk, in order.
type recorder struct {
	disk
	mu  sync.Mutex
	log []string // what succeeded, without the folder that holds everything
	cut string
}

func (d *recorder) note(op string, paths ...string) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.log = append(d.log, op+" "+strings.ReplaceAll(strings.Join(paths, " "), d.cut+"/", ""))
}

func (d *recorder) exchange(a, b string) error {
	d.note("switch", b)
	return d.disk.exchange(a, b)
}

func (d *recorder) mkdir(path string) error {
	d.note("make", path)
	return d.disk.mkdir(path)
}

func (d *recorder) nest(path string) (string, error) {
	inner, err := d.disk.nest(path)
	d.note("make", inner)
	return inner, err
}

func (d *recorder) rename(old, name string) error {
	err := d.disk.rename(old, name)
	if err == nil {
		d.note("switch", name)
	}
	return err
}

func (d *recorder) removeAll(path string) error {
	d.note("remove", path)
	return d.disk.removeAll(path)
}

func (d *recorder) sync(path string) error {
	d.note("sync", path)
	return nil
}

func (d *recorder) write(path string, data []byte) (fs.FileInfo, error) {
	d.note("make", path)
	return d.disk.write(path, data)
}

// TestOnTheDiskBeforeTheSwitch follows the order of things: all that is new is synced before the switch, the folder above after it, and only then is the old site removed.
func TestOnTheDiskBeforeTheSwitch(t *testing.T) {
	for about, old := range map[string]map[string]string{"first build": nil, "change": oldSite} {
		t.Run(about, func(t *testing.T) {
			parent := t.TempDir()
			out := filepath.Join(parent, "above", "public")
			if old != nil {
				mustBuild(t, out, old)
			}
			d := &recorder{disk: realDisk{}, cut: parent}
			if _, err := build(t, d, out, "", "", newSite); err != nil {
				t.Fatal(err)
			}
			log := d.log
			switched := slices.Index(log, "switch above/public")
			if switched < 0 {
				t.Fatalf("no switch: %q", log)
			}
			made := 0
			for i, line := range log {
				path, ok := strings.CutPrefix(line, "make above/.public.riskbook-new/")
				if !ok {
					continue
				}
				made++
				synced := slices.Index(log, "sync above/.public.riskbook-new/"+path)
				if synced < i || synced > switched {
					t.Errorf("%s is not on the disk before the switch", path)
				}
			}
			if made < 5 {
				t.Errorf("only %d files and folders were made", made)
			}
			above := slices.Index(log, "sync "+filepath.Join("above"))
			if above < switched {
				t.Error("the folder above is not synced after the switch")
			}
			if removed := lastIndex(log, "remove above/.public.riskbook-new"); removed < above {
				t.Error("the old site is removed before the new one is on the disk")
			}
			if old == nil && slices.Index(log, "sync "+parent) < switched {
				t.Error("the folder that was made above the site is not on the disk")
			}
		})
	}
}

func lastIndex(list []string, s string) int {
	for i, line := range slices.Backward(list) {
		if line == s {
			return i
		}
	}
	return -1
}
