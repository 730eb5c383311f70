package githubtest

import (
	"bytes"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"
)

// pullRoutes are the routes for pull requests, their reviews and comments.
func (s *Server) pullRoutes() map[string]func(*http.Request, *repository, json.RawMessage) answer {
	return map[string]func(*http.Request, *repository, json.RawMessage) answer{
		"GET /repos/{owner}/{repo}/pulls":                               s.listPulls,
		"POST /repos/{owner}/{repo}/pulls":                              s.createPull,
		"GET /repos/{owner}/{repo}/pulls/{number}":                      s.ofPull(s.getPull),
		"PATCH /repos/{owner}/{repo}/pulls/{number}":                    s.ofPull(s.patchPull),
		"POST /repos/{owner}/{repo}/pulls/{number}/requested_reviewers": s.ofPull(s.requestReviewers),
		"GET /repos/{owner}/{repo}/pulls/{number}/files":                s.ofPull(s.listFiles),
		"GET /repos/{owner}/{repo}/pulls/{number}/reviews":              s.ofPull(s.listReviews),
		"POST /repos/{owner}/{repo}/pulls/{number}/reviews":             s.ofPull(s.createReview),
		"PUT /repos/{owner}/{repo}/pulls/{number}/reviews/{id}":         s.ofPull(s.putReview),
		"GET /repos/{owner}/{repo}/pulls/{number}/comments":             s.ofPull(s.listRemarks),
		"DELETE /repos/{owner}/{repo}/pulls/comments/{id}":              s.deleteRemark,
		"PATCH /repos/{owner}/{repo}/issues/comments/{id}":              s.patchComment,
		"DELETE /repos/{owner}/{repo}/issues/comments/{id}":             s.deleteComment,
		"POST /repos/{owner}/{repo}/issues/{number}/labels":             s.addLabels,
		"GET /repos/{owner}/{repo}/git/blobs/{sha}":                     s.getBlob,
	}
}

// getUser tells whose token it is. An installation, such as the token of a workflow, is nobody.
func (s *Server) getUser(w http.ResponseWriter, r *http.Request) {
	s.mu.Lock()
	defer s.mu.Unlock()
	switch {
	case s.options.Token != "" && r.Header.Get("Authorization") != "Bearer "+s.options.Token:
		problem(http.StatusUnauthorized, "Bad credentials").write(w)
	case strings.HasSuffix(s.login(), "[bot]"):
		problem(http.StatusForbidden, "Resource not accessible by integration").write(w)
	default:
		ok(userJSON(s.login())).write(w)
	}
}

func userJSON(login string) map[string]any {
	kind := "User"
	if strings.HasSuffix(login, "[bot]") {
		kind = "Bot"
	}
	return map[string]any{"login": login, "type": kind}
}

// ofPull finds the pull request that the route names.
func (s *Server) ofPull(h func(*http.Request, *repository, *issue, json.RawMessage) answer) func(*http.Request, *repository, json.RawMessage) answer {
	return func(r *http.Request, repo *repository, body json.RawMessage) answer {
		number, err := strconv.Atoi(r.PathValue("number"))
		i := repo.issue(number)
		if err != nil || i == nil || i.pull == nil {
			return problem(http.StatusNotFound, "Not Found")
		}
		return h(r, repo, i, body)
	}
}

func (s *Server) pullJSON(repo *repository, i *issue) map[string]any {
	owner, name, _ := strings.Cut(repo.Name, "/")
	headOwner := owner
	if i.pull.HeadOwner != "" {
		headOwner = i.pull.HeadOwner
	}
	side := func(owner, branch, sha string, fork bool) map[string]any {
		return map[string]any{
			"label": owner + ":" + branch, "ref": branch, "sha": sha, "user": userJSON(owner),
			"repo": map[string]any{"full_name": owner + "/" + name, "fork": fork, "owner": userJSON(owner), "name": name},
		}
	}
	labels, reviewers := []any{}, []any{}
	for _, l := range i.Labels {
		labels = append(labels, map[string]any{"name": l})
	}
	for _, login := range i.pull.Reviewers {
		if !strings.HasPrefix(login, "team:") {
			reviewers = append(reviewers, userJSON(login))
		}
	}
	m := map[string]any{
		"id": i.id, "number": i.Number, "state": i.State, "title": i.Title, "body": i.Body, "draft": i.pull.Draft, "user": userJSON(i.author),
		"head": side(headOwner, i.pull.Head, i.pull.HeadSHA, i.pull.HeadOwner != ""), "base": side(owner, i.pull.Base, i.pull.BaseSHA, false),
		"labels": labels, "requested_reviewers": reviewers, "merged": i.Merged, "changed_files": len(i.pull.Files),
		"html_url":   fmt.Sprintf("https://github.com/%s/pull/%d", repo.Name, i.Number),
		"created_at": i.Created.Format(time.RFC3339), "updated_at": i.Updated.Format(time.RFC3339),
	}
	if i.Body == "" {
		m["body"] = nil
	}
	return m
}

func (s *Server) listPulls(r *http.Request, repo *repository, _ json.RawMessage) answer {
	query := r.URL.Query()
	for key := range query {
		if !slices.Contains([]string{"state", "head", "base", "sort", "direction", "per_page", "page"}, key) {
			s.violate(r, "the list of pull requests has no parameter %q", key)
		}
	}
	head, _, _ := strings.Cut(repo.Name, "/")
	wanted := query.Get("head")
	if wanted != "" && !strings.Contains(wanted, ":") {
		s.violate(r, "head %q is not OWNER:BRANCH, so that GitHub leaves it out of account", wanted)
	}
	state := query.Get("state")
	if state == "" {
		state = "open"
	}
	var found []*issue
	for _, i := range slices.Backward(repo.issues) {
		if i.pull == nil || state != "all" && i.State != state || query.Get("base") != "" && query.Get("base") != i.pull.Base {
			continue
		}
		owner := head
		if i.pull.HeadOwner != "" {
			owner = i.pull.HeadOwner
		}
		if wanted == "" || wanted == owner+":"+i.pull.Head {
			found = append(found, i)
		}
	}
	return list(s, r, "PullRequest", found, func(i *issue) any { return s.pullJSON(repo, i) })
}

// list is a page of a list.
func list[T any](s *Server, r *http.Request, resource string, all []T, toJSON func(T) any) answer {
	page, header, ok := s.page(r, len(all))
	if !ok {
		return invalid(resource, "page", "invalid")
	}
	entries := []any{}
	for _, e := range all[page.start:page.end] {
		entries = append(entries, toJSON(e))
	}
	return answer{status: http.StatusOK, body: entries, header: header}
}

func (s *Server) createPull(_ *http.Request, repo *repository, body json.RawMessage) answer {
	var in struct {
		Title, Body, Head, Base string
		Draft                   bool
	}
	if err := json.Unmarshal(body, &in); err != nil {
		return problem(http.StatusBadRequest, "Problems parsing JSON")
	}
	owner, _, _ := strings.Cut(repo.Name, "/")
	headOwner, branch, named := strings.Cut(in.Head, ":")
	if !named {
		headOwner, branch = owner, in.Head
	}
	if a, bad := checkText(in.Title, in.Body); bad {
		return a
	}
	switch {
	case branch == "":
		return invalid("PullRequest", "head", "missing_field")
	case in.Base == "":
		return invalid("PullRequest", "base", "missing_field")
	case repo.Branches != nil && !slices.Contains(repo.Branches, branch):
		return invalid("PullRequest", "head", "invalid")
	case repo.Branches != nil && !slices.Contains(repo.Branches, in.Base):
		return invalid("PullRequest", "base", "invalid")
	case headOwner == owner && branch == in.Base:
		return invalid("PullRequest", "", "custom", "No commits between "+in.Base+" and "+branch)
	case in.Draft && repo.NoDrafts:
		return problem(http.StatusUnprocessableEntity, "Draft pull requests are not supported in this repository.")
	}
	add := PullRequest{Title: in.Title, Body: in.Body, Draft: in.Draft, Head: branch, Base: in.Base}
	if headOwner != owner {
		add.HeadOwner = headOwner
	}
	for _, i := range repo.issues {
		if i.pull != nil && i.State == "open" && i.pull.Head == branch && i.pull.HeadOwner == add.HeadOwner && i.pull.Base == in.Base {
			return invalid("PullRequest", "", "custom", "A pull request already exists for "+headOwner+":"+branch+".")
		}
	}
	return created(s.pullJSON(repo, s.addPull(repo, add)))
}

func (s *Server) getPull(_ *http.Request, repo *repository, i *issue, _ json.RawMessage) answer {
	return ok(s.pullJSON(repo, i))
}

func (s *Server) patchPull(_ *http.Request, repo *repository, i *issue, body json.RawMessage) answer {
	var in struct{ Title, Body, State, Base *string }
	if err := json.Unmarshal(body, &in); err != nil {
		return problem(http.StatusBadRequest, "Problems parsing JSON")
	}
	for from, to := range map[*string]*string{in.Title: &i.Title, in.Body: &i.Body, in.State: &i.State, in.Base: &i.pull.Base} {
		if from != nil {
			*to = *from
		}
	}
	i.Updated = s.now()
	i.close(s.now())
	return ok(s.pullJSON(repo, i))
}

func (s *Server) requestReviewers(_ *http.Request, repo *repository, i *issue, body json.RawMessage) answer {
	var in struct {
		Reviewers []string `json:"reviewers"`
		Teams     []string `json:"team_reviewers"`
	}
	if err := json.Unmarshal(body, &in); err != nil {
		return problem(http.StatusBadRequest, "Problems parsing JSON")
	}
	for _, login := range in.Reviewers {
		switch {
		case login == i.author:
			return problem(http.StatusUnprocessableEntity, "Review cannot be requested from pull request author.")
		case !slices.Contains(repo.Assignees, login):
			return problem(http.StatusUnprocessableEntity,
				"Reviews may only be requested from collaborators. One or more of the users or teams you specified is not a collaborator of the "+repo.Name+" repository.")
		}
	}
	for _, team := range in.Teams {
		in.Reviewers = append(in.Reviewers, "team:"+team)
	}
	for _, login := range in.Reviewers {
		if !slices.Contains(i.pull.Reviewers, login) {
			i.pull.Reviewers = append(i.pull.Reviewers, login)
		}
	}
	return created(s.pullJSON(repo, i))
}

func (s *Server) addLabels(r *http.Request, repo *repository, body json.RawMessage) answer {
	i, missing := s.findIssue(r, repo)
	if i == nil {
		return missing
	}
	var in struct{ Labels []string }
	if err := json.Unmarshal(body, &in); err != nil {
		return problem(http.StatusBadRequest, "Problems parsing JSON")
	}
	all := []any{}
	for _, name := range in.Labels {
		if name = repo.ensureLabel(name); !slices.Contains(i.Labels, name) {
			i.Labels = append(i.Labels, name)
		}
	}
	for _, name := range i.Labels {
		all = append(all, map[string]any{"name": name})
	}
	return ok(all)
}

func (s *Server) listFiles(r *http.Request, _ *repository, i *issue, _ json.RawMessage) answer {
	return list(s, r, "PullRequest", i.pull.Files, func(f File) any {
		m := map[string]any{"sha": f.Object, "filename": f.Path, "status": f.Status, "additions": strings.Count(f.Patch, "\n+"), "deletions": strings.Count(f.Patch, "\n-")}
		if f.Patch != "" {
			m["patch"] = f.Patch
		}
		if f.Before != "" {
			m["previous_filename"] = f.Before
		}
		return m
	})
}

func reviewJSON(repo *repository, i *issue, v Review) map[string]any {
	return map[string]any{
		"id": v.ID, "user": userJSON(v.Author), "body": v.Body, "state": v.State, "commit_id": v.Commit,
		"html_url": fmt.Sprintf("https://github.com/%s/pull/%d#pullrequestreview-%d", repo.Name, i.Number, v.ID),
	}
}

func (s *Server) listReviews(r *http.Request, repo *repository, i *issue, _ json.RawMessage) answer {
	return list(s, r, "PullRequestReview", i.pull.Reviews, func(v Review) any { return reviewJSON(repo, i, v) })
}

func (s *Server) createReview(r *http.Request, repo *repository, i *issue, body json.RawMessage) answer {
	var in struct {
		Commit   string `json:"commit_id"`
		Body     string `json:"body"`
		Event    string `json:"event"`
		Comments []struct {
			Path      string `json:"path"`
			Body      string `json:"body"`
			Side      string `json:"side"`
			StartSide string `json:"start_side"`
			StartLine *int   `json:"start_line"`
			Line      int    `json:"line"`
		} `json:"comments"`
	}
	if err := json.Unmarshal(body, &in); err != nil {
		return problem(http.StatusBadRequest, "Problems parsing JSON")
	}
	refuse := func(message string) answer {
		return answer{status: http.StatusUnprocessableEntity, body: map[string]any{"message": "Unprocessable Entity", "errors": []any{message}}}
	}
	state := map[string]string{"": "PENDING", "COMMENT": "COMMENTED", "APPROVE": "APPROVED", "REQUEST_CHANGES": "CHANGES_REQUESTED"}[in.Event]
	switch {
	case state == "":
		return refuse("Variable $event of type PullRequestReviewEvent was provided invalid value")
	case in.Commit != "" && !slices.Contains(i.pull.commits, in.Commit):
		return refuse("The commit_id is not part of the pull request")
	case in.Event != "" && in.Event != "APPROVE" && in.Body == "":
		return refuse("Body can't be blank")
	case utf8.RuneCountInString(in.Body) > 65536:
		return refuse("Body is too long (maximum is 65536 characters)")
	}
	if in.Event == "" {
		s.violate(r, "a review without an event stays pending, for its author alone to see")
	}
	review := Review{Author: s.login(), Body: in.Body, State: state, Commit: in.Commit}
	if review.Commit == "" {
		review.Commit = i.pull.HeadSHA
	}
	var remarks []Remark
	for _, c := range in.Comments {
		file := slices.IndexFunc(i.pull.Files, func(f File) bool { return f.Path == c.Path })
		start := c.Line
		if c.StartLine != nil {
			if start = *c.StartLine; start >= c.Line {
				return refuse("Pull request review thread start line must precede the end line.")
			}
		}
		switch {
		case file < 0 || i.pull.Files[file].Patch == "":
			return refuse("Pull request review thread path is invalid")
		case c.Side != "RIGHT" || c.StartLine != nil && c.StartSide != "RIGHT":
			return refuse("the fake knows the right side alone")
		case !allows(i.pull.Files[file].Patch, start, c.Line):
			return refuse("Pull request review thread line must be part of the diff")
		case strings.TrimSpace(c.Body) == "" || utf8.RuneCountInString(c.Body) > 65536:
			return refuse("Pull request review thread body is invalid")
		}
		remark := Remark{Author: s.login(), Path: c.Path, Line: c.Line, Commit: review.Commit, Body: c.Body}
		if c.StartLine != nil {
			remark.StartLine = *c.StartLine
		}
		remarks = append(remarks, remark)
	}
	review.ID = s.id()
	i.pull.Reviews = append(i.pull.Reviews, review)
	for _, remark := range remarks {
		remark.ID, remark.Review = s.id(), review.ID
		i.pull.Remarks = append(i.pull.Remarks, remark)
	}
	i.Updated = s.now()
	return ok(reviewJSON(repo, i, review))
}

func (s *Server) putReview(r *http.Request, repo *repository, i *issue, body json.RawMessage) answer {
	var in struct{ Body string }
	if err := json.Unmarshal(body, &in); err != nil || in.Body == "" {
		return invalid("PullRequestReview", "body", "missing_field")
	}
	for k := range i.pull.Reviews {
		if v := &i.pull.Reviews[k]; strconv.FormatInt(v.ID, 10) == r.PathValue("id") {
			v.Body = in.Body
			return ok(reviewJSON(repo, i, *v))
		}
	}
	return problem(http.StatusNotFound, "Not Found")
}

func (s *Server) listRemarks(r *http.Request, repo *repository, i *issue, _ json.RawMessage) answer {
	return list(s, r, "PullRequestReviewComment", i.pull.Remarks, func(c Remark) any {
		m := map[string]any{
			"id": c.ID, "pull_request_review_id": c.Review, "path": c.Path, "body": c.Body, "user": userJSON(c.Author), "side": "RIGHT",
			"line": c.Line, "original_line": c.Line, "commit_id": i.pull.HeadSHA, "original_commit_id": c.Commit,
			"html_url": fmt.Sprintf("https://github.com/%s/pull/%d#discussion_r%d", repo.Name, i.Number, c.ID),
		}
		if c.StartLine > 0 {
			m["start_line"], m["original_start_line"], m["start_side"] = c.StartLine, c.StartLine, "RIGHT"
		}
		if c.Commit != i.pull.HeadSHA {
			delete(m, "line") // outdated
		}
		return m
	})
}

func (s *Server) deleteRemark(r *http.Request, repo *repository, _ json.RawMessage) answer {
	for _, i := range repo.issues {
		if i.pull == nil {
			continue
		}
		before := len(i.pull.Remarks)
		i.pull.Remarks = slices.DeleteFunc(i.pull.Remarks, func(c Remark) bool { return strconv.FormatInt(c.ID, 10) == r.PathValue("id") })
		if len(i.pull.Remarks) < before {
			return answer{status: http.StatusNoContent}
		}
	}
	return problem(http.StatusNotFound, "Not Found")
}

// findComment is the comment on a whole that the route names: its issue, and its place there.
func (s *Server) findComment(r *http.Request, repo *repository) (*issue, int) {
	for _, i := range repo.issues {
		for k, meta := range s.meta(i) {
			if strconv.FormatInt(meta.id, 10) == r.PathValue("id") {
				return i, k
			}
		}
	}
	return nil, 0
}

func (s *Server) commentJSON(repo *repository, i *issue, k int) map[string]any {
	meta := s.meta(i)[k]
	return map[string]any{
		"id": meta.id, "body": i.Comments[k], "user": userJSON(meta.author),
		"html_url":   fmt.Sprintf("https://github.com/%s/issues/%d#issuecomment-%d", repo.Name, i.Number, meta.id),
		"created_at": meta.created.Format(time.RFC3339), "updated_at": meta.updated.Format(time.RFC3339),
	}
}

func (s *Server) patchComment(r *http.Request, repo *repository, body json.RawMessage) answer {
	var in struct{ Body string }
	if err := json.Unmarshal(body, &in); err != nil || strings.TrimSpace(in.Body) == "" || utf8.RuneCountInString(in.Body) > 65536 {
		return invalid("IssueComment", "body", "missing_field")
	}
	i, k := s.findComment(r, repo)
	if i == nil {
		return problem(http.StatusNotFound, "Not Found")
	}
	i.Comments[k] = in.Body
	i.said[k].updated = s.now()
	return ok(s.commentJSON(repo, i, k))
}

func (s *Server) deleteComment(r *http.Request, repo *repository, _ json.RawMessage) answer {
	i, k := s.findComment(r, repo)
	if i == nil {
		return problem(http.StatusNotFound, "Not Found")
	}
	i.Comments, i.said = slices.Delete(i.Comments, k, k+1), slices.Delete(i.said, k, k+1)
	return answer{status: http.StatusNoContent}
}

// getBlob gives a file of a pull request's head, in lines of base64 as GitHub does.
func (s *Server) getBlob(r *http.Request, repo *repository, _ json.RawMessage) answer {
	for _, i := range repo.issues {
		if i.pull == nil {
			continue
		}
		content, ok := i.pull.objects[r.PathValue("sha")]
		if !ok {
			continue
		}
		var b bytes.Buffer
		for chunk := range slices.Chunk([]byte(base64.StdEncoding.EncodeToString(content)), 60) {
			b.Write(append(chunk, '\n'))
		}
		return answer{status: http.StatusOK, body: map[string]any{
			"sha": r.PathValue("sha"), "size": len(content), "encoding": "base64", "content": b.String(), "node_id": "B",
			"url": "https://api.github.com/repos/" + repo.Name + "/git/blobs/" + r.PathValue("sha"),
		}}
	}
	return problem(http.StatusNotFound, "Not Found")
}
