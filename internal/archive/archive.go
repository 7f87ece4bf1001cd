// Package archive writes the auditor's archive and proves one: a BagIt bag (RFC 8493) in a zip of stored entries that has one form only.
//
// In: the files of a commit, for writing; a zip or a folder, for proving. Out: bytes, and findings. What it writes is a function of what it is given:
// sorted, with fixed times and modes, never compressed, so that proving can lay every byte of the container beside the one that writing would give.
// It opens nothing itself, reads hostile archives in bounded memory and time, and must never import a room of the pipeline.
package archive

import (
	"bytes"
	"encoding/json"
	"errors"
	"maps"
	"slices"
	"strings"

	"github.com/riskbook/riskbook/internal/diagnostic"
	"github.com/riskbook/riskbook/internal/term"
)

// Format is the version of the archive. It rises when a reader of the present one would go wrong.
const Format = 1

// Namespace is what a signature of an archive is made for.
const Namespace = "riskbook-snapshot"

// The files of an archive outside data/.
const (
	aboutFile     = "about.json"
	bagInfoFile   = "bag-info.txt"
	bagFile       = "bagit.txt"
	manifestFile  = "manifest-sha256.txt"
	readmePage    = "README.html"
	readmeText    = "README.txt"
	signatureFile = "tagmanifest-sha256.txt.sig"
	tagFile       = "tagmanifest-sha256.txt"
)

// The folders below data/.
const (
	Decided = "data/decided"
	Records = "data/records"
	Site    = "data/site"
)

const bagText = "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"

// About says what an archive is of: about.json. Fields without a value are null there.
type About struct {
	Format    int      `json:"format"`
	Tool      Tool     `json:"tool"`
	Register  Register `json:"register"`
	Commit    string   `json:"commit"`
	Tree      string   `json:"tree"`
	Date      string   `json:"date"` // of the commit, with its offset
	Author    *string  `json:"author"`
	Committer *string  `json:"committer"`
	Signature string   `json:"signature"` // of the commit, by its own list of signers: good, bad, unknown, none
	AsOf      string   `json:"asOf"`
	Audience  *string  `json:"audience"`
	Clearance *string  `json:"clearance"`
	Withheld  int      `json:"withheld"`
	Theme     string   `json:"theme,omitempty"` // where another was asked for than the register's
}

// Tool is the program that made an archive.
type Tool struct {
	Name    string `json:"name"`
	Version string `json:"version"`
}

// Register names the register of an archive.
type Register struct {
	ID           *string `json:"id"`
	Title        Text    `json:"title"`
	Organization Text    `json:"organization"`
}

// Text is a text by language, or under the empty key one without a language, as the register's export has it. None is null.
type Text map[string]string

// MarshalJSON returns a string, an object by language, or null.
func (t Text) MarshalJSON() ([]byte, error) {
	if one, ok := t[""]; ok {
		return json.Marshal(one)
	}
	return json.Marshal(map[string]string(t))
}

// UnmarshalJSON reads what MarshalJSON returns.
func (t *Text) UnmarshalJSON(data []byte) error {
	var one string
	if json.Unmarshal(data, &one) == nil && string(data) != "null" {
		*t = Text{"": one}
		return nil
	}
	return json.Unmarshal(data, (*map[string]string)(t))
}

// In returns the text in a language, else in the other, else in any.
func (t Text) In(language string) string {
	for _, l := range []string{language, "", "en", "ja"} {
		if text, ok := t[l]; ok {
			return text
		}
	}
	for _, l := range slices.Sorted(maps.Keys(t)) {
		return t[l]
	}
	return ""
}

// Folder returns the name of the folder that all files of the archive lie in.
func (a *About) Folder() string {
	name := "riskbook-" + a.AsOf + "-" + a.Commit[:min(7, len(a.Commit))]
	if a.Audience != nil {
		name += "-" + *a.Audience
	}
	return name
}

// bytes returns about.json.
func (a *About) bytes() []byte {
	var b bytes.Buffer
	if err := diagnostic.EncodeJSON(&b, "  ", a); err != nil {
		panic(err) // a buffer takes everything
	}
	return b.Bytes()
}

var errAbout = errors.New("not what riskbook writes")

// parseAbout reads about.json, in the form that is written only.
func parseAbout(data []byte) (*About, error) {
	a := &About{}
	if err := json.Unmarshal(data, a); err != nil {
		return nil, err
	}
	if a.Format != Format {
		return a, errFormat
	}
	if !bytes.Equal(a.bytes(), data) || !isHex(a.Commit, 40, 64) || len(a.AsOf) != 10 || strings.ContainsAny(a.Folder(), "/\\") {
		return nil, errAbout
	}
	return a, nil
}

var errFormat = errors.New("another format")

// isHex reports whether text is lower-case hexadecimal of one of two lengths.
func isHex(text string, lengths ...int) bool {
	if strings.Trim(text, "0123456789abcdef") != "" {
		return false
	}
	for _, n := range lengths {
		if len(text) == n {
			return true
		}
	}
	return false
}

// Code says what kind of fault a finding is.
type Code string

// The codes of findings.
const (
	BadManifest    Code = "bad-manifest"
	BadPath        Code = "bad-path"
	BadSignature   Code = "bad-signature"
	ChangedFile    Code = "changed-file"
	Damaged        Code = "damaged"
	DuplicateEntry Code = "duplicate-entry"
	ExtraFile      Code = "extra-file"
	MissingFile    Code = "missing-file"
	NameCollision  Code = "name-collision"
	NotAnArchive   Code = "not-an-archive"
	NotRegular     Code = "not-regular"
	RebuildDiffers Code = "rebuild-differs"
	TooLarge       Code = "too-large"
	UnknownSigner  Code = "unknown-signer"
	Unsigned       Code = "unsigned"
	WrongRoot      Code = "wrong-root"
)

// Finding is one reason why an archive is not proven.
type Finding struct {
	Code Code
	Path string // in the archive; empty where it concerns the whole
	What term.Words
}
