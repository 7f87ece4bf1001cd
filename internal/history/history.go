// Package history reads the register's git repository.
//
// In: the folder of a register. Out: facts of its commits. It alone runs git, and only reads; where there is no git or no repository it says so
// rather than failing. It must never import a room that judges or shows.
package history

import (
	"os/exec"
	"strings"
)

// Head gives the commit that is checked out in the repository around folder; ok is false where there is none.
func Head(folder string) (commit string, ok bool) {
	command := exec.Command("git", "-C", folder, "rev-parse", "--verify", "--quiet", "HEAD")
	command.Env = append(command.Environ(), "LC_ALL=C", "GIT_OPTIONAL_LOCKS=0")
	out, err := command.Output()
	commit = strings.TrimSpace(string(out))
	return commit, err == nil && commit != ""
}
