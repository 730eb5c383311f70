package document

import (
	"iter"
	"math"
	"strconv"
	"strings"
	"time"

	"go.yaml.in/yaml/v3"
)

// Budget is what the front matter says of the error budget that an incident took from:
// "slo: {objective: 99.9, window: 30d, unavailable: 35m}".
type Budget struct {
	Objective   float64       // in percent, above 0 and below 100
	Window      time.Duration // over which the objective is held
	Unavailable time.Duration // how long the service was not, 0 when it is not said
}

// Budget reads it; nil where there is none or it can't be understood.
func (d *Document) Budget() *Budget {
	if !d.hasField("slo") || d.Meta.Span.Len() > maxFrontMatter {
		return nil
	}
	source := d.Source[d.Meta.Span.Start:d.Meta.Span.End]
	lines := strings.SplitAfter(string(source), "\n")
	if len(lines) < 3 {
		return nil
	}
	var root yaml.Node
	if yaml.Unmarshal([]byte(strings.Join(lines[1:len(lines)-1], "")), &root) != nil || len(root.Content) == 0 {
		return nil
	}
	values := map[string]string{}
	for key, slo := range pairs(root.Content[0]) {
		if !strings.EqualFold(key, "slo") {
			continue
		}
		for name, value := range pairs(slo) {
			values[strings.ToLower(name)] = value.Value // "" for what is no scalar
		}
	}
	objective, err := strconv.ParseFloat(strings.TrimSpace(strings.TrimSuffix(values["objective"], "%")), 64)
	window, ok := spanOfTime(values["window"])
	if err != nil || !(objective > 0 && objective < 100) || !ok || window == 0 {
		return nil
	}
	unavailable, _ := spanOfTime(values["unavailable"])
	return &Budget{Objective: objective, Window: window, Unavailable: unavailable}
}

// Burned is the share of the window's budget that the incident spent: 1 for all of it.
func (b Budget) Burned() float64 {
	return float64(b.Unavailable) / (float64(b.Window) * (100 - b.Objective) / 100)
}

// pairs are the keys and values of a mapping; of anything else there are none.
func pairs(n *yaml.Node) iter.Seq2[string, *yaml.Node] {
	return func(yield func(string, *yaml.Node) bool) {
		for i := 0; n.Kind == yaml.MappingNode && i+1 < len(n.Content); i += 2 {
			if !yield(n.Content[i].Value, n.Content[i+1]) {
				return
			}
		}
	}
}

func (d *Document) hasField(key string) bool {
	for _, f := range d.Meta.Fields {
		if strings.EqualFold(f.Key, key) {
			return true
		}
	}
	return false
}

// spanOfTime reads a length of time such as "30d", "1h 20m" or "4w"; false for anything else.
func spanOfTime(text string) (time.Duration, bool) {
	units := map[string]time.Duration{"w": 7 * 24 * time.Hour, "d": 24 * time.Hour, "h": time.Hour, "m": time.Minute, "min": time.Minute, "s": time.Second}
	rest := strings.ToLower(strings.TrimSpace(text))
	total := 0.0
	for rest != "" {
		digits := len(rest) - len(strings.TrimLeft(rest, "0123456789."))
		n, err := strconv.ParseFloat(rest[:digits], 64)
		if err != nil {
			return 0, false
		}
		rest = strings.TrimLeft(rest[digits:], " ")
		letters := len(rest) - len(strings.TrimLeft(rest, "abcdefghijklmnopqrstuvwxyz"))
		unit, ok := units[rest[:letters]]
		if !ok {
			return 0, false
		}
		total += n * float64(unit)
		rest = strings.TrimLeft(rest[letters:], " ")
	}
	if text == "" || total > math.MaxInt64/2 {
		return 0, false
	}
	return time.Duration(total), true
}
