package githubtest

import (
	"bytes"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
)

// Transport reaches the server without a network, for tests that make thousands of requests. A connection that a fault cuts is an error, or a body that ends too early,
// as it is over TCP.
func (s *Server) Transport() http.RoundTripper { return transport{s.Handler()} }

type transport struct{ handler http.Handler }

func (t transport) RoundTrip(r *http.Request) (*http.Response, error) {
	if err := r.Context().Err(); err != nil {
		return nil, err
	}
	var body []byte
	if r.Body != nil {
		var err error
		if body, err = io.ReadAll(r.Body); err != nil {
			return nil, err
		}
		r.Body.Close()
	}
	in := r.Clone(r.Context())
	in.Host, in.RequestURI, in.Body = r.URL.Host, r.URL.RequestURI(), io.NopCloser(bytes.NewReader(body))
	out := httptest.NewRecorder()
	cut := serve(t.handler, out, in)
	if cut && out.Body.Len() == 0 {
		return nil, io.ErrUnexpectedEOF
	}
	resp := out.Result()
	resp.Request = r
	if cut {
		resp.Body = io.NopCloser(io.MultiReader(resp.Body, failing{}))
	}
	return resp, nil
}

// serve reports whether the handler gave up the connection.
func serve(h http.Handler, w http.ResponseWriter, r *http.Request) (cut bool) {
	defer func() {
		switch v := recover().(type) {
		case nil:
		case error:
			if !errors.Is(v, http.ErrAbortHandler) {
				panic(v)
			}
			cut = true
		default:
			panic(v)
		}
	}()
	h.ServeHTTP(w, r)
	return false
}

type failing struct{}

func (failing) Read([]byte) (int, error) { return 0, io.ErrUnexpectedEOF }
