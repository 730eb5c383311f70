package japanese_test

import (
	"testing"

	"github.com/blameless-postmortem/postmortem/internal/language/japanese"
)

func TestFamilyName(t *testing.T) {
	l := japanese.New()
	for text, want := range map[string]string{"佐々木健": "佐々木", "山田": "山田", "監視担当": "", "Yamada": "", "": ""} {
		if got := l.FamilyName(text); got != want {
			t.Errorf("%q: got %q, want %q", text, got, want)
		}
	}
}
