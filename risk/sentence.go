package risk

import (
	"fmt"
	"strings"

	"linchpin/graph"
)

// longest is how many clauses a sentence has before its middle is left out.
const longest = 9

// sentence makes a claim and its steps into one sentence.
func (g *Graph) sentence(head string, steps []fired) string {
	if len(steps) == 0 {
		return ended(head)
	}
	clauses := make([]string, 0, longest)
	for i, f := range steps {
		if n := len(steps); n > longest && i >= longest/2 && i < n-longest/2 {
			if i == longest/2 {
				clauses = append(clauses, fmt.Sprintf("%d more steps follow", n-longest/2*2))
			}
			continue
		}
		clauses = append(clauses, g.clause(f))
	}
	return ended(head + ": " + strings.Join(clauses, "; "))
}

// ended closes a sentence, which a name such as Acme Inc. may have done already.
func ended(text string) string { return strings.TrimSuffix(text, ".") + "." }

// stopsHead is the claim that causes stop something.
func (g *Graph) stopsHead(causes []int32, v int32) string {
	verb := " stops "
	if len(causes) > 1 {
		verb = " stop "
	}
	return g.list(causes) + verb + g.title(v)
}

// clause says in words why the owner of a step fails.
func (g *Graph) clause(f fired) string {
	of := &g.groups[f.group]
	owner, members := g.label(of.owner), g.membersOf(f.group)
	if int64(len(f.failed)) < of.need && !of.shares {
		return fmt.Sprintf("%s loses %d of %d", owner, len(f.failed), len(members)) + losses(of.rule)
	}
	failed := g.list(f.failed)
	switch of.rule {
	case Sources:
		if k := int64(len(members)) - of.need + 1; k > 1 && len(members) > 1 {
			return fmt.Sprintf("%s needs %d of its %d sources and %d %s", owner, k, len(members), len(f.failed), plural(len(f.failed), "fails", "fail"))
		}
		if len(members) == 1 {
			return owner + " has no other source"
		}
		return owner + " has no source left"
	case Share:
		return g.shareClause(f, owner)
	case MadeBy:
		return failed + " makes " + owner
	case SoldBy:
		return failed + " sells " + owner
	case OwnedBy:
		return owner + " is owned by " + failed
	case Services:
		if g.kind(of.owner) == graph.KindService {
			return failed + " alone " + plural(len(members), "provides ", "provide ") + owner
		}
		return g.label(of.owner) + " needs " + failed
	case Sells:
		return failed + " alone " + plural(len(members), "serves ", "serve ") + owner
	case Country:
		return owner + " is in " + failed
	case Person:
		switch {
		case g.kind(of.owner) == graph.KindLayer:
			return failed + " alone " + plural(len(members), "knows ", "know ") + owner + " in depth"
		case g.kind(members[0]) == graph.KindLayer:
			return owner + " is part of " + failed
		}
		return owner + " is looked after by " + failed + " alone"
	default:
		return owner + " " + verb(of.rule) + " " + g.alternatives(f)
	}
}

func (g *Graph) shareClause(f fired, owner string) string {
	of, sum := &g.groups[f.group], int64(0)
	for _, v := range f.failed {
		sum += int64(g.share[v])
	}
	if sum < of.need {
		return fmt.Sprintf("%s loses %g %% of its supply and can spare %g %%", owner, percent(sum), percent(of.need-1))
	}
	return fmt.Sprintf("%s loses %g %% of its supply and can spare only %g %%", owner, percent(sum), percent(of.need-1))
}

// alternatives names what the owner of a step rests on.
func (g *Graph) alternatives(f fired) string {
	members := g.membersOf(f.group)
	switch k := int64(len(members)) - g.groups[f.group].need + 1; {
	case len(members) == 1:
		return g.label(members[0])
	case k == 1:
		return "one of " + g.list(members)
	case int(k) == len(members):
		return "each of " + g.list(members)
	default:
		return fmt.Sprintf("%d of %s", k, g.list(members))
	}
}

func verb(r Rule) string {
	switch r {
	case ReliesOn:
		return "relies on"
	case SourcesFrom:
		return "is supplied by"
	case DependsOn:
		return "depends on"
	default:
		return string(r) // requires, uses, needs, delivers, involves
	}
}

func losses(r Rule) string {
	switch r {
	case Sources, Share:
		return " sources"
	case Services:
		return " providers"
	case Sells:
		return " channel partners"
	case Person:
		return " owners"
	default:
		return " alternatives"
	}
}

func plural(n int, one, more string) string {
	if n == 1 {
		return one
	}
	return more
}
