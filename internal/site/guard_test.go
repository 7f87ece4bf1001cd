package site

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestGuard(t *testing.T) {
	for _, tc := range []struct {
		out  string // below a folder that holds the register "reg"
		want string // part of the refusal; empty: accepted
	}{
		{"reg/public", ""},
		{"reg/deep/down/public", ""},
		{"site", ""},
		{"reg-2", ""},
		{"empty", ""},
		{"built", ""},
		{"link-to-built", ""},
		{"reg/content-site", ""},
		{"reg", "is the register's own folder"},
		{"reg/.", "is the register's own folder"},
		{"reg/public/..", "is the register's own folder"},
		{".", "is the register's own folder, or contains it"},
		{"link-to-reg", "is the register's own folder"},
		{"link-to-content/public", "overlaps the register's content/"},
		{"reg/content", "overlaps the register's content/"},
		{"reg/content/public", "overlaps the register's content/"},
		{"reg/Content", "overlaps the register's content/"},
		{"reg/templates", "overlaps the register's templates/"},
		{"reg/templates/public", "overlaps the register's templates/"},
		{"reg/themes", "overlaps the register's themes/"},
		{"themes-elsewhere/acme", "overlaps the register's themes/"},
		{"reg/.git", "version control"},
		{"reg/.git/public", "version control"},
		{"other/.git/public", "version control"},
		{"pages", "holds .git of a version control system"},
		{"documents", "is neither empty nor a site of riskbook"},
		{"fake", "is neither empty nor a site of riskbook"},
		{"file", "is not a folder"},
		{"file/public", "cannot be resolved"},
		{"dangling", "dangling symbolic link"},
		{"loop", "cannot be resolved"},
	} {
		t.Run(tc.out, func(t *testing.T) {
			base := t.TempDir()
			at := func(name string) string { return filepath.Join(base, filepath.FromSlash(name)) }
			for _, dir := range []string{"reg/content", "reg/.git", "empty", "documents", "pages/.git", "fake/" + marker, "themes-elsewhere"} {
				if err := os.MkdirAll(at(dir), 0o755); err != nil {
					t.Fatal(err)
				}
			}
			mustBuild(t, at("built"), oldSite)
			err := errors.Join(
				os.WriteFile(at("documents/thesis"), nil, 0o644), os.WriteFile(at("file"), nil, 0o644), os.WriteFile(at("pages/"+marker), nil, 0o644),
				os.Symlink(at("reg"), at("link-to-reg")), os.Symlink(at("reg/content"), at("link-to-content")), os.Symlink("built", at("link-to-built")),
				os.Symlink(at("nowhere"), at("dangling")), os.Symlink("loop", at("loop")), os.Symlink(at("themes-elsewhere"), at("reg/themes")),
			)
			if err != nil {
				t.Fatal(err)
			}
			before := tree(t, at("reg"))
			f, err := openFolder(base+"/"+tc.out, Guard{Root: at("link-to-reg")}, hasty{})
			if tc.want == "" {
				if err != nil {
					t.Fatal(err)
				}
				if err := f.Write("index.html", []byte("x")); err != nil {
					t.Fatal(err)
				}
				if _, err := f.Commit(""); err != nil {
					t.Fatal(err)
				}
				if diff := cmp.Diff(siteOf(map[string]string{"index.html": "x"}), tree(t, base+"/"+tc.out+"/")); diff != "" {
					t.Error(diff)
				}
				return
			}
			if !errors.Is(err, ErrRefused) || !strings.Contains(err.Error(), tc.want) {
				t.Fatalf("got %v, want a refusal that says %q", err, tc.want)
			}
			if diff := cmp.Diff(before, tree(t, at("reg"))); diff != "" {
				t.Errorf("the register changed: %s", diff)
			}
		})
	}
}

func TestFolderRefusesPaths(t *testing.T) {
	parent := t.TempDir()
	f, err := OpenFolder(filepath.Join(parent, "public"), Guard{})
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	for _, path := range []string{"", ".", "..", "../a", "a/../../b", "/etc/passwd", "a//b", "a/", `..\a`, "a\x00b", marker, "a\x1bb"} {
		if f.Write(path, nil) == nil {
			t.Errorf("%q was accepted", path)
		}
	}
	if diff := cmp.Diff([]string{}, names(t, parent)); diff != "" {
		t.Error(diff)
	}
}
