package output_test

import (
	"bytes"
	"fmt"
	"strings"
	"testing"

	"github.com/blameless-postmortem/postmortem/internal/document"
	"github.com/blameless-postmortem/postmortem/internal/lint"
	"github.com/blameless-postmortem/postmortem/internal/lint/output"
)

// cells is a line as a terminal lays it out, the second column of a wide letter as _. Each half-width letter has one, also a mark of sound.
func cells(line string) []rune {
	var all []rune
	for _, r := range line {
		all = append(all, r)
		if r >= 0x2e80 && (r < 0xff61 || r > 0xff9f) {
			all = append(all, '_')
		}
	}
	return all
}

// Wide letters take two columns: the underline stands under its words, and nothing is wider than the terminal.
func TestWideLetters(t *testing.T) {
	const marked = "担当者がﾊﾞｯｸｱｯﾌﾟを忘れた"
	source := "- 前日の夜に実施した計画メンテナンスにおいて、" + marked + "ため、復旧には翌朝まで時間がかかった（詳細は別紙を参照）。\n"
	d := document.Parse("x.md", []byte(source))
	start := strings.Index(source, marked)
	f := lint.Finding{
		Rule: "blame/person-fault", Severity: lint.Error, Span: document.Span{Start: start, End: start + len(marked)},
		Message:  "この文は個人やチームを原因としており、分析がそこで止まっています。「誰が」より先に、「何が」そうさせたのかを書いてください。",
		Question: "一つの操作がこの結果につながるには、システムがどのような状態である必要がありましたか（postmortem explain で詳しく）。",
	}
	for _, width := range []int{40, 47, 60, 81, 200} {
		t.Run(fmt.Sprint(width), func(t *testing.T) {
			var out bytes.Buffer
			w, err := output.New("text", &out, output.Options{Width: width})
			if err != nil {
				t.Fatal(err)
			}
			if err := w.Document(d, []lint.Finding{f}); err != nil {
				t.Fatal(err)
			}
			lines := strings.Split(out.String(), "\n")
			underlined := false
			for i, line := range lines {
				if got := len(cells(line)); got > width {
					t.Errorf("%d columns: %s", got, line)
				}
				if rest := strings.TrimLeft(line, " "); rest != "" && strings.ContainsRune("、。）」", []rune(rest)[0]) {
					t.Errorf("a line begins with a mark that ends one: %s", line)
				}
				if strings.Contains(line, "^") {
					underlined = true
					from := strings.Index(line, "^")
					above := strings.ReplaceAll(string(cells(lines[i-1])[from:from+strings.Count(line, "^")]), "_", "")
					if !strings.HasPrefix(marked, strings.TrimSuffix(above, "…")) || above != marked && !strings.HasSuffix(above, "…") {
						t.Errorf("%q is underlined in\n%s\n%s", above, lines[i-1], line)
					}
				}
			}
			if !underlined {
				t.Error(out.String())
			}
		})
	}
}
