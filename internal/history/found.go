package history

import (
	"bufio"
	"bytes"
	"context"
	"fmt"
	"io"
	"maps"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/riskbook/riskbook/internal/term"
)

// Entry is a commit that Found makes.
type Entry struct {
	Author, Committer string // "Name <address>"
	At                time.Time
	Subject           string
	Files             map[string][]byte // by path from the top; nil: removed
	Request           bool              // it was made beside the line, by its author, and its committer merged it an hour later
	Merge             string            // the subject of that merge
	Tag, TagSays      string            // an annotated tag; empty: none
}

// Found makes a repository in a folder, with commits on the branch main, oldest first. Files of the work tree are not written: the index has them, and they
// are missing until somebody puts them there. Where the folder holds a repository with a commit already, nothing is changed.
func Found(ctx context.Context, folder string, entries []Entry) error {
	r := &Repository{folder: folder}
	if head, err := r.lookUp(ctx, "HEAD"); err == nil && head != "" {
		top, err := r.run(ctx, "rev-parse", "--show-prefix")
		if err == nil && strings.TrimSpace(string(top)) == "" {
			return &Error{
				Usage:   true,
				Message: term.Words{Ja: "フォルダーには、すでにコミットのあるリポジトリがあります: " + folder, En: "there is a repository with commits in the folder already: " + folder},
				Help:    term.Words{Ja: "空のフォルダーか、新しいフォルダーの名前を指定してください。", En: "name an empty folder, or one that is not there yet"},
			}
		}
	}
	if _, err := r.run(ctx, "init", "-q", "-b", "main", "--object-format=sha1", "."); err != nil {
		return err
	}
	out, in := io.Pipe()
	defer out.Close()
	go func() {
		b := bufio.NewWriter(in)
		writeEntries(b, entries)
		in.CloseWithError(b.Flush())
	}()
	discard := func(from io.Reader) error { _, err := io.Copy(io.Discard, from); return err }
	if err := r.stream(ctx, out, discard, "fast-import", "--quiet", "--date-format=raw"); err != nil {
		return err
	}
	_, err := r.run(ctx, "read-tree", "HEAD")
	return err
}

// beside is the ref of commits that are made beside the line, until they are merged.
const beside = "refs/heads/request"

// writeEntries writes commits as git fast-import reads them.
func writeEntries(b *bufio.Writer, entries []Entry) {
	data := func(text string) { fmt.Fprintf(b, "data %d\n%s\n", len(text), text) }
	mark, last := 0, 0
	requested := false
	for i := range entries {
		e := &entries[i]
		var files bytes.Buffer
		for _, name := range slices.Sorted(maps.Keys(e.Files)) {
			if e.Files[name] == nil {
				fmt.Fprintf(&files, "D %s\n", quotedPath(name))
				continue
			}
			mark++
			fmt.Fprintf(b, "blob\nmark :%d\n", mark)
			data(string(e.Files[name]))
			fmt.Fprintf(&files, "M 100644 :%d %s\n", mark, quotedPath(name))
		}
		commit := func(ref, author, committer, subject string, at time.Time, parents ...int) {
			mark++
			when := strconv.FormatInt(at.Unix(), 10) + " " + at.Format("-0700")
			fmt.Fprintf(b, "commit %s\nmark :%d\nauthor %s %s\ncommitter %s %s\n", ref, mark, author, when, committer, when)
			data(subject + "\n")
			for k, p := range parents {
				switch {
				case p == 0:
				case k == 0:
					fmt.Fprintf(b, "from :%d\n", p)
				default:
					fmt.Fprintf(b, "merge :%d\n", p)
				}
			}
			b.Write(files.Bytes())
			b.WriteByte('\n')
		}
		at := e.At
		if e.Request {
			requested = true
			commit(beside, e.Author, e.Author, e.Subject, at, last)
			request := mark
			at = at.Add(time.Hour)
			commit("refs/heads/main", e.Committer, e.Committer, e.Merge, at, last, request)
		} else {
			commit("refs/heads/main", e.Author, e.Committer, e.Subject, at, last)
		}
		last = mark
		if e.Tag != "" {
			fmt.Fprintf(b, "tag %s\nfrom :%d\ntagger %s %d %s\n", e.Tag, last, e.Committer, at.Unix(), at.Format("-0700"))
			data(e.TagSays + "\n")
		}
	}
	if requested {
		fmt.Fprintf(b, "reset %s\nfrom %s\n\n", beside, strings.Repeat("0", 40))
	}
	b.WriteString("done\n")
}

// quotedPath writes a path as git fast-import reads it.
func quotedPath(name string) string {
	return `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`, "\n", `\n`).Replace(name) + `"`
}
