package lsp

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"sync"

	"github.com/creachadair/jrpc2/channel"
)

// client is the channel to the client. It hands on a message when what was asked before is answered, and the end when all that was told is dealt with: whoever
// pipes a script of requests in closes its end at once.
type client struct {
	channel.Channel
	ctx context.Context
	// settle deals with what is left when nothing more will come.
	settle func()

	ended error // what the channel ended with; of Recv alone
	exits bool  // the client has said exit; of Recv alone

	mu       sync.Mutex
	answered chan struct{} // closed when the request is answered that was handed on last; nil: it is
}

// last is a request of our own, which no client sees: it is refused when the notifications before it are dealt with.
const (
	lastID = `"postmortem: the last request"`
	last   = `{"jsonrpc":"2.0","id":` + lastID + `,"method":"$/last"}`
)

// Recv is part of channel.Channel.
func (c *client) Recv() ([]byte, error) {
	c.wait()
	if c.exits { // a message that came while the server stops would find it gone
		<-c.ctx.Done()
		return nil, io.EOF
	}
	if c.ended != nil {
		c.settle()
		return nil, c.ended
	}
	message, err := c.Channel.Recv()
	if mismatch := (*channel.ContentTypeMismatchError)(nil); errors.As(err, &mismatch) {
		err = nil // all there ever was is JSON in UTF-8
	}
	if err != nil && c.ctx.Err() == nil {
		c.ended = err
		message, err = []byte(last), nil
	}
	if err == nil {
		m := fieldsOf(message)
		c.exits = string(m["method"]) == `"exit"`
		if m.has("method") && m.has("id") {
			c.mu.Lock()
			c.answered = make(chan struct{})
			c.mu.Unlock()
		}
	}
	return message, err
}

// wait waits until what was asked is answered, or nobody will answer.
func (c *client) wait() {
	c.mu.Lock()
	answered := c.answered
	c.mu.Unlock()
	if answered == nil {
		return
	}
	select {
	case <-answered:
	case <-c.ctx.Done():
	}
}

// Send is part of channel.Channel.
func (c *client) Send(message []byte) error {
	m := fieldsOf(message)
	if m.has("method") {
		return c.Channel.Send(message)
	}
	var err error
	if string(m["id"]) != lastID {
		err = c.Channel.Send(message)
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.answered != nil {
		close(c.answered)
		c.answered = nil
	}
	return err
}

// fields are those of a message.
type fields map[string]json.RawMessage

// fieldsOf are those of a message that is one object; what is anything else has none.
func fieldsOf(message []byte) fields {
	var m fields
	if json.Unmarshal(message, &m) != nil {
		return nil
	}
	return m
}

// has reports whether a field says something.
func (f fields) has(name string) bool {
	return f[name] != nil && string(f[name]) != "null" && string(f[name]) != `""`
}
