package learn

import (
	"encoding/binary"
	"errors"
	"math"
	"time"
)

// codecVersion changes when what is kept changes.
const codecVersion = "2"

var errCorrupt = errors.New("the entry of the cache can't be read")

// coder writes the parts of a postmortem, or reads them, in the one order that keep tells.
type coder interface {
	text(*string)
	number(*int)
	flag(*bool)
	real(*float64)
	moment(*time.Time)
	span(*time.Duration)
	length(n int) int // of a list, when read: never more than there are bytes left
}

// keep is everything of a postmortem but its path.
func (p *Postmortem) keep(c coder) {
	c.flag(&p.brief)
	c.text(&p.Title)
	for _, at := range []*time.Time{&p.Day, &p.begun, &p.Started, &p.Detected, &p.Acknowledged, &p.Mitigated, &p.Resolved} {
		c.moment(at)
	}
	for _, d := range []**time.Duration{&p.Metrics.TimeToDetect, &p.Metrics.TimeToAcknowledge, &p.Metrics.TimeToMitigate, &p.Metrics.TimeToResolve} {
		if optional(c, d) {
			c.span(*d)
		}
	}
	c.text(&p.Status)
	c.text(&p.Severity)
	for _, list := range []*[]string{&p.Services, &p.Authors, &p.Tags, &p.Factors, &p.Lessons} {
		each(c, list, func(s *string) { c.text(s) })
	}
	c.text(&p.Summary)
	if optional(c, &p.Budget) {
		c.real(&p.Budget.Objective)
		c.span(&p.Budget.Window)
		c.span(&p.Budget.Unavailable)
	}
	each(c, &p.Actions, func(a *Action) {
		for _, s := range []*string{&a.Title, &a.Type, &a.Priority, &a.Owner, &a.Factor, &a.Status, &a.Strength, &a.Issue, &a.IssueURL} {
			c.text(s)
		}
		c.number(&a.Line)
		c.moment(&a.Due)
		c.flag(&a.Done)
		c.flag(&a.Dropped)
	})
	each(c, &p.Sections, func(s *Section) {
		c.text(&s.Name)
		c.text(&s.Heading)
		c.number(&s.Level)
		c.number(&s.Line)
		each(c, &s.Passages, func(q *Passage) {
			c.number(&q.Line)
			c.text(&q.Text)
			c.flag(&q.Code)
		})
	})
}

func each[T any](c coder, list *[]T, one func(*T)) {
	n := c.length(len(*list))
	if n > 0 && len(*list) == 0 {
		*list = make([]T, n)
	}
	for i := range *list {
		one(&(*list)[i])
	}
}

// optional makes room for what is there, and reports whether it is.
func optional[T any](c coder, value **T) bool {
	there := *value != nil
	c.flag(&there)
	if there && *value == nil {
		*value = new(T)
	}
	return there
}

// encoder appends to a buffer.
type encoder struct{ out []byte }

func (e *encoder) text(s *string) {
	e.out = append(binary.AppendUvarint(e.out, uint64(len(*s))), *s...)
}
func (e *encoder) number(n *int)    { e.out = binary.AppendVarint(e.out, int64(*n)) }
func (e *encoder) length(n int) int { e.out = binary.AppendUvarint(e.out, uint64(n)); return n }
func (e *encoder) flag(b *bool) {
	n := byte(0)
	if *b {
		n = 1
	}
	e.out = append(e.out, n)
}
func (e *encoder) real(f *float64) {
	e.out = binary.BigEndian.AppendUint64(e.out, math.Float64bits(*f))
}
func (e *encoder) span(d *time.Duration) {
	e.out = binary.AppendVarint(e.out, int64(*d))
}
func (e *encoder) moment(t *time.Time) {
	e.out = binary.AppendVarint(e.out, t.Unix())
	e.out = binary.AppendUvarint(e.out, uint64(t.Nanosecond()))
}

// decoder reads what encoder wrote. Its texts are parts of in. What does not fit sets err, and everything read after that is zero.
type decoder struct {
	in  string
	err error
}

func (d *decoder) fail() {
	d.in, d.err = "", errCorrupt
}

func (d *decoder) uvarint() uint64 {
	var n uint64
	for shift := 0; shift < 64 && shift/7 < len(d.in); shift += 7 {
		b := d.in[shift/7]
		n |= uint64(b&0x7f) << shift
		if b < 0x80 {
			d.in = d.in[shift/7+1:]
			return n
		}
	}
	d.fail()
	return 0
}

func (d *decoder) varint() int64 {
	n := d.uvarint()
	return int64(n>>1) ^ -int64(n&1)
}

func (d *decoder) text(s *string) {
	n := d.uvarint()
	if n > uint64(len(d.in)) {
		d.fail()
		return
	}
	*s, d.in = d.in[:n], d.in[n:]
}

func (d *decoder) number(n *int) { *n = int(d.varint()) }

func (d *decoder) length(int) int {
	n := d.uvarint()
	if n > uint64(len(d.in)) {
		d.fail()
		return 0
	}
	return int(n)
}

func (d *decoder) flag(b *bool) {
	if d.in == "" {
		d.fail()
		*b = false
		return
	}
	*b, d.in = d.in[0] == 1, d.in[1:]
}

func (d *decoder) real(f *float64) {
	if len(d.in) < 8 {
		d.fail()
		return
	}
	*f, d.in = math.Float64frombits(binary.BigEndian.Uint64([]byte(d.in[:8]))), d.in[8:]
}

func (d *decoder) span(t *time.Duration) { *t = time.Duration(d.varint()) }

func (d *decoder) moment(t *time.Time) {
	seconds, nanoseconds := d.varint(), d.uvarint()
	if nanoseconds >= 1e9 {
		d.fail()
		return
	}
	*t = time.Unix(seconds, int64(nanoseconds)).UTC()
	if t.IsZero() {
		*t = time.Time{}
	}
}

func encode(p *Postmortem) []byte {
	var e encoder
	p.keep(&e)
	return e.out
}

func decode(in string) (*Postmortem, error) {
	p := &Postmortem{}
	d := decoder{in: in}
	p.keep(&d)
	if d.err == nil && d.in != "" {
		d.err = errCorrupt
	}
	return p, d.err
}
