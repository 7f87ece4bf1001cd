package signature

import (
	"bytes"
	"time"
)

// State is what a commit's signature is worth.
type State string

// The states of a commit's signature, by its own list of signers. One of another kind than SSH is unknown.
const (
	Good    State = "good"
	Bad     State = "bad"
	Unknown State = "unknown"
	None    State = "none"
)

// OfCommit returns what the signature of a commit is worth: object is the commit as git keeps it, allowed the list of signers in that commit, and when the
// time at which the key must have been valid.
func OfCommit(object, allowed []byte, when time.Time) State {
	armour, payload := apart(object)
	if armour == nil {
		return None
	}
	if !bytes.HasPrefix(armour, []byte(begin)) {
		return Unknown
	}
	s, err := Parse(armour)
	if err != nil || s.Verify(DigestsOf(payload), "git") != nil {
		return Bad
	}
	signers, err := ParseSigners(allowed)
	if err != nil || len(signers.Of(s.Key, "git", when)) == 0 {
		return Unknown
	}
	return Good
}

// apart takes the signature out of a commit: what is left is what was signed.
func apart(object []byte) (armour, payload []byte) {
	head, message, _ := bytes.Cut(object, []byte("\n\n"))
	taking, ours := false, false
	for line := range bytes.SplitSeq(head, []byte("\n")) {
		continued := bytes.HasPrefix(line, []byte(" "))
		if !continued {
			ours = bytes.HasPrefix(line, []byte("gpgsig "))
			taking = ours || bytes.HasPrefix(line, []byte("gpgsig-sha256 "))
		}
		if !taking {
			payload = append(append(payload, line...), '\n')
			continue
		}
		if ours {
			line = bytes.TrimPrefix(bytes.TrimPrefix(line, []byte("gpgsig ")), []byte(" "))
			armour = append(append(armour, line...), '\n')
		} else if armour == nil {
			armour = []byte{}
		}
	}
	return armour, append(append(payload, '\n'), message...)
}
