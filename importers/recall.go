package importers

import (
	"cmp"
	"maps"
	"slices"

	"linchpin/graph"
)

// ByMemory is the value of ColumnMap.By for what an earlier file had.
const ByMemory = "remembered"

// HeaderSet lists the headers of a mapping in the form in which headers are
// compared, each once, sorted: what a mapping is remembered by. Order and
// spelling of the columns do not matter.
func (m Mapping) HeaderSet() []string {
	out := make([]string, 0, len(m.Columns))
	for _, c := range m.Columns {
		if key := headerKey(c.Header); key != "" && c.Header != LineColumn && c.Header != ErrorColumn {
			out = append(out, key)
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// Recalled is a mapping made for another file, fitted to a file.
type Recalled struct {
	Mapping Mapping
	Missing []string // headers that mean something in the mapping and that the file has not
	New     []string // headers of the file that the mapping does not know
	Alike   float64  // distinct headers in common over all of both, 0 to 1
}

// Recall fits a mapping that was made for another file to a file: by header,
// wherever it stands; of several equal headers the first to the first. Columns
// the mapping does not know mean what their name or a synonym says, where that
// field is free. How the other file was read is left out. A by
// that is not empty says of the columns taken over how they came to their field.
func Recall(m Mapping, s Sniff, by string) (Recalled, error) {
	out := Recalled{Mapping: m, Missing: []string{}, New: []string{}}
	out.Mapping.Reading, out.Mapping.Columns = Reading{}, make([]ColumnMap, len(s.Columns))
	if by == ByMemory {
		out.Mapping.forgetNames()
	}
	left := map[string][]ColumnMap{}
	for _, c := range m.Columns {
		left[headerKey(c.Header)] = append(left[headerKey(c.Header)], c)
	}
	fresh, at := s, []int{}
	fresh.Columns = nil
	for i, c := range s.Columns {
		key := headerKey(c.Header)
		out.Mapping.Columns[i] = ColumnMap{Header: c.Header}
		if same := left[key]; len(same) > 0 {
			left[key] = same[1:]
			out.Mapping.Columns[i] = same[0]
			out.Mapping.Columns[i].Header = c.Header
			if same[0].Field != "" && by != "" {
				out.Mapping.Columns[i].By = by
			}
			continue
		}
		if key != "" && c.Header != LineColumn && c.Header != ErrorColumn {
			out.New = append(out.New, c.Header)
			fresh.Columns, at = append(fresh.Columns, c), append(at, i)
		}
	}
	for _, rest := range left {
		for _, c := range rest {
			if c.Field != "" {
				out.Missing = append(out.Missing, c.Header)
			}
		}
	}
	slices.Sort(out.Missing)
	out.Alike = alike(m.HeaderSet(), out.Mapping.HeaderSet())
	return out, out.addNew(fresh, at)
}

// forgetNames drops constants that say which thing a file is about: the product
// whose parts one list has is not that of the next.
func (m *Mapping) forgetNames() {
	if !m.As.mixed() {
		return
	}
	m.Constants = maps.Clone(m.Constants)
	maps.DeleteFunc(m.Constants, func(field, _ string) bool {
		_, name := viewOf(field)
		return name == "name" || name == "external_id" || name == "reference" || name == "key" || name == "sku"
	})
}

// addNew lets columns that the mapping does not know mean what they say. A
// mapping that misses columns is taken by nobody: that of a table says nothing
// of a document, whose columns none but its own kind of mapping may have.
func (r *Recalled) addNew(fresh Sniff, at []int) error {
	if len(at) == 0 || len(r.Missing) > 0 || Fields(r.Mapping.As) == nil {
		return nil
	}
	more, err := Propose(fresh, r.Mapping.As, r.Mapping.Source)
	if err != nil {
		return err
	}
	for i, c := range more.Columns {
		taken := slices.ContainsFunc(r.Mapping.Columns, func(m ColumnMap) bool { return m.Field == c.Field && !c.fillsList(r.Mapping.As) })
		if c.Field != "" && c.By != bySimilar && !taken && r.Mapping.Constants[c.Field] == "" {
			r.Mapping.Columns[at[i]] = c
		}
	}
	return nil
}

// alike is the share of two sorted sets that they have in common (Jaccard).
func alike(a, b []string) float64 {
	common := 0
	for _, s := range a {
		if _, ok := slices.BinarySearch(b, s); ok {
			common++
		}
	}
	if all := len(a) + len(b) - common; all > 0 {
		return float64(common) / float64(all)
	}
	return 0
}

// Settled writes answers to questions about whole columns, and about words that
// stand for others, into a mapping, so that they are not asked again.
func (m Mapping) Settled(asked []Decision, answers map[string]string) Mapping {
	m.Columns = slices.Clone(m.Columns)
	for i := range m.Columns {
		c := &m.Columns[i]
		header := columnName(c.Header, i)
		c.Dates = cmp.Or(c.Dates, answers[decisionID(codeAmbiguousDate, header, header)])
		c.Numbers = cmp.Or(c.Numbers, answers[decisionID(codeAmbiguousNumber, header, header)])
		c.learn(header, asked, answers)
	}
	return m
}

// learn adds the words of a column that answers gave a meaning.
func (c *ColumnMap) learn(header string, asked []Decision, answers map[string]string) {
	if c.Field == "" || c.Over {
		return
	}
	for _, d := range asked {
		word := answers[d.ID]
		if d.Code != codeBadValue || d.Column != header || word == "" || len(c.Values) >= maxValues {
			continue
		}
		if word == noReference {
			word = ""
		}
		c.Values = maps.Clone(c.Values)
		if c.Values == nil {
			c.Values = map[string]string{}
		}
		c.Values[d.Value] = word
	}
}

// MissingError is the error of a mapping that needs columns a file has not.
func (r *Recalled) MissingError() error {
	if len(r.Missing) == 0 {
		return nil
	}
	return graph.FieldError("/mapping/columns", "header", "names %q, which the file has not", r.Missing)
}
