package audience

import (
	"bytes"
	"compress/gzip"
	"compress/zlib"
	"encoding/base64"
	"encoding/binary"
	"io"
	"regexp"
	"unicode/utf16"
	"unicode/utf8"
)

var (
	pdfStream = regexp.MustCompile(`stream\r?\n`)
	pngText   = regexp.MustCompile(`(?s)(?:zTXt|iTXt|iCCP)[^\x00]{1,79}\x00`)
	inlined   = regexp.MustCompile(`;base64,([A-Za-z0-9+/_%=\s-]+)`)
)

// mostUnpacked is how much of a packed stream is searched, in bytes.
const mostUnpacked = 64 << 20

// unpacked gives what a file holds in packed or coded form: the streams of a PDF file, the notes of a picture, a packed picture, a file within a text.
func unpacked(data []byte) [][]byte {
	var list [][]byte
	take := func(r io.Reader, err error) {
		if err != nil {
			return
		}
		if plain, _ := io.ReadAll(io.LimitReader(r, mostUnpacked)); len(plain) > 0 { // what follows the stream is no part of it
			list = append(list, plain)
		}
	}
	switch {
	case bytes.HasPrefix(data, []byte("%PDF-")):
		for _, at := range pdfStream.FindAllIndex(data, -1) {
			r, err := zlib.NewReader(bytes.NewReader(data[at[1]:]))
			take(r, err)
		}
	case bytes.HasPrefix(data, []byte("\x1f\x8b")):
		r, err := gzip.NewReader(bytes.NewReader(data))
		take(r, err)
	case bytes.HasPrefix(data, []byte("\x89PNG")):
		for _, at := range pngText.FindAllIndex(data, -1) {
			for from := at[1]; from < min(at[1]+160, len(data)); from++ { // behind its language and its translated name
				if data[from] == 0x78 {
					r, err := zlib.NewReader(bytes.NewReader(data[from:]))
					take(r, err)
				}
			}
		}
	}
	for _, m := range inlined.FindAllSubmatch(data, -1) {
		coded := bytes.TrimRight(bytes.Map(func(r rune) rune {
			switch r {
			case ' ', '\n', '\r', '\t':
				return -1
			case '-':
				return '+'
			case '_':
				return '/'
			}
			return r
		}, []byte(unpercent(string(m[1])))), "=")
		if plain, err := base64.RawStdEncoding.DecodeString(string(coded)); err == nil && len(plain) > 0 {
			list = append(list, plain)
			list = append(list, unpacked(plain)...)
		}
	}
	if !utf8.Valid(data) { // cameras write their notes in two bytes a letter
		for from := range 2 {
			for _, order := range []binary.ByteOrder{binary.LittleEndian, binary.BigEndian} {
				units := make([]uint16, 0, len(data)/2)
				for i := from; i+2 <= len(data); i += 2 {
					units = append(units, order.Uint16(data[i:]))
				}
				list = append(list, []byte(string(utf16.Decode(units))))
			}
		}
	}
	return list
}
