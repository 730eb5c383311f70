package document_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/blameless-postmortem/postmortem/internal/document"
)

func TestMetrics(t *testing.T) {
	const times = "---\nstarted: 2026-11-20T09:58:00Z\ndetected: 2026-11-20T11:06:00+01:00\nmitigated: 2026-11-20T10:41:00Z\nresolved: 2026-11-20T12:15:00Z\n---\n"
	const day = "---\nstarted: 2026-11-20T09:58:00Z\n---\n## Timeline\n"
	tests := map[string]struct{ source, want string }{
		"from the metadata, over zones": {times, "8m0s - 43m0s 2h17m0s"},
		"from the timeline": {
			"## Timeline\n- 2026-11-20 09:58 UTC [started] a\n- 10:06 UTC [detected] b\n- 10:14 UTC [acknowledged] c\n- 10:41 UTC [mitigated] d\n- 2026-11-21 01:00 UTC [resolved] e\n",
			"8m0s 16m0s 43m0s 15h2m0s",
		},
		"the metadata wins":                    {times + "## Timeline\n- 10:30 [detected] later\n- 10:14 [acknowledged] c\n", "8m0s 16m0s 43m0s 2h17m0s"},
		"the timeline fills what is missing":   {day + "- 09:58 [started] a\n- 10:00 [detected] b\n", "2m0s - - -"},
		"at once is zero, not unknown":         {day + "- 09:58 [detected] b\n", "0s - - -"},
		"without a start":                      {"---\ndetected: 2026-11-20T10:06:00Z\n---\n", "- - - -"},
		"the end before the start":             {"---\nstarted: 2026-11-20T09:58:00Z\nresolved: 2026-11-20T09:00:00Z\n---\n", "- - - -"},
		"the first detection, the last repair": {day + "- 10:10 [detected] b\n- 10:05 [detected] a\n- 10:41 [mitigated] d\n- 11:30 [mitigated] again\n", "7m0s - 1h32m0s -"},
		"an instant that can't be known":       {"## Timeline\n- 09:58 [started] a\n- 10:06 [detected] b\n", "- - - -"},
		"counted from a start nobody tells":    {"## Timeline\n- T+0 [started] a\n- T+5m [detected] b\n- 3 minutes later [acknowledged] c\n- T+1h [mitigated] d\n- T+30m [mitigated] d\n- T+2h [resolved] e\n", "5m0s 8m0s 1h0m0s 2h0m0s"},
		"counted, and begun before":            {"## Timeline\n| T+ | Event |\n|-|-|\n| -10 | [started] a |\n| 5 | [detected] b |\n", "15m0s - - -"},
		"counted, without a start":             {"## Timeline\n- T+5m Alert fires\n- T+1h Incident resolved\n", "5m0s - - 1h0m0s"},
		"counted from what has no instant":     {"## Timeline\n- 09:58 [started] a\n- 5 minutes later [detected] b\n", "- - - -"},
		"nothing":                              {"", "- - - -"},
	}
	for name, test := range tests {
		m := document.Parse("x.md", []byte(test.source)).Metrics()
		var got []string
		for _, d := range []*time.Duration{m.TimeToDetect, m.TimeToAcknowledge, m.TimeToMitigate, m.TimeToResolve} {
			if d == nil {
				got = append(got, "-")
			} else {
				got = append(got, fmt.Sprint(*d))
			}
		}
		if text := strings.Join(got, " "); text != test.want {
			t.Errorf("%s: %s, want %s", name, text, test.want)
		}
	}
}
