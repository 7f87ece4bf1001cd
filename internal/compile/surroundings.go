package compile

import (
	"crypto/sha256"
	"encoding/hex"
	"io"
	"io/fs"
	"path"
	"strings"

	"github.com/riskbook/riskbook/internal/source"
)

// Surroundings gives a fingerprint of each file beside the records that bears on what readers get: templates, themes, figures, the signers whose
// signatures count, and what the forge runs or whom it asks. Paths are from the register's folder. A file that cannot be read has one of its own.
func (j *Judged) Surroundings() map[string]string {
	files := map[string]string{}
	for _, root := range []string{"templates", "themes", ".github", ".gitlab-ci.yml", "CODEOWNERS", ".pre-commit-config.yaml", "content/allowed_signers"} {
		_ = fs.WalkDir(j.Folder, root, func(name string, entry fs.DirEntry, err error) error {
			switch {
			case err != nil:
				return nil // it is not there
			case entry.IsDir() || !surrounds(name):
				return nil
			}
			files[name] = j.fingerprint(name)
			return nil
		})
	}
	for _, name := range j.Register.Tree.Figures {
		files[name] = j.fingerprint(j.Register.Tree.Spelling(name))
	}
	return files
}

// surrounds tells whether a file below .github is one that runs, or that says who is asked; of the other folders every file counts.
func surrounds(name string) bool {
	return !strings.HasPrefix(name, ".github/") || strings.HasPrefix(name, ".github/workflows/") || strings.HasPrefix(name, ".github/actions/") || path.Base(name) == "CODEOWNERS"
}

// fingerprint gives the start of the SHA-256 of a file.
func (j *Judged) fingerprint(name string) string {
	f, err := j.Folder.Open(name)
	if err != nil {
		return "unreadable"
	}
	defer f.Close()
	hash := sha256.New()
	if _, err := io.Copy(hash, f); err != nil {
		return "unreadable"
	}
	return hex.EncodeToString(hash.Sum(nil))[:16]
}

// mostTemplate is the size of a file, in bytes, up to which it may be a text that somebody merged.
const mostTemplate = 1 << 20

// findConflicts finds unresolved merges in files that readers get with the records, or by which signatures are judged.
func findConflicts(j *Judged) {
	for _, root := range []string{"templates", "themes", "content/allowed_signers"} {
		_ = fs.WalkDir(j.Folder, root, func(name string, entry fs.DirEntry, err error) error {
			switch {
			case err != nil:
				return nil // it is not there, or the theme says why it cannot be read
			case !entry.Type().IsRegular():
				return nil
			}
			if info, err := entry.Info(); err != nil || info.Size() > mostTemplate {
				return nil
			}
			data, err := fs.ReadFile(j.Folder, name)
			if err != nil {
				return nil
			}
			if f, found := source.MergeConflict(name, data); found {
				j.Register.Faults = append(j.Register.Faults, f)
			}
			return nil
		})
	}
}
