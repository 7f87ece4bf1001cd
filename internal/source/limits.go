package source

// Ceilings are what [limits] can raise the limits to.
var Ceilings = Limits{File: 64 << 20, Bulk: 64 << 20, Nesting: 500, Keys: 4096, Values: 2_000_000}

// configure takes from riskbook.toml what reading depends on: [limits] and the default language.
func (r *reader) configure(config *Value) {
	r.limits = LimitsOf(config)
	if v := config.At("default_language"); v != nil && v.Kind == String && v.Text != "" {
		r.language = v.Text
	}
}

// LimitsOf gives the limits that riskbook.toml sets under [limits], each between 1 and its ceiling. Whether the keys are right is for others to say.
func LimitsOf(config *Value) Limits {
	l := DefaultLimits
	set := func(key string, to *int64, most int64) {
		if v := config.At("limits", key); v != nil && v.Kind == Integer {
			*to = min(max(v.Integer, 1), most)
		}
	}
	nesting, keys, values := int64(l.Nesting), int64(l.Keys), int64(l.Values)
	set("file", &l.File, Ceilings.File)
	set("bulk", &l.Bulk, Ceilings.Bulk)
	set("nesting", &nesting, int64(Ceilings.Nesting))
	set("keys", &keys, int64(Ceilings.Keys))
	set("values", &values, int64(Ceilings.Values))
	l.Nesting, l.Keys, l.Values = int(nesting), int(keys), int(values)
	return l
}

// languagesOf gives the languages that riskbook.toml names.
func languagesOf(config *Value) []string {
	var list []string
	if v := config.At("languages"); v != nil {
		for _, item := range v.Items {
			list = append(list, item.Text)
		}
	}
	return list
}
