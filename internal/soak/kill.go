package main

import (
	"crypto/sha256"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"sync"
	"time"
)

// killing counts what happened.
type killing struct{ kills, whole, old, looks int }

func (k killing) String() string {
	return fmt.Sprintf("%d kills at random moments (%d left the new, %d the old), %d looks of a reader", k.kills, k.whole, k.old, k.looks)
}

// killed runs a scene's turns and kills them at random moments, while a reader looks on, until there were n kills.
func (w *workshop) killed(s *scene, n int, seed uint64) (k killing, err error) {
	random := rand.New(rand.NewPCG(seed, 1))
	var ready sync.RWMutex // held while a turn is made ready, which is no work of the command
	stop := make(chan struct{})
	looked := make(chan error)
	go func() { looked <- s.lookOn(rand.New(rand.NewPCG(seed, 2)), &ready, stop, &k.looks) }()
	defer func() {
		close(stop)
		err = errors.Join(err, <-looked)
	}()
	took := 100 * time.Millisecond // a turn that is left alone
	for round := 0; k.kills < n; round++ {
		if err := w.ctx.Err(); err != nil {
			return k, err
		}
		t := s.turns[round%len(s.turns)]
		ready.Lock()
		err := w.sh(s.folder, t.before)
		ready.Unlock()
		if err != nil {
			return k, err
		}
		patience := time.Duration(random.Int64N(int64(took + took/5)))
		if round%10 == 9 { // the next run after several kills
			patience = time.Minute
		}
		began := time.Now()
		byItself, err := w.runFor(s, t, patience)
		if err != nil {
			return k, err
		}
		now, err := s.seen(s.folder)
		if err != nil {
			return k, err
		}
		is, err := s.whole(now)
		switch {
		case err != nil:
			return k, err
		case byItself && is != round%len(s.turns):
			return k, errors.New("exit code 0, and what is there is not the new")
		case byItself:
			took = (took + time.Since(began)) / 2
			if err := s.noLitter(s.folder); err != nil {
				return k, err
			}
			continue
		case is == round%len(s.turns):
			k.whole++
		default:
			k.old++
		}
		k.kills++
	}
	return k, nil
}

// lookOn is the reader: it looks again and again, but not while a turn is made ready, until it is stopped or sees what must not be.
func (s *scene) lookOn(random *rand.Rand, ready *sync.RWMutex, stop <-chan struct{}, looks *int) error {
	for {
		select {
		case <-stop:
			return nil
		default:
		}
		ready.RLock()
		err := s.look(random)
		ready.RUnlock()
		if err != nil {
			return fmt.Errorf("the reader: %w", err)
		}
		*looks++
		time.Sleep(time.Millisecond)
	}
}

// runFor runs a turn, and kills it when it is still at work after a time. It reports whether the turn ended by itself, which it must with exit code 0.
func (w *workshop) runFor(s *scene, t turn, patience time.Duration) (byItself bool, err error) {
	c := w.command(s.folder, t.args...)
	said, err := os.Create(filepath.Join(s.folder, "said"))
	if err != nil {
		return false, err
	}
	defer said.Close()
	c.Stdout, c.Stderr = said, said
	if err := c.Start(); err != nil {
		return false, err
	}
	end := time.AfterFunc(patience, func() { _ = c.Process.Kill() })
	err = c.Wait()
	end.Stop()
	if err == nil {
		return true, nil
	}
	if e, ok := errors.AsType[*exec.ExitError](err); ok && !e.Exited() {
		return false, nil
	}
	text, _ := os.ReadFile(said.Name())
	return false, fmt.Errorf("%v: %w\n%s", t.args, err, text)
}

// look reads some files as any reader does, by their names. Each is whole, and all are of one state unless the folder was replaced meanwhile.
func (s *scene) look(random *rand.Rand) error {
	root := filepath.Join(s.folder, filepath.FromSlash(s.watch))
	held, err := os.Open(root) // so that no other folder gets its identity
	if errors.Is(err, fs.ErrNotExist) {
		return s.mayBeGone()
	}
	if err != nil {
		return err
	}
	defer held.Close()
	_, err = os.Lstat(filepath.Join(root, filepath.FromSlash(s.last)))
	begun := s.last == "" || err == nil
	possible := slices.Clone(s.states)
	names := slices.Sorted(maps.Keys(s.states[0]))
	for range min(20, len(names)) {
		name := names[random.IntN(len(names))]
		var sum [32]byte // of a file that is not there
		data, err := os.ReadFile(filepath.Join(root, filepath.FromSlash(name)))
		if err == nil {
			sum = sha256.Sum256(data)
		} else if !errors.Is(err, fs.ErrNotExist) {
			return err
		}
		fits := func(known state) bool { return known[name] == sum }
		if !slices.ContainsFunc(s.states, fits) {
			return fmt.Errorf("%s is of no state (%d bytes, %v)", name, len(data), err)
		}
		possible = slices.DeleteFunc(possible, func(known state) bool { return !fits(known) })
	}
	if s.each || !begun || len(possible) > 0 {
		return nil
	}
	was, err := held.Stat()
	now, err2 := os.Stat(root)
	if err := errors.Join(err, err2); err != nil {
		return err
	}
	if os.SameFile(was, now) && was.IsDir() {
		return errors.New("one folder, and files of several states")
	}
	return nil
}

// mayBeGone reports that what is watched is missing, unless a state has nothing.
func (s *scene) mayBeGone() error {
	if slices.ContainsFunc(s.states, func(known state) bool { return len(known) == 0 }) {
		return nil
	}
	return errors.New(s.watch + " is not there")
}
