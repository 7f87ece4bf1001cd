package signature

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"path"
	"slices"
	"strings"
	"time"

	"golang.org/x/crypto/ssh"
)

// Signers is a list of allowed signers, in OpenSSH's form (ssh-keygen(1), ALLOWED SIGNERS).
type Signers struct{ lines []signer }

// signer is one line: whose key it is, and for what it counts.
type signer struct {
	principals    []string
	namespaces    []string // patterns; none: all
	after, before time.Time
	key           Key
	authority     bool
}

// ParseSigners reads a list of allowed signers. The error names the first line that is not understood.
func ParseSigners(data []byte) (*Signers, error) {
	s := &Signers{}
	lines := bufio.NewScanner(bytes.NewReader(bytes.TrimPrefix(data, []byte("\ufeff"))))
	lines.Buffer(nil, 1<<20)
	for n := 1; lines.Scan(); n++ {
		text := strings.TrimSpace(lines.Text())
		if text == "" || strings.HasPrefix(text, "#") {
			continue
		}
		line, err := parseSigner(text)
		if err != nil {
			return nil, fmt.Errorf("line %d: %w", n, err)
		}
		s.lines = append(s.lines, line)
	}
	return s, lines.Err()
}

func parseSigner(text string) (signer, error) {
	var s signer
	principals, rest, err := field(text)
	if err != nil || rest == "" {
		return s, errors.New("a line is: principals, options, kind of key, key")
	}
	s.principals = strings.Split(principals, ",")
	options := ""
	if first, _, _ := strings.Cut(rest, " "); !keyKind(first) {
		if options, rest, err = field(rest); err != nil {
			return s, err
		}
	}
	if err := s.options(options); err != nil {
		return s, err
	}
	public, _, more, _, err := ssh.ParseAuthorizedKey([]byte(rest))
	if err != nil || len(more) > 0 {
		return s, errors.New("the key is not understood")
	}
	s.key = Key{public}
	return s, nil
}

// keyKind reports whether a word names a kind of key rather than options.
func keyKind(word string) bool {
	return strings.HasPrefix(word, "ssh-") || strings.HasPrefix(word, "ecdsa-") || strings.HasPrefix(word, "sk-")
}

// field takes the first field off a line: what stands between quotes holds spaces.
func field(text string) (first, rest string, err error) {
	quoted := false
	for i := 0; i < len(text); i++ {
		switch {
		case text[i] == '"':
			quoted = !quoted
		case !quoted && (text[i] == ' ' || text[i] == '\t'):
			return strings.ReplaceAll(text[:i], `"`, ""), strings.TrimLeft(text[i:], " \t"), nil
		}
	}
	if quoted {
		return "", "", errors.New("a quote is not closed")
	}
	return strings.ReplaceAll(text, `"`, ""), "", nil
}

// options reads options; commas between the quotes of a list were kept apart by the names that follow them.
func (s *signer) options(text string) error {
	last := ""
	for _, part := range strings.Split(text, ",") {
		name, value, valued := strings.Cut(part, "=")
		var err error
		switch strings.ToLower(name) {
		case "":
		case "cert-authority":
			s.authority = true
		case "namespaces":
			s.namespaces = append(s.namespaces, value)
		case "valid-after":
			s.after, err = stamp(value)
		case "valid-before":
			s.before, err = stamp(value)
		default:
			if last != "namespaces" || valued {
				return fmt.Errorf("the option %q is not known", name)
			}
			s.namespaces = append(s.namespaces, part)
			continue
		}
		if err != nil {
			return err
		}
		last = strings.ToLower(name)
	}
	return nil
}

// stamp reads a time as OpenSSH writes it: YYYYMMDD[HHMM[SS]][Z]. Without the Z it is local there; here it is UTC, so that all machines agree.
func stamp(text string) (time.Time, error) {
	text = strings.TrimSuffix(text, "Z")
	for _, layout := range []string{"20060102", "200601021504", "20060102150405"} {
		if t, err := time.Parse(layout, text); err == nil {
			return t, nil
		}
	}
	return time.Time{}, fmt.Errorf("%q is not a time such as 20260331 or 202603311200Z", text)
}

// Day returns the noon of a day, at which a key that was valid on it was valid.
func Day(year, month, day int) time.Time {
	return time.Date(year, time.Month(month), day, 12, 0, 0, 0, time.UTC)
}

// Of returns the principals whose key it is, for a namespace at a time; none where the list does not allow it. Keys of certificate authorities vouch for
// others and not for themselves.
func (s *Signers) Of(key Key, namespace string, at time.Time) []string {
	var principals []string
	for _, l := range s.lines {
		if l.authority || !l.key.Same(key) || !l.after.IsZero() && at.Before(l.after) || !l.before.IsZero() && !at.Before(l.before) {
			continue
		}
		if len(l.namespaces) > 0 && !slices.ContainsFunc(l.namespaces, func(p string) bool { return matches(p, namespace) }) {
			continue
		}
		for _, p := range l.principals {
			if !slices.Contains(principals, p) {
				principals = append(principals, p)
			}
		}
	}
	return principals
}

// matches reports whether a pattern with * and ? fits a name.
func matches(pattern, name string) bool {
	fits, err := path.Match(strings.ReplaceAll(pattern, "[", `\[`), name)
	return err == nil && fits
}
