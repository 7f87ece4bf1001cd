package archive

import (
	"encoding/binary"
	"math"
)

// The one form of the zip: entries stored, in the order of their names, one behind the other from the first byte, then the directory and its end. No
// extra field but the offset of an entry beyond 4 GiB, no comment, no folder entries; names are UTF-8, times and modes the same for all.
const (
	localMark   = 0x04034b50
	centralMark = 0x02014b50
	endMark     = 0x06054b50
	end64Mark   = 0x06064b50
	locatorMark = 0x07064b50

	localSize   = 30
	centralSize = 46
	endSize     = 22
	end64Size   = 56
	locatorSize = 20

	madeBy     = 3<<8 | 20      // Unix, 2.0
	flagUTF8   = 1 << 11        // of names
	firstDay   = 1<<5 | 1       // 1980-01-01, at midnight: the first day that a zip knows
	attributes = 0o100644 << 16 // a regular file that all may read
)

// record is what the headers of an entry say.
type record struct {
	name   string
	crc    uint32
	size   int64
	offset int64 // of its local header
}

// length is the number of bytes that the entry takes, directory aside.
func (r *record) length() int64 { return localSize + int64(len(r.name)) + r.size }

// common appends what both headers of an entry share.
func (r *record) common(b []byte) []byte {
	le := binary.LittleEndian
	b = le.AppendUint16(b, 20) // needs version 2.0
	b = le.AppendUint16(b, flagUTF8)
	b = le.AppendUint16(b, 0) // stored
	b = le.AppendUint16(b, 0)
	b = le.AppendUint16(b, firstDay)
	b = le.AppendUint32(b, r.crc)
	b = le.AppendUint32(b, uint32(r.size))
	b = le.AppendUint32(b, uint32(r.size))
	return le.AppendUint16(b, uint16(len(r.name)))
}

// local appends the header before the data.
func (r *record) local(b []byte) []byte {
	b = binary.LittleEndian.AppendUint32(b, localMark)
	b = r.common(b)
	b = binary.LittleEndian.AppendUint16(b, 0)
	return append(b, r.name...)
}

// central appends the entry of the directory.
func (r *record) central(b []byte) []byte {
	le := binary.LittleEndian
	b = le.AppendUint32(b, centralMark)
	b = le.AppendUint16(b, madeBy)
	b = r.common(b)
	far := r.offset >= math.MaxUint32
	extra := uint16(0)
	if far {
		extra = 12
	}
	b = le.AppendUint16(b, extra)
	b = append(b, make([]byte, 6)...) // no comment, first disk, no inner attributes
	b = le.AppendUint32(b, attributes)
	b = le.AppendUint32(b, uint32(min(r.offset, math.MaxUint32)))
	b = append(b, r.name...)
	if far {
		b = le.AppendUint16(b, 1)
		b = le.AppendUint16(b, 8)
		b = le.AppendUint64(b, uint64(r.offset))
	}
	return b
}

// ending appends what stands behind the directory.
func ending(b []byte, count int, start, size int64) []byte {
	le := binary.LittleEndian
	if count >= math.MaxUint16 || start >= math.MaxUint32 || size >= math.MaxUint32 {
		b = le.AppendUint32(b, end64Mark)
		b = le.AppendUint64(b, end64Size-12)
		b = le.AppendUint16(b, 3<<8|45)
		b = le.AppendUint16(b, 45)
		b = append(b, make([]byte, 8)...)
		b = le.AppendUint64(b, uint64(count))
		b = le.AppendUint64(b, uint64(count))
		b = le.AppendUint64(b, uint64(size))
		b = le.AppendUint64(b, uint64(start))
		b = le.AppendUint32(b, locatorMark)
		b = le.AppendUint32(b, 0)
		b = le.AppendUint64(b, uint64(start+size))
		b = le.AppendUint32(b, 1)
	}
	b = le.AppendUint32(b, endMark)
	b = append(b, make([]byte, 4)...)
	b = le.AppendUint16(b, uint16(min(count, math.MaxUint16)))
	b = le.AppendUint16(b, uint16(min(count, math.MaxUint16)))
	b = le.AppendUint32(b, uint32(min(size, math.MaxUint32)))
	b = le.AppendUint32(b, uint32(min(start, math.MaxUint32)))
	return le.AppendUint16(b, 0)
}
