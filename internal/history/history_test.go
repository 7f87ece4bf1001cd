package history

import (
	"bufio"
	"context"
	"errors"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/google/go-cmp/cmp"
)

// repo is a git repository for a test, with fixed names and dates.
type repo struct {
	t      *testing.T
	folder string
}

func newRepo(t *testing.T, args ...string) *repo {
	t.Helper()
	if _, err := exec.LookPath("git"); err != nil {
		t.Skip("git is not installed")
	}
	r := &repo{t, t.TempDir()}
	r.git(append([]string{"init", "-q", "-b", "main"}, args...)...)
	return r
}

func (r *repo) git(args ...string) string {
	r.t.Helper()
	c := exec.Command("git", append([]string{"-c", "protocol.file.allow=always", "-C", r.folder}, args...)...)
	c.Env = append(os.Environ(), "GIT_CONFIG_GLOBAL=/dev/null", "GIT_CONFIG_NOSYSTEM=1", "LC_ALL=C",
		"GIT_AUTHOR_NAME=T", "GIT_AUTHOR_EMAIL=t@example.org", "GIT_COMMITTER_NAME=T", "GIT_COMMITTER_EMAIL=t@example.org",
		"GIT_AUTHOR_DATE=2026-01-01T00:00:00Z", "GIT_COMMITTER_DATE=2026-01-01T00:00:00Z")
	out, err := c.CombinedOutput()
	if err != nil {
		r.t.Fatalf("git %s: %v\n%s", strings.Join(args, " "), err, out)
	}
	return strings.TrimSpace(string(out))
}

func (r *repo) write(name, text string) {
	r.t.Helper()
	path := filepath.Join(r.folder, filepath.FromSlash(name))
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		r.t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
		r.t.Fatal(err)
	}
}

func (r *repo) commit(message string) string {
	r.t.Helper()
	r.git("add", "-A")
	r.git("commit", "-q", "--allow-empty", "-m", message)
	return r.git("rev-parse", "HEAD")
}

func (r *repo) clone(args ...string) *repo {
	r.t.Helper()
	c := &repo{r.t, filepath.Join(r.t.TempDir(), "clone")}
	r.git(append(append([]string{"clone", "-q"}, args...), "file://"+r.folder, c.folder)...)
	return c
}

func (r *repo) open(folder string) *Repository {
	r.t.Helper()
	opened, err := Open(context.Background(), filepath.Join(r.folder, folder))
	if err != nil {
		r.t.Fatal(err)
	}
	return opened
}

func (r *repo) tree(folder, revision string) fs.FS {
	r.t.Helper()
	opened := r.open(folder)
	commit, err := opened.Resolve(context.Background(), revision)
	if err != nil {
		r.t.Fatal(err)
	}
	tree, err := opened.Tree(context.Background(), commit)
	if err != nil {
		r.t.Fatal(err)
	}
	return tree
}

func link(t *testing.T, target, path string) {
	t.Helper()
	if err := os.Symlink(target, path); err != nil {
		t.Skip("no symbolic links here")
	}
}

func TestACommitReadsLikeTheFolderThatItWasMadeFrom(t *testing.T) {
	for _, format := range []string{"sha1", "sha256"} {
		for _, folder := range []string{"", "登録 簿/plant"} {
			r := newRepo(t, "--object-format="+format)
			at := func(name string) string { return filepath.ToSlash(filepath.Join(folder, name)) }
			r.write(at("content/riskbook.toml"), "title = \"T\"\n")
			r.write(at("content/risks/R-1.md"), "+++\n+++\n")
			r.write(at("content/risks/深い/R-2 図.md"), "二\n")
			r.write(at("content/risks/copy.md"), "+++\n+++\n") // the same bytes as R-1
			r.write(at("content/risks/empty.md"), "")
			r.write(at("content/risks/R-1.png"), "picture")
			r.write(at("themes/own/theme.toml"), "")
			r.write("outside.md", "not the register's\n")
			link(t, "R-1.md", filepath.Join(r.folder, at("content/risks/R-3.md")))
			link(t, "../../../..", filepath.Join(r.folder, at("content/risks/out")))
			r.commit("one")
			tree := r.tree(folder, "HEAD")
			if err := fstest.TestFS(tree, "content/riskbook.toml", "content/risks/R-1.md", "content/risks/深い/R-2 図.md", "content/risks/copy.md", "content/risks/empty.md", "content/risks/R-1.png"); err != nil && !strings.Contains(err.Error(), "content/risks/out") {
				t.Error(err)
			}
			root, err := os.OpenRoot(filepath.Join(r.folder, filepath.FromSlash(folder)))
			if err != nil {
				t.Fatal(err)
			}
			defer root.Close()
			if diff := cmp.Diff(listing(t, root.FS()), listing(t, tree)); diff != "" {
				t.Errorf("%s in %q: on disk (-) and in the commit (+) differ:\n%s", format, folder, diff)
			}
		}
	}
}

// listing tells everything of a file system that source asks for.
func listing(t *testing.T, fsys fs.FS) map[string]string {
	t.Helper()
	all := map[string]string{}
	err := fs.WalkDir(fsys, ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || name == "." {
			return err
		}
		if entry.Name() == ".git" {
			return fs.SkipDir
		}
		switch {
		case entry.IsDir():
			all[name] = "folder"
		case entry.Type()&fs.ModeSymlink != 0:
			target, err := fs.ReadLink(fsys, name)
			if err != nil {
				return err
			}
			_, outside := fs.Stat(fsys, name)
			all[name] = "link to " + target
			if outside != nil {
				all[name] += " that leads nowhere"
			}
		default:
			data, err := fs.ReadFile(fsys, name)
			if err != nil {
				return err
			}
			all[name] = string(data)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

func TestLinksThatLeadNowhereHaveTheErrorsOfTheDisk(t *testing.T) {
	r := newRepo(t)
	r.write("content/a.md", "a")
	for name, target := range map[string]string{"loop.md": "loop.md", "gone.md": "nothing.md", "out.md": "../../etc/passwd", "absolute.md": "/etc/passwd", "through.md": "a.md/b"} {
		link(t, target, filepath.Join(r.folder, "content", name))
	}
	r.commit("one")
	tree := r.tree("", "HEAD")
	for name, want := range map[string]string{"loop.md": "too many levels of symbolic links", "out.md": "escapes from parent", "absolute.md": "escapes from parent", "gone.md": "file does not exist", "through.md": "file does not exist"} {
		if _, err := tree.Open("content/" + name); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v, want %q", name, err, want)
		}
	}
}

func TestSubmodulesAreLeftOut(t *testing.T) {
	inner := newRepo(t)
	inner.write("R-9.md", "inner")
	inner.commit("inner")
	r := newRepo(t)
	r.write("content/risks/R-1.md", "outer")
	r.git("submodule", "--quiet", "add", "file://"+inner.folder, "content/risks/sub")
	r.commit("one")
	want := map[string]string{".gitmodules": "[submodule \"content/risks/sub\"]\n\tpath = content/risks/sub\n\turl = file://" + inner.folder + "\n", "content": "folder", "content/risks": "folder", "content/risks/R-1.md": "outer"}
	if diff := cmp.Diff(want, listing(t, r.tree("", "HEAD"))); diff != "" {
		t.Error(diff)
	}
}

func TestRevisionsInEveryFormThatGitKnows(t *testing.T) {
	r := newRepo(t)
	r.write("a", "1")
	first := r.commit("first")
	r.git("tag", "-a", "v1", "-m", "release")
	r.write("a", "2")
	second := r.commit("second")
	r.git("branch", "話題/枝")
	opened := r.open("")
	for revision, want := range map[string]string{"HEAD": second, "main": second, "HEAD~1": first, "HEAD^": first, "v1": first, first[:8]: first, "話題/枝": second, ":/first": first, "refs/heads/main": second} {
		commit, err := opened.Resolve(context.Background(), revision)
		if err != nil || commit.Hash != want || commit.Name != revision {
			t.Errorf("%s: %v, %v, want %s", revision, commit, err, want)
		}
	}
	for _, revision := range []string{"", "nothing", "話題", "HEAD~9", "--all", "-h", "--output=x", "HEAD:a", "HEAD\nmain", "main..HEAD", "^HEAD", "@{upstream}", "HEAD@{99}", strings.Repeat("x", 2000), strings.Repeat("0", 40)} {
		_, err := opened.Resolve(context.Background(), revision)
		e, ok := errors.AsType[*Error](err)
		if !ok || !e.Usage || e.Help.En == "" || e.Help.Ja == "" {
			t.Errorf("%q: %v, want an error of usage with help", revision, err)
		}
	}
}

func TestBaseIsWhereTheWorkLeftTheTrunk(t *testing.T) {
	r := newRepo(t)
	base := r.commit("base")
	r.git("switch", "-q", "-c", "work")
	r.commit("work")
	r.git("switch", "-q", "main")
	r.commit("main goes on")
	r.git("switch", "-q", "work")
	got, err := r.open("").Base(context.Background())
	if err != nil || got != (Commit{"main", base}) {
		t.Errorf("%v, %v, want %s of main", got, err, base)
	}
	clone := r.clone("--branch", "work")
	if got, err := clone.open("").Base(context.Background()); err != nil || got != (Commit{"origin/main", base}) {
		t.Errorf("in a clone: %v, %v, want %s of origin/main", got, err, base)
	}
	r.git("branch", "-q", "-m", "main", "trunk")
	clone = r.clone("--branch", "work")
	clone.git("remote", "set-head", "origin", "trunk")
	if got, err := clone.open("").Base(context.Background()); err != nil || got != (Commit{"origin/trunk", base}) {
		t.Errorf("with another trunk: %v, %v, want %s of origin/trunk", got, err, base)
	}
	worktree := filepath.Join(t.TempDir(), "tree")
	r.git("branch", "-q", "main", "trunk")
	r.git("worktree", "add", "-q", "--detach", worktree, "work")
	opened, err := Open(context.Background(), worktree)
	if err != nil {
		t.Fatal(err)
	}
	if got, err := opened.Base(context.Background()); err != nil || got.Hash != base {
		t.Errorf("in a worktree: %v, %v, want %s", got, err, base)
	}
}

func TestWhatIsMissingIsSaidWithTheCommandThatFetchesIt(t *testing.T) {
	r := newRepo(t)
	for _, name := range []string{"1", "2", "3"} {
		r.write("content/risks/R-1.md", name)
		r.commit(name)
	}
	first := r.git("rev-parse", "HEAD~2")
	r.git("switch", "-q", "-c", "work", "HEAD~1")
	r.write("content/risks/R-2.md", "work")
	r.commit("work")
	r.git("switch", "-q", "main")
	r.git("config", "uploadpack.allowFilter", "true")
	r.git("config", "uploadpack.allowAnySHA1InWant", "true")
	shallow := []string{"--depth", "1", "--branch", "work"}
	single := []string{"--branch", "work", "--single-branch"}
	ctx := context.Background()
	fetchMain := "git fetch origin +refs/heads/main:refs/remotes/origin/main"
	for _, c := range []struct {
		name string
		args []string // of the clone
		ask  func(*Repository) error
		want string // the command that mends it
	}{
		{"no such branch", shallow, func(r *Repository) error { _, err := r.Resolve(ctx, "origin/main"); return err }, fetchMain},
		{"no base", shallow, func(r *Repository) error { _, err := r.Base(ctx); return err }, fetchMain},
		{"too shallow", shallow, func(r *Repository) error { _, err := r.Resolve(ctx, "HEAD~2"); return err }, "git fetch --deepen=2"},
		{"a commit by its hash", shallow, func(r *Repository) error { _, err := r.Resolve(ctx, first); return err }, "git fetch --depth=1 origin " + first},
		{"no merge base", append(shallow, "--no-single-branch"), func(r *Repository) error { _, err := r.Base(ctx); return err }, "git fetch --unshallow"},
		{"a single branch", single, func(r *Repository) error { _, err := r.Base(ctx); return err }, fetchMain},
		{"the remote's branch", single, func(r *Repository) error { _, err := r.Resolve(ctx, "origin/main"); return err }, fetchMain},
		{"a partial clone", []string{"--filter=blob:none", "--no-checkout"}, func(r *Repository) error {
			head, err := r.Resolve(ctx, "HEAD~1")
			if err != nil {
				return err
			}
			_, err = r.Tree(ctx, head)
			return err
		}, "git fetch --refetch --no-filter origin"},
	} {
		clone := r.clone(c.args...)
		err := c.ask(clone.open(""))
		e, ok := errors.AsType[*Error](err)
		if !ok || !strings.Contains(e.Help.En, c.want) || !strings.Contains(e.Help.Ja, c.want) {
			t.Errorf("%s: %v, want help that says %q", c.name, err, c.want)
			continue
		}
		clone.git(strings.Fields(c.want)[1:]...)
		if err := c.ask(clone.open("")); err != nil && !(c.name == "no base" && strings.Contains(err.Error(), "shallow")) {
			t.Errorf("%s: the command does not mend it: %v", c.name, err)
		}
	}
}

func TestWhereThereIsNoRepositoryOrNoGit(t *testing.T) {
	r := newRepo(t)
	if _, ok := Head(t.Context(), r.folder); ok {
		t.Error("a repository without commits has a head")
	}
	if _, err := r.open("").Base(context.Background()); err == nil || !strings.Contains(err.Error(), "no commit in this repository yet") {
		t.Errorf("without commits: %v", err)
	}
	folder := t.TempDir()
	if _, err := Open(context.Background(), folder); err == nil || !strings.Contains(err.Error(), "lies in no git repository") {
		t.Errorf("without a repository: %v", err)
	}
	t.Setenv("PATH", folder)
	if _, err := Open(context.Background(), r.folder); err == nil || !strings.Contains(err.Error(), "git is not to be found") {
		t.Errorf("without git: %v", err)
	}
	if _, ok := Head(t.Context(), r.folder); ok {
		t.Error("without git there is a head")
	}
}

func TestAHookOrAnEnvironmentDoesNotLeadElsewhere(t *testing.T) {
	r, other := newRepo(t), newRepo(t)
	want := r.commit("here")
	other.commit("there")
	t.Setenv("GIT_DIR", filepath.Join(other.folder, ".git"))
	t.Setenv("GIT_WORK_TREE", other.folder)
	t.Setenv("GIT_INDEX_FILE", filepath.Join(other.folder, ".git", "index.lock"))
	t.Setenv("GIT_OBJECT_DIRECTORY", filepath.Join(other.folder, ".git", "objects"))
	if got, _ := Head(t.Context(), r.folder); got != want {
		t.Errorf("head %s, want %s", got, want)
	}
	if _, err := r.open("").Resolve(t.Context(), "HEAD"); err != nil {
		t.Error(err)
	}
}

// In a hook that receives a push, what is pushed lies in quarantine.
func TestWhatIsBeingPushedIsSeen(t *testing.T) {
	r, other := newRepo(t), newRepo(t)
	r.commit("here")
	pushed := other.commit("pushed")
	repository := r.open("")
	t.Setenv("GIT_ALTERNATE_OBJECT_DIRECTORIES", filepath.Join(r.folder, ".git", "objects"))
	t.Setenv("GIT_OBJECT_DIRECTORY", filepath.Join(other.folder, ".git", "objects"))
	if _, err := repository.Resolve(t.Context(), pushed); err == nil {
		t.Error("a commit of another repository is seen")
	}
	t.Setenv("GIT_QUARANTINE_PATH", filepath.Join(other.folder, ".git", "objects"))
	if got, err := repository.Resolve(t.Context(), pushed); err != nil || got.Hash != pushed {
		t.Errorf("%v %v", got, err)
	}
}

func TestNoProgramOfTheRepositoryRuns(t *testing.T) {
	r := newRepo(t)
	r.write("content/riskbook.toml", "")
	r.commit("one")
	mark := filepath.Join(t.TempDir(), "ran")
	program := filepath.Join(t.TempDir(), "program")
	if err := os.WriteFile(program, []byte("#!/bin/sh\necho ran >>'"+mark+"'\n"), 0o755); err != nil {
		t.Fatal(err)
	}
	for _, key := range []string{"alias.rev-parse", "core.askPass", "core.fsmonitor", "core.pager", "core.sshCommand", "diff.external", "diff.x.textconv", "filter.x.smudge", "gpg.program"} {
		r.git("config", key, program)
	}
	r.git("config", "log.showSignature", "true")
	r.write(".gitattributes", "* diff=x filter=x\n")
	repository := r.open("")
	for _, revision := range []string{"HEAD", ":content/riskbook.toml", ":0:content", ":/one", "main@{upstream}"} {
		repository.Resolve(t.Context(), revision)
		if _, err := os.Stat(mark); err == nil {
			t.Fatalf("to look for %q git ran a program that the repository names", revision)
		}
	}
	r.tree("", "HEAD")
	if _, err := os.Stat(mark); err == nil {
		t.Error("to read a commit git ran a program that the repository names")
	}
}

func TestAMissingObjectIsSaid(t *testing.T) {
	r := newRepo(t)
	r.write("content/riskbook.toml", "")
	r.commit("one")
	hash := r.git("rev-parse", "HEAD:content/riskbook.toml")
	if err := os.Remove(filepath.Join(r.folder, ".git", "objects", hash[:2], hash[2:])); err != nil {
		t.Fatal(err)
	}
	opened := r.open("")
	commit, err := opened.Resolve(t.Context(), "HEAD")
	if err != nil {
		t.Fatal(err)
	}
	_, err = opened.Tree(t.Context(), commit)
	if e, ok := errors.AsType[*Error](err); !ok || e.Usage || !strings.Contains(e.Message.En, hash) || e.Help.Ja == "" {
		t.Errorf("%v", err)
	}
}

func TestARegisterThatTheCommitDoesNotHold(t *testing.T) {
	r := newRepo(t)
	r.commit("before the register")
	r.write("register/content/riskbook.toml", "")
	if tree := r.tree("register", "HEAD"); tree != nil {
		t.Errorf("%v, want no tree", tree)
	}
}

func TestGitIsStoppedWhenTheCallerGivesUp(t *testing.T) {
	r := newRepo(t)
	r.commit("one")
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	started := time.Now()
	if _, err := Open(ctx, r.folder); err == nil {
		t.Error("no error")
	}
	if time.Since(started) > time.Minute {
		t.Error("git went on")
	}
}

func FuzzParseEntry(f *testing.F) {
	f.Add([]byte("100644 blob 8baef1b4abc478178b004d62031cf7fe6db6f903       4\tcontent/risks/R 1.md"))
	f.Add([]byte("120000 blob 8baef1b4abc478178b004d62031cf7fe6db6f903       4\ta\tb"))
	f.Add([]byte("160000 commit 8baef1b4abc478178b004d62031cf7fe6db6f903       -\tsub"))
	f.Add([]byte("040000 tree 8baef1b4abc478178b004d62031cf7fe6db6f903       -\t../x"))
	f.Fuzz(func(t *testing.T, line []byte) {
		e, err := parseEntry(line)
		if err != nil {
			return
		}
		if e.size < 0 || e.path == "" || strings.HasPrefix(e.path, "/") || e.path == ".." || strings.HasPrefix(e.path, "../") || strings.Contains(e.path, "//") || !isHash(e.hash) {
			t.Errorf("%q gives %+v", line, e)
		}
		tree := &tree{nodes: map[string]*node{".": {mode: fs.ModeDir, name: "."}}}
		tree.add(e)
		tree.add(e)
	})
}

func FuzzReadObject(f *testing.F) {
	hash := strings.Repeat("a", 40)
	f.Add(hash+" blob 3\nabc\n", int64(3))
	f.Add(hash+" missing\n", int64(3))
	f.Add("", int64(0))
	f.Fuzz(func(t *testing.T, answer string, size int64) {
		if size < 0 || size > 1<<16 {
			return
		}
		data, err := readObject(bufio.NewReader(strings.NewReader(answer)), hash, size)
		if err == nil && int64(len(data)) != size {
			t.Errorf("%q gives %d bytes, asked for %d", answer, len(data), size)
		}
	})
}

// Names are those of the .mailmap that the commit holds: neither what lies in the work tree, nor anybody's own, so that any clone tells the same.
func TestNamesAreThoseOfTheCommitsOwnMailmap(t *testing.T) {
	r := newRepo(t)
	r.write("content/riskbook.toml", "title = \"T\"\n")
	r.commit("one")
	author := func() string {
		t.Helper()
		opened := r.open("")
		head, err := opened.Head(context.Background())
		if err != nil {
			t.Fatal(err)
		}
		line, err := opened.Line(context.Background(), head)
		if err != nil {
			t.Fatal(err)
		}
		return line.States[0].Author
	}
	r.write(".mailmap", "Uncommitted <t@example.org>\n")
	r.git("config", "mailmap.file", filepath.Join(r.folder, ".mailmap"))
	if got := author(); got != "T" {
		t.Errorf("the author is %q, by a .mailmap that is not in the commit", got)
	}
	r.write(".mailmap", "Taro <t@example.org>\n")
	r.commit("two")
	r.write(".mailmap", "Uncommitted <t@example.org>\n")
	if got := author(); got != "Taro" {
		t.Errorf("the author is %q, and not the one of the commit's .mailmap", got)
	}
}
