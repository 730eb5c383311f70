package language

import (
	"fmt"
	"math"
)

// Plural agrees an English noun with its number: "1 item", "3 items".
func Plural(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return fmt.Sprintf("%d %ss", n, noun)
}

// Percent is a share of a whole as people write it. What is little is not nothing: less than half a percent is told by the words little.
func Percent(share float64, little string) string {
	if share > 0 && share < 0.005 {
		return little
	}
	return fmt.Sprintf("%.0f %%", math.Round(100*share))
}
