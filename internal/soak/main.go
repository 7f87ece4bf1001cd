// Soak does to the program, for a long time, what a disk, a power cut and a forger do:
//
//	go run ./internal/soak                     1,000 kills, a fault at every call that writes, 2,000 changes of an archive: about an hour
//	go run ./internal/soak -kills 50 -every 20 -changes 100
//
// It builds riskbook, and runs its commands that write on registers of their own. They are killed at random moments while a reader looks on; at each call that
// writes in turn, that call fails, or is the last (on Linux, where a process can be followed). What is left must be whole, the old or the new; exit code 0 means
// that it is the new; and the next run must succeed and leave no litter. Single bytes of an archive are changed, and each change must be found.
package main

import (
	"context"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"strings"
	"syscall"
	"time"
)

func main() {
	kills := flag.Int("kills", 1000, "kills at random moments, of all commands together")
	every := flag.Int("every", 1, "let every so many calls fail, and kill at as many; 0: none")
	changes := flag.Int("changes", 2000, "single changes of an archive")
	only := flag.String("only", "", "the command to look at alone")
	seed := flag.Uint64("seed", uint64(time.Now().UnixNano()), "of what is random")
	flag.Parse()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	if err := soak(ctx, *kills, *every, *changes, *only, *seed); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func soak(ctx context.Context, kills, every, changes int, only string, seed uint64) error {
	w, err := newWorkshop(ctx)
	if err != nil {
		return err
	}
	defer w.close()
	fmt.Println("seed", seed)
	var chosen []*scene
	for _, s := range scenes() {
		if only == "" || s.name == only {
			chosen = append(chosen, s)
		}
	}
	for i, s := range chosen {
		if err := w.stage(s); err != nil {
			return fmt.Errorf("%s: %w", s.name, err)
		}
		began := time.Now()
		k, err := w.killed(s, kills*(i+1)/len(chosen)-kills*i/len(chosen), seed+uint64(i))
		if err != nil {
			return fmt.Errorf("%s, %s: %w", s.name, k, err)
		}
		fmt.Printf("%-10s %s, %.0f s\n", s.name, k, time.Since(began).Seconds())
		if every == 0 {
			continue
		}
		for _, end := range []ending{fails, isLast} {
			began := time.Now()
			f, err := w.faults(s, every, end)
			if err != nil {
				return fmt.Errorf("%s, %s: %w", s.name, f, err)
			}
			fmt.Printf("%-10s %s, %.0f s\n", s.name, f, time.Since(began).Seconds())
		}
	}
	if changes == 0 {
		return nil
	}
	began := time.Now()
	found, err := w.altered(changes, seed)
	if err == nil {
		fmt.Printf("%-10s %s, %.0f s\n", "verify", found, time.Since(began).Seconds())
	}
	return err
}

// workshop is where the commands are run.
type workshop struct {
	ctx     context.Context
	program string // riskbook
	folder  string // of the scenes, each in its own
}

// newWorkshop builds riskbook, into a folder that is quick where there is one.
func newWorkshop(ctx context.Context) (*workshop, error) {
	quick := ""
	if info, err := os.Stat("/dev/shm"); err == nil && info.IsDir() {
		quick = "/dev/shm"
	}
	folder, err := os.MkdirTemp(quick, "riskbook-soak-")
	if err != nil {
		return nil, err
	}
	w := &workshop{ctx, filepath.Join(folder, "riskbook"), folder}
	c := exec.CommandContext(ctx, "go", "build", "-o", w.program, "github.com/riskbook/riskbook/cmd/riskbook")
	if out, err := c.CombinedOutput(); err != nil {
		w.close()
		return nil, fmt.Errorf("riskbook does not build: %s%w", out, err)
	}
	return w, nil
}

func (w *workshop) close() { _ = os.RemoveAll(w.folder) } // a folder of its own, for nothing else

// environment is that of every command: no clock, no settings of whoever runs this.
func (w *workshop) environment(folder string) []string {
	return []string{
		"PATH=" + os.Getenv("PATH"), "HOME=" + folder, "XDG_CACHE_HOME=" + filepath.Join(folder, "cache"), "LANG=en_US.UTF-8", "SOURCE_DATE_EPOCH=1795392000",
		"GIT_CONFIG_GLOBAL=" + filepath.Join(folder, "gitconfig"), "GIT_CONFIG_NOSYSTEM=1", "GIT_AUTHOR_DATE=2026-03-20T00:00:00Z", "GIT_COMMITTER_DATE=2026-03-20T00:00:00Z",
	}
}

// sh runs a script in a folder.
func (w *workshop) sh(folder, script string) error {
	c := exec.CommandContext(w.ctx, "sh", "-ec", script)
	c.Dir, c.Env = folder, append(w.environment(folder), "riskbook="+w.program)
	if out, err := c.CombinedOutput(); err != nil {
		return fmt.Errorf("%s\n%s%w", strings.TrimSpace(script), out, err)
	}
	return nil
}

// command is one of riskbook's, in the register of a folder.
func (w *workshop) command(folder string, args ...string) *exec.Cmd {
	c := exec.CommandContext(w.ctx, w.program, args...)
	c.Dir, c.Env = filepath.Join(folder, "r"), w.environment(folder)
	return c
}
