package github

import (
	"math"
	"net/http"
	"strconv"
	"strings"
	"time"
)

// isLimit reports whether an answer is a primary or secondary rate limit. GitHub gives both as 403 or 429.
func isLimit(resp *http.Response, message string) bool {
	switch resp.StatusCode {
	case http.StatusTooManyRequests:
		return true
	case http.StatusForbidden:
		return resp.Header.Get("Retry-After") != "" || resp.Header.Get("X-RateLimit-Remaining") == "0" ||
			strings.Contains(message, "rate limit") || strings.Contains(message, "abuse detection")
	}
	return false
}

// untilRetry is how long GitHub asks to wait: Retry-After, else the reset of the limit, else a minute, doubled with each attempt (from 1), as its documentation advises.
func (c *Client) untilRetry(resp *http.Response, attempt int) time.Duration {
	const least = time.Second
	now := c.options.Now()
	if after := resp.Header.Get("Retry-After"); after != "" {
		if seconds, err := strconv.ParseInt(after, 10, 64); err == nil {
			return max(least, duration(seconds))
		}
		if at, err := http.ParseTime(after); err == nil {
			return max(least, at.Sub(serverNow(resp, now)))
		}
	}
	if reset, ok := resetOf(resp); ok && resp.Header.Get("X-RateLimit-Remaining") == "0" {
		// The reset is a full second of GitHub's clock: one second more is surely past it.
		return max(least, reset.Sub(serverNow(resp, now))+least)
	}
	return time.Minute << (attempt - 1)
}

// noteLimit remembers that an answer used up the limit, so that the next request waits instead of being refused.
func (c *Client) noteLimit(resp *http.Response) {
	reset, ok := resetOf(resp)
	if !ok || resp.Header.Get("X-RateLimit-Remaining") != "0" || resp.StatusCode >= 300 {
		return
	}
	now := c.options.Now()
	c.mu.Lock()
	defer c.mu.Unlock()
	c.limitedTill = now.Add(reset.Sub(serverNow(resp, now)) + time.Second)
}

func resetOf(resp *http.Response) (time.Time, bool) {
	seconds, err := strconv.ParseInt(resp.Header.Get("X-RateLimit-Reset"), 10, 64)
	if err != nil || seconds <= 0 {
		return time.Time{}, false
	}
	return time.Unix(seconds, 0), true
}

// serverNow is the server's clock where it tells it: a wait must not depend on how wrong ours is.
func serverNow(resp *http.Response, now time.Time) time.Time {
	if date, err := http.ParseTime(resp.Header.Get("Date")); err == nil {
		return date
	}
	return now
}

// duration is a number of seconds that may be absurd.
func duration(seconds int64) time.Duration {
	if seconds > int64(math.MaxInt64/time.Second) {
		return math.MaxInt64
	}
	return time.Duration(max(0, seconds)) * time.Second
}

func limitError(call call, until time.Time) *Error {
	return limitErrorFrom(&Error{Kind: Limited, Op: call.op, Status: 0, RetryAt: until})
}

func limitErrorFrom(failure *Error) *Error {
	failure.Message = "GitHub's rate limit is used up until " + failure.RetryAt.UTC().Format("2006-01-02 15:04:05 UTC")
	return failure
}
