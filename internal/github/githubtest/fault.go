package githubtest

import (
	"net/http"
	"strconv"
	"strings"
)

// Fault is something that goes wrong.
type Fault struct {
	Request int    // the request it strikes, counted from 1 over all; 0 for the first that matches
	Match   string // what the request must begin with ("POST /repos/acme/widgets/issues"); "" for any
	Times   int    // how many matching requests in a row it strikes; 0 means one. With Request: that one and those after it
	Apply   bool   // the request is acted upon first, and only its answer is lost

	Drop     bool        // the connection is cut without an answer
	Truncate bool        // the true answer is cut in its middle; implies Apply
	Status   int         // an answer with this status
	Header   http.Header // and these header fields
	Body     string      // and this body; "" for GitHub's {"message": …}

	struck int
}

// Fail adds faults. The first that fits a request strikes.
func (s *Server) Fail(faults ...Fault) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, f := range faults {
		if f.Times == 0 {
			f.Times = 1
		}
		s.faults = append(s.faults, &f)
	}
}

// Heal takes all faults away.
func (s *Server) Heal() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.faults = nil
}

// fault is the fault that strikes request number n, nil for none.
func (s *Server) fault(n int, text string) *Fault {
	for _, f := range s.faults {
		if f.struck == f.Times || n < f.Request || !strings.HasPrefix(text, f.Match) {
			continue
		}
		if f.Request > 0 && f.struck == 0 && f.Match == "" && n != f.Request {
			continue
		}
		f.struck++
		return f
	}
	return nil
}

// SecondaryLimit is the answer that GitHub gives when content is created too fast; a negative number of seconds leaves Retry-After out.
func SecondaryLimit(seconds int) Fault {
	f := Fault{Status: http.StatusForbidden, Header: http.Header{}, Body: `{"message":"You have exceeded a secondary rate limit. Please wait a few minutes before you try again."}`}
	if seconds >= 0 {
		f.Header.Set("Retry-After", strconv.Itoa(seconds))
	}
	return f
}

// PrimaryLimit is the answer when no request is left until reset, in seconds since the epoch.
func PrimaryLimit(reset int64) Fault {
	return Fault{
		Status: http.StatusForbidden, Body: `{"message":"API rate limit exceeded for user ID 1."}`,
		Header: http.Header{"X-Ratelimit-Remaining": {"0"}, "X-Ratelimit-Reset": {strconv.FormatInt(reset, 10)}},
	}
}
