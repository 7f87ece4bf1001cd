package check

import "github.com/riskbook/riskbook/internal/date"

// ExampleDate is the as-of date of every example.
var ExampleDate = date.Of(2026, 11, 23)

// The parts that examples share, as files of a txtar archive.
const (
	exampleCriteria = `-- content/criteria.toml --
revision = "2026.1"
approved_on = 2026-04-01
review_by = 2027-03-31
likelihood = [
  { value = 1, label = { ja = "低", en = "Low" } },
  { value = 2, label = { ja = "中", en = "Medium" } },
  { value = 3, label = { ja = "高", en = "High" } },
]
impact = [
  { value = 1, label = { ja = "小", en = "Small" } },
  { value = 2, label = { ja = "中", en = "Medium" } },
  { value = 3, label = { ja = "大", en = "Large" } },
]
level = [
  { key = "low", label = { ja = "低", en = "Low" }, acceptance = "accept" },
  { key = "medium", label = { ja = "中", en = "Medium" }, acceptance = "approval" },
  { key = "high", label = { ja = "高", en = "High" }, acceptance = "treat" },
]
[matrix]
rows = [
  ["low", "low", "medium"],
  ["low", "medium", "high"],
  ["medium", "high", "high"],
]
`
	exampleAsset = `-- content/assets/A-01.md --
+++
title = { ja = "監視制御システム", en = "Control system" }
kind = "information-system"
viewpoints = ["service-level"]
owner = "plant"
` + exampleServiceLevel + `+++
`
	exampleServiceLevel = `service_level = { ja = "断水させない", en = "No interruption of supply" }
`
	exampleSource = `-- content/sources/S-01.md --
+++
title = { ja = "標的型攻撃", en = "Targeted attack" }
kind = "threat"
+++
`
	exampleEvent = `-- content/events/E-01.md --
+++
title = { ja = "監視制御の停止", en = "Control is lost" }
approach = "result"
result = { ja = "遠方監視ができない", en = "Sites cannot be watched" }
assets = ["A-01"]
+++
`
	// exampleRisk is at the level high: it needs treatment.
	exampleRisk = `-- content/risks/R-001.md --
+++
title = { ja = "配水の停止", en = "Supply stops" }
owner = "plant"
events = ["E-01"]
identified = 2026-05-01
[current]
likelihood = 3
impact = 3
damage = { ja = "市内の半分で断水", en = "Half of the city without water" }
+++
`
	// exampleMediumRisk is at the level medium: it wants an acceptance, or treatment.
	exampleMediumRisk = `-- content/risks/R-001.md --
+++
title = { ja = "配水の停止", en = "Supply stops" }
owner = "plant"
events = ["E-01"]
identified = 2026-05-01
[current]
likelihood = 2
impact = 2
damage = { ja = "一部の地区で断水", en = "One district without water" }
+++
`
	// exampleLowRisk is at the level low: it is acceptable as it is.
	exampleLowRisk = `-- content/risks/R-001.md --
+++
title = { ja = "配水の停止", en = "Supply stops" }
owner = "plant"
events = ["E-01"]
identified = 2026-05-01
[current]
likelihood = 1
impact = 1
+++
`
	examplePlan = `-- content/treatments/T-001.md --
+++
title = { ja = "制御系の分離", en = "Separate the control network" }
owner = "plant"
risks = ["R-001"]
option = "modify"
aim = "prevention"
status = "in-progress"
start = 2026-06-01
due = 2027-03-31
[[target]]
risk = "R-001"
likelihood = 1
impact = 1
+++
`
	// exampleAcceptance lets the medium risk be.
	exampleAcceptance = `-- content/decisions/D-001.md --
+++
title = { ja = "配水停止リスクの受容", en = "Acceptance of the supply risk" }
kind = "acceptance"
on = 2026-06-10
by = "director"
basis = { ja = "次年度の更新まで監視で補う", en = "Covered by monitoring until next year's renewal" }
risks = ["R-001"]
until = 2027-03-31
at = { likelihood = 2, impact = 2 }
criteria = "2026.1"
+++
`
	exampleContext = exampleCriteria + exampleAsset + exampleEvent
)
