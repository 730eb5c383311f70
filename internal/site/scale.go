package site

import (
	"math"
	"time"
)

// The scale of durations is logarithmic, from a minute to thirty days: they differ by so much that on any other most would lie on top of one another.
const (
	scaleFrom = time.Minute
	scaleTo   = 30 * 24 * time.Hour
)

// onScale is where a duration stands, in thousandths.
func onScale(d time.Duration) float64 {
	d = min(max(d, scaleFrom), scaleTo)
	return round(1000 * math.Log(float64(d)/float64(scaleFrom)) / math.Log(float64(scaleTo)/float64(scaleFrom)))
}

// scaleMark is a duration that the scale names.
type scaleMark struct {
	Name string
	X    float64
}

// Marks are those of the scale.
func (d distribution) Marks() []scaleMark {
	var all []scaleMark
	for _, at := range []time.Duration{time.Minute, 10 * time.Minute, time.Hour, 6 * time.Hour, 24 * time.Hour, 7 * 24 * time.Hour, scaleTo} {
		all = append(all, scaleMark{d.words.duration(at), onScale(at)})
	}
	return all
}
