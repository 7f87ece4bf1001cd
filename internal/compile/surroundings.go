package compile

import (
	"crypto/sha256"
	"encoding/hex"
	"io"
	"io/fs"
	"path"
	"strings"
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
