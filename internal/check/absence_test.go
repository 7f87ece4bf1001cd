package check

import (
	"testing"
	"testing/fstest"

	"github.com/riskbook/riskbook/internal/assess"
	"github.com/riskbook/riskbook/internal/register"
	"github.com/riskbook/riskbook/internal/source"
)

// rulesOf gives how often each rule speaks of a register.
func rulesOf(t *testing.T, files map[string]string) map[string]int {
	t.Helper()
	fsys := fstest.MapFS{"content/riskbook.toml": {Data: []byte("title = \"T\"\n")}}
	for name, text := range files {
		fsys["content/"+name] = &fstest.MapFile{Data: []byte(text)}
	}
	tree, err := source.Read(fsys)
	if err != nil {
		t.Fatal(err)
	}
	said := map[string]int{}
	for _, d := range Run(assess.Assess(register.Understand(tree), ExampleDate), nil).Diagnostics {
		said[string(d.Rule)]++
	}
	return said
}

func TestNothingIsMissedWhileARecordCannotBeRead(t *testing.T) {
	files := map[string]string{
		"assets/A-1.md": "+++\ntitle = \"監視\"\nkind = \"information-system\"\nviewpoints = [\"service-level\"]\nowner = \"o\"\n+++\n",
		"events/E-1.md": "+++\ntitle = \"停止\"\napproach = \"result\"\nresult = \"停止\"\nassets = [\"A-1\"]\n+++\n",
	}
	if said := rulesOf(t, files); said["event-without-risk"] != 1 {
		t.Fatalf("without a risk the event should be reported: %v", said)
	}
	files["risks/R-1.md"] = "+++\ntitle = \nevents = [\"E-1\"]\n+++\n"
	said := rulesOf(t, files)
	if said["syntax"] != 1 || said["event-without-risk"] != 0 || said["step-without-evidence"] != 0 {
		t.Errorf("one broken risk should give its own fault alone: %v", said)
	}
}

func TestACapitalEndingIsNotPassedOver(t *testing.T) {
	said := rulesOf(t, map[string]string{"risks/R-1.MD": "+++\ntitle = \"配水\"\n+++\n"})
	if said["unknown-value"] != 1 {
		t.Errorf("R-1.MD was passed over in silence: %v", said)
	}
}
