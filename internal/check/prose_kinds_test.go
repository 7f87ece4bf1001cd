package check

import (
	"fmt"
	"strings"
	"testing"
)

// tellingIn is tellingRegister with a text in the body of a record: "risks/R-002".
func tellingIn(t *testing.T, record, text string) string {
	t.Helper()
	archive := tellingRegister("") + "-- content/controls/C-01.md --\n+++\ntitle = \"t\"\nfunction = \"prevent\"\nstate = \"in-place\"\n+++\n"
	head := "-- content/" + record + ".md --\n+++\n"
	at := strings.Index(archive, head)
	if at < 0 {
		t.Fatal(record)
	}
	at += len(head)
	at += strings.Index(archive[at:], "+++\n") + len("+++\n")
	return archive[:at] + text + "\n" + archive[at:]
}

func contradictionsIn(t *testing.T, record, text string) string {
	t.Helper()
	var list []string
	for _, d := range checked(t, tellingIn(t, record, text)).Diagnostics {
		if d.Rule == "prose-contradicts" {
			list = append(list, fmt.Sprintf("%v → %v (%v)", d.Args["found"], d.Args["want"], d.Args["mark"]))
		}
	}
	return strings.Join(list, "; ")
}

func TestContradictionsInEveryKind(t *testing.T) {
	kinds := map[string]int{}
	for _, c := range planted {
		folder, _, _ := strings.Cut(c.file, "/")
		kinds[folder]++
		if got := contradictionsIn(t, c.file, c.text); got != c.want {
			t.Errorf("%s: %s\n got %s\nwant %s", c.file, c.text, got, c.want)
		}
	}
	for _, folder := range undated {
		if kinds[folder] < 9 {
			t.Errorf("%s: %d contradictions only", folder, kinds[folder])
		}
	}
	if len(planted) < 60 {
		t.Errorf("%d contradictions only", len(planted))
	}
}

func TestPlainProseInEveryKind(t *testing.T) {
	if len(plain) < 200 {
		t.Errorf("%d sentences only", len(plain))
	}
	records := []string{"assets/A-01", "controls/C-01", "pages/about", "risks/R-002", "treatments/T-001"}
	for i, text := range plain {
		if got := contradictionsIn(t, records[i%len(records)], text); got != "" {
			t.Errorf("%s: %s\n got %s", records[i%len(records)], text, got)
		}
	}
}
