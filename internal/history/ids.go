package history

import (
	"bytes"
	"context"
	"path"
	"slices"
	"strings"
)

// IDs gives the ids that the records of a folder below content/ had in any commit of any branch, sorted: the names of their files, and the headers in files of
// many. It gives what it finds in headTime.
func IDs(ctx context.Context, folder, kind string) []string {
	ctx, cancel := context.WithTimeout(ctx, headTime)
	defer cancel()
	r := &Repository{folder: folder}
	under := "content/" + kind
	out, err := r.output(ctx, "log", "--all", "--format=", "--name-only", "-z", "--no-renames", "--diff-filter=AD", "--no-ext-diff", "--", under)
	if err != nil {
		return nil
	}
	var ids []string
	bulk := false
	for name := range bytes.SplitSeq(out, []byte{0}) {
		base := path.Base(strings.TrimSpace(string(name)))
		if id, ok := strings.CutSuffix(base, ".md"); ok {
			ids = append(ids, id)
		}
		bulk = bulk || strings.HasSuffix(base, ".toml")
	}
	if bulk {
		out, err = r.output(ctx, "log", "--all", "--format=", "--patch", "--unified=0", "--no-renames", "--no-color", "--no-ext-diff", "--no-textconv", "--", under+"/*.toml", under+"/**/*.toml")
		if err == nil {
			ids = append(ids, headers(out)...)
		}
	}
	slices.Sort(ids)
	return slices.Compact(ids)
}

// headers gives the ids of the tables whose headers a patch adds.
func headers(patch []byte) []string {
	var ids []string
	for line := range bytes.SplitSeq(patch, []byte("\n")) {
		inside, ok := strings.CutPrefix(string(line), "+[")
		if !ok || strings.HasPrefix(inside, "[") {
			continue
		}
		id, _, closed := strings.Cut(inside, "]")
		id = strings.Trim(strings.TrimSpace(id), `"'`)
		if closed && id != "" && !strings.Contains(id, ".") {
			ids = append(ids, id)
		}
	}
	return ids
}
