// Release makes all that is published of a version, on one machine and to the byte the same whoever makes it:
//
//	go run ./internal/release v1.2.0
//
// In dist/ lie an archive for each system and processor, with the program, completions for shells and the licence; the program alone for linux on amd64, which
// pipelines install by its checksum; the extension for Visual Studio Code; and SHA256SUMS over all of them. Times are those of the commit.
package main

import (
	"bytes"
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"flag"
	"fmt"
	"log"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"runtime"
	"slices"
	"strings"
	"time"
)

// target is a system and a processor that a release is made for.
type target struct{ system, processor string }

// targets are those of a release, that of the pipelines first: the others hold its checksum.
var targets = []target{
	{"linux", "amd64"}, {"linux", "arm64"}, {"darwin", "amd64"}, {"darwin", "arm64"}, {"windows", "amd64"}, {"windows", "arm64"},
}

// name gives what a target is called in file names.
func (t target) name() string {
	return map[string]string{"darwin": "macos"}[t.system] + map[bool]string{true: t.system}[t.system != "darwin"] + "-" + t.processor
}

func (t target) program() string {
	if t.system == "windows" {
		return "riskbook.exe"
	}
	return "riskbook"
}

// versions is the package that knows which version the program is.
const versions = "github.com/riskbook/riskbook/internal/session."

var versionForm = regexp.MustCompile(`^v?[0-9]+\.[0-9]+\.[0-9]+(-[0-9A-Za-z.-]+)?$`)

func main() {
	log.SetFlags(0)
	out := flag.String("out", "dist", "the folder to write into; what is in it is removed")
	only := flag.String("only", "", "make these alone, as linux/amd64,windows/arm64")
	flag.Parse()
	if flag.NArg() != 1 || !versionForm.MatchString(flag.Arg(0)) {
		log.Fatal("usage: go run ./internal/release [-out DIR] [-only SYSTEM/PROCESSOR,…] VERSION, with a version like v1.2.0")
	}
	if err := release(*out, "v"+strings.TrimPrefix(flag.Arg(0), "v"), *only); err != nil {
		log.Fatal(err)
	}
}

// making is a release that is being made.
type making struct {
	out, version, commit string
	at                   time.Time
	sum                  string // of the program that pipelines install
	shared               []member
}

func release(out, version, only string) error {
	m := &making{out: out, version: version}
	if err := m.ask(); err != nil {
		return err
	}
	if err := os.RemoveAll(out); err != nil {
		return err
	}
	if err := os.MkdirAll(out, 0o755); err != nil {
		return err
	}
	if err := m.share(); err != nil {
		return err
	}
	for _, t := range targets {
		if only == "" || slices.Contains(strings.Split(only, ","), t.system+"/"+t.processor) {
			if err := m.make(t); err != nil {
				return err
			}
		}
	}
	if err := m.extension(); err != nil {
		return err
	}
	return m.sums()
}

// ask asks git for the commit and its time.
func (m *making) ask() error {
	commit, err := output("git", "rev-parse", "HEAD")
	if err != nil {
		return err
	}
	when, err := output("git", "log", "-1", "--format=%cI")
	if err != nil {
		return err
	}
	if m.at, err = time.Parse(time.RFC3339, when); err != nil {
		return err
	}
	m.at = m.at.UTC().Truncate(2 * time.Second) // as fine as zip files tell
	changed, err := output("git", "status", "--porcelain", "--untracked-files=no")
	if err != nil {
		return err
	}
	m.commit = commit
	if changed != "" {
		log.Print("the work tree differs from its commit: the release says so")
		m.commit += "+modified"
	}
	return nil
}

// share reads what goes into every archive.
func (m *making) share() error {
	for _, name := range []string{"LICENSE", "README.md"} {
		data, err := os.ReadFile(name)
		if err != nil {
			return err
		}
		m.shared = append(m.shared, member{name, data, 0o644})
	}
	for _, c := range []struct{ shell, name string }{{"bash", "completions/riskbook.bash"}, {"fish", "completions/riskbook.fish"}, {"zsh", "completions/_riskbook"}} {
		script, err := run(os.Environ(), "go", "run", "./cmd/riskbook", "completion", c.shell)
		if err != nil {
			return err
		}
		m.shared = append(m.shared, member{c.name, script, 0o644})
	}
	return nil
}

// make builds the program for a target and packs it.
func (m *making) make(t target) error {
	folder, err := os.MkdirTemp("", "riskbook-release-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(folder)
	program := filepath.Join(folder, t.program())
	flags := "-s -w -buildid= -X " + versions + "ReleaseVersion=" + m.version + " -X " + versions + "releaseCommit=" + m.commit + " -X " + versions + "releaseDate=" + m.at.Format(time.RFC3339) + " -X " + versions + "PipelineSum=" + m.sum
	environment := append(os.Environ(), "CGO_ENABLED=0", "GOOS="+t.system, "GOARCH="+t.processor, "GOFLAGS=", "GOAMD64=v1", "GOARM64=v8.0")
	if _, err := run(environment, "go", "build", "-trimpath", "-buildvcs=false", "-ldflags", flags, "-o", program, "./cmd/riskbook"); err != nil {
		return err
	}
	data, err := os.ReadFile(program)
	if err != nil {
		return err
	}
	base := "riskbook-" + m.version + "-" + t.name()
	if t == targets[0] {
		m.sum = checksum(data)
		if err := os.WriteFile(filepath.Join(m.out, base), data, 0o755); err != nil {
			return err
		}
	}
	members := append([]member{{t.program(), data, 0o755}}, m.shared...)
	pack, end := tarred, ".tar.gz"
	if t.system == "windows" {
		pack, end = zipped, ".zip"
	}
	for i := range members {
		members[i].name = base + "/" + members[i].name
	}
	archive, err := pack(members, m.at)
	if err != nil {
		return err
	}
	log.Print(base + end)
	return os.WriteFile(filepath.Join(m.out, base+end), archive, 0o644)
}

// sums writes the checksums of all that was made.
func (m *making) sums() error {
	list, err := os.ReadDir(m.out)
	if err != nil {
		return err
	}
	var b strings.Builder
	for _, entry := range list {
		data, err := os.ReadFile(filepath.Join(m.out, entry.Name()))
		if err != nil {
			return err
		}
		fmt.Fprintf(&b, "%s  %s\n", checksum(data), entry.Name())
	}
	return os.WriteFile(filepath.Join(m.out, "SHA256SUMS"), []byte(b.String()), 0o644)
}

func checksum(data []byte) string {
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:])
}

func output(name string, args ...string) (string, error) {
	out, err := run(os.Environ(), name, args...)
	return strings.TrimSpace(string(out)), err
}

func run(environment []string, name string, args ...string) ([]byte, error) {
	c := exec.Command(name, args...)
	var out, complaint bytes.Buffer
	c.Env, c.Stdout, c.Stderr = environment, &out, &complaint
	if err := c.Run(); err != nil {
		return nil, fmt.Errorf("%s %s on %s: %w\n%s", name, strings.Join(args, " "), cmp.Or(runtime.GOOS, "?"), err, &complaint)
	}
	return out.Bytes(), nil
}
