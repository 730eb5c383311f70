package cli

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/blameless-postmortem/postmortem/internal/document"
	"github.com/blameless-postmortem/postmortem/internal/learn"
)

func TestEarlier(t *testing.T) {
	var postmortems []*learn.Postmortem
	for path, source := range map[string]string{
		"proxy.md":  "# EU customers could not pay\n\n## Contributing factors\n\n- The configuration check accepts a region without an upstream\n\n## Action items\n\n- [ ] Refuse it (prevent, P1)\n",
		"search.md": "# Search results up to six hours old\n\n## Summary\n\nThe indexer's disk was full.\n",
		"日本.md":     "# 決済が失敗した\n\n## Summary\n\n設定の反映\n",
		"mail.md":   "# Mail was late\n\n## Summary\n\nThe queue of the region was deep.\n",
	} {
		postmortems = append(postmortems, learn.New(document.Parse(path, []byte(source)), nil))
	}
	past := pastIncidents{func() []*learn.Postmortem { return postmortems }}
	for words, want := range map[string][]string{
		"Payments fail in a region: the upstream is missing from its configuration": {"proxy.md"},
		"The search index is old, its disk full":                                    {"search.md"},
		"決済が失敗する":                                                                   {"日本.md"},
		"Customers could not log in":                                                nil,
		"outage":                                                                    nil,
		"":                                                                          nil,
	} {
		var got []string
		for _, e := range past.earlier(words) {
			got = append(got, e.Path)
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%q: -want +got\n%s", words, diff)
		}
	}
}
