// Package cli is the command line: one file a command, each of which parses its flags, makes one call and turns the result into output
// and an exit code. It holds no logic of its own; what the outside world is (streams, clock, environment) comes in as an Env.
package cli
