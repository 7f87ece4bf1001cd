package assess

import (
	"fmt"
	"strings"
	"testing"

	"github.com/riskbook/riskbook/internal/planted"
	"github.com/riskbook/riskbook/internal/register"
)

// large makes a register of n risks, each with two events, two sources, two assets and two controls of its own neighbourhood, and with a plan, an
// acceptance, a finding and a review for some.
func large(t testing.TB, n int) *register.Register {
	var b strings.Builder
	// Bulk files are kept small, as the reader wants them.
	in := func(folder string, i int) {
		if i%500 == 0 {
			fmt.Fprintf(&b, "-- content/%s/%d.toml --\n", folder, i)
		}
	}
	part := n / 4
	b.WriteString(planted.Criteria)
	for i := range part {
		in("assets", i)
		fmt.Fprintf(&b, "[A-%d]\ntitle = \"a\"\nowner = \"o\"\nkind = \"paper\"\nviewpoints = [\"confidentiality\"]\n", i)
	}
	for i := range part {
		in("sources", i)
		fmt.Fprintf(&b, "[S-%d]\ntitle = \"s\"\nkind = \"threat\"\nobserved = 2026-05-%02d\n", i, 1+i%28)
	}
	for i := range part {
		in("events", i)
		fmt.Fprintf(&b, "[E-%d]\ntitle = \"e\"\napproach = \"cause\"\ncause = \"c\"\nresult = \"r\"\nsources = [\"S-%d\"]\nassets = [\"A-%d\"]\n", i, i, i)
	}
	for i := range part {
		in("controls", i)
		fmt.Fprintf(&b, "[C-%d]\ntitle = \"c\"\nfunction = \"prevent\"\nstate = \"in-place\"\ntests = [{ on = 2026-05-%02d, result = \"fail\" }]\n", i, 1+i%28)
	}
	for i := range part {
		in("findings", i)
		fmt.Fprintf(&b, "[F-%d]\ntitle = \"f\"\nchannel = \"audit\"\nstatus = \"open\"\nreceived = 2026-04-%02d\nassets = [\"A-%d\"]\n", i, 1+i%28, i)
	}
	for i := range n {
		in("risks", i)
		fmt.Fprintf(&b, "[R-%d]\ntitle = \"r\"\nowner = \"o\"\nidentified = 2026-04-15\nviewpoints = [\"trust\"]\nevents = [\"E-%d\", \"E-%d\"]\nassets = [\"A-%d\"]\nsources = [\"S-%d\"]\ncontrols = [\"C-%d\", \"C-%d\"]\n",
			i, i%part, (i+1)%part, (i+2)%part, (i+2)%part, i%part, (i+1)%part)
		fmt.Fprintf(&b, "inherent = { likelihood = 3, impact = 5 }\ncurrent = { likelihood = %d, impacts = { service = %d, finance = 1 } }\nquantitative = { frequency = 0.%d, loss = { low = 1, high = 9 } }\n", 1+i%3, 1+i%5, 1+i%9)
	}
	for i := range part {
		in("treatments", i)
		fmt.Fprintf(&b, "[T-%d]\ntitle = \"t\"\nowner = \"o\"\noption = \"modify\"\naim = \"both\"\nstatus = \"approved\"\ndue = 2026-12-31\nrisks = [\"R-%d\"]\ntarget = [{ risk = \"R-%d\", likelihood = 1, impact = 2 }]\naction = [{ title = \"a\" }]\n", i, i*4, i*4)
	}
	for i := range part {
		in("decisions", i)
		fmt.Fprintf(&b, "[D-%d]\ntitle = \"d\"\nkind = \"acceptance\"\non = 2026-01-01\nuntil = 2026-12-31\nby = \"b\"\nbasis = \"b\"\nat = { likelihood = 3, impact = 3 }\nrisks = [\"R-%d\", \"R-%d\"]\n", i, i*4, i*4+1)
	}
	for i := range part {
		in("reviews", i)
		fmt.Fprintf(&b, "[V-%d]\ntitle = \"v\"\non = 2026-05-01\nby = \"b\"\nfactor = \"internal\"\ntrigger = \"periodic\"\noutcome = \"change\"\nscope = [\"R-%d\"]\n", i, i*4)
	}
	return planted.Register(t, b.String())
}

// BenchmarkAssess judges 10,000 and 20,000 risks: twice the risks must take about twice the time.
func BenchmarkAssess(b *testing.B) {
	for _, n := range []int{10_000, 20_000} {
		r := large(b, n)
		if len(r.Risks) != n || len(r.Faults) > 0 {
			b.Fatalf("%d risks, %d faults", len(r.Risks), len(r.Faults))
		}
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				Assess(r, planted.Today)
			}
		})
	}
}
