package github_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"net/http"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"

	"github.com/blameless-postmortem/postmortem/internal/github"
	"github.com/blameless-postmortem/postmortem/internal/github/githubtest"
)

// description is GitHub's OpenAPI description, and what it says of a request and its answer.
type description struct {
	root     map[string]any
	compiler *jsonschema.Compiler
	compiled map[string]*jsonschema.Schema
}

// TestPublishedDescription holds our requests and the fake's answers against GitHub's own description of its API, which is too large to keep here. POSTMORTEM_GITHUB_OPENAPI is
// the path of api.github.com.json, as it stands in github/rest-api-description and in the npm package @octokit/openapi (generated/).
func TestPublishedDescription(t *testing.T) {
	path := os.Getenv("POSTMORTEM_GITHUB_OPENAPI")
	if path == "" {
		t.Skip("POSTMORTEM_GITHUB_OPENAPI does not name GitHub's OpenAPI description")
	}
	source, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	d := &description{compiler: jsonschema.NewCompiler(), compiled: map[string]*jsonschema.Schema{}}
	if err := json.Unmarshal(source, &d.root); err != nil {
		t.Fatal(err)
	}
	d.root = toJSONSchema(d.root).(map[string]any)
	if err := d.compiler.AddResource("github.json", d.root); err != nil {
		t.Fatal(err)
	}

	server := githubtest.New(githubtest.Options{BasePath: "/api/v3", Token: token, PageSize: 2})
	server.AddRepository(githubtest.Repository{Name: "acme/widgets", Assignees: []string{"kmori"}, Milestones: []string{"Q4"}})
	server.AddRepository(githubtest.Repository{Name: "acme/edge"})
	server.AddIssue("acme/widgets", githubtest.Issue{Title: "pull", PullRequest: true, State: "closed", Merged: true})
	server.AddIssue("acme/widgets", githubtest.Issue{Title: "talk", State: "closed", Discussion: true})
	transport := server.Transport()
	seen := map[string]bool{}
	client := newClient(t, "http://127.0.0.1/api/v3", newClock(), func(o *github.Options) {
		o.Transport = roundTripper(func(r *http.Request) (*http.Response, error) {
			var body []byte
			if r.Body != nil {
				body, _ = io.ReadAll(r.Body)
				r.Body = io.NopCloser(bytes.NewReader(body))
			}
			resp, err := transport.RoundTrip(r)
			if err != nil {
				return nil, err
			}
			answer, _ := io.ReadAll(resp.Body)
			resp.Body = io.NopCloser(bytes.NewReader(answer))
			operation, problem := d.check(r, body, resp, answer)
			if problem != nil {
				t.Errorf("%s %s: %d: %v", r.Method, r.URL, resp.StatusCode, problem)
			}
			seen[operation] = true
			return resp, nil
		})
	})
	ctx := t.Context()
	do := func(err error, want github.Kind) {
		t.Helper()
		if err != nil && failure(t, err).Kind != want {
			t.Error(err)
		}
	}
	_, err = client.Check(ctx, widgets)
	do(err, 0)
	_, err = client.EnsureLabels(ctx, widgets, []github.Label{{Name: "postmortem", Color: "5319e7", Description: "x"}, {Name: "P1"}})
	do(err, 0)
	milestone, err := client.Milestone(ctx, widgets, "Q4")
	do(err, 0)
	for _, request := range []github.NewIssue{
		{Title: "one", Body: "text", Labels: []string{"postmortem", "P1"}, Assignees: []string{"kmori"}, Milestone: milestone},
		{Title: "two", Labels: []string{"postmortem"}}, {Title: "three", Labels: []string{"postmortem"}},
		{Title: "four", Assignees: []string{"nobody"}},
	} {
		_, err = client.CreateIssue(ctx, widgets, request)
		do(err, github.Invalid)
	}
	title, closed, labels := "one, reworded", false, []string{"postmortem", "P0"}
	_, err = client.EditIssue(ctx, widgets, 3, github.IssueEdit{Title: &title, Body: &title, Labels: &labels, Open: &closed, StateReason: "not_planned"})
	do(err, 0)
	do(client.Comment(ctx, widgets, 3, "so it is"), 0)
	_, err = client.IsDiscussion(ctx, widgets, 2)
	do(err, 0)
	_, err = client.Issues(ctx, widgets, github.Filter{Label: "postmortem"})
	do(err, 0)
	server.Transfer("acme/widgets", 4, "acme/edge")
	server.EditIssue("acme/widgets", 5, func(i *githubtest.Issue) { i.Deleted = true })
	for number := 1; number < 9; number++ {
		_, err = client.Issue(ctx, widgets, number)
		do(err, github.NotFound)
	}
	pull, err := client.CreatePullRequest(ctx, widgets, github.NewPullRequest{Title: "Checkout", Body: "text", Head: "topic", Base: "main", Draft: true})
	do(err, 0)
	_, err = client.CreatePullRequest(ctx, widgets, github.NewPullRequest{Title: "Checkout", Head: "topic", Base: "main"})
	do(err, github.Invalid)
	_, _, err = client.FindPullRequest(ctx, widgets, "topic")
	do(err, 0)
	_, err = client.PullRequest(ctx, widgets, pull.Number)
	do(err, 0)
	do(client.RequestReviewers(ctx, widgets, pull.Number, []string{"kmori", "acme/platform"}), 0)
	do(client.RequestReviewers(ctx, widgets, pull.Number, []string{"nobody"}), github.Invalid)
	do(client.AddLabels(ctx, widgets, pull.Number, []string{"postmortem"}), 0)
	server.EditPull("acme/widgets", pull.Number, func(p *githubtest.PullRequest) {
		p.Files = []githubtest.File{{Path: "a.md", Before: "b.md", Status: "renamed", Content: []byte("x\ny\n"), Patch: "@@ -1 +1,2 @@\n x\n+y"}, {Path: "c.png", Status: "added", Content: []byte{0}}}
	})
	pull, err = client.PullRequest(ctx, widgets, pull.Number)
	do(err, 0)
	files, err := client.ChangedFiles(ctx, widgets, pull.Number)
	do(err, 0)
	if blob, err := client.Blob(ctx, widgets, files[0].Object); err != nil || string(blob) != "x\ny\n" {
		t.Errorf("got %q, %v", blob, err)
	}
	review, err := client.CreateReview(ctx, widgets, pull.Number, github.NewReview{Commit: pull.HeadCommit, Body: "text", Comments: []github.LineComment{{Path: "a.md", StartLine: 1, Line: 2, Body: "one"}, {Path: "a.md", Line: 2, Body: "two"}}})
	do(err, 0)
	_, err = client.CreateReview(ctx, widgets, pull.Number, github.NewReview{Commit: pull.HeadCommit, Body: "text", Comments: []github.LineComment{{Path: "a.md", Line: 9, Body: "one"}}})
	do(err, github.Invalid)
	do(client.EditReview(ctx, widgets, pull.Number, review.ID, "other text"), 0)
	_, err = client.Reviews(ctx, widgets, pull.Number)
	do(err, 0)
	remarks, err := client.ReviewComments(ctx, widgets, pull.Number)
	do(err, 0)
	do(client.DeleteReviewComment(ctx, widgets, remarks[0].ID), 0)
	comment, err := client.CreatePullComment(ctx, widgets, pull.Number, "text")
	do(err, 0)
	do(client.EditPullComment(ctx, widgets, comment.ID, "other text"), 0)
	comments, err := client.PullComments(ctx, widgets, pull.Number)
	do(err, 0)
	if len(remarks) != 2 || len(comments) != 1 || comments[0].Body != "other text" {
		t.Errorf("got %+v, %+v", remarks, comments)
	}
	do(client.DeletePullComment(ctx, widgets, comment.ID), 0)
	_, err = client.Login(ctx)
	do(err, 0)
	server.Change("acme/widgets", func(r *githubtest.Repository) { r.Permission = "read" })
	do(client.Comment(ctx, widgets, 3, "no"), github.Credentials)
	if len(seen) < 28 {
		t.Errorf("operations held against it: %q", slices.Sorted(maps.Keys(seen)))
	}
}

// check finds the operation of a request and holds request and answer against it.
func (d *description) check(r *http.Request, body []byte, resp *http.Response, answer []byte) (operation string, problem error) {
	path := strings.TrimPrefix(r.URL.Path, "/api/v3")
	if strings.HasPrefix(path, "/repositories/") {
		return "", nil // where redirects lead is not described
	}
	template, found := d.template(path)
	operation = r.Method + " " + template
	if !found {
		return operation, fmt.Errorf("there is no such path")
	}
	pointer := "/paths/" + escapePointer(template) + "/" + strings.ToLower(r.Method)
	described, ok := d.at(pointer).(map[string]any)
	if !ok {
		return operation, fmt.Errorf("there is no such method")
	}
	parameters := map[string]bool{}
	for _, p := range described["parameters"].([]any) {
		p := p.(map[string]any)
		if ref, ok := p["$ref"].(string); ok {
			p = d.at(strings.TrimPrefix(ref, "#")).(map[string]any)
		}
		if p["in"] == "query" {
			parameters[p["name"].(string)] = true
		}
	}
	for name := range r.URL.Query() {
		if !parameters[name] {
			return operation, fmt.Errorf("there is no parameter %q", name)
		}
	}
	if len(body) > 0 {
		if err := d.validate(pointer+"/requestBody/content/application~1json/schema", body); err != nil {
			return operation, fmt.Errorf("our request: %w", err)
		}
	}
	status := fmt.Sprint(resp.StatusCode)
	responses := described["responses"].(map[string]any)
	if responses[status] == nil {
		return operation, fmt.Errorf("no answer with this status is described")
	}
	at := pointer + "/responses/" + status
	if ref, ok := responses[status].(map[string]any)["$ref"].(string); ok {
		at = strings.TrimPrefix(ref, "#")
	}
	if len(answer) == 0 || d.at(at+"/content/application~1json/schema") == nil {
		return operation, nil
	}
	if err := d.validate(at+"/content/application~1json/schema", answer); err != nil {
		return operation, fmt.Errorf("the fake's answer: %w", err)
	}
	return operation, nil
}

var pathParameter = regexp.MustCompile(`\\\{[^}]*\\\}`)

// template is the described path that a path is an instance of.
func (d *description) template(path string) (string, bool) {
	for template := range d.root["paths"].(map[string]any) {
		pattern := "^" + pathParameter.ReplaceAllString(regexp.QuoteMeta(template), `[^/]+`) + "$"
		if strings.Count(template, "/") == strings.Count(path, "/") && (strings.HasPrefix(template, "/repos/{owner}/{repo}") || template == "/user") && regexp.MustCompile(pattern).MatchString(path) {
			return template, true
		}
	}
	return "", false
}

func escapePointer(s string) string {
	return strings.NewReplacer("~", "~0", "/", "~1", "{", "%7B", "}", "%7D").Replace(s)
}

// at is what stands at a JSON pointer, nil for nothing.
func (d *description) at(pointer string) any {
	var at any = d.root
	for part := range strings.SplitSeq(strings.TrimPrefix(pointer, "/"), "/") {
		m, ok := at.(map[string]any)
		if !ok {
			return nil
		}
		at = m[strings.NewReplacer("~1", "/", "~0", "~", "%7B", "{", "%7D", "}").Replace(part)]
	}
	return at
}

func (d *description) validate(pointer string, text []byte) error {
	schema := d.compiled[pointer]
	if schema == nil {
		var err error
		if schema, err = d.compiler.Compile("github.json#" + pointer); err != nil {
			return err
		}
		d.compiled[pointer] = schema
	}
	value, err := jsonschema.UnmarshalJSON(bytes.NewReader(text))
	if err != nil {
		return err
	}
	return schema.Validate(value)
}

// toJSONSchema makes OpenAPI 3.0 what a validator of JSON Schema understands: nullable becomes the type null. What answers must hold is left out: the fake gives what is read.
func toJSONSchema(v any) any {
	switch v := v.(type) {
	case []any:
		for i := range v {
			v[i] = toJSONSchema(v[i])
		}
	case map[string]any:
		for key := range v {
			v[key] = toJSONSchema(v[key])
		}
		delete(v, "example")
		delete(v, "examples")
		if _, isList := v["required"].([]any); isList && v["properties"] != nil {
			delete(v, "required")
		}
		if one, ok := v["oneOf"]; ok && v["anyOf"] == nil { // which one it is, the required properties would tell
			v["anyOf"] = one
			delete(v, "oneOf")
		}
		if v["nullable"] != true {
			return v
		}
		delete(v, "nullable")
		return map[string]any{"anyOf": []any{v, map[string]any{"type": "null"}}}
	}
	return v
}
