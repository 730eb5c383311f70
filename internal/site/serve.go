package site

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/netip"
	"os"
	"path"
	"path/filepath"
	"strings"
	"sync"
	"time"

	"github.com/blameless-postmortem/postmortem/internal/document"
)

// Server shows the site in a folder to this machine, and loads its open pages anew when it changed. It gives out the files that the manifest names and
// nothing else, to requests that were meant for this machine: a page of the web that points a name of its own at it is refused.
type Server struct {
	root *os.Root

	mu      sync.Mutex
	files   map[string]bool
	changed chan struct{} // closed by Reload
}

// NewServer serves the site in a folder, which Build made. Close it when it is no longer used.
func NewServer(dir string) (*Server, error) {
	root, err := os.OpenRoot(dir)
	if err != nil {
		return nil, &OutputError{Path: dir, Message: "the folder can't be opened", Err: document.WithoutPath(err), Remedy: "name another folder with --out"}
	}
	s := &Server{root: root, changed: make(chan struct{})}
	if err := s.Reload(); err != nil {
		return nil, errors.Join(err, root.Close())
	}
	return s, nil
}

// Close gives the folder up.
func (s *Server) Close() error { return s.root.Close() }

// Reload takes note of what Build changed, and has the open pages loaded anew.
func (s *Server) Reload() error {
	o := output{dir: s.root.Name(), root: s.root}
	if err := o.readManifest(); err != nil {
		return err
	}
	files := map[string]bool{}
	for name := range o.old.Files {
		files[name] = true
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.files = files
	close(s.changed)
	s.changed = make(chan struct{})
	return nil
}

// ListenError says that an address can't be served on.
type ListenError struct {
	Address string
	Err     error // nil: it isn't this machine's own
}

func (e *ListenError) Error() string {
	if e.Err != nil {
		return fmt.Sprintf("%s can't be listened on: %v", e.Address, e.Err)
	}
	return e.Address + " is not an address of this machine alone"
}

// Unwrap returns the cause.
func (e *ListenError) Unwrap() error { return e.Err }

// Hint says what to do next.
func (e *ListenError) Hint() string {
	if e.Err != nil {
		return "choose another port, or port 0 for any that is free: 127.0.0.1:0"
	}
	return "use 127.0.0.1:PORT, [::1]:PORT or localhost:PORT; to show the site to others, publish the folder that --out names"
}

// Listen listens on an address, host and port, of the loopback interface. Any other is an error of type *ListenError.
func Listen(ctx context.Context, address string) (net.Listener, error) {
	host, port, err := net.SplitHostPort(address)
	if err != nil {
		return nil, &ListenError{Address: address, Err: errors.New("it is no host and port")}
	}
	if host == "localhost" {
		host = "127.0.0.1"
	}
	if ip, err := netip.ParseAddr(host); err != nil || !ip.IsLoopback() {
		return nil, &ListenError{Address: address}
	}
	var config net.ListenConfig
	l, err := config.Listen(ctx, "tcp", net.JoinHostPort(host, port))
	if err != nil {
		if opErr, ok := errors.AsType[*net.OpError](err); ok {
			err = opErr.Err
		}
		return nil, &ListenError{Address: address, Err: err}
	}
	return l, nil
}

// shutdownTime is how long a request may go on when the server is to end.
const shutdownTime = 2 * time.Second

// Serve answers requests until ctx ends, which is no error.
func (s *Server) Serve(ctx context.Context, l net.Listener) error {
	server := &http.Server{
		Handler: s, ReadHeaderTimeout: 10 * time.Second, MaxHeaderBytes: 64 << 10,
		BaseContext: func(net.Listener) context.Context { return ctx }, // so that the pages that wait for a change don't hold it up
	}
	ended := make(chan error, 1)
	go func() { ended <- server.Serve(l) }()
	select {
	case err := <-ended:
		return err
	case <-ctx.Done():
	}
	last, cancel := context.WithTimeout(context.WithoutCancel(ctx), shutdownTime)
	defer cancel()
	if err := server.Shutdown(last); err != nil {
		return server.Close()
	}
	return nil
}

// The addresses that a served site has besides its files. No file of a site begins like them.
const (
	reloadScript = "/-/reload.js"
	reloadEvents = "/-/events"
)

// ServeHTTP is part of http.Handler.
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	header := w.Header()
	header.Set("X-Content-Type-Options", "nosniff")
	header.Set("Cross-Origin-Resource-Policy", "same-origin")
	header.Set("Referrer-Policy", "no-referrer")
	header.Set("Cache-Control", "no-store")
	switch {
	case !isLocal(r.Host):
		http.Error(w, "this address is for this machine alone", http.StatusMisdirectedRequest)
	case r.Method != http.MethodGet && r.Method != http.MethodHead:
		header.Set("Allow", "GET, HEAD")
		http.Error(w, "only reading is possible here", http.StatusMethodNotAllowed)
	case r.URL.Path == reloadEvents:
		s.events(w, r)
	case r.URL.Path == reloadScript:
		s.asset(w, r, "reload.js")
	default:
		s.file(w, r)
	}
}

// isLocal reports whether a request was addressed to the loopback interface by one of its own names.
func isLocal(host string) bool {
	if name, _, err := net.SplitHostPort(host); err == nil {
		host = name
	}
	host = strings.TrimSuffix(strings.TrimPrefix(host, "["), "]")
	if strings.EqualFold(host, "localhost") {
		return true
	}
	ip, err := netip.ParseAddr(host)
	return err == nil && ip.IsLoopback()
}

func (s *Server) file(w http.ResponseWriter, r *http.Request) {
	name := strings.TrimPrefix(r.URL.Path, "/")
	if name == "" {
		name = "index.html"
	}
	s.mu.Lock()
	known := s.files[name]
	s.mu.Unlock()
	if !known {
		http.Error(w, "there is no such page", http.StatusNotFound)
		return
	}
	content, err := s.root.ReadFile(filepath.FromSlash(name))
	if err != nil {
		http.Error(w, "the page can't be read", http.StatusNotFound)
		return
	}
	if strings.HasSuffix(name, ".html") {
		content = live(content)
	}
	http.ServeContent(w, r, path.Base(name), time.Time{}, bytes.NewReader(content))
}

// live has a page load itself anew, which its policy must allow.
func live(page []byte) []byte {
	page = bytes.Replace(page, []byte("script-src 'self';"), []byte("script-src 'self'; connect-src 'self';"), 1)
	return bytes.Replace(page, []byte("</head>"), []byte(`<script src="`+reloadScript+`" defer></script></head>`), 1)
}

func (s *Server) asset(w http.ResponseWriter, r *http.Request, name string) {
	content, err := files.ReadFile("assets/" + name)
	if err != nil {
		http.Error(w, "there is no such page", http.StatusNotFound)
		return
	}
	http.ServeContent(w, r, name, time.Time{}, bytes.NewReader(content))
}

// events tells a page, once, that the site changed.
func (s *Server) events(w http.ResponseWriter, r *http.Request) {
	s.mu.Lock()
	changed := s.changed
	s.mu.Unlock()
	w.Header().Set("Content-Type", "text/event-stream")
	control := http.NewResponseController(w)
	fmt.Fprint(w, "retry: 500\n\n")
	if r.Method == http.MethodHead || control.Flush() != nil {
		return
	}
	select {
	case <-changed:
		fmt.Fprint(w, "data: changed\n\n")
		_ = control.Flush() // whoever is gone needs no page
	case <-r.Context().Done():
	}
}
