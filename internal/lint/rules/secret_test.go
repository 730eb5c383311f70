package rules

import (
	"strings"
	"testing"

	"github.com/blameless-postmortem/postmortem/internal/document"
)

// TestSecretPatterns holds the table to what search relies on.
func TestSecretPatterns(t *testing.T) {
	x := secretPatterns()
	if len(x.patterns) < 100 {
		t.Errorf("%d patterns", len(x.patterns))
	}
	keywords := map[int]int{}
	for n, list := range x.keywords {
		for _, k := range list {
			keywords[k.pattern]++
			if k.text != strings.ToLower(k.text) || trigram(k.text[0], k.text[1], byte(n)) != n || x.begins[n/64]&(1<<(n%64)) == 0 {
				t.Errorf("the keyword %q of %s is never met", k.text, x.patterns[k.pattern].kind)
			}
		}
	}
	for i, p := range x.patterns {
		if keywords[i] == 0 {
			t.Errorf("%s has no keyword", p.kind)
		}
		if p.expr().MatchString("") {
			t.Errorf("%s matches nothing at all", p.kind)
		}
	}
}

// TestLongLines meets keywords and marks without end, which must neither be missed at the seams nor cost more than their length.
func TestLongLines(t *testing.T) {
	const token = "ghp_0aB1cD2eF3gH4iJ5kL6mN7oP8qR9sT0uV1wX"
	for _, filler := range []string{"ghp_ ", "eyj.", "-----begin private key ", "a@b", "+1 2", "4 4 ", "DE12 ", "x://a:b", "[(12"} {
		source := strings.Repeat(filler, 40_000/len(filler))
		for _, at := range []int{0, len(source) / 2, len(source)} {
			text := source[:at] + " " + token + " " + source[at:]
			found := findSecrets([]byte(text))
			if len(found) != 1 || text[found[0].span.Start:found[0].span.End] != token {
				t.Errorf("%q: the token at %d is among %d credentials", filler, at, len(found))
			}
			emailAddresses([]byte(text))
			numbers([]byte(text))
		}
	}
}

func TestSigning(t *testing.T) {
	d := document.Parse("x.md", []byte("Reported by a.keller@gmx.de\n\nOwner: a.keller@gmx.de\n"))
	for _, f := range emailAddresses(d.Source) {
		if line := d.Position(f.span.Start).Line; signs(d, f.span) != (line == 3) {
			t.Errorf("line %d", line)
		}
	}
}
