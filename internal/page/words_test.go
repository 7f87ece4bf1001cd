package page

import (
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/riskbook/riskbook/internal/page/desk"
	"github.com/riskbook/riskbook/internal/register"
	"github.com/riskbook/riskbook/internal/term"
)

// sources gives the text of the files that fit, by name.
func sources(t *testing.T, folder string, fits func(string) bool) map[string]string {
	t.Helper()
	texts := map[string]string{}
	err := fs.WalkDir(os.DirFS(folder), ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || !fits(name) {
			return err
		}
		data, err := os.ReadFile(filepath.Join(folder, name))
		texts[name] = string(data)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return texts
}

var inTemplate = regexp.MustCompile(`(?:\.W|\$w)\.([A-Za-z0-9]+)`)

func TestTemplatesAskOnlyForWordsThatThereAre(t *testing.T) {
	japanese, english := desk.WordsIn(allWords, "ja"), desk.WordsIn(allWords, "en")
	for name, text := range sources(t, "../../templates", func(name string) bool { return strings.HasSuffix(name, ".html") }) {
		for _, found := range inTemplate.FindAllStringSubmatch(text, -1) {
			if japanese[found[1]] == "" && english[found[1]] == "" {
				t.Errorf("templates/%s asks for %q, which has no words", name, found[1])
			}
		}
	}
}

var inCode = regexp.MustCompile(`v\.(?:[Ss]ay\(|[Ww]ords\[|[Kk]nown\(|[Ss]tate\("[a-z]*", )"([A-Za-z0-9][A-Za-z0-9-]*[A-Za-z0-9])"[,)\]]`)

// A key without words would leave a silent gap on the page.
func TestCodeAsksOnlyForWordsThatThereAre(t *testing.T) {
	japanese, english, asked := desk.WordsIn(allWords, "ja"), desk.WordsIn(allWords, "en"), 0
	for name, text := range sources(t, ".", func(name string) bool { return strings.HasSuffix(name, ".go") && !strings.HasSuffix(name, "_test.go") }) {
		for _, found := range inCode.FindAllStringSubmatch(text, -1) {
			asked++
			if japanese[found[1]] == "" && english[found[1]] == "" {
				t.Errorf("%s asks for %q, which has no words", name, found[1])
			}
		}
	}
	if asked < 400 {
		t.Errorf("only %d askings were found", asked)
	}
}

func TestWordsStandInBothLanguagesAndOnce(t *testing.T) {
	seen := map[string]bool{}
	for _, words := range allWords {
		for key, w := range words {
			if seen[key] {
				t.Errorf("the words of %q are given twice", key)
			}
			seen[key] = true
			if strings.TrimSpace(w.Ja) == "" && w.En != " " || w.En == "" {
				t.Errorf("the words of %q lack a language: %q, %q", key, w.Ja, w.En)
			}
			if japaneseLetters.MatchString(w.En) && !strings.HasPrefix(key, "language") {
				t.Errorf("the English words of %q hold Japanese: %q", key, w.En)
			}
		}
	}
}

var japaneseLetters = regexp.MustCompile(`[\p{Hiragana}\p{Katakana}\p{Han}]`)

func TestNoWordsLieUnused(t *testing.T) {
	used := map[string]bool{}
	for _, text := range sources(t, "../../templates", func(name string) bool { return strings.HasSuffix(name, ".html") }) {
		for _, found := range inTemplate.FindAllStringSubmatch(text, -1) {
			used[found[1]] = true
		}
	}
	var code strings.Builder
	for _, text := range sources(t, ".", func(name string) bool { return strings.HasSuffix(name, ".go") && !strings.HasSuffix(name, "_test.go") }) {
		code.WriteString(text)
	}
	definition := regexp.MustCompile(`"[A-Za-z0-9.\-_]+": +\{`)
	rest := definition.ReplaceAllString(code.String(), "")
	codes := term.Codes() // messages and exports use them too
	for _, words := range allWords {
		for key := range words {
			prefix, _, dashed := strings.Cut(key, "-")
			_, isCode := codes[key]
			switch {
			case isCode:
			case used[key], strings.Contains(rest, `"`+key+`"`):
			case dashed && strings.Contains(rest, `"`+prefix+`-"`):
			case strings.HasSuffix(key, "Title") && register.KindOf(strings.TrimSuffix(key, "Title")) != nil:
			default:
				t.Errorf("nothing uses the words of %q", key)
			}
		}
	}
}

// Every field that names other records needs words for what it means to be named by it.
func TestEveryReferenceHasWordsOnThePageItPointsAt(t *testing.T) {
	words, known := desk.WordsIn(allWords, "ja"), 0
	for i := range register.Kinds {
		kind := &register.Kinds[i]
		for _, key := range references(kind.Type(), "") {
			known++
			if key != "target.risk" && words[desk.Relation(kind, key)] == "" {
				t.Errorf("there are no words for %s.%s", kind.Folder, key)
			}
		}
	}
	if known < 25 {
		t.Errorf("only %d fields that name records were found", known)
	}
}

// references lists the keys of a struct that name records.
func references(s reflect.Type, prefix string) []string {
	var keys []string
	for i := range s.NumField() {
		f := s.Field(i)
		key := prefix + f.Tag.Get("key")
		switch {
		case f.Tag.Get("to") != "":
			keys = append(keys, key)
		case f.Anonymous:
			keys = append(keys, references(f.Type, prefix)...)
		case f.Tag.Get("key") != "" && f.Type.Kind() == reflect.Slice && f.Type.Elem().Kind() == reflect.Struct:
			keys = append(keys, references(f.Type.Elem(), key+".")...)
		}
	}
	return keys
}

var (
	oneOfMany = regexp.MustCompile(`\b1(?: (?:adopted|closed|fiscal|important|live|more|near|older|open|provisional))* (?:acceptances|actions|assets|clauses|curves|days|decisions|efforts|errors|hours|incidents|lines|misses|months|notes|places|plans|points|readings|records|reports|reviews|risks|services|states|steps|terms|threats|vulnerabilities|warnings|ways|years)\b`)
	oneDoes   = regexp.MustCompile(`\b1 (?:more )?(?:are|do|have|were|contain|go|lead|need|prevent|stay)\b`)
	likeOne   = regexp.MustCompile(`\{[a-zA-Z0-9]+\}`)
)

// A number that stands in a sentence may be one: noun and verb go with it.
func TestWordsGoWithASingleThing(t *testing.T) {
	// Of these the number is a constant, or there are always several.
	several := strings.Fields("calPeriodSoon calTileSoon dashLapsing ownTileSoon planPerYear quantMethodYears quantCoverage quantPlansWhy quantRisksMore outlookMethod " +
		"outlook-few outlook-far outlook-nearing outlook-no-trend outlook-reached costYearsWhy chkMore chkClean confSum graphTooMany timelineFirst traceMore")
	one := func(string) bool { return true }
	for _, words := range allWords {
		for key, w := range words {
			said := likeOne.ReplaceAllString(term.Agree(w.En, one), "1")
			if strings.ContainsAny(said, "{|}") && strings.Contains(w.En, "{") {
				t.Errorf("%q is not filled whole: %q", key, said)
			}
			if wrong := oneOfMany.FindString(said) + oneDoes.FindString(said); wrong != "" && !slices.Contains(several, key) {
				t.Errorf("%q says %q: %q", key, wrong, said)
			}
		}
	}
}

// A text with forms is filled before anybody reads it: its words as they stand would show the braces.
func TestFormsAreFilled(t *testing.T) {
	english := desk.WordsIn(allWords, "en")
	raw := regexp.MustCompile(`(?:\.W\.|\$w\.|\.Words\[")([A-Za-z0-9-]+)`)
	texts := sources(t, ".", func(name string) bool { return strings.HasSuffix(name, ".go") && !strings.HasSuffix(name, "_test.go") })
	maps.Copy(texts, sources(t, "../../templates", func(name string) bool { return strings.HasSuffix(name, ".html") }))
	for name, text := range texts {
		for _, found := range raw.FindAllStringSubmatch(text, -1) {
			if strings.Contains(english[found[1]], "|") {
				t.Errorf("%s shows %q as it stands: %q", name, found[1], english[found[1]])
			}
		}
	}
}
