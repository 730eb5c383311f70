package github_test

import (
	"context"
	"errors"
	"strings"
	"testing"

	"github.com/blameless-postmortem/postmortem/internal/github"
)

func TestFindToken(t *testing.T) {
	all := map[string]string{"GITHUB_TOKEN": "github", "GH_TOKEN": "gh", "GH_ENTERPRISE_TOKEN": "enterprise"}
	only := func(name string) map[string]string { return map[string]string{name: all[name]} }
	for _, test := range []struct {
		name, root string
		named      bool
		env        map[string]string
		gh         string
		want       string // value and source, "" for an error
	}{
		{"github.com", "https://api.github.com", false, all, "", "github GITHUB_TOKEN"},
		{"github.com, GH_TOKEN", "https://api.github.com", false, only("GH_TOKEN"), "", "gh GH_TOKEN"},
		{"github.com in a workflow", "https://api.github.com", true, only("GH_TOKEN"), "", "gh GH_TOKEN"},
		{"github.com, not the enterprise token", "https://api.github.com", false, only("GH_ENTERPRISE_TOKEN"), "", ""},
		{"enterprise", "https://ghe.example.com/api/v3", false, all, "", "enterprise GH_ENTERPRISE_TOKEN"},
		{"enterprise, not the token of github.com", "https://ghe.example.com/api/v3", false, map[string]string{"GITHUB_TOKEN": "x", "GH_TOKEN": "y"}, "", ""},
		{"the enterprise of GH_HOST", "https://ghe.example.com/api/v3", false, map[string]string{"GH_ENTERPRISE_TOKEN": "x", "GH_HOST": "GHE.example.com"}, "", "x GH_ENTERPRISE_TOKEN"},
		{"another host than GH_HOST", "https://evil.example/api/v3", false, map[string]string{"GH_ENTERPRISE_TOKEN": "x", "GH_HOST": "ghe.example.com"}, "", ""},
		{"named host", "https://ghe.example.com/api/v3", true, all, "", "github GITHUB_TOKEN"},
		{"named loopback", "http://127.0.0.1:1234", true, only("GITHUB_TOKEN"), "", "github GITHUB_TOKEN"},
		{"named host, not GH_TOKEN", "https://ghe.example.com/api/v3", true, only("GH_TOKEN"), "", ""},
		{"gh", "https://api.github.com", false, nil, "gho_x\n", "gho_x gh"},
		{"gh for the host", "https://ghe.example.com/api/v3", false, nil, "gho_y\n", "gho_y gh"},
		{"blank", "https://api.github.com", false, map[string]string{"GITHUB_TOKEN": "  \n"}, "", ""},
		{"surrounded by blanks", "https://api.github.com", false, map[string]string{"GITHUB_TOKEN": " abc\n"}, "", "abc GITHUB_TOKEN"},
		{"two lines", "https://api.github.com", false, map[string]string{"GITHUB_TOKEN": "secret1\r\nX-Evil: secret2"}, "", ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			token, err := github.FindToken(t.Context(), github.TokenSearch{
				APIRoot: test.root, Named: test.named, Getenv: func(name string) string { return test.env[name] },
				Run: func(ctx context.Context, name string, args ...string) (string, error) {
					if _, ok := ctx.Deadline(); !ok {
						t.Error("gh is run without a time limit")
					}
					if want := "gh auth token --hostname " + github.HostOf(test.root); name+" "+strings.Join(args, " ") != want {
						t.Errorf("ran %s %v, want %s", name, args, want)
					}
					if test.gh == "" {
						return "", errors.New("no gh")
					}
					return test.gh, nil
				},
			})
			if test.want == "" {
				var failure *github.Error
				if !errors.As(err, &failure) || failure.Kind != github.Credentials || failure.Hint() == "" {
					t.Fatalf("got %v, %v; want a credentials error with a hint", token, err)
				}
				if strings.Contains(err.Error()+failure.Hint(), "secret") {
					t.Errorf("the error shows the token: %v", err)
				}
				return
			}
			if err != nil || token.Value+" "+token.Source != test.want {
				t.Errorf("got %v, %v; want %s", token, err, test.want)
			}
		})
	}
}

func TestFindTokenWithoutGh(t *testing.T) {
	_, err := github.FindToken(t.Context(), github.TokenSearch{APIRoot: "https://api.github.com", Getenv: func(string) string { return "" }})
	var failure *github.Error
	if !errors.As(err, &failure) || !strings.Contains(failure.Hint(), "GITHUB_TOKEN") || !strings.Contains(failure.Hint(), "Issues: read and write") {
		t.Errorf("got %v with the hint %q", err, failure.Hint())
	}
}
