package archive

import (
	"bufio"
	"bytes"
	"compress/flate"
	"encoding/binary"
	"errors"
	"hash/crc32"
	"io"
	"math"
	"slices"
	"strings"

	"github.com/riskbook/riskbook/internal/term"
)

// zipFile is a zip. It is read by a parser of its own, since what a tolerant one overlooks is what is to be found: every byte outside the files' own is
// compared with the one that writing would give.
type zipFile struct {
	r        io.ReaderAt
	size     int64
	top      string // the folder inside, with a slash at its end
	inflated int64

	window      []byte // what was read last, so that headers beside each other are read at once
	windowStart int64
}

// errNoArchive is the error of a file that is no zip at all.
var errNoArchive = errors.New("no archive")

// header is an entry of the directory.
type header struct {
	record
	method uint16
	packed int64
	mode   uint32 // the outer attributes
	unix   bool
	odd    bool // it is not in the one form
}

// entries reads the directory and the headers.
func (z *zipFile) entries(report func(Code, string, term.Words)) ([]*entry, error) {
	d, err := z.directory()
	if err != nil {
		return nil, err
	}
	if d == nil {
		if z.begins() {
			report(Damaged, "", term.Words{Ja: "zip の終わりがありません。途中で切れているか、後ろにデータが付いています", En: "the zip has no end: it was cut off, or something follows it"})
			return nil, nil
		}
		return nil, errNoArchive
	}
	headers, err := z.headers(d, report)
	if err != nil {
		return nil, err
	}
	names := make([]string, len(headers))
	for i := range headers {
		names[i] = headers[i].name
	}
	z.top = mainFolder(names)
	s := &zipScan{zip: z, report: report}
	for i := range headers {
		s.next(&headers[i])
	}
	if s.err != nil {
		return nil, s.err
	}
	if s.end != d.start {
		report(Damaged, "", term.Words{Ja: "ファイルと一覧の間に、zip の一部ではないデータがあるか、その位置が食い違っています", En: "there is data between the files and the directory, or their places disagree"})
	}
	return s.list, nil
}

// begins reports whether the file begins as a zip does.
func (z *zipFile) begins() bool {
	b := make([]byte, min(4, z.size))
	_, err := z.r.ReadAt(b, 0)
	return (err == nil || errors.Is(err, io.EOF)) && len(b) > 0 && bytes.HasPrefix([]byte("PK\x03\x04"), b)
}

// directory says where the directory lies.
type directory struct {
	start, size int64
	count       uint64
	end         int64 // what stands behind the directory begins here
	form        bool  // the ending has the one form
}

// directory finds the end of the zip; nil where there is none.
func (z *zipFile) directory() (*directory, error) {
	tail := make([]byte, min(z.size, endSize+math.MaxUint16+locatorSize+end64Size))
	if err := z.read(tail, z.size-int64(len(tail))); err != nil {
		return nil, err
	}
	at := bytes.LastIndex(tail, []byte("PK\x05\x06"))
	if at < 0 || len(tail)-at < endSize {
		return nil, nil
	}
	le := binary.LittleEndian
	end := tail[at:]
	d := &directory{
		count: uint64(le.Uint16(end[10:])), size: int64(le.Uint32(end[12:])), start: int64(le.Uint32(end[16:])),
		end: z.size - int64(len(tail)) + int64(at),
	}
	if at >= locatorSize+end64Size && le.Uint32(tail[at-locatorSize:]) == locatorMark {
		big := tail[at-locatorSize-end64Size:]
		if le.Uint32(big) == end64Mark {
			d.count, d.end = le.Uint64(big[32:]), d.end-locatorSize-end64Size
			size, start := le.Uint64(big[40:]), le.Uint64(big[48:])
			if size > math.MaxInt64 || start > math.MaxInt64 {
				return d, nil
			}
			d.size, d.start = int64(size), int64(start)
		}
	}
	if d.count <= mostFiles && d.start+d.size == d.end {
		want := ending(nil, int(d.count), d.start, d.size)
		d.form = bytes.HasSuffix(tail, want) && int64(len(want)) == z.size-d.end
	}
	return d, nil
}

// headers reads the directory. It stops where the directory cannot be followed.
func (z *zipFile) headers(d *directory, report func(Code, string, term.Words)) ([]header, error) {
	if !d.form {
		report(Damaged, "", term.Words{Ja: "zip の終わりが、riskbook の書く形ではありません（コメント、後ろに付いたデータ、件数や位置の食い違いなど）", En: "the end of the zip is not what riskbook writes: a comment, something behind it, or a number or place that disagrees"})
	}
	if d.start < 0 || d.start > d.end {
		return nil, nil
	}
	in := bufio.NewReaderSize(io.NewSectionReader(z.r, d.start, d.end-d.start), 64<<10)
	var headers []header
	var form []byte
	left := d.end - d.start
	for left > 0 {
		if len(headers) >= mostFiles {
			report(TooLarge, "", tooMany)
			break
		}
		h, raw, err := readHeader(in)
		if err != nil {
			if !truncated(err) {
				return nil, environmentError{err}
			}
			report(Damaged, "", term.Words{Ja: "zip の一覧を最後まで読めません", En: "the directory of the zip does not read to its end"})
			break
		}
		left -= int64(len(raw))
		if form = h.central(form[:0]); !bytes.Equal(form, raw) && h.kind() == "" {
			h.odd = true
		}
		headers = append(headers, *h)
	}
	if uint64(len(headers)) != d.count && d.form {
		report(Damaged, "", term.Words{Ja: "zip の一覧の件数が食い違っています", En: "the directory of the zip holds another number of files than it says"})
	}
	return headers, nil
}

var otherForm = term.Words{Ja: "zip の見出しが、riskbook の書く形ではありません（圧縮、日時、属性、コメント、追加の欄など）", En: "its headers in the zip are not what riskbook writes: compression, times, attributes, a comment, an extra field"}

// kind says what an entry is that is no regular file; empty for one.
func (h *header) kind() string {
	switch {
	case strings.HasSuffix(h.name, "/"):
		return "folder"
	case h.unix && h.mode>>16&0o170000 != 0 && h.mode>>16&0o170000 != 0o100000:
		return "special"
	}
	return ""
}

var errHeader = errors.New("no header of a zip")

// readHeader reads one entry of the directory, with the bytes that it takes.
func readHeader(in *bufio.Reader) (*header, []byte, error) {
	raw := make([]byte, centralSize, centralSize+64)
	if _, err := io.ReadFull(in, raw); err != nil {
		return nil, nil, err
	}
	le := binary.LittleEndian
	if le.Uint32(raw) != centralMark {
		return nil, nil, errHeader
	}
	name, extra, comment := int(le.Uint16(raw[28:])), int(le.Uint16(raw[30:])), int(le.Uint16(raw[32:]))
	h := &header{
		record: record{crc: le.Uint32(raw[16:]), size: int64(le.Uint32(raw[24:])), offset: int64(le.Uint32(raw[42:]))},
		method: le.Uint16(raw[10:]), packed: int64(le.Uint32(raw[20:])), mode: le.Uint32(raw[38:]), unix: raw[5] == 3 || raw[5] == 19,
	}
	raw = append(raw, make([]byte, name+extra+comment)...)
	if _, err := io.ReadFull(in, raw[centralSize:]); err != nil {
		return nil, nil, err
	}
	h.name = string(raw[centralSize : centralSize+name])
	h.wide(raw[centralSize+name : centralSize+name+extra])
	return h, raw, nil
}

// wide takes sizes and the offset from an extra field, where they did not fit.
func (h *header) wide(extra []byte) {
	le := binary.LittleEndian
	for len(extra) >= 4 {
		id, n := le.Uint16(extra), int(le.Uint16(extra[2:]))
		extra = extra[4:]
		if n > len(extra) {
			return
		}
		field := extra[:n]
		extra = extra[n:]
		if id != 1 {
			continue
		}
		for _, value := range []*int64{&h.size, &h.packed, &h.offset} {
			if *value == math.MaxUint32 && len(field) >= 8 {
				*value = int64(le.Uint64(field) & math.MaxInt64)
				field = field[8:]
			}
		}
	}
}

// truncated reports whether an error says that the zip ends too early or is garbled, rather than that it cannot be read.
func truncated(err error) bool {
	return errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) || errors.Is(err, errHeader)
}

// read reads bytes that must be there.
func (z *zipFile) read(b []byte, at int64) error {
	if len(b) == 0 {
		return nil
	}
	if n, err := z.r.ReadAt(b, at); n < len(b) && !errors.Is(err, io.EOF) {
		return environmentError{err}
	}
	return nil
}

// windowSize is the number of bytes that are read for one header, and those behind it.
const windowSize = 64 << 10

// header reads what may be a header.
func (z *zipFile) header(b []byte, at int64) error {
	if at < z.windowStart || at+int64(len(b)) > z.windowStart+int64(len(z.window)) {
		if len(b) > windowSize {
			return z.read(b, at)
		}
		window := slices.Grow(z.window[:0], windowSize)[:min(windowSize, z.size-at)]
		z.window, z.windowStart = window, at
		if err := z.read(window, at); err != nil {
			return err
		}
	}
	copy(b, z.window[at-z.windowStart:])
	return nil
}

// zipScan goes through the entries in the order of the directory, which is that of the data.
type zipScan struct {
	zip    *zipFile
	report func(Code, string, term.Words)
	list   []*entry
	end    int64 // of the last entry that was in its place
	total  int64
	last   string
	err    error
}

func (s *zipScan) next(h *header) {
	if s.err != nil {
		return
	}
	path, inside := strings.CutPrefix(h.name, s.zip.top)
	if !inside {
		path = h.name
		s.report(ExtraFile, path, term.Words{Ja: "保存版のフォルダーの外にあります", En: "lies outside the archive's folder"})
	}
	e := &entry{path: path, size: h.size, packed: h.packed, crc: h.crc, method: h.method}
	s.list = append(s.list, e)
	if h.odd {
		s.report(Damaged, path, otherForm)
	}
	if s.last > h.name {
		s.report(Damaged, path, term.Words{Ja: "zip の中の順序が、名前の順ではありません", En: "it is not in the order of the names"})
	}
	s.last = h.name
	switch h.kind() {
	case "folder":
		s.report(NotRegular, path, term.Words{Ja: "zip にフォルダーの項目があります", En: "the zip has an entry for a folder"})
	case "special":
		s.report(NotRegular, path, term.Words{Ja: "通常のファイルではありません（リンク、デバイスなど）", En: "not a regular file but a link, a device or the like"})
	}
	s.total += min(h.size, mostTotal+1)
	fits := bounded(e, s.total, s.report)
	e.readable = s.place(h, e) && fits && h.kind() == "" && inside
}

// place finds the data of an entry behind its local header, and reports whether it lies behind what was found before: what overlaps is never read, so that
// no zip makes more work than its own length.
func (s *zipScan) place(h *header, e *entry) bool {
	if h.offset < s.end || h.offset > s.zip.size-localSize {
		s.report(Damaged, e.path, term.Words{Ja: "zip の中の位置が、ほかのファイルと重なるか、範囲の外にあります", En: "its place in the zip overlaps another file, or lies outside"})
		return false
	}
	want := h.local(nil)
	got := make([]byte, min(int64(len(want)), s.zip.size-h.offset))
	if s.err = s.zip.header(got, h.offset); s.err != nil {
		return false
	}
	le := binary.LittleEndian
	if h.offset > s.end {
		s.report(Damaged, e.path, term.Words{Ja: "zip の中で、前のファイルとの間に余分なデータがあります", En: "there is something between it and the file before it in the zip"})
	}
	if le.Uint32(got) != localMark {
		s.report(Damaged, e.path, term.Words{Ja: "zip の一覧の指す位置に、ファイルの見出しがありません", En: "there is no header at the place that the directory of the zip gives"})
		return false
	}
	if !bytes.Equal(got, want) {
		s.report(Damaged, e.path, term.Words{Ja: "zip の一覧と、ファイルの前の見出しが食い違うか、riskbook の書く形ではありません", En: "the header before the file disagrees with the directory of the zip, or is not what riskbook writes"})
	}
	e.at = h.offset + localSize + int64(le.Uint16(got[26:])) + int64(le.Uint16(got[28:]))
	if h.packed > s.zip.size-e.at {
		s.report(Damaged, e.path, term.Words{Ja: "ファイルの終わりが zip の範囲の外にあります", En: "the file ends outside the zip"})
		return false
	}
	s.end = e.at + h.packed
	switch {
	case h.method == 0 && h.packed == h.size:
		return true
	case h.method == 8 && h.size <= mostInflated-s.zip.inflated:
		s.zip.inflated += h.size
		return true
	}
	s.report(Damaged, e.path, term.Words{Ja: "圧縮又は暗号化されていて、中身を調べていません", En: "compressed or encrypted; it was not looked into"})
	return false
}

// open opens a file. At its end its length and checksum are compared with what the zip says.
func (z *zipFile) open(e *entry) (io.ReadCloser, error) {
	raw := io.NewSectionReader(z.r, e.at, e.packed)
	if e.method == 0 {
		return &checked{from: raw, entry: e}, nil
	}
	return &checked{from: flate.NewReader(bufio.NewReader(raw)), entry: e}, nil
}

// errChecksum is the error of a file whose bytes are not those that its header announces.
var errChecksum = errors.New("other bytes than the zip's checksum tells")

// checked reads a file of a zip up to the length that was announced.
type checked struct {
	from  io.Reader
	entry *entry
	n     int64
	crc   uint32
}

func (c *checked) Read(p []byte) (int, error) {
	n, err := c.from.Read(p)
	c.crc = crc32.Update(c.crc, crc32.IEEETable, p[:n])
	c.n += int64(n)
	if _, corrupt := errors.AsType[flate.CorruptInputError](err); corrupt || errors.Is(err, io.ErrUnexpectedEOF) || c.n > c.entry.size {
		return n, errChecksum
	}
	switch {
	case errors.Is(err, io.EOF) && (c.n != c.entry.size || c.crc != c.entry.crc):
		return n, errChecksum
	case err != nil && !errors.Is(err, io.EOF):
		return n, environmentError{err}
	}
	return n, err
}

func (c *checked) Close() error { return nil }
