package main

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
)

// ending is what becomes of a call that writes.
type ending int

const (
	counts ending = iota // nothing: calls are counted
	fails                // it fails
	isLast               // the command is killed at it
)

// followed is what became of a command whose calls were followed.
type followed struct {
	calls      int    // that write
	call, path string // the one that was not to be
	exit       int    // -1: killed
}

// faulting counts what happened.
type faulting struct {
	end                      ending
	calls, tried, whole, old int
	unfelt                   int // exit code 0 all the same, and the new stands
}

func (f faulting) String() string {
	if f.end == isLast {
		return fmt.Sprintf("killed at %d of %d calls that write (%d left the new, %d the old)", f.tried, f.calls, f.whole, f.old)
	}
	return fmt.Sprintf("%d of %d calls that write failed in turn (%d left the new, %d the old; %d were of no consequence)", f.tried, f.calls, f.whole, f.old, f.unfelt)
}

// faults runs a scene's last turn once for each call of it that writes, every so many of them, and has this call fail or be the last.
func (w *workshop) faults(s *scene, every int, end ending) (faulting, error) {
	f := faulting{end: end}
	start := filepath.Join(w.folder, s.name+"-start")
	last := s.turns[len(s.turns)-1]
	if err := w.begin(s, start); err != nil {
		return f, err
	}
	defer os.RemoveAll(start)
	for at := -1; ; at += every {
		if err := w.ctx.Err(); err != nil {
			return f, err
		}
		folder := filepath.Join(w.folder, s.name+"-faults")
		if err := w.sh(w.folder, "rm -rf '"+folder+"' && cp -a '"+start+"' '"+folder+"'"); err != nil {
			return f, err
		}
		how := end
		if at < 0 {
			how, at = counts, -every
		}
		run, err := w.follow(folder, last.args, max(at, 0), how)
		if errors.Is(err, errors.ErrUnsupported) {
			return f, nil
		}
		if err != nil {
			return f, err
		}
		if how == counts {
			f.calls = run.calls
		} else if run.call == "" {
			return f, os.RemoveAll(folder)
		} else {
			f.tried++
		}
		if err := f.judge(w, s, folder, run); err != nil {
			said, _ := os.ReadFile(filepath.Join(folder, "stderr"))
			return f, fmt.Errorf("call %d, %s %s, exit code %d: %w\n%s", at, run.call, run.path, run.exit, err, said)
		}
	}
}

// begin makes the folder that a scene's last turn begins with.
func (w *workshop) begin(s *scene, start string) error {
	for i, t := range s.turns {
		if err := w.sh(s.folder, t.before); err != nil {
			return err
		}
		if i == len(s.turns)-1 {
			break
		}
		if out, err := w.command(s.folder, t.args...).CombinedOutput(); err != nil {
			return fmt.Errorf("%s%w", out, err)
		}
	}
	return w.sh(w.folder, "rm -rf '"+start+"' && cp -a '"+s.folder+"' '"+start+"'")
}

// judge looks at what a run left, and at what the next run makes of it.
func (f *faulting) judge(w *workshop, s *scene, folder string, run followed) error {
	now, err := s.seen(folder)
	if err != nil {
		return err
	}
	is, err := s.whole(now)
	if err != nil {
		return err
	}
	isNew := is == len(s.turns)-1
	switch {
	case run.call == "" && (run.exit != 0 || !isNew):
		return errors.New("nothing failed, and the new is not there")
	case run.call == "":
		return nil
	case run.exit == 0 && !isNew:
		return errors.New("exit code 0, and the new is not there")
	case run.exit == 0 && !harmless(run):
		return errors.New("exit code 0, though it failed")
	case run.exit == 0:
		f.unfelt++
		if err := s.noLitter(folder); err != nil {
			return err
		}
	case f.end == fails && run.exit != 3:
		return errors.New("another exit code than that of the environment")
	}
	if isNew {
		f.whole++
	} else {
		f.old++
	}
	if f.end == fails && is < 0 && !s.each {
		return errors.New("a part was left")
	}
	if isNew && s.once {
		return nil
	}
	if out, err := w.command(folder, s.turns[len(s.turns)-1].args...).CombinedOutput(); err != nil {
		return fmt.Errorf("the next run: %s%w", out, err)
	}
	if now, err = s.seen(folder); err != nil {
		return err
	}
	if is, err = s.whole(now); err != nil || is != len(s.turns)-1 {
		return fmt.Errorf("after the next run: state %d, %w", is, err)
	}
	return s.noLitter(folder)
}

// harmless reports whether a call may fail without a command's taking notice: where it only saves work, and there is another way that was taken.
func harmless(run followed) bool {
	switch {
	case strings.Contains(run.path, "/cache/"), strings.Contains(run.path, "/.git/"): // can be lost at any time
		return true
	case run.call == "link", run.call == "remove": // written instead; tried again, where nothing is left
		return true
	case strings.HasSuffix(run.path, "/content/.riskbook/.gitignore"), strings.HasSuffix(run.path, "/content/.riskbook"): // written beside the file instead
		return true
	}
	return false
}
