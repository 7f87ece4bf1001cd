package main

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
)

// share is how a generated register is made up: of every hundred records, so many of each kind.
var share = []struct {
	kind string
	of   int
}{{"assets", 8}, {"controls", 8}, {"events", 10}, {"findings", 4}, {"glossary", 5}, {"risks", 55}, {"sources", 6}, {"treatments", 4}}

// generator writes a register of a given size: the same one for the same size, on every machine.
type generator struct {
	random *rand.Rand
	counts map[string]int
}

// writeRegister writes a register of n records of about 3.7 kB each (half Japanese, a table, five links, three terms) below folder.
func writeRegister(folder string, n int) error {
	g := &generator{rand.New(rand.NewPCG(1, uint64(n))), map[string]int{}}
	rest := n
	for _, s := range share {
		g.counts[s.kind] = max(1, n*s.of/100)
		rest -= g.counts[s.kind]
	}
	g.counts["risks"] += rest
	write := func(name, text string) error {
		path := filepath.Join(folder, "content", filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			return err
		}
		return os.WriteFile(path, []byte(text), 0o644)
	}
	for _, s := range share {
		for i := range g.counts[s.kind] {
			if err := write(fmt.Sprintf("%s/%03d/%s.md", s.kind, i/100, id(s.kind, i)), g.record(s.kind, i)); err != nil {
				return err
			}
		}
	}
	return errors.Join(write("riskbook.toml", benchConfig), write("criteria.toml", benchCriteria))
}

func id(kind string, i int) string {
	if kind == "glossary" {
		return fmt.Sprintf("用語%05d号", i)
	}
	return fmt.Sprintf("%s-%05d", strings.ToUpper(kind[:1])+kind[1:2], i)
}

// some names n records of a kind, at random, without repetition.
func (g *generator) some(kind string, n int) []string {
	var ids []string
	seen := map[int]bool{}
	for len(ids) < min(n, g.counts[kind]) {
		i := g.random.IntN(g.counts[kind])
		if !seen[i] {
			seen[i] = true
			ids = append(ids, id(kind, i))
		}
	}
	return ids
}

func list(ids []string) string { return `["` + strings.Join(ids, `", "`) + `"]` }

func (g *generator) record(kind string, i int) string {
	return "+++\ntitle = { ja = \"" + fmt.Sprintf("%s第%d号の記録（%s %d）", kind, i, kind, i) + "\" }\n" +
		"summary = \"監視制御に関わる記録の概要です。測定のために作りました。\"\n" + g.facts(kind, i) + "+++\n\n" + g.body()
}

func (g *generator) facts(kind string, i int) string {
	switch kind {
	case "assets":
		return "kind = \"information-system\"\nviewpoints = [\"service-level\"]\nowner = \"operations\"\n"
	case "controls":
		return "type = \"technical\"\nfunction = \"prevent\"\nstate = \"in-place\"\n"
	case "events":
		return "approach = \"cause\"\ncause = \"外部からの侵入\"\nresult = \"監視の停止\"\nsources = " + list(g.some("sources", 2)) + "\nassets = " + list(g.some("assets", 2)) + "\n"
	case "findings":
		return "channel = \"audit\"\nprovider = \"internal-audit\"\nreceived = 2026-04-01\nstatus = \"open\"\nassets = " + list(g.some("assets", 1)) + "\n"
	case "glossary":
		return fmt.Sprintf("reading = \"ようご%d\"\naliases = [\"term number %05d\"]\n", i, i)
	case "sources":
		return "kind = \"threat\"\norigin = \"deliberate\"\ntrend = \"rising\"\nobserved = 2026-03-01\n"
	case "treatments":
		risks := g.some("risks", 2)
		return fmt.Sprintf("risks = %s\noption = \"modify\"\naim = \"prevention\"\nowner = \"operations\"\nstatus = \"in-progress\"\ndue = 2027-03-31\ncost = { initial = 1000000, annual = 100000 }\n[[target]]\nrisk = %q\nlikelihood = 1\nimpact = 2\n[[action]]\ntitle = \"手順の作成\"\ndue = 2026-12-01\n", list(risks), risks[0])
	}
	return fmt.Sprintf("owner = \"operations\"\nevents = %s\ncontrols = %s\nidentified = 2025-04-01\nreviewed = 2026-05-01\n[inherent]\nlikelihood = %d\nimpact = %d\n[current]\nlikelihood = %d\nimpact = %d\nrationale = \"過去三年の記録と訓練の結果によります。\"\nconfidence = \"medium\"\ncriteria = \"2026.1\"\ndamage = \"配水が半日止まるおそれがあります。\"\n",
		list(g.some("events", 2)), list(g.some("controls", 2)), 3+g.random.IntN(3), 3+g.random.IntN(3), 1+g.random.IntN(4), 1+g.random.IntN(5))
}

// body writes about 3 kB of Markdown: paragraphs in both languages, a table, five links and three terms.
func (g *generator) body() string {
	var b strings.Builder
	links := append(g.some("risks", 3), g.some("assets", 2)...)
	terms := g.some("glossary", 3)
	b.WriteString("## 背景\n\n")
	for p := range 5 {
		fmt.Fprintf(&b, "この記録は、浄水場の監視制御と配水の運用について、前回の点検から変わった点をまとめたものです。関係する[[%s]]の状況と、%sの扱いを確認しました。", links[p], terms[p%3])
		b.WriteString("遠方の設備では、通信の途絶と停電が同時に起こる場合を想定し、手動による運転への切り替えを訓練しています。\n\n")
		b.WriteString("The operators compared the readings of the last twelve months with the plan and found *no deviation* that would change the rating. Spare parts are kept on site, and the **manual procedure** was rehearsed twice.\n\n")
		if p == 1 {
			b.WriteString("## 測定\n\n| 項目 | 値 | 備考 |\n|---|---:|---|\n")
			for row := range 6 {
				fmt.Fprintf(&b, "| 測定点%d | %d | 定期点検の値 |\n", row, g.random.IntN(1000))
			}
			b.WriteString("\n")
		}
	}
	b.WriteString("## 次の手順\n\n- 手順書の改訂\n- 訓練の実施と記録\n- `status` の確認\n")
	return b.String()
}

const benchConfig = `title = "測定用の登録簿"
organization = "測定"
default_language = "ja"
languages = ["ja"]
time_zone = "Asia/Tokyo"
`

const benchCriteria = `revision = "2026.1"
approved_by = "委員会"
approved_on = 2026-04-01
review_by = 2027-03-31
likelihood = [ {value = 1, label = "稀"}, {value = 2, label = "低"}, {value = 3, label = "中"}, {value = 4, label = "高"}, {value = 5, label = "頻繁"} ]
impact = [ {value = 1, label = "軽微"}, {value = 2, label = "小"}, {value = 3, label = "中"}, {value = 4, label = "大"}, {value = 5, label = "甚大"} ]
level = [ {key = "low", label = "低", acceptance = "accept"}, {key = "medium", label = "中", acceptance = "approval"}, {key = "high", label = "高", acceptance = "treat"} ]
[matrix]
rule = "product"
thresholds = { low = 1, medium = 6, high = 12 }
[acceptance]
impact_alone = 5
`
