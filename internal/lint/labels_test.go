package lint_test

import "flag"

// "go test ./internal/lint/... -labels FILE" hands the flag to every package; the test that reads the file is in lint/rules.
var _ = flag.String("labels", "", "not read here")
