package main

import (
	"context"
	"fmt"
	"regexp"
	"strconv"
	"strings"

	"linchpin/graph"
)

var countryCode = regexp.MustCompile(`^[A-Z]{2}$`)

// supposed is what a what-if supposes besides failures, as a shell says it:
// sources as COMPONENT or COMPONENT=PARTNER, delays as NAME=DAYS.
type supposed struct{ sources, delays texts }

func (s supposed) any() bool { return len(s.sources)+len(s.delays) > 0 }

// texts collects a flag that may come again.
type texts []string

func (t *texts) String() string { return strings.Join(*t, ", ") }

func (t *texts) Set(text string) error {
	*t = append(*t, text)
	return nil
}

// scenario is the body of a what-if.
type scenario struct {
	Remove    []string            `json:"remove"`
	Countries []string            `json:"countries"`
	Add       []map[string]string `json:"add"`
	Delay     []lateness          `json:"delay"`
}

type lateness struct {
	ID   string `json:"id"`
	Days int64  `json:"days"`
}

// scenario resolves the names of what is supposed; all of ids fails.
func (c *client) scenario(ctx context.Context, ids []string, s supposed) (scenario, error) {
	out := scenario{Remove: []string{}, Countries: []string{}, Add: []map[string]string{}, Delay: []lateness{}}
	for _, id := range ids {
		if countryCode.MatchString(id) {
			out.Countries = append(out.Countries, id)
		} else {
			out.Remove = append(out.Remove, id)
		}
	}
	for i, text := range s.sources {
		if err := c.source(ctx, &out, strconv.Itoa(i+1), text); err != nil {
			return out, err
		}
	}
	for _, text := range s.delays {
		at := strings.LastIndex(text, "=")
		days, err := strconv.ParseInt(text[at+1:], 10, 64)
		if at < 0 || err != nil {
			return out, fmt.Errorf("%w: --delay %s is not NAME=DAYS", errUsage, text)
		}
		id, err := c.resolve(ctx, text[:at], []graph.Kind{graph.KindRoadmapItem, graph.KindProduct, graph.KindComponent, graph.KindOffering})
		if err != nil {
			return out, err
		}
		out.Delay = append(out.Delay, lateness{id, days})
	}
	return out, nil
}

// source supposes another source of a component: by a partner, or by somebody
// independent of all others.
func (c *client) source(ctx context.Context, out *scenario, number, text string) error {
	name, partner, named := strings.Cut(text, "=")
	component, err := c.resolve(ctx, name, []graph.Kind{graph.KindComponent})
	if err != nil {
		return err
	}
	maker := "new-partner-" + number
	if named {
		if maker, err = c.resolve(ctx, partner, []graph.Kind{graph.KindPartner}); err != nil {
			return err
		}
	} else {
		out.Add = append(out.Add, map[string]string{"kind": "partner", "id": maker, "name": "An independent partner", "subTiersKnown": "yes"})
	}
	out.Add = append(out.Add, map[string]string{
		"kind": "offering", "id": "new-offering-" + number, "component": component, "maker": maker, "approval": "approved", "status": "active",
	})
	return nil
}
