package register

// Asset is what must be protected (handbook 1.1, figure 5).
type Asset struct {
	Record
	Form         string     `key:"kind" required:"true" words:"asset" oneof:"information-system organization personnel paper electronic-media other"`
	Viewpoints   []string   `key:"viewpoints" required:"true"` // why it is to be protected: safety-standard, service-level, confidentiality, or words of one's own
	Sector       string     `key:"sector"`                     // a key of the catalogue
	Service      string     `key:"service"`                    // a key of the catalogue, within the sector
	ServiceLevel Text       `key:"service_level"`              // replaces the catalogue's
	Importance   Importance `key:"importance"`
	Separation   Text       `key:"separation"`
	DependsOn    []string   `key:"depends_on" to:"assets"`
}

// Importance is how much each property of the asset matters, 1 (little) to 3 (much); 0 where it was not said.
type Importance struct {
	Confidentiality int `key:"confidentiality" range:"1 3"`
	Integrity       int `key:"integrity" range:"1 3"`
	Availability    int `key:"availability" range:"1 3"`
}
