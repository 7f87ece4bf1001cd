// Package preview shows a register while it is being written: it serves the site from memory, watches the register's folder, runs the line again at each
// change, and lets the browser know.
//
// In: a register's folder, a port and the as-of date. Out: pages over HTTP on the loopback interface, and a Build for every run, told to the front.
// It thinks nothing of its own: what is shown comes from compile, and a build with errors leaves the last good site standing. It writes no file.
// It must never be imported by another room but the front.
package preview

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"os"
	"strconv"
	"sync"
	"time"

	"github.com/riskbook/riskbook/internal/compile"
	"github.com/riskbook/riskbook/internal/date"
	"github.com/riskbook/riskbook/internal/register"
	"github.com/riskbook/riskbook/internal/site"
)

// Options say what is served, and who is told.
type Options struct {
	Root string                                      // the register's folder, as the system spells it
	Port int                                         // where to listen; taken: the next ones are tried. 0: any that is free
	AsOf func(*register.Register) (date.Date, error) // asked at each build, and now and then to see a new day begin
	Tell func(Build)                                 // told of each build, one at a time
	// Part gives what of the register is shown, and what searches it for the rest; nil: all is shown. Leaked is told what was found.
	Part   func(*compile.Judged) (*compile.Judged, *compile.Proof, error)
	Leaked func(*compile.Proof)
	// Recall adds what the past says to a register without errors; nil: nothing is known of it.
	Recall func(context.Context, *compile.Judged)
	Blind  func(error) // told why changes can only be found by looking at all files again and again
}

// Build is how one run of the line went.
type Build struct {
	Changed  []string        // what made it necessary: paths from the register's root, sorted. Empty for the first build, and where a new day has begun
	First    bool            // the first build of all
	Judged   *compile.Judged // nil where the register could not be read
	Problems []Problem       // what keeps the site from being shown; none: it is shown
	Shown    bool            // there is a good site, this one or an earlier one
	Took     time.Duration
}

// Preview is a site that is being served.
type Preview struct {
	options  Options
	listener net.Listener
	hosts    map[string]bool // what a request may call the server
	patience time.Duration   // how long a client may take to send its request, and to take what it is sent
	dawn     time.Duration   // how often it is looked whether a new day has begun
	memo     compile.Memo    // of the loop alone
	root     *os.Root        // the register's folder, of the loop; nil before the first build
	behind   bool            // the last reading failed: what changed before it was not taken up
	theme    *site.Theme     // of the last build; nil where it must be read again
	mu       sync.Mutex
	now      *edition // nil before the first build
	changed  chan struct{}
}

// tries is how many ports in a row are tried.
const tries = 50

// Open starts to listen on the loopback interface. Nothing is answered before Run. The error says why no port could be had.
func Open(options Options) (*Preview, error) {
	var first error
	for i := range tries {
		port := options.Port
		if port != 0 {
			port += i
		}
		if port > 65535 {
			break
		}
		listener, err := net.Listen("tcp4", net.JoinHostPort("127.0.0.1", strconv.Itoa(port)))
		if err == nil {
			p := &Preview{options: options, listener: listener, changed: make(chan struct{}), hosts: map[string]bool{}, patience: patience, dawn: dawn}
			for _, name := range []string{"127.0.0.1", "localhost", "::1"} {
				p.hosts[net.JoinHostPort(name, strconv.Itoa(p.Port()))] = true
			}
			return p, nil
		}
		if first == nil {
			first = err
		}
	}
	return nil, first
}

// Port is the port that is listened on.
func (p *Preview) Port() int { return p.listener.Addr().(*net.TCPAddr).Port }

// Address is where a browser finds the site.
func (p *Preview) Address() string { return fmt.Sprintf("http://127.0.0.1:%d/", p.Port()) }

// Run builds, serves, and builds again at each change, until the context ends. The error is that of the server.
func (p *Preview) Run(ctx context.Context) error {
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	watch := newWatcher(p.options.Root)
	server := &http.Server{
		Handler:           p,
		ReadHeaderTimeout: p.patience,
		ReadTimeout:       p.patience,
		IdleTimeout:       2 * time.Minute,
		MaxHeaderBytes:    32 << 10,
		BaseContext:       func(net.Listener) context.Context { return ctx },
	}
	var wait sync.WaitGroup
	var failed error
	wait.Go(func() {
		defer stop()
		if err := server.Serve(p.listener); !errors.Is(err, http.ErrServerClosed) {
			failed = err
		}
	})
	wait.Go(func() { watch.run(ctx, p.options.Blind) })
	p.loop(ctx, watch)
	server.Close()
	wait.Wait()
	p.closeRoot()
	return failed
}

// patience is that of a preview. A build that takes longer only keeps those waiting who came before there was a site.
const patience = 20 * time.Second

// dawn is that of a preview.
const dawn = 10 * time.Second
