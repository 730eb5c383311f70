package document

import (
	"crypto/rand"
	"errors"
	"fmt"
	"hash/fnv"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"time"
)

// abandoned is the age at which a temporary file belongs to nobody, whoever made it: writing one takes a moment.
const abandoned = time.Hour

// A temporary file is called .postmortem-HOST-PROCESS-RANDOM.tmp, so that the file of a process that was killed can be told from one that is being written.
const (
	tempPrefix = ".postmortem-"
	tempSuffix = ".tmp"
)

// writeTemp writes source to a new file beside path and returns its name. Not with os.CreateTemp: its files are for the owner alone,
// whatever the umask.
func writeTemp(path string, source []byte) (string, error) {
	dir := filepath.Dir(path)
	RemoveAbandoned(dir)
	temp := filepath.Join(dir, tempName(thisHost(), os.Getpid()))
	return temp, createExclusive(temp, source)
}

func tempName(host string, pid int) string {
	return fmt.Sprintf("%s%s-%d-%s%s", tempPrefix, host, pid, rand.Text(), tempSuffix)
}

// RemoveAbandoned removes the temporary files that processes left in a folder when they were killed while they wrote a document. What can't be removed stays.
func RemoveAbandoned(dir string) {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return
	}
	for _, e := range entries {
		name, ok := strings.CutPrefix(e.Name(), tempPrefix)
		if !ok || !e.Type().IsRegular() {
			continue
		}
		name, ok = strings.CutSuffix(name, tempSuffix)
		parts := strings.Split(name, "-")
		if !ok || len(parts) != 3 {
			continue
		}
		pid, err := strconv.Atoi(parts[1])
		if err != nil || pid <= 0 {
			continue
		}
		info, err := e.Info()
		if err != nil {
			continue
		}
		if parts[0] == thisHost() && !runs(pid) || time.Since(info.ModTime()) > abandoned {
			_ = os.Remove(filepath.Join(dir, e.Name()))
		}
	}
}

// thisHost names the machine, or the container, whose process numbers are ours.
func thisHost() string {
	name, err := os.Hostname()
	if err != nil {
		return "0"
	}
	h := fnv.New32a()
	_, _ = h.Write([]byte(name))
	return strconv.FormatUint(uint64(h.Sum32()), 16)
}

// runs reports whether a process of this machine is alive. Where that can't be told it is.
func runs(pid int) bool {
	p, err := os.FindProcess(pid)
	if err != nil {
		return false // Windows finds only what runs
	}
	defer func() { _ = p.Release() }()
	return !errors.Is(p.Signal(syscall.Signal(0)), os.ErrProcessDone)
}
