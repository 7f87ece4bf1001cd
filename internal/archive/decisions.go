package archive

import (
	"bytes"
	"encoding/json"
	"fmt"
	"reflect"
	"slices"
)

// decisions are what two versions of the program must agree on: of each risk, by the keys of its export.
var decisions = []string{"levels", "option", "outcome", "projectedReasons", "rank", "rankedBy", "reasons", "suggestedOption"}

// decisionsDiffer compares the decisions of two exports of the register, and returns the first that differs; empty where all agree.
func decisionsDiffer(was, now []byte) string {
	a, b := risksOf(was), risksOf(now)
	if a == nil || b == nil {
		return "risks"
	}
	ids := []string{}
	for id := range a {
		ids = append(ids, id)
	}
	for id := range b {
		if a[id] == nil {
			ids = append(ids, id)
		}
	}
	slices.Sort(ids)
	for _, id := range ids {
		for _, key := range decisions {
			if _, old := a[id][key]; (a[id] == nil || b[id] == nil || old) && !reflect.DeepEqual(a[id][key], b[id][key]) {
				return fmt.Sprintf("%s %s: %s → %s", id, key, shown(a[id][key]), shown(b[id][key]))
			}
		}
	}
	return ""
}

// risksOf returns the risks of an export by id; nil where it does not read.
func risksOf(data []byte) map[string]map[string]any {
	var export struct {
		Risks []map[string]any `json:"risks"`
	}
	d := json.NewDecoder(bytes.NewReader(data))
	d.UseNumber()
	if d.Decode(&export) != nil {
		return nil
	}
	all := map[string]map[string]any{}
	for _, r := range export.Risks {
		if id, ok := r["id"].(string); ok {
			all[id] = r
		}
	}
	return all
}

func shown(value any) string {
	text, err := json.Marshal(value)
	if err != nil {
		return "?"
	}
	return string(text)
}
