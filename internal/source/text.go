package source

import (
	"bytes"
	"unicode/utf8"

	"github.com/riskbook/riskbook/internal/diagnostic"
)

// tooLarge is the fault of a file of size bytes beyond the limit that a key of [limits] sets.
func tooLarge(size int64, key string, limit int64) *fault {
	most := map[string]int64{"file": Ceilings.File, "bulk": Ceilings.Bulk}[key]
	return &fault{rule: "too-large", name: key, whole: true, args: diagnostic.Args{"size": size, "limit": limit, "most": most, "key": key}}
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
	f := &fault{rule: "not-utf8", span: Span{int32(at), int32(at + 1)}}
	if bytes.HasPrefix(data, []byte("\xff\xfe")) || bytes.HasPrefix(data, []byte("\xfe\xff")) {
		f.name = "utf-16"
	}
	return f
}
