package session

import (
	"encoding/hex"
	"fmt"
	"runtime"
	"runtime/debug"
	"strings"
)

// What a release says of itself; empty in any other program, which the Go tool has stamped.
var (
	ReleaseVersion string
	releaseCommit  string
	releaseDate    string
	PipelineSum    string // SHA-256 of the release's program for linux on amd64, which pipelines install
)

// VersionText says which program this is.
func VersionText() string {
	_, commit := BuildVersion()
	version := ExactVersion()
	return fmt.Sprintf("riskbook %s\ncommit %s\ndate %s\n%s %s/%s\n", version, commit, buildDate(), runtime.Version(), runtime.GOOS, runtime.GOARCH)
}

// BuildVersion gives the version and commit that the release or the Go tool stamped into the program.
func BuildVersion() (version, commit string) {
	if ReleaseVersion != "" {
		return ReleaseVersion, releaseCommit
	}
	version, commit = "(devel)", "unknown"
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return version, commit
	}
	if info.Main.Version != "" {
		version = info.Main.Version
	}
	if revision := stamped(info, "vcs.revision"); revision != "" {
		commit = revision
	}
	if stamped(info, "vcs.modified") == "true" {
		commit += "+modified"
	}
	return version, commit
}

// ExactVersion is the version by which programs are told apart that may make other bytes, as archives name it. A program that was not built from a commit alone
// shares its version with others: a digest of the program itself stands behind it.
func ExactVersion() string {
	version, _ := BuildVersion()
	return exactly(version, Program())
}

// digestShown is how many bytes of a program's digest stand in its version.
const digestShown = 6

func exactly(version string, program []byte) string {
	digest := hex.EncodeToString(program[:min(digestShown, len(program))])
	switch {
	case digest == "":
		return version
	case version == "(devel)":
		return "devel-" + digest
	case strings.HasSuffix(version, "+dirty"):
		return version + "." + digest
	}
	return version
}

// buildDate gives the time of the commit that the program was built from.
func buildDate() string {
	if releaseDate != "" {
		return releaseDate
	}
	if info, ok := debug.ReadBuildInfo(); ok {
		if at := stamped(info, "vcs.time"); at != "" {
			return at
		}
	}
	return "unknown"
}

func stamped(info *debug.BuildInfo, key string) string {
	for _, setting := range info.Settings {
		if setting.Key == key {
			return setting.Value
		}
	}
	return ""
}
