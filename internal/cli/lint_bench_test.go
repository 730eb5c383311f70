package cli_test

import (
	"io"
	"os"
	"runtime"
	"runtime/metrics"
	"slices"
	"sync"
	"testing"
	"time"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/text"

	"github.com/blameless-postmortem/postmortem/internal/cli"
	"github.com/blameless-postmortem/postmortem/internal/lint"
)

// benchDir, where set, is a folder with documents to measure instead of the generated ones.
const benchDir = "POSTMORTEM_BENCH_DIR"

// BenchmarkLint holds what linting costs against the bound that we aim at: at most four times the floor, which is reading the same files and parsing their
// markdown in the same run with as many workers, and memory that grows with the processors, not with the documents. "ratio" prints it as ×floor.
//
//	go test ./internal/cli -run '^$' -bench 'Lint/ratio' -benchtime 10x
//	POSTMORTEM_BENCH_DIR=~/postmortems go test ./internal/cli -run '^$' -bench 'Lint/ratio' -benchtime 10x
//
// docs/design.md tells how far we are, in instructions, which other work on the machine doesn't change:
//
//	go test -c -o lint.test ./internal/cli
//	GODEBUG=asyncpreemptoff=1 GOMAXPROCS=1 valgrind --tool=callgrind ./lint.test -test.run '^$' -test.bench 'Lint/^floor$' -test.benchtime 1x
//
// and the same with 'Lint/^text$'; 'Lint/^none$' is what both begin with.
func BenchmarkLint(b *testing.B) {
	dir, size := writeCorpus(b, 2000)
	if other := os.Getenv(benchDir); other != "" {
		dir, size = other, 0
	}
	files, err := lint.Files([]string{dir})
	if err != nil {
		b.Fatal(err)
	}
	b.Chdir(b.TempDir()) // where there is no configuration

	b.Run("floor", func(b *testing.B) {
		b.SetBytes(int64(size))
		b.ReportAllocs()
		for b.Loop() {
			floor(b, files)
		}
	})
	for _, format := range []string{"text", "json"} {
		b.Run(format, func(b *testing.B) {
			b.SetBytes(int64(size))
			b.ReportAllocs()
			for b.Loop() {
				runLint(b, dir, format)
			}
		})
	}
	// Side by side, so that both meet the same machine; the median, because others use it too.
	ratio := func(b *testing.B) {
		var ratios []float64
		for b.Loop() {
			start := time.Now()
			floor(b, files)
			between := time.Now()
			runLint(b, dir, "text")
			ratios = append(ratios, time.Since(between).Seconds()/between.Sub(start).Seconds())
		}
		slices.Sort(ratios)
		b.ReportMetric(ratios[len(ratios)/2], "×floor")
	}
	b.Run("ratio", ratio)
	b.Run("ratio of one processor", func(b *testing.B) {
		defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(1))
		ratio(b)
	})
	for _, format := range []string{"text", "json"} {
		b.Run("memory "+format, func(b *testing.B) {
			few, _ := writeCorpus(b, len(files)/10)
			var one, all uint64
			for b.Loop() {
				one = max(one, peakHeap(func() { runLint(b, few, format) }))
				all = max(all, peakHeap(func() { runLint(b, dir, format) }))
			}
			b.ReportMetric(float64(one)/(1<<20), "MiB-of-a-tenth")
			b.ReportMetric(float64(all)/(1<<20), "MiB-of-all")
		})
	}
}

// runLint runs the command as from a shell.
func runLint(b *testing.B, dir, format string) {
	env := cli.Env{Out: io.Discard, Err: os.Stderr, Getenv: func(string) string { return "" }, Width: func() int { return 0 }, Now: time.Now}
	if code := cli.Main(b.Context(), env, []string{"lint", dir, "--format", format, "--fail-on", "never"}); code != 0 {
		b.Fatalf("lint exits with %d", code)
	}
}

// floor reads every file and parses its markdown with the extensions that our documents need.
func floor(b *testing.B, files []string) {
	p := goldmark.New(goldmark.WithExtensions(extension.Table, extension.Strikethrough, extension.TaskList)).Parser()
	next := make(chan string)
	var group sync.WaitGroup
	for range runtime.GOMAXPROCS(0) {
		group.Go(func() {
			for file := range next {
				source, err := os.ReadFile(file)
				if err != nil {
					b.Error(err)
				}
				p.Parse(text.NewReader(source))
			}
		})
	}
	for _, file := range files {
		next <- file
	}
	close(next)
	group.Wait()
}

// peakHeap is the most memory that objects take on the heap during f, in bytes.
func peakHeap(f func()) (peak uint64) {
	runtime.GC()
	sample := []metrics.Sample{{Name: "/memory/classes/heap/objects:bytes"}}
	stop := make(chan struct{})
	var group sync.WaitGroup
	group.Go(func() {
		tick := time.NewTicker(time.Millisecond)
		defer tick.Stop()
		for {
			metrics.Read(sample)
			peak = max(peak, sample[0].Value.Uint64())
			select {
			case <-stop:
				return
			case <-tick.C:
			}
		}
	})
	f()
	close(stop)
	group.Wait()
	return peak
}
