package diagnostic

import (
	"slices"
	"strings"
)

// Nearest gives the candidate that a writer most likely meant by word, or nothing where none is near: at most a third of the word may differ,
// counting a swap of neighbours as one change. Case is ignored. Of equally near ones the first wins.
func Nearest(word string, candidates []string) string {
	folded := []rune(strings.ToLower(word))
	if len(folded) > 80 {
		return ""
	}
	best, bestDistance := "", max(1, len(folded)/3)+1
	for _, c := range candidates {
		if c == word {
			continue
		}
		other := []rune(strings.ToLower(c))
		if gap := len(other) - len(folded); gap >= bestDistance || -gap >= bestDistance {
			continue
		}
		if d := distance(folded, other); d < bestDistance {
			best, bestDistance = c, d
		}
	}
	return best
}

// NearestFew gives up to n candidates that a writer may have meant by word, the likeliest first: those that are near, then those that contain it.
func NearestFew(word string, candidates []string, n int) []string {
	left := slices.Clone(candidates)
	var found []string
	take := func(c string) {
		found = append(found, c)
		left = slices.DeleteFunc(left, func(other string) bool { return other == c })
	}
	for len(found) < n {
		near := Nearest(word, left)
		if near == "" {
			break
		}
		take(near)
	}
	folded := strings.ToLower(word)
	for _, c := range slices.Clone(left) {
		if len(found) < n && len(folded) > 2 && strings.Contains(c, folded) {
			take(c)
		}
	}
	return found
}

// distance counts the insertions, deletions, changes and swaps of neighbours that lead from a to b.
func distance(a, b []rune) int {
	before, above, row := make([]int, len(b)+1), make([]int, len(b)+1), make([]int, len(b)+1)
	for j := range above {
		above[j] = j
	}
	for i := 1; i <= len(a); i++ {
		row[0] = i
		for j := 1; j <= len(b); j++ {
			cost := 1
			if a[i-1] == b[j-1] {
				cost = 0
			}
			row[j] = min(above[j]+1, row[j-1]+1, above[j-1]+cost)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				row[j] = min(row[j], before[j-2]+1)
			}
		}
		before, above, row = above, row, before
	}
	return above[len(b)]
}

// NearestID gives the id that a writer most likely meant: the one with the same letters and number, however that is written (R-1, r1 and R-0001 for R-001),
// else one near by, of those that begin alike where there is one.
func NearestID(word string, ids []string) string {
	letters, number := parted(word)
	var alike []string
	for _, id := range ids {
		of, n := parted(id)
		if of != letters || of == "" {
			continue
		}
		if n == number && number != "" && id != word {
			return id
		}
		alike = append(alike, id)
	}
	if near := Nearest(word, alike); near != "" {
		return near
	}
	return Nearest(word, ids)
}

// parted gives the letters before an id's number, in lower case, and the number without its zeros.
func parted(id string) (letters, number string) {
	at := strings.IndexAny(id, "0123456789")
	if at < 0 {
		return strings.ToLower(id), ""
	}
	number = strings.TrimLeft(id[at:], "0")
	return strings.ToLower(strings.TrimRight(id[:at], "-_ ")), number
}
