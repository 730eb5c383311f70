package document

import (
	"net/url"
	"strings"

	"github.com/yuin/goldmark/util"
)

// readAddress reads an address as a browser does, which drops blanks and control characters and takes a backslash for a slash, and tells its scheme in
// lower case, "" for an address within the repository. One that names a host alone is on the web.
func readAddress(address string) (cleaned, scheme string) {
	address = strings.Map(func(r rune) rune {
		switch {
		case r < ' ', r == 0x7f:
			return -1
		case r == '\\':
			return '/'
		}
		return r
	}, address)
	address = strings.Trim(address, " ")
	if strings.HasPrefix(address, "//") {
		return "https:" + address, "https"
	}
	if end := strings.IndexAny(address, ":/?#"); end >= 0 && address[end] == ':' {
		return address, strings.ToLower(address[:end])
	}
	return address, ""
}

// escapedAddress is an address with everything escaped that may not stand in one.
func escapedAddress(address string) string { return string(util.URLEscape([]byte(address), false)) }

// decoded is a part of an address with its escapes resolved, or as it is.
func decoded(s string) string {
	if d, err := url.PathUnescape(s); err == nil {
		return d
	}
	return s
}
