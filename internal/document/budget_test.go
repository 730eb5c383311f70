package document_test

import (
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/blameless-postmortem/postmortem/internal/document"
)

func TestBudget(t *testing.T) {
	month := 30 * 24 * time.Hour
	for front, want := range map[string]*document.Budget{
		"slo: {objective: 99.9, window: 30d, unavailable: 35m}":                   {Objective: 99.9, Window: month, Unavailable: 35 * time.Minute},
		"title: x\nSLO:\n  objective: 99.5 %\n  window: 4w\n  unavailable: 1h 5m": {Objective: 99.5, Window: 28 * 24 * time.Hour, Unavailable: 65 * time.Minute},
		"slo: {objective: 99, window: 30d}":                                       {Objective: 99, Window: month},
		"slo: 99.9":                                                               nil,
		"slo: {objective: 100, window: 30d}":                                      nil,
		"slo: {objective: NaN, window: 30d}":                                      nil,
		"slo: {objective: 99, window: 999999999w}":                                nil,
		"slo: {objective: 99, window: soon}":                                      nil,
		"slo: {objective: [99], window: 30d}":                                     nil,
		"title: x":                                                                nil,
	} {
		for _, end := range []string{"\n", "\r\n"} {
			source := strings.ReplaceAll("---\n"+front+"\n---\n# T\n", "\n", end)
			if diff := cmp.Diff(want, document.Parse("x.md", []byte(source)).Budget()); diff != "" {
				t.Errorf("%q: -want +got\n%s", source, diff)
			}
		}
	}
	if document.Parse("x.md", []byte("# T\n\n**SLO:** 99.9\n")).Budget() != nil {
		t.Error("a label in the body is read as a budget")
	}
	if burned := (document.Budget{Objective: 99, Window: 100 * time.Hour, Unavailable: 30 * time.Minute}).Burned(); burned < 0.499 || burned > 0.501 {
		t.Errorf("30 minutes of an hour's budget are %v of it", burned)
	}
}

func TestDay(t *testing.T) {
	for _, tt := range []struct{ path, source, want string }{
		{"x.md", "---\nstarted: 2026-11-20T23:30:00-02:00\n---\n", "2026-11-21"},
		{"2026-11-20-x.md", "# T\n", "2026-11-20"},
		{"x.md", "# T\n\n**Date:** November 20th, 2026\n", "2026-11-20"},
		{"x.md", "# T 2026-11-20\n", "2026-11-20"},
		{"x.md", "# T\n\n## Timeline\n\n- 2026-11-20 10:42 UTC [started] x\n", "2026-11-20"},
		{"x.md", "# T\n", "0001-01-01"},
	} {
		if got := document.Parse(tt.path, []byte(tt.source)).Day().Format(time.DateOnly); got != tt.want {
			t.Errorf("%s %q: %s, want %s", tt.path, tt.source, got, tt.want)
		}
	}
}
