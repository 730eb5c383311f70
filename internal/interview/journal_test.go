package interview

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
)

// replay makes a of b by its changes, and collects every text on the way.
func replay(t *testing.T, a, b string) (list []change, between []string) {
	t.Helper()
	from, to := state{texts: map[Key]string{}, at: Timeline}, state{texts: map[Key]string{}, at: Timeline}
	from.put(Timeline, a)
	to.put(Timeline, b)
	list = changes(from, to)
	for _, c := range list {
		if !from.apply(c, map[Key]bool{Timeline: true}) {
			t.Fatalf("%q to %q: %+v does not fit %q", a, b, c, from.texts[Timeline])
		}
		between = append(between, from.texts[Timeline])
	}
	if from.texts[Timeline] != b {
		t.Fatalf("%q to %q: %+v makes %q", a, b, list, from.texts[Timeline])
	}
	return list, between
}

// A line that moves is in the journal as one line, however long the text is, and at no point of it gone.
func TestAMovedLineInTheJournal(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	words := []string{"", "10:42 a", "10:42 ab", "b", "日本", "日曜", "x\ty"}
	for range 3000 {
		lines := make([]string, 2+random.IntN(6))
		for i := range lines {
			lines[i] = words[random.IntN(len(words))]
		}
		after := slices.Clone(lines)
		line := random.IntN(len(after))
		moved := after[line]
		after = slices.Delete(after, line, line+1)
		after = slices.Insert(after, random.IntN(len(after)+1), moved)
		_, between := replay(t, strings.Join(lines, "\n"), strings.Join(after, "\n"))
		for _, text := range between {
			there := strings.Split(text, "\n")
			for _, line := range lines {
				if !slices.Contains(there, line) {
					t.Fatalf("%q to %q: %q is gone in %q", lines, after, line, text)
				}
			}
		}
	}
	log := strings.TrimSuffix(longTimeline(5000), "\n")
	for name, moved := range map[string][2]string{
		"up": {log + "\n09:59 x", "09:59 x\n" + log}, "down": {"23:59 x\n" + log, log + "\n23:59 x"}, "up behind which one is begun": {log + "\n09:59 x\n", "09:59 x\n" + log + "\n"},
	} {
		list, _ := replay(t, moved[0], moved[1])
		if n := len(encode(list)); n > 200 {
			t.Errorf("%s: %d bytes", name, n)
		}
	}
}

// Whatever two texts are, the journal leads from one to the other.
func TestAnyChangeInTheJournal(t *testing.T) {
	random := rand.New(rand.NewPCG(3, 4))
	text := func() string {
		var b strings.Builder
		for range random.IntN(9) {
			b.WriteString([]string{"a", "b", "\n", "\n", "日", "曜", "é"}[random.IntN(7)])
		}
		return b.String()
	}
	for range 20000 {
		replay(t, text(), text())
	}
}
