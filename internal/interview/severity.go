package interview

import (
	"strings"
	"unicode"
)

// readSeverity finds text on the scale, whatever its case and punctuation; its number alone ("2") does when it is on the scale once. An
// empty scale takes everything.
func readSeverity(text string, scale []string) (string, error) {
	text = oneLine(text)
	if text == "" || len(scale) == 0 {
		return text, nil
	}
	want := fold(text)
	var byNumber []string
	for _, s := range scale {
		if fold(s) == want {
			return s, nil
		}
		if digits := strings.TrimLeftFunc(fold(s), unicode.IsLetter); digits != "" && digits == want {
			byNumber = append(byNumber, s)
		}
	}
	if len(byNumber) == 1 {
		return byNumber[0], nil
	}
	return "", phrased{"%q is not on the severity scale", []any{text}}
}

func scaleRemedy(scale []string) string { return "use one of " + strings.Join(scale, ", ") }

// fold keeps the letters and digits of s, in lower case.
func fold(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return unicode.ToLower(r)
		}
		return -1
	}, s)
}
