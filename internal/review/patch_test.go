package review

import (
	"fmt"
	"reflect"
	"strings"
	"testing"

	"github.com/blameless-postmortem/postmortem/internal/lint"
)

func TestReadPatch(t *testing.T) {
	for patch, want := range map[string]string{
		"": "[]",
		"@@ -1,3 +1,4 @@ # Heading\n a\n-b\n+c\n+d\n e":                    "[1-4 +[{2 3}]]",
		"@@ -1 +1 @@\n-a\n\\ No newline at end of file\n+b\n\\ No newline": "[1-1 +[{1 1}]]",
		"@@ -0,0 +1,2 @@\n+a\n+@@ -1 +1 @@":                                "[1-2 +[{1 2}]]",
		"@@ -3,2 +2,0 @@\n-a\n-b":                                          "[3-2 +[]]",
		"@@ -1,2 +1,2 @@\n a\r\n-b\r\n+c\r\n@@ -9,2 +9,3 @@ x\n i\n+j\n k": "[1-2 +[{2 2}] 9-11 +[{10 10}]]",
		"@@ -1,3 +1,5 @@\n+a\n b\n+c\n\n+d":                                "[1-5 +[{1 1} {3 3} {5 5}]]",
		"Subproject commit abc":                                            "[]",
		"@@ -1 +99999999999999999999 @@\n+a":                               "[]",
		"@@ -1,2 +1,-3 @@\n+a":                                             "[]",
	} {
		var got []string
		for _, h := range readPatch(patch) {
			got = append(got, fmt.Sprintf("%d-%d +%v", h.First, h.Last, append([]lint.Lines{}, h.added...)))
		}
		if text := fmt.Sprint(got); text != want {
			t.Errorf("%q: got %s, want %s", patch, text, want)
		}
	}
}

func FuzzReadPatch(f *testing.F) {
	f.Add("@@ -1,3 +1,4 @@ x\n a\n-b\n+c\n+d\n e\n\\ No newline")
	f.Fuzz(func(t *testing.T, patch string) {
		lines := strings.Count(patch, "\n") + 1
		for _, h := range readPatch(patch) {
			if h.Last-h.First >= lines || h.First < 0 {
				t.Fatalf("%+v", h)
			}
			last := h.First - 1
			for _, a := range h.added {
				if a.First <= last || a.Last < a.First || a.Last > h.Last {
					t.Fatalf("%+v", h)
				}
				last = a.Last
			}
		}
	})
}

func FuzzRecall(f *testing.F) {
	f.Add("<!-- postmortem:review 0123456789abcdef.01234567 and 0123456789abcdef.01234567 -->\ntext")
	f.Fuzz(func(t *testing.T, text string) {
		marks, said, ok := recall(reviewKind, text)
		if !ok {
			return
		}
		again, saidAgain, ok := recall(reviewKind, remember(reviewKind, marks, said, "x"))
		if n := min(len(marks), maxMarks); !ok || saidAgain != min(said, n) || n > 0 && !reflect.DeepEqual(again, marks[:n]) {
			t.Fatalf("%q: got %v (%d), want %v (%d)", text, again, saidAgain, marks, said)
		}
	})
}

// FuzzQuote holds what is quoted to what keeps it a quotation.
func FuzzQuote(f *testing.F) {
	f.Add("`` @everyone #1 --> <!-- ![x](https://evil.example) \u202e | \\")
	f.Fuzz(func(t *testing.T, text string) {
		if p := plain(text); strings.ContainsAny(p, "<>\n\r") || strings.Contains(p, "://") {
			t.Fatalf("plain: %q", p)
		}
		for _, c := range []string{code(text), cell(text)} {
			if strings.ContainsAny(c, "\n\r") {
				t.Fatalf("code: %q", c)
			}
			run := len(c) - len(strings.TrimLeft(c, "`"))
			if c != "" && (run == 0 || strings.Count(strings.Trim(c, "`"), strings.Repeat("`", run)) > 0 || len(strings.TrimRight(c, "`")) != len(c)-run) {
				t.Fatalf("code: %q", c)
			}
		}
		if block := fenced("suggestion", text); !strings.HasSuffix(block, strings.Repeat("`", max(3, longestRun(text, '`')+1))) {
			t.Fatalf("fenced: %q", block)
		}
	})
}
