// Package risk says what the graph means for somebody who depends on it. It
// is pure: it takes an immutable graph.Snapshot, returns values, reads no
// clock, draws no random number and does no input or output.
//
// # Rules
//
// A node is an entity, or one derived from facts of others: a country, a
// critical service that a product or component needs ("x · s"), a route (a
// product in a sales region). A node fails by itself or through a group:
//
//	fails(v) = v is a seed, or for some group g of v: |{m in members(g) : fails(m)}| >= needed(g)
//
// Where k of n members have to work, needed = max(1, n-k+1).
//
//	requires, uses, needs, depends_on   a component, product or item without what it rests on;
//	                                    links of one group are alternates, minimum of them have to work
//	delivers                            an item without the product it delivers
//	involves                            an item without the partner of a link marked required
//	sources                             a component with n counting offerings that needs minSources of them
//	share                               the same where requiredSharePercent is recorded: it fails once the
//	                                    shares of the failed offerings exceed max(0, total - required)
//	made_by, sold_by, relies_on         an offering without its maker, its seller, its sub-tiers
//	owned_by, sources_from              a partner without its owner, its sub-tiers
//	services                            a service without any of its providers; what needs it without the service
//	sells                               a route without any of its channel partners
//	country, person                     what is in the country; what all of its owners among the people leave
//	                                    (in the view of a team: and a layer that all who know it in depth leave,
//	                                    with its components)
//
// An item rests on no item that is shipped or dropped. Only an offering that
// is active and approved (also conditionally) counts as a source. An offering
// without a share weighs nothing where shares are asked for, and is listed as
// a missing fact. A route is asked for by name and stops no product. Countries
// and people fail only as seeds, so they change no answer that does not name
// them. The view of a team is a graph of its own, which only Skills asks.
//
// # Terms
//
// F(S), the blast radius of S, is the least set that contains S and is closed
// under the rules; a cycle needs no special case and F of nothing is empty.
// Tops are the products and the items still ahead (proposed, which a missing
// status counts as, committed or in progress). A single point of a top t is a
// party s with t in F({s}); parties are partners unless countries or people
// are asked for. Its tier is the number of partners on the shortest chain of
// rules that fired: a maker, seller, service provider or required alliance has
// 1, each relies_on, sources_from and owned_by adds one. It is hidden at tier 2
// or more, or where it stops a component with counting offerings of two or
// more makers. Sourcing counts the makers of counting offerings (the seller
// where no maker is given): none, single, dual, multi. Effective sourcing is
// the size of the smallest set of partners that stops the component; where
// more sets would have to be tried than a limit, it is reported as "at least".
//
// False diversity: the sources of a component with two or more makers fail
// together through one party, though no single offering's failure is enough.
// Circular alternative: a member of a group that needs two or more failures
// and rests itself on the group's owner; exactly there another reading of a
// cycle could differ.
//
// A route is single with one channel partner; with more, its diversity is
// false where one party stops it. A layer is covered where at least one person
// knows it at depth 3 of 0 to 3 (T-shaped: broad elsewhere), and rests on that
// person where there is only one. A nexus partner has tier 2 or more: what it
// stops is what its row among the single points, which come in that order,
// says.
//
// # Verdicts
//
// Exposed: a recorded partner stops it. Safe: none does, it has a counting
// source or requires something (a top: rests on something), and in its cone,
// which is all that its groups reach, every component has sourcesKnown = yes,
// every partner subTiersKnown = yes and no asked share is missing. Else it is
// unknown, and Missing lists those facts.
//
// The next questions are these facts. One could change a verdict that is
// unknown if that would be safe, were every fact answered by yes, and is
// unknown, were all but this one. It settles a verdict that lacks nothing
// else. What an answer could reveal besides, a source or sub-tier nobody
// thought of, is not counted. Who can answer is the owner of the entity, else
// the owner of what is nearest among all that rests on it.
//
// # What if
//
// A scenario adds, then removes and delays. Added entities and links keep the
// rules of stored ones; added ownership takes the place of the recorded one.
// With S what is removed, F(S) has failed, and what is left is a graph in
// which
//
//	members'(g) = members(g) without F(S), needed'(g) = needed(g) - weight(members(g) in F(S))
//
// for every group of an owner that works: t is in F(S and p) there exactly when
// it is here. Verdicts, single points and dates after are those of that graph.
// A product, item or component is stopped when it is in F(S), delayed when it
// works and is ready later, degraded when something in its cone has failed,
// weakened or relieved when none of these and its verdict or the partners that
// alone stop it have changed for the worse or the better.
//
// A matrix shows the effect of each party (column) on each row: stops, one of k
// where the failure is caught, at the latest, by a group of k, or taking part.
//
// # Proof
//
// Each claim carries the steps that led to it, in the order they fired and
// none that it can do without, and the same as one sentence. Values are the
// stopped items' own, each added once, by currency and never converted; days
// and money lost over time, which need dates, are not computed here.
//
// # Method
//
// Compile lays groups out as arrays, members by group and groups by member.
// F is computed with a queue and a counter for each group that needs more than
// one failure, stamped with the number of the run so that nothing is cleared:
// the cost is the out-degree of what fails. All single points take one such
// run for each party. Cones of 512 rows are followed in one pass over the
// strongly connected components, a bit each: so are the rows that rest on a
// party and the verdicts that wait for a fact counted. Simulation evaluates 64 scenarios a machine word over the
// part of the graph between the basic events and the tops asked for, members
// before owners: one failure is enough is an OR, all needed an AND, k of n and
// shares are counted in bit planes, and what rests on itself in a circle is
// evaluated until nothing changes. Each event's bits are drawn exactly, digit
// by digit of its probability; the interval is Wilson's of 95 %.
//
// The terms follow A. Rauzy, Mathematical foundation of minimal cutsets (IEEE
// Transactions on Reliability 50(4), 2001) and W. Vesely et al., Fault Tree
// Handbook (NUREG-0492, 1981); indirect partners that matter as much as direct
// ones are the nexus suppliers of Yan, Choi, Kim and Yang (Journal of Supply
// Chain Management 51(1), 2015).
package risk

import "linchpin/graph"

// Rule names the fact by which a node fails.
type Rule string

// The rules. Each but Sources, Share, Country and Person bears the name of
// the link it reads.
const (
	Requires    Rule = "requires"
	Sources     Rule = "sources"
	Share       Rule = "share"
	MadeBy      Rule = "made_by"
	SoldBy      Rule = "sold_by"
	ReliesOn    Rule = "relies_on"
	OwnedBy     Rule = "owned_by"
	SourcesFrom Rule = "sources_from"
	Uses        Rule = "uses"
	Needs       Rule = "needs"
	DependsOn   Rule = "depends_on"
	Involves    Rule = "involves"
	Delivers    Rule = "delivers"
	Services    Rule = "services"
	Sells       Rule = "sells"
	Country     Rule = "country"
	Person      Rule = "person"
)

// Cause says whose failures a question considers; empty means partners.
type Cause string

// The causes.
const (
	CausePartner Cause = "partner"
	CauseCountry Cause = "country"
	CausePerson  Cause = "person"
)

// kind returns the kind of the parties that may fail.
func (c Cause) kind() (graph.Kind, error) {
	switch c {
	case "", CausePartner:
		return graph.KindPartner, nil
	case CauseCountry:
		return graph.KindCountry, nil
	case CausePerson:
		return graph.KindPerson, nil
	default:
		return "", graph.FieldError("/cause", "oneof", "is not one of partner, country, person")
	}
}

// Verdict is the answer to "can one partner stop it?".
type Verdict string

// The verdicts.
const (
	Exposed Verdict = "exposed"
	Safe    Verdict = "safe"
	Unknown Verdict = "unknown"
)
