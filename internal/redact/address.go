package redact

import (
	"net/netip"
	"net/url"
	"path"
	"strings"
	"sync"
)

// internalTops end the names of hosts that only one organisation can reach.
var internalTops = set("internal local corp lan intranet intra private home localdomain svc consul")

// tenants are services whose hosts and pages are one organisation's own: trackers, chats, consoles, dashboards, code.
var tenants = sync.OnceValue(func() []string {
	return strings.Fields(`atlassian.net slack.com pagerduty.com opsgenie.com victorops.com service-now.com zendesk.com okta.com auth0.com onelogin.com sharepoint.com notion.so notion.site
	docs.google.com drive.google.com meet.google.com calendar.google.com groups.google.com zoom.us teams.microsoft.com linear.app trello.com asana.com monday.com clickup.com shortcut.com airtable.com
	miro.com figma.com lucid.app datadoghq.com datadoghq.eu newrelic.com honeycomb.io grafana.net splunkcloud.com sumologic.com elastic-cloud.com sentry.io rollbar.com bugsnag.com logz.io loggly.com
	papertrailapp.com console.aws.amazon.com console.cloud.google.com portal.azure.com dev.azure.com visualstudio.com amazonaws.com cloudfront.net azurewebsites.net windows.net cloudapp.net appspot.com
	run.app cloudfunctions.net herokuapp.com github.com githubusercontent.com gitlab.com bitbucket.org incident.io firehydrant.com rootly.com jeli.io statuspage.io wavefront.com lightstep.com
	circleci.com travis-ci.com buildkite.com app.terraform.io hipchat.com basecamp.com quip.com coda.io dropbox.com box.com onedrive.live.com 1drv.ms loom.com monosnap.com imgur.com`)
})

// internalLabels are labels of a host's name that say that it is not for the public.
var internalLabels = set("corp internal intranet intra int jira wiki confluence grafana kibana jenkins prometheus alertmanager vpn bastion staging stage stg prod prd preprod uat qa sandbox sso ldap vault argocd splunk sentry nagios gitlab artifactory nexus sonar phabricator gerrit backstage")

// isExampleHost knows the names that are set aside for examples (RFC 2606).
func isExampleHost(host string) bool {
	for _, s := range []string{"example.com", "example.org", "example.net", "example.edu"} {
		if host == s || strings.HasSuffix(host, "."+s) {
			return true
		}
	}
	top := host[strings.LastIndexByte(host, '.')+1:]
	return top == "example" || top == "invalid" || top == "test" || host == "localhost"
}

// matchesHost reports whether a pattern such as "*.corp.acme.com" names a host; a bare name stands for what is below it, too.
func matchesHost(pattern, host string) bool {
	pattern = strings.ToLower(strings.TrimSpace(pattern))
	if ok, err := path.Match(pattern, host); err == nil && ok {
		return true
	}
	return pattern != "" && strings.HasSuffix(host, "."+strings.TrimPrefix(pattern, "*."))
}

// isInternalHost reports whether a host, in lower case and without its port, is the organisation's own.
func (o Options) isInternalHost(host string) bool {
	host = strings.TrimSuffix(host, ".")
	for _, pattern := range o.InternalHosts {
		if matchesHost(pattern, host) {
			return true
		}
	}
	if isExampleHost(host) {
		return false
	}
	labels := strings.Split(host, ".")
	if internalTops()[labels[len(labels)-1]] && len(labels) > 1 {
		return true
	}
	for _, t := range tenants() {
		if host == t && strings.Count(t, ".") == 2 || strings.HasSuffix(host, "."+t) && host != "www."+t && host != "docs."+t && host != "aws."+t {
			return true
		}
	}
	for _, l := range labels[:max(0, len(labels)-2)] {
		if internalLabels()[l] {
			return true
		}
	}
	return false
}

// allowed reports whether the team said that an address or a term may be read outside.
func (o Options) allowed(text string) bool {
	key := allowKey(text)
	for _, a := range o.Allow {
		a = allowKey(a)
		if a != "" && (key == a || strings.HasPrefix(key, a) && strings.IndexByte("/?#:", key[len(a)]) >= 0 && strings.ContainsAny(a, "./")) {
			return true
		}
	}
	return false
}

func allowKey(text string) string {
	text = folded(strings.TrimSpace(text))
	if _, rest, ok := strings.Cut(text, "://"); ok {
		text = strings.TrimPrefix(rest, "www.")
	}
	return strings.TrimSuffix(text, "/")
}

// isPublic reports whether an address may stay: on the web, and not the organisation's own.
func (o Options) isPublic(address string) bool {
	address = strings.TrimSpace(string(newView([]byte(address)).text))
	if strings.HasPrefix(address, "#") {
		return true
	}
	if strings.HasPrefix(address, "//") {
		address = "https:" + address
	}
	if strings.HasPrefix(strings.ToLower(address), "www.") {
		address = "https://" + address
	}
	u, err := url.Parse(address)
	if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Host == "" || u.User != nil {
		return false
	}
	if o.allowed(address) {
		return true
	}
	host := strings.ToLower(u.Hostname())
	if ip, err := netip.ParseAddr(host); err == nil {
		return isHarmlessIP(ip)
	}
	if host == "localhost" {
		return true
	}
	if !strings.Contains(host, ".") || o.isInternalHost(host) {
		return false
	}
	for _, t := range tenants() {
		if host == t || host == "www."+t {
			return false
		}
	}
	return true
}

var (
	urlForm  = lazy("(?i)\\b(?:[a-z][a-z0-9+.-]{1,20}://|www\\.)[^\\s<>\"`|\\\\^{}]+")
	scpForm  = lazy(`\b[\w.-]+@[\w-]+(?:\.[\w-]+)*:[\w~./-]*[A-Za-z][\w~./-]*`)
	hostForm = lazy(`(?i)[a-z0-9_](?:[a-z0-9_-]*[a-z0-9_])?(?:\.[a-z0-9_](?:[a-z0-9_-]*[a-z0-9_])?)+`)
	ec2Form  = lazy(`(?i)\bip-\d{1,3}-\d{1,3}-\d{1,3}-\d{1,3}(?:\.[a-z0-9.-]*[a-z0-9])?`)
	ip4Form  = lazy(`\b\d{1,3}\.\d{1,3}\.\d{1,3}\.\d{1,3}(?:/\d{1,2})?\b`)
	ip6Form  = lazy(`(?i)[0-9a-f]{0,4}(?::[0-9a-f]{0,4}){2,7}(?:/\d{1,3})?`)
)

// isHarmlessIP knows the addresses that say nothing of anybody's network: loopback, masks, documentation (RFC 5737, RFC 3849), public resolvers.
func isHarmlessIP(ip netip.Addr) bool {
	if ip.IsLoopback() || ip.IsUnspecified() {
		return true
	}
	for _, p := range harmlessNets() {
		if p.Contains(ip) {
			return true
		}
	}
	return false
}

var harmlessNets = sync.OnceValue(func() (nets []netip.Prefix) {
	for _, p := range []string{"192.0.2.0/24", "198.51.100.0/24", "203.0.113.0/24", "2001:db8::/32", "255.0.0.0/8", "8.8.8.8/32", "8.8.4.4/32", "1.1.1.1/32", "1.0.0.1/32", "9.9.9.9/32", "169.254.169.254/32"} {
		nets = append(nets, netip.MustParsePrefix(p))
	}
	return nets
})

// isIP reports whether a match is an address rather than a version or a number of sections.
func isIP(text []byte, start, end int) bool {
	value, _, _ := strings.Cut(string(text[start:end]), "/")
	ip, err := netip.ParseAddr(value)
	if err != nil || isHarmlessIP(ip) {
		return false
	}
	var before, after byte = ' ', ' '
	if start > 0 {
		before = text[start-1]
	}
	if end < len(text) {
		after = text[end]
	}
	if isAlnum(before) || before == '.' || before == '_' || before == ':' && ip.Is6() || isAlnum(after) || after == '_' || after == ':' && ip.Is6() {
		return false
	}
	if ip.Is6() {
		return strings.ContainsAny(value, "0123456789") && (strings.Count(value, ":") >= 3 || strings.HasPrefix(value, "f") || strings.HasPrefix(value, "2"))
	}
	if after == '.' && end+1 < len(text) && isDigit(text[end+1]) || after == '-' && end+1 < len(text) && isAlnum(text[end+1]) {
		return false
	}
	const near = 24
	lead := strings.ToLower(strings.TrimRight(string(text[max(0, start-near):start]), " `\"'(*=:"))
	for _, w := range []string{"version", "release", "v", "ver", "upgraded to", "tag", "build", "section", "§"} {
		if rest, ok := strings.CutSuffix(lead, w); ok && (rest == "" || !isAlnum(rest[len(rest)-1])) {
			return false
		}
	}
	if before == '/' && start > 1 && isAlnum(text[start-2]) { // Chrome/120.0.0.1
		return false
	}
	return true
}
