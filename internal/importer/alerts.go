package importer

import (
	"encoding/json"
	"slices"
	"strings"
	"time"

	"github.com/blameless-postmortem/postmortem/internal/document"
)

// alert has the fields of an alert as Alertmanager sends it to a webhook (https://prometheus.io/docs/alerting/latest/configuration,
// "webhook_config") and lists it (GET /api/v2/alerts), as Prometheus lists it (GET /api/v1/alerts), as Grafana sends it, and of an
// annotation that Grafana keeps of a change of state (GET /api/annotations).
type alert struct {
	Status       json.RawMessage // "firing", "resolved" or {"state": "active"}
	State        string
	Labels       map[string]string
	Annotations  map[string]string
	StartsAt     string
	EndsAt       string
	ActiveAt     string
	GeneratorURL string
	DashboardURL string
	PanelURL     string

	AlertName    string
	NewState     string
	Time         json.Number // milliseconds since 1970
	TimeEnd      json.Number
	Text         string
	Tags         []string
	DashboardUID string
}

func (in *Import) alerts(records []record) error {
	return each(in, records, func(r record, a alert) bool {
		in.unrelated = in.unrelated || r.around["receiver"] == nil && r.around["groupKey"] == nil
		if at, ok := milliseconds(a.Time); ok {
			in.annotation(a, at)
			return true
		}
		at, ok := instant(firstOf(a.StartsAt, a.ActiveAt))
		if !ok {
			return false
		}
		name := firstOf(a.Annotations["summary"], a.Annotations["message"], a.Annotations["description"], a.Annotations["title"])
		if label := a.Labels["alertname"]; name == "" {
			name = firstOf(label, "an alert") + a.where()
		} else if label != "" && !strings.Contains(name, label) {
			name = label + ": " + name
		}
		source := firstOf(a.PanelURL, a.DashboardURL, a.GeneratorURL)
		in.add(Event{At: at, Text: "Alert fires: " + name, Milestone: document.Detected, Source: source})
		if end, ok := instant(a.EndsAt); ok && a.over() && end.After(at) {
			in.add(Event{At: end, Text: "Alert ends: " + name, Source: source})
		}
		return true
	})
}

// over reports whether the alert says that it has ended; the end of one that still fires lies in the future and means nothing.
func (a alert) over() bool {
	if s := text(a.Status); s != "" {
		return s == "resolved"
	}
	var status struct{ State string }
	return json.Unmarshal(a.Status, &status) != nil || status.State == ""
}

// where names what the alert is about by its labels.
func (a alert) where() string {
	var parts []string
	for _, key := range []string{"service", "job", "instance", "cluster", "region", "namespace"} {
		if v := a.Labels[key]; v != "" && !slices.Contains(parts, v) {
			parts = append(parts, v)
		}
	}
	if len(parts) == 0 {
		return ""
	}
	return " (" + strings.Join(parts, ", ") + ")"
}

// annotation reads a mark on Grafana's graphs: a change of an alert's state, or what somebody wrote there.
func (in *Import) annotation(a alert, at time.Time) {
	if a.NewState == "" {
		in.add(Event{At: at, Text: firstOf(a.Text, strings.Join(a.Tags, ", "))})
		return
	}
	name := firstOf(a.AlertName, a.Text, "an alert")
	switch strings.ToLower(a.NewState) {
	case "alerting":
		in.add(Event{At: at, Text: "Alert fires: " + name, Milestone: document.Detected})
	case "ok", "normal":
		in.add(Event{At: at, Text: "Alert ends: " + name})
	default:
		in.LeftOut++ // pending, paused, no data
	}
}

func milliseconds(n json.Number) (time.Time, bool) {
	ms, err := n.Int64()
	if err != nil || ms < 1e11 || ms > 1e14 {
		return time.Time{}, false
	}
	return time.UnixMilli(ms).UTC(), true
}
