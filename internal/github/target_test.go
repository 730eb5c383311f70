package github_test

import (
	"errors"
	"testing"

	"github.com/blameless-postmortem/postmortem/internal/github"
)

func TestFindTarget(t *testing.T) {
	origin := github.Repository{Host: "ghe.example.com", Owner: "acme", Name: "widgets"}
	for name, test := range map[string]struct {
		search github.TargetSearch
		env    map[string]string
		repo   string
		root   string
		named  bool
	}{
		"origin":            {github.TargetSearch{Origin: origin}, nil, "https://ghe.example.com/acme/widgets", "https://ghe.example.com/api/v3", false},
		"flag":              {github.TargetSearch{Flag: "acme/a", Config: "acme/b", Origin: widgets}, map[string]string{"GITHUB_REPOSITORY": "acme/c"}, "https://github.com/acme/a", "https://api.github.com", false},
		"configuration":     {github.TargetSearch{Config: "acme/b", Origin: widgets}, map[string]string{"GITHUB_REPOSITORY": "acme/c"}, "https://github.com/acme/b", "https://api.github.com", false},
		"workflow":          {github.TargetSearch{}, map[string]string{"GITHUB_REPOSITORY": "acme/c", "GITHUB_API_URL": "https://api.github.com", "GITHUB_SERVER_URL": "https://github.com"}, "https://github.com/acme/c", "https://api.github.com", true},
		"workflow on GHES":  {github.TargetSearch{}, map[string]string{"GITHUB_REPOSITORY": "acme/c", "GITHUB_API_URL": "https://ghe.example.com/api/v3"}, "https://ghe.example.com/acme/c", "https://ghe.example.com/api/v3", true},
		"api url":           {github.TargetSearch{Origin: widgets, APIFlag: "http://127.0.0.1:1"}, map[string]string{"GITHUB_API_URL": "https://api.github.com"}, "https://github.com/acme/widgets", "http://127.0.0.1:1", true},
		"host in the name":  {github.TargetSearch{Flag: "ghe.example.com/acme/a", Origin: widgets}, nil, "https://ghe.example.com/acme/a", "https://ghe.example.com/api/v3", false},
		"loopback, no host": {github.TargetSearch{Flag: "acme/a", APIFlag: "http://[::1]:1"}, nil, "https://github.com/acme/a", "http://[::1]:1", true},
	} {
		t.Run(name, func(t *testing.T) {
			test.search.Getenv = func(name string) string { return test.env[name] }
			got, err := github.FindTarget(test.search)
			if err != nil || got.Repository.URL() != test.repo || got.APIRoot != test.root || got.Named != test.named {
				t.Errorf("got %+v, %v", got, err)
			}
		})
	}
	_, err := github.FindTarget(github.TargetSearch{Getenv: func(string) string { return "" }})
	var none *github.RepositoryError
	if !errors.As(err, &none) || none.Hint() == "" || none.Error() != "it is not known which GitHub repository is meant: no repository is named, and the origin remote leads to none" {
		t.Errorf("got %v", err)
	}
}
