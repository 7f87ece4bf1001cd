// Package schema says what records may hold as JSON Schema, for editors and for tools of others.
//
// In: the fields that package register states. Out: a schema for the front matter of each kind, for its files of many records, and for the settings
// files, with descriptions in the language asked for.
// It must never look at a register but for the fields that its configuration declares: a schema is the same for all of them.
//
// The schemas are of draft-07, the newest that the common TOML extensions (Even Better TOML, which is Taplo, and Tombi) read in full. A date is a string
// of the format "date", which Tombi takes for a TOML date and Taplo for either. Each schema stands by itself: beside a $ref, draft-07 ignores
// descriptions. What the words of a value mean is said in its description, and once more under x-taplo, where Taplo looks for it.
package schema

import (
	"bytes"
	"encoding/json"
	"slices"
	"strings"

	"github.com/riskbook/riskbook/internal/register"
)

// Draft is the address of the metaschema that every schema follows.
const Draft = "http://json-schema.org/draft-07/schema#"

// Record gives the schema of the front matter of one record of a kind. The fields that a register declares are typed below extra; its configuration is nil
// where there is none.
func Record(kind *register.Kind, config *register.Config, language string) []byte {
	w := writer{language, config}
	return encode(append(object{{"$schema", Draft}}, w.record(kind)...))
}

// Bulk gives the schema of a file of many records of a kind: a table each, whose name is the id.
func Bulk(kind *register.Kind, config *register.Config, language string) []byte {
	w := writer{language, config}
	return encode(append(object{{"$schema", Draft}}, w.bulk(kind)...))
}

// Document gives the schema of a settings file.
func Document(document register.Document, language string) []byte {
	w := writer{language, nil}
	return encode(append(object{{"$schema", Draft}}, w.document(document)...))
}

// All gives one schema that holds every other among its definitions: those of front matter under the kind ("risks"), those of files under the
// name of the file ("risks.toml", "criteria.toml").
func All(config *register.Config, language string) []byte {
	w := writer{language, config}
	var definitions object
	for i := range register.Kinds {
		definitions = append(definitions, member{register.Kinds[i].Folder, w.record(&register.Kinds[i])})
	}
	for i := range register.Kinds {
		definitions = append(definitions, member{register.Kinds[i].Folder + ".toml", w.bulk(&register.Kinds[i])})
	}
	for _, d := range register.Documents() {
		definitions = append(definitions, member{d.Name, w.document(d)})
	}
	return encode(object{{"$schema", Draft}, {"title", "riskbook"}, {"definitions", definitions}})
}

// File is a schema for files of an editor's project.
type File struct {
	Name    string // "risks.json"
	Matches string // the files that it holds for, from the register's folder: "content/risks/**/*.toml"
	Data    []byte
}

// Files gives a schema for every TOML file that people write: those of many records, and the settings files. By name.
func Files(config *register.Config, language string) []File {
	w := writer{language, config}
	var files []File
	add := func(name, matches string, o object) {
		files = append(files, File{name + ".json", matches, encode(append(object{{"$schema", Draft}}, o...))})
	}
	documents := register.Documents()
	for i := range register.Kinds {
		k := &register.Kinds[i]
		for len(documents) > 0 && documents[0].Name < k.Folder {
			add(strings.TrimSuffix(documents[0].Name, ".toml"), "content/"+documents[0].Name, w.document(documents[0]))
			documents = documents[1:]
		}
		add(k.Folder, "content/"+k.Folder+"/**/*.toml", w.bulk(k))
	}
	slices.SortFunc(files, func(a, b File) int { return strings.Compare(a.Name, b.Name) }) // without .toml, documents may come in another order
	return files
}

// object is a JSON object whose members stand in the order in which they were written.
type object []member

type member struct {
	key   string
	value any
}

// MarshalJSON writes the members in their order.
func (o object) MarshalJSON() ([]byte, error) {
	var b bytes.Buffer
	b.WriteByte('{')
	for i, m := range o {
		if i > 0 {
			b.WriteByte(',')
		}
		for j, part := range []any{m.key, m.value} {
			if j > 0 {
				b.WriteByte(':')
			}
			if err := plain(&b, part); err != nil {
				return nil, err
			}
		}
	}
	b.WriteByte('}')
	return b.Bytes(), nil
}

// plain writes a value without escaping what only HTML needs escaped.
func plain(b *bytes.Buffer, value any) error {
	e := json.NewEncoder(b)
	e.SetEscapeHTML(false)
	if err := e.Encode(value); err != nil {
		return err
	}
	b.Truncate(b.Len() - 1) // the line end
	return nil
}

func encode(o object) []byte {
	var compact, b bytes.Buffer
	if err := plain(&compact, o); err != nil {
		panic(err) // nothing in a schema can fail to be written
	}
	if err := json.Indent(&b, compact.Bytes(), "", "  "); err != nil {
		panic(err)
	}
	b.WriteByte('\n')
	return b.Bytes()
}
