package history

import (
	"bytes"
	"context"
	"io/fs"
	"path"
	"slices"
	"strings"
)

// Uncommitted reports whether what lies under content/ in the folder on disk is another than in a commit, and gives the paths that git knows there.
// What git is told to ignore, and names that ignored is true for, are left aside. Line ends that git rewrites are no difference.
func (r *Repository) Uncommitted(ctx context.Context, head Commit, folder fs.FS, ignored func(name string) bool) (known []string, dirty bool, err error) {
	list := func(args ...string) ([]string, error) {
		var names []string
		out, err := r.output(ctx, args...)
		for name := range strings.SplitSeq(strings.TrimSuffix(string(out), "\x00"), "\x00") {
			if name != "" {
				names = append(names, name)
			}
		}
		return names, err
	}
	if known, err = list("ls-files", "-z", "--cached", "--", "content/"); err != nil {
		return nil, false, err
	}
	untracked, err := list("ls-files", "-z", "--others", "--exclude-standard", "--", "content/")
	if err != nil {
		return nil, false, err
	}
	for _, name := range untracked {
		if !slices.ContainsFunc(strings.Split(name, "/"), ignored) {
			return known, true, nil
		}
	}
	raw, err := list("diff-index", "-z", "--raw", "--no-abbrev", "--no-renames", "--relative", "--ignore-submodules=all", head.Hash, "--", "content/")
	if err != nil {
		return nil, false, err
	}
	for i := 0; i+1 < len(raw); i += 2 {
		same, err := sameOnDisk(ctx, r, folder, raw[i], raw[i+1])
		if err != nil || !same {
			return known, true, err
		}
	}
	return known, false, nil
}

// sameOnDisk reports whether a file that git has not looked at since it was written is what it was in the commit.
func sameOnDisk(ctx context.Context, r *Repository, folder fs.FS, raw, name string) (bool, error) {
	fields := strings.Fields(strings.TrimPrefix(raw, ":"))
	if len(fields) != 5 {
		return false, errLog
	}
	if fields[4] != "M" || fields[0] != fields[1] || strings.Trim(fields[3], "0") != "" || path.Clean(name) != name {
		return false, nil
	}
	disk, err := fs.ReadFile(folder, name)
	if err != nil {
		return false, nil
	}
	blob, err := r.output(ctx, "cat-file", "blob", fields[2])
	if err != nil {
		return false, err
	}
	unix := func(b []byte) []byte { return bytes.ReplaceAll(b, []byte("\r\n"), []byte("\n")) }
	return bytes.Equal(unix(disk), unix(blob)), nil
}
