package register

import (
	"slices"
	"strconv"
	"strings"

	"github.com/riskbook/riskbook/internal/date"
	"github.com/riskbook/riskbook/internal/source"
)

// Config is content/riskbook.toml.
type Config struct {
	Title                 Text           `key:"title"`
	Organization          Text           `key:"organization"`
	DefaultLanguage       string         `key:"default_language"` // "ja" where it is not given
	Languages             []string       `key:"languages"`        // the default one first
	Theme                 string         `key:"theme"`
	TimeZone              string         `key:"time_zone"`
	Currency              string         `key:"currency"`
	BaseURL               string         `key:"base_url"`
	Brand                 Brand          `key:"brand"`
	Process               Process        `key:"process"`
	Review                ReviewInterval `key:"review"`
	Approval              Approval       `key:"approval"`
	Dates                 Dates          `key:"dates"`
	Check                 CheckConfig    `key:"check"`
	Glossary              GlossaryConfig `key:"glossary"`
	Repository            Repository     `key:"repository"`
	History               History        `key:"history"`
	Simulation            Simulation     `key:"simulation"`
	Limits                Limits         `key:"limits"`
	DefaultClassification string         `key:"default_classification" words:"tlp" oneof:"TLP:CLEAR TLP:GREEN TLP:AMBER TLP:AMBER+STRICT TLP:RED"`
	Audiences             []Audience     `key:"audience"`
	Tags                  []Tag          `key:"tag"`
	Declared              []Declared     `key:"field"`
}

// Root gives the language whose pages stand at the root of the site: the default one, or the first where readers get no pages in that.
func (c *Config) Root() string {
	if len(c.Languages) == 0 || slices.Contains(c.Languages, c.DefaultLanguage) {
		return c.DefaultLanguage
	}
	return c.Languages[0]
}

// Brand sets what the site shows of the organization.
type Brand struct {
	Logo   string `key:"logo"`   // a picture below content/
	Accent string `key:"accent"` // "#1f3a5f"
	Footer Text   `key:"footer"`
}

// Process says which steps of the method the register adopts (handbook I.3).
type Process struct {
	Profile string   `key:"profile" oneof:"full simple custom"`
	Steps   []string `key:"steps" words:"step" oneof:"1.1 1.2 1.3 2.1 2.2 3.1 3.2 4.1 5.1 6.1 6.2"`
	Stages  []Stage  `key:"stage"`
}

// Stage says how a step is laid down, who carries it out, and how it runs (handbook I.3).
type Stage struct {
	Step         string `key:"step" required:"true" words:"step" oneof:"1.1 1.2 1.3 2.1 2.2 3.1 3.2 4.1 5.1 6.1 6.2"`
	Rules        Text   `key:"rules"` // a text, the id of a record, or an address, as are the others
	Organisation Text   `key:"organisation"`
	Operation    Text   `key:"operation"`
}

// Stage gives how a step is laid down; nil where nothing says so. Of two, the first counts.
func (p Process) Stage(step string) *Stage {
	for i := range p.Stages {
		if p.Stages[i].Step == step {
			return &p.Stages[i]
		}
	}
	return nil
}

// Steps are the steps of the process, in order (handbook II.1 to II.6).
var Steps = []string{"1.1", "1.2", "1.3", "2.1", "2.2", "3.1", "3.2", "4.1", "5.1", "6.1", "6.2"}

var simpleSteps = []string{"1.1", "1.3", "2.2", "3.1", "4.1", "5.1"}

// Adopted gives the steps that the register adopts, in order.
func (p Process) Adopted() []string {
	switch p.Profile {
	case "simple":
		return simpleSteps
	case "custom":
		var adopted []string
		for _, step := range Steps {
			if slices.Contains(p.Steps, step) {
				adopted = append(adopted, step)
			}
		}
		return adopted
	}
	return Steps
}

// Adopts tells whether the register adopts a step.
func (p Process) Adopts(step string) bool { return slices.Contains(p.Adopted(), step) }

// ReviewInterval says how often a risk is to be analysed again.
type ReviewInterval struct {
	EveryMonths int `key:"every_months" range:"1 1200"` // 0: no interval
}

// Approval says how decisions are taken.
type Approval struct {
	Separate bool `key:"separate"` // who proposed may not decide
}

// Dates says how dates are shown.
type Dates struct {
	Era              bool `key:"era"`                             // the Japanese era beside the western year, in Japanese
	FiscalYearStarts int  `key:"fiscal_year_starts" range:"1 12"` // the month with which a fiscal year begins; 4 where it is not given, as in Japan
}

// CheckConfig sets what check and build do with diagnostics.
type CheckConfig struct {
	FailOn         string            `key:"fail_on" words:"severity" oneof:"error warning info"`
	Severity       map[string]string `key:"severity"`                      // by rule
	BaselineMonths int               `key:"baseline_months" range:"1 120"` // how long a baseline may let be what it lists; 6 where it is not given
}

// GlossaryConfig sets the glossary.
type GlossaryConfig struct {
	Autolink *bool `key:"autolink"` // nil: on
}

// Repository says where the records are edited.
type Repository struct {
	URL    string `key:"url"`
	Branch string `key:"branch"` // for edit links; "main" where it is not given
}

// History sets what is made of the register's history in git.
type History struct {
	Since Since `key:"since"`
}

// Since says which former state the present one is compared with: "review" (the newest review of the whole register; also where it is empty), "tag" (the
// newest tag), a number of days ("90d"), or a day ("2026-04-01").
type Since string

// Days gives the number of days of a Since that is one.
func (s Since) Days() (days int, ok bool) {
	number, ok := strings.CutSuffix(string(s), "d")
	days, err := strconv.Atoi(number)
	return days, ok && err == nil && days >= 0 && days <= 36500 && strings.Trim(number, "0123456789") == ""
}

// Day gives the day of a Since that is one.
func (s Since) Day() (day date.Date, ok bool) {
	day, err := date.Parse(string(s))
	return day, err == nil
}

func (s Since) valid() bool {
	_, days := s.Days()
	_, day := s.Day()
	return s == "review" || s == "tag" || days || day
}

// Simulation sets the simulation of losses.
type Simulation struct {
	Years int `key:"years" range:"1000 10000000"`
}

// Limits raise what the reader accepts; 0 keeps the default. Sizes are in bytes. File to Values bound what source reads, Term and Terms the
// words that link to the glossary, in characters, the others a body (package prose).
type Limits struct {
	File       int `key:"file"`
	Bulk       int `key:"bulk"`
	Nesting    int `key:"nesting"`
	Keys       int `key:"keys"`
	Values     int `key:"values"`
	Term       int `key:"term"`
	Terms      int `key:"terms"`
	Body       int `key:"body"`
	Depth      int `key:"depth"`
	Marks      int `key:"marks"`
	Cells      int `key:"cells"`
	Footnotes  int `key:"footnotes"`
	BlankLines int `key:"blank_lines"`
	Expansion  int `key:"expansion"`
}

// Audience is a group of readers for whom a build withholds what is above its clearance.
type Audience struct {
	Name      string   `key:"name" required:"true"`
	Clearance string   `key:"clearance" required:"true" words:"tlp" oneof:"TLP:CLEAR TLP:GREEN TLP:AMBER TLP:AMBER+STRICT TLP:RED"`
	Hide      []string `key:"hide"`
	Languages []string `key:"languages"` // of the site that they see; none: all
	Git       bool     `key:"git"`       // authors and subjects of commits too
}

// Tag says what a tag is called in each language; a tag that is not named here is its own name.
type Tag struct {
	Key   string `key:"key" required:"true"`
	Label Text   `key:"label" required:"true"`
}

// TagLabel gives what a tag is called; a tag without words of its own is called by its key.
func (c *Config) TagLabel(key string) Text {
	for i := range c.Tags {
		if c.Tags[i].Key == key && !c.Tags[i].Label.IsZero() {
			return c.Tags[i].Label
		}
	}
	return Text{{"", key}}
}

// Party is a person, department, committee or outside party.
type Party struct {
	Key     string
	Title   Text              `key:"title"`
	Name    Text              `key:"name"` // the same as Title; one of the two
	Kind    string            `key:"kind" words:"partykind" oneof:"person department committee outside"`
	Role    Text              `key:"role"`
	Email   string            `key:"email"`
	Handles map[string]string `key:"handles"` // by forge; for the forge alone: on no page and in no export
	Members []string          `key:"members" party:"true"`
	Parent  string            `key:"parent" party:"true"`
	Summary Text              `key:"summary"`
	Extra   *source.Value     `key:"extra"`
}
