package site_test

import (
	"bufio"
	"context"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/blameless-postmortem/postmortem/internal/site"
)

func newServer(t *testing.T, w *workplace) *site.Server {
	t.Helper()
	w.write("2026-01-02-a.md", "# A\n\n## Summary\n\ntext\n")
	w.build()
	s, err := site.NewServer(w.out)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	return s
}

func TestServerGivesOutTheSiteAndNothingElse(t *testing.T) {
	w := newWorkplace(t)
	s := newServer(t, w)
	tests := []struct {
		name, method, host, path string
		status                   int
	}{
		{"the first page", "GET", "127.0.0.1:8080", "/", 200},
		{"a page", "GET", "localhost:8080", "/postmortems/2026-01-02-a.html", 200},
		{"over IPv6", "GET", "[::1]:8080", "/assets/style.css", 200},
		{"the head of a page", "HEAD", "127.0.0.1", "/index.html", 200},
		{"the script of served pages", "GET", "127.0.0.1:8080", "/-/reload.js", 200},
		{"another name that leads here", "GET", "evil.example:8080", "/", 421},
		{"a name that begins like ours", "GET", "127.0.0.1.evil.example", "/", 421},
		{"no name", "GET", "", "/", 421},
		{"writing", "POST", "127.0.0.1:8080", "/", 405},
		{"no page", "GET", "127.0.0.1:8080", "/nothing.html", 404},
		{"the manifest", "GET", "127.0.0.1:8080", "/" + site.ManifestName, 404},
		{"a folder", "GET", "127.0.0.1:8080", "/postmortems/", 404},
		{"a way out", "GET", "127.0.0.1:8080", "/../postmortems/2026-01-02-a.md", 404},
		{"a hidden way out", "GET", "127.0.0.1:8080", "/assets/..%2f..%2fpostmortems/2026-01-02-a.md", 404},
		{"a way out by backslashes", "GET", "127.0.0.1:8080", `/..\postmortems\2026-01-02-a.md`, 404},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			r := httptest.NewRequest(test.method, "http://127.0.0.1/", nil)
			r.Host = test.host
			r.URL.Path = strings.ReplaceAll(test.path, "%2f", "/")
			got := httptest.NewRecorder()
			s.ServeHTTP(got, r)
			if got.Code != test.status {
				t.Errorf("status %d, want %d", got.Code, test.status)
			}
			if got.Header().Get("X-Content-Type-Options") != "nosniff" {
				t.Error("the kind of the answer may be guessed")
			}
		})
	}
}

func TestServedPagesMayOnlyAskForChanges(t *testing.T) {
	w := newWorkplace(t)
	s := newServer(t, w)
	got := httptest.NewRecorder()
	s.ServeHTTP(got, httptest.NewRequest(http.MethodGet, "http://127.0.0.1/index.html", nil))
	body := got.Body.String()
	if !strings.Contains(body, "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none'") {
		t.Error("the policy is not that of a served page")
	}
	if strings.Count(body, `<script src="/-/reload.js" defer></script></head>`) != 1 {
		t.Error("the page doesn't load itself anew")
	}
	for name, content := range w.files() {
		if strings.Contains(content, "connect-src") || strings.Contains(content, "/-/") && strings.HasSuffix(name, ".html") {
			t.Errorf("%s is that of a served site", name)
		}
	}
}

func TestServerTellsOfChangesAndEnds(t *testing.T) {
	w := newWorkplace(t)
	s := newServer(t, w)
	ctx, cancel := context.WithCancel(t.Context())
	l, err := site.Listen(ctx, "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	ended := make(chan error, 1)
	go func() { ended <- s.Serve(ctx, l) }()
	open := func(path string) (int, io.Reader) {
		r, err := http.NewRequestWithContext(t.Context(), http.MethodGet, "http://"+l.Addr().String()+path, nil)
		if err != nil {
			t.Fatal(err)
		}
		answer, err := http.DefaultClient.Do(r)
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { answer.Body.Close() })
		return answer.StatusCode, answer.Body
	}
	status := func(path string) int {
		code, _ := open(path)
		return code
	}
	_, body := open("/-/events")
	events := bufio.NewReader(body)
	if line, err := events.ReadString('\n'); err != nil || line != "retry: 500\n" {
		t.Fatalf("%q, %v", line, err)
	}
	w.write("2026-01-03-b.md", "# B\n")
	w.build()
	if got := status("/postmortems/2026-01-03-b.html"); got != 404 {
		t.Errorf("before the server knows of the page: %d", got)
	}
	if err := s.Reload(); err != nil {
		t.Fatal(err)
	}
	for {
		line, err := events.ReadString('\n')
		if err != nil {
			t.Fatal(err)
		}
		if line == "data: changed\n" {
			break
		}
	}
	if got := status("/postmortems/2026-01-03-b.html"); got != 200 {
		t.Errorf("after it does: %d", got)
	}
	status("/-/events") // a page that waits doesn't hold up the end
	cancel()
	if err := <-ended; err != nil {
		t.Errorf("the end: %v", err)
	}
}

func TestListenOnlyOnThisMachine(t *testing.T) {
	for _, address := range []string{"0.0.0.0:0", "[::]:0", ":0", "192.0.2.1:80", "example.com:80", "8080", "127.0.0.1"} {
		l, err := site.Listen(t.Context(), address)
		if err == nil {
			l.Close()
		}
		var listenErr *site.ListenError
		if !errors.As(err, &listenErr) || listenErr.Hint() == "" {
			t.Errorf("%s: %v", address, err)
		}
	}
	l, err := site.Listen(t.Context(), "localhost:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	if _, err := site.Listen(t.Context(), l.Addr().String()); err == nil {
		t.Error("one address was listened on twice")
	}
}

func TestWatch(t *testing.T) {
	w := newWorkplace(t)
	w.write("a.md", "a")
	watch := site.NewWatch(w.folder)
	steps := []struct {
		name, path, text string
		changed          bool
	}{
		{"while the site is made for the first time", "meanwhile.md", "b", true},
		{"nothing", "", "", false},
		{"a file in a new folder", "deep/b.md", "b", true},
		{"a file is written to", "a.md", "longer", true},
		{"an editor's own file", ".a.md.swp", "a", false},
	}
	for _, step := range steps {
		if step.path != "" {
			w.write(step.path, step.text)
		}
		if got := watch.Changed(); got != step.changed {
			t.Errorf("%s: changed is %v", step.name, got)
		}
	}
}

func TestWatchRun(t *testing.T) {
	w := newWorkplace(t)
	watch := site.NewWatch(w.folder)
	w.write("a.md", "a")
	ticks := make(chan time.Time, 3)
	for range cap(ticks) {
		ticks <- time.Time{}
	}
	close(ticks)
	calls := 0
	watch.Run(t.Context(), ticks, func() { calls++ })
	if calls != 1 {
		t.Errorf("one file was added, %d calls", calls)
	}
}
