package document

// ThisHost is how this machine is called in the names of temporary files.
func ThisHost() string { return thisHost() }

// TempName is a name that a process of a machine gives a temporary file.
func TempName(host string, pid int) string { return tempName(host, pid) }
