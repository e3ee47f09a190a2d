package neostore

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"

	"linchpin/graph"
)

// Snapshot loads the whole graph. A read transaction is no snapshot, so it
// reads the counter, then nodes, then links, and replays what has changed since,
// that of a write too of which it saw a part.
func (s *Store) Snapshot(ctx context.Context) (graph.Snapshot, error) {
	from, _, err := s.Change(ctx)
	if err != nil {
		return graph.Snapshot{}, err
	}
	var loaded *loading
	err = s.reading(ctx, func(ctx context.Context, t tx) error {
		loaded = &loading{versions: map[string]int64{}, kinds: linkKinds()} // here, since this may run again
		return loaded.read(ctx, t)
	})
	if err != nil {
		return graph.Snapshot{}, fmt.Errorf("snapshot: %w", err)
	}
	if err := s.committed(ctx); err != nil { // else links could be of a write that the log does not show yet
		return graph.Snapshot{}, fmt.Errorf("snapshot: %w", err)
	}
	return s.replay(ctx, loaded.packer.Snapshot(from), loaded.loose...)
}

// loading is a snapshot while it is read: each node and each link is as it was
// at some moment, no two need to be as they were at the same.
type loading struct {
	packer   graph.Packer
	loose    []graph.Edge     // they end at what was made after the nodes were read
	versions map[string]int64 // of nodes, by id
	kinds    map[string]graph.LinkKind
}

func (l *loading) read(ctx context.Context, t tx) error {
	for _, part := range []struct {
		kind graph.Kind
		rows query
	}{
		{graph.KindPartner, snapshotPartners},
		{graph.KindComponent, snapshotComponents},
		{graph.KindOffering, snapshotOfferings},
		{graph.KindProduct, snapshotProducts},
		{graph.KindRoadmapItem, snapshotRoadmapItems},
		{graph.KindContract, snapshotContracts},
		{graph.KindCertificate, snapshotCertificates},
		{graph.KindPerson, snapshotPeople},
	} {
		err := t.stream(ctx, part.rows, nil, func(r *neo4j.Record) error {
			n, err := nodeOf(part.kind, r)
			if err != nil {
				return err
			}
			l.versions[n.ID] = n.Version
			return l.packer.Add(n)
		})
		if err != nil {
			return err
		}
	}
	return t.stream(ctx, snapshotLinks, nil, l.links)
}

// nodeOf reads the columns that the kind has.
func nodeOf(kind graph.Kind, r *neo4j.Record) (graph.Node, error) {
	n := graph.Node{Kind: kind}
	for i, column := range r.Keys {
		v := r.Values[i]
		if v == nil {
			continue
		}
		if !setColumn(&n, column, v) {
			return n, fmt.Errorf("%s %s: %s is a %T", kind, n.ID, column, v)
		}
	}
	n.Counts = kind == graph.KindOffering && graph.Counts(n.Status, n.Approval)
	return n, nil
}

func setColumn(n *graph.Node, column string, v any) bool {
	switch v := v.(type) {
	case string:
		return setText(n, column, v)
	case int64:
		return setInteger(n, column, v)
	case float64:
		switch column {
		case "failureProbability":
			n.FailureProbability = &v
		case "requiredSharePercent":
			n.RequiredSharePercent = &v
		case "sharePercent":
			n.SharePercent = &v
		default:
			return false
		}
	case bool:
		n.InHouse = v
		return column == "inHouse"
	case neo4j.Date:
		switch day := graph.DateOf(time.Time(v)); column {
		case "validTo":
			n.ValidTo = day
		case "targetDate":
			n.TargetDate = day
		case "endsOn":
			n.EndsOn = day
		default:
			return false
		}
	case []any:
		for _, depth := range v {
			i, _ := depth.(int64)
			n.LayerDepth = append(n.LayerDepth, i)
		}
		return column == "layerDepth"
	default:
		return false
	}
	return true
}

func setText(n *graph.Node, column, v string) bool {
	switch column {
	case "id":
		n.ID = v
	case "name":
		n.Name = v
	case "externalId":
		n.ExternalID = v
	case "country":
		n.Country = v
	case "status":
		n.Status = v
	case "currency":
		n.Currency = v
	case "layer":
		n.Layer = graph.Layer(v)
	case "subTiersKnown":
		n.SubTiersKnown = v
	case "sourcesKnown":
		n.SourcesKnown = v
	case "alternatives":
		n.Alternatives = v
	case "approval":
		n.Approval = v
	case "key":
		n.Key = v
	case "email":
		n.Email = v
	default:
		return false
	}
	return true
}

func setInteger(n *graph.Node, column string, v int64) bool {
	switch column {
	case "version":
		n.Version = v
	case "minSources":
		n.MinSources = v
	case "timeToRecoverDays":
		n.TimeToRecoverDays = &v
	case "stockCoverDays":
		n.StockCoverDays = &v
	case "annualSpend":
		n.AnnualSpend = &v
	case "leadTimeDays":
		n.LeadTimeDays = &v
	case "qualificationDays":
		n.QualificationDays = &v
	case "annualRevenue":
		n.AnnualRevenue = &v
	case "durationDays":
		n.DurationDays = &v
	case "durationP90Days":
		n.DurationP90Days = &v
	case "value":
		n.Value = &v
	case "noticeDays":
		n.NoticeDays = &v
	default:
		return false
	}
	return true
}

// links takes the links that start from one node.
func (l *loading) links(r *neo4j.Record) error {
	from := value[string](r, "id")
	for _, x := range value[[]any](r, "stated") {
		v, _ := x.([]any)
		if len(v) != 3 {
			return fmt.Errorf("links of %s: %v", from, x)
		}
		e := graph.Edge{From: from, Kind: l.kinds[at[string](v, 0)], To: at[string](v, 1), ID: at[string](v, 2)}
		owner, _, _ := strings.Cut(e.ID, ".")
		if e.Version = l.versions[owner]; e.Version > 0 { // else made after the nodes were read: the replay has it
			if err := l.link(e); err != nil {
				return err
			}
		}
	}
	for _, x := range value[[]any](r, "own") {
		v, _ := x.([]any)
		if len(v) != 12 {
			return fmt.Errorf("links of %s: %v", from, x)
		}
		err := l.link(graph.Edge{
			From: from, Kind: l.kinds[at[string](v, 0)], To: at[string](v, 1), ID: at[string](v, 2), Version: at[int64](v, 3),
			Group: at[string](v, 4), Minimum: at[int64](v, 5), LagDays: at[int64](v, 6), Region: at[string](v, 7),
			Service: at[string](v, 8), Role: at[string](v, 9), Critical: at[bool](v, 10), Required: at[bool](v, 11),
		})
		if err != nil {
			return err
		}
	}
	return nil
}

func (l *loading) link(e graph.Edge) error {
	err := l.packer.Link(e)
	if errors.As(err, &graph.DanglingError{}) {
		l.loose, err = append(l.loose, e), nil
	}
	return err
}

// at is an entry of a list, the zero value when it is null.
func at[T any](list []any, i int) T {
	t, _ := list[i].(T)
	return t
}

// linkKinds maps the types of links to their kinds.
func linkKinds() map[string]graph.LinkKind {
	out := map[string]graph.LinkKind{}
	for _, r := range graph.LinkRules() {
		out[r.Kind.Type()] = r.Kind
	}
	return out
}
