// Package lint decides which rules speak about which bytes of a document, how loudly, and which findings are silenced.
//
// The engine knows no rule: a rule is a value (Rule) handed to New. Linter.Lint shows the whole pipeline in one place. Rules live in
// lint/rules, the ways to print findings in lint/output.
package lint
