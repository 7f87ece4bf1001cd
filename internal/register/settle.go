package register

import (
	"slices"
	"strconv"
	"strings"

	"github.com/riskbook/riskbook/internal/diagnostic"
	"github.com/riskbook/riskbook/internal/rule"
	"github.com/riskbook/riskbook/internal/term"
)

// settle holds claims against the whole register and keeps the references that resolve.
func (r *Register) settle(claims []claim, guess *guesser) {
	for i := range claims {
		c := &claims[i]
		switch c.kind {
		case claimReference:
			settleReference(r, c, guess)
		case claimParty:
			settleParty(r, c)
		case claimScale:
			settleScale(r, c)
		case claimArea, claimViewpoint:
			settleCriteria(r, c)
		case claimLevel:
			settleLevel(r, c)
		case claimFactor, claimFactorStep, claimFactors:
			settleFactor(r, c)
		}
	}
}

// guesser suggests ids for references that lead nowhere. A register in which many do has one fault that explains them all, so it suggests a
// limited number of times and stays linear.
type guesser struct {
	r     *Register
	ids   map[string][]string // by folder; "any" for all
	spent int
}

const mostGuesses = 100

func (g *guesser) near(id, folder string) string {
	if g.spent++; g.spent > mostGuesses {
		return ""
	}
	if g.ids == nil {
		g.ids = map[string][]string{"any": g.r.ids()}
		for _, id := range g.ids["any"] {
			if e := g.r.byID[id]; e != nil {
				of := e.Of().Kind.Folder
				g.ids[of] = append(g.ids[of], id)
			}
		}
	}
	return diagnostic.NearestID(id, g.ids[folder])
}

// Nearest gives a function that suggests the id of a record, of any kind, for one that leads nowhere; empty where none is near. It suggests a limited
// number of times.
func (r *Register) Nearest() func(id string) string {
	guess := guesser{r: r}
	return func(id string) string { return guess.near(id, "any") }
}

func (r *Register) ids() []string {
	ids := make([]string, 0, len(r.byID)+len(r.broken))
	for _, rec := range r.Tree.Records {
		ids = append(ids, rec.ID)
	}
	slices.Sort(ids)
	return slices.Compact(ids)
}

func (c *claim) fault(name rule.Name, kase rule.Case, args diagnostic.Args) diagnostic.Finding {
	return diagnostic.Finding{Rule: name, Case: kase, Args: args}
}

// faultOf keeps a fault of a claim and gives it its place, unless its file has had too many.
func (r *Register) faultOf(c *claim, f diagnostic.Finding) {
	if r.exhausted(c.file) {
		return
	}
	f.Place = c.file.Place(c.span)
	r.Faults = append(r.Faults, f)
}

func settleReference(r *Register, c *claim, guess *guesser) {
	id, clause, hasClause := c.text, "", false
	if c.want == "obligations" {
		id, clause, hasClause = strings.Cut(c.text, "#")
	}
	folder, ok := r.broken[id]
	entry := r.byID[id]
	if entry != nil {
		folder, ok = entry.Of().Kind.Folder, true
	}
	if !ok {
		args := diagnostic.Args{"key": c.key, "found": id}
		kase := rule.Plain
		if near := guess.near(id, c.want); near != "" {
			kase, args["near"] = rule.CaseNear, near
		}
		r.faultOf(c, c.fault(rule.DanglingReference, kase, args))
		return
	}
	if c.want != "any" && folder != c.want {
		r.faultOf(c, c.fault(rule.WrongKind, rule.Plain, diagnostic.Args{
			"key": c.key, "found": id, "kind": KindOf(folder).One, "wanted": KindOf(c.want).One,
		}))
		return
	}
	if o, isObligation := entry.(*Obligation); hasClause && isObligation {
		keys := make([]string, len(o.Clauses))
		for i := range keys {
			keys[i] = o.Clauses[i].Key
		}
		if !slices.Contains(keys, clause) {
			r.faultOf(c, c.fault(rule.DanglingReference, rule.CaseClause, diagnostic.Args{
				"key": c.key, "found": id, "clause": clause, "allowed": strings.Join(keys, ", "),
			}))
			return
		}
	}
	if c.from != "" && entry != nil {
		r.References = append(r.References, Reference{From: c.from, To: id, Key: c.key})
	}
}

func settleParty(r *Register, c *claim) {
	doc := r.Tree.Parties
	if doc == nil || doc.Broken || r.Party(c.text) != nil {
		return
	}
	keys := make([]string, len(r.Parties))
	for i := range keys {
		keys[i] = r.Parties[i].Key
	}
	args := diagnostic.Args{"key": c.key, "found": c.text, "allowed": strings.Join(keys, ", "), "header": headerOf(c.text)}
	kase := rule.Plain
	if near := diagnostic.Nearest(c.text, keys); near != "" {
		kase, args["near"] = rule.CaseNear, near
	}
	r.faultOf(c, c.fault(rule.UnknownParty, kase, args))
}

func settleScale(r *Register, c *claim) {
	if r.Criteria.Broken {
		return
	}
	steps := r.Criteria.Likelihoods
	if c.want == "impact" {
		steps = r.Criteria.Impacts
	}
	if len(steps) == 0 || stepIndex(steps, c.value) >= 0 {
		return
	}
	var labels [2][]string
	for i := range steps {
		if steps[i].Value == nil || i > 0 && *steps[i].Value <= *steps[i-1].Value {
			return // reported where the scale is written
		}
		for k, language := range [2]string{"ja", "en"} {
			words, _ := steps[i].Label.In(language, r.Config.DefaultLanguage)
			labels[k] = append(labels[k], strings.TrimSpace(strconv.Itoa(*steps[i].Value)+" "+words))
		}
	}
	allowed := term.Words{Ja: strings.Join(labels[0], "、"), En: strings.Join(labels[1], ", ")}
	kase := rule.Plain
	if !r.Criteria.Given {
		kase = rule.CaseExample
	}
	r.faultOf(c, c.fault(rule.NotOnScale, kase, diagnostic.Args{
		"key": c.key, "name": scaleNames[c.want], "found": c.value, "low": *steps[0].Value, "high": *steps[len(steps)-1].Value, "allowed": allowed,
	}))
}

func settleCriteria(r *Register, c *claim) {
	if r.Criteria.Broken {
		return
	}
	var keys []string
	kase := rule.CaseArea
	if c.kind == claimArea {
		for i := range r.Criteria.Areas {
			keys = append(keys, r.Criteria.Areas[i].Key)
		}
	} else {
		kase = rule.CaseViewpoint
		for i := range r.Criteria.Viewpoints {
			keys = append(keys, r.Criteria.Viewpoints[i].Key)
		}
	}
	// Without areas or viewpoints in the criteria the words are the writer's own.
	if len(keys) == 0 || slices.Contains(keys, c.text) {
		return
	}
	r.faultOf(c, c.fault(rule.UnknownValue, kase, diagnostic.Args{"key": c.key, "found": c.text, "allowed": strings.Join(keys, ", ")}))
}

// settleLevel holds the key of a level against the criteria.
func settleLevel(r *Register, c *claim) {
	if r.Criteria.Broken || r.Criteria.LevelIndex(c.text) >= 0 {
		return
	}
	var keys []string
	for i := range r.Criteria.Levels {
		keys = append(keys, r.Criteria.Levels[i].Key)
	}
	args := diagnostic.Args{"found": c.text, "allowed": strings.Join(keys, ", ")}
	variant := rule.Plain
	if near := diagnostic.Nearest(c.text, keys); near != "" {
		variant, args["near"] = rule.CaseNear, near
	}
	r.faultOf(c, c.fault(rule.UnknownLevel, variant, args))
}

// settleFactor holds the factors of a likelihood against likelihood_from: each key and value, and that both are there.
func settleFactor(r *Register, c *claim) {
	from := r.Criteria.From
	if r.Criteria.Broken {
		return
	}
	if from == nil {
		if c.kind == claimFactor {
			r.faultOf(c, c.fault(rule.UnknownValue, rule.CaseNoFactors, diagnostic.Args{"key": c.key, "found": c.text}))
		}
		return
	}
	var keys []string
	for i := range from.Factors {
		keys = append(keys, from.Factors[i].Key)
	}
	factor := r.Criteria.Factor(c.text)
	switch {
	case c.kind == claimFactors:
		given := strings.Fields(c.text)
		for _, key := range keys {
			if !slices.Contains(given, key) {
				r.faultOf(c, c.fault(rule.MissingKey, rule.CaseFactor, diagnostic.Args{"key": c.key + "." + key, "allowed": strings.Join(keys, ", ")}))
			}
		}
	case c.kind == claimFactor && factor == nil:
		r.faultOf(c, c.fault(rule.UnknownValue, rule.CaseFactor, diagnostic.Args{"key": c.key, "found": c.text, "allowed": strings.Join(keys, ", ")}))
	case c.kind == claimFactorStep && factor != nil && factor.StepIndex(c.value) < 0:
		name, allowed := wordsOfFactor(r, factor)
		r.faultOf(c, c.fault(rule.NotOnScale, rule.CaseFactor, diagnostic.Args{"key": c.key, "name": name, "found": c.value, "allowed": allowed}))
	}
}

// wordsOfFactor gives the name of a factor and its steps, in both languages.
func wordsOfFactor(r *Register, factor *Factor) (name, steps term.Words) {
	var labels [2][]string
	for _, step := range factor.Steps {
		if step.Value == nil {
			continue
		}
		for i, language := range [2]string{"ja", "en"} {
			words, _ := step.Label.In(language, r.Config.DefaultLanguage)
			labels[i] = append(labels[i], strings.TrimSpace(strconv.Itoa(*step.Value)+" "+words))
		}
	}
	name.Ja, _ = factor.Label.In("ja", r.Config.DefaultLanguage)
	name.En, _ = factor.Label.In("en", r.Config.DefaultLanguage)
	return name, term.Words{Ja: strings.Join(labels[0], "、"), En: strings.Join(labels[1], ", ")}
}

// headerOf writes the header of a table as it must stand in a file: a key of other than letters, digits, - and _ in quotation marks.
func headerOf(key string) string {
	bare := key != ""
	for _, r := range key {
		bare = bare && (r >= '0' && r <= '9' || r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r == '-' || r == '_')
	}
	if bare {
		return "[" + key + "]"
	}
	return "[" + strconv.Quote(key) + "]"
}
