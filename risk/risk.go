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
// that would take more steps than a limit, it is reported as "at least". A
// component is short where fewer offerings or a smaller share count than it
// needs; one without any is unsourced where it requires nothing, and else
// short only of what was recorded, since what is built is bought from nobody.
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
// A group may have no members left: that of a component whose sources have no
// recorded shares, which works without them, since nobody said what they weigh.
// It still waits for one source, so that it is ready by a prospect or never,
// and the missing shares keep it, and what rests on it, from being safe.
// A product, item or component is stopped when it is in F(S), delayed when it
// works and is ready later, degraded when something in its cone has failed,
// weakened or relieved when none of these and its verdict or the partners that
// alone stop it have changed for the worse or the better.
//
// What would help most is the component of which one more source, that rests on
// nothing that fails, frees most of what S stops: its group of sources takes one
// failure more, and where shares decide never fails.
//
// A matrix shows the effect of each party (column) on each row: stops, one of k
// where the failure is caught, at the latest, by a group of k, or taking part.
//
// # Proof
//
// Each claim carries the steps that led to it, in the order they fired and
// none that it can do without, and the same as one sentence. Values are the
// stopped items' own, each added once, by currency and never converted.
//
// # Days and money
//
// When a partner s fails on day 0, a node stops on
//
//	day(s) = 0
//	day(v) = stock(v) + min over its groups of the day by which the group fails its owner
//
// where stock is the stockCoverDays of a component and 0 of anything else. As F
// these days grow from s alone; what is not in F({s}) never stops. The time to
// recover, TTR, is the partner's timeToRecoverDays; the time to survive, TTS,
// is the day on which the first top stops: the longest recovery without a loss.
// A top loses max(0, TTR - day(top)) days, each at a 365th of its annual value:
// the annualRevenue of a product, the value of an item. Where an item delivers
// a product both are values of their own and both count. Amounts are whole
// minor units of their currency and are never converted; a sum is divided by
// 365 and rounded once, a half away from zero. The risk exposure index
//
//	REI(s) = loss(s) / the greatest recorded loss of a partner in that currency, 0..1
//
// is, where a partner's losses are in several currencies, the highest of them.
// Without a TTR the loss of a partner that stops something is unknown, never 0;
// a top without a value makes it "at least"; a stock cover that nobody recorded
// counts as none and is listed as assumed.
//
// # Dates
//
// Dates are counted in days from a given one, asOf:
//
//	ready(item) = max(asOf, latest of its needs) + durationDays
//	ready(v)    = max over its groups of the (n-needed+1)-th earliest ready(member) + lagDays
//
// over requires, uses, needs, depends_on and delivers; of k alternates that have
// to work the k-th earliest decides. An item without a need that has a date is
// ready on its targetDate, though not before asOf, for it is still ahead; else
// after its duration. A component waits for one offering besides what it
// requires: one that counts is ready at asOf, one that is planned or a candidate
// and not refused after qualificationDays + leadTimeDays. P90 takes
// durationP90Days throughout. Partners, services, people and a product that
// uses nothing have no dates.
//
// Days are settled in their order, so that what waits for itself is never ready
// and an alternate that waits for what it is an alternate of is no way out.
// What nobody can date has none and is in Missing; if it would have none either
// were all such facts known, it waits for itself, and the cycle is told. An
// alternative without a date is not counted on. A duration nobody recorded
// counts as none, and the date is then told as not exact: not earlier.
// Slip = max(0, ready - target). A delay of d days at u moves t by
// max(0, ready'(t) - ready(t)); the slack of u for t is the greatest d that
// moves it by none, found by dating anew, since with alternates no formula from
// the end holds. A partner delays an item that it does not stop when the item
// is ready later, or never, without all that is in F({partner}).
//
// # Concentration
//
// Over the counting offerings, by maker (the seller where none is given), its
// ultimate parent, the country of provision (the maker's where none is given)
// or the layer of the component: HHI = 10,000 x sum of squared shares, and the
// effective number = 1 / sum of squared shares, of the number of offerings, of
// annualSpend and of the value stopped, money by currency. Hidden is the HHI by
// ultimate parent less that by partner.
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
// Chain Management 51(1), 2015). TTR, TTS and the risk exposure index are those
// of D. Simchi-Levi et al., Identifying risks and mitigating disruptions in the
// automotive supply chain (Interfaces 45(5), 2015); days in their order follow
// D. Knuth, A generalization of Dijkstra's algorithm (Information Processing
// Letters 6(1), 1977); the index of concentration is Hirschman's and
// Herfindahl's (American Economic Review 54(5), 1964).
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
