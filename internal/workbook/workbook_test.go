package workbook_test

import (
	"archive/zip"
	"bytes"
	"context"
	"fmt"
	"io"
	"strings"
	"testing"
	"time"

	"golang.org/x/text/encoding/japanese"
	"golang.org/x/text/encoding/unicode"

	"github.com/riskbook/riskbook/internal/workbook"
)

// packed makes a workbook of its parts.
func packed(t testing.TB, parts map[string]string) []byte {
	t.Helper()
	var out bytes.Buffer
	z := zip.NewWriter(&out)
	add := func(name, text string) {
		w, err := z.Create(name)
		if err == nil {
			_, err = io.WriteString(w, text)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	standard := map[string]string{
		"_rels/.rels":                `<Relationships><Relationship Id="r1" Target="xl/workbook.xml"/></Relationships>`,
		"xl/workbook.xml":            `<workbook xmlns:r="x"><sheets><sheet name="S" r:id="r1"/></sheets></workbook>`,
		"xl/_rels/workbook.xml.rels": `<Relationships><Relationship Id="r1" Target="worksheets/sheet1.xml"/></Relationships>`,
		"xl/styles.xml": `<styleSheet><numFmts><numFmt numFmtId="164" formatCode="[$-411]ggge&quot;年&quot;m&quot;月&quot;d&quot;日&quot;"/><numFmt numFmtId="165" formatCode="0.0&quot; days&quot;"/></numFmts>` +
			`<cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="164"/><xf numFmtId="165"/></cellXfs></styleSheet>`,
		"xl/sharedStrings.xml": `<sst><si><t>one</t></si><si><r><t>ri</t></r><r><t>ch</t></r><rPh><t>よみ</t></rPh></si></sst>`,
	}
	for name, text := range standard {
		if _, own := parts[name]; !own {
			add(name, text)
		}
	}
	for name, text := range parts {
		add(name, text)
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func sheetXML(rows string) map[string]string {
	return map[string]string{"xl/worksheets/sheet1.xml": `<worksheet><sheetData>` + rows + `</sheetData></worksheet>`}
}

func TestRead(t *testing.T) {
	data := packed(t, sheetXML(`<row r="2"><c r="A2" t="s"><v>0</v></c><c r="C2" t="s"><v>1</v></c><c r="D2"><v>0.30000000000000004</v></c><c r="E2" s="1"><v>46113</v></c><c r="F2" s="2"><v>46113</v></c>`+
		`<c r="G2" s="3"><v>46113</v></c><c r="H2" t="b"><v>1</v></c><c r="I2" t="e"><v>#REF!</v></c><c r="J2"><f>A1+1</f></c><c r="K2"><f>A1</f><v>7</v></c><c r="L2" t="inlineStr"><is><t>a_x000D_b</t></is></c><c r="M2" t="str"><f>x</f><v>text</v></c></row><row><c><v>5</v></c></row>`))
	book, err := workbook.Read(context.Background(), data)
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, row := range book.Sheets[0].Rows {
		for _, c := range row.Cells {
			got = append(got, fmt.Sprintf("%s %d %s", workbook.Ref(c.Column, row.Number), c.Kind, c.Text))
		}
	}
	want := "A2 0 one|C2 0 rich|D2 1 0.3|E2 2 2026-04-01|F2 2 2026-04-01|G2 1 46113|H2 3 true|I2 4 #REF!|J2 4 =|K2 1 7|L2 0 a\nb|M2 0 text|A3 1 5"
	if text := strings.Join(got, "|"); text != want {
		t.Errorf("%s\nwant\n%s", text, want)
	}
}

// bomb makes an archive that says of one part that it is huge.
func bomb(t *testing.T) []byte {
	t.Helper()
	var out bytes.Buffer
	z := zip.NewWriter(&out)
	if _, err := z.CreateRaw(&zip.FileHeader{Name: "xl/workbook.xml", UncompressedSize64: 1 << 30}); err != nil {
		t.Fatal(err)
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func TestHostileWorkbooksAreRefused(t *testing.T) {
	many := func(n int, text string) string { return strings.Repeat(text, n) }
	for name, c := range map[string]struct {
		data []byte
		says string
	}{
		"no zip":         {[]byte("PK\x03\x04 nonsense"), "no Excel workbook"},
		"the old format": {[]byte{0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1}, "old format"},
		"another zip":    {packed(t, map[string]string{"xl/workbook.xml": "<a/>", "_rels/.rels": "<a/>"}), ""},
		"a DOCTYPE":      {packed(t, map[string]string{"xl/worksheets/sheet1.xml": `<!DOCTYPE x [<!ENTITY a "b">]><worksheet/>`}), "DOCTYPE"},
		"an entity":      {packed(t, sheetXML(`<row r="1"><c r="A1" t="inlineStr"><is><t>&a;</t></is></c></row>`)), "broken"},
		"a long text":    {packed(t, sheetXML(`<row r="1"><c r="A1" t="inlineStr"><is><t>`+many(3<<20, "a")+`</t></is></c></row>`)), "bytes in one cell"},
		"a bomb":         {bomb(t), "400 MiB"},
		"a broken part":  {packed(t, map[string]string{"xl/worksheets/sheet1.xml": `<worksheet><row`}), "broken"},
	} {
		t.Run(name, func(t *testing.T) {
			ctx, stop := context.WithTimeout(context.Background(), 30*time.Second)
			defer stop()
			_, err := workbook.Read(ctx, c.data)
			if c.says == "" && err == nil {
				return
			}
			if err == nil || !strings.Contains(err.Error(), c.says) {
				t.Errorf("%v, want %q", err, c.says)
			}
		})
	}
	ended, stop := context.WithCancel(context.Background())
	stop()
	if _, err := workbook.Read(ended, packed(t, sheetXML(""))); err == nil || !strings.Contains(err.Error(), "30 seconds") {
		t.Errorf("time: %v", err)
	}
}

func TestReadCSV(t *testing.T) {
	encoded := func(text string, e interface{ Bytes([]byte) ([]byte, error) }) []byte {
		out, err := e.Bytes([]byte(text))
		if err != nil {
			t.Fatal(err)
		}
		return out
	}
	japaneseTable := "番号,リスク\r\n1,サーバーの停止①\r\n"
	for name, c := range map[string]struct {
		data []byte
		want string
	}{
		"UTF-8":              {[]byte("a,b\n1,2\n"), "A1 a|B1 b|A2 1|B2 2"},
		"a byte order mark":  {[]byte("\ufeffa;b\r\n1;\"x;\ny\"\"z\"\r\n"), "A1 a|B1 b|A2 1|B2 x;\ny\"z"},
		"tabs":               {[]byte("a\tb, c\n1\t2\n"), "A1 a|B1 b, c|A2 1|B2 2"},
		"a sep line":         {[]byte("sep=;\na;b\n"), "A2 a|B2 b"},
		"empty lines":        {[]byte("a,b\n\n1,2"), "A1 a|B1 b|A3 1|B3 2"},
		"CP932":              {encoded(japaneseTable, japanese.ShiftJIS.NewEncoder()), "A1 番号|B1 リスク|A2 1|B2 サーバーの停止①"},
		"UTF-16":             {encoded(japaneseTable, unicode.UTF16(unicode.LittleEndian, unicode.UseBOM).NewEncoder()), "A1 番号|B1 リスク|A2 1|B2 サーバーの停止①"},
		"UTF-16 big endian":  {encoded("a,b\n", unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM).NewEncoder()), "A1 a|B1 b"},
		"Windows-1252":       {[]byte("a,\x93Caf\xe9\x94\n"), "A1 a|B1 “Café”"},
		"an open quotation":  {[]byte("a,\"b\n1,2\n"), "A1 a|B1 \"b|A2 1|B2 2"},
		"quotation in words": {[]byte("a,5\" disk\n"), "A1 a|B1 5\" disk"},
	} {
		t.Run(name, func(t *testing.T) {
			s, err := workbook.ReadCSV("x", c.data)
			if err != nil {
				t.Fatal(err)
			}
			var got []string
			for _, row := range s.Rows {
				for _, cell := range row.Cells {
					got = append(got, workbook.Ref(cell.Column, row.Number)+" "+cell.Text)
				}
			}
			if text := strings.Join(got, "|"); text != c.want {
				t.Errorf("%q, want %q", text, c.want)
			}
		})
	}
	if _, err := workbook.ReadCSV("x", []byte("a\x00b")); err == nil {
		t.Error("a binary file is read as text")
	}
}

func TestGuard(t *testing.T) {
	for _, text := range []string{"=1+1", "+81", "-1", "@x", "\tx", "\rx", "'quoted", "''", "plain", "", "'"} {
		guarded := workbook.Guard(text)
		if text != "" && strings.ContainsRune("=+-@\t\r", rune(guarded[0])) {
			t.Errorf("%q is not guarded", guarded)
		}
		if back := workbook.Unguard(guarded); back != text {
			t.Errorf("%q comes back as %q", text, back)
		}
	}
}

func TestWritten(t *testing.T) {
	texts := []string{"=1+1", " x ", "a\nb", "\"q\"", "_x000D_", "<&>", "\u000b", "日本語", "'", strings.Repeat("あ", workbook.MostInCell)}
	var out bytes.Buffer
	page := workbook.Page{Name: "S", Columns: []workbook.Head{{Heading: "H", Note: "note", Choices: "c", Width: 9}, {Heading: "D", Kind: workbook.Date}}}
	for i, text := range texts {
		page.Rows = append(page.Rows, workbook.Row{Number: i + 2, Cells: []workbook.Cell{{Text: text}, {Column: 1, Kind: workbook.Date, Text: "2026-04-01"}}})
	}
	if err := workbook.Write(&out, []workbook.Page{page}, []workbook.Choices{{Name: "c", Values: []string{"a", "1"}}}, "Calibri"); err != nil {
		t.Fatal(err)
	}
	book, err := workbook.Read(context.Background(), out.Bytes())
	if err != nil {
		t.Fatal(err)
	}
	for i, text := range texts {
		if got := book.Sheet("S").Row(i + 2).At(0); got != text {
			t.Errorf("%.40q comes back as %.40q", text, got)
		}
		if c := book.Sheet("S").Row(i + 2).Cell(1); c.Kind != workbook.Date || c.Text != "2026-04-01" {
			t.Errorf("date: %v", c)
		}
	}
	var again bytes.Buffer
	if err := workbook.Write(&again, []workbook.Page{page}, []workbook.Choices{{Name: "c", Values: []string{"a", "1"}}}, "Calibri"); err != nil || !bytes.Equal(out.Bytes(), again.Bytes()) {
		t.Error("the same sheets give other bytes", err)
	}
}

func FuzzRead(f *testing.F) {
	f.Add(packed(f, sheetXML(`<row r="1"><c r="A1" t="s"><v>0</v></c></row>`)))
	f.Fuzz(func(t *testing.T, data []byte) {
		ctx, stop := context.WithTimeout(context.Background(), 5*time.Second)
		defer stop()
		workbook.Read(ctx, data)
	})
}

func FuzzCSV(f *testing.F) {
	f.Add([]byte("a;\"b\"\"c\"\r\n1;2"))
	f.Fuzz(func(t *testing.T, data []byte) {
		s, err := workbook.ReadCSV("x", data)
		if err != nil {
			return
		}
		for i := range s.Rows {
			for j := range s.Rows[i].Cells {
				if c := &s.Rows[i].Cells[j]; c.Text == "" || j > 0 && c.Column <= s.Rows[i].Cells[j-1].Column {
					t.Fatalf("%v", s.Rows[i])
				}
			}
		}
	})
}
