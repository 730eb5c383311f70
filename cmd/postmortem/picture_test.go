//go:build unix

package main

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"
	"github.com/creack/pty"

	"github.com/blameless-postmortem/postmortem/internal/golden"
)

// TestPicture holds the README's picture of a terminal to what the program prints on one. UPDATE=1 takes it anew.
func TestPicture(t *testing.T) {
	const columns = 100
	args := []string{"lint"}
	dir := t.TempDir() // no folder of this repository, whose own documents would count
	if err := os.CopyFS(dir, os.DirFS(filepath.Join("testdata", "picture"))); err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command("postmortem", args...)
	cmd.Dir = dir
	cmd.Env = []string{"PATH=" + os.Getenv("PATH"), "HOME=" + t.TempDir(), "TERM=xterm-256color", "GORACE=atexit_sleep_ms=0"}
	terminal, err := pty.StartWithSize(cmd, &pty.Winsize{Cols: columns, Rows: 40})
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	_, _ = io.Copy(&out, terminal) // a terminal ends with an error on some systems
	if err := cmd.Wait(); cmd.ProcessState.ExitCode() != 1 {
		t.Fatalf("%v\n%s", err, &out)
	}
	screen := "\x1b[2m$\x1b[0m \x1b[1mpostmortem " + strings.Join(args, " ") + "\x1b[0m\n" + strings.ReplaceAll(out.String(), "\r", "")
	drawn := picture("postmortem lint in a terminal", strings.TrimRight(screen, "\n"), columns)

	golden.Equal(t, filepath.Join("..", "..", "docs", "lint.svg"), string(drawn))
	if err := xml.Unmarshal(drawn, new(struct{})); err != nil {
		t.Error(err)
	}
}

// The cell of a character, in the picture's units. Every run of text says where it begins, so that another font doesn't shift what follows.
const cellWidth, cellHeight, margin = 8, 19, 16

// picture draws what stands on a screen as an SVG whose text can be read aloud, selected and searched.
func picture(title, screen string, columns int) []byte {
	lines := strings.Split(screen, "\n")
	var b bytes.Buffer
	width, height := columns*cellWidth+2*margin, len(lines)*cellHeight+2*margin
	fmt.Fprintf(&b, `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" width="%d" role="img" aria-labelledby="title text">`+"\n", width, height, width)
	fmt.Fprintf(&b, "<title id=\"title\">%s</title>\n<desc id=\"text\">%s</desc>\n", escaped(title), escaped(ansi.Strip(screen)))
	b.WriteString(`<style>
rect { fill: #fbfbfa; stroke: #d4d4d0 }
text { font: 13px ui-monospace, SFMono-Regular, Menlo, Consolas, "DejaVu Sans Mono", monospace; fill: #24292f; white-space: pre }
.bold { font-weight: 600 } .dim { fill: #57606a } .red { fill: #b42318 } .yellow { fill: #875500 } .blue { fill: #0550ae }
@media (prefers-color-scheme: dark) {
  rect { fill: #16191d; stroke: #30363d } text { fill: #e6e9ec }
  .dim { fill: #9aa4ae } .red { fill: #ff8f85 } .yellow { fill: #e3b341 } .blue { fill: #79c0ff }
}
</style>
`)
	fmt.Fprintf(&b, "<rect x=\".5\" y=\".5\" width=\"%d\" height=\"%d\" rx=\"8\"/>\n", width-1, height-1)
	for row, line := range lines {
		if strings.TrimSpace(ansi.Strip(line)) == "" {
			continue
		}
		fmt.Fprintf(&b, "<text y=\"%d\">", margin+row*cellHeight+14)
		column, class := 0, ""
		for text := range runs(line) {
			if strings.HasPrefix(text, "\x1b") {
				class = classes[text]
				continue
			}
			before := len(text) - len(strings.TrimLeft(text, " "))
			column += before
			if shown := strings.TrimRight(text[before:], " "); shown != "" {
				fmt.Fprintf(&b, `<tspan x="%d"`, margin+column*cellWidth)
				if class != "" {
					fmt.Fprintf(&b, ` class="%s"`, class)
				}
				fmt.Fprintf(&b, ` textLength="%d">%s</tspan>`, ansi.StringWidth(shown)*cellWidth, escaped(shown))
			}
			column += ansi.StringWidth(text[before:])
		}
		b.WriteString("</text>\n")
	}
	b.WriteString("</svg>\n")
	return b.Bytes()
}

// classes are the styles that the program prints.
var classes = map[string]string{"\x1b[0m": "", "\x1b[1m": "bold", "\x1b[2m": "dim", "\x1b[31m": "red", "\x1b[33m": "yellow", "\x1b[36m": "blue"}

// runs yields a line's texts and the sequences between them.
func runs(line string) func(func(string) bool) {
	return func(yield func(string) bool) {
		for line != "" {
			end := strings.IndexByte(line[1:], '\x1b') + 1
			if line[0] == '\x1b' {
				end = strings.IndexByte(line, 'm') + 1
			}
			if end == 0 {
				end = len(line)
			}
			if !yield(line[:end]) {
				return
			}
			line = line[end:]
		}
	}
}

func escaped(s string) string {
	var b strings.Builder
	_ = xml.EscapeText(&b, []byte(s)) // a builder takes everything
	return b.String()
}
