package github

import (
	"context"
	"math/rand/v2"
	"net/http"
	"net/url"
	"strings"
	"sync"
	"time"

	gogithub "github.com/google/go-github/v60/github"
)

// Options are what a Client needs from outside. Only BaseURL must be set.
type Options struct {
	BaseURL     string            // the API root, with or without a slash at its end
	Token       string            // sent to the host of BaseURL alone; none when empty
	TokenSource string            // where Token came from ("GITHUB_TOKEN"), for messages
	Permission  string            // what hints ask of Token besides reading contents, such as "Pull requests: read and write"; "": what the call that failed needs
	Transport   http.RoundTripper // nil: the network, through the proxy that the environment names
	Now         func() time.Time  // nil: time.Now
	// Sleep waits, or returns the error of ctx; nil: a timer.
	Sleep     func(ctx context.Context, d time.Duration) error
	UserAgent string
	// MaxWait is the longest single wait for a rate limit; 0: two minutes. A longer one is an error of kind Limited.
	MaxWait time.Duration
	// ReadOnly refuses every call that would change something, before it is sent.
	ReadOnly bool
	// CacheDir is a folder of this user for answers that GitHub need not send again while they are true; it is made when it is missing. "": none.
	CacheDir string
	// Progress is told of every wait longer than the usual pace: "waiting 58s for GitHub's rate limit". May be nil.
	Progress func(message string)
}

const (
	userAgent = "postmortem (https://github.com/blameless-postmortem/postmortem)"
	maxWait   = 2 * time.Minute
	// attempts bounds how often one call is sent: the first time and three times more.
	attempts = 4
	// requestTimeout bounds one request with its answer.
	requestTimeout = 60 * time.Second
	// maxAnswer bounds one answer, in bytes: 100 issues with the longest bodies GitHub allows (64 Ki characters of up to 4 bytes) stay below it.
	maxAnswer = 32 << 20
	// maxPages bounds one listing: 100,000 issues.
	maxPages = 1000
	// maxRedirects bounds how often a moved repository is followed.
	maxRedirects = 5
	// pace is GitHub's advice for requests that change something: one second between them. It doubles, up to maxPace, whenever GitHub finds it too fast all the same.
	pace    = time.Second
	maxPace = 8 * time.Second
)

// Client makes calls to one GitHub host. It is safe for concurrent use.
type Client struct {
	options Options
	base    *url.URL
	api     *gogithub.Client // makes requests; they are sent by http, under our own rules
	http    *http.Client
	cache   cache

	mu          sync.Mutex
	lastChange  time.Time                      // when something was changed last
	pace        time.Duration                  // between two changes
	limitedTill time.Time                      // GitHub said that no request is left until then
	labels      map[Repository]map[string]bool // label names in lower case that are known to exist
}

// New checks the options and returns a client; nothing is sent yet. Plain http is refused but for loopback addresses.
func New(options Options) (*Client, error) {
	base, err := url.Parse(strings.TrimRight(options.BaseURL, "/") + "/")
	fail := func(message string) (*Client, error) {
		return nil, &Error{
			Kind: Misconfigured, Message: "the API address " + quoted(options.BaseURL) + " " + message,
			hint: "give an address such as https://ghe.example.com/api/v3 with --api-url or GITHUB_API_URL",
		}
	}
	switch {
	case err != nil || base.Hostname() == "" || base.Opaque != "":
		return fail("is not a URL with a host")
	case base.User != nil:
		return fail("contains user info, where it would be logged")
	case base.RawQuery != "" || base.Fragment != "":
		return fail("has a query or a fragment")
	case base.Scheme == "http" && !isLoopback(base.Hostname()):
		return fail("is plain http, which would show the token to the network")
	case base.Scheme != "https" && base.Scheme != "http":
		return fail("is neither https nor http")
	}
	if options.Token != "" {
		if _, err := checkToken(Token{options.Token, options.TokenSource}); err != nil {
			return nil, err
		}
	}
	if options.Now == nil {
		options.Now = time.Now
	}
	if options.Sleep == nil {
		options.Sleep = sleep
	}
	if options.UserAgent == "" {
		options.UserAgent = userAgent
	}
	if options.MaxWait == 0 {
		options.MaxWait = maxWait
	}
	if options.Transport == nil {
		options.Transport = http.DefaultTransport.(*http.Transport).Clone()
	}
	if options.Progress == nil {
		options.Progress = func(string) {}
	}
	api := gogithub.NewClient(nil)
	api.BaseURL = base
	api.UserAgent = options.UserAgent
	return &Client{
		options: options,
		base:    base,
		api:     api,
		http: &http.Client{
			Transport: options.Transport,
			// Redirects are followed by send, which keeps method and token where they belong.
			CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
		},
		cache:  cache{dir: options.CacheDir},
		pace:   pace,
		labels: map[Repository]map[string]bool{},
	}, nil
}

// quoted shows an address without user info.
func quoted(address string) string { return `"` + clean(withoutUserInfo(address), 200) + `"` }

func sleep(ctx context.Context, d time.Duration) error {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-timer.C:
		return nil
	}
}

// backoff is the wait before attempt n (from 1) is repeated: 1, 2, 4 s, and up to half as much again, so that many clients don't return at once.
func backoff(n int) time.Duration {
	d := time.Second << (n - 1)
	return d + rand.N(d/2)
}
