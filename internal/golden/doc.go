// Package golden compares what a test got with what was kept in a file. UPDATE=1 go test ./... writes the files anew; the difference is read before it is committed.
package golden
