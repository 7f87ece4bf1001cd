//go:build unix

package source

import (
	"net"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"syscall"
	"testing"
	"time"
)

// onDisk makes a register of path and text in turn in a folder of the disk and opens it as the program does.
func onDisk(t *testing.T, files ...string) (dir string, read func() string) {
	t.Helper()
	dir = t.TempDir()
	for i := 0; i < len(files); i += 2 {
		path := filepath.Join(dir, "content", files[i])
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(files[i+1]), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return dir, func() string {
		t.Helper()
		root, err := os.OpenRoot(dir)
		if err != nil {
			t.Fatal(err)
		}
		defer root.Close()
		done := make(chan string, 1)
		go func() {
			tree, err := Read(root.FS())
			if err != nil {
				done <- err.Error()
				return
			}
			checkListed(t, tree.Findings)
			done <- names(tree) + "\n" + sayAll(tree.Findings)
		}()
		select {
		case s := <-done:
			return s
		case <-time.After(time.Minute):
			t.Fatal("reading hangs")
			return ""
		}
	}
}

func TestLinksAndDevices(t *testing.T) {
	const fm = "+++\ntitle = \"t\"\n+++\n"
	dir, read := onDisk(t, "riskbook.toml", "", "risks/R-1.md", fm, "assets/A-1.md", fm)
	outside := filepath.Join(t.TempDir(), "secret.md")
	if err := os.WriteFile(outside, []byte(fm), 0o644); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, "inside.md"), []byte(fm), 0o644); err != nil {
		t.Fatal(err)
	}
	risks := filepath.Join(dir, "content", "risks")
	for name, target := range map[string]string{
		"absolute.md":     outside,
		"relative.md":     "../../../secret.md",
		"climbing.md":     strings.Repeat("../", 30) + "etc/passwd",
		"inside.md":       "../../inside.md",
		"chain.md":        "inside.md",
		"loop-a.md":       "loop-b.md",
		"loop-b.md":       "loop-a.md",
		"self.md":         "self.md",
		"dangling.md":     "nowhere.md",
		"folder.md":       "../assets",
		"linked":          "../assets",
		"linked-out":      "/usr",
		"through.md":      "linked-out/x.md",
		"picture.svg":     "/etc/passwd",
		"null.md":         "/dev/null",
		"irrelevant.txt":  "../../inside.md",
		"absolute-in.csv": filepath.Join(dir, "inside.md"),
	} {
		if err := os.Symlink(target, filepath.Join(risks, name)); err != nil {
			t.Fatal(err)
		}
	}
	for _, name := range []string{"fifo.md", "fifo.toml", "fifo.csv", "fifo.other"} {
		if err := syscall.Mkfifo(filepath.Join(risks, name), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.Symlink("fifo.md", filepath.Join(risks, "to-fifo.md")); err != nil {
		t.Fatal(err)
	}
	if err := os.Mkdir(filepath.Join(risks, "x.md"), 0o755); err != nil {
		t.Fatal(err)
	}
	if runtime.GOOS == "linux" {
		short := filepath.Join(risks, "s.md")
		l, err := net.Listen("unix", short)
		if err == nil {
			defer l.Close()
		}
	}
	want := "A-1 R-1 absolute! chain climbing! dangling! fifo! inside loop-a! loop-b! null! relative! s! self! through! to-fifo!\n" +
		"risks/absolute-in.csv escapes-root [target:" + filepath.Join(dir, "inside.md") + "]\n" +
		"risks/absolute.md escapes-root [target:" + outside + "]\n" +
		"risks/climbing.md escapes-root [target:" + strings.Repeat("../", 30) + "etc/passwd]\n" +
		"risks/dangling.md not-regular-file/dangling\n" +
		"risks/fifo.csv not-regular-file/fifo\n" +
		"risks/fifo.md not-regular-file/fifo\n" +
		"risks/fifo.toml not-regular-file/fifo\n" +
		"risks/folder.md not-regular-file/folder-link\n" +
		"risks/linked not-regular-file/folder-link\n" +
		"risks/linked-out escapes-root [target:/usr]\n" +
		"risks/loop-a.md not-regular-file/loop\n" +
		"risks/loop-b.md not-regular-file/loop\n" +
		"risks/null.md escapes-root [target:/dev/null]\n" +
		"risks/picture.svg escapes-root [target:/etc/passwd]\n" +
		"risks/relative.md escapes-root [target:../../../secret.md]\n" +
		"risks/s.md not-regular-file/socket\n" +
		"risks/self.md not-regular-file/loop\n" +
		"risks/through.md escapes-root [target:linked-out/x.md]\n" +
		"risks/to-fifo.md not-regular-file/fifo\n" +
		"risks/x.md not-regular-file/folder\n"
	if got := read(); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

func TestUnreadableFilesAndFolders(t *testing.T) {
	if os.Geteuid() == 0 {
		t.Skip("nothing is unreadable to root")
	}
	dir, read := onDisk(t, "riskbook.toml", "", "risks/R-1.md", "+++\n+++\n", "risks/closed/R-2.md", "+++\n+++\n")
	for _, name := range []string{"risks/R-1.md", "risks/closed"} {
		path := filepath.Join(dir, "content", name)
		if err := os.Chmod(path, 0); err != nil {
			t.Fatal(err)
		}
		defer os.Chmod(path, 0o755)
	}
	want := "R-1!\nrisks/R-1.md not-regular-file/unreadable [reason:permission]\nrisks/closed not-regular-file/unreadable [reason:permission]\n"
	if got := read(); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

func TestHugeFileOnDiskIsNotRead(t *testing.T) {
	dir, read := onDisk(t, "riskbook.toml", "")
	path := filepath.Join(dir, "content", "risks", "big.md")
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		t.Fatal(err)
	}
	f, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	if err := f.Truncate(1 << 40); err != nil {
		t.Skip(err)
	}
	f.Close()
	want := "big!\nrisks/big.md too-large/file [key:file limit:1048576 most:67108864 size:1099511627776]\n"
	if got := read(); got != want {
		t.Errorf("got %s want %s", got, want)
	}
}
