package archive

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io"
	"io/fs"
	"slices"
	"strings"
	"time"

	"github.com/riskbook/riskbook/internal/signature"
	"github.com/riskbook/riskbook/internal/term"
)

// Options says what is asked of an archive beside being complete and unaltered.
type Options struct {
	Signers *signature.Signers // who may have signed it; nil: anybody or nobody
	Root    string             // the root that it must have, in lower case; empty: any
	Now     time.Time          // at which a signer's key must be valid
}

// Report is what was found out about an archive.
type Report struct {
	About    *About // nil where about.json does not read
	Root     string // empty where there is no list of lists
	Signed   bool
	Signer   string // of Options.Signers; empty where nobody vouches for the key
	Key      string // the fingerprint of the key that signed it, where the signature is good
	Findings []Finding
	More     int      // findings beyond the most that are kept
	Rebuilt  *Rebuilt // set by Compare

	kept  map[Code]int // findings, by code
	files container
	sums  map[string]digest
	named map[string]*entry
}

// OK reports whether the archive is proven.
func (r *Report) OK() bool { return len(r.Findings) == 0 }

// Add adds a finding.
func (r *Report) Add(code Code, path string, what term.Words) {
	if r.kept == nil {
		r.kept = map[Code]int{}
	}
	if r.kept[code]++; r.kept[code] > mostFindings {
		r.More++
		return
	}
	r.Findings = append(r.Findings, Finding{code, path, what})
}

// VerifyZip proves a zip. The error is of the environment alone: what is wrong with the zip is found, not failed at.
func VerifyZip(zip io.ReaderAt, size int64, o Options) (*Report, error) {
	return verify(&zipFile{r: zip, size: size}, o)
}

// VerifyFolder proves a folder into which an archive was unpacked.
func VerifyFolder(fsys fs.FS, o Options) (*Report, error) {
	return verify(folder{fsys}, o)
}

func verify(c container, o Options) (*Report, error) {
	r := &Report{files: c, sums: map[string]digest{}, named: map[string]*entry{}}
	list, err := c.entries(r.Add)
	if errors.Is(err, errNoArchive) {
		r.Add(NotAnArchive, "", term.Words{Ja: "riskbook の保存版（zip）ではありません", En: "not an archive of riskbook, and no zip"})
		return r, nil
	}
	if err != nil {
		return nil, cause(err)
	}
	v := &verification{Report: r, options: o}
	v.names(list)
	if r.named[tagFile] == nil && r.named[bagFile] == nil {
		if len(list) > 0 || r.OK() {
			r.Add(NotAnArchive, "", term.Words{Ja: "bagit.txt も tagmanifest-sha256.txt もありません。保存版のフォルダーそのものを指定してください", En: "there is neither bagit.txt nor tagmanifest-sha256.txt: name the archive's own folder"})
		}
		return v.done(), nil
	}
	for _, step := range []func() error{v.lists, v.about, func() error { return v.contents(list) }, v.signature} {
		if err := step(); err != nil {
			return nil, cause(err)
		}
	}
	return v.done(), nil
}

// cause takes off what marks an error as the environment's.
func cause(err error) error {
	if e, ok := errors.AsType[environmentError](err); ok {
		return e.error
	}
	return err
}

// verification is one proof under way.
type verification struct {
	*Report
	options Options
	tags    *signature.Digests // of the list of lists; nil where it is not there
	data    bool               // the list of what lies below data/ is there
}

// done sorts the findings and drops what was said twice.
func (v *verification) done() *Report {
	slices.SortStableFunc(v.Findings, func(a, b Finding) int {
		return cmp.Or(strings.Compare(a.Path, b.Path), strings.Compare(string(a.Code), string(b.Code)))
	})
	v.Findings = slices.Compact(v.Findings)
	return v.Report
}

// names looks at the names of all files.
func (v *verification) names(list []*entry) {
	together, room := newCollisions(), true
	for _, e := range list {
		if v.named[e.path] != nil {
			v.Add(DuplicateEntry, e.path, term.Words{Ja: "同じ名前のファイルが二つあります", En: "there are two files of this name"})
			continue
		}
		v.named[e.path] = e
		if w := wrongPath(strings.TrimSuffix(e.path, "/")); w != nil {
			v.Add(BadPath, e.path, *w)
			continue
		}
		if !room || strings.HasSuffix(e.path, "/") {
			continue
		}
		with := ""
		if with, room = together.add(e.path); with != "" {
			v.Add(NameCollision, e.path, collision(e.path, with).What)
		} else if !room {
			v.Add(TooLarge, e.path, tooMany)
		}
	}
}

// lists reads both lists.
func (v *verification) lists() error {
	tags, err := v.take(tagFile, mostList)
	if err != nil {
		return err
	}
	if tags != nil {
		sum := sha256.Sum256(tags)
		v.Root, v.tags = hex.EncodeToString(sum[:]), signature.DigestsOf(tags)
		parseList(tagFile, tags, func(path string) bool {
			return !strings.HasPrefix(path, "data/") && path != tagFile && path != signatureFile
		}, v.expect, v.Add)
		for _, name := range []string{readmePage, readmeText, aboutFile, bagInfoFile, bagFile, manifestFile} {
			if _, listed := v.sums[name]; !listed {
				v.Add(BadManifest, tagFile, term.Words{Ja: name + " が一覧にありません", En: name + " is not on the list"})
			}
		}
	}
	manifest, err := v.take(manifestFile, mostList)
	if v.data = manifest != nil; v.data {
		parseList(manifestFile, manifest, func(path string) bool { return strings.HasPrefix(path, "data/") }, v.expect, v.Add)
	}
	if v.options.Root != "" && v.options.Root != v.Root {
		v.Add(WrongRoot, tagFile, term.Words{Ja: "ルートが指定の値と違います: " + cmp.Or(v.Root, "（なし）"), En: "the root is not the one that was given: " + cmp.Or(v.Root, "none")})
	}
	return err
}

func (v *verification) expect(path string, sum digest) { v.sums[path] = sum }

// take reads a file that every archive has; nil where it is not there or does not read, of which it tells.
func (v *verification) take(name string, limit int64) ([]byte, error) {
	e := v.named[name]
	if e == nil {
		if _, listed := v.sums[name]; !listed {
			v.Add(MissingFile, name, missing)
		}
		return nil, nil
	}
	if !e.readable {
		return nil, nil // and was reported
	}
	data, err := readAll(v.files, e, limit)
	switch {
	case err == nil:
		return data, nil
	case errors.Is(err, errChecksum):
		v.Add(Damaged, name, otherChecksum)
	case errors.Is(err, errLonger):
		v.Add(TooLarge, name, term.Words{Ja: "大きすぎます", En: "it is too large"})
	default:
		return nil, err
	}
	return nil, nil
}

var (
	missing       = term.Words{Ja: "ファイルがありません", En: "the file is not there"}
	otherChecksum = term.Words{Ja: "中身が、zip に記された長さ又はチェックサムと違います", En: "its bytes are not those of the length and checksum that the zip tells"}
)

// about reads about.json and looks whether the container's folder bears the name that follows from it.
func (v *verification) about() error {
	data, err := v.take(aboutFile, mostAbout)
	if err != nil || data == nil {
		return err
	}
	if sum, listed := v.sums[aboutFile]; listed && sum != sha256.Sum256(data) {
		return nil // a changed file, and said to be one
	}
	a, err := parseAbout(data)
	switch {
	case errors.Is(err, errFormat):
		v.Add(BadManifest, aboutFile, term.Words{Ja: "この riskbook の知らない形式の保存版です。新しい版の riskbook で確かめてください", En: "an archive of a format that this riskbook does not know: use a newer one"})
		return nil
	case err != nil:
		v.Add(BadManifest, aboutFile, term.Words{Ja: "riskbook の書く形ではありません", En: "it is not what riskbook writes"})
		return nil
	}
	v.About = a
	if z, ok := v.files.(*zipFile); ok && z.top != a.Folder()+"/" {
		v.Add(Damaged, "", term.Words{Ja: "zip の中のフォルダーの名前が「" + a.Folder() + "」ではありません", En: "the folder inside the zip is not called " + a.Folder()})
	}
	return nil
}

// contents compares every file with its digest.
func (v *verification) contents(list []*entry) error {
	for _, e := range list {
		want, listed := v.sums[e.path]
		switch {
		case e.path == tagFile || e.path == signatureFile:
		case !listed && wrongPath(e.path) == nil && v.listable(e.path):
			v.Add(ExtraFile, e.path, term.Words{Ja: "どの一覧にもないファイルです", En: "the file is on neither list"})
		case listed && e.readable:
			if err := v.compare(e, want); err != nil {
				return err
			}
		}
	}
	for path := range v.sums {
		if v.named[path] == nil {
			v.Add(MissingFile, path, missing)
		}
	}
	return nil
}

// listable reports whether the list is there that would name a file: without one nothing is known of any.
func (v *verification) listable(path string) bool {
	if strings.HasPrefix(path, "data/") {
		return v.data
	}
	return v.tags != nil
}

// compare reads a file and compares its digest.
func (v *verification) compare(e *entry, want digest) error {
	r, err := v.files.open(e)
	if err != nil {
		return err
	}
	defer r.Close()
	hash := sha256.New()
	n, err := io.Copy(hash, io.LimitReader(r, e.size+1))
	if err != nil && !errors.Is(err, errChecksum) {
		return err
	}
	if digest(hash.Sum(nil)) != want || n != e.size {
		v.Add(ChangedFile, e.path, term.Words{Ja: "中身が一覧の SHA-256 と違います", En: "its bytes are not those of the SHA-256 on the list"})
	} else if err != nil {
		v.Add(Damaged, e.path, otherChecksum)
	}
	if e.path == bagFile && want != sha256.Sum256([]byte(bagText)) {
		v.Add(BadManifest, bagFile, term.Words{Ja: "BagIt の宣言が riskbook の書く形ではありません", En: "the declaration of the bag is not what riskbook writes"})
	}
	return nil
}

// signature looks at the signature of the list of lists.
func (v *verification) signature() error {
	if v.named[signatureFile] == nil {
		if v.options.Signers != nil {
			v.Add(Unsigned, signatureFile, term.Words{Ja: "署名がありません", En: "it is not signed"})
		}
		return nil
	}
	v.Signed = true
	armour, err := v.take(signatureFile, signature.MostArmour)
	if err != nil || armour == nil || v.tags == nil {
		return err
	}
	s, err := signature.Parse(armour)
	if err == nil {
		err = s.Verify(v.tags, Namespace)
	}
	if err != nil {
		v.Add(BadSignature, signatureFile, term.Words{Ja: "署名が正しくありません（形が違うか、このファイルへの署名ではありません）", En: "the signature is not good: " + err.Error()})
		return nil
	}
	v.Key = s.Key.Fingerprint()
	if v.options.Signers == nil {
		return nil
	}
	who := v.options.Signers.Of(s.Key, Namespace, v.options.Now)
	if len(who) == 0 {
		v.Add(UnknownSigner, signatureFile, term.Words{Ja: "署名した鍵が署名者の一覧にないか、今は有効でありません: " + v.Key, En: "the key that signed it is not on the list of signers, or not valid now: " + v.Key})
		return nil
	}
	v.Signer = strings.Join(who, ",")
	return nil
}
