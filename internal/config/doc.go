// Package config reads .postmortem.yaml: what the team chose, checked. A key or a value that means nothing is an error that names
// file, line and the nearest valid one; nothing is guessed.
package config
