package golden

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// Equal fails the test when the file at path does not hold got. With UPDATE set in the environment it is written first. The line ends of a checkout on Windows are no difference.
func Equal(t testing.TB, path, got string) {
	t.Helper()
	if os.Getenv("UPDATE") != "" {
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatalf("%v (UPDATE=1 writes it)", err)
	}
	want := string(data)
	if !strings.Contains(got, "\r") {
		want = strings.ReplaceAll(want, "\r\n", "\n")
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("%s (-want +got; UPDATE=1 rewrites it)\n%s", path, diff)
	}
}
