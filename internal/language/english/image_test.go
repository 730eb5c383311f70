package english

import (
	"os"
	"reflect"
	"strings"
	"testing"
)

// TestImage is that the image is that of the lists, and that what is loaded from it is what they say, to the last phrase.
func TestImage(t *testing.T) {
	read := readLexicon()
	made := imageOf(read)
	if os.Getenv("UPDATE") != "" {
		if err := os.WriteFile("lexicon.image", []byte(made), 0o644); err != nil {
			t.Fatal(err)
		}
	} else if made != image {
		t.Error("lexicon.image is not that of the lists: UPDATE=1 go test ./internal/language/english -run TestImage")
	}
	if !reflect.DeepEqual(loadLexicon(made), read) {
		t.Error("what is loaded from the image is not what the lists say")
	}
	_, data, _ := strings.Cut(made, "\n")
	if !reflect.DeepEqual(loadLexicon("of other lists\n"+data), read) {
		t.Error("an image of other lists is loaded")
	}
}
