package site

import (
	"crypto/sha256"
	"encoding/hex"
	"strings"
	"unicode"
)

// maxName bounds the name of a page, in bytes.
const maxName = 80

// names gives pages their file names: of small letters, digits and "-", so that they work on every disk and in every address. A name that is of those already
// is kept; any other gets a part that depends on the whole of it. So a page's address depends on what it is of, not on which others there are.
type names struct {
	taken map[string]bool
	of    map[string]string
}

func newNames(all []string) *names {
	n := &names{taken: map[string]bool{}, of: map[string]string{}}
	for _, s := range all { // the plain ones first: they have their names for sure
		if isPlainName(s) {
			n.of[s], n.taken[s] = s, true
		}
	}
	for _, s := range all {
		if n.of[s] == "" {
			n.of[s] = n.make(s)
		}
	}
	return n
}

func (n *names) make(s string) string {
	digest := sha256.Sum256([]byte(s))
	code := hex.EncodeToString(digest[:])
	base := strings.Trim(plainName(s), "-")
	base = strings.Trim(base[:min(len(base), maxName-9)], "-")
	for size := 8; ; size += 8 {
		name := strings.Trim(base+"-"+code[:size], "-")
		if !n.taken[name] || size == len(code) {
			n.taken[name] = true
			return name
		}
	}
}

// isPlainName reports whether s can be the name of a file everywhere, as it is.
func isPlainName(s string) bool {
	return s != "" && len(s) <= maxName && plainName(s) == s && strings.Trim(s, "-") == s && !isDevice(s)
}

// isDevice reports whether a name means a device to Windows.
func isDevice(s string) bool {
	switch s {
	case "con", "prn", "aux", "nul", "index":
		return true
	}
	return len(s) == 4 && (strings.HasPrefix(s, "com") || strings.HasPrefix(s, "lpt"))
}

// plainName is s in small letters and digits, with "-" for everything between.
func plainName(s string) string {
	var b strings.Builder
	dash := false
	for _, r := range s {
		if r = unicode.ToLower(r); r >= 'a' && r <= 'z' || r >= '0' && r <= '9' {
			b.WriteRune(r)
			dash = false
		} else if !dash {
			b.WriteByte('-')
			dash = true
		}
		if b.Len() > 2*maxName {
			break
		}
	}
	return b.String()
}
