package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"
)

// What docs/learning.md shows is what the program prints for the postmortems of the scripts.
func TestTheExamplesOfLearning(t *testing.T) {
	archive, err := txtar.ParseFile(filepath.Join("testdata", "script", "learn", "list.txtar"))
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	if err := txtar.Write(archive, dir); err != nil {
		t.Fatal(err)
	}
	t.Setenv("XDG_CACHE_HOME", t.TempDir())
	count := 0
	for _, b := range blocks(read(t, filepath.Join(repositoryRoot, "docs", "learning.md"))) {
		if b.language != "console" {
			continue
		}
		command, want, _ := strings.Cut(b.text, "\n")
		args := append([]string{"--dir", filepath.Join(dir, "shop")}, strings.Fields(strings.TrimPrefix(command, "$ postmortem "))...)
		got := string(run(t, args...))
		if !strings.HasPrefix(got, want) { // some show the beginning
			t.Errorf("%s (-page +program)\n%s", command, cmp.Diff(want, got))
		}
		count++
	}
	if count < 5 {
		t.Errorf("only %d examples", count)
	}
}

// The commands of docs/report.md and docs/export.md run for a postmortem as new writes it.
func TestTheExamplesOfReportAndExport(t *testing.T) {
	dir := t.TempDir()
	if err := os.Mkdir(filepath.Join(dir, ".git"), 0o755); err != nil {
		t.Fatal(err)
	}
	path := strings.TrimSpace(string(run(t, "--dir", dir, "new", "--answers", answersFile(t), "--no-commit", "--quiet")))
	if err := os.Rename(filepath.Join(dir, filepath.FromSlash(path)), filepath.Join(dir, "postmortems", "2026-11-20-checkout.md")); err != nil {
		t.Fatal(err)
	}
	t.Setenv("XDG_CACHE_HOME", t.TempDir())
	var commands []string
	for _, name := range []string{"report.md", "export.md"} {
		page := read(t, filepath.Join(repositoryRoot, "docs", name))
		for _, b := range blocks(page) {
			if b.language == "sh" {
				commands = append(commands, strings.Split(strings.TrimSpace(b.text), "\n")...)
			}
		}
		for _, m := range inline.FindAllStringSubmatch(fence.ReplaceAllString(page, ""), -1) {
			if strings.HasPrefix(m[1], "postmortem ") && strings.Contains(m[1], "--out") {
				commands = append(commands, m[1])
			}
		}
	}
	if len(commands) < 3 {
		t.Fatalf("only %q", commands)
	}
	for _, command := range commands {
		command, into, redirected := strings.Cut(command, " > ")
		cmd := exec.Command("postmortem", strings.Fields(strings.TrimPrefix(command, "postmortem "))...)
		cmd.Dir = dir
		out, err := cmd.CombinedOutput()
		if err != nil {
			t.Errorf("%s: %v\n%s", command, err, out)
		}
		if redirected && len(out) == 0 {
			t.Errorf("%s writes nothing into %s", command, into)
		}
	}
	for _, made := range []string{"site/index.html", "public"} {
		if _, err := os.Stat(filepath.Join(dir, filepath.FromSlash(made))); err != nil {
			t.Error(err)
		}
	}
}
