package importer

import (
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"
)

// table is one with a header line, in columns, as kubectl prints its lists.
type table struct {
	names  []string // of the columns, in small letters and digits: "lastseen"
	starts []int    // where each begins, in characters; nil: tabs part them
	times  []int    // the columns that say when, the best first
}

// whenColumns are names of columns that say when something happened, the best first. An age is not among them: it is that of an object.
var whenColumns = []string{
	"lastseen", "lasttimestamp", "last", "eventtime", "time", "timestamp", "when", "at", "date", "datetime", "seen",
	"firstseen", "firsttimestamp", "first", "created", "creationtimestamp",
}

var (
	gapPattern        = lazy(` *\t[ \t]*| {2,}`)
	capitalsPattern   = lazy(`^[A-Z][A-Z0-9_./#%()-]*(?: [A-Z0-9_./#%()-]+)*$`)
	columnNamePattern = lazy(`^\p{L}[\p{L}0-9_./()-]{0,30}(?: [\p{L}0-9_./()-]{1,30})?$`)
	nameLetterPattern = lazy(`[^\p{L}0-9]+`)
	agePattern        = lazy(`^(?:(\d{1,4})d)?(?:(\d{1,4})h)?(?:(\d{1,4})m)?(?:(\d{1,4})s)?(?: (\(x.*))?$`)
	absentPattern     = lazy(`^<(?:none|unknown|invalid|nil)>$`)
)

// readHeader reads a line as the header of a table: capitals in columns, or names of which one says when.
func readHeader(line string) (t table, says, ok bool) {
	if len(line) > 1000 {
		return t, false, false
	}
	bare := strings.TrimSpace(line)
	cells := gapPattern().Split(bare, -1)
	if len(cells) < 2 {
		return t, false, false
	}
	capitals := true
	for i, cell := range cells {
		if !columnNamePattern().MatchString(cell) && !capitalsPattern().MatchString(cell) {
			return t, false, false
		}
		capitals = capitals && capitalsPattern().MatchString(cell)
		t.names = append(t.names, strings.ToLower(nameLetterPattern().ReplaceAllString(cell, "")))
		if slices.Index(t.names, t.names[i]) < i {
			return t, false, false
		}
	}
	for _, name := range whenColumns {
		if i := slices.Index(t.names, name); i >= 0 {
			t.times = append(t.times, i)
		}
	}
	if !strings.Contains(bare, "\t") {
		from := strings.Index(line, bare)
		t.starts = []int{utf8.RuneCountInString(line[:from])}
		for _, gap := range gapPattern().FindAllStringIndex(bare, -1) {
			t.starts = append(t.starts, utf8.RuneCountInString(line[:from+gap[1]]))
		}
	}
	return t, len(t.times) > 0, capitals || len(t.times) > 0 && len(cells) > 2
}

// cells are a row's, one a column; nil when the line is no row of the table. A row that is not in line with the header has its cells two blanks apart.
func (t table) cells(line string) []string {
	if t.starts == nil {
		return t.apart(strings.Split(line, "\t"))
	}
	runes := []rune(line)
	cells := make([]string, len(t.starts))
	for i, start := range t.starts {
		if start > 0 && start < len(runes) && runes[start-1] != ' ' {
			return t.apart(gapPattern().Split(strings.TrimSpace(line), -1))
		}
		end := len(runes)
		if i+1 < len(t.starts) {
			end = min(end, t.starts[i+1])
		}
		cells[i] = strings.TrimSpace(string(runes[min(start, len(runes)):end]))
	}
	return cells
}

func (t table) apart(cells []string) []string {
	if len(cells) != len(t.names) {
		return nil
	}
	for i, cell := range cells {
		cells[i] = strings.TrimSpace(cell)
	}
	return cells
}

// aside are the columns of kubectl's wide events that tell of the record and not of what happened.
var aside = []string{"subobject", "source", "count", "name"}

// says is what a row says beside when.
func (t table) says(cells []string, counted string) string {
	events := slices.Contains(t.names, "lastseen") && slices.Contains(t.names, "message")
	var words []string
	for i, cell := range cells {
		switch {
		case cell == "" || slices.Contains(t.times, i) || absentPattern().MatchString(cell):
		case events && slices.Contains(aside, t.names[i]):
			if times, err := strconv.Atoi(cell); err == nil && times > 1 && counted == "" && t.names[i] == "count" {
				counted = "(x" + cell + ")"
			}
		default:
			words = append(words, strings.Join(strings.Fields(cell), " "))
		}
	}
	if len(words) > 0 && counted != "" {
		words = append(words, counted)
	}
	return strings.Join(words, " ")
}

// header takes the line above a table.
func (n *notesReader) header(line string) bool {
	t, says, ok := readHeader(line)
	if !ok || !says && (n.open && n.table == nil || n.now.IsZero()) {
		return false
	}
	n.finish()
	n.table = &t
	n.in.LeftOut++
	return true
}

// row takes a row of the table that is being read.
func (n *notesReader) row(line string) bool {
	if n.table == nil {
		return false
	}
	cells := n.table.cells(line)
	if cells == nil {
		return false
	}
	t, untold := *n.table, false
	if len(t.times) == 0 {
		at := slices.IndexFunc(cells, func(cell string) bool { _, ok := instant(cell); return ok })
		if at < 0 {
			return false
		}
		t.times = []int{at}
	}
	for _, i := range t.times {
		age, counted, aged := readAge(cells[i])
		if aged && !n.now.IsZero() {
			n.record(n.now.Add(-age), t.says(cells, counted))
			return true
		}
		if at, bare, ok := n.readClock(cells[i]); ok && !aged {
			n.record(n.place(at, bare), t.says(cells, ""))
			return true
		}
		untold = untold || aged
	}
	switch {
	case untold:
		n.finish()
		n.in.unread(n.line, line, "it says how long ago, and not from when on that counts: pipe the table in as it is printed")
	case absentPattern().MatchString(cells[t.times[0]]):
		n.finish()
		n.in.unread(n.line, line, "it doesn't say when")
	default:
		return false
	}
	return true
}

// aged reads a row whose header is not there: its first cell says how long ago something happened ("5m12s", "3d4h"), or its second, behind a namespace.
func (n *notesReader) aged(line string) bool {
	if n.now.IsZero() {
		return false
	}
	cells := gapPattern().Split(line, -1)
	for i, cell := range cells[:min(2, len(cells)-1)] {
		if i > 0 && len(cells) < 4 {
			break
		}
		if age, counted, ok := readAge(cell); ok {
			n.record(n.now.Add(-age), table{}.says(slices.Delete(cells, i, i+1), counted))
			return true
		}
	}
	return false
}

// record keeps a row as an event. The line below may go on with it, where a message has several.
func (n *notesReader) record(at time.Time, text string) {
	n.begin(at.Truncate(time.Second), "")
	n.words = append(n.words, text)
}

// readAge reads how long ago something happened, and how often: "5m12s (x3 over 4m)".
func readAge(cell string) (age time.Duration, counted string, ok bool) {
	m := agePattern().FindStringSubmatch(cell)
	if m == nil {
		return 0, "", false
	}
	for i, unit := range []time.Duration{24 * time.Hour, time.Hour, time.Minute, time.Second} {
		if k, err := strconv.Atoi(m[i+1]); err == nil {
			age, ok = age+time.Duration(k)*unit, true
		}
	}
	return age, m[5], ok
}
