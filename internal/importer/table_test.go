package importer_test

import (
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/blameless-postmortem/postmortem/internal/importer"
)

// TestTables reads tables as kubectl prints them: by their header, wherever the column of the time stands.
func TestTables(t *testing.T) {
	for _, test := range []struct {
		name, text string
		want       []string
		unread     []string
		leftOut    int
	}{
		{
			name: "one namespace",
			text: `LAST SEEN   TYPE      REASON      OBJECT          MESSAGE
5m12s       Normal    Scheduled   pod/api-1       assigned to node-3
2m          Warning   BackOff     pod/api-1       Back-off  restarting failed container
`,
			want:    []string{"08:54:48 Normal Scheduled pod/api-1 assigned to node-3", "08:58:00 Warning BackOff pod/api-1 Back-off restarting failed container"},
			leftOut: 1,
		},
		{
			name: "all namespaces",
			text: `NAMESPACE     LAST SEEN           TYPE      REASON      OBJECT      MESSAGE
checkout      3d4h                Normal    Pulled      pod/api-1   10:00 is in the message
kube-system   2m (x3 over 4m)     Warning   BackOff     pod/dns-1   restarting
`,
			want:    []string{"Nov 19 05:00:00 checkout Normal Pulled pod/api-1 10:00 is in the message", "08:58:00 kube-system Warning BackOff pod/dns-1 restarting (x3 over 4m)"},
			leftOut: 1,
		},
		{
			name: "wide: where it was seen, how often and the record's own name are no part of what happened",
			text: `NAMESPACE   LAST SEEN   TYPE      REASON    OBJECT      SUBOBJECT              SOURCE            MESSAGE              FIRST SEEN   COUNT   NAME
checkout    2m          Warning   BackOff   pod/api-1   spec.containers{api}   kubelet, node-3   restarting           14m          12      api-1.17f0
checkout    <unknown>   Normal    Pulled    pod/api-1   spec.containers{api}   kubelet, node-3   pulled               13m          1       api-1.17f1
`,
			want:    []string{"08:47:00 checkout Normal Pulled pod/api-1 pulled", "08:58:00 checkout Warning BackOff pod/api-1 restarting (x12)"},
			leftOut: 1,
		},
		{
			name: "columns of one's own",
			text: `OBJ     Time                   KIND     MSG
api-1   2026-11-22T08:30:00Z   <none>   restarting
api-2   <none>                 Pod      when was it
`,
			want:    []string{"08:30:00 api-1 restarting"},
			unread:  []string{"3: it doesn't say when"},
			leftOut: 1,
		},
		{
			name: "a column that only its values tell",
			text: `OBJ     STAMP                  MSG
api-1   2026-11-22T08:30:00Z   restarting
`,
			want:    []string{"08:30:00 api-1 restarting"},
			leftOut: 1,
		},
		{
			name: "the header is gone: grep, --no-headers",
			text: `checkout   2m    Warning   BackOff   pod/api-1   restarting
checkout   59s   Normal    Pulled    pod/api-1   pulled
`,
			want: []string{"08:58:00 checkout Warning BackOff pod/api-1 restarting", "08:59:01 checkout Normal Pulled pod/api-1 pulled"},
		},
		{
			name: "watched: rows that came later stand as they can",
			text: `NAMESPACE   LAST SEEN   TYPE      REASON   OBJECT   MESSAGE
a           0s          Normal    Pulled   pod/a    pulled
a-longer-namespace   2s          Normal    Pulled   pod/b    pulled
`,
			want:    []string{"08:59:58 a-longer-namespace Normal Pulled pod/b pulled", "09:00:00 a Normal Pulled pod/a pulled"},
			leftOut: 1,
		},
		{
			name: "tabs, and a table and notes below one another",
			text: "NAMESPACE\tLAST SEEN\tMESSAGE\nshop\t1m\tpulled\n\n08:59 rolled back\nand told everybody\n",
			want: []string{"08:59:00 shop pulled", "08:59:00 rolled back and told everybody"}, leftOut: 1,
		},
		{
			name: "the age of a pod is not when something happened to it",
			text: "NAME    READY   STATUS    RESTARTS   AGE\napi-1   1/1     Running   0          3d4h\n",
			want: nil, unread: []string{"2: no time stands before it"}, leftOut: 1,
		},
		{
			name:    "two tables",
			text:    "LAST SEEN   MESSAGE\n1m          pulled\nNAME    READY   STATUS\napi-1   1/1     Running\n",
			want:    []string{"08:59:00 pulled"},
			unread:  []string{"4: no time stands before it"},
			leftOut: 2,
		},
	} {
		t.Run(test.name, func(t *testing.T) {
			now := time.Date(2026, 11, 22, 9, 0, 0, 0, time.UTC)
			in, err := importer.Read([]byte(test.text), importer.Options{Form: importer.Notes, Day: now, Now: now})
			if err != nil {
				t.Fatal(err)
			}
			var got, unread []string
			for _, e := range in.Events {
				layout := "15:04:05 "
				if e.At.Day() != now.Day() {
					layout = "Jan 2 15:04:05 "
				}
				got = append(got, e.At.Format(layout)+e.Text)
			}
			for _, u := range in.Unread {
				unread = append(unread, string(rune('0'+u.Line))+": "+u.Why)
			}
			if diff := cmp.Diff(test.want, got); diff != "" {
				t.Errorf("events -want +got\n%s", diff)
			}
			if diff := cmp.Diff(test.unread, unread); diff != "" {
				t.Errorf("unread -want +got\n%s", diff)
			}
			if in.LeftOut != test.leftOut {
				t.Errorf("%d left out, want %d", in.LeftOut, test.leftOut)
			}
		})
	}
}

// A file doesn't say when a table in it was printed: its ages can't be counted from anything.
func TestAgesInAFile(t *testing.T) {
	text := "NAMESPACE   LAST SEEN   MESSAGE\nshop        1m          pulled\n"
	in, err := importer.Read([]byte(text), importer.Options{Day: friday()})
	if err != nil || len(in.Events) > 0 || len(in.Unread) != 1 || !strings.Contains(in.Unread[0].Why, "how long ago") {
		t.Errorf("got %+v, %v", in, err)
	}
}
