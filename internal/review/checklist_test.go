package review_test

import (
	"strings"
	"testing"
)

// A digit in a name is no figure.
func TestFiguresOfImpact(t *testing.T) {
	for text, told := range map[string]bool{
		"Customers of eu-west-1 saw errors from API v2 during SEV-2, see #12.": false,
		"About 340 customers saw errors.":                                      true,
		"It cost €3k.":                                                         true,
		"約3割の利用者に影響した。":                                                        true,
		"４０分間、注文できなかった。":                                                       true,
		"Customers saw errors.":                                                false,
	} {
		w := newWorld(t)
		w.write(report, calm+"\n## Impact\n\n"+text+"\n")
		w.push()
		w.run()
		if got := strings.Contains(w.summary(), "Told with figures"); got != told {
			t.Errorf("%q: figures %v", text, got)
		}
	}
}
