package importer

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"
	"time"
)

// record is one entry of a JSON export and the object that it stood in.
type record struct {
	raw    json.RawMessage
	around map[string]json.RawMessage // nil: a list
	in     string                     // the key of the list in it
}

// lists are the keys under which exports keep their entries.
var lists = []string{"messages", "log_entries", "alerts", "comments"}

// readRecords returns the entries of JSON: of a list, of an object that holds one, and of several of these one after the other, as
// paged answers and JSON lines are. It returns nil for what is not JSON; JSON that breaks off is an error.
func readRecords(source []byte) ([]record, error) {
	source = bytes.TrimPrefix(source, []byte("\ufeff"))
	if trimmed := bytes.TrimLeft(source, " \t\r\n"); len(trimmed) == 0 || trimmed[0] != '{' && trimmed[0] != '[' {
		return nil, nil
	}
	var records []record
	d := json.NewDecoder(bytes.NewReader(source))
	for {
		var raw json.RawMessage
		if err := d.Decode(&raw); errors.Is(err, io.EOF) {
			return records, nil
		} else if err != nil {
			return nil, broken(source, err)
		}
		records = append(records, unfold(raw, 0)...)
	}
}

// broken tells where JSON stops being it. Notes may begin with a bracket too ("[10:42] rolled back", "[[wiki]]"): these are no JSON at all.
func broken(whole []byte, err error) error {
	source := bytes.TrimLeft(whole, " \t\r\n")
	inside := bytes.TrimLeft(source[1:], " \t\r\n")
	if len(inside) == 0 || inside[0] != '"' && (source[0] != '[' || inside[0] != '{') {
		return nil
	}
	if syntax := (*json.SyntaxError)(nil); errors.As(err, &syntax) {
		before := whole[:min(max(syntax.Offset-1, 0), int64(len(whole)))]
		return fmt.Errorf("line %d: %w", bytes.Count(before, []byte("\n"))+1, err)
	}
	return errors.New("it breaks off before its end")
}

func unfold(raw json.RawMessage, depth int) []record {
	var list []json.RawMessage
	if json.Unmarshal(raw, &list) == nil {
		if depth > 1 {
			return nil
		}
		var records []record
		for _, item := range list {
			records = append(records, unfold(item, depth+1)...)
		}
		return records
	}
	var object map[string]json.RawMessage
	if json.Unmarshal(raw, &object) != nil {
		return nil
	}
	holder := object
	var data map[string]json.RawMessage // Prometheus wraps its lists
	if json.Unmarshal(object["data"], &data) == nil && data["alerts"] != nil {
		holder = data
	}
	for _, key := range lists {
		if json.Unmarshal(holder[key], &list) != nil || list == nil {
			continue
		}
		records := make([]record, 0, len(list)+1)
		records = append(records, record{around: object, in: key}) // the object itself may be an event: the issue
		for _, item := range list {
			records = append(records, record{raw: item, around: object, in: key})
		}
		return records
	}
	return []record{{raw: raw}}
}

// detect finds out the form of an export.
func detect(source []byte, records []record) Form {
	for _, r := range records {
		switch r.in {
		case "messages":
			return Slack
		case "log_entries":
			return PagerDuty
		case "alerts":
			return Alerts
		case "comments":
			return GitHub
		}
		var keys map[string]json.RawMessage
		if json.Unmarshal(r.raw, &keys) != nil {
			continue
		}
		has := func(names ...string) bool {
			for _, name := range names {
				if keys[name] == nil {
					return false
				}
			}
			return true
		}
		switch {
		case has("ts", "text"), has("ts", "user"), has("ts", "subtype"):
			return Slack
		case has("startsAt"), has("activeAt"), has("time", "newState"), has("time", "dashboardUID"), has("time", "alertName"):
			return Alerts
		case has("created_at", "type") && strings.HasSuffix(text(keys["type"]), "_log_entry"):
			return PagerDuty
		case has("created_at", "body"), has("createdAt", "body"), has("created_at", "event"):
			return GitHub
		}
	}
	if records == nil && gitCommitPattern().Match(bytes.TrimLeft(source, "\ufeff \t\r\n")) {
		return Deploys
	}
	return Notes
}

// text is a JSON string, "" for anything else.
func text(raw json.RawMessage) string {
	var s string
	if json.Unmarshal(raw, &s) != nil {
		return ""
	}
	return s
}

// each decodes the records one by one. One that is not of the form is told and left; it is an error when none is.
func each[T any](in *Import, records []record, use func(record, T) bool) error {
	n, wrong := 0, 0
	for _, r := range records {
		if r.raw == nil {
			continue
		}
		n++
		var v T
		if err := json.Unmarshal(r.raw, &v); err != nil {
			wrong++
			in.unread(0, string(r.raw), "it has another form")
		} else if !use(r, v) {
			wrong++
			in.unread(0, string(r.raw), "it has no time")
		}
	}
	if records == nil {
		return errors.New("it is not JSON")
	}
	if n > 0 && n == wrong {
		return errors.New("none of its entries has the fields of that form")
	}
	return nil
}

// instant reads the times of APIs: RFC 3339, with or without a fraction of a second.
func instant(text string) (time.Time, bool) {
	t, err := time.Parse(time.RFC3339Nano, strings.TrimSpace(text))
	return t, err == nil && t.Year() >= 1970 // 0001-01-01 stands for "not yet"
}
