package register

import (
	"reflect"
	"slices"

	"github.com/riskbook/riskbook/internal/term"
)

// Shape is what a field's value looks like as people write it.
type Shape uint8

// The shapes. A Text is a string or a table of strings by language; a Frequency is a number or a table of low, mode and high; a Loss is a table of low
// and high, with or without mode; a Mapping is a table whose keys are free; a Free table holds whatever its writer likes.
const (
	ShapeText Shape = iota
	ShapeWord
	ShapeWhole
	ShapeDecimal
	ShapeTruth
	ShapeDate
	ShapeFrequency
	ShapeLoss
	ShapeTable
	ShapeMapping
	ShapeFree
)

// Field is one key of a table, as the struct of its kind states it. Editor, schema, language server and reference pages all derive from it.
type Field struct {
	Key       string
	Shape     Shape
	Arrays    int      // how many arrays lie around the value: 0 for one value, 1 for a list, 2 for rows of cells
	Required  bool     // a record cannot do without it
	OneOf     []string // the allowed words
	Group     string   // of their words in package term: term.Code(Group, OneOf[0])
	To        string   // the folder of the kind that the ids must belong to, or "any"
	Party     bool     // names a party
	Scale     string   // "likelihood" or "impact": the value must be on that scale
	Criteria  string   // "area" or "viewpoint": the word, or the key of the mapping, must be defined in the criteria
	Ranged    bool     // the number must lie between Low and High
	Low, High int64
	File      string     // the ending of the file that the word names
	Fields    []Field    // of a table, also of a Frequency or Loss written as one; of the values of a mapping where they are tables
	Keys      Shape      // of a mapping: a word, or a whole number
	Values    Shape      // of a mapping: the shape of its values
	Words     term.Words // what it means, as a sentence
	Label     Text       // what a field that a register declares is called
	Money     bool       // of such a field: an amount of the register's currency
}

// Find gives the field at a path of keys, or nil. Arrays on the way are passed through, and the free keys of a mapping are taken as they come.
func Find(fields []Field, path ...string) *Field {
	var found *Field
	for i := 0; i < len(path); i++ {
		at := slices.IndexFunc(fields, func(f Field) bool { return f.Key == path[i] })
		if at < 0 {
			return nil
		}
		found = &fields[at]
		fields = found.Fields
		if found.Shape == ShapeMapping && i+1 < len(path) {
			i++ // the free key; its value is described by the mapping itself
		}
	}
	return found
}

// Fields gives the fields of a kind in the order in which they are written: those common to all kinds and those of its own.
func (k *Kind) Fields() []Field {
	fields := fieldsOf(k.Type())
	for i := range fields {
		fields[i].Required = fields[i].Required || slices.Contains(k.required, fields[i].Key)
	}
	return fields
}

// Document is one of the settings files of a register.
type Document struct {
	Name    string // below content/: "criteria.toml"
	Keyed   bool   // every top-level key is free and holds a table of Fields
	Fields  []Field
	Purpose term.Words // what it is for, as a sentence
}

// Documents lists the settings files that people write, by name.
func Documents() []Document {
	return []Document{
		{"baseline.toml", false, fieldsOf(reflect.TypeFor[Baseline]()), baselinePurpose},
		{"catalogue.toml", true, fieldsOf(reflect.TypeFor[catalogueForm]()), cataloguePurpose},
		{"criteria.proposed.toml", false, fieldsOf(reflect.TypeFor[Criteria]()), term.Words{
			Ja: "リスク判定基準の改定案を、criteria.toml と同じ書き方で全文示します。判定には使わず、基準を変えると各リスクがどう変わるかを示します。",
			En: "Criteria that are proposed, whole and in the form of criteria.toml. Nothing is judged by them; they show what the change would do to each risk.",
		}},
		{"criteria.toml", false, fieldsOf(reflect.TypeFor[Criteria]()), term.Words{
			Ja: "リスク判定基準（尺度、マトリクス、評価・影響・受容の基準）を定めます（手引書 II.1.2）。",
			En: "The risk criteria: scales, matrix, and the evaluation, impact and acceptance criteria (handbook II.1.2).",
		}},
		{"parties.toml", true, fieldsOf(reflect.TypeFor[Party]()), term.Words{
			Ja: "登録簿に登場する人、部門、会議体、外部の関係者を挙げます。各テーブルの名前がキーになります。",
			En: "The people, departments, committees and outside parties of the register. The name of each table is the key.",
		}},
		{"riskbook.toml", false, fieldsOf(reflect.TypeFor[Config]()), term.Words{
			Ja: "登録簿全体の設定（名称、言語、プロセス、検査、開示先など）を書きます。",
			En: "The settings of the whole register: its name, languages, process, checks and audiences.",
		}},
	}
}

// fieldsOf reads the fields of a struct from its plan.
func fieldsOf(t reflect.Type) []Field {
	p := planOf(t)
	fields := make([]Field, 0, len(p.keys))
	for _, key := range p.keys {
		fp := p.fields[key]
		f := Field{
			Key: key, Required: fp.required, OneOf: fp.oneof, Group: fp.group, To: fp.to, Party: fp.party, Scale: fp.scale, Criteria: fp.criteria,
			Ranged: fp.ranged, Low: fp.low, High: fp.high, File: fp.file,
		}
		f.Words = fieldWords[fp.owner][key]
		f.shape(t.FieldByIndex(fp.index).Type, fp.measure)
		fields = append(fields, f)
	}
	return fields
}

// shape works out the shape of a Go type.
func (f *Field) shape(t reflect.Type, measure string) {
	switch {
	case t == typeText:
		f.Shape = ShapeText
	case t == typeDate:
		f.Shape = ShapeDate
	case t == typeValue:
		f.Shape = ShapeFree
	case t == typeEstimate && measure == "loss":
		f.Shape, f.Fields = ShapeLoss, estimateFields(measure)
	case t == typeEstimate:
		f.Shape, f.Fields = ShapeFrequency, estimateFields(measure)
	case t.Kind() == reflect.Pointer:
		f.shape(t.Elem(), measure)
	case t.Kind() == reflect.Slice:
		f.Arrays++
		f.shape(t.Elem(), measure)
	case t.Kind() == reflect.Struct:
		f.Shape, f.Fields = ShapeTable, fieldsOf(t)
	case t.Kind() == reflect.Map:
		value := Field{}
		value.shape(t.Elem(), measure)
		f.Shape, f.Keys, f.Values, f.Fields = ShapeMapping, ShapeWord, value.Shape, value.Fields
		if t.Key().Kind() == reflect.Int {
			f.Keys = ShapeWhole
		}
	case t.Kind() == reflect.Bool:
		f.Shape = ShapeTruth
	case t.Kind() == reflect.Float64:
		f.Shape = ShapeDecimal
	case t.Kind() == reflect.Int || t.Kind() == reflect.Int64:
		f.Shape = ShapeWhole
	default:
		f.Shape = ShapeWord
	}
}

// estimateFields are the keys of an uncertain figure (method: Quantities).
func estimateFields(measure string) []Field {
	words := estimateWords[measure]
	return []Field{
		{Key: "low", Shape: ShapeDecimal, Required: true, Words: words["low"]},
		{Key: "mode", Shape: ShapeDecimal, Required: measure == "frequency", Words: words["mode"]},
		{Key: "high", Shape: ShapeDecimal, Required: true, Words: words["high"]},
	}
}

// fieldWords says what each field means, by the struct that states it.
var fieldWords = map[reflect.Type]meanings{
	reflect.TypeFor[Acceptance]():     acceptanceWords,
	reflect.TypeFor[Action]():         actionWords,
	reflect.TypeFor[Analysis]():       analysisWords,
	reflect.TypeFor[Approval]():       approvalWords,
	reflect.TypeFor[Area]():           areaWords,
	reflect.TypeFor[Asset]():          assetWords,
	reflect.TypeFor[Audience]():       audienceWords,
	reflect.TypeFor[Tag]():            tagWords,
	reflect.TypeFor[Authority]():      authorityWords,
	reflect.TypeFor[Baseline]():       baselineWords,
	reflect.TypeFor[Change]():         changeWords,
	reflect.TypeFor[catalogueForm]():  catalogueWords,
	reflect.TypeFor[Brand]():          brandWords,
	reflect.TypeFor[CheckConfig]():    checkConfigWords,
	reflect.TypeFor[Choice]():         choiceWords,
	reflect.TypeFor[Clause]():         clauseWords,
	reflect.TypeFor[Config]():         configWords,
	reflect.TypeFor[Control]():        controlWords,
	reflect.TypeFor[ControlTest]():    controlTestWords,
	reflect.TypeFor[Cost]():           costWords,
	reflect.TypeFor[Criteria]():       criteriaWords,
	reflect.TypeFor[Dates]():          datesWords,
	reflect.TypeFor[Declared]():       declaredWords,
	reflect.TypeFor[Decision]():       decisionWords,
	reflect.TypeFor[Effectiveness]():  effectivenessWords,
	reflect.TypeFor[Event]():          eventWords,
	reflect.TypeFor[Factor]():         factorWords,
	reflect.TypeFor[FactorStep]():     factorStepWords,
	reflect.TypeFor[Finding]():        findingWords,
	reflect.TypeFor[GlossaryConfig](): glossaryConfigWords,
	reflect.TypeFor[History]():        historyWords,
	reflect.TypeFor[Importance]():     importanceWords,
	reflect.TypeFor[Incident]():       incidentWords,
	reflect.TypeFor[Indicator]():      indicatorWords,
	reflect.TypeFor[KnownFault]():     knownFaultWords,
	reflect.TypeFor[Level]():          levelWords,
	reflect.TypeFor[LikelihoodFrom](): likelihoodFromWords,
	reflect.TypeFor[Limits]():         limitsWords,
	reflect.TypeFor[Link]():           linkWords,
	reflect.TypeFor[Matrix]():         matrixWords,
	reflect.TypeFor[Obligation]():     obligationWords,
	reflect.TypeFor[Page]():           pageWords,
	reflect.TypeFor[Party]():          partyWords,
	reflect.TypeFor[Pin]():            pinWords,
	reflect.TypeFor[Process]():        processWords,
	reflect.TypeFor[Quantities]():     quantitiesWords,
	reflect.TypeFor[Rating]():         ratingWords,
	reflect.TypeFor[Reading]():        readingWords,
	reflect.TypeFor[Record]():         recordWords,
	reflect.TypeFor[Report]():         reportWords,
	reflect.TypeFor[Repository]():     repositoryWords,
	reflect.TypeFor[Review]():         reviewWords,
	reflect.TypeFor[ReviewInterval](): reviewIntervalWords,
	reflect.TypeFor[Service]():        serviceWords,
	reflect.TypeFor[Risk]():           riskWords,
	reflect.TypeFor[SideEffect]():     sideEffectWords,
	reflect.TypeFor[Simulation]():     simulationWords,
	reflect.TypeFor[Source]():         sourceWords,
	reflect.TypeFor[Stage]():          stageWords,
	reflect.TypeFor[Step]():           stepWords,
	reflect.TypeFor[Target]():         targetWords,
	reflect.TypeFor[Term]():           termWords,
	reflect.TypeFor[Tolerance]():      toleranceWords,
	reflect.TypeFor[Treatment]():      treatmentWords,
	reflect.TypeFor[Viewpoint]():      viewpointWords,
}
