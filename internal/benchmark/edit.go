package main

import (
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

// editRecord serves a register and gives the time from saving a risk with another title and rating to having its page, the new one.
func editRecord(root string, begin func()) (time.Duration, error) {
	day, err := date.Parse(asOf)
	if err != nil {
		return 0, err
	}
	built := make(chan preview.Build, 16)
	p, err := preview.Open(preview.Options{
		Root: root, AsOf: func(*register.Register) (date.Date, error) { return day, nil },
		Tell: func(b preview.Build) { built <- b }, Blind: func(error) {},
	})
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
	var taken time.Duration
	for n := range edits {
		title := fmt.Sprintf("%d回目の改題", n)
		text := strings.Replace(string(before), "risks第7号の記録", title, 1)
		text = strings.Replace(text, "[current]\nlikelihood = ", fmt.Sprintf("[extra]\nn = %d\n[current]\nlikelihood = ", n), 1)
		time.Sleep(500 * time.Millisecond) // as a person pauses
		if n == edits-1 {
			begin()
		}
		start := time.Now()
		if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
			return 0, err
		}
		<-built
		answer, err := http.Get(p.Address() + "risks/Ri-00007.html")
		if err != nil {
			return 0, err
		}
		page, err := io.ReadAll(answer.Body)
		answer.Body.Close()
		taken = time.Since(start)
		if err != nil || !strings.Contains(string(page), title) {
			return 0, fmt.Errorf("the page served is not the new one: %v", err)
		}
	}
	return taken, nil
}
