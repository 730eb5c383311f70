package github

import (
	"bytes"
	"context"
	"crypto/tls"
	"encoding/json"
	"errors"
	"io"
	"net"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"
)

// call is one request as its caller sees it.
type call struct {
	op         string // for messages: "list issues in acme/widgets"
	method     string
	path       string // relative to the API root, escaped; or a whole URL on the same host
	body       any
	permission string // what a token needs for it
	repo       bool   // it names nothing below the repository, so 404 speaks about the repository
	once       bool   // it creates something: not to be sent again unless GitHub is known not to have acted
	paced      bool   // it changes what people see: not too fast
	keep       bool   // its answer is worth keeping, to ask next time whether it is still true
	known      *kept  // the answer that is kept
}

// do makes a call, again where that is safe, and decodes the answer into out unless out is nil.
func (c *Client) do(ctx context.Context, call call, out any) (*http.Response, error) {
	if call.method != http.MethodGet && c.options.ReadOnly {
		return nil, &Error{Kind: Refused, Op: call.op, Message: "nothing may be changed in a dry run"}
	}
	address := ""
	if u, err := c.base.Parse(call.path); err == nil && call.keep {
		address = u.String()
		call.known = c.cache.load(address)
	}
	for attempt := 1; ; attempt++ {
		if err := c.ready(ctx, call); err != nil {
			return nil, err
		}
		resp, body, err := c.send(ctx, call)
		if call.paced {
			c.mu.Lock()
			c.lastChange = c.options.Now()
			c.mu.Unlock()
		}
		if err == nil {
			c.noteLimit(resp)
			if resp.StatusCode == http.StatusNotModified && call.known != nil {
				if json.Unmarshal(call.known.Body, out) == nil {
					if resp.Header.Get("Link") == "" && call.known.Link != "" {
						resp.Header.Set("Link", call.known.Link)
					}
					return resp, nil
				}
				c.cache.drop(address)
				call.known = nil
				continue
			}
			if resp.StatusCode < 300 {
				if out == nil {
					return resp, nil
				}
				if err = json.Unmarshal(body, out); err == nil {
					if call.keep {
						c.cache.store(kept{URL: address, ETag: resp.Header.Get("ETag"), Link: strings.Join(resp.Header.Values("Link"), ", "), Body: body}, c.options.Now())
					}
					return resp, nil
				}
				err = &Error{
					Kind: Unreachable, Op: call.op, Status: resp.StatusCode, Ambiguous: call.once,
					Message: "the answer is not what GitHub's API gives (" + clean(resp.Header.Get("Content-Type"), 50) + ")",
					hint:    "check that " + c.base.String() + " is the root of GitHub's REST API and that no proxy answers in its place",
				}
			} else {
				err = c.problem(call, resp, body)
			}
		}
		var failure *Error
		if !errors.As(err, &failure) || ctx.Err() != nil || attempt == attempts {
			return resp, err
		}
		var wait time.Duration
		switch {
		case failure.Kind == Limited:
			wait = c.untilRetry(resp, attempt)
			if wait > c.options.MaxWait {
				return resp, err
			}
			c.slowDown(call)
			c.options.Progress("waiting " + wait.Round(time.Second).String() + " for GitHub's rate limit")
		case failure.Kind == Unreachable && !failure.Ambiguous:
			wait = backoff(attempt)
		default:
			return resp, err
		}
		if err := c.options.Sleep(ctx, wait); err != nil {
			failure.err = err
			return resp, failure
		}
	}
}

// ready waits for the pace of creating content and for a limit that is known to be used up.
func (c *Client) ready(ctx context.Context, call call) error {
	c.mu.Lock()
	now := c.options.Now()
	var wait time.Duration
	if call.paced && !c.lastChange.IsZero() {
		wait = min(c.pace, c.pace-now.Sub(c.lastChange))
	}
	limited := c.limitedTill.Sub(now)
	c.limitedTill = time.Time{}
	c.mu.Unlock()
	if limited > c.options.MaxWait {
		c.mu.Lock()
		c.limitedTill = now.Add(limited)
		c.mu.Unlock()
		return limitError(call, now.Add(limited))
	}
	if limited > 0 {
		c.options.Progress("waiting " + limited.Round(time.Second).String() + " for GitHub's rate limit")
	}
	if wait = max(wait, limited); wait > 0 {
		if err := c.options.Sleep(ctx, wait); err != nil {
			return &Error{Kind: Unreachable, Op: call.op, Message: "interrupted", err: err}
		}
	}
	if err := ctx.Err(); err != nil {
		return &Error{Kind: Unreachable, Op: call.op, Message: "interrupted", err: err}
	}
	return nil
}

// send sends one request, follows a moved repository on the same host, and reads the whole answer.
func (c *Client) send(ctx context.Context, call call) (*http.Response, []byte, error) {
	ctx, cancel := context.WithTimeout(ctx, requestTimeout)
	defer cancel()
	req, err := c.api.NewRequest(call.method, call.path, call.body)
	if err != nil {
		return nil, nil, &Error{Kind: Refused, Op: call.op, Message: "the request could not be made: " + clean(err.Error(), 200)}
	}
	for range maxRedirects {
		if !c.sameHost(req.URL) {
			return nil, nil, &Error{Kind: Refused, Op: call.op, Message: "the answer leads to another host, " + clean(req.URL.Host, 100) + ", which is not followed"}
		}
		req.Header.Set("Accept", "application/vnd.github+json")
		if call.known != nil {
			req.Header.Set("If-None-Match", call.known.ETag)
		}
		if c.options.Token != "" {
			req.Header.Set("Authorization", "Bearer "+c.options.Token)
		}
		resp, err := c.http.Do(req.WithContext(ctx))
		if err != nil {
			return nil, nil, c.unreachable(ctx, call, err)
		}
		body, err := io.ReadAll(io.LimitReader(resp.Body, maxAnswer+1))
		resp.Body.Close()
		if err != nil {
			return nil, nil, c.unreachable(ctx, call, err)
		}
		if len(body) > maxAnswer {
			return nil, nil, &Error{Kind: Refused, Op: call.op, Status: resp.StatusCode, Ambiguous: call.once, Message: "the answer is longer than any of GitHub's"}
		}
		switch resp.StatusCode {
		case http.StatusMovedPermanently, http.StatusFound, http.StatusTemporaryRedirect, http.StatusPermanentRedirect:
		default:
			return resp, body, nil
		}
		// A redirect was not acted upon, so the same request may go to the new address.
		target, err := req.URL.Parse(resp.Header.Get("Location"))
		if err != nil || resp.Header.Get("Location") == "" {
			return nil, nil, &Error{Kind: Refused, Op: call.op, Status: resp.StatusCode, Message: "it has moved, and the answer does not say where"}
		}
		if req, err = c.api.NewRequest(call.method, target.String(), call.body); err != nil {
			return nil, nil, &Error{Kind: Refused, Op: call.op, Message: "it has moved to an address that is none"}
		}
	}
	return nil, nil, &Error{Kind: Refused, Op: call.op, Message: "it was redirected again and again"}
}

// sameHost reports whether u is on the API's own host, so that the token may go there.
func (c *Client) sameHost(u *url.URL) bool {
	return u.Scheme == c.base.Scheme && strings.EqualFold(u.Host, c.base.Host) && u.User == nil
}

// unreachable describes a request without a (whole) answer.
func (c *Client) unreachable(ctx context.Context, call call, err error) *Error {
	failure := &Error{Kind: Unreachable, Op: call.op, Ambiguous: call.once && !neverSent(err), err: ctx.Err()}
	switch {
	case errors.Is(err, context.Canceled):
		failure.Message, failure.err = "interrupted", context.Canceled
	case errors.Is(err, context.DeadlineExceeded):
		failure.Message = c.base.Host + " did not answer in time"
	case errors.Is(err, io.ErrUnexpectedEOF), errors.Is(err, io.EOF):
		failure.Message = "the connection to " + c.base.Host + " was cut"
	default:
		if wrapped, ok := errors.AsType[*url.Error](err); ok {
			err = wrapped.Err // the URL is told by Op
		}
		failure.Message = c.base.Host + " can't be reached: " + c.scrub(err.Error())
	}
	return failure
}

// neverSent reports errors after which GitHub can't have seen the request.
func neverSent(err error) bool {
	var op *net.OpError
	var dns *net.DNSError
	var certificate *tls.CertificateVerificationError
	return errors.As(err, &op) && op.Op == "dial" || errors.As(err, &dns) || errors.As(err, &certificate)
}

// scrub makes foreign text fit for a message: short, without control characters, without the token.
func (c *Client) scrub(s string) string {
	if c.options.Token != "" {
		s = strings.ReplaceAll(s, c.options.Token, "…")
	}
	return clean(s, 300)
}

// next is the address of the page after resp, "" when it is the last. The address must be on the same host.
func (c *Client) next(call call, resp *http.Response) (string, error) {
	for link := range strings.SplitSeq(strings.Join(resp.Header.Values("Link"), ","), ",") {
		address, parameters, ok := strings.Cut(link, ";")
		address = strings.TrimSpace(address)
		if !ok || !strings.Contains(strings.ReplaceAll(parameters, " ", ""), `rel="next"`) {
			continue
		}
		if !strings.HasPrefix(address, "<") || !strings.HasSuffix(address, ">") {
			continue
		}
		u, err := resp.Request.URL.Parse(address[1 : len(address)-1])
		if err != nil || !c.sameHost(u) {
			return "", &Error{Kind: Refused, Op: call.op, Message: "the next page is on another host, which is not followed"}
		}
		return u.String(), nil
	}
	return "", nil
}

// pageAfter is the address of the page after the one at an address.
func (c *Client) pageAfter(path string) string {
	u, err := c.base.Parse(path)
	if err != nil {
		return ""
	}
	query := u.Query()
	number, err := strconv.Atoi(query.Get("page"))
	if err != nil {
		number = 1
	}
	query.Set("page", strconv.Itoa(number+1))
	u.RawQuery = query.Encode()
	return u.String()
}

// slowDown makes the pace of changes slower after GitHub found it too fast.
func (c *Client) slowDown(call call) {
	if !call.paced {
		return
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	c.pace = min(2*c.pace, maxPace)
}

// pages calls do for each page of a listing. Each page gets a new value from decode's caller.
func pages[T any](ctx context.Context, c *Client, call call, yield func([]T) bool) error {
	seen := map[string]bool{}
	for range maxPages {
		seen[call.path] = true
		var page []T
		resp, err := c.do(ctx, call, &page)
		if err != nil {
			return err
		}
		if !yield(page) {
			return nil
		}
		next, err := c.next(call, resp)
		if next == "" && err == nil && resp.StatusCode == http.StatusNotModified && len(page) > 0 {
			// That a last page has not changed does not say that none came after it.
			next = c.pageAfter(call.path)
		}
		if call.path = next; err != nil || call.path == "" {
			return err
		}
		if seen[call.path] {
			return &Error{Kind: Refused, Op: call.op, Message: "the pages lead in a circle"}
		}
	}
	return &Error{Kind: Refused, Op: call.op, Message: "the list does not end"}
}

// problem turns an answer of 300 and above into an *Error.
func (c *Client) problem(call call, resp *http.Response, body []byte) *Error {
	var answer struct {
		Message string          `json:"message"`
		Errors  json.RawMessage `json:"errors"`
	}
	_ = json.Unmarshal(body, &answer) // the status alone must do when the body is no JSON
	said := c.scrub(answer.Message)
	failure := &Error{Op: call.op, Status: resp.StatusCode, Message: said, Permission: call.permission}
	if c.options.Permission != "" && call.permission != readContents {
		failure.Permission = c.options.Permission
	}
	if failure.Message == "" {
		failure.Message = http.StatusText(resp.StatusCode)
	}
	header := resp.Header
	lower := strings.ToLower(said)
	switch status := resp.StatusCode; {
	case isLimit(resp, lower):
		failure.Kind = Limited
		failure.RetryAt = c.options.Now().Add(c.untilRetry(resp, 1))
		return limitErrorFrom(failure)
	case status >= 500:
		failure.Kind = Unreachable
		failure.Ambiguous = call.once
		failure.Message = "GitHub answered " + resp.Status
		failure.Message = clean(failure.Message, 100)
	case status == http.StatusUnauthorized:
		failure.Kind = Credentials
		if c.options.Token == "" {
			failure.Message = "GitHub asks for a token"
		} else {
			failure.Message = "GitHub does not accept the token" + c.source()
			failure.hint = "it may be expired, revoked or meant for another host; set GITHUB_TOKEN to a valid one with " + permissionWords(failure.Permission)
		}
	case status == http.StatusForbidden && strings.Contains(lower, "archived"):
		failure.Kind = Disabled
		failure.Message = "the repository is archived, so nothing can be written to it"
		failure.hint = "unarchive it, or name another repository with --repo"
	case status == http.StatusForbidden && strings.HasPrefix(header.Get("X-GitHub-SSO"), "required"):
		failure.Kind = Credentials
		failure.Message = "the token" + c.source() + " is not authorised for the organisation's single sign-on"
		failure.hint = "authorise it on the page of the token in your GitHub settings (Configure SSO)"
	case status == http.StatusForbidden:
		failure.Kind = Credentials
		failure.Message = "the token" + c.source() + " may not do this"
		if said != "" {
			failure.Message += " (" + said + ")"
		}
		c.namePermission(failure, header)
	case status == http.StatusNotFound && call.repo:
		failure.Kind = Credentials
		failure.Message = "the repository does not exist, or the token" + c.source() + " may not see it"
		c.namePermission(failure, header)
		failure.hint = "check the name; for a private repository the token needs " + permissionWords(failure.Permission)
	case status == http.StatusNotFound:
		failure.Kind = NotFound
		failure.Message = "not found"
	case status == http.StatusGone && (call.repo || strings.Contains(lower, "disabled")):
		failure.Kind = Disabled
		failure.Message = "issues are switched off in this repository"
	case status == http.StatusGone:
		failure.Kind = NotFound
		failure.Message = "deleted"
	case status == http.StatusUnprocessableEntity || status == http.StatusBadRequest:
		failure.Kind = Invalid
		failure.Fields = fields(answer.Errors)
		if detail := details(answer.Errors); detail != "" {
			failure.Message += " (" + c.scrub(detail) + ")"
		}
	default:
		failure.Kind = Refused
		failure.Message = "GitHub answered " + clean(resp.Status, 60)
		if said != "" {
			failure.Message += ": " + said
		}
	}
	return failure
}

// source says where the token came from: " from GITHUB_TOKEN".
func (c *Client) source() string {
	if c.options.TokenSource == "" {
		return ""
	}
	return " from " + c.options.TokenSource
}

// namePermission makes the missing permission as exact as the answer's headers allow.
func (c *Client) namePermission(failure *Error, header http.Header) {
	if accepted := c.scrub(header.Get("X-Accepted-GitHub-Permissions")); accepted != "" {
		// "issues=write; pull_requests=write" lists alternatives; the first is the narrowest.
		first, _, _ := strings.Cut(accepted, ";")
		name, level, _ := strings.Cut(strings.TrimSpace(first), "=")
		if name != "" && level != "" {
			words := map[string]string{"write": "read and write", "read": "read-only"}
			if w := words[level]; w != "" {
				level = w
			}
			name = strings.ReplaceAll(name, "_", " ")
			failure.Permission = strings.ToUpper(name[:1]) + name[1:] + ": " + level
		}
	}
	failure.hint = "the token needs " + permissionWords(failure.Permission)
	if scopes, ok := header["X-Oauth-Scopes"]; ok {
		have := c.scrub(strings.Join(scopes, ", "))
		if have == "" {
			have = "none"
		}
		failure.hint += "; it has the scopes: " + have
	}
}

type fieldError struct {
	Resource string `json:"resource"`
	Field    string `json:"field"`
	Code     string `json:"code"`
	Message  string `json:"message"`
}

// fieldErrors reads the "errors" of a 422, whose entries are objects or plain texts.
func fieldErrors(raw json.RawMessage) []fieldError {
	var entries []json.RawMessage
	if json.Unmarshal(raw, &entries) != nil {
		entries = []json.RawMessage{raw}
	}
	var all []fieldError
	for _, entry := range entries {
		var e fieldError
		if json.Unmarshal(entry, &e) != nil {
			_ = json.Unmarshal(entry, &e.Message)
		}
		all = append(all, e)
	}
	return all
}

func fields(raw json.RawMessage) []string {
	var names []string
	for _, e := range fieldErrors(raw) {
		if e.Field != "" {
			names = append(names, clean(e.Field, 40))
		}
	}
	return names
}

func details(raw json.RawMessage) string {
	var b bytes.Buffer
	for _, e := range fieldErrors(raw) {
		text := e.Message
		if text == "" {
			text = strings.TrimSpace(e.Field + " " + strings.ReplaceAll(e.Code, "_", " "))
		}
		if text == "" {
			continue
		}
		if b.Len() > 0 {
			b.WriteString(", ")
		}
		b.WriteString(text)
	}
	return b.String()
}
