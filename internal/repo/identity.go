package repo

import (
	"cmp"
	"context"
	"fmt"
	"strconv"
	"strings"
	"time"
	"unicode"

	"github.com/go-git/go-git/v5/plumbing/object"
)

// identity is who a commit is by.
type identity struct{ author, committer object.Signature }

// identity works out author and committer as git does, from the environment
// and the configuration, but never from the names of the account and the
// host, which git would guess and people then find in their history. It
// reports false for dates in a form that only git reads.
func (r *Repository) identity(c config) (id identity, datesKnown bool, err error) {
	now := r.opts.Now()
	datesKnown = true
	for _, who := range []struct {
		role string
		sig  *object.Signature
	}{{"author", &id.author}, {"committer", &id.committer}} {
		variable := "GIT_" + strings.ToUpper(who.role)
		name := cmp.Or(r.getenv(variable+"_NAME"), c.get(who.role+".name"), c.get("user.name"))
		email := cmp.Or(r.getenv(variable+"_EMAIL"), c.get(who.role+".email"), c.get("user.email"))
		if email == "" && !c.isTrue("user.useconfigonly") {
			email = r.getenv("EMAIL")
		}
		who.sig.Name, who.sig.Email, who.sig.When = withoutCrud(name), withoutCrud(email), now
		if who.sig.Name == "" || who.sig.Email == "" {
			return id, false, noIdentity(who.sig.Name == "", who.sig.Email == "")
		}
		if date := r.getenv(variable + "_DATE"); date != "" {
			when, ok := parseDate(date)
			who.sig.When, datesKnown = when, datesKnown && ok
		}
	}
	return id, datesKnown, nil
}

// Identified returns nil when it is known who commits here, and else an *Error
// with the reason ErrNoIdentity or why the configuration can't be read.
func (r *Repository) Identified(ctx context.Context) error {
	c, err := r.settings(ctx)
	if err != nil {
		return err
	}
	_, _, err = r.identity(c)
	return err
}

func noIdentity(name, email bool) error {
	missing := "name and email are"
	var commands []string
	if name {
		commands = append(commands, `git config --global user.name "Your Name"`)
	}
	if email {
		commands = append(commands, `git config --global user.email you@example.org`)
	}
	if !email {
		missing = "name is"
	} else if !name {
		missing = "email is"
	}
	return &Error{
		Reason: ErrNoIdentity,
		Detail: "git doesn't know who commits: your " + missing + " not configured",
		Advice: "run: " + strings.Join(commands, "; "),
	}
}

// withoutCrud removes what git removes from names and addresses, so that they
// can't break the line of the commit they stand in. The full stop of "Jr." stays,
// as in git 2.47; 2.39 took it away.
func withoutCrud(s string) string {
	s = strings.TrimFunc(s, func(c rune) bool {
		return c <= ' ' || strings.ContainsRune(`,:;<>"\'`, c)
	})
	return strings.Map(func(c rune) rune {
		if c == '<' || c == '>' || unicode.IsControl(c) {
			return -1
		}
		return c
	}, s)
}

// parseDate reads git's own form of a date ("1700000000 +0100", "@" allowed)
// and the standard ones. git reads many more.
func parseDate(s string) (time.Time, bool) {
	if seconds, zone, ok := strings.Cut(strings.TrimPrefix(s, "@"), " "); ok {
		n, err1 := strconv.ParseInt(seconds, 10, 64)
		at, err2 := time.Parse("-0700", zone)
		if err1 == nil && err2 == nil && n >= 1e8 {
			return time.Unix(n, 0).In(at.Location()), true
		}
	}
	for _, layout := range []string{time.RFC3339, "2006-01-02T15:04:05-0700", "2006-01-02 15:04:05 -0700", time.RFC1123Z} {
		if t, err := time.Parse(layout, s); err == nil {
			return t, true
		}
	}
	return time.Time{}, false
}

// reflogLine is an entry of a reflog.
func reflogLine(before, after string, by object.Signature, message string) string {
	_, offset := by.When.Zone()
	sign := '+'
	if offset < 0 {
		sign, offset = '-', -offset
	}
	return fmt.Sprintf("%s %s %s <%s> %d %c%02d%02d\t%s\n", before, after, by.Name, by.Email,
		by.When.Unix(), sign, offset/3600, offset/60%60, message)
}
