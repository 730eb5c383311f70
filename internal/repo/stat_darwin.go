package repo

import (
	"os"
	"syscall"
)

// statOf is what the index remembers of a file.
func statOf(info os.FileInfo) fileStat {
	s, ok := info.Sys().(*syscall.Stat_t)
	if !ok {
		return fileStat{}
	}
	return fileStat{
		ctimeSec: uint32(s.Ctimespec.Sec), ctimeNsec: uint32(s.Ctimespec.Nsec),
		mtimeSec: uint32(s.Mtimespec.Sec), mtimeNsec: uint32(s.Mtimespec.Nsec),
		dev: uint32(s.Dev), ino: uint32(s.Ino), uid: s.Uid, gid: s.Gid, size: uint32(s.Size),
	}
}
