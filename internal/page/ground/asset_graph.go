package ground

import (
	"slices"

	"github.com/riskbook/riskbook/internal/page/desk"
	"github.com/riskbook/riskbook/internal/part"
	"github.com/riskbook/riskbook/internal/picture"
	"github.com/riskbook/riskbook/internal/register"
)

// AssetGraphWords are the words of this file's pages and parts, by key.
var AssetGraphWords = desk.Words{
	"graphTitle":     {Ja: "資産の依存関係", En: "How assets depend on one another"},
	"graphLead":      {Ja: "左の資産が、矢印の先にある右の資産に依存しています。枠の太いものが重要な資産、色は終結していないリスクの最も高いレベルです。依存関係のない資産は省きます。", En: "The assets on the left depend on those that the arrows lead to. Thick outlines mark important assets; the colour is that of the highest open risk. Assets without any dependency are left out."},
	"graphNear":      {Ja: "この資産から前後2段までの依存関係です。左の資産が、矢印の先の資産に依存しています。", En: "Two steps up and down from this asset. The assets on the left depend on those that the arrows lead to."},
	"graphOwnEdges":  {Ja: "この資産に直接つながる依存関係です。ほかの資産どうしの依存関係は、多いため省きます。左の資産が、矢印の先の資産に依存しています。", En: "What depends on this asset, and what it depends on; the dependencies among the others are too many to show. The assets on the left depend on those that the arrows lead to."},
	"graphCut":       {Ja: "この資産に近い{n}件だけを示します。", En: "Only the {n} {n|asset nearest to it is|assets nearest to it are} shown."},
	"graphTooMany":   {Ja: "依存関係のある資産が{n}件あり、一枚の図では読めないため、各資産のページにその前後2段の図を示します。", En: "{n} assets depend on one another, too many for one picture: the page of each asset shows two steps up and down."},
	"graphWhat":      {Ja: "資産{n}件、依存関係{e}件。", En: "Assets: {n}; dependencies: {e}."},
	"graphImportant": {Ja: "重要", En: "Important"},
	"graphAtRisk":    {Ja: "リスク{level}", En: "Risk: {level}"},
	"graphTable":     {Ja: "依存関係の一覧", En: "The same as a table"},
	"graphHere":      {Ja: "この資産", En: "This asset"},
}

// graphMost is the number of assets up to which one picture can be read.
const graphMost = 40

// graphMostEdges is the number of dependencies up to which the lines on the page of one asset can be followed. Where forty assets all depend on one
// another there are 780, and a page of each with all of them takes ten times as long as the rest of the site.
const graphMostEdges = 150

// assetGraph draws the dependencies of all assets, or says that there are too many.
func assetGraph(v *desk.Desk, path string) part.Part {
	var assets []*register.Asset
	for _, a := range v.Register.Assets {
		if len(a.DependsOn) > 0 || len(v.From("assets", a.ID)) > 0 {
			assets = append(assets, a)
		}
	}
	if len(assets) > graphMost {
		return part.Paragraph(v.Say("graphTooMany", "n", len(assets)))
	}
	svg := drawAssets(v, path, assets, "", true)
	if svg == "" {
		return nil
	}
	return part.Line{part.Paragraph(v.Words["graphLead"]), desk.Framed(v.Words["graphTitle"], svg), assetEdges(v, path, assets)}
}

// assetEdges gives the dependencies of assets as a table: what the picture shows, in words.
func assetEdges(v *desk.Desk, path string, assets []*register.Asset) part.Part {
	t := v.Table("", v.Words["graphTable"], desk.Column{Key: "assetHead", Class: "title"}, desk.Column{Key: "assetDependsOn", Class: "refs"}, desk.Column{Key: "assetUsedBy", Class: "refs"})
	t.Made.Narrow = true
	for _, a := range assets {
		t.Row()
		t.Head(v.Ref(path, a.ID))
		t.Cell(v.ShortRefs(path, a.DependsOn))
		t.Cell(v.ShortRefs(path, v.From("assets", a.ID)))
	}
	return part.Folded{Class: "chain", Text: v.Words["graphTable"], Part: t.Done()}
}

// assetNeighbours draws what an asset depends on and what depends on it, two steps far.
func assetNeighbours(v *desk.Desk, path string, centre *register.Asset) part.Part {
	near := []*register.Asset{centre}
	full := true
	spread := func(next func(*register.Asset) []string) {
		ring := []*register.Asset{centre}
		for range 2 {
			var outer []*register.Asset
			for _, a := range ring {
				for _, id := range next(a) {
					b, ok := v.Register.Find(id).(*register.Asset)
					if !ok || slices.Contains(near, b) {
						continue
					}
					if len(near) == graphMost {
						full = false
						return
					}
					near, outer = append(near, b), append(outer, b)
				}
			}
			ring = outer
		}
	}
	spread(func(a *register.Asset) []string { return a.DependsOn })
	spread(func(a *register.Asset) []string { return v.From("assets", a.ID) })
	sparse, words := fewEdges(near), v.Words["graphNear"]
	if !sparse {
		words = v.Words["graphOwnEdges"]
		near = slices.DeleteFunc(near, func(a *register.Asset) bool {
			return a != centre && !slices.Contains(a.DependsOn, centre.ID) && !slices.Contains(centre.DependsOn, a.ID)
		})
	}
	svg := drawAssets(v, path, near, centre.ID, sparse)
	if svg == "" {
		return nil
	}
	if !full {
		words += v.Words["sentenceSeparator"] + v.Say("graphCut", "n", len(near))
	}
	return part.Line{part.Paragraph(words), desk.Framed(v.Words["graphTitle"], svg)}
}

// fewEdges tells whether the dependencies between assets can be told apart in one picture.
func fewEdges(assets []*register.Asset) bool {
	among := make(map[string]bool, len(assets))
	for _, a := range assets {
		among[a.ID] = true
	}
	edges := 0
	for _, a := range assets {
		for _, id := range a.DependsOn {
			if among[id] {
				edges++
			}
			if edges > graphMostEdges {
				return false
			}
		}
	}
	return true
}

// drawAssets draws assets with the dependencies between them. An asset says whether it is important, how high its highest open risk is, and whether it is
// the one that the page is about. Unless all lines are wanted, only those of that one are drawn, and what they join.
func drawAssets(v *desk.Desk, path string, assets []*register.Asset, here string, all bool) string {
	g := picture.Graph{Head: picture.Head{ID: "dependencies", Title: v.Words["graphTitle"]}}
	at := make(map[string]int, len(assets))
	for i, a := range assets {
		at[a.ID] = i
	}
	for i, a := range assets {
		box := picture.Vertex{Here: a.ID == here}
		note := ""
		if box.Here {
			note = v.Words["graphHere"]
		}
		if c := coverage((v), a.ID); c != nil && c.Important {
			note, box.Strong = desk.Joined(note, v.Words["contextSeparator"], v.Words["graphImportant"]), true
		}
		if highest := highest((v), v.Index.Bearing().ByAsset[a.ID]); highest >= 0 {
			note, box.Heat = desk.Joined(note, v.Words["contextSeparator"], v.Say("graphAtRisk", "level", v.LevelName(highest))), v.Heat(highest)
		}
		box.Node = v.Node(path, &a.Record, note)
		g.Vertices = append(g.Vertices, box)
		for _, id := range a.DependsOn {
			if to, ok := at[id]; ok && to != i && (all || a.ID == here || id == here) {
				g.Edges = append(g.Edges, picture.Edge{From: i, To: to})
			}
		}
	}
	g.Description = v.Say("graphWhat", "n", len(assets), "e", len(g.Edges))
	return g.Draw()
}
