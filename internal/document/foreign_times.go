package document

import "strings"

// foreignLeads may stand before a time in German, French, Spanish, Portuguese, Italian and Dutch, some behind one another: "kurz nach", "entre las".
var foreignLeads = []string{
	"gegen", "um", "ab", "seit", "kurz", "vor", "nach", "zwischen", "bis", "circa", "etwa", "ungefähr", "von",
	"vers", "à", "avant", "après", "depuis", "entre", "environ", "peu", "dès", "partir",
	"hacia", "sobre", "antes", "después", "despues", "desde", "alrededor", "poco", "aproximadamente", "aprox.", "a",
	"às", "as", "depois", "após", "por volta", "cerca", "pouco",
	"alle", "verso", "dopo", "prima", "dalle", "tra",
	"om", "rond", "omstreeks", "voor", "na", "tussen", "vanaf", "kort",
	"de", "las", "la", "les", "das", "delle", "le",
}

// foreignLead takes words of foreignLeads before a digit.
func (c *cursor) foreignLead() bool {
	start := c.at
	for range 4 {
		before := c.at
		for _, words := range foreignLeads {
			if rest := c.rest(); len(rest) > len(words) && rest[len(words)] == ' ' && strings.EqualFold(rest[:len(words)], words) {
				c.at += len(words)
				c.skip(" ~≈*_")
				break
			}
		}
		switch {
		case c.atDigit() && c.at > start:
			return true
		case c.at == before:
			c.at = start
			return false
		}
	}
	c.at = start
	return false
}
