package site

import (
	"errors"
	"io/fs"
	"maps"
	"slices"
	"sync"
	"testing"
)

// kept is a sink that keeps what it gets.
type kept struct {
	mu    sync.RWMutex
	files map[string][]byte
}

func (k *kept) Write(path string, data []byte) error {
	if err := checkPath(path); err != nil {
		return err
	}
	k.mu.Lock()
	defer k.mu.Unlock()
	if k.files == nil {
		k.files = map[string][]byte{}
	}
	k.files[path] = slices.Clone(data)
	return nil
}

func (k *kept) File(path string) (data []byte, ok bool) {
	k.mu.RLock()
	defer k.mu.RUnlock()
	data, ok = k.files[path]
	return data, ok
}

func (k *kept) Paths() []string {
	k.mu.RLock()
	defer k.mu.RUnlock()
	return slices.Sorted(maps.Keys(k.files))
}

func TestMemoryMakesEachFileOnceAndAsRenderDoes(t *testing.T) {
	theme := load(t, nil, "standard")
	var sink kept
	if err := Render(t.Context(), theme, risks(50, "risk.html"), slices.Values(theme.Static()), &sink, 2); err != nil {
		t.Fatal(err)
	}
	made := 0
	files := func(yield func(File) bool) {
		for _, f := range theme.Static() {
			if !yield(File{Path: f.Path, Make: func() ([]byte, error) { made++; return f.Data, nil }}) {
				return
			}
		}
	}
	m, err := NewMemory(theme, risks(50, "risk.html"), files)
	if err != nil {
		t.Fatal(err)
	}
	if made != 0 {
		t.Errorf("%d files were made before they were asked for", made)
	}
	if !slices.Equal(m.Paths(), sink.Paths()) {
		t.Fatalf("paths are %v, want %v", m.Paths(), sink.Paths())
	}
	for range 2 {
		for _, path := range m.Paths() {
			got, err := m.File(path)
			want, _ := sink.File(path)
			if err != nil || string(got) != string(want) {
				t.Errorf("%s: %v, or other bytes than Render's", path, err)
			}
		}
	}
	if made != len(theme.Static()) {
		t.Errorf("%d files were made, want each of %d once", made, len(theme.Static()))
	}
	if _, err := m.File("risks/none.html"); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("a file that is not there gives %v", err)
	}
}

func TestMemoryKeepsErrorsToTheirFiles(t *testing.T) {
	theme := load(t, nil, "standard")
	broken := errors.New("broken")
	files := slices.Values([]File{
		{Path: "figures/a.png", Make: func() ([]byte, error) { return nil, broken }},
		{Path: "figures/b.png", Data: []byte("b")},
	})
	m, err := NewMemory(theme, nil, files)
	if err != nil {
		t.Fatal(err)
	}
	if data, err := m.File("figures/b.png"); err != nil || string(data) != "b" {
		t.Errorf("the sound file gives %q and %v", data, err)
	}
	if _, err := m.File("figures/a.png"); !errors.Is(err, broken) {
		t.Errorf("the broken file gives %v", err)
	}
	if err := m.Fill(t.Context(), 2); len(List(err)) != 1 || !errors.Is(err, broken) || List(err)[0].Page != "figures/a.png" {
		t.Errorf("filling gives %v", err)
	}
	if err := Render(t.Context(), theme, nil, files, &kept{}, 2); !errors.Is(err, broken) {
		t.Errorf("rendering gives %v", err)
	}
}

func TestMemoryRefusesPaths(t *testing.T) {
	theme := load(t, nil, "standard")
	for _, paths := range [][]string{{""}, {"../a"}, {"/a"}, {"a", "a"}} {
		var files []File
		for _, p := range paths {
			files = append(files, File{Path: p})
		}
		if _, err := NewMemory(theme, nil, slices.Values(files)); len(List(err)) != 1 {
			t.Errorf("%q gives %v, want one error", paths, err)
		}
	}
}
