package main

import (
	"bufio"
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"testing"
	"time"
)

// What the packages of this module may do before main runs: next to nothing. The bounds are for each package's own
// initialisation as the runtime traces it, and leave room for tables of constants and error values.
const (
	maxInitAllocations = 200
	maxInitBytes       = 16 << 10
)

// TestStartup holds what a command costs that needs nothing: no package of ours compiles, loads or reads anything at start-up, and the
// process is quick. The time is that of the processor in the best of several runs, and the bound far above what is usual, so that only a real loss fails.
func TestStartup(t *testing.T) {
	program := filepath.Join(t.TempDir(), "postmortem")
	if runtime.GOOS == "windows" {
		program += ".exe"
	}
	if out, err := exec.Command("go", "build", "-o", program, ".").CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}

	cmd := exec.Command(program, "version")
	cmd.Env = append(os.Environ(), "GODEBUG=inittrace=1")
	var trace bytes.Buffer
	cmd.Stderr = &trace
	if err := cmd.Run(); err != nil {
		t.Fatal(err)
	}
	lines := bufio.NewScanner(&trace)
	for lines.Scan() {
		// init PACKAGE @0.5 ms, 0.01 ms clock, 120 bytes, 3 allocs
		f := strings.Fields(lines.Text())
		if len(f) < 10 || f[0] != "init" || !strings.HasPrefix(f[1]+"/", module) {
			continue
		}
		size, errSize := strconv.Atoi(f[7])
		allocations, errCount := strconv.Atoi(f[9])
		if errSize != nil || errCount != nil {
			t.Fatalf("an unknown form of trace: %s", lines.Text())
		}
		if size > maxInitBytes || allocations > maxInitAllocations {
			t.Errorf("%s does too much at start-up: %d bytes in %d allocations", f[1], size, allocations)
		}
	}

	best := time.Hour
	for range 10 {
		cmd := exec.Command(program, "version")
		if err := cmd.Run(); err != nil {
			t.Fatal(err)
		}
		best = min(best, cmd.ProcessState.UserTime()+cmd.ProcessState.SystemTime())
	}
	t.Logf("version: %v at best", best)
	if best > 30*time.Millisecond {
		t.Errorf("version takes %v at best", best)
	}
}

func BenchmarkVersion(b *testing.B) {
	program := filepath.Join(b.TempDir(), "postmortem")
	if out, err := exec.Command("go", "build", "-o", program, ".").CombinedOutput(); err != nil {
		b.Fatalf("%v\n%s", err, out)
	}
	for b.Loop() {
		if err := exec.Command(program, "version").Run(); err != nil {
			b.Fatal(err)
		}
	}
}
