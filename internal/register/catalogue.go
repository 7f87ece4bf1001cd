package register

import (
	_ "embed"
	"reflect"
	"slices"
	"sync"

	"github.com/riskbook/riskbook/internal/diagnostic"
	"github.com/riskbook/riskbook/internal/rule"
	"github.com/riskbook/riskbook/internal/source"
	"github.com/riskbook/riskbook/internal/term"
)

//go:embed catalogue.toml
var builtinCatalogue []byte

// CatalogueYear is the year of the handbook: levels and laws of the built-in catalogue are those of that time.
const CatalogueYear = 2015

// Catalogue holds the critical infrastructure services (handbook figure 6), the register's own additions among them.
type Catalogue struct{ Sectors []Sector } // in the order of the files

// Sector is a sector of critical infrastructure.
type Sector struct {
	Key      string
	Label    Text `key:"label" required:"true"`
	Since    int  `key:"since"` // the year in which it was added; 0 where it was there from the start
	Own      bool // named by the register, not by the built-in catalogue
	Services []Service
}

// Service is one service of a sector with the level that it must hold.
type Service struct {
	Key         string
	Label       Text   `key:"label" required:"true"`
	Description Text   `key:"description"`
	Law         Text   `key:"law"`
	Levels      []Text `key:"levels"` // service maintenance levels; empty where the handbook leaves them open
	Notes       []Text `key:"notes"`
	Own         bool   // stated by the register, be it a new service or one in place of the built-in catalogue's
}

// Sector gives the sector of a key, or nil.
func (c *Catalogue) Sector(key string) *Sector {
	for i := range c.Sectors {
		if c.Sectors[i].Key == key {
			return &c.Sectors[i]
		}
	}
	return nil
}

// Service gives the service of a key, or nil.
func (s *Sector) Service(key string) *Service {
	if s == nil {
		return nil
	}
	for i := range s.Services {
		if s.Services[i].Key == key {
			return &s.Services[i]
		}
	}
	return nil
}

// sectorFields are the keys of a sector's table; services lie below the key "service".
type sectorFields struct {
	Label    Text          `key:"label" required:"true"`
	Since    int           `key:"since"`
	Services *source.Value `key:"service"`
}

// catalogueForm is what people write of a sector. One that only adds services to a sector of the built-in catalogue needs no label.
type catalogueForm struct {
	Label    Text               `key:"label"`
	Since    int                `key:"since"`
	Services map[string]Service `key:"service"`
}

var catalogueWords = meanings{
	"label":   {Ja: "分野の名称です。組み込みの一覧にある分野へサービスを加えるだけなら省略できます。", En: "The name of the sector. It may be left out where services are added to a sector of the built-in catalogue."},
	"since":   {Ja: "分野が加えられた年です。", En: "The year in which the sector was added."},
	"service": {Ja: "分野の重要インフラサービスです。テーブルの名前（[分野.service.キー]）が、資産の service に書くキーになります。", En: "The services of the sector. The name of each table, [sector.service.key], is the key that assets give in service."},
}

var serviceWords = meanings{
	"label":       {Ja: "サービスの名称です。", En: "The name of the service."},
	"description": {Ja: "サービスの内容です。", En: "What the service is."},
	"law":         {Ja: "サービスを定める法令です。", En: "The law that defines the service."},
	"levels":      {Ja: "サービス維持レベルです。", En: "The service maintenance levels."},
	"notes":       {Ja: "備考です。", En: "Notes."},
}

var cataloguePurpose = term.Words{
	Ja: "重要インフラの分野とサービスの組み込みの一覧に、登録簿独自のものを加えます。各テーブルの名前が分野のキーになります。",
	En: "The register's own sectors and services, beside the built-in catalogue of critical infrastructure. The name of each table is the key of a sector.",
}

// catalogue reads the built-in catalogue and lays the register's own over it: a sector or service of the same key replaces the built-in one.
func readCatalogue(own *source.Document, languages []string) (Catalogue, []diagnostic.Finding) {
	if own == nil {
		alone := builtinAlone()
		return alone.catalogue, slices.Clone(alone.faults)
	}
	var c Catalogue
	builtin, faults := source.Parse("catalogue.toml", builtinCatalogue, source.DefaultLimits)
	faults = append(faults, c.read(builtin, nil, false)...)
	return c, append(faults, c.read(own, languages, true)...)
}

// readAlone is the catalogue that comes with the program, by itself.
type readAlone struct {
	catalogue Catalogue
	faults    []diagnostic.Finding
}

// builtinAlone reads the catalogue that comes with the program once: many registers have none of their own, and nobody changes it.
var builtinAlone = sync.OnceValue(func() readAlone {
	var c Catalogue
	builtin, faults := source.Parse("catalogue.toml", builtinCatalogue, source.DefaultLimits)
	faults = append(faults, c.read(builtin, nil, false)...)
	return readAlone{c, faults}
})

func (c *Catalogue) read(doc *source.Document, languages []string, own bool) []diagnostic.Finding {
	d := &decoder{file: doc.File, head: doc.Place(), languages: languages}
	for i := range doc.Table.Fields {
		f := &doc.Table.Fields[i]
		d.path = []string{f.Key}
		if f.Value.Kind != source.Table {
			d.wrongType(&f.Value, rule.Plain, typeNames[source.Table])
			continue
		}
		var fields sectorFields
		// A sector that only adds services to a known one needs no label of its own.
		known, named := c.Sector(f.Key), false
		if known != nil && f.Value.Field("label") == nil {
			fields.Label, fields.Since = known.Label, known.Since
			if s := f.Value.Field("service"); s != nil {
				fields.Services = &s.Value
			}
		} else {
			d.table(&f.Value, reflect.ValueOf(&fields).Elem(), nil)
			named = own
		}
		if known == nil {
			c.Sectors = append(c.Sectors, Sector{Key: f.Key})
			known = &c.Sectors[len(c.Sectors)-1]
		}
		known.Label, known.Since, known.Own = fields.Label, fields.Since, known.Own || named
		known.readServices(d, fields.Services, own)
	}
	return d.faults
}

func (s *Sector) readServices(d *decoder, v *source.Value, own bool) {
	if v == nil {
		return
	}
	for i := range v.Fields {
		f := &v.Fields[i]
		d.path = []string{s.Key, "service", f.Key}
		if f.Value.Kind != source.Table {
			d.wrongType(&f.Value, rule.Plain, typeNames[source.Table])
			continue
		}
		fresh := Service{Key: f.Key, Own: own}
		d.table(&f.Value, reflect.ValueOf(&fresh).Elem(), nil)
		if known := s.Service(f.Key); known != nil {
			*known = fresh
		} else {
			s.Services = append(s.Services, fresh)
		}
	}
}
