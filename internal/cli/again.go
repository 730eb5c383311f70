package cli

// ours is a command of this program to be copied: in the folder that this one was told to run in.
func (a *app) ours(command string) string {
	if a.dir == "" {
		return "postmortem " + command
	}
	return "postmortem --dir " + shellQuote(a.dir) + " " + command
}

// gits is a command of git to be copied: in the folder that this one was told to run in.
func (a *app) gits(command string) string {
	if a.dir == "" {
		return "git " + command
	}
	return "git -C " + shellQuote(a.dir) + " " + command
}
