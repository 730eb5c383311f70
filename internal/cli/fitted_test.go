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
