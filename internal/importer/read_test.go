package importer_test

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/blameless-postmortem/postmortem/internal/golden"
	"github.com/blameless-postmortem/postmortem/internal/importer"
)

// friday is the day that times without a date are on.
func friday() time.Time {
	return time.Date(2026, 11, 20, 0, 0, 0, 0, time.FixedZone("CET", 3600))
}

// TestRead compares what is read of each export in testdata/read with the file beside it; UPDATE=1 rewrites.
func TestRead(t *testing.T) {
	files, err := filepath.Glob("testdata/read/*[nt]")
	files = slices.DeleteFunc(files, func(file string) bool { return strings.HasSuffix(file, ".want") })
	if err != nil || len(files) < 10 {
		t.Fatalf("%d exports: %v", len(files), err)
	}
	for _, file := range files {
		t.Run(filepath.Base(file), func(t *testing.T) {
			source, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			in, err := importer.Read(source, importer.Options{Day: friday(), Link: "https://example.com/at"})
			if err != nil {
				t.Fatal(err)
			}
			golden.Equal(t, file+".want", show(in))
		})
	}
}

func show(in importer.Import) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s, %d left out\n", in.Form, in.LeftOut)
	for _, e := range in.Events {
		fmt.Fprintf(&b, "%s [%s] %s | %s | %s | %s\n", e.At.UTC().Format(time.RFC3339), e.Milestone, e.Who, e.Text, e.Source, e.Line(false))
	}
	for _, u := range in.Unread {
		fmt.Fprintf(&b, "? %d %q: %s\n", u.Line, u.Text, u.Why)
	}
	return b.String()
}

func TestAFormThatIsForced(t *testing.T) {
	for _, form := range importer.Forms() {
		_, err := importer.Read([]byte("10:42 rollback started\n"), importer.Options{Form: form, Day: friday()})
		if (err == nil) != (form == importer.Notes) {
			t.Errorf("notes read as %s: %v", form, err)
		}
		_, err = importer.Read([]byte(`[{"a": 1}]`), importer.Options{Form: form, Day: friday()})
		if (err == nil) != (form == importer.Notes) {
			t.Errorf("other JSON read as %s: %v", form, err)
		}
	}
}

func TestJSONThatBreaksOff(t *testing.T) {
	for _, text := range []string{`{"messages": [{"ts": "1`, "\ufeff [\n {\"ts\": \"1", `["a", `, "{\"a\": 1}\n{\"b\": oops}"} {
		_, err := importer.Read([]byte(text), importer.Options{Day: friday()})
		if want := (*importer.Error)(nil); !errors.As(err, &want) || want.Hint() == "" {
			t.Errorf("%q: %v", text, err)
		}
		if _, err := importer.Read([]byte(text), importer.Options{Form: importer.Notes, Day: friday()}); err != nil {
			t.Errorf("%q, as notes: %v", text, err)
		}
	}
	for _, text := range []string{"[10:42] rolled back\n", "[[wiki]] 10:42 rolled back\n", "{10:42} rolled back\n", "[", "[ ] 10:42 call them\n"} {
		if in, err := importer.Read([]byte(text), importer.Options{Day: friday()}); err != nil || in.Form != importer.Notes {
			t.Errorf("%q: read as %s, %v", text, in.Form, err)
		}
	}
}

func TestNothingReordersTheText(t *testing.T) {
	in, err := importer.Read([]byte("2026-11-20T10:42:00Z a\u200eb\u200fc\u061cd\u202ee\u2066f\x1b[31mg\x07h\n"), importer.Options{})
	if err != nil || len(in.Events) != 1 || in.Events[0].Text != "abcdefgh" {
		t.Errorf("got %+q, %v", in.Events, err)
	}
}

func TestTimesWithoutADay(t *testing.T) {
	in, err := importer.Read([]byte("10:42 rollback started\nKaz  10:43 AM\nfine\n"), importer.Options{})
	if err != nil || len(in.Events) > 0 || len(in.Unread) != 3 || in.Unread[0].Why != "its day is not known" || in.Unread[1].Why != "its day is not known" {
		t.Errorf("got %+v, %v", in, err)
	}
}

// A date without a year is the one nearest to the incident, and of those the one on the day of the week that is written.
func TestDatesWithoutAYear(t *testing.T) {
	for _, test := range []struct{ heading, day, want string }{
		{"Thursday, December 31st", "2027-01-02", "2026-12-31"},
		{"January 2", "2026-12-31", "2027-01-02"},
		{"Nov 25", "2026-11-20", "2026-11-25"},
		{"Tuesday, July 2nd", "2020-01-10", "2019-07-02"},
		{"--- Day changed Fri Nov 20 2026", "2030-01-01", "2026-11-20"},
	} {
		day, err := time.Parse(time.DateOnly, test.day)
		if err != nil {
			t.Fatal(err)
		}
		in, err := importer.Read([]byte(test.heading+"\n10:42 it is down\n"), importer.Options{Day: day})
		if err != nil || len(in.Events) != 1 || in.Events[0].At.Format(time.DateOnly) != test.want {
			t.Errorf("%q near %s: %+v, %v", test.heading, test.day, in.Events, err)
		}
	}
}

func TestFresh(t *testing.T) {
	at := func(clock string) time.Time {
		t, err := time.Parse(time.DateTime, "2026-11-20 "+clock)
		if err != nil {
			panic(err)
		}
		return t
	}
	there := []importer.Event{
		{At: at("10:06:00"), Text: "[detected] Probe alerts: the checkout fails (source)"},
		{At: at("10:41:00"), Text: "reworded by hand", Source: "https://example.com/1"},
		{At: at("10:50:00"), Text: "ok"},
	}
	fresh, duplicates := importer.Fresh([]importer.Event{
		{At: at("10:06:40"), Text: "probe alerts, the checkout fails"}, // to the minute
		{At: at("10:07:00"), Text: "Probe alerts: the checkout fails"}, // a minute on: another alert
		{At: at("10:07:30"), Text: "probe alerts the checkout fails"},  // and another
		{At: at("10:41:00"), Text: "rolled back", Source: "https://example.com/1"},
		{At: at("10:41:00"), Text: "looking", Source: "https://example.com/2"},
		{At: at("10:50:00"), Text: "ok with me"}, // too short to be recognised in more words
	}, there)
	var got []string
	for _, e := range fresh {
		got = append(got, e.Text)
	}
	if diff := cmp.Diff([]string{"Probe alerts: the checkout fails", "probe alerts the checkout fails", "looking", "ok with me"}, got); diff != "" || duplicates != 2 {
		t.Errorf("%d duplicates, -want +got\n%s", duplicates, diff)
	}
}

func FuzzRead(f *testing.F) {
	files, err := filepath.Glob("testdata/read/*[nt]")
	if err != nil {
		f.Fatal(err)
	}
	for _, file := range files {
		source, err := os.ReadFile(file)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(source)
	}
	f.Add([]byte("0001-01-01T00:00:00Z nothing yet"))
	f.Add([]byte("NAMESPACE   LAST SEEN           MESSAGE\nshop        2m (x3 over 4m)     restarting\nshop   9999999999d   \u3000late\n"))
	f.Fuzz(func(t *testing.T, source []byte) {
		for i, form := range append(importer.Forms(), importer.Notes, "") {
			options := importer.Options{Form: form, Day: friday(), Link: "https://example.com"}
			if i%2 == 0 {
				options.Now = friday()
			}
			in, err := importer.Read(source, options)
			if err != nil {
				continue
			}
			for i, e := range in.Events {
				if e.At.IsZero() || e.Text == "" || strings.ContainsAny(e.Text+e.Who+e.Source, "\n\r\x1b\x00") {
					t.Errorf("%s: event %+v", form, e)
				}
				if i > 0 && e.At.Before(in.Events[i-1].At) {
					t.Errorf("%s: event %d is out of order", form, i)
				}
			}
		}
	})
}

func TestTheEndOfASpanIsKept(t *testing.T) {
	in, err := importer.Read([]byte("10:42-10:50 waited\n11:00 UTC to 11:10 UTC: restarted\n"), importer.Options{Day: friday()})
	if err != nil || len(in.Events) != 2 {
		t.Fatalf("got %+v, %v", in.Events, err)
	}
	for i, want := range []string{"(to 10:50) waited", "(to 11:10 UTC) restarted"} {
		if got := in.Events[i].Text; got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
}
