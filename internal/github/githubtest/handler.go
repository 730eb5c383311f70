package githubtest

import (
	"bytes"
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"net/http"
	"net/http/httptest"
	"net/url"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"
)

// Handler serves the API below Options.BasePath.
func (s *Server) Handler() http.Handler {
	mux := http.NewServeMux()
	for pattern, h := range map[string]func(*http.Request, *repository, json.RawMessage) answer{
		"GET /repos/{owner}/{repo}":                           s.getRepository,
		"GET /repos/{owner}/{repo}/issues":                    s.listIssues,
		"POST /repos/{owner}/{repo}/issues":                   s.createIssue,
		"GET /repos/{owner}/{repo}/issues/{number}":           s.getIssue,
		"PATCH /repos/{owner}/{repo}/issues/{number}":         s.patchIssue,
		"POST /repos/{owner}/{repo}/issues/{number}/comments": s.createComment,
		"GET /repos/{owner}/{repo}/issues/{number}/comments":  s.listComments,
		"GET /repos/{owner}/{repo}/issues/{number}/events":    s.listEvents,
		"GET /repos/{owner}/{repo}/labels":                    s.listLabels,
		"POST /repos/{owner}/{repo}/labels":                   s.createLabel,
		"GET /repos/{owner}/{repo}/assignees/{login}":         s.checkAssignee,
		"GET /repos/{owner}/{repo}/milestones":                s.listMilestones,
	} {
		mux.HandleFunc(pattern, s.route(h))
	}
	for pattern, h := range s.pullRoutes() {
		mux.HandleFunc(pattern, s.route(h))
	}
	mux.HandleFunc("GET /user", s.getUser)
	// A moved repository redirects to its number: /repositories/1001/issues.
	mux.HandleFunc("/repositories/{id}/{rest...}", s.byID(mux))
	mux.HandleFunc("/repositories/{id}", s.byID(mux))
	mux.HandleFunc("/", func(w http.ResponseWriter, r *http.Request) {
		s.mu.Lock()
		defer s.mu.Unlock()
		s.violate(r, "no such route")
		problem(http.StatusNotFound, "Not Found").write(w)
	})
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		path, ok := strings.CutPrefix(r.URL.Path, s.options.BasePath)
		if !ok {
			s.mu.Lock()
			s.violate(r, "not below %s", s.options.BasePath)
			s.mu.Unlock()
			http.NotFound(w, r)
			return
		}
		inner := r.Clone(r.Context())
		inner.URL.Path, inner.URL.RawPath = path, ""
		s.strike(w, inner, mux)
	})
}

// strike counts the request, checks its header and lets a fault come in between.
func (s *Server) strike(w http.ResponseWriter, r *http.Request, next http.Handler) {
	s.mu.Lock()
	text := r.Method + " " + r.URL.RequestURI()
	s.requests = append(s.requests, text)
	s.clock = s.clock.Add(time.Second)
	fault := s.fault(len(s.requests), text)
	s.checkHeader(r)
	s.mu.Unlock()

	if fault == nil {
		next.ServeHTTP(w, r)
		return
	}
	recorded := httptest.NewRecorder()
	if fault.Apply || fault.Truncate {
		next.ServeHTTP(recorded, r)
	}
	switch {
	case fault.Drop:
		panic(http.ErrAbortHandler)
	case fault.Truncate:
		body := recorded.Body.Bytes()
		w.Header().Set("Content-Type", "application/json; charset=utf-8")
		w.Header().Set("Content-Length", strconv.Itoa(len(body)))
		w.WriteHeader(recorded.Code)
		_, _ = w.Write(body[:len(body)/2]) // the client sees an unexpected end
		panic(http.ErrAbortHandler)
	default:
		maps.Copy(w.Header(), fault.Header)
		body := fault.Body
		if body == "" {
			body = fmt.Sprintf(`{"message":%q}`, http.StatusText(fault.Status))
		}
		w.Header().Set("Content-Type", "application/json; charset=utf-8")
		w.WriteHeader(fault.Status)
		_, _ = io.WriteString(w, body)
	}
}

func (s *Server) checkHeader(r *http.Request) {
	if got := r.Header.Get("Accept"); got != "application/vnd.github+json" {
		s.violate(r, "Accept is %q", got)
	}
	if got := r.Header.Get("X-GitHub-Api-Version"); got != "2022-11-28" {
		s.violate(r, "X-GitHub-Api-Version is %q", got)
	}
	if r.Header.Get("User-Agent") == "" {
		s.violate(r, "no User-Agent")
	}
	if auth := r.Header.Get("Authorization"); auth != "" && !strings.HasPrefix(auth, "Bearer ") {
		s.violate(r, "Authorization is not a bearer token")
	}
	if r.Method != http.MethodGet && r.Method != http.MethodDelete && r.Header.Get("Content-Type") != "application/json" {
		s.violate(r, "Content-Type is %q", r.Header.Get("Content-Type"))
	}
}

type answer struct {
	status int
	body   any
	header http.Header
}

func ok(body any) answer      { return answer{status: http.StatusOK, body: body} }
func created(body any) answer { return answer{status: http.StatusCreated, body: body} }

func problem(status int, message string) answer {
	return answer{status: status, body: map[string]any{"message": message, "documentation_url": "https://docs.github.com/rest", "status": strconv.Itoa(status)}}
}

// invalid is a 422 for one field.
func invalid(resource, field, code string, more ...string) answer {
	e := map[string]any{"resource": resource, "field": field, "code": code}
	if len(more) > 0 {
		e["message"] = more[0]
	}
	return answer{status: http.StatusUnprocessableEntity, body: map[string]any{"message": "Validation Failed", "errors": []any{e}}}
}

// conditional gives a page its ETag, and answers 304 when the client has it already: without the Link header, which says whether there is a page after it.
func conditional(r *http.Request, a answer) answer {
	if r.Method != http.MethodGet || a.status != http.StatusOK {
		return a
	}
	body, err := json.Marshal(a.body)
	if err != nil {
		panic(err) // answers are made of plain values
	}
	tag := fmt.Sprintf(`W/"%x"`, sha256.Sum256(body))
	if r.Header.Get("If-None-Match") == tag {
		return answer{status: http.StatusNotModified, header: http.Header{"Etag": {tag}}}
	}
	a.header = maps.Clone(a.header)
	if a.header == nil {
		a.header = http.Header{}
	}
	a.header.Set("ETag", tag)
	return a
}

func (a answer) write(w http.ResponseWriter) {
	maps.Copy(w.Header(), a.header)
	if a.status == http.StatusNoContent || a.status == http.StatusNotModified {
		w.WriteHeader(a.status)
		return
	}
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	if err := enc.Encode(a.body); err != nil {
		panic(err) // answers are made of plain values
	}
	w.Header().Set("Content-Type", "application/json; charset=utf-8")
	w.Header().Set("Content-Length", strconv.Itoa(b.Len()))
	w.WriteHeader(a.status)
	_, _ = w.Write(b.Bytes()) // a client that went away is its own affair
}

// route does what every route needs: credentials, the repository, redirects, permissions, the limit's header fields.
func (s *Server) route(h func(*http.Request, *repository, json.RawMessage) answer) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		body, err := io.ReadAll(r.Body)
		s.mu.Lock()
		defer s.mu.Unlock()
		a := conditional(r, s.guard(r, body, err, h))
		if a.status == http.StatusNotModified {
			s.unmodified++
		}
		w.Header().Set("X-RateLimit-Limit", "5000")
		w.Header().Set("X-RateLimit-Remaining", strconv.Itoa(max(1, 5000-len(s.requests))))
		w.Header().Set("X-RateLimit-Used", strconv.Itoa(len(s.requests)))
		w.Header().Set("X-RateLimit-Reset", strconv.FormatInt(s.now().Add(time.Hour).Unix(), 10))
		w.Header().Set("X-RateLimit-Resource", "core")
		a.write(w)
	}
}

func (s *Server) guard(r *http.Request, body []byte, err error, h func(*http.Request, *repository, json.RawMessage) answer) answer {
	if err != nil {
		return problem(http.StatusBadRequest, "Problems parsing JSON")
	}
	if s.options.Token != "" {
		switch r.Header.Get("Authorization") {
		case "Bearer " + s.options.Token:
		case "":
			return problem(http.StatusUnauthorized, "Requires authentication")
		default:
			return problem(http.StatusUnauthorized, "Bad credentials")
		}
	}
	repo, moved := s.repository(r.PathValue("owner") + "/" + r.PathValue("repo"))
	if repo == nil || repo.Private && repo.Permission == "none" {
		return problem(http.StatusNotFound, "Not Found")
	}
	if moved {
		_, rest, _ := strings.Cut(strings.TrimPrefix(r.URL.Path, "/repos/"), "/")
		_, rest, _ = strings.Cut(rest, "/")
		target := fmt.Sprintf("http://%s%s/repositories/%d", r.Host, s.options.BasePath, repo.id)
		if rest != "" {
			target += "/" + rest
		}
		if r.URL.RawQuery != "" {
			target += "?" + r.URL.RawQuery
		}
		status := http.StatusMovedPermanently
		if r.Method != http.MethodGet {
			status = http.StatusTemporaryRedirect
		}
		a := problem(status, "Moved Permanently")
		a.header = http.Header{"Location": {target}}
		return a
	}
	scopes := http.Header{}
	if repo.Scopes != "" {
		scopes.Set("X-OAuth-Scopes", repo.Scopes)
	}
	if r.Method != http.MethodGet {
		switch {
		case repo.Archived:
			return problem(http.StatusForbidden, "Repository was archived so is read-only.")
		case repo.Permission == "read" || repo.Permission == "none":
			a := problem(http.StatusForbidden, "Resource not accessible by personal access token")
			a.header = scopes
			a.header.Set("X-Accepted-GitHub-Permissions", "issues=write; pull_requests=write")
			return a
		}
		if r.Method != http.MethodDelete && !json.Valid(body) {
			return problem(http.StatusBadRequest, "Problems parsing JSON")
		}
	}
	if repo.NoIssues && strings.Contains(r.URL.Path, "/issues") {
		return problem(http.StatusGone, "Issues has been disabled in this repository.")
	}
	a := h(r, repo, body)
	if a.header == nil {
		a.header = http.Header{}
	}
	maps.Copy(a.header, scopes)
	return a
}

// byID serves /repositories/{id}/… as /repos/{owner}/{name}/….
func (s *Server) byID(mux *http.ServeMux) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		s.mu.Lock()
		name := ""
		for _, repo := range s.repos {
			if strconv.FormatInt(repo.id, 10) == r.PathValue("id") {
				name = repo.Name
			}
		}
		s.mu.Unlock()
		if name == "" {
			problem(http.StatusNotFound, "Not Found").write(w)
			return
		}
		inner := r.Clone(r.Context())
		inner.URL.Path = strings.TrimSuffix("/repos/"+name+"/"+r.PathValue("rest"), "/")
		mux.ServeHTTP(w, inner)
	}
}

func (s *Server) getRepository(r *http.Request, repo *repository, _ json.RawMessage) answer {
	owner, name, _ := strings.Cut(repo.Name, "/")
	write := repo.Permission == "" || repo.Permission == "write"
	return ok(map[string]any{
		"id": repo.id, "name": name, "full_name": repo.Name, "owner": map[string]any{"login": owner},
		"private": repo.Private, "archived": repo.Archived, "has_issues": !repo.NoIssues, "default_branch": "main",
		"html_url":    "https://github.com/" + repo.Name,
		"permissions": map[string]bool{"pull": true, "push": write, "triage": write, "maintain": false, "admin": false},
	})
}

func (s *Server) issueJSON(repo *repository, i *issue) map[string]any {
	labels := []any{}
	for _, name := range i.Labels {
		labels = append(labels, map[string]any{"name": name})
	}
	assignees := []any{}
	for _, login := range i.Assignees {
		assignees = append(assignees, map[string]any{"login": login})
	}
	m := map[string]any{
		"id": i.id, "number": i.Number, "title": i.Title, "body": i.Body, "state": i.State, "state_reason": nil,
		"labels": labels, "assignees": assignees, "comments": len(i.Comments), "locked": i.Locked || i.Discussion, "closed_at": nil,
		"repository_url": "https://api.github.com/repos/" + repo.Name,
		"created_at":     i.Created.Format(time.RFC3339), "updated_at": i.Updated.Format(time.RFC3339),
		"html_url": fmt.Sprintf("https://github.com/%s/issues/%d", repo.Name, i.Number),
		"user":     userJSON(i.author),
	}
	if i.StateReason != "" {
		m["state_reason"] = i.StateReason
	}
	if !i.Closed.IsZero() {
		m["closed_at"] = i.Closed.Format(time.RFC3339)
	}
	if i.PullRequest {
		pull := map[string]any{"url": fmt.Sprintf("https://api.github.com/repos/%s/pulls/%d", repo.Name, i.Number), "merged_at": nil}
		if i.Merged {
			pull["merged_at"] = i.Updated.Format(time.RFC3339)
		}
		m["pull_request"] = pull
		m["html_url"] = fmt.Sprintf("https://github.com/%s/pull/%d", repo.Name, i.Number)
	}
	return m
}

func (s *Server) listIssues(r *http.Request, repo *repository, _ json.RawMessage) answer {
	query := r.URL.Query()
	for key := range query {
		if !slices.Contains([]string{"state", "labels", "since", "sort", "direction", "per_page", "page", "creator", "assignee", "milestone", "mentioned"}, key) {
			s.violate(r, "the list of issues has no parameter %q", key)
		}
	}
	state := query.Get("state")
	if state == "" {
		state = "open"
	}
	var since time.Time
	if text := query.Get("since"); text != "" {
		var err error
		if since, err = time.Parse(time.RFC3339, text); err != nil {
			return invalid("Issue", "since", "invalid")
		}
	}
	var found []*issue
	for _, i := range repo.issues {
		if i.lag > 0 {
			i.lag--
			continue
		}
		wanted := !i.gone() && (state == "all" || i.State == state) && !i.Updated.Before(since)
		if text := query.Get("labels"); text != "" {
			for name := range strings.SplitSeq(text, ",") {
				wanted = wanted && slices.ContainsFunc(i.Labels, func(l string) bool { return strings.EqualFold(l, name) })
			}
		}
		if wanted {
			found = append(found, i)
		}
	}
	by := func(i *issue) time.Time { return i.Created }
	if query.Get("sort") == "updated" {
		by = func(i *issue) time.Time { return i.Updated }
	}
	slices.SortStableFunc(found, func(a, b *issue) int {
		c := by(a).Compare(by(b))
		if c == 0 {
			c = a.Number - b.Number
		}
		if query.Get("direction") != "asc" {
			c = -c
		}
		return c
	})
	page, header, ok := s.page(r, len(found))
	if !ok {
		return invalid("Issue", "page", "invalid")
	}
	list := []any{}
	for _, i := range found[page.start:page.end] {
		list = append(list, s.issueJSON(repo, i))
	}
	return answer{status: http.StatusOK, body: list, header: header}
}

type window struct{ start, end int }

// page cuts a page out of n entries and makes the Link header for it.
func (s *Server) page(r *http.Request, n int) (window, http.Header, bool) {
	query := r.URL.Query()
	size, number := 30, 1
	var err error
	if text := query.Get("per_page"); text != "" {
		if size, err = strconv.Atoi(text); err != nil || size < 1 {
			return window{}, nil, false
		}
	}
	size = min(size, s.options.PageSize)
	if text := query.Get("page"); text != "" {
		if number, err = strconv.Atoi(text); err != nil || number < 1 {
			return window{}, nil, false
		}
	}
	last := max(1, (n+size-1)/size)
	var links []string
	link := func(page int, rel string) {
		q := url.Values{}
		maps.Copy(q, query)
		q.Set("page", strconv.Itoa(page))
		links = append(links, fmt.Sprintf(`<http://%s%s%s?%s>; rel="%s"`, r.Host, s.options.BasePath, r.URL.Path, q.Encode(), rel))
	}
	if number > 1 {
		link(number-1, "prev")
	}
	if number < last {
		link(number+1, "next")
		link(last, "last")
	}
	if number > 1 {
		link(1, "first")
	}
	header := http.Header{}
	if len(links) > 0 {
		header.Set("Link", strings.Join(links, ", "))
	}
	start := min(n, (number-1)*size)
	return window{start, min(n, start+size)}, header, true
}

var htmlComment = regexp.MustCompile(`(?s)<!--.*?-->\n?`)

func (s *Server) createIssue(r *http.Request, repo *repository, body json.RawMessage) answer {
	var in struct {
		Title     string   `json:"title"`
		Body      string   `json:"body"`
		Labels    []string `json:"labels"`
		Assignees []string `json:"assignees"`
		Milestone int      `json:"milestone"`
	}
	if err := json.Unmarshal(body, &in); err != nil {
		return problem(http.StatusBadRequest, "Problems parsing JSON")
	}
	if in.Milestone < 0 || in.Milestone > len(repo.Milestones) {
		return invalid("Issue", "milestone", "invalid")
	}
	if a, bad := checkText(in.Title, in.Body); bad {
		return a
	}
	for _, login := range in.Assignees {
		if !slices.Contains(repo.Assignees, login) {
			return answer{status: http.StatusUnprocessableEntity, body: map[string]any{
				"message": "Validation Failed",
				"errors":  []any{map[string]any{"value": login, "resource": "Issue", "field": "assignees", "code": "invalid"}},
			}}
		}
	}
	if s.options.StripComments {
		in.Body = htmlComment.ReplaceAllString(in.Body, "")
	}
	i := s.add(repo, Issue{Title: in.Title, Body: in.Body, Labels: in.Labels, Assignees: in.Assignees, Milestone: in.Milestone})
	i.lag = s.options.Lag
	return created(s.issueJSON(repo, i))
}

// checkText holds GitHub's limits for titles and bodies.
func checkText(title, body string) (answer, bool) {
	switch {
	case strings.TrimSpace(title) == "":
		return invalid("Issue", "title", "missing_field"), true
	case utf8.RuneCountInString(title) > 256:
		return invalid("Issue", "title", "custom", "title is too long (maximum is 256 characters)"), true
	case utf8.RuneCountInString(body) > 65536:
		return invalid("Issue", "body", "custom", "body is too long (maximum is 65536 characters)"), true
	}
	return answer{}, false
}

// findIssue is the issue that the route names, or the answer for one that is not there.
func (s *Server) findIssue(r *http.Request, repo *repository) (*issue, answer) {
	number, err := strconv.Atoi(r.PathValue("number"))
	i := repo.issue(number)
	switch {
	case err != nil || i == nil:
		return nil, problem(http.StatusNotFound, "Not Found")
	case i.Deleted:
		return nil, problem(http.StatusGone, "This issue was deleted")
	case i.Hidden:
		return nil, problem(http.StatusNotFound, "Not Found")
	case i.Transferred != "":
		name, number, _ := strings.Cut(i.Transferred, "#")
		to, _ := s.repository(name)
		a := problem(http.StatusMovedPermanently, "Moved Permanently")
		a.header = http.Header{"Location": {fmt.Sprintf("http://%s%s/repositories/%d/issues/%s", r.Host, s.options.BasePath, to.id, number)}}
		return nil, a
	}
	return i, answer{}
}

func (s *Server) getIssue(r *http.Request, repo *repository, _ json.RawMessage) answer {
	i, missing := s.findIssue(r, repo)
	if i == nil {
		return missing
	}
	return ok(s.issueJSON(repo, i))
}

func (s *Server) patchIssue(r *http.Request, repo *repository, body json.RawMessage) answer {
	i, missing := s.findIssue(r, repo)
	if i == nil {
		return missing
	}
	in := struct {
		Title       *string   `json:"title"`
		Body        *string   `json:"body"`
		State       *string   `json:"state"`
		StateReason *string   `json:"state_reason"`
		Labels      *[]string `json:"labels"`
		Assignees   *[]string `json:"assignees"`
	}{}
	if err := json.Unmarshal(body, &in); err != nil {
		return problem(http.StatusBadRequest, "Problems parsing JSON")
	}
	next := i.Issue
	if in.Title != nil {
		next.Title = *in.Title
	}
	if in.Body != nil {
		next.Body = *in.Body
	}
	if a, bad := checkText(next.Title, next.Body); bad {
		return a
	}
	if in.State != nil {
		if *in.State != "open" && *in.State != "closed" {
			return invalid("Issue", "state", "invalid")
		}
		if next.State != *in.State {
			next.StateReason = map[string]string{"open": "reopened", "closed": "completed"}[*in.State]
		}
		next.State = *in.State
		if in.StateReason != nil {
			if !slices.Contains([]string{"completed", "not_planned", "duplicate", "reopened"}, *in.StateReason) {
				return invalid("Issue", "state_reason", "invalid")
			}
			next.StateReason = *in.StateReason
		}
	}
	if in.Labels != nil {
		next.Labels = nil
		for _, name := range *in.Labels {
			next.Labels = append(next.Labels, repo.ensureLabel(name))
		}
	}
	if in.Assignees != nil {
		next.Assignees = *in.Assignees
	}
	next.Updated = s.now()
	next.close(s.now())
	i.Issue = next
	return ok(s.issueJSON(repo, i))
}

func (s *Server) createComment(r *http.Request, repo *repository, body json.RawMessage) answer {
	i, missing := s.findIssue(r, repo)
	if i == nil {
		return missing
	}
	var in struct {
		Body string `json:"body"`
	}
	if err := json.Unmarshal(body, &in); err != nil || strings.TrimSpace(in.Body) == "" {
		return invalid("IssueComment", "body", "missing_field")
	}
	if utf8.RuneCountInString(in.Body) > 65536 {
		return invalid("IssueComment", "body", "custom", "body is too long (maximum is 65536 characters)")
	}
	i.Comments = append(i.Comments, in.Body)
	i.Updated = s.now()
	return created(s.commentJSON(repo, i, len(i.Comments)-1))
}

func (s *Server) listComments(r *http.Request, repo *repository, _ json.RawMessage) answer {
	i, missing := s.findIssue(r, repo)
	if i == nil {
		return missing
	}
	places := make([]int, len(i.Comments))
	for k := range places {
		places[k] = k
	}
	return list(s, r, "IssueComment", places, func(k int) any { return s.commentJSON(repo, i, k) })
}

func (s *Server) listEvents(r *http.Request, repo *repository, _ json.RawMessage) answer {
	i, missing := s.findIssue(r, repo)
	if i == nil {
		return missing
	}
	list := []any{map[string]any{"id": s.id(), "event": "labeled"}}
	if i.Discussion {
		list = append(list, map[string]any{"id": s.id(), "event": "converted_to_discussion"})
	}
	return ok(list)
}

func labelJSON(l label) map[string]any {
	return map[string]any{"name": l.Name, "color": l.Color, "description": l.Description, "default": false}
}

func (s *Server) listLabels(r *http.Request, repo *repository, _ json.RawMessage) answer {
	page, header, ok := s.page(r, len(repo.labels))
	if !ok {
		return invalid("Label", "page", "invalid")
	}
	list := []any{}
	for _, l := range repo.labels[page.start:page.end] {
		list = append(list, labelJSON(l))
	}
	return answer{status: http.StatusOK, body: list, header: header}
}

var sixHex = regexp.MustCompile(`^[0-9a-fA-F]{6}$`)

func (s *Server) createLabel(r *http.Request, repo *repository, body json.RawMessage) answer {
	var in struct{ Name, Color, Description string }
	if err := json.Unmarshal(body, &in); err != nil {
		return problem(http.StatusBadRequest, "Problems parsing JSON")
	}
	switch {
	case strings.TrimSpace(in.Name) == "":
		return invalid("Label", "name", "missing_field")
	case utf8.RuneCountInString(in.Name) > 50:
		return invalid("Label", "name", "custom", "name is too long (maximum is 50 characters)")
	case in.Color != "" && !sixHex.MatchString(in.Color):
		return invalid("Label", "color", "invalid")
	case utf8.RuneCountInString(in.Description) > 100:
		return invalid("Label", "description", "custom", "description is too long (maximum is 100 characters)")
	case slices.ContainsFunc(repo.labels, func(l label) bool { return strings.EqualFold(l.Name, in.Name) }):
		return invalid("Label", "name", "already_exists")
	}
	l := label{in.Name, in.Color, in.Description}
	repo.labels = append(repo.labels, l)
	return created(labelJSON(l))
}

func (s *Server) checkAssignee(r *http.Request, repo *repository, _ json.RawMessage) answer {
	if slices.Contains(repo.Assignees, r.PathValue("login")) {
		return answer{status: http.StatusNoContent}
	}
	return problem(http.StatusNotFound, "Not Found")
}

func (s *Server) listMilestones(r *http.Request, repo *repository, _ json.RawMessage) answer {
	page, header, ok := s.page(r, len(repo.Milestones))
	if !ok {
		return invalid("Milestone", "page", "invalid")
	}
	list := []any{}
	for i := page.start; i < page.end; i++ {
		list = append(list, map[string]any{"number": i + 1, "title": repo.Milestones[i], "state": "open"})
	}
	return answer{status: http.StatusOK, body: list, header: header}
}
