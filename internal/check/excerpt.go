package check

import "strings"

// Excerpt gives what distinguishes the failing example of a rule from the passing one: the files that differ, and the failing files in which the rule
// speaks. The expected places and the other files that both share are left out. A file that only one of them has stands in that one alone.
func (r *Rule) Excerpt() (failing, passing string) {
	bad, good := exampleFiles(r.Failing), exampleFiles(r.Passing)
	places, _, _ := strings.Cut(r.Failing, "-- ")
	return differing(bad, good, places), differing(good, bad, "")
}

// exampleFile is one file of an example.
type exampleFile struct{ name, text string }

func exampleFiles(archive string) []exampleFile {
	var files []exampleFile
	for line := range strings.Lines(archive) {
		if name, ok := strings.CutPrefix(strings.TrimSpace(line), "-- "); ok && strings.HasSuffix(name, " --") {
			files = append(files, exampleFile{name: strings.TrimSuffix(name, " --")})
		} else if len(files) > 0 {
			files[len(files)-1].text += line
		}
	}
	return files
}

// differing joins the files that are not among the others, and those that the places name.
func differing(files, others []exampleFile, places string) string {
	same := map[exampleFile]bool{}
	for _, f := range others {
		same[f] = true
	}
	var b strings.Builder
	for _, f := range files {
		if !same[f] || strings.Contains(places, f.name+":") {
			b.WriteString("-- " + f.name + " --\n" + f.text)
		}
	}
	return strings.TrimSpace(b.String())
}
