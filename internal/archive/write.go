package archive

import (
	"bufio"
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"hash/crc32"
	"io"
	"iter"
	"strings"

	"github.com/riskbook/riskbook/internal/term"
)

// File is one file to be put into an archive.
type File struct {
	Path string // below the archive's folder: "data/site/index.html"
	Data []byte
}

// Content is what an archive is made of.
type Content struct {
	About  About
	Readme []byte                       // README.html
	Data   iter.Seq2[File, error]       // all below data/, in the order of their paths; the bytes are only held until the next
	Sign   func([]byte) ([]byte, error) // signs the list of lists; nil: unsigned
}

// NamesError says which files have names that an archive cannot carry.
type NamesError struct{ Findings []Finding }

// Error names the first of them, in English.
func (e *NamesError) Error() string {
	return fmt.Sprintf("%s: %s", e.Findings[0].Path, e.Findings[0].What.En)
}

// CheckNames reports, as a NamesError, the paths of records which an archive could not carry.
func CheckNames(paths []string) error {
	e := &NamesError{}
	c := newCollisions()
	for _, path := range paths {
		if w := wrongPath(path); w != nil {
			e.Findings = append(e.Findings, Finding{BadPath, path, *w})
		} else if with, _ := c.add(path); with != "" {
			e.Findings = append(e.Findings, collision(path, with))
		}
	}
	if len(e.Findings) == 0 {
		return nil
	}
	return e
}

func collision(path, with string) Finding {
	return Finding{NameCollision, path, term.Words{
		Ja: fmt.Sprintf("大文字・小文字や Unicode の形を区別しないところでは「%s」と同じ名前になります", with),
		En: fmt.Sprintf("the same name as %q where case or Unicode form does not count", with),
	}}
}

// Write writes an archive and returns its root: the SHA-256 of the list of lists, which stands in no file of the archive.
func Write(w io.Writer, c Content) (root string, err error) {
	z := &writer{to: bufio.NewWriterSize(w, 256<<10), folder: c.About.Folder()}
	var manifest, tags bytes.Buffer
	tag := func(path string, data []byte) { z.add(path, data, &tags) }
	tag(readmePage, c.Readme)
	tag(readmeText, []byte(readmeOf(&c.About).text()))
	tag(aboutFile, c.About.bytes())
	tag(bagInfoFile, []byte(c.About.bagInfo()))
	tag(bagFile, []byte(bagText))
	for f, err := range c.Data {
		if err != nil {
			return "", err
		}
		if !strings.HasPrefix(f.Path, "data/") {
			return "", fmt.Errorf("%s does not lie in data/", f.Path)
		}
		z.add(f.Path, f.Data, &manifest)
		if z.err != nil {
			return "", z.err
		}
	}
	tag(manifestFile, manifest.Bytes())
	z.add(tagFile, tags.Bytes(), nil)
	if c.Sign != nil && z.err == nil {
		signature, err := c.Sign(tags.Bytes())
		if err != nil {
			return "", err
		}
		z.add(signatureFile, signature, nil)
	}
	if err := z.close(); err != nil {
		return "", err
	}
	sum := sha256.Sum256(tags.Bytes())
	return hex.EncodeToString(sum[:]), nil
}

// writer writes the zip. After an error it does nothing more.
type writer struct {
	to      *bufio.Writer
	folder  string
	at      int64
	records []record
	err     error
}

// add writes a file and puts it on a list.
func (z *writer) add(path string, data []byte, list *bytes.Buffer) {
	r := record{name: z.folder + "/" + path, crc: crc32.ChecksumIEEE(data), size: int64(len(data)), offset: z.at}
	switch n := len(z.records); {
	case z.err != nil:
		return
	case wrongPath(path) != nil:
		z.err = &NamesError{[]Finding{{BadPath, path, *wrongPath(path)}}}
	case n > 0 && z.records[n-1].name >= r.name:
		z.err = fmt.Errorf("%s is not in the order of the paths", path)
	case r.size > mostFile || n >= mostFiles || z.at+r.size > mostTotal:
		z.err = errors.New("larger than an archive may be")
	}
	if z.err != nil {
		return
	}
	header := r.local(nil)
	_, err := z.to.Write(header)
	if err == nil {
		_, err = z.to.Write(data)
	}
	z.err = err
	z.at += r.length()
	z.records = append(z.records, r)
	if list != nil {
		fmt.Fprintf(list, "%x  %s\n", sha256.Sum256(data), path)
	}
}

// close writes the directory.
func (z *writer) close() error {
	if z.err != nil {
		return z.err
	}
	start := z.at
	var b []byte
	for i := range z.records {
		b = z.records[i].central(b[:0])
		z.at += int64(len(b))
		if _, err := z.to.Write(b); err != nil {
			return err
		}
	}
	if _, err := z.to.Write(ending(nil, len(z.records), start, z.at-start)); err != nil {
		return err
	}
	return z.to.Flush()
}

// bagInfo returns bag-info.txt.
func (a *About) bagInfo() string {
	var b strings.Builder
	line := func(name, value string) {
		if value = strings.Join(strings.Fields(value), " "); value != "" {
			b.WriteString(name + ": " + value + "\n")
		}
	}
	both := func(t Text) string {
		if one := t.In("ja"); one == t.In("en") {
			return one
		}
		return t.In("ja") + " / " + t.In("en")
	}
	line("Source-Organization", both(a.Register.Organization))
	line("External-Description", both(a.Register.Title))
	line("External-Identifier", a.Commit)
	line("Bagging-Date", a.AsOf)
	line("Bag-Software-Agent", a.Tool.Name+" "+a.Tool.Version)
	return b.String()
}
