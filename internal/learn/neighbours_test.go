package learn_test

import (
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/blameless-postmortem/postmortem/internal/learn"
)

func TestNeighbours(t *testing.T) {
	doc := func(i int, title, services, factors string) []string {
		return []string{fmt.Sprintf("2026-10-%02d.md", 30-i), fmt.Sprintf("---\ntitle: %s\nservices: [%s]\nfactors: [%s]\n---\n", title, services, factors)}
	}
	var pairs []string
	for i := range 12 {
		switch i {
		case 2:
			pairs = append(pairs, doc(i, "Proxy refused the region", "edge", "configuration")...)
		case 5:
			pairs = append(pairs, doc(i, "A region was missing", "edge", "configuration")...)
		case 7:
			pairs = append(pairs, doc(i, "Certificates", "edge", "expiry")...)
		default:
			pairs = append(pairs, doc(i, fmt.Sprintf("Incident %d", i), fmt.Sprint("s", i), fmt.Sprint("f", i))...)
		}
	}
	all := parsed(pairs...).Postmortems
	near := learn.Neighbours(all)
	if len(near[2]) != 1 || near[2][0].Postmortem != all[5] || len(near[5]) != 1 || near[5][0].Postmortem != all[2] {
		t.Fatalf("neighbours of 2: %+v; of 5: %+v", near[2], near[5])
	}
	if diff := cmp.Diff([][]string{{"edge"}, {"configuration"}, {"region"}}, [][]string{near[2][0].Services, near[2][0].Factors, near[2][0].Words}); diff != "" {
		t.Errorf("why: -want +got\n%s", diff)
	}
	for _, i := range []int{0, 7} { // one thing that is shared is not enough
		if len(near[i]) != 0 {
			t.Errorf("neighbours of %d: %+v", i, near[i])
		}
	}
	japanese := parsed("a.md", "# 決済が失敗した\n", "b.md", "# また決済が失敗した\n", "c.md", "# x\n", "d.md", "# y\n", "e.md", "# z\n").Postmortems
	if got := learn.Neighbours(japanese)[0]; len(got) != 1 || cmp.Diff([]string{"決済"}, got[0].Words) != "" {
		t.Errorf("Japanese: %+v", got)
	}
	if got := learn.Neighbours(nil); len(got) != 0 {
		t.Errorf("neighbours of none: %v", got)
	}
}

func BenchmarkNeighbours(b *testing.B) {
	c := read(b, learn.Reader{}, corpus(b, many))
	for b.Loop() {
		if len(learn.Neighbours(c.Postmortems)[many/2]) == 0 {
			b.Fatal("none is like it")
		}
	}
}
