package output_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/blameless-postmortem/postmortem/internal/lint/output"
)

func TestLines(t *testing.T) {
	for _, test := range []struct {
		text    string
		columns int
		want    []string
	}{
		{"", 10, []string{""}},
		{"one two three", 7, []string{"one two", "three"}},
		{"    if y:  # 日本語", 40, []string{"    if y:  # 日本語"}},
		{"    if y:  # 日本語", 12, []string{"    if y:  #", "日本語"}},
		{"                    x", 10, []string{"     x"}},
		{"日本語の文です", 6, []string{"日本語", "の文で", "す"}},
		{"due 2026-11-20, well-known", 14, []string{"due", "2026-11-20,", "well-known"}},
		{"「タイムライン」のセクションがない", 16, []string{"「タイムライン」", "のセクションがな", "い"}},
		{"ﾊﾞｯｸｱｯﾌﾟを取る", 8, []string{"ﾊﾞｯｸｱｯﾌﾟ", "を取る"}},
		{"one ", 10, []string{"one"}},
		{"2026-11-20T10:42", 8, []string{"2026-11-", "20T10:42"}},
		{"a\xff\xfe 日\xff本", 4, []string{"a\xff\xfe 日\xff", "本"}},
	} {
		if diff := cmp.Diff(test.want, output.Lines(test.text, test.columns)); diff != "" {
			t.Errorf("%q in %d columns: -want +got\n%s", test.text, test.columns, diff)
		}
	}
	if diff := cmp.Diff([]string{"see", "https://example.com", "there"}, output.WholeWords("see https://example.com there", 8)); diff != "" {
		t.Errorf("whole words: -want +got\n%s", diff)
	}
}
