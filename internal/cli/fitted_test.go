package cli

import "testing"

func TestFit(t *testing.T) {
	for _, test := range []struct {
		sentence, copied string
		width            int
		want             string
	}{
		{"Draft kept. Go on with:", "postmortem resume checkout", 80, "Draft kept. Go on with: postmortem resume checkout"},
		{"Draft kept. Go on with:", "postmortem resume checkout", 40, "Draft kept. Go on with:\n  postmortem resume checkout"},
		{"Draft kept. Go on with:", "postmortem resume checkout-unavailable", 12, "Draft kept.\nGo on with:\n  postmortem resume checkout-unavailable"},
		{"決済が止まった 障害", "", 16, "決済が止まった\n障害"},
		{"", "git push", 4, "  git push"},
	} {
		if got := fit(test.sentence, test.copied, test.width); got != test.want {
			t.Errorf("%q and %q in %d: got %q, want %q", test.sentence, test.copied, test.width, got, test.want)
		}
	}
}

func TestFitColumns(t *testing.T) {
	rows := [][]string{
		{"  3 d overdue", "P1", "Alert on the depth of the queue", "@kmori", "-", "postmortems/2026-11-20-checkout.md:27"},
		{"  no date", "-", "監視を足す", "-", "#12", "a.md:3"},
	}
	const title = 2
	wide := "  3 d overdue  P1  Alert on the depth of the queue  @kmori  -    postmortems/2026-11-20-checkout.md:27\n" +
		"  no date      -   監視を足す                       -       #12  a.md:3\n"
	narrow := "Alert on the depth of the\nqueue\n  3 d overdue · P1 · @kmori\n  postmortems/2026-11-20-checkout.md:27\n監視を足す\n  no date · #12\n  a.md:3\n"
	for width, want := range map[int]string{0: wide, 103: wide, 30: narrow} {
		if got := fitColumns(rows, width, actionLines(title)); got != want {
			t.Errorf("in %d columns:\n%s\nwant\n%s", width, got, want)
		}
	}
}
