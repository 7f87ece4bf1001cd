// Figures prints how the house is built: the sizes and habits by which it is measured, the worst first, beside what is to be reached.
//
// In: the source of the module around the present folder. Out: a table on standard output. It only reads.
//
//	go run ./internal/figures
package main

import (
	"fmt"
	"os"
)

func main() {
	h, err := survey(".")
	if err != nil {
		fmt.Fprintln(os.Stderr, "figures:", err)
		os.Exit(1)
	}
	for _, f := range h.figures() {
		fmt.Printf("%-46s %10s   %-12s %s\n", f.what, f.found, f.wanted, f.where)
	}
}
