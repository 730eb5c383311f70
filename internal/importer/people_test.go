package importer_test

import (
	"testing"
	"time"

	"github.com/blameless-postmortem/postmortem/internal/document"
	"github.com/blameless-postmortem/postmortem/internal/importer"
)

func TestNamesAreWholeWords(t *testing.T) {
	in, err := importer.Read([]byte(`[
		{"ts": "1795168680.0", "user": "U1", "text": "alert: the canal is down, @al and al's team look", "user_profile": {"display_name": "al"}},
		{"ts": "1795168681.0", "user": "U2", "text": "asked <@U1>, <@U9|Bo Diaz> and @dee.f; <!here> mail x@y.io, see @types/node", "user_profile": {"display_name": "Cy Li"}},
		{"ts": "1795168682.0", "user": "U1", "text": "Cy Li rolled back, Cy Lindt did not", "user_profile": {"display_name": "al"}},
		{"ts": "1795168683.0", "user": "B1", "text": "deploy done", "bot_profile": {"name": "deploy"}}
	]`), importer.Options{})
	if err != nil {
		t.Fatal(err)
	}
	for i, want := range []struct{ named, unnamed string }{
		{"alert: the canal is down, @al and al's team look", "alert: the canal is down, a responder and a responder's team look"},
		{
			"Cy Li: asked @al, @Bo Diaz and @dee.f; @here mail x@y.io, see @types/node",
			"asked a responder, a responder and a responder; @here mail x@y.io, see @types/node",
		},
		{"al: Cy Li rolled back, Cy Lindt did not", "a responder rolled back, Cy Lindt did not"},
		{"deploy done", "a responder done"},
	} {
		if got := in.Events[i].Line(true); got != want.named {
			t.Errorf("got  %q\nwant %q", got, want.named)
		}
		if got := in.Events[i].Line(false); got != want.unnamed {
			t.Errorf("got  %q\nwant %q", got, want.unnamed)
		}
	}
	alert := importer.Event{Text: "alert: the canal is down", Who: "al"}
	if got := alert.Line(true) + "; " + alert.Line(false); got != "al: alert: the canal is down; alert: the canal is down" {
		t.Errorf("got %q", got)
	}
}

func TestMilestonesOfUnrelatedAlerts(t *testing.T) {
	const old = `{"labels": {"alertname": "Cert"}, "startsAt": "2026-10-01T08:00:00Z", "status": {"state": "active"}}`
	const now = `{"labels": {"alertname": "Down"}, "startsAt": "2026-11-20T10:06:00Z", "status": {"state": "active"}}`
	const also = `{"labels": {"alertname": "Disk"}, "startsAt": "2026-11-20T10:09:00Z", "status": {"state": "active"}}`
	started := map[string]time.Time{document.Started: time.Date(2026, 11, 20, 10, 0, 0, 0, time.UTC)}
	for name, test := range map[string]struct {
		export  string
		reached map[string]time.Time
		want    string
	}{
		"one":                 {"[" + now + "]", nil, "Alert fires: Down"},
		"two":                 {"[" + old + "," + now + "]", nil, ""},
		"two, one of it":      {"[" + old + "," + now + "]", started, "Alert fires: Down"},
		"three, two of it":    {"[" + old + "," + now + "," + also + "]", started, ""},
		"in one notification": {`{"receiver": "pager", "alerts": [` + now + "," + also + "]}", nil, "Alert fires: Down"},
		"known already":       {"[" + now + "]", map[string]time.Time{document.Detected: started[document.Started]}, ""},
	} {
		in, err := importer.Read([]byte(test.export), importer.Options{Reached: test.reached})
		if err != nil {
			t.Fatal(err)
		}
		got := ""
		for _, e := range in.Events {
			if e.Milestone == document.Detected {
				got += e.Text
			}
		}
		if got != test.want {
			t.Errorf("%s: detected by %q", name, got)
		}
	}
}
