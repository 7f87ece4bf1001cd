package source

import (
	"errors"
	"io"
	"io/fs"
	"path"
	"strings"

	"github.com/riskbook/riskbook/internal/diagnostic"
	"github.com/riskbook/riskbook/internal/rule"
)

// mostLinks is how many symbolic links in a row are followed.
const mostLinks = 40

// refuse makes the fault of a file that is not read, with the class of the reason.
func refuse(name rule.Case) *fault {
	return &fault{rule: rule.NotRegularFile, name: name, whole: true}
}

// resolve tells what a directory entry is at the end of its links. A fault means that it must not be opened.
func resolve(fsys fs.FS, name string, mode fs.FileMode) (fs.FileMode, *fault, error) {
	for range mostLinks {
		switch mode.Type() {
		case 0, fs.ModeDir:
			return mode, nil, nil
		case fs.ModeSymlink:
		case fs.ModeNamedPipe:
			return 0, refuse(rule.CaseFIFO), nil
		case fs.ModeSocket:
			return 0, refuse(rule.CaseSocket), nil
		default:
			return 0, refuse(rule.CaseDevice), nil
		}
		target, err := fs.ReadLink(fsys, name)
		if err != nil {
			f, err := openFault(err)
			return 0, f, err
		}
		next := path.Join(path.Dir(name), target)
		if path.IsAbs(target) || next == ".." || strings.HasPrefix(next, "../") {
			return 0, &fault{rule: rule.EscapesRoot, whole: true, args: diagnostic.Args{"target": target}}, nil
		}
		info, err := fs.Lstat(fsys, next)
		if errors.Is(err, fs.ErrNotExist) {
			return 0, refuse(rule.CaseDangling), nil
		}
		if err != nil {
			f, err := openFault(err)
			if f != nil && f.rule == rule.EscapesRoot {
				f.args = diagnostic.Args{"target": target}
			}
			return 0, f, err
		}
		name, mode = next, info.Mode()
	}
	return 0, refuse(rule.CaseLoop), nil
}

// openFault turns an error of the file system into a fault where the content is to blame; else the error stays one of the environment.
func openFault(err error) (*fault, error) {
	switch {
	case errors.Is(err, fs.ErrPermission):
		return &fault{rule: rule.NotRegularFile, name: rule.CaseUnreadable, whole: true, args: diagnostic.Args{"reason": "permission"}}, nil
	case errors.Is(err, fs.ErrNotExist):
		return &fault{rule: rule.NotRegularFile, name: rule.CaseUnreadable, whole: true, args: diagnostic.Args{"reason": "vanished"}}, nil
	case strings.Contains(err.Error(), "escapes from parent"):
		return &fault{rule: rule.EscapesRoot, whole: true, args: diagnostic.Args{"target": ""}}, nil
	case strings.Contains(err.Error(), "too many levels of symbolic links"):
		return refuse(rule.CaseLoop), nil
	}
	return nil, err
}

// readFile reads a regular file of at most limit bytes; the key is the one of [limits] that sets the limit.
func readFile(fsys fs.FS, name string, key rule.Case, limit int64) ([]byte, *fault, error) {
	f, err := fsys.Open(name)
	if err != nil {
		x, err := openFault(err)
		return nil, x, err
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return nil, nil, err
	}
	if !info.Mode().IsRegular() {
		return nil, refuse(rule.CaseReplaced), nil
	}
	if info.Size() > limit {
		return nil, tooLarge(info.Size(), key, limit), nil
	}
	data := make([]byte, info.Size())
	n, err := io.ReadFull(f, data)
	if err != nil && !errors.Is(err, io.ErrUnexpectedEOF) && !errors.Is(err, io.EOF) {
		x, err := openFault(err)
		return nil, x, err
	}
	return data[:n], nil, nil
}
