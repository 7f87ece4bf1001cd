package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/riskbook/riskbook/internal/date"
	"github.com/riskbook/riskbook/internal/preview"
	"github.com/riskbook/riskbook/internal/register"
)

// edits is how often a record is changed; the last time counts.
const edits = 4

// editRecord serves a register and gives the time from saving a risk with another title to having its page, the new one. It listens as a browser does.
func editRecord(root string, begin func()) (time.Duration, error) {
	day, err := date.Parse(asOf)
	if err != nil {
		return 0, err
	}
	built := make(chan preview.Build, 1)
	tell := func(b preview.Build) {
		select {
		case built <- b:
		default: // the first alone is waited for
		}
	}
	p, err := preview.Open(preview.Options{Root: root, AsOf: func(*register.Register) (date.Date, error) { return day, nil }, Tell: tell, Blind: func(error) {}})
	if err != nil {
		return 0, err
	}
	ctx, stop := context.WithCancel(context.Background())
	ended := make(chan error)
	go func() { ended <- p.Run(ctx) }()
	defer func() { stop(); <-ended }()
	file := filepath.Join(root, "content", "risks", "000", "Ri-00007.md")
	before, err := os.ReadFile(file)
	if err != nil {
		return 0, err
	}
	defer os.WriteFile(file, before, 0o644)
	if b := <-built; len(b.Problems) > 0 {
		return 0, errors.New(b.Problems[0].Message.En)
	}
	events, err := http.Get(p.Address() + "_riskbook/events")
	if err != nil {
		return 0, err
	}
	defer events.Body.Close()
	told := bufio.NewScanner(events.Body)
	var taken time.Duration
	for n := range edits {
		title, text := edited(string(before), n)
		time.Sleep(500 * time.Millisecond) // as a person pauses
		if n == edits-1 {
			begin()
		}
		start := time.Now()
		if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
			return 0, err
		}
		for shown := false; !shown; taken = time.Since(start) {
			if !told.Scan() {
				return 0, fmt.Errorf("the preview told of no build with the new page: %v", told.Err())
			}
			if !strings.HasPrefix(told.Text(), "data:") {
				continue
			}
			if shown, err = shows(p.Address()+"risks/Ri-00007.html", title); err != nil {
				return 0, err
			}
		}
	}
	return taken, nil
}

// edited gives a record with another title, and with a field of its own.
func edited(before string, n int) (title, text string) {
	title = fmt.Sprintf("%d回目の改題", n)
	text = strings.Replace(before, "risks第7号の記録", title, 1)
	return title, strings.Replace(text, "[current]\nlikelihood = ", fmt.Sprintf("[extra]\nn = %d\n[current]\nlikelihood = ", n), 1)
}

// shows tells whether a page holds a text.
func shows(address, text string) (bool, error) {
	answer, err := http.Get(address)
	if err != nil {
		return false, err
	}
	defer answer.Body.Close()
	page, err := io.ReadAll(answer.Body)
	return strings.Contains(string(page), text), err
}
