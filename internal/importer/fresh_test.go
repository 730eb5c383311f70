package importer_test

import (
	"fmt"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/blameless-postmortem/postmortem/internal/importer"
)

// What one export holds is kept, but for what it holds twice.
func TestFreshKeepsWhatOneExportSays(t *testing.T) {
	at := time.Date(2026, 11, 20, 10, 6, 0, 0, time.UTC)
	second := func(n int) time.Time { return at.Add(time.Duration(n) * time.Second) }
	for name, events := range map[string][]importer.Event{
		"marks without letters": {{At: at, Text: "❌", Who: "Kaz"}, {At: at, Text: "✅", Who: "Kaz"}, {At: at, Text: "?!"}, {At: at, Text: "…"}},
		"a part of a longer text": {
			{At: at, Text: "restarting the api"}, {At: second(30), Text: "restarting the api did not help, errors still at 40%"},
			{At: second(40), Text: "restarting the api"},
		},
		"the same words twice": {{At: at, Text: "rolled back"}, {At: second(1), Text: "rolled back"}, {At: second(1), Text: "rolled back", Who: "Kaz"}},
		"one rule, two machines": {
			{At: at, Text: "Alert fires: DiskFull (a)", Source: "https://prometheus.example.com/graph"},
			{At: at, Text: "Alert fires: DiskFull (b)", Source: "https://prometheus.example.com/graph"},
		},
	} {
		fresh, duplicates := importer.Fresh(append(events, events...), nil)
		if diff := cmp.Diff(texts(events), texts(fresh)); diff != "" || duplicates != len(events) {
			t.Errorf("%s: %d duplicates, -want +got\n%s", name, duplicates, diff)
		}
		// And what is there already is known again, with the names and without.
		for _, names := range []bool{true, false} {
			var there []importer.Event
			for _, e := range events {
				there = append(there, importer.Event{At: e.At, Text: e.Line(names), Source: e.Source})
			}
			if fresh, _ := importer.Fresh(events, there); len(fresh) > 0 {
				t.Errorf("%s: again: %q", name, texts(fresh))
			}
		}
	}
}

func TestFreshOfMoreThanIsThere(t *testing.T) {
	at := time.Date(2026, 11, 20, 10, 6, 0, 0, time.UTC)
	events := []importer.Event{
		{At: at, Text: "restarting the api"}, {At: at, Text: "restarting the api did not help"}, {At: at, Text: "✅", Who: "Kaz"},
		{At: at, Text: "DiskFull on b", Source: "https://prometheus.example.com/graph"},
		{At: at, Text: "DiskFull on c", Source: "https://prometheus.example.com/graph"},
	}
	for name, test := range map[string]struct {
		there importer.Event
		want  []string
	}{
		"longer by hand":   {importer.Event{At: at, Text: "Kaz was restarting the api, twice"}, texts(events[1:])},
		"the shorter":      {events[0], texts(events[1:])},
		"the longer":       {events[1], append(texts(events[:1]), texts(events[2:])...)},
		"another mark":     {importer.Event{At: at, Text: "Kaz: ❌"}, texts(events)},
		"the link of many": {importer.Event{At: at, Text: "DiskFull on a", Source: "https://prometheus.example.com/graph"}, texts(events)},
	} {
		fresh, _ := importer.Fresh(events, []importer.Event{test.there})
		if diff := cmp.Diff(test.want, texts(fresh)); diff != "" {
			t.Errorf("%s: -want +got\n%s", name, diff)
		}
	}
}

func texts(events []importer.Event) []string {
	var list []string
	for _, e := range events {
		list = append(list, e.Text)
	}
	return list
}

func BenchmarkFresh(b *testing.B) {
	for _, n := range []int{1000, 8000} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			at := time.Date(2026, 11, 20, 10, 6, 0, 0, time.UTC)
			var events, there []importer.Event
			for i := range n {
				events = append(events, importer.Event{At: at, Text: fmt.Sprintf("request %d failed in the checkout", i), Who: "kaz"})
				there = append(there, importer.Event{At: at, Text: fmt.Sprintf("kaz: reply %d came from the checkout", i)})
			}
			for b.Loop() {
				importer.Fresh(events, there)
			}
		})
	}
}
