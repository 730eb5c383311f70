package english_test

import (
	"bufio"
	"encoding/json"
	"flag"
	"os"
	"regexp"
	"sort"
	"strconv"
	"strings"
	"testing"

	"github.com/blameless-postmortem/postmortem/internal/language"
	"github.com/blameless-postmortem/postmortem/internal/language/english"
)

var (
	labelsFile = flag.String("labels", "", "a file of labelled sentences, JSON Lines")
	half       = flag.String("half", "", "only the sentences whose id ends in an odd or even number")
)

var labelOf = map[language.Kind]string{
	language.PersonFault: "person-fault", language.HumanError: "human-error", language.Judgement: "judgement",
	language.Counterfactual: "counterfactual", language.Hindsight: "hindsight", language.Punitive: "punitive",
	language.Emotive: "emotive", language.Naming: "naming",
}

type labelled struct {
	ID, Lang, Text, Kind string
	Labels               []string
}

// TestAccuracy measures the reader against labelled sentences: go test -run Accuracy -labels FILE. A remark counts for
// its sentence; "naming" counts for nothing.
func TestAccuracy(t *testing.T) {
	if *labelsFile == "" {
		t.Skip("no -labels FILE given")
	}
	f, err := os.Open(*labelsFile)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	reader := english.New()
	var hits, misses, alarms, silent, right int
	found, total := map[string]int{}, map[string]int{}
	in := bufio.NewScanner(f)
	in.Buffer(nil, 1<<20)
	for in.Scan() {
		var l labelled
		if err := json.Unmarshal(in.Bytes(), &l); err != nil {
			t.Fatal(err)
		}
		if l.Lang != "en" || !inHalf(l.ID) {
			continue
		}
		want := map[string]bool{}
		for _, label := range l.Labels {
			if label != "naming" {
				want[label] = true
				total[label]++
			}
		}
		got := map[string]bool{}
		var told []string
		for _, b := range blocks(l.Text) {
			for _, r := range reader.Read(b, nil) {
				if r.Kind != language.Naming {
					got[labelOf[r.Kind]] = true
					told = append(told, labelOf[r.Kind]+" "+strconv.Quote(b.Text[r.Range.Start:r.Range.End]))
				}
			}
		}
		for label := range want {
			if got[label] {
				found[label]++
			}
		}
		agree := false
		for label := range got {
			agree = agree || want[label]
		}
		switch {
		case len(want) > 0 && len(got) > 0:
			hits++
			if agree {
				right++
			} else {
				t.Logf("label  %s %v: %s\n         %v", l.ID, l.Labels, l.Text, told)
			}
		case len(want) > 0:
			misses++
			t.Logf("miss   %s %v: %s", l.ID, l.Labels, l.Text)
		case len(got) > 0:
			alarms++
			t.Logf("alarm  %s: %s\n         %v", l.ID, l.Text, told)
		default:
			silent++
		}
	}
	precision := float64(hits) / max(float64(hits+alarms), 1)
	recall := float64(hits) / max(float64(hits+misses), 1)
	t.Logf("hits %d, misses %d, false alarms %d, rightly silent %d", hits, misses, alarms, silent)
	t.Logf("precision %.3f  recall %.3f  F1 %.3f  right label %.3f", precision, recall, 2*precision*recall/max(precision+recall, 1e-9), float64(right)/max(float64(hits), 1))
	labels := make([]string, 0, len(total))
	for label := range total {
		labels = append(labels, label)
	}
	sort.Strings(labels)
	for _, label := range labels {
		t.Logf("%-15s recall %.3f (%d of %d)", label, float64(found[label])/float64(total[label]), found[label], total[label])
	}
}

func inHalf(id string) bool {
	n, err := strconv.Atoi(id[strings.LastIndexByte(id, '-')+1:])
	return *half == "" || err != nil || (n%2 == 1) == (*half == "odd")
}

var (
	listMark    = regexp.MustCompile(`^\s*(?:[-*+]|\d+[.)])\s+(?:\[[ xX]\]\s+)?`)
	headingMark = regexp.MustCompile(`^#+\s+`)
	clockStart  = regexp.MustCompile(`^\d{1,2}:\d{2}`)
	link        = regexp.MustCompile(`\[([^\]]*)\]\([^)]*\)`)
	emphasis    = regexp.MustCompile(`\*\*|__|(^|\W)[*_](\w)`)
)

// blocks makes of a line of markdown what the document parser would: enough of it to measure with.
func blocks(line string) []language.Block {
	form := language.ListItem
	switch {
	case headingMark.MatchString(line):
		form = language.Heading
		line = headingMark.ReplaceAllString(line, "")
	case strings.HasPrefix(line, "|"):
		var out []language.Block
		for cell := range strings.SplitSeq(strings.Trim(line, "| "), "|") {
			out = append(out, plainBlock(strings.TrimSpace(cell), language.TableCell))
		}
		return out
	}
	line = listMark.ReplaceAllString(line, "")
	if clockStart.MatchString(line) {
		form = language.Event
	}
	return []language.Block{plainBlock(line, form)}
}

func plainBlock(s string, form language.Form) language.Block {
	s = link.ReplaceAllString(s, "$1")
	s = emphasis.ReplaceAllString(s, "$1$2")
	b := language.Block{Form: form}
	var out strings.Builder
	for i, part := range strings.Split(s, "`") {
		if i%2 == 1 && part != "" {
			b.Names = append(b.Names, language.Range{Start: out.Len(), End: out.Len() + len(part)})
		}
		out.WriteString(part)
	}
	b.Text = out.String()
	return b
}
