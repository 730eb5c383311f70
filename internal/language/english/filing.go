package english

// filings are the phrases to be put under words. They are once all are read, so that the lists lie side by side and none is copied as it grows.
type filings struct {
	heads, starts, harmless, about []filing[*phrase]
	anchored                       []filing[anchored]
}

type filing[T any] struct {
	under *file
	what  T
}

// newFilings has room for as many as there are, roughly.
func newFilings() *filings {
	return &filings{heads: make([]filing[*phrase], 0, 16_000), starts: make([]filing[*phrase], 0, 12_000), anchored: make([]filing[anchored], 0, 20_000)}
}

// file puts them there. Files is how many words have a file.
func (f *filings) file(files int) {
	same := func(a, b *phrase) bool { return a == b }
	layOut(f.heads, files, func(to *file) *[]*phrase { return &to.heads }, same)
	layOut(f.starts, files, func(to *file) *[]*phrase { return &to.starts }, same)
	layOut(f.harmless, files, func(to *file) *[]*phrase { return &to.harmless }, same)
	layOut(f.about, files, func(to *file) *[]*phrase { return &to.about }, same)
	layOut(f.anchored, files, func(to *file) *[]anchored { return &to.anchored }, func(a, b anchored) bool { return a.phrase == b.phrase })
}

// layOut makes the lists of what is filed, in the order of filing, without what a list ends with already.
func layOut[T any](filed []filing[T], files int, list func(*file) *[]T, same func(a, b T) bool) {
	counts := make([]int, files+1)
	for i := range filed {
		counts[filed[i].under.place]++
	}
	room := make([]T, len(filed))
	for i := range filed {
		to := list(filed[i].under)
		if *to == nil {
			n := counts[filed[i].under.place]
			*to, room = room[:0:n], room[n:]
		}
		if n := len(*to); n == 0 || !same((*to)[n-1], filed[i].what) {
			*to = append(*to, filed[i].what)
		}
	}
}
