package match

import (
	"net"
	"net/url"
	"strings"
)

// mostOfDomain is how many names may share a domain for it to say anything:
// more are the customers of one host.
const mostOfDomain = 5

// hosts are where many have a page who have no domain of their own.
var hosts = []string{
	"facebook.com", "linkedin.com", "twitter.com", "x.com", "instagram.com", "youtube.com", "github.com", "github.io", "google.com",
	"wixsite.com", "wordpress.com", "blogspot.com", "weebly.com", "alibaba.com", "aliexpress.com", "amazon.com", "ebay.com", "wikipedia.org",
}

// domainOf is the host of a website without www, empty where it says nothing
// of whose it is.
func domainOf(website string) string {
	if website == "" {
		return ""
	}
	if !strings.Contains(website, "://") {
		website = "https://" + website
	}
	u, err := url.Parse(website)
	if err != nil {
		return ""
	}
	host := strings.TrimPrefix(strings.TrimSuffix(strings.ToLower(u.Hostname()), "."), "www.")
	if !strings.Contains(host, ".") || net.ParseIP(host) != nil {
		return ""
	}
	for _, h := range hosts {
		if host == h || strings.HasSuffix(host, "."+h) {
			return ""
		}
	}
	return host
}
