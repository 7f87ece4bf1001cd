package history

import (
	"bufio"
	"bytes"
	"cmp"
	"context"
	"errors"
	"io"
	"path"
	"slices"
	"strconv"
	"strings"
	"time"
)

// State is a commit on the first-parent line of another one that changes anything under content/, or the commit at which a shallow clone begins.
type State struct {
	Commit   string
	Time     time.Time // the committer's
	Author   string    // by the mailmap, without an address; of a merge the one who merged
	Authors  []string  // of every commit that it brings, ascending
	Subject  string
	Tags     []string // on it, and on the commits after it up to the next state, ascending
	Boundary bool     // what came before is not in this clone: nothing tells what it changed
}

// Line is the first-parent history of a commit, oldest first.
type Line struct {
	States  []State
	Shallow bool

	repository *Repository
	head       string
	steps      []step // of each state: what its commit and those since the last state changed
}

// step is what changed in the register's folder from one state to the next, in order.
type step []entry

// The marks by which the lines of git log are taken apart. A subject holds no NUL and no line end, and stands last.
const (
	headMark  = "\x01"
	fieldMark = "\x1f"
)

// mostStates is the number of states up to which a line is read.
const mostStates = 1_000_000

// Line reads the first-parent history of a commit in one walk.
func (r *Repository) Line(ctx context.Context, head Commit) (*Line, error) {
	l := &Line{Shallow: r.shallow, repository: r, head: head.Hash}
	format := "--format=" + strings.ReplaceAll(headMark+"%H|%P|%ct|%aN|%D|%s", "|", fieldMark)
	parents := map[string][]string{}
	read := func(from io.Reader) error { return l.read(from, parents) }
	bare, err := alone(ctx, r, head)
	if err != nil {
		return nil, err
	}
	err = r.stream(ctx, nil, read, append(bare, "-c", "log.showRoot=true", "-c", "i18n.logOutputEncoding=UTF-8", "log", "--first-parent", "--diff-merges=first-parent", "--reverse", "--raw", "-z",
		"--no-abbrev", "--no-renames", "--no-color", "--no-notes", "--no-show-signature", "--ignore-submodules=none", "--use-mailmap", "--decorate=full", "--decorate-refs=refs/tags/",
		format, "--end-of-options", head.Hash, "--")...)
	if err == nil && len(parents) > 0 {
		err = l.gatherAuthors(ctx, parents, bare)
	}
	if err != nil {
		return nil, r.incomplete(ctx, err)
	}
	return l, nil
}

// alone gives arguments by which git looks at a commit and not at the work tree around it: names are those of the .mailmap that the commit holds, whatever
// lies in the work tree or in the settings of whoever runs this.
func alone(ctx context.Context, r *Repository, head Commit) ([]string, error) {
	out, err := r.run(ctx, "rev-parse", "--absolute-git-dir")
	if err != nil {
		return nil, err
	}
	args := []string{"--git-dir=" + strings.TrimSuffix(string(out), "\n"), "--bare", "-c", "core.bare=true", "-c", "mailmap.file=", "-c", "mailmap.blob=" + head.Hash + ":.mailmap"}
	return args[:len(args):len(args)], nil
}

var errLog = errors.New("git log gave a line that is not understood")

// read takes the output of git log apart. Parents are noted of the states that are merges.
func (l *Line) read(from io.Reader, parents map[string][]string) error {
	in := bufio.NewReaderSize(from, 64<<10)
	var commit State
	var merged []string
	var waiting step
	started, bears := false, false
	finish := func() {
		switch {
		case !started:
		case bears || commit.Boundary:
			if commit.Boundary && !slices.ContainsFunc(waiting, func(e entry) bool { return strings.HasPrefix(e.path, "content/") }) {
				return // nothing to begin with
			}
			if len(merged) > 1 {
				parents[commit.Commit] = merged
			}
			l.States, l.steps, waiting = append(l.States, commit), append(l.steps, waiting), nil
		case len(l.States) > 0:
			last := &l.States[len(l.States)-1]
			last.Tags = append(last.Tags, commit.Tags...)
		}
	}
	for {
		token, err := in.ReadBytes(0)
		if errors.Is(err, io.EOF) && len(token) == 0 {
			break
		}
		if err != nil {
			return cmp.Or(err, io.ErrUnexpectedEOF)
		}
		token = token[:len(token)-1]
		if head, ok := bytes.CutPrefix(token, []byte(headMark)); ok {
			finish()
			if len(l.States) >= mostStates {
				return errLog
			}
			if commit, merged, err = parseHead(string(head)); err != nil {
				return err
			}
			started, bears = true, false
			continue
		}
		name, err := in.ReadBytes(0)
		if err != nil {
			return cmp.Or(err, io.ErrUnexpectedEOF)
		}
		e, err := l.parseRaw(token, string(name[:len(name)-1]))
		if err != nil {
			return err
		}
		if e.path != "" {
			waiting = append(waiting, e)
			bears = bears || strings.HasPrefix(e.path, "content/")
		}
	}
	finish()
	l.sortTags()
	return nil
}

func (l *Line) sortTags() {
	for i := range l.States {
		slices.Sort(l.States[i].Tags)
	}
}

func parseHead(line string) (s State, parents []string, err error) {
	fields := strings.SplitN(line, fieldMark, 6)
	if len(fields) != 6 || !isHash(fields[0]) {
		return s, nil, errLog
	}
	seconds, err := strconv.ParseInt(fields[2], 10, 64)
	if err != nil {
		return s, nil, errLog
	}
	text := func(s string) string { return strings.ToValidUTF8(s, "\uFFFD") }
	s = State{Commit: fields[0], Time: time.Unix(seconds, 0).UTC(), Author: text(fields[3]), Authors: []string{text(fields[3])}, Subject: text(fields[5])}
	for _, name := range strings.Split(fields[4], ", ") {
		if tag, ok := strings.CutPrefix(name, "tag: refs/tags/"); ok {
			s.Tags = append(s.Tags, text(tag))
		}
		s.Boundary = s.Boundary || name == "grafted"
	}
	return s, strings.Fields(fields[1]), nil
}

// gone is the mode that git's log gives a file which was removed.
const gone = "000000"

// parseRaw reads ":MODE MODE HASH HASH STATUS" and gives the entry as it is now, with its path from the register's folder; the path is empty where it does
// not matter, and the hash is where nothing stands there any more.
func (l *Line) parseRaw(line []byte, name string) (e entry, err error) {
	fields := bytes.Fields(bytes.TrimPrefix(bytes.TrimPrefix(line, []byte("\n")), []byte(":")))
	if len(fields) != 5 || name == "" {
		return e, errLog
	}
	if l.repository.prefix != "" {
		inside, ok := strings.CutPrefix(name, l.repository.prefix+"/")
		if !ok {
			return entry{}, nil
		}
		name = inside
	}
	if path.Clean(name) != name || !strings.HasPrefix(name, "content/") && !strings.HasPrefix(name, "themes/") {
		return entry{}, nil
	}
	e = entry{path: name, hash: string(fields[3])}
	mode := string(fields[1])
	if mode == foreign || mode == gone {
		return entry{path: name}, nil
	}
	var known bool
	if e.mode, known = modes[mode]; !known || !isHash(e.hash) {
		return e, errLog
	}
	return e, nil
}

// written holds of each commit its parents and who wrote it.
type written map[string]struct {
	parents []string
	author  string
}

// read takes the output of git log apart.
func (w written) read(from io.Reader) error {
	in := bufio.NewReaderSize(from, 64<<10)
	for {
		token, err := in.ReadString(0)
		if errors.Is(err, io.EOF) && token == "" {
			return nil
		}
		if err != nil {
			return cmp.Or(err, io.ErrUnexpectedEOF)
		}
		fields := strings.SplitN(strings.TrimSuffix(token, "\x00"), fieldMark, 3)
		if len(fields) != 3 {
			return errLog
		}
		c := w[fields[0]]
		c.parents, c.author = strings.Fields(fields[1]), strings.ToValidUTF8(fields[2], "\uFFFD")
		w[fields[0]] = c
	}
}

// gatherAuthors finds who wrote what the merges on the line brought: what each of them reaches and its first parent does not.
func (l *Line) gatherAuthors(ctx context.Context, merges map[string][]string, bare []string) error {
	all := written{}
	format := "--format=" + strings.ReplaceAll("%H|%P|%aN", "|", fieldMark)
	err := l.repository.stream(ctx, nil, all.read, append(bare, "-c", "i18n.logOutputEncoding=UTF-8", "log", "-z", "--no-color", "--no-notes", "--no-show-signature", "--no-patch", "--use-mailmap", "--no-decorate", format, "--end-of-options", l.head, "--")...)
	if err != nil {
		return err
	}
	var line []string // first parents, newest first
	for at := l.head; at != ""; {
		line = append(line, at)
		if p := all[at].parents; len(p) > 0 {
			at = p[0]
		} else {
			at = ""
		}
	}
	slices.Reverse(line)
	states := make(map[string]int, len(l.States))
	for i := range l.States {
		states[l.States[i].Commit] = i
	}
	known := map[string]bool{}
	for _, hash := range line {
		var authors []string
		for rest := []string{hash}; len(rest) > 0; {
			at := rest[len(rest)-1]
			rest = rest[:len(rest)-1]
			c, there := all[at]
			if known[at] || !there {
				continue
			}
			known[at] = true
			authors = append(authors, c.author)
			rest = append(rest, c.parents...)
		}
		if i, is := states[hash]; is && merges[hash] != nil {
			slices.Sort(authors)
			l.States[i].Authors = slices.Compact(authors)
		}
	}
	return nil
}
