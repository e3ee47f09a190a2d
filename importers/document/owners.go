package document

import (
	"linchpin/graph"
)

// Relation is a relationship record of GLEIF's level 2.
type Relation struct {
	Line          int64
	Child, Parent string // LEI
	Kind          string // IS_DIRECTLY_CONSOLIDATED_BY, IS_ULTIMATELY_CONSOLIDATED_BY, others
	Status        string // ACTIVE, INACTIVE, NULL
}

// The kinds of relationships that say who owns whom.
const (
	directly   = "IS_DIRECTLY_CONSOLIDATED_BY"
	ultimately = "IS_ULTIMATELY_CONSOLIDATED_BY"
)

// WriteOwners passes relationship records that came as a table on as rows: who
// owns whom.
func WriteOwners(all []Relation, put Put) ([]Notice, error) { return writeRegister(nil, all, put) }

// owners picks the relationships that make one owner of each child: the direct
// parent, and the ultimate one only where no direct one is given, since the
// chain of direct owners leads to it. What is past, and what is no ownership,
// such as that of a fund and its manager, is left out and counted.
func owners(all []Relation) (out []Relation, notices []Notice, err error) {
	var ended, other, implied int64
	direct := map[string]bool{}
	for _, r := range all {
		switch {
		case r.Child == "" || r.Parent == "":
			return nil, nil, graph.FieldError("/file", "document", "line %d: a relationship without start or end", r.Line)
		case r.Kind != directly && r.Kind != ultimately:
			other++
		case r.Status != "" && r.Status != "ACTIVE":
			ended++
		case r.Kind == directly:
			direct[r.Child] = true
		}
	}
	for _, r := range all {
		switch {
		case r.Status != "" && r.Status != "ACTIVE":
		case r.Kind == directly:
			out = append(out, r)
		case r.Kind == ultimately && direct[r.Child]:
			implied++
		case r.Kind == ultimately:
			out = append(out, r)
		}
	}
	notices = Count(notices, ended, "ended_relationships", "one relationship is no longer in force, and left out", "relationships are no longer in force, and left out")
	notices = Count(notices, other, "other_relationships", "one relationship is of another kind than ownership, and left out", "relationships are of other kinds than ownership, and left out")
	notices = Count(notices, implied, "ultimate_parents", "one ultimate parent is left out, because the direct one is given", "ultimate parents are left out where the direct one is given")
	return out, notices, nil
}

func (r Relation) cells() []string {
	return []string{r.Child, "partner", "owned_by", r.Parent, "partner"}
}
