package register

import (
	_ "embed"
	"reflect"

	"github.com/riskbook/riskbook/internal/diagnostic"
	"github.com/riskbook/riskbook/internal/source"
)

//go:embed catalogue.toml
var builtinCatalogue []byte

// Catalogue holds the critical infrastructure services (handbook figure 6), the register's own additions among them.
type Catalogue struct{ Sectors []Sector } // in the order of the files

// Sector is a sector of critical infrastructure.
type Sector struct {
	Key      string
	Label    Text `key:"label" required:"true"`
	Since    int  `key:"since"` // the year in which it was added; 0 where it was there from the start
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

// catalogue reads the built-in catalogue and lays the register's own over it: a sector or service of the same key replaces the built-in one.
func readCatalogue(own *source.Document, languages []string) (Catalogue, []diagnostic.Finding) {
	var c Catalogue
	builtin, faults := source.Parse("catalogue.toml", builtinCatalogue, source.DefaultLimits)
	faults = append(faults, c.read(builtin, nil)...)
	if own != nil {
		faults = append(faults, c.read(own, languages)...)
	}
	return c, faults
}

func (c *Catalogue) read(doc *source.Document, languages []string) []diagnostic.Finding {
	d := &decoder{file: doc.File, head: doc.Place(), languages: languages}
	for i := range doc.Table.Fields {
		f := &doc.Table.Fields[i]
		d.path = []string{f.Key}
		if f.Value.Kind != source.Table {
			d.wrongType(&f.Value, "", typeNames[source.Table])
			continue
		}
		var fields sectorFields
		// A sector that only adds services to a known one needs no label of its own.
		known := c.Sector(f.Key)
		if known != nil && f.Value.Field("label") == nil {
			fields.Label, fields.Since = known.Label, known.Since
			if s := f.Value.Field("service"); s != nil {
				fields.Services = &s.Value
			}
		} else {
			d.table(&f.Value, reflect.ValueOf(&fields).Elem(), nil)
		}
		if known == nil {
			c.Sectors = append(c.Sectors, Sector{Key: f.Key})
			known = &c.Sectors[len(c.Sectors)-1]
		}
		known.Label, known.Since = fields.Label, fields.Since
		known.readServices(d, fields.Services)
	}
	return d.faults
}

func (s *Sector) readServices(d *decoder, v *source.Value) {
	if v == nil {
		return
	}
	for i := range v.Fields {
		f := &v.Fields[i]
		d.path = []string{s.Key, "service", f.Key}
		if f.Value.Kind != source.Table {
			d.wrongType(&f.Value, "", typeNames[source.Table])
			continue
		}
		fresh := Service{Key: f.Key}
		d.table(&f.Value, reflect.ValueOf(&fresh).Elem(), nil)
		if known := s.Service(f.Key); known != nil {
			*known = fresh
		} else {
			s.Services = append(s.Services, fresh)
		}
	}
}
