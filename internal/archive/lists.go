package archive

import (
	"bufio"
	"bytes"
	"encoding/hex"
	"fmt"
	"strings"

	"github.com/riskbook/riskbook/internal/term"
)

type digest = [32]byte

// parseList reads a list of digests: lines as sha256sum writes them, in the order of the paths. It hands over each line that reads, and reports the rest.
func parseList(list string, data []byte, belongs func(path string) bool, take func(path string, sum digest), report func(Code, string, term.Words)) {
	faults, taken := 0, 0
	fault := func(line int, words term.Words) {
		faults++
		report(BadManifest, list, term.Words{Ja: fmt.Sprintf("%d行目：%s", line, words.Ja), En: fmt.Sprintf("line %d: %s", line, words.En)})
	}
	if len(data) > 0 && data[len(data)-1] != '\n' {
		fault(bytes.Count(data, []byte("\n"))+1, term.Words{Ja: "行が終わっていません", En: "the line does not end"})
	}
	lines := bufio.NewScanner(bytes.NewReader(data))
	lines.Split(splitLines)
	lines.Buffer(nil, longestPath+1024)
	last := ""
	n := 1
	for ; lines.Scan(); n++ {
		if faults > mostFaults || taken > mostFiles {
			report(TooLarge, list, term.Words{Ja: "一覧の行か誤りが多すぎるため、これより後は調べていません", En: "the list has too many lines or faults; the rest was not looked at"})
			return
		}
		sum, path, ok := parseLine(lines.Text())
		switch {
		case !ok:
			fault(n, term.Words{Ja: "「SHA-256 の値、空白二つ、パス」の形ではありません", En: "not a SHA-256, two spaces and a path"})
			continue
		case path <= last:
			fault(n, term.Words{Ja: "パスの順に並んでいないか、同じパスが二度あります: " + path, En: "not in the order of the paths, or a path twice: " + path})
			continue
		}
		last = path
		if w := wrongPath(path); w != nil {
			faults++
			report(BadPath, path, *w)
			continue
		}
		if !belongs(path) {
			fault(n, term.Words{Ja: "この一覧に属さないパスです: " + path, En: "the path does not belong on this list: " + path})
			continue
		}
		taken++
		take(path, sum)
	}
	if lines.Err() != nil {
		fault(n, term.Words{Ja: "行が長すぎます", En: "the line is too long"})
	}
}

// splitLines splits at line feeds alone, so that a carriage return is part of what it ends.
func splitLines(data []byte, atEnd bool) (advance int, token []byte, err error) {
	if i := bytes.IndexByte(data, '\n'); i >= 0 {
		return i + 1, data[:i], nil
	}
	if atEnd && len(data) > 0 {
		return len(data), data, nil
	}
	return 0, nil, nil
}

func parseLine(line string) (sum digest, path string, ok bool) {
	const digits = 2 * len(sum)
	if len(line) < digits+3 || line[digits:digits+2] != "  " || !isHex(line[:digits], digits) {
		return sum, "", false
	}
	_, err := hex.Decode(sum[:], []byte(line[:digits]))
	return sum, strings.Clone(line[digits+2:]), err == nil
}
