// Package githubtest is a GitHub that lives in memory and speaks REST over HTTP. It keeps state, as "opened exactly once" is a claim about state: repositories,
// issues, labels, pull requests, reviews and comments. It behaves as GitHub does where programs go wrong: pages with Link headers, pull requests among the issues, validation errors, missing
// permissions, moved repositories, rate limits, lists that lag; and it fails by schedule, before or after it has acted (Fault).
//
// A request that GitHub would not understand, or that breaks its rules (no Accept, no API version, an unknown route), is a violation; Start reports them to the test.
// The search is left out on purpose: its index lags, so nothing that must be right may ask it.
package githubtest
