package source

import (
	"bytes"
	"unicode/utf8"

	"github.com/riskbook/riskbook/internal/diagnostic"
	"github.com/riskbook/riskbook/internal/rule"
)

// tooLarge is the fault of a file of size bytes beyond the limit that a key of [limits] sets.
func tooLarge(size int64, kind rule.Case, limit int64) *fault {
	key := string(kind)
	most := map[string]int64{"file": Ceilings.File, "bulk": Ceilings.Bulk}[key]
	return &fault{rule: rule.TooLarge, name: kind, whole: true, args: diagnostic.Args{"size": size, "limit": limit, "most": most, "key": key}}
}

// encodingFault tells where data is not UTF-8.
func encodingFault(data []byte) *fault {
	if utf8.Valid(data) {
		return nil
	}
	at := 0
	for at < len(data) {
		r, n := utf8.DecodeRune(data[at:])
		if r == utf8.RuneError && n == 1 {
			break
		}
		at += n
	}
	f := &fault{rule: rule.NotUTF8, span: Span{int32(at), int32(at)}}
	if bytes.HasPrefix(data, []byte("\xff\xfe")) || bytes.HasPrefix(data, []byte("\xfe\xff")) {
		f.name = rule.CaseUTF16
	} else if isShiftJIS(data) {
		f.name = rule.CaseShiftJIS
	}
	return f
}

// isShiftJIS tells whether data that is not UTF-8 reads as Shift_JIS throughout, which Japanese editors of old still write.
func isShiftJIS(data []byte) bool {
	pairs := 0
	for i := 0; i < len(data); i++ {
		switch c := data[i]; {
		case c < 0x80, c >= 0xa1 && c <= 0xdf:
		case c >= 0x81 && c <= 0x9f, c >= 0xe0 && c <= 0xfc:
			i++
			if i == len(data) || data[i] < 0x40 || data[i] == 0x7f || data[i] > 0xfc {
				return false
			}
			pairs++
		default:
			return false
		}
	}
	return pairs > 2
}
