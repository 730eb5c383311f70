package english_test

import (
	"bufio"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/blameless-postmortem/postmortem/internal/language"
	"github.com/blameless-postmortem/postmortem/internal/language/english"
)

// TestConstructions reads testdata/constructions*.txt: sentences that stand for a way to blame, each with the kinds of which a rule must find one, and among
// them their harmless doubles, behind a dash, of which nothing is said.
func TestConstructions(t *testing.T) {
	files, err := filepath.Glob("testdata/constructions*.txt")
	if err != nil || len(files) == 0 {
		t.Fatal("no sentences", err)
	}
	for _, file := range files {
		t.Run(filepath.Base(file), func(t *testing.T) { readConstructions(t, file) })
	}
}

func readConstructions(t *testing.T, file string) {
	t.Helper()
	f, err := os.Open(file)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = f.Close() }()
	names := map[string]language.Kind{
		"fault": language.PersonFault, "human-error": language.HumanError, "judgement": language.Judgement, "counterfactual": language.Counterfactual,
		"hindsight": language.Hindsight, "punitive": language.Punitive, "emotive": language.Emotive,
	}
	e := english.New()
	group := ""
	for lines := bufio.NewScanner(f); lines.Scan(); {
		line := lines.Text()
		if line == "" || line[0] == '#' {
			group = strings.TrimPrefix(line, "# ")
			continue
		}
		what, text, _ := strings.Cut(line, ": ")
		var got, ruled []language.Kind
		for _, r := range e.Read(language.Block{Text: text}, nil) {
			if r.Kind != language.Naming {
				got = append(got, r.Kind)
				if !r.Likely {
					ruled = append(ruled, r.Kind)
				}
			}
		}
		if what == "-" {
			if len(got) > 0 {
				t.Errorf("%s: %q: got %v, want silence", group, text, got)
			}
			continue
		}
		right := false
		for name := range strings.SplitSeq(what, "|") {
			kind, ok := names[name]
			if !ok {
				t.Fatalf("%q: no such kind: %s", line, name)
			}
			right = right || slices.Contains(ruled, kind)
		}
		if !right {
			t.Errorf("%s: %q: got %v, want %s", group, text, got, what)
		}
	}
}
