package main

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"

	"golang.org/x/sys/unix"
)

// writing are the calls of the system that write: their names, and which argument is the path or, below zero, the open file.
var writing = map[uint64]struct {
	name string
	arg  int
}{
	unix.SYS_CHMOD: {"chmod", 0}, unix.SYS_CLOSE: {"close", openFile}, unix.SYS_COPY_FILE_RANGE: {"copy", openFile}, unix.SYS_FALLOCATE: {"fallocate", openFile},
	unix.SYS_FCHMOD: {"chmod", openFile}, unix.SYS_FCHMODAT: {"chmod", 1}, unix.SYS_FDATASYNC: {"sync", openFile}, unix.SYS_FSYNC: {"sync", openFile},
	unix.SYS_FTRUNCATE: {"truncate", openFile}, unix.SYS_LINK: {"link", 1}, unix.SYS_LINKAT: {"link", 3}, unix.SYS_MKDIR: {"mkdir", 0},
	unix.SYS_MKDIRAT: {"mkdir", 1}, unix.SYS_OPENAT: {"open", 1}, unix.SYS_PWRITE64: {"write", openFile}, unix.SYS_RENAME: {"rename", 1},
	unix.SYS_RENAMEAT: {"rename", 3}, unix.SYS_RENAMEAT2: {"rename", 3}, unix.SYS_RMDIR: {"remove", 0}, unix.SYS_SYMLINKAT: {"link", 2},
	unix.SYS_SYNCFS: {"sync", openFile}, unix.SYS_UNLINK: {"remove", 0}, unix.SYS_UNLINKAT: {"remove", 1}, unix.SYS_UTIMENSAT: {"touch", 1},
	unix.SYS_WRITE: {"write", openFile}, unix.SYS_WRITEV: {"write", openFile},
}

const openFile = -1

// tracer follows the threads of one process.
type tracer struct {
	pid    int
	at     int
	end    ending
	inside map[int]bool // threads between entering a call and leaving it
	errno  map[int]unix.Errno
	run    followed
}

// follow runs a command in a folder's register and counts its calls that write, over all threads; the one with the number at fails or is the last.
// The programs that the command itself runs are not followed.
func (w *workshop) follow(folder string, args []string, at int, end ending) (followed, error) {
	runtime.LockOSThread() // a process is followed by the thread that started it
	defer runtime.UnlockOSThread()
	stderr, err := os.Create(filepath.Join(folder, "stderr"))
	if err != nil {
		return followed{}, err
	}
	defer stderr.Close()
	stdout, err := os.Create(filepath.Join(folder, "stdout"))
	if err != nil {
		return followed{}, err
	}
	defer stdout.Close()
	nothing, err := os.Open(os.DevNull)
	if err != nil {
		return followed{}, err
	}
	defer nothing.Close()
	c := w.command(folder, args...)
	p, err := os.StartProcess(w.program, c.Args, &os.ProcAttr{Dir: c.Dir, Env: c.Env, Files: []*os.File{nothing, stdout, stderr}, Sys: &unix.SysProcAttr{Ptrace: true}})
	if errors.Is(err, unix.EPERM) {
		return followed{}, errors.ErrUnsupported
	}
	if err != nil {
		return followed{}, err
	}
	defer p.Release()
	t := &tracer{pid: p.Pid, at: at, end: end, inside: map[int]bool{}, errno: map[int]unix.Errno{}}
	if err := t.follow(); err != nil {
		_ = p.Kill()
		return t.run, err
	}
	return t.run, nil
}

func (t *tracer) follow() error {
	var status unix.WaitStatus
	if _, err := wait(t.pid, &status); err != nil {
		return err
	}
	if err := unix.PtraceSetOptions(t.pid, unix.PTRACE_O_TRACESYSGOOD|unix.PTRACE_O_TRACECLONE|unix.PTRACE_O_EXITKILL); err != nil {
		return err
	}
	known := map[int]bool{t.pid: true}
	if err := unix.PtraceSyscall(t.pid, 0); err != nil {
		return err
	}
	for {
		tid, err := wait(-1, &status)
		if err != nil {
			return err
		}
		if status.Exited() || status.Signaled() {
			if tid != t.pid {
				continue
			}
			t.run.exit = -1
			if status.Exited() {
				t.run.exit = status.ExitStatus()
			}
			return nil
		}
		deliver := 0
		switch signal := status.StopSignal(); {
		case signal == unix.SIGTRAP|0x80:
			if err := t.call(tid); err != nil && !errors.Is(err, unix.ESRCH) {
				return err
			}
		case status.TrapCause() > 0:
		case !known[tid]: // a new thread stops once
			known[tid] = true
		default:
			deliver = int(signal)
		}
		if err := unix.PtraceSyscall(tid, deliver); err != nil && !errors.Is(err, unix.ESRCH) {
			return err
		}
	}
}

// wait waits for what this thread follows, and for nothing else.
func wait(pid int, status *unix.WaitStatus) (int, error) {
	for {
		tid, err := unix.Wait4(pid, status, unix.WALL|unix.WNOTHREAD, nil)
		if !errors.Is(err, unix.EINTR) {
			return tid, err
		}
	}
}

// call is told of a thread that enters a call or leaves it.
func (t *tracer) call(tid int) error {
	var r unix.PtraceRegs
	if err := unix.PtraceGetRegs(tid, &r); err != nil {
		return err
	}
	if t.inside[tid] {
		delete(t.inside, tid)
		if errno, ok := t.errno[tid]; ok {
			delete(t.errno, tid)
			r.Rax = uint64(-int64(errno))
			return unix.PtraceSetRegs(tid, &r)
		}
		return nil
	}
	t.inside[tid] = true
	name, path := t.writes(&r)
	if name == "" {
		return nil
	}
	t.run.calls++
	if t.end == counts || t.run.calls-1 != t.at {
		return nil
	}
	t.run.call, t.run.path = name, path
	if t.end == isLast {
		return unix.Kill(t.pid, unix.SIGKILL)
	}
	t.errno[tid] = unix.EIO
	switch name {
	case "link", "mkdir", "open", "rename", "write":
		t.errno[tid] = unix.ENOSPC
	}
	r.Orig_rax = ^uint64(0) // no call at all
	return unix.PtraceSetRegs(tid, &r)
}

// writes gives the name of a call that writes to the disk or to standard output, and what it writes to.
func (t *tracer) writes(r *unix.PtraceRegs) (name, path string) {
	c, ok := writing[r.Orig_rax]
	args := [...]uint64{r.Rdi, r.Rsi, r.Rdx, r.R10}
	switch {
	case !ok, r.Orig_rax == unix.SYS_OPENAT && args[2]&(unix.O_WRONLY|unix.O_RDWR|unix.O_CREAT) == 0:
		return "", ""
	case c.arg == openFile:
		path = t.opened(c.name, args[0])
	default:
		path = t.text(args[c.arg])
	}
	if path == "" || strings.HasPrefix(path, "/proc/") || strings.HasPrefix(path, "/sys/") || strings.HasPrefix(path, "/dev/") && !strings.HasPrefix(path, "/dev/shm/") {
		return "", ""
	}
	return c.name, path
}

// opened gives the path of an open file; none where a failure of the call would say nothing: of what was only read, of messages, of what is no file.
func (t *tracer) opened(name string, fd uint64) string {
	if fd == 2 {
		return ""
	}
	number := strconv.FormatUint(fd, 10)
	path, err := os.Readlink(fmt.Sprintf("/proc/%d/fd/%s", t.pid, number))
	if err != nil || !strings.HasPrefix(path, "/") {
		return ""
	}
	if name == "close" {
		info, err := os.ReadFile(fmt.Sprintf("/proc/%d/fdinfo/%s", t.pid, number))
		if err != nil || !forWriting(info) {
			return ""
		}
	}
	return path
}

// forWriting reads the flags with which a file was opened.
func forWriting(info []byte) bool {
	for line := range bytes.Lines(info) {
		if rest, ok := bytes.CutPrefix(line, []byte("flags:")); ok {
			flags, err := strconv.ParseUint(string(bytes.TrimSpace(rest)), 8, 64)
			return err == nil && flags&unix.O_ACCMODE != unix.O_RDONLY
		}
	}
	return false
}

// text reads a text of the process that is followed.
func (t *tracer) text(at uint64) string {
	memory, err := os.Open(fmt.Sprintf("/proc/%d/mem", t.pid))
	if err != nil {
		return ""
	}
	defer memory.Close()
	b := make([]byte, 4096)
	n, _ := memory.ReadAt(b, int64(at))
	text, _, ok := bytes.Cut(b[:n], []byte{0})
	if !ok {
		return ""
	}
	return string(text)
}
