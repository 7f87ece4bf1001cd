package main

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"sync"

	"github.com/BurntSushi/toml"
	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/extension"
)

// floorWorkers is on how many workers the floor is measured: as many as the figures to reach were measured on.
const floorWorkers = 2

// floor does the least that any program with these records must do: read each file, decode its front matter and parse its body, by the two
// libraries alone. What it makes is let go. Machines differ, and one machine from hour to hour; the ratio of a figure to this one does not.
func floor(root string) error {
	var names []string
	err := filepath.WalkDir(filepath.Join(root, "content"), func(path string, entry fs.DirEntry, err error) error {
		if err == nil && strings.HasSuffix(path, ".md") {
			names = append(names, path)
		}
		return err
	})
	if err != nil {
		return err
	}
	markdown := goldmark.New(goldmark.WithExtensions(extension.GFM))
	faults := make([]error, floorWorkers)
	var wait sync.WaitGroup
	for w := range floorWorkers {
		wait.Go(func() {
			var page bytes.Buffer
			for i := w; i < len(names); i += floorWorkers {
				page.Reset()
				faults[w] = errors.Join(faults[w], bare(markdown, names[i], &page))
			}
		})
	}
	wait.Wait()
	return errors.Join(faults...)
}

// bare reads one record and writes its body as HTML.
func bare(markdown goldmark.Markdown, name string, page *bytes.Buffer) error {
	data, err := os.ReadFile(name)
	if err != nil {
		return err
	}
	front, body, found := bytes.Cut(bytes.TrimPrefix(data, []byte("+++\n")), []byte("\n+++\n"))
	if !found {
		return fmt.Errorf("%s: no front matter", name)
	}
	var facts map[string]any
	if err := toml.Unmarshal(front, &facts); err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	return markdown.Convert(body, page)
}
