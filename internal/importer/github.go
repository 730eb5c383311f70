package importer

import (
	"encoding/json"
	"strings"
)

// comment has the fields of an issue's comment from the API (snake case), from gh issue view --json comments (camel case), and of an
// entry of an issue's timeline.
type comment struct {
	Body       string
	CreatedAt  string `json:"created_at"`
	CreatedAtG string `json:"createdAt"`
	HTMLURL    string `json:"html_url"`
	URL        string
	User       struct{ Login string }
	Author     struct{ Login string }
	Actor      struct{ Login string }
	Event      string
	Title      string
	Minimized  bool `json:"isMinimized"`
}

// telling are the entries of an issue's timeline that say something about the incident.
var telling = map[string]string{"closed": "The issue is closed", "reopened": "The issue is opened again", "commented": ""}

func (in *Import) gitHub(records []record) error {
	for i, r := range records {
		if r.raw != nil || r.around["title"] == nil {
			continue
		}
		if raw, err := json.Marshal(r.around); err == nil { // the issue itself comes first
			records[i] = record{raw: raw}
		}
	}
	return each(in, records, func(_ record, c comment) bool {
		at, ok := instant(firstOf(c.CreatedAt, c.CreatedAtG))
		if !ok {
			return false
		}
		words, known := telling[c.Event]
		if c.Minimized || c.Event != "" && !known {
			in.LeftOut++
			return true
		}
		e := Event{At: at, Text: words, Who: firstOf(c.User.Login, c.Author.Login, c.Actor.Login), Source: firstOf(c.HTMLURL, c.URL)}
		if words == "" {
			e.Text = opening(c.Body)
		}
		if c.Title != "" {
			e.Text = "Issue opened: " + c.Title
		}
		if e.Who != "" {
			in.people = in.people.with(e.Who)
			e.Who = "@" + e.Who
		}
		in.add(e)
		return true
	})
}

// opening is the first paragraph of a comment that is neither quoted nor code: the link leads to the rest.
func opening(body string) string {
	var lines []string
	fence := ""
	for line := range strings.Lines(strings.ReplaceAll(body, "\r\n", "\n")) {
		bare := strings.TrimSpace(line)
		switch {
		case fence != "":
			if strings.HasPrefix(bare, fence) {
				fence = ""
			}
			continue
		case strings.HasPrefix(bare, "```"), strings.HasPrefix(bare, "~~~"):
			fence = bare[:3]
			continue
		case strings.HasPrefix(bare, ">"), strings.HasPrefix(bare, "<!--"):
			continue
		case bare == "" && len(lines) > 0:
			return strings.Join(lines, " ")
		case bare != "":
			lines = append(lines, strings.TrimLeft(bare, "# "))
		}
	}
	return strings.Join(lines, " ")
}
