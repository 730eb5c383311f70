package github_test

import (
	"strings"
	"testing"
	"unicode"

	"github.com/blameless-postmortem/postmortem/internal/github"
)

func TestParseRemote(t *testing.T) {
	for _, test := range []struct{ remote, want string }{
		{"https://github.com/acme/widgets", "github.com acme widgets"},
		{"https://github.com/acme/widgets.git", "github.com acme widgets"},
		{"https://github.com/acme/widgets/", "github.com acme widgets"},
		{"https://user:p%40ss@github.com/acme/widgets.git", "github.com acme widgets"},
		{"https://x-access-token:ghs_abc@GitHub.com/acme/widgets", "github.com acme widgets"},
		{"https://www.github.com/acme/widgets", "github.com acme widgets"},
		{"https://github.com:443/acme/widgets", "github.com acme widgets"},
		{"https://ghe.example.com:8443/acme/widgets.git", "ghe.example.com:8443 acme widgets"},
		{"http://[::1]:3000/acme/widgets", "[::1]:3000 acme widgets"},
		{"ssh://git@github.com/acme/widgets.git", "github.com acme widgets"},
		{"ssh://git@ssh.github.com:443/acme/widgets.git", "github.com acme widgets"},
		{"ssh://git@ghe.example.com:2222/acme/widgets", "ghe.example.com acme widgets"},
		{"git+ssh://git@github.com/acme/widgets", "github.com acme widgets"},
		{"git://github.com/acme/widgets.git", "github.com acme widgets"},
		{"git@github.com:acme/widgets.git", "github.com acme widgets"},
		{"github.com:acme/widgets", "github.com acme widgets"},
		{"git@ghe.example.com:/acme/widgets.git", "ghe.example.com acme widgets"},
		{"org-123@github.com:acme/my.site-2_x.git", "github.com acme my.site-2_x"},
		{"git@github.com:acme/.github.git", "github.com acme .github"},

		{"", ""},
		{"/srv/git/widgets.git", ""},
		{"../widgets", ""},
		{`C:\git\widgets`, ""},
		{"C:/git/widgets", ""},
		{"file:///srv/git/acme/widgets", ""},
		{"https://github.com/acme", ""},
		{"https://github.com/acme/widgets/tree/main", ""},
		{"https://github.com/acme/..", ""},
		{"https://github.com/../widgets", ""},
		{"https://github.com/acme/wid%2Fgets", ""},
		{"git@github.com:acme/wid gets", ""},
		{"git@github.com:acme/widgets?x=1", ""},
		{"git@-oProxyCommand=x:acme/widgets", ""},
		{"https://git\nhub.com/acme/widgets", ""},
		{"https:///acme/widgets", ""},
	} {
		got, err := github.ParseRemote(test.remote)
		switch {
		case test.want == "":
			if err == nil {
				t.Errorf("%q: got %+v, want an error", test.remote, got)
			}
		case err != nil:
			t.Errorf("%q: %v", test.remote, err)
		case got.Host+" "+got.Owner+" "+got.Name != test.want:
			t.Errorf("%q: got %+v, want %s", test.remote, got, test.want)
		}
	}
}

func TestParseRepository(t *testing.T) {
	for _, test := range []struct{ text, host, want string }{
		{"acme/widgets", "github.com", "https://github.com/acme/widgets"},
		{"acme/widgets", "", "https://github.com/acme/widgets"},
		{"acme/widgets", "ghe.example.com", "https://ghe.example.com/acme/widgets"},
		{"ghe.example.com/acme/widgets", "github.com", "https://ghe.example.com/acme/widgets"},
		{" git@github.com:acme/widgets.git ", "ghe.example.com", "https://github.com/acme/widgets"},
		{"widgets", "github.com", ""},
		{"a/b/c/d", "github.com", ""},
		{"acme/wid gets", "github.com", ""},
		{"acme/../widgets", "github.com", ""},
	} {
		got, err := github.ParseRepository(test.text, test.host)
		if test.want == "" {
			if err == nil {
				t.Errorf("%q: got %+v, want an error", test.text, got)
			}
			continue
		}
		if err != nil || got.URL() != test.want {
			t.Errorf("%q on %q: got %s, %v; want %s", test.text, test.host, got.URL(), err, test.want)
		}
	}
}

func TestRepositoryErrorHidesThePassword(t *testing.T) {
	for _, remote := range []string{"https://me:hunter2@github.com/acme", "https://me:hun/ter2@x/github.com", "me:hunter2@github.com:acme"} {
		_, err := github.ParseRemote(remote)
		if err == nil || strings.Contains(err.Error(), "ter2") {
			t.Errorf("%q: %v", remote, err)
		}
	}
}

func TestAPIRoot(t *testing.T) {
	for host, want := range map[string]string{
		"":                     "https://api.github.com",
		"github.com":           "https://api.github.com",
		"acme.ghe.com":         "https://api.acme.ghe.com",
		"ghe.example.com":      "https://ghe.example.com/api/v3",
		"ghe.example.com:8443": "https://ghe.example.com:8443/api/v3",
	} {
		if got := github.APIRoot(host); got != want {
			t.Errorf("APIRoot(%q) = %q, want %q", host, got, want)
		}
		if host != "" && github.HostOf(want) != host {
			t.Errorf("HostOf(%q) = %q, want %q", want, github.HostOf(want), host)
		}
	}
}

func FuzzParseRemote(f *testing.F) {
	for _, s := range []string{"https://u:p@github.com/o/r.git", "git@h:o/r", "ssh://git@h:22/o/r", "https://[::1]:1/o/r", "C:\\x", "https://h/%2e%2e/r"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, remote string) {
		r, err := github.ParseRemote(remote)
		if err != nil {
			if strings.ContainsFunc(err.Error(), unicode.IsControl) {
				t.Errorf("control characters in %q", err)
			}
			return
		}
		if strings.ContainsAny(r.Owner+r.Name, "/\\?#%@: \n") || strings.ContainsAny(r.Host, "/\\?#%@ \n") || r.Name == ".." || r.Owner == ".." {
			t.Errorf("%q gave %+v", remote, r)
		}
		again, err := github.ParseRemote(r.URL())
		if err != nil || again.Owner != r.Owner || again.Host != r.Host {
			t.Errorf("%q gave %s, which reads as %+v, %v", remote, r.URL(), again, err)
		}
	})
}
